//! The bar above the figure: the name, the strategies, and what is about the page and not about the run.

use leptos::ev::Event;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use crate::lesson::Strategy;
use crate::link::Theme;
use crate::player::{Msg, Player};
use crate::text::strategy_name;

use super::button::tell;
use super::icon::{self, Icon};
use super::share::share;
use super::shell::Shell;

/// The bar.
pub fn bar(shell: Shell) -> AnyView {
    view! {
        <header class="bar">
            <h1 class="brand">{move || shell.words().title}</h1>
            {tabs(shell)}
            {picker(shell)}
            <div class="tools">
                {theme_button(shell)}
                {language_button(shell)}
                {share(shell)}
            </div>
        </header>
    }
    .into_any()
}

/// Where there is room, the strategies side by side.
fn tabs(shell: Shell) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=move || shell.words().strategy>
            {Strategy::ALL.map(|strategy| tab(shell, strategy)).into_iter().collect::<Vec<_>>()}
        </nav>
    }
}

fn tab(shell: Shell, strategy: Strategy) -> impl IntoView + use<> {
    let current = move || if shell.player.with(Player::strategy) == strategy { "true" } else { "false" };
    view! {
        <button type="button" aria-current=current data-strategy=strategy.key() on:click=tell(shell, Msg::Choose(strategy))>
            {move || name(shell, strategy)}
        </button>
    }
}

/// Where there is none, one of them.
fn picker(shell: Shell) -> impl IntoView {
    let choose = move |event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(strategy) = select.and_then(|select| Strategy::from_key(&select.value())) {
            shell.dispatch(Msg::Choose(strategy));
        }
    };
    let option = |strategy: Strategy| {
        let selected = move || shell.player.with(Player::strategy) == strategy;
        view! {
            <option value=strategy.key() prop:selected=selected>
                {move || name(shell, strategy)}
            </option>
        }
    };
    view! {
        <select class="picker" aria-label=move || shell.words().strategy on:change=choose>
            {Strategy::ALL.map(option).into_iter().collect::<Vec<_>>()}
        </select>
    }
}

fn name(shell: Shell, strategy: Strategy) -> &'static str {
    strategy_name(shell.language.get(), strategy)
}

/// Says the language it switches to, in that language.
fn language_button(shell: Shell) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button"
            lang=move || shell.language.get().other().tag()
            on:click=move |_| shell.dispatch(Msg::SetLanguage(shell.language.get_untracked().other()))
        >
            {move || shell.words().language_other}
        </button>
    }
}

fn theme_button(shell: Shell) -> impl IntoView {
    let theme = move || shell.player.with(Player::theme);
    let label = move || {
        let words = shell.words();
        let now = match theme() {
            Theme::Auto => words.theme_auto,
            Theme::Light => words.theme_light,
            Theme::Dark => words.theme_dark,
        };
        [words.theme, ": ", now].concat()
    };
    let next = move || match shell.player.with_untracked(Player::theme) {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Auto,
    };
    view! {
        <button
            type="button"
            class="button square"
            aria-label=label
            title=label
            on:click=move |_| shell.dispatch(Msg::SetTheme(next()))
        >
            {icon::icon(move || theme_icon(theme()))}
        </button>
    }
}

fn theme_icon(theme: Theme) -> Icon {
    match theme {
        Theme::Auto => icon::THEME_AUTO,
        Theme::Light => icon::THEME_LIGHT,
        Theme::Dark => icon::THEME_DARK,
    }
}
