//! Texts of goals: complete and well formed in both languages, and different for each goal.

use std::collections::HashSet;

use super::fault;
use crate::goal::Goal;
use crate::text::{Language, goal};

#[test]
fn goals_are_told_in_both_languages_in_well_formed_sentences() {
    for language in Language::ALL {
        let mut tasks = HashSet::new();
        for each in Goal::ALL {
            let task = goal::task(language, each);
            let mut sentences = vec![goal::condition(language, each), goal::reached(language, each)];
            sentences.extend(goal::hints(language, each));
            for text in sentences.iter().chain([&task]) {
                assert_eq!(fault(language, text), None, "{text}");
                // A task and a hint ask for something.
                assert!(text.ends_with(['.', '?']) && text.matches(". ").count() < 2, "{text}");
            }
            assert!(task.chars().count() <= 60, "{task}");
            assert!(tasks.insert(task), "each goal has a task of its own");
        }
    }
}

#[test]
fn labels_of_goals_follow_the_counts() {
    for language in Language::ALL {
        let labels = [
            goal::heading(language, Goal::OnlyBob, false),
            goal::heading(language, Goal::OnlyBob, true),
            goal::acts(language, 5, Some(4)),
            goal::acts(language, 5, None),
            goal::acts_of_reached(language, 4, Some(4)),
            goal::acts_of_reached(language, 5, Some(4)),
            goal::acts_of_reached(language, 5, None),
            goal::mark(language, 4),
            goal::list(language, 2, 14),
            goal::more_hints(language, 1, 2),
        ];
        for label in &labels {
            assert_eq!(fault(language, label), None, "{label}");
        }
        assert_eq!(labels.iter().collect::<HashSet<_>>().len(), labels.len());
        assert!(goal::acts(language, 5, Some(4)).contains('5') && goal::acts(language, 5, Some(4)).contains('4'));
    }
}
