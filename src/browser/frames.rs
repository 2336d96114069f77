//! The frame loop. Browsers stop it in hidden tabs.
//!
//! By hand, since `leptos_use::use_raf_fn` creates a closure for every frame.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, closure::Closure};

use super::window;

/// One callback, called at most once per frame and only on request.
pub struct Frames {
    callback: Closure<dyn FnMut(f64)>,
    requested: Rc<Cell<Option<i32>>>,
}

impl Frames {
    /// `callback` gets the frame's time in milliseconds.
    pub fn new(mut callback: impl FnMut(f64) + 'static) -> Frames {
        let requested = Rc::new(Cell::new(None));
        let reset = Rc::clone(&requested);
        let callback = Closure::new(move |time_ms: f64| {
            reset.set(None);
            callback(time_ms);
        });
        Frames { callback, requested }
    }

    /// Requests a call before the next paint.
    pub fn request(&self) {
        if self.requested.get().is_none() {
            let id = window().request_animation_frame(self.callback.as_ref().unchecked_ref());
            self.requested.set(id.ok());
        }
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        if let Some(id) = self.requested.get() {
            let _ = window().cancel_animation_frame(id);
        }
    }
}
