//! From left to right: a column of clients, the balancer, a column of servers, and what lies beside them: the paths of
//! copies, or the store with its replica below.

use super::{
    CARD_H, CLEAR, Crowd, Form, GUTTER, LANES, Layout, Port, REPLICA_GAP, TWO_LANES, Wire, around, line, port_pitch,
    store,
};
use crate::model::message::Node;
use crate::scene::{Point, Rect};

/// Way a card has to move at least.
const MIN_WAY: i32 = 18;
/// Narrowest and widest message.
const CARD_W: [i32; 2] = [64, 116];
/// Space between cards of a column.
const GAP: i32 = 14;
/// Way between the servers and their store: a token with room to move.
const STORE_GAP: i32 = 62;
/// Highest card of a client: four lines.
const CLIENT_H: i32 = 124;
/// Highest card of a server.
const SERVER_H: i32 = 184;
/// Room for the balancer's reason above it.
const BUBBLE_H: i32 = 78;
/// Height of the balancer's own lines, beside one a server.
const BALANCER_HEAD: i32 = 58;
/// Height of one server's share in the balancer.
const SHARE_H: i32 = 20;
/// Height of a server nobody is connected to.
const IDLE_H: i32 = 46;
/// Widths of the columns (clients, balancer, servers, stores): thousandths of the room, at least, at most.
type Widths = [(i32, i32, i32); 4];
const WIDTHS: Widths = [(225, 132, 212), (150, 92, 132), (255, 152, 244), (0, 0, 0)];
const WIDTHS_WITH_STORE: Widths = [(180, 132, 212), (115, 92, 132), (200, 148, 244), (180, 130, 212)];
/// Space a card of a column takes with the gap below it, by how many there are.
const PITCH: [i32; 9] = [152, 152, 152, 152, 122, 98, 84, 74, 64];

/// A column's left edge and width.
type Column = (i32, i32);

pub(super) fn lay_out(crowd: &Crowd, layout: &mut Layout) {
    let pad = if layout.width < 760 { 10 } else { 18 };
    let inner = layout.width - 2 * pad - crowd.gutter();
    let widths = if crowd.stores > 0 { &WIDTHS_WITH_STORE } else { &WIDTHS };
    let w = |column: usize| {
        let (share, least, most) = widths[column];
        (inner * share / 1000).clamp(least, most)
    };
    let beside = if crowd.stores > 0 { STORE_GAP + w(3) } else { 0 };
    let server_x = pad + inner - beside - w(2);
    let (clients, servers) = (crowd.clients.len(), crowd.servers.len());
    let mut tall = (clients as i32 * PITCH[clients.min(8)]).max(300);
    if crowd.balancer {
        tall = tall.max(servers as i32 * PITCH[servers.min(8)]);
    }
    let ports_h = hub_height(clients, tall);
    let (hub_w, hub_h) = if crowd.balancer {
        (w(1), ports_h.max(hub_height(servers, tall)).max(BALANCER_HEAD + SHARE_H * servers as i32))
    } else {
        (w(2), ports_h.clamp(220, tall))
    };
    let hub_x = if crowd.balancer { pad + (server_x + w(0) - w(1)) / 2 - pad / 2 } else { server_x };
    // The reason stands above the balancer, so the middle lies low enough for it.
    let for_bubble = if crowd.balancer { hub_h / 2 + BUBBLE_H + 2 * CLEAR } else { 0 };
    let middle = (pad + tall / 2).max(for_bubble);
    let hub = Rect { x: hub_x, y: middle - hub_h / 2, w: hub_w, h: hub_h };
    let across = (middle, tall);

    column(layout, &crowd.clients, (pad, w(0)), across, CLIENT_H);
    fan(crowd, layout, &crowd.clients, hub, across);
    layout.put(crowd.hub(), hub, Form::Full);
    let mut bottom = middle + tall / 2;
    if crowd.balancer {
        column(layout, &crowd.servers, (server_x, w(2)), across, SERVER_H);
        fan(crowd, layout, &crowd.servers, hub, across);
    } else if servers > 1 {
        bottom = idle(crowd, layout, pad, bottom + GAP + crowd.gutter());
    }
    ports(crowd, layout, (server_x + w(2), hub));
    stores(crowd, layout, (server_x + w(2) + STORE_GAP, w(3)), across);
    layout.height = bottom + pad;
    layout.bubble = Rect { x: hub.x, y: hub.y - CLEAR - BUBBLE_H, w: hub.w, h: BUBBLE_H };
}

/// Height of a hub with ports for so many wires.
fn hub_height(count: usize, tall: i32) -> i32 {
    port_pitch(count, tall / count as i32, TWO_LANES) * (count as i32 - 1) + TWO_LANES
}

/// A column of cards around the middle, none of them higher than it needs to be.
fn column(layout: &mut Layout, nodes: &[Node], (x, w): Column, (middle, tall): (i32, i32), highest: i32) {
    let count = nodes.len();
    let pitch = tall / count as i32;
    let h = (pitch - GAP).min(highest);
    for (index, node) in nodes.iter().enumerate() {
        let y = middle + around(index, count, pitch) - h / 2;
        layout.put(*node, Rect { x, y, w, h }, form(h));
    }
}

fn form(h: i32) -> Form {
    match h {
        104.. => Form::Full,
        66.. => Form::Compact,
        _ => Form::Small,
    }
}

/// Wires between the hub and a column of clients or servers.
fn fan(crowd: &Crowd, layout: &mut Layout, nodes: &[Node], hub: Rect, (middle, tall): (i32, i32)) {
    let count = nodes.len();
    let pitch = port_pitch(count, tall / count as i32, TWO_LANES);
    for (index, node) in nodes.iter().enumerate() {
        let Some(rect) = layout.slot(*node).map(|slot| slot.rect) else { continue };
        let (port, y) = (middle + around(index, count, pitch), rect.centre().y);
        let wire = if rect.x < hub.x {
            line(*node, crowd.hub(), Point { x: rect.right(), y }, Point { x: hub.x, y: port }, false)
        } else {
            line(crowd.hub(), *node, Point { x: hub.right(), y: port }, Point { x: rect.x, y }, false)
        };
        let card_w = (wire.end.x - wire.start.x - 2 * CLEAR - MIN_WAY).clamp(CARD_W[0], CARD_W[1]);
        layout.wires.push(Wire { card_w, two_lanes: true, ..wire });
    }
}

/// Servers nobody is connected to, in a row of their own; returns where they end.
fn idle(crowd: &Crowd, layout: &mut Layout, pad: i32, y: i32) -> i32 {
    let count = crowd.servers.len() as i32 - 1;
    let w = (layout.width - 2 * pad + GAP / 2) / count.max(4) - GAP / 2;
    for (index, server) in crowd.servers[1..].iter().enumerate() {
        let x = pad + index as i32 * (w + GAP / 2);
        layout.put(*server, Rect { x, y, w, h: IDLE_H }, Form::Small);
    }
    y + IDLE_H
}

/// Where copies and questions leave the servers: at the right, or below the first and above the idle ones.
fn ports(crowd: &Crowd, layout: &mut Layout, (right, hub): (i32, Rect)) {
    let mut lowest = 0;
    for server in &crowd.servers {
        let Some(rect) = layout.slot(*server).map(|slot| slot.rect) else { continue };
        let (centre, wired) = (rect.centre(), crowd.balancer || rect == hub);
        if crowd.stores > 0 && wired {
            layout.store_ports.push(Port { server: *server, along: centre.y, edge: right });
        }
        let (along, edge) = match (crowd.balancer, wired) {
            (true, _) => (centre.y, right),
            (false, true) => (centre.x, rect.bottom()),
            (false, false) => (centre.x, rect.y),
        };
        layout.bus.ports.push(Port { server: *server, along, edge });
        lowest = rect.y;
    }
    layout.bus.upright = crowd.balancer;
    let base = if crowd.balancer { right } else { lowest - GUTTER };
    layout.bus.lanes = LANES.map(|lane| base + lane);
}

/// The store, and below it its replica.
fn stores(crowd: &Crowd, layout: &mut Layout, (x, w): Column, (middle, tall): (i32, i32)) {
    let high = tall - GAP;
    let top = middle - high / 2;
    match crowd.stores {
        0 => {}
        1 => {
            let h = high.min(320);
            layout.put(store(0), Rect { x, y: middle - h / 2, w, h }, Form::Full);
        }
        _ => {
            let h = (high - REPLICA_GAP) / 2;
            layout.put(store(0), Rect { x, y: top, w, h }, form(h));
            layout.put(store(1), Rect { x, y: top + high - h, w, h }, form(h));
        }
    }
}

const _: () = assert!(CARD_H < TWO_LANES, "cards keep apart where two lanes of tokens do");
