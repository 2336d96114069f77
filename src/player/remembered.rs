//! Lessons and goals that this device remembers.

use super::{Effect, Player, Remembered};

impl Player {
    /// Takes over what this device remembers.
    pub(super) fn recall(&mut self, Remembered { goals, lessons }: Remembered) {
        self.task.keep_record(goals);
        self.lessons.keep_record(lessons);
    }

    /// Everything that this device remembers.
    pub(super) fn remembered(&self) -> Remembered {
        Remembered { goals: self.record().clone(), lessons: self.lesson_record().clone() }
    }

    /// Forgets the lessons and goals of this device.
    pub(super) fn forget(&mut self) -> Effect {
        self.recall(Remembered::default());
        Effect::Forget
    }
}
