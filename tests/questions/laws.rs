//! Laws of one question.

use std::collections::BTreeSet;

use sessionscope::model::fact::Fact;
use sessionscope::model::time::SimDuration;
use sessionscope::question::{Answer, Ask, Question};
use sessionscope::recording::{Input, Recording, When};
use sessionscope::text::{self, Language, lesson as texts};

use crate::generate::Case;
use crate::truth;

/// Checks the answers, the reason and the moment of the outcome.
///
/// # Errors
/// Description of the contradiction.
pub fn check(case: &Case, run: &Recording, later: &Recording, question: &Question) -> Result<(), String> {
    answers_differ(question)?;
    answers_do_not_depend_on_the_outcome(case, run, question)?;
    reason_belongs_to_the_question(run, later, question)?;
    outcome_is_seen_when_it_is_decided(case, run, later, question)
}

fn answers_differ(question: &Question) -> Result<(), String> {
    let answers = &question.answers;
    let is_different = answers.iter().collect::<BTreeSet<&Answer>>().len() == answers.len();
    let is_said_differently = Language::ALL.iter().all(|language| {
        answers.iter().map(|answer| texts::answer(*language, answer)).collect::<BTreeSet<String>>().len()
            == answers.len()
    });
    let is_fine = answers.len() > 1 && is_different && is_said_differently;
    is_fine.then_some(()).ok_or_else(|| format!("answers mean the same: {answers:?}"))
}

/// The same commands at other times can end in another way. The answers are the same.
fn answers_do_not_depend_on_the_outcome(case: &Case, run: &Recording, question: &Question) -> Result<(), String> {
    let after = |us| When::After(SimDuration::from_us(us));
    for when in [When::Settled, after(300), after(3_000_000)] {
        let next: Vec<Input> = case.next.iter().map(|input| Input { when, ..*input }).collect();
        if let Some(other) = Question::about(run, &next, question.ask)
            && other.answers != question.answers
        {
            return Err(format!("{:?} or, at other times, {:?}", question.answers, other.answers));
        }
    }
    Ok(())
}

fn reason_belongs_to_the_question(run: &Recording, later: &Recording, question: &Question) -> Result<(), String> {
    let index = question.reason;
    let fact = later.facts().get(index).filter(|_| index >= run.facts().len());
    let fact = fact.ok_or("the reason is no fact of the inputs")?.fact;
    let belongs = match question.ask {
        // An acknowledged write that was lost is the reason for the cart that is left.
        Ask::Page | Ask::Cart | Ask::Messages | Ask::Copies => {
            fact.client() == question.request.map(|request| request.client)
        }
        Ask::Server => fact.request() == question.request,
        Ask::LostSessions => true,
    };
    let contradicts = match question.right_answer() {
        Answer::LoginForm => matches!(fact, Fact::SessionFound { .. }),
        Answer::LoggedIn | Answer::Items(_) => matches!(fact, Fact::SessionNotFound { .. } | Fact::NoCookieSent { .. }),
        Answer::Error => matches!(fact, Fact::SessionFound { .. } | Fact::SessionNotFound { .. }),
        _ => false,
    };
    let world = &later.frame(later.step_of_fact(index)).world;
    let is_told = Language::ALL.iter().all(|language| !text::fact(*language, &fact, world).plain().is_empty());
    let is_fine = belongs && !contradicts && is_told;
    is_fine.then_some(()).ok_or_else(|| format!("{fact:?} gives no reason for {:?}", question.right_answer()))
}

/// The first step that decides the question has the outcome already, and none before it decides it.
fn outcome_is_seen_when_it_is_decided(
    case: &Case,
    run: &Recording,
    later: &Recording,
    question: &Question,
) -> Result<(), String> {
    let first = run.last_step() + 1;
    if question.is_decided(later, first - 1) {
        return Err("it is decided before its inputs".into());
    }
    let decided = (first..=later.last_step()).find(|step| question.is_decided(later, *step));
    let decided = decided.ok_or("it is never decided")?;
    let seen = truth::until(decided, run, later, &case.next, question.ask);
    let is_right = seen.as_ref() == Some(question.right_answer());
    is_right.then_some(()).ok_or_else(|| format!("at step {decided} it is {seen:?}"))
}
