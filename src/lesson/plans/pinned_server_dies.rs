//! C9: a dead server takes the sessions of exactly its users. R11: with a cookie, they stay with their new server when it
//! is back. R15: by source address, they are moved back and have to log in once more.

use super::{ALICE, BOB, asked, asked_once, then};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{Crash, OpenPage, Restart, SignIn, Wait};
use crate::model::config::Affinity;
use crate::model::ids::ServerId;
use crate::model::time::SimDuration;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

/// Bob's server, by his cookie and by his address.
const BOBS: ServerId = ServerId(1);
/// Time for the balancer to notice the crash or the restart.
const CHECKS: SimDuration = SimDuration::from_s(7);

pub const PINNED_SERVER_DIES: Plan = Plan {
    key: "pinneddies",
    strategy: Strategy::Sticky,
    tunings: &[],
    lead: &[Input::settled(SignIn(ALICE)), Input::settled(SignIn(BOB))],
    parts: &[
        // C9: exactly the users of that server.
        asked_once(Ask::LostSessions, &[Input::settled(Crash(BOBS))]),
        then(&[Input::settled(Wait(CHECKS)), Input::settled(SignIn(BOB))]),
        // R11 and R15: the cookie names the new server now; the address leads back to the old one.
        asked(Ask::Page, &[Input::settled(Restart(BOBS)), Input::settled(Wait(CHECKS)), Input::settled(OpenPage(BOB))]),
    ],
    task: Some(Task::Set(Tuning::Affinity(Affinity::Source))),
    after: &[],
    goal: Some(Goal::OnlyBob),
    claims: &[9],
};
