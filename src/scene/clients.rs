//! A client's card: who, what the window shows, how the person stands, and the cookies.

use super::layout::{Form, Slot};
use super::measure::{Style, fit, put};
use super::project::Shot;
use super::{BADGE_R, Card, Mark, Point, Rect, Shape};
use crate::model::client::{Client, View as Window};
use crate::model::cookie::CookieValue;
use crate::model::http::Page;
use crate::model::ids::ServerId;
use crate::model::message::Node;
use crate::text::{self, label};

const SMALL: Style = Style::plain(11);
const NAME: Style = Style::plain(12);
const COOKIE: Style = Style::plain(11).mono().middle();
/// Height of the pill around a cookie.
const PILL_H: i32 = 20;
/// Air in a pill.
const PILL_PAD: i32 = 8;

/// The card of a client.
pub(super) fn client_card(shot: &Shot<'_>, slot: &Slot) -> Card {
    let mut card = shot.card(slot);
    let Node::Client(id) = slot.node else { return card };
    let client = &shot.world.clients[id.index()];
    let (standing, mark) = standing(shot, client);
    card.state = mark;
    card.dot = Some(Point { x: 15, y: 15 });
    let initial = String::from(client.id.letter().to_ascii_uppercase());
    put(&mut card.texts, "initial", &[initial], (15, 19), SMALL.bold().middle(), 2 * BADGE_R);
    match slot.form {
        Form::Full if slot.rect.w >= 130 => roomy(shot, client, &standing, &mut card),
        Form::Compact => three_lines(shot, client, &standing, &mut card),
        Form::Full => upright(shot, client, &standing, &mut card),
        Form::Small => small(shot, client, &standing, &mut card),
    }
    card
}

/// Status of a client in several wordings, the last a sign, and its mark.
fn standing(shot: &Shot<'_>, client: &Client) -> (Vec<String>, Mark) {
    let words = shot.words;
    if client.open > 0 {
        let long = label::waiting(shot.language, client.open.into());
        return (vec![long, words.client_waiting_short.to_owned(), "…".to_owned()], Mark::Plain);
    }
    let (long, short, sign, mark) = match client.view {
        Window::Blank => (words.client_before_login, words.client_before_login_short, "–", Mark::Plain),
        Window::Unreachable => (words.client_unreachable, "✕", "✕", Mark::Bad),
        // The page is what the server said last; nobody has told its reader yet.
        Window::Page(Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. })
            if shot.world.is_forgotten(client.id) =>
        {
            (words.client_forgotten, words.client_forgotten_short, "!", Mark::Warn)
        }
        Window::Page(Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. }) => {
            (words.client_signed_in, "✓", "✓", Mark::Good)
        }
        // Who never had a cookie has lost nothing.
        Window::Page(Page::LoginForm) => {
            let mark = if client.session().is_none() { Mark::Plain } else { Mark::Bad };
            (words.client_login_needed, words.client_login_needed_short, "!", mark)
        }
        Window::Page(Page::SignedOut) => (words.client_signed_out, "–", "–", Mark::Plain),
        Window::Page(Page::Error { status }) => {
            let code = status.code().to_string();
            return (vec![format!("{} {code}", words.client_error), code], Mark::Bad);
        }
    };
    ([long, short, sign].map(str::to_owned).to_vec(), mark)
}

/// Title of the page in its window, in two wordings.
fn page(shot: &Shot<'_>, client: &Client) -> [String; 2] {
    [text::view(shot.language, client), text::view_short(shot.language, client)]
}

/// Wide enough for whole sentences: title line, page, status, cookie field.
fn roomy(shot: &Shot<'_>, client: &Client, standing: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    let page = page(shot, client);
    let status_y = (h - 39).min(66);
    card.rule_y = Some(28);
    headed(client, card, w - 12);
    put(&mut card.texts, "page", &page, (14, status_y - 17), Style::plain(14).bold(), w - 24);
    put(&mut card.texts, "status", standing, (14, status_y), NAME, w - 24);
    with_field(shot, client, card, Rect { x: 8, y: h - 34, w: w - 16, h: 26 });
}

/// Low: name and status in one line, page, cookie field.
fn three_lines(shot: &Shot<'_>, client: &Client, standing: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    let name_w = NAME.width(client.id.name());
    put(&mut card.texts, "status", standing, (w - 10, 19), NAME.end(), w - 47 - name_w);
    let page = page(shot, client);
    put(&mut card.texts, "page", &page, (12, 2 + h / 2), Style::plain(13).bold(), w - 22);
    headed(client, card, 29 + name_w);
    with_field(shot, client, card, Rect { x: 7, y: h - 29, w: w - 14, h: 23 });
}

/// Narrow and high, as on a phone: name, status, page where it fits, cookies.
fn upright(shot: &Shot<'_>, client: &Client, standing: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    headed(client, card, w - 6);
    put(&mut card.texts, "status", standing, (9, 44), Style::plain(13).bold(), w - 16);
    let page = page(shot, client);
    put(&mut card.texts, "page", &page, (9, 61), SMALL, w - 16);
    with_pills(shot, client, card, Rect { x: 7, y: h - 29, w: w - 14, h: PILL_H });
}

/// As little as tells who it is, how they stand, and which cookie they hold.
fn small(shot: &Shot<'_>, client: &Client, standing: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    let (name, middle) = (client.id.name(), w / 2);
    // The names of all stand in the same place, so the longest decides.
    let longest = shot.world.clients.iter().map(|other| SMALL.width(other.id.name())).max();
    if longest.unwrap_or_default() + 27 <= w - 4 {
        put(&mut card.texts, "name", &[name], (27, 19), NAME, w - 31);
        put(&mut card.texts, "status", standing, (middle, h - 33), SMALL.middle(), w - 6);
    } else {
        put(&mut card.texts, "name", &[name], (middle, 38), NAME.middle(), w - 4);
        // Below the name where there is a line for it, else beside the badge.
        if h >= 80 {
            put(&mut card.texts, "status", standing, (middle, 52), SMALL.middle(), w - 4);
        } else {
            put(&mut card.texts, "status", standing, (w - 5, 19), SMALL.end(), w - 32);
        }
    }
    with_pills(shot, client, card, Rect { x: 4, y: h - 25, w: w - 8, h: PILL_H });
}

/// Puts name and, where there is room up to `room`, address beside the badge.
fn headed(client: &Client, card: &mut Card, room: i32) {
    let name_w = put(&mut card.texts, "name", &[client.id.name()], (28, 19), NAME, room - 27);
    let address = format!("· {}", client.address);
    put(&mut card.texts, "address", &[address], (32 + name_w, 19), NAME, room - 32 - name_w);
}

/// A field with the word "cookie" and the cookies in pills.
fn with_field(shot: &Shot<'_>, client: &Client, card: &mut Card, field: Rect) {
    card.shapes.push(Shape { class: "field", rect: field, radius: 7 });
    let baseline = field.y + field.h / 2 + 4;
    if client.jar.cookies().is_empty() {
        put(&mut card.texts, "label", &[shot.words.cookie_none], (field.x + 9, baseline), SMALL, field.w - 18);
        return;
    }
    let label_w = put(&mut card.texts, "label", &[shot.words.cookie], (field.x + 9, baseline), SMALL, field.w);
    let left = field.x + 17 + label_w;
    let y = field.y + (field.h - PILL_H) / 2;
    with_pills(shot, client, card, Rect { x: left, y, w: field.right() - 5 - left, h: PILL_H });
}

/// The cookies in pills, without a word before them: the session's, and at its right the balancer's where it fits.
fn with_pills(shot: &Shot<'_>, client: &Client, card: &mut Card, room: Rect) {
    let mut room = room;
    let session = client.session();
    if let Some(server) = affinity_cookie(client) {
        let wordings = [label::cookie(CookieValue::Server(server)), server.to_string()];
        let least = if session.is_some() { COOKIE.width("0000") + PILL_PAD + 3 } else { 0 };
        if let Some((text, _)) = fit(&wordings, COOKIE, room.w - least - PILL_PAD) {
            let w = if session.is_some() { COOKIE.width(text) + PILL_PAD } else { room.w };
            pill(card, "affinity", &[text], Rect { x: room.right() - w, w, ..room });
            room.w -= w + 3;
        }
    }
    if let Some(session) = session {
        let wordings = [label::cookie(CookieValue::Session(session)), session.short().to_string()];
        pill(card, "cookie", &wordings, room);
    } else if client.jar.cookies().is_empty() {
        let (middle, baseline) = (room.centre().x, room.centre().y + 4);
        put(&mut card.texts, "label", &[shot.words.cookie_none, "–"], (middle, baseline), SMALL.middle(), room.w);
    }
}

fn pill<S: AsRef<str>>(card: &mut Card, class: &'static str, wordings: &[S], rect: Rect) {
    card.shapes.push(Shape { class: "pill", rect, radius: PILL_H / 2 });
    let at = rect.centre();
    put(&mut card.texts, class, wordings, (at.x, at.y + 4), COOKIE, rect.w - PILL_PAD);
}

/// The server the balancer's cookie names.
fn affinity_cookie(client: &Client) -> Option<ServerId> {
    client.jar.cookies().iter().rev().find_map(|cookie| cookie.set.value.server())
}
