//! The app's only state, and the one function that changes it. A message comes from the reader, the link or the clock.
//! The function returns effects for the browser to perform. It is pure, so native tests run it.

mod branches;
mod goals;
mod history;
mod keys;
mod lessons;
mod message;
mod opening;
mod playhead;
mod remembered;
mod select;
mod undo;

use crate::beat::Beats;
use crate::lesson::{Activity, Lesson};
use crate::link::{Link, MAX_ADDRESS, Theme};
use crate::model::command::Command;
use crate::model::config::Config;
use crate::pace::{Level, Pace, Paced, Speed};
use crate::recording::{Input, Recording};
use crate::selection::{Selection, Target};
use crate::strategy::{Strategy, Tuning};
use crate::text::Language;

use branches::Branches;
use goals::Task;
use lessons::Lessons;
use undo::Undone;

pub use branches::{Branch, MAX_BRANCHES};
pub use keys::{Focus, answer_shortcut, shortcut, undo_shortcut};
pub use message::{Effect, Msg, Notice, Preference, Remembered};
pub use playhead::Progress;

/// The app's state.
#[derive(Clone, PartialEq, Debug)]
pub struct Player {
    activity: Activity,
    recording: Recording,
    beats: Beats,
    level: Level,
    pace: Pace,
    place: Paced,
    playing: bool,
    /// Place at which playing stops, if that is before the end.
    stop: Option<Paced>,
    speed: Speed,
    language: Language,
    theme: Theme,
    selection: Option<Selection>,
    target: Target,
    has_stage_hint: bool,
    branches: Branches,
    task: Task,
    lessons: Lessons,
    undone: Undone,
    notices: Vec<Notice>,
}

impl Player {
    /// Opens a link, paused at its step. `language` is used if the link names none.
    pub fn open(link: &str, language: Language) -> Player {
        let (link, problems) = Link::parse(link);
        let recording = Recording::replay(link.config, link.resolved_inputs());
        let mut player = Player {
            activity: link.activity,
            beats: Beats::of(&recording),
            level: Level::Beats,
            pace: Pace::of_steps(&recording),
            recording,
            place: Paced(0),
            playing: false,
            stop: None,
            speed: Speed::default(),
            language: link.language.unwrap_or(language),
            theme: link.theme,
            selection: None,
            target: Target::default(),
            has_stage_hint: true,
            branches: Branches::new(),
            task: Task::of(&link),
            lessons: Lessons::default(),
            undone: Undone::default(),
            notices: problems.into_iter().map(Notice::Link).collect(),
        };
        player.open_at(link.position);
        player.open_task();
        player.open_lesson();
        player
    }

    /// Handles a message and returns the effects for the browser to perform.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = Vec::new();
        match msg {
            Msg::Open(link) => effects.extend(self.in_new_entry(|player| player.open_link(&link))),
            Msg::Revisit(link) => self.revisit(&link),
            Msg::Act(command) => self.act(command),
            Msg::Play => self.play(),
            Msg::Pause => self.playing = false,
            Msg::TogglePlay if self.playing => self.playing = false,
            Msg::TogglePlay => self.play(),
            Msg::Advance(place) => self.advance(place),
            Msg::Next => self.next(),
            Msg::Previous => self.previous(),
            Msg::Seek(place) => self.stop_at(place.min(self.pace.end())),
            Msg::SeekStep(step) => self.seek_step(step),
            Msg::SeekBeat(name) => self.seek_beat(name),
            Msg::NextLoss => self.next_loss(),
            Msg::SetLevel(level) => self.set_level(level),
            Msg::SetSpeed(speed) => {
                self.speed = speed;
                effects.push(Effect::Remember(Preference::Speed(speed)));
            }
            Msg::SetLanguage(language) => {
                self.language = language;
                self.update_pace();
                effects.push(Effect::Remember(Preference::Language(language)));
            }
            Msg::SetTheme(theme) => {
                self.theme = theme;
                effects.push(Effect::Remember(Preference::Theme(theme)));
            }
            Msg::Choose(_) | Msg::RunUnder(_) | Msg::Tune(_) if self.is_forbidden(&msg) => {}
            Msg::Choose(strategy) => effects.extend(self.in_new_entry(|player| player.choose(strategy))),
            Msg::RunUnder(strategy) => effects.extend(self.in_new_entry(|player| player.run_under(strategy))),
            Msg::Tune(tuning) => self.tune(tuning),
            Msg::Restart => self.restart(),
            Msg::Select(selection) => effects.extend(self.select(selection)),
            Msg::DismissStageHint => effects.extend(self.dismiss_stage_hint()),
            Msg::ReturnToBranch(number) => self.return_to(number),
            Msg::ChooseGoal(goal) => effects.extend(self.in_new_entry(|player| player.choose_goal(goal))),
            Msg::LeaveGoal => self.leave_goal(),
            Msg::ShowHint => self.show_hint(),
            Msg::BeginLesson(lesson) => effects.extend(self.in_new_entry(|player| player.begin_lesson(lesson))),
            Msg::PlayFreely => effects.extend(self.in_new_entry(Player::play_freely)),
            Msg::Reply { inputs, reply } => self.reply(inputs, reply),
            Msg::DoTask => self.playing = self.do_task(),
            Msg::Recall(remembered) => self.recall(remembered),
            Msg::Forget => effects.push(self.forget()),
            Msg::Undo => self.undo(),
            Msg::Redo => self.redo(),
            Msg::Dismiss(index) if index < self.notices.len() => {
                self.notices.remove(index);
            }
            Msg::Dismiss(_) => {}
        }
        effects.extend(self.check_goal());
        effects.extend(self.check_lesson());
        effects.extend(self.replaced_address());
        effects
    }

    /// The strategy of the run.
    pub fn strategy(&self) -> Strategy {
        self.activity.strategy()
    }

    /// The run.
    pub fn recording(&self) -> &Recording {
        &self.recording
    }

    /// The reader's time axis of the run.
    pub fn pace(&self) -> &Pace {
        &self.pace
    }

    /// The reader's activity.
    pub fn activity(&self) -> Activity {
        self.activity
    }

    /// True if the run is the strategy's prepared one: its script under its own settings.
    pub fn is_prepared(&self) -> bool {
        matches!(self.activity, Activity::FreePlay(_)) && self.is_first_view()
    }

    /// True if the run is the start of its activity.
    pub fn is_first_view(&self) -> bool {
        self.has_first_inputs() && *self.recording.config() == self.activity.config()
    }

    /// True if the inputs are those at the start of the activity. The settings may be the reader's.
    fn has_first_inputs(&self) -> bool {
        self.recording.inputs() == self.activity.first_inputs()
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
            activity: self.activity,
            locked: self.task.locked,
            config: *self.recording.config(),
            inputs: (!self.has_first_inputs()).then(|| self.recording.inputs().to_vec()),
            position: Some(self.position()),
            language: Some(self.language),
            theme: self.theme,
        }
    }

    fn act(&mut self, command: Command) {
        let (step, now) = self.moment_of_act();
        let shared = self.recording.inputs_until(step);
        let left = (self.recording.inputs().len() > shared).then(|| self.branch(shared));
        let had_task = self.has_task();
        match self.recording.record(step, now, command) {
            Ok(made) => {
                if let Some(branch) = left {
                    self.branches.store(branch);
                }
                self.undone = Undone::default();
                self.update_run_from(step);
                self.follow_act(had_task);
                self.place = self.pace.of_step(made);
                (self.playing, self.stop) = (true, None);
                self.update_length_notice();
            }
            Err(full) => self.notify(Notice::Full(full)),
        }
    }

    /// Changes the strategy. From a lesson, begins the new strategy's first lesson. In free play, the reader's own inputs
    /// are replayed; a prepared script is replaced by the new strategy's.
    fn choose(&mut self, strategy: Strategy) {
        if strategy == self.strategy() {
            return;
        }
        self.store_branch(0);
        if self.activity.lesson().is_some() {
            return self.begin(Activity::Lesson(Lesson::first_of(strategy)));
        }
        let inputs = if self.has_first_inputs() { strategy.script() } else { self.recording.inputs() }.to_vec();
        self.set_activity(Activity::FreePlay(strategy));
        self.load(strategy.config(), &inputs);
    }

    /// Replays the same inputs under another strategy, from the start.
    fn run_under(&mut self, strategy: Strategy) {
        self.store_branch(0);
        let inputs = self.recording.inputs().to_vec();
        self.set_activity(Activity::FreePlay(strategy));
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
        if self.repeats_lesson(tuning) {
            self.load(config, self.activity.first_inputs());
            return self.open_at(None);
        }
        let inputs = self.recording.inputs().to_vec();
        self.load(config, &inputs);
        let steps = 0..=self.recording.last_step();
        let step = steps.into_iter().find(|step| self.recording.inputs_until(*step) >= taken);
        self.stop_at(self.pace.of_step(step.unwrap_or(0)));
    }

    fn restart(&mut self) {
        self.store_branch(0);
        match self.activity {
            Activity::FreePlay(_) | Activity::Lesson(_) => self.begin(self.activity),
            Activity::Goal(goal) => self.begin(Activity::FreePlay(goal.strategy())),
        }
    }

    /// Starts an activity.
    fn begin(&mut self, activity: Activity) {
        self.set_activity(activity);
        self.lessons.forget_visit();
        self.load(activity.config(), activity.first_inputs());
        if activity.lesson().is_some() {
            self.open_at(None);
        }
    }

    /// Changes the activity. The run stays.
    fn set_activity(&mut self, activity: Activity) {
        if self.activity != activity {
            self.activity = activity;
            self.task.forget_hints();
            self.lessons.forget_visit();
        }
    }

    fn load(&mut self, config: Config, inputs: &[Input]) {
        self.recording = Recording::replay(config, inputs);
        self.update_run();
        self.selection = None;
        self.undone = Undone::default();
        self.stop_at(Paced(0));
        self.update_length_notice();
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
