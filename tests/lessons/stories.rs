//! Every lesson from its first view to its closing: by every way to answer and to do its task, in both languages.

use std::collections::BTreeSet;

use sessionscope::inspect::LessonNow;
use sessionscope::lesson::record::Mark;
use sessionscope::lesson::{Activity, Lesson, Task};
use sessionscope::player::{Effect, Msg, Remembered};
use sessionscope::strategy::Strategy;
use sessionscope::text::{Language, lesson as texts};

use super::reader::{Answering, Reader, not_sure, read_and_see, rightly, skipping, wrongly};
use super::ways::Way;

/// Most beats of a lesson.
const MAX_BEATS: usize = 14;
/// Most characters of a Korean title, in a strip on a phone.
const LONGEST_TITLE: usize = 12;

const ANSWERINGS: [(Mark, Answering); 4] =
    [(Mark::Right, rightly), (Mark::Wrong, wrongly), (Mark::NotSure, not_sure), (Mark::Skipped, skipping)];

/// Goes through a lesson to its end.
fn read(lesson: Lesson, language: Language, answering: Answering, way: &Way) -> Reader {
    read_and_see(lesson, language, answering, way, |_, _| {})
}

/// Every lesson with every way to do its task.
fn ways() -> impl Iterator<Item = (Lesson, Way)> {
    Lesson::ALL.into_iter().flat_map(|lesson| Way::all(lesson).into_iter().map(move |way| (lesson, way)))
}

#[test]
fn every_lesson_ends_by_every_way() {
    for (lesson, way) in ways() {
        for language in Language::ALL {
            for (mark, answering) in ANSWERINGS {
                let reader = read(lesson, language, answering, &way);
                let LessonNow::Conclude { closing, score, goal, next } = reader.card().now else { unreachable!() };
                assert_eq!(closing, texts::closing(language, lesson));
                let is_scored = matches!(mark, Mark::Right | Mark::Wrong);
                assert_eq!((score.is_some(), goal.is_some()), (is_scored, true), "{lesson:?}");
                let first = (lesson != Lesson::Cookie).then_some(Lesson::Cookie);
                assert_eq!(next.map(|(next, _)| next), lesson.following().or(first), "no other lesson was done");
                assert_eq!(reader.player.notices(), []);
                let done = reader.player.lesson_record().lesson(lesson).expect("it was recorded").clone();
                assert!(done.is_done && done.marks.len() >= 2, "{lesson:?}: {done:?}");
                assert!(done.marks.iter().all(|made| *made == mark), "{lesson:?}: {done:?}");
                let last = reader.effects.iter().rev().find_map(|effect| match effect {
                    Effect::LessonDone { lesson, done } => Some((*lesson, done.clone())),
                    _ => None,
                });
                assert_eq!(last, Some((lesson, done)), "the browser stores it");
            }
        }
    }
}

#[test]
fn result_says_if_the_answer_was_right_and_why() {
    for (lesson, way) in ways() {
        for (mark, answering) in ANSWERINGS {
            let mut results = BTreeSet::new();
            let reader = read_and_see(lesson, Language::Korean, answering, &way, |player, card| {
                let Some(result) = &card.result else { return };
                let expected = match mark {
                    Mark::Right => Some(true),
                    Mark::Wrong => Some(false),
                    Mark::NotSure | Mark::Skipped => None,
                };
                assert_eq!(result.is_right, expected, "{lesson:?}: {}", result.text);
                assert!(!result.reason.plain().is_empty());
                let question = &player.shown_reply().expect("the result of a reply").question;
                // A setting starts the lesson over.
                results.insert((lesson.plan().repeated_with(player.recording().config()).is_some(), question.inputs));
            });
            let marks = reader.player.lesson_record().lesson(lesson).unwrap().marks.len();
            // A reader who goes on without an answer is told no result.
            assert_eq!(results.len(), if mark == Mark::Skipped { 0 } else { marks }, "{lesson:?}");
        }
    }
}

#[test]
fn a_lesson_never_stops_without_a_sentence() {
    for (lesson, way) in ways() {
        for (_, answering) in ANSWERINGS {
            read_and_see(lesson, Language::Korean, answering, &way, |player, card| {
                let is_silent = card.now == LessonNow::GoOn && card.intro.is_none() && card.result.is_none();
                assert!(!is_silent, "{lesson:?} by {way:?}: {}", player.caption().plain());
            });
        }
    }
}

#[test]
fn lessons_have_fourteen_beats_at_most_and_two_questions() {
    for lesson in Lesson::ALL {
        let mut questions = BTreeSet::new();
        let reader = read_and_see(lesson, Language::Korean, rightly, &Way::ForMe, |player, _| {
            questions.extend(player.open_question().map(|question| question.inputs));
            let beats = player.beats().all().len();
            assert!(beats <= MAX_BEATS, "{lesson:?} has {beats} beats");
        });
        assert!(questions.len() >= 2, "{lesson:?} asks about two places of its run at least");
        assert!(reader.is_at_end());
    }
}

#[test]
fn every_tab_has_two_or_three_lessons_with_an_act() {
    for strategy in Strategy::ALL {
        assert!((2..=3).contains(&Lesson::of(strategy).count()), "{strategy:?}");
    }
    for lesson in Lesson::ALL {
        assert_eq!(lesson.plan().task.is_some(), lesson != Lesson::ALL[0], "{lesson:?}");
    }
    assert!(Lesson::ALL.is_sorted_by_key(|lesson| Strategy::ALL.iter().position(|one| *one == lesson.strategy())));
    let followed: Vec<Lesson> = std::iter::successors(Some(Lesson::ALL[0]), |lesson| lesson.following()).collect();
    assert_eq!(followed, Lesson::ALL);
}

#[test]
fn task_that_is_not_done_is_asked_for_again() {
    for lesson in Lesson::ALL {
        let mut reader = Reader::open(lesson, Language::English, rightly);
        reader.go_on(|_, _| {});
        if lesson.plan().task.is_none() {
            continue;
        }
        // Time passes, which does no task.
        reader.next_without_lesson();
        reader.go_on(|_, _| {});
        assert!(matches!(reader.card().now, LessonNow::Act { .. }), "{lesson:?}");
        Way::ForMe.take(&mut reader);
        reader.go_on(|_, _| {});
        assert!(reader.is_at_end(), "{lesson:?}");
    }
}

#[test]
fn link_and_message_open_the_same_lesson() {
    for lesson in Lesson::ALL {
        for from in [Lesson::FIRST_VIEW, Lesson::ALL[0]] {
            let opened = Reader::open(lesson, Language::English, rightly);
            let mut begun = Reader::open(from, Language::English, rightly);
            begun.send(Msg::BeginLesson(lesson));
            assert_eq!(opened.player.activity(), Activity::Lesson(lesson));
            assert_eq!(begun.player.link(), opened.player.link());
            assert_eq!(begun.card(), opened.card());
            assert!(opened.card().intro.is_some() && opened.player.notices().is_empty());
        }
    }
}

#[test]
fn next_lesson_follows_to_the_last_one() {
    let mut reader = Reader::open(Lesson::ALL[0], Language::Korean, rightly);
    let mut read = Vec::new();
    loop {
        read.push(reader.player.lesson().expect("a lesson"));
        reader.go_on(|_, _| {});
        if !reader.is_at_end() {
            Way::ForMe.take(&mut reader);
            reader.go_on(|_, _| {});
        }
        let LessonNow::Conclude { next, .. } = reader.card().now else { panic!("{read:?} ends") };
        let Some((next, _)) = next else { break };
        reader.send(Msg::BeginLesson(next));
    }
    assert_eq!(read, Lesson::ALL);
    assert!(Lesson::ALL.iter().all(|lesson| reader.player.lesson_record().lesson(*lesson).unwrap().is_done));
}

#[test]
fn record_remembers_the_last_visit_and_that_a_lesson_was_done() {
    let lesson = Lesson::LoggedOut;
    let mut reader = read(lesson, Language::Korean, rightly, &Way::ForMe);
    let lessons = reader.player.lesson_record().clone();
    reader.send(Msg::BeginLesson(lesson));
    assert_eq!(*reader.player.lesson_record(), lessons, "a new visit has no answers yet");
    let mut later = Reader::open(lesson, Language::Korean, wrongly);
    later.send(Msg::Recall(Remembered { lessons, ..Remembered::default() }));
    later.go_on(|_, _| {});
    let done = later.player.lesson_record().lesson(lesson).unwrap();
    assert!(done.is_done && done.right() == 0, "{done:?}");
    later.send(Msg::Forget);
    assert!(later.player.lesson_record().is_empty());
}

#[test]
fn texts_are_there_and_differ() {
    for language in Language::ALL {
        let mut texts = BTreeSet::new();
        let mut add = |text: String| {
            assert!(!text.trim().is_empty() && texts.insert(text.clone()), "{text}");
        };
        for lesson in Lesson::ALL {
            let title = texts::title(language, lesson);
            assert!(language != Language::Korean || title.chars().count() <= LONGEST_TITLE, "{title}");
            add(title);
            add(texts::intro(language, lesson));
            add(texts::closing(language, lesson));
            assert_eq!(texts::task(language, lesson).is_some(), lesson.plan().task.is_some());
            texts::task(language, lesson).into_iter().for_each(&mut add);
        }
    }
}

#[test]
fn price_of_a_setting_is_time() {
    for lesson in Lesson::ALL {
        let (before, after) = lesson.response_times();
        let has_price = [Lesson::Overtaken, Lesson::PowerCut, Lesson::Replica].contains(&lesson);
        assert_eq!(before < after, has_price, "{lesson:?}: {before:?}, {after:?}");
        assert!(!has_price || matches!(lesson.plan().task, Some(Task::Set(_))));
    }
}
