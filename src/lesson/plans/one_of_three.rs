//! C4: one of three servers dies, and the others serve. The sessions on it are gone.

use super::{ALICE, BOB, CHULSOO, asked, stops_server_of};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{Crash, OpenPage, SignIn};
use crate::model::ids::ServerId;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::Strategy;

pub const ONE_OF_THREE: Plan = Plan {
    key: "oneofthree",
    strategy: Strategy::None,
    tunings: &[],
    lead: &[Input::settled(SignIn(ALICE)), Input::settled(SignIn(BOB)), Input::settled(SignIn(CHULSOO))],
    parts: &[],
    task: Some(Task::Act {
        input: Input::settled(Crash(ServerId(1))),
        is_done: |run, step| stops_server_of(run, step, BOB),
    }),
    after: &[
        // C4: the others serve, and Alice's server has its turn.
        asked(Ask::Page, &[Input::settled(OpenPage(ALICE))]),
        // It is the dead server's turn: the balancer tries another one at once. Nobody has Bob's session.
        asked(Ask::Page, &[Input::settled(OpenPage(BOB))]),
    ],
    goal: Some(Goal::LoggedOut),
    claims: &[4],
};
