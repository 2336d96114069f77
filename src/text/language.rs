//! Languages of the page, and two artificial ones that tests of layout and escaping ask for.

use super::sentence::{Sentence, Tone};

/// A language that texts can be asked for in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    /// 한국어.
    Korean,
    /// English.
    English,
    /// English with every text said twice in a row: labels get as long as in a wordy language.
    Doubled,
    /// English with `<b>&"` at the end of every text: a place that reads a text as HTML shows itself.
    Marked,
}

/// End of every text in [`Language::Marked`].
pub const MARKUP: &str = "<b>&\"";

impl Language {
    /// Languages that the page offers; the first is its own.
    pub const ALL: [Language; 2] = [Language::Korean, Language::English];

    /// Artificial languages: a link opens them, no control offers them.
    pub const ARTIFICIAL: [Language; 2] = [Language::Doubled, Language::Marked];

    /// The language of a tag as browsers and links write it (`ko`, `ko-KR`, `en_US`); `None` for any other.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let is = |name: &str, language: &Language| name.eq_ignore_ascii_case(language.tag());
        let artificial = Language::ARTIFICIAL.into_iter().find(|language| is(tag, language));
        artificial.or_else(|| Language::ALL.into_iter().find(|language| is(primary, language)))
    }

    /// Its tag (BCP 47), for links and the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Korean => "ko",
            Language::English => "en",
            Language::Doubled => "x-doubled",
            Language::Marked => "x-marked",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Language::Korean => "한국어",
            Language::English | Language::Doubled | Language::Marked => "English",
        }
    }

    /// The language that the switch of the page goes to.
    pub fn other(self) -> Language {
        match self {
            Language::Korean => Language::English,
            Language::English | Language::Doubled | Language::Marked => Language::Korean,
        }
    }

    /// Characters that a reader takes in a second: as subtitles do, 12 of Hangul, 20 of the Latin script.
    pub fn reading_speed(self) -> u64 {
        match self {
            Language::Korean => 12,
            Language::English | Language::Doubled | Language::Marked => 20,
        }
    }

    /// Maximum number of characters in the caption of a beat.
    pub fn longest_caption(self) -> usize {
        match self {
            Language::Korean => 70,
            Language::English | Language::Doubled | Language::Marked => 130,
        }
    }

    /// The language whose texts it uses.
    pub(super) fn base(self) -> Language {
        match self {
            Language::Korean => Language::Korean,
            Language::English | Language::Doubled | Language::Marked => Language::English,
        }
    }

    /// Turns a text of the base language into one of this language.
    pub(super) fn disguise(self, sentence: Sentence) -> Sentence {
        match self {
            Language::Korean | Language::English => sentence,
            _ if sentence.is_empty() => sentence,
            Language::Doubled => {
                let mut twice = sentence.clone();
                twice.push(" ", Tone::Plain);
                sentence.parts.iter().for_each(|part| twice.push(&part.text, part.tone));
                twice
            }
            Language::Marked => {
                let mut marked = sentence;
                marked.push(MARKUP, Tone::Plain);
                marked
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_name_languages() {
        for (tag, language) in [
            ("ko", Some(Language::Korean)),
            ("ko-KR", Some(Language::Korean)),
            ("EN_us", Some(Language::English)),
            ("x-doubled", Some(Language::Doubled)),
            ("kok", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn artificial_languages_double_and_mark_a_text() {
        let disguised = |language: Language| language.disguise(Sentence::plainly("Play")).plain();
        assert_eq!(disguised(Language::Doubled), "Play Play");
        assert_eq!(disguised(Language::Marked), "Play<b>&\"");
        assert!(Language::Marked.disguise(Sentence::default()).is_empty());
    }
}
