//! Values that fill the names in a template.

use crate::model::client::Address;
use crate::model::cookie::CookieValue;
use crate::model::http::{Page, Status};
use crate::model::ids::{ClientId, Holder, ServerId, ShortSessionId, StoreId};
use crate::model::message::Node;
use crate::model::time::SimDuration;

use super::grammar::Grammar;
use super::sentence::{Sentence, Tone};
use super::{Language, http_page, label};

/// A value of a template, written in the grammar of its language. A value with a tone of its own keeps it inside of a
/// marked text.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// A person's name, in their hue.
    Person(ClientId),
    /// People's names, in their hues: "Alice, Bob and Chulsoo".
    People(&'a [ClientId]),
    /// A session's short id, in its owner's hue.
    Session(ClientId, ShortSessionId),
    /// A session's short id in the tone around it.
    Id(ShortSessionId),
    /// "서버 3", "server 3".
    Server(ServerId),
    /// "서버 1, 서버 2", "server 1 and server 2".
    Servers(&'a [ServerId]),
    /// "저장소 1", "store 1".
    Store(StoreId),
    /// A server or a store.
    Holder(Holder),
    /// One end of a wire.
    Node(Node),
    /// A number, with commas from four digits on.
    Number(u64),
    /// A number and what it counts: "세션 2개", "2 sessions", "no sessions".
    Count(u64, Noun),
    /// A place in an order: "두 번째", "second".
    Ordinal(u64),
    /// "v3".
    Version(u32),
    /// A length of time.
    Time(SimDuration),
    /// An amount of memory.
    Bytes(u64),
    /// A source address.
    Address(Address),
    /// The balancer's cookie: "SRV=s2".
    Srv(ServerId),
    /// "200 OK", in the tone of its outcome.
    Status(Status),
    /// The title of a page.
    Page(Page),
    /// A text as it is.
    Text(&'a str),
    /// Texts one after the other, with commas between them.
    Series(&'a [Sentence]),
}

/// A thing that is counted. Each language names it with its counter or its plural.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Noun {
    /// A browser.
    Browser,
    /// A server.
    Server,
    /// A member of a cluster beside the one that a sentence is about.
    OtherMember,
    /// A session.
    Session,
    /// A session that no cookie leads to.
    OrphanedSession,
    /// A copy of a session.
    Copy,
    /// A request.
    Request,
    /// An answer.
    Answer,
    /// A message.
    Message,
    /// A write to a store.
    Write,
    /// An attempt.
    Try,
    /// A cookie.
    Cookie,
    /// An article in a cart.
    Item,
    /// A worker of a server.
    Worker,
    /// An action of the reader.
    Action,
}

/// A number that a template says without a noun.
pub fn number(n: impl TryInto<u64>) -> Value<'static> {
    Value::Number(saturated(n))
}

/// A number with its noun.
pub fn count(n: impl TryInto<u64>, noun: Noun) -> Value<'static> {
    Value::Count(saturated(n), noun)
}

/// A place in an order, counted from 1.
pub fn ordinal(n: impl TryInto<u64>) -> Value<'static> {
    Value::Ordinal(saturated(n))
}

/// Every count of the model fits; a larger one shows the largest.
fn saturated(n: impl TryInto<u64>) -> u64 {
    n.try_into().unwrap_or(u64::MAX)
}

macro_rules! from {
    ($($of:ty => $variant:ident),* $(,)?) => {
        $(impl From<$of> for Value<'_> {
            fn from(it: $of) -> Self {
                Value::$variant(it)
            }
        })*
    };
}
from! {
    ClientId => Person,
    ServerId => Server,
    StoreId => Store,
    Holder => Holder,
    Node => Node,
    SimDuration => Time,
    Address => Address,
    Status => Status,
    Page => Page,
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(it: &'a str) -> Self {
        Value::Text(it)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(it: &'a String) -> Self {
        Value::Text(it)
    }
}

impl Value<'_> {
    /// Adds the value to `said`, in `tone` where it has no tone of its own. `starts` is true at the start of a sentence.
    pub(super) fn push(self, language: Language, starts: bool, tone: Tone, said: &mut Sentence) {
        let grammar = language.grammar();
        let name = |name: String| if starts { grammar.capitalised(name) } else { name };
        match self {
            Value::Person(client) => said.push(client.name(), Tone::Person(client)),
            Value::People(people) => list(grammar, said, people, |said, &client| {
                said.push(client.name(), Tone::Person(client));
            }),
            Value::Session(owner, session) => said.push(&session.to_string(), Tone::Person(owner)),
            Value::Id(session) => said.push(&session.to_string(), tone),
            Value::Server(id) | Value::Holder(Holder::Server(id)) | Value::Node(Node::Server(id)) => {
                said.push(&name(grammar.server(id)), tone);
            }
            Value::Servers(servers) => {
                let mut starts = starts;
                list(grammar, said, servers, |said, &id| {
                    Value::Server(id).push(language, std::mem::take(&mut starts), tone, said);
                });
            }
            Value::Store(id) | Value::Holder(Holder::Store(id)) | Value::Node(Node::Store(id)) => {
                said.push(&name(grammar.store(id)), tone);
            }
            Value::Node(Node::Client(client)) => said.push(client.name(), tone),
            Value::Node(Node::Balancer) => said.push(&name(grammar.balancer().to_owned()), tone),
            Value::Number(n) => said.push(&super::grammar::number::grouped(n), tone),
            Value::Count(n, noun) => said.push(&name(grammar.count(n, noun)), tone),
            Value::Ordinal(n) => said.push(&grammar.ordinal(n), tone),
            Value::Version(version) => said.push(&label::version(version), tone),
            Value::Time(time) => said.push(&super::grammar::number::duration(language, time), tone),
            Value::Bytes(n) => said.push(&super::grammar::number::bytes(n), tone),
            Value::Address(address) => said.push(&address.to_string(), tone),
            Value::Srv(server) => said.push(&label::cookie(CookieValue::Server(server)), tone),
            Value::Status(status) => {
                let own = if status == Status::Ok { Tone::Strong } else { Tone::Loss };
                said.push(&format!("{} {}", status.code(), status.reason()), own);
            }
            Value::Page(page) => said.push(&http_page::page(language, page), tone),
            Value::Text(text) => said.push(text, tone),
            Value::Series(texts) => {
                for (index, text) in texts.iter().enumerate() {
                    said.push(if index == 0 { "" } else { ", " }, tone);
                    text.parts.iter().for_each(|part| said.push(&part.text, part.tone));
                }
            }
        }
    }
}

/// Adds items with the separators of the language between them.
fn list<T>(grammar: &dyn Grammar, said: &mut Sentence, items: &[T], mut push: impl FnMut(&mut Sentence, &T)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            let separator = grammar.separator(items.len(), index + 1 == items.len(), &said.plain());
            said.push(&separator, Tone::Plain);
        }
        push(said, item);
    }
}
