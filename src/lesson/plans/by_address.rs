//! C7 and C10: stickiness by source address. Users behind one address load one server, and a new address leads to
//! another server. A cookie does neither.

use super::{ALICE, BOB, CHULSOO, asked, then};
use crate::goal::Goal;
use crate::lesson::{Plan, Task};
use crate::model::command::Command::{ChangeAddress, OpenPage, ShareAddress, SignIn};
use crate::model::config::Affinity;
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::{Strategy, Tuning};

pub const BY_ADDRESS: Plan = Plan {
    key: "byaddress",
    strategy: Strategy::Sticky,
    tunings: &[Tuning::Affinity(Affinity::Source)],
    lead: &[
        Input::settled(ShareAddress(ALICE)),
        Input::settled(ShareAddress(BOB)),
        Input::settled(ShareAddress(CHULSOO)),
        Input::settled(SignIn(ALICE)),
    ],
    parts: &[
        // C10: all three come from one address.
        asked(Ask::Server, &[Input::settled(SignIn(BOB))]),
        then(&[Input::settled(SignIn(CHULSOO))]),
        // C7: a phone that leaves the Wi-Fi has another address. The caption tells its server.
        then(&[Input::settled(ChangeAddress(BOB))]),
        asked(Ask::Page, &[Input::settled(OpenPage(BOB))]),
    ],
    task: Some(Task::Set(Tuning::Affinity(Affinity::Cookie))),
    after: &[],
    goal: Some(Goal::Crowd),
    claims: &[7, 10],
};
