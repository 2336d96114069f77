//! Layout for narrow or low windows, from top to bottom: clients, the balancer, servers, the store beside its replica.
//! Cards that don't fit side by side are in two rows. Wires of the row away from the hub then pass between the cards of
//! the near row, each in a channel as wide as a token.

mod density;

use super::{
    CLEAR, Form, LANES, Layout, Port, REPLICA_GAP, TOKEN_R, TWO_LANES, Topology, Wire, centre_offset, line, port_pitch,
    store,
};
use crate::model::message::Node;
use crate::scene::{Point, Rect};
use density::{CARD_GAP, SLIM_BALANCER_H, Sizes};

/// Least width of a card in a single row.
const MIN_CARD_W: i32 = 52;
/// Greatest width of a card.
const MAX_CARD_W: i32 = 190;
/// Least width and height of a card with all content.
const FULL_CARD_W: i32 = 84;
const FULL_CARD_H: i32 = 100;
/// Least height of a client's card with its page.
const COMPACT_CARD_H: i32 = 70;
/// Least distance between wires at which messages are cards; on closer wires they are tokens.
const CARD_PITCH: i32 = 90;
/// Greatest width of a message's card.
const MAX_MESSAGE_W: i32 = 108;
/// Distance between two rows.
const ROW_GAP: i32 = 8;
/// Width of a channel between the cards of the near row: a token with a margin.
const CHANNEL: i32 = 2 * TOKEN_R + 3;
/// Height of a server without a connection.
const IDLE_H: i32 = 46;
/// Greatest width of a store.
const MAX_STORE_W: i32 = 320;

/// One or two rows of cards.
#[derive(Default)]
struct Rows {
    cards: Vec<Placement>,
    two_rows: bool,
    /// Distance between neighbouring wires.
    pitch: i32,
    /// True if the gap to the hub is high enough for a message's card.
    high_gap: bool,
}

/// Horizontal position of a card and its ports.
struct Placement {
    x: i32,
    w: i32,
    /// Port of the wire to the hub.
    port: i32,
    /// Port on the side away from the hub.
    far_port: i32,
    /// True in the row away from the hub.
    far: bool,
}

/// Divides `count` cards into one or two rows. `first_near_hub`: the first cards are in the row near the hub.
/// `with_channel`: wires of the near row pass between the cards of the far row.
fn split_into_rows(count: usize, width: i32, pad: i32, first_near_hub: bool, with_channel: bool) -> Rows {
    let inner = width - 2 * pad;
    let gap = if count <= 3 { 8 } else { 5 };
    let w = (inner + gap) / count as i32 - gap;
    let mut rows = Rows::default();
    if w >= MIN_CARD_W {
        let w = w.min(MAX_CARD_W);
        rows.pitch = ((inner - w) / (count as i32 - 1).max(1)).min(w + 24);
        for index in 0..count {
            let port = width / 2 + centre_offset(index, count, rows.pitch);
            rows.cards.push(Placement { x: port - w / 2, w, port, far_port: port, far: false });
        }
        return rows;
    }
    let columns = count.div_ceil(2);
    let unit = inner / columns as i32;
    (rows.two_rows, rows.pitch) = (true, unit / 2);
    for index in 0..count {
        let left = pad + unit * (index % columns) as i32;
        let far = (index >= columns) == first_near_hub;
        let port = left + (unit - CHANNEL) / 2;
        rows.cards.push(if far {
            // The wire uses the channel to the right of the card in the near row.
            let indent = if with_channel { CHANNEL } else { ROW_GAP };
            let (x, w) = (left + indent, unit - indent);
            Placement { x, w, port: left + unit - CHANNEL / 2, far_port: x + w / 2, far }
        } else {
            Placement { x: left, w: unit - CHANNEL, port, far_port: left + CHANNEL / 2, far }
        });
    }
    rows
}

impl Rows {
    /// True if all cards are wide enough for all content. Those of the far row are wider, but show the same.
    fn are_full(&self) -> bool {
        !self.two_rows && self.least_w() >= FULL_CARD_W
    }

    fn least_w(&self) -> i32 {
        self.cards.iter().map(|card| card.w).min().unwrap_or_default()
    }

    fn count(&self) -> i32 {
        1 + i32::from(self.two_rows)
    }

    /// Greatest width of a message's card; 0 if only tokens fit. A channel has room for one lane of tokens.
    fn card_w(&self) -> i32 {
        let fits = self.high_gap && !self.two_rows && self.pitch >= CARD_PITCH;
        if fits { (self.pitch - 4).min(MAX_MESSAGE_W) } else { 0 }
    }

    /// Horizontal position of a wire's port on the hub: at the port of its card, or nearer to the centre if messages are
    /// cards.
    fn hub_port(&self, index: usize, width: i32) -> i32 {
        match self.card_w() {
            0 => self.cards[index].port,
            card_w => {
                let count = self.cards.len();
                width / 2 + centre_offset(index, count, port_pitch(count, self.pitch, card_w + 2))
            }
        }
    }

    /// Greatest distance of a port on the hub from the centre.
    fn reach(&self, width: i32) -> i32 {
        let reach = (0..self.cards.len()).map(|index| (self.hub_port(index, width) - width / 2).abs());
        reach.max().unwrap_or_default()
    }

    /// Places the cards of height `h` from `top` on; returns their lower edge. The row away from the hub is at the top
    /// for clients, and at the bottom for servers.
    fn put(&self, layout: &mut Layout, nodes: &[Node], top: i32, h: i32) -> i32 {
        let form = match h {
            FULL_CARD_H.. if self.are_full() => Form::Full,
            COMPACT_CARD_H.. if self.are_full() => Form::Compact,
            _ => Form::Small,
        };
        let above = matches!(nodes[0], Node::Client(_));
        for (card, node) in self.cards.iter().zip(nodes) {
            let second = self.two_rows && card.far != above;
            let y = top + if second { h + ROW_GAP } else { 0 };
            layout.put(*node, Rect { x: card.x, y, w: card.w, h }, form);
        }
        top + if self.two_rows { 2 * h + ROW_GAP } else { h }
    }

    /// Adds a wire between each card and the hub.
    fn wire(&self, layout: &mut Layout, nodes: &[Node], hub: (Node, Rect)) {
        for (index, node) in nodes.iter().enumerate() {
            let Some(rect) = layout.slot(*node).map(|slot| slot.rect) else { continue };
            let (port, at) = (self.hub_port(index, layout.width), self.cards[index].port);
            let wire = if matches!(node, Node::Client(_)) {
                line(*node, hub.0, Point { x: at, y: rect.bottom() }, Point { x: port, y: hub.1.y }, true)
            } else {
                line(hub.0, *node, Point { x: port, y: hub.1.bottom() }, Point { x: at, y: rect.y }, true)
            };
            let two_lanes = !self.two_rows && self.pitch >= TWO_LANES;
            layout.wires.push(Wire { card_w: self.card_w(), two_lanes, ..wire });
        }
    }
}

/// Returns the layout for this width: the natural one if it is not higher than the room, else a denser one.
pub(super) fn lay_out(topology: &Topology, width: i32, room: i32) -> Layout {
    let mut layout = Layout { width, narrow: true, ..Layout::default() };
    let pad = if width < 330 { 6 } else { 10 };
    let mut clients = split_into_rows(topology.clients.len(), width, pad, false, false);
    let mut servers = split_into_rows(topology.servers.len(), width, pad, true, topology.stores > 0);
    let sizes = Sizes::of(topology, (&clients, &servers), room - 2 * pad);
    clients.high_gap = sizes.hub_gap >= CARD_GAP;
    servers.high_gap = clients.high_gap;
    let end = clients.put(&mut layout, &topology.clients, pad, sizes.client_h);
    let hub = place_hub(topology, &mut layout, (&clients, &servers), end + sizes.hub_gap, (pad, sizes.hub_h));
    clients.wire(&mut layout, &topology.clients, (topology.hub(), hub));
    let low = if topology.balancer { SLIM_BALANCER_H } else { FULL_CARD_H - 1 };
    layout.put(topology.hub(), hub, if hub.h <= low { Form::Small } else { Form::Full });
    let mut end = hub.bottom();
    if topology.balancer {
        end = servers.put(&mut layout, &topology.servers, end + sizes.hub_gap, sizes.server_h);
        servers.wire(&mut layout, &topology.servers, (Node::Balancer, hub));
    }
    // Without a balancer, the servers without connections are below the stores.
    if topology.stores > 0 {
        add_ports(topology, &mut layout, &servers);
        end = place_stores(topology, &mut layout, pad, (end + sizes.store_gap, sizes.store_h));
    }
    let lanes_from = end;
    end += topology.gutter();
    if !topology.balancer && topology.servers.len() > 1 {
        end = place_idle(topology, &mut layout, pad, end + ROW_GAP);
    }
    if topology.stores == 0 {
        add_ports(topology, &mut layout, &servers);
        layout.bus.lanes = LANES.map(|lane| lanes_from + lane);
    }
    layout.height = end + pad;
    layout
}

/// Returns the place of the balancer, or, without one, of server 1. Sets the room for the balancer's reason.
fn place_hub(
    topology: &Topology,
    layout: &mut Layout,
    (clients, servers): (&Rows, &Rows),
    y: i32,
    (pad, h): (i32, i32),
) -> Rect {
    let width = layout.width;
    let whole = Rect { x: pad, y, w: width - 2 * pad, h };
    if !topology.balancer {
        return whole;
    }
    if h <= SLIM_BALANCER_H {
        // The name and the reason share a line.
        layout.bubble = Rect { x: whole.x + 6, y: y + CLEAR, w: whole.w - 12, h: h - 2 * CLEAR };
        return whole;
    }
    let reach = clients.reach(width).max(servers.reach(width));
    let w = (2 * (reach + 20)).clamp(168, whole.w);
    let hub = Rect { x: (width - w) / 2, w, ..whole };
    layout.bubble = Rect { x: hub.x + 6, y: y + 24, w: w - 12, h: h - 24 - CLEAR };
    hub
}

/// Returns the number of rows of servers without connections, and the number of servers in a row.
fn idle_rows(topology: &Topology) -> (i32, i32) {
    let idle = topology.servers.len() as i32 - 1;
    let columns = idle.clamp(1, 4);
    ((idle + columns - 1) / columns, columns)
}

/// Places the servers without connections; returns their lower edge.
fn place_idle(topology: &Topology, layout: &mut Layout, pad: i32, top: i32) -> i32 {
    let (_, columns) = idle_rows(topology);
    let pitch = (layout.width - 2 * pad + ROW_GAP) / columns;
    let mut y = top;
    for (index, server) in topology.servers[1..].iter().enumerate() {
        let column = index as i32 % columns;
        y = top + index as i32 / columns * (IDLE_H + ROW_GAP);
        let rect = Rect { x: pad + column * pitch, y, w: pitch - ROW_GAP, h: IDLE_H };
        layout.put(*server, rect, Form::Small);
    }
    y + IDLE_H
}

/// Adds the ports of the servers placed so far: at their lower edge, but at the upper edge of
/// servers without connections.
fn add_ports(topology: &Topology, layout: &mut Layout, servers: &Rows) {
    for (index, server) in topology.servers.iter().enumerate() {
        let Some(rect) = layout.slot(*server).map(|slot| slot.rect) else { continue };
        let centre_x = rect.centre().x;
        let below = topology.balancer || index == 0;
        let edge = if below { rect.bottom() } else { rect.y };
        let along = if topology.balancer { servers.cards[index].far_port } else { centre_x };
        layout.store_ports.push(Port { server: *server, along, edge });
        layout.bus.ports.push(Port { server: *server, along: centre_x, edge });
    }
    if topology.stores == 0 {
        layout.store_ports.clear();
    }
}

/// Places the store and, beside it, its replica; returns their lower edge.
fn place_stores(topology: &Topology, layout: &mut Layout, pad: i32, (y, h): (i32, i32)) -> i32 {
    let room = layout.width - 2 * pad;
    let count = topology.stores as i32;
    let w = ((room - (count - 1) * REPLICA_GAP) / count).min(MAX_STORE_W);
    for index in 0..topology.stores {
        let x = (layout.width - w) / 2 + centre_offset(index, topology.stores, w + REPLICA_GAP);
        layout.put(store(index), Rect { x, y, w, h }, if h >= FULL_CARD_H { Form::Full } else { Form::Small });
    }
    y + h
}
