//! What a reader can turn without leaving the strategy: the controls that mean something in it.

use super::Look;
use crate::lesson::Tuning;
use crate::model::config::{Affinity, Sessions, Setting, StoreKind};
use crate::model::time::SimDuration;
use crate::text::{label, number};

/// One control: a choice of one of several.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Control {
    /// What is turned.
    pub label: &'static str,
    /// Where it can stand.
    pub options: Vec<Choice>,
}

/// One place of a control.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// On the button.
    pub label: String,
    /// It stands there now.
    pub selected: bool,
    /// What turns it there.
    pub tuning: Tuning,
}

/// How long copies wait at their sender, and how far a replica is behind, in microseconds.
const COPY_DELAYS: [u64; 4] = [0, 500, 5_000, 50_000];
const REPLICA_LAGS: [u64; 4] = [0, 1_000, 5_000, 50_000];

/// The controls the run's strategy offers, in the order to show them.
pub fn tuning(look: Look<'_>) -> Vec<Control> {
    let details = look.language.details();
    let config = look.recording.config();
    let mut panel = Panel { look, controls: Vec::new() };
    if config.affinity != Affinity::None {
        panel.control(details.tuning_affinity);
        for affinity in [Affinity::Cookie, Affinity::Source] {
            panel.option(label::affinity(look.language, affinity).to_owned(), Tuning::Affinity(affinity));
        }
        panel.switch(details.tuning_redispatch, Setting::Redispatch);
    }
    match config.sessions {
        Sessions::Local => {}
        Sessions::Replicated => {
            panel.durations(details.tuning_copy_delay, Setting::CopyDelay, COPY_DELAYS);
            panel.switch(details.tuning_copy_sync, Setting::CopySync);
        }
        Sessions::Shared(_) => {
            panel.control(details.tuning_store_kind);
            for kind in [StoreKind::Memory, StoreKind::Log, StoreKind::Disk] {
                let sessions = Sessions::Shared(kind);
                panel.option(label::store_kind(look.language, kind).to_owned(), Tuning::Sessions(sessions));
            }
            panel.switch(details.tuning_replica, Setting::Replica);
            if config.on(Setting::Replica) {
                panel.durations(details.tuning_replica_lag, Setting::ReplicaLag, REPLICA_LAGS);
                panel.switch(details.tuning_replica_wait, Setting::ReplicaWait);
            }
        }
    }
    panel.controls
}

/// Controls, one after the other.
struct Panel<'a> {
    look: Look<'a>,
    controls: Vec<Control>,
}

impl Panel<'_> {
    fn control(&mut self, label: &'static str) {
        self.controls.push(Control { label, options: Vec::new() });
    }

    /// One more place of the last control.
    fn option(&mut self, label: String, tuning: Tuning) {
        let selected = tuning.is_set(self.look.recording.config());
        if let Some(control) = self.controls.last_mut() {
            control.options.push(Choice { label, selected, tuning });
        }
    }

    fn switch(&mut self, label: &'static str, setting: Setting) {
        let details = self.look.language.details();
        self.control(label);
        for (value, word) in [details.off, details.on].into_iter().enumerate() {
            self.option(word.to_owned(), Tuning::Setting(setting, value as u64));
        }
    }

    /// The given lengths, and the one a link may have set besides.
    fn durations(&mut self, label: &'static str, setting: Setting, steps: [u64; 4]) {
        let now = self.look.recording.config().get(setting);
        self.control(label);
        let mut told = false;
        for step in steps {
            if !told && now <= step {
                told = true;
                if now < step {
                    self.duration(setting, now);
                }
            }
            self.duration(setting, step);
        }
        if !told {
            self.duration(setting, now);
        }
    }

    fn duration(&mut self, setting: Setting, us: u64) {
        let label = number::duration(self.look.language, SimDuration::from_us(us));
        self.option(label, Tuning::Setting(setting, us));
    }
}
