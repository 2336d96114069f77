//! What a reader can do with the page, told to the player: no browser needed.

use proptest::prelude::{Just, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as _;

use sessionscope::lesson::{Strategy, Tuning};
use sessionscope::link::Link;
use sessionscope::model::command::Command::{self, AddServer, Crash, OpenPage, SignIn};
use sessionscope::model::config::{Affinity, Setting};
use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{ClientId, ServerId};
use sessionscope::pace::{Paced, Speed};
use sessionscope::player::{Effect, MAX_KEPT, Msg, Notice, Player};
use sessionscope::recording::MAX_INPUTS;
use sessionscope::text::Language;

const ALICE: ClientId = ClientId(0);

fn player() -> Player {
    Player::open("", Language::Korean)
}

/// The first step of the player's run with a fact that matches.
fn step_of(player: &Player, matches: impl Fn(&Fact) -> bool) -> usize {
    player.recording().step_where(0, matches).expect("the script gets there")
}

#[test]
fn a_bare_address_opens_paused_and_the_next_loss_is_one_press_away() {
    let mut player = player();
    assert!(!player.is_playing() && player.step() == 0 && player.strategy() == Strategy::None);
    player.update(Msg::NextLoss);
    let told = player.recording().facts_of(player.step());
    assert!(told.iter().any(|fact| matches!(fact.fact, Fact::SessionNotFound { .. })));
}

#[test]
fn playing_from_the_start_ends_at_the_end_whatever_the_frame_rate() {
    for frame_us in [1_000, 16_667, 90_000] {
        let mut player = player();
        player.update(Msg::SetSpeed(Speed::Eight));
        player.update(Msg::Play);
        let mut frames = 0;
        while player.is_playing() {
            let place = player.place_after(frame_us);
            player.update(Msg::Advance(place));
            frames += 1;
            assert!(frames < 100_000, "it ends");
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
fn acting_in_the_past_keeps_what_it_abandons_and_one_tap_returns() {
    let mut player = player();
    let script = player.recording().clone();
    let found = step_of(&player, |fact| matches!(fact, Fact::SessionFound { .. }));
    player.update(Msg::SeekStep(found));
    player.update(Msg::Act(Crash(ServerId(0))));
    assert!(player.is_playing() && !player.is_scripted());
    assert_eq!(player.kept().len(), 1);
    let line = player.kept()[0].number;
    let mine = player.recording().clone();
    player.update(Msg::Return(line));
    assert_eq!(player.recording().facts(), script.facts());
    assert!(player.is_scripted(), "it is the prepared script again");
    let back = player.kept()[0].number;
    player.update(Msg::Return(back));
    assert_eq!(player.recording().facts(), mine.facts());
}

#[test]
fn acting_at_the_end_abandons_nothing() {
    let mut player = player();
    player.update(Msg::SeekStep(usize::MAX));
    player.update(Msg::Act(OpenPage(ALICE)));
    player.update(Msg::SeekStep(usize::MAX));
    player.update(Msg::Act(AddServer));
    assert_eq!(player.kept(), []);
    assert_eq!(player.recording().inputs().len(), Strategy::None.script().len() + 2);
}

#[test]
fn the_link_of_any_moment_opens_at_that_step() {
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
fn another_strategy_takes_the_readers_acts_along() {
    let mut player = Player::open("strategy=none&do=a.login,a.me,s2.crash", Language::Korean);
    player.update(Msg::Choose(Strategy::Single));
    assert_eq!(player.recording().inputs().len(), 3);
    let dash = |fact: &Fact| matches!(fact, Fact::NotApplicable { command: Command::Crash(ServerId(1)) });
    assert!(player.recording().facts().iter().any(|timed| dash(&timed.fact)), "one server has no second");
    assert_eq!(player.kept().len(), 1);
}

#[test]
fn a_run_too_long_for_an_address_is_said_when_it_is_opened_too() {
    let long = format!("do=a.login{}", ",a.add~100us".repeat(200));
    let mut player = player();
    let effects = player.update(Msg::Open(long));
    assert!(player.notices().iter().any(|notice| matches!(notice, Notice::TooLongForAddress { .. })));
    assert_eq!(effects, []);
    player.update(Msg::Restart);
    assert_eq!(player.notices(), [], "the script fits again");
}

#[test]
fn a_turned_knob_runs_the_same_acts_again_and_stays_with_the_act() {
    let mut player = Player::open("strategy=sticky&do=a.login,a.move,a.me", Language::Korean);
    player.update(Msg::SeekStep(usize::MAX));
    let missed = |player: &Player| {
        player.recording().facts().iter().any(|timed| matches!(timed.fact, Fact::SessionNotFound { .. }))
    };
    assert!(!missed(&player));
    player.update(Msg::Tune(Tuning::Affinity(Affinity::Source)));
    assert!(missed(&player), "her new address leads to another server");
    assert_eq!(player.recording().inputs_until(player.step()), 3);
    assert_eq!(player.kept().len(), 1);
    let opened = Player::open(&player.link().query(), Language::Korean);
    assert_eq!(opened.frame(), player.frame());
}

#[test]
fn stepping_on_from_the_end_waits_for_what_happens_by_itself() {
    let mut player = Player::open("do=a.login", Language::Korean);
    player.update(Msg::SeekStep(usize::MAX));
    player.update(Msg::StepForward);
    let told = player.recording().facts_of(player.step());
    assert!(told.iter().any(|fact| matches!(fact.fact, Fact::SessionDestroyed { .. })), "half an hour later");
    let opened = Player::open(&player.link().query(), Language::Korean);
    assert_eq!(opened.frame(), player.frame(), "a link leads there too");
}

#[test]
fn the_address_is_written_while_paused_only() {
    let mut player = player();
    assert!(matches!(player.update(Msg::StepForward)[..], [Effect::ReplaceAddress(_)]));
    assert_eq!(player.update(Msg::Play), []);
    assert!(player.update(Msg::Advance(Paced(1))).is_empty());
}

#[test]
fn a_run_too_long_for_an_address_is_said_and_kept() {
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
    player.update(Msg::Dismiss(99));
}

#[test]
fn kept_lines_and_notices_do_not_pile_up() {
    let mut player = player();
    for round in 0..100 {
        let server = ServerId(round % 3);
        player.update(Msg::Open(format!("v=9&colour={round}&do=a.login,b.login,a.me&workers=0&lang=x{round}")));
        player.update(Msg::Act(Crash(server)));
        player.update(Msg::SeekStep(usize::from(round)));
        player.update(Msg::Act(OpenPage(ALICE)));
        player.update(Msg::Choose(Strategy::ALL[usize::from(round) % 5]));
        player.update(Msg::Tune(Tuning::Setting(Setting::Hop, u64::from(round) * 100)));
        player.update(Msg::StepForward);
        if let Some(line) = player.kept().first() {
            player.update(Msg::Return(line.number));
        }
        assert!(player.kept().len() <= MAX_KEPT);
        assert!(player.notices().len() <= 10, "{:?}", player.notices());
        assert!(player.recording().inputs().len() <= 10);
    }
    assert_eq!(player.kept().len(), MAX_KEPT);
}

fn any_msg() -> impl proptest::strategy::Strategy<Value = Msg> + use<> {
    let client = (0_u8..7).prop_map(ClientId);
    let server = (0_u8..9).prop_map(ServerId);
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
        (0_u32..5).prop_map(Msg::Return),
        Just(Msg::Open("strategy=single&do=a.login".into())),
    ]
}

proptest! {
    #[test]
    fn clicks_at_any_speed_in_any_order_leave_a_whole_player(msgs in proptest::collection::vec(any_msg(), 0..40)) {
        let mut player = player();
        for msg in msgs {
            player.update(msg);
            prop_assert!(player.place() <= player.pace().end());
            prop_assert_eq!(player.pace().marks().len(), player.recording().frames().len());
            let (link, problems) = Link::parse(&player.link().query());
            prop_assert_eq!(&link, &player.link());
            prop_assert_eq!(problems, vec![]);
        }
    }
}
