//! The app as components see it: signals to read the player, and [`App::dispatch`], the only way to change it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos_use::use_prefers_reduced_motion;

use crate::browser::{self, Address, Frames};
use crate::inspect::Look;
use crate::model::config::Config;
use crate::model::time::SimTime;
use crate::pace::{Level, Paced};
use crate::player::{Msg, Player};
use crate::recording::Input;
use crate::scene::{self, BeatFacts, Scene};
use crate::text::{Language, Words};

use super::clock::Clock;
use super::panels::Sheet;

/// Interval at which the digits of the clock change while playing, in microseconds of wall time.
const CLOCK_REFRESH_US: u64 = 100_000;

/// A `Copy` handle, provided as context at the root: see [`use_app`].
#[derive(Clone, Copy)]
pub struct App {
    player: RwSignal<Player>,
    /// Language of all texts.
    pub language: Memo<Language>,
    /// Step of the playhead.
    pub step: Memo<usize>,
    /// True while the run plays.
    pub playing: Memo<bool>,
    /// Grain in which the reader goes through the run.
    pub level: Memo<Level>,
    /// Identity of the run: changes with every act, never with a step.
    pub run: Memo<Run>,
    /// The stage at the present step.
    pub scene: Memo<Scene>,
    /// Width of the stage, in CSS pixels.
    pub stage_width: RwSignal<f64>,
    /// Height that the page has for the stage, in CSS pixels; `None` until it is measured.
    pub stage_room: RwSignal<Option<f64>>,
    /// The sheet that a phone shows.
    pub sheet: RwSignal<Sheet>,
    /// Position of the playhead on the paced axis. Changes every frame while playing.
    pub place: ReadSignal<Paced>,
    /// The same, but updated slowly enough to be read as digits.
    pub readable_place: ReadSignal<Paced>,
    set_place: WriteSignal<Paced>,
    set_readable_place: WriteSignal<Paced>,
    reduced_motion: Signal<bool>,
    playback: StoredValue<Rc<Playback>, LocalStorage>,
}

/// Width of the stage, and height of its room if it is known, in CSS pixels.
pub type StageSize = (f64, Option<f64>);

/// Identity of a run: equal runs have the same facts and the same language.
#[derive(Clone, PartialEq)]
pub struct Run {
    config: Config,
    inputs: Vec<Input>,
    last_step: usize,
    level: Level,
    /// Language of its texts.
    pub language: Language,
}

/// State of the frame loop. Not reactive.
struct Playback {
    clock: RefCell<Clock>,
    frames: Frames,
    address: Address,
    out_of_view: Cell<bool>,
}

/// The app of this page.
///
/// # Panics
/// Outside of the components below [`App::provide`].
pub fn use_app() -> App {
    expect_context()
}

impl App {
    /// Provides the app as context to the current owner's components. `address` shows the link of the present moment;
    /// `stage` is the width of the stage and the height of its room, which hold until they are measured.
    pub fn provide(player: Player, address: Address, (stage_width, stage_room): StageSize) -> App {
        let (place, set_place) = signal(player.place());
        let (readable_place, set_readable_place) = signal(player.place());
        let player = RwSignal::new(player);
        let (stage_width, stage_room) = (RwSignal::new(stage_width), RwSignal::new(stage_room));
        // The frame callback needs the handle, and the handle holds the frame callback.
        let handle = StoredValue::new(None::<App>);
        let frames = Frames::new(move |time_ms| {
            if let Some(app) = handle.try_get_value().flatten() {
                app.on_frame(time_ms);
            }
        });
        let app = App {
            player,
            language: slice(player, Player::language),
            step: slice(player, Player::step),
            playing: slice(player, Player::is_playing),
            level: slice(player, Player::level),
            run: slice(player, |player| Run {
                config: *player.recording().config(),
                inputs: player.recording().inputs().to_vec(),
                last_step: player.recording().last_step(),
                level: player.level(),
                language: player.language(),
            }),
            scene: Memo::new(move |_| player.with(|player| project(player, (stage_width.get(), stage_room.get())))),
            stage_width,
            stage_room,
            sheet: RwSignal::default(),
            place,
            readable_place,
            set_place,
            set_readable_place,
            reduced_motion: use_prefers_reduced_motion(),
            playback: StoredValue::new_local(Rc::new(Playback {
                clock: RefCell::default(),
                frames,
                address,
                out_of_view: Cell::new(false),
            })),
        };
        handle.set_value(Some(app));
        provide_context(app);
        app
    }

    /// A slice of the player that notifies only when its value changes.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(self, read: fn(&Player) -> T) -> Memo<T> {
        slice(self.player, read)
    }

    /// A slice that depends on the run but not on the step. Computed once per act.
    pub fn slice_of_run<T: PartialEq + Send + Sync + 'static>(self, read: fn(&Player) -> T) -> Memo<T> {
        Memo::new(move |_| {
            self.run.track();
            self.player.with_untracked(read)
        })
    }

    /// Reads the player without tracking it: for event handlers.
    pub fn peek<T>(self, read: impl FnOnce(&Player) -> T) -> T {
        self.player.with_untracked(read)
    }

    /// Labels in the reader's language.
    pub fn words(self) -> &'static Words {
        self.language.get().words()
    }

    /// Passes a message to the player and performs its effects. While playing, the playhead first moves to its visible
    /// position, so that an act happens at the moment that the reader sees.
    pub fn dispatch(self, msg: Msg) {
        // An event can still arrive after the page was unmounted.
        let Some(playback) = self.playback.try_get_value() else { return };
        let elapsed_us = playback.clock.borrow_mut().take();
        let mut effects = Vec::new();
        self.player.update(|player| {
            if player.is_playing() && !matches!(msg, Msg::Advance(_)) {
                effects = player.update(Msg::Advance(player.place_after(elapsed_us)));
            }
            effects.extend(player.update(msg));
        });
        browser::perform(effects, &playback.address);
        self.show_place(playback.clock.borrow().elapsed_us(), true);
        playback.frames.request();
    }

    /// Pauses the frame loop while the figure is out of view.
    pub fn set_in_view(self, in_view: bool) {
        if let Some(playback) = self.playback.try_get_value() {
            playback.out_of_view.set(!in_view);
            playback.frames.request();
        }
    }

    /// True if the reader asked for less motion.
    pub fn reduced_motion(self) -> bool {
        self.reduced_motion.get_untracked()
    }

    /// Returns the simulated moment at a position of the paced axis.
    pub fn sim_at(self, place: Paced) -> SimTime {
        self.peek(|player| player.pace().sim_at(place))
    }

    fn show_place(self, elapsed_us: u64, refresh_clock: bool) {
        let place = self.peek(|player| {
            if !player.is_playing() {
                player.place()
            } else if self.reduced_motion() {
                player.pace().of_step(player.step())
            } else {
                player.place_after(elapsed_us)
            }
        });
        self.set_place.set(place);
        if refresh_clock {
            self.set_readable_place.set(place);
        }
    }

    fn on_frame(self, time_ms: f64) {
        let Some(playback) = self.playback.try_get_value() else { return };
        if !self.playing.get_untracked() {
            return playback.clock.borrow_mut().stop();
        }
        if playback.out_of_view.get() {
            return playback.clock.borrow_mut().pause();
        }
        let before_us = playback.clock.borrow().elapsed_us();
        let elapsed_us = playback.clock.borrow_mut().tick(time_ms);
        let new_step = self.peek(|player| {
            let place = player.place_after(elapsed_us);
            let reached = player.pace().step_at(place) != player.step() || place >= player.stopping_place();
            reached.then_some(place)
        });
        match new_step {
            Some(place) => self.dispatch(Msg::Advance(place)),
            None => {
                self.show_place(elapsed_us, before_us / CLOCK_REFRESH_US != elapsed_us / CLOCK_REFRESH_US);
                playback.frames.request();
            }
        }
    }
}

fn slice<T: PartialEq + Send + Sync + 'static>(player: RwSignal<Player>, read: fn(&Player) -> T) -> Memo<T> {
    Memo::new(move |_| player.with(read))
}

/// The player's run, step, language and selection: the argument of most functions in [`inspect`](crate::inspect).
pub fn look(player: &Player) -> Look<'_> {
    let (recording, step) = (player.recording(), player.step());
    Look { recording, step, language: player.language(), selection: player.selection() }
}

fn project(player: &Player, (width, room): StageSize) -> Scene {
    let facts = player.facts_of_beat();
    let followed = facts.as_deref();
    let marked =
        followed.filter(|_| player.beats().led_into(player.step()).is_some_and(|beat| beat.step == player.step()));
    scene::project(&scene::View {
        recording: player.recording(),
        step: player.step(),
        language: player.language(),
        width,
        room,
        beat: BeatFacts { marked, followed },
        selection: player.selection(),
        prediction: player.prediction(),
    })
}
