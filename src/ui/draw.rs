//! Makes the page look like an [`El`]: creates what is new, changes what differs, by position, so that the focus stays
//! where it is. The only place in [`super`] that creates or removes elements.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{RenderEffect, With, document, queue_microtask};
use leptos::tachys::renderer::types;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, Node};

use crate::drawing::{Child, Text};

use super::el::{Doing, El, Handler, Live, View, write};
use super::shell::Shell;

/// An element as it is wanted.
type Inner = crate::drawing::Inner<Doing>;

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element on the page, with what it was drawn from.
pub struct Drawn {
    element: Element,
    tag: &'static str,
    attributes: Vec<(&'static str, Text)>,
    listeners: Vec<Listener>,
    children: Vec<DrawnChild>,
}

enum DrawnChild {
    Element(Drawn),
    Text(Node, Text),
    /// It stops being drawn anew when the effect is dropped.
    Live(Element, #[expect(dead_code, reason = "kept for its drop")] RenderEffect<Drawn>),
}

/// Calls the handler of the element as it was drawn last.
struct Listener {
    event: &'static str,
    handler: Rc<RefCell<Handler>>,
    _callback: Closure<dyn FnMut(Event)>,
}

impl Render for El {
    type State = Drawn;

    fn build(self) -> Drawn {
        create(*self.0)
    }

    fn rebuild(self, state: &mut Drawn) {
        update(state, *self.0);
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        put(parent, &self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.element.parent_element();
        parent.inspect(|parent| child.mount(parent, Some(&self.element))).is_some()
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}

fn create(wanted: Inner) -> Drawn {
    let Inner { tag, svg, attributes, children, extra: Doing { handlers, slot } } = wanted;
    let document = document();
    let created = if svg { document.create_element_ns(Some(SVG), tag) } else { document.create_element(tag) };
    let element = created.expect("the tags are written by hand");
    let children: Vec<_> = children.into_iter().map(create_child).collect();
    for child in &children {
        put(&element, child.node(), None);
    }
    // After what is in it: a list shows one of its options only when they are there.
    for (name, value) in &attributes {
        set_attribute(&element, name, value);
    }
    let listeners = handlers.into_iter().map(|(event, handler)| listen(&element, event, handler)).collect();
    if let Some(slot) = slot {
        slot.set(&element);
    }
    Drawn { element, tag, attributes, listeners, children }
}

fn create_child(wanted: Child<Doing>) -> DrawnChild {
    match wanted {
        Child::Element(wanted) => DrawnChild::Element(create(*wanted.0)),
        Child::Text(text) => DrawnChild::Text(document().create_text_node(&text).into(), text),
        Child::Part(Live(shell, view)) => live(shell, view),
    }
}

fn live(shell: Shell, view: View) -> DrawnChild {
    let effect = RenderEffect::new(move |drawn: Option<Drawn>| {
        let wanted = shell.player.with(|player| view(shell, player));
        match drawn {
            Some(mut drawn) => {
                update(&mut drawn, *wanted.0);
                drawn
            }
            None => create(*wanted.0),
        }
    });
    let element = effect.with_value_mut(|drawn| drawn.element.clone()).expect("its first run is over");
    DrawnChild::Live(element, effect)
}

fn update(drawn: &mut Drawn, wanted: Inner) {
    update_attributes(drawn, &wanted.attributes);
    drawn.attributes = wanted.attributes;
    for (listener, (_, handler)) in drawn.listeners.iter().zip(wanted.extra.handlers) {
        listener.handler.replace(handler);
    }
    let count = wanted.children.len();
    for (index, child) in wanted.children.into_iter().enumerate() {
        match drawn.children.get_mut(index) {
            Some(before) => update_child(&drawn.element, before, child),
            None => {
                let child = create_child(child);
                put(&drawn.element, child.node(), None);
                drawn.children.push(child);
            }
        }
    }
    for child in drawn.children.drain(count..) {
        take(&drawn.element, child.node());
    }
}

fn update_child(parent: &Element, before: &mut DrawnChild, wanted: Child<Doing>) {
    match (before, wanted) {
        (DrawnChild::Element(drawn), Child::Element(wanted)) if is_alike(drawn, &wanted.0) => update(drawn, *wanted.0),
        (DrawnChild::Text(node, text), Child::Text(wanted)) => {
            if *text != wanted {
                node.set_node_value(Some(&wanted));
                *text = wanted;
            }
        }
        (DrawnChild::Live(..), Child::Part(_)) => {}
        (before, wanted) => {
            let new = create_child(wanted);
            put(parent, new.node(), Some(before.node()));
            take(parent, before.node());
            *before = new;
        }
    }
}

/// Whether one can be turned into the other: attributes can, but not a tag or what is listened for.
fn is_alike(drawn: &Drawn, wanted: &Inner) -> bool {
    let events = wanted.extra.handlers.iter().map(|(event, _)| event);
    drawn.tag == wanted.tag && drawn.listeners.iter().map(|listener| &listener.event).eq(events)
}

fn update_attributes(drawn: &Drawn, wanted: &[(&'static str, Text)]) {
    for attribute in wanted {
        if !drawn.attributes.contains(attribute) {
            set_attribute(&drawn.element, attribute.0, &attribute.1);
        }
    }
    for (name, _) in &drawn.attributes {
        if !wanted.iter().any(|(kept, _)| kept == name) {
            // Removing fails for nothing.
            let _ = drawn.element.remove_attribute(name);
        }
    }
}

fn set_attribute(element: &Element, name: &str, value: &str) {
    if name == "value" {
        // It fails for nothing.
        let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), &JsValue::from_str(value));
    } else {
        write(element, name, value);
    }
}

fn listen(element: &Element, event: &'static str, handler: Handler) -> Listener {
    let handler = Rc::new(RefCell::new(handler));
    let called = Rc::clone(&handler);
    let callback = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        // Let go before the call, which may draw the element anew.
        let handler = Rc::clone(&called.borrow());
        handler(&event);
    });
    // It fails for nothing.
    let _ = element.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
    Listener { event, handler, _callback: callback }
}

fn put(parent: &Node, child: &Node, before: Option<&Node>) {
    // It fails where somebody else took the neighbour away (a translator, an extension); then the child comes last.
    if parent.insert_before(child, before).is_err() {
        let _ = parent.append_child(child);
    }
}

/// Calls when all is drawn that has changed until now: that is drawn in a microtask, and this is one after it. One type for
/// all that is called: each would be code of its own.
pub fn after_drawing(then: Box<dyn FnOnce()>) {
    queue_microtask(then);
}

fn take(parent: &Node, child: &Node) {
    // Somebody else may have taken it already.
    let _ = parent.remove_child(child);
}

impl DrawnChild {
    fn node(&self) -> &Node {
        match self {
            DrawnChild::Element(drawn) => &drawn.element,
            DrawnChild::Text(node, _) => node,
            DrawnChild::Live(element, _) => element,
        }
    }
}
