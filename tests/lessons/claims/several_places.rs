//! C11 to C22: a session is on every server, or in a store.

use sessionscope::lesson::Lesson;
use sessionscope::model::fact::{Fact, StoreDeath};
use sessionscope::model::http::{Page, Status};
use sessionscope::model::ids::{ClientId, Holder, ServerId};
use sessionscope::model::session::Change;
use sessionscope::model::time::SimTime;
use sessionscope::model::world::World;
use sessionscope::recording::Recording;

use super::{ALICE, BOB, Runs, S1, S2, S3, Shown, count, end, facts, facts_from, has, pages, servers, session_of};

pub(super) const SHOWN: &[Shown] = &[
    (11, Lesson::AnyMember, change_is_sent_to_every_other_member),
    (11, Lesson::NewMember, login_sends_two_messages_to_every_other_member),
    (12, Lesson::AnyMember, crash_loses_only_what_was_not_copied),
    (13, Lesson::AnyMember, four_members_have_four_copies),
    (13, Lesson::NewMember, five_members_have_five_copies),
    (14, Lesson::NewMember, traffic_grows_with_the_members),
    (15, Lesson::Overtaken, request_overtakes_the_copy),
    (16, Lesson::NewMember, new_member_fetches_all_sessions_first),
    (17, Lesson::SharedStore, sessions_are_in_the_store_only),
    (18, Lesson::SharedStore, new_server_needs_nothing_from_others),
    (19, Lesson::PowerCut, disk_keeps_the_sessions_and_is_slow),
    (20, Lesson::PowerCut, memory_forgets_the_sessions_and_is_fast),
    (21, Lesson::PowerCut, no_server_serves_without_the_store),
    (22, Lesson::Replica, replica_takes_over_what_it_has),
];

/// Messages and bytes of each change of this kind, with the number of receivers.
fn sent(run: &Recording, owner: ClientId, kind: Change) -> Vec<(u8, u32, u64)> {
    let sent = |fact| match fact {
        Fact::CopiesSent { owner: of, change, receivers, messages, bytes, .. } if (of, change) == (owner, kind) => {
            Some((receivers, messages, bytes))
        }
        _ => None,
    };
    facts(run).filter_map(sent).collect()
}

fn messages(run: &Recording, owner: ClientId, kind: Change) -> Vec<(u8, u32)> {
    sent(run, owner, kind).into_iter().map(|(receivers, messages, _)| (receivers, messages)).collect()
}

fn change_is_sent_to_every_other_member(runs: &Runs) {
    assert_eq!(messages(&runs.own, ALICE, Change::Created), [(3, 6)], "2(N - 1) for a login");
    assert_eq!(messages(&runs.own, ALICE, Change::Changed), [(3, 3)], "N - 1 for a change");
}

fn login_sends_two_messages_to_every_other_member(runs: &Runs) {
    assert_eq!(messages(&runs.own, ALICE, Change::Created), [(3, 6)], "four members");
    assert_eq!(messages(&runs.own, BOB, Change::Created), [(4, 8)], "five members");
    assert_eq!(messages(&runs.own, BOB, Change::Changed), [(4, 4)]);
}

fn crash_loses_only_what_was_not_copied(runs: &Runs) {
    let run = &runs.own;
    let mut after_crash = facts_from(run, |fact| matches!(fact, Fact::ServerCrashed { server: S1, .. }));
    assert!(after_crash.any(|fact| matches!(fact, Fact::SessionFound { server: S3, version: 2, .. })));
    let lost = |fact| matches!(fact, Fact::WriteLost { holder: Holder::Server(S3), version: 3, kept: Some(2), .. });
    assert!(after_crash.any(lost));
    let carts: Vec<Page> = pages(run, ALICE).into_iter().map(|(_, page)| page).skip(1).collect();
    assert_eq!(carts, [1, 2, 1].map(|items| Page::Cart { items }));
    assert_eq!(servers(run, ALICE), [0, 1, 2, 3].map(ServerId), "any member serves");
}

/// Number of servers with a user's session right after a fact.
fn copies_after(run: &Recording, client: ClientId, is_it: impl Fn(&Fact) -> bool) -> usize {
    let step = run.step_where(0, is_it).expect("the fact");
    let world = &run.frame(step).world;
    world.holders_of(session_of(world, client)).count()
}

fn four_members_have_four_copies(runs: &Runs) {
    let is_copied = |fact: &Fact| matches!(fact, Fact::CopyApplied { change: Change::Created, .. });
    assert_eq!(copies_after(&runs.own, ALICE, is_copied), 4);
}

fn five_members_have_five_copies(runs: &Runs) {
    let is_added = |fact: &Fact| matches!(fact, Fact::ServerAdded { .. });
    let is_joined = |fact: &Fact| matches!(fact, Fact::JoinEnded { .. });
    assert_eq!([copies_after(&runs.own, ALICE, is_added), copies_after(&runs.own, ALICE, is_joined)], [4, 5]);
    let world = end(&runs.own);
    assert_eq!(world.holders_of(session_of(world, BOB)).count(), 5);
}

fn traffic_grows_with_the_members(runs: &Runs) {
    let [before, after] = [ALICE, BOB].map(|user| sent(&runs.own, user, Change::Created)[0]);
    assert_eq!((before.1, after.1), (6, 8));
    assert!(before.2 < after.2, "bytes");
    let applied = |owner| {
        count(
            &runs.own,
            |fact| matches!(fact, Fact::CopyApplied { owner: of, change: Change::Created, .. } if *of == owner),
        )
    };
    assert_eq!([applied(ALICE), applied(BOB)], [3, 4], "each receiver has work");
}

fn request_overtakes_the_copy(runs: &Runs) {
    let is_stale = |fact: &Fact| matches!(fact, Fact::StaleRead { server: S3, version: 1, newest: 2, .. });
    assert!(has(&runs.own, is_stale));
    assert!(!has(&runs.other, |fact| matches!(fact, Fact::StaleRead { .. })), "synchronous copies are not overtaken");
    let carts = |run| pages(run, ALICE).into_iter().skip(1).map(|(_, page)| page).collect::<Vec<Page>>();
    assert_eq!(carts(&runs.own), [1, 0].map(|items| Page::Cart { items }));
    assert_eq!(carts(&runs.other), [1, 1].map(|items| Page::Cart { items }));
    let last = |run| pages(run, BOB).last().map(|(_, page)| *page);
    assert_eq!(last(&runs.own), Some(Page::LoginForm), "right after his login, the next member does not know Bob");
    assert_eq!(last(&runs.other), Some(Page::Profile { user: BOB }));
}

fn new_member_fetches_all_sessions_first(runs: &Runs) {
    let new = ServerId(4);
    let mut after_start = facts_from(&runs.own, |fact| matches!(fact, Fact::JoinStarted { .. }));
    let started = after_start.next();
    assert!(matches!(started, Some(Fact::JoinStarted { server, sessions: 1, bytes: 1.., .. }) if server == new));
    let is_end = |fact: &Fact| matches!(fact, Fact::JoinEnded { server, complete: true, .. } if *server == new);
    let serves = |fact: &Fact| matches!(fact, Fact::ServiceStarted { server, .. } if *server == new);
    assert!(!after_start.by_ref().take_while(|fact| !is_end(fact)).any(|fact| serves(&fact)));
    assert!(has(&runs.own, is_end));
}

fn sessions_are_in_the_store_only(runs: &Runs) {
    let run = &runs.own;
    let has_none = |world: &World| world.servers.iter().all(|server| server.table.is_empty());
    assert!(run.frames().iter().all(|frame| has_none(&frame.world)));
    let read = count(run, |fact| matches!(fact, Fact::StoreRead { found: true, .. }));
    assert_eq!(read, pages(run, ALICE).len() - 1, "a round trip for each request after the login");
}

fn new_server_needs_nothing_from_others(runs: &Runs) {
    let mut after = facts_from(&runs.own, |fact| matches!(fact, Fact::ServerAdded { .. }));
    let Some(Fact::ServerAdded { server: new, .. }) = after.next() else { panic!("a server was added") };
    assert!(after.any(|fact| matches!(fact, Fact::SessionFound { server, .. } if server == new)));
    assert!(!has(&runs.own, |fact| matches!(fact, Fact::CopiesSent { .. } | Fact::JoinStarted { .. })));
    assert_eq!(servers(&runs.own, ALICE), [S1, S2, S3, new], "the load is even");
}

fn disk_keeps_the_sessions_and_is_slow(runs: &Runs) {
    let is_kept = |fact: &Fact| matches!(fact, Fact::StoreRestarted { sessions: 1, .. });
    assert!(has(&runs.other, is_kept));
    assert_eq!(pages(&runs.other, ALICE).last(), Some(&(Status::Ok, Page::Cart { items: 1 })));
    assert!(time_of_item(&runs.other) > time_of_item(&runs.own));
}

fn memory_forgets_the_sessions_and_is_fast(runs: &Runs) {
    let is_cut = |fact: &Fact| matches!(fact, Fact::StoreDied { because: StoreDeath::PowerCut, .. });
    let is_empty = |fact: Fact| matches!(fact, Fact::StoreRestarted { sessions: 0, .. });
    assert!(facts_from(&runs.own, is_cut).any(is_empty));
    assert_eq!(pages(&runs.own, ALICE).last(), Some(&(Status::Unauthorized, Page::LoginForm)));
    assert!(time_of_item(&runs.own) < time_of_item(&runs.other));
}

/// Time of the response that confirms the first item.
fn time_of_item(run: &Recording) -> SimTime {
    let is_confirmed = |fact: &Fact| matches!(fact, Fact::ResponseReceived { page: Page::Cart { .. }, .. });
    run.facts().iter().find(|timed| is_confirmed(&timed.fact)).expect("an item was added").at
}

fn no_server_serves_without_the_store(runs: &Runs) {
    for run in [&runs.own, &runs.other] {
        let step = run.step_where(0, |fact| matches!(fact, Fact::StoreUnreachable { .. })).expect("a server asked");
        assert!(run.frame(step).world.present_servers().all(|server| server.is_up()));
        assert!(pages(run, ALICE).iter().any(|(status, _)| *status == Status::InternalServerError));
    }
}

fn replica_takes_over_what_it_has(runs: &Runs) {
    let promoted = |lost| move |fact: &Fact| matches!(fact, Fact::StorePromoted { lost: of, .. } if *of == lost);
    assert!(has(&runs.own, promoted(1)) && has(&runs.other, promoted(0)));
    assert!(has(&runs.own, |fact| matches!(fact, Fact::WriteLost { version: 3, kept: Some(2), .. })));
    let shown = |run| pages(run, ALICE).into_iter().skip(1).map(|(_, page)| page).collect::<Vec<Page>>();
    assert_eq!(shown(&runs.own), [1, 2, 1].map(|items| Page::Cart { items }), "a confirmed item is lost");
    // With `WAIT 1`, what was confirmed is kept, and what was not is an error.
    let error = Page::Error { status: Status::InternalServerError };
    assert_eq!(shown(&runs.other), [Page::Cart { items: 1 }, error, Page::Cart { items: 1 }]);
}
