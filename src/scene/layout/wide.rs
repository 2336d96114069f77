//! Layout for wide windows, from left to right: a column of clients, the balancer, a column of servers, and then the
//! paths of copies, or the store with its replica below.

use super::{
    CARD_H, CLEAR, Form, GUTTER, LANES, Layout, MIN_TRAVEL, Port, REPLICA_GAP, TWO_LANES, Topology, Wire,
    centre_offset, line, port_pitch, store,
};
use crate::model::message::Node;
use crate::scene::{Point, Rect};

/// Least and greatest width of a message's card.
const CARD_W: [i32; 2] = [64, 116];
/// Space between cards of a column.
const GAP: i32 = 14;
/// Distance between the servers and the store: room for a moving token.
const STORE_GAP: i32 = 62;
/// Greatest height of a client's card: four lines.
const CLIENT_H: i32 = 124;
/// Greatest height of a server's card.
const SERVER_H: i32 = 184;
/// Room for the balancer's reason above it.
const BUBBLE_H: i32 = 78;
/// Height of the balancer without its line for each server.
const BALANCER_HEAD: i32 = 58;
/// Height of one server's share in the balancer.
const SHARE_H: i32 = 20;
/// Height of a server without a connection.
const IDLE_H: i32 = 46;
/// Widths of the columns (clients, balancer, servers, stores): thousandths of the inner width, minimum, maximum.
type Widths = [(i32, i32, i32); 4];
const WIDTHS: Widths = [(225, 132, 212), (150, 92, 132), (255, 152, 244), (0, 0, 0)];
const WIDTHS_WITH_STORE: Widths = [(180, 132, 212), (115, 92, 132), (200, 148, 244), (180, 130, 212)];
/// Height of a card with the gap below it, by the number of cards in the column.
const PITCH: [i32; 9] = [152, 152, 152, 152, 122, 98, 84, 74, 64];
/// Least heights of a client's and a machine's card with the gap below it, and of a column.
const MIN_CLIENT_PITCH: i32 = 84;
const MIN_MACHINE_PITCH: i32 = 64;
const MIN_COLUMN_H: i32 = 220;
/// Least heights of a client's and a machine's card with all content.
const FULL_CLIENT_H: i32 = 104;
const FULL_MACHINE_H: i32 = 112;

/// A column's left edge and width.
type Column = (i32, i32);

/// Vertical arrangement: of the columns, of the balancer or server 1 between them, and of the whole stage.
#[derive(Clone, Copy)]
struct Heights {
    column: i32,
    centre_y: i32,
    hub: i32,
    stage: i32,
}

/// Returns the layout for this width: the natural one if it is not higher than the room, else one with lower cards.
pub(super) fn lay_out(topology: &Topology, width: i32, room: i32) -> Layout {
    let mut layout = Layout { width, ..Layout::default() };
    let pad = if width < 760 { 10 } else { 18 };
    let inner = width - 2 * pad - topology.gutter();
    let widths = if topology.stores > 0 { &WIDTHS_WITH_STORE } else { &WIDTHS };
    let w = |column: usize| {
        let (share, min_w, max_w) = widths[column];
        (inner * share / 1000).clamp(min_w, max_w)
    };
    let store_room = if topology.stores > 0 { STORE_GAP + w(3) } else { 0 };
    let server_x = pad + inner - store_room - w(2);
    let heights = heights(topology, pad, room);
    let hub_w = if topology.balancer { w(1) } else { w(2) };
    let hub_x = if topology.balancer { pad + (server_x + w(0) - w(1)) / 2 - pad / 2 } else { server_x };
    let hub = Rect { x: hub_x, y: heights.centre_y - heights.hub / 2, w: hub_w, h: heights.hub };
    let span = (heights.centre_y, heights.column);

    place_column(&mut layout, &topology.clients, (pad, w(0)), span, CLIENT_H);
    wire_column(topology, &mut layout, &topology.clients, hub, span);
    layout.put(topology.hub(), hub, Form::Full);
    if topology.balancer {
        place_column(&mut layout, &topology.servers, (server_x, w(2)), span, SERVER_H);
        wire_column(topology, &mut layout, &topology.servers, hub, span);
    } else if topology.servers.len() > 1 {
        place_idle(topology, &mut layout, pad, heights.stage - pad - IDLE_H);
    }
    add_ports(topology, &mut layout, (server_x + w(2), hub));
    place_stores(topology, &mut layout, (server_x + w(2) + STORE_GAP, w(3)), span);
    layout.height = heights.stage;
    layout.bubble = Rect { x: hub.x, y: hub.y - CLEAR - BUBBLE_H, w: hub.w, h: BUBBLE_H };
    layout
}

/// Returns the natural heights if they fit the room, else the greatest ones that do, else the least ones.
fn heights(topology: &Topology, pad: i32, room: i32) -> Heights {
    let (clients, servers) = (topology.clients.len() as i32, topology.servers.len() as i32);
    let column = |least: i32, client_pitch: i32, server_pitch: i32| {
        let of_servers = if topology.balancer { servers * server_pitch } else { 0 };
        least.max(clients * client_pitch).max(of_servers)
    };
    let natural = column(300, PITCH[clients.min(8) as usize], PITCH[servers.min(8) as usize]);
    let least = column(MIN_COLUMN_H, MIN_CLIENT_PITCH, MIN_MACHINE_PITCH).min(natural);
    let mut all = (least..=natural).rev().map(|column| heights_of(topology, pad, column));
    all.find(|heights| heights.stage <= room).unwrap_or_else(|| heights_of(topology, pad, least))
}

fn heights_of(topology: &Topology, pad: i32, column: i32) -> Heights {
    let (clients, servers) = (topology.clients.len(), topology.servers.len());
    let ports_h = hub_height(clients, column);
    let hub = if topology.balancer {
        ports_h.max(hub_height(servers, column)).max(BALANCER_HEAD + SHARE_H * servers as i32)
    } else {
        ports_h.clamp(220, column)
    };
    // The bubble with the reason needs room above the balancer.
    let bubble_room = if topology.balancer { hub / 2 + BUBBLE_H + 2 * CLEAR } else { 0 };
    let centre_y = (pad + column / 2).max(bubble_room);
    let mut stage = centre_y + column / 2 + pad;
    if !topology.balancer && servers > 1 {
        stage += GAP + topology.gutter() + IDLE_H;
    }
    Heights { column, centre_y, hub, stage }
}

/// Returns the height of a hub with ports for `count` wires.
fn hub_height(count: usize, column_h: i32) -> i32 {
    port_pitch(count, column_h / count as i32, TWO_LANES) * (count as i32 - 1) + TWO_LANES
}

/// Places a column of cards, vertically centred at `centre_y`.
fn place_column(layout: &mut Layout, nodes: &[Node], (x, w): Column, (centre_y, column_h): (i32, i32), max_h: i32) {
    let count = nodes.len();
    let pitch = column_h / count as i32;
    let h = (pitch - GAP).min(max_h);
    for (index, node) in nodes.iter().enumerate() {
        let y = centre_y + centre_offset(index, count, pitch) - h / 2;
        layout.put(*node, Rect { x, y, w, h }, form(*node, h));
    }
}

fn form(node: Node, h: i32) -> Form {
    let full = if matches!(node, Node::Client(_)) { FULL_CLIENT_H } else { FULL_MACHINE_H };
    match h {
        h if h >= full => Form::Full,
        66.. => Form::Compact,
        _ => Form::Small,
    }
}

/// Adds the wires between the hub and a column of clients or servers.
fn wire_column(topology: &Topology, layout: &mut Layout, nodes: &[Node], hub: Rect, (centre_y, column_h): (i32, i32)) {
    let count = nodes.len();
    let pitch = port_pitch(count, column_h / count as i32, TWO_LANES);
    for (index, node) in nodes.iter().enumerate() {
        let Some(rect) = layout.slot(*node).map(|slot| slot.rect) else { continue };
        let (port, y) = (centre_y + centre_offset(index, count, pitch), rect.centre().y);
        let wire = if rect.x < hub.x {
            line(*node, topology.hub(), Point { x: rect.right(), y }, Point { x: hub.x, y: port }, false)
        } else {
            line(topology.hub(), *node, Point { x: hub.right(), y: port }, Point { x: rect.x, y }, false)
        };
        let card_w = (wire.end.x - wire.start.x - 2 * CLEAR - MIN_TRAVEL).clamp(CARD_W[0], CARD_W[1]);
        layout.wires.push(Wire { card_w, two_lanes: true, ..wire });
    }
}

/// Places the servers without connections in a row.
fn place_idle(topology: &Topology, layout: &mut Layout, pad: i32, y: i32) {
    let count = topology.servers.len() as i32 - 1;
    let w = (layout.width - 2 * pad + GAP / 2) / count.max(4) - GAP / 2;
    for (index, server) in topology.servers[1..].iter().enumerate() {
        let x = pad + index as i32 * (w + GAP / 2);
        layout.put(*server, Rect { x, y, w, h: IDLE_H }, Form::Small);
    }
}

/// Adds the ports of the servers: at their right edge, or, without a balancer, below server 1 and above the others.
fn add_ports(topology: &Topology, layout: &mut Layout, (right, hub): (i32, Rect)) {
    let mut lowest = 0;
    for server in &topology.servers {
        let Some(rect) = layout.slot(*server).map(|slot| slot.rect) else { continue };
        let (centre, wired) = (rect.centre(), topology.balancer || rect == hub);
        if topology.stores > 0 && wired {
            layout.store_ports.push(Port { server: *server, along: centre.y, edge: right });
        }
        let (along, edge) = match (topology.balancer, wired) {
            (true, _) => (centre.y, right),
            (false, true) => (centre.x, rect.bottom()),
            (false, false) => (centre.x, rect.y),
        };
        layout.bus.ports.push(Port { server: *server, along, edge });
        lowest = rect.y;
    }
    layout.bus.vertical = topology.balancer;
    let base = if topology.balancer { right } else { lowest - GUTTER };
    layout.bus.lanes = LANES.map(|lane| base + lane);
}

/// Places the store and, below it, its replica.
fn place_stores(topology: &Topology, layout: &mut Layout, (x, w): Column, (centre_y, column_h): (i32, i32)) {
    let total_h = column_h - GAP;
    let top = centre_y - total_h / 2;
    match topology.stores {
        0 => {}
        1 => {
            let h = total_h.min(320);
            layout.put(store(0), Rect { x, y: centre_y - h / 2, w, h }, Form::Full);
        }
        _ => {
            let h = (total_h - REPLICA_GAP) / 2;
            layout.put(store(0), Rect { x, y: top, w, h }, form(store(0), h));
            layout.put(store(1), Rect { x, y: top + total_h - h, w, h }, form(store(1), h));
        }
    }
}

const _: () = assert!(CARD_H < TWO_LANES, "the pitch for two lanes of tokens also keeps cards apart");
