//! Elements as plain data: what the page is made of, and its pictures.
//!
//! Why not `view!`: it makes a type of its own of every view, and each such type is code of its own. The same page took
//! 90 KB more of the first load (brotli, measured) with them than with this one type for all.

use std::borrow::Cow;
use std::convert::Infallible;

use crate::model::ids::ClientId;

/// Text that costs nothing where it is one of the page's own words.
pub type Text = Cow<'static, str>;

/// What an element has besides its looks: nothing in a picture, what it does in the page.
pub trait Extra: Default {
    /// What can be in it besides elements and texts.
    type Part;
}

impl Extra for () {
    type Part = Infallible;
}

/// One element with what is in it. A box, as it is handed on and on while it is described.
pub struct El<X: Extra>(pub Box<Inner<X>>);

/// What an element is.
pub struct Inner<X: Extra> {
    /// Its name.
    pub tag: &'static str,
    /// Whether it is SVG's, else it is HTML's.
    pub svg: bool,
    /// Its attributes, in the order they were given.
    pub attributes: Vec<(&'static str, Text)>,
    /// What is in it.
    pub children: Vec<Child<X>>,
    /// What it has besides.
    pub extra: X,
}

/// What is in an element.
pub enum Child<X: Extra> {
    /// An element.
    Element(El<X>),
    /// A text.
    Text(Text),
    /// Something else.
    Part(X::Part),
}

/// An SVG element.
pub fn svg<X: Extra>(tag: &'static str) -> El<X> {
    El::new(tag, true)
}

impl<X: Extra> El<X> {
    /// One with nothing in it.
    #[inline(never)]
    pub fn new(tag: &'static str, svg: bool) -> El<X> {
        El(Box::new(Inner { tag, svg, attributes: Vec::new(), children: Vec::new(), extra: X::default() }))
    }

    /// An attribute; what a field shows goes by the name of `value` too, though it is a property.
    pub fn attr(self, name: &'static str, value: impl Into<Text>) -> El<X> {
        self.set(name, value.into())
    }

    /// Its class, for the style sheet.
    pub fn class(self, class: &'static str) -> El<X> {
        self.set("class", Text::Borrowed(class))
    }

    /// An attribute that is there or is not.
    pub fn flag(self, name: &'static str, on: bool) -> El<X> {
        if on { self.set(name, Text::Borrowed("")) } else { self }
    }

    /// An attribute of ARIA's, which says no in a word.
    pub fn yes_no(self, name: &'static str, yes: bool) -> El<X> {
        self.set(name, Text::Borrowed(if yes { "true" } else { "false" }))
    }

    /// A length or a place, in pixels.
    pub fn number(self, name: &'static str, number: i32) -> El<X> {
        self.set(name, Text::Owned(number.to_string()))
    }

    /// Whose it is: the hue it carries.
    pub fn person(self, client: Option<ClientId>) -> El<X> {
        match client {
            Some(client) => self.number("data-person", client.0.into()),
            None => self,
        }
    }

    /// A text in it.
    pub fn say(self, text: impl Into<Text>) -> El<X> {
        self.push(Child::Text(text.into()))
    }

    /// An element in it.
    pub fn with(self, child: El<X>) -> El<X> {
        self.push(Child::Element(child))
    }

    /// Elements in it.
    pub fn with_all(mut self, children: impl IntoIterator<Item = El<X>>) -> El<X> {
        for child in children {
            self = self.with(child);
        }
        self
    }

    /// Anything in it.
    #[inline(never)]
    pub fn push(mut self, child: Child<X>) -> El<X> {
        self.0.children.push(child);
        self
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: Text) -> El<X> {
        self.0.attributes.push((name, value));
        self
    }
}
