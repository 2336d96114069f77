//! C3: a stronger machine takes more load, and is still one machine: until it is back, the service stops.

use super::{ALICE, BOB, asked, has};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{Crash, OpenPage, Restart, SignIn, Upgrade};
use crate::model::config::Setting;
use crate::model::fact::Fact;
use crate::model::ids::ServerId;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

pub const ONE_MACHINE: Plan = Plan {
    key: "onemachine",
    strategy: Strategy::Single,
    tunings: &[Tuning::Setting(Setting::Queue, 0)],
    lead: &[],
    parts: &[
        // One worker and no queue: the second request at once is too much.
        asked(Ask::Page, &[Input::settled(SignIn(ALICE)), Input::after_us(100, SignIn(BOB))]),
    ],
    task: Some(Task::Act {
        input: Input::settled(Upgrade(ServerId(0))),
        is_done: |run, step| has(run, step, |fact| matches!(fact, Fact::ServerUpgraded { .. })),
    }),
    after: &[
        asked(Ask::Page, &[Input::settled(OpenPage(ALICE)), Input::after_us(100, SignIn(BOB))]),
        // It is still the only one ...
        asked(Ask::Page, &[Input::settled(Crash(ServerId(0))), Input::settled(OpenPage(ALICE))]),
        // ... and comes back with an empty memory.
        asked(Ask::Page, &[Input::settled(Restart(ServerId(0))), Input::settled(OpenPage(ALICE))]),
    ],
    goal: Some(Goal::Refused),
    claims: &[3],
};
