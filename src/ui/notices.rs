//! Notices that the reader can dismiss: problems of a link, a run that is full.

use leptos::prelude::*;

use crate::player::{Msg, Notice};
use crate::recording::MAX_INPUTS;
use crate::text::{self, Language};

use super::app::{App, use_app};
use super::parts::{self, IconButton};

/// The notices, oldest first.
#[component]
pub fn Notices() -> impl IntoView {
    let app = use_app();
    let notices = app.slice(|player| player.notices().to_vec());
    view! {
        <ul class="notices" role="status" hidden=move || notices.with(Vec::is_empty)>
            {move || {
                let language = app.language.get();
                let row = |(index, notice)| row(app, index, &notice, language);
                notices.get().into_iter().enumerate().map(row).collect_view()
            }}
        </ul>
    }
}

fn row(app: App, index: usize, notice: &Notice, language: Language) -> impl IntoView + use<> {
    view! {
        <li class="notice">
            <p>{describe(notice, language)}</p>
            <IconButton
                class="button square"
                icon=parts::CLOSE
                name=language.details().close.to_owned()
                press=move || app.dispatch(Msg::Dismiss(index))
            />
        </li>
    }
}

fn describe(notice: &Notice, language: Language) -> String {
    match notice {
        Notice::Link(problem) => problem.describe(language),
        Notice::Full(_) => text::notice_full(language, MAX_INPUTS),
        Notice::TooLongForAddress { characters, limit } => text::notice_too_long(language, *characters, *limit),
    }
}
