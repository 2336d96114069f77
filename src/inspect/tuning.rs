//! The settings that a reader can change within a strategy, as controls. Each strategy has only those that affect it.

use super::Look;
use crate::model::config::{Affinity, SaveMode, Sessions, Setting, StoreKind};
use crate::model::time::SimDuration;
use crate::strategy::Tuning;
use crate::text::{label, number, tuning_value};

/// A control with several options, of which one is selected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Control {
    /// Name of the setting.
    pub label: &'static str,
    /// True if a lesson asks for one of the options.
    pub is_asked: bool,
    /// The options, in the order to show them.
    pub options: Vec<Choice>,
}

/// An option of a control.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The text of the button.
    pub label: String,
    /// True if the run has this value.
    pub selected: bool,
    /// True if a lesson asks for this value.
    pub is_asked: bool,
    /// The setting with this value.
    pub tuning: Tuning,
}

/// Options for the delay of copies at their sender, in microseconds.
const COPY_DELAYS: [u64; 4] = [0, 500, 5_000, 50_000];
/// Options for the lag of a replica, in microseconds.
const REPLICA_LAGS: [u64; 4] = [0, 1_000, 5_000, 50_000];

/// The controls for the config of the run, in the order to show them. `asked` is the setting that a lesson asks for;
/// a lock leaves only that one.
pub fn tuning(look: Look<'_>, asked: Option<Tuning>, is_locked: bool) -> Vec<Control> {
    let words = look.language.words();
    let config = look.recording.config();
    let mut panel = Panel { look, asked, controls: Vec::new() };
    if config.affinity != Affinity::None {
        panel.control(words.setting_affinity);
        for affinity in [Affinity::Cookie, Affinity::Source] {
            panel.option(label::affinity(look.language, affinity).to_owned(), Tuning::Affinity(affinity));
        }
        panel.switch(words.setting_redispatch, Setting::Redispatch);
    }
    match config.sessions {
        Sessions::Local => {}
        Sessions::Replicated => {
            panel.durations(words.setting_copy_delay, Setting::CopyDelay, COPY_DELAYS);
            panel.switch(words.setting_copy_sync, Setting::CopySync);
        }
        Sessions::Shared(_) => {
            panel.control(words.setting_store_kind);
            for kind in [StoreKind::Memory, StoreKind::Log, StoreKind::Disk] {
                let sessions = Sessions::Shared(kind);
                panel.option(label::store_kind(look.language, kind).to_owned(), Tuning::Sessions(sessions));
            }
            panel.control(words.setting_save);
            for mode in SaveMode::ALL {
                let tuning = Tuning::Setting(Setting::Save, mode as u64);
                panel.option(tuning_value(look.language, tuning), tuning);
            }
            panel.switch(words.setting_replica, Setting::Replica);
            if config.on(Setting::Replica) {
                panel.durations(words.setting_replica_lag, Setting::ReplicaLag, REPLICA_LAGS);
                panel.switch(words.setting_replica_wait, Setting::ReplicaWait);
            }
        }
    }
    panel.controls.retain(|control| control.is_asked || !is_locked);
    panel.controls
}

/// Collects the controls of the panel.
struct Panel<'a> {
    look: Look<'a>,
    asked: Option<Tuning>,
    controls: Vec<Control>,
}

impl Panel<'_> {
    fn control(&mut self, label: &'static str) {
        self.controls.push(Control { label, is_asked: false, options: Vec::new() });
    }

    /// Adds an option to the last control.
    fn option(&mut self, label: String, tuning: Tuning) {
        let selected = tuning.is_set(self.look.recording.config());
        let is_asked = self.asked == Some(tuning);
        if let Some(control) = self.controls.last_mut() {
            control.is_asked |= is_asked;
            control.options.push(Choice { label, selected, is_asked, tuning });
        }
    }

    fn switch(&mut self, label: &'static str, setting: Setting) {
        let words = self.look.language.words();
        self.control(label);
        for (value, word) in [words.off, words.on].into_iter().enumerate() {
            self.option(word.to_owned(), Tuning::Setting(setting, value as u64));
        }
    }

    /// Adds a control for durations. If the run has another one, from a link, it is an option too, in sorted order.
    fn durations(&mut self, label: &'static str, setting: Setting, options: [u64; 4]) {
        let now = self.look.recording.config().get(setting);
        self.control(label);
        let mut listed = false;
        for option in options {
            if !listed && now <= option {
                listed = true;
                if now < option {
                    self.duration(setting, now);
                }
            }
            self.duration(setting, option);
        }
        if !listed {
            self.duration(setting, now);
        }
    }

    fn duration(&mut self, setting: Setting, us: u64) {
        let label = number::duration(self.look.language, SimDuration::from_us(us));
        self.option(label, Tuning::Setting(setting, us));
    }
}
