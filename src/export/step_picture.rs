//! A picture of one step of a run: the stage of [`crate::drawing`] as SVG markup. Its classes are those of
//! the page, so one style sheet serves both.

use leptos::prelude::*;

use crate::drawing::{self, Medium};
use crate::model::fact::TimedFact;
use crate::model::time::SimTime;
use crate::player::Player;
use crate::recording::Recording;
use crate::scene::{self, Scene, View};
use crate::strategy::{Moment, Strategy};
use crate::text::{self, Language};

/// A picture of a step.
pub struct StepPicture {
    run: Recording,
    /// The strategy of the run.
    pub strategy: Strategy,
    step: usize,
    /// Facts of the beat that the stage marks; without them, those of the step.
    beat: Option<Vec<TimedFact>>,
}

impl StepPicture {
    /// The picture of a player's present moment.
    pub fn at(player: &Player) -> StepPicture {
        StepPicture {
            run: player.recording().clone(),
            strategy: player.strategy(),
            step: player.step(),
            beat: player.facts_of_beat(),
        }
    }

    /// The picture of a moment in a strategy's prepared script.
    pub fn of(strategy: Strategy, moment: Moment) -> StepPicture {
        let run = Recording::replay(strategy.config(), strategy.script());
        StepPicture { step: moment.step(strategy, &run), run, strategy, beat: None }
    }

    /// The query of the link to this step.
    pub fn link(&self, language: Language) -> String {
        format!("strategy={}&step={}&lang={}", self.strategy.key(), self.step, language.tag())
    }

    /// The stage, laid out for this width in CSS pixels.
    pub fn scene(&self, language: Language, width: u32) -> Scene {
        let (recording, step, facts) = (&self.run, self.step, self.beat.as_deref());
        scene::project(&View {
            recording,
            step,
            language,
            width: f64::from(width),
            room: None,
            beat: scene::BeatFacts { marked: facts, followed: facts },
            selection: None,
            prediction: None,
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
