//! What the model leaves out, and what makes this very run come back.

use crate::player::Player;
use crate::text;

use super::super::el::{El, html};
use super::super::parts::{panel, term};
use super::super::shell::Shell;

/// The panel.
pub fn simplified(shell: Shell, player: &Player) -> El {
    let language = player.language();
    let details = language.details();
    let config = player.recording().config();
    let lines = text::simplified(language, config).into_iter().map(|line| html("li").say(line));
    let digest = shell.backstage().derived.borrow_mut().digest(player);
    let run = html("dl")
        .class("run")
        .with(term(details.version_of_app, env!("CARGO_PKG_VERSION")))
        .with(term(details.seed, config.seed.to_string()))
        .with(term(details.digest, format!("{digest:016x}")));
    panel("panel simplified", "count", details.panel_simplified).with(html("ul").with_all(lines)).with(run)
}
