//! What just happened, in a sentence or two under the stage.

use crate::player::Player;
use crate::text::{self, Sentence, number};

use super::el::{El, html};
use super::parts::sentence;
use super::shell::Shell;

/// The caption.
pub fn caption(_: Shell, player: &Player) -> El {
    let step = player.step();
    let is_loss = player.recording().facts_of(step).iter().any(|timed| timed.fact.loss().is_some());
    html("div")
        .class("caption")
        .flag("data-loss", is_loss)
        .with(html("span").class("number").attr("aria-hidden", "true").say(number::padded(step as u64, 2)))
        .with(sentence(html("p"), say(player)))
}

/// The same for assistive technology, while the figure stands still: when it plays, steps follow each other faster than
/// they can be said.
pub fn said(_: Shell, player: &Player) -> El {
    let said = if player.is_playing() { String::new() } else { say(player).plain() };
    html("p").class("said").attr("role", "status").say(said)
}

fn say(player: &Player) -> Sentence {
    let facts = player.recording().facts_of(player.step());
    text::caption(player.language(), facts, &player.frame().world)
}
