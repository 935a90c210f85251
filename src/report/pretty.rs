//! JSON that stays readable: values deeper than a few levels keep to one line, and no sign in a string can reorder what stands around it
//! on a screen or act on a terminal.
//!
//! In: what `serde_json` asks to be written. Out: [`Compact`], all on one line; [`Pretty`], JSON with a line a field down to a depth, then `{"text": "بيسكوف", "span": [227, 233]}`
//! on one line, so that a claim fits a screen and a changed claim a few lines of a diff.

use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Containers at this depth are the last that are broken over lines.
const DEEPEST: usize = 5;

/// Writes the layout above.
#[derive(Default)]
pub(super) struct Pretty {
    depth: usize,
    /// For each open container, whether it holds anything.
    filled: Vec<bool>,
}

impl Pretty {
    fn open<W: ?Sized + Write>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled.push(false);
        out.write_all(sign)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        let broken = self.depth <= DEEPEST;
        self.depth -= 1;
        if self.filled.pop() == Some(true) && broken {
            self.line(out)?;
        }
        out.write_all(sign)
    }

    fn item<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        let broken = self.depth <= DEEPEST;
        if !first {
            out.write_all(if broken { b"," } else { b", " })?;
        }
        if let Some(filled) = self.filled.last_mut() {
            *filled = true;
        }
        if broken { self.line(out) } else { Ok(()) }
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

/// Everything on one line.
pub(super) struct Compact;

impl Formatter for Compact {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        fragment(out, text)
    }
}

/// Part of a string, which JSON needs no escapes for, with escapes for what a screen would act on: read back, it is the same.
fn fragment<W: ?Sized + Write>(out: &mut W, text: &str) -> io::Result<()> {
    let acts = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    let mut from = 0;
    for (at, sign) in text.match_indices(acts) {
        out.write_all(&text.as_bytes()[from..at])?;
        write!(out, "\\u{:04x}", sign.chars().next().map_or(0, u32::from))?;
        from = at + sign.len();
    }
    out.write_all(&text.as_bytes()[from..])
}

impl Formatter for Pretty {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        fragment(out, text)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.item(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
