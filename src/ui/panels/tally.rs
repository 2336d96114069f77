//! Tally: counts of the run up to the present step, and of the state after it. The smallest panel, and so the one to
//! copy from.

use leptos::prelude::*;

use crate::inspect::{self, TallyGroup, TallyRow};
use crate::ui::app::{look, use_app};

use super::{Panel, Sheet};

#[component]
pub fn Tally() -> impl IntoView {
    let app = use_app();
    let rows = app.slice(|player| inspect::tally(look(player)).rows(player.language()));
    let row = |row: &TallyRow| {
        view! {
            <div data-weight=row.weight.class()>
                <dt>{row.label}</dt>
                <dd>{row.value.clone()}</dd>
            </div>
        }
    };
    let group = move |group: TallyGroup| {
        view! {
            <h3>{move || group.label(app.language.get())}</h3>
            <dl class="tally">
                {move || rows.with(|rows| {
                    rows.iter().filter(|row| row.key.group() == group).map(row).collect_view()
                })}
            </dl>
        }
    };
    view! {
        <Panel class="count" sheet=Sheet::Count title=move || app.words().panel_count.to_owned()>
            {TallyGroup::ALL.map(group).collect_view()}
        </Panel>
    }
}
