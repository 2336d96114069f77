//! From left to right: a column of clients, the balancer, a column of servers.

use super::{CARD_H, CLEAR, Crowd, Form, Layout, Slot, TWO_LANES, Track, around, client, port_pitch, server, sideways};
use crate::model::message::Node;
use crate::scene::{Point, Rect};

/// Way a card has to move at least.
const MIN_WAY: f64 = 18.0;
/// Widest card.
const MAX_CARD_W: f64 = 116.0;
/// Space between cards of a column.
const GAP: f64 = 14.0;
/// Highest card of a client: four lines.
const CLIENT_H: f64 = 124.0;
/// Highest card of a server.
const SERVER_H: f64 = 184.0;
/// Room for the balancer's reason above it.
const BUBBLE_H: f64 = 78.0;
/// Height of the balancer's own lines, beside one a server.
const BALANCER_HEAD: f64 = 58.0;
/// Height of one server's share in the balancer.
const SHARE_H: f64 = 20.0;
/// Height of a server nobody is connected to.
const IDLE_H: f64 = 46.0;

/// Left edges and widths of the columns.
struct Columns {
    pad: f64,
    client_w: f64,
    hub_x: f64,
    hub_w: f64,
    server_x: f64,
    server_w: f64,
}

fn columns(crowd: Crowd, width: f64) -> Columns {
    let pad = if width < 760.0 { 10.0 } else { 18.0 };
    let inner = width - 2.0 * pad;
    let client_w = (inner * 0.225).clamp(132.0, 212.0).floor();
    let server_w = (inner * 0.255).clamp(152.0, 244.0).floor();
    let server_x = width - pad - server_w;
    if !crowd.balancer {
        return Columns { pad, client_w, hub_x: server_x, hub_w: server_w, server_x, server_w };
    }
    let hub_w = (inner * 0.15).clamp(92.0, 132.0).floor();
    let gap = (inner - client_w - hub_w - server_w) / 2.0;
    Columns { pad, client_w, hub_x: (pad + client_w + gap).floor(), hub_w, server_x, server_w }
}

/// Space a card of a column takes with the gap below it.
fn pitch_of(count: usize) -> f64 {
    match count {
        0..=3 => 152.0,
        4 => 122.0,
        5 => 98.0,
        6 => 84.0,
        7 => 74.0,
        _ => 64.0,
    }
}

fn track(gap: f64) -> Track {
    let room = gap - 2.0 * CLEAR - MIN_WAY;
    Track { card_w: Some(room.clamp(64.0, MAX_CARD_W)), two_lanes: true }
}

pub(super) fn layout(crowd: Crowd, width: f64) -> Layout {
    let columns = columns(crowd, width);
    if crowd.balancer { balanced(crowd, width, &columns) } else { direct(crowd, width, &columns) }
}

fn balanced(crowd: Crowd, width: f64, columns: &Columns) -> Layout {
    let Crowd { clients, servers, .. } = crowd;
    let tall = (clients as f64 * pitch_of(clients)).max(servers as f64 * pitch_of(servers)).max(300.0);
    let hub_h = hub_height(clients, tall).max(hub_height(servers, tall)).max(BALANCER_HEAD + SHARE_H * servers as f64);
    // The reason stands above the balancer, so the middle lies low enough for it.
    let middle = (columns.pad + tall / 2.0).max(hub_h / 2.0 + BUBBLE_H + 2.0 * CLEAR);
    let height = middle + tall / 2.0 + columns.pad;
    let hub = Rect { x: columns.hub_x, y: middle - hub_h / 2.0, w: columns.hub_w, h: hub_h };
    let client_slots = column(clients, (columns.pad, columns.client_w), middle, tall, CLIENT_H);
    let server_slots = column(servers, (columns.server_x, columns.server_w), middle, tall, SERVER_H);
    let mut wires = Vec::with_capacity(clients + servers);
    let pitch = port_pitch(clients, tall / clients as f64, TWO_LANES);
    for (index, slot) in client_slots.iter().enumerate() {
        let start = Point { x: slot.rect.right(), y: slot.rect.centre().y };
        let end = Point { x: hub.x, y: middle + around(index, clients, pitch) };
        wires.push(sideways(client(index), Node::Balancer, start, end));
    }
    let pitch = port_pitch(servers, tall / servers as f64, TWO_LANES);
    for (index, slot) in server_slots.iter().enumerate() {
        let start = Point { x: hub.right(), y: middle + around(index, servers, pitch) };
        let end = Point { x: slot.rect.x, y: slot.rect.centre().y };
        wires.push(sideways(Node::Balancer, server(index), start, end));
    }
    Layout {
        width,
        height: height.ceil(),
        narrow: false,
        clients: client_slots,
        balancer: Some(Slot { rect: hub, form: Form::Full }),
        servers: server_slots,
        wires,
        client_track: track(columns.hub_x - columns.pad - columns.client_w),
        server_track: track(columns.server_x - hub.right()),
        bubble: Rect { x: hub.x, y: hub.y - CLEAR - BUBBLE_H, w: hub.w, h: BUBBLE_H },
    }
}

/// Height of a hub with ports for so many wires.
fn hub_height(count: usize, tall: f64) -> f64 {
    let pitch = port_pitch(count, tall / count as f64, TWO_LANES);
    pitch * (count as f64 - 1.0) + TWO_LANES
}

/// A column of cards around the middle, none of them higher than it needs to be.
fn column(count: usize, (x, w): (f64, f64), middle: f64, tall: f64, highest: f64) -> Vec<Slot> {
    let pitch = tall / count as f64;
    let h = (pitch - GAP).min(highest).floor();
    let slot = |index| {
        let y = middle + around(index, count, pitch) - h / 2.0;
        Slot { rect: Rect { x, y, w, h }, form: form(h) }
    };
    (0..count).map(slot).collect()
}

fn form(h: f64) -> Form {
    if h >= 104.0 {
        Form::Full
    } else if h >= 66.0 {
        Form::Compact
    } else {
        Form::Small
    }
}

/// No balancer: every client is wired to server 1. The others stand idle below.
fn direct(crowd: Crowd, width: f64, columns: &Columns) -> Layout {
    let Crowd { clients, servers, .. } = crowd;
    let tall = (clients as f64 * pitch_of(clients)).max(300.0);
    let pitch = port_pitch(clients, tall / clients as f64, TWO_LANES);
    let first_h = (pitch * (clients as f64 - 1.0) + TWO_LANES).clamp(220.0, tall);
    let middle = columns.pad + tall / 2.0;
    let client_slots = column(clients, (columns.pad, columns.client_w), middle, tall, CLIENT_H);
    let first = Rect { x: columns.server_x, y: middle - first_h / 2.0, w: columns.server_w, h: first_h };
    let mut server_slots = vec![Slot { rect: first, form: Form::Full }];
    let idle_y = columns.pad + tall + GAP;
    let idle = servers.saturating_sub(1);
    let idle_w = ((width - 2.0 * columns.pad + GAP / 2.0) / idle.max(4) as f64 - GAP / 2.0).floor();
    for index in 0..idle {
        let x = columns.pad + index as f64 * (idle_w + GAP / 2.0);
        server_slots.push(Slot { rect: Rect { x, y: idle_y, w: idle_w, h: IDLE_H }, form: Form::Small });
    }
    let wire = |(index, slot): (usize, &Slot)| {
        let start = Point { x: slot.rect.right(), y: slot.rect.centre().y };
        let end = Point { x: first.x, y: middle + around(index, clients, pitch) };
        sideways(client(index), server(0), start, end)
    };
    let wires = client_slots.iter().enumerate().map(wire).collect();
    let track = track(columns.server_x - columns.pad - columns.client_w);
    let end = if idle > 0 { idle_y + IDLE_H } else { columns.pad + tall };
    Layout {
        width,
        height: (end + columns.pad).ceil(),
        narrow: false,
        clients: client_slots,
        balancer: None,
        servers: server_slots,
        wires,
        client_track: track,
        server_track: track,
        bubble: Rect::default(),
    }
}

const _: () = assert!(CARD_H < TWO_LANES, "cards keep apart where two lanes of tokens do");
