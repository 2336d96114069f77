//! The panels' rows: marks of changes, counts, steps of log lines, and offered actions.

mod remedies;

use super::*;
use crate::beat::Beats;
use crate::model::command::Command;
use crate::model::config::{Affinity, Config, MAX_SERVERS, Routing, Sessions, Setting, StoreKind};
use crate::model::fact::{Fact, Loss};
use crate::model::ids::{ClientId, RequestId, ServerId, StoreId};
use crate::model::message::Node;
use crate::model::time::SimDuration;
use crate::pace::Pace;
use crate::recording::{Input, When};
use crate::selection::Target;
use crate::strategy::Strategy;

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const KO: Language = Language::Korean;

fn none() -> Recording {
    Recording::replay(Strategy::None.config(), Strategy::None.script())
}

fn single() -> Recording {
    Recording::replay(Strategy::Single.config(), Strategy::Single.script())
}

fn run(config: Config, commands: &[Command]) -> Recording {
    let inputs: Vec<Input> = commands.iter().map(|command| Input { when: When::Settled, command: *command }).collect();
    Recording::replay(config, &inputs)
}

fn look(recording: &Recording, step: usize) -> Look<'_> {
    Look { recording, step, language: KO, selection: None }
}

fn at(recording: &Recording, step: usize, selection: Selection) -> Look<'_> {
    Look { selection: Some(selection), ..look(recording, step) }
}

/// Actions for the selection of a look, or for Alice.
fn offered(look: Look<'_>) -> Acts {
    acts(look, Target::default())
}

fn step_of(recording: &Recording, from: usize, wanted: impl Fn(&Fact) -> bool) -> usize {
    recording.step_where(from, wanted).expect("it happens")
}

/// The first step with a request in flight.
fn first_request(recording: &Recording) -> usize {
    step_of(recording, 0, |fact| matches!(fact, Fact::RequestSent { .. }))
}

/// "name: value" of the lines marked as changed.
fn changed(message: &HttpMessage) -> Vec<String> {
    let changed = message.lines.iter().filter(|line| line.changed);
    changed.map(|line| format!("{:?} {}: {}", line.kind, line.name, line.value)).collect()
}

#[test]
fn first_exchange_marks_the_new_cookie() {
    let recording = none();
    let first = exchange(look(&recording, first_request(&recording)));
    let request = first.message.expect("a request is in flight");
    assert_eq!(changed(&request), [] as [String; 0]);
    assert_eq!(request.lines[0].value, "POST /login HTTP/1.1");
    assert!(first.counterpart.is_none());
    assert_eq!(first.title, KO.words().panel_http);
    let step = step_of(&recording, 0, |fact| matches!(fact, Fact::Answered { .. }));
    let answered = exchange(look(&recording, step));
    let answer = answered.message.expect("the answer is in flight");
    let id = recording.frame(step).world.servers[0].table.iter().next().expect("signed in").id;
    assert_eq!(changed(&answer), [format!("Field Set-Cookie: JSESSIONID={id}; Path=/; HttpOnly")]);
    assert_eq!(answer.lines.last().map(|line| line.kind), Some(LineKind::Body));
    let asked = answered.counterpart.expect("an answer has its request");
    assert_eq!((asked.kind, asked.lines[0].value.as_str()), ("이 응답의 요청", "POST /login HTTP/1.1"));
}

#[test]
fn new_cookie_is_marked_and_missing_cookie_is_struck() {
    let commands = [
        Command::OpenPage(ALICE),
        Command::SignIn(ALICE),
        Command::OpenPage(ALICE),
        Command::OpenPage(ALICE),
        Command::ClearCookies(ALICE),
        Command::OpenPage(ALICE),
    ];
    let recording = run(Config::new(Routing::Direct, Affinity::None, Sessions::Local), &commands);
    let id = recording.frames().iter().find_map(|frame| frame.world.servers[0].table.iter().next().map(|s| s.id));
    let cookie = format!("JSESSIONID={}", id.expect("signed in"));
    let request = |nth| {
        let selection = Selection::Message(RequestId { client: ALICE, nth });
        let exchange = exchange(at(&recording, recording.last_step(), selection));
        exchange.counterpart.expect("it was answered")
    };
    assert!(changed(&request(3)).contains(&format!("Field Cookie: {cookie}")));
    assert_eq!(changed(&request(4)), [] as [String; 0], "nothing new");
    assert_eq!(changed(&request(5)), [format!("Missing Cookie: {cookie}")]);
    assert_eq!(exchange(look(&recording, recording.last_step())).title, KO.words().panel_http_last);
}

#[test]
fn without_a_request_panels_have_placeholders() {
    let recording = none();
    let exchange = exchange(look(&recording, 0));
    assert!(exchange.message.is_none() && !exchange.empty.is_empty());
    assert_eq!(reason(look(&recording, 0)).sentence.plain(), KO.words().panel_why_none);
    let direct = single();
    assert_eq!(reason(look(&direct, direct.last_step())).sentence.plain(), KO.words().panel_why_direct);
}

#[test]
fn discarded_answer_is_not_shown_as_the_response() {
    let config = Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local).with(Setting::ServerTimeout, 2_000);
    let recording = run(config, &[Command::OpenPage(ALICE)]);
    let last = exchange(look(&recording, recording.last_step())).message.expect("it ended");
    assert_eq!(last.lines[0].value, "HTTP/1.1 504 Gateway Timeout");
}

#[test]
fn reason_is_that_of_the_selected_request() {
    let recording = none();
    let end = recording.last_step();
    let first = reason(at(&recording, end, Selection::Message(RequestId { client: ALICE, nth: 1 })));
    assert_eq!((first.title.replace('\u{a0}', " ").as_str(), first.owner), ("왜 서버 1인가", Some(ALICE)));
    let bob = reason(at(&recording, end, Selection::Node(Node::Client(BOB))));
    assert_eq!(bob.owner, Some(BOB));
}

#[test]
fn jar_and_tables_are_those_of_the_frame() {
    let recording = none();
    let end = recording.last_step();
    let jar = jar(at(&recording, end, Selection::Node(Node::Client(BOB))));
    assert_eq!((jar.client, jar.rows.len()), (BOB, 1));
    assert_eq!((jar.rows[0].path, jar.rows[0].value.len()), ("/", 32));
    assert_eq!(jar.rows[0].expires, KO.words().column_expires_never);
    let tables = tables(look(&recording, end));
    let rows: Vec<usize> = tables.iter().map(|table| table.rows.len()).collect();
    let held: Vec<usize> = recording.frame(end).world.servers.iter().map(|server| server.table.len()).collect();
    assert_eq!(rows, held);
    let orphan = tables[0].rows.iter().find(|row| row.state == RowState::Orphan).expect("Alice's first session");
    assert_eq!((orphan.owner, orphan.state_text), (ALICE, "고아"));
    assert_eq!(tables[2].empty, KO.words().panel_table_down);
}

#[test]
fn counts_match_the_facts() {
    for recording in [none(), single()] {
        let end = recording.last_step();
        let tally = tally(look(&recording, end));
        let count = |wanted: &dyn Fn(&Fact) -> bool| {
            recording.facts().iter().filter(|timed| wanted(&timed.fact)).count() as u64
        };
        assert_eq!(tally.get(TallyKey::Requests), count(&|fact| matches!(fact, Fact::RequestSent { .. })));
        assert_eq!(tally.get(TallyKey::NotFound), count(&|fact| fact.loss() == Some(Loss::NotFoundHere)));
        assert_eq!(tally.get(TallyKey::Destroyed), count(&|fact| fact.loss() == Some(Loss::Destroyed)));
        assert_eq!(tally.get(TallyKey::Overwritten), count(&|fact| fact.loss() == Some(Loss::Overwritten)));
        let ends = [TallyKey::Ok, TallyKey::Unauthorized, TallyKey::ServerErrors, TallyKey::Dropped, TallyKey::Refused]
            .map(|key| tally.get(key))
            .iter()
            .sum::<u64>();
        assert_eq!(ends, tally.get(TallyKey::Requests), "every request has one outcome");
        let rows = tally.rows(KO);
        assert_eq!(rows.len(), 20);
        let mut groups: Vec<_> = rows.iter().map(|row| row.key.group()).collect();
        groups.dedup();
        assert_eq!(groups, TallyGroup::ALL, "counts of one group are adjacent");
        let weight = |key| rows.iter().find(|row| row.key == key).map(|row| row.weight);
        assert_eq!(weight(TallyKey::Requests), Some(Weight::Normal));
        assert_eq!(weight(TallyKey::ReplicationBytes), Some(Weight::Zero));
        assert!(rows.iter().find(|row| row.key == TallyKey::Destroyed).is_some_and(|row| row.weight == Weight::Bad));
    }
    assert_eq!(tally(look(&none(), 0)).rows(KO).iter().filter(|row| row.weight == Weight::Bad).count(), 0);
}

#[test]
fn every_hop_is_one_message() {
    let config = Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local);
    let recording = run(config, &[Command::SignIn(ALICE), Command::OpenPage(ALICE)]);
    let sent: Vec<u64> =
        (0..=recording.last_step()).map(|step| tally(look(&recording, step)).get(TallyKey::Messages)).collect();
    assert_eq!(
        (sent[0], sent[first_request(&recording)], sent.last()),
        (0, 1, Some(&8)),
        "two requests, four hops each"
    );
    assert!(sent.is_sorted(), "{sent:?}");
    let direct = run(Config::new(Routing::Direct, Affinity::None, Sessions::Local), &[Command::SignIn(ALICE)]);
    assert_eq!(tally(look(&direct, direct.last_step())).get(TallyKey::Messages), 2);
}

#[test]
fn downtime_grows_while_a_server_is_down_and_stays_after() {
    let wait = Command::Wait(SimDuration::from_s(2));
    let commands = [Command::Crash(ServerId(0)), wait, Command::Restart(ServerId(0)), wait];
    let recording = run(Config::new(Routing::Direct, Affinity::None, Sessions::Local), &commands);
    let restarted = step_of(&recording, 0, |fact| matches!(fact, Fact::ServerRestarted { .. }));
    let down = |step| tally(look(&recording, step)).get(TallyKey::Downtime);
    assert!(down(restarted) >= 2_000_000);
    assert_eq!(down(restarted), down(recording.last_step()));
    assert!(down(restarted - 1) > 0);
}

#[test]
fn log_line_has_the_step_of_its_fact() {
    let recording = none();
    let lines = log(&recording, KO);
    assert_eq!(lines.len(), recording.facts().len());
    for (line, timed) in lines.iter().zip(recording.facts()) {
        assert!(recording.facts_of(line.step).contains(timed));
        assert_eq!(line.loss, timed.fact.loss());
        assert!(!line.sentence.is_empty());
    }
    assert!(lines.iter().any(|line| line.loss == Some(Loss::NotFoundHere) && line.loss_text == "물어본 서버에 없음"));
}

#[test]
fn timeline_has_one_mark_per_action_or_loss_in_order() {
    for recording in [none(), single()] {
        let pace = Pace::of_steps(&recording);
        let ticks = timeline(&recording, &Beats::of(&recording), &pace, KO);
        assert!(ticks.is_sorted_by(|one, other| one.place <= other.place));
        assert!(ticks.iter().all(|tick| (0..=AXIS).contains(&tick.place) && !tick.label.is_empty()));
        let steps_with_loss = (0..=recording.last_step())
            .filter(|step| recording.facts_of(*step).iter().any(|timed| timed.fact.loss().is_some()))
            .collect::<Vec<_>>();
        let marked: Vec<usize> =
            ticks.iter().filter(|tick| matches!(tick.kind, TickKind::Loss(_))).map(|tick| tick.step).collect();
        assert_eq!(marked, steps_with_loss);
        let acts = ticks.iter().filter(|tick| matches!(tick.kind, TickKind::Act | TickKind::Machine)).count();
        let act_and_loss = recording.inputs().len() - acts;
        assert_eq!(act_and_loss, 1, "the crash is marked as a loss");
        let mut steps: Vec<usize> =
            ticks.iter().filter(|tick| tick.kind != TickKind::Gap).map(|tick| tick.step).collect();
        steps.dedup();
        assert_eq!(steps.len(), ticks.iter().filter(|tick| tick.kind != TickKind::Gap).count());
        assert!(ticks.iter().any(|tick| tick.kind == TickKind::Gap && tick.label.contains('뒤')));
    }
    let empty = Recording::new(Strategy::None.config());
    assert_eq!(timeline(&empty, &Beats::of(&empty), &Pace::of_steps(&empty), KO), []);
}

#[test]
fn disabled_actions_have_a_reason() {
    let recording = run(
        Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local),
        &[Command::SignIn(ALICE), Command::Crash(ServerId(1))],
    );
    let end = recording.last_step();
    let of = |selection| offered(at(&recording, end, selection)).acts;
    let enabled =
        |acts: &[Act], wanted: Command| acts.iter().find(|act| act.command == wanted).expect("offered").enabled;
    let alice = of(Selection::Node(Node::Client(ALICE)));
    assert!(enabled(&alice, Command::ClearCookies(ALICE)) && enabled(&alice, Command::SignOut(ALICE)));
    let bob = of(Selection::Node(Node::Client(BOB)));
    assert!(!enabled(&bob, Command::ClearCookies(BOB)) && enabled(&bob, Command::SignIn(BOB)));
    let why = bob.iter().find(|act| !act.enabled).map(|act| act.why_not);
    assert_eq!(why, Some(KO.words().why_not_no_cookie));
    let down = of(Selection::Node(Node::Server(ServerId(1))));
    assert!(!enabled(&down, Command::Crash(ServerId(1))) && enabled(&down, Command::Restart(ServerId(1))));
    assert!(!enabled(&down, Command::Upgrade(ServerId(1))));
    let arrived = of(Selection::Message(RequestId { client: ALICE, nth: 1 }));
    assert!(arrived[..2].iter().all(|act| !act.enabled), "its answer has arrived");
    assert!(enabled(&arrived, Command::OpenPage(ALICE)), "and she can act again");
    assert!(arrived[2].label.contains("Alice"), "{}", arrived[2].label);
    let first = Selection::Message(RequestId { client: ALICE, nth: 1 });
    let flying = offered(at(&recording, first_request(&recording), first)).acts;
    assert!(flying[..2].iter().all(|act| act.enabled));
}

#[test]
fn only_enabled_actions_change_something() {
    let full =
        Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local).with(Setting::Servers, MAX_SERVERS.into());
    let scripts = Strategy::ALL.map(script);
    for recording in scripts.into_iter().chain([run(full, &[Command::SignIn(BOB)])]) {
        for step in (0..=recording.last_step()).step_by(5) {
            let world = &recording.frame(step).world;
            let clients = world.clients.iter().map(|client| Some(Selection::Node(Node::Client(client.id))));
            let servers = world.servers.iter().map(|server| Some(Selection::Node(Node::Server(server.id))));
            let stores = world.stores.iter().map(|store| Some(Selection::Node(Node::Store(store.id))));
            let messages = world.in_flight().into_iter().filter_map(|flying| {
                let message = flying.message.request().map(Selection::Message);
                message.or(flying.message.copy().map(Selection::Copy)).map(Some)
            });
            let others = [None, Some(Selection::Node(Node::Balancer))];
            for selection in clients.chain(servers).chain(stores).chain(messages).chain(others) {
                let Acts { acts, waits, .. } = offered(Look { selection, ..look(&recording, step) });
                assert!((1..=8).contains(&acts.len()));
                for act in acts.into_iter().chain(waits) {
                    let mut branch = recording.clone();
                    let now = recording.frame(step).at();
                    let made = branch.record(step, now, act.command).expect("there is room");
                    let facts = branch.facts_of(made);
                    let idle = |fact: &Fact| matches!(fact, Fact::NotApplicable { .. } | Fact::LimitReached { .. });
                    let changed = !facts.iter().any(|timed| idle(&timed.fact));
                    // At the last step the action comes after the think time, when the world may have changed.
                    if step < recording.last_step() {
                        assert_eq!(changed, act.enabled, "{:?} at step {step}", act.command);
                    }
                }
            }
        }
    }
}

#[test]
fn stage_text_names_everything_on_the_stage() {
    let scripts = Strategy::ALL.map(script);
    for (recording, language) in scripts.iter().flat_map(|run| Language::ALL.map(|language| (run, language))) {
        for step in 0..=recording.last_step() {
            let world = &recording.frame(step).world;
            let sentences = twin(Look { language, ..look(recording, step) });
            let messages = world.in_flight().len().max(1);
            assert_eq!(sentences.len(), world.clients.len() + 1 + world.servers.len() + world.stores.len() + messages);
            assert!(sentences.iter().all(|sentence| !sentence.is_empty()));
        }
    }
}

#[test]
fn selection_of_a_missing_thing_falls_back() {
    let recording = none();
    for selection in [
        Selection::Node(Node::Client(ClientId(5))),
        Selection::Node(Node::Server(ServerId(7))),
        Selection::Message(RequestId { client: ClientId(4), nth: 9 }),
    ] {
        for step in [0, first_request(&recording), recording.last_step()] {
            let look = at(&recording, step, selection);
            jar(look);
            tables(look);
            exchange(look);
            reason(look);
            twin(look);
            assert!(!offered(look).acts.is_empty());
        }
    }
}

fn script(strategy: Strategy) -> Recording {
    Recording::replay(strategy.config(), strategy.script())
}
