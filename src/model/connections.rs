//! What the balancer has under way. A browser has few requests open at once, so each client's are a short list of its
//! own: a million clients cost no search.

use super::client::Address;
use super::http::Request;
use super::ids::{RequestId, ServerId};

/// A request the balancer has taken and not yet answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Connection {
    /// As it arrived.
    pub request: Request,
    /// Where it came from.
    pub from: Address,
    /// Who it was forwarded to.
    pub server: ServerId,
    /// Connections tried, on whichever server.
    pub tries: u8,
    /// Whether the next try goes to another server.
    pub redispatch: bool,
    /// Whether the balancer waits to try again, rather than for a server.
    pub pausing: bool,
}

/// All of them, by client and then in the order they came.
#[derive(Clone, PartialEq, Debug)]
pub struct Connections {
    of_client: Vec<Vec<(RequestId, Connection)>>,
}

impl Connections {
    /// None yet, of so many clients.
    pub fn new(clients: usize) -> Connections {
        Connections { of_client: vec![Vec::new(); clients] }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.of_client.iter().map(Vec::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.of_client.iter().all(Vec::is_empty)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&RequestId, &Connection)> {
        self.of_client.iter().flatten().map(|(id, connection)| (id, connection))
    }

    /// Opens one; a request has one at a time.
    pub fn insert(&mut self, id: RequestId, connection: Connection) {
        self.of_client[id.client.index()].push((id, connection));
    }

    /// That of a request.
    pub fn get(&self, id: RequestId) -> Option<&Connection> {
        self.of_client[id.client.index()].iter().find(|(open, _)| *open == id).map(|(_, connection)| connection)
    }

    /// That of a request, to be changed.
    pub fn get_mut(&mut self, id: RequestId) -> Option<&mut Connection> {
        self.of_client[id.client.index()].iter_mut().find(|(open, _)| *open == id).map(|(_, connection)| connection)
    }

    /// Closes that of a request.
    pub fn remove(&mut self, id: RequestId) -> Option<Connection> {
        let open = &mut self.of_client[id.client.index()];
        let index = open.iter().position(|(open, _)| *open == id)?;
        Some(open.remove(index).1)
    }
}
