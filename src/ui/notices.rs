//! Notices that the reader can dismiss: problems of a link, or a run that can't take more inputs.

use leptos::prelude::*;

use crate::player::{Msg, Notice};
use crate::recording::MAX_INPUTS;
use crate::text::{Language, notice};

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
                name=language.words().close.to_owned()
                press=move || app.dispatch(Msg::Dismiss(index))
            />
        </li>
    }
}

fn describe(notice: &Notice, language: Language) -> String {
    match notice {
        Notice::Link(problem) => problem.describe(language),
        Notice::UnknownBeat(name) => notice::unknown_beat(language, &name.to_string()),
        Notice::Full(_) => notice::full(language, MAX_INPUTS),
        Notice::TooLongForAddress { characters, limit } => notice::too_long(language, *characters, *limit),
    }
}
