//! The marks on the paced axis: one an act, one a loss, one a folded gap; not one a step, which would be a smear.

use crate::model::command::Command;
use crate::model::fact::Loss;
use crate::model::ids::ClientId;
use crate::pace::{Pace, Paced};
use crate::recording::{Input, Recording};
use crate::text::{Language, mark, number};

/// The end of the axis, in the unit of [`Tick::place`]: hundredths of a per cent.
pub const AXIS: u32 = 10_000;

/// One mark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    /// Where on the axis, 0 to [`AXIS`]. A gap's is its middle.
    pub place: u32,
    /// How much of the axis a gap takes; 0 for the others.
    pub length: u32,
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
    let mut ticks = Vec::new();
    let marks = pace.marks();
    let mut taken = 0;
    for step in 0..recording.frames().len() {
        if let Some(gap) = marks.get(step).and_then(|mark| mark.folded) {
            let (from, to) = (place(pace, marks[step - 1].paced), place(pace, marks[step].paced));
            let label = number::later(language, gap);
            let (place, length) = ((from + to) / 2, to - from);
            ticks.push(Tick { place, length, step, owner: None, kind: TickKind::Gap, label });
        }
        let until = recording.inputs_until(step);
        of_step(recording, pace, language, step, &recording.inputs()[taken..until], &mut ticks);
        taken = until;
    }
    ticks
}

/// The mark of a step, where it has one: a loss, whoever acted in it, else the act.
fn of_step(
    recording: &Recording,
    pace: &Pace,
    language: Language,
    step: usize,
    inputs: &[Input],
    ticks: &mut Vec<Tick>,
) {
    let mut loss = None;
    for timed in recording.facts_of(step) {
        let Some(found) = timed.fact.loss() else { continue };
        loss = match loss {
            None => Some((found, timed.fact.client())),
            // A loss of several people has no one's hue.
            Some((first, owner)) => Some((first, owner.filter(|_| owner == timed.fact.client()))),
        };
    }
    let (kind, owner) = match (loss, inputs.first()) {
        (Some((loss, owner)), _) => (TickKind::Loss(loss), owner),
        (None, Some(input)) => (kind_of(&input.command), input.command.client()),
        (None, None) => return,
    };
    let label = mark(language, inputs, loss.map(|(loss, _)| loss));
    ticks.push(Tick { place: place(pace, pace.of_step(step)), length: 0, step, owner, kind, label });
}

fn kind_of(command: &Command) -> TickKind {
    if command.client().is_some() { TickKind::Act } else { TickKind::Machine }
}

/// A place on the axis as a share of it.
fn place(pace: &Pace, paced: Paced) -> u32 {
    (paced.0 * u64::from(AXIS) / pace.end().0.max(1)) as u32
}
