//! Offered actions that keep their target, the list of those that were done, and the verdict on each strategy.

use sessionscope::beat::Beats;
use sessionscope::inspect::{Acts, Look, Place, TallyKey, Verdict, Weight, acts, compare, done, timeline, verdict};
use sessionscope::link::Link;
use sessionscope::model::command::{Awaited, Command, ServerAction, StoreAction};
use sessionscope::model::ids::{ClientId, ServerId};
use sessionscope::model::message::Node;
use sessionscope::pace::Pace;
use sessionscope::recording::Recording;
use sessionscope::selection::{Selection, Target};
use sessionscope::strategy::Strategy;
use sessionscope::text::{Language, label};

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const KO: Language = Language::Korean;

fn script(strategy: Strategy) -> Recording {
    Recording::replay(strategy.config(), strategy.script())
}

fn look(recording: &Recording, step: usize) -> Look<'_> {
    Look { recording, step, language: KO, selection: None }
}

/// Actions for the selection of a look, or for Alice.
fn offered(look: Look<'_>) -> Acts {
    acts(look, Target::default())
}

fn opened(query: &str) -> Recording {
    let (link, problems) = Link::parse(query);
    assert_eq!(problems, [], "{query}");
    Recording::replay(link.config, link.resolved_inputs())
}

fn commands(acts: &Acts) -> Vec<Command> {
    acts.acts.iter().chain(&acts.waits).map(|act| act.command).collect()
}

#[test]
fn offered_actions_never_change_while_a_story_plays() {
    for recording in Strategy::ALL.map(script) {
        for selection in
            [None, Some(Selection::Node(Node::Client(BOB))), Some(Selection::Node(Node::Server(ServerId(0))))]
        {
            let at_start = commands(&offered(Look { selection, ..look(&recording, 0) }));
            for step in 0..=recording.last_step() {
                assert_eq!(commands(&offered(Look { selection, ..look(&recording, step) })), at_start);
            }
        }
    }
}

#[test]
fn first_view_offers_seven_actions_at_most() {
    for recording in Strategy::ALL.map(script) {
        assert!(offered(look(&recording, 0)).acts.len() <= 7);
    }
}

#[test]
fn target_of_actions_is_what_the_reader_selected_last() {
    let recording = script(Strategy::None);
    let target = Target::default().after(Selection::Node(Node::Client(BOB))).after(Selection::Node(Node::Balancer));
    let of_bob = acts(look(&recording, 0), target);
    assert!(commands(&of_bob).contains(&Command::SignIn(BOB)));
    assert!(commands(&of_bob).contains(&Command::ToServerOf(BOB, ServerAction::Crash)));
    let target = target.after(Selection::Node(Node::Server(ServerId(1))));
    assert!(commands(&acts(look(&recording, 0), target)).contains(&Command::Crash(ServerId(1))));
}

#[test]
fn a_removed_server_is_no_target() {
    let recording = opened("strategy=none&do=a.login,s2.remove");
    let target = Target { server: Some(ServerId(1)), ..Target::default() };
    let before = acts(look(&recording, 0), target);
    assert!(commands(&before).contains(&Command::Crash(ServerId(1))));
    let after = acts(look(&recording, recording.last_step()), target);
    assert!(commands(&after).contains(&Command::ToServerOf(ALICE, ServerAction::Crash)));
    let selected = offered(Look {
        selection: Some(Selection::Node(Node::Server(ServerId(1)))),
        ..look(&recording, recording.last_step())
    });
    assert_eq!(selected.about, "");
}

#[test]
fn an_action_without_its_target_says_why() {
    let why = |recording: &Recording, step, wanted| {
        let Acts { acts, waits, .. } = offered(look(recording, step));
        acts.into_iter().chain(waits).find(|act| act.command == wanted).expect("it is offered").why_not
    };
    let recording = script(Strategy::None);
    let crash = Command::ToServerOf(ALICE, ServerAction::Crash);
    let (check, idle) = (Command::WaitUntil(Awaited::HealthCheck), Command::WaitUntil(Awaited::IdleTimeout));
    assert_eq!(why(&recording, 0, crash), KO.words().why_not_no_server);
    assert_eq!(why(&recording, 0, check), KO.words().why_not_check);
    assert_eq!(why(&recording, 0, idle), KO.words().why_not_idle);
    let crashed = opened("strategy=none&do=a.login,server(a).crash");
    assert_eq!(why(&crashed, crashed.last_step(), check), "");
    assert_eq!(why(&crashed, crashed.last_step(), crash), KO.words().why_not_down);
    let storage = script(Strategy::Storage);
    assert_eq!(why(&storage, 0, Command::ToPrimary(StoreAction::CutPower)), "");
}

#[test]
fn list_of_actions_follows_the_playhead() {
    let recording = opened("strategy=none&do=a.login,server(a).crash,store.power,wait.check");
    let of = |step| done(look(&recording, step));
    let places = |step| of(step).iter().map(|line| line.place).collect::<Vec<_>>();
    assert_eq!(places(0), [Place::After; 4]);
    let crash = recording.step_of_input(1);
    assert_eq!(places(crash), [Place::Before, Place::Last, Place::After, Place::After]);
    let lines = of(recording.last_step());
    assert_eq!(lines[0].note, "");
    let server_1 = label::command(KO, &Command::Crash(ServerId(0)));
    assert_eq!((lines[1].label.as_str(), &lines[1].note), ("Alice의 서버 강제 종료", &server_1));
    assert_eq!(lines[2].note, KO.words().done_not_applicable, "there is no store");
    assert!(lines[3].note.contains("기다리기"), "{}", lines[3].note);
}

#[test]
fn two_clicks_within_a_request_are_at_the_same_time() {
    let notes = |query: &str| {
        let recording = opened(query);
        let lines = done(look(&recording, 0));
        lines.iter().map(|line| line.note == KO.words().done_simultaneous).collect::<Vec<_>>()
    };
    assert_eq!(notes("do=a.login,b.login~300us,c.login~1s"), [false, true, false]);
    assert_eq!(notes("do=a.login,a.add,a.add~300us"), [false, false, true]);
    assert_eq!(notes("do=a.login,s2.crash~300us,a.me~100us"), [false; 3], "a crash is no click of a user");
    let recording = opened("do=a.login,b.login~300us");
    let ticks = timeline(&recording, &Beats::of(&recording), &Pace::of_steps(&recording), KO);
    assert!(ticks.iter().any(|tick| tick.label.starts_with("Bob") && tick.label.contains("동시에")));
}

#[test]
fn verdict_counts_users_items_and_requests() {
    let judged = |query: &str| {
        let recording = opened(query);
        verdict(&recording, recording.last_step())
    };
    let unharmed = Verdict::default();
    assert_eq!(judged("strategy=single&do=a.login,a.add,a.add,a.logout,a.me"), unharmed);
    assert_eq!(judged("strategy=single&do=a.me,a.login,a.clear,a.me"), unharmed, "her own doing");
    let crashed = judged("strategy=single&do=a.login,a.add,a.add,s1.crash,a.me,s1.restart,a.me,a.login");
    assert_eq!(crashed, Verdict { had_to_log_in_again: 1, lost_items: 2, failed_requests: 1 });
    // Round robin sends her to servers without her session, which still has her item.
    let flicker = judged("strategy=none&servers=2&do=a.login,a.me,a.me,a.add,a.add,a.me,a.me");
    assert_eq!((flicker.had_to_log_in_again, flicker.lost_items), (1, 0));
    let crossed = judged("strategy=storage&do=a.login,a.add,a.add~300us");
    assert_eq!(crossed.lost_items, 1, "the last of two writes wins");
    assert_eq!(judged("strategy=sticky&do=a.login,a.add,s1.crash,a.me").lost_items, 1);
    assert_eq!(judged("strategy=clustering&do=a.login,a.add,s1.crash,a.me,a.me"), unharmed);
}

#[test]
fn a_strategy_is_not_charged_for_impossible_actions() {
    let recording = opened("strategy=storage&do=a.login,a.add,store.power,a.me");
    let comparison = compare(look(&recording, recording.last_step()));
    let of = |strategy| comparison.columns.iter().position(|column| column.strategy == strategy).expect("a column");
    let (single, storage) = (of(Strategy::Single), of(Strategy::Storage));
    assert_eq!(
        comparison.columns[single].not_applicable,
        label::command(KO, &Command::ToPrimary(StoreAction::CutPower))
    );
    assert_eq!(comparison.columns[storage].not_applicable, "");
    let [_, _, failed] = &comparison.verdict[..] else { panic!("three numbers") };
    assert_eq!((failed.cells[storage].value.as_str(), failed.cells[storage].weight), ("1", Weight::Bad));
    assert_eq!((failed.cells[single].value.as_str(), failed.cells[single].weight), ("–", Weight::Dash));
    let requests = comparison.rows.iter().find(|row| row.key == TallyKey::Requests).expect("a row");
    assert_eq!(requests.cells[single].value, "3");
}
