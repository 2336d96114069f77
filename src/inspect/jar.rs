//! One client's cookie jar.

use super::Look;
use crate::model::cookie::{SESSION_COOKIE, SetCookie, StoredCookie};
use crate::model::fact::Fact;
use crate::model::ids::{ClientId, SessionId};
use crate::text::{Language, label};

/// The panel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Jar {
    /// Whose.
    pub client: ClientId,
    /// "쿠키 저장소 · Alice".
    pub title: String,
    /// The cookies, oldest first.
    pub rows: Vec<JarRow>,
    /// What stands there without cookies.
    pub empty: &'static str,
}

/// One cookie.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JarRow {
    /// "JSESSIONID".
    pub name: &'static str,
    /// All 32 digits.
    pub value: String,
    /// "/".
    pub path: &'static str,
    /// "HttpOnly; SameSite=Lax".
    pub attributes: String,
    /// When it goes by itself.
    pub expires: String,
    /// Stored in this step.
    pub changed: bool,
}

/// The jar of the selected client, else of the one that acted last.
pub fn jar(look: Look<'_>) -> Jar {
    let words = look.language.words();
    let client = look.client();
    let world = look.world();
    let row = |cookie: &StoredCookie| JarRow {
        name: SESSION_COOKIE,
        value: cookie.set.value.to_string(),
        path: cookie.set.path,
        attributes: attributes(look.language, &cookie.set),
        expires: match cookie.expires {
            Some(at) => label::left(look.language, at - world.now),
            None => words.column_expires_never.to_owned(),
        },
        changed: stored_now(look, client, cookie.set.value),
    };
    Jar {
        client,
        title: format!("{} · {}", words.panel_jar, client.name()),
        rows: world.clients[client.index()].jar.cookies().iter().map(row).collect(),
        empty: words.panel_jar_none,
    }
}

fn stored_now(look: Look<'_>, of: ClientId, value: SessionId) -> bool {
    look.recording.facts_of(look.step).iter().any(|timed| match timed.fact {
        Fact::CookieStored { client, session, .. } => (client, session) == (of, value),
        _ => false,
    })
}

fn attributes(language: Language, set: &SetCookie) -> String {
    let flags = [(set.http_only, "HttpOnly"), (set.secure, "Secure")];
    let mut texts: Vec<&str> = flags.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
    texts.push(label::same_site(language, set.same_site));
    texts.join("; ")
}
