//! Copies, stores, members and affinity cookies: each state has a look and a word of its own, when it is so.

use super::*;
use crate::lesson::Strategy;
use crate::model::config::StoreKind;
use crate::scene::{Mark, Packet, PacketShape, RowLook, WireKind};
use crate::selection::Selection;

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const KO: Language = Language::Korean;
const WIDE: i32 = 884;

fn script(strategy: Strategy) -> Recording {
    Recording::replay(strategy.config(), strategy.script())
}

fn server(scene: &Scene, number: u8) -> &Card {
    card(scene, Node::Server(ServerId(number - 1)))
}

fn store(scene: &Scene, number: u8) -> &Card {
    card(scene, Node::Store(StoreId(number - 1)))
}

fn looks(card: &Card) -> Vec<RowLook> {
    card.rows.iter().map(|row| row.look).collect()
}

fn title(packet: &Packet) -> &str {
    packet.texts.iter().find(|text| text.class == "title").map_or("", |text| text.text.as_str())
}

#[test]
fn copies_are_diamonds_in_their_owners_hue() {
    let recording = script(Strategy::Clustering);
    let sent = step_of(&recording, 0, |fact| matches!(fact, Fact::CopiesSent { .. }));
    for width in [WIDE, 360] {
        let scene = scene(&recording, sent, width, KO);
        let copies: Vec<&Packet> =
            scene.packets.iter().filter(|packet| matches!(packet.shape, PacketShape::Diamond { .. })).collect();
        assert_eq!(copies.iter().map(|copy| copy.count).sum::<u32>(), 2, "one for each other member");
        for copy in copies {
            assert!(title(copy) == "v1" || copy.count > 1, "{}", title(copy));
            assert_eq!(copy.owner, ALICE);
            assert!(matches!(copy.target, Selection::Copy(id) if id.client == ALICE && id.version == 1));
            assert_eq!(scene.wires[copy.wire].kind, WireKind::Copies);
        }
    }
}

#[test]
fn what_waits_to_leave_and_to_be_applied_is_said() {
    let recording = script(Strategy::Clustering);
    let queued = step_of(&recording, 0, |fact| matches!(fact, Fact::CopiesQueued { .. }));
    assert_eq!(said(server(&scene(&recording, queued, WIDE, KO), 1), "load").replace('\u{a0}', " "), "보낼 사본 1");
    // With its workers busy, a member keeps copies waiting.
    let config = of_sessions(Sessions::Replicated, Routing::RoundRobin, 3, 2).with(Setting::Workers, 1);
    let recording = Recording::replay(config, &rush(3, 2));
    let waits = (0..=recording.last_step()).any(|step| {
        let scene = scene(&recording, step, WIDE, KO);
        scene.cards.iter().any(|card| said(card, "load").contains(KO.words().inbox))
    });
    assert!(waits);
}

#[test]
fn a_row_that_is_read_before_its_copy_arrived_is_stale() {
    let recording = script(Strategy::Clustering);
    let stale = step_of(&recording, 0, |fact| matches!(fact, Fact::StaleRead { .. }));
    let (at, version) = recording
        .facts_of(stale)
        .iter()
        .find_map(|timed| match timed.fact {
            Fact::StaleRead { server, version, .. } => Some((server, version)),
            _ => None,
        })
        .expect("found before");
    let row_at = |step| card(&scene(&recording, step, WIDE, KO), Node::Server(at)).rows[0].clone();
    assert_eq!(row_at(stale - 1).look, RowLook::Behind);
    let row = row_at(stale);
    assert_eq!((row.look, told(&row, "state")), (RowLook::Stale, &*format!("v{version} {}", KO.words().session_stale)));
    assert_eq!(card(&scene(&recording, stale, WIDE, KO), Node::Server(at)).mark, Mark::Warn);
    let applied = step_of(&recording, stale, |fact| matches!(fact, Fact::CopyApplied { .. }));
    assert_eq!(row_at(applied).look, RowLook::Copied);
}

#[test]
fn a_joining_member_shows_how_far_it_is() {
    let recording = script(Strategy::Clustering);
    let started = step_of(&recording, 0, |fact| matches!(fact, Fact::JoinStarted { .. }));
    let new = ServerId(3);
    for width in [WIDE, 360] {
        let scene = scene(&recording, started, width, KO);
        let card = card(&scene, Node::Server(new));
        let progress = card.progress.expect("it fetches");
        assert_eq!((progress.at(progress.from), progress.at(progress.until)), (0.0, 1.0));
        assert_eq!(card.state, Mark::Warn);
        assert!([KO.words().server_joining, KO.words().server_joining_short].contains(&said(card, "health")));
    }
    let ended = step_of(&recording, started, |fact| matches!(fact, Fact::JoinEnded { .. }));
    let scene = scene(&recording, ended, WIDE, KO);
    let card = card(&scene, Node::Server(new));
    assert_eq!((card.progress, card.state, said(card, "health")), (None, Mark::Good, ""));
}

#[test]
fn a_lone_server_says_so_and_no_copies_lead_to_it() {
    let inputs = [then(Command::AddLoneServer), then(Command::SignIn(ALICE))];
    let recording = Recording::replay(of_sessions(Sessions::Replicated, Routing::RoundRobin, 3, 3), &inputs);
    for step in 1..=recording.last_step() {
        let scene = scene(&recording, step, WIDE, KO);
        let lone = server(&scene, 4);
        assert!([KO.words().server_lone, KO.words().server_lone_short].contains(&said(lone, "health")));
        let copies = scene.wires.iter().filter(|wire| wire.kind == WireKind::Copies);
        assert!(copies.into_iter().all(|wire| wire.to != lone.node && wire.from != lone.node));
    }
}

#[test]
fn a_server_that_was_taken_out_is_not_drawn() {
    let inputs = [then(Command::SignIn(ALICE)), after(2_600, Command::RemoveServer(ServerId(0)))];
    let recording = Recording::replay(config(Routing::RoundRobin, 3, 3), &inputs);
    let scene = scene(&recording, recording.last_step(), WIDE, KO);
    let drawn = scene.cards.iter().filter(|card| matches!(card.node, Node::Server(_))).count();
    assert_eq!(drawn, 2);
    assert!(scene.wires.iter().all(|wire| wire.to != Node::Server(ServerId(0))));
}

#[test]
fn the_store_stands_beside_or_below_the_servers_and_its_replica_with_it() {
    let recording = script(Strategy::Storage);
    let wide = scene(&recording, 0, WIDE, KO);
    assert!(store(&wide, 1).rect.x > server(&wide, 1).rect.right());
    assert!(store(&wide, 2).rect.y > store(&wide, 1).rect.bottom());
    let narrow = scene(&recording, 0, 360, KO);
    assert!(store(&narrow, 1).rect.y > server(&narrow, 3).rect.bottom());
    assert!(store(&narrow, 2).rect.x > store(&narrow, 1).rect.right());
    for scene in [wide, narrow] {
        let asks = scene.wires.iter().filter(|wire| wire.kind == WireKind::Store).count();
        let copies = scene.wires.iter().filter(|wire| wire.kind == WireKind::Copies).count();
        assert_eq!((asks, copies), (3, 1));
        assert!(said(store(&scene, 2), "name").contains(KO.words().store_replica));
    }
    let asked = step_of(&recording, 0, |fact| matches!(fact, Fact::StoreAsked { .. }));
    let scene = scene(&recording, asked, WIDE, KO);
    let question = scene.packets.iter().find(|packet| scene.wires[packet.wire].kind == WireKind::Store);
    let question = question.expect("it is on its way");
    assert_eq!((title(question), question.shape), ("A", PacketShape::Token { r: 11 }));
}

#[test]
fn a_replica_is_behind_until_it_has_the_write_and_what_it_never_got_is_lost() {
    let recording = script(Strategy::Storage);
    let sent = step_of(&recording, 0, |fact| matches!(fact, Fact::ReplicationSent { .. }));
    let replica = store(&scene(&recording, sent, WIDE, KO), 2).clone();
    assert_eq!((said(&replica, "load"), replica.state), (&*crate::text::label::behind(KO, 1), Mark::Warn));
    let applied = step_of(&recording, sent, |fact| matches!(fact, Fact::ReplicationApplied { .. }));
    let replica = store(&scene(&recording, applied, WIDE, KO), 2).clone();
    assert_eq!((looks(&replica), replica.state), (vec![RowLook::Copied], Mark::Good));
    let died = step_of(&recording, 0, |fact| matches!(fact, Fact::StoreDied { .. }));
    let scene_then = scene(&recording, died, WIDE, KO);
    let dead = store(&scene_then, 1);
    assert_eq!((said(dead, "health"), dead.up, dead.mark), (KO.words().store_power_cut, false, Mark::Bad));
    assert_eq!(said(store(&scene_then, 2), "health"), KO.words().store_taking_over);
    assert!(scene_then.wires.iter().any(|wire| wire.kind == WireKind::Store && wire.cut));
    let promoted = step_of(&recording, died, |fact| matches!(fact, Fact::StorePromoted { .. }));
    let scene_then = scene(&recording, promoted, WIDE, KO);
    let new = store(&scene_then, 2);
    assert_eq!((said(new, "health"), new.mark), (&*crate::text::label::lost_writes(KO, 1), Mark::Bad));
    assert!(looks(new).contains(&RowLook::Lost));
    assert!(said(new, "name").contains(KO.words().store_primary));
}

#[test]
fn a_store_that_is_down_shows_what_is_on_its_disk() {
    for (kind, expected) in [(StoreKind::Memory, vec![]), (StoreKind::Disk, vec![RowLook::Asleep])] {
        let config = of_sessions(Sessions::Shared(kind), Routing::RoundRobin, 3, 3).with(Setting::Replica, 0);
        let recording =
            Recording::replay(config, &[then(Command::SignIn(ALICE)), then(Command::KillStore(StoreId(0)))]);
        let killed = step_of(&recording, 0, |fact| matches!(fact, Fact::StoreDied { .. }));
        let lost = if kind == StoreKind::Memory { vec![RowLook::Gone] } else { expected.clone() };
        assert_eq!(looks(store(&scene(&recording, killed, WIDE, KO), 1)), lost);
        assert_eq!(said(store(&scene(&recording, killed, WIDE, KO), 1), "health"), KO.words().store_down);
    }
}

#[test]
fn a_write_that_is_overwritten_unseen_is_marked_where_it_was() {
    let recording = script(Strategy::Storage);
    let lost = step_of(&recording, 0, |fact| matches!(fact, Fact::UpdateLost { .. }));
    let scene_then = scene(&recording, lost, WIDE, KO);
    assert_eq!((looks(store(&scene_then, 1)), store(&scene_then, 1).mark), (vec![RowLook::Lost], Mark::Bad));
    let config = of_sessions(Sessions::Replicated, Routing::RoundRobin, 3, 3).with(Setting::CopyDelay, 20_000);
    let inputs = [then(Command::SignIn(ALICE)), then(Command::AddToCart(ALICE)), after(300, Command::AddToCart(ALICE))];
    let recording = Recording::replay(config, &inputs);
    let crossed = step_of(&recording, 0, |fact| matches!(fact, Fact::WritesCrossed { .. }));
    let scene = scene(&recording, crossed, WIDE, KO);
    assert!(scene.cards.iter().any(|card| looks(card).contains(&RowLook::Lost) && card.mark == Mark::Bad));
}

#[test]
fn the_balancers_cookie_is_on_the_card_and_in_the_packets() {
    let recording = script(Strategy::Sticky);
    let kept = step_of(&recording, 0, |fact| matches!(fact, Fact::AffinityCookieStored { .. }));
    let at = |width| scene(&recording, kept, width, KO);
    assert_eq!(said(card(&at(WIDE), Node::Client(ALICE)), "affinity"), "SRV=s1");
    assert_eq!(said(card(&at(360), Node::Client(ALICE)), "affinity"), "SRV=s1");
    let details = |step| -> Vec<String> {
        let packets = scene(&recording, step, WIDE, KO).packets;
        let texts = packets.iter().flat_map(|packet| &packet.texts);
        texts.filter(|text| text.class == "detail").map(|text| text.text.clone()).collect()
    };
    let set = (0..=kept).any(|step| details(step).iter().any(|detail| detail.contains("SRV=s1")));
    let sent = step_of(
        &recording,
        kept,
        |fact| matches!(fact, Fact::RequestSent { id, request, .. } if id.client == ALICE && request.cookies.server.is_some()),
    );
    assert!(set && details(sent).iter().any(|detail| detail.contains("SRV=s1")), "{:?}", details(sent));
}

#[test]
fn acknowledgements_are_smaller_and_wordless() {
    let config = of_sessions(Sessions::Replicated, Routing::RoundRobin, 3, 3).with(Setting::CopySync, 1);
    let recording = Recording::replay(config, &[then(Command::SignIn(BOB))]);
    let applied = step_of(&recording, 0, |fact| matches!(fact, Fact::CopyApplied { .. }));
    let scene = scene(&recording, applied, WIDE, KO);
    let acks: Vec<&Packet> = scene.packets.iter().filter(|packet| packet.response).collect();
    assert!(!acks.is_empty());
    for ack in acks {
        assert!(matches!(ack.shape, PacketShape::Diamond { r: 7 }) && ack.texts.is_empty() || ack.count > 1);
        assert_eq!(ack.target, Selection::Message(RequestId { client: BOB, nth: 1 }));
    }
}
