//! The strategies: each is a preset of the config with a prepared script. Data only, without text or browser. The page
//! explains a script by the facts that follow from it.

mod ending;
mod moment;
mod opening;
mod script;
mod tuning;

use crate::model::config::{Affinity, Config, Routing, Sessions, Setting, StoreKind};
use crate::recording::Input;

pub use ending::act_to_try;
pub use moment::Moment;
pub use opening::opening_step;
pub use tuning::Tuning;

/// A strategy of the article: a preset of routing, affinity and session storage, with a prepared script.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Strategy {
    /// One server without a load balancer: claims C1 to C3.
    Single,
    /// Round robin over servers whose sessions are local: claims C4 and C5.
    #[default]
    None,
    /// Sticky sessions: claims C7 to C10.
    Sticky,
    /// Sessions replicated to every server: claims C11 to C16.
    Clustering,
    /// Sessions in a shared store: claims C17 to C22.
    Storage,
}

impl Strategy {
    /// All strategies, in the article's order.
    pub const ALL: [Strategy; 5] =
        [Strategy::Single, Strategy::None, Strategy::Sticky, Strategy::Clustering, Strategy::Storage];

    /// The strategy that follows in the article; `None` after the last one.
    pub fn following(self) -> Option<Strategy> {
        Strategy::ALL.into_iter().skip_while(|strategy| *strategy != self).nth(1)
    }

    /// The strategy's name in links.
    pub fn key(self) -> &'static str {
        match self {
            Strategy::Single => "single",
            Strategy::None => "none",
            Strategy::Sticky => "sticky",
            Strategy::Clustering => "clustering",
            Strategy::Storage => "storage",
        }
    }

    /// The strategy with this name in links.
    pub fn from_key(key: &str) -> Option<Strategy> {
        Strategy::ALL.into_iter().find(|strategy| strategy.key() == key)
    }

    /// The preset: the config of its runs.
    pub fn config(self) -> Config {
        match self {
            // One worker and a queue of one: three clients overload the server, and an upgrade is enough for them.
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

    /// The inputs of its prepared script.
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
