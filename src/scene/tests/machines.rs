//! Copies, stores, cluster members and affinity cookies: each state has its own look and text, at the right steps.

use super::*;
use crate::model::config::StoreKind;
use crate::scene::{Mark, Packet, PacketShape, RowLook, WireKind};
use crate::selection::Selection;
use crate::strategy::Strategy;

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
fn copies_are_diamonds_of_their_client() {
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
            assert!(matches!(copy.selection, Selection::Copy(id) if id.client == ALICE && id.version == 1));
            assert_eq!(scene.wires[copy.wire].kind, WireKind::Copies);
        }
    }
}

#[test]
fn queued_copies_are_counted_on_the_card() {
    let recording = script(Strategy::Clustering);
    let queued = step_of(&recording, 0, |fact| matches!(fact, Fact::CopiesQueued { .. }));
    assert_eq!(
        card_text(server(&scene(&recording, queued, WIDE, KO), 1), "load").replace('\u{a0}', " "),
        "보낼 사본 1"
    );
    // While its workers are busy, a member cannot apply copies.
    let config = of_sessions(Sessions::Replicated, Routing::RoundRobin, 3, 2).with(Setting::Workers, 1);
    let recording = Recording::replay(config, &rush(3, 2));
    let waits = (0..=recording.last_step()).any(|step| {
        let scene = scene(&recording, step, WIDE, KO);
        scene.cards.iter().any(|card| card_text(card, "load").contains(KO.words().inbox))
    });
    assert!(waits);
}

#[test]
fn row_read_before_its_copy_arrives_is_stale() {
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
    assert_eq!(
        (row.look, row_text(&row, "state")),
        (RowLook::Stale, &*format!("v{version} {}", KO.words().session_stale))
    );
    assert_eq!(card(&scene(&recording, stale, WIDE, KO), Node::Server(at)).mark, Mark::Warn);
    let applied = step_of(&recording, stale, |fact| matches!(fact, Fact::CopyApplied { .. }));
    assert_eq!(row_at(applied).look, RowLook::Copied);
}

#[test]
fn joining_member_shows_its_progress() {
    let recording = script(Strategy::Clustering);
    let started = step_of(&recording, 0, |fact| matches!(fact, Fact::JoinStarted { .. }));
    let new = ServerId(3);
    for width in [WIDE, 360] {
        let scene = scene(&recording, started, width, KO);
        let card = card(&scene, Node::Server(new));
        let progress = card.progress.expect("it fetches");
        assert_eq!((progress.fraction(progress.from), progress.fraction(progress.until)), (0.0, 1.0));
        assert_eq!(card.state, Mark::Warn);
        assert!([KO.words().server_joining, KO.words().server_joining_short].contains(&card_text(card, "health")));
    }
    let ended = step_of(&recording, started, |fact| matches!(fact, Fact::JoinEnded { .. }));
    let scene = scene(&recording, ended, WIDE, KO);
    let card = card(&scene, Node::Server(new));
    assert_eq!((card.progress, card.state, card_text(card, "health")), (None, Mark::Good, ""));
}

#[test]
fn lone_server_is_marked_and_gets_no_copies() {
    let inputs = [settled(Command::AddLoneServer), settled(Command::SignIn(ALICE))];
    let recording = Recording::replay(of_sessions(Sessions::Replicated, Routing::RoundRobin, 3, 3), &inputs);
    for step in 1..=recording.last_step() {
        let scene = scene(&recording, step, WIDE, KO);
        let lone = server(&scene, 4);
        assert!([KO.words().server_lone, KO.words().server_lone_short].contains(&card_text(lone, "health")));
        let copies = scene.wires.iter().filter(|wire| wire.kind == WireKind::Copies);
        assert!(copies.into_iter().all(|wire| wire.to != lone.node && wire.from != lone.node));
    }
}

#[test]
fn removed_server_is_not_drawn() {
    let inputs = [settled(Command::SignIn(ALICE)), after(2_600, Command::RemoveServer(ServerId(0)))];
    let recording = Recording::replay(config(Routing::RoundRobin, 3, 3), &inputs);
    let scene = scene(&recording, recording.last_step(), WIDE, KO);
    let drawn = scene.cards.iter().filter(|card| matches!(card.node, Node::Server(_))).count();
    assert_eq!(drawn, 2);
    assert!(scene.wires.iter().all(|wire| wire.to != Node::Server(ServerId(0))));
}

#[test]
fn store_and_replica_are_beside_or_below_the_servers() {
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
        assert!(card_text(store(&scene, 2), "name").contains(KO.words().store_replica));
    }
    let asked = step_of(&recording, 0, |fact| matches!(fact, Fact::StoreAsked { .. }));
    let scene = scene(&recording, asked, WIDE, KO);
    let request = scene.packets.iter().find(|packet| scene.wires[packet.wire].kind == WireKind::Store);
    let request = request.expect("it is in flight");
    assert_eq!((title(request), request.shape), ("A", PacketShape::Token { r: 11 }));
}

#[test]
fn replica_is_behind_until_a_write_arrives_or_is_lost() {
    let recording = script(Strategy::Storage);
    let sent = step_of(&recording, 0, |fact| matches!(fact, Fact::ReplicationSent { .. }));
    let replica = store(&scene(&recording, sent, WIDE, KO), 2).clone();
    assert_eq!((card_text(&replica, "load"), replica.state), (&*crate::text::label::behind(KO, 1), Mark::Warn));
    let applied = step_of(&recording, sent, |fact| matches!(fact, Fact::ReplicationApplied { .. }));
    let replica = store(&scene(&recording, applied, WIDE, KO), 2).clone();
    assert_eq!((looks(&replica), replica.state), (vec![RowLook::Copied], Mark::Good));
    let died = step_of(&recording, 0, |fact| matches!(fact, Fact::StoreDied { .. }));
    let scene_down = scene(&recording, died, WIDE, KO);
    let dead = store(&scene_down, 1);
    assert_eq!((card_text(dead, "health"), dead.up, dead.mark), (KO.words().store_power_cut, false, Mark::Bad));
    assert_eq!(card_text(store(&scene_down, 2), "health"), KO.words().store_taking_over);
    assert!(scene_down.wires.iter().any(|wire| wire.kind == WireKind::Store && !wire.usable));
    let promoted = step_of(&recording, died, |fact| matches!(fact, Fact::StorePromoted { .. }));
    let scene_promoted = scene(&recording, promoted, WIDE, KO);
    let new = store(&scene_promoted, 2);
    assert_eq!((card_text(new, "health"), new.mark), (&*crate::text::label::lost_writes(KO, 1), Mark::Bad));
    assert!(looks(new).contains(&RowLook::Lost));
    assert!(card_text(new, "name").contains(KO.words().store_primary));
}

#[test]
fn store_that_is_down_shows_its_disk() {
    for (kind, expected) in [(StoreKind::Memory, vec![]), (StoreKind::Disk, vec![RowLook::OnDisk])] {
        let config = of_sessions(Sessions::Shared(kind), Routing::RoundRobin, 3, 3).with(Setting::Replica, 0);
        let recording =
            Recording::replay(config, &[settled(Command::SignIn(ALICE)), settled(Command::KillStore(StoreId(0)))]);
        let killed = step_of(&recording, 0, |fact| matches!(fact, Fact::StoreDied { .. }));
        let lost = if kind == StoreKind::Memory { vec![RowLook::Gone] } else { expected.clone() };
        assert_eq!(looks(store(&scene(&recording, killed, WIDE, KO), 1)), lost);
        assert_eq!(card_text(store(&scene(&recording, killed, WIDE, KO), 1), "health"), KO.words().store_down);
    }
}

#[test]
fn lost_update_is_marked_where_it_was_stored() {
    let recording = script(Strategy::Storage);
    let lost = step_of(&recording, 0, |fact| matches!(fact, Fact::UpdateLost { .. }));
    let scene_lost = scene(&recording, lost, WIDE, KO);
    assert_eq!((looks(store(&scene_lost, 1)), store(&scene_lost, 1).mark), (vec![RowLook::Lost], Mark::Bad));
    let config = of_sessions(Sessions::Replicated, Routing::RoundRobin, 3, 3).with(Setting::CopyDelay, 20_000);
    let inputs =
        [settled(Command::SignIn(ALICE)), settled(Command::AddToCart(ALICE)), after(300, Command::AddToCart(ALICE))];
    let recording = Recording::replay(config, &inputs);
    let crossed = step_of(&recording, 0, |fact| matches!(fact, Fact::WritesCrossed { .. }));
    let scene = scene(&recording, crossed, WIDE, KO);
    assert!(scene.cards.iter().any(|card| looks(card).contains(&RowLook::Lost) && card.mark == Mark::Bad));
}

#[test]
fn affinity_cookie_is_on_the_card_and_in_the_packets() {
    let recording = script(Strategy::Sticky);
    let stored = step_of(&recording, 0, |fact| matches!(fact, Fact::AffinityCookieStored { .. }));
    let at = |width| scene(&recording, stored, width, KO);
    assert_eq!(card_text(card(&at(WIDE), Node::Client(ALICE)), "affinity"), "SRV=s1");
    assert_eq!(card_text(card(&at(360), Node::Client(ALICE)), "affinity"), "SRV=s1");
    let details = |step| -> Vec<String> {
        let packets = scene(&recording, step, WIDE, KO).packets;
        let texts = packets.iter().flat_map(|packet| &packet.texts);
        texts.filter(|text| text.class == "detail").map(|text| text.text.clone()).collect()
    };
    let set = (0..=stored).any(|step| details(step).iter().any(|detail| detail.contains("SRV=s1")));
    let sent = step_of(
        &recording,
        stored,
        |fact| matches!(fact, Fact::RequestSent { id, request, .. } if id.client == ALICE && request.cookies.server().is_some()),
    );
    assert!(set && details(sent).iter().any(|detail| detail.contains("SRV=s1")), "{:?}", details(sent));
}

#[test]
fn acknowledgements_are_small_and_have_no_text() {
    let config = of_sessions(Sessions::Replicated, Routing::RoundRobin, 3, 3).with(Setting::CopySync, 1);
    let recording = Recording::replay(config, &[settled(Command::SignIn(BOB))]);
    let applied = step_of(&recording, 0, |fact| matches!(fact, Fact::CopyApplied { .. }));
    let scene = scene(&recording, applied, WIDE, KO);
    let acks: Vec<&Packet> = scene.packets.iter().filter(|packet| packet.response).collect();
    assert!(!acks.is_empty());
    for ack in acks {
        assert!(matches!(ack.shape, PacketShape::Diamond { r: 7 }) && ack.texts.is_empty() || ack.count > 1);
        assert_eq!(ack.selection, Selection::Message(RequestId { client: BOB, nth: 1 }));
    }
}
