//! Marks and texts follow from facts, and no effect is shown before its cause.

use super::*;
use crate::model::time::SimTime;
use crate::scene::motion::fraction_between;
use crate::scene::{Mark, Packet, PacketShape, RowLook, packet_position};
use crate::selection::Selection;
use crate::strategy::Strategy;
use crate::text::reason_short;

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const KO: Language = Language::Korean;
const WIDE: i32 = 880;

fn none() -> Recording {
    Recording::replay(Strategy::None.config(), Strategy::None.script())
}

fn client(scene: &Scene, id: ClientId) -> &Card {
    card(scene, Node::Client(id))
}

fn server(scene: &Scene, id: ServerId) -> &Card {
    card(scene, Node::Server(id))
}

/// Returns the title and the detail of a packet.
fn title(packet: &Packet) -> (&str, &str) {
    let of = |class| packet.texts.iter().find(|text| text.class == class).map_or("", |text| text.text.as_str());
    (of("title"), of("detail"))
}

fn looks(card: &Card) -> Vec<RowLook> {
    card.rows.iter().map(|row| row.look).collect()
}

#[test]
fn message_position_follows_from_the_time() {
    let recording = Recording::replay(config(Routing::RoundRobin, 1, 1), &[settled(Command::SignIn(ALICE))]);
    let scene = scene(&recording, first_request(&recording), WIDE, KO);
    let [packet] = scene.packets.as_slice() else { panic!("one message: {:?}", scene.packets) };
    let at = |us| fraction_between(packet.resumed_at, packet.arrives_at, SimTime::from_us(us));
    assert_eq!([at(0), at(125), at(250), at(500), at(900)], [0.0, 0.25, 0.5, 1.0, 1.0]);
    let [start, end] = [0, 500].map(|us| packet_position(&scene.wires[packet.wire], packet, SimTime::from_us(us)));
    assert!(start.x < end.x, "a request moves to the right");
    let wire = scene.wires[packet.wire];
    assert!((wire.start.x as f32) < start.x && end.x < wire.end.x as f32, "it covers no card");
}

#[test]
fn delayed_message_stops_and_resumes_in_place() {
    let id = RequestId { client: ALICE, nth: 1 };
    let delay = Command::Delay(id, SimDuration::from_ms(1));
    let later = |us, command| Input { when: When::After(SimDuration::from_us(us)), command };
    let inputs = [settled(Command::SignIn(ALICE)), later(250, delay), later(400, delay)];
    let recording = Recording::replay(config(Routing::RoundRobin, 1, 1), &inputs);
    let delayed = |from| step_of(&recording, from, |fact| matches!(fact, Fact::MessageDelayed { .. }));
    let sent = first_request(&recording);
    let [before, held] = [sent, delayed(delayed(sent) + 1)].map(|step| scene(&recording, step, WIDE, KO));
    let at = |scene: &Scene, us| {
        packet_position(&scene.wires[scene.packets[0].wire], &scene.packets[0], SimTime::from_us(us)).x
    };
    let halfway = at(&before, 250);
    // Delayed twice, the second time during the first delay.
    assert_eq!([250, 650, 1_250, 2_250].map(|us| at(&held, us)), [halfway; 4]);
    assert!(halfway < at(&held, 2_400) && at(&held, 2_400) < at(&held, 2_500));
    assert_eq!(at(&held, 2_500), at(&before, 500), "two milliseconds later than without the delays");
}

#[test]
fn message_alone_on_its_wire_is_a_readable_card() {
    let recording = Recording::replay(config(Routing::RoundRobin, 3, 3), &[settled(Command::SignIn(ALICE))]);
    let asked = scene(&recording, first_request(&recording), WIDE, KO);
    let [request] = asked.packets.as_slice() else { panic!() };
    assert!(matches!(request.shape, PacketShape::Card { .. }));
    assert_eq!(title(request), ("POST /login", "쿠키 없음"));
    assert!(!request.response && !request.backwards && request.from < request.to);
    let step = step_of(&recording, 0, |fact| matches!(fact, Fact::AnswerForwarded { .. }));
    let answered = scene(&recording, step, WIDE, KO);
    let [answer] = answered.packets.as_slice() else { panic!() };
    let id = recording.frame(step).world.servers[0].table.iter().next().expect("she is signed in").id.short();
    assert_eq!(title(answer), ("← 200", &*format!("Set-Cookie {id}")));
    assert!(answer.response && answer.backwards && answer.from > answer.to);
    assert_eq!((answer.wire, answer.mark), (0, Mark::Good));
}

#[test]
fn several_messages_on_one_wire_are_tokens() {
    let inputs = rush(3, 2);
    let recording = Recording::replay(config(Routing::RoundRobin, 3, 2).with(Setting::Workers, 1), &inputs);
    let mut crowded = 0;
    for step in 0..=recording.last_step() {
        for width in [WIDE, 360] {
            let scene = scene(&recording, step, width, KO);
            let drawn: usize = scene.packets.iter().map(|packet| packet.count as usize).sum();
            let world = &recording.frame(step).world;
            let flying = world.in_flight().len();
            assert!(flying <= drawn && drawn <= flying + world.connections.len());
            for wire in 0..scene.wires.len() {
                let on_it: Vec<&Packet> = scene.packets.iter().filter(|packet| packet.wire == wire).collect();
                assert_eq!(scene.wires[wire].busy, !on_it.is_empty());
                let token = |packet: &&Packet| matches!(packet.shape, PacketShape::Token { .. });
                assert!(on_it.len() < 2 || on_it.iter().all(token));
                crowded += usize::from(on_it.len() > 1);
                let merged = on_it.iter().filter(|packet| packet.count > 1);
                merged.for_each(|packet| assert_eq!(title(packet).0, format!("×{}", packet.count)));
            }
        }
    }
    assert!(crowded > 20, "only {crowded} wires have several messages");
}

#[test]
fn missing_session_has_a_row_until_its_response_has_left() {
    let recording = none();
    let missed = step_of(&recording, 0, |fact| matches!(fact, Fact::SessionNotFound { .. }));
    let Some(Fact::SessionNotFound { server: at, session, id, .. }) = recording
        .facts_of(missed)
        .iter()
        .map(|timed| timed.fact)
        .find(|fact| matches!(fact, Fact::SessionNotFound { .. }))
    else {
        panic!("found before")
    };
    let shown = |step| {
        let scene = scene(&recording, step, WIDE, KO);
        server(&scene, at).rows.iter().any(|row| row.look == RowLook::Missing && row.session == session)
    };
    assert!(!shown(missed - 1) && shown(missed));
    let scene_missed = scene(&recording, missed, WIDE, KO);
    assert_eq!(server(&scene_missed, at).mark, Mark::Bad);
    let row = server(&scene_missed, at).rows.iter().find(|row| row.look == RowLook::Missing).expect("shown");
    assert_eq!((row_text(row, "state"), row.owner), ("없음", id.client));
    let forwarded = step_of(&recording, missed, |fact| matches!(fact, Fact::AnswerForwarded { .. }));
    assert!((missed..forwarded).all(shown) && !shown(forwarded));
    // The client's card changes only when the response arrives.
    let received = step_of(&recording, missed, |fact| matches!(fact, Fact::ResponseReceived { .. }));
    for step in missed..received {
        assert_eq!(client(&scene(&recording, step, WIDE, KO), id.client).state, Mark::Plain);
    }
    let scene_received = scene(&recording, received, WIDE, KO);
    let card = client(&scene_received, id.client);
    assert_eq!((card_text(card, "status"), card.state, card.mark), ("로그인 필요", Mark::Bad, Mark::Bad));
    assert_eq!(card_text(card, "page"), "로그인이 필요합니다");
}

#[test]
fn client_is_signed_in_when_the_response_arrives() {
    let recording = none();
    let stored = step_of(&recording, 0, |fact| matches!(fact, Fact::CookieStored { client: ALICE, .. }));
    let before = scene(&recording, stored - 1, WIDE, KO);
    let card = client(&before, ALICE);
    assert_eq!((card_text(card, "status"), card_text(card, "label")), ("응답을 기다리는 중…", "쿠키 없음"));
    assert!(card.shapes.iter().all(|shape| shape.class != "pill") && card_text(card, "page") == "새 탭");
    let after = scene(&recording, stored, WIDE, KO);
    let card = client(&after, ALICE);
    assert_eq!((card_text(card, "status"), card.state, card.mark), ("로그인됨", Mark::Good, Mark::Active));
    assert!(card_text(card, "cookie").starts_with("JSESSIONID="), "{}", card_text(card, "cookie"));
}

#[test]
fn client_without_a_session_is_not_shown_as_signed_in() {
    let status = |command: Command| {
        let recording =
            Recording::replay(config(Routing::RoundRobin, 2, 2), &[settled(Command::SignIn(ALICE)), settled(command)]);
        let scene = scene(&recording, recording.last_step(), WIDE, KO);
        (card_text(client(&scene, ALICE), "status").to_owned(), client(&scene, ALICE).state)
    };
    let (signed_in, forgotten) = (KO.words().client_signed_in, KO.words().client_forgotten);
    assert_eq!(status(Command::Crash(ServerId(1))), (signed_in.into(), Mark::Good), "her session is on server 1");
    assert_eq!(status(Command::Crash(ServerId(0))), (forgotten.into(), Mark::Warn));
    assert_eq!(status(Command::ClearCookies(ALICE)), (forgotten.into(), Mark::Warn));
}

#[test]
fn login_form_without_a_cookie_is_no_loss() {
    let recording = Recording::replay(config(Routing::RoundRobin, 1, 1), &[settled(Command::OpenPage(ALICE))]);
    let scene = scene(&recording, recording.last_step(), WIDE, KO);
    let card = client(&scene, ALICE);
    assert_eq!((card_text(card, "status"), card.state, card.mark), ("로그인 필요", Mark::Plain, Mark::Active));
}

#[test]
fn overwritten_cookie_leaves_an_orphan() {
    let recording = none();
    let step = step_of(&recording, 0, |fact| matches!(fact, Fact::SessionOrphaned { .. }));
    let looks_at = |step| looks(server(&scene(&recording, step, WIDE, KO), ServerId(0)));
    assert!(!looks_at(step - 1).contains(&RowLook::Orphan));
    assert!(looks_at(step).contains(&RowLook::Orphan));
}

#[test]
fn server_changes_before_the_balancer_notices() {
    let mut inputs = Strategy::None.script().to_vec();
    inputs.push(settled(Command::Wait(SimDuration::from_s(7))));
    inputs.push(settled(Command::Restart(ServerId(2))));
    inputs.push(settled(Command::Wait(SimDuration::from_s(7))));
    let recording = Recording::replay(Strategy::None.config(), &inputs);
    let third = |step| {
        let scene = scene(&recording, step, 1000, KO);
        let usable = scene.wires.last().expect("server 3's").usable;
        let out = card(&scene, Node::Balancer).texts.iter().any(|text| text.class == "share out");
        assert_eq!(usable, !out);
        (server(&scene, ServerId(2)).clone(), out)
    };
    let crashed = step_of(&recording, 0, |fact| matches!(fact, Fact::ServerCrashed { .. }));
    let (card, out) = third(crashed);
    assert_eq!((card.up, card.state, out, card.mark), (false, Mark::Bad, false, Mark::Bad));
    assert!(card_text(&card, "health").contains(KO.words().server_unnoticed), "{}", card_text(&card, "health"));
    assert_eq!(looks(&card), [RowLook::Gone, RowLook::Gone], "lost sessions are shown in this step");
    assert_eq!(third(crashed + 1).0.rows, [], "and not in later ones");
    let noticed = step_of(&recording, crashed, |fact| matches!(fact, Fact::MarkedDown { .. }));
    assert!((crashed..noticed).all(|step| !third(step).1));
    let (card, out) = third(noticed);
    assert!(
        out && card_text(&card, "health").contains(KO.words().server_marked_down),
        "{}",
        card_text(&card, "health")
    );
    let restarted = step_of(&recording, noticed, |fact| matches!(fact, Fact::ServerRestarted { .. }));
    let (card, out) = third(restarted);
    assert_eq!((card.up, card.state, out), (true, Mark::Warn, true));
    assert_eq!(card_text(&card, "health"), KO.words().server_unnoticed_up);
    let back = step_of(&recording, restarted, |fact| matches!(fact, Fact::MarkedUp { .. }));
    let (card, out) = third(back);
    assert_eq!((card.state, out, card_text(&card, "health")), (Mark::Good, false, ""));
}

#[test]
fn held_request_waits_at_the_start_of_its_wire() {
    let recording = none();
    let failed = step_of(&recording, 0, |fact| matches!(fact, Fact::ConnectFailed { .. }));
    let scene = scene(&recording, failed, WIDE, KO);
    let [held] = scene.packets.as_slice() else { panic!("{:?}", scene.packets) };
    assert_eq!(title(held), ("GET /me", "대기 중…"));
    assert_eq!((held.mark, held.from, held.owner), (Mark::Warn, held.to, BOB));
    let wire = scene.wires[held.wire];
    assert_eq!(wire.to, Node::Server(ServerId(2)));
}

#[test]
fn routing_reason_is_shown_in_the_step_of_the_decision() {
    let recording = none();
    for width in [WIDE, 640, 360, 288] {
        for step in 0..=recording.last_step() {
            for language in Language::ALL {
                let routed = recording.facts_of(step).iter().find_map(|timed| match timed.fact {
                    Fact::Routed { id, to, because } => Some((id.client, reason_short(language, to, because))),
                    _ => None,
                });
                let bubble = scene(&recording, step, width, language).bubble;
                let shown = bubble.map(|bubble| {
                    let lines: Vec<&str> = bubble.lines.iter().map(|line| line.text.as_str()).collect();
                    (bubble.owner, lines.join(" "))
                });
                assert_eq!(shown, routed, "step {step} at {width}");
            }
        }
    }
}

#[test]
fn direct_routing_connects_clients_to_the_first_server() {
    let recording = Recording::replay(config(Routing::Direct, 3, 2), &[settled(Command::SignIn(BOB))]);
    for width in [WIDE, 360] {
        let scene = scene(&recording, first_request(&recording), width, KO);
        assert!(scene.cards.iter().all(|card| card.node != Node::Balancer) && scene.bubble.is_none());
        let first = Node::Server(ServerId(0));
        assert!(scene.wires.len() == 3 && scene.wires.iter().all(|wire| wire.to == first));
        assert_eq!(scene.packets[0].wire, 1);
    }
}

#[test]
fn selection_is_marked() {
    let recording = none();
    let id = RequestId { client: ALICE, nth: 1 };
    let selected = |selection| {
        let (recording, step) = (&recording, first_request(&recording));
        project(&View {
            recording,
            step,
            language: KO,
            width: WIDE.into(),
            room: None,
            beat: BeatFacts::default(),
            selection: Some(selection),
            prediction: None,
        })
    };
    assert!(selected(Selection::Message(id)).packets[0].selected);
    let scene = selected(Selection::Node(Node::Server(ServerId(1))));
    let marked: Vec<Node> = scene.cards.iter().filter(|card| card.selected).map(|card| card.node).collect();
    assert_eq!(marked, [Node::Server(ServerId(1))]);
    assert!(!scene.packets[0].selected);
}
