//! C5: with a second server, a user who is logged in gets the login form. C6: under each of the three remedies, the same
//! requests find the session.

use super::{ALICE, asked, has};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{OpenPage, SignIn};
use crate::model::fact::Fact;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::Strategy;

pub const LOGGED_OUT: Plan = Plan {
    key: "loggedout",
    strategy: Strategy::None,
    tunings: &[],
    lead: &[Input::settled(SignIn(ALICE))],
    // C5: the second server does not know the session.
    parts: &[asked(Ask::Page, &[Input::settled(OpenPage(ALICE))])],
    // R37: the new login overwrites the cookie.
    task: Some(Task::Act {
        input: Input::settled(SignIn(ALICE)),
        is_done: |run, step| {
            has(run, step, |fact| matches!(fact, Fact::CookieStored { client: ALICE, replaced: Some(_), .. }))
        },
    }),
    after: &[
        // Server 1 still has the old session, which the cookie no longer names.
        asked(Ask::Page, &[Input::settled(OpenPage(ALICE))]),
        asked(Ask::Server, &[Input::settled(OpenPage(ALICE))]),
        // Server 3 has had the new session all along.
        asked(Ask::Page, &[Input::settled(OpenPage(ALICE))]),
    ],
    goal: Some(Goal::FoundAgain),
    claims: &[5, 6],
};
