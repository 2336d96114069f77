//! Items of every cart, and the losses and ends that facts have told of them.

use std::collections::{BTreeMap, BTreeSet};

use sessionscope::model::fact::{Fact, TimedFact};
use sessionscope::model::http::{Action, Page, Status};
use sessionscope::model::ids::{Holder, RequestId, ServerId, SessionId};
use sessionscope::model::message::Message;
use sessionscope::model::session::{Change, RecentItems, Session, SessionWrite};
use sessionscope::model::world::World;

/// Items of a cart. An item is the request that added it.
pub type Items = BTreeSet<RequestId>;

/// Carts of all sessions of a run.
#[derive(Default)]
pub struct Carts {
    /// Requests that add an item.
    pub adds: BTreeSet<RequestId>,
    /// Items whose request was answered with 200.
    pub acknowledged: Items,
    /// Sessions that were ended by a sign-out, by a new id or by their destruction.
    pub ended: BTreeSet<SessionId>,
    /// Items told lost, each with the fact.
    pub lost: BTreeMap<RequestId, Fact>,
    /// Items that may be gone without a told loss: a sign-out or an idle timeout ended their session, or two members
    /// disagree about them.
    pub excused: Items,
    /// Items that facts of this step tell lost for the second time.
    pub lost_again: Vec<(RequestId, Fact)>,
    /// Sessions that facts of this step tell destroyed, though they had ended before.
    pub lost_after_end: Vec<SessionId>,
    /// Holders with the sessions that each has ever held.
    pub ever_held: BTreeSet<(Holder, SessionId)>,
    /// Items that each version of a session has ever had. Two requests may write the same version.
    versions: BTreeMap<(SessionId, u32), Items>,
    /// Sessions of logins that replaced another session, each with the replaced one.
    replaced: BTreeMap<SessionId, SessionId>,
}

impl Carts {
    /// Updates the carts with the facts of a step and the world after it.
    pub fn after_step(&mut self, facts: &[TimedFact], world: &World) {
        self.lost_again.clear();
        self.lost_after_end.clear();
        if facts.is_empty() {
            return;
        }
        for (holder, session) in entries(world) {
            self.ever_held.insert((holder, session.id));
            self.versions.entry((session.id, session.version)).or_default().extend(items_of(&session));
        }
        for timed in facts {
            self.note_request(timed.fact);
            self.note_return(timed.fact, world);
        }
        for timed in facts {
            self.note_loss(timed.fact, world);
        }
    }

    /// Items in the newest version of each session that a holder can return, an orphan included.
    pub fn held(&self, world: &World) -> Items {
        self.sessions().into_iter().flat_map(|session| newest(session, world)).collect()
    }

    /// Sessions that a holder has ever had.
    fn sessions(&self) -> BTreeSet<SessionId> {
        self.versions.keys().map(|(session, _)| *session).collect()
    }

    fn note_request(&mut self, fact: Fact) {
        match fact {
            Fact::RequestSent { id, request, .. } if request.action == Action::AddToCart => {
                self.adds.insert(id);
            }
            Fact::ResponseReceived { id, status: Status::Ok, page: Page::Cart { .. } } if self.adds.contains(&id) => {
                self.acknowledged.insert(id);
            }
            _ => {}
        }
    }

    /// Removes a noted end or loss if a fact tells that the session or the item is back. A session whose end did not
    /// reach every member has not ended.
    fn note_return(&mut self, fact: Fact, world: &World) {
        match fact {
            Fact::SessionReturned { session, .. } => {
                self.ended.remove(&session);
                for item in newest(session, world) {
                    self.lost.remove(&item);
                }
            }
            Fact::SessionOrphaned { session, .. }
            | Fact::CopiesLost { session, change: Change::Ended, .. }
            | Fact::CopyDropped { session, change: Change::Ended, .. } => {
                self.ended.remove(&session);
            }
            Fact::CopiesLost { session, change: Change::Created, .. }
            | Fact::CopyDropped { session, change: Change::Created, .. } => {
                if let Some(old) = self.replaced.get(&session) {
                    self.ended.remove(old);
                }
            }
            Fact::UpdateRestored { owner, restored, .. } => {
                self.lost.remove(&RequestId { client: owner, nth: restored });
            }
            _ => {}
        }
    }

    fn note_loss(&mut self, fact: Fact, world: &World) {
        match fact {
            Fact::SessionCreated { session, replaces: Some(old), .. } => {
                self.ended.insert(old);
                self.replaced.insert(session, old);
            }
            Fact::SessionInvalidated { session, .. } => {
                self.ended.insert(session);
                self.excused.extend(self.ever_in(session, None));
            }
            Fact::SessionDestroyed { session, .. } => {
                if !self.ended.insert(session) && fact.loss().is_some() {
                    self.lost_after_end.push(session);
                }
                let left = self.left(world, |session| !self.ended.contains(session));
                self.lose(self.ever_in(session, None), fact, &left);
            }
            // An item that another member has as well is not lost here: it ends with the session there.
            Fact::WriteLost { session, version, .. } => {
                self.lose(self.ever_in(session, Some(version)), fact, &self.left(world, |_| true));
            }
            Fact::SessionExpired { session, .. } => self.excused.extend(self.ever_in(session, None)),
            Fact::UpdateLost { owner, lost, .. } | Fact::EndOverwroteUpdate { owner, lost, .. } => {
                let item = RequestId { client: owner, nth: lost };
                if self.lost.insert(item, fact).is_some() {
                    self.lost_again.push((item, fact));
                }
            }
            Fact::SaveIgnored { id, .. } if self.adds.contains(&id) => {
                self.lost.insert(id, fact);
            }
            // The members disagree: each has lost the other's item, and one of both items may stay (R24).
            Fact::WritesCrossed { owner, had, .. } => {
                self.excused.insert(RequestId { client: owner, nth: had });
            }
            _ => {}
        }
    }

    /// Items that a session, or one version of it, ever had.
    fn ever_in(&self, session: SessionId, version: Option<u32>) -> Items {
        let of = self.versions.iter().filter(|((id, at), _)| *id == session && version.is_none_or(|v| v == *at));
        of.flat_map(|(_, items)| items.iter().copied()).collect()
    }

    /// Items in sessions for which `counts` is true, at a holder or in a copy on its way, and all items of a dead
    /// primary.
    fn left(&self, world: &World, counts: impl Fn(&SessionId) -> bool) -> Items {
        let mut left: Items =
            self.sessions().iter().filter(|id| counts(id)).flat_map(|id| newest(*id, world)).collect();
        let primary = world.stores.iter().find(|store| store.id == world.primary);
        let at_death = primary.and_then(|store| store.at_death()).into_iter();
        left.extend(at_death.flat_map(|contents| contents.acknowledged.iter()).flat_map(items_of));
        let coming = writes_on_their_way(world).into_iter().map(|write| write.session());
        left.extend(coming.filter(|session| counts(&session.id)).flat_map(|session| items_of(&session)));
        left
    }

    /// Notes the loss of those items that are not left.
    fn lose(&mut self, items: Items, fact: Fact, left: &Items) {
        for item in items.difference(left) {
            self.lost.entry(*item).or_insert(fact);
        }
    }
}

/// Items in the newest version of a session. If two holders disagree about it, the items of both.
pub fn newest(session: SessionId, world: &World) -> Items {
    let Some(newest) = world.newest_version(session) else { return Items::new() };
    let held = world.holders_of(session).filter(|(_, held)| held.version == newest);
    held.flat_map(|(_, held)| items_of(&held)).collect()
}

/// Items of a session. A random run adds fewer items than `RecentItems` can hold.
fn items_of(session: &Session) -> impl Iterator<Item = RequestId> + use<> {
    let client = session.owner;
    session.items.missing_in(RecentItems::default()).map(move |nth| RequestId { client, nth })
}

/// Changes of sessions that members have yet to send, or to apply. An update of a session that its receiver does not have,
/// or ends before, brings nothing.
fn writes_on_their_way(world: &World) -> Vec<SessionWrite> {
    let received = world
        .servers
        .iter()
        .flat_map(|server| server.applying.iter().chain(&server.inbox).map(|copy| (Some(server.id), copy.write)));
    let flying = world.in_flight().into_iter().filter_map(|flying| match flying.message {
        Message::Copy { to, write, .. } => Some((Some(to), write)),
        _ => None,
    });
    let queued = world.servers.iter().flat_map(|server| server.outbox.iter().map(|write| (None, *write)));
    let writes: Vec<(Option<ServerId>, SessionWrite)> = received.chain(flying).chain(queued).collect();
    let has = |nth: usize, to: Option<ServerId>, session: SessionId| {
        let ends_before = writes[..nth].iter().any(|(at, write)| *at == to && write.ends() == Some(session));
        let creates = |write: &SessionWrite| write.change() == Change::Created && write.session().id == session;
        let is_created_before = writes[..nth].iter().any(|(at, write)| *at == to && creates(write));
        let mut holders = world.holders_of(session);
        let is_held = holders.any(|(holder, _)| to.is_none_or(|to| holder == Holder::Server(to)));
        !ends_before && (is_held || is_created_before)
    };
    let brings = |(nth, (to, write)): (usize, &(Option<ServerId>, SessionWrite))| match write.change() {
        Change::Created => Some(*write),
        Change::Changed => has(nth, *to, write.session().id).then_some(*write),
        Change::Read | Change::Ended | Change::Expired => None,
    };
    writes.iter().enumerate().filter_map(brings).collect()
}

/// Sessions of all servers, and of all stores that are up or down.
fn entries(world: &World) -> impl Iterator<Item = (Holder, Session)> {
    let servers = world.servers.iter().map(|server| (Holder::Server(server.id), &server.table));
    let stores = world.stores.iter().map(|store| (Holder::Store(store.id), store.table()));
    servers.chain(stores).flat_map(|(holder, table)| table.iter().map(move |session| (holder, *session)))
}
