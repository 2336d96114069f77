//! Whether an element is in the reader's view, and when that changes. In a frame the browser looks through the windows
//! around it as well.

use js_sys::Array;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

/// Tells whether any of an element is in view, at once and whenever that changes.
pub struct ViewObserver {
    observer: IntersectionObserver,
    // Lives as long as the observer that calls it.
    _callback: Closure<dyn FnMut(Array)>,
}

impl ViewObserver {
    /// `None` where the browser has no `IntersectionObserver`.
    pub fn new(element: &Element, mut told: impl FnMut(bool) + 'static) -> Option<ViewObserver> {
        let callback = Closure::new(move |entries: Array| {
            if let Some(entry) = entries.iter().last() {
                told(entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
            }
        });
        let observer = IntersectionObserver::new(Closure::as_ref(&callback).unchecked_ref()).ok()?;
        observer.observe(element);
        Some(ViewObserver { observer, _callback: callback })
    }
}

impl Drop for ViewObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
