//! Questions about the next inputs of a run. Everything in a question follows from the run: the answers are the things
//! that can happen in the world as it is, and the right one is found by running the inputs on a copy. `text::question`
//! has the words.

mod answers;
mod fate;
mod outcome;

use crate::model::command::Command;
use crate::model::fact::TimedFact;
use crate::model::http::Action;
use crate::model::ids::{ClientId, RequestId, ServerId};
use crate::recording::{Input, Recording};

pub use fate::Fate;

/// The kinds of question.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ask {
    /// The server that looks the session up.
    Server,
    /// The kind of page that the user gets.
    Page,
    /// Number of items in the cart that the user sees.
    Cart,
    /// The users whose sessions are gone afterwards, so that they have to log in again.
    LostSessions,
    /// Number of messages that servers send each other.
    Messages,
    /// Number of servers that have the user's session afterwards.
    Copies,
}

impl Ask {
    /// All kinds.
    pub const ALL: [Ask; 6] = [Ask::Server, Ask::Page, Ask::Cart, Ask::LostSessions, Ask::Messages, Ask::Copies];
}

/// An answer. Two answers of a question never mean the same.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Answer {
    /// This server.
    Server(ServerId),
    /// No server.
    NoServer,
    /// A page for a logged-in user.
    LoggedIn,
    /// A cart with this number of items.
    Items(u16),
    /// The login form.
    LoginForm,
    /// An error page, or no page at all.
    Error,
    /// These users, in order of their names; nobody if the list is empty.
    Users(Vec<ClientId>),
    /// This number of messages.
    Messages(u32),
    /// This number of servers.
    Copies(u32),
}

/// A question about inputs that a run does not have yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The kind.
    pub ask: Ask,
    /// The inputs that it is about.
    pub about: Vec<Input>,
    /// Number of inputs of the run before them.
    pub inputs: usize,
    /// The request that it is about; `None` for [`Ask::LostSessions`].
    pub request: Option<RequestId>,
    /// The offered answers: two or more, each of which could happen.
    pub answers: Vec<Answer>,
    /// Index of the right answer.
    pub right: usize,
    /// Index of the fact that gives the reason, in the run with these inputs.
    pub reason: usize,
    /// Number of facts before the inputs.
    facts: usize,
    /// The facts of the inputs up to the outcome.
    outcome: Vec<TimedFact>,
}

impl Question {
    /// The question about `inputs` at the end of a run. `None` if it makes no sense there: there is no such request,
    /// nobody who could lose a session by a stop, or an outcome that nobody could expect.
    pub fn about(run: &Recording, inputs: &[Input], ask: Ask) -> Option<Question> {
        let mut later = run.clone();
        later.continue_with(inputs).ok()?;
        let commands: Vec<Command> = inputs.iter().map(|input| input.command).collect();
        let mut answers = answers::offered(&run.frame(run.last_step()).world, &commands, ask);
        answers.sort();
        answers.dedup();
        let outcome = outcome::of(run, &later, &commands, ask)?;
        // Without the right answer there is no question: an answer that is only there when it is right gives itself away.
        let right = answers.iter().position(|answer| *answer == outcome.answer)?;
        let question = Question {
            ask,
            about: inputs.to_vec(),
            inputs: run.inputs().len(),
            request: outcome.request,
            answers,
            right,
            reason: outcome.reason,
            facts: run.facts().len(),
            outcome: later.facts()[run.facts().len()..=outcome.decided].to_vec(),
        };
        (question.answers.len() > 1).then_some(question)
    }

    /// Index of the fact that decides, in the run with these inputs.
    pub fn decided(&self) -> usize {
        self.facts + self.outcome.len() - 1
    }

    /// True if a run has shown the outcome up to this step. False for ever in a run that has turned elsewhere, by an act
    /// in the middle of the inputs or by another setting.
    pub fn is_decided(&self, run: &Recording, step: usize) -> bool {
        let facts = run.facts_until(step).get(self.facts..);
        facts.is_some_and(|facts| facts.starts_with(&self.outcome))
    }

    /// True if the request that the question is about adds an item to a cart.
    pub fn is_about_change(&self) -> bool {
        let commands: Vec<Command> = self.about.iter().map(|input| input.command).collect();
        matches!(answers::last_request(&commands), Some((_, Action::AddToCart)))
    }

    /// The right answer.
    pub fn right_answer(&self) -> &Answer {
        &self.answers[self.right]
    }
}

/// The reader's reply to a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reply {
    /// The answer at this index.
    Answer(usize),
    /// "Not sure yet".
    NotSure,
    /// Gone on without an answer.
    Skipped,
}

/// A question with its reply.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replied {
    /// The question.
    pub question: Question,
    /// The reply.
    pub reply: Reply,
}

impl Replied {
    /// True if the reply is the right answer.
    pub fn is_right(&self) -> bool {
        self.reply == Reply::Answer(self.question.right)
    }

    /// The answer that the reader chose.
    pub fn chosen(&self) -> Option<&Answer> {
        match self.reply {
            Reply::Answer(index) => self.question.answers.get(index),
            Reply::NotSure | Reply::Skipped => None,
        }
    }
}

/// An answer of the reader beside the run, from the reply until the reader goes on from its result.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Prediction<'a> {
    /// The question with its reply.
    pub replied: &'a Replied,
    /// True if the outcome is shown.
    pub is_decided: bool,
}
