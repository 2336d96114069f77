//! What Leptos's server functions name of the crate `wasm-streams`, and nothing of what is behind it. The page calls no
//! server function, but the real crate exports classes to JavaScript, which no linker may drop: 5 % of the first load.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream; there is never one.
pub struct ReadableStream(Infallible);

impl ReadableStream {
    /// Of a body that is sent.
    ///
    /// # Panics
    /// Always.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> ReadableStream {
        panic!("the page calls no server function")
    }

    /// Of a body that is received.
    ///
    /// # Panics
    /// Always.
    pub fn from_raw(_: web_sys::ReadableStream) -> ReadableStream {
        panic!("the page calls no server function")
    }

    /// The browser's.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self.0 {}
    }

    /// Rust's.
    pub fn into_stream(self) -> ReadableStream {
        self
    }
}

impl Stream for ReadableStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0 {}
    }
}
