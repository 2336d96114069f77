//! A reader who goes through a lesson by the player's messages alone.

use sessionscope::inspect::{LessonCard, LessonNow};
use sessionscope::lesson::Lesson;
use sessionscope::player::{Effect, Msg, Player};
use sessionscope::question::{Question, Reply};
use sessionscope::text::Language;

use super::ways::Way;

/// Highest number of moves of a reader in one lesson.
const MAX_MOVES: usize = 100;

/// The reader's answer to a question.
pub type Answering = fn(&Question) -> Reply;

pub struct Reader {
    pub player: Player,
    pub effects: Vec<Effect>,
    answering: Answering,
}

impl Reader {
    /// Opens a lesson by its link.
    pub fn open(lesson: Lesson, language: Language, answering: Answering) -> Reader {
        let player = Player::open(&format!("lesson={}", lesson.key()), language);
        Reader { player, effects: Vec::new(), answering }
    }

    pub fn send(&mut self, msg: Msg) {
        self.effects.extend(self.player.update(msg));
    }

    pub fn card(&self) -> LessonCard {
        self.player.lesson_card().expect("a lesson has a card")
    }

    /// Goes on until the task or the end of the lesson, and sees every beat.
    pub fn go_on(&mut self, mut see: impl FnMut(&Player, &LessonCard)) {
        for _ in 0..MAX_MOVES {
            let card = self.card();
            see(&self.player, &card);
            match card.now {
                LessonNow::Act { .. } | LessonNow::Conclude { .. } => return,
                LessonNow::Predict(_) => self.answer(),
                LessonNow::Watch | LessonNow::GoOn => self.next(),
            }
        }
        panic!("no end of {:?} after {MAX_MOVES} moves", self.player.lesson());
    }

    /// Answers the open question. A skipping reader goes on without an answer.
    fn answer(&mut self) {
        let question = self.player.open_question().expect("the card has a question").clone();
        match (self.answering)(&question) {
            Reply::Skipped => self.next(),
            reply => {
                self.send(Msg::Reply { inputs: question.inputs, reply });
                self.send(Msg::Pause);
            }
        }
    }

    /// Presses "Previous" and "Next": the beats come again, and nothing else.
    pub fn next_without_lesson(&mut self) {
        self.send(Msg::Previous);
        self.next();
    }

    /// Goes to the next beat.
    pub fn next(&mut self) {
        self.send(Msg::Next);
        self.finish_playing();
    }

    /// Lets the run play until it stops.
    pub fn finish_playing(&mut self) {
        if self.player.is_playing() {
            self.send(Msg::Advance(self.player.stopping_place()));
        }
    }

    pub fn is_at_end(&self) -> bool {
        matches!(self.card().now, LessonNow::Conclude { .. })
    }
}

/// Goes through a lesson to its end, and sees every beat.
pub fn read_and_see(
    lesson: Lesson,
    language: Language,
    answering: Answering,
    way: &Way,
    mut see: impl FnMut(&Player, &LessonCard),
) -> Reader {
    let mut reader = Reader::open(lesson, language, answering);
    reader.go_on(&mut see);
    if lesson.plan().task.is_some() {
        way.take(&mut reader);
        reader.go_on(&mut see);
    }
    assert!(reader.is_at_end(), "{lesson:?} by {way:?} ends");
    reader
}

/// The right answer.
pub fn rightly(question: &Question) -> Reply {
    Reply::Answer(question.right)
}

/// A wrong answer: the one after the right one.
pub fn wrongly(question: &Question) -> Reply {
    Reply::Answer((question.right + 1) % question.answers.len())
}

pub fn not_sure(_: &Question) -> Reply {
    Reply::NotSure
}

pub fn skipping(_: &Question) -> Reply {
    Reply::Skipped
}
