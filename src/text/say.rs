//! Templates: a whole sentence in every language, side by side, and named values that fill it.
//!
//! ```ignore
//! say!(t,
//!     ko: "*{server}*{이} {person}에게 {status}{으로} 응답했습니다.",
//!     en: "*{server}* answered {person} with {status}.",
//!     server, person = id.client, status);
//! ```
//!
//! The compiler checks a template: a name without a value, an unclosed brace or a missing language is an error. A value
//! without `= …` is the variable of that name. A language need not use every value.
//!
//! | mark | meaning |
//! |---|---|
//! | `{server}` | a value, see [`Value`]. English capitalises a name at the start of a sentence |
//! | `{은}` | a Korean particle, in the shape that the text before it asks for ([`Particle`]); a text in brackets is skipped |
//! | `*text*` | subject of the sentence ([`Tone::Strong`]) |
//! | `[text]` | loss or failure ([`Tone::Loss`]) |
//!
//! A list `claims: […]` before the templates holds the statements about the world that they make, see [`Claim`].
//!
//! Marks count in a template only: a `*` or a `[` in a value is text.

use std::cell::{Cell, RefCell};
use std::fmt;

use super::Language;
use super::claim::Claim;
use super::grammar::Particle;
use super::sentence::{Sentence, Tone};
use super::value::Value;

/// Tells one sentence: see the module's documentation. Sentences that follow each other are parted by a space.
macro_rules! say {
    (@value $name:ident) => { $name };
    (@value $name:ident = $value:expr) => { $value };
    ($t:expr, claims: [$($claim:expr),* $(,)?], $($template:tt)*) => {{
        $($t.claim($claim);)*
        $crate::text::say::say!($t, $($template)*)
    }};
    ($t:expr, ko: $korean:literal, en: $english:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        #[allow(unused_imports, unused_variables, clippy::too_many_arguments)]
        fn korean(t: &$crate::text::say::Telling, $($name: $crate::text::say::Shown<'_>),*) {
            use $crate::text::grammar::particles::*;
            t.fill(format_args!($korean));
        }
        #[allow(unused_variables, clippy::too_many_arguments)]
        fn english(t: &$crate::text::say::Telling, $($name: $crate::text::say::Shown<'_>),*) {
            t.fill(format_args!($english));
        }
        let telling: &$crate::text::say::Telling = $t;
        let template = match telling.language() {
            $crate::text::Language::Korean => korean,
            $crate::text::Language::English
            | $crate::text::Language::Doubled
            | $crate::text::Language::Marked => english,
        };
        template(telling, $(telling.show($crate::text::say::say!(@value $name $(= $value)?))),*)
    }};
}
pub(in crate::text) use say;

/// One template as a string, without tones.
macro_rules! text {
    ($language:expr, $($template:tt)*) => {
        $crate::text::say::tell($language, |t| $crate::text::say::say!(t, $($template)*)).plain()
    };
}
pub(in crate::text) use text;

/// A text under construction.
pub struct Telling {
    language: Language,
    said: RefCell<Sentence>,
    tone: Cell<Tone>,
}

/// Runs `tell` and returns its text in `language`.
pub fn tell(language: Language, tell: impl FnOnce(&Telling)) -> Sentence {
    let telling =
        Telling { language: language.base(), said: RefCell::new(Sentence::default()), tone: Cell::new(Tone::Plain) };
    tell(&telling);
    language.disguise(telling.said.into_inner())
}

impl Telling {
    /// The language whose templates are used; never an artificial one.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Adds a filled template, after a space where there is text already. [`say!`] calls it.
    pub fn fill(&self, template: fmt::Arguments<'_>) {
        self.tone.set(Tone::Plain);
        if !self.said.borrow().is_empty() {
            self.push(" ");
        }
        // Neither the writer nor a value returns an error.
        let _ = fmt::write(&mut TemplateText(self), template);
    }

    /// Adds a statement about the world that a template makes. [`say!`] calls it.
    pub fn claim(&self, claim: Claim) {
        if cfg!(not(target_arch = "wasm32")) {
            self.said.borrow_mut().claims.push(claim);
        }
    }

    /// Binds a value to this text. [`say!`] calls it.
    pub fn show<'a>(&'a self, value: impl Into<Value<'a>>) -> Shown<'a> {
        Shown { telling: self, value: value.into() }
    }

    fn push(&self, text: &str) {
        self.said.borrow_mut().push(text, self.tone.get());
    }

    fn starts_sentence(&self) -> bool {
        let said = self.said.borrow().plain();
        said.is_empty() || [". ", "? ", "! "].iter().any(|end| said.ends_with(end))
    }
}

/// A value of one text. Its `Display` adds it there with its tone, so that marks inside of a value stay text.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    telling: &'a Telling,
    value: Value<'a>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shown { telling, value } = *self;
        let starts = telling.starts_sentence();
        value.push(telling.language, starts, telling.tone.get(), &mut telling.said.borrow_mut());
        Ok(())
    }
}

/// Receives the text between the values of a template.
struct TemplateText<'a>(&'a Telling);

impl fmt::Write for TemplateText<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let TemplateText(telling) = *self;
        if let Some(particle) = Particle::written(text) {
            let shape = particle.after(&telling.said.borrow().plain());
            telling.push(shape);
            return Ok(());
        }
        for piece in text.split_inclusive(['*', '[', ']']) {
            let end = piece.find(['*', '[', ']']).unwrap_or(piece.len());
            telling.push(&piece[..end]);
            match (&piece[end..], telling.tone.get()) {
                ("*", Tone::Plain) => telling.tone.set(Tone::Strong),
                ("[", _) => telling.tone.set(Tone::Loss),
                ("*" | "]", _) => telling.tone.set(Tone::Plain),
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::value::{Noun, count, ordinal};
    use super::*;
    use crate::model::ids::{ClientId, ServerId, SessionId};

    fn both(tell: impl Fn(&Telling)) -> [String; 2] {
        Language::ALL.map(|language| super::tell(language, &tell).plain().replace('\u{a0}', " "))
    }

    #[test]
    fn values_fill_a_template_in_any_order() {
        let told = both(|t| {
            say!(t, ko: "{server}{이} {person}{을} 압니다.", en: "{server} knows {person}; {server} has {sessions}.",
                server = ServerId(2), person = ClientId(1), sessions = count(1_u32, Noun::Session));
        });
        assert_eq!(told, ["서버 3이 Bob을 압니다.", "Server 3 knows Bob; server 3 has 1 session."]);
    }

    #[test]
    fn a_particle_skips_brackets() {
        let [korean, _] = both(|t| {
            say!(t, ko: "{id}({version}){이}, *{version}*{이}", en: "", id = Value::Id(SessionId(0x91C6 << 112).short()),
                version = Value::Version(2));
        });
        assert_eq!(korean, "91C6(v2)이, v2가");
    }

    #[test]
    fn marks_set_the_tone_and_marks_in_a_value_are_text() {
        let told = tell(Language::English, |t| {
            say!(t, ko: "", en: "a *b {found}* [c]{person}", found = "*[x]", person = ClientId(0));
        });
        let tones: Vec<(&str, Tone)> = told.parts.iter().map(|part| (part.text.as_str(), part.tone)).collect();
        let expected = [
            ("a ", Tone::Plain),
            ("b *[x]", Tone::Strong),
            (" ", Tone::Plain),
            ("c", Tone::Loss),
            ("Alice", Tone::Person(ClientId(0))),
        ];
        assert_eq!(tones, expected);
    }

    #[test]
    fn people_are_listed() {
        let people = [0, 1, 2].map(ClientId);
        let list = |n: usize| both(|t| say!(t, ko: "{all}", en: "{all}", all = Value::People(&people[..n])));
        assert_eq!(list(1), ["Alice", "Alice"]);
        assert_eq!(list(2), ["Alice와 Bob", "Alice and Bob"]);
        assert_eq!(list(3), ["Alice, Bob, Chulsoo", "Alice, Bob and Chulsoo"]);
    }

    #[test]
    fn sentences_are_parted_and_a_name_is_capitalised_at_the_start_of_each() {
        let told = both(|t| {
            say!(t, ko: "a.", en: "a.");
            say!(t, ko: "{server}.", en: "{server}. {server}: {server}.", server = ServerId(0));
        });
        assert_eq!(told, ["a. 서버 1.", "a. Server 1. Server 1: server 1."]);
    }

    #[test]
    fn any_value_makes_a_right_sentence() {
        let long = "x".repeat(400);
        let told = |found: &str| {
            both(|t| say!(t, ko: "값 “{found}”{을} 모릅니다.", en: "“{found}” is unknown.", found = found))
        };
        for (found, korean) in [
            ("", "값 “”을(를) 모릅니다."),
            ("서버", "값 “서버”를 모릅니다."),
            ("세션", "값 “세션”을 모릅니다."),
            ("Bob", "값 “Bob”을 모릅니다."),
            ("0", "값 “0”을 모릅니다."),
            ("1", "값 “1”을 모릅니다."),
            ("\"”", "값 “\"””을(를) 모릅니다."),
            ("{0}[*", "값 “{0}[*”을 모릅니다."),
        ] {
            assert_eq!(told(found), [korean.to_owned(), format!("“{found}” is unknown.")]);
        }
        assert!(told(&long)[0].contains(&long));
    }

    #[test]
    fn zero_and_one_are_counted() {
        let told = |n: u32| {
            both(|t| {
                say!(t, ko: "{copies}{이} {nth} 왔습니다.", en: "{copies} came {nth}.", copies = count(n, Noun::Copy),
                    nth = ordinal(n));
            })
        };
        assert_eq!(told(0), ["사본 0개가 0번째 왔습니다.", "No copies came 0th."]);
        assert_eq!(told(1), ["사본 1개가 첫 번째 왔습니다.", "1 copy came first."]);
    }
}
