//! Shared shapes: buttons and icons.

use leptos::prelude::*;

/// A button with an icon; `name` is its accessible name and its tooltip.
#[component]
pub fn IconButton(
    class: &'static str,
    #[prop(into)] icon: Signal<Icon>,
    #[prop(into)] name: Signal<String>,
    press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class=class aria-label=name title=name on:click=move |_| press()>
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                <path d=icon />
            </svg>
        </button>
    }
}

/// An icon: the `d` of a path in a box of 16 by 16.
pub type Icon = &'static str;

pub const PLAY: Icon = "M5 3.2v9.6L12.6 8z";
pub const PAUSE: Icon = "M4.2 3.2h2.6v9.6H4.2zM9.2 3.2h2.6v9.6H9.2z";
pub const FORWARD: Icon = "M4 3.6v8.8L10.4 8zM11 3.6h1.7v8.8H11z";
pub const BACK: Icon = "M12 3.6v8.8L5.6 8zM3.3 3.6H5v8.8H3.3z";
pub const LOSS: Icon = "M8 1.8 14.2 8 8 14.2 1.8 8z";
pub const AGAIN: Icon =
    "M8 2.4a5.6 5.6 0 1 0 5.5 6.7h-1.6A4 4 0 1 1 8 4c1.1 0 2.1.4 2.8 1.2L8.9 7H14V1.9L12 4A5.6 5.6 0 0 0 8 2.4Z";
pub const CLOSE: Icon = "m4.6 3.6 3.4 3.3 3.4-3.3 1 1L9.1 8l3.3 3.4-1 1L8 9.1l-3.4 3.3-1-1L6.9 8 3.6 4.6z";
pub const THEME_AUTO: Icon = "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm0 1.4v9.6a4.8 4.8 0 0 1 0-9.6Z";
pub const THEME_LIGHT: Icon = "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM7.3 1h1.4v2.2H7.3zm0 11.8h1.4V15H7.3zM1 7.3h2.2v1.4H1zm11.8 \
    0H15v1.4h-2.2zM2.6 3.6l1-1 1.5 1.6-1 1zm8.3 8.2 1-1 1.5 1.6-1 1zm1.5-9.2 1 1-1.5 1.6-1-1zM4.1 10.8l1 1-1.5 1.6-1-1z";
pub const THEME_DARK: Icon = "M6.4 2A6.2 6.2 0 1 0 14 9.6 5.2 5.2 0 0 1 6.4 2Z";
