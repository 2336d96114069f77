//! The reader's time axis: marks, the part behind the playhead, and the playhead itself.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::inspect::{self, Tick, TickKind};
use crate::pace::Paced;
use crate::player::{Msg, Player};
use crate::text::label;

use super::shell::{Moving, Shell};

/// Pixels around a mark in which a pointer means the mark.
const SNAP: f64 = 7.0;

/// Not written into the view: Leptos wraps an element without anything dynamic in a group of its own.
const WHOLE: &str = "100%";

/// The axis, as a slider over the steps.
pub fn timeline(shell: Shell) -> AnyView {
    let ticks = Memo::new(move |_| {
        shell.run.track();
        let language = shell.language.get();
        shell.player.with_untracked(|player| inspect::timeline(player.recording(), player.pace(), language))
    });
    let step = move || shell.player.with(Player::step);
    let last = move || shell.run.with(|run| run.last_step());
    let spoken = move || label::step(shell.language.get(), step() as u64, last() as u64);
    let seek = move |event: PointerEvent| {
        // Held, and not merely passing.
        if event.buttons() & 1 == 1 {
            event.prevent_default();
            point(shell, &event, &ticks.read_untracked());
        }
    };
    let hold = move |event: PointerEvent| {
        if let Some(element) = element_of(&event) {
            // It fails for a pointer that is gone by now.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        seek(event);
    };
    let marks = move || ticks.get().into_iter().map(mark).collect::<Vec<_>>();
    view! {
        <div
            class="timeline"
            role="slider"
            tabindex="0"
            aria-label=move || shell.words().timeline
            aria-valuemin="0"
            aria-valuemax=move || last().to_string()
            aria-valuenow=move || step().to_string()
            aria-valuetext=spoken
            on:pointerdown=hold
            on:pointermove=seek
            on:keydown=move |event| press(shell, &event)
        >
            <svg aria-hidden="true" width="100%" height="32">
                <line class="axis" x1="0" x2=WHOLE y1="16" y2="16" />
                <line class="played" x1="0" x2="0" y1="16" y2="16" node_ref=shell.moving.played />
                <g>{marks}</g>
                <svg x="0" y="16" overflow="visible" node_ref=shell.moving.knob>
                    <circle class="knob" r=move || if shell.player.with(Player::is_playing) { "7" } else { "8" } />
                </svg>
            </svg>
        </div>
    }
    .into_any()
}

/// Moves the playhead; called once a frame.
pub fn place_knob(moving: Moving, fraction: f64) {
    let percent = (fraction * 100.0).to_string() + "%";
    for (element, name) in [(moving.knob.get_untracked(), "x"), (moving.played.get_untracked(), "x2")] {
        if let Some(element) = element {
            // Setting an attribute fails for names that are none.
            let _ = element.set_attribute(name, &percent);
        }
    }
}

fn mark(tick: Tick) -> impl IntoView {
    let (kind, shape) = match tick.kind {
        TickKind::Act => ("act", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"),
        TickKind::Machine => ("machine", "M-4-4h8v8h-8z"),
        TickKind::Loss(_) => ("loss", "M0-6.5 6.5 0 0 6.5-6.5 0z"),
        TickKind::Gap => ("gap", "M-4 4-1-4M1 4 4-4"),
    };
    view! {
        <svg x=percent(tick.place) y="16" overflow="visible" data-step=tick.step.to_string()>
            <path class="tick" data-kind=kind data-person=tick.owner.map(|owner| owner.0) d=shape>
                <title>{tick.label}</title>
            </path>
        </svg>
    }
}

fn percent(fraction: f64) -> String {
    (fraction * 100.0).to_string() + "%"
}

/// To the mark under the pointer, else to the very place.
fn point(shell: Shell, event: &PointerEvent, ticks: &[Tick]) {
    let Some(element) = element_of(event) else { return };
    let bounds = element.get_bounding_client_rect();
    let width = bounds.width();
    if width <= 0.0 {
        return;
    }
    let x = f64::from(event.client_x()) - bounds.left();
    let distance = |tick: &&Tick| (tick.place * width - x).abs();
    let near = ticks.iter().filter(|tick| tick.kind != TickKind::Gap && distance(tick) <= SNAP);
    let nearest = near.min_by(|one, other| distance(one).total_cmp(&distance(other)));
    let end = shell.player.with_untracked(|player| player.pace().end());
    shell.dispatch(match nearest {
        Some(tick) => Msg::SeekStep(tick.step),
        None => Msg::Seek(Paced((end.0 as f64 * (x / width).clamp(0.0, 1.0)) as u64)),
    });
}

fn element_of(event: &PointerEvent) -> Option<Element> {
    event.current_target().and_then(|target| target.dyn_into().ok())
}

/// What a slider adds to the figure's keys.
fn press(shell: Shell, event: &KeyboardEvent) {
    let msg = match event.key().as_str() {
        "ArrowUp" => Msg::StepForward,
        "ArrowDown" => Msg::StepBack,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    shell.dispatch(msg);
}
