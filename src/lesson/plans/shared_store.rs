//! C17: the sessions are in a store beside the servers. C18: a new server needs only its address.

use super::{ALICE, asked, has};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{AddServer, AddToCart, Crash, OpenPage, SignIn, ViewCart};
use crate::model::config::Setting;
use crate::model::fact::Fact;
use crate::model::ids::ServerId;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

pub const SHARED_STORE: Plan = Plan {
    key: "sharedstore",
    strategy: Strategy::Storage,
    tunings: &[Tuning::Setting(Setting::Replica, 0)],
    lead: &[Input::settled(SignIn(ALICE))],
    parts: &[
        asked(Ask::Cart, &[Input::settled(AddToCart(ALICE))]),
        // R30: the sessions are not on the server.
        asked(Ask::LostSessions, &[Input::settled(Crash(ServerId(0)))]),
    ],
    task: Some(Task::Act {
        input: Input::settled(AddServer),
        is_done: |run, step| has(run, step, |fact| matches!(fact, Fact::ServerAdded { .. })),
    }),
    after: &[
        // C18: the new server has its turn after server 3, and finds the session.
        asked(Ask::Cart, &[Input::settled(OpenPage(ALICE)), Input::settled(ViewCart(ALICE))]),
    ],
    goal: Some(Goal::NewServers),
    claims: &[17, 18],
};
