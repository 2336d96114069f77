//! C15: a request that arrives before the copy reads an old session. R21: with synchronous copies it does not.

use super::{ALICE, BOB, asked};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{AddToCart, OpenPage, SignIn, ViewCart};
use crate::model::config::Setting;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

pub const OVERTAKEN: Plan = Plan {
    key: "overtaken",
    strategy: Strategy::Clustering,
    // Copies wait for so long that the reader can tell that 10 ms are less.
    tunings: &[Tuning::Setting(Setting::CopyDelay, 50_000)],
    lead: &[Input::settled(SignIn(ALICE))],
    parts: &[
        // C15: the second request reaches the next member before the copy does.
        asked(Ask::Cart, &[Input::settled(AddToCart(ALICE)), Input::after_us(10_000, ViewCart(ALICE))]),
        // Right after a login, the next member does not know the session at all.
        asked(Ask::Page, &[Input::settled(SignIn(BOB)), Input::after_us(10_000, OpenPage(BOB))]),
    ],
    task: Some(Task::Set(Tuning::Setting(Setting::CopySync, 1))),
    after: &[],
    goal: Some(Goal::StaleRead),
    claims: &[15],
};
