//! Estimates the width of a text, and chooses the wording that fits. The estimate needs no font and is an upper bound:
//! a text that fits here fits in each font of the page.
//!
//! A text is a slice of wordings, the longest first. An empty wording is skipped.

use super::{Anchor, Point, Rect, Text};

/// Least font size on the stage, in CSS pixels.
pub(super) const MIN_SIZE: i32 = 11;

/// Font and alignment of a text.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// Font size in CSS pixels.
    size: i32,
    /// True for the monospaced font.
    mono: bool,
    bold: bool,
    /// The end of the text that is at its point.
    anchor: Anchor,
}

impl Style {
    pub(super) const fn plain(size: i32) -> Style {
        Style { size, mono: false, bold: false, anchor: Anchor::Start }
    }

    pub(super) const fn mono(self) -> Style {
        Style { mono: true, ..self }
    }

    pub(super) const fn bold(self) -> Style {
        Style { bold: true, ..self }
    }

    /// Returns the style, centred on its point.
    pub(super) const fn centred(self) -> Style {
        Style { anchor: Anchor::Middle, ..self }
    }

    /// Returns the style, right-aligned at its point.
    pub(super) const fn end(self) -> Style {
        Style { anchor: Anchor::End, ..self }
    }

    /// Returns the estimated width of a text, in CSS pixels.
    pub(super) fn width(self, text: &str) -> i32 {
        self.ems(text).saturating_mul(self.size).saturating_add(9_999) / 10_000
    }

    /// Returns the estimated width in ten thousandths of the font size.
    fn ems(self, text: &str) -> i32 {
        let hundredths: i32 = text.chars().map(|c| if self.mono { mono_em(c) } else { em(c) }).sum();
        hundredths * if self.bold && !self.mono { 105 } else { 100 }
    }
}

/// Advance width of a character in a proportional font, in hundredths of the font size.
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

/// Advance width of a character in a monospaced font. Hangul takes two columns at most.
fn mono_em(c: char) -> i32 {
    if c.is_ascii() || matches!(c, '\u{a0}' | '·' | '×' | 'µ') { 60 } else { 100 }
}

/// Returns the first wording that fits into `room`, and its style. Each wording is tried at the full font size, then at
/// smaller ones down to [`MIN_SIZE`]. `None` if no wording fits: a text is left out, never clipped.
pub(super) fn fit<S: AsRef<str>>(wordings: &[S], style: Style, room: i32) -> Option<(&str, Style)> {
    wordings.iter().map(AsRef::as_ref).filter(|wording| !wording.is_empty()).find_map(|wording| {
        let sizes = (MIN_SIZE..=style.size).rev();
        let style = sizes.map(|size| Style { size, ..style }).find(|style| style.width(wording) <= room)?;
        Some((wording, style))
    })
}

/// Adds the first wording that fits into `room`; returns its width, or 0 if none fits.
pub(super) fn put<S: AsRef<str>>(
    texts: &mut Vec<Text>,
    class: &'static str,
    wordings: &[S],
    (x, y): (i32, i32),
    style: Style,
    room: i32,
) -> i32 {
    let Some((text, style)) = fit(wordings, style, room) else { return 0 };
    let Style { size, mono, bold, anchor } = style;
    texts.push(Text { class, text: text.to_owned(), at: Point { x, y }, anchor, size, mono, bold });
    style.width(text)
}

/// Breaks a text at spaces into lines no wider than `room`. A longer word has a line of its own.
pub(super) fn wrap(text: &str, style: Style, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line_w = 0;
    for word in text.split(' ') {
        let word_w = style.width(word);
        let longer_w = line_w + style.width(" ") + word_w;
        match lines.last_mut() {
            Some(line) if longer_w <= room => {
                line.push(' ');
                line.push_str(word);
                line_w = longer_w;
            }
            _ => {
                lines.push(word.to_owned());
                line_w = word_w;
            }
        }
    }
    lines
}

impl Text {
    /// Returns its estimated width.
    pub fn width(&self) -> i32 {
        let Text { size, mono, bold, anchor, .. } = *self;
        Style { size, mono, bold, anchor }.width(&self.text)
    }

    /// Returns the estimated bounding box.
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

    /// Returns the rectangle, moved by `x` and `y`.
    pub fn moved(&self, x: i32, y: i32) -> Rect {
        Rect { x: self.x + x, y: self.y + y, ..*self }
    }

    /// Centre, rounded to whole pixels.
    pub fn centre(&self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
    }

    /// Returns the smallest rectangle that contains both.
    pub fn union(&self, other: &Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let (right, bottom) = (self.right().max(other.right()), self.bottom().max(other.bottom()));
        Rect { x, y, w: right - x, h: bottom - y }
    }

    /// True if two rectangles share more than an edge.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// True if `other` is inside.
    pub fn contains(&self, other: &Rect) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }
}
