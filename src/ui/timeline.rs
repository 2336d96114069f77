//! The reader's time axis: marks, the part behind the playhead, and the playhead itself.

use leptos::prelude::WithUntracked;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent};

use crate::inspect::{AXIS, Tick, TickKind};
use crate::pace::Paced;
use crate::player::{Msg, Player};
use crate::text::{cat, label, number};

use super::el::{El, html, svg, write};
use super::shell::{Moving, Shell};

/// Pixels around a mark in which a pointer means the mark.
const SNAP: f64 = 7.0;
/// What a finger's pointer is called.
const TOUCH: &str = "touch";
/// Height of the axis in its drawing.
const MIDDLE: &str = "16";

/// The axis, as a slider over the steps.
pub fn timeline(shell: Shell, player: &Player) -> El {
    let (step, last, language) = (player.step(), player.recording().last_step(), player.language());
    let backstage = shell.backstage();
    let marks = marks(&backstage.derived.borrow_mut().of(player).ticks);
    let knob = svg("svg").attr("y", MIDDLE).attr("overflow", "visible").keep(&backstage.moving.knob);
    let drawing = svg("svg")
        .attr("aria-hidden", "true")
        .attr("width", "100%")
        .attr("height", "32")
        .with(line("axis").attr("x2", "100%"))
        .with(line("played").keep(&backstage.moving.played))
        .with(marks)
        .with(knob.with(svg("circle").class("knob").attr("r", "8")));
    html("div")
        .class("timeline")
        .attr("role", "slider")
        .attr("tabindex", "0")
        .attr("aria-label", language.words().timeline)
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", last.to_string())
        .attr("aria-valuenow", step.to_string())
        .attr("aria-valuetext", label::step(language, step as u64, last as u64))
        .on("pointerdown", move |event| hold(shell, event.unchecked_ref()))
        .on("pointermove", move |event| seek(shell, event.unchecked_ref()))
        .on("pointerup", move |event| let_go(shell, event.unchecked_ref()))
        .on("keydown", move |event| press(shell, event))
        .with(drawing)
}

/// Moves the playhead; called once a frame.
pub fn place_knob(moving: &Moving, place: u32) {
    let percent = percent(place);
    for (slot, name) in [(&moving.knob, "x"), (&moving.played, "x2")] {
        if let Some(element) = slot.get() {
            write(&element, name, &percent);
        }
    }
}

fn line(class: &'static str) -> El {
    svg("line").class(class).attr("y1", MIDDLE).attr("y2", MIDDLE)
}

/// Folded stretches first, as the others lie upon them, and losses last, so that none of them is hidden.
fn marks(ticks: &[Tick]) -> El {
    let rank = |tick: &Tick| match tick.kind {
        TickKind::Gap => 0,
        TickKind::Act | TickKind::Machine => 1,
        TickKind::Loss(_) => 2,
    };
    let mut marks = svg("g");
    for above in 0..3 {
        for tick in ticks {
            if rank(tick) == above {
                marks = marks.with(mark(tick));
            }
        }
    }
    marks
}

/// A mark; of a folded stretch, the dots it leaves of the axis.
fn mark(tick: &Tick) -> El {
    let (kind, shape) = match tick.kind {
        TickKind::Act => ("act", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"),
        TickKind::Machine => ("machine", "M-4-4h8v8h-8z"),
        TickKind::Loss(_) => ("loss", "M0-6.5 6.5 0 0 6.5-6.5 0z"),
        TickKind::Gap => {
            let half = tick.length / 2;
            let gap = line("gap").attr("x1", percent(tick.place - half)).attr("x2", percent(tick.place + half));
            return gap.with(svg("title").say(tick.label.clone()));
        }
    };
    let path = svg("path").class("tick").attr("data-kind", kind).person(tick.owner).attr("d", shape);
    let path = path.with(svg("title").say(tick.label.clone()));
    svg("svg").attr("x", percent(tick.place)).attr("y", MIDDLE).attr("overflow", "visible").with(path)
}

/// A place on the axis as a share of it.
fn percent(place: u32) -> String {
    cat(&[&(place / 100).to_string(), ".", &number::padded((place % 100).into(), 2), "%"])
}

fn hold(shell: Shell, event: &PointerEvent) {
    if let Some(element) = axis(event) {
        // It fails for a pointer that is gone by now.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
    shell.backstage().finger.set((event.client_x(), event.client_y()));
    if event.pointer_type() != TOUCH {
        seek_to(shell, event);
    }
}

/// A finger that comes down may be about to scroll: it seeks where it is lifted, or dragged along the axis.
fn let_go(shell: Shell, event: &PointerEvent) {
    if event.pointer_type() == TOUCH && is_along(shell, event) {
        seek_to(shell, event);
    }
}

fn seek(shell: Shell, event: &PointerEvent) {
    if event.buttons() & 1 == 1 && (event.pointer_type() != TOUCH || is_along(shell, event)) {
        seek_to(shell, event);
    }
}

fn is_along(shell: Shell, event: &PointerEvent) -> bool {
    let (x, y) = shell.backstage().finger.get();
    event.client_x().abs_diff(x) >= event.client_y().abs_diff(y)
}

/// To the mark under the pointer that holds the playhead, else to the very place.
#[expect(clippy::manual_clamp, reason = "see `Clock::tick`")]
fn seek_to(shell: Shell, event: &PointerEvent) {
    let Some(element) = axis(event) else { return };
    let drawing = element.first_element_child().unwrap_or(element).get_bounding_client_rect();
    if drawing.width() <= 0.0 {
        return;
    }
    let x = f64::from(event.client_x()) - drawing.left();
    let mut nearest = (SNAP, None);
    for tick in shell.backstage().derived.borrow().ticks.iter().filter(|tick| tick.kind != TickKind::Gap) {
        let distance = (f64::from(tick.place) * drawing.width() / f64::from(AXIS) - x).abs();
        if distance < nearest.0 {
            nearest = (distance, Some(tick.step));
        }
    }
    let end = shell.player.with_untracked(|player| player.pace().end());
    let fraction = (x / drawing.width()).max(0.0).min(1.0);
    shell.dispatch(match nearest.1 {
        Some(step) => Msg::SeekStep(step),
        None => Msg::Seek(Paced((end.0 as f64 * fraction) as u64)),
    });
}

fn axis(event: &Event) -> Option<Element> {
    event.current_target().and_then(|target| target.dyn_into().ok())
}

/// What a slider adds to the figure's keys.
fn press(shell: Shell, event: &Event) {
    let msg = match event.unchecked_ref::<KeyboardEvent>().key().as_str() {
        "ArrowUp" => Msg::StepForward,
        "ArrowDown" => Msg::StepBack,
        _ => return,
    };
    event.prevent_default();
    shell.dispatch(msg);
}
