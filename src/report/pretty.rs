//! Indented JSON that stays readable: values deeper than a few levels keep to one line.
//!
//! In: what `serde_json` asks to be written. Out: JSON with a line a field down to a depth, then `{"text": "بيسكوف", "span": [227, 233]}`
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

impl Formatter for Pretty {
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
