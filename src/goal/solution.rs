//! One way to each goal with the fewest acts, for teachers; native only. `tests/goals` checks that each reaches its goal at par.

use super::Goal;
use crate::model::command::Command::{
    AddServer, AddToCart, ClearCookies, Crash, KillStore, OpenPage, RemoveServer, Restart, SignIn, SignOut, ViewCart,
};
use crate::model::ids::{ClientId, ServerId, StoreId};
use crate::recording::Input;

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const CHULSOO: ClientId = ClientId(2);
const SERVER_1: ServerId = ServerId(0);
const SERVER_2: ServerId = ServerId(1);
const SERVER_3: ServerId = ServerId(2);
const STORE_1: StoreId = StoreId(0);

impl Goal {
    /// Inputs that reach the goal at par, under the settings of its strategy.
    pub fn solution(self) -> &'static [Input] {
        match self {
            Goal::Orphan => &ORPHAN,
            Goal::UnknownLogin => &UNKNOWN_LOGIN,
            Goal::Refused => &REFUSED,
            Goal::LoggedOut => &LOGGED_OUT,
            Goal::FoundAgain => &FOUND_AGAIN,
            Goal::OnlyBob => &ONLY_BOB,
            Goal::Crowd => &CROWD,
            Goal::Unnoticed => &UNNOTICED,
            Goal::OneItem => &ONE_ITEM,
            Goal::StaleRead => &STALE_READ,
            Goal::LostWrite => &LOST_WRITE,
            Goal::NewServers => &NEW_SERVERS,
            Goal::AllFail => &ALL_FAIL,
            Goal::LogoutUndone => &LOGOUT_UNDONE,
        }
    }
}

const ORPHAN: [Input; 2] = [Input::settled(SignIn(ALICE)), Input::settled(ClearCookies(ALICE))];

const UNKNOWN_LOGIN: [Input; 3] =
    [Input::settled(SignIn(ALICE)), Input::settled(Crash(SERVER_1)), Input::settled(Restart(SERVER_1))];

const REFUSED: [Input; 3] = [
    Input::settled(OpenPage(ALICE)),
    Input::after_us(100, OpenPage(BOB)),
    // One worker and one place in the queue are taken.
    Input::after_us(100, OpenPage(CHULSOO)),
];

const LOGGED_OUT: [Input; 2] = [Input::settled(SignIn(ALICE)), Input::settled(OpenPage(ALICE))];

const FOUND_AGAIN: [Input; 4] = [
    Input::settled(SignIn(ALICE)),
    Input::settled(OpenPage(ALICE)),
    Input::settled(OpenPage(ALICE)),
    // The turn is back at her server.
    Input::settled(OpenPage(ALICE)),
];

const ONLY_BOB: [Input; 4] = [
    Input::settled(SignIn(ALICE)),
    Input::settled(SignIn(BOB)),
    Input::settled(SignIn(CHULSOO)),
    Input::settled(Crash(SERVER_2)),
];

const CROWD: [Input; 6] = [
    Input::settled(SignIn(ALICE)),
    Input::settled(Crash(SERVER_2)),
    Input::settled(Crash(SERVER_3)),
    Input::settled(SignIn(BOB)),
    Input::settled(SignIn(CHULSOO)),
    Input::settled(Restart(SERVER_2)),
];

const UNNOTICED: [Input; 3] =
    [Input::settled(SignIn(ALICE)), Input::settled(Crash(SERVER_1)), Input::settled(OpenPage(ALICE))];

const ONE_ITEM: [Input; 3] = [
    Input::settled(SignIn(ALICE)),
    Input::settled(AddToCart(ALICE)),
    // Another member adds to its own copy, and one of the two changes is overwritten.
    Input::after_us(300, AddToCart(ALICE)),
];

const STALE_READ: [Input; 3] = [
    Input::settled(SignIn(ALICE)),
    Input::settled(AddToCart(ALICE)),
    // The request overtakes the copy.
    Input::after_us(2_700, ViewCart(ALICE)),
];

const LOST_WRITE: [Input; 3] = [
    Input::settled(SignIn(ALICE)),
    Input::settled(AddToCart(ALICE)),
    // The write is acknowledged, and not on the replica yet.
    Input::after_us(6_000, KillStore(STORE_1)),
];

const NEW_SERVERS: [Input; 6] = [
    Input::settled(SignIn(ALICE)),
    Input::settled(AddServer),
    Input::settled(RemoveServer(SERVER_1)),
    Input::settled(RemoveServer(SERVER_2)),
    Input::settled(RemoveServer(SERVER_3)),
    Input::settled(OpenPage(ALICE)),
];

const ALL_FAIL: [Input; 4] = [
    Input::settled(KillStore(STORE_1)),
    Input::settled(SignIn(ALICE)),
    Input::settled(SignIn(BOB)),
    Input::settled(SignIn(CHULSOO)),
];

const LOGOUT_UNDONE: [Input; 3] = [
    Input::settled(SignIn(ALICE)),
    Input::settled(SignOut(ALICE)),
    // The logout is acknowledged, and not on the replica yet.
    Input::after_us(6_000, KillStore(STORE_1)),
];
