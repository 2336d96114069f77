//! Titles of the pages that a browser shows, and request lines.

use crate::model::client::{Client, View};
use crate::model::http::{Action, Page};

use super::Language;
use super::say::text;
use super::value::{Noun, count, number};

/// Title of a page: "안녕하세요, Alice", "Cart: 2 items", "502 Bad Gateway".
pub fn page(language: Language, page: Page) -> String {
    match page {
        Page::Welcome { user } => text!(language, ko: "환영합니다, {user}", en: "Welcome, {user}", user),
        Page::Profile { user } => text!(language, ko: "안녕하세요, {user}", en: "Hello, {user}", user),
        Page::Cart { items: 0 } => text!(language, ko: "빈 장바구니", en: "Cart: empty"),
        Page::Cart { items } => text!(language,
            ko: "장바구니: {number}개",
            en: "Cart: {items}",
            number = number(items), items = count(items, Noun::Item)),
        Page::LoginForm => text!(language, ko: "로그인이 필요합니다", en: "Please log in"),
        Page::SignedOut => text!(language, ko: "로그아웃됨", en: "Logged out"),
        Page::Error { status } => text!(language, ko: "{status}", en: "{status}", status),
    }
}

/// Title of the page that a client's browser shows.
pub fn view(language: Language, client: &Client) -> String {
    match client.view {
        View::Page(shown) => page(language, shown),
        View::Blank => text!(language, ko: "새 탭", en: "New tab"),
        View::Unreachable => text!(language, ko: "연결할 수 없음", en: "Can’t be reached"),
    }
}

/// Shorter form of [`view`] without a name, with an error as its number. Empty if [`view`] is short already.
pub fn view_short(language: Language, client: &Client) -> String {
    match client.view {
        View::Page(Page::Welcome { .. }) => text!(language, ko: "환영합니다", en: "Welcome"),
        View::Page(Page::Profile { .. }) => text!(language, ko: "안녕하세요", en: "Hello"),
        View::Page(Page::Error { status }) => status.code().to_string(),
        View::Page(Page::LoginForm) => text!(language, ko: "로그인 화면", en: "Log in"),
        View::Page(Page::Cart { .. } | Page::SignedOut) | View::Blank | View::Unreachable => String::new(),
    }
}

/// "GET /me": method and path, the same in every language.
pub fn request_line(action: Action) -> String {
    format!("{} {}", action.method(), action.path())
}
