//! Texts in pieces.

/// What stands before the first `mark`, an ASCII character, and what after it; everything and nothing where there is none. Out
/// of line and by bytes, as the standard library's searches weigh more than what needs them.
#[inline(never)]
pub fn cut(text: &str, mark: u8) -> (&str, &str) {
    cut_once(text, mark).unwrap_or((text, ""))
}

/// The same; `None` where there is no such mark.
#[inline(never)]
pub fn cut_once(text: &str, mark: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}
