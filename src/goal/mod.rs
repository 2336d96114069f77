//! Goals of free play: something to bring about under a strategy, from a run without inputs. Data and checks by facts,
//! without text or browser.
//!
//! `history` follows a run, step after step, and knows what goals ask for. `solution` has one way to each goal, which
//! the page for teachers shows and the app does not have. [`record`] holds the goals that were
//! reached on this device. `text::goal` has the words; `tests/goals` finds each par by a search.

mod history;
#[cfg(not(target_arch = "wasm32"))]
mod solution;
pub mod record;

use crate::model::fact::TimedFact;
use crate::model::world::World;
use crate::recording::Recording;
use crate::strategy::Strategy;

use history::History;

pub use record::Record;

/// A goal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Goal {
    /// A session that no cookie names, without a second login.
    Orphan,
    /// A page that says "logged in", though every server runs and none has the session.
    UnknownLogin,
    /// A refused request, though the server runs.
    Refused,
    /// Alice gets the login form, though nothing was stopped.
    LoggedOut,
    /// A user gets the login form, and later the same session is found again.
    FoundAgain,
    /// Three people log in, and only Bob's session is lost.
    OnlyBob,
    /// One server has the sessions of three people, while another one runs.
    Crowd,
    /// A server with sessions stops, and no user notices.
    Unnoticed,
    /// Exactly one item of a cart is lost, and the session remains.
    OneItem,
    /// A user reads an older value than they wrote.
    StaleRead,
    /// An acknowledged write is lost, though there is a replica.
    LostWrite,
    /// Every server is replaced, and no user notices.
    NewServers,
    /// Every server answers 500, though all run.
    AllFail,
    /// A logout is undone.
    LogoutUndone,
}

impl Goal {
    /// All goals, in the order of their strategies.
    pub const ALL: [Goal; 14] = [
        Goal::Orphan,
        Goal::UnknownLogin,
        Goal::Refused,
        Goal::LoggedOut,
        Goal::FoundAgain,
        Goal::OnlyBob,
        Goal::Crowd,
        Goal::Unnoticed,
        Goal::OneItem,
        Goal::StaleRead,
        Goal::LostWrite,
        Goal::NewServers,
        Goal::AllFail,
        Goal::LogoutUndone,
    ];

    /// The goal's name in links and in the record.
    pub fn key(self) -> &'static str {
        match self {
            Goal::Orphan => "orphan",
            Goal::UnknownLogin => "unknownlogin",
            Goal::Refused => "refused",
            Goal::LoggedOut => "loggedout",
            Goal::FoundAgain => "foundagain",
            Goal::OnlyBob => "onlybob",
            Goal::Crowd => "crowd",
            Goal::Unnoticed => "unnoticed",
            Goal::OneItem => "oneitem",
            Goal::StaleRead => "staleread",
            Goal::LostWrite => "lostwrite",
            Goal::NewServers => "newservers",
            Goal::AllFail => "allfail",
            Goal::LogoutUndone => "logoutundone",
        }
    }

    /// The goal with this name.
    pub fn from_key(key: &str) -> Option<Goal> {
        Goal::ALL.into_iter().find(|goal| goal.key() == key)
    }

    /// The strategy under which the goal is set.
    pub fn strategy(self) -> Strategy {
        match self {
            Goal::Orphan | Goal::UnknownLogin | Goal::Refused => Strategy::Single,
            Goal::LoggedOut | Goal::FoundAgain => Strategy::None,
            Goal::OnlyBob | Goal::Crowd => Strategy::Sticky,
            Goal::Unnoticed | Goal::OneItem | Goal::StaleRead => Strategy::Clustering,
            Goal::LostWrite | Goal::NewServers | Goal::AllFail | Goal::LogoutUndone => Strategy::Storage,
        }
    }

    /// Par: the fewest acts that reach the goal under the settings of its strategy. `tests/goals` finds it by a
    /// search.
    pub fn par(self) -> usize {
        match self {
            Goal::Orphan | Goal::LoggedOut => 2,
            Goal::UnknownLogin | Goal::Refused | Goal::Unnoticed | Goal::OneItem | Goal::StaleRead => 3,
            Goal::LostWrite | Goal::LogoutUndone => 3,
            Goal::FoundAgain | Goal::OnlyBob | Goal::AllFail => 4,
            Goal::Crowd | Goal::NewServers => 6,
        }
    }

    /// The first step, up to `step`, at which a run from no inputs has reached the goal.
    pub fn reached(self, recording: &Recording, step: usize) -> Option<usize> {
        let mut watch = Watch::new(self);
        let steps = 0..=step.min(recording.last_step());
        steps.into_iter().find(|step| watch.see(recording.facts_of(*step), &recording.frame(*step).world))
    }
}

/// Follows a run until it reaches a goal.
#[derive(Clone, PartialEq, Debug)]
pub struct Watch {
    goal: Goal,
    history: History,
}

impl Watch {
    /// The start of a run.
    pub fn new(goal: Goal) -> Watch {
        Watch { goal, history: History::default() }
    }

    /// Takes the facts of the next step and the world after it. Returns true if this step reaches the goal.
    pub fn see(&mut self, facts: &[TimedFact], world: &World) -> bool {
        self.history.see(facts, world);
        self.goal.is_reached(&self.history, facts, world)
    }
}
