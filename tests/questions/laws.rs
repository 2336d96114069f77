//! Laws of one question.

use std::collections::BTreeSet;

use sessionscope::model::fact::Fact;
use sessionscope::model::ids::{ClientId, Holder, ServerId, StoreId};
use sessionscope::model::time::SimDuration;
use sessionscope::question::{Answer, Ask, Fate, Question};
use sessionscope::recording::{Input, Recording, When};
use sessionscope::text::{Language, lesson as texts};

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
    fates_are_the_answer(later, question)?;
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
    let is_told = Language::ALL.iter().all(|language| !texts::reason(*language, question, later).is_empty());
    let is_fine = belongs && !contradicts && is_told;
    is_fine.then_some(()).ok_or_else(|| format!("{fact:?} gives no reason for {:?}", question.right_answer()))
}

/// The users of the right answer are those whose sessions are gone. Every other session is where it is told to be.
fn fates_are_the_answer(later: &Recording, question: &Question) -> Result<(), String> {
    let fates = question.fates(later);
    let Answer::Users(users) = question.right_answer() else {
        return fates.is_empty().then_some(()).ok_or_else(|| format!("{fates:?} for another question"));
    };
    let lost = fates.iter().filter_map(|fate| match fate {
        Fate::Lost(client, _) => Some(*client),
        _ => None,
    });
    let world = &later.frame(later.step_of_fact(question.decided())).world;
    let session = |client: ClientId| world.client(client).and_then(|client| client.session());
    let on_server = |server: &ServerId, id| world.server(*server).is_some_and(|server| server.table.get(id).is_some());
    let in_store = |store: &StoreId, id| world.store(*store).is_some_and(|store| store.surviving().get(id).is_some());
    let is_true = |fate: &Fate| match fate {
        Fate::Lost(client, holder) => session(*client).is_some_and(|id| match holder {
            Holder::Server(server) => {
                world.server(*server).is_none_or(|server| !server.is_up()) || !on_server(server, id)
            }
            Holder::Store(_) => world.holder_of(id).is_none(),
        }),
        Fate::OnServers(client, servers) => {
            !servers.is_empty() && session(*client).is_some_and(|id| servers.iter().all(|server| on_server(server, id)))
        }
        Fate::InStore(client, store) | Fate::OnReplica(client, store) | Fate::OnDisk(client, store) => {
            session(*client).is_some_and(|id| in_store(store, id))
        }
    };
    let is_fine = lost.eq(users.iter().copied()) && fates.iter().all(is_true);
    is_fine.then_some(()).ok_or_else(|| format!("{fates:?}, but the answer is {users:?}"))
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
