//! Messages in flight: a card that can be read where one is alone on its wire and there is room, tokens where there are
//! several, and one token for those that would touch.

use super::layout::{CARD_H, LANE_ASIDE, Layout, TOKEN_R, Track};
use super::measure::{Style, fit};
use super::motion::{on_wire, stretch};
use super::project::View;
use super::{Anchor, Mark, Packet, PacketShape, Text, Wire};
use crate::model::http::{Page, Request, Response, Status};
use crate::model::ids::RequestId;
use crate::model::message::{InFlight, Message, Node};
use crate::model::time::{SimDuration, SimTime};
use crate::model::world::World;
use crate::selection::Selection;
use crate::text::{self, Language, label};

/// Moments of a step at which tokens are compared: they move evenly, so what is apart at these is apart.
const MOMENTS: u64 = 16;
/// Narrowest card.
const MIN_CARD_W: f64 = 54.0;
/// Air at both sides of a card's text.
const CARD_PAD: f64 = 7.0;
const TITLE: Style = Style::bold(12.0);
const DETAIL: Style = Style::plain(11.0);

/// What a message says, the longest wording of each line first.
struct Wording {
    titles: Vec<String>,
    details: Vec<String>,
    mark: Mark,
    response: bool,
}

/// A message with its wire's number, or a request that lies at the start of its wire until the balancer tries again.
#[derive(Clone, Copy)]
struct Item {
    id: RequestId,
    ends: (Node, Node),
    carries: Carries,
    sent_at: SimTime,
    arrives_at: SimTime,
}

#[derive(Clone, Copy)]
enum Carries {
    Request(Request),
    Response(Response),
    /// It moves no further for now.
    Held(Request),
}

/// The messages in flight at the view's step, in the order they were sent, on the layout's wires; and the requests the
/// balancer holds.
pub(super) fn packets(view: &View<'_>, layout: &Layout) -> Vec<Packet> {
    let world = view.world();
    let in_flight = world.in_flight();
    let span = (world.now, until(view, &in_flight));
    let mut by_wire: Vec<Vec<Item>> = vec![Vec::new(); layout.wires.len()];
    for item in held(world, &in_flight).chain(in_flight.iter().map(item)) {
        if let Some(wire) = wire_of(layout, item.ends) {
            by_wire[wire].push(item);
        }
    }
    let mut packets = Vec::new();
    for (index, items) in by_wire.iter().enumerate() {
        match (items.as_slice(), layout.track(index)) {
            ([], _) => {}
            ([item], Track { card_w: Some(room), .. }) => packets.push(card(view, layout, index, item, room)),
            (items, track) => packets.extend(tokens(view, layout, index, items, track, span)),
        }
    }
    packets.sort_by_key(|packet| (packet.sent_at, packet.id));
    packets
}

fn item(message: &InFlight) -> Item {
    let InFlight { message, sent_at, arrives_at } = *message;
    let carries = match message {
        Message::RequestToBalancer { request, .. } | Message::RequestToServer { request, .. } => {
            Carries::Request(request)
        }
        Message::ResponseToBalancer { response, .. } | Message::ResponseToClient { response, .. } => {
            Carries::Response(response)
        }
    };
    Item { id: message.id(), ends: message.ends(), carries, sent_at, arrives_at }
}

/// Requests the balancer has taken that are on no wire and at no server: it waits to try again, or for an answer that
/// got lost. They lie before the wire they go on by.
fn held<'a>(world: &'a World, in_flight: &'a [InFlight]) -> impl Iterator<Item = Item> + 'a {
    world.connections.iter().filter_map(|(&id, connection)| {
        let server = &world.servers[connection.server.index()];
        let served = server.running.iter().chain(&server.queue).any(|job| job.id == id);
        let flying = in_flight.iter().any(|message| message.message.id() == id);
        let ends = (Node::Balancer, Node::Server(connection.server));
        let carries = Carries::Held(connection.request);
        (!served && !flying).then_some(Item { id, ends, carries, sent_at: world.now, arrives_at: world.now })
    })
}

/// The next step's moment: until then this scene is what is shown.
fn until(view: &View<'_>, in_flight: &[InFlight]) -> SimTime {
    let next = view.recording.frames().get(view.step + 1).map(|frame| frame.at());
    next.or_else(|| in_flight.iter().map(|message| message.arrives_at).max()).unwrap_or_default()
}

fn wire_of(layout: &Layout, (from, to): (Node, Node)) -> Option<usize> {
    layout.wires.iter().position(|wire| (wire.from, wire.to) == (from, to) || (wire.to, wire.from) == (from, to))
}

fn card(view: &View<'_>, layout: &Layout, index: usize, item: &Item, room: f64) -> Packet {
    let wording = wording(view.language, item);
    let choose = |wordings: &[String], style| {
        let wordings: Vec<&str> = wordings.iter().map(String::as_str).collect();
        fit(&wordings, style, room - 2.0 * CARD_PAD).unwrap_or_default()
    };
    let (title, title_size) = choose(&wording.titles, TITLE);
    let (detail, detail_size) = choose(&wording.details, DETAIL);
    let alone = detail.is_empty();
    let title = Text::new(title, 0.0, if alone { 4.0 } else { -3.0 }, Style { size: title_size, ..TITLE });
    let detail = Text::new(detail, 0.0, 12.0, Style { size: detail_size, ..DETAIL });
    let w = (title.width().max(detail.width()) + 2.0 * CARD_PAD).clamp(MIN_CARD_W, room).ceil();
    let shape = PacketShape::Card { w: w.min(room), h: CARD_H };
    let packet = packet(view, &layout.wires[index], index, item, &wording);
    let packet =
        Packet { shape, title: title.anchored(Anchor::Middle), detail: detail.anchored(Anchor::Middle), ..packet };
    on_stretch(layout, packet, item)
}

fn tokens(
    view: &View<'_>,
    layout: &Layout,
    index: usize,
    items: &[Item],
    track: Track,
    span: (SimTime, SimTime),
) -> Vec<Packet> {
    let wire = &layout.wires[index];
    let forwards = items.iter().filter(|item| item.ends.0 == wire.from).count();
    let both_ways = forwards > 0 && forwards < items.len();
    let token = |item: &Item| {
        let mut packet = packet(view, wire, index, item, &wording(view.language, item));
        packet.aside = match (track.two_lanes && both_ways, packet.backwards) {
            (false, _) => 0.0,
            (true, false) => LANE_ASIDE,
            (true, true) => -LANE_ASIDE,
        };
        on_stretch(layout, packet, item)
    };
    merge(wire, items.iter().map(token).collect(), span)
}

/// Draws as one those that would touch at some moment of the span.
fn merge(wire: &Wire, mut packets: Vec<Packet>, span: (SimTime, SimTime)) -> Vec<Packet> {
    while let Some((first, second)) = touching(wire, &packets, span) {
        let other = packets.remove(second);
        let packet = &mut packets[first];
        packet.count += other.count;
        packet.title.text = format!("×{}", packet.count);
        packet.label = format!("{}; {}", packet.label, other.label);
        packet.selected |= other.selected;
        if matches!(other.mark, Mark::Bad | Mark::Warn) && packet.mark != Mark::Bad {
            packet.mark = other.mark;
        }
    }
    packets
}

fn touching(wire: &Wire, packets: &[Packet], (now, until): (SimTime, SimTime)) -> Option<(usize, usize)> {
    let length = (until - now).as_us();
    let moments: Vec<SimTime> =
        (0..=MOMENTS).map(|moment| now + SimDuration::from_us(length * moment / MOMENTS)).collect();
    let touch = |first: &Packet, second: &Packet| {
        moments.iter().any(|moment| {
            let (a, b) = (on_wire(wire, first, *moment), on_wire(wire, second, *moment));
            (a.x - b.x).hypot(a.y - b.y) < 2.0 * TOKEN_R + 1.0
        })
    };
    let mut pairs = (0..packets.len()).flat_map(|first| (first + 1..packets.len()).map(move |second| (first, second)));
    pairs.find(|&(first, second)| touch(&packets[first], &packets[second]))
}

/// A token on its wire's middle line; callers change what is different.
fn packet(view: &View<'_>, wire: &Wire, index: usize, item: &Item, wording: &Wording) -> Packet {
    let Item { id, ends, sent_at, arrives_at, .. } = *item;
    let said = [wording.titles.first(), wording.details.first()].into_iter().flatten();
    let label = said.cloned().chain([label::way(view.language, ends)]).collect::<Vec<_>>().join(", ");
    let initial = id.client.letter().to_ascii_uppercase().to_string();
    Packet {
        id,
        count: 1,
        wire: index,
        backwards: ends.0 != wire.from,
        sent_at,
        arrives_at,
        owner: id.client,
        shape: PacketShape::Token { r: TOKEN_R },
        title: Text::new(initial, 0.0, 4.0, Style::bold(11.0)).anchored(Anchor::Middle),
        detail: Text::default(),
        mark: wording.mark,
        response: wording.response,
        from: 0.0,
        to: 1.0,
        aside: 0.0,
        selected: view.selection == Some(Selection::Message(id)),
        label,
    }
}

fn on_stretch(layout: &Layout, packet: Packet, item: &Item) -> Packet {
    let wire = &layout.wires[packet.wire];
    let (first, last) = stretch(wire, layout.narrow, packet.shape, packet.aside);
    let (from, to) = match (item.carries, packet.backwards) {
        (Carries::Held(_), _) => (first, first),
        (Carries::Request(_) | Carries::Response(_), false) => (first, last),
        (Carries::Request(_) | Carries::Response(_), true) => (last, first),
    };
    Packet { from, to, ..packet }
}

fn wording(language: Language, item: &Item) -> Wording {
    match &item.carries {
        Carries::Request(request) => request_wording(language, request),
        Carries::Response(response) => response_wording(language, response),
        Carries::Held(request) => Wording {
            details: vec![language.words().client_waiting_short.to_owned()],
            mark: Mark::Warn,
            ..request_wording(language, request)
        },
    }
}

fn request_wording(language: Language, request: &Request) -> Wording {
    let words = language.words();
    let details = match request.cookies.session {
        Some(session) => vec![format!("{} {}", words.cookie, session.short()), session.short().to_string()],
        None => vec![words.cookie_none.to_owned()],
    };
    let titles = vec![text::request_line(request.action), request.action.path().to_owned()];
    Wording { titles, details, mark: Mark::Plain, response: false }
}

fn response_wording(language: Language, response: &Response) -> Wording {
    let Response { status, set_cookie, page } = response;
    let (code, reason) = (status.code(), status.reason());
    let details = match (set_cookie, page) {
        (Some(set), _) => {
            let id = set.value.short();
            vec![format!("Set-Cookie {id}"), format!("{} {id}", language.words().cookie), id.to_string()]
        }
        (None, Page::LoginForm) => vec![language.words().client_login_needed.to_owned()],
        (None, Page::Error { .. }) => vec![reason.to_owned()],
        (None, Page::Profile { user } | Page::Welcome { user }) => {
            vec![text::page(language, *page), user.name().to_owned()]
        }
        (None, Page::Cart { .. } | Page::SignedOut) => vec![text::page(language, *page)],
    };
    let mark = match status {
        Status::Ok => Mark::Good,
        Status::Unauthorized | Status::BadGateway | Status::ServiceUnavailable | Status::GatewayTimeout => Mark::Bad,
    };
    Wording { titles: vec![format!("← {code}")], details, mark, response: true }
}
