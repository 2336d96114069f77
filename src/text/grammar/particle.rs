//! Korean particles, which follow the sound of the last syllable before them: 서버 1이, 서버 2가, Bob은, Alice는.
//! Reads Hangul, digits, letters that are spelled out (ids, acronyms) and English words as Koreans say them.

/// A particle, or a form of the copula, that has two or three shapes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Particle {
    /// 은/는.
    Topic,
    /// 이/가.
    Subject,
    /// 을/를.
    Object,
    /// 과/와.
    With,
    /// 으로/로.
    Toward,
    /// 이었/였, the past stem of 이다.
    Was,
    /// 이라/라, as in 이라고 and 이라는.
    Called,
}

/// Sound at the end of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ending {
    /// A vowel: 서버.
    Open,
    /// ㄹ: 1(일), 7(칠), 8(팔).
    Liquid,
    /// Any other consonant: 3(삼), Bob(밥).
    Closed,
    /// Nothing that can be read.
    Unknown,
}

/// Every particle under the name that a template writes: `{은}`. A template's text can't hold the control character in
/// front, so it tells a particle from text.
pub mod particles {
    use super::Particle;

    macro_rules! particles {
        ($($name:ident = $particle:ident;)*) => {
            $(#[doc = concat!("`{", stringify!($name), "}`.")] pub const $name: Particle = Particle::$particle;)*

            impl std::fmt::Display for Particle {
                /// Writes the mark that [`Particle::written`] reads.
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(match self { $(Particle::$particle => concat!("\u{1}", stringify!($name)),)* })
                }
            }

            impl Particle {
                /// The particle that `text` marks, if it is the mark of one.
                pub(in crate::text) fn written(text: &str) -> Option<Particle> {
                    match text.strip_prefix('\u{1}')? { $(stringify!($name) => Some(Particle::$particle),)* _ => None }
                }
            }
        };
    }
    particles! {
        은 = Topic;
        이 = Subject;
        을 = Object;
        과 = With;
        으로 = Toward;
        이었 = Was;
        이라 = Called;
    }
}

impl Particle {
    /// The shape it takes after `word`; both, the way forms print them, where the word cannot be read.
    pub fn after(self, word: &str) -> &'static str {
        let (closed, open, both) = match self {
            Particle::Topic => ("은", "는", "은(는)"),
            Particle::Subject => ("이", "가", "이(가)"),
            Particle::Object => ("을", "를", "을(를)"),
            Particle::With => ("과", "와", "과(와)"),
            Particle::Toward => ("으로", "로", "(으)로"),
            Particle::Was => ("이었", "였", "(이)었"),
            Particle::Called => ("이라", "라", "(이)라"),
        };
        match (ending(word), self) {
            (Ending::Open, _) | (Ending::Liquid, Particle::Toward) => open,
            (Ending::Closed | Ending::Liquid, _) => closed,
            (Ending::Unknown, _) => both,
        }
    }
}

/// English words whose end sounds otherwise than their last letter suggests; in lower case.
const READINGS: [(&str, Ending); 7] = [
    ("cart", Ending::Open),
    ("post", Ending::Open),
    ("redirect", Ending::Open),
    ("request", Ending::Open),
    ("tomcat", Ending::Closed),
    ("unavailable", Ending::Liquid),
    ("ms", Ending::Open),
];

fn ending(word: &str) -> Ending {
    let word = without_brackets(quoted(word));
    let word = word.trim_end_matches(|c: char| !(c.is_ascii_alphanumeric() || ('가'..='힣').contains(&c)));
    let Some(last) = word.chars().next_back() else { return Ending::Unknown };
    match last {
        '가'..='힣' => hangul(last),
        '0'..='9' => digit(last),
        'A'..='Z' => letter(last),
        'a'..='z' => english(word),
        _ => Ending::Unknown,
    }
}

/// The text inside of the quotation marks at the end, which may be nothing that can be read.
fn quoted(word: &str) -> &str {
    let open = match word.chars().next_back() {
        Some('”') => '“',
        Some('’') => '‘',
        _ => return word,
    };
    word.rfind(open).map_or(word, |at| &word[at..])
}

/// The text without brackets at its end, which are not read with the word: "7F3A(v2)" sounds like "7F3A".
fn without_brackets(word: &str) -> &str {
    let open = word.strip_suffix(')').and_then(|inner| inner.rfind('('));
    open.map(|at| &word[..at]).filter(|before| !before.is_empty()).unwrap_or(word)
}

/// A Hangul syllable's code holds its final consonant: none is 0, ㄹ is 8.
fn hangul(syllable: char) -> Ending {
    match (syllable as u32 - '가' as u32) % 28 {
        0 => Ending::Open,
        8 => Ending::Liquid,
        _ => Ending::Closed,
    }
}

/// 영 일 이 삼 사 오 육 칠 팔 구. Tens, hundreds and thousands (십, 백, 천) end as 영 does.
fn digit(digit: char) -> Ending {
    match digit {
        '1' | '7' | '8' => Ending::Liquid,
        '0' | '3' | '6' => Ending::Closed,
        _ => Ending::Open,
    }
}

/// A letter by its name: 엘 and 알 end in ㄹ, 엠 and 엔 in another consonant, all others (에이, 비, 에프) in a vowel.
fn letter(letter: char) -> Ending {
    match letter {
        'L' | 'R' => Ending::Liquid,
        'M' | 'N' => Ending::Closed,
        _ => Ending::Open,
    }
}

/// An English word as it is written in Hangul: Bob 밥, Farid 파리드, Alice 앨리스, email 이메일.
fn english(word: &str) -> Ending {
    let word = word.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default().to_ascii_lowercase();
    if let Some((_, ending)) = READINGS.iter().find(|(known, _)| *known == word) {
        return *ending;
    }
    match word.as_bytes() {
        [.., b'n', b'g'] => Ending::Closed,
        [.., b'l'] => Ending::Liquid,
        [.., b'b' | b'c' | b'k' | b'm' | b'n' | b'p' | b't'] => Ending::Closed,
        _ => Ending::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every particle after `word`, in the order of the enum.
    fn all(word: &str) -> [&'static str; 7] {
        use Particle::{Called, Object, Subject, Topic, Toward, Was, With};
        [Topic, Subject, Object, With, Toward, Was, Called].map(|particle| particle.after(word))
    }

    const OPEN: [&str; 7] = ["는", "가", "를", "와", "로", "였", "라"];
    const LIQUID: [&str; 7] = ["은", "이", "을", "과", "로", "이었", "이라"];
    const CLOSED: [&str; 7] = ["은", "이", "을", "과", "으로", "이었", "이라"];

    #[test]
    fn hangul_follows_the_final_consonant() {
        for (word, shapes) in [
            ("서버", OPEN),
            ("세션", CLOSED),
            ("메일", LIQUID),
            ("로드 밸런서", OPEN),
            ("1.4초", OPEN),
            ("30분", CLOSED),
        ] {
            assert_eq!(all(word), shapes, "{word}");
        }
    }

    #[test]
    fn digits_are_read_in_sino_korean() {
        for n in ["1", "7", "8", "11", "401의 1"] {
            assert_eq!(all(&format!("서버\u{a0}{n}")), LIQUID, "{n}");
        }
        for n in ["0", "3", "6", "10", "30", "503"] {
            assert_eq!(all(n), CLOSED, "{n}");
        }
        for n in ["2", "4", "5", "9", "502", "504"] {
            assert_eq!(all(n), OPEN, "{n}");
        }
    }

    #[test]
    fn ids_are_spelled_out() {
        for id in ["7F3A", "000B", "12EC", "FFFD", "000E", "013F", "91C2", "91C4"] {
            assert_eq!(all(id), OPEN, "{id}");
        }
        for id in ["7F31", "7F37", "7F38"] {
            assert_eq!(all(id), LIQUID, "{id}");
        }
        for id in ["91C0", "91C3", "91C6"] {
            assert_eq!(all(id), CLOSED, "{id}");
        }
    }

    #[test]
    fn names_and_english_words_are_read_as_koreans_say_them() {
        for word in [
            "Alice",
            "Chulsoo",
            "Dahye",
            "Emma",
            "Farid",
            "Set-Cookie",
            "GET /cart",
            "JSESSIONID",
            "HTTP",
            "0.5 ms",
            "KB",
        ] {
            assert_eq!(all(word), OPEN, "{word}");
        }
        for word in ["Bob", "Tomcat", "/logout", "ping"] {
            assert_eq!(all(word), CLOSED, "{word}");
        }
        for word in ["email", "URL", "503 Service Unavailable"] {
            assert_eq!(all(word), LIQUID, "{word}");
        }
    }

    #[test]
    fn closing_marks_are_silent_and_what_cannot_be_read_gets_both_shapes() {
        assert_eq!(Particle::Topic.after("Bob(밥)"), "은");
        assert_eq!(Particle::Object.after("‘서버 2’"), "를");
        assert_eq!(Particle::Subject.after("?"), "이(가)");
        assert_eq!(Particle::Toward.after(""), "(으)로");
    }
}
