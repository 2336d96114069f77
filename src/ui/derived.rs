//! What depends on the run and the language, but not on the step: computed once an act, not once a step.

use crate::inspect::{self, Comparison, LogLine, Tick};
use crate::model::config::Config;
use crate::player::Player;
use crate::recording::Input;
use crate::text::Language;

use super::shell::look;

/// What is kept, and of which run.
#[derive(Default)]
pub struct Derived {
    of: Option<Run>,
    /// Every fact of the run as a line, once it was asked for.
    log: Option<Vec<LogLine>>,
    /// The marks on the timeline.
    pub ticks: Vec<Tick>,
    /// The digest of its facts, once it was asked for.
    digest: Option<u64>,
    /// The count under every strategy, as it was asked for last.
    pub compared: Option<Comparison>,
    /// How many of the run's inputs it counts; `None` where it is another run's.
    inputs_compared: Option<usize>,
}

/// What tells one run from another: where it is the same, every fact is.
struct Run {
    config: Config,
    inputs: Vec<Input>,
    last_step: usize,
    language: Language,
}

impl Derived {
    /// The same, computed anew where the player's run is another one.
    pub fn of(&mut self, player: &Player) -> &Derived {
        self.refresh(player);
        self
    }

    /// Every fact of the player's run as a line.
    pub fn log(&mut self, player: &Player) -> &[LogLine] {
        self.refresh(player);
        self.log.get_or_insert_with(|| inspect::log(player.recording(), player.language()))
    }

    /// The digest of its facts.
    pub fn digest(&mut self, player: &Player) -> u64 {
        self.refresh(player);
        *self.digest.get_or_insert_with(|| player.recording().digest())
    }

    /// Whether the comparison is of the player's step; where it is not and `now` asks for it, it is made so; a first
    /// one is always made.
    pub fn compare(&mut self, player: &Player, now: bool) -> bool {
        self.refresh(player);
        let taken = Some(player.recording().inputs_until(player.step()));
        if (now || self.compared.is_none()) && self.inputs_compared != taken {
            self.compared = Some(inspect::compare(look(player)));
            self.inputs_compared = taken;
        }
        self.inputs_compared == taken
    }

    fn refresh(&mut self, player: &Player) {
        let (recording, language) = (player.recording(), player.language());
        let last_step = recording.last_step();
        let is_same = |run: &Run| {
            run.last_step == last_step
                && run.language == language
                && run.config == *recording.config()
                && run.inputs == recording.inputs()
        };
        if !self.of.as_ref().is_some_and(is_same) {
            let (config, inputs) = (*recording.config(), recording.inputs().to_vec());
            let compared =
                self.compared.take().filter(|_| self.of.as_ref().is_some_and(|run| run.language == language));
            *self = Derived {
                of: Some(Run { config, inputs, last_step, language }),
                log: None,
                ticks: inspect::timeline(recording, player.pace(), language),
                digest: None,
                compared,
                inputs_compared: None,
            };
        }
    }
}
