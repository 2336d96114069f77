//! What a browser's window says: the page it shows as a title, and requests as people name them.

use crate::model::client::{Client, View};
use crate::model::http::{Action, Page};

use super::Language;
use super::number::plural;

/// The title of a page: "안녕하세요, Alice", "2 items in the cart", "502 Bad Gateway".
pub fn page(language: Language, page: Page) -> String {
    match (language, page) {
        (Language::Korean, Page::Welcome { user }) => format!("환영합니다, {}", user.name()),
        (Language::English, Page::Welcome { user }) => format!("Welcome, {}", user.name()),
        (Language::Korean, Page::Profile { user }) => format!("안녕하세요, {}", user.name()),
        (Language::English, Page::Profile { user }) => format!("Hello, {}", user.name()),
        (Language::Korean, Page::Cart { items: 0 }) => "빈 장바구니".to_owned(),
        (Language::English, Page::Cart { items: 0 }) => "Cart: empty".to_owned(),
        (Language::Korean, Page::Cart { items }) => format!("장바구니 {items}개"),
        (Language::English, Page::Cart { items }) => format!("Cart: {}", plural(items.into(), "item")),
        (Language::Korean, Page::LoginForm) => "로그인이 필요합니다".to_owned(),
        (Language::English, Page::LoginForm) => "Please log in".to_owned(),
        (Language::Korean, Page::SignedOut) => "로그아웃됨".to_owned(),
        (Language::English, Page::SignedOut) => "Signed out".to_owned(),
        (Language::Korean | Language::English, Page::Error { status }) => {
            format!("{} {}", status.code(), status.reason())
        }
    }
}

/// The title of what a client's browser shows.
pub fn view(language: Language, client: &Client) -> String {
    match (client.view, language) {
        (View::Page(shown), _) => page(language, shown),
        (View::Blank, Language::Korean) => "새 탭".to_owned(),
        (View::Blank, Language::English) => "New tab".to_owned(),
        (View::Unreachable, Language::Korean) => "연결할 수 없음".to_owned(),
        (View::Unreachable, Language::English) => "Can’t be reached".to_owned(),
    }
}

/// "GET /me": method and path, the same in every language.
pub fn request_line(action: Action) -> String {
    format!("{} {}", action.method(), action.path())
}
