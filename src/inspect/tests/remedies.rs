//! The panels where sessions are pinned, copied or stored: what is compared, tuned, counted and acted on.

use super::*;

#[test]
fn the_comparison_counts_the_same_inputs_under_every_strategy() {
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
        for (compared, row) in comparison.rows.iter().zip(rows) {
            assert_eq!((compared.key, compared.label), (row.key, row.label));
            assert_eq!(
                (&compared.cells[place].value, compared.cells[place].weight),
                (&row.value, row.weight),
                "{strategy:?}"
            );
        }
    }
    let before = compare(look(&recording, 0));
    assert!(
        before.rows.iter().all(|row| row.cells.iter().all(|cell| cell.weight != Weight::Bad)),
        "nothing happened yet"
    );
}

#[test]
fn controls_are_those_of_the_strategy_and_one_of_each_is_set() {
    let offered = [
        (Strategy::Single, 0),
        (Strategy::None, 0),
        (Strategy::Sticky, 2),
        (Strategy::Clustering, 2),
        (Strategy::Storage, 4),
    ];
    for (strategy, count) in offered {
        let recording = Recording::new(strategy.config());
        let controls = tuning(look(&recording, 0));
        assert_eq!(controls.len(), count, "{strategy:?}");
        for control in controls {
            let set: Vec<&Choice> = control.options.iter().filter(|choice| choice.selected).collect();
            assert_eq!(set.len(), 1, "{}", control.label);
            for choice in &control.options {
                let turned = Recording::new(choice.tuning.apply(*recording.config()));
                let again = tuning(look(&turned, 0));
                let found = again.iter().find(|other| other.label == control.label).expect("it stays");
                let chosen = found.options.iter().find(|other| other.selected).expect("one is set");
                assert_eq!(chosen.label, choice.label);
            }
        }
    }
    let odd = Recording::new(Strategy::Clustering.config().with(Setting::CopyDelay, 7_000));
    let delays = &tuning(look(&odd, 0))[0].options;
    assert_eq!(delays.iter().map(|choice| choice.selected).collect::<Vec<_>>(), [false, false, false, true, false]);
}

#[test]
fn upkeep_is_what_keeps_copies_alike() {
    let sent = |recording: &Recording| {
        let (mut messages, mut bytes) = (0, 0);
        for timed in recording.facts() {
            match timed.fact {
                Fact::CopiesSent { messages: n, bytes: weight, .. } => {
                    messages += u64::from(n);
                    bytes += weight;
                }
                Fact::ReplicationSent { bytes: weight, .. } => {
                    messages += 1;
                    bytes += weight;
                }
                _ => {}
            }
        }
        (messages, bytes)
    };
    for strategy in [Strategy::Clustering, Strategy::Storage, Strategy::None] {
        let recording = script(strategy);
        let tally = tally(look(&recording, recording.last_step()));
        let upkeep = (tally.get(TallyKey::UpkeepMessages), tally.get(TallyKey::UpkeepBytes));
        assert_eq!(upkeep, sent(&recording), "{strategy:?}");
        assert_eq!(upkeep.0 > 0, strategy != Strategy::None);
        assert!(tally.get(TallyKey::Copies) >= tally.get(TallyKey::Sessions));
        assert!(tally.get(TallyKey::ResponseTime) >= 3_000, "two hops and the service at least");
    }
}

#[test]
fn messages_never_grow_fewer_whoever_sends_them() {
    for strategy in Strategy::ALL {
        for sync in [0, 1] {
            let recording = Recording::replay(strategy.config().with(Setting::CopySync, sync), strategy.script());
            let sent: Vec<u64> =
                (0..=recording.last_step()).map(|step| tally(look(&recording, step)).get(TallyKey::Messages)).collect();
            assert!(sent.is_sorted(), "{strategy:?}: {sent:?}");
        }
    }
    // A read and its answer, and where something is written, a write and its answer more.
    let shared = Config::new(Routing::RoundRobin, Affinity::None, Sessions::Shared(StoreKind::Memory));
    let recording = run(shared, &[Command::SignIn(ALICE), Command::OpenPage(ALICE)]);
    assert_eq!(tally(look(&recording, recording.last_step())).get(TallyKey::Messages), 4 + 2 + 4 + 2);
}

#[test]
fn a_copy_on_its_way_can_be_selected_and_acted_on() {
    let recording = script(Strategy::Clustering);
    let sent = step_of(&recording, 0, |fact| matches!(fact, Fact::CopiesSent { .. }));
    let flying = recording.frame(sent).world.in_flight();
    let copy = flying.iter().find_map(|message| message.message.copy()).expect("under way");
    let panel = acts(at(&recording, sent, Selection::Copy(copy)));
    assert_eq!(panel.about, crate::text::label::copy(KO, copy));
    assert!(panel.acts.iter().all(|act| act.enabled));
    let gone = acts(at(&recording, recording.last_step(), Selection::Copy(copy)));
    assert!(gone.acts[..2].iter().all(|act| act.why_not == KO.details().why_not_copy));
    assert!(gone.acts[2..].iter().all(|act| act.enabled), "whoever it is about can go on");
}

#[test]
fn stores_can_be_killed_and_a_replica_promoted() {
    let recording = script(Strategy::Storage);
    let of = |step, store| acts(at(&recording, step, Selection::Node(Node::Store(store)))).acts;
    let why = |acts: &[Act], wanted: Command| acts.iter().find(|act| act.command == wanted).expect("offered").why_not;
    let (first, second) = (StoreId(0), StoreId(1));
    assert_eq!(why(&of(0, first), Command::CutPower(first)), "");
    assert_eq!(why(&of(0, first), Command::Promote), "");
    assert_eq!(why(&of(0, first), Command::RestartStore(first)), KO.details().why_not_store_up);
    let died = step_of(&recording, 0, |fact| matches!(fact, Fact::StoreDied { .. }));
    assert_eq!(why(&of(died, first), Command::KillStore(first)), KO.details().why_not_store_down);
    let end = recording.last_step();
    assert_eq!(why(&of(end, second), Command::Promote), KO.details().why_not_replica);
}

#[test]
fn the_jar_has_the_balancers_cookie_and_the_exchange_sets_it() {
    let recording = script(Strategy::Sticky);
    let kept = step_of(&recording, 0, |fact| matches!(fact, Fact::AffinityCookieStored { .. }));
    let jar = jar(at(&recording, kept, Selection::Node(Node::Client(ALICE))));
    assert_eq!(jar.rows.iter().map(|row| row.name).collect::<Vec<_>>(), ["JSESSIONID", "SRV"]);
    assert_eq!((jar.rows[1].value.as_str(), jar.rows[1].changed), ("s1", true));
    let exchange = exchange(at(&recording, kept, Selection::Message(RequestId { client: ALICE, nth: 1 })));
    let lines = changed(&exchange.message.expect("its answer"));
    assert!(
        lines.iter().any(|line| line == "Field Set-Cookie: SRV=s1; path=/" || line.contains("SRV=s1")),
        "{lines:?}"
    );
}

#[test]
fn tables_tell_of_stores_and_of_rows_that_are_behind() {
    let recording = script(Strategy::Storage);
    let sent = step_of(&recording, 0, |fact| matches!(fact, Fact::SessionWritten { .. }));
    let shown = tables(look(&recording, sent));
    assert_eq!(shown.len(), 5);
    assert_eq!(shown[0].empty, KO.details().panel_table_elsewhere);
    assert_eq!((shown[3].rows[0].state, shown[4].rows[0].state), (RowState::Kept, RowState::Stale));
    assert_eq!(shown[4].rows[0].state_text, KO.words().session_behind);
}

#[test]
fn the_balancer_keeps_its_cookie_from_the_servers() {
    let recording = script(Strategy::Sticky);
    let stored = step_of(&recording, 0, |fact| matches!(fact, Fact::AffinityCookieStored { .. }));
    let again = |of: &Fact| matches!(of, Fact::RequestSent { request, .. } if request.cookies.server.is_some());
    let sent = step_of(&recording, stored, again);
    let routed = step_of(&recording, sent, |fact| matches!(fact, Fact::Routed { .. }));
    let cookies = |step| {
        let message = exchange(look(&recording, step)).message.expect("a request");
        message.lines.into_iter().find(|line| line.name == "Cookie").expect("it has a cookie").value
    };
    assert!(cookies(sent).contains("SRV="), "{}", cookies(sent));
    assert!(!cookies(routed).contains("SRV="), "{}", cookies(routed));
    let message = exchange(look(&recording, routed)).message.expect("a request");
    assert!(!message.lines.iter().any(|line| line.kind == LineKind::Missing), "it was never there on this way");
}
