//! A picture of one step of a prepared script: the stage of [`crate::drawing`] as SVG markup. Its classes are those of
//! the page, so one style sheet serves both.

use leptos::prelude::*;

use crate::beat::Beats;
use crate::drawing::{self, Medium};
use crate::lesson::{Moment, Strategy, opening_step};
use crate::model::time::SimTime;
use crate::recording::Recording;
use crate::scene::{self, Scene, View};
use crate::text::{self, Language};

/// A picture of a step of a strategy's prepared script.
pub struct StepPicture {
    run: Recording,
    /// The strategy of the script.
    pub strategy: Strategy,
    step: usize,
}

impl StepPicture {
    /// The picture of the page's first view, which an address without a query opens.
    pub fn opening() -> StepPicture {
        StepPicture::at(Strategy::default(), |run| opening_step(Strategy::default(), &Beats::of(run)))
    }

    /// The picture of a strategy's moment.
    pub fn of(strategy: Strategy, moment: Moment) -> StepPicture {
        StepPicture::at(strategy, |run| moment.step(strategy, run))
    }

    fn at(strategy: Strategy, step: impl Fn(&Recording) -> usize) -> StepPicture {
        let run = Recording::replay(strategy.config(), strategy.script());
        StepPicture { step: step(&run), run, strategy }
    }

    /// Number of its beat, as the page counts them.
    pub fn beat_number(&self) -> usize {
        Beats::of(&self.run).index_at(self.step)
    }

    /// The query of the link to this step.
    pub fn link(&self, language: Language) -> String {
        format!("strategy={}&step={}&lang={}", self.strategy.key(), self.step, language.tag())
    }

    /// The stage, laid out for this width in CSS pixels.
    pub fn scene(&self, language: Language, width: u32) -> Scene {
        let (recording, step) = (&self.run, self.step);
        scene::project(&View {
            recording,
            step,
            language,
            width: f64::from(width),
            room: None,
            beat: scene::BeatFacts::default(),
            selection: None,
        })
    }

    /// The picture, laid out for this width in CSS pixels. It has a view box and no size of its own.
    pub fn svg(&self, language: Language, width: u32) -> impl IntoView + use<> {
        let scene = self.scene(language, width);
        let now = self.run.frame(self.step).at();
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

/// Definition of the hatch pattern that pictures refer to. A document has it once.
pub fn hatch() -> impl IntoView {
    view! {
        <svg class="said" aria-hidden="true">
            {drawing::hatch()}
        </svg>
    }
}

/// Markup of a view, without the placeholders that Leptos needs for hydration.
pub fn markup(view: impl IntoView) -> String {
    view.into_view().to_html().replace("<!>", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::transcript::transcript;
    use crate::text::language::MARKUP;

    #[test]
    fn markup_in_a_text_stays_text() {
        for strategy in Strategy::ALL {
            let picture = StepPicture::of(strategy, Moment::Failure);
            let html = markup(view! { {picture.svg(Language::Marked, 640)} {picture.caption(Language::Marked)} });
            assert!(html.contains("&lt;b&gt;&amp;"), "{html}");
            assert!(!html.contains(MARKUP), "{html}");
            assert!(transcript(&picture.run, Language::Marked).lines().all(|line| line.ends_with(MARKUP)));
        }
    }
}
