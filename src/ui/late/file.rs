//! How a file of its own is declared, with the names `wasm-split-cli` knows it by: an import that loads the file and calls
//! back, an import that enters it, and the export behind that import, which is all that the file is made for.
//!
//! The crate `wasm_split_helpers` declares the same by futures; these cost the first load several KB.

/// Told whether a file came.
pub type Then = Box<dyn FnOnce(bool)>;

/// Declares a file: a module of its name with `get`, what it brings, once it came, and `fetch`, which asks for it.
#[cfg(not(feature = "split"))]
macro_rules! file {
    ($file:ident brings $What:ty: $what:expr) => {
        pub mod $file {
            use super::*;

            pub fn get() -> Option<$What> {
                Some($what)
            }

            pub fn fetch(then: Then) {
                then(true);
            }
        }
    };
}

/// Declares a file: a module of its name with `get`, what it brings, once it came, and `fetch`, which asks for it.
#[cfg(feature = "split")]
macro_rules! file {
    ($file:ident brings $What:ty: $what:expr) => {
        pub mod $file {
            use std::ffi::c_void;
            use std::sync::OnceLock;

            use super::*;
            use crate::ui::late::file::{CallBack, wait};

            static CAME: OnceLock<$What> = OnceLock::new();

            pub fn get() -> Option<$What> {
                CAME.get().copied()
            }

            pub fn fetch(then: Then) {
                if CAME.get().is_some() {
                    then(true);
                } else {
                    wait(load, || enter(), then);
                }
            }

            #[link(wasm_import_module = "__wasm_split_placeholder__")]
            unsafe extern "C" {
                #[link_name = concat!("__wasm_split_load_", stringify!($file))]
                fn load(call_back: CallBack, waiting: *mut c_void);
                // The digits tell apart what several places take out of one file.
                #[link_name = concat!("__wasm_split_00", stringify!($file), "00_import_00000000000000000000000000000000")]
                safe fn enter();
            }

            #[unsafe(export_name = concat!("__wasm_split_00", stringify!($file), "00_export_00000000000000000000000000000000"))]
            extern "C" fn bring() {
                let _ = CAME.set($what);
            }
        }
    };
}

#[cfg(feature = "split")]
pub use waiting::{CallBack, wait};

#[cfg(feature = "split")]
mod waiting {
    use std::ffi::c_void;

    use super::Then;

    /// Who waits for a file.
    struct Waiting {
        /// Enters the file, which must have come.
        enter: fn(),
        then: Then,
    }

    /// Called once, with what was handed to the loader, and whether the file came.
    pub type CallBack = unsafe extern "C" fn(*mut c_void, bool);

    /// Loads a file, enters it when it came, and tells so.
    pub fn wait(load: unsafe extern "C" fn(CallBack, *mut c_void), enter: fn(), then: Then) {
        let waiting = Box::into_raw(Box::new(Waiting { enter, then }));
        // SAFETY: the loader is what wasm-split-cli writes: it calls back once, with this pointer.
        unsafe { load(call_back, waiting.cast()) }
    }

    /// # Safety
    /// The pointer is one of [`wait`]'s, and this is the only call with it.
    unsafe extern "C" fn call_back(waiting: *mut c_void, came: bool) {
        // SAFETY: see above.
        let waiting = unsafe { Box::from_raw(waiting.cast::<Waiting>()) };
        if came {
            (waiting.enter)();
        }
        (waiting.then)(came);
    }
}
