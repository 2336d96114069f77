//! Goals of free play: the reader's present goal, and the list of all goals.

use crate::goal::{Goal, Record};
use crate::strategy::Strategy;
use crate::text::{goal as texts, strategy_name};

use super::Look;

/// The reader's present goal and the way so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pursuit {
    /// The goal.
    pub goal: Goal,
    /// Number of hints that the reader asked for.
    pub hints: usize,
    /// The step that reaches it, if the playhead has passed that step.
    pub reached: Option<usize>,
}

/// The rows of the present goal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoalCard {
    /// The task.
    pub task: String,
    /// The condition by which it is checked.
    pub condition: String,
    /// Number of acts.
    pub acts: String,
    /// The result; `None` before the goal is reached.
    pub result: Option<String>,
    /// Hints that the reader asked for.
    pub hints: Vec<String>,
    /// Label of the button for one more hint; `None` if all are shown.
    pub more_hints: Option<String>,
}

/// The rows of the present goal. The par is left out if the reader has changed settings.
pub fn goal_card(look: Look<'_>, pursuit: Pursuit) -> GoalCard {
    let Look { recording, step, language, .. } = look;
    let Pursuit { goal, hints: shown, reached } = pursuit;
    let acts = recording.inputs_until(reached.unwrap_or(step));
    let par = (*recording.config() == goal.strategy().config()).then(|| goal.par());
    let mut hints = texts::hints(language, goal);
    let all = hints.len();
    hints.truncate(shown);
    GoalCard {
        task: texts::task(language, goal),
        condition: texts::condition(language, goal),
        acts: match reached {
            Some(_) => texts::acts_of_reached(language, acts, par),
            None => texts::acts(language, acts, par),
        },
        result: reached.map(|_| texts::reached(language, goal)),
        more_hints: (hints.len() < all).then(|| texts::more_hints(language, hints.len(), all)),
        hints,
    }
}

/// The list of goals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoalList {
    /// Heading with the number of reached goals.
    pub title: String,
    /// Goals by strategy, with the strategy's name.
    pub groups: Vec<(&'static str, Vec<GoalRow>)>,
}

/// One goal of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoalRow {
    /// The goal.
    pub goal: Goal,
    /// The task.
    pub task: String,
    /// Mark of a reached goal.
    pub mark: Option<String>,
    /// True for the present goal.
    pub chosen: bool,
}

/// The goals that the reader can choose: all, or with a locked strategy those of `only`.
pub fn goal_list(look: Look<'_>, present: Option<Goal>, record: &Record, only: Option<Strategy>) -> GoalList {
    let Look { language, .. } = look;
    let row = |goal: Goal| GoalRow {
        goal,
        task: texts::task(language, goal),
        mark: record.acts(goal).map(|acts| texts::mark(language, acts)),
        chosen: present == Some(goal),
    };
    let mut groups = Vec::new();
    let mut all = 0;
    let mut reached = 0;
    for strategy in Strategy::ALL.into_iter().filter(|strategy| only.is_none_or(|only| only == *strategy)) {
        let goals = Goal::ALL.into_iter().filter(|goal| goal.strategy() == strategy);
        let rows: Vec<GoalRow> = goals.map(row).collect();
        all += rows.len();
        reached += rows.iter().filter(|row| row.mark.is_some()).count();
        groups.push((strategy_name(language, strategy), rows));
    }
    GoalList { title: texts::list(language, reached, all), groups }
}
