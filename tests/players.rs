//! Tests of [`Player`], the app's state. Each sends it the messages of a reader's actions, without a browser. README.md
//! explains links such as `do=a.login,s2.crash`.

use proptest::prelude::{Just, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as Generator;

use sessionscope::lesson::{Strategy, Tuning};
use sessionscope::link::Link;
use sessionscope::model::command::Command::{self, AddServer, Crash, OpenPage, SignIn};
use sessionscope::model::config::{Affinity, MAX_CLIENTS, MAX_SERVERS, Setting};
use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{ClientId, ServerId};
use sessionscope::pace::{Paced, Speed};
use sessionscope::player::{Effect, MAX_BRANCHES, Msg, Notice, Player};
use sessionscope::recording::MAX_INPUTS;
use sessionscope::text::Language;

const ALICE: ClientId = ClientId(0);

fn player() -> Player {
    Player::open("", Language::Korean)
}

/// The first step of the player's run with a fact that matches.
fn step_of(player: &Player, matches: impl Fn(&Fact) -> bool) -> usize {
    player.recording().step_where(0, matches).expect("the script has such a fact")
}

#[test]
fn the_default_page_is_paused_and_one_press_from_a_loss() {
    let mut player = player();
    assert!(!player.is_playing() && player.step() == 0 && player.strategy() == Strategy::None);
    player.update(Msg::NextLoss);
    let facts = player.recording().facts_of(player.step());
    assert!(facts.iter().any(|fact| matches!(fact.fact, Fact::SessionNotFound { .. })));
}

#[test]
fn playing_reaches_the_end_at_any_refresh_rate() {
    for refresh_us in [1_000, 16_667, 90_000] {
        let mut player = player();
        player.update(Msg::SetSpeed(Speed::Eight));
        player.update(Msg::Play);
        let mut refreshes = 0;
        while player.is_playing() {
            let place = player.place_after(refresh_us);
            player.update(Msg::Advance(place));
            refreshes += 1;
            assert!(refreshes < 100_000, "playing ends");
        }
        assert!(player.is_at_end());
    }
}

#[test]
fn stepping_back_undoes_stepping_forward_exactly() {
    let mut player = player();
    let mut seen = Vec::new();
    for _ in 0..player.recording().last_step() {
        seen.push((player.step(), player.frame().clone(), player.now()));
        player.update(Msg::StepForward);
    }
    while let Some(before) = seen.pop() {
        player.update(Msg::StepBack);
        assert_eq!((player.step(), player.frame().clone(), player.now()), before);
    }
    player.update(Msg::StepBack);
    assert_eq!(player.step(), 0);
}

#[test]
fn acting_in_the_past_keeps_a_branch_to_return_to() {
    let mut player = player();
    let script = player.recording().clone();
    let found = step_of(&player, |fact| matches!(fact, Fact::SessionFound { .. }));
    player.update(Msg::SeekStep(found));
    player.update(Msg::Act(Crash(ServerId(0))));
    assert!(player.is_playing() && !player.is_prepared());
    assert_eq!(player.branches().len(), 1);
    let branch = player.branches()[0].number;
    let mine = player.recording().clone();
    player.update(Msg::ReturnToBranch(branch));
    assert_eq!(player.recording().facts(), script.facts());
    assert!(player.is_prepared(), "the run is the prepared script again");
    let back = player.branches()[0].number;
    player.update(Msg::ReturnToBranch(back));
    assert_eq!(player.recording().facts(), mine.facts());
}

#[test]
fn acting_at_the_end_makes_no_branch() {
    let mut player = player();
    player.update(Msg::SeekStep(usize::MAX));
    player.update(Msg::Act(OpenPage(ALICE)));
    player.update(Msg::SeekStep(usize::MAX));
    player.update(Msg::Act(AddServer));
    assert_eq!(player.branches(), []);
    assert_eq!(player.recording().inputs().len(), Strategy::None.script().len() + 2);
}

#[test]
fn a_link_opens_at_its_step() {
    let mut player = player();
    let found = step_of(&player, |fact| matches!(fact, Fact::SessionFound { .. }));
    player.update(Msg::SeekStep(found));
    player.update(Msg::Act(SignIn(ALICE)));
    player.update(Msg::Pause);
    player.update(Msg::StepForward);
    let opened = Player::open(&player.link().query(), Language::English);
    assert_eq!(opened.step(), player.step());
    assert_eq!(opened.frame(), player.frame());
    assert_eq!(opened.language(), Language::Korean, "the link's language wins");
}

#[test]
fn another_strategy_replays_the_readers_actions() {
    let mut player = Player::open("strategy=none&do=a.login,a.me,s2.crash", Language::Korean);
    player.update(Msg::Choose(Strategy::Single));
    assert_eq!(player.recording().inputs().len(), 3);
    let not_applicable = |fact: &Fact| matches!(fact, Fact::NotApplicable { command: Command::Crash(ServerId(1)) });
    assert!(player.recording().facts().iter().any(|timed| not_applicable(&timed.fact)), "there is no server 2");
    assert_eq!(player.branches().len(), 1);
}

#[test]
fn opening_a_run_too_long_for_a_url_shows_a_notice() {
    let long = format!("do=a.login{}", ",a.add~100us".repeat(200));
    let mut player = player();
    let effects = player.update(Msg::Open(long));
    assert!(player.notices().iter().any(|notice| matches!(notice, Notice::TooLongForAddress { .. })));
    assert_eq!(effects, []);
    player.update(Msg::Restart);
    assert_eq!(player.notices(), [], "the script fits again");
}

#[test]
fn a_new_setting_replays_the_actions_and_keeps_the_place() {
    let mut player = Player::open("strategy=sticky&do=a.login,a.move,a.me", Language::Korean);
    player.update(Msg::SeekStep(usize::MAX));
    let missed = |player: &Player| {
        player.recording().facts().iter().any(|timed| matches!(timed.fact, Fact::SessionNotFound { .. }))
    };
    assert!(!missed(&player));
    player.update(Msg::Tune(Tuning::Affinity(Affinity::Source)));
    assert!(missed(&player), "her new IP address leads to another server");
    assert_eq!(player.recording().inputs_until(player.step()), 3);
    assert_eq!(player.branches().len(), 1);
    let opened = Player::open(&player.link().query(), Language::Korean);
    assert_eq!(opened.frame(), player.frame());
}

#[test]
fn stepping_past_the_end_waits_for_the_idle_timeout() {
    let mut player = Player::open("do=a.login", Language::Korean);
    player.update(Msg::SeekStep(usize::MAX));
    player.update(Msg::StepForward);
    let facts = player.recording().facts_of(player.step());
    assert!(facts.iter().any(|fact| matches!(fact.fact, Fact::SessionDestroyed { .. })), "after the idle timeout");
    let opened = Player::open(&player.link().query(), Language::Korean);
    assert_eq!(opened.frame(), player.frame(), "a link leads there too");
}

#[test]
fn the_url_changes_only_while_paused() {
    let mut player = player();
    assert!(matches!(player.update(Msg::StepForward)[..], [Effect::ReplaceAddress(_)]));
    assert_eq!(player.update(Msg::Play), []);
    assert!(player.update(Msg::Advance(Paced(1))).is_empty());
}

#[test]
fn acting_until_the_run_is_too_long_for_a_url_shows_a_notice() {
    let mut player = Player::open("do=", Language::Korean);
    for _ in 0..MAX_INPUTS {
        player.update(Msg::Act(OpenPage(ALICE)));
        player.update(Msg::SeekStep(usize::MAX));
    }
    assert!(player.notices().iter().any(|notice| matches!(notice, Notice::TooLongForAddress { .. })));
    assert!(!player.update(Msg::Pause).iter().any(|effect| matches!(effect, Effect::ReplaceAddress(_))));
    player.update(Msg::Act(OpenPage(ALICE)));
    assert!(player.notices().iter().any(|notice| matches!(notice, Notice::Full(_))));
    assert_eq!(player.recording().inputs().len(), MAX_INPUTS);
    player.update(Msg::Dismiss(0));
    assert!(matches!(player.notices(), [Notice::Full(_)]));
    player.update(Msg::Dismiss(99));
    assert_eq!(player.notices().len(), 1, "an index past the end is ignored");
}

#[test]
fn branches_and_notices_are_limited() {
    let mut player = player();
    for round in 0..100 {
        let server = ServerId(round % 3);
        // Four parts cannot be read, each with a notice: `v`, `colour`, `workers` and `lang`.
        player.update(Msg::Open(format!("v=9&colour={round}&do=a.login,b.login,a.me&workers=0&lang=x{round}")));
        player.update(Msg::Act(Crash(server)));
        player.update(Msg::SeekStep(usize::from(round)));
        player.update(Msg::Act(OpenPage(ALICE)));
        player.update(Msg::Choose(Strategy::ALL[usize::from(round) % 5]));
        player.update(Msg::Tune(Tuning::Setting(Setting::Hop, u64::from(round) * 100)));
        player.update(Msg::StepForward);
        if let Some(branch) = player.branches().first() {
            player.update(Msg::ReturnToBranch(branch.number));
        }
        assert!(player.branches().len() <= MAX_BRANCHES);
        assert_eq!(player.notices().len(), 4, "{:?}", player.notices());
        assert!(player.recording().inputs().len() <= 5, "three inputs of the link, and two acts");
    }
    assert_eq!(player.branches().len(), MAX_BRANCHES);
}

/// Generates messages, also about one client and one server more than a run can have.
fn any_msg() -> impl Generator<Value = Msg> + use<> {
    let client = (0..=MAX_CLIENTS).prop_map(ClientId);
    let server = (0..=MAX_SERVERS).prop_map(ServerId);
    prop_oneof![
        client.clone().prop_map(|client| Msg::Act(SignIn(client))),
        client.prop_map(|client| Msg::Act(OpenPage(client))),
        server.prop_map(|server| Msg::Act(Crash(server))),
        Just(Msg::Act(AddServer)),
        Just(Msg::TogglePlay),
        (0_u64..60_000_000).prop_map(|place| Msg::Advance(Paced(place))),
        (0_u64..60_000_000).prop_map(|place| Msg::Seek(Paced(place))),
        (0_usize..400).prop_map(Msg::SeekStep),
        Just(Msg::StepForward),
        Just(Msg::StepBack),
        Just(Msg::NextLoss),
        Just(Msg::Restart),
        (0_usize..5).prop_map(|index| Msg::Choose(Strategy::ALL[index])),
        (0_u32..5).prop_map(Msg::ReturnToBranch),
        Just(Msg::Open("strategy=single&do=a.login".into())),
    ]
}

proptest! {
    #[test]
    fn random_messages_leave_a_consistent_player(msgs in proptest::collection::vec(any_msg(), 0..40)) {
        let mut player = player();
        for msg in msgs {
            player.update(msg);
            prop_assert!(player.place() <= player.pace().end());
            prop_assert_eq!(player.pace().steps().len(), player.recording().frames().len());
            let (link, problems) = Link::parse(&player.link().query());
            prop_assert_eq!(&link, &player.link());
            prop_assert_eq!(problems, vec![]);
        }
    }
}
