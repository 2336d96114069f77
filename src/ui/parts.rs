//! What many views are made of: sentences, buttons, panels, icons.

use crate::player::Msg;
use crate::text::{Sentence, Tone};

use super::el::{El, Text, html, svg};
use super::shell::Shell;

/// Adds a sentence to an element, a part an element of its own.
pub fn sentence(mut to: El, sentence: Sentence) -> El {
    for part in sentence.parts {
        let (tone, person) = match part.tone {
            Tone::Plain => ("plain", None),
            Tone::Strong => ("strong", None),
            Tone::Loss => ("loss", None),
            Tone::Person(client) => ("person", Some(client)),
        };
        to = to.with(html("span").attr("data-tone", tone).person(person).say(part.text));
    }
    to
}

/// A button.
pub fn button(class: &'static str) -> El {
    html("button").attr("type", "button").class(class)
}

/// What a click tells the player.
pub fn telling(element: El, shell: Shell, msg: Msg) -> El {
    element.on("click", move |_| shell.dispatch(msg.clone()))
}

/// A button with an icon, which its name explains; it is its tooltip as well.
pub fn icon_button(shell: Shell, class: &'static str, icon: Icon, name: impl Into<Text>, msg: Msg) -> El {
    telling(named(button(class), name.into()).with(draw(icon)), shell, msg)
}

/// Names an element, for the eye and for assistive technology.
pub fn named(element: El, name: Text) -> El {
    element.attr("aria-label", name.clone()).attr("title", name)
}

/// A panel with its heading, on one of a phone's sheets.
pub fn panel(class: &'static str, sheet: &'static str, title: impl Into<Text>) -> El {
    html("section").class(class).attr("data-panel", sheet).with(html("h2").say(title))
}

/// A term and what is said of it.
pub fn term(term: impl Into<Text>, said: impl Into<Text>) -> El {
    html("div").with(html("dt").say(term)).with(html("dd").say(said))
}

/// What stands where there is nothing else.
pub fn empty(text: &'static str) -> El {
    html("p").class("empty").say(text)
}

/// An icon: a path in a box of 16 by 16.
pub type Icon = &'static str;

/// A triangle.
pub const PLAY: Icon = "M5 3.2v9.6L12.6 8z";
/// Two bars.
pub const PAUSE: Icon = "M4.2 3.2h2.6v9.6H4.2zM9.2 3.2h2.6v9.6H9.2z";
/// A triangle towards a bar.
pub const FORWARD: Icon = "M4 3.6v8.8L10.4 8zM11 3.6h1.7v8.8H11z";
/// The same, backwards.
pub const BACK: Icon = "M12 3.6v8.8L5.6 8zM3.3 3.6H5v8.8H3.3z";
/// A diamond, as losses are marked.
pub const LOSS: Icon = "M8 1.8 14.2 8 8 14.2 1.8 8z";
/// A cross.
pub const CLOSE: Icon = "m4.6 3.6 3.4 3.3 3.4-3.3 1 1L9.1 8l3.3 3.4-1 1L8 9.1l-3.4 3.3-1-1L6.9 8 3.6 4.6z";
/// A circle, half of it filled.
pub const THEME_AUTO: Icon = "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Zm0 1.4v9.6a4.8 4.8 0 0 1 0-9.6Z";
/// A sun.
pub const THEME_LIGHT: Icon = "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM7.3 1h1.4v2.2H7.3zm0 11.8h1.4V15H7.3zM1 7.3h2.2v1.4H1zm11.8 \
    0H15v1.4h-2.2zM2.6 3.6l1-1 1.5 1.6-1 1zm8.3 8.2 1-1 1.5 1.6-1 1zm1.5-9.2 1 1-1.5 1.6-1-1zM4.1 10.8l1 1-1.5 1.6-1-1z";
/// A moon.
pub const THEME_DARK: Icon = "M6.4 2A6.2 6.2 0 1 0 14 9.6 5.2 5.2 0 0 1 6.4 2Z";

/// An icon at the size of the text around it.
pub fn draw(icon: Icon) -> El {
    let path = svg("path").attr("d", icon);
    svg("svg").class("icon").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").with(path)
}
