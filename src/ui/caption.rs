//! What just happened, in a sentence or two under the stage.

use leptos::prelude::*;

use crate::player::Player;
use crate::text::{Sentence, caption as say};

use super::sentence::sentence;
use super::shell::Shell;

/// The caption, and the live region that says it while the figure stands still.
pub fn caption(shell: Shell) -> AnyView {
    let now = Memo::new(move |_| shell.player.with(caption_of));
    let is_loss = move || shell.player.with(|player| {
        player.recording().facts_of(player.step()).iter().any(|timed| timed.fact.loss().is_some())
    });
    let number = move || {
        let step = shell.player.with(Player::step);
        if step < 10 { ["0", &step.to_string()].concat() } else { step.to_string() }
    };
    // While it plays, steps follow each other faster than they can be said.
    let said = move || if shell.player.with(Player::is_playing) { String::new() } else { now.with(Sentence::plain) };
    view! {
        <div class="caption" data-loss=is_loss>
            <span class="number" aria-hidden="true">{number}</span>
            <p>{move || sentence(now.get())}</p>
        </div>
        <p class="said" role="status">{said}</p>
    }
    .into_any()
}

fn caption_of(player: &Player) -> Sentence {
    let facts = player.recording().facts_of(player.step());
    say(player.language(), facts, &player.frame().world)
}
