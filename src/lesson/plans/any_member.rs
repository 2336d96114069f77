//! C11: each change goes to every other member. C12: any member can answer. A crash loses nothing that was copied, and
//! loses the change that was not. C13: each member has a copy.

use super::{ALICE, asked, stops_server_of, then};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{AddToCart, Crash, SignIn, ToServerOf, ViewCart};
use crate::model::command::ServerAction;
use crate::model::config::Setting;
use crate::model::ids::ServerId;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

pub const ANY_MEMBER: Plan = Plan {
    key: "anymember",
    strategy: Strategy::Clustering,
    // Copies wait for so long that the reader can tell that 10 ms are less.
    tunings: &[Tuning::Setting(Setting::Servers, 4), Tuning::Setting(Setting::CopyDelay, 50_000)],
    lead: &[],
    parts: &[
        // C13: N copies.
        then(&[Input::settled(SignIn(ALICE))]),
        // C11: N - 1 messages. C12: the next member knows the session already.
        asked(Ask::Messages, &[Input::settled(AddToCart(ALICE))]),
    ],
    task: Some(Task::Act {
        input: Input::settled(Crash(ServerId(0))),
        is_done: |run, step| stops_server_of(run, step, ALICE),
    }),
    after: &[
        // C12: the first item was copied. The second one was not: its server dies before it has sent the copies.
        asked(
            Ask::Cart,
            &[
                Input::settled(AddToCart(ALICE)),
                Input::after_us(10_000, ToServerOf(ALICE, ServerAction::Crash)),
                Input::settled(ViewCart(ALICE)),
            ],
        ),
    ],
    goal: Some(Goal::OneItem),
    claims: &[11, 12, 13],
};
