//! The prepared scripts, one a strategy. Each comment names the claim its inputs let happen.

use crate::model::command::Command::{self, AddToCart, Crash, OpenPage, Restart, SignIn, Upgrade};
use crate::model::ids::{ClientId, ServerId};
use crate::model::time::SimDuration;
use crate::recording::{Input, When};

const ALICE: ClientId = ClientId(0);
const BOB: ClientId = ClientId(1);
const CHULSOO: ClientId = ClientId(2);

/// After everything has settled.
fn then(command: Command) -> Input {
    Input { when: When::Settled, command }
}

/// While the input before it is still under way.
fn meanwhile(us: u64, command: Command) -> Input {
    Input { when: When::After(SimDuration::from_us(us)), command }
}

/// C1 and C2, then C3: overload, upgrade, crash.
pub(super) fn single() -> Vec<Input> {
    vec![
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
    ]
}

/// C5: logged in at one server, unknown at the next. Then C4: one of three dies, the others serve.
pub(super) fn none() -> Vec<Input> {
    vec![
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
    ]
}
