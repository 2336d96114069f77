//! Each lesson as a text: its captions, questions with the right answer, tasks and closing. After an intended change,
//! `INSTA_UPDATE=always cargo test --test lessons` writes the snapshots anew.

use std::fmt::Write;

use sessionscope::inspect::{LessonCard, LessonNow};
use sessionscope::lesson::Lesson;
use sessionscope::player::Player;
use sessionscope::text::{Language, lesson as texts};

use super::reader::{read_and_see, wrongly};
use super::ways::Way;

#[test]
fn lessons_are_unchanged() {
    for language in Language::ALL {
        let all: String = Lesson::ALL.into_iter().map(|lesson| transcript(language, lesson)).collect();
        // Beside the snapshots of the other tests.
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("lessons__{}", language.tag()), all.replace('\u{a0}', " "));
        });
    }
}

fn transcript(language: Language, lesson: Lesson) -> String {
    let place = texts::place(language, lesson);
    let mut text = format!("\n# {} {place} ({})\n", lesson.strategy().key(), lesson.key());
    let mut last = None;
    let see = |player: &Player, card: &LessonCard| {
        // The caption above a later question is in the transcript already.
        if let Some(intro) = card.intro.as_ref().filter(|intro| **intro != player.caption()) {
            writeln!(text, "\n{intro}\n").unwrap();
        }
        if last.replace(player.step()) != Some(player.step()) {
            let name = player.beat().map(|beat| beat.name().to_string()).unwrap_or_default();
            writeln!(text, "{name:18}  {}", player.caption().plain()).unwrap();
        }
        // A result stays on the card until the reader has gone on.
        let result = card.result.as_ref().map(|result| format!("    = {} {}", result.text, result.reason.plain()));
        if let Some(result) = result.as_ref().filter(|result| !text.lines().rev().take(2).any(|line| line == *result)) {
            writeln!(text, "{result}").unwrap();
        }
        match &card.now {
            LessonNow::Predict(asked) => {
                let right = player.open_question().map_or(usize::MAX, |question| question.right);
                writeln!(text, "    ? {} {}", asked.about, asked.question).unwrap();
                for (index, answer) in asked.answers.iter().enumerate() {
                    writeln!(text, "      {} {answer}", if index == right { '*' } else { '-' }).unwrap();
                }
            }
            LessonNow::Act { task, .. } => writeln!(text, "    ! {task}").unwrap(),
            LessonNow::Conclude { closing, .. } => writeln!(text, "\n{closing}").unwrap(),
            LessonNow::Watch | LessonNow::GoOn => {}
        }
    };
    read_and_see(lesson, language, wrongly, &Way::ForMe, see);
    text
}
