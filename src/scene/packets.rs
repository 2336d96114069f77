//! Messages in flight: a card that can be read where one is alone on its wire and there is room, tokens where there are
//! several, diamonds for copies, and one of them for those that would touch.

use super::layout::{ACK_R, CARD_H, COPY_R, LANE_ASIDE, Layout, TOKEN_R};
use super::measure::{Style, fit, put};
use super::motion::{departure, place, stretch};
use super::project::Shot;
use super::wording::{Wording, of_request, of_response};
use super::{Mark, Packet, PacketShape, Spot, Wire, WireKind};
use crate::model::http::Request;
use crate::model::ids::RequestId;
use crate::model::message::{InFlight, Message, Node};
use crate::model::time::{SimDuration, SimTime};
use crate::selection::Selection;
use crate::text::label;
use crate::text::twin::Thing;

/// Moments of a step at which tokens are compared: they move evenly, so what is apart at these is apart.
const MOMENTS: usize = 17;
/// Narrowest card.
const MIN_CARD_W: i32 = 54;
/// Air at both sides of a card's text.
const CARD_PAD: i32 = 7;
const TITLE: Style = Style::plain(12).bold().middle();
const DETAIL: Style = Style::plain(11).middle();
const LETTER: Style = Style::plain(11).bold().middle();

/// A message on its wire, or a request that lies at the start of its wire until the balancer tries again.
struct Item {
    wire: usize,
    backwards: bool,
    carries: Carries,
    behind: SimDuration,
    goes_on_at: SimTime,
    arrives_at: SimTime,
}

enum Carries {
    Message(Message),
    /// It moves no further for now.
    Held(RequestId, Request),
}

/// The messages in flight, in the order they were sent, on the layout's wires; and the requests the balancer holds.
pub(super) fn packets(shot: &Shot<'_>, layout: &mut Layout) -> Vec<Packet> {
    let items = items(shot, layout);
    let draw = |item: &Item| {
        let wire = &layout.wires[item.wire];
        let sharing = || items.iter().filter(|other| other.wire == item.wire);
        let both_ways = sharing().any(|other| other.backwards != item.backwards);
        packet(shot, wire, item, sharing().count() == 1, both_ways && wire.two_lanes)
    };
    let mut packets = items.iter().map(draw).collect();
    merge(shot, layout, &mut packets);
    packets
}

fn items(shot: &Shot<'_>, layout: &mut Layout) -> Vec<Item> {
    let mut items = Vec::new();
    for flying in &shot.in_flight {
        let (from, to) = flying.message.ends();
        // To or from a server that was taken out there is no wire any more.
        let Some(wire) = layout.wire_between(from, to) else { continue };
        let backwards = layout.wires[wire].from != from;
        let carries = Carries::Message(flying.message);
        let InFlight { behind, goes_on_at, arrives_at, .. } = *flying;
        items.push(Item { wire, backwards, carries, behind, goes_on_at, arrives_at });
    }
    // Requests the balancer has taken that are on no wire and at no server: it waits to try again, or for an answer that
    // got lost. They lie before the wire they go on by.
    for (id, connection) in &shot.world.connections {
        let server = &shot.world.servers[connection.server.index()];
        let served = server.running.iter().chain(&server.queue).any(|job| job.id == *id);
        let flying = shot.in_flight.iter().any(|flying| flying.message.request() == Some(*id));
        if served || flying {
            continue;
        }
        let Some(wire) = layout.wire_between(Node::Balancer, Node::Server(connection.server)) else { continue };
        let carries = Carries::Held(*id, connection.request);
        let now = shot.world.now;
        let behind = SimDuration::ZERO;
        items.push(Item { wire, backwards: false, carries, behind, goes_on_at: now, arrives_at: now });
    }
    items
}

fn packet(shot: &Shot<'_>, wire: &Wire, item: &Item, alone: bool, both_ways: bool) -> Packet {
    let mut packet = of_item(shot, item);
    packet.backwards = item.backwards;
    match wording(shot, item).filter(|_| alone && wire.card_w > 0) {
        Some(wording) => as_card(&mut packet, &wording, wire.card_w),
        None => {
            if both_ways {
                packet.aside = if item.backwards { -LANE_ASIDE } else { LANE_ASIDE } as f32;
            }
            let (r, text) = mark_text(item, &packet);
            packet.shape =
                if wire.kind == WireKind::Copies { PacketShape::Diamond { r } } else { PacketShape::Token { r } };
            put(&mut packet.texts, "title", &[text], (0, 4), LETTER, 2 * r);
        }
    }
    let (first, last) = stretch(wire, packet.shape, packet.aside);
    let first = departure(wire, first, last);
    (packet.from, packet.to) = match (&item.carries, item.backwards) {
        (Carries::Held(..), _) => (first, first),
        (Carries::Message(_), false) => (first, last),
        (Carries::Message(_), true) => (last, first),
    };
    packet
}

/// What does not depend on how it is drawn.
fn of_item(shot: &Shot<'_>, item: &Item) -> Packet {
    let (target, label, response) = match &item.carries {
        Carries::Message(message) => {
            let target = match (message.copy(), message.request(), message) {
                (Some(copy), ..) => Selection::Copy(copy),
                (None, Some(request), _) | (None, None, &Message::CopyAck { request, .. }) => {
                    Selection::Message(request)
                }
                (None, None, _) => Selection::Node(message.ends().0),
            };
            let answers = match message {
                Message::ResponseToBalancer { .. }
                | Message::ResponseToClient { .. }
                | Message::CopyAck { .. }
                | Message::StoreResponse { .. } => true,
                Message::RequestToBalancer { .. }
                | Message::RequestToServer { .. }
                | Message::Copy { .. }
                | Message::StoreRequest { .. }
                | Message::Replicate { .. } => false,
            };
            (target, shot.told(Thing::Message(message)), answers)
        }
        Carries::Held(id, _) => {
            let waits = format!("{}, {}", label::request(shot.language, *id), shot.words.client_waiting_short);
            (Selection::Message(*id), waits, false)
        }
    };
    let (owner, mark) = match &item.carries {
        Carries::Message(message) => (message.owner(), Mark::Plain),
        Carries::Held(id, _) => (id.client, Mark::Warn),
    };
    Packet {
        target,
        count: 1,
        wire: item.wire,
        backwards: false,
        behind: item.behind,
        goes_on_at: item.goes_on_at,
        arrives_at: item.arrives_at,
        owner,
        shape: PacketShape::Token { r: TOKEN_R },
        texts: Vec::new(),
        mark,
        response,
        from: 0.0,
        to: 1.0,
        aside: 0.0,
        selected: shot.view.selection == Some(target),
        label,
    }
}

/// What a card says; `None` for what is never one.
fn wording(shot: &Shot<'_>, item: &Item) -> Option<Wording> {
    match &item.carries {
        Carries::Message(Message::RequestToBalancer { request, .. } | Message::RequestToServer { request, .. }) => {
            Some(of_request(shot, request))
        }
        Carries::Message(Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. }) => {
            Some(of_response(shot, response))
        }
        Carries::Held(_, request) => {
            let detail = vec![shot.words.client_waiting_short.to_owned()];
            Some(Wording { detail, mark: Mark::Warn, ..of_request(shot, request) })
        }
        Carries::Message(
            Message::Copy { .. }
            | Message::CopyAck { .. }
            | Message::StoreRequest { .. }
            | Message::StoreResponse { .. }
            | Message::Replicate { .. },
        ) => None,
    }
}

fn as_card(packet: &mut Packet, wording: &Wording, room: i32) {
    packet.mark = wording.mark;
    let text_w = room - 2 * CARD_PAD;
    let alone = fit(&wording.detail, DETAIL, text_w).is_none();
    let title_w = put(&mut packet.texts, "title", &wording.title, (0, if alone { 4 } else { -3 }), TITLE, text_w);
    let detail_w = put(&mut packet.texts, "detail", &wording.detail, (0, 12), DETAIL, text_w);
    let w = (title_w.max(detail_w) + 2 * CARD_PAD).clamp(MIN_CARD_W, room);
    packet.shape = PacketShape::Card { w, h: CARD_H };
}

/// How large a token or diamond is, and what stands in it.
fn mark_text(item: &Item, packet: &Packet) -> (i32, String) {
    match &item.carries {
        Carries::Message(Message::Copy { write, .. } | Message::Replicate { write, .. }) => {
            (COPY_R, label::version(write.session().version))
        }
        Carries::Message(Message::CopyAck { .. }) => (ACK_R, String::new()),
        Carries::Message(
            Message::RequestToBalancer { .. }
            | Message::RequestToServer { .. }
            | Message::ResponseToBalancer { .. }
            | Message::ResponseToClient { .. }
            | Message::StoreRequest { .. }
            | Message::StoreResponse { .. },
        )
        | Carries::Held(..) => (TOKEN_R, String::from(packet.owner.letter().to_ascii_uppercase())),
    }
}

/// Draws as one those that would touch at some moment until the next step: until then this scene is what is shown.
fn merge(shot: &Shot<'_>, layout: &Layout, packets: &mut Vec<Packet>) {
    let now = shot.world.now;
    let until = match shot.view.recording.frames().get(shot.view.step + 1) {
        Some(next) => next.at(),
        None => packets.iter().map(|packet| packet.arrives_at).max().unwrap_or(now),
    };
    let length = (until - now).as_us();
    let way = |packet: &Packet| -> [Spot; MOMENTS] {
        std::array::from_fn(|moment| {
            let passed = length * moment as u64 / (MOMENTS as u64 - 1);
            place(&layout.wires[packet.wire], packet, now + SimDuration::from_us(passed))
        })
    };
    let mut ways: Vec<[Spot; MOMENTS]> = packets.iter().map(way).collect();
    while let Some((first, second)) = touching(packets, &ways) {
        ways.remove(second);
        let other = packets.remove(second);
        join(&mut packets[first], other);
    }
}

/// The first two that touch somewhere on their ways.
fn touching(packets: &[Packet], ways: &[[Spot; MOMENTS]]) -> Option<(usize, usize)> {
    for second in 1..packets.len() {
        let second_r = radius(&packets[second]);
        for first in 0..second {
            let first_r = radius(&packets[first]);
            if first_r * second_r > 0 && touch(&ways[first], &ways[second], first_r + second_r + 1) {
                return Some((first, second));
            }
        }
    }
    None
}

/// Half of what a token or a diamond takes; 0 for a card, which has its wire to itself.
fn radius(packet: &Packet) -> i32 {
    match packet.shape {
        PacketShape::Card { .. } => 0,
        PacketShape::Token { r } | PacketShape::Diamond { r } => r,
    }
}

fn touch(one: &[Spot; MOMENTS], other: &[Spot; MOMENTS], apart: i32) -> bool {
    one.iter().zip(other).any(|(one, other)| {
        let (x, y) = (one.x - other.x, one.y - other.y);
        x * x + y * y < (apart * apart) as f32
    })
}

fn join(packet: &mut Packet, other: Packet) {
    packet.count += other.count;
    let text = format!("×{}", packet.count);
    // One too small for a word grows.
    if let PacketShape::Diamond { r } = &mut packet.shape {
        *r = COPY_R;
    }
    let room = 2 * radius(packet);
    packet.texts.clear();
    put(&mut packet.texts, "title", &[text], (0, 4), LETTER, room);
    packet.label.push_str("; ");
    packet.label.push_str(&other.label);
    packet.selected |= other.selected;
    packet.mark = packet.mark.max(other.mark);
}
