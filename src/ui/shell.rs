//! What every view is handed: the player as the one signal, and the one way to change it.

use leptos::html;
use leptos::prelude::*;
use leptos::svg;

use crate::browser::{self, AddressBar, Frames, prefers_less_motion};
use crate::inspect::Look;
use crate::model::config::Config;
use crate::model::time::SimTime;
use crate::pace::Paced;
use crate::player::{Msg, Player};
use crate::recording::Input;
use crate::scene::{self, Scene, View};
use crate::text::{Language, Words};

use super::clock::Clock;

/// Width the stage is laid out for before it is measured.
const FIRST_WIDTH: f64 = 800.0;

/// Everything a view needs; cheap to copy.
#[derive(Clone, Copy)]
pub struct Shell {
    /// The app's state. Views read it; only [`Shell::dispatch`] changes it.
    pub player: RwSignal<Player>,
    /// Width of the stage, in CSS pixels.
    pub width: RwSignal<f64>,
    /// The stage at the present step.
    pub scene: Memo<Scene>,
    /// The reader's language.
    pub language: Memo<Language>,
    /// Changes with the run, not with the step.
    pub run: Memo<Run>,
    /// What changes with every frame of playing.
    pub moving: Moving,
    clock: StoredValue<Clock, LocalStorage>,
    frames: StoredValue<Option<Frames>, LocalStorage>,
    address: StoredValue<AddressBar, LocalStorage>,
}

/// Elements that are written once a frame, outside of the reactive graph.
#[derive(Clone, Copy)]
pub struct Moving {
    /// Its children are the scene's packets, in the same order.
    pub packets: NodeRef<svg::G>,
    /// The playhead on the timeline.
    pub knob: NodeRef<svg::Svg>,
    /// The part of the timeline that is behind it.
    pub played: NodeRef<svg::Line>,
    /// The simulated time.
    pub time: NodeRef<html::Span>,
}

/// What tells one run from another: where it is the same, every fact is.
#[derive(Clone, PartialEq)]
pub struct Run {
    config: Config,
    inputs: Vec<Input>,
    steps: usize,
}

impl Shell {
    /// A shell around a player; call within a reactive owner.
    pub fn new(player: Player, address: AddressBar) -> Shell {
        let player = RwSignal::new(player);
        let width = RwSignal::new(FIRST_WIDTH);
        let scene = Memo::new(move |_| player.with(|player| project(player, width.get())));
        let moving =
            Moving { packets: NodeRef::new(), knob: NodeRef::new(), played: NodeRef::new(), time: NodeRef::new() };
        let shell = Shell {
            player,
            width,
            scene,
            language: Memo::new(move |_| player.with(Player::language)),
            run: Memo::new(move |_| player.with(Run::of)),
            moving,
            clock: StoredValue::new_local(Clock::default()),
            frames: StoredValue::new_local(None),
            address: StoredValue::new_local(address),
        };
        shell.frames.set_value(Some(Frames::new(move |time| shell.frame(time))));
        shell.redraw_after_changes();
        shell
    }

    /// Tells the player what happened. While playing, the playhead is first moved to where the reader sees it, so that an
    /// act happens at exactly the visible moment.
    pub fn dispatch(self, msg: Msg) {
        let passed = self.clock.try_update_value(Clock::take).unwrap_or(0);
        let mut effects = Vec::new();
        // Nothing is there any more where a late event finds the page unmounted.
        let _ = self.player.try_update(|player| {
            if player.is_playing() && !matches!(msg, Msg::Advance(_)) {
                effects.extend(player.update(Msg::Advance(player.place_after(passed))));
            }
            effects.extend(player.update(msg));
        });
        let _ = self.address.try_with_value(|address| browser::perform(effects, address));
    }

    /// The words of the reader's language.
    pub fn words(self) -> &'static Words {
        self.language.get().words()
    }

    /// Reads what an inspector shows of the present step.
    pub fn look<T>(self, inspect: impl FnOnce(Look<'_>) -> T) -> T {
        self.player.with(|player| {
            let (recording, language) = (player.recording(), player.language());
            inspect(Look { recording, step: player.step(), language, selection: player.selection() })
        })
    }

    /// Keeps the document's language, title and colours as the reader chose them.
    pub fn dress_document(self) {
        Effect::new(move |_| {
            let language = self.language.get();
            browser::dress(language, self.player.with(Player::theme), language.words().title);
        });
    }

    /// Shows the present moment: what stands still is drawn by the views, what moves is written here.
    pub fn draw(self) {
        let passed = self.clock.try_with_value(Clock::passed).unwrap_or(0);
        let _ = self.player.try_with_untracked(|player| {
            let place = if !player.is_playing() {
                player.place()
            } else if prefers_less_motion() {
                player.pace().of_step(player.step())
            } else {
                player.place_after(passed)
            };
            let (now, end) = (player.pace().sim_at(place), player.pace().end());
            self.moving.write(&self.scene.read_untracked(), now, fraction(place, end));
        });
    }

    fn frame(self, time: f64) {
        let Some(playing) = self.player.try_with_untracked(Player::is_playing) else { return };
        if !playing {
            let _ = self.clock.try_update_value(Clock::stop);
            return self.draw();
        }
        let passed = self.clock.try_update_value(|clock| clock.tick(time)).unwrap_or(0);
        let moved = self.player.with_untracked(|player| {
            let place = player.place_after(passed);
            let steps_on = player.pace().step_at(place) != player.step() || place >= player.pace().end();
            steps_on.then_some(place)
        });
        match moved {
            // The views draw the new step in a microtask, and the effect below what moves in it.
            Some(place) => self.dispatch(Msg::Advance(place)),
            None => self.draw(),
        }
        self.request_frame();
    }

    fn request_frame(self) {
        let _ = self.frames.try_with_value(|frames| frames.as_ref().map(Frames::request));
    }

    /// An effect runs after the views it was made before have been drawn: its queue keeps the order of subscription, and
    /// a frame follows at the latest.
    fn redraw_after_changes(self) {
        Effect::new(move |_| {
            self.scene.track();
            self.player.track();
            queue_microtask(move || self.draw());
            self.request_frame();
        });
    }
}

impl Run {
    /// The number of its last step.
    pub fn last_step(&self) -> usize {
        self.steps
    }

    fn of(player: &Player) -> Run {
        let recording = player.recording();
        Run { config: *recording.config(), inputs: recording.inputs().to_vec(), steps: recording.last_step() }
    }
}

impl Moving {
    fn write(self, scene: &Scene, now: SimTime, fraction: f64) {
        super::stage::place_packets(self.packets.get_untracked(), scene, now);
        super::timeline::place_knob(self, fraction);
        super::transport::write_time(self.time.get_untracked(), now);
    }
}

fn project(player: &Player, width: f64) -> Scene {
    let view = View {
        recording: player.recording(),
        step: player.step(),
        language: player.language(),
        width,
        selection: player.selection(),
    };
    scene::project(&view)
}

/// How much of the axis is behind a place.
fn fraction(place: Paced, end: Paced) -> f64 {
    if end.0 == 0 { 0.0 } else { place.0 as f64 / end.0 as f64 }
}
