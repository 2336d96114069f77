//! Calls before the next paint. The browser stops them in hidden tabs, which is what a figure wants.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, closure::Closure};

use super::window;

/// One callback, called at most once a frame and only when asked for.
pub struct Frames {
    callback: Closure<dyn FnMut(f64)>,
    waiting: Rc<Cell<Option<i32>>>,
}

impl Frames {
    /// `callback` is given the frame's time in milliseconds.
    pub fn new(mut callback: impl FnMut(f64) + 'static) -> Frames {
        let waiting = Rc::new(Cell::new(None));
        let called = Rc::clone(&waiting);
        let callback = Closure::new(move |time: f64| {
            called.set(None);
            callback(time);
        });
        Frames { callback, waiting }
    }

    /// Calls it before the next paint.
    pub fn request(&self) {
        if self.waiting.get().is_none() {
            let id = window().request_animation_frame(self.callback.as_ref().unchecked_ref());
            self.waiting.set(id.ok());
        }
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        if let Some(id) = self.waiting.get() {
            let _ = window().cancel_animation_frame(id);
        }
    }
}
