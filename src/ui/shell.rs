//! What every view is handed: the player as the signal, and the one way to change it.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{self, Address, Frames, prefers_less_motion};
use crate::inspect::{AXIS, Look};
use crate::pace::Paced;
use crate::player::{Msg, Player};
use crate::scene::{self, Scene};
use crate::text::{Language, Words};

use super::clock::Clock;
use super::derived::Derived;
use super::el::Slot;
use super::late::{self, Missing, Part};
use super::stage::{self, Staged};
use super::{draw, panels, timeline, transport};

/// Digits that change are written so often, in microseconds: in every frame nobody could read them.
const READABLE_US: u64 = 100_000;

/// Everything a view needs; cheap to copy.
#[derive(Clone, Copy)]
pub struct Shell {
    /// The app's state. Views read it; only [`Shell::dispatch`] changes it.
    pub player: RwSignal<Player>,
    backstage: StoredValue<Rc<Backstage>, LocalStorage>,
}

/// What there is behind the views. One thing for all of it, as each type of what Leptos stores is code of its own.
#[derive(Default)]
pub struct Backstage {
    /// Elements that are written once a frame.
    pub moving: Moving,
    /// What depends on the run and not on the step.
    pub derived: RefCell<Derived>,
    /// The stage as it was drawn last.
    pub staged: RefCell<Staged>,
    /// Where a pointer came down on the timeline.
    pub finger: Cell<(i32, i32)>,
    /// What has to live as long as the page.
    pub held: RefCell<Vec<Box<dyn Any>>>,
    local: Cell<Local>,
    clock: RefCell<Clock>,
    /// Whether the reader asked for less motion, when something was drawn last: each frame would pay for asking.
    is_calm: Cell<bool>,
    /// Whether the reader looks elsewhere: then what plays waits.
    is_away: Cell<bool>,
    waiting: RefCell<Waiting>,
    frames: RefCell<Option<Frames>>,
    address: Address,
}

/// What is no part of a run: how the page is looked at just now.
#[derive(Clone, Copy, Default)]
pub struct Local {
    /// Width of the stage, in CSS pixels.
    pub width: f64,
    /// The sheet a phone shows.
    pub sheet: usize,
    /// What became of sharing.
    pub shared: Option<fn(&Words) -> &'static str>,
    /// Which late parts of the page did not come.
    pub missing: Missing,
    /// Whether they were asked for once more.
    pub retried: bool,
}

/// What of the page is on its way.
#[derive(Clone, Copy, Default)]
struct Waiting {
    /// Which parts, in the order of [`Part`].
    parts: [bool; Part::COUNT],
    /// Whether the reader chose English, and chose nothing else since.
    wants_english: bool,
    /// Whether the reader pressed what opens by a part that was not here.
    wants_share: bool,
    /// Whether the reader did anything while its address could not be written.
    wants_address: bool,
}

/// Elements that are written outside of the reactive graph.
#[derive(Default)]
pub struct Moving {
    /// Its children are the scene's packets, in the same order.
    pub packets: Slot,
    /// Its children are the scene's cards, in the same order.
    pub cards: Slot,
    /// The playhead on the timeline.
    pub knob: Slot,
    /// The part of the timeline that is behind it.
    pub played: Slot,
    /// The simulated time.
    pub time: Slot,
    /// The lines of the log; it follows the step.
    pub log: Slot,
}

impl Shell {
    /// A shell around a player, with a stage of this width until it is measured; call within a reactive owner.
    pub fn new(player: Player, address: Address, width: f64) -> Shell {
        let shell = Shell {
            player: RwSignal::new(player),
            backstage: StoredValue::new_local(Rc::new(Backstage {
                local: Cell::new(Local { width, ..Local::default() }),
                address,
                ..Backstage::default()
            })),
        };
        shell.backstage().frames.replace(Some(Frames::new(move |time| shell.frame(time))));
        shell
    }

    /// What there is behind the views. After the page was unmounted it is an empty one: what a late event does to it is lost.
    pub fn backstage(self) -> Rc<Backstage> {
        self.backstage.try_get_value().unwrap_or_default()
    }

    /// Tells the player what happened. While playing, the playhead is first moved to where the reader sees it, so that an
    /// act happens at exactly the visible moment.
    pub fn dispatch(self, msg: Msg) {
        let backstage = self.backstage();
        if !Part::Steps.is_here() {
            backstage.waiting.borrow_mut().wants_address = true;
        }
        if let Msg::SetLanguage(_) | Msg::Open(_) = msg {
            let late = matches!(msg, Msg::SetLanguage(language) if Part::of(language).is_some());
            backstage.waiting.borrow_mut().wants_english = late;
            if late {
                return self.fetch(Part::English);
            }
        }
        let passed = backstage.clock.borrow_mut().take();
        let mut effects = Vec::new();
        let _ = self.player.try_update(|player| {
            if player.is_playing() && !matches!(msg, Msg::Advance(_)) {
                effects = player.update(Msg::Advance(player.place_after(passed)));
            }
            effects.extend(player.update(msg));
        });
        browser::perform(effects, &backstage.address);
        self.after_drawing();
        self.want_what_is_due();
    }

    /// Whether the reader acted, and no address can be written yet that leads back there.
    pub fn is_unwritten(self) -> bool {
        !Part::Steps.is_here() && self.player.try_with_untracked(|player| !player.is_scripted()).unwrap_or_default()
    }

    /// What was done before its address could be written; while it plays, it is written where it stops.
    fn show_address(self) {
        let shown = self.player.try_with_untracked(Player::address);
        browser::perform(shown.flatten().into_iter().collect(), &self.backstage().address);
    }

    /// Asks for a late part of the page, unless it is on its way. All is drawn anew when it came; where it did not, the
    /// reader is told.
    pub fn fetch(self, part: Part) {
        let set = move |is_on_its_way| {
            core::mem::replace(&mut self.backstage().waiting.borrow_mut().parts[part as usize], is_on_its_way)
        };
        if set(true) {
            return;
        }
        part.fetch(Box::new(move |came| {
            set(false);
            // All is drawn anew with it.
            self.look_at(|local| {
                local.missing[part as usize] = !came;
                local.retried &= !came;
            });
            if came {
                let backstage = self.backstage();
                backstage.derived.take();
                // The others bring its file along, but not what is in it.
                if part != Part::Steps && !Part::Steps.is_here() {
                    self.fetch(Part::Steps);
                }
                let wants = *backstage.waiting.borrow();
                match (part, late::further::get()) {
                    (Part::English, _) if wants.wants_english => self.dispatch(Msg::SetLanguage(Language::English)),
                    (Part::Steps, _) if wants.wants_address => self.show_address(),
                    (Part::Further, Some(further)) if wants.wants_share => (further.open_share)(),
                    _ => {}
                }
            }
        }));
    }

    /// Asks for a late part of the page where it is not here. Once it did not come, the reader asks.
    pub fn want(self, part: Part) {
        if !part.is_here() && !self.local().missing[part as usize] {
            self.fetch(part);
        }
    }

    /// Asks for what the player needs now: a link may bring a language, a strategy, or problems to be told.
    pub fn want_what_is_due(self) {
        let due = self.player.try_with_untracked(|player| {
            let [language, remedies] = Part::needed(player);
            [language, remedies, (!player.notices().is_empty()).then_some(Part::Further)]
        });
        for part in due.into_iter().flatten().flatten() {
            self.want(part);
        }
    }

    /// Opens what gives the run away when it came.
    pub fn share_later(self) {
        self.backstage().waiting.borrow_mut().wants_share = true;
        self.fetch(Part::Further);
    }

    /// How the page is looked at; views are drawn anew when it changes, as when the player does.
    pub fn local(self) -> Local {
        self.backstage().local.get()
    }

    /// Changes how the page is looked at.
    pub fn look_at(self, change: impl FnOnce(&mut Local)) {
        let backstage = self.backstage();
        let mut local = backstage.local.get();
        change(&mut local);
        backstage.local.set(local);
        let _ = self.player.try_update(|_| ());
        self.after_drawing();
    }

    /// The figure came into view or left it: out of view, what plays waits. In a hidden tab there are no frames anyhow.
    pub fn show(self, is_in_view: bool) {
        self.backstage().is_away.set(!is_in_view);
        self.request_frame();
    }

    /// What changed is drawn in a microtask; what moves in it is placed in one after that, and both are there in the
    /// next paint.
    pub fn after_drawing(self) {
        draw::after_drawing(Box::new(move || {
            let backstage = self.backstage();
            backstage.is_calm.set(prefers_less_motion());
            self.place(true);
            panels::follow(&backstage.moving.log);
        }));
        self.request_frame();
    }

    /// Shows the present moment: what stands still is drawn by the views, what moves is written here, and the digits of
    /// the time where they can be read.
    fn place(self, with_time: bool) {
        let backstage = self.backstage();
        let passed = backstage.clock.borrow().passed();
        let _ = self.player.try_with_untracked(|player| {
            let place = if !player.is_playing() {
                player.place()
            } else if backstage.is_calm.get() {
                player.pace().of_step(player.step())
            } else {
                player.place_after(passed)
            };
            let (now, end) = (player.pace().sim_at(place), player.pace().end());
            let share = share(place, end);
            let mut staged = backstage.staged.borrow_mut();
            stage::place(&backstage.moving, &mut staged, now);
            if staged.share.replace(share) != Some(share) {
                timeline::place_knob(&backstage.moving, share);
            }
            if with_time {
                transport::write_time(&backstage.moving.time, now);
            }
        });
    }

    fn frame(self, time: f64) {
        let Some(playing) = self.player.try_with_untracked(Player::is_playing) else { return };
        let backstage = self.backstage();
        let (before, passed) = {
            let mut clock = backstage.clock.borrow_mut();
            if !playing {
                return clock.stop();
            }
            if backstage.is_away.get() {
                return clock.rest();
            }
            (clock.passed(), clock.tick(time))
        };
        let moved = self.player.with_untracked(|player| {
            let place = player.place_after(passed);
            let steps_on = player.pace().step_at(place) != player.step() || place >= player.pace().end();
            steps_on.then_some(place)
        });
        match moved {
            Some(place) => self.dispatch(Msg::Advance(place)),
            None => {
                self.place(before / READABLE_US != passed / READABLE_US);
                self.request_frame();
            }
        }
    }

    fn request_frame(self) {
        let _ = self.backstage().frames.borrow().as_ref().map(Frames::request);
    }
}

/// What an inspector looks at.
pub fn look(player: &Player) -> Look<'_> {
    let (recording, step) = (player.recording(), player.step());
    Look { recording, step, language: player.language(), selection: player.selection() }
}

/// The stage at the player's step.
pub fn project(player: &Player, width: f64) -> Scene {
    scene::project(&scene::View {
        recording: player.recording(),
        step: player.step(),
        language: player.language(),
        width,
        selection: player.selection(),
    })
}

/// How much of the axis is behind a place.
fn share(place: Paced, end: Paced) -> u32 {
    (place.0 * u64::from(AXIS) / end.0.max(1)) as u32
}
