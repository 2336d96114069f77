//! The reader's way through a lesson: the next thing in it, the open question, the replies. Going on past the end of the
//! run appends the next inputs of the lesson; until then they are nowhere on the page.

use crate::inspect::{self, Before, LessonCard, LessonState, Look};
use crate::lesson::record::{Done, Mark, Record};
use crate::lesson::{Activity, Lesson, Next, Task};
use crate::model::config::Config;
use crate::question::{Prediction, Question, Replied, Reply};
use crate::recording::Input;
use crate::strategy::Tuning;

use super::{Effect, Msg, Notice, Player};

/// State of lessons.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Lessons {
    /// The next thing after the present run; `None` outside of lessons.
    next: Option<Next>,
    /// The question before the next inputs.
    question: Option<Question>,
    /// Replies of this visit, each with the run before its question. A reply holds in every run that begins so.
    replies: Vec<(Config, Vec<Input>, Replied)>,
    /// Number of inputs before the question whose result the reader has not read yet.
    unread: Option<usize>,
    /// True after the end of the lesson was recorded.
    is_done: bool,
    /// Number of replies that were recorded.
    recorded: usize,
    record: Record,
}

impl Player {
    /// The present lesson.
    pub fn lesson(&self) -> Option<Lesson> {
        self.activity.lesson()
    }

    /// Lessons that were begun on this device.
    pub fn lesson_record(&self) -> &Record {
        &self.lessons.record
    }

    /// The setting that the lesson asks for now.
    pub fn asked_setting(&self) -> Option<Tuning> {
        match self.lesson()?.plan().task? {
            Task::Set(tuning) => self.has_task().then_some(tuning),
            Task::Act { .. } => None,
        }
    }

    /// The card of the present lesson.
    pub fn lesson_card(&self) -> Option<LessonCard> {
        let lesson = self.lesson()?;
        let replies: Vec<&Replied> = self.lessons.replies.iter().map(|(_, _, replied)| replied).collect();
        let state = match self.lessons.next {
            _ if self.playing => LessonState::Watching,
            // A result stays until the reader goes on.
            _ if self.shown_reply().is_some() => LessonState::GoesOn,
            _ if !self.is_lesson_waiting() => LessonState::Watching,
            None => LessonState::Watching,
            Some(Next::Inputs { .. }) => self.open_question().map_or(LessonState::GoesOn, LessonState::Asks),
            Some(Next::Task) => LessonState::Task,
            Some(Next::End) => LessonState::End(&replies),
        };
        let (recording, step) = (&self.recording, self.step());
        let look = Look { recording, step, language: self.language, selection: self.selection };
        let before = match state {
            _ if self.has_first_inputs() && self.is_lesson_waiting() => Some(Before::Intro),
            // The card takes the place of the caption.
            LessonState::Asks(_) | LessonState::Task => Some(Before::Caption(self.caption())),
            LessonState::Watching | LessonState::GoesOn | LessonState::End(_) => None,
        };
        let next = self.next_lesson_after(lesson);
        Some(inspect::lesson_card(look, (lesson, next), before, self.prediction(), state))
    }

    /// The lesson to go on with: the one that follows, or else the first that was not done on this device.
    fn next_lesson_after(&self, lesson: Lesson) -> Option<Lesson> {
        lesson.following().or_else(|| self.lessons.record.undone_after(lesson))
    }

    /// The lesson to go on with after a goal that the reader has reached: the next one that was not done on this device.
    /// `None` under a lock, which has no other tasks.
    pub fn lesson_after_goal(&self) -> Option<Lesson> {
        let goal = self.goal().filter(|_| !self.is_locked() && self.reached_link().is_some())?;
        let lesson = Lesson::ALL.into_iter().rfind(|lesson| lesson.plan().goal == Some(goal));
        self.lessons.record.undone_after(lesson.unwrap_or(Lesson::Replica))
    }

    /// The reader's answer, from its question until the beat that shows the outcome.
    fn pending_reply(&self) -> Option<&Replied> {
        let step = self.step();
        let is_pending = |replied: &&Replied| {
            let question = &replied.question;
            let asked = self.beats.at(self.recording.step_of_input(question.inputs).saturating_sub(1)).step;
            asked <= step && self.beat_of_result(question).is_some_and(|shown| step < shown)
        };
        self.replies_of_run().filter(|replied| replied.chosen().is_some()).find(is_pending)
    }

    /// The reader's reply whose outcome is awaited or shown.
    pub fn prediction(&self) -> Option<Prediction<'_>> {
        let shown = self.shown_reply().map(|replied| Prediction { replied, is_decided: true });
        shown.or_else(|| Some(Prediction { replied: self.pending_reply()?, is_decided: false }))
    }

    /// The question that waits for a reply. It stands at the end of the run, so nothing that the page shows depends on
    /// its outcome.
    pub fn open_question(&self) -> Option<&Question> {
        let question = self.lessons.question.as_ref()?;
        let waits = self.is_lesson_waiting() && self.shown_reply().is_none();
        (waits && self.reply_to(question).is_none()).then_some(question)
    }

    /// The message that gives the answer at this index of the open question; `None` without one.
    pub fn answer(&self, index: usize) -> Option<Msg> {
        let question = self.open_question().filter(|question| index < question.answers.len())?;
        Some(Msg::Reply { inputs: question.inputs, reply: Reply::Answer(index) })
    }

    /// True at the closing of a lesson.
    fn is_lesson_done(&self) -> bool {
        self.is_lesson_waiting() && self.lessons.next == Some(Next::End) && self.shown_reply().is_none()
    }

    /// The reply whose result the present beat shows. At the end of the run, until the reader has gone on from it.
    pub fn shown_reply(&self) -> Option<&Replied> {
        let step = self.step();
        let is_last = self.next_step_after(step).is_none();
        let is_shown = |replied: &&Replied| {
            let is_read = is_last && self.lessons.unread != Some(replied.question.inputs);
            replied.reply != Reply::Skipped && !is_read && self.beat_of_result(&replied.question) == Some(step)
        };
        self.replies_of_run().find(is_shown)
    }

    /// The step of the beat that shows the outcome of a question.
    fn beat_of_result(&self, question: &Question) -> Option<usize> {
        let mut steps = self.recording.step_of_input(question.inputs)..=self.recording.last_step();
        let decided = steps.find(|step| question.is_decided(&self.recording, *step))?;
        let beat = self.beats.led_into(decided);
        Some(beat.map_or(self.beats.at(decided).step, |beat| beat.step))
    }

    fn replies_of_run(&self) -> impl Iterator<Item = &Replied> {
        let (config, inputs) = (self.recording.config(), self.recording.inputs());
        let is_of_run =
            move |(of, before, _): &&(Config, Vec<Input>, Replied)| of == config && inputs.starts_with(before);
        self.lessons.replies.iter().filter(is_of_run).map(|(_, _, replied)| replied)
    }

    /// The reply to a question at the same place of the run. The inputs can have other times there, after an undo.
    fn reply_to(&self, question: &Question) -> Option<&Replied> {
        let place = |question: &Question| (question.inputs, question.ask);
        self.replies_of_run()
            .find(|replied| place(&replied.question) == place(question) && replied.question.about == question.about)
    }

    /// True if the playhead rests at the last beat of a lesson's run.
    pub(super) fn is_lesson_waiting(&self) -> bool {
        let is_last = self.next_step_after(self.step()).is_none();
        self.lesson().is_some() && !self.playing && is_last
    }

    /// Finds the next thing in the lesson, after the run has changed.
    pub(super) fn update_lesson(&mut self) {
        self.lessons.next = self.lesson().map(|lesson| lesson.next(&self.recording));
        self.lessons.question = match self.lessons.next {
            Some(Next::Inputs { ask: Some(ask), inputs }) => Question::about(&self.recording, inputs, ask),
            Some(Next::Inputs { ask: None, .. } | Next::Task | Next::End) | None => None,
        };
    }

    /// Goes on past the end of the run: with the lesson, else in time. Returns false if there is nothing more.
    pub(super) fn go_past_end(&mut self) -> bool {
        if self.shown_reply().is_some() {
            self.lessons.unread = None;
            let waits = self.open_question().is_some() || !matches!(self.lessons.next, Some(Next::Inputs { .. }));
            if waits {
                // Only the result goes. The question or the task after it gets the reader's eyes.
                return false;
            }
        }
        match self.lessons.next {
            None => self.extend(),
            Some(Next::Inputs { inputs, .. }) => {
                if let Some(question) = self.open_question().cloned() {
                    self.keep_reply(question, Reply::Skipped);
                }
                self.continue_lesson(inputs)
            }
            Some(Next::Task) => self.do_task(),
            Some(Next::End) => false,
        }
    }

    /// Goes on from the present beat with these inputs of the lesson. Returns false if there is no room for them.
    fn continue_lesson(&mut self, inputs: &[Input]) -> bool {
        if !self.append(inputs) {
            return false;
        }
        let rest_end = self.pace.steps()[self.step()].rest_end();
        self.place = self.place.max(rest_end);
        true
    }

    /// Appends inputs of the lesson, and those after them that wait for nothing. Returns false if there is no room.
    fn append(&mut self, inputs: &[Input]) -> bool {
        let end = self.recording.last_step();
        if let Err(full) = self.recording.continue_with(inputs) {
            self.notify(Notice::Full(full));
            return false;
        }
        self.undone = Default::default();
        self.update_run_from(end);
        self.update_length_notice();
        self.append_unasked();
        true
    }

    /// Appends the next inputs of the lesson, if no question stands before them.
    fn append_unasked(&mut self) {
        if let Some(Next::Inputs { ask: None, inputs }) = self.lessons.next {
            self.append(inputs);
        }
    }

    /// Goes on with the lesson after an act that has done its task, for which the reader may have selected a card.
    /// `had_task` is true if it was open before.
    pub(super) fn follow_act(&mut self, had_task: bool) {
        if had_task && !self.has_task() {
            self.selection = None;
        }
        if had_task {
            self.append_unasked();
        }
    }

    /// True if the lesson's task is the next thing.
    pub fn has_task(&self) -> bool {
        self.lessons.next == Some(Next::Task)
    }

    /// Replies to the open question, and plays its outcome. A reply to another question changes nothing.
    pub(super) fn reply(&mut self, inputs: usize, reply: Reply) {
        let Some(question) = self.open_question().filter(|question| question.inputs == inputs).cloned() else { return };
        if matches!(reply, Reply::Answer(index) if index >= question.answers.len()) {
            return;
        }
        self.keep_reply(question.clone(), reply);
        if let Some(Next::Inputs { inputs, .. }) = self.lessons.next {
            self.playing = self.continue_lesson(inputs);
            self.stop = self.beat_of_result(&question).map(|step| self.pace.of_step(step));
        }
    }

    fn keep_reply(&mut self, question: Question, reply: Reply) {
        self.lessons.unread = Some(question.inputs);
        let before = self.recording.inputs().to_vec();
        self.lessons.replies.push((*self.recording.config(), before, Replied { question, reply }));
    }

    /// Does the act that the lesson asks for. Returns true if it changed the run.
    pub(super) fn do_task(&mut self) -> bool {
        if !self.has_task() {
            return false;
        }
        match self.lesson().and_then(|lesson| lesson.plan().task) {
            Some(Task::Act { input, .. }) => self.continue_lesson(&[input]),
            Some(Task::Set(tuning)) => {
                self.tune(tuning);
                false
            }
            None => false,
        }
    }

    /// True if this change of a setting is the one that the lesson asks for. The lesson then starts over under it.
    pub(super) fn repeats_lesson(&self, tuning: Tuning) -> bool {
        let task = self.lesson().and_then(|lesson| lesson.plan().task);
        matches!(task, Some(Task::Set(asked)) if asked == tuning)
    }

    /// True if a lock forbids the message. The setting that a lesson asks for stays allowed.
    pub(super) fn is_forbidden(&self, msg: &Msg) -> bool {
        match msg {
            Msg::Tune(tuning) => self.is_locked() && !self.repeats_lesson(*tuning),
            _ => self.is_locked(),
        }
    }

    pub(super) fn begin_lesson(&mut self, lesson: Lesson) {
        if self.is_locked() && (self.goal().is_some() || lesson.strategy() != self.strategy()) {
            return;
        }
        self.store_branch(0);
        self.begin(Activity::Lesson(lesson));
    }

    pub(super) fn play_freely(&mut self) {
        self.store_branch(0);
        self.begin(Activity::FreePlay(self.strategy()));
    }

    /// Notes if the opened link shows the end of its lesson, which is then not the reader's.
    pub(super) fn open_lesson(&mut self) {
        self.lessons.is_done = self.is_lesson_done();
    }

    /// Records new replies, and the end of the lesson.
    pub(super) fn check_lesson(&mut self) -> Option<Effect> {
        let lesson = self.lesson()?;
        let is_done = self.is_lesson_done();
        let is_news = self.lessons.replies.len() > self.lessons.recorded || (is_done && !self.lessons.is_done);
        if !is_news {
            return None;
        }
        self.lessons.recorded = self.lessons.replies.len();
        self.lessons.is_done |= is_done;
        let marks = self.lessons.replies.iter().map(|(_, _, replied)| Mark::of(replied)).collect();
        let done = Done { marks, is_done };
        self.lessons.record.add(lesson, done.clone());
        Some(Effect::LessonDone { lesson, done })
    }
}

impl Lessons {
    /// Takes over the record of another player.
    pub(super) fn keep_record(&mut self, record: Record) {
        self.record = record;
    }

    /// Forgets the replies of this visit.
    pub(super) fn forget_visit(&mut self) {
        *self = Lessons { record: std::mem::take(&mut self.record), ..Lessons::default() };
    }
}
