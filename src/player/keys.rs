//! Keyboard shortcuts of the figure, and of undo on the whole page. A control that has the focus keeps the keys that it uses itself.

use super::Msg;

/// Control that has the keyboard focus, by the keys that it uses itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// None, or one that uses no key of the figure.
    Figure,
    /// The card of a lesson: Space scrolls the page, so that it passes over no question.
    Card,
    /// A button: Space presses it.
    Button,
    /// A drop-down list or a text field: arrows, Home, End, Space, Escape and letters choose or type.
    Field,
}

/// The message of a key. `code` is its position on the keyboard and not its letter (UI Events, `KeyboardEvent.code`): a
/// Korean layout types other letters.
pub fn shortcut(code: &str, focus: Focus) -> Option<Msg> {
    match (code, focus) {
        (_, Focus::Field) | ("Space", Focus::Button | Focus::Card) => None,
        ("Space", Focus::Figure) => Some(Msg::TogglePlay),
        ("ArrowRight", _) => Some(Msg::Next),
        ("ArrowLeft", _) => Some(Msg::Previous),
        ("Home", _) => Some(Msg::SeekStep(0)),
        ("End", _) => Some(Msg::SeekStep(usize::MAX)),
        ("KeyL" | "KeyN", _) => Some(Msg::NextLoss),
        ("Escape", _) => Some(Msg::Select(None)),
        _ => None,
    }
}

/// The index of the answer that a digit key chooses: 1 to 9, on either part of the keyboard.
pub fn answer_shortcut(code: &str, focus: Focus) -> Option<usize> {
    let digit = code.strip_prefix("Digit").or_else(|| code.strip_prefix("Numpad"))?;
    let number: usize = digit.parse().ok().filter(|_| focus != Focus::Field)?;
    number.checked_sub(1)
}

/// The message of a key with Ctrl or Cmd, anywhere on the page. A text field has an undo of its own.
pub fn undo_shortcut(code: &str, with_shift: bool, focus: Focus) -> Option<Msg> {
    match (code, with_shift, focus) {
        (_, _, Focus::Field) => None,
        ("KeyZ", false, _) => Some(Msg::Undo),
        ("KeyZ", true, _) => Some(Msg::Redo),
        _ => None,
    }
}
