//! A client's card: name, page in the window, status, and cookies.

use super::layout::{Form, Slot};
use super::measure::{Style, fit, put};
use super::project::Context;
use super::{BADGE_R, Card, Mark, Point, Rect, Shape};
use crate::model::client::{Client, View as Window};
use crate::model::cookie::CookieValue;
use crate::model::http::Page;
use crate::model::message::Node;
use crate::text::{self, label};

const SMALL: Style = Style::plain(11);
const NAME: Style = Style::plain(12);
const COOKIE: Style = Style::plain(11).mono().centred();
/// Height of a cookie's pill.
const PILL_H: i32 = 20;
/// Horizontal padding of a pill, both sides together.
const PILL_PAD: i32 = 8;

/// Returns the card of a client.
pub(super) fn client_card(ctx: &Context<'_>, slot: &Slot) -> Card {
    let mut card = ctx.card(slot);
    let Node::Client(id) = slot.node else { return card };
    let client = &ctx.world.clients[id.index()];
    let (status, mark) = status(ctx, client);
    card.state = mark;
    card.dot = Some(Point { x: 15, y: 15 });
    let initial = String::from(client.id.letter().to_ascii_uppercase());
    put(&mut card.texts, "initial", &[initial], (15, 19), SMALL.bold().centred(), 2 * BADGE_R);
    match slot.form {
        Form::Full if slot.rect.w >= 130 => fill_wide(ctx, client, &status, &mut card),
        Form::Compact if slot.rect.w >= 130 => fill_low(ctx, client, &status, &mut card),
        Form::Full => fill_tall(ctx, client, &status, &mut card),
        Form::Compact => fill_compact(ctx, client, &status, &mut card),
        Form::Small if slot.rect.h >= 64 => fill_small(ctx, client, &status, &mut card),
        Form::Small => fill_slim(ctx, client, &status, &mut card),
    }
    card
}

/// Returns a client's status in several wordings, the last of them a sign, and its mark.
fn status(ctx: &Context<'_>, client: &Client) -> (Vec<String>, Mark) {
    let words = ctx.words;
    if client.open > 0 {
        let long = label::waiting(ctx.language, client.open.into());
        return (vec![long, words.client_waiting_short.to_owned(), "…".to_owned()], Mark::Plain);
    }
    let (wordings, mark): (&[&str], Mark) = match client.view {
        Window::Blank => (&[words.client_before_login, words.client_before_login_short, "–"], Mark::Plain),
        Window::Unreachable => (&[words.client_unreachable, "✕"], Mark::Bad),
        // The page is older than the loss of the session.
        Window::Page(Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. })
            if ctx.world.will_be_anonymous(client.id) =>
        {
            let (long, short) = (words.client_forgotten, words.client_forgotten_short);
            (&[long, short, words.client_forgotten_sign, "!"], Mark::Warn)
        }
        Window::Page(Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. }) => {
            (&[words.client_signed_in, "✓"], Mark::Good)
        }
        Window::Page(Page::LoginForm) => {
            // A client that never had a cookie has lost nothing.
            let mark = if client.session().is_none() { Mark::Plain } else { Mark::Bad };
            // The status of its response says more than a sign.
            (&[words.client_login_needed, words.client_login_needed_short, "401", "!"], mark)
        }
        Window::Page(Page::SignedOut) => (&[words.client_signed_out, "–"], Mark::Plain),
        Window::Page(Page::Error { status }) => {
            let code = status.code().to_string();
            return (vec![format!("{} {code}", words.client_error), code, "✕".to_owned()], Mark::Bad);
        }
    };
    (wordings.iter().map(|wording| (*wording).to_owned()).collect(), mark)
}

/// Returns the title of the page in the client's window, in two wordings.
fn page_title(ctx: &Context<'_>, client: &Client) -> [String; 2] {
    [text::view(ctx.language, client), text::view_short(ctx.language, client)]
}

/// Fills a card wide enough for sentences: name, page, status, cookie field.
fn fill_wide(ctx: &Context<'_>, client: &Client, status: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    let page = page_title(ctx, client);
    let status_y = (h - 39).min(66);
    card.rule_y = Some(28);
    put_name(client, card, w - 12);
    put(&mut card.texts, "page", &page, (14, status_y - 17), Style::plain(14).bold(), w - 24);
    put(&mut card.texts, "status", status, (14, status_y), NAME, w - 24);
    put_cookie_field(ctx, client, card, Rect { x: 8, y: h - 34, w: w - 16, h: 26 });
}

/// Fills a low card: name and status in one line, page, cookie field.
fn fill_low(ctx: &Context<'_>, client: &Client, status: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    let name_w = NAME.width(client.id.name());
    put(&mut card.texts, "status", status, (w - 10, 19), NAME.end(), w - 47 - name_w);
    let page = page_title(ctx, client);
    put(&mut card.texts, "page", &page, (12, 2 + h / 2), Style::plain(13).bold(), w - 22);
    put_name(client, card, 29 + name_w);
    put_cookie_field(ctx, client, card, Rect { x: 7, y: h - 29, w: w - 14, h: 23 });
}

/// Fills a narrow and tall card, as on a phone: name, status, page if it fits, cookies.
fn fill_tall(ctx: &Context<'_>, client: &Client, status: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    put_name(client, card, w - 6);
    put(&mut card.texts, "status", status, (9, 44), Style::plain(13).bold(), w - 16);
    let page = page_title(ctx, client);
    put(&mut card.texts, "page", &page, (9, 61), SMALL, w - 16);
    put_pills(ctx, client, card, Rect { x: 7, y: h - 29, w: w - 14, h: PILL_H });
}

/// Fills a narrow and low card: name and status in one line, page, cookies.
fn fill_compact(ctx: &Context<'_>, client: &Client, status: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    put_name_and_status(client, status, card);
    put(&mut card.texts, "page", &page_title(ctx, client), (9, 37), SMALL.bold(), w - 16);
    put_pills(ctx, client, card, Rect { x: 5, y: h - 25, w: w - 10, h: PILL_H });
}

/// Fills a card of two lines: name and status, cookies.
fn fill_slim(ctx: &Context<'_>, client: &Client, status: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    put_name_and_status(client, status, card);
    put_pills(ctx, client, card, Rect { x: 5, y: h - 23, w: w - 10, h: PILL_H });
}

/// Adds the name beside the badge, and the status at the right edge.
fn put_name_and_status(client: &Client, status: &[String], card: &mut Card) {
    let (w, name) = (card.rect.w, client.id.name());
    // Beside the name, there is room for the code of an error if possible, else for a sign.
    let room = (w - 54).max(SMALL.width(name));
    let name_w = put(&mut card.texts, "name", &[name], (25, 19), NAME, room);
    put(&mut card.texts, "status", status, (w - 5, 19), SMALL.bold().end(), w - 34 - name_w);
}

/// Fills a narrow and small card: name, status and cookie.
fn fill_small(ctx: &Context<'_>, client: &Client, status: &[String], card: &mut Card) {
    let Rect { w, h, .. } = card.rect;
    let (name, centre_x) = (client.id.name(), w / 2);
    // The longest name decides, so that all cards have the same arrangement.
    let longest = ctx.world.clients.iter().map(|other| SMALL.width(other.id.name())).max();
    if longest.unwrap_or_default() + 27 <= w - 4 {
        put(&mut card.texts, "name", &[name], (27, 19), NAME, w - 31);
        put(&mut card.texts, "status", status, (centre_x, h - 33), SMALL.centred(), w - 6);
    } else {
        put(&mut card.texts, "name", &[name], (centre_x, 38), NAME.centred(), w - 4);
        // Below the name if there is a line for it, else beside the badge.
        if h >= 80 {
            put(&mut card.texts, "status", status, (centre_x, 52), SMALL.centred(), w - 4);
        } else {
            put(&mut card.texts, "status", status, (w - 5, 19), SMALL.end(), w - 32);
        }
    }
    put_pills(ctx, client, card, Rect { x: 4, y: h - 25, w: w - 8, h: PILL_H });
}

/// Adds the name beside the badge and, if it fits, the address. `room` is the right edge of both.
fn put_name(client: &Client, card: &mut Card, room: i32) {
    let name_w = put(&mut card.texts, "name", &[client.id.name()], (28, 19), NAME, room - 27);
    let address = format!("· {}", client.address);
    put(&mut card.texts, "address", &[address], (32 + name_w, 19), NAME, room - 32 - name_w);
}

/// Adds a field with the word "cookie" and a pill for each cookie.
fn put_cookie_field(ctx: &Context<'_>, client: &Client, card: &mut Card, field: Rect) {
    card.shapes.push(Shape { class: "field", rect: field, radius: 7 });
    let baseline = field.y + field.h / 2 + 4;
    if client.jar.cookies().is_empty() {
        put(&mut card.texts, "label", &[ctx.words.cookie_none], (field.x + 9, baseline), SMALL, field.w - 18);
        return;
    }
    let label_w = put(&mut card.texts, "label", &[ctx.words.cookie], (field.x + 9, baseline), SMALL, field.w);
    let left = field.x + 17 + label_w;
    let y = field.y + (field.h - PILL_H) / 2;
    put_pills(ctx, client, card, Rect { x: left, y, w: field.right() - 5 - left, h: PILL_H });
}

/// Adds a pill for the session id cookie and, to its right if it fits, one for the affinity cookie.
fn put_pills(ctx: &Context<'_>, client: &Client, card: &mut Card, room: Rect) {
    let mut room = room;
    let session = client.session();
    if let Some(server) = client.pinned_server() {
        let wordings = [label::cookie(CookieValue::Server(server)), server.to_string()];
        let session_w = if session.is_some() { COOKIE.width("0000") + PILL_PAD + 3 } else { 0 };
        if let Some((text, _)) = fit(&wordings, COOKIE, room.w - session_w - PILL_PAD) {
            let w = if session.is_some() { COOKIE.width(text) + PILL_PAD } else { room.w };
            put_pill(card, "affinity", &[text], Rect { x: room.right() - w, w, ..room });
            room.w -= w + 3;
        }
    }
    if let Some(session) = session {
        let wordings = [label::cookie(CookieValue::Session(session)), session.short().to_string()];
        put_pill(card, "cookie", &wordings, room);
    } else if client.jar.cookies().is_empty() {
        let (centre_x, baseline) = (room.centre().x, room.centre().y + 4);
        put(&mut card.texts, "label", &[ctx.words.cookie_none, "–"], (centre_x, baseline), SMALL.centred(), room.w);
    }
}

fn put_pill<S: AsRef<str>>(card: &mut Card, class: &'static str, wordings: &[S], rect: Rect) {
    card.shapes.push(Shape { class: "pill", rect, radius: PILL_H / 2 });
    let at = rect.centre();
    put(&mut card.texts, class, wordings, (at.x, at.y + 4), COOKIE, rect.w - PILL_PAD);
}
