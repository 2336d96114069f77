//! What is taught: the strategies as presets over the two axes, each with a prepared script. Data only: no text, no
//! browser. What the scripts show is said by the facts they lead to.

mod script;

use crate::model::config::{Config, Routing, Sessions, Setting};
use crate::recording::Input;

/// A strategy the article names: a preset over routing and sessions with a prepared script.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Strategy {
    /// One server, no balancer: claims C1 to C3.
    Single,
    /// Round robin over servers that keep their sessions to themselves: claims C4 and C5.
    #[default]
    None,
}

impl Strategy {
    /// All of them, in the article's order.
    pub const ALL: [Strategy; 2] = [Strategy::Single, Strategy::None];

    /// Its name in links.
    pub fn key(self) -> &'static str {
        match self {
            Strategy::Single => "single",
            Strategy::None => "none",
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
            Strategy::Single => Config::new(Routing::Direct, Sessions::Local)
                .with(Setting::Servers, 1)
                .with(Setting::Workers, 1)
                .with(Setting::Queue, 1),
            Strategy::None => Config::new(Routing::RoundRobin, Sessions::Local),
        }
    }

    /// Its prepared script: inputs only.
    pub fn script(self) -> Vec<Input> {
        match self {
            Strategy::Single => script::single(),
            Strategy::None => script::none(),
        }
    }
}
