//! The marks on the timeline: actions, losses and folded gaps. Other steps have none, since the marks would merge.

use std::ops::Range;

use super::done::is_simultaneous;
use crate::beat::Beats;
use crate::beat::harm::HarmKind;
use crate::model::command::Command;
use crate::model::fact::Loss;
use crate::model::ids::ClientId;
use crate::pace::{Pace, Paced};
use crate::recording::Recording;
use crate::text::{Language, label, mark, number};

/// The end of the axis, in the unit of [`Tick::place`]: hundredths of a per cent.
pub const AXIS: u32 = 10_000;

/// A mark on the timeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    /// Place on the axis, 0 to [`AXIS`]; of a gap, its centre.
    pub place: u32,
    /// Length of a gap on the axis; 0 for other marks.
    pub length: u32,
    /// The step to which a click seeks.
    pub step: usize,
    /// The client whose colour the mark has.
    pub owner: Option<ClientId>,
    /// The kind of mark.
    pub kind: TickKind,
    /// The mark as text.
    pub label: String,
}

/// The kind of a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TickKind {
    /// An action of a client, or on its message: a dot in the client's colour.
    Act,
    /// An action on a server or a store, or a wait: a dot in the text colour.
    Machine,
    /// A loss: a red diamond.
    Loss(Loss),
    /// A page that does harm to its user: a red diamond.
    Harm(HarmKind),
    /// A folded interval, in which nothing moves.
    Gap,
}

/// The marks, from left to right. They do not depend on the shown step, so seeking does not compute them again.
pub fn timeline(recording: &Recording, beats: &Beats, pace: &Pace, language: Language) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let steps = pace.steps();
    let mut taken = 0;
    for step in 0..recording.frames().len() {
        if let Some(gap) = steps.get(step).and_then(|step| step.folded) {
            let (from, to) = (place(pace, steps[step - 1].rest_end()), place(pace, steps[step].paced));
            let label = number::later(language, gap);
            let (place, length) = ((from + to) / 2, to - from);
            ticks.push(Tick { place, length, step, owner: None, kind: TickKind::Gap, label });
        }
        let until = recording.inputs_until(step);
        mark_step((recording, beats, pace), language, step, taken..until, &mut ticks);
        taken = until;
    }
    ticks
}

/// Adds the mark of a step, if it has one. A loss is marked rather than the action in the same step.
fn mark_step(
    (recording, beats, pace): (&Recording, &Beats, &Pace),
    language: Language,
    step: usize,
    inputs: Range<usize>,
    ticks: &mut Vec<Tick>,
) {
    let mut loss = None;
    for timed in recording.facts_of(step) {
        let Some(found) = timed.fact.loss() else { continue };
        loss = match loss {
            None => Some((found, timed.fact.client())),
            // A loss of several clients has the colour of none.
            Some((first, owner)) => Some((first, owner.filter(|_| owner == timed.fact.client()))),
        };
    }
    let is_simultaneous = inputs.clone().any(|index| is_simultaneous(recording, index));
    let inputs = &recording.inputs()[inputs];
    let harm = beats.harm_of(step);
    let (kind, owner) = match (loss, harm, inputs.first()) {
        (Some((loss, owner)), _, _) => (TickKind::Loss(loss), owner),
        (None, Some(harm), _) => (TickKind::Harm(harm.kind), Some(harm.client)),
        (None, None, Some(input)) => (kind_of(&input.command), input.command.client()),
        (None, None, None) => return,
    };
    let loss_text = loss.map(|(loss, _)| label::loss(language, loss));
    let harm_text = loss_text.or(harm.map(|harm| label::harm(language, harm.kind)));
    let label = mark(language, inputs, is_simultaneous, harm_text);
    ticks.push(Tick { place: place(pace, pace.of_step(step)), length: 0, step, owner, kind, label });
}

fn kind_of(command: &Command) -> TickKind {
    if command.client().is_some() { TickKind::Act } else { TickKind::Machine }
}

/// A place on the axis in units of [`AXIS`].
fn place(pace: &Pace, paced: Paced) -> u32 {
    (paced.0 * u64::from(AXIS) / pace.end().0.max(1)) as u32
}
