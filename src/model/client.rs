//! A client: the browser of one user, with its address, its cookie jar and the page it shows. Knows nothing of servers.

use std::fmt;

use serde::{Serialize, Serializer};

use super::cookie::{CookieJar, StoredCookie};
use super::http::Page;
use super::ids::{ClientId, RequestId, ServerId, SessionId};

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

/// Content of a browser's window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// No page was opened yet.
    Blank,
    /// Page of the last answer.
    Page(Page),
    /// Browser's own page "This site can't be reached", after a refused or broken connection.
    Unreachable,
}

/// The browser of one user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Client {
    /// Id of the client.
    pub id: ClientId,
    /// Source address of its requests.
    pub address: Address,
    /// Number of moves to another network.
    pub moves: u8,
    /// Cookies.
    pub jar: CookieJar,
    /// Content of its window.
    pub view: View,
    /// Number of requests sent.
    pub sent: u32,
    /// Number of requests without an answer yet.
    pub open: u8,
    /// Server that sent an answer to this client last; `None` before the first answer.
    pub answered_by: Option<ServerId>,
}

impl Client {
    /// A browser with an empty cookie jar, at a home address of its own.
    pub fn new(id: ClientId) -> Client {
        let address = address_of(id, 0);
        let (jar, view) = (CookieJar::default(), View::Blank);
        Client { id, address, moves: 0, jar, view, sent: 0, open: 0, answered_by: None }
    }

    /// Session id cookie that was added last.
    pub fn session_cookie(&self) -> Option<&StoredCookie> {
        self.jar.cookies().iter().rev().find(|cookie| cookie.set.value.session().is_some())
    }

    /// Session id that a request carries first; `None` without a session id cookie.
    pub fn session(&self) -> Option<SessionId> {
        self.session_cookie()?.set.value.session()
    }

    /// Server that the affinity cookie names; `None` without such a cookie.
    pub fn pinned_server(&self) -> Option<ServerId> {
        self.jar.cookies().iter().rev().find_map(|cookie| cookie.set.value.server())
    }

    /// Counts one more request, and returns its id.
    pub fn next_request(&mut self) -> RequestId {
        self.sent += 1;
        RequestId { client: self.id, nth: self.sent }
    }

    /// Moves to another network, for example from Wi-Fi to mobile.
    pub fn change_address(&mut self) {
        self.moves = self.moves.wrapping_add(1);
        self.address = address_of(self.id, self.moves);
    }

    /// Moves behind the shared address of a network with NAT: an office, a mobile carrier.
    pub fn share_address(&mut self) {
        self.address = SHARED_ADDRESS;
    }
}

/// Address of the shared network.
pub const SHARED_ADDRESS: Address = Address([192, 0, 2, 10]);

/// Number of addresses of a network that clients use. A multiple of 12, so that a client's place there is its place
/// modulo 2, 3 and 4.
const HOSTS: u32 = 252;

/// Address of a client after this many moves: in 203.0.113.0/24 at home, in 198.51.100.0/24 later.
///
/// A source hash takes an address modulo the number of servers in rotation (rule R5). Modulo 12, the addresses of the
/// clients go down by one from client to client, and each move takes an address up by one. So the clients are spread as
/// evenly as possible over 2, 3 and 4 servers, before and after a move. A move leads to another server, and with three
/// servers each of the first three clients has a server of its own.
fn address_of(client: ClientId, moves: u8) -> Address {
    let (network, first) = match moves {
        0 => ([203, 0, 113], 6),
        _ => ([198, 51, 100], 6 + 13 * u32::from(moves)),
    };
    let host = 1 + (first + 35 * u32::from(client.0)) % HOSTS;
    let [a, b, c] = network;
    Address([a, b, c, host as u8])
}
