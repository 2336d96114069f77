//! How wide a text is, and which of several wordings fits. Estimated without a font, on the wide side, so that what fits
//! here fits in any of the page's fonts.
//!
//! Several wordings are one text, a wording a line, the longest first.

use super::{Anchor, Point, Rect, Text};
use crate::text::{cat, cut};

/// No text on the stage is smaller than this.
pub(super) const MIN_SIZE: i32 = 11;

/// How a text is set: its size, and what is added to it of the flags below.
#[derive(Clone, Copy)]
pub(super) struct Style(pub(super) i32);

const MONO: i32 = 32;
const BOLD: i32 = 64;
const MIDDLE: i32 = 128;
const END: i32 = 256;

impl Style {
    pub(super) const fn plain(size: i32) -> Style {
        Style(size)
    }

    pub(super) const fn mono(self) -> Style {
        Style(self.0 | MONO)
    }

    pub(super) const fn bold(self) -> Style {
        Style(self.0 | BOLD)
    }

    /// With its middle at its point.
    pub(super) const fn middle(self) -> Style {
        Style(self.0 | MIDDLE)
    }

    /// With its end at its point.
    pub(super) const fn end(self) -> Style {
        Style(self.0 | END)
    }

    const fn size(self) -> i32 {
        self.0 & 31
    }

    /// The estimated width of a text in this style.
    pub(super) fn width(self, text: &str) -> i32 {
        self.ems(text).saturating_mul(self.size()).saturating_add(9_999) / 10_000
    }

    /// The width in ten thousandths of the size.
    #[inline(never)]
    fn ems(self, text: &str) -> i32 {
        let mut ems = 0;
        for c in text.chars() {
            ems += if self.0 & MONO != 0 { mono_em(c) } else { em(c) };
        }
        ems * if self.0 & (BOLD | MONO) == BOLD { 105 } else { 100 }
    }
}

/// Advance of a character in a proportional font, in hundredths of its size.
fn em(c: char) -> i32 {
    match c {
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '·' | '!' | 'i' | 'j' | 'l' | 'I' => 30,
        'f' | 'r' | 't' | '(' | ')' | '/' | '-' => 40,
        'm' | 'w' | 'M' | 'W' => 88,
        'A'..='Z' => 66,
        'a'..='z' | '0'..='9' => 56,
        '\0'..='\x7f' | 'µ' | '×' => 60,
        _ => 100,
    }
}

/// Advance of a character in a monospaced font; Hangul takes two columns at most.
fn mono_em(c: char) -> i32 {
    if c.is_ascii() || matches!(c, '\u{a0}' | '·' | '×' | 'µ') { 60 } else { 100 }
}

/// The first wording that fits into `room`, each tried at its full size and then smaller, down to [`MIN_SIZE`]; empty
/// where none of them fits: then it is left out rather than clipped.
#[inline(never)]
pub(super) fn fit(wordings: &str, style: Style, room: i32) -> (&str, i32) {
    let mut rest = wordings;
    while !rest.is_empty() {
        let (wording, others) = cut(rest, b'\n');
        rest = others;
        let mut size = style.size();
        let ems = style.ems(wording);
        while size >= MIN_SIZE {
            if (ems * size + 9_999) / 10_000 <= room {
                return (wording, size);
            }
            size -= 1;
        }
    }
    ("", MIN_SIZE)
}

/// Puts the first wording that fits into `room` at its place; its width, or 0 where none fits.
#[inline(never)]
pub(super) fn put(
    texts: &mut Vec<Text>,
    class: &'static str,
    wordings: &str,
    x: i32,
    y: i32,
    style: Style,
    room: i32,
) -> i32 {
    let (text, size) = fit(wordings, style, room);
    if text.is_empty() {
        return 0;
    }
    let anchor = match style.0 & (MIDDLE | END) {
        0 => Anchor::Start,
        MIDDLE => Anchor::Middle,
        _ => Anchor::End,
    };
    let (mono, bold) = (style.0 & MONO != 0, style.0 & BOLD != 0);
    texts.push(Text { class, text: text.to_owned(), at: Point { x, y }, anchor, size, mono, bold });
    Style(style.0 & !31 | size).width(text)
}

/// The text in lines no wider than `room` as far as it breaks at spaces; a no-break space holds together.
pub(super) fn wrap(text: &str, style: Style, room: i32) -> String {
    let mut lines = String::new();
    let (mut rest, mut line_w) = (text, 0);
    while !rest.is_empty() {
        let (word, others) = cut(rest, b' ');
        rest = others;
        let word_w = style.width(word);
        let on_w = line_w + style.width(" ") + word_w;
        if line_w > 0 && on_w <= room {
            lines.push(' ');
            line_w = on_w;
        } else {
            if line_w > 0 {
                lines.push('\n');
            }
            line_w = word_w;
        }
        lines.push_str(word);
    }
    lines
}

/// Goes on with another wording.
#[inline(never)]
pub(super) fn or(wordings: &mut String, wording: &str) {
    if !wordings.is_empty() {
        wordings.push('\n');
    }
    wordings.push_str(wording);
}

/// Two texts as one: "a · b".
pub(super) fn dotted(one: &str, other: &str) -> String {
    cat(&[one, " · ", other])
}

impl Text {
    /// Its estimated width.
    pub fn width(&self) -> i32 {
        let flags = if self.mono { MONO } else { 0 } | if self.bold { BOLD } else { 0 };
        Style(self.size | flags).width(&self.text)
    }

    /// The estimated rectangle its glyphs lie in.
    pub fn bounds(&self) -> Rect {
        let w = self.width();
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - w / 2,
            Anchor::End => self.at.x - w,
        };
        Rect { x, y: self.at.y - 8 * self.size / 10, w, h: self.size }
    }
}

impl Rect {
    /// Right edge.
    pub fn right(&self) -> i32 {
        self.x + self.w
    }

    /// Lower edge.
    pub fn bottom(&self) -> i32 {
        self.y + self.h
    }

    /// Itself, so far on.
    pub fn moved(&self, x: i32, y: i32) -> Rect {
        Rect { x: self.x + x, y: self.y + y, ..*self }
    }

    /// Its middle.
    pub fn centre(&self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
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
