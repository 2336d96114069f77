//! The timeline: the paced axis with its marks, the played part and the playhead.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use leptos::svg;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::drawing::person;
use crate::inspect::{self, AXIS, Tick, TickKind};
use crate::pace::Paced;
use crate::player::{Msg, Player, Progress};
use crate::text::label;

use super::app::{App, use_app};

/// Distance from a mark at which a pointer still seeks to the mark, in CSS pixels.
const SNAP_PX: f64 = 7.0;
/// `pointerType` of a finger.
const TOUCH: &str = "touch";
/// Vertical position of the axis in its drawing.
const AXIS_Y: &str = "16";

/// The timeline, as a slider over the steps.
#[component]
pub fn Timeline() -> impl IntoView {
    let app = use_app();
    let ticks = app
        .slice_of_run(|player| inspect::timeline(player.recording(), player.beats(), player.pace(), player.language()));
    let progress = app.slice(Player::progress);
    let (played, knob) = (NodeRef::<svg::Line>::new(), NodeRef::<svg::Svg>::new());
    // Runs within the frame, as in `motion`.
    ImmediateEffect::new_scoped(move || {
        let end = app.peek(|player| player.pace().end());
        let place = percent((app.place.get().0 * u64::from(AXIS) / end.0.max(1)) as u32);
        if let (Some(played), Some(knob)) = (played.get(), knob.get()) {
            // Fails only for an invalid name.
            let _ = played.set_attribute("x2", &place);
            let _ = knob.set_attribute("x", &place);
        }
    });
    let axis = Axis { app, ticks, down_at: StoredValue::new((0, 0)) };
    view! {
        <div
            class="timeline"
            role="slider"
            tabindex="0"
            aria-label=move || app.words().timeline
            aria-valuemin="0"
            aria-valuemax=move || progress.get().last.to_string()
            aria-valuenow=move || progress.get().now.to_string()
            aria-valuetext=move || {
                let Progress { now, last } = progress.get();
                label::step(app.language.get(), now as u64, last as u64)
            }
            on:pointerdown=move |event| axis.press(&event)
            on:pointermove=move |event| axis.drag(&event)
            on:pointerup=move |event| axis.release(&event)
            on:keydown=move |event| press(app, &event)
        >
            <svg aria-hidden="true" width="100%" height="32">
                <line class="axis" y1=AXIS_Y y2=AXIS_Y x2="100%" />
                <line class="played" y1=AXIS_Y y2=AXIS_Y node_ref=played />
                <g>{move || ticks.with(|ticks| marks(ticks))}</g>
                <svg y=AXIS_Y overflow="visible" node_ref=knob>
                    <circle class="knob" r=8 />
                </svg>
            </svg>
        </div>
    }
}

/// Draws the marks. Folded waits are at the back and losses at the front, so that no loss is hidden.
fn marks(ticks: &[Tick]) -> impl IntoView + use<> {
    let mut ticks: Vec<&Tick> = ticks.iter().collect();
    ticks.sort_by_key(|tick| match tick.kind {
        TickKind::Gap => 0,
        TickKind::Act | TickKind::Machine => 1,
        TickKind::Loss(_) | TickKind::Harm(_) => 2,
    });
    ticks.into_iter().map(mark).collect_view()
}

fn mark(tick: &Tick) -> impl IntoView + use<> {
    let (kind, shape) = match tick.kind {
        TickKind::Act => ("act", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z"),
        TickKind::Machine => ("machine", "M-4-4h8v8h-8z"),
        TickKind::Loss(_) | TickKind::Harm(_) => ("loss", "M0-6.5 6.5 0 0 6.5-6.5 0z"),
        TickKind::Gap => {
            let half = tick.length / 2;
            return view! {
                <line
                    class="gap"
                    y1=AXIS_Y
                    y2=AXIS_Y
                    x1=percent(tick.place - half)
                    x2=percent(tick.place + half)
                >
                    <title>{tick.label.clone()}</title>
                </line>
            }
            .into_any();
        }
    };
    view! {
        <svg x=percent(tick.place) y=AXIS_Y overflow="visible">
            <path class="tick" data-kind=kind data-person=person(tick.owner) d=shape>
                <title>{tick.label.clone()}</title>
            </path>
        </svg>
    }
    .into_any()
}

/// Returns a position in units of [`AXIS`] as a percentage: 1,234 is `12.34%`.
fn percent(place: u32) -> String {
    format!("{}.{:02}%", place / 100, place % 100)
}

/// Pointer input on the axis.
#[derive(Clone, Copy)]
struct Axis {
    app: App,
    ticks: Memo<Vec<Tick>>,
    /// Position of the last `pointerdown`, in CSS pixels.
    down_at: StoredValue<(i32, i32)>,
}

impl Axis {
    fn press(self, event: &PointerEvent) {
        if let Some(element) = element(event) {
            // Fails if the pointer no longer exists.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        self.down_at.set_value((event.client_x(), event.client_y()));
        if event.pointer_type() != TOUCH {
            self.seek_to(event);
        }
    }

    /// Seeks to the place where a finger is lifted. On `pointerdown` it may still begin to scroll the page.
    fn release(self, event: &PointerEvent) {
        if event.pointer_type() == TOUCH && self.is_horizontal(event) {
            self.seek_to(event);
        }
    }

    fn drag(self, event: &PointerEvent) {
        if event.buttons() & 1 == 1 && (event.pointer_type() != TOUCH || self.is_horizontal(event)) {
            self.seek_to(event);
        }
    }

    fn is_horizontal(self, event: &PointerEvent) -> bool {
        let (x, y) = self.down_at.get_value();
        event.client_x().abs_diff(x) >= event.client_y().abs_diff(y)
    }

    /// Seeks to the mark near the pointer, else to the exact place.
    fn seek_to(self, event: &PointerEvent) {
        let Some(element) = element(event) else { return };
        let drawing = element.first_element_child().unwrap_or(element).get_bounding_client_rect();
        if drawing.width() <= 0.0 {
            return;
        }
        let x = f64::from(event.client_x()) - drawing.left();
        let mut nearest = (SNAP_PX, None);
        for tick in self.ticks.read_untracked().iter().filter(|tick| tick.kind != TickKind::Gap) {
            let distance = (f64::from(tick.place) * drawing.width() / f64::from(AXIS) - x).abs();
            if distance < nearest.0 {
                nearest = (distance, Some(tick.step));
            }
        }
        let end = self.app.peek(|player| player.pace().end());
        let fraction = (x / drawing.width()).clamp(0.0, 1.0);
        self.app.dispatch(match nearest.1 {
            Some(step) => Msg::SeekStep(step),
            None => Msg::Seek(Paced((end.0 as f64 * fraction) as u64)),
        });
    }
}

fn element(event: &Event) -> Option<Element> {
    event.current_target().and_then(|target| target.dyn_into().ok())
}

/// Handles the keys of a slider, in addition to those of the figure.
fn press(app: App, event: &KeyboardEvent) {
    let msg = match event.key().as_str() {
        "ArrowUp" => Msg::Next,
        "ArrowDown" => Msg::Previous,
        _ => return,
    };
    event.prevent_default();
    app.dispatch(msg);
}
