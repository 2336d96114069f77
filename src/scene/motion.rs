//! Positions of messages, computed from the simulated time. Knows nothing of their content.

use super::layout::CLEAR;
use super::{Packet, PacketShape, Point, Position, Progress, Wire, WireKind};
use crate::model::time::{SimDuration, SimTime};

/// Fraction of the path at which copies to several members, which leave at one port, no longer overlap.
const DIVERGED_AT: f32 = 0.42;

/// Returns the centre of a message on its wire at `now`. Before it leaves and after it arrives, it is at an end.
pub fn packet_position(wire: &Wire, packet: &Packet, now: SimTime) -> Position {
    let whole = packet.travelled + (packet.arrives_at - packet.resumed_at);
    let done = fraction(packet.travelled + (now - packet.resumed_at), whole);
    let t = packet.from + (packet.to - packet.from) * done;
    let on = wire.at(t);
    if packet.lane_offset == 0.0 {
        return on;
    }
    let normal = wire.normal(t);
    Position { x: on.x + packet.lane_offset * normal.x, y: on.y + packet.lane_offset * normal.y }
}

/// Returns the elapsed fraction of the time between two moments, 0 to 1.
pub(super) fn fraction_between(from: SimTime, until: SimTime, now: SimTime) -> f32 {
    fraction(now - from, until - from)
}

fn fraction(done: SimDuration, whole: SimDuration) -> f32 {
    if done >= whole { 1.0 } else { done.as_us() as f32 / whole.as_us() as f32 }
}

impl Progress {
    /// Returns the filled fraction of the bar at `now`, 0 to 1.
    pub fn fraction(&self, now: SimTime) -> f32 {
        fraction_between(self.from, self.until, now)
    }

    /// Returns the width of the filled part at `now`, in CSS pixels.
    pub fn filled_w(&self, now: SimTime) -> i32 {
        (self.bar.w as f32 * self.fraction(now)) as i32
    }
}

/// Returns the curve parameters between which a packet of this shape touches neither card.
pub(super) fn travel_range(wire: &Wire, shape: PacketShape, lane_offset: f32) -> (f32, f32) {
    if wire.line_start != wire.start && wire.line_end != wire.end {
        // The whole curve is outside of the cards.
        return (0.0, 1.0);
    }
    let along = |point: Point| if wire.vertical { point.y } else { point.x };
    let curved = if wire.vertical { wire.start.x != wire.end.x } else { wire.start.y != wire.end.y };
    let half = match shape {
        PacketShape::Card { w, h } => (if wire.vertical { h } else { w } + 1) / 2,
        // On the lane of a curved wire, a token is up to `lane_offset` further along.
        PacketShape::Token { r } => r + if curved { lane_offset.abs() as i32 } else { 0 },
        PacketShape::Diamond { r } => r,
    };
    let (start, end) = (along(wire.start), along(wire.end));
    // After a straight piece, the card is too far away to be touched.
    let first = if wire.line_start == wire.start { start + half + CLEAR } else { start + half };
    let last = end - half - CLEAR;
    if first >= last {
        return (0.5, 0.5);
    }
    (parameter_at(wire, first as f32), parameter_at(wire, last as f32))
}

/// Returns the curve parameter at a coordinate, by bisection. The coordinate grows along the whole curve.
fn parameter_at(wire: &Wire, value: f32) -> f32 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..20 {
        let mid = (low + high) / 2.0;
        let at = wire.at(mid);
        if (if wire.vertical { at.y } else { at.x }) < value {
            low = mid;
        } else {
            high = mid;
        }
    }
    (low + high) / 2.0
}

/// Returns the curve parameter at which a message starts. Copies between servers start where they no longer overlap.
pub(super) fn copy_start(wire: &Wire, first: f32, last: f32) -> f32 {
    match wire.kind {
        WireKind::Copies if wire.line_start != wire.start => first + (last - first) * DIVERGED_AT,
        WireKind::Http | WireKind::Store | WireKind::Copies => first,
    }
}

fn weighted_sum(at: &[f32; 4], points: &[Point; 4]) -> Position {
    let mut sum = Position::default();
    for (share, point) in at.iter().zip(points) {
        sum.x += share * point.x as f32;
        sum.y += share * point.y as f32;
    }
    sum
}

impl Wire {
    fn points(&self) -> [Point; 4] {
        [self.start, self.start_control, self.end_control, self.end]
    }

    /// Returns the point of the curve at parameter `t`: 0 is the start, 1 the end.
    pub fn at(&self, t: f32) -> Position {
        let u = 1.0 - t;
        weighted_sum(&[u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t], &self.points())
    }

    /// Returns the unit vector across the curve at parameter `t`.
    fn normal(&self, t: f32) -> Position {
        let u = 1.0 - t;
        let [a, b, c] = [u * u, 2.0 * u * t, t * t];
        let Position { x, y } = weighted_sum(&[-a, a - b, b - c, c], &self.points());
        let length = (x * x + y * y).sqrt().max(1e-6);
        Position { x: -y / length, y: x / length }
    }

    /// Returns the line as the `d` of an SVG path.
    pub fn path(&self) -> String {
        let mut path = String::from("M");
        let mut add = |letter: &str, Point { x, y }: Point| path += &format!("{letter}{x} {y}");
        add("", self.line_start);
        if self.line_start != self.start {
            add("L", self.start);
        }
        add("C", self.start_control);
        add(" ", self.end_control);
        add(" ", self.end);
        if self.line_end != self.end {
            add("L", self.line_end);
        }
        path
    }
}
