//! A reader who predicts, with replies that come too early, too late or twice, and with acts, undo, other settings and
//! other branches around a question. No verdict is wrong, and no input is lost.

use sessionscope::inspect::LessonNow;
use sessionscope::lesson::record::{Done, Mark, Record};
use sessionscope::lesson::{Activity, Lesson};
use sessionscope::link::LinkProblem;
use sessionscope::model::command::Command;
use sessionscope::model::config::Setting;
use sessionscope::pace::Level;
use sessionscope::player::{Effect, Msg, Notice, Player, Remembered};
use sessionscope::question::{Answer, Ask, Question, Replied, Reply};
use sessionscope::recording::{Input, MAX_INPUTS, Recording};
use sessionscope::strategy::{Strategy, Tuning};
use sessionscope::text::Language;

use crate::truth;

/// Maximum number of presses in a lesson.
const PATIENCE: usize = 40;

pub fn open(lesson: Lesson) -> Player {
    Player::open(&format!("lesson={}", lesson.key()), Language::Korean)
}

/// Goes on until a question is open.
fn go_to_question(player: &mut Player, is_wanted: impl Fn(&Question) -> bool) -> Option<Question> {
    for _ in 0..PATIENCE {
        if let Some(question) = player.open_question().filter(|question| is_wanted(question)) {
            return Some(question.clone());
        }
        player.update(Msg::Next);
        player.update(Msg::SeekStep(usize::MAX));
    }
    None
}

/// A reader of each lesson, at its first question.
fn at_first_questions() -> impl Iterator<Item = (Player, Question)> {
    Lesson::ALL.into_iter().map(|lesson| {
        let mut player = open(lesson);
        let question = go_to_question(&mut player, |_| true).expect("every lesson asks");
        (player, question)
    })
}

fn marks(player: &Player) -> Vec<Mark> {
    let done = player.lesson().and_then(|lesson| player.lesson_record().lesson(lesson));
    done.map(|done| done.marks.clone()).unwrap_or_default()
}

fn reply(player: &mut Player, question: &Question, answer: usize) -> Vec<Effect> {
    player.update(Msg::Reply { inputs: question.inputs, reply: Reply::Answer(answer) })
}

/// Plays to the result of a reply.
fn watch(player: &mut Player) {
    while player.is_playing() {
        let stop = player.stopping_place();
        player.update(Msg::Advance(stop));
    }
}

/// Compares the shown result with what the run shows. False if there is none.
pub fn shows_true_result(player: &Player) -> bool {
    let Some(Replied { question, reply }) = player.shown_reply() else { return false };
    let run = player.recording();
    let before = Recording::replay(*run.config(), &run.inputs()[..question.inputs]);
    // An outcome can come before the last of its inputs, and stays when another act takes the place of that one.
    let next = &run.inputs()[question.inputs..];
    let asked = question.about.iter().zip(next).take_while(|(asked, done)| asked.command == done.command).count();
    let next = &next[..asked];
    let decided = (0..=player.step()).find(|step| question.is_decided(run, *step)).expect("the result is decided");
    let truth = truth::until(decided, &before, run, next, question.ask);
    assert_eq!(truth.as_ref(), Some(question.right_answer()), "{}", player.link().query());
    let result = player.lesson_card().and_then(|card| card.result).expect("a result is shown");
    let expected = match reply {
        Reply::Answer(index) => Some(truth.as_ref() == question.answers.get(*index)),
        Reply::NotSure | Reply::Skipped => None,
    };
    assert_eq!(result.is_right, expected);
    assert!(!result.reason.plain().is_empty() && !result.text.is_empty());
    true
}

#[test]
fn unknown_lesson_is_one_notice_and_the_rest_works() {
    let player = Player::open("strategy=sticky&lesson=cokie&servers=2", Language::English);
    assert_eq!(player.notices(), [Notice::Link(LinkProblem::Lesson { found: "cokie".into() })]);
    assert_eq!((player.lesson(), player.strategy()), (None, Strategy::Sticky));
    assert_eq!(player.recording().config().get(Setting::Servers), 2);
}

#[test]
fn every_reply_to_every_question_gets_its_true_result() {
    for lesson in Lesson::ALL {
        let mut results = 0;
        for pick in 0..8 {
            let mut player = open(lesson);
            while let Some(question) = go_to_question(&mut player, |_| true) {
                let answer = pick % question.answers.len();
                reply(&mut player, &question, answer);
                watch(&mut player);
                assert!(shows_true_result(&player), "{lesson:?}: {}", player.link().query());
                let mark = if answer == question.right { Mark::Right } else { Mark::Wrong };
                assert_eq!(marks(&player).last(), Some(&mark));
                results += 1;
            }
            assert!(player.lesson_record().lesson(lesson).is_some_and(|done| done.is_done), "{lesson:?} ends");
        }
        assert!(results >= 16, "{lesson:?} asks {results} questions in 8 visits");
    }
}

#[test]
fn reply_that_fits_no_open_question_changes_nothing() {
    for (mut player, question) in at_first_questions() {
        let before = player.clone();
        let count = question.answers.len();
        for (inputs, reply) in [
            (question.inputs + 1, Reply::Answer(0)),
            (question.inputs + 1, Reply::Skipped),
            (usize::MAX, Reply::NotSure),
            (question.inputs, Reply::Answer(count)),
            (question.inputs, Reply::Answer(usize::MAX)),
        ] {
            let effects = player.update(Msg::Reply { inputs, reply });
            assert!(player == before && !effects.iter().any(|effect| matches!(effect, Effect::LessonDone { .. })));
        }
        assert_eq!(player.open_question(), Some(&question));
    }
}

#[test]
fn reply_counts_once_while_playing_in_a_seek_and_after_going_back() {
    for (mut player, question) in at_first_questions() {
        reply(&mut player, &question, question.right);
        let inputs = player.recording().inputs().to_vec();
        let again = |player: &mut Player| {
            let before = player.clone();
            for answer in 0..question.answers.len() {
                reply(player, &question, answer);
            }
            assert!(*player == before, "{:?}", question.ask);
        };
        assert!(player.is_playing());
        again(&mut player);
        player.update(Msg::Pause);
        again(&mut player);
        for step in (0..=player.recording().last_step()).rev() {
            player.update(Msg::SeekStep(step));
            again(&mut player);
        }
        player.update(Msg::SeekStep(usize::MAX));
        assert_eq!((player.recording().inputs(), marks(&player)), (&inputs[..], vec![Mark::Right]));
    }
}

#[test]
fn going_on_without_a_reply_counts_as_skipped() {
    for msg in [Msg::Play, Msg::TogglePlay, Msg::Next] {
        for (mut player, question) in at_first_questions() {
            player.update(msg.clone());
            assert!(player.is_playing() && player.open_question().is_none());
            assert_eq!(marks(&player), [Mark::Skipped], "{:?}", question.ask);
            watch(&mut player);
            assert_eq!(player.shown_reply(), None, "nobody predicted anything");
        }
    }
}

#[test]
fn going_on_while_the_outcome_plays_leads_to_the_result() {
    for (mut player, question) in at_first_questions() {
        player.update(Msg::Reply { inputs: question.inputs, reply: Reply::Answer(question.right) });
        assert!(player.is_playing() && player.shown_reply().is_none());
        player.update(Msg::Next);
        assert!(player.shown_reply().is_some_and(Replied::is_right), "{:?}", player.lesson());
    }
}

/// The questions and tasks at which a reader rests who only presses the key for the next moment.
fn stops(lesson: Lesson, is_patient: bool) -> Vec<LessonNow> {
    let mut player = open(lesson);
    let mut stops = Vec::new();
    for _ in 0..2 * PATIENCE {
        let now = player.lesson_card().map(|card| card.now);
        stops.extend(now.filter(|now| matches!(now, LessonNow::Predict(_) | LessonNow::Act { .. })));
        player.update(Msg::Next);
        if is_patient {
            watch(&mut player);
        }
    }
    stops
}

#[test]
fn hurried_presses_pass_over_no_question_and_no_task_unseen() {
    for lesson in Lesson::ALL {
        assert_eq!(stops(lesson, false), stops(lesson, true), "{lesson:?}");
    }
}

#[test]
fn looking_back_from_a_question_keeps_it_open() {
    for (mut player, question) in at_first_questions() {
        for msg in [Msg::Previous, Msg::SeekStep(0), Msg::NextLoss, Msg::SetLevel(Level::Steps)] {
            player.update(msg);
            assert_eq!(marks(&player), []);
        }
        player.update(Msg::SeekStep(usize::MAX));
        assert_eq!(player.open_question(), Some(&question), "also at the level of steps");
        reply(&mut player, &question, 0);
        assert_eq!(marks(&player).len(), 1);
    }
}

#[test]
fn act_of_the_reader_makes_the_question_follow() {
    let mut followed = 0;
    for lesson in Lesson::ALL {
        for ask in Ask::ALL {
            for act in acts() {
                let mut player = open(lesson);
                let Some(question) = go_to_question(&mut player, |question| question.ask == ask) else { continue };
                player.update(Msg::Act(act));
                player.update(Msg::SeekStep(usize::MAX));
                let before = player.clone();
                reply(&mut player, &question, question.right);
                assert!(player == before, "{lesson:?}, {act:?}: that question is over");
                let Some(next) = player.open_question().cloned() else { continue };
                assert_eq!(next.inputs, player.recording().inputs().len());
                if let (Command::RemoveServer(server), Ask::Server) = (act, next.ask) {
                    assert!(!next.answers.contains(&Answer::Server(server)), "{lesson:?}");
                }
                reply(&mut player, &next, next.right);
                watch(&mut player);
                assert!(shows_true_result(&player), "{lesson:?}, {act:?}");
                followed += 1;
            }
        }
    }
    assert!(followed > 100, "{followed}");
}

/// Acts that take an answer, a session, a cookie, or the machine of all answers away.
fn acts() -> Vec<Command> {
    let link =
        "do=s1.remove,s2.remove,s1.crash,a.clear,b.clear,a.logout,db1.kill,store.power,server.add,a.login,f1.drop";
    let (link, problems) = sessionscope::link::Link::parse(link);
    assert_eq!(problems, []);
    link.resolved_inputs().iter().map(|input| input.command).collect()
}

#[test]
fn run_that_turns_elsewhere_shows_no_result() {
    for (player, question) in at_first_questions() {
        let first = player.recording().last_step() + 1;
        let mut replied = player.clone();
        reply(&mut replied, &question, question.right);
        for step in first - 1..replied.recording().last_step() {
            let mut player = replied.clone();
            player.update(Msg::SeekStep(step));
            for act in acts() {
                let mut player = player.clone();
                player.update(Msg::Act(act));
                for step in 0..=player.recording().last_step() {
                    player.update(Msg::SeekStep(step));
                    shows_true_result(&player);
                }
            }
        }
    }
}

#[test]
fn undo_and_redo_over_a_question_keep_its_reply() {
    for (mut player, question) in at_first_questions() {
        let asked = player.recording().inputs().len();
        reply(&mut player, &question, 0);
        watch(&mut player);
        let replied = player.recording().clone();
        let undone = replied.inputs().len() - asked;
        player.update(Msg::SeekStep(usize::MAX));
        for _ in 0..undone {
            player.update(Msg::Undo);
            player.update(Msg::SeekStep(usize::MAX));
        }
        assert_eq!(player.recording().inputs().len(), asked);
        assert_eq!(player.open_question(), None, "it was answered in this run");
        for _ in 0..undone {
            player.update(Msg::Redo);
        }
        player.update(Msg::SeekStep(usize::MAX));
        assert_eq!((player.recording(), marks(&player).len()), (&replied, 1));
    }
}

#[test]
fn another_lesson_or_branch_has_its_own_replies() {
    for (mut player, question) in at_first_questions() {
        let lesson = player.lesson().expect("a lesson");
        reply(&mut player, &question, 0);
        watch(&mut player);
        let inputs = player.recording().inputs().to_vec();
        let other = lesson.following().unwrap_or(Lesson::Cookie);
        player.update(Msg::BeginLesson(other));
        assert_eq!((player.lesson(), player.shown_reply()), (Some(other), None));
        let asked = go_to_question(&mut player, |_| true).expect("every lesson asks");
        reply(&mut player, &asked, asked.right);
        assert_eq!(marks(&player), [Mark::Right], "{other:?} knows its own reply alone");
        let branch = player.branches().iter().find(|branch| branch.activity == Activity::Lesson(lesson));
        player.update(Msg::ReturnToBranch(branch.expect("the branch was kept").number));
        assert_eq!((player.lesson(), player.recording().inputs()), (Some(lesson), &inputs[..]));
        assert_eq!(marks(&player).len(), 1, "the marks of {lesson:?} stay");
    }
}

#[test]
fn other_setting_asks_about_the_run_with_it() {
    for (mut player, question) in at_first_questions() {
        player.update(Msg::Tune(Tuning::Setting(Setting::Servers, 2)));
        player.update(Msg::SeekStep(usize::MAX));
        if let Some(tuned) = player.open_question().cloned() {
            reply(&mut player, &tuned, tuned.right);
            watch(&mut player);
            assert!(shows_true_result(&player), "{:?}", question.ask);
        }
        player.update(Msg::Restart);
        assert!(player.is_first_view() && player.shown_reply().is_none());
    }
}

#[test]
fn full_run_is_one_notice_and_no_reply() {
    for lesson in Lesson::ALL {
        let mut inputs = vec!["a.share,a.move"; (MAX_INPUTS - 2) / 2].join(",");
        inputs.push_str(",a.share,a.move");
        let mut player = Player::open(&format!("lesson={}&do={inputs}", lesson.key()), Language::Korean);
        player.update(Msg::SeekStep(usize::MAX));
        let run = player.recording().clone();
        assert_eq!((run.inputs().len(), player.open_question()), (MAX_INPUTS, None));
        let already = player.notices().len();
        for msg in [Msg::Next, Msg::Play, Msg::DoTask, Msg::Reply { inputs: MAX_INPUTS, reply: Reply::Answer(0) }] {
            player.update(msg);
        }
        let added = &player.notices()[already..];
        assert!(matches!(added, [] | [Notice::Full(_)]), "{lesson:?}: {added:?}");
        assert!(*player.recording() == run && marks(&player).is_empty(), "{lesson:?}");
    }
}

#[test]
fn link_that_already_shows_the_end_is_not_done_by_the_reader() {
    for lesson in Lesson::ALL {
        let mut player = open(lesson);
        for _ in 0..PATIENCE {
            player.update(Msg::Next);
            player.update(Msg::SeekStep(usize::MAX));
        }
        assert!(matches!(player.lesson_card().map(|card| card.now), Some(LessonNow::Conclude { .. })), "{lesson:?}");
        let mut opened = Player::open(&player.link().query(), Language::English);
        opened.update(Msg::SeekStep(0));
        opened.update(Msg::SeekStep(usize::MAX));
        assert!(opened.lesson_record().is_empty(), "{lesson:?}");
    }
}

#[test]
fn stored_rubbish_is_no_record() {
    let rubbish = Record::read("cookie.rw!,loggedout.xyz,\u{0},replica.ssssssssssssssssssss,nolesson.r!");
    let mut player = open(Lesson::Cookie);
    player.update(Msg::Recall(Remembered { lessons: rubbish, ..Remembered::default() }));
    let known = Done { marks: vec![Mark::Right, Mark::Wrong], is_done: true };
    assert_eq!(player.lesson_record().to_string(), "cookie.rw!");
    assert_eq!(player.lesson_record().lesson(Lesson::Cookie), Some(&known));
    let effects = player.update(Msg::Forget);
    assert!(effects.contains(&Effect::Forget) && player.lesson_record().is_empty());
}

/// A question stands right before its inputs, so the answers of a reader and of a link are the same.
#[test]
fn link_to_a_question_opens_it() {
    for (player, question) in at_first_questions() {
        let opened = Player::open(&player.link().query(), Language::Korean);
        assert_eq!(opened.open_question(), Some(&question));
        let inputs: &[Input] = opened.recording().inputs();
        assert_eq!(inputs, player.recording().inputs());
    }
}
