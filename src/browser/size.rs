//! How large an element is, and when that changes.

use js_sys::Array;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// Tells width and height of one element's content, at once and whenever they change.
pub struct SizeObserver {
    observer: ResizeObserver,
    // Lives as long as the observer that calls it.
    _callback: Closure<dyn FnMut(Array)>,
}

impl SizeObserver {
    /// `None` where the browser has no `ResizeObserver`.
    pub fn new(element: &Element, mut told: impl FnMut(f64, f64) + 'static) -> Option<SizeObserver> {
        let callback = Closure::new(move |entries: Array| {
            if let Some(entry) = entries.iter().last() {
                let entry: ResizeObserverEntry = entry.unchecked_into();
                let content = entry.content_rect();
                told(content.width(), content.height());
            }
        });
        let observer = ResizeObserver::new(Closure::as_ref(&callback).unchecked_ref()).ok()?;
        observer.observe(element);
        Some(SizeObserver { observer, _callback: callback })
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
