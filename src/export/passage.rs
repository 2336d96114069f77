//! The passage of a reader through a lesson, if nobody acts otherwise: its stops, and about how long it takes.

use std::time::Duration;

use crate::lesson::{Activity, Lesson, Next, Task};
use crate::link::Link;
use crate::model::config::Config;
use crate::player::Player;
use crate::question::Question;
use crate::recording::Recording;
use crate::text::{Language, lesson as texts};

/// Time to think about a question.
pub(super) const THINKING: Duration = Duration::from_secs(10);

/// A place at which a lesson waits for the reader.
pub(super) enum Stop {
    /// A question.
    Asks(Question),
    /// The act that the lesson asks for.
    Task,
}

/// A lesson's run under a config, with its stops in order. The last one can be a setting that starts it over.
pub(super) struct Passage {
    run: Recording,
    pub(super) stops: Vec<Stop>,
}

impl Passage {
    /// The passage through a lesson.
    pub(super) fn of(lesson: Lesson, config: Config) -> Passage {
        let run = Recording::replay(config, lesson.plan().lead);
        let mut passage = Passage { run, stops: Vec::new() };
        loop {
            let next = lesson.next(&passage.run);
            let inputs = match (next, &lesson.plan().task) {
                (Next::Inputs { ask, inputs }, _) => {
                    let question = ask.and_then(|ask| Question::about(&passage.run, inputs, ask));
                    passage.stops.extend(question.map(Stop::Asks));
                    inputs
                }
                (Next::Task, Some(Task::Act { input, .. })) => {
                    passage.stops.push(Stop::Task);
                    std::slice::from_ref(input)
                }
                (Next::Task, _) => {
                    passage.stops.push(Stop::Task);
                    return passage;
                }
                (Next::End, _) => return passage,
            };
            if passage.run.continue_with(inputs).is_err() {
                return passage;
            }
        }
    }

    /// Playing time at 1×, reading time of its questions and task, and time to think.
    fn duration(&self, language: Language, lesson: Lesson) -> Duration {
        let config = *self.run.config();
        let inputs = Some(self.run.inputs().to_vec());
        let link = Link { config, inputs, ..Link::to(Activity::Lesson(lesson)) };
        let playing = Player::open(&link.query(), language).stopping_place();
        let of_stop = |stop: &Stop| match stop {
            Stop::Asks(question) => {
                let answers = question.answers.iter().map(|answer| texts::answer(language, answer));
                let words = [texts::about(language, question), texts::question(language, question)];
                words.into_iter().chain(answers).map(|text| reading(language, &text)).sum::<Duration>() + THINKING
            }
            Stop::Task => texts::task(language, lesson).map(|text| reading(language, &text)).unwrap_or_default(),
        };
        Duration::from_micros(playing.0) + self.stops.iter().map(of_stop).sum::<Duration>()
    }
}

/// About how long a lesson takes: its passage, the repeated one if it has a setting to change, introduction and closing.
pub(super) fn duration(language: Language, lesson: Lesson) -> Duration {
    let again = match lesson.plan().task {
        Some(Task::Set(tuning)) => {
            let passage = Passage::of(lesson, tuning.apply(lesson.config()));
            reading(language, &texts::again(language, lesson, tuning)) + passage.duration(language, lesson)
        }
        Some(Task::Act { .. }) | None => Duration::ZERO,
    };
    let around = [texts::intro(language, lesson), texts::closing(language, lesson)];
    let around: Duration = around.iter().map(|text| reading(language, text)).sum();
    around + Passage::of(lesson, lesson.config()).duration(language, lesson) + again
}

/// A duration in whole minutes, rounded up.
pub(super) fn minutes(duration: Duration) -> u64 {
    duration.as_millis().div_ceil(60_000) as u64
}

/// Time to read a text, at the speed at which captions are read.
fn reading(language: Language, text: &str) -> Duration {
    let characters = text.chars().count() as u64;
    Duration::from_micros(characters * 1_000_000 / language.reading_speed())
}
