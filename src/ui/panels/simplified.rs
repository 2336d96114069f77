//! What the model leaves out, and what makes this very run come back.

use leptos::prelude::*;

use crate::player::Player;
use crate::text;

use super::super::shell::Shell;
use super::panel;

/// The panel.
pub fn simplified(shell: Shell) -> AnyView {
    let list = move || {
        shell.run.track();
        let language = shell.language.get();
        let lines = shell.player.with_untracked(|player| text::simplified(language, player.recording().config()));
        lines.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>()
    };
    let facts = move || {
        shell.run.track();
        let words = shell.words();
        let (seed, digest) = shell.player.with_untracked(seed_and_digest);
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let rows = [(words.version_of_app, version), (words.seed, seed), (words.digest, digest)];
        rows.map(|(label, value)| view! { <div><dt>{label}</dt><dd>{value}</dd></div> }).into_iter().collect::<Vec<_>>()
    };
    let body = view! {
        <ul>{list}</ul>
        <dl class="run">{facts}</dl>
    };
    panel("panel simplified", "count", move || shell.words().panel_simplified.to_owned(), body.into_any())
}

fn seed_and_digest(player: &Player) -> (String, String) {
    let recording = player.recording();
    (recording.config().seed.to_string(), format!("{:016x}", recording.digest()))
}
