//! Bytes to text in whatever character set they are.
//!
//! In: the bytes of one input, and the character set that its sender states. Out: text, and a remark where a reader should know
//! how it was read. What decides is, in this order: the byte order mark, valid UTF-8 (which no other text is by accident), the
//! character set stated by the sender or in the page itself, a guess. A statement that makes nonsense of the text is a lie: what is
//! valid UTF-8 is read as that, with a remark; a guess that leaves nothing odd is taken, with a remark of its own, which those who keep
//! the text may refuse; else it is an error that names what was stated. Nothing is ever garbled silently.

use crate::{Error, Result};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at for what a page says of itself: twice what browsers look at.
const PRESCAN: usize = 2048;

/// The least oddity, per thousand letters, at which a text makes no sense.
const NONSENSE: usize = 100;

/// The least oddity at which a text may be better read another way.
const LIE: usize = 5;

/// At most one broken character to so many good ones is damage, not another character set.
const DAMAGE: usize = 50;

/// The text of an input.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// What a reader should know about its characters.
    pub(super) remark: Option<String>,
    /// It is not in the character set stated, and the one it was read in is a guess.
    pub(super) lie: bool,
}

/// The text of an input called `name`, whose sender says that it is in `stated`.
pub(super) fn text(name: &str, bytes: Vec<u8>, stated: Option<&str>) -> Result<Decoded> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::input(format!("{name}: larger than 4 GiB; split it")));
    }
    let decoded = decoded(name, bytes, stated)?;
    if decoded.text.trim().is_empty() {
        return Err(Error::input(format!("{name}: empty; give a file with text in it")));
    }
    Ok(decoded)
}

fn decoded(name: &str, bytes: Vec<u8>, stated: Option<&str>) -> Result<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let rest = &bytes[mark..];
        let (text, broken) = encoding.decode_without_bom_handling(rest);
        // In UTF-16 every space and full stop has a zero in it.
        let other =
            encoding != UTF_8 && !rest.is_empty() && !rest.contains(&0) && str::from_utf8(rest).is_ok();
        if other || (broken && !slightly_broken(&text)) {
            return Err(lied(name, encoding, "its byte order mark says"));
        }
        let remark = broken.then(|| damaged(encoding));
        return Ok(Decoded { text: text.into_owned(), remark, lie: false });
    }
    if let Some(encoding) = unmarked_utf16(&bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes);
        if broken {
            return Err(nonsense(name));
        }
        return Ok(Decoded { text: text.into_owned(), ..Decoded::default() });
    }
    let zeros = bytes.iter().filter(|b| **b == 0).count();
    if zeros * 10 > bytes.len()
        || (zeros > 0 && str::from_utf8(&bytes).is_err())
        || bytes.starts_with(b"%PDF-")
    {
        return Err(Error::input(format!("{name}: not a text file; save the article's text as .txt")));
    }
    let stated =
        stated.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| said_inside(&bytes));
    match String::from_utf8(bytes) {
        Ok(text) => Ok(utf8(text, stated)),
        Err(e) => other(name, &e.into_bytes(), stated),
    }
}

/// Valid UTF-8; that a sender says otherwise matters only where it makes a difference.
fn utf8(text: String, stated: Option<&'static Encoding>) -> Decoded {
    let lie = stated.filter(|s| *s != UTF_8 && !text.is_ascii());
    let remark = match lie {
        Some(stated) => Some(format!("said to be {}, but is UTF-8; read as UTF-8", stated.name())),
        None if oddity(&text) >= NONSENSE => {
            Some("its characters are garbled in the input itself; give a sound copy".to_owned())
        }
        None => None,
    };
    Decoded { text, remark, lie: false }
}

/// Anything but UTF-8.
fn other(name: &str, bytes: &[u8], stated: Option<&'static Encoding>) -> Result<Decoded> {
    let (lossy, _) = UTF_8.decode_without_bom_handling(bytes);
    if slightly_broken(&lossy) {
        return Ok(Decoded { text: lossy.into_owned(), remark: Some(damaged(UTF_8)), lie: false });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let read = |encoding: &'static Encoding| {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        let odd = if broken { 1000 } else { oddity(&text) };
        (text.into_owned(), odd)
    };
    let stated = stated.filter(|s| *s != UTF_16LE && *s != UTF_16BE);
    let (guessed, odd_guessed) = read(guess);
    if let Some(stated) = stated.filter(|s| *s != UTF_8) {
        let (text, odd) = read(stated);
        let lie = odd >= LIE && odd > odd_guessed * 4;
        if odd < NONSENSE && !lie {
            return Ok(Decoded { text, ..Decoded::default() });
        }
    }
    // What was stated is wrong. Only a guess that leaves nothing odd is better.
    if let Some(stated) = stated.filter(|_| odd_guessed >= LIE) {
        return Err(lied(name, stated, "said to be"));
    }
    if odd_guessed >= NONSENSE {
        return Err(nonsense(name));
    }
    let said =
        stated.map_or_else(String::new, |s| format!("said to be {}, which makes no sense; ", s.name()));
    let remark = format!("{said}read as {}, a guess; convert it to UTF-8 to be sure", guess.name());
    Ok(Decoded { text: guessed, remark: Some(remark), lie: stated.is_some() })
}

/// True where what could not be decoded is damage, not another character set.
fn slightly_broken(text: &str) -> bool {
    text.matches('\u{fffd}').count() * DAMAGE <= text.chars().filter(|c| !c.is_ascii()).count()
}

fn lied(name: &str, stated: &'static Encoding, said: &str) -> Error {
    Error::input(format!(
        "{name}: {said} {}, but is not, and no other character set fits; convert it to UTF-8 from what it really is, e.g. \
         `iconv -f WINDOWS-1256 -t UTF-8`",
        stated.name()
    ))
}

fn damaged(encoding: &'static Encoding) -> String {
    format!("some of its {} characters are broken and stand as \u{fffd}", encoding.name())
}

fn nonsense(name: &str) -> Error {
    Error::input(format!(
        "{name}: its character set cannot be told; convert it, e.g. `iconv -f WINDOWS-1256 -t UTF-8`"
    ))
}

/// UTF-16 without its mark: every second byte is one of the few that begin the letters of one script.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    // Zero is the upper half of what ASCII holds, six that of Arabic.
    let share = |first: usize| sample.iter().skip(first).step_by(2).filter(|b| matches!(b, 0 | 6)).count();
    let most = sample.len() / 2 * 9 / 10;
    if sample.len() < 4 || !sample.contains(&0) || bytes.len() % 2 == 1 {
        return None;
    }
    match (share(0) > most, share(1) > most) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// What a page or an XML declaration says of itself.
fn said_inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let declaration = head.split("?>").next().filter(|d| d.trim_start().starts_with("<?xml"));
    let tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let value = |tag: &str, key: &str| {
        let after = tag.split_once(key)?.1.trim_start().strip_prefix('=')?.trim_start();
        let label = after.trim_start_matches(['"', '\'']);
        let label = label.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/')).next()?;
        // A page that could be read so far is not in UTF-16, whatever it says.
        Encoding::for_label(label.as_bytes()).map(|e| if e == UTF_16LE || e == UTF_16BE { UTF_8 } else { e })
    };
    tags.filter_map(|tag| value(tag, "charset"))
        .next()
        .or_else(|| declaration.and_then(|d| value(d, "encoding")))
}

/// How much of a text looks garbled, per thousand letters: words in two scripts, signs inside words, capitals after small letters
/// beyond ASCII, and control signs, none of which news text has much of.
fn oddity(text: &str) -> usize {
    let (mut letters, mut odd) = (0, 0);
    let (mut before, mut small, mut sign) = (Kind::Other, false, false);
    for c in text.chars() {
        let kind = Kind::of(c);
        if kind.is_letter() {
            letters += 1;
            let mixed = before.is_letter() && kind != before;
            let jump = small && c.is_uppercase() && !c.is_ascii();
            // A sign counts once letters stand on both sides of it.
            odd += usize::from(mixed || jump || sign);
            (before, small, sign) = (kind, c.is_lowercase(), false);
        } else if kind == Kind::Sign {
            (small, sign) = (false, before.is_letter());
        } else {
            odd += usize::from(kind == Kind::Control);
            (before, small, sign) = (Kind::Other, false, false);
        }
    }
    odd * 1000 / letters.max(1)
}

/// Scripts that one-byte character sets write, and what else tells a garbled text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Sign,
    Control,
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            '\u{d7}'
            | '\u{f7}'
            | '\u{a1}'..='\u{aa}'
            | '\u{ac}'
            | '\u{ae}'..='\u{b6}'
            | '\u{b8}'..='\u{ba}'
            | '\u{bc}'..='\u{bf}' => Self::Sign,
            '\u{80}'..='\u{9f}' | '\u{fffd}' => Self::Control,
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' => Self::Latin,
            '\u{370}'..='\u{3ff}' => Self::Greek,
            '\u{400}'..='\u{52f}' => Self::Cyrillic,
            '\u{590}'..='\u{5ff}' => Self::Hebrew,
            '\u{620}'..='\u{652}' | '\u{66e}'..='\u{6d3}' => Self::Arabic,
            _ => Self::Other,
        }
    }

    fn is_letter(self) -> bool {
        !matches!(self, Self::Sign | Self::Control | Self::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::{Decoded, text};
    use encoding_rs::{Encoding, ISO_8859_6, WINDOWS_1252, WINDOWS_1256};

    const ARABIC: &str = "قالت وزيرة الموارد المائية نجلاء البرقاوي إن السد آمن، وأضافت أن أعمال الصيانة بدأت فعلا في ظل ظروف صعبة.";
    const GERMAN: &str =
        "Die Küstenwache sagte, der Öltanker müsse für größere Prüfungen zurück. «Übermorgen», so Löhr.";

    fn bytes(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        let (bytes, _, lossy) = encoding.encode(text);
        assert!(!lossy, "the sample fits {}", encoding.name());
        bytes.into_owned()
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    fn page(charset: &str, text: &str) -> String {
        format!(
            "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\"><p>{text}"
        )
    }

    #[test]
    fn reads_what_is_stated_and_guesses_what_is_not() {
        for (encoding, sample) in [(WINDOWS_1256, ARABIC), (ISO_8859_6, ARABIC), (WINDOWS_1252, GERMAN)] {
            let stated = text("a", bytes(encoding, sample), Some(encoding.name())).expect("text");
            assert_eq!(stated, Decoded { text: sample.to_owned(), ..Decoded::default() });
            let inside = page(encoding.name(), sample);
            assert_eq!(
                text("a", bytes(encoding, &inside), None).expect("text"),
                Decoded { text: inside, ..Decoded::default() }
            );
            let guessed = text("a", bytes(encoding, sample), None).expect("text");
            assert_eq!(guessed.text, sample);
            assert!(guessed.remark.is_some_and(|r| r.contains(encoding.name()) && r.contains("a guess")));
        }
    }

    #[test]
    fn sees_through_a_lie() {
        let lies = [
            (WINDOWS_1256, ARABIC, "windows-1252"),
            (WINDOWS_1256, ARABIC, "utf-8"),
            (WINDOWS_1256, ARABIC, "iso-8859-1"),
            (WINDOWS_1256, ARABIC, "windows-1251"),
            (WINDOWS_1256, ARABIC, "iso-8859-6"),
            (ISO_8859_6, ARABIC, "windows-1256"),
            (WINDOWS_1252, GERMAN, "windows-1256"),
            (WINDOWS_1252, GERMAN, "utf-8"),
        ];
        for (encoding, sample, lie) in lies {
            let read = text("a", bytes(encoding, sample), Some(lie)).expect("text");
            assert_eq!(read.text, sample, "{} said to be {lie}", encoding.name());
            assert!(read.lie && read.remark.is_some_and(|r| r.starts_with("said to be")), "{lie}");
        }
        let read = text("a", ARABIC.as_bytes().to_vec(), Some("windows-1256")).expect("text");
        assert_eq!(read.text, ARABIC);
        assert_eq!(read.remark.as_deref(), Some("said to be windows-1256, but is UTF-8; read as UTF-8"));
        let inside = page("windows-1256", ARABIC);
        let read = text("a", inside.clone().into_bytes(), Some("utf-8")).expect("text");
        assert_eq!(
            read,
            Decoded { text: inside, ..Decoded::default() },
            "the sender's word comes before the page's"
        );
    }

    #[test]
    fn refuses_a_lie_that_nothing_else_explains() {
        // Half in one character set, half in another, as when pages are put together from parts.
        let mixed = [ARABIC.as_bytes(), &bytes(WINDOWS_1256, ARABIC)].concat();
        for stated in ["utf-8", "windows-1256", "iso-8859-6"] {
            let error = text("a", mixed.clone(), Some(stated)).expect_err(stated).to_string();
            let name = Encoding::for_label(stated.as_bytes()).expect("a label").name();
            assert!(error.starts_with(&format!("a: said to be {name}, but is not")), "{error}");
        }
        let mark = "\u{feff}".as_bytes();
        for (mark, rest, name) in [
            (mark, bytes(WINDOWS_1256, ARABIC), "UTF-8"),
            (&[0xff, 0xfe][..], ARABIC.as_bytes().to_vec(), "UTF-16LE"),
            (&[0xfe, 0xff][..], b"The minister said that the levy would pay.".to_vec(), "UTF-16BE"),
        ] {
            // Whatever the sender says: the mark comes first.
            let error = text("a", [mark, &rest[..]].concat(), Some("utf-8")).expect_err(name).to_string();
            assert!(error.starts_with(&format!("a: its byte order mark says {name}, but is not")), "{error}");
        }
    }

    #[test]
    fn reads_utf16_with_and_without_its_mark() {
        for little in [true, false] {
            for sample in [ARABIC, GERMAN] {
                let plain = utf16(sample, little);
                assert_eq!(text("a", plain.clone(), None).expect("text").text, sample);
                let marked = [utf16("\u{feff}", little), plain].concat();
                assert_eq!(text("a", marked, Some("utf-8")).expect("text").text, sample);
            }
        }
    }

    #[test]
    fn says_what_is_broken() {
        let mut damaged = ARABIC.repeat(3).into_bytes();
        damaged.insert(20, 0xff);
        let read = text("a", damaged, None).expect("text");
        assert!(read.text.contains('\u{fffd}') && read.remark.is_some_and(|r| r.contains("broken")));
        let twice = WINDOWS_1252.decode_without_bom_handling(ARABIC.as_bytes()).0.into_owned();
        let read = text("a", twice.into_bytes(), None).expect("text");
        assert!(read.remark.is_some_and(|r| r.contains("garbled")));
        for sound in [
            ARABIC,
            GERMAN,
            "Plain. McDonald’s iPhone costs £5 or 5½ €, it’s 20°C",
            "<p>Größe der x86-CPU: µm",
        ] {
            assert_eq!(text("a", sound.as_bytes().to_vec(), None).expect("text").remark, None, "{sound}");
        }
        let noise: Vec<u8> = (0..400u32).map(|n| (n * 167 % 255) as u8 + 1).collect();
        for bad in [noise, b"%PDF-1.7\n".to_vec(), b"PK\x03\x04\0\0\x08".to_vec(), b" \n".to_vec()] {
            assert!(text("a", bad, None).is_err_and(|e| e.to_string().starts_with("a: ")));
        }
    }
}
