//! C15: a request that arrives before the copy reads an old session. R21: with synchronous copies it does not.

use super::{ALICE, asked};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{AddToCart, SignIn, ViewCart};
use crate::model::config::Setting;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

pub const OVERTAKEN: Plan = Plan {
    key: "overtaken",
    strategy: Strategy::Clustering,
    tunings: &[],
    lead: &[Input::settled(SignIn(ALICE))],
    parts: &[
        // C15: the second request reaches the next member before the copy does ...
        asked(Ask::Cart, &[Input::settled(AddToCart(ALICE)), Input::after_us(2_700, ViewCart(ALICE))]),
        // ... and a moment later the copy is there.
        asked(Ask::Cart, &[Input::settled(ViewCart(ALICE))]),
    ],
    task: Some(Task::Set(Tuning::Setting(Setting::CopySync, 1))),
    after: &[],
    goal: Some(Goal::StaleRead),
    claims: &[15],
};
