//! Settings that a reader can change within a strategy, such as the affinity, the delay of copies or the kind of store.
//! The same inputs are then replayed on the changed config. Data only.

use crate::model::config::{Affinity, Config, Sessions, Setting};

/// A setting and its new value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tuning {
    /// The key by which the balancer sends a client to the same server.
    Affinity(Affinity),
    /// The kind of session storage.
    Sessions(Sessions),
    /// A numeric setting and its value.
    Setting(Setting, u64),
}

impl Tuning {
    /// The config with the new value.
    pub fn apply(self, mut config: Config) -> Config {
        match self {
            Tuning::Affinity(affinity) => config.affinity = affinity,
            Tuning::Sessions(sessions) => config.sessions = sessions,
            Tuning::Setting(setting, value) => config = config.with(setting, value),
        }
        config
    }

    /// True if the config already has this value.
    pub fn is_set(self, config: &Config) -> bool {
        self.apply(*config) == *config
    }
}
