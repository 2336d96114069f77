//! The reader's task: its goal, its lock and its hints. A goal counts as reached when the playhead passes the step that
//! reaches it. The record holds the goals that were reached on this device.

use crate::goal::{Goal, Record};
use crate::inspect::Pursuit;
use crate::lesson::Activity;
use crate::link::{Link, Position};
use crate::recording::{Input, Recording};
use crate::text;

use super::{Effect, Player};

/// State of the task.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Task {
    /// True if the reader can't change the strategy or its settings.
    pub(super) locked: bool,
    /// Number of hints that the reader asked for.
    hints: usize,
    /// Step of the computed run that reaches the goal.
    reached_at: Option<usize>,
    /// True if the playhead was at or after that step when the last message ended.
    was_reached: bool,
    /// Inputs of the opened link. They are not the reader's.
    given: Vec<Input>,
    record: Record,
}

impl Task {
    /// The task of a link.
    pub(super) fn of(link: &Link) -> Task {
        Task { locked: link.locked, ..Task::default() }
    }

    /// Hides the hints again.
    pub(super) fn forget_hints(&mut self) {
        self.hints = 0;
    }

    /// Finds the step that reaches the goal, after the run or the goal has changed.
    pub(super) fn follow(&mut self, goal: Option<Goal>, recording: &Recording) {
        self.reached_at = goal.and_then(|goal| goal.reached(recording, usize::MAX));
    }

    /// Takes over the record of another task.
    pub(super) fn keep_record(&mut self, record: Record) {
        self.record = record;
    }
}

impl Player {
    /// The goal of the run.
    pub fn goal(&self) -> Option<Goal> {
        self.activity.goal()
    }

    /// True if the reader can't change the strategy or its settings.
    pub fn is_locked(&self) -> bool {
        self.task.locked
    }

    /// Goals that were reached on this device.
    pub fn record(&self) -> &Record {
        &self.task.record
    }

    /// The goal of the run and the reader's way to it.
    pub fn pursuit(&self) -> Option<Pursuit> {
        let hints = self.task.hints;
        self.goal().map(|goal| Pursuit { goal, hints, reached: self.reached() })
    }

    /// The link that shows how the goal was reached; `None` before.
    pub fn reached_link(&self) -> Option<Link> {
        let step = self.reached()?;
        let beat = self.beats.at(step);
        let position = if beat.step == step { Position::Beat(beat.name()) } else { Position::Step(step) };
        let inputs = self.recording.inputs()[..self.recording.inputs_until(step)].to_vec();
        Some(Link { inputs: Some(inputs), position: Some(position), ..self.link() })
    }

    /// The link of a task for others: an activity from its start, or the present moment. The reader's settings stay if
    /// they fit the goal.
    pub fn task_link(&self, activity: Option<Activity>, locked: bool) -> Link {
        let link = match (activity, self.activity) {
            // A lesson's settings are not the reader's.
            (Some(Activity::Goal(goal)), Activity::FreePlay(_) | Activity::Goal(_))
                if goal.strategy() == self.strategy() =>
            {
                Link { config: *self.recording.config(), ..Link::to_goal(goal) }
            }
            (Some(activity), _) => Link::to(activity),
            // Without its goal, the run is no longer the start of anything.
            (None, Activity::Goal(goal)) => Link {
                activity: Activity::FreePlay(goal.strategy()),
                inputs: Some(self.recording.inputs().to_vec()),
                ..self.link()
            },
            (None, Activity::FreePlay(_) | Activity::Lesson(_)) => self.link(),
        };
        Link { locked, language: Some(self.language), ..link }
    }

    /// The step that reaches the goal, if the playhead is there or later.
    fn reached(&self) -> Option<usize> {
        self.task.reached_at.filter(|step| *step <= self.step())
    }

    /// Opens the task of a goal.
    pub(super) fn choose_goal(&mut self, goal: Goal) {
        if self.task.locked && goal.strategy() != self.strategy() {
            return;
        }
        self.store_branch(0);
        self.task.given.clear();
        self.begin(Activity::Goal(goal));
    }

    /// Leaves the goal. The run stays.
    pub(super) fn leave_goal(&mut self) {
        self.set_activity(Activity::FreePlay(self.strategy()));
        self.task.follow(None, &self.recording);
    }

    pub(super) fn show_hint(&mut self) {
        if let Some(goal) = self.goal() {
            self.task.hints = (self.task.hints + 1).min(text::goal::hints(self.language, goal).len());
        }
    }

    /// Notes the inputs of the opened link, and if they have reached the goal already.
    pub(super) fn open_task(&mut self) {
        self.task.given = self.recording.inputs().to_vec();
        self.task.was_reached = self.reached().is_some();
    }

    /// Records the goal when the playhead gets to the step that reaches it. A goal that the inputs of a link reach does
    /// not count. Reaching it again counts with fewer acts only.
    pub(super) fn check_goal(&mut self) -> Option<Effect> {
        let reached = self.reached();
        let was_reached = std::mem::replace(&mut self.task.was_reached, reached.is_some());
        let (goal, step) = (self.goal()?, reached.filter(|_| !was_reached)?);
        let acts = self.recording.inputs_until(step);
        let is_given = self.task.given.starts_with(&self.recording.inputs()[..acts]);
        if is_given || self.task.record.acts(goal).is_some_and(|fewest| fewest <= acts) {
            return None;
        }
        self.task.record.add(goal, acts);
        let link = self.reached_link().map(|link| link.query()).unwrap_or_default();
        Some(Effect::GoalReached { goal, acts, link })
    }
}
