//! Text of articles on a terminal: made harmless, measured, wrapped and marked.
//!
//! In: pieces of text, some of which differ. Out: lines of a given width. Styles travel through wrapping and drawing as single
//! zero-width characters that no cleaned text holds; [`paint`] turns them into ANSI sequences, or nothing, at the very end. So
//! no line is ever measured with an escape sequence in it, and none is cut within one.
//!
//! Most terminals draw «لا» in two columns, where `unicode-width` counts one because it joins; a further invisible
//! character between the letters keeps them apart for measuring and is taken out by [`paint`].

use super::{
    View,
    printable::{is_joining_alef, is_rtl, printable_chars},
};
use crate::model::Severity;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Major,
    Minor,
    Strong,
    Faint,
}

const MAJOR: char = '\u{206a}';
const MINOR: char = '\u{206b}';
const STRONG: char = '\u{206c}';
const FAINT: char = '\u{206d}';
const CLOSE: char = '\u{206e}';
/// Right-to-left isolate: does not join its neighbours, and is not among the characters that are written out.
const APART: char = '\u{2067}';
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

impl Style {
    fn mark(self) -> char {
        match self {
            Self::Major => MAJOR,
            Self::Minor => MINOR,
            Self::Strong => STRONG,
            Self::Faint => FAINT,
        }
    }
}

impl From<Severity> for Style {
    fn from(severity: Severity) -> Self {
        if severity == Severity::Major { Self::Major } else { Self::Minor }
    }
}

/// The text of one cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    text: String,
    rtl: Option<bool>,
}

impl Cell {
    /// A cell that holds `text`.
    pub(super) fn new(text: &str) -> Self {
        let mut cell = Self::default();
        cell.push(text);
        cell
    }

    /// Appends text; white space of any kind becomes single spaces.
    pub(super) fn push(&mut self, text: &str) {
        for c in printable_chars(text) {
            if c == ' ' {
                if !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
                continue;
            }
            if is_joining_alef(c) {
                self.text.push(APART);
            }
            self.text.push(c);
            if self.rtl.is_none() {
                self.rtl = is_rtl(c);
            }
        }
    }

    /// Appends text that differs: in a style where there are colours, else between asterisks.
    pub(super) fn push_differing(&mut self, text: &str, severity: Severity, color: bool) {
        let style = Style::from(severity);
        let inner = text.trim();
        if inner.is_empty() {
            return self.push(text);
        }
        if text.starts_with(char::is_whitespace) {
            self.push(" ");
        }
        if color {
            self.text.push(style.mark());
            self.push(inner);
            self.text.push(CLOSE);
        } else {
            let mark = if style == Style::Major { "**" } else { "*" };
            self.text += mark;
            self.push(inner);
            self.text += mark;
        }
        if text.ends_with(char::is_whitespace) {
            self.push(" ");
        }
    }

    /// The whole cell in one style.
    pub(super) fn styled(mut self, style: Style) -> Self {
        if !self.text.is_empty() {
            self.text.insert(0, style.mark());
            self.text.push(CLOSE);
        }
        self
    }

    /// True where the first letter is of a right-to-left script.
    pub(super) fn is_rtl(&self) -> bool {
        self.rtl == Some(true)
    }

    /// Columns of the cell on one line.
    pub(super) fn width(&self) -> usize {
        self.text.width()
    }

    /// The cell on one line.
    pub(super) fn line(&self, view: &View) -> String {
        isolated(&self.text, self.is_rtl(), view)
    }

    /// The cell in lines of at most `width` columns; a word is cut only where it is longer than a line.
    pub(super) fn lines(&self, width: usize, view: &View) -> Vec<String> {
        let mut open = None;
        let mut finish = |line: &str| {
            let mut out = String::with_capacity(line.len() + 8);
            out.extend(open);
            for c in line.chars() {
                match c {
                    MAJOR | MINOR | STRONG | FAINT => open = Some(c),
                    CLOSE => open = None,
                    _ => {}
                }
            }
            out += line;
            if open.is_some() {
                out.push(CLOSE);
            }
            isolated(&out, self.is_rtl(), view)
        };
        let mut lines = Vec::new();
        let (mut line, mut used) = (String::new(), 0);
        for word in self.text.split(' ').filter(|w| !w.is_empty()) {
            let mut word = word;
            let mut wide = word.width();
            if used > 0 && used + 1 + wide > width {
                lines.push(finish(&line));
                (line, used) = (String::new(), 0);
            }
            if used == 0 && wide > width {
                // Each cut looks at one line only, or a word of a million letters would take forever.
                loop {
                    let cut = cut(word, width);
                    if cut == word.len() {
                        break;
                    }
                    lines.push(finish(&word[..cut]));
                    word = &word[cut..];
                }
                wide = word.width();
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line += word;
            used += wide;
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(finish(&line));
        }
        lines
    }
}

/// Where to cut a word that is too long: at most `width` columns, at least one character, nothing zero-width left behind.
fn cut(word: &str, width: usize) -> usize {
    let mut used = 0;
    let mut joined = false;
    let mut seen = false;
    for (at, c) in word.char_indices() {
        let wide = c.width().unwrap_or(0);
        if wide > 0 && seen && !joined && used + wide > width {
            return at;
        }
        // After a zero-width joiner the next sign belongs to the same picture.
        joined = c == '\u{200d}';
        seen |= wide > 0;
        used += wide;
    }
    word.len()
}

fn isolated(line: &str, rtl: bool, view: &View) -> String {
    if !view.isolate || !line.chars().any(|c| is_rtl(c) == Some(true)) {
        return line.to_owned();
    }
    // A line may begin with a foreign word and still belong to a right-to-left cell.
    let mark = if rtl { Some(RIGHT_TO_LEFT_MARK) } else { None };
    let mut out = String::with_capacity(line.len() + 9);
    out.push(FIRST_STRONG_ISOLATE);
    out.extend(mark);
    out += line;
    out.push(POP_ISOLATE);
    out
}

/// A line of the program's own in lines of at most `width` columns, the further ones indented; styles and isolates that are open
/// at a break close before it and go on after it. A word longer than a line is not cut.
pub(super) fn wrapped(line: &str, width: usize) -> Vec<String> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let mut lines = Vec::new();
    let (mut out, mut used) = (" ".repeat(indent), indent);
    let (mut style, mut isolate) = (None, String::new());
    for (n, word) in line[indent..].split(' ').enumerate() {
        let wide = word.width();
        if n > 0 && used + 1 + wide > width {
            out.extend((!isolate.is_empty()).then_some(POP_ISOLATE));
            out.extend(style.map(|_| CLOSE));
            lines.push(std::mem::take(&mut out));
            out += &" ".repeat(indent + 2);
            out.extend(style);
            out += &isolate;
            used = indent + 2;
        } else if n > 0 {
            out.push(' ');
            used += 1;
        }
        out += word;
        used += wide;
        for c in word.chars() {
            match c {
                MAJOR | MINOR | STRONG | FAINT => style = Some(c),
                CLOSE => style = None,
                FIRST_STRONG_ISOLATE => isolate = FIRST_STRONG_ISOLATE.to_string(),
                RIGHT_TO_LEFT_MARK if !isolate.is_empty() => isolate.push(c),
                POP_ISOLATE => isolate.clear(),
                _ => {}
            }
        }
    }
    lines.push(out);
    lines
}

/// `line` with its styles as ANSI sequences, or without them.
pub(super) fn paint(line: &str, color: bool) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        let code = match c {
            APART => continue,
            MAJOR => "\u{1b}[1;31m",
            MINOR => "\u{1b}[33m",
            STRONG => "\u{1b}[1m",
            FAINT => "\u{1b}[2m",
            CLOSE => "\u{1b}[0m",
            c => {
                out.push(c);
                continue;
            }
        };
        if color {
            out += code;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Cell, Style, paint, wrapped};
    use crate::{model::Severity, report::View};
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn wraps_between_words_and_measures_lam_alef_as_two() {
        let view = View::default();
        let cell = Cell::new("قال الإسلام لا\n\n سلام");
        let lines: Vec<String> = cell.lines(11, &view);
        assert!(lines.iter().all(|l| l.width() <= 11), "{lines:?}");
        let painted: Vec<String> = lines.iter().map(|l| paint(l, false)).collect();
        assert_eq!(painted, ["قال الإسلام", "لا سلام"]);
        assert_eq!(Cell::new("لا").width(), 2);
    }

    #[test]
    fn cuts_only_words_that_are_too_long() {
        let view = View::default();
        assert_eq!(Cell::new("abcdefgh ij").lines(3, &view), ["abc", "def", "gh", "ij"]);
        assert_eq!(Cell::new("").lines(3, &view), [""]);
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(Cell::new(family).lines(1, &view), [family]);
        assert_eq!(Cell::new("بَُبَُ").lines(1, &view), ["بَُ", "بَُ"]);
    }

    #[test]
    fn styles_survive_wrapping_and_isolates_close_on_each_line() {
        let view = View { color: true, isolate: true, ..View::default() };
        let mut cell = Cell::new("قال ");
        cell.push_differing("واحد اثنان ", Severity::Major, true);
        cell.push("end");
        let lines: Vec<String> = cell.lines(8, &view).iter().map(|l| paint(l, true)).collect();
        let (open, close) = ("\u{1b}[1;31m", "\u{1b}[0m");
        assert_eq!(
            lines,
            [
                format!("\u{2068}\u{200f}قال {open}واحد{close}\u{2069}"),
                format!("\u{2068}\u{200f}{open}اثنان{close}\u{2069}"),
                "end".to_owned(),
            ]
        );
        assert_eq!(paint(&Cell::new("x").styled(Style::Strong).line(&View::default()), false), "x");
    }

    #[test]
    fn lines_of_the_program_wrap_with_what_is_open() {
        let title = Cell::new("عنوان طويل جدا")
            .styled(Style::Strong)
            .line(&View { isolate: true, ..View::default() });
        let lines: Vec<String> =
            wrapped(&format!("  a – {title}: 3"), 14).iter().map(|l| paint(l, true)).collect();
        let (open, close) = ("\u{1b}[1m", "\u{1b}[0m");
        assert_eq!(
            lines,
            [
                format!("  a – \u{2068}\u{200f}{open}عنوان\u{2069}{close}"),
                format!("    {open}\u{2068}\u{200f}طويل جدا{close}\u{2069}:"),
                "    3".to_owned(),
            ]
        );
        assert_eq!(wrapped("one", 2), ["one"]);
        assert_eq!(wrapped("", 2), [""]);
    }

    #[test]
    fn without_colour_differing_words_stand_between_asterisks() {
        let mut cell = Cell::new("a ");
        cell.push_differing(" 26 ", Severity::Major, false);
        cell.push_differing("c", Severity::Minor, false);
        assert_eq!(cell.line(&View::default()), "a **26** *c*");
    }
}
