//! The prepared script of each strategy. Comments name the claims that the inputs show.

use crate::model::command::Command::{
    AddServer, AddToCart, ChangeAddress, Crash, CutPower, KillStore, OpenPage, Restart, RestartStore, SignIn, Upgrade,
    ViewCart, Wait,
};
use crate::model::ids::{ClientId, ServerId, StoreId};
use crate::model::time::SimDuration;
use crate::recording::Input;

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const CHULSOO: ClientId = ClientId(2);

/// C1 and C2, then C3: overload, upgrade, crash.
pub(super) const SINGLE: &[Input] = &[
    // C1: the server creates a session. The browser stores its id and sends it with each request.
    Input::settled(SignIn(ALICE)),
    Input::settled(AddToCart(ALICE)),
    Input::settled(OpenPage(ALICE)),
    // C2: other people sign in, and the server finds each session every time.
    Input::settled(SignIn(BOB)),
    Input::settled(SignIn(CHULSOO)),
    // C3: three requests at once are too many for one worker and a queue of one ...
    Input::settled(OpenPage(ALICE)),
    Input::after_us(100, OpenPage(BOB)),
    Input::after_us(100, OpenPage(CHULSOO)),
    // ... an upgraded server takes all three ...
    Input::settled(Upgrade(ServerId(0))),
    Input::settled(OpenPage(ALICE)),
    Input::after_us(100, OpenPage(BOB)),
    Input::after_us(100, OpenPage(CHULSOO)),
    // ... and is still the only one: when it crashes, the service stops, and all sessions are lost.
    Input::settled(Crash(ServerId(0))),
    Input::settled(OpenPage(ALICE)),
    Input::settled(Restart(ServerId(0))),
    Input::settled(OpenPage(ALICE)),
];

/// C5: a user is logged in at one server and unknown at the next. C4: one of three servers crashes, the others serve.
pub(super) const NONE: &[Input] = &[
    // Three people sign in; each session is on another server.
    Input::settled(SignIn(ALICE)),
    Input::settled(SignIn(BOB)),
    Input::settled(SignIn(CHULSOO)),
    // Round robin happens to choose Alice's server, so she is served.
    Input::settled(OpenPage(ALICE)),
    // The next server does not have her session: she gets the login form.
    Input::settled(OpenPage(ALICE)),
    // She logs in, at one more server: the new cookie overwrites the old one, whose session is an orphan.
    Input::settled(SignIn(ALICE)),
    // Round robin goes on to a server that does not have the new session either.
    Input::settled(OpenPage(ALICE)),
    // Bob has a server of his own, and today its turn.
    Input::settled(OpenPage(BOB)),
    // One server crashes, and only its sessions are lost. A request that is routed there goes to the next one at once.
    Input::settled(Crash(ServerId(2))),
    Input::settled(OpenPage(BOB)),
    // Round robin returns to Bob's server, which has had the session all the time.
    Input::settled(OpenPage(BOB)),
];

/// C7 to C9: the cookie leads a client to the same server, also from another address, until that server crashes. C10:
/// all load of one busy client is on one server.
pub(super) const STICKY: &[Input] = &[
    Input::settled(SignIn(ALICE)),
    Input::settled(SignIn(BOB)),
    Input::settled(SignIn(CHULSOO)),
    // C8: Alice gets back to her server, since the cookie goes before round robin ...
    Input::settled(OpenPage(ALICE)),
    // ... C7: also from another network, since the cookie names the server.
    Input::settled(ChangeAddress(ALICE)),
    Input::settled(AddToCart(ALICE)),
    // C9: her server crashes, and only the sessions on it are lost.
    Input::settled(Crash(ServerId(0))),
    Input::settled(OpenPage(ALICE)),
    Input::settled(OpenPage(BOB)),
    Input::settled(SignIn(ALICE)),
    // R11: it restarts without sessions, and she stays with her new server.
    Input::settled(Restart(ServerId(0))),
    Input::settled(Wait(SimDuration::from_s(7))),
    Input::settled(OpenPage(ALICE)),
    // C10: many requests of one client all load one server.
    Input::settled(OpenPage(ALICE)),
    Input::after_us(200, OpenPage(ALICE)),
    Input::after_us(200, OpenPage(ALICE)),
];

/// C11 to C16: copies for every member, a request that overtakes a copy, a crash without a loss, a crash that loses a
/// write, and a new member that first loads all sessions.
pub(super) const CLUSTERING: &[Input] = &[
    // C11: one login sends one copy to every other member.
    Input::settled(SignIn(ALICE)),
    // C12: any server can answer.
    Input::settled(OpenPage(ALICE)),
    Input::settled(AddToCart(ALICE)),
    // C15: two requests at once; the second one reaches the next server before the copy does.
    Input::settled(AddToCart(ALICE)),
    Input::after_us(2_700, ViewCart(ALICE)),
    // C12: a crash after all copies have arrived loses nothing ...
    Input::settled(Crash(ServerId(0))),
    Input::settled(OpenPage(ALICE)),
    Input::settled(Wait(SimDuration::from_s(7))),
    // ... and a crash before the copies are sent loses the write.
    Input::settled(AddToCart(ALICE)),
    Input::after_us(3_100, Crash(ServerId(1))),
    Input::settled(ViewCart(ALICE)),
    Input::settled(Wait(SimDuration::from_s(7))),
    // C16: a new member loads all sessions.
    Input::settled(AddServer),
    // C13 and C14: each member more means one more copy of each session.
    Input::settled(SignIn(BOB)),
    // C16: the new member comes last in the round robin. It recognises Alice, who logged in before it joined.
    Input::settled(OpenPage(ALICE)),
];

/// C17 to C22: one more round trip, any server can answer, and the store is a single point of failure.
pub(super) const STORAGE: &[Input] = &[
    // C17: all sessions are in the store, none on a server.
    Input::settled(SignIn(ALICE)),
    Input::settled(AddToCart(ALICE)),
    // Two writes within one round trip to the store: the last one wins.
    Input::settled(AddToCart(ALICE)),
    Input::after_us(300, AddToCart(ALICE)),
    // R30: a server crashes. C18: another one is added, and answers the second request. No session is lost.
    Input::settled(Crash(ServerId(2))),
    Input::settled(Wait(SimDuration::from_s(7))),
    Input::settled(AddServer),
    Input::settled(OpenPage(ALICE)),
    Input::settled(OpenPage(ALICE)),
    // C22: a write that the replica has not received is lost with the primary.
    Input::settled(AddToCart(ALICE)),
    Input::after_us(6_000, CutPower(StoreId(0))),
    // C21: until the replica is promoted, every server fails.
    Input::settled(OpenPage(ALICE)),
    Input::settled(Wait(SimDuration::from_s(7))),
    Input::settled(ViewCart(ALICE)),
    // C20 and C21: the last store is in memory; it dies, and all sessions are lost.
    Input::settled(KillStore(StoreId(1))),
    Input::settled(OpenPage(ALICE)),
    Input::settled(RestartStore(StoreId(1))),
    Input::settled(OpenPage(ALICE)),
];
