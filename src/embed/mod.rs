//! Messages between a figure and the page that embeds it, by `postMessage`. Every message is an object with `sessionscope`,
//! the version, and `type`; README.md has the table.
//!
//! Only the window that holds the figure is heard. Its origin is the one that the browser reports, else that of its first
//! readable message. Messages of another origin are ignored, and ours are addressed to the known one. Until it is known they
//! are addressed to anybody: a height and a link to a public page are no secrets.

use serde::{Deserialize, Deserializer, Serialize};

/// The version of these messages.
pub const VERSION: u32 = 1;

/// Longest text that is read, in characters. No link is longer.
pub const MAX_TEXT: u32 = 65_536;

/// A command of the host.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// To say that it is ready, once more: for a host that listens late.
    Hello,
    /// To open a link: an address of the page, or the part behind its question mark.
    Load { link: String },
    /// To play from where it is.
    Play,
    /// To stand still.
    Pause,
    /// To stand at a step; the last one where there are fewer.
    Seek { step: u32 },
}

/// The version member of a message.
#[derive(Deserialize)]
struct Versioned {
    // A number of JavaScript is an `f64`.
    sessionscope: f64,
}

/// The type member of a message.
#[derive(Deserialize)]
struct Typed {
    r#type: String,
}

/// The member of a `load` message.
#[derive(Deserialize)]
struct Load {
    link: String,
}

/// The member of a `seek` message.
#[derive(Deserialize)]
struct Seek {
    step: f64,
}

impl Ask {
    /// Reads a message that has a `sessionscope` member; `message` returns a deserializer of it.
    ///
    /// Each member is read by a struct of its own, as `serde-wasm-bindgen` looks up the members of a struct by name. An enum
    /// with an internal tag would buffer every member, and so walk the cyclic or endless objects of a hostile host. One
    /// struct of all members would refuse a message for a member that its type does not use.
    ///
    /// # Errors
    /// [`HostProblem::Version`] for another version, else [`HostProblem::Unreadable`].
    pub fn read<'de, D: Deserializer<'de>>(message: impl Fn() -> D) -> Result<Ask, HostProblem> {
        let version = Versioned::deserialize(message()).map_err(|_| HostProblem::Version)?;
        if version.sessionscope != f64::from(VERSION) {
            return Err(HostProblem::Version);
        }
        let unreadable = |_: D::Error| HostProblem::Unreadable;
        match Typed::deserialize(message()).map_err(unreadable)?.r#type.as_str() {
            "hello" => Ok(Ask::Hello),
            "load" => Load::deserialize(message()).map(|Load { link }| Ask::Load { link }).map_err(unreadable),
            "play" => Ok(Ask::Play),
            "pause" => Ok(Ask::Pause),
            "seek" => {
                let Seek { step } = Seek::deserialize(message()).map_err(unreadable)?;
                whole(step).map(|step| Ask::Seek { step }).ok_or(HostProblem::Unreadable)
            }
            _ => Err(HostProblem::Unreadable),
        }
    }
}

/// A number without a fraction that fits a `u32`.
fn whole(number: f64) -> Option<u32> {
    let counted = number as u32;
    (f64::from(counted) == number).then_some(counted)
}

/// A message to the host.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Tell<'a> {
    /// It is drawn and listens; its height in CSS pixels.
    Ready { height: u32 },
    /// Its height is another one now.
    Height { height: u32 },
    /// It stands still at the moment this link leads to.
    Link { link: &'a str },
    /// A message could not be read; nothing has changed.
    Problem { problem: &'static str },
}

/// A message of the figure as it is sent: [`Tell`] with the version.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Envelope<'a> {
    sessionscope: u32,
    #[serde(flatten)]
    tell: Tell<'a>,
}

impl<'a> From<Tell<'a>> for Envelope<'a> {
    fn from(tell: Tell<'a>) -> Envelope<'a> {
        Envelope { sessionscope: VERSION, tell }
    }
}

/// Reason why a message of the host could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HostProblem {
    /// Another version of these messages, or none at all.
    Version,
    /// A text longer than [`MAX_TEXT`].
    TooLong,
    /// No such type, or a member that is missing, of another kind or out of range.
    Unreadable,
}

impl HostProblem {
    /// For whoever writes the host; the reader of the article can do nothing about it.
    pub fn describe(self) -> &'static str {
        match self {
            HostProblem::Version => "unknown version of a message; this figure reads sessionscope: 1",
            HostProblem::TooLong => "the text in a message is too long; 65536 characters are read",
            HostProblem::Unreadable => {
                "can't read a message; there are hello, load with a link (text), play, pause, \
                 seek with a step (a whole number from 0)"
            }
        }
    }
}

/// The host's origin, as far as it is known.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HostOrigin(Option<String>);

impl HostOrigin {
    /// The origin that the browser reports, if any.
    pub fn new(told: Option<String>) -> HostOrigin {
        HostOrigin(told)
    }

    /// True if a message from this origin may be the host's.
    pub fn may_be(&self, origin: &str) -> bool {
        self.0.as_ref().is_none_or(|known| known == origin)
    }

    /// Takes the origin of a readable message as the host's, if it was unknown.
    pub fn learn(&mut self, origin: String) {
        self.0.get_or_insert(origin);
    }

    /// Target origin of our messages. An origin without a name (a file, a sandbox) can't be addressed, so it is `*`.
    pub fn target(&self) -> &str {
        self.0.as_deref().filter(|origin| *origin != "null").unwrap_or("*")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_has_no_fraction_and_fits() {
        for number in [0.0, -0.0, 1.0, 4_294_967_295.0] {
            assert_eq!(whole(number), Some(number as u32));
        }
        for number in [-1.0, 0.5, 4_294_967_296.0, 1e308, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(whole(number), None, "{number}");
        }
    }
}
