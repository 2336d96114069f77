//! Any messages in any order, in lessons.

use proptest::prelude::{Just, ProptestConfig, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::{Strategy as Generator, Union};

use sessionscope::goal::Goal;
use sessionscope::lesson::{Lesson, Record};
use sessionscope::link::Link;
use sessionscope::model::command::Command;
use sessionscope::model::config::{Affinity, Setting};
use sessionscope::model::ids::ServerId;
use sessionscope::model::message::Node;
use sessionscope::pace::{Level, Paced};
use sessionscope::player::{Effect, Msg, Notice, Player, Remembered};
use sessionscope::question::Reply;
use sessionscope::selection::Selection;
use sessionscope::strategy::{Strategy, Tuning};
use sessionscope::text::Language;

use crate::predicting::shows_true_result;

/// The acts of generated messages.
fn acts() -> Vec<Command> {
    let link = "do=a.login,a.me,a.add,a.cart,a.clear,a.move,b.login,b.me,c.login,s1.crash,s1.restart,s2.remove,server.add,\
                db1.power,db1.restart,store.kill,a.logout,wait.7s,s1.upgrade,f9.drop";
    let (link, problems) = Link::parse(link);
    assert_eq!(problems, []);
    link.resolved_inputs().iter().map(|input| input.command).collect()
}

/// A message of a reader of lessons. `open` replies to the open question, if there is one.
#[derive(Clone, Debug)]
enum Any {
    Msg(Box<Msg>),
    Reply { open: bool, inputs: usize, answer: usize },
}

impl Any {
    fn of(self, player: &Player) -> Msg {
        match self {
            Any::Msg(msg) => *msg,
            Any::Reply { open, inputs, answer } => {
                let inputs = player.open_question().filter(|_| open).map_or(inputs, |question| question.inputs);
                let reply = match answer {
                    0 => Reply::NotSure,
                    1 => Reply::Skipped,
                    answer => Reply::Answer(answer - 2),
                };
                Msg::Reply { inputs, reply }
            }
        }
    }
}

fn any_msg() -> impl Generator<Value = Any> + use<> {
    let acts = acts();
    let lesson = || (0..Lesson::ALL.len()).prop_map(|lesson| Lesson::ALL[lesson]);
    let strategy = || (0..5_usize).prop_map(|strategy| Strategy::ALL[strategy]);
    let rare = prop_oneof![
        lesson().prop_map(Msg::BeginLesson),
        lesson().prop_map(|lesson| Msg::Open(format!("lesson={}", lesson.key()))),
        lesson().prop_map(|lesson| Msg::Revisit(format!("lesson={}&do=a.login,a.add&at=a2.answer", lesson.key()))),
        Just(Msg::Open("lesson=nolesson&lock=strategy".into())),
        strategy().prop_map(Msg::Choose),
        strategy().prop_map(Msg::RunUnder),
        (0..4_u64).prop_map(|servers| Msg::Tune(Tuning::Setting(Setting::Servers, servers))),
        prop_oneof![Just(Affinity::Cookie), Just(Affinity::Source)].prop_map(|by| Msg::Tune(Tuning::Affinity(by))),
        Just(Msg::Tune(Tuning::Setting(Setting::CopySync, 1))),
        Just(Msg::Restart),
        Just(Msg::PlayFreely),
        Just(Msg::ChooseGoal(Goal::OnlyBob)),
        Just(Msg::LeaveGoal),
        Just(Msg::ShowHint),
        Just(Msg::Forget),
        Just(Msg::Recall(Remembered { lessons: Record::read("cookie.rws!,x"), ..Remembered::default() })),
        Just(Msg::SetLanguage(Language::English)),
        Just(Msg::Select(Some(Selection::Node(Node::Server(ServerId(2)))))),
        Just(Msg::DismissStageHint),
        (0..3_usize).prop_map(Msg::Dismiss),
        Just(Msg::SetLevel(Level::Steps)),
        Just(Msg::SetLevel(Level::Beats)),
    ];
    let often = prop_oneof![
        3 => Just(Msg::Next),
        3 => Just(Msg::SeekStep(usize::MAX)),
        2 => any::<u64>().prop_map(|place| Msg::Advance(Paced(place))),
        1 => Just(Msg::Play),
        1 => Just(Msg::Pause),
        1 => Just(Msg::TogglePlay),
        1 => Just(Msg::Previous),
        1 => Just(Msg::NextLoss),
        1 => Just(Msg::DoTask),
        1 => Just(Msg::Undo),
        1 => Just(Msg::Redo),
        1 => (0..60_usize).prop_map(Msg::SeekStep),
        1 => (0..60_000_000_u64).prop_map(|place| Msg::Seek(Paced(place))),
        1 => (0..6_u32).prop_map(Msg::ReturnToBranch),
        1 => prop_oneof![Just("a3.answer"), Just("s1.down"), Just("db2.promoted"), Just("f9.answer")]
            .prop_map(|name| Msg::SeekBeat(name.parse().expect("a name of a beat"))),
        2 => (0..acts.len()).prop_map(move |act| Msg::Act(acts[act])),
    ];
    let reply =
        (any::<bool>(), 0..9_usize, 0..7_usize).prop_map(|(open, inputs, answer)| Any::Reply { open, inputs, answer });
    let boxed = |msg| Any::Msg(Box::new(msg));
    Union::new_weighted(vec![(2, rare.prop_map(boxed).boxed()), (9, often.prop_map(boxed).boxed()), (4, reply.boxed())])
}

/// Number of inputs of the run that a message must keep. It can add some.
fn kept_inputs(before: &Player, msg: &Msg, player: &Player) -> usize {
    let (run, now) = (before.recording(), player.recording());
    match msg {
        Msg::Open(_)
        | Msg::Revisit(_)
        | Msg::Choose(_)
        | Msg::RunUnder(_)
        | Msg::Tune(_)
        | Msg::Restart
        | Msg::ChooseGoal(_)
        | Msg::BeginLesson(_)
        | Msg::PlayFreely
        | Msg::ReturnToBranch(_)
        | Msg::Undo
        | Msg::Redo => 0,
        Msg::Act(_) => run.inputs_until(before.step()),
        // A task that is a setting starts the lesson over.
        _ if run.config() != now.config() => 0,
        _ => run.inputs().len(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_verdict_is_wrong_and_no_input_is_lost(
        lesson in 0..Lesson::ALL.len(),
        msgs in proptest::collection::vec(any_msg(), 0..40),
    ) {
        let mut player = Player::open(&format!("lesson={}", Lesson::ALL[lesson].key()), Language::Korean);
        for msg in msgs {
            let msg = msg.of(&player);
            let before = player.clone();
            let effects = player.update(msg.clone());
            check_question(&player)?;
            check_replies(&before, &msg, &player, &effects)?;
            shows_true_result(&player);
            let run = player.recording();
            let kept = kept_inputs(&before, &msg, &player);
            prop_assert!(run.inputs().starts_with(&before.recording().inputs()[..kept]), "{:?}", msg);
            let added = player.notices().iter().filter(|notice| !before.notices().contains(notice));
            let from_link = |notice: &&Notice| matches!(notice, Notice::Link(_));
            prop_assert!(added.filter(|notice| !from_link(notice)).count() <= 1);
            let (link, problems) = Link::parse(&player.link().query());
            prop_assert_eq!((&link, problems), (&player.link(), vec![]));
            let opened = Player::open(&link.query(), Language::Korean);
            prop_assert_eq!(opened.recording().inputs(), run.inputs());
            let (there, here) = (opened.recording().facts(), run.facts());
            prop_assert!(there.starts_with(here) || here.starts_with(there));
        }
    }
}

/// A question is open only at the end of a run that rests, and it is the question of that run.
fn check_question(player: &Player) -> Result<(), proptest::test_runner::TestCaseError> {
    let Some(question) = player.open_question() else { return Ok(()) };
    prop_assert!(player.lesson().is_some() && !player.is_playing() && player.shown_reply().is_none());
    prop_assert_eq!(question.inputs, player.recording().inputs().len());
    prop_assert!(question.answers.len() > 1 && question.right < question.answers.len());
    prop_assert!((0..=player.recording().last_step()).all(|step| !question.is_decided(player.recording(), step)));
    Ok(())
}

/// A message makes at most one mark, and only a reply to the open question or going on from it makes one.
fn check_replies(
    before: &Player,
    msg: &Msg,
    player: &Player,
    effects: &[Effect],
) -> Result<(), proptest::test_runner::TestCaseError> {
    for effect in effects {
        let Effect::LessonDone { lesson, done } = effect else { continue };
        prop_assert_eq!(player.lesson(), Some(*lesson));
        prop_assert!(player.lesson_record().lesson(*lesson).is_some_and(|known| known.is_done >= done.is_done));
        let marks = |player: &Player| player.lesson_record().lesson(*lesson).map_or(0, |done| done.marks.len());
        let is_new_visit = before.lesson() != Some(*lesson);
        prop_assert!(is_new_visit || done.marks.len() <= marks(before).max(marks(player)) + 1);
        let replies = matches!(msg, Msg::Reply { .. } | Msg::Next | Msg::Play | Msg::TogglePlay);
        prop_assert!(replies || done.is_done || is_new_visit, "{:?} makes a mark", msg);
        if let Msg::Reply { inputs, .. } = msg {
            prop_assert_eq!(before.open_question().map(|question| question.inputs), Some(*inputs));
        }
    }
    Ok(())
}
