//! What becomes of an element on the screen: how large it is, and whether it is in the reader's view.

use std::slice;

use js_sys::Array;
use wasm_bindgen::{JsCast, closure::Closure, prelude::wasm_bindgen};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, ResizeObserver, ResizeObserverEntry};

#[wasm_bindgen]
extern "C" {
    /// What both of the browser's observers are.
    type Observer;
    #[wasm_bindgen(method)]
    fn observe(this: &Observer, element: &Element);
    #[wasm_bindgen(method)]
    fn disconnect(this: &Observer);
}

/// Watches elements for as long as it lives.
pub struct Watch {
    observer: Observer,
    // Lives as long as the observer that calls it.
    _callback: Callback,
}

/// Told all that changed since the last time.
type Callback = Closure<dyn FnMut(Array)>;

impl Watch {
    /// Tells width and height of an element's content, at once and whenever they change. `None` where the browser has no
    /// `ResizeObserver`.
    pub fn size(element: &Element, mut told: impl FnMut(f64, f64) + 'static) -> Option<Watch> {
        let callback = Closure::new(move |entries: Array| {
            if let Some(entry) = entries.iter().last() {
                let content = entry.unchecked_into::<ResizeObserverEntry>().content_rect();
                told(content.width(), content.height());
            }
        });
        let observer = ResizeObserver::new(Closure::as_ref(&callback).unchecked_ref()).ok()?;
        Some(Watch::start(observer.unchecked_into(), slice::from_ref(element), callback))
    }

    /// Tells of each element whether any of it is in view, at once and whenever that changes. In a frame the browser
    /// looks through the windows around it as well. `None` where the browser has no `IntersectionObserver`.
    pub fn view(elements: &[Element], mut told: impl FnMut(bool) + 'static) -> Option<Watch> {
        let callback = Closure::new(move |entries: Array| {
            for entry in entries.iter() {
                told(entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
            }
        });
        let observer = IntersectionObserver::new(Closure::as_ref(&callback).unchecked_ref()).ok()?;
        Some(Watch::start(observer.unchecked_into(), elements, callback))
    }

    fn start(observer: Observer, elements: &[Element], callback: Callback) -> Watch {
        for element in elements {
            observer.observe(element);
        }
        Watch { observer, _callback: callback }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
