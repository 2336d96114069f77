//! The end of a prepared run: its strategy summed up, one figure of this run, and the next things to do.

use crate::beat::Beats;
use crate::model::command::Command;
use crate::strategy::{Strategy, act_to_try};
use crate::text::strategy::summary;
use crate::text::{self, label};

use super::Look;

/// The rows of the card.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// Gain and cost of the strategy.
    pub summary: String,
    /// Number of pages that did harm to a user, by kind.
    pub harms: String,
    /// The act to try, and its label.
    pub act: (Command, String),
    /// The next strategy, and the label of running the same acts under it.
    pub following: Option<(Strategy, String)>,
}

/// The end of a strategy's prepared run.
pub fn ending(look: Look<'_>, strategy: Strategy, beats: &Beats) -> Ending {
    let Look { recording, language, .. } = look;
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for harm in beats.all().iter().filter_map(|beat| beat.harm) {
        let kind = label::harm(language, harm.kind);
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    let act = act_to_try(strategy);
    Ending {
        summary: summary(language, recording.config()),
        harms: text::harm_count(language, &counts),
        act: (act, text::command(language, &act)),
        following: strategy.following().map(|next| (next, text::same_acts(language, next))),
    }
}
