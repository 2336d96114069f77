//! Tests of [`Player`], the app's state. Each sends it the messages of a reader's actions, without a browser. README.md
//! explains links such as `do=a.login,s2.crash`.

mod support;

use proptest::prelude::{Just, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy as Generator;

use sessionscope::beat::harm::HarmKind;
use sessionscope::beat::{BeatName, Beats};
use sessionscope::link::Link;
use sessionscope::model::client::View;
use sessionscope::model::command::Command::{self, AddServer, Crash, OpenPage, SignIn};
use sessionscope::model::config::{Affinity, MAX_CLIENTS, MAX_SERVERS, Setting};
use sessionscope::model::fact::Fact;
use sessionscope::model::http::Page;
use sessionscope::model::ids::{ClientId, ServerId};
use sessionscope::pace::{Level, Pace, Paced, Speed, reading_time};
use sessionscope::player::{Effect, MAX_BRANCHES, Msg, Notice, Player};
use sessionscope::recording::MAX_INPUTS;
use sessionscope::strategy::{Strategy, Tuning};
use sessionscope::text::{Language, beat_caption};

const ALICE: ClientId = ClientId(0);

fn player() -> Player {
    Player::open("strategy=none", Language::Korean)
}

/// The first step of the player's run with a fact that matches.
fn step_of(player: &Player, matches: impl Fn(&Fact) -> bool) -> usize {
    player.recording().step_where(0, matches).expect("the script has such a fact")
}

#[test]
fn the_example_without_a_strategy_opens_at_a_user_who_is_about_to_be_logged_out() {
    let mut player = player();
    assert!(!player.is_playing() && player.is_at_opening() && player.strategy() == Strategy::None);
    let View::Page(Page::Profile { user: ALICE }) = player.frame().world.clients[0].view else {
        panic!("Alice is logged in: {:?}", player.frame().world.clients[0].view);
    };
    go_on(&mut player);
    let facts = player.recording().facts_of(player.step());
    assert!(facts.iter().any(|fact| matches!(fact.fact, Fact::SessionNotFound { .. })));
    assert!(!player.is_at_opening());
    go_on(&mut player);
    let harm = player.beat().and_then(|beat| beat.harm).expect("her page shows less than before");
    assert_eq!((harm.client, harm.kind), (ALICE, HarmKind::LoggedOut));
    assert_eq!(player.frame().world.clients[0].view, View::Page(Page::LoginForm));
}

#[test]
fn a_press_plays_to_the_next_beat_and_stops_there() {
    let mut player = Player::open("at=start", Language::Korean);
    let names: Vec<String> = player.beats().all().iter().map(|beat| beat.name().to_string()).collect();
    for name in &names[1..] {
        player.update(Msg::Next);
        assert!(player.is_playing(), "the beat moves");
        let stop = player.stopping_place();
        player.update(Msg::Advance(stop));
        assert!(!player.is_playing());
        assert_eq!(&player.beat().expect("a beat").name().to_string(), name);
    }
    for name in names.iter().rev().skip(1) {
        player.update(Msg::Previous);
        assert_eq!(&player.beat().expect("a beat").name().to_string(), name);
    }
}

#[test]
fn pressing_again_before_the_motion_ends_goes_one_beat_further() {
    let mut player = Player::open("at=start", Language::Korean);
    (0..3).for_each(|_| drop(player.update(Msg::Next)));
    let stop = player.stopping_place();
    player.update(Msg::Advance(stop));
    assert_eq!(player.progress().now, 3);
}

#[test]
fn past_the_end_time_passes_only_when_the_reader_asks() {
    let mut player = Player::open("do=a.login,s1.crash", Language::Korean);
    player.update(Msg::Play);
    while player.is_playing() {
        let place = player.place_after(100_000);
        player.update(Msg::Advance(place));
    }
    let is_down =
        |player: &Player| player.recording().facts().iter().any(|timed| matches!(timed.fact, Fact::MarkedDown { .. }));
    assert!(player.is_at_end() && !is_down(&player), "the balancer has not noticed the crash yet");
    go_on(&mut player);
    assert!(is_down(&player));
    assert_eq!(player.beat().expect("a beat").name().to_string(), "s1.down");
}

#[test]
fn a_prepared_run_ends_with_its_summary() {
    // In the other two runs, no session is left that could expire.
    for strategy in [Strategy::None, Strategy::Sticky, Strategy::Clustering] {
        let mut player = Player::open(&format!("strategy={}&at=start", strategy.key()), Language::Korean);
        player.update(Msg::SeekStep(usize::MAX));
        assert!(!player.is_at_ending(), "the last beat is read first");
        go_on(&mut player);
        assert!(player.is_at_ending());
        let last = player.recording().last_step();
        go_on(&mut player);
        assert!(!player.is_at_ending() && player.recording().last_step() > last, "the next press lets time pass");
    }
}

#[test]
fn a_beat_is_found_again_after_other_inputs() {
    let opened = Player::open("strategy=none&do=a.login,b.login,a.me,a.me&at=a3.answer", Language::Korean);
    assert_eq!(opened.beat().expect("a beat").name().to_string(), "a3.answer");
    let later = Player::open("strategy=none&do=a.login,s2.crash,s1.crash&at=s1.down", Language::Korean);
    assert_eq!(later.beat().expect("computed after the end").name().to_string(), "s1.down");
    assert_eq!(later.notices(), []);
}

#[test]
fn an_unknown_beat_opens_the_nearest_earlier_one() {
    for (at, shown) in
        [("a7.answer", "a2.answer"), ("s1.crash%232", "s1.crash"), ("s2.crash", "start"), ("b1.routed", "start")]
    {
        let query = format!("strategy=none&do=a.login,a.me,s1.crash&at={at}");
        let player = Player::open(&query, Language::Korean);
        assert_eq!(player.beat().expect("a beat").name().to_string(), shown);
        assert!(matches!(player.notices(), [Notice::UnknownBeat(_)]), "{at}: {:?}", player.notices());
    }
}

/// Goes to the next beat, to the end of its motion.
fn go_on(player: &mut Player) {
    player.update(Msg::Next);
    if player.is_playing() {
        let stop = player.stopping_place();
        player.update(Msg::Advance(stop));
    }
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
    let mut player = Player::open("step=0", Language::Korean);
    let mut seen = Vec::new();
    for _ in 0..player.recording().last_step() {
        seen.push((player.step(), player.frame().clone(), player.now()));
        player.update(Msg::Next);
    }
    while let Some(before) = seen.pop() {
        player.update(Msg::Previous);
        assert_eq!((player.step(), player.frame().clone(), player.now()), before);
    }
    player.update(Msg::Previous);
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
fn a_branch_opens_at_its_step_after_other_choices() {
    for choice in [Msg::SetLevel(Level::Steps), Msg::SetLanguage(Language::English)] {
        let mut player = player();
        let found = step_of(&player, |fact| matches!(fact, Fact::SessionNotFound { .. }));
        player.update(Msg::SeekStep(found));
        player.update(Msg::Act(Crash(ServerId(0))));
        player.update(choice);
        let branch = player.branches()[0].number;
        player.update(Msg::ReturnToBranch(branch));
        assert_eq!(player.step(), found);
    }
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
    player.update(Msg::SetLevel(Level::Steps));
    player.update(Msg::Next);
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
    go_on(&mut player);
    let facts = player.recording().facts_of(player.step());
    assert!(facts.iter().any(|fact| matches!(fact.fact, Fact::SessionDestroyed { .. })), "after the idle timeout");
    let opened = Player::open(&player.link().query(), Language::Korean);
    assert_eq!(opened.frame(), player.frame(), "a link leads there too");
}

#[test]
fn the_url_changes_only_while_paused() {
    let mut player = Player::open("step=0", Language::Korean);
    assert!(matches!(player.update(Msg::Next)[..], [Effect::ReplaceAddress(_)]));
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
        player.update(Msg::Next);
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
        Just(Msg::Next),
        Just(Msg::Previous),
        Just(Msg::NextLoss),
        Just(Msg::SetLevel(Level::Beats)),
        Just(Msg::SetLevel(Level::Steps)),
        Just(Msg::SeekBeat(BeatName::START)),
        Just(Msg::RunUnder(Strategy::Sticky)),
        Just(Msg::SetLanguage(Language::English)),
        Just(Msg::Restart),
        Just(Msg::Undo),
        Just(Msg::Redo),
        Just(Msg::Revisit("strategy=sticky&do=a.login,server(a).crash".into())),
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

    #[test]
    fn the_pace_after_acts_is_that_of_the_whole_run(seed: u64, steps in proptest::collection::vec(0_usize..200, 30)) {
        let (config, inputs) = support::random::run(seed);
        let link = Link { config, inputs: Some(Vec::new()), ..Link::new(Strategy::None) };
        let mut player = Player::open(&link.query(), Language::Korean);
        for (input, step) in inputs.iter().zip(steps) {
            // A number past the end leads to the last beat.
            player.update(Msg::SeekStep(step));
            player.update(Msg::Act(input.command));
        }
        player.update(Msg::Next);
        let (run, beats, language) = (player.recording(), Beats::of(player.recording()), player.language());
        let whole = Pace::of_beats(run, &beats, |beat| {
            let caption = beat_caption(language, run, &beats, beat).plain();
            reading_time(caption.chars().count(), language.reading_speed())
        });
        prop_assert_eq!(player.pace(), &whole);
    }
}
