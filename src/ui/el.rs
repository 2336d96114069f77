//! The page's elements: those of [`crate::drawing`] with what they do. A view is a function from the player to an [`El`];
//! [`super::draw`] makes the page look like it.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, Event};

use crate::drawing::{self, Child, Extra};
use crate::player::Player;

use super::shell::Shell;

pub use crate::drawing::{Text, svg};

/// An element of the page.
pub type El = drawing::El<Doing>;

/// What an element does about an event.
pub type Handler = Rc<dyn Fn(&Event)>;

/// A view: what a part of the page looks like now. It is drawn anew when the player has changed.
pub type View = fn(Shell, &Player) -> El;

/// Where an element that is on the page can be found: for what is written once a frame.
#[derive(Clone, Default)]
pub struct Slot(Rc<RefCell<Option<Element>>>);

impl Slot {
    /// The element that was drawn last; `None` before it is drawn.
    pub fn get(&self) -> Option<Element> {
        self.0.borrow().clone()
    }

    pub(super) fn set(&self, element: &Element) {
        self.0.replace(Some(element.clone()));
    }
}

/// What an element of the page has besides its looks.
#[derive(Default)]
pub struct Doing {
    pub(super) handlers: Vec<(&'static str, Handler)>,
    pub(super) slot: Option<Slot>,
}

/// A part of an element that is drawn anew by itself. Only in what is drawn once.
pub struct Live(pub(super) Shell, pub(super) View);

impl Extra for Doing {
    type Part = Live;
}

/// An HTML element.
pub fn html(tag: &'static str) -> El {
    El::new(tag, false)
}

impl El {
    /// What it does about an event.
    pub fn on(self, event: &'static str, handler: impl Fn(&Event) + 'static) -> El {
        self.listen(event, Rc::new(handler))
    }

    /// A part in it that is drawn anew by itself.
    pub fn live(self, shell: Shell, view: View) -> El {
        self.push(Child::Part(Live(shell, view)))
    }

    /// Where it is to be found once it is on the page.
    pub fn keep(mut self, slot: &Slot) -> El {
        self.0.extra.slot = Some(slot.clone());
        self
    }

    #[inline(never)]
    fn listen(mut self, event: &'static str, handler: Handler) -> El {
        self.0.extra.handlers.push((event, handler));
        self
    }
}

/// Writes an attribute of what is on the page already.
pub fn write(element: &Element, name: &str, value: &str) {
    // It fails for names that are none.
    let _ = element.set_attribute(name, value);
}
