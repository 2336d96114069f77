//! What a browser's window says: the page it shows as a title, and requests as people name them.

use crate::model::client::{Client, View};
use crate::model::http::{Action, Page};

use super::Language;
use super::telling::both;
use super::telling::{Value, text};

/// The title of a page: "안녕하세요, Alice", "2 items in the cart", "502 Bad Gateway".
pub fn page(language: Language, page: Page) -> String {
    let nothing = Value::Text("");
    let (texts, value) = match page {
        Page::Welcome { user } => (both!("환영합니다, {0}", "Welcome, {0}"), Value::Person(user)),
        Page::Profile { user } => (both!("안녕하세요, {0}", "Hello, {0}"), Value::Person(user)),
        Page::Cart { items: 0 } => (both!("빈 장바구니", "Cart: empty"), nothing),
        Page::Cart { items } => (both!("장바구니 {0}개", "Cart: {0:item}"), Value::Number(items.into())),
        Page::LoginForm => (both!("로그인이 필요합니다", "Please log in"), nothing),
        Page::SignedOut => (both!("로그아웃됨", "Signed out"), nothing),
        Page::Error { status } => (both!("{0}", "{0}"), Value::Status(status)),
    };
    text(language, texts, &[value])
}

/// The title of what a client's browser shows.
pub fn view(language: Language, client: &Client) -> String {
    text(language, both!("{0}", "{0}"), &[shown(client.view)])
}

/// The same where there is no room for it: without a name, an error as its number; empty where it is short already.
pub fn view_short(language: Language, client: &Client) -> String {
    match client.view {
        View::Page(Page::Welcome { .. }) => language.of(both!("환영합니다", "Welcome")).into(),
        View::Page(Page::Profile { .. }) => language.of(both!("안녕하세요", "Hello")).into(),
        View::Page(Page::Error { status }) => status.code().to_string(),
        View::Page(Page::Cart { .. } | Page::LoginForm | Page::SignedOut) | View::Blank | View::Unreachable => {
            String::new()
        }
    }
}

/// What it shows as a part of a sentence.
pub(super) fn shown(view: View) -> Value<'static> {
    match view {
        View::Page(shown) => Value::Page(shown),
        View::Blank => Value::Words(both!("새 탭", "New tab")),
        View::Unreachable => Value::Words(both!("연결할 수 없음", "Can’t be reached")),
    }
}

/// "GET /me": method and path, the same in every language.
pub fn request_line(action: Action) -> String {
    format!("{} {}", action.method(), action.path())
}
