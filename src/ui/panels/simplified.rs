//! Simplifications of the model, and the version, seed and digest of this run.

use leptos::prelude::*;

use crate::text;
use crate::ui::app::use_app;

use super::{Panel, Sheet};

#[component]
pub fn Simplified() -> impl IntoView {
    let app = use_app();
    let lines = app.slice(|player| text::simplified(player.language(), player.recording().config()));
    let seed = app.slice(|player| player.recording().config().seed);
    let digest = app.slice_of_run(|player| player.recording().digest());
    let line = |line| view! { <li>{line}</li> };
    view! {
        <Panel class="simplified" sheet=Sheet::Count title=move || app.words().panel_simplified.to_owned()>
            <ul>{move || lines.get().into_iter().map(line).collect_view()}</ul>
            <dl class="run">
                <div>
                    <dt>{move || app.words().version_of_app}</dt>
                    <dd>{env!("CARGO_PKG_VERSION")}</dd>
                </div>
                <div>
                    <dt>{move || app.words().seed}</dt>
                    <dd>{move || seed.get().to_string()}</dd>
                </div>
                <div>
                    <dt>{move || app.words().digest}</dt>
                    <dd>{move || format!("{:016x}", digest.get())}</dd>
                </div>
            </dl>
        </Panel>
    }
}
