//! Lessons: gone through by touch and by keyboard, remembered on this device, in an article, and without a hint of the
//! outcome while a question is open.

use serde_json::{Value, json};
use sessionscope::inspect::{LessonCard, LessonNow, LessonQuestion};
use sessionscope::lesson::{Lesson, Task};
use sessionscope::model::command::Command;
use sessionscope::model::config::Affinity;
use sessionscope::model::ids::ServerId;
use sessionscope::player::{Msg, Player};
use sessionscope::question::{Answer, Reply};
use sessionscope::strategy::Tuning;
use sessionscope::text::{self, Language, label, lesson as texts};
use sessionscope_e2e::axe::violations;
use sessionscope_e2e::hands::Pointer;
use sessionscope_e2e::measure::{measure_now, misplaced_now, too_small_now};
use sessionscope_e2e::reader::{Reader, Sight};
use sessionscope_e2e::{story, twin};
use thirtyfour::Key;

const KOREAN: Language = Language::Korean;
const ENGLISH: Language = Language::English;
const PHONE: (u32, u32) = (390, 664);
/// More turns than a lesson has.
const MANY_TURNS: usize = 40;
const RECORD: &str = "return localStorage.getItem('sessionscope.lessons');";

fn link(lesson: Lesson, language: Language) -> String {
    format!("strategy={}&lesson={}&lang={}", lesson.strategy().key(), lesson.key(), language.tag())
}

fn card(twin: &Player) -> LessonCard {
    twin.lesson_card().expect("a lesson is open")
}

/// The open question.
fn question(twin: &Player) -> LessonQuestion {
    match card(twin).now {
        LessonNow::Predict(question) => question,
        other => panic!("{other:?} instead of a question"),
    }
}

/// Sends a message to the twin and, if it then plays, goes to where it stops.
fn tell(twin: &mut Player, msg: Msg) {
    twin.update(msg);
    if twin.is_playing() {
        let stop = twin.stopping_place();
        twin.update(Msg::Advance(stop));
    }
}

/// Waits until the page shows the moment and the card of the twin.
async fn until_shows_card(reader: &Reader, twin: &Player) -> Sight {
    reader.until_shows_twin(twin).await;
    let said = twin::clean(&card(twin).said());
    reader.until(&format!("the card says {said}"), |sight| said.is_empty() || sight.said.contains(&said)).await
}

#[test]
fn the_first_lesson_is_done_by_touch() {
    story(KOREAN, async |reader| {
        reader.play_fast().await;
        reader.open_sized(PHONE, "").await;
        let (mut twin, words) = (twin::open("", KOREAN), KOREAN.words());
        let mut answers = 0;
        for turn in 0.. {
            assert!(turn < MANY_TURNS, "the lesson has an end");
            until_shows_card(reader, &twin).await;
            assert_eq!(measure_now(reader).await, Vec::<String>::new());
            let (name, msg) = match card(&twin).now {
                LessonNow::Predict(LessonQuestion { inputs, answers: offered, .. }) => {
                    // Every answer once, if there are enough questions.
                    let index = answers % offered.len();
                    answers += 1;
                    (offered[index].clone(), Msg::Reply { inputs, reply: Reply::Answer(index) })
                }
                LessonNow::GoOn => (words.lesson_go_on.to_owned(), Msg::Play),
                LessonNow::Act { .. } => {
                    let Some(Task::Act { input, .. }) = Lesson::FIRST_VIEW.plan().task else { panic!("it has an act") };
                    act_by_touch(reader, &input.command).await;
                    tell(&mut twin, Msg::Act(input.command));
                    continue;
                }
                LessonNow::Conclude { .. } => break,
                LessonNow::Watch => panic!("there is something to press"),
            };
            touch(reader, &name).await;
            tell(&mut twin, msg);
        }
        assert!(answers >= 2, "{answers} questions");
        // The next lesson follows. Another day, the first one has its tick.
        let next = Lesson::FIRST_VIEW.following().expect("it is not the last one");
        touch(reader, &format!("{}: {}", words.lesson_next, texts::title(KOREAN, next))).await;
        reader.until_shows_twin(&twin::open(&link(next, KOREAN), KOREAN)).await;
        reader.open("").await;
        let done = format!("{} ({})", texts::place(KOREAN, Lesson::FIRST_VIEW), words.lesson_done);
        reader.find("button", &done).await;
        // Starting over is one press.
        let _: Value = reader.run("document.querySelector('.goal-list').open = true;", vec![]).await;
        reader.press(words.goals_forget).await;
        reader.until("it is forgotten", |sight| !sight.has_button(&done)).await;
        assert_eq!(reader.run::<Option<String>>(RECORD, vec![]).await, None);
    });
}

async fn touch(reader: &Reader, name: &str) {
    reader.point(Pointer::Touch, &reader.find("button", name).await).await;
}

/// Does an act of the panels, which a phone has below the figure, and scrolls back up.
async fn act_by_touch(reader: &Reader, command: &Command) {
    reader.point(Pointer::Touch, &reader.find_action(KOREAN, command).await).await;
    let _: Value = reader.run("scrollTo(0, 0);", vec![]).await;
}

#[test]
fn a_lesson_with_a_setting_is_done_by_keyboard() {
    const LESSON: Lesson = Lesson::ByAddress;
    story(ENGLISH, async |reader| {
        reader.play_fast().await;
        reader.open(&link(LESSON, ENGLISH)).await;
        let (mut twin, words) = (twin::open(&link(LESSON, ENGLISH), ENGLISH), ENGLISH.words());
        let (mut questions, mut is_in_panels) = (0, false);
        for turn in 0.. {
            assert!(turn < MANY_TURNS, "the lesson has an end");
            let sight = until_shows_card(reader, &twin).await;
            match card(&twin).now {
                LessonNow::Predict(LessonQuestion { inputs, answers, .. }) if questions == 0 => {
                    let first = twin::clean(&answers[0]);
                    reader.tab_to(|sight| sight.focus == first).await;
                    reader.keys(Key::Enter + "").await;
                    tell(&mut twin, Msg::Reply { inputs, reply: Reply::Answer(0) });
                    questions += 1;
                }
                LessonNow::Predict(LessonQuestion { inputs, .. }) => {
                    // The card has the focus now: a second press answers nothing, and a digit does.
                    if questions == 1 {
                        assert!(is_on_card(reader).await, "{sight:#?}");
                        reader.keys(Key::Enter + "").await;
                    }
                    reader.keys("2").await;
                    tell(&mut twin, Msg::Reply { inputs, reply: Reply::Answer(1) });
                    questions += 1;
                }
                LessonNow::GoOn => {
                    let is_on_it = |sight: &Sight| sight.focus == words.lesson_go_on;
                    if is_in_panels {
                        reader.tab_back_to(is_on_it).await;
                        is_in_panels = false;
                    }
                    reader.until("the focus is on it", is_on_it).await;
                    reader.keys(Key::Enter + "").await;
                    tell(&mut twin, Msg::Play);
                }
                LessonNow::Act { .. } => {
                    let by_cookie = twin::clean(label::affinity(ENGLISH, Affinity::Cookie));
                    reader.tab_to(|sight| sight.focus == by_cookie).await;
                    reader.keys(Key::Enter + "").await;
                    tell(&mut twin, Msg::Tune(Tuning::Affinity(Affinity::Cookie)));
                    is_in_panels = true;
                }
                LessonNow::Conclude { next, .. } => {
                    let (next, name) = next.expect("it is not the last one");
                    let (title, name) = (texts::title(ENGLISH, next), twin::clean(&name));
                    reader.tab_back_to(|sight| sight.focus == name).await;
                    reader.keys(Key::Enter + "").await;
                    let sight = reader.until_shows_twin(&twin::open(&link(next, ENGLISH), ENGLISH)).await;
                    assert!(sight.headings.contains(&title), "{sight:#?}");
                    assert!(is_on_card(reader).await, "the reader goes on from here: {sight:#?}");
                    break;
                }
                LessonNow::Watch => panic!("there is something to do"),
            }
        }
        assert!(questions >= 4, "the setting repeats the questions: {questions}");
    });
}

async fn is_on_card(reader: &Reader) -> bool {
    reader.run("return document.activeElement?.className === 'lesson-card';", vec![]).await
}

#[test]
fn nothing_tells_the_outcome_while_a_question_is_open() {
    story(KOREAN, async |reader| {
        for (lesson, language) in Lesson::ALL.into_iter().zip(Language::ALL.into_iter().cycle()) {
            let query = link(lesson, language);
            let sight = reader.open(&query).await;
            let mut twin = twin::open(&query, language);
            if !matches!(card(&twin).now, LessonNow::Predict(_)) {
                continue;
            }
            assert_eq!(sight.step, sight.last, "the timeline ends here: {sight:#?}");
            let asked = twin.recording().last_step();
            let LessonQuestion { inputs, question, .. } = question(&twin);
            assert!(sight.text.contains(&question), "{question}: {sight:#?}");
            twin.update(Msg::Reply { inputs, reply: Reply::NotSure });
            let names: String = reader
                .run(
                    "return [...document.querySelectorAll('[aria-label]')].map((each) => each.ariaLabel).join();",
                    vec![],
                )
                .await;
            let recording = twin.recording();
            let told = |step: usize| {
                let world = &recording.frame(step).world;
                recording
                    .facts_of(step)
                    .iter()
                    .map(|timed| twin::clean(&text::fact(language, &timed.fact, world).plain()))
            };
            let known: Vec<String> = (0..=asked).flat_map(told).collect();
            for told in (asked + 1..=recording.last_step()).flat_map(told).filter(|told| !known.contains(told)) {
                assert!(!sight.text.contains(&told) && !names.contains(&told), "{query} tells “{told}”");
            }
        }
    });
}

#[test]
fn a_reply_can_be_skipped_or_left_open() {
    story(KOREAN, async |reader| {
        reader.play_fast().await;
        let words = KOREAN.words();
        for (name, reply) in [(words.lesson_not_sure, Reply::NotSure), (words.lesson_skip, Reply::Skipped)] {
            reader.open("").await;
            let mut twin = twin::open("", KOREAN);
            reader.press(name).await;
            let LessonQuestion { inputs, .. } = question(&twin);
            tell(&mut twin, Msg::Reply { inputs, reply });
            until_shows_card(reader, &twin).await;
            let tags: u64 = reader.run("return seen('.tag, .way').length;", vec![]).await;
            assert_eq!(tags, 0, "nothing was predicted");
        }
        // The key for the next beat goes on, too, and skips.
        reader.open("").await;
        let mut twin = twin::open("", KOREAN);
        reader.press(words.next).await;
        twin::go_on(&mut twin);
        reader.until_shows_twin(&twin).await;
    });
}

#[test]
fn the_predicted_and_the_real_way_are_drawn_together() {
    story(ENGLISH, async |reader| {
        let query = link(Lesson::ByAddress, ENGLISH);
        for size in [(1280, 800), PHONE] {
            reader.open_sized(size, &query).await;
            let mut twin = twin::open(&query, ENGLISH);
            let LessonQuestion { inputs, answers, .. } = question(&twin);
            let open = twin.open_question().expect("it waits");
            let is_wrong = |answer: &Answer| matches!(answer, Answer::Server(_)) && answer != open.right_answer();
            let wrong = open.answers.iter().position(is_wrong).expect("it asks for a server");
            reader.press(&answers[wrong]).await;
            tell(&mut twin, Msg::Reply { inputs, reply: Reply::Answer(wrong) });
            until_shows_card(reader, &twin).await;
            let [expected, real]: [u64; 2] = reader
                .run(
                    "return ['.way[data-expected]', '.way:not([data-expected])'].map((way) => document.querySelectorAll(way).length);",
                    vec![],
                )
                .await;
            assert_eq!((expected, real), (1, 1), "{size:?}");
            let sight = reader.look().await;
            let words = ENGLISH.words();
            for label in [format!("{} ✕", words.lesson_expected), words.lesson_actual.to_owned()] {
                assert!(sight.stage.contains(&label), "{label}: {sight:#?}");
            }
            assert_eq!(measure_now(reader).await, Vec::<String>::new(), "{size:?}");
        }
    });
}

#[test]
fn lessons_work_with_storage_that_is_full_or_holds_rubbish() {
    const FULL: &str =
        "Storage.prototype.setItem = () => { throw new DOMException('no more room', 'QuotaExceededError'); };";
    story(KOREAN, async |reader| {
        reader.open("").await;
        for rubbish in ["null", "cookie.x!,.,loggedout", "{\"loggedout\":1}"] {
            let _: Value =
                reader.run("localStorage.setItem('sessionscope.lessons', arguments[0]);", vec![json!(rubbish)]).await;
            let sight = reader.open("").await;
            assert!(sight.notices.is_empty() && sight.shows(&twin::open("", KOREAN)), "{rubbish}: {sight:#?}");
        }
        let script = reader.browser().run_first(FULL).await;
        reader.open("").await;
        let mut twin = twin::open("", KOREAN);
        let LessonQuestion { inputs, answers, .. } = question(&twin);
        reader.press(&answers[0]).await;
        tell(&mut twin, Msg::Reply { inputs, reply: Reply::Answer(0) });
        until_shows_card(reader, &twin).await;
        reader.browser().stop_running_first(&script).await;
    });
}

#[test]
fn another_tab_has_done_a_lesson() {
    story(KOREAN, async |reader| {
        reader.open("").await;
        let tab = "const frame = document.createElement('iframe'); document.body.append(frame);
            frame.contentWindow.localStorage.setItem('sessionscope.lessons', 'loggedout.r!');";
        let _: Value = reader.run(tab, vec![]).await;
        let done = format!("{} ({})", texts::place(KOREAN, Lesson::FIRST_VIEW), KOREAN.words().lesson_done);
        reader.until("it has its tick", |sight| sight.has_button(&done)).await;
    });
}

#[test]
fn an_embedded_lesson_stores_nothing() {
    story(ENGLISH, async |reader| {
        for size in [(320, 360), (480, 480), (720, 405)] {
            let query = link(Lesson::ByAddress, ENGLISH);
            reader.open_sized(size, &format!("embed=1&{query}")).await;
            let mut twin = twin::open(&query, ENGLISH);
            let LessonQuestion { inputs, answers, .. } = question(&twin);
            for problems in [measure_now(reader).await, too_small_now(reader).await, misplaced_now(reader).await] {
                assert_eq!(problems, Vec::<String>::new(), "{size:?}");
            }
            // In a low window, the question comes after its text.
            let to_question = twin::clean(ENGLISH.words().lesson_to_question);
            if reader.look().await.buttons.contains(&to_question) {
                reader.press(&to_question).await;
                assert!(is_on_card(reader).await, "the reader goes on from here");
                assert_eq!(misplaced_now(reader).await, Vec::<String>::new(), "{size:?}");
            }
            reader.press(&answers[0]).await;
            tell(&mut twin, Msg::Reply { inputs, reply: Reply::Answer(0) });
            let sight = until_shows_card(reader, &twin).await;
            assert_eq!(sight.query, format!("embed=1&{query}"), "it writes no history");
            assert_eq!(reader.run::<u64>("return localStorage.length;", vec![]).await, 0, "it stores nothing");
        }
    });
}

#[test]
fn an_embedded_lesson_has_the_act_of_its_task() {
    story(ENGLISH, async |reader| {
        let query = link(Lesson::OneOfThree, ENGLISH);
        reader.open_sized((720, 405), &format!("embed=1&{query}")).await;
        let mut twin = twin::open(&query, ENGLISH);
        let crash = Command::Crash(ServerId(1));
        reader.point_at(Pointer::Mouse, "s2").await;
        let button = reader.find_action(ENGLISH, &crash).await;
        reader.click(&button).await;
        tell(&mut twin, Msg::Act(crash));
        until_shows_card(reader, &twin).await;
    });
}

#[test]
fn questions_results_and_closings_are_accessible() {
    story(KOREAN, async |reader| {
        reader.play_fast().await;
        for (theme, size) in [("light", (1280, 800)), ("dark", PHONE)] {
            let query = format!("{}&theme={theme}", link(Lesson::OneOfThree, KOREAN));
            reader.open_sized(size, &query).await;
            let mut twin = twin::open(&query, KOREAN);
            let mut found = violations(reader).await;
            let mut check = async |twin: &Player| {
                until_shows_card(reader, twin).await;
                found.extend(violations(reader).await);
                found.extend(too_small_now(reader).await);
            };
            reader.press(KOREAN.words().lesson_do_it).await;
            tell(&mut twin, Msg::DoTask);
            check(&twin).await;
            let LessonQuestion { inputs, answers, .. } = question(&twin);
            reader.press(&answers[0]).await;
            tell(&mut twin, Msg::Reply { inputs, reply: Reply::Answer(0) });
            check(&twin).await;
            assert_eq!(found, Vec::<String>::new(), "{query}");
        }
    });
}
