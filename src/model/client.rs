//! One client: a person's browser, with its address, its cookie jar and the page it shows. Knows nothing of servers.

use std::fmt;

use serde::{Serialize, Serializer};

use super::cookie::CookieJar;
use super::http::Page;
use super::ids::{ClientId, RequestId, SessionId};

/// An IPv4 address (RFC 5737 keeps these ranges for documentation).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Address(pub [u8; 4]);

impl Address {
    /// The address as one number, most significant byte first.
    pub fn number(self) -> u32 {
        u32::from_be_bytes(self.0)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.0;
        write!(f, "{a}.{b}.{c}.{d}")
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a browser's window shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// Nothing was opened yet.
    Blank,
    /// The page of the response received last.
    Page(Page),
    /// "This site can't be reached": the connection was refused or broke.
    Unreachable,
}

/// A person's browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Client {
    /// Whose.
    pub id: ClientId,
    /// Where its requests come from.
    pub address: Address,
    /// How often it moved to another network.
    pub moves: u8,
    /// Its cookies.
    pub jar: CookieJar,
    /// What it shows.
    pub view: View,
    /// Requests it has sent.
    pub sent: u32,
    /// Requests that wait for their end.
    pub open: u8,
}

impl Client {
    /// A browser with an empty jar, at a home address of its own.
    pub fn new(id: ClientId) -> Client {
        let address = address_of(id, 0);
        Client { id, address, moves: 0, jar: CookieJar::default(), view: View::Blank, sent: 0, open: 0 }
    }

    /// The id in the jar that a request to the shop's pages would carry first.
    pub fn session(&self) -> Option<SessionId> {
        self.jar.cookies().iter().rev().find_map(|cookie| cookie.set.value.session())
    }

    /// Takes the next number for a request.
    pub fn next_request(&mut self) -> RequestId {
        self.sent += 1;
        RequestId { client: self.id, nth: self.sent }
    }

    /// Leaves the network it was in for another one: Wi-Fi to mobile, and on.
    pub fn change_address(&mut self) {
        self.moves = self.moves.wrapping_add(1);
        self.address = address_of(self.id, self.moves);
    }

    /// Goes behind the one address of a shared network (NAT): an office, a mobile carrier.
    pub fn share_address(&mut self) {
        self.address = SHARED_ADDRESS;
    }
}

/// The address of the shared network.
pub const SHARED_ADDRESS: Address = Address([192, 0, 2, 10]);

/// Home addresses lie in 203.0.113.0/24, those of later networks in 198.51.100.0/24. They are chosen so that, of three
/// servers, a source hash gives three people three, and each another one on the next network.
fn address_of(client: ClientId, moves: u8) -> Address {
    match moves {
        0 => Address([203, 0, 113, 7 + 14 * client.0]),
        n => Address([198, 51, 100, (11 + 38 * client.0).wrapping_add((n - 1).wrapping_mul(4))]),
    }
}
