//! A caption under construction. It keeps the length: a sentence that would make the caption too long is left out.

use crate::model::time::SimDuration;

use super::super::say::{Telling, say, tell};
use super::super::sentence::Tone;
use super::super::value::number;
use super::super::{Language, Sentence, step};

/// Adds one sentence to a draft, if it fits. Takes the templates of [`say`].
macro_rules! add {
    ($draft:expr, $($template:tt)*) => {
        $draft.add(|t| $crate::text::say::say!(t, $($template)*))
    };
}
pub(super) use add;

/// Sentences of a caption, the most important ones first.
pub(super) struct Draft {
    language: Language,
    /// Count of a repetition, in front of the first sentence.
    again: Sentence,
    /// Pause before the beat, in front of the first sentence.
    pause: Sentence,
    said: Sentence,
    sentences: usize,
}

impl Draft {
    pub fn new(language: Language) -> Draft {
        let [again, pause, said] = std::array::from_fn(|_| Sentence::default());
        Draft { language, again, pause, said, sentences: 0 }
    }

    /// The language of the sentences; never an artificial one.
    pub fn language(&self) -> Language {
        self.language.base()
    }

    /// Begins with the number of times that the same caption has followed itself.
    pub fn begin_again(&mut self, times: u64) {
        self.again = tell(
            self.language(),
            |t| say!(t, ko: "한 번 더({times}회째):", en: "Once more ({times} in a row):", times = number(times)),
        );
    }

    /// Begins with the length of the pause before the beat, to the minute if it is a minute or more.
    pub fn begin_after(&mut self, pause: SimDuration) {
        const MINUTE_US: u64 = 60_000_000;
        let minutes = SimDuration::from_us((pause.as_us() + MINUTE_US / 2) / MINUTE_US * MINUTE_US);
        let pause = if pause.as_us() < MINUTE_US { pause } else { minutes };
        self.pause = tell(self.language(), |t| step::pause(t, pause));
    }

    /// Adds a sentence, if it fits. Returns true if it was added. The first sentence is always added. The first two
    /// sentences are more important than the pause.
    pub fn add(&mut self, sentence: impl FnOnce(&Telling)) -> bool {
        let sentence = tell(self.language(), sentence);
        let length = |said: &Sentence| said.plain().chars().count();
        let limit = self.language().longest_caption();
        let fits = |pause: &Sentence| {
            let parts = [&self.again, pause, &self.said, &sentence].map(length);
            let spaces = parts.iter().filter(|length| **length > 0).count() - 1;
            parts.iter().sum::<usize>() + spaces <= limit
        };
        let without_pause = Sentence::default();
        if !fits(&self.pause) {
            if self.sentences > 1 || (self.sentences == 1 && !fits(&without_pause)) {
                return false;
            }
            self.pause = without_pause;
        }
        append(&mut self.said, sentence);
        self.sentences += 1;
        true
    }

    /// The caption.
    pub fn finish(self) -> Sentence {
        let Draft { language, again: mut caption, pause, said, .. } = self;
        append(&mut caption, pause);
        append(&mut caption, said);
        language.disguise(caption)
    }
}

/// Adds a sentence to a text, after a space where there is text already.
fn append(text: &mut Sentence, sentence: Sentence) {
    if !text.is_empty() && !sentence.is_empty() {
        text.push(" ", Tone::Plain);
    }
    sentence.parts.iter().for_each(|part| text.push(&part.text, part.tone));
    text.claims.extend(sentence.claims);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A caption with a pause before it and sentences of these lengths.
    fn caption(lengths: &[usize]) -> String {
        let mut draft = Draft::new(Language::Korean);
        draft.begin_after(SimDuration::from_s(1_810));
        for length in lengths {
            let text = "가".repeat(*length);
            draft.add(|t| say!(t, ko: "{text}", en: "", text = &text));
        }
        draft.finish().plain()
    }

    #[test]
    fn a_pause_is_told_to_the_minute() {
        assert_eq!(caption(&[2, 3]), "30분 뒤: 가가 가가가");
    }

    #[test]
    fn a_sentence_that_does_not_fit_is_left_out() {
        assert_eq!(caption(&[30, 30, 30]).chars().count(), 6 + 1 + 30 + 1 + 30);
        assert_eq!(caption(&[30, 45]).chars().count(), 6 + 1 + 30);
    }

    #[test]
    fn the_second_sentence_is_more_important_than_the_pause() {
        assert_eq!(caption(&[30, 38]).chars().count(), 30 + 1 + 38);
    }
}
