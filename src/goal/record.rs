//! Goals that were reached on this device, as they are stored: "loggedout.2,onlybob.4", each with the fewest acts.
//! Storage may hold anything, so unreadable parts are left out.

use std::collections::BTreeMap;
use std::fmt;

use crate::recording::MAX_INPUTS;

use super::Goal;

/// The reached goals and the fewest acts of each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Record(BTreeMap<Goal, usize>);

impl Record {
    /// Reads a stored record.
    pub fn read(text: &str) -> Record {
        let mut record = Record::default();
        // More parts than goals come from elsewhere.
        for part in text.split(',').take(2 * Goal::ALL.len()) {
            let Some((key, acts)) = part.split_once('.') else { continue };
            let acts = acts.parse().ok().filter(|acts| (1..=MAX_INPUTS).contains(acts));
            if let (Some(goal), Some(acts)) = (Goal::from_key(key), acts) {
                record.add(goal, acts);
            }
        }
        record
    }

    /// Adds a reached goal. The fewest acts count.
    pub fn add(&mut self, goal: Goal, acts: usize) {
        let fewest = self.0.entry(goal).or_insert(acts);
        *fewest = acts.min(*fewest);
    }

    /// The fewest acts that have reached the goal; `None` if it was not reached.
    pub fn acts(&self, goal: Goal) -> Option<usize> {
        self.0.get(&goal).copied()
    }

    /// Number of reached goals.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if no goal was reached.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (goal, acts)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{}.{acts}", goal.key())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn record_is_read_as_it_is_written() {
        let mut record = Record::default();
        assert!(record.is_empty() && record.to_string().is_empty());
        for (goal, acts) in [(Goal::OnlyBob, 6), (Goal::LoggedOut, 2), (Goal::OnlyBob, 4), (Goal::OnlyBob, 5)] {
            record.add(goal, acts);
        }
        assert_eq!(record.to_string(), "loggedout.2,onlybob.4");
        assert_eq!(Record::read(&record.to_string()), record);
        assert_eq!((record.len(), record.acts(Goal::OnlyBob), record.acts(Goal::Crowd)), (2, Some(4), None));
    }

    #[test]
    fn rubbish_is_left_out() {
        let rubbish = [
            "",
            ",",
            "null",
            "{\"onlybob\":4}",
            "onlybob",
            "onlybob.",
            "onlybob.0",
            "onlybob.-1",
            "onlybob.501",
            "onlybob.4.4",
            "onlybob.99999999999999999999",
            "bobonly.4",
            "한글.4",
        ];
        for text in rubbish {
            assert!(Record::read(text).is_empty(), "{text}");
        }
        let mixed = format!("{},onlybob.4", rubbish.join(","));
        assert_eq!(Record::read(&mixed).to_string(), "onlybob.4");
        assert!(Record::read(&",".repeat(1_000_000)).is_empty());
    }

    #[test]
    fn keys_of_goals_are_unique_and_need_no_escape() {
        for goal in Goal::ALL {
            assert_eq!(Goal::from_key(goal.key()), Some(goal));
            assert!(goal.key().bytes().all(|byte| byte.is_ascii_lowercase()));
        }
    }
}
