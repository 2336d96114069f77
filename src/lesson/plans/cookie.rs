//! C1: a login creates a session, and the cookie leads back to it. C2: one server finds every session.

use super::{ALICE, BOB, asked, then};
use crate::goal::Goal;
use crate::lesson::Plan;
use crate::model::command::Command::{AddToCart, ClearCookies, OpenPage, SignIn, ViewCart};
use crate::question::Ask;
use crate::recording::Input;
use crate::strategy::Strategy;

pub const COOKIE: Plan = Plan {
    key: "cookie",
    strategy: Strategy::Single,
    tunings: &[],
    lead: &[],
    parts: &[
        then(&[Input::settled(SignIn(ALICE)), Input::settled(AddToCart(ALICE))]),
        // C2: each user has a session of their own, and the server finds each.
        then(&[Input::settled(SignIn(BOB))]),
        asked(Ask::Cart, &[Input::settled(ViewCart(BOB))]),
        // C1: without the cookie, the server cannot know whose request it is. The session remains.
        asked(Ask::Page, &[Input::settled(ClearCookies(ALICE)), Input::settled(OpenPage(ALICE))]),
    ],
    task: None,
    after: &[],
    goal: Some(Goal::Orphan),
    claims: &[1, 2],
};
