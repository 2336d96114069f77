//! The prepared scripts, one a strategy. Each comment names the claim its inputs let happen.

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

/// After everything has settled.
const fn then(command: Command) -> Input {
    Input { when: When::Settled, command }
}

/// While the input before it is still under way.
const fn meanwhile(us: u64, command: Command) -> Input {
    Input { when: When::After(SimDuration::from_us(us)), command }
}

/// C1 and C2, then C3: overload, upgrade, crash.
pub(super) const SINGLE: &[Input] = &[
    // C1: the server makes a session, the browser keeps its id and sends it along, so the state survives.
    then(SignIn(ALICE)),
    then(AddToCart(ALICE)),
    then(OpenPage(ALICE)),
    // C2: others sign in, and everybody is found every time.
    then(SignIn(BOB)),
    then(SignIn(CHULSOO)),
    // C3: three requests at once are more than one worker and a queue of one take in ...
    then(OpenPage(ALICE)),
    meanwhile(100, OpenPage(BOB)),
    meanwhile(100, OpenPage(CHULSOO)),
    // ... a stronger machine takes all three ...
    then(Upgrade(ServerId(0))),
    then(OpenPage(ALICE)),
    meanwhile(100, OpenPage(BOB)),
    meanwhile(100, OpenPage(CHULSOO)),
    // ... and is still one machine: when it dies, the service stops, and every session is gone.
    then(Crash(ServerId(0))),
    then(OpenPage(ALICE)),
    then(Restart(ServerId(0))),
    then(OpenPage(ALICE)),
];

/// C5: logged in at one server, unknown at the next. Then C4: one of three dies, the others serve.
pub(super) const NONE: &[Input] = &[
    // Three people sign in; each session lies on another server.
    then(SignIn(ALICE)),
    meanwhile(300, SignIn(BOB)),
    meanwhile(300, SignIn(CHULSOO)),
    // Alice is served: by luck the turn is her server's.
    then(OpenPage(ALICE)),
    // The next server does not know her: she is asked to log in.
    then(OpenPage(ALICE)),
    then(OpenPage(ALICE)),
    // Her server's turn again: the session was there all the time.
    then(OpenPage(ALICE)),
    // She logs in where she was unknown: the new cookie overwrites the old one, and her first session is an orphan.
    then(SignIn(ALICE)),
    // One server dies, and only its sessions go; whoever is sent there waits and is served by another.
    then(Crash(ServerId(2))),
    then(OpenPage(BOB)),
    then(OpenPage(CHULSOO)),
];

/// C7 to C9: the cookie pins a person to a server, also from another address, until that server dies. C10: one busy person
/// is one busy server.
pub(super) const STICKY: &[Input] = &[
    then(SignIn(ALICE)),
    meanwhile(300, SignIn(BOB)),
    meanwhile(300, SignIn(CHULSOO)),
    // C8: whatever the balancer's turn, Alice comes back to her server ...
    then(OpenPage(ALICE)),
    // ... C7: from another network as well, as the cookie says where she belongs.
    then(ChangeAddress(ALICE)),
    then(AddToCart(ALICE)),
    // C9: her server dies, and with it the sessions of exactly its people.
    then(Crash(ServerId(0))),
    then(OpenPage(ALICE)),
    then(OpenPage(BOB)),
    then(SignIn(ALICE)),
    // R11: when it is back, empty, she stays where she is pinned now.
    then(Restart(ServerId(0))),
    then(Wait(SimDuration::from_s(7))),
    then(OpenPage(ALICE)),
    // C10: many requests of one person are one server's load.
    then(OpenPage(ALICE)),
    meanwhile(200, OpenPage(ALICE)),
    meanwhile(200, OpenPage(ALICE)),
    meanwhile(200, OpenPage(ALICE)),
    meanwhile(200, OpenPage(ALICE)),
];

/// C11 to C16: a copy for everybody, a request that overtakes it, a crash that costs nothing and one that costs a write,
/// and a new member that has to fetch everything first.
pub(super) const CLUSTERING: &[Input] = &[
    // C11: one login, one copy for every other member.
    then(SignIn(ALICE)),
    // C12: any server answers.
    then(OpenPage(ALICE)),
    then(AddToCart(ALICE)),
    // C15: two requests at once; the one at the next server is there before the copy.
    then(AddToCart(ALICE)),
    meanwhile(2_700, ViewCart(ALICE)),
    // C12: a crash when everything had arrived loses nothing ...
    then(Crash(ServerId(0))),
    then(OpenPage(ALICE)),
    then(Wait(SimDuration::from_s(7))),
    // ... and one before the copies left loses what only that server had.
    then(AddToCart(ALICE)),
    meanwhile(3_100, Crash(ServerId(1))),
    then(ViewCart(ALICE)),
    then(Wait(SimDuration::from_s(7))),
    // C16: a new member serves when it has everything.
    then(AddServer),
    then(OpenPage(BOB)),
    // C13 and C14: more members, more copies of everything.
    then(SignIn(BOB)),
];

/// C17 to C22: one round trip more, any server will do, and then the one thing that must not die does.
pub(super) const STORAGE: &[Input] = &[
    // C17: the servers hold nothing, the store holds everything.
    then(SignIn(ALICE)),
    then(AddToCart(ALICE)),
    // Two writes within a round trip to the store: the last one wins.
    then(AddToCart(ALICE)),
    meanwhile(300, AddToCart(ALICE)),
    // R30: a server may die. C18: another may come. Nobody notices.
    then(Crash(ServerId(2))),
    then(Wait(SimDuration::from_s(7))),
    then(OpenPage(ALICE)),
    then(AddServer),
    then(OpenPage(ALICE)),
    // C22: what the replica had not received when its primary died is gone.
    then(AddToCart(ALICE)),
    meanwhile(6_000, CutPower(StoreId(0))),
    // C21: until the replica takes over, every server fails.
    then(OpenPage(ALICE)),
    then(Wait(SimDuration::from_s(7))),
    then(ViewCart(ALICE)),
    // C20 and C21: the last store in memory dies, and every session with it.
    then(KillStore(StoreId(1))),
    then(OpenPage(ALICE)),
    then(RestartStore(StoreId(1))),
    then(OpenPage(ALICE)),
];
