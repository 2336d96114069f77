//! What is taught: the strategies as presets over the axes, each with a prepared script. Data only: no text, no
//! browser. What the scripts show is said by the facts they lead to.

mod moment;
mod script;
mod tuning;

use crate::model::config::{Affinity, Config, Routing, Sessions, Setting, StoreKind};
use crate::recording::Input;

pub use moment::Moment;
pub use tuning::Tuning;

/// A strategy the article names: a preset over routing and sessions with a prepared script.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Strategy {
    /// One server, no balancer: claims C1 to C3.
    Single,
    /// Round robin over servers that keep their sessions to themselves: claims C4 and C5.
    #[default]
    None,
    /// A person stays with their server: claims C7 to C10.
    Sticky,
    /// Every server holds every session: claims C11 to C16.
    Clustering,
    /// Sessions lie in a store of their own: claims C17 to C22.
    Storage,
}

impl Strategy {
    /// All of them, in the article's order.
    pub const ALL: [Strategy; 5] =
        [Strategy::Single, Strategy::None, Strategy::Sticky, Strategy::Clustering, Strategy::Storage];

    /// Its name in links.
    pub fn key(self) -> &'static str {
        match self {
            Strategy::Single => "single",
            Strategy::None => "none",
            Strategy::Sticky => "sticky",
            Strategy::Clustering => "clustering",
            Strategy::Storage => "storage",
        }
    }

    /// The strategy of this name.
    pub fn from_key(key: &str) -> Option<Strategy> {
        Strategy::ALL.into_iter().find(|strategy| strategy.key() == key)
    }

    /// What its runs start from.
    pub fn config(self) -> Config {
        match self {
            // Two workers and a short queue: three people can overload it, and twice the workers help them.
            Strategy::Single => Config::new(Routing::Direct, Affinity::None, Sessions::Local)
                .with(Setting::Servers, 1)
                .with(Setting::Workers, 1)
                .with(Setting::Queue, 1),
            Strategy::None => Config::new(Routing::RoundRobin, Affinity::None, Sessions::Local),
            Strategy::Sticky => Config::new(Routing::RoundRobin, Affinity::Cookie, Sessions::Local),
            Strategy::Clustering => Config::new(Routing::RoundRobin, Affinity::None, Sessions::Replicated),
            Strategy::Storage => Config::new(Routing::RoundRobin, Affinity::None, Sessions::Shared(StoreKind::Memory))
                .with(Setting::Replica, 1),
        }
    }

    /// Its prepared script: inputs only.
    pub fn script(self) -> &'static [Input] {
        match self {
            Strategy::Single => script::SINGLE,
            Strategy::None => script::NONE,
            Strategy::Sticky => script::STICKY,
            Strategy::Clustering => script::CLUSTERING,
            Strategy::Storage => script::STORAGE,
        }
    }
}
