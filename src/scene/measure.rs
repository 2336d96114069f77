//! How wide a text is, and which of several wordings fits. Estimated without a font, on the wide side, so that what fits
//! here fits in any of the page's fonts.

use super::{Anchor, Point, Rect, Text};

/// No text on the stage is smaller than this.
pub(super) const MIN_SIZE: f64 = 11.0;

/// How a text is set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Style {
    pub(super) size: f64,
    pub(super) mono: bool,
    pub(super) bold: bool,
}

impl Style {
    pub(super) const fn plain(size: f64) -> Style {
        Style { size, mono: false, bold: false }
    }

    pub(super) const fn bold(size: f64) -> Style {
        Style { size, mono: false, bold: true }
    }

    pub(super) const fn mono(size: f64) -> Style {
        Style { size, mono: true, bold: false }
    }

    pub(super) const fn mono_bold(size: f64) -> Style {
        Style { size, mono: true, bold: true }
    }

    /// The estimated width of a text in this style.
    pub(super) fn width(self, text: &str) -> f64 {
        let ems: f64 = text.chars().map(|c| if self.mono { mono_em(c) } else { em(c) }).sum();
        ems * self.size * if self.bold && !self.mono { 1.05 } else { 1.0 }
    }
}

/// Advance of a character in a proportional font.
fn em(c: char) -> f64 {
    match c {
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '·' | '!' | 'i' | 'j' | 'l' | 'I' => 0.3,
        'f' | 'r' | 't' | '(' | ')' | '/' | '-' => 0.4,
        'm' | 'w' | 'M' | 'W' => 0.88,
        'A'..='Z' => 0.66,
        'a'..='z' | '0'..='9' => 0.56,
        c if c.is_ascii() => 0.6,
        'µ' | '×' => 0.6,
        _ => 1.0,
    }
}

/// Advance of a character in a monospaced font; Hangul takes two columns at most.
fn mono_em(c: char) -> f64 {
    if c.is_ascii() || matches!(c, '\u{a0}' | '·' | '×' | 'µ') { 0.6 } else { 1.0 }
}

/// The first wording that fits into `room`, each tried at its full size and then smaller, down to [`MIN_SIZE`].
/// `None` where none of them fits: then it is left out rather than clipped.
pub(super) fn fit(wordings: &[&str], style: Style, room: f64) -> Option<(String, f64)> {
    for wording in wordings {
        let mut size = style.size;
        while size >= MIN_SIZE {
            if (Style { size, ..style }).width(wording) <= room {
                return Some(((*wording).to_owned(), size));
            }
            size -= 1.0;
        }
    }
    None
}

/// The text in lines no wider than `room`, broken at spaces; a no-break space holds together.
pub(super) fn wrap(text: &str, style: Style, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if style.width(line) + style.width(" ") + style.width(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

impl Text {
    /// `text` at a point of its baseline.
    pub(super) fn new(text: impl Into<String>, x: f64, y: f64, style: Style) -> Text {
        let Style { size, mono, bold } = style;
        Text { text: text.into(), at: Point { x, y }, anchor: Anchor::Start, size, mono, bold }
    }

    /// The first wording that fits, or an empty text.
    pub(super) fn fitted(wordings: &[&str], x: f64, y: f64, style: Style, room: f64) -> Text {
        match fit(wordings, style, room) {
            Some((text, size)) => Text::new(text, x, y, Style { size, ..style }),
            None => Text::default(),
        }
    }

    /// The same with another end at its point.
    pub(super) fn anchored(self, anchor: Anchor) -> Text {
        Text { anchor, ..self }
    }

    /// Its estimated width.
    pub fn width(&self) -> f64 {
        Style { size: self.size, mono: self.mono, bold: self.bold }.width(&self.text)
    }

    /// The estimated rectangle its glyphs lie in.
    pub fn bounds(&self) -> Rect {
        let w = self.width();
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - w / 2.0,
            Anchor::End => self.at.x - w,
        };
        Rect { x, y: self.at.y - 0.8 * self.size, w, h: self.size }
    }
}

impl Rect {
    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// Lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Its middle.
    pub fn centre(&self) -> Point {
        Point { x: self.x + self.w / 2.0, y: self.y + self.h / 2.0 }
    }

    /// Whether two rectangles share more than an edge.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether another lies within it.
    pub fn contains(&self, other: &Rect) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }
}
