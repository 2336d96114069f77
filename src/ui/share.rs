//! Giving a run away: its link, or a file where it is too long for one; and the same run with other session ids.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::browser;
use crate::link::Link;
use crate::player::{Msg, Player};
use crate::text::Words;

use super::shell::Shell;

const FILE_NAME: &str = "sessionscope.txt";
const POPOVER: &str = "sessionscope-share";

/// The button and what it opens. A popover of the browser's own closes by Escape or a click elsewhere without a listener
/// on the window, which is not ours in an article.
pub fn share(shell: Shell) -> AnyView {
    let said = RwSignal::new(None::<fn(&Words) -> &'static str>);
    let field = NodeRef::<html::Input>::new();
    let url = move || shell.player.with(|player| browser::share_url(&player.link().query()));
    let copy = move |_| {
        let url = untrack(url);
        spawn_local(async move {
            let copied = browser::copy(url).await;
            if let Some(field) = field.get_untracked().filter(|_| !copied) {
                // The reader copies by hand.
                field.select();
            }
            said.set(Some(if copied { |words| words.share_copied } else { |words| words.share_failed }));
        });
    };
    view! {
        <button type="button" class="button" popovertarget=POPOVER on:click=move |_| said.set(None)>
            {move || shell.words().share}
        </button>
        <div class="share" id=POPOVER popover="auto">
            <label>
                <span>{move || super::wanted::share_link(shell.language.get())}</span>
                <input type="text" readonly=true node_ref=field prop:value=url />
            </label>
            <div class="row">
                <button type="button" class="button strong" on:click=copy>{move || shell.words().share_copy}</button>
                <button type="button" class="button" on:click=move |_| browser::save(FILE_NAME, &untrack(url))>
                    {move || super::wanted::share_save(shell.language.get())}
                </button>
                {open_file(shell)}
                <button type="button" class="button" on:click=move |_| shell.dispatch(other_ids(shell))>
                    {move || super::wanted::share_new_ids(shell.language.get())}
                </button>
            </div>
            <p role="status">{move || said.get().map(|said| said(shell.words()))}</p>
        </div>
    }
    .into_any()
}

/// A label that looks like a button, around the browser's own file field.
fn open_file(shell: Shell) -> impl IntoView {
    let open = move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        spawn_local(async move {
            if let Some(text) = browser::text_of_chosen(input).await {
                shell.dispatch(Msg::Open(text));
            }
        });
    };
    view! {
        <label class="button">
            <input class="said" type="file" accept=".txt,text/plain" on:change=open />
            {move || super::wanted::share_open(shell.language.get())}
        </label>
    }
}

/// The same acts from the start with a fresh seed: other ids, the same story.
fn other_ids(shell: Shell) -> Msg {
    let link = shell.player.with_untracked(Player::link);
    let mut config = link.config;
    config.seed = browser::fresh_seed();
    Msg::Open(Link { config, step: 0, ..link }.query())
}
