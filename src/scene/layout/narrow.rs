//! Layout for narrow windows, from top to bottom: clients, the balancer, servers, the store beside its replica. Cards
//! that don't fit side by side are in two rows. Wires of the row away from the hub then pass between the cards of the
//! near row, each in a channel as wide as a token.

use super::{
    CLEAR, Form, LANES, Layout, Port, REPLICA_GAP, TOKEN_R, TWO_LANES, Topology, Wire, centre_offset, line, port_pitch,
    store,
};
use crate::model::message::Node;
use crate::scene::{Point, Rect};

/// Least width of a card in a single row.
const MIN_CARD_W: i32 = 52;
/// Greatest width of a card.
const MAX_CARD_W: i32 = 190;
/// Least width of a card with all content.
const FULL_CARD_W: i32 = 84;
/// Least distance between wires at which messages are cards; on closer wires they are tokens.
const CARD_PITCH: i32 = 90;
/// Greatest width of a message's card.
const MAX_MESSAGE_W: i32 = 108;
/// Distance between two rows.
const ROW_GAP: i32 = 8;
/// Width of a channel between the cards of the near row: a token with a margin.
const CHANNEL: i32 = 2 * TOKEN_R + 3;
/// Distance between a row and the hub: room for a moving message card.
const HUB_GAP: i32 = 82;
/// Distance between the clients and server 1 without a balancer.
const DIRECT_GAP: i32 = 150;
/// Distance between the servers and the store: room for a moving token.
const STORE_GAP: i32 = 60;
/// Height of the balancer: its name and two more lines.
const BALANCER_H: i32 = 66;
/// Height of a server without a connection.
const IDLE_H: i32 = 46;
/// Height of server 1 without a balancer.
const DIRECT_SERVER_H: i32 = 148;
/// Height and greatest width of a store.
const STORE_H: i32 = 124;
const MAX_STORE_W: i32 = 320;
/// Heights of cards: with all content, small in a single row, small in two rows.
const CLIENT_H: [i32; 3] = [100, 84, 72];
const SERVER_H: [i32; 3] = [124, 104, 84];

/// One or two rows of cards.
#[derive(Default)]
struct Rows {
    cards: Vec<Placement>,
    two_rows: bool,
    /// Distance between neighbouring wires.
    pitch: i32,
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
    /// Form of all cards. Those of the far row are wider, but show the same.
    fn form(&self) -> Form {
        if !self.two_rows && self.cards[0].w >= FULL_CARD_W { Form::Full } else { Form::Small }
    }

    fn height(&self, heights: [i32; 3]) -> i32 {
        heights[if self.form() == Form::Full { 0 } else { 1 + usize::from(self.two_rows) }]
    }

    /// Greatest width of a message's card; 0 if only tokens fit. A channel has room for one lane of tokens.
    fn card_w(&self) -> i32 {
        if !self.two_rows && self.pitch >= CARD_PITCH { (self.pitch - 4).min(MAX_MESSAGE_W) } else { 0 }
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

    /// Places the cards from `top` on; returns their lower edge. The row away from the hub is at the top for clients,
    /// and at the bottom for servers.
    fn put(&self, layout: &mut Layout, nodes: &[Node], top: i32, heights: [i32; 3]) -> i32 {
        let h = self.height(heights);
        let above = matches!(nodes[0], Node::Client(_));
        for (card, node) in self.cards.iter().zip(nodes) {
            let second = self.two_rows && card.far != above;
            let y = top + if second { h + ROW_GAP } else { 0 };
            layout.put(*node, Rect { x: card.x, y, w: card.w, h }, self.form());
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

pub(super) fn lay_out(topology: &Topology, layout: &mut Layout) {
    let width = layout.width;
    let pad = if width < 330 { 6 } else { 10 };
    let clients = split_into_rows(topology.clients.len(), width, pad, false, false);
    let end = clients.put(layout, &topology.clients, pad, CLIENT_H);
    let servers = split_into_rows(topology.servers.len(), width, pad, true, topology.stores > 0);
    let hub = if topology.balancer {
        let reach = clients.reach(width).max(servers.reach(width));
        let w = (2 * (reach + 20)).clamp(168, width - 2 * pad);
        Rect { x: (width - w) / 2, y: end + HUB_GAP, w, h: BALANCER_H }
    } else {
        Rect { x: pad, y: end + DIRECT_GAP, w: width - 2 * pad, h: DIRECT_SERVER_H }
    };
    clients.wire(layout, &topology.clients, (topology.hub(), hub));
    layout.put(topology.hub(), hub, Form::Full);
    layout.bubble = Rect { x: hub.x + 6, y: hub.y + 24, w: hub.w - 12, h: hub.h - 24 - CLEAR };
    let mut end = hub.bottom();
    if topology.balancer {
        end = servers.put(layout, &topology.servers, end + HUB_GAP, SERVER_H);
        servers.wire(layout, &topology.servers, (Node::Balancer, hub));
    }
    // Without a balancer, the servers without connections are below the stores.
    if topology.stores > 0 {
        add_ports(topology, layout, &servers);
        end = place_stores(topology, layout, pad, end + STORE_GAP);
    }
    let lanes_from = end;
    end += topology.gutter();
    if !topology.balancer && topology.servers.len() > 1 {
        end = place_idle(topology, layout, pad, end + ROW_GAP);
    }
    if topology.stores == 0 {
        add_ports(topology, layout, &servers);
        layout.bus.lanes = LANES.map(|lane| lanes_from + lane);
    }
    layout.height = end + pad;
}

/// Places the servers without connections, up to four in a row; returns their lower edge.
fn place_idle(topology: &Topology, layout: &mut Layout, pad: i32, top: i32) -> i32 {
    let columns = (topology.servers.len() as i32 - 1).clamp(1, 4);
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
fn place_stores(topology: &Topology, layout: &mut Layout, pad: i32, y: i32) -> i32 {
    let room = layout.width - 2 * pad;
    let count = topology.stores as i32;
    let w = ((room - (count - 1) * REPLICA_GAP) / count).min(MAX_STORE_W);
    for index in 0..topology.stores {
        let x = (layout.width - w) / 2 + centre_offset(index, topology.stores, w + REPLICA_GAP);
        layout.put(store(index), Rect { x, y, w, h: STORE_H }, Form::Full);
    }
    y + STORE_H
}
