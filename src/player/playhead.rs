//! The playhead: its place, its step and its beat, and the messages that move it.

use crate::beat::{Beat, BeatName, Beats};
use crate::link::Position;
use crate::model::fact::TimedFact;
use crate::model::time::SimTime;
use crate::pace::{Level, Pace, Paced, reading_time};
use crate::recording::Frame;
use crate::text::{self, Sentence};

use super::{Notice, Player};

/// Maximum number of steps that one message computes after the run has settled.
const MAX_EXTENSION: usize = 200;

/// Position of the playhead, counted in beats or steps from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The present beat or step.
    pub now: usize,
    /// The last one.
    pub last: usize,
}

impl Player {
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

    /// The beats of the run.
    pub fn beats(&self) -> &Beats {
        &self.beats
    }

    /// The grain in which the reader goes through the run.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The beat that the page tells: the last one at or before the playhead. `None` at the level of steps, and if the
    /// reader has gone to a step that is no beat. At the end of the run, the steps after the last beat are routine.
    pub fn beat(&self) -> Option<&Beat> {
        let step = self.step();
        let beat = self.beats.at(step);
        let is_last = step == self.recording.last_step();
        let is_told = self.level == Level::Beats && (self.playing || is_last || beat.step == step);
        is_told.then_some(beat)
    }

    /// Position in beats or steps.
    pub fn progress(&self) -> Progress {
        match self.level {
            Level::Steps => Progress { now: self.step(), last: self.recording.last_step() },
            Level::Beats => Progress { now: self.beats.index_at(self.step()), last: self.beats.all().len() - 1 },
        }
    }

    /// The facts of the beat into which the playhead leads; `None` where the page tells a single step.
    pub fn facts_of_beat(&self) -> Option<Vec<TimedFact>> {
        self.beat()?;
        Some(self.beats.facts(&self.recording, self.beats.led_into(self.step())?))
    }

    /// The caption of the beat or, without one, of the step.
    pub fn caption(&self) -> Sentence {
        let recording = &self.recording;
        if self.is_at_opening() {
            return Sentence::plainly(&text::opening_caption(self.language));
        }
        if let Some(beat) = self.beat() {
            return text::beat_caption(self.language, recording, &self.beats, beat);
        }
        let step = self.step();
        let pause = recording.pause_before(step);
        text::caption_after(self.language, pause, recording.facts_of(step), &self.frame().world)
    }

    /// The simulated moment of the playhead.
    pub fn now(&self) -> SimTime {
        self.pace.sim_at(self.place)
    }

    /// The step and the simulated moment of an act: those of the playhead. After the last beat, the act follows the steps
    /// that no beat tells, such as copies that renew an idle timeout.
    pub(super) fn moment_of_act(&self) -> (usize, SimTime) {
        let (step, last) = (self.step(), self.recording.last_step());
        match self.level {
            Level::Beats if self.beats.after(step).is_none() => (last, self.recording.frame(last).at()),
            Level::Beats | Level::Steps => (step, self.now()),
        }
    }

    /// True while the clock moves the playhead.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// True if the playhead is at the last computed step.
    pub fn is_at_end(&self) -> bool {
        self.place >= self.pace.end()
    }

    /// The playhead after `wall_us` microseconds of playing; at most the place at which playing stops.
    pub fn place_after(&self, wall_us: u64) -> Paced {
        let passed = self.speed.pass(wall_us);
        Paced(self.place.0.saturating_add(passed.0)).min(self.stopping_place())
    }

    /// The place at which playing stops.
    pub fn stopping_place(&self) -> Paced {
        self.stop.unwrap_or(self.pace.end()).min(self.pace.end())
    }

    /// The present position, as links hold it.
    pub(super) fn position(&self) -> Position {
        match self.beat() {
            Some(beat) => Position::Beat(beat.name()),
            None => Position::Step(self.step()),
        }
    }

    /// Computes beats and pace after the whole run has changed.
    pub(super) fn update_run(&mut self) {
        self.update_run_from(0);
    }

    /// Computes beats and pace after the run has changed from this step on.
    pub(super) fn update_run_from(&mut self, changed: usize) {
        self.beats = Beats::of(&self.recording);
        self.task.follow(self.activity.goal(), &self.recording);
        self.update_pace_from(changed);
        self.update_lesson();
    }

    /// Computes the pace after the language or the level has changed. The playhead stays at its step.
    pub(super) fn update_pace(&mut self) {
        self.update_pace_from(0);
    }

    /// Computes the pace, at the same language and level before this step. Earlier beats keep their rests: a caption
    /// depends on no later step, and takes long to compute.
    fn update_pace_from(&mut self, changed: usize) {
        let step = self.step();
        let Player { recording, beats, language, pace, .. } = &*self;
        self.pace = match self.level {
            Level::Steps => Pace::of_steps(recording),
            Level::Beats => Pace::of_beats(recording, beats, |beat| {
                if beat.step < changed {
                    return pace.steps()[beat.step].rest;
                }
                let caption = text::beat_caption(*language, recording, beats, beat).plain();
                reading_time(caption.chars().count(), language.reading_speed())
            }),
        };
        self.place = self.pace.of_step(step);
        self.stop = None;
    }

    pub(super) fn set_level(&mut self, level: Level) {
        self.level = level;
        self.update_pace();
        self.playing = false;
    }

    pub(super) fn play(&mut self) {
        self.stop = None;
        self.playing = if self.is_at_end() || self.is_lesson_waiting() { self.go_past_end() } else { true };
    }

    /// Moves the playhead. Playing stops at the end: time passes there only if the reader asks for it.
    pub(super) fn advance(&mut self, place: Paced) {
        let stop = self.stopping_place();
        self.place = place.min(stop);
        if self.place >= stop {
            (self.playing, self.stop) = (false, None);
        }
    }

    /// Computes the next step after the end or, at the level of beats, the steps until the next beat. Returns false if
    /// there is none.
    pub(super) fn extend(&mut self) -> bool {
        let before = self.recording.last_step();
        for _ in 0..MAX_EXTENSION {
            if !self.recording.extend() {
                break;
            }
            if self.level == Level::Steps || Beats::of(&self.recording).after(before).is_some() {
                break;
            }
        }
        let extended = self.recording.last_step() > before;
        if extended {
            self.update_run_from(before);
        }
        extended
    }

    /// Goes to the next step at once or, at the level of beats, plays until the next beat. While that plays, goes on
    /// from there.
    pub(super) fn next(&mut self) {
        if let (true, Some(stop)) = (self.playing, self.stop) {
            self.place = stop;
            let is_last = self.lesson().is_some() && self.next_step_after(self.step()).is_none();
            if is_last || self.shown_reply().is_some() {
                // The result of an answer is no beat to jump over, nor is the question or the task at the end of a run.
                return self.stop_at(stop);
            }
        }
        let step = self.step();
        if self.next_step_after(step).is_none() {
            // The end of a prepared run comes before time that passes by itself.
            if self.is_prepared() && !self.is_at_end() {
                return self.stop_at(self.pace.end());
            }
            let goes_on = self.go_past_end();
            if self.lesson().is_some() && !goes_on {
                return;
            }
        }
        let place = self.next_step_after(step).map_or(self.pace.end(), |next| self.pace.of_step(next));
        match self.level {
            Level::Steps => self.stop_at(place),
            Level::Beats => {
                let until_motion = self.pace.steps()[step].rest_end();
                self.place = self.place.max(until_motion).min(place);
                (self.playing, self.stop) = (self.place < place, Some(place));
            }
        }
    }

    pub(super) fn next_step_after(&self, step: usize) -> Option<usize> {
        match self.level {
            Level::Steps => (step < self.recording.last_step()).then_some(step + 1),
            Level::Beats => self.beats.after(step).map(|beat| beat.step),
        }
    }

    /// Goes to the previous step or beat; from between two, to the earlier of them. The inverse of [`Player::next`].
    pub(super) fn previous(&mut self) {
        let step = self.step();
        let place = match self.level {
            Level::Steps if self.place > self.pace.of_step(step) => self.pace.of_step(step),
            Level::Steps => self.pace.of_step(step.saturating_sub(1)),
            Level::Beats => {
                let index = self.beats.index_at(step);
                let is_between = self.beats.all()[index].step < step;
                let index = if is_between { index } else { index.saturating_sub(1) };
                self.pace.of_step(self.beats.all()[index].step)
            }
        };
        self.stop_at(place);
    }

    pub(super) fn next_loss(&mut self) {
        let loss_from = |step| match self.level {
            Level::Steps => self.recording.step_where(step, |fact| fact.loss().is_some()),
            Level::Beats => {
                let mut later = self.beats.all().iter().filter(|beat| beat.step >= step);
                later.find(|beat| self.is_loss(beat)).map(|beat| beat.step)
            }
        };
        if let Some(step) = loss_from(self.step() + 1).or_else(|| loss_from(0)) {
            self.stop_at(self.pace.of_step(step));
        }
    }

    /// True if the caption tells of a loss.
    pub fn tells_loss(&self) -> bool {
        let step = self.step();
        let is_loss_of_step = || self.recording.facts_of(step).iter().any(|timed| timed.fact.loss().is_some());
        self.beat().map_or_else(is_loss_of_step, |beat| self.is_loss(beat))
    }

    /// True if something is lost in a beat, or its page does harm.
    fn is_loss(&self, beat: &Beat) -> bool {
        beat.harm.is_some() || self.recording.facts_of(beat.step).iter().any(|timed| timed.fact.loss().is_some())
    }

    pub(super) fn stop_at(&mut self, place: Paced) {
        (self.playing, self.stop) = (false, None);
        self.place = place;
    }

    /// Pauses at a step; past the end of the run, at the last beat or step.
    pub(super) fn seek_step(&mut self, step: usize) {
        let is_past_end = step > self.recording.last_step();
        let step = match self.level {
            Level::Beats if is_past_end => self.beats.at(step).step,
            Level::Beats | Level::Steps => step,
        };
        self.stop_at(self.pace.of_step(step));
    }

    /// Pauses at a beat, by its name. An unknown name goes to the nearest earlier beat, with a notice.
    pub(super) fn seek_beat(&mut self, name: BeatName) {
        self.find_beat(name);
        let beat = self.beats.nearest(name);
        let (step, is_known) = (beat.step, beat.names.contains(&name));
        self.level = Level::Beats;
        self.update_pace();
        self.stop_at(self.pace.of_step(step));
        if !is_known {
            self.notify(Notice::UnknownBeat(name));
        }
    }

    /// Computes the run after its end until it has this beat. Without such a beat, the run stays as it is.
    fn find_beat(&mut self, name: BeatName) {
        if self.beats.named(name).is_some() {
            return;
        }
        let mut longer = self.recording.clone();
        for _ in 0..MAX_EXTENSION {
            if !longer.extend() {
                return;
            }
            let beats = Beats::of(&longer);
            if beats.named(name).is_some() {
                (self.recording, self.beats) = (longer, beats);
                self.task.follow(self.activity.goal(), &self.recording);
                self.update_lesson();
                return;
            }
        }
    }

    /// Computes the run after its end until it has this step.
    pub(super) fn compute_until(&mut self, step: usize) {
        let before = self.recording.last_step();
        for _ in 0..MAX_EXTENSION {
            if self.recording.last_step() >= step || !self.recording.extend() {
                break;
            }
        }
        self.update_run_from(before);
    }

    /// Goes to the position of a link. Without one, to the start.
    pub(super) fn open_at(&mut self, position: Option<Position>) {
        match position {
            Some(Position::Beat(name)) => {
                self.update_run();
                self.seek_beat(name);
            }
            Some(Position::Step(step)) => {
                self.level = Level::Steps;
                self.compute_until(step);
                self.place = self.pace.of_step(step);
            }
            None => {
                self.update_run();
                self.place = self.pace.of_step(self.opening_step());
            }
        }
    }
}
