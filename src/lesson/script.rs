//! The prepared script of each strategy. Comments name the claims that the inputs show.

use crate::model::command::Command::{
    self, AddServer, AddToCart, ChangeAddress, Crash, CutPower, KillStore, OpenPage, Restart, RestartStore, SignIn,
    Upgrade, ViewCart, Wait,
};
use crate::model::ids::{ClientId, ServerId, StoreId};
use crate::model::time::SimDuration;
use crate::recording::{Input, When};

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const CHULSOO: ClientId = ClientId(2);

/// An input after the effects of all earlier inputs have settled.
const fn settled(command: Command) -> Input {
    Input { when: When::Settled, command }
}

/// An input `us` microseconds after the previous one, which is still in flight then.
const fn after_us(us: u64, command: Command) -> Input {
    Input { when: When::After(SimDuration::from_us(us)), command }
}

/// C1 and C2, then C3: overload, upgrade, crash.
pub(super) const SINGLE: &[Input] = &[
    // C1: the server creates a session. The browser stores its id and sends it with each request.
    settled(SignIn(ALICE)),
    settled(AddToCart(ALICE)),
    settled(OpenPage(ALICE)),
    // C2: other people sign in, and the server finds each session every time.
    settled(SignIn(BOB)),
    settled(SignIn(CHULSOO)),
    // C3: three requests at once are too many for one worker and a queue of one ...
    settled(OpenPage(ALICE)),
    after_us(100, OpenPage(BOB)),
    after_us(100, OpenPage(CHULSOO)),
    // ... an upgraded server takes all three ...
    settled(Upgrade(ServerId(0))),
    settled(OpenPage(ALICE)),
    after_us(100, OpenPage(BOB)),
    after_us(100, OpenPage(CHULSOO)),
    // ... and is still the only one: when it crashes, the service stops, and all sessions are lost.
    settled(Crash(ServerId(0))),
    settled(OpenPage(ALICE)),
    settled(Restart(ServerId(0))),
    settled(OpenPage(ALICE)),
];

/// C5: a user is logged in at one server and unknown at the next. C4: one of three servers crashes, the others serve.
pub(super) const NONE: &[Input] = &[
    // Three people sign in; each session is on another server.
    settled(SignIn(ALICE)),
    settled(SignIn(BOB)),
    settled(SignIn(CHULSOO)),
    // Round robin happens to choose Alice's server, so she is served.
    settled(OpenPage(ALICE)),
    // The next server does not have her session: she gets the login form.
    settled(OpenPage(ALICE)),
    // She logs in, at one more server: the new cookie overwrites the old one, whose session is an orphan.
    settled(SignIn(ALICE)),
    // Round robin goes on to a server that does not have the new session either.
    settled(OpenPage(ALICE)),
    // Bob has a server of his own, and today its turn.
    settled(OpenPage(BOB)),
    // One server crashes, and only its sessions are lost. A request that is routed there goes to the next one at once.
    settled(Crash(ServerId(2))),
    settled(OpenPage(BOB)),
    // Round robin returns to Bob's server, which has had the session all the time.
    settled(OpenPage(BOB)),
];

/// C7 to C9: the cookie leads a client to the same server, also from another address, until that server crashes. C10:
/// all load of one busy client is on one server.
pub(super) const STICKY: &[Input] = &[
    settled(SignIn(ALICE)),
    settled(SignIn(BOB)),
    settled(SignIn(CHULSOO)),
    // C8: Alice gets back to her server, since the cookie goes before round robin ...
    settled(OpenPage(ALICE)),
    // ... C7: also from another network, since the cookie names the server.
    settled(ChangeAddress(ALICE)),
    settled(AddToCart(ALICE)),
    // C9: her server crashes, and only the sessions on it are lost.
    settled(Crash(ServerId(0))),
    settled(OpenPage(ALICE)),
    settled(OpenPage(BOB)),
    settled(SignIn(ALICE)),
    // R11: it restarts without sessions, and she stays with her new server.
    settled(Restart(ServerId(0))),
    settled(Wait(SimDuration::from_s(7))),
    settled(OpenPage(ALICE)),
    // C10: many requests of one client all load one server.
    settled(OpenPage(ALICE)),
    after_us(200, OpenPage(ALICE)),
    after_us(200, OpenPage(ALICE)),
];

/// C11 to C16: copies for every member, a request that overtakes a copy, a crash without a loss, a crash that loses a
/// write, and a new member that first loads all sessions.
pub(super) const CLUSTERING: &[Input] = &[
    // C11: one login sends one copy to every other member.
    settled(SignIn(ALICE)),
    // C12: any server can answer.
    settled(OpenPage(ALICE)),
    settled(AddToCart(ALICE)),
    // C15: two requests at once; the second one reaches the next server before the copy does.
    settled(AddToCart(ALICE)),
    after_us(2_700, ViewCart(ALICE)),
    // C12: a crash after all copies have arrived loses nothing ...
    settled(Crash(ServerId(0))),
    settled(OpenPage(ALICE)),
    settled(Wait(SimDuration::from_s(7))),
    // ... and a crash before the copies are sent loses the write.
    settled(AddToCart(ALICE)),
    after_us(3_100, Crash(ServerId(1))),
    settled(ViewCart(ALICE)),
    settled(Wait(SimDuration::from_s(7))),
    // C16: a new member loads all sessions.
    settled(AddServer),
    // C13 and C14: each member more means one more copy of each session.
    settled(SignIn(BOB)),
    // C16: the new member comes last in the round robin. It recognises Alice, who logged in before it joined.
    settled(OpenPage(ALICE)),
];

/// C17 to C22: one more round trip, any server can answer, and the store is a single point of failure.
pub(super) const STORAGE: &[Input] = &[
    // C17: all sessions are in the store, none on a server.
    settled(SignIn(ALICE)),
    settled(AddToCart(ALICE)),
    // Two writes within one round trip to the store: the last one wins.
    settled(AddToCart(ALICE)),
    after_us(300, AddToCart(ALICE)),
    // R30: a server crashes. C18: another one is added, and answers the second request. No session is lost.
    settled(Crash(ServerId(2))),
    settled(Wait(SimDuration::from_s(7))),
    settled(AddServer),
    settled(OpenPage(ALICE)),
    settled(OpenPage(ALICE)),
    // C22: a write that the replica has not received is lost with the primary.
    settled(AddToCart(ALICE)),
    after_us(6_000, CutPower(StoreId(0))),
    // C21: until the replica is promoted, every server fails.
    settled(OpenPage(ALICE)),
    settled(Wait(SimDuration::from_s(7))),
    settled(ViewCart(ALICE)),
    // C20 and C21: the last store is in memory; it dies, and all sessions are lost.
    settled(KillStore(StoreId(1))),
    settled(OpenPage(ALICE)),
    settled(RestartStore(StoreId(1))),
    settled(OpenPage(ALICE)),
];
