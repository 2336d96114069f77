//! C7 and C8: the balancer's cookie leads a user back to the same server, from any address.

use super::{ALICE, BOB, asked, has};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{ChangeAddress, ClearCookies, OpenPage, SignIn};
use crate::model::fact::Fact;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::Strategy;

pub const BY_COOKIE: Plan = Plan {
    key: "bycookie",
    strategy: Strategy::Sticky,
    tunings: &[],
    lead: &[Input::settled(SignIn(ALICE)), Input::settled(SignIn(BOB))],
    parts: &[
        // C8: round robin would choose server 3.
        asked(Ask::Server, &[Input::settled(OpenPage(ALICE))]),
    ],
    // C7: a cookie survives a change of address.
    task: Some(Task::Act {
        input: Input::settled(ChangeAddress(ALICE)),
        is_done: |run, step| has(run, step, |fact| matches!(fact, Fact::AddressChanged { client: ALICE, .. })),
    }),
    after: &[
        asked(Ask::Server, &[Input::settled(OpenPage(ALICE))]),
        // Without its cookies, the browser is nobody's, and round robin has its turn.
        asked(Ask::Server, &[Input::settled(ClearCookies(ALICE)), Input::settled(OpenPage(ALICE))]),
    ],
    goal: Some(Goal::OnlyBob),
    claims: &[7, 8],
};
