//! WARC files (ISO 28500), compressed or not: each page that a crawler fetched is an article.
//!
//! In: the file's bytes. Out: a draft a page, captured when its record says. A record that is cut off or broken stops the run; a page
//! without an article in it is passed over, with a remark, because crawls hold front pages and notices too.

use super::{
    Reader,
    content::{Content, Format},
    date,
    draft::Draft,
    fetch, input,
};
use crate::Error;
use flate2::read::{GzDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{self, BufRead, BufReader, Read};

/// The largest page that is looked at; larger records are no pages.
const MOST_BYTES: u64 = 64 << 20;

/// The most header lines of an answer.
const MOST_HEADERS: usize = 256;

/// Passed-over pages that a remark names.
const MOST_NAMED: usize = 3;

/// True where the name or the first signs say so; compressed files are WARC files, for nothing else is read compressed.
pub(super) fn is_warc(name: &str, bytes: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    bytes.starts_with(b"WARC/") || is_gzip(bytes) || name.ends_with(".warc") || name.ends_with(".warc.gz")
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// The articles in the file called `name`.
pub(super) fn drafts(name: &str, bytes: &[u8], reader: &Reader) -> Result<Vec<Draft>, Vec<Error>> {
    let mut source: Box<dyn BufRead> =
        if is_gzip(bytes) { Box::new(BufReader::new(MultiGzDecoder::new(bytes))) } else { Box::new(bytes) };
    let (mut list, mut passed) = (Vec::new(), Vec::new());
    for number in 1.. {
        let record = match Record::read(&mut *source) {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(fault) => {
                return Err(vec![Error::input(format!(
                    "{name}: {} in record {number}; fetch the file again",
                    fault.said()
                ))]);
            }
        };
        let Some(content) = record.page() else { continue };
        let url = content.url.clone().unwrap_or_default();
        let captured = content.captured.clone();
        match content.drafts(&format!("{name}: {url}"), reader) {
            Ok(found) => list.extend(found.into_iter().map(|d| named(d, &url, captured.as_deref()))),
            Err(_) => passed.push(url),
        }
    }
    if list.is_empty() {
        return Err(vec![Error::input(format!(
            "{name}: no article in this WARC file; {} pages without an article",
            passed.len()
        ))]);
    }
    if !passed.is_empty() {
        let some = passed.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = if passed.len() > MOST_NAMED { ", …" } else { "" };
        let remark = format!("pages without an article were passed over ({}): {some}{more}", passed.len());
        list[0].remark("passed-over", remark);
    }
    Ok(list)
}

/// Gives a capture an id that tells it from other captures of the same page.
pub(super) fn named(mut draft: Draft, url: &str, captured: Option<&str>) -> Draft {
    let time: String = captured.unwrap_or_default().chars().filter(char::is_ascii_digit).take(14).collect();
    draft.article.id = format!("{}@{time}", input::stem_of_address(url));
    draft
}

/// A record that is a server's answer, or of another kind and left unread.
#[derive(Default)]
struct Record {
    url: String,
    date: String,
    answer: Option<Vec<u8>>,
}

#[derive(Debug)]
enum Fault {
    CutOff,
    Broken,
}

impl Fault {
    fn said(&self) -> &'static str {
        match self {
            Self::CutOff => "cut off",
            Self::Broken => "broken",
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof { Self::CutOff } else { Self::Broken }
    }
}

impl Record {
    /// The next record; `None` after the last.
    fn read(source: &mut dyn BufRead) -> Result<Option<Self>, Fault> {
        let mut line = line(source)?;
        while line.as_deref().is_some_and(|l| l.trim().is_empty()) {
            line = self::line(source)?;
        }
        let Some(version) = line else { return Ok(None) };
        if !version.starts_with("WARC/") {
            return Err(Fault::Broken);
        }
        let (mut record, mut kind, mut media, mut length) =
            (Self::default(), String::new(), String::new(), None);
        loop {
            let line = self::line(source)?.ok_or(Fault::CutOff)?;
            if line.trim().is_empty() {
                break;
            }
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim().to_owned();
            match key.trim().to_ascii_lowercase().as_str() {
                "warc-type" => kind = value,
                "content-type" => media = value.to_ascii_lowercase(),
                "content-length" => length = Some(value.parse::<u64>().map_err(|_| Fault::Broken)?),
                "warc-target-uri" => value.trim_matches(['<', '>']).clone_into(&mut record.url),
                "warc-date" => record.date = value,
                _ => {}
            }
        }
        let length = length.ok_or(Fault::Broken)?;
        let mut block = source.take(length);
        let read = if kind == "response" && media.starts_with("application/http") && length <= MOST_BYTES {
            let mut answer = Vec::new();
            let read = block.read_to_end(&mut answer)? as u64;
            record.answer = Some(answer);
            read
        } else {
            io::copy(&mut block, &mut io::sink())?
        };
        if read < length { Err(Fault::CutOff) } else { Ok(Some(record)) }
    }

    /// The page in it: a successful answer that is HTML.
    fn page(self) -> Option<Content> {
        let answer = self.answer?;
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let Ok(httparse::Status::Complete(start)) = response.parse(&answer) else { return None };
        if response.code != Some(200) {
            return None;
        }
        let header = |name: &str| {
            let found = response.headers.iter().find(|h| h.name.eq_ignore_ascii_case(name));
            found.map(|h| String::from_utf8_lossy(h.value).trim().to_ascii_lowercase()).unwrap_or_default()
        };
        let media = header("content-type");
        if Format::of_media(&media) != Some(Format::Html) {
            return None;
        }
        let mut body = answer[start..].to_vec();
        if header("transfer-encoding").contains("chunked") {
            // Some crawlers keep the header and drop the chunks.
            body = dechunked(&body).unwrap_or(body);
        }
        Some(Content {
            bytes: unpacked(body, &header("content-encoding"))?,
            format: Some(Format::Html),
            charset: fetch::charset(&media),
            url: Some(self.url),
            captured: date::iso(&self.date),
        })
    }
}

fn line(source: &mut dyn BufRead) -> Result<Option<String>, Fault> {
    let mut bytes = Vec::new();
    source.take(1 << 16).read_until(b'\n', &mut bytes)?;
    match bytes.last() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(String::from_utf8_lossy(&bytes).trim_end().to_owned())),
        Some(_) => Err(Fault::CutOff),
    }
}

fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    loop {
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(body) else {
            return None;
        };
        if size == 0 {
            return Some(out);
        }
        let end = start.checked_add(usize::try_from(size).ok()?)?;
        out.extend_from_slice(body.get(start..end)?);
        body = body.get(end..)?.strip_prefix(b"\r\n")?;
    }
}

fn unpacked(body: Vec<u8>, encoding: &str) -> Option<Vec<u8>> {
    let read = |reader: &mut dyn Read| {
        let mut out = Vec::new();
        reader.take(MOST_BYTES).read_to_end(&mut out).ok().map(|_| out)
    };
    match encoding {
        "" | "identity" => Some(body),
        // Some archives keep the header and unpack the body.
        "gzip" | "x-gzip" if is_gzip(&body) => read(&mut GzDecoder::new(&body[..])),
        "gzip" | "x-gzip" => Some(body),
        "deflate" => read(&mut ZlibDecoder::new(&body[..])),
        _ => None,
    }
}
