//! Where a message is at a moment: arithmetic on the simulated time. Knows nothing of what a message is.

use super::layout::CLEAR;
use super::{Packet, PacketShape, Point, Progress, Spot, Wire, WireKind};
use crate::model::time::{SimDuration, SimTime};

/// Copies to several members leave one port: they are drawn from here on, where they have come apart.
const APART: f32 = 0.42;

/// The centre of a message on its wire at `now`. It stays at an end before it leaves and after it arrives.
pub fn place(wire: &Wire, packet: &Packet, now: SimTime) -> Spot {
    let whole = packet.behind + (packet.arrives_at - packet.goes_on_at);
    let done = share(packet.behind + (now - packet.goes_on_at), whole);
    let t = packet.from + (packet.to - packet.from) * done;
    let on = wire.at(t);
    if packet.aside == 0.0 {
        return on;
    }
    let normal = wire.normal(t);
    Spot { x: on.x + packet.aside * normal.x, y: on.y + packet.aside * normal.y }
}

/// How much of its way something has behind it at `now`, 0 to 1.
pub(super) fn progress(from: SimTime, until: SimTime, now: SimTime) -> f32 {
    share(now - from, until - from)
}

fn share(done: SimDuration, whole: SimDuration) -> f32 {
    if done >= whole { 1.0 } else { done.as_us() as f32 / whole.as_us() as f32 }
}

impl Progress {
    /// How much of the bar is filled at `now`, 0 to 1.
    pub fn at(&self, now: SimTime) -> f32 {
        progress(self.from, self.until, now)
    }

    /// The same in pixels.
    pub fn done(&self, now: SimTime) -> i32 {
        (self.bar.w as f32 * self.at(now)) as i32
    }
}

/// The stretch of a wire, from its start to its end, on which a thing of this shape touches neither end's card.
pub(super) fn stretch(wire: &Wire, shape: PacketShape, aside: f32) -> (f32, f32) {
    if wire.root != wire.start && wire.tip != wire.end {
        // All of it lies beside the cards.
        return (0.0, 1.0);
    }
    let along = |point: Point| if wire.upright { point.y } else { point.x };
    let bent = if wire.upright { wire.start.x != wire.end.x } else { wire.start.y != wire.end.y };
    let half = match shape {
        PacketShape::Card { w, h } => (if wire.upright { h } else { w } + 1) / 2,
        // Beside a wire that is bent, a token lies up to `aside` further along.
        PacketShape::Token { r } => r + if bent { aside.abs() as i32 } else { 0 },
        PacketShape::Diamond { r } => r,
    };
    let (start, end) = (along(wire.start), along(wire.end));
    // A line that left its card earlier has nothing to keep away from at its start.
    let first = if wire.root == wire.start { start + half + CLEAR } else { start + half };
    let last = end - half - CLEAR;
    if first >= last {
        return (0.5, 0.5);
    }
    (solve(wire, first as f32), solve(wire, last as f32))
}

/// Where on its way a wire reaches a coordinate, by bisection: along itself it only goes on.
fn solve(wire: &Wire, value: f32) -> f32 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..20 {
        let middle = (low + high) / 2.0;
        let at = wire.at(middle);
        if (if wire.upright { at.y } else { at.x }) < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// Where the way of a copy begins that leaves for several members at once.
pub(super) fn departure(wire: &Wire, first: f32, last: f32) -> f32 {
    match wire.kind {
        WireKind::Copies if wire.root != wire.start => first + (last - first) * APART,
        WireKind::Http | WireKind::Store | WireKind::Copies => first,
    }
}

fn mix(at: &[f32; 4], points: &[Point; 4]) -> Spot {
    let mut spot = Spot::default();
    for (share, point) in at.iter().zip(points) {
        spot.x += share * point.x as f32;
        spot.y += share * point.y as f32;
    }
    spot
}

impl Wire {
    fn points(&self) -> [Point; 4] {
        [self.start, self.start_control, self.end_control, self.end]
    }

    /// The point at `t` of the curve, 0 at the start and 1 at the end.
    pub fn at(&self, t: f32) -> Spot {
        let u = 1.0 - t;
        mix(&[u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t], &self.points())
    }

    /// The direction across the curve at `t`, of length 1.
    fn normal(&self, t: f32) -> Spot {
        let u = 1.0 - t;
        let [a, b, c] = [u * u, 2.0 * u * t, t * t];
        let Spot { x, y } = mix(&[-a, a - b, b - c, c], &self.points());
        let length = (x * x + y * y).sqrt().max(1e-6);
        Spot { x: -y / length, y: x / length }
    }

    /// The line as the `d` of an SVG path.
    pub fn path(&self) -> String {
        let mut path = String::from("M");
        let mut add = |letter: &str, Point { x, y }: Point| path += &format!("{letter}{x} {y}");
        add("", self.root);
        if self.root != self.start {
            add("L", self.start);
        }
        add("C", self.start_control);
        add(" ", self.end_control);
        add(" ", self.end);
        if self.tip != self.end {
            add("L", self.tip);
        }
        path
    }
}
