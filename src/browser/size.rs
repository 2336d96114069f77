//! How wide an element is, and when that changes.

use js_sys::Array;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// Tells the width of one element's content, at once and whenever it changes.
pub struct WidthObserver {
    observer: ResizeObserver,
    // Lives as long as the observer that calls it.
    _callback: Closure<dyn FnMut(Array)>,
}

impl WidthObserver {
    /// `None` where the browser has no `ResizeObserver`.
    pub fn new(element: &Element, mut told: impl FnMut(f64) + 'static) -> Option<WidthObserver> {
        let callback = Closure::new(move |entries: Array| {
            if let Some(entry) = entries.iter().last() {
                let entry: ResizeObserverEntry = entry.unchecked_into();
                told(entry.content_rect().width());
            }
        });
        let observer = ResizeObserver::new(Closure::as_ref(&callback).unchecked_ref()).ok()?;
        observer.observe(element);
        Some(WidthObserver { observer, _callback: callback })
    }
}

impl Drop for WidthObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
