//! Sessionscope shows what happens to a logged-in user when a second server is added: HTTP sessions behind a load
//! balancer, as a faithful model that runs in the reader's browser, step by step, forward and back.
//!
//! # Bird's eye
//!
//! Inputs are the only truth; everything on the screen is derived from them.
//!
//! ```text
//! reader, link, clock, host page
//!     -> Msg -> Player::update -> Recording (inputs => frames + facts) -> Pace (steps <-> the reader's time)
//!                    |                  -> scene (cards, wires, messages), inspect (rows), text (sentences) -> ui (DOM)
//!                    +-> Vec<Effect> -> browser (address bar or host page, storage)
//! ```
//!
//! The model never runs in real time. An act makes it compute ahead until nothing is in flight; playing, stepping,
//! scrubbing and sharing only choose a step of what is computed, so each of them works backwards, in a test and in a link.
//!
//! Three words, three meanings. A [`Command`](model::command::Command) asks, a [`Message`](model::message::Message)
//! travels, a [`Fact`](model::fact::Fact) happened, with its reason.
//!
//! # Floors
//!
//! A module uses modules of lower floors only; `tests/tidy.rs` holds it to that. From the ground up, in reading order:
//!
//! | floor | modules |
//! |---|---|
//! | 0 | [`model`]: the simulated world |
//! | 1 | [`recording`]: a run, computed ahead; [`pace`]: its steps in the reader's time |
//! | 2 | [`lesson`]: the strategies and their prepared scripts; [`selection`]: what a reader points at |
//! | 3 | [`text`]: everything a reader reads, per language |
//! | 4 | [`link`]: a run as an address; [`scene`]: the stage as plain data; [`inspect`]: the panels as plain rows |
//! | 5 | [`drawing`]: the stage as elements, for the page and for pictures |
//! | 6 | [`export`]: a run as a transcript, a step as a picture (not in Wasm); [`embed`]: what a figure and the article around it say to each other |
//! | 7 | [`player`]: the app's only state, and the one function that changes it |
//! | 8 | `browser` (wasm32 only): the one place that touches web-sys; performs effects |
//! | 9 | `ui` (wasm32 only): views that Leptos draws anew; they do not decide |
//!
//! # Invariants
//!
//! - The same inputs give the same facts, to the byte, natively and in Wasm (`tests/digests.rs`, `tests/web`).
//! - A step back is the exact inverse of a step forward. Acting in the past keeps what it would abandon.
//! - Messages in flight live in the agenda alone.
//! - Every request ends in exactly one of: response, dropped, refused.
//! - The core cannot fail; edges return the value and a list of problems.
//! - Every sentence on the screen is computed from a fact or a frame.
//!
//! # Where a change goes
//!
//! - a new act: a variant of `Command`, its arm in `model/world/acts.rs`, its word in `link/input.rs`, its label in `text`;
//! - a new fact: a variant of `Fact`, told where it happens in `model/world`, its arm and a text in `text/fact`;
//! - a new sentence or label: `text`; one without Korean or English does not compile;
//! - a new thing on the stage: its data in `scene`, its shapes in `drawing`, and in `ui/stage` what moves it;
//! - a new panel: its rows in `inspect`, then a component in `ui`.

pub mod model;
pub mod recording;
pub mod pace;
pub mod lesson;
pub mod selection;
pub mod text;
pub mod link;
pub mod scene;
pub mod inspect;
pub mod drawing;
#[cfg(not(target_arch = "wasm32"))]
pub mod export;
pub mod embed;
pub mod player;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
