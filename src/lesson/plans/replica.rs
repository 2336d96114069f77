//! C22: a write that the replica never got is lost with the primary. R32: waiting for the replica saves it, at the price
//! of a round trip.

use super::{ALICE, asked};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{AddToCart, CutPower, SignIn, ViewCart, Wait};
use crate::model::config::Setting;
use crate::model::ids::StoreId;
use crate::model::time::SimDuration;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

pub const REPLICA: Plan = Plan {
    key: "replica",
    strategy: Strategy::Storage,
    // A replica in another region: the reader can tell that 10 ms are less.
    tunings: &[Tuning::Setting(Setting::ReplicaLag, 50_000)],
    lead: &[Input::settled(SignIn(ALICE)), Input::settled(AddToCart(ALICE))],
    parts: &[
        // The primary dies before the replica has the second item. Without `WAIT 1`, the item is confirmed by then; with
        // it, the user gets an error.
        asked(Ask::Cart, &[Input::settled(AddToCart(ALICE)), Input::after_us(10_000, CutPower(StoreId(0)))]),
        asked(Ask::Cart, &[Input::settled(Wait(SimDuration::from_s(7))), Input::settled(ViewCart(ALICE))]),
    ],
    task: Some(Task::Set(Tuning::Setting(Setting::ReplicaWait, 1))),
    after: &[],
    goal: Some(Goal::LostWrite),
    claims: &[22],
};
