//! Lessons that were done on this device, and the replies to their questions, as they are stored: "cookie.rw!,loggedout.s",
//! one letter for each question, with a "!" if the lesson was done. Storage may hold anything, so unreadable parts are
//! left out.

use std::collections::BTreeMap;
use std::fmt;

use super::Lesson;
use crate::question::{Replied, Reply};

/// Maximum number of replies of a lesson that are kept. A plan has fewer questions, and its setting can repeat them.
const MAX_REPLIES: usize = 12;

/// The reader's way through one lesson.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Done {
    /// One mark for each question, in the order of the replies.
    pub marks: Vec<Mark>,
    /// True if the end of the lesson was reached.
    pub is_done: bool,
}

impl Done {
    /// Number of right answers.
    pub fn right(&self) -> usize {
        self.marks.iter().filter(|mark| **mark == Mark::Right).count()
    }
}

/// The mark of a reply.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    Right,
    Wrong,
    NotSure,
    Skipped,
}

impl Mark {
    const LETTERS: [(Mark, char); 4] =
        [(Mark::Right, 'r'), (Mark::Wrong, 'w'), (Mark::NotSure, 'n'), (Mark::Skipped, 's')];

    /// The mark of a reply.
    pub fn of(replied: &Replied) -> Mark {
        match replied.reply {
            Reply::Answer(_) if replied.is_right() => Mark::Right,
            Reply::Answer(_) => Mark::Wrong,
            Reply::NotSure => Mark::NotSure,
            Reply::Skipped => Mark::Skipped,
        }
    }

    fn letter(self) -> char {
        Mark::LETTERS[self as usize].1
    }
}

/// The lessons of this device.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Record(BTreeMap<Lesson, Done>);

impl Record {
    /// Reads a stored record.
    pub fn read(text: &str) -> Record {
        let mut record = Record::default();
        // More parts than lessons come from elsewhere.
        for part in text.split(',').take(2 * Lesson::ALL.len()) {
            let Some((key, marks)) = part.split_once('.') else { continue };
            let (marks, is_done) = marks.strip_suffix('!').map_or((marks, false), |marks| (marks, true));
            let read = |letter| Mark::LETTERS.into_iter().find(|(_, known)| *known == letter).map(|(mark, _)| mark);
            let marks: Option<Vec<Mark>> = marks.chars().take(MAX_REPLIES + 1).map(read).collect();
            let marks = marks.filter(|marks| marks.len() <= MAX_REPLIES);
            if let (Some(lesson), Some(marks)) = (Lesson::from_key(key), marks) {
                record.0.insert(lesson, Done { marks, is_done });
            }
        }
        record
    }

    /// The reader's way through a lesson; `None` if it was never begun.
    pub fn lesson(&self, lesson: Lesson) -> Option<&Done> {
        self.0.get(&lesson)
    }

    /// Takes over the marks of a visit to a lesson. A visit without replies keeps the marks, and a lesson that was done
    /// stays done.
    pub fn add(&mut self, lesson: Lesson, done: Done) {
        let Done { mut marks, is_done } = done;
        marks.truncate(MAX_REPLIES);
        let known = self.0.entry(lesson).or_default();
        known.is_done |= is_done;
        if !marks.is_empty() {
            known.marks = marks;
        }
    }

    /// The next lesson in the course that was not done, other than this one. After the last lesson comes the first.
    pub fn undone_after(&self, lesson: Lesson) -> Option<Lesson> {
        let is_done = |lesson| self.lesson(lesson).is_some_and(|done| done.is_done);
        let (until, after): (Vec<_>, Vec<_>) = Lesson::ALL.into_iter().partition(|other| *other <= lesson);
        after.into_iter().chain(until).find(|other| *other != lesson && !is_done(*other))
    }

    /// True if no lesson was begun.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (lesson, done)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let marks: String = done.marks.iter().map(|mark| mark.letter()).collect();
            let end = if done.is_done { "!" } else { "" };
            write!(f, "{comma}{}.{marks}{end}", lesson.key())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_in_the_order_of_marks() {
        assert!(Mark::LETTERS.iter().enumerate().all(|(index, (mark, _))| *mark as usize == index));
    }

    #[test]
    fn record_is_read_as_it_is_written() {
        let mut record = Record::default();
        assert!(record.is_empty() && record.to_string().is_empty());
        record.add(Lesson::Cookie, Done { marks: vec![Mark::Right, Mark::Wrong], is_done: true });
        record.add(Lesson::LoggedOut, Done { marks: vec![Mark::Skipped], is_done: false });
        assert_eq!(record.to_string(), "cookie.rw!,loggedout.s");
        record.add(Lesson::Cookie, Done { marks: vec![Mark::NotSure], is_done: false });
        assert_eq!(record.to_string(), "cookie.n!,loggedout.s", "a lesson that was done stays done");
        record.add(Lesson::Cookie, Done::default());
        assert_eq!(record.to_string(), "cookie.n!,loggedout.s", "a visit without replies changes nothing");
        assert_eq!(Record::read(&record.to_string()), record);
        assert_eq!(record.lesson(Lesson::Replica), None);
        assert_eq!(record.undone_after(Lesson::Cookie), Some(Lesson::OneMachine));
        assert_eq!(record.undone_after(Lesson::Replica), Some(Lesson::OneMachine), "the first lesson was done");
    }

    #[test]
    fn rubbish_is_left_out() {
        let rubbish =
            ["", ",", "null", "cookie", "cookie.x", "cookie.rrrrrrrrrrrrr", "cokie.r", "한글.r", "cookie.!r", ".r!"];
        for text in rubbish {
            assert!(Record::read(text).is_empty(), "{text}");
        }
        let mixed = format!("{},cookie.rn!", rubbish.join(","));
        assert_eq!(Record::read(&mixed).to_string(), "cookie.rn!");
        assert!(Record::read(&",".repeat(1_000_000)).is_empty());
    }

    #[test]
    fn keys_of_lessons_are_unique_and_need_no_escape() {
        for lesson in Lesson::ALL {
            assert_eq!(Lesson::from_key(lesson.key()), Some(lesson));
            assert!(lesson.key().bytes().all(|byte| byte.is_ascii_lowercase()));
        }
    }
}
