//! What the user named: a file, a folder or standard input, with or without a label.

use crate::{Error, Result, model::Article};
use std::{
    ffi::OsStr,
    fs,
    io::Read,
    path::{Path, PathBuf},
};

/// Endings of the files that are read from a folder.
pub const ENDINGS: [&str; 6] = ["txt", "text", "md", "json", "jsonl", "ndjson"];

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
}

/// How the text of an input is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Plain { markdown: bool },
    Json,
    JsonLines,
}

impl Input {
    /// Reads `path`, `label=path`, `-` or `label=-`. A path that exists is taken as it stands, whatever signs are in it.
    pub fn parse(argument: &OsStr) -> Self {
        let bare = |path: &OsStr| {
            if path == "-" { Place::Stdin } else { Place::Path(path.into()) }
        };
        if argument != "-"
            && !Path::new(argument).exists()
            && let Some((label, path)) = argument.to_str().and_then(|a| a.split_once('='))
            && !label.trim().is_empty()
            && !label.contains(['/', '\\'])
            && !path.is_empty()
        {
            return Self { label: Some(label.trim().to_owned()), place: bare(OsStr::new(path)) };
        }
        Self { label: None, place: bare(argument) }
    }

    /// The files meant: those of a folder by name, or the input itself.
    pub(super) fn expand(&self) -> Result<Vec<Self>> {
        let Place::Path(path) = &self.place else { return Ok(vec![self.clone()]) };
        let name = path.display();
        if matches!(path.to_str(), Some(p) if p.starts_with("http://") || p.starts_with("https://")) {
            return Err(Error::input(format!(
                "{name}: addresses are not read; save the page's text and give the file"
            )));
        }
        if !path.is_dir() {
            return Ok(vec![self.clone()]);
        }
        let entries = fs::read_dir(path).map_err(|e| unreadable(&name.to_string(), &e))?;
        let mut files = Vec::new();
        for entry in entries {
            let file = entry.map_err(|e| unreadable(&name.to_string(), &e))?.path();
            let hidden = file.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
            if !hidden && file.is_file() && ENDINGS.contains(&ending(&file).as_str()) {
                files.push(file);
            }
        }
        if files.is_empty() {
            return Err(Error::input(format!(
                "{name}: no article in this folder; articles end in .{} (folders inside it are not read)",
                ENDINGS.join(" .")
            )));
        }
        files.sort();
        Ok(files.into_iter().map(|f| Self { label: self.label.clone(), place: Place::Path(f) }).collect())
    }

    /// How messages and the report name it.
    pub(super) fn name(&self) -> String {
        match &self.place {
            Place::Stdin => "-".to_owned(),
            Place::Path(path) => path.display().to_string(),
        }
    }

    /// Everything in it.
    pub(super) fn bytes(&self) -> Result<Vec<u8>> {
        match &self.place {
            Place::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| unreadable("-", &e))?;
                Ok(bytes)
            }
            Place::Path(path) => {
                if matches!(ending(path).as_str(), "html" | "htm" | "pdf" | "doc" | "docx") {
                    return Err(Error::input(format!(
                        "{}: not a text file; save the article's text as .txt",
                        path.display()
                    )));
                }
                fs::read(path).map_err(|e| unreadable(&path.display().to_string(), &e))
            }
        }
    }

    /// By the file's ending; for standard input and other endings, by the first signs.
    pub(super) fn format(&self, text: &str) -> Format {
        let ending = match &self.place {
            Place::Stdin => String::new(),
            Place::Path(path) => ending(path),
        };
        match ending.as_str() {
            "txt" | "text" => Format::Plain { markdown: false },
            "md" => Format::Plain { markdown: true },
            "json" => Format::Json,
            "jsonl" | "ndjson" => Format::JsonLines,
            _ => guess(text.trim_start()),
        }
    }

    /// Gives the article its id and label: the label given, else what the input says, else the file's name.
    pub(super) fn name_article(&self, article: &mut Article) {
        let stem = match &self.place {
            Place::Stdin => "stdin".to_owned(),
            Place::Path(path) => path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        };
        if let Some(label) = &self.label {
            article.id.clone_from(label);
            article.label.clone_from(label);
        }
        if article.id.is_empty() {
            article.id = stem;
        }
        if article.label.is_empty() {
            article.label.clone_from(&article.id);
        }
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> Error {
    Error::io(match error.kind() {
        std::io::ErrorKind::NotFound => format!("{name}: no such file; check the name"),
        std::io::ErrorKind::PermissionDenied => format!("{name}: may not be read; check its permissions"),
        _ => format!("{name}: cannot be read: {error}"),
    })
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

/// JSON begins with a bracket; JSON Lines end their first object on its own line and go on.
fn guess(text: &str) -> Format {
    let list = text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', ']']));
    if list {
        return Format::Json;
    }
    if !text.starts_with('{') {
        return Format::Plain { markdown: false };
    }
    match text.split_once('\n') {
        Some((line, rest))
            if !rest.trim().is_empty() && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok() =>
        {
            Format::JsonLines
        }
        _ => Format::Json,
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Input, Place, guess};
    use std::ffi::OsStr;

    #[test]
    fn takes_labels_off_paths() {
        for (argument, label, place) in [
            ("-", None, Place::Stdin),
            ("wire=-", Some("wire"), Place::Stdin),
            ("الصدى=a b.txt", Some("الصدى"), Place::Path("a b.txt".into())),
            ("a=b=c.txt", Some("a"), Place::Path("b=c.txt".into())),
            ("dir/a=b.txt", None, Place::Path("dir/a=b.txt".into())),
            ("=b.txt", None, Place::Path("=b.txt".into())),
            ("a=", None, Place::Path("a=".into())),
        ] {
            let want = Input { label: label.map(str::to_owned), place };
            assert_eq!(Input::parse(OsStr::new(argument)), want);
        }
    }

    #[test]
    fn guesses_the_format_of_unnamed_text() {
        for (text, want) in [
            ("قال", Format::Plain { markdown: false }),
            ("[1] A footnote", Format::Plain { markdown: false }),
            ("[\n {\"text\": 1}]", Format::Json),
            ("{\n \"text\": \"a\"\n}\n", Format::Json),
            ("{\"text\": \"a\"}\n", Format::Json),
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}", Format::JsonLines),
        ] {
            assert_eq!(guess(text), want, "{text}");
        }
    }
}
