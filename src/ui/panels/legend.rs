//! The symbols of the stage.

use crate::player::Player;

use super::super::el::{El, html, svg};
use super::super::parts::panel;
use super::super::shell::Shell;

/// Where the symbols are drawn.
const BOX: &str = "0 0 30 18";

/// The panel.
pub fn legend(_: Shell, player: &Player) -> El {
    let details = player.language().details();
    let symbols = [
        (
            "request",
            "M5 2.5h20a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3zm5 6.5h10m-4-3.5 4 3.5-4 3.5",
            details.legend_request,
        ),
        (
            "response",
            "M5 2.5h20a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3zm15 6.5H10m4-3.5L10 9l4 3.5",
            details.legend_response,
        ),
        ("cookie", "M8 3h14a6 6 0 0 1 0 12H8A6 6 0 0 1 8 3z", details.legend_cookie),
        ("session", "M2 4h26v10H2zM7 9h5m4 0h8", details.legend_session),
        ("copy", "M1 9h6m16 0h6M15 2.5 21.5 9 15 15.5 8.5 9z", details.legend_copy),
        ("store", "M1 9h8m12 0h8M15 3a6 6 0 0 1 0 12a6 6 0 0 1 0-12z", details.legend_store),
        ("stale", "M2 4h26v10H2zM5 14 15 4m-3 10L22 4m-3 10 9-9", details.legend_stale),
        ("loss", "M15 2.5 21.5 9 15 15.5 8.5 9z", details.legend_loss),
    ];
    let symbols = symbols.into_iter().map(|(kind, d, said)| {
        let path = svg("path").attr("data-kind", kind).attr("d", d);
        let drawing = svg("svg").attr("viewBox", BOX).attr("aria-hidden", "true").with(path);
        html("li").with(drawing).say(said)
    });
    panel("panel legend", "count", details.legend).with(html("ul").with_all(symbols))
}
