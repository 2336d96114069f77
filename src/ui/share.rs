//! Sharing a run: its link, or a file if the link is too long; and the same run with other session ids.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use crate::browser;
use crate::link::Link;
use crate::player::{Msg, Player};
use crate::text::Words;

use super::app::{App, use_app};
use super::copying::copy_or_select;
use super::task::TaskSheet;

const FILE_NAME: &str = "sessionscope.txt";
const POPOVER_ID: &str = "sessionscope-share";

/// Label for the outcome of copying.
type Outcome = fn(&Words) -> &'static str;

/// The button that opens [`SharePopover`].
#[component]
pub fn ShareButton() -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" class="button" popovertarget=POPOVER_ID>
            {move || app.words().share}
        </button>
    }
}

/// A native popover: Escape and a click elsewhere close it without a listener on the window.
#[component]
pub fn SharePopover() -> impl IntoView {
    let app = use_app();
    let url = app.slice(|player| browser::share_url(&player.link().query()));
    let field = NodeRef::<html::Input>::new();
    let outcome = RwSignal::new(None::<Outcome>);
    let copy = move |_| {
        spawn_local(async move {
            let select = || field.get_untracked().iter().for_each(|field| field.select());
            let copied = copy_or_select(&url.get_untracked(), select).await;
            outcome.set(Some(if copied { |words| words.share_copied } else { |words| words.share_failed }));
        });
    };
    let download = NodeRef::<html::A>::new();
    let save = move |_| {
        if let Some(link) = download.get_untracked() {
            browser::save(&link, &url.get_untracked());
        }
    };
    view! {
        <div class="share" id=POPOVER_ID popover="auto" on:toggle=move |_| outcome.set(None)>
            <label>
                <span>{move || app.words().share_link}</span>
                <input type="text" readonly prop:value=url node_ref=field />
            </label>
            <div class="row">
                <button type="button" class="button strong" on:click=copy>
                    {move || app.words().share_copy}
                </button>
                <button type="button" class="button" on:click=save>
                    {move || app.words().share_save}
                </button>
                <a hidden download=FILE_NAME node_ref=download></a>
                // A label that looks like a button, around the native file input.
                <label class="button">
                    <input
                        class="said"
                        type="file"
                        accept=".txt,text/plain"
                        on:change:target=move |event| open_file(app, &event.target())
                    />
                    {move || app.words().share_open}
                </label>
                <button type="button" class="button" on:click=move |_| app.dispatch(with_new_ids(app))>
                    {move || app.words().share_new_ids}
                </button>
            </div>
            <p role="status">{move || outcome.get().map(|outcome| outcome(app.words()))}</p>
            <TaskSheet />
        </div>
    }
}

fn open_file(app: App, input: &HtmlInputElement) {
    let Some(file) = browser::take_file(input) else { return };
    spawn_local(async move {
        if let Some(link) = browser::read(&file).await {
            app.dispatch(Msg::Open(link));
        }
    });
}

/// Opens the same acts from the start with a fresh seed, and so with other session ids.
fn with_new_ids(app: App) -> Msg {
    let link = app.peek(Player::link);
    let mut config = link.config;
    config.seed = browser::fresh_seed();
    Msg::Open(Link { config, position: None, ..link }.query())
}
