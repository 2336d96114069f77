//! The reader's activity. It says under which strategy a run stands, and with which settings and inputs it starts.

use super::Lesson;
use crate::goal::Goal;
use crate::model::config::Config;
use crate::recording::Input;
use crate::strategy::Strategy;

/// The activity of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Activity {
    /// Free play; it starts with the strategy's prepared example.
    FreePlay(Strategy),
    /// Free play with a goal; it starts without inputs.
    Goal(Goal),
    /// A lesson.
    Lesson(Lesson),
}

impl Activity {
    /// The strategy.
    pub fn strategy(self) -> Strategy {
        match self {
            Activity::FreePlay(strategy) => strategy,
            Activity::Goal(goal) => goal.strategy(),
            Activity::Lesson(lesson) => lesson.strategy(),
        }
    }

    /// The goal, if there is one.
    pub fn goal(self) -> Option<Goal> {
        match self {
            Activity::Goal(goal) => Some(goal),
            Activity::FreePlay(_) | Activity::Lesson(_) => None,
        }
    }

    /// The lesson, if it is one.
    pub fn lesson(self) -> Option<Lesson> {
        match self {
            Activity::Lesson(lesson) => Some(lesson),
            Activity::FreePlay(_) | Activity::Goal(_) => None,
        }
    }

    /// The config at the start.
    pub fn config(self) -> Config {
        match self {
            Activity::FreePlay(strategy) => strategy.config(),
            Activity::Goal(goal) => goal.strategy().config(),
            Activity::Lesson(lesson) => lesson.config(),
        }
    }

    /// The inputs at the start.
    pub fn first_inputs(self) -> &'static [Input] {
        match self {
            Activity::FreePlay(strategy) => strategy.script(),
            Activity::Goal(_) => &[],
            Activity::Lesson(lesson) => lesson.plan().lead,
        }
    }
}
