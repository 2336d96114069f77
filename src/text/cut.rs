//! Texts in pieces, and pieces as one.

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

/// Texts as one, with nothing between them. Out of line: `concat` would be code of its own wherever it is used.
#[inline(never)]
pub fn cat(texts: &[&str]) -> String {
    let mut all = String::new();
    for text in texts {
        all.push_str(text);
    }
    all
}
