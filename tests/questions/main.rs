//! Questions over random runs: any config, any inputs before, any inputs next. The right answer is what then happens,
//! found here by another way than in `question::outcome`; and the offered answers tell nothing of it.
//!
//! `SESSIONSCOPE_RUNS=1000000 cargo test --profile fuzz --test questions` asks about a million runs.

#[path = "../support/mod.rs"]
mod support;

mod any_msgs;
mod generate;
mod hidden;
mod laws;
mod predicting;
mod truth;

use std::collections::BTreeMap;
use std::sync::Mutex;

use sessionscope::question::{Ask, Question};

use generate::Case;
use support::parallel::{for_each_below, number};

/// Number of runs of a plain `cargo test`.
const SAMPLE: u64 = 10_000;
/// Number of shown problems.
const SHOWN: usize = 5;

/// Questions of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Count {
    /// Questions that make sense.
    asked: usize,
    /// Outcomes that no answer tells, so that nothing was asked.
    untold: usize,
    /// Questions whose right answer is not the first.
    later: usize,
}

#[test]
fn right_answer_is_what_then_happens() {
    let runs = number("SESSIONSCOPE_RUNS", SAMPLE);
    let found = Mutex::new((BTreeMap::<usize, Count>::new(), Vec::new()));
    for_each_below(runs, |seed| {
        let outcomes = asked_about(&generate::case(seed));
        let (counts, problems) = &mut *found.lock().expect("no other thread panicked");
        for (ask, outcome) in outcomes.into_iter().enumerate() {
            let count = counts.entry(ask).or_default();
            match outcome {
                Ok(None) => {}
                Ok(Some(Asked { is_told: false, .. })) => count.untold += 1,
                Ok(Some(Asked { right, .. })) => {
                    count.asked += 1;
                    count.later += usize::from(right > 0);
                }
                Err(problem) => problems.push(format!("seed {seed}, {:?}: {problem}", Ask::ALL[ask])),
            }
        }
    });
    let (counts, problems) = found.into_inner().expect("no thread panicked");
    let shown: Vec<&String> = problems.iter().take(SHOWN).collect();
    assert!(problems.is_empty(), "{} problems: {shown:#?}", problems.len());
    println!("{counts:?}");
    for (ask, count) in counts {
        let ask = Ask::ALL[ask];
        assert!(count.asked as u64 > runs / 20, "{ask:?} is asked too rarely: {count:?}");
        assert!(count.untold * 1_000 <= count.asked, "{ask:?} misses outcomes: {count:?}");
        assert!(count.later * 20 > count.asked, "{ask:?} has its right answer first: {count:?}");
    }
}

/// An outcome of a case.
struct Asked {
    /// True if an answer tells it.
    is_told: bool,
    /// Index of that answer.
    right: usize,
}

/// The outcome of a case for each kind of question; `None` if the question makes no sense there.
fn asked_about(case: &Case) -> [Result<Option<Asked>, String>; Ask::ALL.len()] {
    let (run, later) = case.runs();
    Ask::ALL.map(|ask| {
        let truth = truth::of(&run, &later, &case.next, ask);
        let question = Question::about(&run, &case.next, ask);
        match (truth, question) {
            (None, None) => Ok(None),
            (None, Some(question)) => Err(format!("{question:?} makes no sense in {case}")),
            (Some(_), None) => Ok(Some(Asked { is_told: false, right: 0 })),
            (Some(truth), Some(question)) if truth != *question.right_answer() => {
                Err(format!("{truth:?} happens, and not {:?}, in {case}", question.right_answer()))
            }
            (Some(_), Some(question)) => {
                laws::check(case, &run, &later, &question).map_err(|problem| format!("{problem}, in {case}"))?;
                Ok(Some(Asked { is_told: true, right: question.right }))
            }
        }
    })
}
