//! Nothing overlaps, sticks out or is too small to read.

use super::*;
use crate::model::time::SimTime;
use crate::scene::{ClientCard, Packet, PacketShape, Point, Rect, ServerCard, Text, place};

const WIDTHS: [f64; 9] = [288.0, 320.0, 360.0, 600.0, 640.0, 728.0, 768.0, 900.0, 1000.0];
/// Moments of each stretch at which messages are compared.
const MOMENTS: u64 = 5;

/// A rectangle with what it is, for a failure's message.
type Named = (String, Rect);

fn texts_of_client(card: &ClientCard) -> Vec<&Text> {
    vec![&card.initial, &card.name, &card.address, &card.page, &card.status, &card.cookie, &card.cookie_label]
}

fn texts_of_server(card: &ServerCard) -> Vec<&Text> {
    let mut texts = vec![&card.name, &card.health_text, &card.summary, &card.load, &card.more];
    texts.extend(card.rows.iter().flat_map(|row| [&row.id, &row.text, &row.state]));
    texts
}

fn texts_of_balancer(scene: &Scene) -> Vec<&Text> {
    let Some(card) = &scene.balancer else { return Vec::new() };
    let mut texts = vec![&card.title, &card.policy, &card.last];
    texts.extend(card.shares.iter().flat_map(|share| [&share.name, &share.count]));
    if scene.narrow {
        texts.extend(scene.bubble.iter().flat_map(|bubble| &bubble.lines));
    }
    texts
}

fn shown<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Vec<Named> {
    let shown = texts.into_iter().filter(|text| !text.text.is_empty());
    shown.map(|text| (text.text.clone(), text.bounds())).collect()
}

/// What is wrong with a scene.
#[derive(Default)]
struct Problems(Vec<String>);

impl Problems {
    fn check(&mut self, right: bool, problem: impl FnOnce() -> String) {
        if !right {
            self.0.push(problem());
        }
    }

    fn apart(&mut self, things: &[Named]) {
        for (index, (name, rect)) in things.iter().enumerate() {
            for (other, beside) in &things[index + 1..] {
                self.check(!rect.overlaps(beside), || format!("{name} {rect:?} lies over {other} {beside:?}"));
            }
        }
    }

    fn none_over(&mut self, things: &[Named], what: &str, rect: &Rect) {
        for (name, thing) in things {
            self.check(!thing.overlaps(rect), || format!("{name} {thing:?} lies over {what} {rect:?}"));
        }
    }

    fn within(&mut self, outer: &Rect, things: &[Named]) {
        for (name, rect) in things {
            self.check(outer.contains(rect), || format!("{name} {rect:?} sticks out of {outer:?}"));
        }
    }

    /// A card's own texts.
    fn texts(&mut self, card: &Rect, texts: &[&Text]) {
        for text in texts.iter().filter(|text| !text.text.is_empty()) {
            self.check(text.size >= 11.0, || format!("{text:?} is too small"));
        }
        let texts = shown(texts.iter().copied());
        self.within(card, &texts);
        self.apart(&texts);
    }
}

fn check_client(card: &ClientCard, problems: &mut Problems) {
    problems.texts(&card.rect, &texts_of_client(card));
    let Point { x, y } = card.badge;
    let r = card.badge_r;
    let badge = Rect { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r };
    problems.within(&card.rect, &[("badge".into(), badge)]);
    let words = shown([&card.name, &card.address, &card.page, &card.status]);
    problems.none_over(&words, "the badge", &badge);
    if let Some(pill) = card.cookie_pill {
        problems.within(&pill, &shown([&card.cookie]));
        problems.within(&card.cookie_field.unwrap_or(card.rect), &[("pill".into(), pill)]);
        problems.none_over(&words, "the pill", &pill);
        problems.none_over(&shown([&card.cookie_label]), "the pill", &pill);
        problems.check(!card.cookie.text.is_empty(), || format!("an empty pill {pill:?}"));
    }
    if let Some(field) = card.cookie_field {
        problems.none_over(&words, "the cookie field", &field);
        problems.within(&card.rect, &[("field".into(), field)]);
    }
    problems.check(!card.name.text.is_empty(), || format!("no name in {:?}", card.rect));
    problems.check(!card.status.text.is_empty(), || format!("no status in {:?}", card.rect));
}

fn check_server(card: &ServerCard, problems: &mut Problems) {
    problems.texts(&card.rect, &texts_of_server(card));
    let rows: Vec<Named> = card.rows.iter().map(|row| (row.id.text.clone(), row.rect)).collect();
    problems.within(&card.rect, &rows);
    problems.apart(&rows);
    for row in &card.rows {
        problems.within(&row.rect, &shown([&row.id, &row.text, &row.state]));
    }
    let others = shown([&card.name, &card.health_text, &card.summary, &card.load, &card.more]);
    for row in &card.rows {
        problems.none_over(&others, "a row", &row.rect);
    }
    let dot = Rect { x: card.dot.x - 4.0, y: card.dot.y - 4.0, w: 8.0, h: 8.0 };
    problems.none_over(&shown(texts_of_server(card)), "the dot", &dot);
    problems.check(!card.name.text.is_empty(), || format!("no name in {:?}", card.rect));
    let said = card.up || !card.health_text.text.is_empty();
    problems.check(said, || format!("{} is down and does not say so in {:?}", card.name.text, card.rect));
}

fn check_balancer(scene: &Scene, problems: &mut Problems) {
    let Some(card) = &scene.balancer else { return };
    problems.texts(&card.rect, &texts_of_balancer(scene));
    let bars: Vec<Named> = card.shares.iter().map(|share| (format!("bar {}", share.name.text), share.bar)).collect();
    problems.within(&card.rect, &bars);
    problems.apart(&[bars, shown(texts_of_balancer(scene))].concat());
    problems.check(!card.title.text.is_empty(), || "the balancer has no name".into());
}

fn check_still(scene: &Scene, problems: &mut Problems) {
    let mut cards: Vec<Named> = Vec::new();
    for card in &scene.clients {
        check_client(card, problems);
        cards.push((card.name.text.clone(), card.rect));
    }
    for card in &scene.servers {
        check_server(card, problems);
        cards.push((card.name.text.clone(), card.rect));
    }
    check_balancer(scene, problems);
    cards.extend(scene.balancer.iter().map(|card| ("balancer".into(), card.rect)));
    for (name, rect) in &cards {
        problems.check(rect.w >= 44.0 && rect.h >= 44.0, || format!("{name} {rect:?} is too small to hit"));
    }
    if let Some(bubble) = &scene.bubble {
        let lines: Vec<&Text> = bubble.lines.iter().collect();
        problems.texts(&bubble.rect, &lines);
        if !scene.narrow {
            cards.push(("bubble".into(), bubble.rect));
        }
    }
    problems.apart(&cards);
    problems.within(&Rect { x: 0.0, y: 0.0, w: scene.width, h: scene.height }, &cards);
}

fn around(packet: &Packet, centre: Point) -> Rect {
    let (w, h) = match packet.shape {
        PacketShape::Card { w, h } => (w, h),
        PacketShape::Token { r } => (2.0 * r, 2.0 * r),
    };
    Rect { x: centre.x - w / 2.0, y: centre.y - h / 2.0, w, h }
}

fn touch(one: &(&Packet, Point), other: &(&Packet, Point)) -> bool {
    match (one.0.shape, other.0.shape) {
        (PacketShape::Token { r }, PacketShape::Token { r: other_r }) => {
            (one.1.x - other.1.x).hypot(one.1.y - other.1.y) < r + other_r
        }
        _ => around(one.0, one.1).overlaps(&around(other.0, other.1)),
    }
}

fn check_moving(scene: &Scene, from: SimTime, to: SimTime, problems: &mut Problems) {
    let stage = Rect { x: 0.0, y: 0.0, w: scene.width, h: scene.height };
    let mut cards: Vec<Rect> = scene.clients.iter().map(|card| card.rect).collect();
    cards.extend(scene.servers.iter().map(|card| card.rect));
    cards.extend(scene.balancer.iter().map(|card| card.rect));
    cards.extend(scene.bubble.iter().map(|bubble| bubble.rect));
    for packet in &scene.packets {
        problems.texts(&around(packet, Point::default()), &[&packet.title, &packet.detail]);
        problems.check(!packet.title.text.is_empty(), || format!("no title on {}", packet.label));
    }
    for moment in 0..=MOMENTS {
        let now = from + SimDuration::from_us((to - from).as_us() * moment / MOMENTS);
        let placed: Vec<(&Packet, Point)> =
            scene.packets.iter().map(|packet| (packet, place(scene, packet, now))).collect();
        for (index, one) in placed.iter().enumerate() {
            let thing = [(one.0.label.clone(), around(one.0, one.1))];
            problems.within(&stage, &thing);
            cards.iter().for_each(|card| problems.none_over(&thing, "a card", card));
            for other in &placed[index + 1..] {
                problems.check(!touch(one, other), || {
                    format!(
                        "{} {:?} {:?} touches {} {:?} {:?}",
                        one.0.label, one.0.shape, one.1, other.0.label, other.0.shape, other.1
                    )
                });
            }
        }
    }
}

/// Checks every `every`th step of a run at each width, in one language after the other.
fn check_run(recording: &Recording, widths: &[f64], every: usize) {
    let world = &recording.frame(0).world;
    let (clients, servers) = (world.clients.len(), world.servers.len());
    for step in (0..=recording.last_step()).step_by(every) {
        let from = recording.frame(step).at();
        let to = recording.frames().get(step + 1).map_or(from, |next| next.at());
        for (index, width) in widths.iter().enumerate() {
            let language = Language::ALL[(step / every + index) % 2];
            let scene = scene(recording, step, *width, language);
            let mut problems = Problems::default();
            check_still(&scene, &mut problems);
            check_moving(&scene, from, to, &mut problems);
            let routing = recording.config().routing;
            assert!(
                problems.0.is_empty(),
                "{clients} clients, {servers} servers, {routing:?}, step {step}, {width} px, {language:?}:\n{}",
                problems.0.join("\n")
            );
        }
    }
}

#[test]
fn nothing_overlaps_with_any_number_of_clients_and_servers() {
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
fn nothing_overlaps_at_any_step_where_a_few_servers_are_overloaded() {
    for (clients, servers, routing) in
        [(3, 1, Routing::Direct), (3, 3, Routing::RoundRobin), (6, 2, Routing::RoundRobin)]
    {
        let config = config(routing, clients, servers).with(Setting::Workers, 1).with(Setting::Queue, 1);
        let recording = Recording::replay(config, &rush(clients, servers));
        check_run(&recording, &WIDTHS, 1);
    }
}

#[test]
fn nothing_overlaps_at_any_step_of_the_prepared_scripts() {
    for strategy in crate::lesson::Strategy::ALL {
        let recording = Recording::replay(strategy.config(), &strategy.script());
        check_run(&recording, &WIDTHS, 1);
    }
}

#[test]
fn an_ordinary_stage_is_calmly_high() {
    let recording = Recording::new(config(Routing::RoundRobin, 3, 3));
    let height = |width| scene(&recording, 0, width, Language::Korean).height;
    for width in [640.0, 768.0, 900.0, 1000.0] {
        assert!((460.0..=520.0).contains(&height(width)), "{} at {width}", height(width));
    }
    for width in [320.0, 360.0] {
        assert!((420.0..=480.0).contains(&height(width)), "{} at {width}", height(width));
    }
}

#[test]
fn nothing_overlaps_at_widths_nobody_thought_of() {
    let widths: Vec<f64> = (240..=1400).step_by(29).map(f64::from).collect();
    for (clients, servers) in [(1, 1), (3, 3), (4, 4), (5, 5), (6, 6), (3, 7), (6, 8)] {
        for routing in [Routing::RoundRobin, Routing::Direct] {
            let recording = Recording::replay(config(routing, clients, servers), &rush(clients, servers));
            check_run(&recording, &widths, 53);
        }
    }
}
