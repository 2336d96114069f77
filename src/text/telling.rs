//! How texts are told: a template a language, side by side, and the values that fill it. What is decided (which sentence,
//! which numbers) is decided once for all languages; a template only puts it into words.
//!
//! A template is text with these marks:
//!
//! | mark | stands for |
//! |---|---|
//! | `{0}` | the first value; `{^0}` the same at the start of an English sentence ("Server 3") |
//! | `{0:server}` | a number and what it counts: "1 server", "2 servers", "no servers" |
//! | `{0:th}` | a number in its order: "2nd" |
//! | `{0?is\|are}` | the first text where the number is 1, else the second |
//! | `{은}` | a Korean particle, in the shape that what was said last asks for ([`Particle`]) |
//! | `{은:0}` | the same, as the first value asks for |
//! | `*text*` | what the sentence is about ([`Tone::Strong`]) |
//! | `[text]` | what is lost, or what went wrong ([`Tone::Loss`]) |
//!
//! A template is a constant of this program (`both!`): a mark that cannot be read is a mistake of ours, which a test meets and a
//! reader sees as nothing.

use std::fmt::Write;

use crate::model::client::Address;
use crate::model::cookie::CookieValue;
use crate::model::http::{Page, Status};
use crate::model::ids::{ClientId, Holder, ServerId, ShortSessionId, StoreId};
use crate::model::message::Node;
use crate::model::time::SimDuration;

use super::number::{bytes, duration, grouped, ordinal, plural};
use super::particle::Particle;
use super::sentence::{Sentence, Tone};
use super::{Language, http_page, label};

/// A text in both languages: `both!("한국어", "English")`. One without the other does not compile.
macro_rules! both {
    ($korean:literal, $english:literal $(,)?) => {
        &[$korean, $english]
    };
}
pub(in crate::text) use both;

/// A text in every language, in the order of [`Language::ALL`]: made by `both!`.
pub type Texts = &'static [&'static str; 2];

impl Language {
    /// The text of this language.
    pub fn of(self, texts: Texts) -> &'static str {
        texts[self as usize]
    }
}

/// What a mark stands for.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// A person's name, in their hue.
    Person(ClientId),
    /// People's names: "Alice, Bob and Chulsoo".
    People(&'a [ClientId]),
    /// A session's short id, in its owner's hue.
    Session(ClientId, ShortSessionId),
    /// The same in the tone around it.
    Id(ShortSessionId),
    /// "서버 3", "server 3".
    Server(ServerId),
    /// "저장소 1", "store 1".
    Store(StoreId),
    /// Either of the two.
    Holder(Holder),
    /// One end of a wire.
    Node(Node),
    /// A number, with commas from four digits on.
    Number(u64),
    /// "v3".
    Version(u32),
    /// A length of time.
    Time(SimDuration),
    /// An amount of memory.
    Bytes(u64),
    /// A source address.
    From(Address),
    /// The balancer's cookie: "SRV=s2".
    Srv(ServerId),
    /// "200 OK", in the tone of its outcome.
    Status(Status),
    /// What a page says.
    Page(Page),
    /// Another text without marks.
    Words(Texts),
    /// Text as it is.
    Text(&'a str),
}

/// A sentence under construction.
pub struct Telling {
    language: Language,
    said: Sentence,
    /// Whether a new sentence begins with what comes next.
    parted: bool,
}

/// What `tell` says, in `language`.
pub fn tell(language: Language, tell: impl FnOnce(&mut Telling)) -> Sentence {
    let mut telling = Telling { language, said: Sentence::default(), parted: false };
    tell(&mut telling);
    telling.said
}

/// One template filled, without its tones.
pub fn text(language: Language, texts: Texts, values: &[Value<'_>]) -> String {
    let mut telling = Telling { language, said: Sentence::default(), parted: false };
    telling.say(texts, values);
    telling.said.plain()
}

impl Telling {
    /// The language it is told in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Goes on with a filled template.
    pub fn say(&mut self, texts: Texts, values: &[Value<'_>]) {
        let mut rest = self.language.of(texts);
        let mut tone = Tone::Plain;
        while let Some(at) = rest.find(['{', '*', '[', ']']) {
            let mark = rest.as_bytes()[at];
            self.push(&rest[..at], tone);
            rest = &rest[at + 1..];
            match mark {
                b'*' if tone == Tone::Plain => tone = Tone::Strong,
                b'[' => tone = Tone::Loss,
                b'*' | b']' => tone = Tone::Plain,
                _ => {
                    let (inside, after) = rest.split_once('}').unwrap_or((rest, ""));
                    self.fill(inside, values, tone);
                    rest = after;
                }
            }
        }
        self.push(rest, tone);
    }

    /// Says a text without marks.
    pub fn plain(&mut self, texts: Texts) {
        self.say(texts, &[]);
    }

    /// A new sentence begins, after a space where there is something to part it from and something follows.
    pub fn next(&mut self) {
        self.parted = !self.said.is_empty();
    }

    /// What is inside of braces.
    fn fill(&mut self, inside: &str, values: &[Value<'_>], tone: Tone) {
        let (start, inside) = match inside.strip_prefix('^') {
            Some(inside) => (true, inside),
            None => (false, inside),
        };
        if let Some(digit) = inside.bytes().next().filter(u8::is_ascii_digit) {
            let value = values.get(usize::from(digit - b'0'));
            debug_assert!(value.is_some(), "{{{inside}}} has no value");
            let Some(value) = value else { return };
            return match (&inside[1..], *value) {
                ("", Value::People(people)) => self.people(people),
                ("", value) => {
                    let mut text = String::new();
                    let own = value.write(self.language, start, &mut text);
                    self.push(&text, own.unwrap_or(tone));
                }
                (":th", Value::Number(n)) => self.push(&ordinal(n), tone),
                (form, Value::Number(n)) => match (form.strip_prefix(':'), form.strip_prefix('?')) {
                    (Some(noun), _) => self.push(&plural(n, noun), tone),
                    (None, Some(forms)) => {
                        let (one, more) = forms.split_once('|').unwrap_or((forms, forms));
                        self.push(if n == 1 { one } else { more }, tone);
                    }
                    (None, None) => debug_assert!(false, "{{{inside}}} cannot be read"),
                },
                _ => debug_assert!(false, "{{{inside}}} wants a number"),
            };
        }
        let (particle, of) = inside.split_once(':').unwrap_or((inside, ""));
        let Some(particle) = Particle::named(particle) else {
            debug_assert!(false, "{{{inside}}} cannot be read");
            return;
        };
        let shape = match of.parse::<usize>().ok().and_then(|nth| values.get(nth)) {
            Some(value) => {
                let mut text = String::new();
                value.write(self.language, false, &mut text);
                particle.after(&text)
            }
            None => self.said.parts.last().map_or("", |part| particle.after(&part.text)),
        };
        self.push(shape, tone);
    }

    /// "Alice와 Bob", "Alice, Bob and Chulsoo".
    fn people(&mut self, people: &[ClientId]) {
        for (index, &client) in people.iter().enumerate() {
            match (self.language, index, people.len() - index) {
                (_, 0, _) => {}
                (Language::Korean, 1, 1) => self.plain(both!("{과} ", "")),
                (Language::English, _, 1) => self.plain(both!("", " and ")),
                (_, _, _) => self.plain(both!(", ", ", ")),
            }
            self.push(client.name(), Tone::Person(client));
        }
    }

    /// Text after text of the same tone goes on in the same part.
    fn push(&mut self, text: &str, tone: Tone) {
        if !text.is_empty() && std::mem::take(&mut self.parted) {
            self.said.push(" ", Tone::Plain);
        }
        self.said.push(text, tone);
    }
}

impl Value<'_> {
    /// Writes it, and says in which tone where that is its own.
    fn write(self, language: Language, start: bool, text: &mut String) -> Option<Tone> {
        let numbered = |text: &mut String, names: [&'static str; 3], number: u32| {
            let name = names[if language == Language::Korean { 0 } else { 1 + usize::from(start) }];
            // Writing into a string cannot fail.
            let _ = write!(text, "{name}\u{a0}{number}");
        };
        let server = ["서버", "server", "Server"];
        let store = ["저장소", "store", "Store"];
        match self {
            Value::Person(client) => {
                text.push_str(client.name());
                return Some(Tone::Person(client));
            }
            Value::Node(Node::Client(client)) => text.push_str(client.name()),
            Value::Session(owner, session) => {
                let _ = write!(text, "{session}");
                return Some(Tone::Person(owner));
            }
            Value::Id(session) => {
                let _ = write!(text, "{session}");
            }
            Value::Server(id) | Value::Holder(Holder::Server(id)) | Value::Node(Node::Server(id)) => {
                numbered(text, server, id.number());
            }
            Value::Store(id) | Value::Holder(Holder::Store(id)) | Value::Node(Node::Store(id)) => {
                numbered(text, store, id.number());
            }
            Value::Node(Node::Balancer) => text.push_str(language.of(both!("로드 밸런서", "the balancer"))),
            Value::Number(n) => text.push_str(&grouped(n)),
            Value::Version(version) => {
                let _ = write!(text, "v{version}");
            }
            Value::Time(time) => text.push_str(&duration(language, time)),
            Value::Bytes(n) => text.push_str(&bytes(n)),
            Value::From(address) => {
                let _ = write!(text, "{address}");
            }
            Value::Srv(server) => text.push_str(&label::cookie(CookieValue::Server(server))),
            Value::Status(status) => {
                let _ = write!(text, "{} {}", status.code(), status.reason());
                return Some(if status == Status::Ok { Tone::Strong } else { Tone::Loss });
            }
            Value::Page(page) => text.push_str(&http_page::page(language, page)),
            Value::Words(texts) => text.push_str(language.of(texts)),
            Value::Text(words) => text.push_str(words),
            // Several names have several tones: `Telling::people`.
            Value::People(_) => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::SessionId;

    fn both(texts: Texts, values: &[Value<'_>]) -> [String; 2] {
        Language::ALL.map(|language| text(language, texts, values).replace('\u{a0}', " "))
    }

    #[test]
    fn values_fill_a_template_in_the_order_it_wants_them() {
        let values = [Value::Person(ClientId(1)), Value::Server(ServerId(2)), Value::Number(1)];
        let told = both(&["{1}{이} {0}{을} 압니다.", "{^1} knows {0} {2:time}; {1} {2?is|are} up."], &values);
        assert_eq!(told, ["서버 3이 Bob을 압니다.", "Server 3 knows Bob 1 time; server 3 is up."]);
    }

    #[test]
    fn a_particle_follows_what_was_said_last_or_the_value_it_names() {
        let values = [Value::Id(SessionId(0x91C6 << 112).short()), Value::Version(2)];
        assert_eq!(both(&["{0}({1}){이:0}, {1}{이}", ""], &values)[0], "91C6(v2)이, v2가");
    }

    #[test]
    fn marks_set_the_tone_and_a_person_keeps_a_hue() {
        let told = tell(Language::English, |t| {
            t.say(&["", "a *b {0}* [c]{1}"], &[Value::Number(2), Value::Person(ClientId(0))]);
        });
        let tones: Vec<(&str, Tone)> = told.parts.iter().map(|part| (part.text.as_str(), part.tone)).collect();
        let expected = [
            ("a ", Tone::Plain),
            ("b 2", Tone::Strong),
            (" ", Tone::Plain),
            ("c", Tone::Loss),
            ("Alice", Tone::Person(ClientId(0))),
        ];
        assert_eq!(tones, expected);
    }

    #[test]
    fn people_are_listed_and_counted() {
        let people = [0, 1, 2].map(ClientId);
        let list = |n: usize| both(&["{0}", "{0}"], &[Value::People(&people[..n])]);
        assert_eq!(list(1), ["Alice", "Alice"]);
        assert_eq!(list(2), ["Alice와 Bob", "Alice and Bob"]);
        assert_eq!(list(3), ["Alice, Bob, Chulsoo", "Alice, Bob and Chulsoo"]);
    }

    #[test]
    fn a_new_sentence_is_parted_only_where_there_are_two() {
        let told = |texts: [Texts; 2]| {
            let told = tell(Language::Korean, |t| {
                t.plain(texts[0]);
                t.next();
                t.plain(texts[1]);
            });
            told.plain()
        };
        let (a, b, nothing): (Texts, Texts, Texts) = (&["a.", ""], &["b.", ""], &["", ""]);
        assert_eq!([told([a, b]), told([nothing, b]), told([a, nothing])], ["a. b.", "b.", "a."]);
    }
}
