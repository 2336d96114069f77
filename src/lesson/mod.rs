//! The lessons of each strategy: a run that the reader carries on by predicting, acting and concluding. A lesson is data,
//! one file in `plans` for each: its configuration, its inputs, the questions before them, and the act that it asks for.
//! `text::lesson` has the words.
//!
//! `course` finds the next thing in a lesson, by the run alone. So a lesson goes on after the reader's own acts, after
//! going back and from a link. [`record`] holds the lessons that were done on this device. [`activity`] tells lessons,
//! goals and prepared examples apart.

pub mod activity;
mod course;
mod plan;
mod plans;
pub mod record;

use crate::model::config::Config;
use crate::model::fact::Fact;
use crate::model::http::Action;
use crate::model::time::SimDuration;
use crate::recording::{Input, Recording};
use crate::strategy::Strategy;

pub use activity::Activity;
pub use course::Next;
pub use plan::{Part, Plan, Task};
pub use record::Record;

/// A lesson.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Lesson {
    /// The cookie: a login, a request that is recognised, a browser without its cookie.
    Cookie,
    /// One machine: too few workers, an upgrade, and its death.
    OneMachine,
    /// A user is logged out, though nothing was stopped.
    LoggedOut,
    /// One of three servers dies.
    OneOfThree,
    /// Stickiness by a cookie.
    ByCookie,
    /// Stickiness by source address.
    ByAddress,
    /// A server dies under sticky sessions.
    PinnedServerDies,
    /// Any member of a cluster can answer.
    AnyMember,
    /// A request that overtakes the copy.
    Overtaken,
    /// A new member, and the cost of each.
    NewMember,
    /// Every server reads the store.
    SharedStore,
    /// The store loses its power: memory or disk.
    PowerCut,
    /// The write that the replica never got.
    Replica,
}

impl Lesson {
    /// All lessons, in the order of the article.
    pub const ALL: [Lesson; 13] = [
        Lesson::Cookie,
        Lesson::OneMachine,
        Lesson::LoggedOut,
        Lesson::OneOfThree,
        Lesson::ByCookie,
        Lesson::ByAddress,
        Lesson::PinnedServerDies,
        Lesson::AnyMember,
        Lesson::Overtaken,
        Lesson::NewMember,
        Lesson::SharedStore,
        Lesson::PowerCut,
        Lesson::Replica,
    ];

    /// The lesson that a bare address opens: a user who is logged in, one request before she no longer is.
    pub const FIRST_VIEW: Lesson = Lesson::LoggedOut;

    /// The plan.
    pub fn plan(self) -> &'static Plan {
        match self {
            Lesson::Cookie => &plans::COOKIE,
            Lesson::OneMachine => &plans::ONE_MACHINE,
            Lesson::LoggedOut => &plans::LOGGED_OUT,
            Lesson::OneOfThree => &plans::ONE_OF_THREE,
            Lesson::ByCookie => &plans::BY_COOKIE,
            Lesson::ByAddress => &plans::BY_ADDRESS,
            Lesson::PinnedServerDies => &plans::PINNED_SERVER_DIES,
            Lesson::AnyMember => &plans::ANY_MEMBER,
            Lesson::Overtaken => &plans::OVERTAKEN,
            Lesson::NewMember => &plans::NEW_MEMBER,
            Lesson::SharedStore => &plans::SHARED_STORE,
            Lesson::PowerCut => &plans::POWER_CUT,
            Lesson::Replica => &plans::REPLICA,
        }
    }

    /// The lesson's name in links and in the record.
    pub fn key(self) -> &'static str {
        self.plan().key
    }

    /// The lesson with this name.
    pub fn from_key(key: &str) -> Option<Lesson> {
        Lesson::ALL.into_iter().find(|lesson| lesson.key() == key)
    }

    /// The strategy whose tab has the lesson.
    pub fn strategy(self) -> Strategy {
        self.plan().strategy
    }

    /// The lessons of a strategy, in order.
    pub fn of(strategy: Strategy) -> impl Iterator<Item = Lesson> {
        Lesson::ALL.into_iter().filter(move |lesson| lesson.strategy() == strategy)
    }

    /// The first lesson of a strategy.
    pub fn first_of(strategy: Strategy) -> Lesson {
        // Every strategy has lessons (`tests/lessons`).
        Lesson::of(strategy).next().unwrap_or(Lesson::FIRST_VIEW)
    }

    /// The lesson that follows; `None` after the last one.
    pub fn following(self) -> Option<Lesson> {
        Lesson::ALL.into_iter().skip_while(|lesson| *lesson != self).nth(1)
    }

    /// The config of its run.
    pub fn config(self) -> Config {
        let plan = self.plan();
        plan.tunings.iter().fold(plan.strategy.config(), |config, tuning| tuning.apply(config))
    }

    /// Response times of the lesson's first change, without and with the setting that its task asks for, in tenths of a
    /// millisecond. Zero in a lesson without a change or without a setting.
    pub fn response_times(self) -> (SimDuration, SimDuration) {
        let plan = self.plan();
        let parts = plan.parts.iter().flat_map(|part| part.inputs);
        let inputs: Vec<Input> = plan.lead.iter().chain(parts).copied().collect();
        let time_under = |config| {
            let time = time_of_change(&Recording::replay(config, &inputs)).unwrap_or_default();
            SimDuration::from_us((time.as_us() + 50) / 100 * 100)
        };
        match plan.task {
            Some(Task::Set(tuning)) => (time_under(self.config()), time_under(tuning.apply(self.config()))),
            Some(Task::Act { .. }) | None => Default::default(),
        }
    }

    /// The next thing in this lesson after a run.
    pub fn next(self, run: &Recording) -> Next {
        course::next(self.plan(), run)
    }
}

/// Time of the first item that a run adds to a cart: from its request to its response.
fn time_of_change(run: &Recording) -> Option<SimDuration> {
    let mut added = None;
    for timed in run.facts() {
        match timed.fact {
            Fact::RequestSent { id, request, .. } if request.action == Action::AddToCart => {
                added = added.or(Some((id, timed.at)));
            }
            Fact::ResponseReceived { id, .. } => {
                if let Some((_, sent)) = added.filter(|(request, _)| *request == id) {
                    return Some(timed.at - sent);
                }
            }
            _ => {}
        }
    }
    None
}
