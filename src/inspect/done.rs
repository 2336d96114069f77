//! The list of the inputs: actions of the reader and of a prepared script.

use super::Look;
use crate::model::fact::Fact;
use crate::model::ids::ClientId;
use crate::recording::{Recording, THINK_TIME, When};
use crate::text::{Language, label};

/// A line of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DoneLine {
    /// The action with its target.
    pub label: String,
    /// Server, store or time that the action named by its role; "동시에" for a request that overlaps the one before;
    /// "할 수 없었음" for an action without effect. Empty for most actions.
    pub note: String,
    /// The client that gives the line its colour.
    pub owner: Option<ClientId>,
    /// Place of the line, from the playhead.
    pub place: Place,
}

/// Place of an input, from the playhead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Before the last input up to the playhead.
    Before,
    /// The last input up to the playhead: the one that an undo removes.
    Last,
    /// After the playhead.
    After,
}

/// All inputs of the run, in order.
pub fn done(look: Look<'_>) -> Vec<DoneLine> {
    let taken = look.recording.inputs_until(look.step);
    let place = |index: usize| match index + 1 {
        nth if nth < taken => Place::Before,
        nth if nth == taken => Place::Last,
        _ => Place::After,
    };
    (0..look.recording.inputs().len()).map(|index| line(look, index, place(index))).collect()
}

fn line(Look { recording, language, .. }: Look<'_>, index: usize, place: Place) -> DoneLine {
    let command = recording.inputs()[index].command;
    let notes = [
        is_simultaneous(recording, index).then(|| language.words().done_simultaneous.to_owned()),
        meaning_of_role(recording, index, language),
        has_no_effect(recording, index).then(|| language.words().done_not_applicable.to_owned()),
    ];
    DoneLine {
        label: label::command(language, &command),
        note: notes.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        owner: command.client(),
        place,
    }
}

/// True if the input is a request that was sent while the request of the input before was open. A reader sees two such
/// clicks as one moment. A request that hangs for longer than [`THINK_TIME`] is no such moment.
pub fn is_simultaneous(recording: &Recording, index: usize) -> bool {
    let When::After(pause) = recording.inputs()[index].when else { return false };
    let sent = |index: usize| {
        let facts = recording.facts_of(recording.step_of_input(index));
        facts.iter().find_map(|timed| match timed.fact {
            Fact::RequestSent { id, .. } => Some(id),
            _ => None,
        })
    };
    let Some(before) = index.checked_sub(1).and_then(sent) else { return false };
    let mut between = recording.step_of_input(index - 1)..=recording.step_of_input(index);
    let ends =
        |step| recording.facts_of(step).iter().any(|timed| timed.fact.is_end() && timed.fact.request() == Some(before));
    let mut is_over = || between.any(ends);
    pause < THINK_TIME && sent(index).is_some() && !is_over()
}

/// True if the action of an input changed nothing.
pub(super) fn has_no_effect(recording: &Recording, index: usize) -> bool {
    let facts = recording.facts_of(recording.step_of_input(index));
    facts.iter().any(|timed| matches!(timed.fact, Fact::NotApplicable { .. }))
}

/// The action with the number or the time that its role meant; `None` for an action without a role.
fn meaning_of_role(recording: &Recording, index: usize, language: Language) -> Option<String> {
    let command = recording.inputs()[index].command;
    let before = recording.step_of_input(index).checked_sub(1)?;
    let resolved = recording.frame(before).world.resolved(command)?;
    (resolved != command).then(|| label::command(language, &resolved))
}
