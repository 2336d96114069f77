//! The cookie jar of one client.

use super::Look;
use crate::model::cookie::{CookieValue, SetCookie, StoredCookie};
use crate::model::fact::Fact;
use crate::model::ids::ClientId;
use crate::text::{Language, label};

/// The rows of the panel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Jar {
    /// The owner of the cookies.
    pub client: ClientId,
    /// "쿠키 저장소 · Alice".
    pub title: String,
    /// The cookies, oldest first.
    pub rows: Vec<JarRow>,
    /// Placeholder for an empty jar.
    pub empty: &'static str,
}

/// A stored cookie.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JarRow {
    /// "JSESSIONID", "SRV".
    pub name: &'static str,
    /// Its setter: the application or the balancer.
    pub kind: &'static str,
    /// The session id with all 32 digits, or the server's name.
    pub value: String,
    /// "/".
    pub path: &'static str,
    /// "HttpOnly; SameSite=Lax".
    pub attributes: String,
    /// Time until it expires.
    pub expires: String,
    /// True if it was stored in this step.
    pub changed: bool,
}

/// The jar of the selected client, else of the client that acted last.
pub fn jar(look: Look<'_>) -> Jar {
    let words = look.language.words();
    let client = look.client();
    let world = look.world();
    let row = |cookie: &StoredCookie| {
        let value = cookie.set.value;
        JarRow {
            name: value.name(),
            kind: label::cookie_kind(look.language, value),
            value: value.to_string(),
            path: cookie.set.path,
            attributes: attributes(look.language, &cookie.set),
            expires: match cookie.expires {
                Some(at) => label::left(look.language, at - world.now),
                None => words.column_expires_never.to_owned(),
            },
            changed: stored_now(look, client, value),
        }
    };
    let rows = world.clients[client.index()].jar.cookies().iter().map(row).collect();
    let title = format!("{} · {}", words.panel_jar, client.name());
    Jar { client, title, rows, empty: words.panel_jar_none }
}

fn stored_now(look: Look<'_>, of: ClientId, value: CookieValue) -> bool {
    look.recording.facts_of(look.step).iter().any(|timed| match timed.fact {
        Fact::CookieStored { client, session, .. } => (client, CookieValue::Session(session)) == (of, value),
        Fact::AffinityCookieStored { client, server, .. } => (client, CookieValue::Server(server)) == (of, value),
        _ => false,
    })
}

fn attributes(language: Language, set: &SetCookie) -> String {
    let flags = [(set.http_only, "HttpOnly"), (set.secure, "Secure")];
    let set_flags = flags.into_iter().filter(|(on, _)| *on).map(|(_, name)| name);
    set_flags.chain([label::same_site(language, set.same_site)]).collect::<Vec<_>>().join("; ")
}
