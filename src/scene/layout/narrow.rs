//! From top to bottom: clients, the balancer, servers, the store beside its replica. Where cards don't fit side by side
//! they stand in two rows, and the wires of the far row pass between the cards of the near one, each in a channel a token
//! wide.

use super::{
    CLEAR, Crowd, Form, LANES, Layout, Port, REPLICA_GAP, TOKEN_R, TWO_LANES, Wire, around, line, port_pitch, store,
};
use crate::model::message::Node;
use crate::scene::{Point, Rect};

/// Narrowest card that stands in a single row.
const MIN_CARD_W: i32 = 52;
/// Widest card.
const MAX_CARD_W: i32 = 190;
/// Narrowest card with a line of its own for everything.
const FULL_CARD_W: i32 = 84;
/// Messages are cards where wires are at least this far apart, and tokens where they are not.
const CARD_PITCH: i32 = 90;
/// Widest message.
const MAX_MESSAGE_W: i32 = 108;
/// Between two rows.
const ROW_GAP: i32 = 8;
/// A channel between the cards of the near row: a token and a little air.
const CHANNEL: i32 = 2 * TOKEN_R + 3;
/// Way between the rows and the hub: a message's card with room to move.
const WAY: i32 = 82;
/// The same where nothing stands in between.
const LONG_WAY: i32 = 150;
/// Way between the servers and their store: a token with room to move.
const STORE_WAY: i32 = 60;
/// Height of the balancer: its name, and two lines of reason.
const BALANCER_H: i32 = 66;
/// Height of a server nobody is connected to.
const IDLE_H: i32 = 46;
/// Height of server 1 where everybody is wired to it.
const FIRST_H: i32 = 148;
/// Height of a store, and its width at most.
const STORE_H: i32 = 124;
const MAX_STORE_W: i32 = 320;
/// Heights of cards: with a line for everything, in a single row, in two.
const CLIENT_H: [i32; 3] = [100, 84, 72];
const SERVER_H: [i32; 3] = [124, 104, 84];

/// A row, or two, of cards: where each stands across the stage, and where its wire is.
#[derive(Default)]
struct Rows {
    cards: Vec<Across>,
    two: bool,
    /// Distance between neighbouring wires.
    pitch: i32,
}

/// A card's place across the stage.
struct Across {
    x: i32,
    w: i32,
    /// Where its wire to the hub is.
    port: i32,
    /// Where its wire away from the hub is.
    far_port: i32,
    /// In the row away from the hub.
    far: bool,
}

/// `near_first`: the first cards stand in the row near the hub. `through`: wires go on from the near row past the far one.
fn rows(count: usize, width: i32, pad: i32, near_first: bool, through: bool) -> Rows {
    let inner = width - 2 * pad;
    let gap = if count <= 3 { 8 } else { 5 };
    let w = (inner + gap) / count as i32 - gap;
    let mut rows = Rows::default();
    if w >= MIN_CARD_W {
        let w = w.min(MAX_CARD_W);
        rows.pitch = ((inner - w) / (count as i32 - 1).max(1)).min(w + 24);
        for index in 0..count {
            let port = width / 2 + around(index, count, rows.pitch);
            rows.cards.push(Across { x: port - w / 2, w, port, far_port: port, far: false });
        }
        return rows;
    }
    let columns = count.div_ceil(2);
    let unit = inner / columns as i32;
    (rows.two, rows.pitch) = (true, unit / 2);
    for index in 0..count {
        let left = pad + unit * (index % columns) as i32;
        let far = (index >= columns) == near_first;
        let port = left + (unit - CHANNEL) / 2;
        rows.cards.push(if far {
            // Its wire comes down the channel at the right of the near row's card.
            let indent = if through { CHANNEL } else { ROW_GAP };
            let (x, w) = (left + indent, unit - indent);
            Across { x, w, port: left + unit - CHANNEL / 2, far_port: x + w / 2, far }
        } else {
            Across { x: left, w: unit - CHANNEL, port, far_port: left + CHANNEL / 2, far }
        });
    }
    rows
}

impl Rows {
    /// What a card of the near row can show; the far row's show the same, though they are wider.
    fn form(&self) -> Form {
        if !self.two && self.cards[0].w >= FULL_CARD_W { Form::Full } else { Form::Small }
    }

    fn height(&self, heights: [i32; 3]) -> i32 {
        heights[if self.form() == Form::Full { 0 } else { 1 + usize::from(self.two) }]
    }

    /// How much a message's card may be wide; 0 where there is only room for tokens. A channel has room for one lane.
    fn card_w(&self) -> i32 {
        if !self.two && self.pitch >= CARD_PITCH { (self.pitch - 4).min(MAX_MESSAGE_W) } else { 0 }
    }

    /// Where a wire meets the hub: under its card where it has to be, nearer to the middle where there is room.
    fn hub_port(&self, index: usize, width: i32) -> i32 {
        match self.card_w() {
            0 => self.cards[index].port,
            card_w => {
                let count = self.cards.len();
                width / 2 + around(index, count, port_pitch(count, self.pitch, card_w + 2))
            }
        }
    }

    /// How far from the middle its wires meet the hub at most.
    fn reach(&self, width: i32) -> i32 {
        let reach = (0..self.cards.len()).map(|index| (self.hub_port(index, width) - width / 2).abs());
        reach.max().unwrap_or_default()
    }

    /// Puts the cards from `top` on, the clients' far row on top and the servers' below; returns where they end.
    fn put(&self, layout: &mut Layout, nodes: &[Node], top: i32, heights: [i32; 3]) -> i32 {
        let h = self.height(heights);
        let above = matches!(nodes[0], Node::Client(_));
        for (card, node) in self.cards.iter().zip(nodes) {
            let second = self.two && card.far != above;
            let y = top + if second { h + ROW_GAP } else { 0 };
            layout.put(*node, Rect { x: card.x, y, w: card.w, h }, self.form());
        }
        top + if self.two { 2 * h + ROW_GAP } else { h }
    }

    /// Wires each of them to the hub, above or below it.
    fn wire(&self, layout: &mut Layout, nodes: &[Node], hub: (Node, Rect)) {
        for (index, node) in nodes.iter().enumerate() {
            let Some(rect) = layout.slot(*node).map(|slot| slot.rect) else { continue };
            let (port, at) = (self.hub_port(index, layout.width), self.cards[index].port);
            let wire = if matches!(node, Node::Client(_)) {
                line(*node, hub.0, Point { x: at, y: rect.bottom() }, Point { x: port, y: hub.1.y }, true)
            } else {
                line(hub.0, *node, Point { x: port, y: hub.1.bottom() }, Point { x: at, y: rect.y }, true)
            };
            let two_lanes = !self.two && self.pitch >= TWO_LANES;
            layout.wires.push(Wire { card_w: self.card_w(), two_lanes, ..wire });
        }
    }
}

pub(super) fn lay_out(crowd: &Crowd, layout: &mut Layout) {
    let width = layout.width;
    let pad = if width < 330 { 6 } else { 10 };
    let people = rows(crowd.clients.len(), width, pad, false, false);
    let end = people.put(layout, &crowd.clients, pad, CLIENT_H);
    let machines = rows(crowd.servers.len(), width, pad, true, crowd.stores > 0);
    let hub = if crowd.balancer {
        let reach = people.reach(width).max(machines.reach(width));
        let w = (2 * (reach + 20)).clamp(168, width - 2 * pad);
        Rect { x: (width - w) / 2, y: end + WAY, w, h: BALANCER_H }
    } else {
        Rect { x: pad, y: end + LONG_WAY, w: width - 2 * pad, h: FIRST_H }
    };
    people.wire(layout, &crowd.clients, (crowd.hub(), hub));
    layout.put(crowd.hub(), hub, Form::Full);
    layout.bubble = Rect { x: hub.x + 6, y: hub.y + 24, w: hub.w - 12, h: hub.h - 24 - CLEAR };
    let mut end = hub.bottom();
    if crowd.balancer {
        end = machines.put(layout, &crowd.servers, end + WAY, SERVER_H);
        machines.wire(layout, &crowd.servers, (Node::Balancer, hub));
    }
    // Without a balancer the idle servers stand below the stores.
    if crowd.stores > 0 {
        ports(crowd, layout, &machines);
        end = stores(crowd, layout, pad, end + STORE_WAY);
    }
    let lanes_from = end;
    end += crowd.gutter();
    if !crowd.balancer && crowd.servers.len() > 1 {
        end = idle(crowd, layout, pad, end + ROW_GAP);
    }
    if crowd.stores == 0 {
        ports(crowd, layout, &machines);
        layout.bus.lanes = LANES.map(|lane| lanes_from + lane);
    }
    layout.height = end + pad;
}

/// Servers nobody is connected to, up to four in a row; returns where they end.
fn idle(crowd: &Crowd, layout: &mut Layout, pad: i32, top: i32) -> i32 {
    let columns = (crowd.servers.len() as i32 - 1).clamp(1, 4);
    let pitch = (layout.width - 2 * pad + ROW_GAP) / columns;
    let mut y = top;
    for (index, server) in crowd.servers[1..].iter().enumerate() {
        let column = index as i32 % columns;
        y = top + index as i32 / columns * (IDLE_H + ROW_GAP);
        let rect = Rect { x: pad + column * pitch, y, w: pitch - ROW_GAP, h: IDLE_H };
        layout.put(*server, rect, Form::Small);
    }
    y + IDLE_H
}

/// Where copies and questions leave the servers that are there by now: below, and above the idle ones.
fn ports(crowd: &Crowd, layout: &mut Layout, machines: &Rows) {
    for (place, server) in crowd.servers.iter().enumerate() {
        let Some(rect) = layout.slot(*server).map(|slot| slot.rect) else { continue };
        let middle = rect.centre().x;
        let below = crowd.balancer || place == 0;
        let edge = if below { rect.bottom() } else { rect.y };
        let along = if crowd.balancer { machines.cards[place].far_port } else { middle };
        layout.store_ports.push(Port { server: *server, along, edge });
        layout.bus.ports.push(Port { server: *server, along: middle, edge });
    }
    if crowd.stores == 0 {
        layout.store_ports.clear();
    }
}

/// The store, and beside it its replica; returns where they end.
fn stores(crowd: &Crowd, layout: &mut Layout, pad: i32, y: i32) -> i32 {
    let room = layout.width - 2 * pad;
    let count = crowd.stores as i32;
    let w = ((room - (count - 1) * REPLICA_GAP) / count).min(MAX_STORE_W);
    for index in 0..crowd.stores {
        let x = (layout.width - w) / 2 + around(index, crowd.stores, w + REPLICA_GAP);
        layout.put(store(index), Rect { x, y, w, h: STORE_H }, Form::Full);
    }
    y + STORE_H
}
