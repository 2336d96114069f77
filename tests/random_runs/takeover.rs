//! Laws of "Replica is taking over".

use sessionscope::model::fact::{Fact, TimedFact};
use sessionscope::model::ids::StoreId;
use sessionscope::model::message::Node;
use sessionscope::model::time::SimTime;
use sessionscope::model::world::World;
use sessionscope::recording::Recording;
use sessionscope::scene::{BeatFacts, View, project};
use sessionscope::text::Language;

use crate::Law;
use crate::drive::Step;

/// A promotion that is due comes, or is called off, within the time that detection and promotion take.
#[derive(Default)]
pub struct PromotionsComeInTime {
    /// Moment since which a promotion is due, with the primary store that is down.
    due: Option<(SimTime, StoreId)>,
}

impl Law for PromotionsComeInTime {
    fn name(&self) -> &'static str {
        "f1 a promotion that is due comes in time"
    }

    fn after_step(&mut self, step: &Step<'_>) -> Result<(), String> {
        let world = step.world;
        if let Some((since, primary)) = self.due
            && world.now > since + world.config.store_takeover()
        {
            return Err(format!("a replica takes over from {primary} for longer than that takes"));
        }
        let still = |(_, primary): &(SimTime, StoreId)| *primary == world.primary;
        self.due = match world.is_promotion_due() {
            true => self.due.filter(still).or(Some((world.now, world.primary))),
            false => None,
        };
        Ok(())
    }

    fn at_end(&mut self, world: &World) -> Result<(), String> {
        match (self.due, world.next_due()) {
            (Some((_, primary)), None) => Err(format!("a replica takes over from {primary} for ever")),
            _ => Ok(()),
        }
    }
}

/// The stage says "Replica is taking over" if and only if a promotion is due. Returns the step of a recording at which
/// it does not.
pub fn wrong_takeover_on_stage(recording: &Recording) -> Option<usize> {
    let changes_roles = |timed: &TimedFact| {
        matches!(timed.fact, Fact::StoreDied { .. } | Fact::StoreRestarted { .. } | Fact::StorePromoted { .. })
    };
    let mut steps = (1..=recording.last_step()).filter(|step| recording.facts_of(*step).iter().any(changes_roles));
    steps.find(|step| recording.frame(*step).world.is_promotion_due() != is_said(recording, *step))
}

fn is_said(recording: &Recording, step: usize) -> bool {
    let language = Language::English;
    let scene = project(&View {
        recording,
        step,
        language,
        width: 884.0,
        room: None,
        beat: BeatFacts::default(),
        selection: None,
        prediction: None,
    });
    let stores = scene.cards.iter().filter(|card| matches!(card.node, Node::Store(_)));
    let mut texts = stores.flat_map(|card| &card.texts);
    texts.any(|text| text.text == language.words().store_taking_over)
}
