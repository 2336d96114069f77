//! The lesson at the playhead: its strip of lessons, and the card with question, result, task and closing.

use crate::goal::Goal;
use crate::lesson::{Lesson, Record, Task};
use crate::model::ids::ClientId;
use crate::question::{Prediction, Question, Replied};
use crate::strategy::Strategy;
use crate::text::{self, Language, Sentence, lesson as texts};

use super::Look;

/// One lesson of the strip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StripRow {
    /// The lesson.
    pub lesson: Lesson,
    /// Its title.
    pub title: String,
    /// Its accessible name: place, title and, if it was done, that word.
    pub name: String,
    /// True if it was done on this device.
    pub is_done: bool,
    /// True for the present lesson.
    pub chosen: bool,
}

/// The lessons of a strategy.
pub fn lesson_strip(language: Language, strategy: Strategy, present: Option<Lesson>, record: &Record) -> Vec<StripRow> {
    let is_done = |lesson| record.lesson(lesson).is_some_and(|done| done.is_done);
    let name = |lesson| {
        let place = texts::place(language, lesson);
        if is_done(lesson) { format!("{place} ({})", language.words().lesson_done) } else { place }
    };
    let row = |lesson| StripRow {
        lesson,
        title: texts::title(language, lesson),
        name: name(lesson),
        is_done: is_done(lesson),
        chosen: present == Some(lesson),
    };
    Lesson::of(strategy).map(row).collect()
}

/// State of the lesson at the playhead.
#[derive(Clone, Copy, Debug)]
pub enum LessonState<'a> {
    /// The run plays, or the playhead is before the end.
    Watching,
    /// The lesson goes on.
    GoesOn,
    /// A question waits.
    Asks(&'a Question),
    /// The reader's act is asked for.
    Task,
    /// The end, with all replies.
    End(&'a [&'a Replied]),
}

/// The card of a lesson.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LessonCard {
    /// The introduction at the start; later, above a question or a task, the caption of the present beat.
    pub intro: Option<Sentence>,
    /// The reader's answer, until its outcome is shown.
    pub expected: Option<String>,
    /// The result of the reader's answer.
    pub result: Option<LessonResult>,
    /// The next thing to do.
    pub now: LessonNow,
}

/// A result beside its reason.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LessonResult {
    /// The expected and the real outcome.
    pub text: String,
    /// True if they are the same; `None` without an answer.
    pub is_right: Option<bool>,
    /// The reason, told by a fact.
    pub reason: Sentence,
}

/// The next thing to do in a lesson.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LessonNow {
    /// Nothing yet.
    Watch,
    /// Go on.
    GoOn,
    /// Predict.
    Predict(LessonQuestion),
    /// Act. `is_setting` is true if a setting is to be changed; `client` is the one who is to act.
    Act { task: String, is_setting: bool, client: Option<ClientId> },
    /// Conclude. `next` has the name of its button, and is `None` if every other lesson was done.
    Conclude { closing: String, score: Option<String>, goal: Option<(Goal, String)>, next: Option<(Lesson, String)> },
}

/// A question with its answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LessonQuestion {
    /// Number of inputs before it, as [`Msg::Reply`](crate::player::Msg::Reply) names it.
    pub inputs: usize,
    /// The inputs that it is about.
    pub about: String,
    /// The question.
    pub question: String,
    /// The answers.
    pub answers: Vec<String>,
}

impl LessonCard {
    /// True if the reader watches, and there is nothing to read either.
    pub fn is_empty(&self) -> bool {
        self.intro.is_none() && self.expected.is_none() && self.result.is_none() && self.now == LessonNow::Watch
    }

    /// Its text for the live region.
    pub fn said(&self) -> String {
        let result = self.result.as_ref().map(|result| result.text.as_str());
        let now = match &self.now {
            LessonNow::Watch | LessonNow::GoOn => Vec::new(),
            LessonNow::Predict(question) => vec![question.about.as_str(), &question.question],
            LessonNow::Act { task, .. } => vec![task.as_str()],
            LessonNow::Conclude { closing, .. } => vec![closing.as_str()],
        };
        result.into_iter().chain(now).collect::<Vec<_>>().join(" ")
    }
}

/// The text above a question or a task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Before {
    /// The introduction.
    Intro,
    /// The caption of the present beat.
    Caption(Sentence),
}

/// The card of a lesson. `next` is the lesson to go on with, `prediction` the reader's reply whose outcome is awaited or
/// shown.
pub fn lesson_card(
    look: Look<'_>,
    (lesson, next): (Lesson, Option<Lesson>),
    before: Option<Before>,
    prediction: Option<Prediction<'_>>,
    state: LessonState<'_>,
) -> LessonCard {
    let language = look.language;
    let now = match state {
        LessonState::Watching => LessonNow::Watch,
        LessonState::GoesOn => LessonNow::GoOn,
        LessonState::Asks(question) => LessonNow::Predict(LessonQuestion {
            inputs: question.inputs,
            about: texts::about(language, question),
            question: texts::question(language, question),
            answers: question.answers.iter().map(|answer| texts::answer(language, answer)).collect(),
        }),
        LessonState::Task => LessonNow::Act {
            task: texts::task(language, lesson).unwrap_or_default(),
            is_setting: matches!(lesson.plan().task, Some(Task::Set(_))),
            client: match lesson.plan().task {
                Some(Task::Act { input, .. }) => input.command.client(),
                Some(Task::Set(_)) | None => None,
            },
        },
        LessonState::End(replies) => conclusion(language, (lesson, next), replies),
    };
    let (expected, result) = match prediction {
        None => (None, None),
        Some(Prediction { replied, is_decided: true }) => (None, Some(result(look, replied))),
        Some(Prediction { replied, is_decided: false }) => {
            (replied.chosen().map(|chosen| texts::expected(language, chosen)), None)
        }
    };
    LessonCard {
        intro: before.map(|before| match before {
            Before::Intro => Sentence::plainly(&match lesson.plan().repeated_with(look.recording.config()) {
                Some(tuning) => texts::again(language, lesson, tuning),
                None => texts::intro(language, lesson),
            }),
            Before::Caption(caption) => caption,
        }),
        expected,
        result,
        now,
    }
}

/// Name of the button that begins the next lesson.
pub fn next_lesson(language: Language, lesson: Lesson) -> String {
    format!("{}: {}", language.words().lesson_next, texts::title(language, lesson))
}

fn result(Look { recording, language, .. }: Look<'_>, replied: &Replied) -> LessonResult {
    LessonResult {
        text: texts::result(language, replied),
        is_right: replied.chosen().map(|_| replied.is_right()),
        reason: texts::reason(language, &replied.question, recording),
    }
}

fn conclusion(language: Language, (lesson, next): (Lesson, Option<Lesson>), replies: &[&Replied]) -> LessonNow {
    let answered = replies.iter().filter(|replied| replied.chosen().is_some()).count();
    let right = replies.iter().filter(|replied| replied.is_right()).count();
    LessonNow::Conclude {
        closing: texts::closing(language, lesson),
        score: (answered > 0).then(|| texts::score(language, right, answered)),
        goal: lesson.plan().goal.map(|goal| (goal, text::goal::heading(language, goal, false))),
        next: next.map(|next| (next, next_lesson(language, next))),
    }
}
