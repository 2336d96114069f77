//! A button that copies a text, and says if it did.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::text::Words;

use super::app::use_app;

/// The button and the outcome beside it, which goes when the text changes. After a refusal, the text in `field` is
/// selected, so that the reader can copy it by hand.
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
            let copied = browser::copy(&now).await;
            if let Some(field) = field.get_untracked().filter(|_| !copied) {
                field.select();
            }
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
