//! C13, C14 and C16: a new member gets every session, and each change then goes to one server more.

use super::{ALICE, BOB, asked, has, then};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{AddServer, AddToCart, OpenPage, SignIn};
use crate::model::config::Setting;
use crate::model::fact::Fact;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

pub const NEW_MEMBER: Plan = Plan {
    key: "newmember",
    strategy: Strategy::Clustering,
    tunings: &[Tuning::Setting(Setting::Servers, 4)],
    lead: &[],
    parts: &[
        // C11 and C14: 2(N - 1) messages for a login.
        asked(Ask::Messages, &[Input::settled(SignIn(ALICE))]),
    ],
    // C16: it fetches all sessions before it serves.
    task: Some(Task::Act {
        input: Input::settled(AddServer),
        is_done: |run, step| has(run, step, |fact| matches!(fact, Fact::ServerAdded { member: true, .. })),
    }),
    after: &[
        // C13: the new member has the session too, though Alice logged in before it joined.
        asked(Ask::Copies, &[Input::settled(OpenPage(ALICE))]),
        // C14: two messages more for a login, and one more for a change.
        asked(Ask::Messages, &[Input::settled(SignIn(BOB))]),
        then(&[Input::settled(AddToCart(BOB))]),
    ],
    goal: Some(Goal::Unnoticed),
    claims: &[11, 13, 14, 16],
};
