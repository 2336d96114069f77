//! The shape of a lesson's plan.

use crate::goal::Goal;
use crate::model::config::Config;
use crate::question::Ask;
use crate::recording::{Input, Recording};
use crate::strategy::{Strategy, Tuning};

/// The plan of a lesson.
pub struct Plan {
    /// Name in links: lowercase letters.
    pub key: &'static str,
    /// The strategy.
    pub strategy: Strategy,
    /// Changes of the strategy's settings.
    pub tunings: &'static [Tuning],
    /// Inputs of its first view.
    pub lead: &'static [Input],
    /// Inputs up to the task.
    pub parts: &'static [Part],
    /// The act that it asks for; `None` in the first lesson.
    pub task: Option<Task>,
    /// Inputs after the task.
    pub after: &'static [Part],
    /// A goal of free play to go on with.
    pub goal: Option<Goal>,
    /// Numbers of the claims that it shows (C1 to C22, docs/claims.md).
    pub claims: &'static [u8],
}

impl Plan {
    /// The setting that the task asks for, if a run has it: the lesson is then repeated with it.
    pub fn repeated_with(&self, config: &Config) -> Option<Tuning> {
        match self.task {
            Some(Task::Set(tuning)) if tuning.is_set(config) => Some(tuning),
            _ => None,
        }
    }
}

/// Inputs that belong together, and the question before them.
pub struct Part {
    /// The question; `None` for inputs that only lead on.
    pub ask: Option<Ask>,
    /// True for a question with the same answer under the setting that the lesson asks for. It is not asked again there.
    pub is_asked_once: bool,
    /// The inputs.
    pub inputs: &'static [Input],
}

/// The act that a lesson asks for.
#[derive(Clone, Copy)]
pub enum Task {
    /// An act in the world. Any act after which a step matches has done it.
    Act {
        /// The act that "do it for me" does.
        input: Input,
        /// True if this step of the run has done it.
        is_done: fn(&Recording, usize) -> bool,
    },
    /// A setting. Its change starts the lesson over, so that the same inputs can be compared.
    Set(Tuning),
}
