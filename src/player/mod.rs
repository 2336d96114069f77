//! The app's only state, and the one function that changes it. A message comes from the reader, the link or the clock.
//! The function returns effects for the browser to perform. It is pure, so native tests run it.

mod branches;
mod keys;
mod message;

use crate::lesson::{Strategy, Tuning};
use crate::link::{Link, MAX_ADDRESS, Theme};
use crate::model::command::Command;
use crate::model::config::Config;
use crate::model::time::SimTime;
use crate::pace::{Pace, Paced, Speed};
use crate::recording::{Frame, Input, Recording};
use crate::selection::Selection;
use crate::text::{self, Language, Sentence};

use branches::Branches;

pub use branches::{Branch, MAX_BRANCHES};
pub use keys::{Focus, shortcut};
pub use message::{Effect, Msg, Notice, Preference};

/// Maximum number of steps that opening a link computes after the run has settled.
const MAX_EXTENSION: usize = 200;

/// The app's state.
#[derive(Clone, PartialEq, Debug)]
pub struct Player {
    strategy: Strategy,
    recording: Recording,
    pace: Pace,
    place: Paced,
    playing: bool,
    speed: Speed,
    language: Language,
    theme: Theme,
    selection: Option<Selection>,
    branches: Branches,
    notices: Vec<Notice>,
}

impl Player {
    /// Opens a link, paused at its step. `language` is used if the link names none.
    pub fn open(link: &str, language: Language) -> Player {
        let (link, problems) = Link::parse(link);
        let recording = Recording::replay(link.config, link.resolved_inputs());
        let mut player = Player {
            strategy: link.strategy,
            pace: Pace::of(&recording),
            recording,
            place: Paced(0),
            playing: false,
            speed: Speed::default(),
            language: link.language.unwrap_or(language),
            theme: link.theme,
            selection: None,
            branches: Branches::new(),
            notices: problems.into_iter().map(Notice::Link).collect(),
        };
        player.go_to_step_extending(link.step);
        player
    }

    /// Handles a message and returns the effects for the browser to perform.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = Vec::new();
        match msg {
            Msg::Open(link) => self.open_link(&link),
            Msg::Act(command) => self.act(command),
            Msg::Play => self.play(),
            Msg::Pause => self.playing = false,
            Msg::TogglePlay if self.playing => self.playing = false,
            Msg::TogglePlay => self.play(),
            Msg::Advance(place) => self.advance(place),
            Msg::StepForward => self.step_forward(),
            Msg::StepBack => self.step_back(),
            Msg::Seek(place) => self.stop_at(place.min(self.pace.end())),
            Msg::SeekStep(step) => self.stop_at(self.pace.of_step(step)),
            Msg::NextLoss => self.next_loss(),
            Msg::SetSpeed(speed) => {
                self.speed = speed;
                effects.push(Effect::Remember(Preference::Speed(speed)));
            }
            Msg::SetLanguage(language) => {
                self.language = language;
                effects.push(Effect::Remember(Preference::Language(language)));
            }
            Msg::SetTheme(theme) => {
                self.theme = theme;
                effects.push(Effect::Remember(Preference::Theme(theme)));
            }
            Msg::Choose(strategy) => self.choose(strategy),
            Msg::Tune(tuning) => self.tune(tuning),
            Msg::Restart => self.restart(),
            Msg::Select(selection) => self.selection = selection,
            Msg::ReturnToBranch(number) => self.return_to(number),
            Msg::Dismiss(index) if index < self.notices.len() => {
                self.notices.remove(index);
            }
            Msg::Dismiss(_) => {}
        }
        effects.extend(self.address());
        effects
    }

    /// The strategy of the run.
    pub fn strategy(&self) -> Strategy {
        self.strategy
    }

    /// The run.
    pub fn recording(&self) -> &Recording {
        &self.recording
    }

    /// The reader's time axis of the run.
    pub fn pace(&self) -> &Pace {
        &self.pace
    }

    /// The playhead.
    pub fn place(&self) -> Paced {
        self.place
    }

    /// The last step at or before the playhead.
    pub fn step(&self) -> usize {
        self.pace.step_at(self.place)
    }

    /// The frame of that step.
    pub fn frame(&self) -> &Frame {
        self.recording.frame(self.step())
    }

    /// The caption of that step.
    pub fn caption(&self) -> Sentence {
        let (recording, step) = (&self.recording, self.step());
        let pause = recording.pause_before(step);
        text::caption_after(self.language, pause, recording.facts_of(step), &self.frame().world)
    }

    /// The simulated moment of the playhead.
    pub fn now(&self) -> SimTime {
        self.pace.sim_at(self.place)
    }

    /// True while the clock moves the playhead.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// True if the playhead is at the last computed step.
    pub fn is_at_end(&self) -> bool {
        self.place >= self.pace.end()
    }

    /// True if the run is the strategy's prepared one: its script under its own settings.
    pub fn is_prepared(&self) -> bool {
        self.has_script() && *self.recording.config() == self.strategy.config()
    }

    /// True if the inputs are the strategy's prepared script. The settings may be the reader's.
    fn has_script(&self) -> bool {
        self.recording.inputs() == self.strategy.script()
    }

    /// The playback speed.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The colour theme.
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// The selected node or message.
    pub fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// Branches that the reader has left, oldest first.
    pub fn branches(&self) -> &[Branch] {
        self.branches.stored()
    }

    /// Notices that the reader has not dismissed, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The link to the present step.
    pub fn link(&self) -> Link {
        Link {
            strategy: self.strategy,
            config: *self.recording.config(),
            inputs: (!self.has_script()).then(|| self.recording.inputs().to_vec()),
            step: self.step(),
            language: Some(self.language),
            theme: self.theme,
        }
    }

    /// The effect that shows the link to this step. `None` while playing, or if the link is too long for an address.
    fn address(&self) -> Option<Effect> {
        if self.playing {
            return None;
        }
        let query = self.link().query();
        (query.len() <= MAX_ADDRESS).then_some(Effect::ReplaceAddress(query))
    }

    /// The playhead after `wall_us` microseconds of playing; at most the end.
    pub fn place_after(&self, wall_us: u64) -> Paced {
        let passed = self.speed.pass(wall_us);
        Paced(self.place.0.saturating_add(passed.0)).min(self.pace.end())
    }

    fn open_link(&mut self, link: &str) {
        self.store_branch(0);
        let opened = Player::open(link, self.language);
        let branches = std::mem::replace(&mut self.branches, Branches::new());
        // A link without a theme does not change the reader's theme.
        let theme = if opened.theme == Theme::Auto { self.theme } else { opened.theme };
        *self = Player { speed: self.speed, theme, branches, ..opened };
        self.update_length_notice();
    }

    fn act(&mut self, command: Command) {
        let step = self.step();
        let shared = self.recording.inputs_until(step);
        let left = (self.recording.inputs().len() > shared).then(|| self.branch(shared));
        match self.recording.record(step, self.now(), command) {
            Ok(made) => {
                if let Some(branch) = left {
                    self.branches.store(branch);
                }
                self.pace = Pace::of(&self.recording);
                self.place = self.pace.of_step(made);
                self.playing = true;
                self.update_length_notice();
            }
            Err(full) => self.notify(Notice::Full(full)),
        }
    }

    fn play(&mut self) {
        self.playing = !self.is_at_end() || self.extend();
    }

    /// Moves the playhead. At the end, playing goes on only while an expected event is due, such as a failed health
    /// check. Otherwise it stops.
    fn advance(&mut self, place: Paced) {
        self.place = place.min(self.pace.end());
        if self.playing && self.is_at_end() {
            self.playing = self.recording.frame(usize::MAX).world.expects_change() && self.extend();
        }
    }

    fn extend(&mut self) -> bool {
        let extended = self.recording.extend();
        if extended {
            self.pace = Pace::of(&self.recording);
        }
        extended
    }

    fn step_forward(&mut self) {
        let step = self.step();
        if step == self.recording.last_step() && !self.extend() {
            return self.stop_at(self.pace.end());
        }
        self.stop_at(self.pace.of_step(step + 1));
    }

    /// Goes to the previous step; from between two steps, to the start of the interval. The inverse of a step forward.
    fn step_back(&mut self) {
        let step = self.step();
        let between_steps = self.place > self.pace.of_step(step);
        self.stop_at(self.pace.of_step(if between_steps { step } else { step.saturating_sub(1) }));
    }

    fn next_loss(&mut self) {
        let loss_from = |step| self.recording.step_where(step, |fact| fact.loss().is_some());
        if let Some(step) = loss_from(self.step() + 1).or_else(|| loss_from(0)) {
            self.stop_at(self.pace.of_step(step));
        }
    }

    fn stop_at(&mut self, place: Paced) {
        self.playing = false;
        self.place = place;
    }

    /// Changes the strategy. The reader's own inputs are replayed; a prepared script is replaced by the new strategy's.
    fn choose(&mut self, strategy: Strategy) {
        if strategy == self.strategy {
            return;
        }
        self.store_branch(0);
        let inputs = if self.has_script() { strategy.script() } else { self.recording.inputs() }.to_vec();
        self.strategy = strategy;
        self.load(strategy.config(), &inputs);
    }

    /// Replays the inputs with a changed setting. The playhead goes to the step after the same number of inputs.
    fn tune(&mut self, tuning: Tuning) {
        let config = tuning.apply(*self.recording.config());
        if config == *self.recording.config() {
            return;
        }
        let taken = self.recording.inputs_until(self.step());
        self.store_branch(0);
        let inputs = self.recording.inputs().to_vec();
        self.load(config, &inputs);
        let steps = 0..=self.recording.last_step();
        let step = steps.into_iter().find(|step| self.recording.inputs_until(*step) >= taken);
        self.stop_at(self.pace.of_step(step.unwrap_or(0)));
    }

    fn restart(&mut self) {
        self.store_branch(0);
        self.load(self.strategy.config(), self.strategy.script());
    }

    fn return_to(&mut self, number: u32) {
        let Some(branch) = self.branches.take(number) else { return };
        self.store_branch(branch.branched_at.saturating_sub(1));
        self.strategy = branch.strategy;
        self.load(branch.config, &branch.inputs);
        self.stop_at(branch.place.min(self.pace.end()));
    }

    fn load(&mut self, config: Config, inputs: &[Input]) {
        self.recording = Recording::replay(config, inputs);
        self.pace = Pace::of(&self.recording);
        self.selection = None;
        self.stop_at(Paced(0));
        self.update_length_notice();
    }

    /// Stores the present branch, unless it is the prepared run, which can be opened again anyway. The next branch
    /// shares the first `shared` inputs.
    fn store_branch(&mut self, shared: usize) {
        if !self.is_prepared() {
            self.branches.store(self.branch(shared));
        }
    }

    fn branch(&self, shared: usize) -> Branch {
        Branch {
            number: 0,
            strategy: self.strategy,
            config: *self.recording.config(),
            inputs: self.recording.inputs().to_vec(),
            place: self.place,
            branched_at: shared + 1,
        }
    }

    fn go_to_step_extending(&mut self, step: usize) {
        for _ in 0..MAX_EXTENSION {
            if self.recording.last_step() >= step || !self.recording.extend() {
                break;
            }
        }
        self.pace = Pace::of(&self.recording);
        self.place = self.pace.of_step(step);
    }

    fn update_length_notice(&mut self) {
        let characters = self.link().query().len();
        self.notices.retain(|notice| !matches!(notice, Notice::TooLongForAddress { .. }));
        if characters > MAX_ADDRESS {
            self.notify(Notice::TooLongForAddress { characters, limit: MAX_ADDRESS });
        }
    }

    fn notify(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}
