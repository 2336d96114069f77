//! The panels under sticky sessions, clustering and storage: comparison, settings, counts and actions.

use super::*;
use crate::strategy::Tuning;

#[test]
fn comparison_counts_the_same_inputs_per_strategy() {
    let recording = script(Strategy::Clustering);
    let end = recording.last_step();
    let comparison = compare(look(&recording, end));
    assert_eq!(comparison.columns.iter().map(|column| column.strategy).collect::<Vec<_>>(), Strategy::ALL);
    let this: Vec<bool> = comparison.columns.iter().map(|column| column.this).collect();
    assert_eq!(this, [false, false, false, true, false]);
    for (strategy, place) in Strategy::ALL.into_iter().zip(0..) {
        let run = Recording::replay(strategy.config(), recording.inputs());
        let rows = tally(look(&run, run.last_step())).rows(KO);
        assert_eq!(comparison.rows.len(), rows.len());
        // Downtime goes on until the shown moment, also where nothing is left to happen.
        let pairs = comparison.rows.iter().zip(rows);
        for (compared, row) in
            pairs.filter(|(_, row)| row.key != TallyKey::Downtime || strategy == Strategy::Clustering)
        {
            assert_eq!((compared.key, compared.label), (row.key, row.label));
            let cell = &compared.cells[place];
            let is_dash = row.weight == Weight::Zero && !comparison.columns[place].not_applicable.is_empty();
            let expected = if is_dash { ("–", Weight::Dash) } else { (row.value.as_str(), row.weight) };
            assert_eq!((cell.value.as_str(), cell.weight), expected, "{strategy:?}");
        }
    }
    let before = compare(look(&recording, 0));
    assert!(
        before.rows.iter().all(|row| row.cells.iter().all(|cell| cell.weight != Weight::Bad)),
        "nothing happened yet"
    );
}

#[test]
fn controls_are_those_of_the_strategy_with_one_option_set() {
    let offered = [
        (Strategy::Single, 0),
        (Strategy::None, 0),
        (Strategy::Sticky, 2),
        (Strategy::Clustering, 2),
        (Strategy::Storage, 5),
    ];
    for (strategy, count) in offered {
        let recording = Recording::new(strategy.config());
        let controls = tuning(look(&recording, 0), None, false);
        assert_eq!(controls.len(), count, "{strategy:?}");
        for control in controls {
            let set: Vec<&Choice> = control.options.iter().filter(|choice| choice.selected).collect();
            assert_eq!(set.len(), 1, "{}", control.label);
            for choice in &control.options {
                let changed = Recording::new(choice.tuning.apply(*recording.config()));
                let again = tuning(look(&changed, 0), None, false);
                let found = again.iter().find(|other| other.label == control.label).expect("it stays");
                let chosen = found.options.iter().find(|other| other.selected).expect("one is set");
                assert_eq!(chosen.label, choice.label);
            }
        }
    }
    let storage = Recording::new(Strategy::Storage.config());
    assert_eq!(tuning(look(&storage, 0), None, true), [], "a lock leaves none");
    let asked = Tuning::Setting(Setting::ReplicaWait, 1);
    let left = tuning(look(&storage, 0), Some(asked), true);
    assert!(left.len() == 1 && left[0].options.iter().any(|choice| choice.tuning == asked), "{left:?}");
    let unlisted = Recording::new(Strategy::Clustering.config().with(Setting::CopyDelay, 7_000));
    let delays = &tuning(look(&unlisted, 0), None, false)[0].options;
    assert_eq!(delays.iter().map(|choice| choice.selected).collect::<Vec<_>>(), [false, false, false, true, false]);
}

#[test]
fn replication_counts_match_the_facts() {
    let sent = |recording: &Recording| {
        let (mut messages, mut bytes) = (0, 0);
        for timed in recording.facts() {
            match timed.fact {
                Fact::CopiesSent { messages: n, bytes: size, .. } => {
                    messages += u64::from(n);
                    bytes += size;
                }
                Fact::ReplicationSent { bytes: size, .. } => {
                    messages += 1;
                    bytes += size;
                }
                _ => {}
            }
        }
        (messages, bytes)
    };
    for strategy in [Strategy::Clustering, Strategy::Storage, Strategy::None] {
        let recording = script(strategy);
        let tally = tally(look(&recording, recording.last_step()));
        let counted = (tally.get(TallyKey::ReplicationMessages), tally.get(TallyKey::ReplicationBytes));
        assert_eq!(counted, sent(&recording), "{strategy:?}");
        assert_eq!(counted.0 > 0, strategy != Strategy::None);
        assert!(tally.get(TallyKey::Copies) >= tally.get(TallyKey::Sessions));
        assert!(tally.get(TallyKey::ResponseTime) >= 3_000, "two hops and the service at least");
    }
}

#[test]
fn message_count_never_decreases() {
    for strategy in Strategy::ALL {
        for sync in [0, 1] {
            let recording = Recording::replay(strategy.config().with(Setting::CopySync, sync), strategy.script());
            let sent: Vec<u64> =
                (0..=recording.last_step()).map(|step| tally(look(&recording, step)).get(TallyKey::Messages)).collect();
            assert!(sent.is_sorted(), "{strategy:?}: {sent:?}");
        }
    }
    // Each request takes four hops. The login writes to the store and the page reads from it, with a response each.
    let shared = Config::new(Routing::RoundRobin, Affinity::None, Sessions::Shared(StoreKind::Memory));
    let recording = run(shared, &[Command::SignIn(ALICE), Command::OpenPage(ALICE)]);
    assert_eq!(tally(look(&recording, recording.last_step())).get(TallyKey::Messages), 4 + 2 + 4 + 2);
}

#[test]
fn copy_in_flight_can_be_selected_and_acted_on() {
    let recording = script(Strategy::Clustering);
    let sent = step_of(&recording, 0, |fact| matches!(fact, Fact::CopiesSent { .. }));
    let flying = recording.frame(sent).world.in_flight();
    let copy = flying.iter().find_map(|message| message.message.copy()).expect("in flight");
    let panel = offered(at(&recording, sent, Selection::Copy(copy)));
    assert_eq!(panel.about, crate::text::label::copy(KO, copy));
    assert!(panel.acts.iter().all(|act| act.enabled));
    let arrived = offered(at(&recording, recording.last_step(), Selection::Copy(copy)));
    assert!(arrived.acts[..2].iter().all(|act| act.why_not == KO.words().why_not_copy));
    assert!(arrived.acts[2..].iter().all(|act| act.enabled), "its owner can act again");
}

#[test]
fn stores_can_be_killed_and_a_replica_promoted() {
    let recording = script(Strategy::Storage);
    let of = |step, store| offered(at(&recording, step, Selection::Node(Node::Store(store)))).acts;
    let why = |acts: &[Act], wanted: Command| acts.iter().find(|act| act.command == wanted).expect("offered").why_not;
    let (first, second) = (StoreId(0), StoreId(1));
    assert_eq!(why(&of(0, first), Command::CutPower(first)), "");
    assert_eq!(why(&of(0, first), Command::Promote), "");
    assert_eq!(why(&of(0, first), Command::RestartStore(first)), KO.words().why_not_store_up);
    let died = step_of(&recording, 0, |fact| matches!(fact, Fact::StoreDied { .. }));
    assert_eq!(why(&of(died, first), Command::KillStore(first)), KO.words().why_not_store_down);
    let end = recording.last_step();
    assert_eq!(why(&of(end, second), Command::Promote), KO.words().why_not_replica);
}

#[test]
fn jar_has_the_affinity_cookie_that_the_response_sets() {
    let recording = script(Strategy::Sticky);
    let stored = step_of(&recording, 0, |fact| matches!(fact, Fact::AffinityCookieStored { .. }));
    let jar = jar(at(&recording, stored, Selection::Node(Node::Client(ALICE))));
    assert_eq!(jar.rows.iter().map(|row| row.name).collect::<Vec<_>>(), ["JSESSIONID", "SRV"]);
    assert_eq!((jar.rows[1].value.as_str(), jar.rows[1].changed), ("s1", true));
    let exchange = exchange(at(&recording, stored, Selection::Message(RequestId { client: ALICE, nth: 1 })));
    let lines = changed(&exchange.message.expect("its answer"));
    assert!(
        lines.iter().any(|line| line == "Field Set-Cookie: SRV=s1; path=/" || line.contains("SRV=s1")),
        "{lines:?}"
    );
}

#[test]
fn tables_have_stores_and_mark_stale_rows() {
    let recording = script(Strategy::Storage);
    let sent = step_of(&recording, 0, |fact| matches!(fact, Fact::SessionWritten { .. }));
    let shown = tables(look(&recording, sent));
    assert_eq!(shown.len(), 5);
    assert_eq!(shown[0].empty, KO.words().panel_table_elsewhere);
    assert_eq!((shown[3].rows[0].state, shown[4].rows[0].state), (RowState::Current, RowState::Stale));
    assert_eq!(shown[4].rows[0].state_text, KO.words().session_behind);
}

#[test]
fn balancer_removes_its_cookie_before_the_server() {
    let recording = script(Strategy::Sticky);
    let stored = step_of(&recording, 0, |fact| matches!(fact, Fact::AffinityCookieStored { .. }));
    let with_cookie =
        |fact: &Fact| matches!(fact, Fact::RequestSent { request, .. } if request.cookies.server().is_some());
    let sent = step_of(&recording, stored, with_cookie);
    let routed = step_of(&recording, sent, |fact| matches!(fact, Fact::Routed { .. }));
    let cookies = |step| {
        let message = exchange(look(&recording, step)).message.expect("a request");
        message.lines.into_iter().find(|line| line.name == "Cookie").expect("it has a cookie").value
    };
    assert!(cookies(sent).contains("SRV="), "{}", cookies(sent));
    assert!(!cookies(routed).contains("SRV="), "{}", cookies(routed));
    let message = exchange(look(&recording, routed)).message.expect("a request");
    assert!(!message.lines.iter().any(|line| line.kind == LineKind::Missing), "it is not expected on this hop");
}
