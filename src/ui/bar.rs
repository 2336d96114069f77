//! The bar above the figure: the name, the strategies, and what is about the page and not about the run.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use crate::browser;
use crate::lesson::Strategy;
use crate::link::Theme;
use crate::player::{Msg, Player};
use crate::text::{Words, cat, strategy_name};

use super::el::{El, html};
use super::parts::{self, Icon, button, icon_button, telling};
use super::shell::Shell;
use super::{late, share};

/// The bar.
pub fn bar(shell: Shell, player: &Player) -> El {
    let language = player.language();
    let words = language.words();
    browser::dress(late::spoken(language), player.theme(), words.title);
    let switch = telling(button("button"), shell, Msg::SetLanguage(language.other()))
        .attr("lang", language.other().tag())
        .say(words.language_other);
    let share = late::draw_further(shell, player, "div", |views| views.share);
    let tools = html("div").class("tools").with(theme(shell, player, words)).with(switch);
    html("header")
        .class("bar")
        .with(html("h1").class("brand").say(words.title))
        .with(tabs(shell, player))
        .with(picker(shell, player))
        .with(tools.with(share::opener(shell, words)).with(share))
}

/// Where there is room, the strategies side by side.
fn tabs(shell: Shell, player: &Player) -> El {
    let tab = |strategy| {
        telling(button("tab"), shell, Msg::Choose(strategy))
            .yes_no("aria-current", strategy == player.strategy())
            .attr("data-strategy", strategy.key())
            .say(strategy_name(player.language(), strategy))
    };
    let words = player.language().words();
    html("nav").class("tabs").attr("aria-label", words.strategy).with_all(Strategy::ALL.into_iter().map(tab))
}

/// Where there is none, one of them.
pub fn picker(shell: Shell, player: &Player) -> El {
    let option = |strategy: Strategy| {
        html("option").attr("value", strategy.key()).say(strategy_name(player.language(), strategy))
    };
    html("select")
        .class("picker")
        .attr("aria-label", player.language().words().strategy)
        .attr("value", player.strategy().key())
        .on("change", move |event| {
            let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            if let Some(strategy) = select.and_then(|select| Strategy::from_key(&select.value())) {
                shell.dispatch(Msg::Choose(strategy));
            }
        })
        .with_all(Strategy::ALL.into_iter().map(option))
}

/// As the system, light, dark, and round again.
fn theme(shell: Shell, player: &Player, words: &Words) -> El {
    let (icon, name, next): (Icon, _, _) = match player.theme() {
        Theme::Auto => (parts::THEME_AUTO, words.theme_auto, Theme::Light),
        Theme::Light => (parts::THEME_LIGHT, words.theme_light, Theme::Dark),
        Theme::Dark => (parts::THEME_DARK, words.theme_dark, Theme::Auto),
    };
    icon_button(shell, "button square", icon, cat(&[words.theme, ": ", name]), Msg::SetTheme(next))
}
