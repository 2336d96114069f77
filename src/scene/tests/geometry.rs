//! No parts of the stage overlap, leave their card, or are too small to read.

use super::*;
use crate::model::config::StoreKind;
use crate::model::time::SimTime;
use crate::scene::{BADGE_R, Packet, PacketShape, Position, Rect, Text, packet_position};
use crate::strategy::Strategy;

const WIDTHS: [i32; 11] = [288, 320, 360, 600, 640, 728, 768, 800, 884, 1000, 1280];
/// The artificial language stands for every wordy one.
const LANGUAGES: [Language; 3] = [Language::Korean, Language::English, Language::Doubled];
/// Moments between two steps at which the positions of messages are compared.
const MOMENTS: u64 = 5;

/// A rectangle with a name for the message of a failed test.
type Named = (String, Rect);

fn shown<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Vec<Named> {
    texts.into_iter().map(|text| (text.text.clone(), text.bounds())).collect()
}

/// Problems found in a scene.
#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn check(&mut self, right: bool, problem: impl FnOnce() -> String) {
        if !right {
            self.0.push(problem());
        }
    }

    fn check_apart(&mut self, things: &[Named]) {
        for (index, (name, rect)) in things.iter().enumerate() {
            for (other, beside) in &things[index + 1..] {
                self.check(!rect.overlaps(beside), || format!("{name} {rect:?} overlaps {other} {beside:?}"));
            }
        }
    }

    fn check_clear(&mut self, things: &[Named], what: &str, rect: &Rect) {
        for (name, thing) in things {
            self.check(!thing.overlaps(rect), || format!("{name} {thing:?} overlaps {what} {rect:?}"));
        }
    }

    fn check_inside(&mut self, outer: &Rect, things: &[Named]) {
        for (name, rect) in things {
            self.check(outer.contains(rect), || format!("{name} {rect:?} sticks out of {outer:?}"));
        }
    }

    /// Checks the texts of a card.
    fn check_texts(&mut self, card: &Rect, texts: &[&Text]) {
        for text in texts {
            self.check(text.size >= 11, || format!("{text:?} is too small"));
            self.check(!text.text.is_empty(), || format!("{text:?} is empty"));
        }
        let texts = shown(texts.iter().copied());
        self.check_inside(card, &texts);
        self.check_apart(&texts);
    }
}

fn check_card(card: &Card, problems: &mut Problems) {
    let whole = Rect { x: 0, y: 0, ..card.rect };
    let of_rows = card.rows.iter().flat_map(|row| &row.texts);
    problems.check_texts(&whole, &card.texts.iter().chain(of_rows).collect::<Vec<_>>());
    let own = shown(&card.texts);
    let named = |name: &str| card.texts.iter().any(|text| text.class == name);
    if let Some(at) = card.dot {
        let r = if matches!(card.node, Node::Client(_)) { BADGE_R } else { 4 };
        let dot = Rect { x: at.x - r, y: at.y - r, w: 2 * r, h: 2 * r };
        problems.check_inside(&whole, &[("dot".into(), dot)]);
        let words: Vec<Named> = shown(card.texts.iter().filter(|text| text.class != "initial"));
        problems.check_clear(&words, "the dot", &dot);
        problems.check(named("name"), || format!("no name in {:?}", card.rect));
    }
    for shape in &card.shapes {
        problems.check_inside(&whole, &[(shape.class.into(), shape.rect)]);
        let allowed = match shape.class {
            // Texts in a pill are checked below. A field holds pills and the label.
            "pill" => vec!["cookie", "affinity"],
            "field" => vec!["cookie", "affinity", "label"],
            _ => vec![],
        };
        let others: Vec<Named> = shown(card.texts.iter().filter(|text| !allowed.contains(&text.class)));
        problems.check_clear(&others, shape.class, &shape.rect);
    }
    let pills: Vec<Named> =
        card.shapes.iter().filter(|shape| shape.class == "pill").map(|s| ("pill".into(), s.rect)).collect();
    problems.check_apart(&pills);
    for text in card.texts.iter().filter(|text| matches!(text.class, "cookie" | "affinity")) {
        let is_inside = pills.iter().any(|(_, pill)| pill.contains(&text.bounds()));
        problems.check(is_inside, || format!("{text:?} is in no pill of {pills:?}"));
    }
    let rows: Vec<Named> = card.rows.iter().map(|row| (row_text(row, "id").to_owned(), row.rect)).collect();
    problems.check_inside(&whole, &rows);
    problems.check_apart(&rows);
    for row in &card.rows {
        problems.check_inside(&row.rect, &shown(&row.texts));
        problems.check_clear(&own, "a row", &row.rect);
        problems.check(!row_text(row, "id").is_empty(), || format!("a row without its id in {:?}", card.rect));
    }
    if let Some(progress) = card.progress {
        problems.check_inside(&whole, &[("progress".into(), progress.bar)]);
        problems.check_clear(&[own, rows].concat(), "the progress", &progress.bar);
    }
    let healthy = matches!(card.node, Node::Client(_) | Node::Balancer) || card.up;
    problems.check(healthy || named("health"), || format!("{} is down and does not say so", card_text(card, "name")));
    let status = !matches!(card.node, Node::Client(_)) || named("status");
    problems.check(status, || format!("no status in {:?}", card.rect));
}

fn check_still(scene: &Scene, problems: &mut Problems) {
    let mut cards: Vec<Named> = Vec::new();
    for card in &scene.cards {
        check_card(card, problems);
        cards.push((format!("{:?}", card.node), card.rect));
    }
    for (name, rect) in &cards {
        problems.check(rect.w >= 44 && rect.h >= 44, || format!("{name} {rect:?} is too small to hit"));
    }
    if let Some(bubble) = &scene.bubble {
        let lines: Vec<&Text> = bubble.lines.iter().collect();
        problems.check_texts(&bubble.rect, &lines);
        if scene.narrow {
            let balancer = card(scene, Node::Balancer);
            let Rect { x, y, .. } = balancer.rect;
            problems.check_clear(&shown(&balancer.texts), "the bubble", &bubble.rect.moved(-x, -y));
        } else {
            cards.push(("bubble".into(), bubble.rect));
        }
    }
    problems.check_apart(&cards);
    problems.check_inside(&Rect { x: 0, y: 0, w: scene.width, h: scene.height }, &cards);
}

fn bounds(packet: &Packet, centre: Position) -> Rect {
    let (w, h) = match packet.shape {
        PacketShape::Card { w, h } => (w, h),
        PacketShape::Token { r } | PacketShape::Diamond { r } => (2 * r, 2 * r),
    };
    Rect { x: centre.x.round() as i32 - w / 2, y: centre.y.round() as i32 - h / 2, w, h }
}

fn do_touch(one: &(&Packet, Position), other: &(&Packet, Position)) -> bool {
    let (x, y) = (one.1.x - other.1.x, one.1.y - other.1.y);
    match (one.0.shape, other.0.shape) {
        (
            PacketShape::Token { r } | PacketShape::Diamond { r },
            PacketShape::Token { r: other_r } | PacketShape::Diamond { r: other_r },
        ) => x.hypot(y) < (r + other_r) as f32,
        _ => bounds(one.0, one.1).overlaps(&bounds(other.0, other.1)),
    }
}

fn check_moving(scene: &Scene, from: SimTime, to: SimTime, problems: &mut Problems) {
    let stage = Rect { x: 0, y: 0, w: scene.width, h: scene.height };
    let mut cards: Vec<Rect> = scene.cards.iter().map(|card| card.rect).collect();
    cards.extend(scene.bubble.iter().map(|bubble| bubble.rect));
    for packet in &scene.packets {
        problems.check_texts(&bounds(packet, Position::default()), &packet.texts.iter().collect::<Vec<_>>());
        let wordless = matches!(packet.shape, PacketShape::Diamond { r } if r < 11);
        problems.check(wordless || !packet.texts.is_empty(), || format!("no title on {}", packet.label));
    }
    for moment in 0..=MOMENTS {
        let now = from + SimDuration::from_us((to - from).as_us() * moment / MOMENTS);
        let placed: Vec<(&Packet, Position)> = scene
            .packets
            .iter()
            .map(|packet| (packet, packet_position(&scene.wires[packet.wire], packet, now)))
            .collect();
        for (index, one) in placed.iter().enumerate() {
            let thing = [(one.0.label.clone(), bounds(one.0, one.1))];
            problems.check_inside(&stage, &thing);
            cards.iter().for_each(|card| problems.check_clear(&thing, "a card", card));
            for other in &placed[index + 1..] {
                problems.check(!do_touch(one, other), || {
                    format!(
                        "{} {:?} {:?} touches {} {:?} {:?}",
                        one.0.label, one.0.shape, one.1, other.0.label, other.0.shape, other.1
                    )
                });
            }
        }
    }
}

/// Checks each `stride`th step of a run at each width, in alternating languages.
fn check_run(recording: &Recording, widths: &[i32], stride: usize) {
    let sizes: Vec<(i32, Option<i32>)> = widths.iter().map(|width| (*width, None)).collect();
    check_sizes(recording, &sizes, stride);
}

/// Checks each `stride`th step of a run at each width and in each room, in alternating languages.
pub(super) fn check_sizes(recording: &Recording, sizes: &[(i32, Option<i32>)], stride: usize) {
    let world = &recording.frame(0).world;
    let (clients, servers) = (world.clients.len(), world.servers.len());
    for step in (0..=recording.last_step()).step_by(stride) {
        let from = recording.frame(step).at();
        let to = recording.frames().get(step + 1).map_or(from, |next| next.at());
        for (index, size) in sizes.iter().enumerate() {
            let language = LANGUAGES[(step / stride + index) % LANGUAGES.len()];
            let scene = scene_in(recording, step, *size, language);
            let mut problems = Problems::default();
            check_still(&scene, &mut problems);
            check_moving(&scene, from, to, &mut problems);
            let Config { routing, sessions, .. } = *recording.config();
            assert!(
                problems.0.is_empty(),
                "{clients} clients, {servers} servers, {routing:?}, {sessions:?}, step {step}, {size:?}, {language:?}:\n{}",
                problems.0.join("\n")
            );
        }
    }
}

#[test]
fn nothing_overlaps_with_any_number_of_nodes() {
    for clients in 1..=6 {
        for servers in 1..=8 {
            for routing in [Routing::RoundRobin, Routing::Direct] {
                let recording = Recording::replay(config(routing, clients, servers), &rush(clients, servers));
                check_run(&recording, &WIDTHS, 13);
            }
        }
    }
}

#[test]
fn nothing_overlaps_with_overloaded_servers() {
    for (clients, servers, routing) in
        [(3, 1, Routing::Direct), (3, 3, Routing::RoundRobin), (6, 2, Routing::RoundRobin)]
    {
        let config = config(routing, clients, servers).with(Setting::Workers, 1).with(Setting::Queue, 1);
        let recording = Recording::replay(config, &rush(clients, servers));
        check_run(&recording, &WIDTHS, 1);
    }
}

#[test]
fn nothing_overlaps_in_prepared_scripts() {
    for strategy in Strategy::ALL {
        let recording = Recording::replay(strategy.config(), strategy.script());
        check_run(&recording, &WIDTHS, 1);
    }
}

#[test]
fn ordinary_stage_fits_a_window() {
    let recording = Recording::new(config(Routing::RoundRobin, 3, 3));
    let height = |width| scene(&recording, 0, width, Language::Korean).height;
    for width in [640, 768, 900, 1000] {
        assert!((460..=520).contains(&height(width)), "{} at {width}", height(width));
    }
    for width in [320, 360] {
        assert!((420..=480).contains(&height(width)), "{} at {width}", height(width));
    }
}

#[test]
fn nothing_overlaps_at_uncommon_widths() {
    let widths: Vec<i32> = (240..=1400).step_by(29).collect();
    for (clients, servers) in [(1, 1), (3, 3), (4, 4), (5, 5), (6, 6), (3, 7), (6, 8)] {
        for routing in [Routing::RoundRobin, Routing::Direct] {
            let recording = Recording::replay(config(routing, clients, servers), &rush(clients, servers));
            check_run(&recording, &widths, 53);
        }
    }
}

pub(super) const SESSIONS: [Sessions; 3] = [Sessions::Local, Sessions::Replicated, Sessions::Shared(StoreKind::Log)];

#[test]
fn nothing_overlaps_with_replication_or_a_store() {
    let widths: Vec<i32> = (240..=1400).step_by(61).collect();
    for sessions in SESSIONS {
        for (clients, servers) in [(1, 1), (3, 3), (6, 4), (5, 5), (4, 6), (6, 8)] {
            for routing in [Routing::RoundRobin, Routing::Direct] {
                for sync in [0, 1] {
                    let config = of_sessions(sessions, routing, clients, servers).with(Setting::CopySync, sync);
                    let recording = Recording::replay(config, &storm(clients, servers));
                    check_run(&recording, &widths, 47);
                }
            }
        }
    }
}

#[test]
fn nothing_overlaps_while_stores_fail() {
    for sessions in SESSIONS {
        for affinity in [Affinity::Cookie, Affinity::Source] {
            let mut config = of_sessions(sessions, Routing::RoundRobin, 3, 3);
            config.affinity = affinity;
            check_run(&Recording::replay(config, &storm(3, 3)), &WIDTHS, 1);
        }
    }
}
