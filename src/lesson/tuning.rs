//! What a reader can turn without leaving a strategy: how people are recognised, how late a copy is, what a store is made
//! of. Data only; the same inputs are replayed on the tuned config.

use crate::model::config::{Affinity, Config, Sessions, Setting};

/// One turn of one knob.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tuning {
    /// How the balancer recognises a person.
    Affinity(Affinity),
    /// Where sessions live.
    Sessions(Sessions),
    /// A setting's number.
    Setting(Setting, u64),
}

impl Tuning {
    /// The config with the knob turned.
    pub fn apply(self, mut config: Config) -> Config {
        match self {
            Tuning::Affinity(affinity) => config.affinity = affinity,
            Tuning::Sessions(sessions) => config.sessions = sessions,
            Tuning::Setting(setting, value) => config = config.with(setting, value),
        }
        config
    }

    /// Whether the knob stands there.
    pub fn is_set(self, config: &Config) -> bool {
        self.apply(*config) == *config
    }
}
