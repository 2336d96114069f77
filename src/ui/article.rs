//! The links from the page to our article and to the page for teachers, and the mark of a link to a new tab.

use leptos::prelude::*;

use crate::player::Player;
use crate::text::strategy::article_chapter;
use crate::text::teachers::teachers_part;

use super::app::use_app;

/// A link to the strategy's chapter, in the reader's language.
#[component]
pub fn ArticleLink() -> impl IntoView {
    let app = use_app();
    let strategy = app.slice(Player::strategy);
    view! {
        <a class="button article" href=move || article_chapter(app.language.get(), strategy.get())>
            {move || app.words().read_article}
        </a>
    }
}

/// A link to the page for teachers, at the part in the reader's language.
#[component]
pub fn TeachersLink() -> impl IntoView {
    let app = use_app();
    view! {
        <a class="button article" href=move || teachers_part(app.language.get())>
            {move || app.words().for_teachers}
        </a>
    }
}

/// The mark of a link that opens a new tab.
#[component]
pub fn NewTab() -> impl IntoView {
    let app = use_app();
    view! { <span class="new-tab">{move || format!(" ({})", app.words().new_tab)}</span> }
}
