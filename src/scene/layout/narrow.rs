//! From top to bottom: clients, the balancer, servers. Where they don't fit side by side they stand in two rows, and the
//! wires of the far row pass between the cards of the near one, each in a channel a token wide.

use super::{
    CLEAR, Crowd, Form, Layout, Slot, TOKEN_R, TWO_LANES, Track, around, client, downwards, port_pitch, server,
};
use crate::model::message::Node;
use crate::scene::{Point, Rect};

/// Narrowest card that stands in a single row.
const MIN_CARD_W: f64 = 52.0;
/// Widest card.
const MAX_CARD_W: f64 = 190.0;
/// Narrowest card with a line of its own for everything.
const FULL_CARD_W: f64 = 84.0;
/// Messages are cards where wires are at least this far apart, and tokens where they are not.
const CARD_PITCH: f64 = 90.0;
/// Widest message.
const MAX_MESSAGE_W: f64 = 108.0;
/// Between two rows.
const ROW_GAP: f64 = 8.0;
/// A channel between the cards of the near row: a token and a little air.
const CHANNEL: f64 = 2.0 * TOKEN_R + 3.0;
/// Way between the rows and the hub: a message's card with room to move.
const WAY: f64 = 82.0;
/// The same where nothing stands in between.
const LONG_WAY: f64 = 150.0;
/// Height of the balancer: its name, and two lines of reason.
const BALANCER_H: f64 = 66.0;
/// Height of a server nobody is connected to.
const IDLE_H: f64 = 46.0;
/// Height of server 1 where everybody is wired to it.
const FIRST_H: f64 = 148.0;

/// A row, or two, of cards: where each stands across the stage, and where its wire is.
struct Rows {
    /// Left edge, width and row (0 is near the hub) of each card.
    cards: Vec<(f64, f64, usize)>,
    /// Across position of each card's wire.
    ports: Vec<f64>,
    /// How many rows.
    count: usize,
    /// Distance between neighbouring wires.
    pitch: f64,
}

fn rows(count: usize, width: f64, pad: f64, near_first: bool) -> Rows {
    let inner = width - 2.0 * pad;
    let gap = if count <= 3 { 8.0 } else { 5.0 };
    let card_w = ((inner + gap) / count as f64 - gap).floor();
    if card_w >= MIN_CARD_W {
        let card_w = card_w.min(MAX_CARD_W);
        let pitch = ((inner - card_w) / (count as f64 - 1.0).max(1.0)).min(card_w + 24.0);
        let x = |index| width / 2.0 + around(index, count, pitch) - card_w / 2.0;
        let cards: Vec<_> = (0..count).map(|index| (x(index), card_w, 0)).collect();
        let ports = cards.iter().map(|(x, w, _)| x + w / 2.0).collect();
        return Rows { cards, ports, count: 1, pitch };
    }
    let columns = count.div_ceil(2);
    let unit = inner / columns as f64;
    let (mut cards, mut ports) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for index in 0..count {
        let (column, second) = (index % columns, index / columns == 1);
        let near = second != near_first;
        let left = pad + unit * column as f64;
        if near {
            cards.push((left, unit - CHANNEL, 0));
            ports.push(left + (unit - CHANNEL) / 2.0);
        } else {
            // Its wire comes down the channel at the right of the near row's card.
            cards.push((left + ROW_GAP, unit - ROW_GAP, 1));
            ports.push(left + unit - CHANNEL / 2.0);
        }
    }
    Rows { cards, ports, count: 2, pitch: unit / 2.0 }
}

/// What a card of the near row can show; the far row's show the same, though they are wider.
fn form(rows: &Rows) -> Form {
    let narrowest = rows.cards.iter().map(|card| card.1).fold(f64::INFINITY, f64::min);
    if rows.count == 1 && narrowest >= FULL_CARD_W { Form::Full } else { Form::Small }
}

fn client_h(rows: &Rows) -> f64 {
    match (form(rows), rows.count) {
        (Form::Full | Form::Compact, _) => 100.0,
        (Form::Small, 1) => 84.0,
        (Form::Small, _) => 72.0,
    }
}

fn server_h(rows: &Rows) -> f64 {
    match (form(rows), rows.count) {
        (Form::Full | Form::Compact, _) => 124.0,
        (Form::Small, 1) => 104.0,
        (Form::Small, _) => 84.0,
    }
}

/// How messages are drawn between these rows and the hub. A channel has room for one lane of tokens.
fn track(rows: &Rows) -> Track {
    let card_w = (rows.count == 1 && rows.pitch >= CARD_PITCH).then(|| (rows.pitch - 4.0).min(MAX_MESSAGE_W));
    Track { card_w, two_lanes: rows.count == 1 && rows.pitch >= TWO_LANES }
}

/// Where each wire meets the hub: under its card where it has to be, nearer to the middle where there is room.
fn hub_ports(rows: &Rows, width: f64, track: Track) -> Vec<f64> {
    let Some(card_w) = track.card_w else { return rows.ports.clone() };
    let count = rows.ports.len();
    let pitch = port_pitch(count, rows.pitch, card_w + 2.0);
    (0..count).map(|index| width / 2.0 + around(index, count, pitch)).collect()
}

/// Places the clients' rows, the far one on top; returns their slots and where they end.
fn client_slots(rows: &Rows, top: f64) -> (Vec<Slot>, f64) {
    let h = client_h(rows);
    let slot = |&(x, w, row): &(f64, f64, usize)| {
        let y = top + (rows.count - 1 - row) as f64 * (h + ROW_GAP);
        Slot { rect: Rect { x, y, w, h }, form: form(rows) }
    };
    (rows.cards.iter().map(slot).collect(), top + rows.count as f64 * (h + ROW_GAP) - ROW_GAP)
}

/// Places the servers' rows, the near one on top.
fn server_slots(rows: &Rows, top: f64) -> (Vec<Slot>, f64) {
    let h = server_h(rows);
    let slot = |&(x, w, row): &(f64, f64, usize)| {
        let y = top + row as f64 * (h + ROW_GAP);
        Slot { rect: Rect { x, y, w, h }, form: form(rows) }
    };
    (rows.cards.iter().map(slot).collect(), top + rows.count as f64 * (h + ROW_GAP) - ROW_GAP)
}

pub(super) fn layout(crowd: Crowd, width: f64) -> Layout {
    if crowd.balancer { balanced(crowd, width) } else { direct(crowd, width) }
}

fn pad_of(width: f64) -> f64 {
    if width < 330.0 { 6.0 } else { 10.0 }
}

fn balanced(crowd: Crowd, width: f64) -> Layout {
    let pad = pad_of(width);
    let client_rows = rows(crowd.clients, width, pad, false);
    let server_rows = rows(crowd.servers, width, pad, true);
    let client_track = track(&client_rows);
    let server_track = track(&server_rows);
    let (clients, clients_end) = client_slots(&client_rows, pad);
    let client_ports = hub_ports(&client_rows, width, client_track);
    let server_ports = hub_ports(&server_rows, width, server_track);
    let reach = client_ports.iter().chain(&server_ports).map(|x| (x - width / 2.0).abs()).fold(0.0, f64::max);
    let hub_w = (2.0 * (reach + 20.0)).max(168.0).min(width - 2.0 * pad);
    let hub = Rect { x: (width - hub_w) / 2.0, y: clients_end + WAY, w: hub_w, h: BALANCER_H };
    let (servers, end) = server_slots(&server_rows, hub.bottom() + WAY);
    let mut wires = Vec::with_capacity(crowd.clients + crowd.servers);
    for (index, slot) in clients.iter().enumerate() {
        let start = Point { x: client_rows.ports[index], y: slot.rect.bottom() };
        wires.push(downwards(client(index), Node::Balancer, start, Point { x: client_ports[index], y: hub.y }));
    }
    for (index, slot) in servers.iter().enumerate() {
        let end = Point { x: server_rows.ports[index], y: slot.rect.y };
        let start = Point { x: server_ports[index], y: hub.bottom() };
        wires.push(downwards(Node::Balancer, server(index), start, end));
    }
    Layout {
        width,
        height: (end + pad).ceil(),
        narrow: true,
        clients,
        balancer: Some(Slot { rect: hub, form: Form::Full }),
        servers,
        wires,
        client_track,
        server_track,
        bubble: Rect { x: hub.x + 6.0, y: hub.y + 24.0, w: hub.w - 12.0, h: hub.h - 24.0 - CLEAR },
    }
}

/// No balancer: every client is wired to server 1, which is as wide as the stage. The others stand idle below.
fn direct(crowd: Crowd, width: f64) -> Layout {
    let pad = pad_of(width);
    let client_rows = rows(crowd.clients, width, pad, false);
    let client_track = track(&client_rows);
    let (clients, clients_end) = client_slots(&client_rows, pad);
    let first = Rect { x: pad, y: clients_end + LONG_WAY, w: width - 2.0 * pad, h: FIRST_H };
    let mut servers = vec![Slot { rect: first, form: Form::Full }];
    let idle = crowd.servers.saturating_sub(1);
    let columns = idle.clamp(1, 4);
    let pitch = (width - 2.0 * pad + ROW_GAP) / columns as f64;
    for index in 0..idle {
        let x = pad + (index % columns) as f64 * pitch;
        let y = first.bottom() + ROW_GAP + (index / columns) as f64 * (IDLE_H + ROW_GAP);
        let rect = Rect { x, y, w: pitch - ROW_GAP, h: IDLE_H };
        servers.push(Slot { rect, form: Form::Small });
    }
    let end = servers.last().map_or(first.bottom(), |slot| slot.rect.bottom());
    let ports = hub_ports(&client_rows, width, client_track);
    let wire = |(index, slot): (usize, &Slot)| {
        let start = Point { x: client_rows.ports[index], y: slot.rect.bottom() };
        downwards(client(index), server(0), start, Point { x: ports[index], y: first.y })
    };
    let wires = clients.iter().enumerate().map(wire).collect();
    Layout {
        width,
        height: (end + pad).ceil(),
        narrow: true,
        clients,
        balancer: None,
        servers,
        wires,
        client_track,
        server_track: client_track,
        bubble: Rect::default(),
    }
}
