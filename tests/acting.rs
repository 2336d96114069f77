//! Actions that stay: their targets, roles in links, waits, undo and redo, the address of another strategy. Each test
//! sends the player the messages of a reader's actions, without a browser.

mod support;

use sessionscope::model::command::{Awaited, Command, ServerAction, StoreAction};
use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{ClientId, ServerId, StoreId};
use sessionscope::model::message::Node;
use sessionscope::model::time::SimDuration;
use sessionscope::pace::Level;
use sessionscope::player::{Effect, Focus, Msg, Player, Preference, undo_shortcut};
use sessionscope::selection::{Selection, Target};
use sessionscope::strategy::Strategy;
use sessionscope::text::Language;

use support::random;

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const CRASH_HERS: Command = Command::ToServerOf(ALICE, ServerAction::Crash);

fn player(link: &str) -> Player {
    Player::open(link, Language::Korean)
}

fn at_end(link: &str) -> Player {
    let mut player = player(link);
    player.update(Msg::SeekStep(usize::MAX));
    player
}

fn has(player: &Player, matches: impl Fn(&Fact) -> bool) -> bool {
    player.recording().facts().iter().any(|timed| matches(&timed.fact))
}

fn commands(player: &Player) -> Vec<Command> {
    player.recording().inputs().iter().map(|input| input.command).collect()
}

#[test]
fn her_server_is_the_one_that_answered_her_last() {
    // Round robin: her login is answered by server 1, her page by server 2.
    for (link, server) in [("do=a.login", 0), ("do=a.login,a.me", 1), ("strategy=sticky&do=a.login,a.me", 0)] {
        let mut player = at_end(link);
        player.update(Msg::Act(CRASH_HERS));
        assert!(has(&player, |fact| matches!(*fact, Fact::ServerCrashed { server: ServerId(id), .. } if id == server)));
        assert!(player.link().query().contains("server(a).crash"));
    }
    let mut nobody = player("do=");
    nobody.update(Msg::Act(CRASH_HERS));
    assert!(has(&nobody, |fact| *fact == Fact::NotApplicable { command: CRASH_HERS }), "nobody has answered her");
}

#[test]
fn the_same_actions_mean_the_same_under_every_strategy() {
    let mut player = at_end("strategy=single&do=a.login,a.me,server(a).crash");
    for strategy in [Strategy::None, Strategy::Sticky, Strategy::Clustering, Strategy::Storage, Strategy::Single] {
        player.update(Msg::Choose(strategy));
        assert!(has(&player, |fact| matches!(fact, Fact::ServerCrashed { .. })), "{strategy:?}");
        assert!(!has(&player, |fact| matches!(fact, Fact::NotApplicable { .. })), "{strategy:?}");
    }
}

#[test]
fn the_store_is_the_primary_at_that_moment() {
    let cut = Command::ToPrimary(StoreAction::CutPower);
    let mut player = at_end("strategy=storage&do=a.login,store.power,wait.7s");
    assert!(has(&player, |fact| matches!(fact, Fact::StorePromoted { store: StoreId(1), .. })));
    player.update(Msg::Act(cut));
    assert!(has(&player, |fact| matches!(fact, Fact::StoreDied { store: StoreId(1), .. })), "the promoted replica");
    let mut without = at_end("strategy=none&do=a.login");
    without.update(Msg::Act(cut));
    assert!(has(&without, |fact| *fact == Fact::NotApplicable { command: cut }));
}

#[test]
fn a_wait_ends_at_the_next_health_check() {
    let mut player = at_end("strategy=none&do=a.login,server(a).crash");
    for nth in 1..=2 {
        player.update(Msg::Act(Command::WaitUntil(Awaited::HealthCheck)));
        player.update(Msg::SeekStep(usize::MAX));
        let failed = |fact: &Fact| matches!(*fact, Fact::HealthCheckCounted { nth: counted, .. } if counted == nth);
        assert!(has(&player, failed), "check {nth}");
        assert!(!has(&player, |fact| matches!(*fact, Fact::HealthCheckCounted { nth: n, .. } if n > nth)));
    }
    player.update(Msg::Act(Command::WaitUntil(Awaited::HealthCheck)));
    assert!(has(&player, |fact| matches!(fact, Fact::MarkedDown { .. })));
    player.update(Msg::SeekStep(usize::MAX));
    player.update(Msg::Act(Command::WaitUntil(Awaited::HealthCheck)));
    assert!(has(&player, |fact| matches!(fact, Fact::NotApplicable { .. })), "no check will find a change now");
}

#[test]
fn a_wait_ends_after_the_next_idle_timeout() {
    for strategy in Strategy::ALL {
        // The last request has renewed the timeout.
        let mut player = at_end(&format!("strategy={}&do=a.login,wait.10m,a.me", strategy.key()));
        player.update(Msg::Act(Command::WaitUntil(Awaited::IdleTimeout)));
        let ends = |fact: &Fact| matches!(fact, Fact::SessionDestroyed { .. } | Fact::SessionExpired { .. });
        assert!(has(&player, ends), "{strategy:?}");
        player.update(Msg::SeekStep(usize::MAX));
        assert!(player.now().as_us() < 45 * 60 * 1_000_000, "{strategy:?}");
    }
}

#[test]
fn roles_survive_a_link_and_a_replay() {
    let link = "strategy=storage&do=a.login,server(a).crash,wait.check,a.me,store.kill,wait.idle";
    let player = at_end(link);
    let again = player.link().query();
    assert_eq!(Player::open(&again, Language::Korean).frame(), player.frame(), "{again}");
}

#[test]
fn only_a_selection_changes_the_target() {
    let mut player = player("");
    player.update(Msg::Play);
    while player.is_playing() {
        player.update(Msg::Advance(player.place_after(100_000)));
        assert_eq!(player.target(), Target::default());
    }
    player.update(Msg::Select(Some(Selection::Node(Node::Client(BOB)))));
    player.update(Msg::Select(None));
    player.update(Msg::SeekStep(0));
    assert_eq!(player.target(), Target { client: BOB, ..Target::default() });
    player.update(Msg::Select(Some(Selection::Node(Node::Server(ServerId(2))))));
    assert_eq!(player.target().server, Some(ServerId(2)));
}

#[test]
fn the_first_selection_ends_the_hint_for_good() {
    let mut player = player("");
    assert!(player.has_stage_hint());
    player.update(Msg::Select(None));
    assert!(player.has_stage_hint());
    let effects = player.update(Msg::Select(Some(Selection::Node(Node::Balancer))));
    assert!(effects.contains(&Effect::Remember(Preference::StageHintDismissed)));
    player.update(Msg::Open("do=a.login".into()));
    assert!(!player.has_stage_hint());
    let again = player.update(Msg::DismissStageHint);
    assert!(!again.iter().any(|effect| matches!(effect, Effect::Remember(_))), "stored once");
}

#[test]
fn undo_removes_the_last_action_and_redo_takes_it_again() {
    let mut player = at_end("do=a.login");
    player.update(Msg::Act(Command::OpenPage(ALICE)));
    player.update(Msg::SeekStep(usize::MAX));
    player.update(Msg::Act(CRASH_HERS));
    player.update(Msg::Pause);
    let mine = player.recording().facts().to_vec();
    assert_eq!(player.undoable(), Some(CRASH_HERS));
    player.update(Msg::Undo);
    assert_eq!(commands(&player), [Command::SignIn(ALICE), Command::OpenPage(ALICE)]);
    assert_eq!(player.step(), player.recording().last_step(), "the moment before the crash");
    assert_eq!((player.redoable(), player.is_playing()), (Some(CRASH_HERS), false));
    assert_eq!(player.branches().len(), 1, "the undone run can be returned to");
    player.update(Msg::Undo);
    assert_eq!(commands(&player), [Command::SignIn(ALICE)]);
    player.update(Msg::Redo);
    player.update(Msg::Redo);
    assert_eq!(player.recording().facts(), mine);
    assert_eq!((player.redoable(), player.branches()), (None, &[][..]));
}

#[test]
fn undo_keeps_the_actions_after_the_playhead() {
    let mut player = player("do=a.login,b.login,c.login");
    let step = player.recording().step_of_input(1);
    player.update(Msg::SeekStep(step));
    player.update(Msg::Undo);
    assert_eq!(commands(&player), [Command::SignIn(ALICE), Command::SignIn(ClientId(2))]);
    assert_eq!(player.step(), step - 1);
    player.update(Msg::SeekStep(0));
    player.update(Msg::Undo);
    assert_eq!(commands(&player).len(), 2, "nothing is before the start");
}

#[test]
fn another_change_of_the_run_ends_redo() {
    let changes =
        [Msg::Act(Command::AddServer), Msg::Choose(Strategy::Sticky), Msg::Open("do=b.login".into()), Msg::Restart];
    for change in changes {
        let mut player = at_end("do=a.login,a.me");
        player.update(Msg::Undo);
        assert!(player.redoable().is_some());
        player.update(change);
        assert_eq!(player.redoable(), None);
        let before = commands(&player);
        player.update(Msg::Redo);
        assert_eq!(commands(&player), before);
    }
}

#[test]
fn undo_of_an_action_after_an_idle_timeout_returns_there() {
    let mut player = at_end("do=a.login");
    player.update(Msg::SetLevel(Level::Steps));
    player.update(Msg::Next);
    let waited = player.frame().clone();
    player.update(Msg::Act(Command::OpenPage(ALICE)));
    player.update(Msg::Undo);
    assert_eq!(player.frame(), &waited);
}

#[test]
fn random_undos_and_redos_are_inverse() {
    for seed in 0..60 {
        let (_, inputs) = random::run(seed);
        let mut player = player("strategy=storage&do=");
        for input in inputs.iter().take(12) {
            player.update(Msg::SeekStep(usize::MAX));
            player.update(Msg::Act(input.command));
        }
        player.update(Msg::SeekStep(usize::MAX));
        let done = (player.link(), player.recording().digest());
        let count = player.recording().inputs().len();
        for _ in 0..count {
            player.update(Msg::Undo);
        }
        assert_eq!(player.recording().inputs(), [], "seed {seed}");
        for _ in 0..count {
            player.update(Msg::Redo);
        }
        player.update(Msg::SeekStep(usize::MAX));
        assert_eq!((player.link(), player.recording().digest()), done, "seed {seed}");
    }
}

#[test]
fn undo_has_the_usual_keys_outside_of_fields() {
    assert_eq!(undo_shortcut("KeyZ", false, Focus::Button), Some(Msg::Undo));
    assert_eq!(undo_shortcut("KeyZ", true, Focus::Figure), Some(Msg::Redo));
    assert_eq!(undo_shortcut("KeyZ", false, Focus::Field), None);
    assert_eq!(undo_shortcut("KeyY", false, Focus::Figure), None);
}

#[test]
fn another_strategy_is_an_entry_of_the_history() {
    let mut player = at_end("do=a.login,a.me");
    let before = player.link();
    let effects = player.update(Msg::Choose(Strategy::Sticky));
    let [Effect::PushAddress { left, opened }, ..] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((left, opened), (&before.query(), &player.link().query()));
    let left = left.clone();
    player.update(Msg::Revisit(left));
    assert_eq!(player.link(), before);
    let is_push = |effect: &Effect| matches!(effect, Effect::PushAddress { .. });
    assert!(!player.update(Msg::Choose(before.activity.strategy())).iter().any(is_push), "the same strategy");
    assert!(!player.update(Msg::Previous).iter().any(is_push), "a step is no entry");
    assert!(player.update(Msg::Open("strategy=storage".into())).iter().any(is_push));
}

#[test]
fn going_back_to_the_present_step_changes_nothing() {
    let mut player = at_end("do=a.login,a.me");
    player.update(Msg::Select(Some(Selection::Node(Node::Client(BOB)))));
    player.update(Msg::Revisit(player.link().query()));
    assert_eq!(player.selection(), Some(Selection::Node(Node::Client(BOB))));
    assert_eq!(player.branches(), []);
}

#[test]
fn a_wait_has_the_length_that_its_button_says() {
    let mut player = at_end("do=a.login");
    let before = player.now();
    player.update(Msg::Act(Command::Wait(SimDuration::from_s(600))));
    player.update(Msg::SeekStep(usize::MAX));
    assert!(player.now() - before >= SimDuration::from_s(600));
}
