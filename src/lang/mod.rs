//! Languages as data: one folder a language under `packs/`, embedded at build time, replaceable at run time.
//!
//! In: the files of a pack. Out: a typed [`Pack`], checked once when it is loaded. Adding a language touches no Rust.

mod confidence;
mod detect;
mod lexicon;
mod pack;
mod role;
mod stem;
mod vocabulary;

pub use confidence::Confidence;
pub use detect::{Detection, detect};
pub use lexicon::{Agreement, Class, Classes, CueEntry, CueForm, Frame, Lexicon, Word};
pub use pack::{Direction, Pack};
pub use role::{Role, Roles};
pub(crate) use stem::is_abbreviation;
pub use stem::{Stem, Stemmer, mix, plain, plain_into, word_id};
pub use vocabulary::{DateWord, Entry, Habit, Numeral, Sense, Unit, Vocabulary};

use crate::{Error, Result, model::Lang};
use std::{fs, path::Path, sync::Arc};

/// (tag, (file name, text)) of every embedded pack.
type Embedded = &'static [(&'static str, &'static [(&'static str, &'static str)])];

static EMBEDDED: Embedded = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// The languages known to a run, by tag.
#[derive(Clone, Debug)]
pub struct Packs(Vec<Arc<Pack>>);

impl Default for Packs {
    fn default() -> Self {
        Self::embedded()
    }
}

impl Packs {
    /// The packs that are part of the library.
    ///
    /// # Panics
    /// If an embedded pack is broken, which the pack tests rule out.
    pub fn embedded() -> Self {
        let load = |(tag, files): &(&str, &[(&str, &str)])| {
            let files = files.iter().map(|(n, t)| (n.to_string(), t.to_string())).collect::<Vec<_>>();
            Arc::new(Pack::parse(tag, &files).unwrap_or_else(|e| panic!("{e}")))
        };
        Self(EMBEDDED.iter().map(load).collect())
    }

    /// These packs, with every pack folder in `dir` added or put in the place of the one with its tag.
    ///
    /// # Errors
    /// Where the folder cannot be read, holds no pack, or a pack is broken; names the file.
    pub fn with_dir(mut self, dir: &Path) -> Result<Self> {
        let unreadable = |p: &Path, e| Error::io(format!("{}: cannot be read: {e}", p.display()));
        let mut found = false;
        let mut folders: Vec<_> =
            fs::read_dir(dir).map_err(|e| unreadable(dir, e))?.filter_map(|e| Some(e.ok()?.path())).collect();
        folders.sort();
        for folder in folders.iter().filter(|p| p.join("pack.toml").is_file()) {
            let mut files = Vec::new();
            let mut paths: Vec<_> = fs::read_dir(folder)
                .map_err(|e| unreadable(folder, e))?
                .filter_map(|e| Some(e.ok()?.path()))
                .collect();
            paths.sort();
            for path in paths.iter().filter(|p| p.is_file()) {
                let text = fs::read_to_string(path).map_err(|e| unreadable(path, e))?;
                files.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text));
            }
            let tag = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let pack = Arc::new(
                Pack::parse(&tag, &files).map_err(|e| Error::pack(format!("{}: {e}", folder.display())))?,
            );
            self.0.retain(|p| p.tag != pack.tag);
            self.0.push(pack);
            found = true;
        }
        self.0.sort_by(|a, b| a.tag.cmp(&b.tag));
        if !found {
            return Err(Error::pack(format!(
                "{}: no language pack in it; a pack is a folder with a pack.toml",
                dir.display()
            )));
        }
        Ok(self)
    }

    /// The pack of a language, if there is one.
    pub fn find(&self, lang: &Lang) -> Option<&Pack> {
        self.0.iter().find(|p| p.tag == lang.as_str()).map(Arc::as_ref)
    }

    /// The pack of a language that a reader has already checked.
    ///
    /// # Panics
    /// If there is no such pack.
    pub fn get(&self, lang: &Lang) -> &Pack {
        self.find(lang).unwrap_or_else(|| panic!("no pack for language {lang:?}"))
    }

    /// All packs, by tag.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.0.iter().map(Arc::as_ref)
    }
}
