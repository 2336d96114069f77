//! The bar above the figure: the name, the strategies, and settings of the page.

use leptos::prelude::*;

use crate::drawing::yes_no;
use crate::link::Theme;
use crate::player::{Msg, Player};
use crate::strategy::Strategy;
use crate::text::strategy_name;

use super::app::use_app;
use super::parts::{self, IconButton};
use super::share::{ShareButton, SharePopover};
use super::strip::LessonStrip;

#[component]
pub fn Bar() -> impl IntoView {
    let app = use_app();
    view! {
        <header class="bar">
            <h1 class="brand">{move || app.words().title}</h1>
            <Tabs />
            <Picker />
            <LessonStrip />
            <div class="tools">
                <ThemeButton />
                <button
                    type="button"
                    class="button"
                    lang=move || app.language.get().other().tag()
                    on:click=move |_| app.dispatch(Msg::SetLanguage(app.language.get_untracked().other()))
                >
                    {move || app.language.get().other().name()}
                </button>
                <ShareButton />
                <SharePopover />
            </div>
        </header>
    }
}

/// The strategies side by side. The style sheet shows either these or [`Picker`].
#[component]
fn Tabs() -> impl IntoView {
    let app = use_app();
    let chosen = app.slice(Player::strategy);
    let tab = move |strategy: Strategy| {
        view! {
            <button
                type="button"
                class="tab"
                aria-current=move || yes_no(chosen.get() == strategy)
                data-strategy=strategy.key()
                on:click=move |_| app.dispatch(Msg::Choose(strategy))
            >
                {move || strategy_name(app.language.get(), strategy)}
            </button>
        }
    };
    let is_locked = app.slice(Player::is_locked);
    view! {
        <nav class="tabs" aria-label=move || app.words().strategy hidden=is_locked>
            {Strategy::ALL.map(tab).collect_view()}
        </nav>
    }
}

/// The strategies as a drop-down, for narrow windows.
#[component]
pub fn Picker() -> impl IntoView {
    let app = use_app();
    let chosen = app.slice(Player::strategy);
    let option = move |strategy: Strategy| {
        view! {
            <option value=strategy.key() prop:selected=move || chosen.get() == strategy>
                {move || strategy_name(app.language.get(), strategy)}
            </option>
        }
    };
    let choose = move |value: String| {
        if let Some(strategy) = Strategy::from_key(&value) {
            app.dispatch(Msg::Choose(strategy));
        }
    };
    let is_locked = app.slice(Player::is_locked);
    view! {
        <select
            class="picker"
            hidden=is_locked
            aria-label=move || app.words().strategy
            on:change:target=move |event| choose(event.target().value())
        >
            {Strategy::ALL.map(option).collect_view()}
        </select>
    }
}

/// Switches between the system's theme, light and dark.
#[component]
fn ThemeButton() -> impl IntoView {
    let app = use_app();
    let theme = app.slice(Player::theme);
    let icon = move || match theme.get() {
        Theme::Auto => parts::THEME_AUTO,
        Theme::Light => parts::THEME_LIGHT,
        Theme::Dark => parts::THEME_DARK,
    };
    let name = move || {
        let words = app.words();
        let name = match theme.get() {
            Theme::Auto => words.theme_auto,
            Theme::Light => words.theme_light,
            Theme::Dark => words.theme_dark,
        };
        format!("{}: {name}", words.theme)
    };
    let next = move || {
        let next = match theme.get_untracked() {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        };
        app.dispatch(Msg::SetTheme(next));
    };
    view! { <IconButton class="button square" icon=icon name=name press=next /> }
}
