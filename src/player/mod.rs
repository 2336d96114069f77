//! The app's only state, and the one function that changes it. A message says what the reader (or the link, or the
//! clock) did; what comes back are effects for the browser to perform. Pure: it runs natively in tests.

mod kept;
mod message;

use crate::lesson::{Strategy, Tuning};
use crate::link::{Link, MAX_ADDRESS, Theme};
use crate::model::command::Command;
use crate::model::config::Config;
use crate::model::time::SimTime;
use crate::pace::{Pace, Paced, Speed};
use crate::recording::{Frame, Input, Recording};
use crate::selection::Selection;
use crate::text::Language;

use kept::KeptLines;

pub use kept::{KeptLine, MAX_KEPT};
pub use message::{Effect, Msg, Notice, Preference};

/// Steps a link may ask to be computed beyond the moment at which everything had settled.
const MAX_EXTENSION: usize = 200;

/// The app's state.
#[derive(Clone, PartialEq, Debug)]
pub struct Player {
    strategy: Strategy,
    recording: Recording,
    pace: Pace,
    place: Paced,
    playing: bool,
    /// Whether the inputs are the strategy's prepared script still.
    scripted: bool,
    speed: Speed,
    language: Language,
    theme: Theme,
    selection: Option<Selection>,
    kept: KeptLines,
    notices: Vec<Notice>,
}

impl Player {
    /// A player at the first step of what a link says, paused; `language` is the reader's where the link has none.
    pub fn open(link: &str, language: Language) -> Player {
        let (link, problems) = Link::parse(link);
        let recording = Recording::replay(link.config, link.resolved_inputs());
        let mut player = Player {
            strategy: link.strategy,
            pace: Pace::of(&recording),
            recording,
            place: Paced(0),
            playing: false,
            scripted: link.inputs.is_none(),
            speed: Speed::default(),
            language: link.language.unwrap_or(language),
            theme: link.theme,
            selection: None,
            kept: KeptLines::new(),
            notices: problems.into_iter().map(Notice::Link).collect(),
        };
        player.go_to_step_extending(link.step);
        player
    }

    /// Takes a message in and says what the browser is to do about it.
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
            Msg::Return(number) => self.return_to(number),
            Msg::Dismiss(index) if index < self.notices.len() => {
                self.notices.remove(index);
            }
            Msg::Dismiss(_) => {}
        }
        effects.extend(self.address());
        effects
    }

    /// The strategy shown.
    pub fn strategy(&self) -> Strategy {
        self.strategy
    }

    /// The run.
    pub fn recording(&self) -> &Recording {
        &self.recording
    }

    /// The run's axis.
    pub fn pace(&self) -> &Pace {
        &self.pace
    }

    /// The playhead.
    pub fn place(&self) -> Paced {
        self.place
    }

    /// The step the playhead is in.
    pub fn step(&self) -> usize {
        self.pace.step_at(self.place)
    }

    /// The frame of that step.
    pub fn frame(&self) -> &Frame {
        self.recording.frame(self.step())
    }

    /// The simulated moment of the playhead.
    pub fn now(&self) -> SimTime {
        self.pace.sim_at(self.place)
    }

    /// Whether the clock moves the playhead.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// Whether the playhead is on the last step that is computed.
    pub fn is_at_end(&self) -> bool {
        self.place >= self.pace.end()
    }

    /// Whether the run is the strategy's prepared script.
    pub fn is_scripted(&self) -> bool {
        self.scripted
    }

    /// How fast it plays.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Light or dark.
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// What the reader selected.
    pub fn selection(&self) -> Option<Selection> {
        self.selection
    }

    /// Lines that were left, oldest first.
    pub fn kept(&self) -> &[KeptLine] {
        self.kept.lines()
    }

    /// What the reader is to be told, oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The link that leads to this very step.
    pub fn link(&self) -> Link {
        Link {
            strategy: self.strategy,
            config: *self.recording.config(),
            inputs: (!self.scripted).then(|| self.recording.inputs().to_vec()),
            step: self.step(),
            language: Some(self.language),
            theme: self.theme,
        }
    }

    /// Effect that shows the link to this step; `None` while it plays and for a link too long for an address.
    fn address(&self) -> Option<Effect> {
        if self.playing {
            return None;
        }
        let query = self.link().query();
        (query.len() <= MAX_ADDRESS).then_some(Effect::ReplaceAddress(query))
    }

    /// Where the playhead is after so much wall time of playing, in microseconds; no later than the end.
    pub fn place_after(&self, wall_us: u64) -> Paced {
        let passed = self.speed.pass(wall_us);
        Paced(self.place.0.saturating_add(passed.0)).min(self.pace.end())
    }

    fn open_link(&mut self, link: &str) {
        self.keep_line(0);
        let opened = Player::open(link, self.language);
        let kept = std::mem::replace(&mut self.kept, KeptLines::new());
        // A link that says nothing of colours leaves them.
        let theme = if opened.theme == Theme::Auto { self.theme } else { opened.theme };
        *self = Player { speed: self.speed, theme, kept, ..opened };
        self.note_length();
    }

    fn act(&mut self, command: Command) {
        let step = self.step();
        let abandoned = self.recording.inputs_until(step);
        let before = (self.recording.inputs().len() > abandoned).then(|| self.line(abandoned));
        match self.recording.record(step, self.now(), command) {
            Ok(made) => {
                if let Some(line) = before {
                    self.kept.keep(line);
                }
                self.scripted = false;
                self.pace = Pace::of(&self.recording);
                self.place = self.pace.of_step(made);
                self.playing = true;
                self.note_length();
            }
            Err(full) => self.notify(Notice::Full(full)),
        }
    }

    fn play(&mut self) {
        self.playing = !self.is_at_end() || self.extend();
    }

    /// Past the last fact, playing on waits for what the reader expects to be noticed; else it stops.
    fn advance(&mut self, place: Paced) {
        self.place = place.min(self.pace.end());
        if self.playing && self.is_at_end() {
            self.playing = self.recording.frame(usize::MAX).world.is_noticing() && self.extend();
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

    /// The exact inverse of a step forward: from within a stretch back to its start, from a step to the one before.
    fn step_back(&mut self) {
        let step = self.step();
        let within = self.place > self.pace.of_step(step);
        self.stop_at(self.pace.of_step(if within { step } else { step.saturating_sub(1) }));
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

    /// Another strategy: the reader's own inputs go along, a prepared script gives way to the other's.
    fn choose(&mut self, strategy: Strategy) {
        if strategy == self.strategy {
            return;
        }
        self.keep_line(0);
        let inputs = if self.scripted { strategy.script() } else { self.recording.inputs() }.to_vec();
        self.strategy = strategy;
        self.load(strategy.config(), &inputs);
    }

    /// The same inputs with a knob turned; the playhead stays with the act it was at.
    fn tune(&mut self, tuning: Tuning) {
        let config = tuning.apply(*self.recording.config());
        if config == *self.recording.config() {
            return;
        }
        let taken = self.recording.inputs_until(self.step());
        self.keep_line(0);
        let inputs = self.recording.inputs().to_vec();
        self.load(config, &inputs);
        let steps = 0..=self.recording.last_step();
        let step = steps.into_iter().find(|step| self.recording.inputs_until(*step) >= taken);
        self.stop_at(self.pace.of_step(step.unwrap_or(0)));
    }

    fn restart(&mut self) {
        self.keep_line(0);
        self.scripted = true;
        self.load(self.strategy.config(), self.strategy.script());
    }

    fn return_to(&mut self, number: u32) {
        let Some(line) = self.kept.take(number) else { return };
        self.keep_line(line.parted_at.saturating_sub(1));
        self.strategy = line.strategy;
        self.scripted = line.config == line.strategy.config() && line.inputs == line.strategy.script();
        self.load(line.config, &line.inputs);
        self.stop_at(line.place.min(self.pace.end()));
    }

    fn load(&mut self, config: Config, inputs: &[Input]) {
        self.recording = Recording::replay(config, inputs);
        self.pace = Pace::of(&self.recording);
        self.selection = None;
        self.stop_at(Paced(0));
        self.note_length();
    }

    /// Keeps the present line where it holds something of the reader's that would be lost otherwise.
    fn keep_line(&mut self, common: usize) {
        if !self.scripted {
            self.kept.keep(self.line(common));
        }
    }

    fn line(&self, common: usize) -> KeptLine {
        KeptLine {
            number: 0,
            strategy: self.strategy,
            config: *self.recording.config(),
            inputs: self.recording.inputs().to_vec(),
            place: self.place,
            parted_at: common + 1,
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

    fn note_length(&mut self) {
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
