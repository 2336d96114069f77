//! Buttons: one view for all of them, because every view of its own makes the page heavier.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::player::{Msg, Player};
use crate::text::Words;

use super::icon::{Icon, icon};
use super::shell::Shell;

/// What a click tells the player.
pub fn tell(shell: Shell, msg: Msg) -> impl Fn(MouseEvent) + Clone {
    move |_| shell.dispatch(msg.clone())
}

/// A round or square button with an icon; its label is its tooltip and its name.
pub fn icon_button(
    shell: Shell,
    class: &'static str,
    shown: fn(&Player) -> Icon,
    label: fn(&Words, &Player) -> &'static str,
    msg: Msg,
) -> impl IntoView {
    let label = move || shell.player.with(|player| label(player.language().words(), player));
    view! {
        <button type="button" class=class aria-label=label title=label on:click=tell(shell, msg)>
            {icon(move || shell.player.with(shown))}
        </button>
    }
}

/// A button with words on it.
pub fn word_button(shell: Shell, class: &'static str, label: fn(&Words) -> &'static str, msg: Msg) -> impl IntoView {
    view! {
        <button type="button" class=class on:click=tell(shell, msg)>
            {move || label(shell.words())}
        </button>
    }
}
