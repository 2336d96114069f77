//! Messages in flight. A message alone on its wire is a readable card if there is room; others are tokens. Copies are
//! diamonds. Messages that would touch are drawn as one.

use super::layout::{ACK_R, CARD_H, COPY_R, LANE_OFFSET, Layout, TOKEN_R};
use super::measure::{Style, fit, put};
use super::motion::{copy_start, packet_position, travel_range};
use super::project::Context;
use super::wording::{Wording, request_wording, response_wording};
use super::{Mark, Packet, PacketShape, Position, Wire, WireKind};
use crate::model::http::Request;
use crate::model::ids::RequestId;
use crate::model::message::{InFlight, Message, Node};
use crate::model::time::{SimDuration, SimTime};
use crate::selection::Selection;
use crate::text::label;
use crate::text::twin::Thing;

/// Moments of a step at which the positions of messages are compared. Enough, since messages move evenly.
const SAMPLES: usize = 17;
/// Least width of a card.
const MIN_CARD_W: i32 = 54;
/// Horizontal padding of a card.
const CARD_PAD: i32 = 7;
const TITLE: Style = Style::plain(12).bold().centred();
const DETAIL: Style = Style::plain(11).centred();
const LETTER: Style = Style::plain(11).bold().centred();

/// A message on its wire, or a request that waits at the start of its wire for the balancer's retry.
struct Item {
    wire: usize,
    backwards: bool,
    content: Content,
    travelled: SimDuration,
    resumed_at: SimTime,
    arrives_at: SimTime,
}

enum Content {
    Message(Message),
    /// A request that the balancer holds. It does not move.
    Held(RequestId, Request),
}

/// Returns the messages in flight, in the order in which they were sent, and then the requests that the balancer holds.
pub(super) fn packets(ctx: &Context<'_>, layout: &mut Layout) -> Vec<Packet> {
    let items = items(ctx, layout);
    let draw = |item: &Item| {
        let wire = &layout.wires[item.wire];
        let on_wire = || items.iter().filter(|other| other.wire == item.wire);
        let both_ways = on_wire().any(|other| other.backwards != item.backwards);
        packet(ctx, wire, item, on_wire().count() == 1, both_ways && wire.two_lanes)
    };
    let mut packets = items.iter().map(draw).collect();
    combine_touching(ctx, layout, &mut packets);
    packets
}

fn items(ctx: &Context<'_>, layout: &mut Layout) -> Vec<Item> {
    let mut items = Vec::new();
    for flying in &ctx.in_flight {
        let (from, to) = flying.message.ends();
        // A removed server has no wires.
        let Some(wire) = layout.wire_between(from, to) else { continue };
        let backwards = layout.wires[wire].from != from;
        let content = Content::Message(flying.message);
        let InFlight { travelled, resumed_at, arrives_at, .. } = *flying;
        items.push(Item { wire, backwards, content, travelled, resumed_at, arrives_at });
    }
    // Requests that the balancer holds: it waits for a retry, or for a response that was lost. They are on no wire and
    // at no server, and wait at the start of their next wire.
    for (id, connection) in &ctx.world.connections {
        let server = &ctx.world.servers[connection.server.index()];
        let served = server.running.iter().chain(&server.queue).any(|job| job.id == *id);
        let flying = ctx.in_flight.iter().any(|flying| flying.message.request() == Some(*id));
        if served || flying {
            continue;
        }
        let Some(wire) = layout.wire_between(Node::Balancer, Node::Server(connection.server)) else { continue };
        let content = Content::Held(*id, connection.request);
        let now = ctx.world.now;
        let travelled = SimDuration::ZERO;
        items.push(Item { wire, backwards: false, content, travelled, resumed_at: now, arrives_at: now });
    }
    items
}

fn packet(ctx: &Context<'_>, wire: &Wire, item: &Item, alone: bool, both_ways: bool) -> Packet {
    let mut packet = base_packet(ctx, item);
    packet.backwards = item.backwards;
    match wording(ctx, item).filter(|_| alone && wire.card_w > 0) {
        Some(wording) => set_card(&mut packet, &wording, wire.card_w),
        None => {
            if both_ways {
                packet.lane_offset = if item.backwards { -LANE_OFFSET } else { LANE_OFFSET } as f32;
            }
            let (r, text) = token_content(item, &packet);
            packet.shape =
                if wire.kind == WireKind::Copies { PacketShape::Diamond { r } } else { PacketShape::Token { r } };
            put(&mut packet.texts, "title", &[text], (0, 4), LETTER, 2 * r);
        }
    }
    let (first, last) = travel_range(wire, packet.shape, packet.lane_offset);
    let first = copy_start(wire, first, last);
    (packet.from, packet.to) = match (&item.content, item.backwards) {
        (Content::Held(..), _) => (first, first),
        (Content::Message(_), false) => (first, last),
        (Content::Message(_), true) => (last, first),
    };
    packet
}

/// Returns the packet without shape, texts and path.
fn base_packet(ctx: &Context<'_>, item: &Item) -> Packet {
    let (selection, label, response) = match &item.content {
        Content::Message(message) => {
            let selection = match (message.copy(), message.request(), message) {
                (Some(copy), ..) => Selection::Copy(copy),
                (None, Some(request), _) | (None, None, &Message::CopyAck { request, .. }) => {
                    Selection::Message(request)
                }
                (None, None, _) => Selection::Node(message.ends().0),
            };
            let is_response = match message {
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
            (selection, ctx.describe(Thing::Message(message)), is_response)
        }
        Content::Held(id, _) => {
            let waiting = format!("{}, {}", label::request(ctx.language, *id), ctx.words.client_waiting_short);
            (Selection::Message(*id), waiting, false)
        }
    };
    let (owner, mark) = match &item.content {
        Content::Message(message) => (message.owner(), Mark::Plain),
        Content::Held(id, _) => (id.client, Mark::Warn),
    };
    Packet {
        selection,
        count: 1,
        wire: item.wire,
        backwards: false,
        travelled: item.travelled,
        resumed_at: item.resumed_at,
        arrives_at: item.arrives_at,
        owner,
        shape: PacketShape::Token { r: TOKEN_R },
        texts: Vec::new(),
        mark,
        response,
        from: 0.0,
        to: 1.0,
        lane_offset: 0.0,
        selected: ctx.view.selection == Some(selection),
        label,
    }
}

/// Returns the texts of a card; `None` for messages that are never cards.
fn wording(ctx: &Context<'_>, item: &Item) -> Option<Wording> {
    match &item.content {
        Content::Message(Message::RequestToBalancer { request, .. } | Message::RequestToServer { request, .. }) => {
            Some(request_wording(ctx, request))
        }
        Content::Message(Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. }) => {
            Some(response_wording(ctx, response))
        }
        Content::Held(_, request) => {
            let detail = vec![ctx.words.client_waiting_short.to_owned()];
            Some(Wording { detail, mark: Mark::Warn, ..request_wording(ctx, request) })
        }
        Content::Message(
            Message::Copy { .. }
            | Message::CopyAck { .. }
            | Message::StoreRequest { .. }
            | Message::StoreResponse { .. }
            | Message::Replicate { .. },
        ) => None,
    }
}

fn set_card(packet: &mut Packet, wording: &Wording, room: i32) {
    packet.mark = wording.mark;
    let text_w = room - 2 * CARD_PAD;
    let alone = fit(&wording.detail, DETAIL, text_w).is_none();
    let title_w = put(&mut packet.texts, "title", &wording.title, (0, if alone { 4 } else { -3 }), TITLE, text_w);
    let detail_w = put(&mut packet.texts, "detail", &wording.detail, (0, 12), DETAIL, text_w);
    let w = (title_w.max(detail_w) + 2 * CARD_PAD).clamp(MIN_CARD_W, room);
    packet.shape = PacketShape::Card { w, h: CARD_H };
}

/// Returns the radius of a token or diamond, and its text.
fn token_content(item: &Item, packet: &Packet) -> (i32, String) {
    match &item.content {
        Content::Message(Message::Copy { write, .. } | Message::Replicate { write, .. }) => {
            (COPY_R, label::version(write.session().version))
        }
        Content::Message(Message::CopyAck { .. }) => (ACK_R, String::new()),
        Content::Message(
            Message::RequestToBalancer { .. }
            | Message::RequestToServer { .. }
            | Message::ResponseToBalancer { .. }
            | Message::ResponseToClient { .. }
            | Message::StoreRequest { .. }
            | Message::StoreResponse { .. },
        )
        | Content::Held(..) => (TOKEN_R, String::from(packet.owner.letter().to_ascii_uppercase())),
    }
}

/// Combines messages that would touch before the next step, since the scene is shown until then.
fn combine_touching(ctx: &Context<'_>, layout: &Layout, packets: &mut Vec<Packet>) {
    let now = ctx.world.now;
    let until = match ctx.view.recording.frames().get(ctx.view.step + 1) {
        Some(next) => next.at(),
        None => packets.iter().map(|packet| packet.arrives_at).max().unwrap_or(now),
    };
    let length = (until - now).as_us();
    let path = |packet: &Packet| -> [Position; SAMPLES] {
        std::array::from_fn(|sample| {
            let passed = length * sample as u64 / (SAMPLES as u64 - 1);
            packet_position(&layout.wires[packet.wire], packet, now + SimDuration::from_us(passed))
        })
    };
    let mut paths: Vec<[Position; SAMPLES]> = packets.iter().map(path).collect();
    while let Some((first, second)) = first_touching(packets, &paths) {
        paths.remove(second);
        let other = packets.remove(second);
        combine(&mut packets[first], other);
    }
}

/// Returns the indices of the first two packets whose paths touch.
fn first_touching(packets: &[Packet], paths: &[[Position; SAMPLES]]) -> Option<(usize, usize)> {
    for second in 1..packets.len() {
        let second_r = radius(&packets[second]);
        for first in 0..second {
            let first_r = radius(&packets[first]);
            if first_r * second_r > 0 && do_touch(&paths[first], &paths[second], first_r + second_r + 1) {
                return Some((first, second));
            }
        }
    }
    None
}

/// Returns the radius of a token or diamond; 0 for a card, which is alone on its wire.
fn radius(packet: &Packet) -> i32 {
    match packet.shape {
        PacketShape::Card { .. } => 0,
        PacketShape::Token { r } | PacketShape::Diamond { r } => r,
    }
}

fn do_touch(one: &[Position; SAMPLES], other: &[Position; SAMPLES], apart: i32) -> bool {
    one.iter().zip(other).any(|(one, other)| {
        let (x, y) = (one.x - other.x, one.y - other.y);
        x * x + y * y < (apart * apart) as f32
    })
}

fn combine(packet: &mut Packet, other: Packet) {
    packet.count += other.count;
    let text = format!("×{}", packet.count);
    // A small diamond grows to fit the number.
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
