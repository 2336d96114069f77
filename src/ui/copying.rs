//! A button that copies a text, and says if it did.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::text::Words;

use super::app::use_app;

/// Copies a text; returns true if the browser allowed it. After a refusal, `select` selects the text, so that the reader
/// can copy it by hand.
pub async fn copy_or_select(text: &str, select: impl FnOnce()) -> bool {
    let copied = browser::copy(text).await;
    if !copied {
        select();
    }
    copied
}

/// The button and the outcome beside it, which goes when the text changes. `field` has the text for a copy by
/// hand.
#[component]
pub fn CopyButton(
    label: fn(&Words) -> &'static str,
    text: Memo<String>,
    failed: fn(&Words) -> &'static str,
    #[prop(optional)] field: NodeRef<html::Textarea>,
) -> impl IntoView {
    let app = use_app();
    let outcome = RwSignal::new(None::<(String, bool)>);
    let copy = move |_| {
        spawn_local(async move {
            let now = text.get_untracked();
            let select = || field.get_untracked().iter().for_each(|field| field.select());
            let copied = copy_or_select(&now, select).await;
            outcome.set(Some((now, copied)));
        });
    };
    let said = move || {
        let (_, copied) = outcome.get().filter(|(of, _)| *of == text.get())?;
        Some(if copied { app.words().task_copied } else { failed(app.words()) })
    };
    view! {
        <div class="row copying">
            <button type="button" class="button" on:click=copy>
                {move || label(app.words())}
            </button>
            <span role="status">{said}</span>
        </div>
    }
}
