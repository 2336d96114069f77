//! Messages between a figure and its host, the page that embeds it, by `postMessage`. Every message is an object with
//! `sessionscope`, the version, and `type`. README.md lists them.
//!
//! The figure accepts messages only from its parent window. The host's origin is the one that the browser reports, else
//! that of the first readable message. Messages of another origin are ignored, and ours are sent to this origin only.
//! While it is unknown, they are sent to any origin: a height and a link to a public page are no secrets.

mod code;

use serde::{Deserialize, Deserializer, Serialize};

use crate::beat::BeatName;

pub use code::embed_code;

/// The version of these messages.
pub const VERSION: u32 = 1;

/// Longest text that is read, in UTF-16 code units. No link of the page is as long.
pub const MAX_TEXT: u32 = 65_536;

/// A message of the host to the figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HostMessage {
    /// Asks for `ready` again, since the host may have missed it.
    Hello,
    /// Opens a link: an address of the page, or its query.
    Load { link: String },
    /// Plays from the present step.
    Play,
    /// Pauses.
    Pause,
    /// Pauses at a step; at the last one if there are fewer.
    SeekStep { step: u32 },
    /// Pauses at a beat; at the nearest earlier one if the run has no such beat.
    SeekBeat { at: BeatName },
}

/// The version member of a message.
#[derive(Deserialize)]
struct Versioned {
    // JavaScript numbers are `f64`.
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

/// The member of a `seek` message to a step.
#[derive(Deserialize)]
struct SeekStep {
    step: f64,
}

/// The member of a `seek` message to a beat.
#[derive(Deserialize)]
struct SeekBeat {
    at: String,
}

impl HostMessage {
    /// Reads a message that has a `sessionscope` member. `message` returns a new deserializer of it for each member.
    ///
    /// Each member has a struct of its own, since `serde-wasm-bindgen` reads the members of a struct by name. An enum
    /// with an internal tag would buffer every member, and a hostile host can send cyclic or endless objects. One
    /// struct for all members would refuse a message because of a member that its type does not use.
    ///
    /// # Errors
    /// [`HostProblem::Version`] for another version, else [`HostProblem::Unreadable`].
    pub fn read<'de, D: Deserializer<'de>>(message: impl Fn() -> D) -> Result<HostMessage, HostProblem> {
        let version = Versioned::deserialize(message()).map_err(|_| HostProblem::Version)?;
        if version.sessionscope != f64::from(VERSION) {
            return Err(HostProblem::Version);
        }
        let unreadable = |_: D::Error| HostProblem::Unreadable;
        match Typed::deserialize(message()).map_err(unreadable)?.r#type.as_str() {
            "hello" => Ok(HostMessage::Hello),
            "load" => Load::deserialize(message()).map(|Load { link }| HostMessage::Load { link }).map_err(unreadable),
            "play" => Ok(HostMessage::Play),
            "pause" => Ok(HostMessage::Pause),
            "seek" => match SeekBeat::deserialize(message()) {
                Ok(SeekBeat { at }) => {
                    at.parse().map(|at| HostMessage::SeekBeat { at }).map_err(|_| HostProblem::Unreadable)
                }
                Err(_) => {
                    let SeekStep { step } = SeekStep::deserialize(message()).map_err(unreadable)?;
                    to_u32(step).map(|step| HostMessage::SeekStep { step }).ok_or(HostProblem::Unreadable)
                }
            },
            _ => Err(HostProblem::Unreadable),
        }
    }
}

/// The number as a `u32`; `None` if it has a fraction or is out of range.
fn to_u32(number: f64) -> Option<u32> {
    let truncated = number as u32;
    (f64::from(truncated) == number).then_some(truncated)
}

/// A message of the figure to the host.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum FigureMessage<'a> {
    /// The figure is drawn and listens; `height` is in CSS pixels.
    Ready { height: u32 },
    /// The height has changed; `height` is in CSS pixels.
    Height { height: u32 },
    /// The figure is paused at the step of this link.
    Link { link: &'a str },
    /// The reader has reached the goal of the figure with this number of acts. `link` shows how.
    Goal { goal: &'a str, acts: u32, link: &'a str },
    /// The reader has reached the end of the figure's lesson, with this number of right answers to its questions.
    Lesson { lesson: &'a str, right: u32, questions: u32 },
    /// A message was unreadable, and nothing has changed. `problem` is English text.
    Problem { problem: &'static str },
}

/// A [`FigureMessage`] with the version, as it is sent.
#[derive(Serialize, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Envelope<'a> {
    sessionscope: u32,
    #[serde(flatten)]
    message: FigureMessage<'a>,
}

impl<'a> From<FigureMessage<'a>> for Envelope<'a> {
    fn from(message: FigureMessage<'a>) -> Envelope<'a> {
        Envelope { sessionscope: VERSION, message }
    }
}

/// Reason why a message of the host is unreadable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HostProblem {
    /// The version is another one or no number.
    Version,
    /// A text is longer than [`MAX_TEXT`].
    TooLong,
    /// The type is unknown, or a member is missing, of another type or out of range.
    Unreadable,
}

impl HostProblem {
    /// An English message for the author of the host. Readers of the article never see it.
    pub fn describe(self) -> &'static str {
        match self {
            HostProblem::Version => "unknown version of a message; this figure reads sessionscope: 1",
            HostProblem::TooLong => "the text in a message is too long; 65536 characters are read",
            HostProblem::Unreadable => {
                "can't read a message; there are hello, load with a link (text), play, pause, \
                 seek with at (a beat's name) or step (a whole number from 0)"
            }
        }
    }
}

/// The host's origin; `None` while it is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct HostOrigin(Option<String>);

impl HostOrigin {
    /// The origin that the browser reports, if any.
    pub fn new(reported: Option<String>) -> HostOrigin {
        HostOrigin(reported)
    }

    /// True if a message from this origin can be the host's.
    pub fn accepts(&self, origin: &str) -> bool {
        self.0.as_ref().is_none_or(|known| known == origin)
    }

    /// Sets the host's origin to that of a readable message, if it is unknown.
    pub fn learn(&mut self, origin: String) {
        self.0.get_or_insert(origin);
    }

    /// Target origin of our messages: `*` while the origin is unknown, and for an opaque origin (a file, a sandbox).
    pub fn target(&self) -> &str {
        self.0.as_deref().filter(|origin| *origin != "null").unwrap_or("*")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn step_is_a_whole_number_of_32_bits() {
        for number in [0.0, -0.0, 1.0, 4_294_967_295.0] {
            assert_eq!(to_u32(number), Some(number as u32));
        }
        for number in [-1.0, 0.5, 4_294_967_296.0, 1e308, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(to_u32(number), None, "{number}");
        }
    }
}
