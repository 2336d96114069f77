//! One step of a prepared script as a picture that stands still. It is the stage of [`crate::drawing`] as SVG markup. The
//! classes are the same, so one style sheet serves both.

use leptos::prelude::*;

use crate::drawing::{self, Medium};
use crate::lesson::{Moment, Strategy};
use crate::model::time::SimTime;
use crate::pace::Pace;
use crate::recording::Recording;
use crate::scene::{self, Scene, View};
use crate::text::{self, Language};

/// A step of a strategy's prepared script.
pub struct Still {
    run: Recording,
    /// The strategy.
    pub strategy: Strategy,
    step: usize,
}

impl Still {
    /// The opening of the page: an address without a query shows it.
    pub fn opening() -> Still {
        Still::at(Strategy::default(), |_| 0)
    }

    /// A moment of a strategy.
    pub fn of(strategy: Strategy, moment: Moment) -> Still {
        Still::at(strategy, |run| moment.step(strategy, run))
    }

    fn at(strategy: Strategy, step: impl Fn(&Recording) -> usize) -> Still {
        let run = Recording::replay(strategy.config(), strategy.script());
        Still { step: step(&run), run, strategy }
    }

    /// The query that leads to it.
    pub fn link(&self, language: Language) -> String {
        format!("strategy={}&step={}&lang={}", self.strategy.key(), self.step, language.tag())
    }

    /// The stage as it is laid out for this width, in CSS pixels.
    pub fn scene(&self, language: Language, width: u32) -> Scene {
        let (recording, step) = (&self.run, self.step);
        scene::project(&View { recording, step, language, width: f64::from(width), selection: None })
    }

    /// The picture, laid out for this width. It has a view box and no size of its own.
    pub fn svg(&self, language: Language, width: u32) -> impl IntoView + use<> {
        let scene = self.scene(language, width);
        let pace = Pace::of(&self.run);
        let now = pace.sim_at(pace.of_step(self.step));
        view! {
            <svg
                viewBox=format!("0 0 {} {}", scene.width, scene.height)
                role="img"
                aria-label=language.words().stage
                lang=language.tag()
            >
                {stage(&scene, now)}
            </svg>
        }
    }

    /// The caption of the step.
    pub fn caption(&self, language: Language) -> impl IntoView + use<> {
        drawing::sentence(text::caption(language, self.run.facts_of(self.step), &self.run.frame(self.step).world))
    }
}

fn stage(scene: &Scene, now: SimTime) -> impl IntoView + use<> {
    let wires = (0..scene.wires.len()).map(|index| drawing::wire(scene, index)).collect_view();
    let cards = scene.cards.iter().map(|card| drawing::card(Medium::Picture, card, now)).collect_view();
    let bubble = scene.bubble.as_ref().map(drawing::bubble);
    let packets = scene.packets.iter();
    let packets = packets.map(|packet| drawing::packet(Medium::Picture, packet, &scene.wires[packet.wire], now));
    view! { {wires} {cards} {bubble} {packets.collect_view()} }
}

/// Definition of the hatch that pictures refer to. A document holds it once.
pub fn hatch() -> impl IntoView {
    view! {
        <svg class="said" aria-hidden="true">
            {drawing::hatch()}
        </svg>
    }
}

/// A view as markup, without the placeholders that Leptos needs for hydration.
pub fn markup(view: impl IntoView) -> String {
    view.into_view().to_html().replace("<!>", "")
}
