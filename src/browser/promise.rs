//! What a promise of the browser's comes to.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::{JsValue, closure::Closure};

/// Told what it was kept with; `None` where it was broken.
type Then = Box<dyn FnOnce(Option<JsValue>)>;

/// Tells what becomes of a promise.
pub fn settle(promise: &Promise, then: impl FnOnce(Option<JsValue>) + 'static) {
    let then: Rc<RefCell<Option<Then>>> = Rc::new(RefCell::new(Some(Box::new(then))));
    let told = |is_kept: bool| {
        let then = Rc::clone(&then);
        Closure::<dyn FnMut(JsValue)>::new(move |value: JsValue| {
            let then = then.borrow_mut().take();
            if let Some(then) = then {
                then(is_kept.then_some(value));
            }
        })
    };
    let (kept, broken) = (told(true), told(false));
    // What comes of calling back is nothing.
    let _ = promise.then2(&kept, &broken);
    // The browser's garbage collector frees them.
    kept.into_js_value();
    broken.into_js_value();
}
