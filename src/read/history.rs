//! The versions of a file in its git repository, oldest first.
//!
//! In: the file, and the revisions asked for: `REV`, or `REV..REV`, whose first one gives the version to start from. Out: each
//! state of the file that differs from the one before, through renames, with its commit's hash and dates. Of a merge whose result one side had
//! already, that side is followed, as `git log` does.

use super::date;
use crate::{Error, Result};
use gix::{
    Commit, ObjectId, Repository,
    bstr::{BStr, BString, ByteSlice},
    object::tree::diff::ChangeDetached,
};
use rustc_hash::FxHashSet;
use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    path::{Path, PathBuf},
};

/// One state of the file.
#[derive(Debug)]
pub(super) struct Version {
    /// The commit's short hash.
    pub(super) commit: String,
    /// When the author made the change, and when it was committed; ISO 8601.
    pub(super) authored: Option<String>,
    pub(super) committed: Option<String>,
    /// What the file was called then.
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
}

/// The versions of `file`.
pub(super) fn versions(file: &Path, revisions: Option<&str>) -> Result<Vec<Version>> {
    let name = file.display();
    let absolute = resolved(file).map_err(|e| super::input::unreadable(&name.to_string(), &e))?;
    let folder = absolute.ancestors().skip(1).find(|f| f.is_dir()).unwrap_or(Path::new("/"));
    let no_repository = || {
        Error::input(format!("{name}: not in a git repository; give a file inside one that is checked out"))
    };
    let mut repository = gix::discover(folder).map_err(|_| no_repository())?;
    repository.object_cache_size(4 << 20);
    let root = repository.workdir().and_then(|w| w.canonicalize().ok()).ok_or_else(no_repository)?;
    let inside = absolute.strip_prefix(&root).map_err(|_| no_repository())?;
    let inside = gix::path::into_bstr(inside).map_err(|_| no_repository())?;
    let path = gix::path::to_unix_separators_on_windows(inside).into_owned();
    let (tip, base) = ends(&repository, &name.to_string(), revisions)?;
    let broken = |e: gix::Error| {
        if repository.is_shallow().unwrap_or(false) {
            return Error::input(format!(
                "{name}: its git repository is a shallow clone, which lacks older versions; get them with `git fetch --unshallow`"
            ));
        }
        Error::input(format!("{name}: its git repository cannot be read: {e}; check it with `git fsck`"))
    };
    let history = History { repository: &repository, known: known(&repository, base).map_err(broken)? };
    let states = history.states(tip, path).map_err(broken)?;
    if states.is_empty() {
        return Err(Error::input(format!(
            "{name}: not in the git repository at {}; check the name, or give a revision that has it",
            revisions.unwrap_or("HEAD")
        )));
    }
    states.into_iter().map(|state| state.version(&repository)).collect::<gix::Result<_>>().map_err(broken)
}

/// The whole path, through links; the file itself may be gone.
fn resolved(file: &Path) -> std::io::Result<PathBuf> {
    let absolute = std::path::absolute(file)?;
    let there = absolute.ancestors().skip(1).find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
    Ok(match there {
        Some((folder, real)) => real.join(absolute.strip_prefix(folder).expect("an ancestor")),
        None => absolute,
    })
}

/// The commit to begin with, going back, and the one to end with.
fn ends(
    repository: &Repository,
    name: &str,
    revisions: Option<&str>,
) -> Result<(ObjectId, Option<ObjectId>)> {
    let Some(revisions) = revisions else {
        let head = repository
            .head_id()
            .map_err(|_| Error::input(format!("{name}: nothing is committed yet; commit it first")))?;
        return Ok((head.detach(), None));
    };
    let unknown = || {
        Error::input(format!("{name}: no revision `{revisions}` in its git repository; give REV or REV..REV"))
    };
    // A side that is left out is HEAD.
    let one = |revision: &str| {
        let revision = if revision.is_empty() { "HEAD" } else { revision };
        let id = repository.rev_parse_single(revision).map_err(|_| unknown())?;
        let commit = id.object().map_err(|_| unknown())?.peel_to_commit().map_err(|_| unknown())?;
        Ok(commit.id)
    };
    match revisions.split_once("..") {
        Some((_, to)) if to.starts_with('.') => Err(unknown()),
        Some((from, to)) => Ok((one(to)?, Some(one(from)?))),
        None => Ok((one(revisions)?, None)),
    }
}

/// The commits at and before `base`.
fn known(repository: &Repository, base: Option<ObjectId>) -> gix::Result<FxHashSet<ObjectId>> {
    let walk = repository.rev_walk(base).all()?;
    walk.map(|info| Ok(info?.id)).collect()
}

/// A file in a commit.
struct State {
    commit: ObjectId,
    path: BString,
    blob: ObjectId,
}

impl State {
    fn version(self, repository: &Repository) -> gix::Result<Version> {
        let commit = repository.find_commit(self.commit)?;
        let iso = |signature: gix::actor::SignatureRef| {
            let time = signature.time().ok()?;
            date::at(time.seconds, time.offset)
        };
        Ok(Version {
            commit: commit.short_id()?.to_string(),
            authored: iso(commit.author()?),
            committed: iso(commit.committer()?),
            path: gix::path::from_bstring(self.path)?,
            bytes: repository.find_blob(self.blob)?.take_data(),
        })
    }
}

struct History<'a> {
    repository: &'a Repository,
    /// Commits that are not asked for: the first of them that is met is the last.
    known: FxHashSet<ObjectId>,
}

impl History<'_> {
    /// The states of the file at `path` up to `tip`, oldest first.
    fn states(&self, tip: ObjectId, path: BString) -> gix::Result<Vec<State>> {
        let mut found: Vec<State> = Vec::new();
        let mut queue = BinaryHeap::new();
        let mut seen = FxHashSet::default();
        let mut push = |queue: &mut BinaryHeap<_>, commit: &Commit, path: BString| -> gix::Result<()> {
            if seen.insert(commit.id) {
                // The latest first; of one second, the one that was met first.
                queue.push((commit.time()?.seconds, Reverse(seen.len()), commit.id, path));
            }
            Ok(())
        };
        push(&mut queue, &self.repository.find_commit(tip)?, path)?;
        while let Some((_, _, id, path)) = queue.pop() {
            let commit = self.repository.find_commit(id)?;
            let Some(blob) = blob(&commit, path.as_ref())? else { continue };
            if self.known.contains(&id) {
                found.push(State { commit: id, path, blob });
                continue;
            }
            let mut parents = Vec::new();
            for parent in commit.parent_ids() {
                let parent = self.repository.find_commit(parent)?;
                if let Some(found) = self.before(&parent, &commit, &path)? {
                    parents.push((parent, found));
                }
            }
            if let Some(at) = parents.iter().position(|(_, (_, b))| *b == blob) {
                let (parent, (before, _)) = parents.swap_remove(at);
                push(&mut queue, &parent, before)?;
                continue;
            }
            found.push(State { commit: id, path, blob });
            for (parent, (before, _)) in parents {
                push(&mut queue, &parent, before)?;
            }
        }
        found.reverse();
        found.dedup_by(|later, earlier| later.blob == earlier.blob);
        Ok(found)
    }

    /// Path and content in `parent` of what is at `path` in `commit`.
    fn before(
        &self,
        parent: &Commit,
        commit: &Commit,
        path: &BString,
    ) -> gix::Result<Option<(BString, ObjectId)>> {
        if let Some(blob) = blob(parent, path.as_ref())? {
            return Ok(Some((path.clone(), blob)));
        }
        let options = gix::diff::Options::default().with_rewrites(Some(gix::diff::Rewrites::default()));
        let changes = self.repository.diff_tree_to_tree(&parent.tree()?, &commit.tree()?, options)?;
        Ok(changes.into_iter().find_map(|change| match change {
            ChangeDetached::Rewrite { source_location, source_id, location, .. } if location == *path => {
                Some((source_location, source_id))
            }
            _ => None,
        }))
    }
}

fn blob(commit: &Commit, path: &BStr) -> gix::Result<Option<ObjectId>> {
    let entry = commit.tree()?.lookup_entry(path.split_str("/"))?;
    Ok(entry.filter(|e| e.mode().is_blob()).map(|e| e.object_id()))
}
