//! C19 to C21: the store loses its power. In memory everything is gone, on disk it is not. Until the store is back, no
//! server can serve.

use super::{ALICE, asked, asked_once};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{AddToCart, CutPower, OpenPage, RestartStore, SignIn, ViewCart};
use crate::model::config::{Sessions, Setting, StoreKind};
use crate::model::ids::StoreId;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

pub const POWER_CUT: Plan = Plan {
    key: "powercut",
    strategy: Strategy::Storage,
    tunings: &[Tuning::Setting(Setting::Replica, 0)],
    lead: &[Input::settled(SignIn(ALICE)), Input::settled(AddToCart(ALICE))],
    parts: &[
        // C20: memory forgets.
        asked(Ask::LostSessions, &[Input::settled(CutPower(StoreId(0)))]),
        // C21: the store is a single point of failure.
        asked_once(Ask::Page, &[Input::settled(OpenPage(ALICE))]),
        asked(Ask::Page, &[Input::settled(RestartStore(StoreId(0))), Input::settled(ViewCart(ALICE))]),
    ],
    // C19: a disk does not forget, and each write takes longer.
    task: Some(Task::Set(Tuning::Sessions(Sessions::Shared(StoreKind::Disk)))),
    after: &[],
    goal: Some(Goal::AllFail),
    claims: &[19, 20, 21],
};
