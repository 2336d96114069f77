//! A client's card: who, what the window shows, how the person stands, and the cookie.

use super::layout::{Form, Slot};
use super::marks::mark_of;
use super::measure::{MIN_SIZE, Style};
use super::project::View;
use super::{Anchor, ClientCard, Mark, Point, Rect, Text};
use crate::model::client::{Client, View as Window};
use crate::model::cookie::SESSION_COOKIE;
use crate::model::http::Page;
use crate::model::message::Node;
use crate::text::{self, label};

const LETTER: Style = Style::bold(11.0);
const NAME: Style = Style::plain(12.0);
const SMALL: Style = Style::plain(11.0);
const STATUS: Style = Style::plain(12.0);
const COOKIE: Style = Style::mono(11.0);
/// Height of the pill around a cookie.
const PILL_H: f64 = 20.0;

/// How a client stands, in words from the longest to the shortest, the last a sign.
struct Standing {
    wordings: Vec<String>,
    mark: Mark,
}

/// The card of a client.
pub(super) fn client_card(view: &View<'_>, client: &Client, slot: &Slot) -> ClientCard {
    let standing = standing(view, client);
    let card = bare(view, client, slot, &standing);
    let said = said(view, client, &standing);
    let card = match slot.form {
        Form::Full if slot.rect.w >= 130.0 => roomy(view, client, &standing, card),
        Form::Compact => three_lines(view, client, &standing, card),
        Form::Full => upright(view, client, &standing, card),
        Form::Small => small(view, client, &standing, card),
    };
    ClientCard { label: said, ..card }
}

fn standing(view: &View<'_>, client: &Client) -> Standing {
    let words = view.language.words();
    let of =
        |wordings: &[&str], mark| Standing { wordings: wordings.iter().map(|text| (*text).into()).collect(), mark };
    if client.open > 0 {
        let long = label::waiting(view.language, client.open.into());
        return of(&[&long, words.client_waiting_short, "…"], Mark::Plain);
    }
    match client.view {
        Window::Blank => of(&[words.client_before_login, words.client_before_login_short, "–"], Mark::Plain),
        Window::Unreachable => of(&[words.client_unreachable, "✕"], Mark::Bad),
        Window::Page(Page::Welcome { .. } | Page::Profile { .. } | Page::Cart { .. }) => {
            of(&[words.client_signed_in, "✓"], Mark::Good)
        }
        // Who never had a cookie has lost nothing.
        Window::Page(Page::LoginForm) => {
            let mark = if client.jar.cookies().is_empty() { Mark::Plain } else { Mark::Bad };
            of(&[words.client_login_needed, words.client_login_needed_short, "!"], mark)
        }
        Window::Page(Page::SignedOut) => of(&[words.client_signed_out, "–"], Mark::Plain),
        Window::Page(Page::Error { status }) => {
            of(&[&format!("{} {}", words.client_error, status.code()), &status.code().to_string()], Mark::Bad)
        }
    }
}

/// Everything that does not depend on the card's form.
fn bare(view: &View<'_>, client: &Client, slot: &Slot, standing: &Standing) -> ClientCard {
    let Rect { x, y, .. } = slot.rect;
    let badge = Point { x: x + 15.0, y: y + 15.0 };
    let initial = client.id.letter().to_ascii_uppercase().to_string();
    ClientCard {
        id: client.id,
        rect: slot.rect,
        compact: slot.form != Form::Full,
        badge,
        badge_r: 8.0,
        initial: Text::new(initial, badge.x, badge.y + 4.0, LETTER).anchored(Anchor::Middle),
        name: Text::default(),
        address: Text::default(),
        rule_y: None,
        page: Text::default(),
        status: Text::default(),
        status_mark: standing.mark,
        cookie_field: None,
        cookie_pill: None,
        cookie: Text::default(),
        cookie_label: Text::default(),
        mark: mark_of(view, Node::Client(client.id)),
        selected: view.selects(Node::Client(client.id)),
        label: String::new(),
    }
}

/// Wide enough for whole sentences: title line, page, status, cookie field.
fn roomy(view: &View<'_>, client: &Client, standing: &Standing, card: ClientCard) -> ClientCard {
    let Rect { x, y, w, h } = card.rect;
    let page = text::view(view.language, client);
    let status_y = (h - 39.0).min(66.0);
    let page = Text::fitted(&[&page], x + 14.0, y + status_y - 17.0, Style::bold(14.0), w - 24.0);
    let card = ClientCard {
        rule_y: Some(y + 28.0),
        page,
        status: status(standing, x + 14.0, y + status_y, w - 24.0),
        ..headed(client, card, w - 12.0)
    };
    with_field(view, client, card, Rect { x: x + 8.0, y: y + h - 34.0, w: w - 16.0, h: 26.0 })
}

/// Low: name and status in one line, page, cookie field.
fn three_lines(view: &View<'_>, client: &Client, standing: &Standing, card: ClientCard) -> ClientCard {
    let Rect { x, y, w, h } = card.rect;
    let name_w = NAME.width(client.id.name());
    let room = w - 29.0 - name_w - 8.0 - 10.0;
    let status = status(standing, x + w - 10.0, y + 19.0, room).anchored(Anchor::End);
    let page = text::view(view.language, client);
    let free = h - 28.0 - 28.0;
    let page = Text::fitted(&[&page], x + 12.0, y + 26.0 + free / 2.0 + 4.0, Style::bold(13.0), w - 22.0);
    let card = headed(client, ClientCard { status, page, ..card }, 29.0 + name_w);
    with_field(view, client, card, Rect { x: x + 7.0, y: y + h - 29.0, w: w - 14.0, h: 23.0 })
}

/// Narrow and high, as on a phone: name, status, page where it fits, cookie.
fn upright(view: &View<'_>, client: &Client, standing: &Standing, card: ClientCard) -> ClientCard {
    let Rect { x, y, w, h } = card.rect;
    let page = text::view(view.language, client);
    let status_style = Style::bold(13.0);
    let wordings: Vec<&str> = standing.wordings.iter().map(String::as_str).collect();
    let card = ClientCard {
        status: Text::fitted(&wordings, x + 9.0, y + 44.0, status_style, w - 16.0),
        page: Text::fitted(&[&page], x + 9.0, y + 61.0, SMALL, w - 16.0),
        ..headed(client, card, w - 6.0)
    };
    with_pill(view, client, card, Rect { x: x + 7.0, y: y + h - 29.0, w: w - 14.0, h: PILL_H })
}

/// As little as tells who it is, how they stand, and which cookie they hold.
fn small(view: &View<'_>, client: &Client, standing: &Standing, card: ClientCard) -> ClientCard {
    let Rect { x, y, w, h } = card.rect;
    // The names of all stand in the same place, so the longest decides.
    let longest = view.world().clients.iter().map(|other| Style::plain(MIN_SIZE).width(other.id.name()));
    let beside = longest.fold(0.0, f64::max) + 27.0 <= w - 4.0;
    let pill = Rect { x: x + 4.0, y: y + h - 25.0, w: w - 8.0, h: PILL_H };
    let wordings: Vec<&str> = standing.wordings.iter().map(String::as_str).collect();
    let card = if beside {
        ClientCard {
            name: Text::fitted(&[client.id.name()], x + 27.0, y + 19.0, NAME, w - 31.0),
            status: Text::fitted(&wordings, x + w / 2.0, y + h - 33.0, SMALL, w - 6.0).anchored(Anchor::Middle),
            ..card
        }
    } else {
        // Below the name where there is a line for it, else beside the badge.
        let status = if h >= 80.0 {
            Text::fitted(&wordings, x + w / 2.0, y + 52.0, SMALL, w - 4.0).anchored(Anchor::Middle)
        } else {
            Text::fitted(&wordings, x + w - 5.0, y + 19.0, SMALL, w - 32.0).anchored(Anchor::End)
        };
        ClientCard {
            name: Text::fitted(&[client.id.name()], x + w / 2.0, y + 38.0, NAME, w - 4.0).anchored(Anchor::Middle),
            status,
            ..card
        }
    };
    with_pill(view, client, card, pill)
}

fn status(standing: &Standing, x: f64, y: f64, room: f64) -> Text {
    let wordings: Vec<&str> = standing.wordings.iter().map(String::as_str).collect();
    Text::fitted(&wordings, x, y, STATUS, room)
}

/// Puts name and, where there is room up to `room`, address beside the badge.
fn headed(client: &Client, card: ClientCard, room: f64) -> ClientCard {
    let Rect { x, y, .. } = card.rect;
    let name = Text::fitted(&[client.id.name()], x + 28.0, y + 19.0, NAME, room - 27.0);
    let after = name.at.x + name.width();
    let address = format!("· {}", client.address);
    let address = Text::fitted(&[&address], after + 4.0, y + 19.0, NAME, x + room - after - 4.0);
    ClientCard { name, address, ..card }
}

/// A field with the word "cookie" and the cookie in a pill.
fn with_field(view: &View<'_>, client: &Client, card: ClientCard, field: Rect) -> ClientCard {
    let words = view.language.words();
    let baseline = field.y + field.h / 2.0 + 4.0;
    let Some(short) = short_cookie(client) else {
        let cookie_label = Text::fitted(&[words.cookie_none], field.x + 9.0, baseline, SMALL, field.w - 18.0);
        return ClientCard { cookie_field: Some(field), cookie_label, ..card };
    };
    let cookie_label = Text::new(words.cookie, field.x + 9.0, baseline, SMALL);
    let left = field.x + 9.0 + cookie_label.width() + 8.0;
    let pill = Rect { x: left, y: field.y + (field.h - PILL_H) / 2.0, w: field.right() - 5.0 - left, h: PILL_H };
    ClientCard { cookie_field: Some(field), cookie_label, ..in_pill(card, &short, pill) }
}

/// The cookie in a pill, without a word before it.
fn with_pill(view: &View<'_>, client: &Client, card: ClientCard, pill: Rect) -> ClientCard {
    let Some(short) = short_cookie(client) else {
        let none = view.language.words().cookie_none;
        let (middle, baseline) = (pill.centre().x, pill.centre().y + 4.0);
        let cookie_label = Text::fitted(&[none, "–"], middle, baseline, SMALL, pill.w).anchored(Anchor::Middle);
        return ClientCard { cookie_label, ..card };
    };
    in_pill(card, &short, pill)
}

fn in_pill(card: ClientCard, short: &str, pill: Rect) -> ClientCard {
    let long = format!("{SESSION_COOKIE}={short}");
    let (middle, baseline) = (pill.centre().x, pill.centre().y + 4.0);
    let cookie = Text::fitted(&[&long, short], middle, baseline, COOKIE, pill.w - 8.0).anchored(Anchor::Middle);
    ClientCard { cookie_pill: Some(pill), cookie, ..card }
}

/// The id in the jar a request to the shop's pages would carry first.
fn short_cookie(client: &Client) -> Option<String> {
    client.jar.cookies().last().map(|cookie| cookie.set.value.short().to_string())
}

fn said(view: &View<'_>, client: &Client, standing: &Standing) -> String {
    let words = view.language.words();
    let cookie = match short_cookie(client) {
        Some(short) => format!("{} {short}", words.cookie),
        None => words.cookie_none.to_owned(),
    };
    let page = text::view(view.language, client);
    let parts = [client.id.name(), &client.address.to_string(), &page, &standing.wordings[0], &cookie];
    parts.join(", ")
}
