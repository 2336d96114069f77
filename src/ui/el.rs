//! Elements as plain data. A view is a function from the player to an [`El`]; [`super::draw`] makes the page look like it.
//!
//! Why not `view!`: it makes a type of its own of every view, and each such type is code of its own. The same page took
//! 90 KB more of the first load (brotli, measured) with them than with this one type for all.

use std::borrow::Cow;
use std::rc::Rc;

use leptos::prelude::{LocalStorage, StoredValue};
use web_sys::Event;

use crate::model::ids::ClientId;
use crate::player::Player;

use super::shell::Shell;

/// Text that costs nothing where it is one of the page's own words.
pub type Text = Cow<'static, str>;

/// What an element does about an event.
pub type Handler = Rc<dyn Fn(&Event)>;

/// A view: what a part of the page looks like now. It is drawn anew when the player has changed.
pub type View = fn(Shell, &Player) -> El;

/// Where an element that is on the page can be found: for what is written once a frame.
pub type Slot = StoredValue<Option<web_sys::Element>, LocalStorage>;

/// One element with what is in it. A box, as it is handed on and on while it is described.
pub struct El(pub(super) Box<Inner>);

pub(super) struct Inner {
    pub tag: &'static str,
    pub svg: bool,
    pub attributes: Vec<(&'static str, Text)>,
    pub handlers: Vec<(&'static str, Handler)>,
    pub children: Vec<Child>,
    pub slot: Option<Slot>,
}

/// What is in an element.
pub(super) enum Child {
    Element(El),
    Text(Text),
    /// A part that is drawn anew by itself. Only in what is drawn once.
    Live(Shell, View),
}

/// An HTML element.
pub fn html(tag: &'static str) -> El {
    El(Box::new(Inner {
        tag,
        svg: false,
        attributes: Vec::new(),
        handlers: Vec::new(),
        children: Vec::new(),
        slot: None,
    }))
}

/// An SVG element.
pub fn svg(tag: &'static str) -> El {
    let mut element = html(tag);
    element.0.svg = true;
    element
}

impl El {
    /// An attribute; what a field shows goes by the name of `value` too, though it is a property.
    pub fn attr(self, name: &'static str, value: impl Into<Text>) -> El {
        self.set(name, value.into())
    }

    /// Its class, for the style sheet.
    pub fn class(self, class: &'static str) -> El {
        self.set("class", Text::Borrowed(class))
    }

    /// An attribute that is there or is not.
    pub fn flag(self, name: &'static str, on: bool) -> El {
        if on { self.set(name, Text::Borrowed("")) } else { self }
    }

    /// An attribute of ARIA's, which says no in a word.
    pub fn yes_no(self, name: &'static str, yes: bool) -> El {
        self.set(name, Text::Borrowed(if yes { "true" } else { "false" }))
    }

    /// A length or a place, in pixels.
    pub fn number(self, name: &'static str, number: i32) -> El {
        self.set(name, Text::Owned(number.to_string()))
    }

    /// Whose it is: the hue it carries.
    pub fn person(self, client: Option<ClientId>) -> El {
        match client {
            Some(client) => self.set("data-person", Text::Owned(client.0.to_string())),
            None => self,
        }
    }

    /// What it does about an event.
    pub fn on(self, event: &'static str, handler: impl Fn(&Event) + 'static) -> El {
        self.listen(event, Rc::new(handler))
    }

    /// A text in it.
    pub fn say(self, text: impl Into<Text>) -> El {
        self.push(Child::Text(text.into()))
    }

    /// An element in it.
    pub fn with(self, child: El) -> El {
        self.push(Child::Element(child))
    }

    /// Elements in it.
    pub fn with_all(mut self, children: impl IntoIterator<Item = El>) -> El {
        for child in children {
            self = self.with(child);
        }
        self
    }

    /// A part in it that is drawn anew by itself.
    pub fn live(self, shell: Shell, view: View) -> El {
        self.push(Child::Live(shell, view))
    }

    /// Where it is to be found once it is on the page.
    pub fn keep(mut self, slot: Slot) -> El {
        self.0.slot = Some(slot);
        self
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Text) -> El {
        self.0.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn listen(mut self, event: &'static str, handler: Handler) -> El {
        self.0.handlers.push((event, handler));
        self
    }

    #[inline(never)]
    fn push(mut self, child: Child) -> El {
        self.0.children.push(child);
        self
    }
}

/// Writes an attribute of what is on the page already.
pub fn write(element: &web_sys::Element, name: &str, value: &str) {
    // It fails for names that are none.
    let _ = element.set_attribute(name, value);
}
