//! What the user named: a file, a folder, an address, a file's history or standard input, with or without a label.

use super::content::Content;
use crate::{Error, Result};
use std::{
    ffi::OsStr,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

/// Endings of the files that are read from a folder.
pub const ENDINGS: [&str; 13] = [
    "txt", "text", "md", "markdown", "json", "jsonl", "ndjson", "html", "htm", "xhtml", "warc", "warc.gz",
    "timemap",
];

/// One input as the user named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name given to the source: `label=path`.
    pub label: Option<String>,
    /// Where it is.
    pub place: Place,
}

/// Where an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard input.
    Stdin,
    /// A file or a folder.
    Path(PathBuf),
    /// An address, http or https.
    Url(String),
    /// All versions of a file in its git repository.
    History {
        /// The file, as it is called now.
        file: PathBuf,
        /// `REV` or `REV..REV`; all of the history where it is not given.
        revisions: Option<String>,
    },
}

impl Input {
    /// Reads `path`, an address, `-`, or `label=` and one of these. A path that exists is taken as it stands, whatever signs are
    /// in it.
    pub fn parse(argument: &OsStr) -> Self {
        let bare = |place: &OsStr| match place.to_str() {
            Some("-") => Place::Stdin,
            Some(url) if is_address(url) => Place::Url(url.to_owned()),
            _ => Place::Path(place.into()),
        };
        if argument != "-"
            && !Path::new(argument).exists()
            && let Some((label, place)) = argument.to_str().and_then(|a| a.split_once('='))
            && !label.trim().is_empty()
            && !label.contains(['/', '\\'])
            && !place.is_empty()
        {
            return Self { label: Some(label.trim().to_owned()), place: bare(OsStr::new(place)) };
        }
        Self { label: None, place: bare(argument) }
    }

    /// The history of the file instead of the file; other places have none and stay what they are.
    pub fn with_history(self, revisions: Option<String>) -> Self {
        match self.place {
            Place::Path(file) => Self { place: Place::History { file, revisions }, ..self },
            _ => self,
        }
    }

    /// The files meant: those of a folder in natural order (`v2` before `v10`), or the input itself.
    pub(super) fn expand(&self) -> Result<Vec<Self>> {
        let Place::Path(path) = &self.place else { return Ok(vec![self.clone()]) };
        if !path.is_dir() {
            return Ok(vec![self.clone()]);
        }
        let name = path.display();
        let entries = fs::read_dir(path).map_err(|e| unreadable(&name.to_string(), &e))?;
        let mut files = Vec::new();
        for entry in entries {
            let file = entry.map_err(|e| unreadable(&name.to_string(), &e))?.path();
            let file_name = file.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
            let known =
                ENDINGS.iter().any(|e| file_name.strip_suffix(e).is_some_and(|rest| rest.ends_with('.')));
            if !file_name.starts_with('.') && known && file.is_file() {
                files.push(file);
            }
        }
        if files.is_empty() {
            return Err(Error::input(format!(
                "{name}: no article in this folder; articles end in .{} (folders inside it are not read)",
                ENDINGS.join(" .")
            )));
        }
        // Paths that differ only in how their numbers are written keep one order too.
        files.sort();
        alphanumeric_sort::sort_path_slice(&mut files);
        Ok(files.into_iter().map(|f| Self { label: self.label.clone(), place: Place::Path(f) }).collect())
    }

    pub(super) fn is_folder(&self) -> bool {
        matches!(&self.place, Place::Path(path) if path.is_dir())
    }

    /// How messages and the report name it.
    pub(super) fn name(&self) -> String {
        match &self.place {
            Place::Stdin => "-".to_owned(),
            Place::Path(path) | Place::History { file: path, .. } => path.display().to_string(),
            Place::Url(url) => url.clone(),
        }
    }

    /// Everything in a file or standard input.
    pub(super) fn content(&self) -> Result<Content> {
        let mut bytes = Vec::new();
        let mut content = Content::default();
        match &self.place {
            Place::Stdin => {
                std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| unreadable("-", &e))?;
            }
            Place::Path(path) | Place::History { file: path, .. } => {
                if matches!(ending(path).as_str(), "pdf" | "doc" | "docx") {
                    return Err(Error::input(format!(
                        "{}: not a text file; save the article's text as .txt",
                        path.display()
                    )));
                }
                bytes = fs::read(path).map_err(|e| unreadable(&path.display().to_string(), &e))?;
                content.format = super::content::Format::of_file(path);
            }
            Place::Url(url) => return super::fetch::page(url),
        }
        Ok(Content { bytes, ..content })
    }

    /// What its articles are called that have no id of their own.
    pub(super) fn stem(&self) -> String {
        match &self.place {
            Place::Stdin => "stdin".to_owned(),
            Place::Path(path) | Place::History { file: path, .. } => {
                path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
            }
            Place::Url(url) => stem_of_address(url),
        }
    }
}

/// True for `http://` and `https://`.
fn is_address(text: &str) -> bool {
    let scheme = |s: &str| text.get(..s.len()).is_some_and(|t| t.eq_ignore_ascii_case(s));
    scheme("http://") || scheme("https://")
}

/// The last part of an address's path that says something, without its ending; else the host.
pub(super) fn stem_of_address(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/').filter(|p| !p.is_empty());
    let host = parts.next().unwrap_or(url);
    let last = parts.rfind(|p| !p.starts_with("index.")).unwrap_or(host);
    match last.rsplit_once('.') {
        Some((stem, end)) if last != host && !stem.is_empty() && end.len() <= 5 => stem.to_owned(),
        _ => last.to_owned(),
    }
}

pub(super) fn unreadable(name: &str, error: &std::io::Error) -> Error {
    Error::io(match error.kind() {
        std::io::ErrorKind::NotFound => format!("{name}: no such file; check the name"),
        std::io::ErrorKind::PermissionDenied => format!("{name}: may not be read; check its permissions"),
        std::io::ErrorKind::NotADirectory => {
            format!("{name}: a file, and no folder; write it without the last sign")
        }
        kind => format!("{name}: cannot be read: {kind}"),
    })
}

pub(super) fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Input, Place, stem_of_address};
    use std::ffi::OsStr;

    #[test]
    fn takes_labels_off_places() {
        for (argument, label, place) in [
            ("-", None, Place::Stdin),
            ("wire=-", Some("wire"), Place::Stdin),
            ("الصدى=a b.txt", Some("الصدى"), Place::Path("a b.txt".into())),
            ("a=b=c.txt", Some("a"), Place::Path("b=c.txt".into())),
            ("dir/a=b.txt", None, Place::Path("dir/a=b.txt".into())),
            ("=b.txt", None, Place::Path("=b.txt".into())),
            ("a=", None, Place::Path("a=".into())),
            ("https://example.org/?a=b", None, Place::Url("https://example.org/?a=b".into())),
            ("a=HTTP://example.org/b", Some("a"), Place::Url("HTTP://example.org/b".into())),
        ] {
            let want = Input { label: label.map(str::to_owned), place };
            assert_eq!(Input::parse(OsStr::new(argument)), want);
        }
    }

    #[test]
    fn calls_pages_by_their_address() {
        for (url, want) in [
            ("https://example.org/news/2026/harbour-levy.html?x=1.2", "harbour-levy"),
            ("https://example.org/news/harbour-levy/", "harbour-levy"),
            ("https://example.org/a/index.html", "a"),
            ("https://news.example.org/", "news.example.org"),
            ("https://news.example.org", "news.example.org"),
        ] {
            assert_eq!(stem_of_address(url), want);
        }
    }
}
