//! The link to the present step: shown in the address bar, or sent to the page that embeds the figure. A reached goal
//! goes to the storage of this device or to that page, too.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;

use crate::embed::FigureMessage;
use crate::goal::Goal;
use crate::lesson::Lesson;
use crate::lesson::record::Done;

use super::panic::remember_query;
use super::preferences::{forget, store_goal, store_lesson};
use super::window;

/// Delay before a link is shown. Browsers refuse more than about 100 address changes in 30 s.
const DEBOUNCE_MS: u32 = 300;

/// Shows links, debounced: of several in a row, only the last one.
pub struct Address {
    target: Target,
    pending: RefCell<Option<Timeout>>,
}

/// Sends a message to the page that embeds the figure.
type Sender = Rc<dyn Fn(FigureMessage<'_>)>;

#[derive(Clone)]
enum Target {
    Bar,
    Host(Sender),
    Nowhere,
}

impl Address {
    /// Shows links in the address bar.
    pub fn in_bar() -> Address {
        Address::of(Target::Bar)
    }

    /// Sends links to the page that embeds the figure.
    pub fn for_host(send: Sender) -> Address {
        Address::of(Target::Host(send))
    }

    /// Shows nothing: for tests and for the fuzzer.
    pub fn silent() -> Address {
        Address::of(Target::Nowhere)
    }

    fn of(target: Target) -> Address {
        Address { target, pending: RefCell::new(None) }
    }

    /// The query that the page was opened with, including its `?`; empty if there is none.
    pub fn query() -> String {
        window().location().search().unwrap_or_default()
    }

    /// Shows the query in a new entry of the browser's history; the entry before gets the query that the reader has left.
    /// An embedded figure makes no entry, since the history is the article's.
    pub fn push(&self, left: &str, opened: &str) {
        if let Target::Bar = self.target {
            *self.pending.borrow_mut() = None;
            show(&self.target, left);
            if let Ok(history) = window().history() {
                // A sandboxed frame may not change its address.
                let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&url_of(opened)));
            }
        }
    }

    /// Shows this query after a short delay, unless another one follows.
    pub fn replace(&self, query: String) {
        if matches!(self.target, Target::Nowhere) {
            return;
        }
        remember_query(&url_of(&query));
        let target = self.target.clone();
        // Dropping the previous timeout cancels it.
        *self.pending.borrow_mut() = Some(Timeout::new(DEBOUNCE_MS, move || show(&target, &query)));
    }

    /// Records a reached goal on this device, or tells it to the host of an embedded figure.
    pub fn goal_reached(&self, goal: Goal, acts: usize, link: &str) {
        match &self.target {
            Target::Bar => store_goal(goal, acts),
            Target::Host(send) => send(FigureMessage::Goal { goal: goal.key(), acts: acts as u32, link }),
            Target::Nowhere => {}
        }
    }

    /// Records the way through a lesson on this device, or tells its end to the host of an embedded figure.
    pub fn lesson_done(&self, lesson: Lesson, done: Done) {
        match &self.target {
            Target::Bar => store_lesson(lesson, done),
            Target::Host(send) if done.is_done => send(FigureMessage::Lesson {
                lesson: lesson.key(),
                right: done.right() as u32,
                questions: done.marks.len() as u32,
            }),
            Target::Host(_) | Target::Nowhere => {}
        }
    }

    /// Deletes the lessons and goals of this device.
    pub fn forget(&self) {
        if let Target::Bar = self.target {
            forget();
        }
    }
}

fn show(target: &Target, query: &str) {
    match target {
        Target::Bar => {
            if let Ok(history) = window().history() {
                // A sandboxed frame may not change its address. It has no address bar either.
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url_of(query)));
            }
        }
        Target::Host(send) => send(FigureMessage::Link { link: query }),
        Target::Nowhere => {}
    }
}

/// The absolute URL of a query, for sharing.
pub fn share_url(query: &str) -> String {
    format!("{}{}", page_url(), url_of(query))
}

/// The absolute URL of this page, without a query.
pub fn page_url() -> String {
    let location = window().location();
    let (origin, path) = (location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
    format!("{origin}{path}")
}

fn url_of(query: &str) -> String {
    format!("?{query}")
}
