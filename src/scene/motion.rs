//! Where a message is at a moment: arithmetic on the simulated time. Knows nothing of what a message is.

use super::layout::CLEAR;
use super::{Packet, PacketShape, Point, Scene, Wire};
use crate::model::time::SimTime;

/// The centre of a message at `now`, held at its ends before it leaves and after it arrives.
pub fn place(scene: &Scene, packet: &Packet, now: SimTime) -> Point {
    on_wire(&scene.wires[packet.wire], packet, now)
}

/// The same on a wire that is in no scene yet.
pub(super) fn on_wire(wire: &Wire, packet: &Packet, now: SimTime) -> Point {
    let t = packet.from + (packet.to - packet.from) * progress(packet, now);
    let (on, normal) = (wire.at(t), wire.normal(t));
    Point { x: on.x + packet.aside * normal.x, y: on.y + packet.aside * normal.y }
}

/// How much of its way a message has behind it at `now`, 0 to 1.
pub(super) fn progress(packet: &Packet, now: SimTime) -> f64 {
    let whole = (packet.arrives_at - packet.sent_at).as_us();
    let done = (now - packet.sent_at).as_us();
    if whole == 0 { 1.0 } else { (done as f64 / whole as f64).clamp(0.0, 1.0) }
}

/// The stretch of a wire, from its start to its end, on which a thing of this shape touches neither end's card.
pub(super) fn stretch(wire: &Wire, narrow: bool, shape: PacketShape, aside: f64) -> (f64, f64) {
    let along = |point: Point| if narrow { point.y } else { point.x };
    let across = |point: Point| if narrow { point.x } else { point.y };
    let bent = (across(wire.start) - across(wire.end)).abs() > 0.5;
    let half = match shape {
        PacketShape::Card { w, h } => (if narrow { h } else { w }) / 2.0,
        // Beside a wire that is bent, a token lies up to `aside` further along.
        PacketShape::Token { r } => r + if bent { aside.abs() } else { 0.0 },
    };
    let (first, last) = (along(wire.start) + half + CLEAR, along(wire.end) - half - CLEAR);
    if first >= last {
        return (0.5, 0.5);
    }
    (solve(|t| along(wire.at(t)), first), solve(|t| along(wire.at(t)), last))
}

/// Where a growing function of 0 to 1 reaches a value, by bisection.
fn solve(f: impl Fn(f64) -> f64, value: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..40 {
        let middle = (low + high) / 2.0;
        if f(middle) < value {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

impl Wire {
    /// The point at `t` of the curve, 0 at the start and 1 at the end.
    pub fn at(&self, t: f64) -> Point {
        let u = 1.0 - t;
        let [a, b, c, d] = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
        let mix = |start: f64, first: f64, second: f64, end: f64| a * start + b * first + c * second + d * end;
        Point {
            x: mix(self.start.x, self.start_control.x, self.end_control.x, self.end.x),
            y: mix(self.start.y, self.start_control.y, self.end_control.y, self.end.y),
        }
    }

    /// The direction across the curve at `t`, of length 1.
    fn normal(&self, t: f64) -> Point {
        let u = 1.0 - t;
        let [a, b, c] = [u * u, 2.0 * u * t, t * t];
        let slope = |start: f64, first: f64, second: f64, end: f64| {
            a * (first - start) + b * (second - first) + c * (end - second)
        };
        let x = slope(self.start.x, self.start_control.x, self.end_control.x, self.end.x);
        let y = slope(self.start.y, self.start_control.y, self.end_control.y, self.end.y);
        let length = x.hypot(y).max(f64::MIN_POSITIVE);
        Point { x: -y / length, y: x / length }
    }

    /// The curve as the `d` of an SVG path.
    pub fn path(&self) -> String {
        let Wire { start, start_control: first, end_control: second, end, .. } = self;
        format!(
            "M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            start.x, start.y, first.x, first.y, second.x, second.y, end.x, end.y
        )
    }
}
