//! The next thing in a lesson, by the run alone. The commands of the plan are looked for in the run, in order; the reader's
//! own acts between them do not count. So the lesson goes on in whatever world the reader has made.

use super::plan::{Part, Plan, Task};
use crate::question::Ask;
use crate::recording::{Input, Recording};

/// The next thing in a lesson.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Next {
    /// Inputs, and the question before them.
    Inputs { ask: Option<Ask>, inputs: &'static [Input] },
    /// The reader's act.
    Task,
    /// Nothing: the lesson is done.
    End,
}

/// The next thing after a run.
pub(super) fn next(plan: &'static Plan, run: &Recording) -> Next {
    let mut from = 0;
    for input in plan.lead {
        match find(run, from, input) {
            Some(index) => from = index + 1,
            // A run without the lead is some other run. The parts then follow its end.
            None => break,
        }
    }
    let is_repeated = plan.repeated_with(run.config()).is_some();
    let asks = |part: &Part| part.ask.filter(|_| !(is_repeated && part.is_asked_once));
    if let Some(missing) = walk(plan.parts, asks, run, &mut from) {
        return missing;
    }
    if let Some(task) = plan.task {
        match done_before(task, run, from) {
            Some(inputs) => from = inputs,
            None => return Next::Task,
        }
    }
    walk(plan.after, asks, run, &mut from).unwrap_or(Next::End)
}

/// Looks for the inputs of `parts` from the input `from` on, and moves `from` behind them. Returns the first inputs that
/// are missing.
fn walk(
    parts: &'static [Part],
    asks: impl Fn(&Part) -> Option<Ask>,
    run: &Recording,
    from: &mut usize,
) -> Option<Next> {
    for part in parts {
        for (nth, input) in part.inputs.iter().enumerate() {
            let Some(index) = find(run, *from, input) else {
                // In the middle of a part, its question is over.
                let ask = asks(part).filter(|_| nth == 0);
                return Some(Next::Inputs { ask, inputs: &part.inputs[nth..] });
            };
            *from = index + 1;
        }
    }
    None
}

/// The index of the first input from `from` on that has the command of `input`.
fn find(run: &Recording, from: usize, input: &Input) -> Option<usize> {
    let later = run.inputs().get(from..)?;
    later.iter().position(|other| other.command == input.command).map(|offset| from + offset)
}

/// The number of inputs at which the task is done, if it is.
fn done_before(task: Task, run: &Recording, from: usize) -> Option<usize> {
    match task {
        Task::Set(tuning) => tuning.is_set(run.config()).then_some(from),
        Task::Act { is_done, .. } => {
            let first = if from == 0 { 0 } else { run.step_of_input(from - 1) + 1 };
            let step = (first..=run.last_step()).find(|step| is_done(run, *step))?;
            Some(run.inputs_until(step))
        }
    }
}
