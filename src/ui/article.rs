//! The link from the page to our article.

use leptos::prelude::*;

use crate::player::Player;
use crate::text::strategy::article_chapter;

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
