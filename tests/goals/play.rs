//! A goal in the app: links, the playhead, hints, and the record of this device.

use proptest::prelude::{Just, ProptestConfig, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as Generator;

use sessionscope::goal::{Goal, Record};
use sessionscope::inspect::{self, Look};
use sessionscope::lesson::{Activity, Lesson};
use sessionscope::link::{Link, LinkProblem};
use sessionscope::model::config::Setting;
use sessionscope::model::fact::Fact;
use sessionscope::model::http::Page;
use sessionscope::player::{Effect, Msg, Notice, Player, Remembered};
use sessionscope::strategy::{Strategy, Tuning};
use sessionscope::text::{Language, goal as texts};

use super::{CASES, search::inputs};

fn open(query: &str) -> Player {
    Player::open(query, Language::Korean)
}

fn look(player: &Player) -> Look<'_> {
    let (recording, step) = (player.recording(), player.step());
    Look { recording, step, language: player.language(), selection: None }
}

/// Performs acts one after the other, each after the end of the run.
fn act(player: &mut Player, acts: &str) -> Vec<Effect> {
    let act = |input: &sessionscope::recording::Input| {
        let mut effects = player.update(Msg::SeekStep(usize::MAX));
        effects.extend(player.update(Msg::Act(input.command)));
        effects.extend(player.update(Msg::SeekStep(usize::MAX)));
        effects
    };
    inputs(acts).iter().flat_map(act).collect()
}

/// The goals that effects report, each with its acts.
fn reports(effects: &[Effect]) -> Vec<(Goal, usize)> {
    let report = |effect: &Effect| match effect {
        Effect::GoalReached { goal, acts, .. } => Some((*goal, *acts)),
        _ => None,
    };
    effects.iter().filter_map(report).collect()
}

#[test]
fn link_to_a_goal_opens_an_empty_run_of_its_strategy() {
    for goal in Goal::ALL {
        let player = open(&format!("goal={}", goal.key()));
        assert_eq!((player.goal(), player.strategy()), (Some(goal), goal.strategy()));
        assert_eq!((player.recording().inputs().len(), player.notices()), (0, &[][..]));
        assert_eq!(open(&player.link().query()).goal(), Some(goal));
        assert!(!player.is_prepared() && !player.is_at_opening() && !player.is_at_ending());
    }
}

#[test]
fn unknown_goal_is_one_notice_and_the_rest_works() {
    let player = open("strategy=sticky&goal=win&lock=strategy&servers=2");
    assert_eq!(player.notices(), [Notice::Link(LinkProblem::Goal { found: "win".into() })]);
    assert_eq!((player.goal(), player.strategy(), player.is_locked()), (None, Strategy::Sticky, true));
    assert_eq!(player.recording().config().get(Setting::Servers), 2);
    assert_eq!(open("lock=everything").notices().len(), 1);
}

#[test]
fn goal_of_a_link_brings_its_strategy() {
    let (link, problems) = Link::parse("strategy=none&goal=crowd&servers=2");
    assert_eq!((link.activity, problems), (Activity::Goal(Goal::Crowd), vec![]));
    assert_eq!(link.query(), "v=1&strategy=sticky&goal=crowd&servers=2");
}

#[test]
fn locked_strategy_and_settings_stay() {
    let mut player = open("goal=onlybob&lock=strategy");
    let before = player.link();
    for msg in [
        Msg::Choose(Strategy::None),
        Msg::RunUnder(Strategy::None),
        Msg::Tune(Tuning::Setting(Setting::Servers, 2)),
        Msg::ChooseGoal(Goal::Orphan),
    ] {
        player.update(msg);
        assert_eq!(player.link(), before);
    }
    let list = inspect::goal_list(look(&player), player.goal(), player.record(), Some(player.strategy()));
    let offered: Vec<Goal> = list.groups.iter().flat_map(|(_, rows)| rows).map(|row| row.goal).collect();
    assert_eq!(offered, [Goal::OnlyBob, Goal::Crowd]);
    player.update(Msg::ChooseGoal(Goal::Crowd));
    assert_eq!(player.goal(), Some(Goal::Crowd));
    player.update(Msg::Open("strategy=none".into()));
    assert!(!player.is_locked(), "another link has no lock");
}

#[test]
fn goal_is_reached_when_the_playhead_passes_its_step() {
    let mut player = open("goal=loggedout");
    act(&mut player, "a.login");
    player.update(Msg::Act(inputs("a.me")[0].command));
    assert!(player.is_playing());
    let pursuit = player.pursuit().unwrap();
    assert_eq!((pursuit.goal, pursuit.reached), (Goal::LoggedOut, None), "her request has only left");
    let form = player.recording().last_step();
    assert_eq!(reports(&player.update(Msg::SeekStep(form - 1))), []);
    assert_eq!(reports(&player.update(Msg::SeekStep(form))), [(Goal::LoggedOut, 2)]);
    assert_eq!(player.pursuit().unwrap().reached, Some(form));
    assert_eq!(player.record().acts(Goal::LoggedOut), Some(2));
}

#[test]
fn link_of_a_reached_goal_shows_how() {
    for goal in Goal::ALL {
        let step = goal.reached(&super::run(goal, goal.solution()), usize::MAX).unwrap();
        let link = Link { inputs: Some(goal.solution().to_vec()), ..Link::to_goal(goal) };
        let shown = open(&format!("{}&step={step}", link.query()));
        let solved = shown.reached_link().unwrap_or_else(|| panic!("{goal:?}"));
        let opened = open(&solved.query());
        assert_eq!((opened.step(), opened.notices()), (step, &[][..]), "{goal:?}");
        assert_eq!(opened.pursuit(), shown.pursuit());
    }
}

#[test]
fn reaching_it_again_counts_with_fewer_acts_only() {
    let mut player = open("goal=foundagain");
    assert_eq!(reports(&act(&mut player, "b.login,a.login,a.me,a.me,a.me")), [(Goal::FoundAgain, 5)]);
    // Back and forth, and once more in the same way.
    assert_eq!(reports(&player.update(Msg::SeekStep(0))), []);
    assert_eq!(player.pursuit().unwrap().reached, None);
    assert_eq!(reports(&player.update(Msg::SeekStep(usize::MAX))), []);
    player.update(Msg::ChooseGoal(Goal::FoundAgain));
    assert_eq!(reports(&act(&mut player, "b.login,a.login,a.me,a.me,a.me")), []);
    player.update(Msg::ChooseGoal(Goal::FoundAgain));
    assert_eq!(reports(&act(&mut player, "a.login,a.me,a.me,a.me")), [(Goal::FoundAgain, 4)]);
    assert_eq!(player.record().to_string(), "foundagain.4");
}

#[test]
fn another_way_from_an_earlier_moment_counts() {
    let mut player = open("goal=onlybob");
    act(&mut player, "a.login,b.login,c.login,s1.crash");
    assert_eq!(player.pursuit().unwrap().reached, None);
    player.update(Msg::SeekBeat("c1.answer".parse().unwrap()));
    assert_eq!(reports(&player.update(Msg::Act(inputs("s2.crash")[0].command))), [(Goal::OnlyBob, 4)]);
    assert_eq!(player.branches().len(), 1, "the other way is kept");
}

#[test]
fn goal_that_a_link_has_reached_is_shown_and_not_recorded() {
    let solved = "goal=loggedout&do=a.login,a.me";
    let mut player = open(&format!("{solved}&at=a2.answer"));
    assert!(player.pursuit().unwrap().reached.is_some());
    assert_eq!(reports(&player.update(Msg::SeekStep(0))), []);
    assert_eq!(reports(&player.update(Msg::SeekStep(usize::MAX))), []);
    assert!(player.record().is_empty());
    player.update(Msg::ChooseGoal(Goal::LoggedOut));
    assert_eq!(reports(&act(&mut player, "a.login,a.me")), [(Goal::LoggedOut, 2)], "now by the reader");
}

#[test]
fn prepared_script_reaches_no_goal() {
    for strategy in Strategy::ALL {
        let mut player = open(&format!("strategy={}", strategy.key()));
        assert_eq!(reports(&player.update(Msg::SeekStep(usize::MAX))), []);
        for goal in Goal::ALL.into_iter().filter(|goal| goal.strategy() == strategy) {
            player.update(Msg::ChooseGoal(goal));
            assert_eq!(player.recording().inputs().len(), 0);
            player.update(Msg::Restart);
            assert_eq!((player.goal(), player.is_prepared()), (None, true));
        }
        assert!(player.record().is_empty());
    }
}

#[test]
fn another_strategy_leaves_the_goal_and_keeps_the_run() {
    let mut player = open("goal=onlybob");
    act(&mut player, "a.login,b.login");
    player.update(Msg::Choose(Strategy::None));
    assert_eq!((player.goal(), player.recording().inputs().len()), (None, 2));
    let branch = player.branches()[0].number;
    player.update(Msg::ReturnToBranch(branch));
    assert_eq!((player.goal(), player.strategy()), (Some(Goal::OnlyBob), Strategy::Sticky));
    player.update(Msg::LeaveGoal);
    assert_eq!((player.goal(), player.pursuit(), player.recording().inputs().len()), (None, None, 2));
    // An empty run stays empty without its goal.
    let mut empty = open("goal=onlybob");
    empty.update(Msg::LeaveGoal);
    assert_eq!(open(&empty.link().query()).recording().inputs().len(), 0);
}

#[test]
fn hints_are_shown_one_by_one_and_start_over_with_another_goal() {
    for language in Language::ALL {
        let mut player = Player::open("goal=crowd", language);
        for shown in [0, 1, 2, 3, 3] {
            let card = inspect::goal_card(look(&player), player.pursuit().unwrap());
            assert_eq!((card.hints.len(), card.more_hints.is_some()), (shown, shown < 3));
            player.update(Msg::ShowHint);
        }
        player.update(Msg::ChooseGoal(Goal::OnlyBob));
        assert_eq!(player.pursuit().unwrap().hints, 0);
    }
    assert!(Goal::ALL.iter().all(|goal| (1..=3).contains(&texts::hints(Language::Korean, *goal).len())));
}

#[test]
fn par_is_told_under_the_settings_of_the_strategy_only() {
    let mut player = Player::open("goal=refused", Language::English);
    let acts = |player: &Player| inspect::goal_card(look(player), player.pursuit().unwrap()).acts;
    assert_eq!(acts(&player), "No actions so far, 3 at least");
    act(&mut player, "a.me");
    player.update(Msg::Tune(Tuning::Setting(Setting::Hop, 100)));
    assert_eq!(acts(&player), "1\u{a0}action so far");
}

#[test]
fn record_of_this_device_is_taken_over_and_forgotten() {
    let mut player = open("goal=loggedout");
    player.update(Msg::Recall(Remembered { goals: Record::read("loggedout.2,onlybob.7"), ..Remembered::default() }));
    assert_eq!(reports(&act(&mut player, "a.login,a.me")), [], "reached before with as few acts");
    player.update(Msg::Open("goal=onlybob".into()));
    assert_eq!(player.record().acts(Goal::OnlyBob), Some(7), "another link keeps the record");
    let list = inspect::goal_list(look(&player), player.goal(), player.record(), None);
    let marked = list.groups.iter().flat_map(|(_, rows)| rows).filter(|row| row.mark.is_some()).count();
    assert_eq!(marked, 2);
    let effects = player.update(Msg::Forget);
    assert!(effects.contains(&Effect::Forget) && player.record().is_empty());
    assert_eq!(reports(&act(&mut player, "a.login,b.login,c.login,s2.crash")), [(Goal::OnlyBob, 4)]);
}

#[test]
fn task_for_others_is_a_goal_a_lesson_or_this_moment() {
    let mut player = open("goal=onlybob");
    act(&mut player, "a.login,b.login");
    player.update(Msg::Tune(Tuning::Setting(Setting::Servers, 4)));
    let query = |player: &Player, activity, locked| player.task_link(activity, locked).query();
    let [crowd, orphan] = [Goal::Crowd, Goal::Orphan].map(|goal| Some(Activity::Goal(goal)));
    assert_eq!(query(&player, crowd, true), "v=1&strategy=sticky&goal=crowd&lock=strategy&servers=4&lang=ko");
    assert_eq!(query(&player, orphan, false), "v=1&strategy=single&goal=orphan&lang=ko");
    assert!(query(&player, None, true).starts_with("v=1&strategy=sticky&lock=strategy&servers=4&do=a.login,b.login&"));
    let by_address = Some(Activity::Lesson(Lesson::ByAddress));
    let link = query(&player, by_address, true);
    assert_eq!(link, "v=1&strategy=sticky&lesson=byaddress&lock=strategy&lang=ko");
    let lesson = open(&link);
    assert_eq!((lesson.lesson(), lesson.is_locked(), lesson.notices()), (Some(Lesson::ByAddress), true, &[][..]));
    assert_eq!(query(&lesson, by_address, true), link, "as in its middle");
    assert_eq!(
        query(&lesson, crowd, false),
        "v=1&strategy=sticky&goal=crowd&lang=ko",
        "the lesson has set the affinity"
    );
    assert_eq!(query(&lesson, None, false), "v=1&strategy=sticky&lesson=byaddress&at=a1.answer&lang=ko");
}

#[test]
fn time_alone_can_reach_a_goal() {
    let mut player = open("goal=lostwrite");
    act(&mut player, "a.login,a.add");
    let stored = |fact: &Fact| matches!(fact, Fact::ResponseReceived { page: Page::Cart { .. }, .. });
    let step = player.recording().step_where(0, stored).expect("the item was confirmed");
    player.update(Msg::SeekStep(step));
    player.update(Msg::Act(inputs("db1.kill")[0].command));
    let mut effects = player.update(Msg::SeekStep(usize::MAX));
    assert_eq!(reports(&effects), [], "the replica is not promoted yet");
    while reports(&effects).is_empty() {
        effects = player.update(Msg::Next);
        effects.extend(player.update(Msg::SeekStep(usize::MAX)));
    }
    assert_eq!(reports(&effects), [(Goal::LostWrite, 3)]);
    // The same time after a link that somebody else has made.
    let mut opened = open(&Link { position: None, ..player.link() }.query());
    for _ in 0..20 {
        opened.update(Msg::Next);
        opened.update(Msg::SeekStep(usize::MAX));
    }
    assert!(opened.pursuit().unwrap().reached.is_some() && opened.record().is_empty());
}

/// Generates messages of a reader who pursues goals.
fn any_msg() -> impl Generator<Value = Msg> + use<> {
    let acts = inputs("a.login,a.me,a.add,a.clear,b.login,c.login,s1.crash,s1.restart,s2.crash,s2.remove,db1.kill");
    prop_oneof![
        (0..acts.len()).prop_map(move |act| Msg::Act(acts[act].command)),
        (0..CASES.len()).prop_map(|case| Msg::Open(format!(
            "goal={}&do={}&at=start",
            CASES[case].goal.key(),
            CASES[case].other_way
        ))),
        (0..Goal::ALL.len()).prop_map(|goal| Msg::ChooseGoal(Goal::ALL[goal])),
        (0..5_usize).prop_map(|strategy| Msg::Choose(Strategy::ALL[strategy])),
        (0..5_u32).prop_map(Msg::ReturnToBranch),
        (0..60_usize).prop_map(Msg::SeekStep),
        Just(Msg::SeekStep(usize::MAX)),
        Just(Msg::Next),
        Just(Msg::Previous),
        Just(Msg::Undo),
        Just(Msg::Redo),
        Just(Msg::LeaveGoal),
        Just(Msg::ShowHint),
        Just(Msg::Forget),
        Just(Msg::Restart),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn goal_is_shown_as_reached_exactly_from_its_step_on(msgs in proptest::collection::vec(any_msg(), 0..25)) {
        let mut player = open("goal=loggedout");
        for msg in msgs {
            let effects = player.update(msg);
            let pursuit = player.pursuit();
            let expected = player.goal().and_then(|goal| goal.reached(player.recording(), player.step()));
            prop_assert_eq!(pursuit.and_then(|pursuit| pursuit.reached), expected);
            for (goal, acts) in reports(&effects) {
                prop_assert_eq!((player.goal(), player.record().acts(goal)), (Some(goal), Some(acts)));
                prop_assert!(acts >= goal.par(), "{:?} with {} acts", goal, acts);
            }
            let (link, problems) = Link::parse(&player.link().query());
            prop_assert_eq!((link, problems), (player.link(), vec![]));
        }
    }
}
