//! Sessionscope shows what happens to a logged-in user when a second server is added: HTTP sessions behind a load
//! balancer, as a faithful model that runs in the reader's browser, step by step, forward and back.
//!
//! # Overview
//!
//! Inputs are the only truth; everything on the screen is derived from them.
//!
//! ```text
//! reader, link, clock, host page
//!     -> Msg -> Player::update -> Recording (inputs => frames + facts) -> Beats -> Pace (steps <-> the reader's time)
//!                    |                 -> scene (cards, wires, messages), inspect (rows), text (sentences) -> ui (DOM)
//!                    +-> Vec<Effect> -> browser (address bar or host page, storage)
//! ```
//!
//! The model never runs in real time. An action makes it compute ahead until its effects have settled. Playing,
//! stepping, scrubbing and sharing only choose a step of the computed run, so each works backwards, in a test and in a
//! link.
//!
//! Three words have fixed meanings. A [`Command`](model::command::Command) asks, a [`Message`](model::message::Message)
//! travels, a [`Fact`](model::fact::Fact) has happened, and carries its reason.
//!
//! Rules (R1 to R37, measured on real systems), claims (C1 to C22, taught by the page) and terms are in `docs/`.
//!
//! # Layers
//!
//! A module uses modules of lower layers only; `tests/tidy.rs` checks that. From the lowest up, in reading order:
//!
//! | layer | modules |
//! |---|---|
//! | 0 | [`model`]: the simulated world |
//! | 1 | [`recording`]: a run, computed ahead |
//! | 2 | [`beat`]: the steps of a run that change a reader's understanding |
//! | 3 | [`pace`]: a run in the reader's time; [`strategy`]: the strategies and their prepared scripts; [`selection`]: the selected node or message, and the target of actions |
//! | 4 | [`goal`]: the goals of free play; [`question`]: questions about the next inputs of a run |
//! | 5 | [`lesson`]: the lessons of each strategy; the reader's activity |
//! | 6 | [`text`]: every text of the page, per language |
//! | 7 | [`link`]: a run as an address; [`scene`]: the stage as plain data; [`inspect`]: the panels as plain rows |
//! | 8 | [`drawing`]: the stage as Leptos views, for the page and for pictures |
//! | 9 | [`embed`]: messages of a figure and its host |
//! | 10 | [`player`]: the app's only state, and the one function that changes it |
//! | 11 | `browser` (wasm32 only): performs effects with web-sys; `export` (native only): transcripts, pictures, initial markup, the page for teachers |
//! | 12 | `ui` (wasm32 only): Leptos components; they draw and do not decide |
//!
//! # Leptos
//!
//! `ui::app::App` is the handle that every component gets by `use_app()`: one signal holds the
//! [`Player`](player::Player), memos hold slices of it, `dispatch` passes a [`Msg`](player::Msg). `ui` explains how
//! components are written. Leptos is built with `csr` for wasm32 and with `ssr` natively, where it renders pictures. No
//! other feature differs.
//!
//! # Invariants
//!
//! - The same inputs give the same facts, to the byte, natively and in Wasm (`tests/digests.rs`, `tests/web`).
//! - A step back is the exact inverse of a step forward. An action in the past stores the branch that it leaves.
//! - Messages in flight are in the agenda alone.
//! - Every request ends in exactly one of: response, dropped, refused.
//! - The core cannot fail; edges return the value and a list of problems.
//! - Every sentence on the screen is computed from a fact or a frame.
//!
//! # Where a change goes
//!
//! - a new action: a variant of `Command`, its arm in `model/world/mod.rs`, its word in `link/input.rs`, its label in
//!   `text`;
//! - a new fact: a variant of `Fact`, recorded where it happens in `model/world`, its arm and a text in `text/fact`; if
//!   it changes a reader's understanding, its event in `beat/event.rs` and a caption in `text/beat`;
//! - a new sentence or label: `text`; one without Korean or English does not compile;
//! - a new goal: a variant of [`Goal`](goal::Goal) with its check in `goal/history.rs`, its texts and hints in
//!   `text/goal`, its solution in `goal/solution.rs`, its case in `tests/goals`;
//! - a new lesson: a file in `lesson/plans` and a variant of [`Lesson`](lesson::Lesson); the compiler then asks for its
//!   texts in `text/lesson`. A new kind of question: a variant of [`Ask`](question::Ask), its answers, its outcome and its
//!   texts;
//! - a new thing on the stage: its data in `scene`, its shapes in `drawing`, and, if it moves, `ui/motion.rs`;
//! - a new panel:
//!   1. its rows in `inspect`: a function of [`inspect::Look`] that returns plain, `PartialEq` data with texts, and its
//!      test in `inspect/tests`;
//!   2. its title and labels in `text/words.rs`;
//!   3. a component in `ui/panels`: `app.slice(|player| inspect::…(look(player)))` in a `Panel` with the `Sheet` under
//!      which a phone shows it; `ui/panels/tally.rs` is the smallest to copy from;
//!   4. a line in `ui::panels::Panels`. Rows of name and value need no style: use `<dl class="tally">` and
//!      `data-weight`. Others go to `style/inspector.css`;
//!   5. a line in CHANGELOG.md, at the end of Unreleased.
//!
//! # Written by hand
//!
//! Observers and media queries come from `leptos-use`, without its default features. Written by hand are:
//!
//! - motion (`ui/motion.rs`): one effect for each message costs several times as much script per frame;
//! - the frame loop (`browser/frames.rs`): `leptos_use::use_raf_fn` creates a closure for every frame;
//! - storage (`browser/preferences.rs`): `gloo-storage` panics where storage is forbidden;
//! - files (`browser/file.rs`): `gloo-file` panics if the browser refuses an object URL;
//! - the clipboard (`browser/clipboard.rs`): `leptos_use::use_clipboard` does not report a refusal;
//! - the address (`browser/address.rs`): a debounced `history.replaceState`, and an entry for each strategy or link; a
//!   router would own the whole address;
//! - the document and the host window (`browser/document.rs`, `browser/host.rs`): a few calls that no crate wraps;
//! - the FNV-1a hash (`recording/digest.rs`): three lines, and `fnv` hashes by std's `Hasher`, not as a writer;
//! - `browser/panic.rs`: the card after a panic must know the query and the message in advance;
//! - `boot.js`: Trunk's loader is an inline script and does not tell failures apart;
//! - links (`link`): readable in an address, and the same natively; serde formats are neither short nor readable there;
//! - numbers and Korean particles (`text`): an ICU crate would more than double the download, and has no particles;
//! - the stage and the timeline (`scene`, `drawing`): their layout is the product; no chart crate draws it.

pub mod model;
pub mod recording;
pub mod beat;
pub mod pace;
pub mod strategy;
pub mod question;
pub mod goal;
pub mod lesson;
pub mod selection;
pub mod text;
pub mod link;
pub mod scene;
pub mod inspect;
pub mod drawing;
pub mod embed;
pub mod player;
#[cfg(not(target_arch = "wasm32"))]
pub mod export;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
