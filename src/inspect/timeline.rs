//! The marks on the paced axis: one an act, one a loss, one a folded gap; not one a step, which would be a smear.

use crate::model::command::Command;
use crate::model::fact::Loss;
use crate::model::ids::ClientId;
use crate::pace::{Mark, Pace, Paced};
use crate::recording::{Input, Recording};
use crate::text::{Language, label, number};

/// One mark.
#[derive(Clone, PartialEq, Debug)]
pub struct Tick {
    /// Where on the axis, 0 to 1. A gap's is its middle.
    pub place: f64,
    /// How much of the axis a gap takes; 0 for the others.
    pub length: f64,
    /// The step to seek to. A mark lies ahead where this is past the step that is shown.
    pub step: usize,
    /// Whose hue it carries.
    pub owner: Option<ClientId>,
    /// What it marks.
    pub kind: TickKind,
    /// In words.
    pub label: String,
}

/// What a mark marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TickKind {
    /// Somebody acted, or something was done to a message of theirs: a dot in their hue.
    Act,
    /// A server was crashed, restarted, added or upgraded, or time was let pass: a dot in ink.
    Machine,
    /// A loss: a red diamond.
    Loss(Loss),
    /// A stretch in which there was nothing to see.
    Gap,
}

/// The marks, from left to right. They do not depend on the step that is shown.
pub fn timeline(recording: &Recording, pace: &Pace, language: Language) -> Vec<Tick> {
    let mut ticks = gaps(pace, language);
    let mut taken = 0;
    for step in 0..recording.frames().len() {
        let inputs = &recording.inputs()[taken..recording.inputs_until(step)];
        taken += inputs.len();
        ticks.extend(of_step(recording, pace, language, step, inputs));
    }
    ticks.sort_by(|one, other| one.place.total_cmp(&other.place));
    ticks
}

/// The mark of a step, where it has one: a loss, whoever acted in it, else the act.
fn of_step(recording: &Recording, pace: &Pace, language: Language, step: usize, inputs: &[Input]) -> Option<Tick> {
    let losses: Vec<(Loss, Option<ClientId>)> =
        recording.facts_of(step).iter().filter_map(|timed| Some((timed.fact.loss()?, timed.fact.client()))).collect();
    let mut texts: Vec<String> = inputs.iter().map(|input| label::command(language, &input.command)).collect();
    let (kind, owner) = match (losses.first(), inputs.first()) {
        (Some((loss, owner)), _) => {
            texts.push(label::loss(language, *loss).to_owned());
            // A loss of several people has no one's hue.
            let one = losses.iter().all(|(_, other)| other == owner);
            (TickKind::Loss(*loss), owner.filter(|_| one))
        }
        (None, Some(input)) => (kind_of(&input.command), input.command.client()),
        (None, None) => return None,
    };
    Some(Tick { place: place(pace, pace.of_step(step)), length: 0.0, step, owner, kind, label: texts.join(" · ") })
}

fn kind_of(command: &Command) -> TickKind {
    if command.client().is_some() { TickKind::Act } else { TickKind::Machine }
}

fn gaps(pace: &Pace, language: Language) -> Vec<Tick> {
    let gap = |(index, pair): (usize, &[Mark])| {
        let folded = pair[1].folded?;
        let (from, to) = (place(pace, pair[0].paced), place(pace, pair[1].paced));
        let label = number::later(language, folded);
        let (place, length) = ((from + to) / 2.0, to - from);
        Some(Tick { place, length, step: index + 1, owner: None, kind: TickKind::Gap, label })
    };
    pace.marks().windows(2).enumerate().filter_map(gap).collect()
}

/// A place on the axis as a share of it.
fn place(pace: &Pace, paced: Paced) -> f64 {
    let end = pace.end().0;
    if end == 0 { 0.0 } else { paced.0 as f64 / end as f64 }
}
