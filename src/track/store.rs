//! The store: an SQLite database of articles and their versions.
//!
//! In and out: articles, as the JSON lines that `extract` writes and readers take. Everything a run writes is one transaction
//! that takes the lock for writing before it reads, so that two runs never see half of each other; SQLite's journal undoes
//! what a killed run left. A file is a store by its application id; any other file is never written to.

use crate::{Error, Result, lang::Packs, model::Article, read};
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, named_params,
};
use std::{path::Path, time::Duration};

/// "cldf", in the header of every store.
const APPLICATION: i64 = 0x636c_6466;
/// Layout of the tables; rises with any change that an older program could not read.
const LAYOUT: i64 = 1;
/// How long a run waits for another one to finish.
const PATIENCE: Duration = Duration::from_secs(60);

const TABLES: &str = "
    CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        reads INTEGER NOT NULL,
        cosmetic INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE version (
        article INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        seen INTEGER NOT NULL,
        line TEXT NOT NULL,
        PRIMARY KEY (article, number)
    ) STRICT, WITHOUT ROWID;";

/// Articles seen before.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    name: String,
}

/// One stored article, for a list.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Kept {
    /// Its number in this store.
    pub id: i64,
    /// What it is known by: `url:`, `id:` or `path:` and the rest.
    pub key: String,
    /// How many versions are stored.
    pub versions: u32,
    /// How often it was read.
    pub reads: u32,
    /// How often it only looked different.
    pub cosmetic: u32,
    /// When it was first read, in UTC.
    pub first_seen: String,
    /// When it was last read, in UTC.
    pub last_seen: String,
    /// When the last version was stored, in UTC.
    pub changed: String,
    /// The headline of the last version.
    pub title: Option<String>,
}

/// A stored version.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    /// The article's number in the store.
    id: i64,
    pub number: u32,
    pub article: Article,
}

/// What a file holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    Store,
}

impl Store {
    /// Opens the store at `path`; where there is no file, the first run makes one.
    ///
    /// # Errors
    /// Where the file is no store, or cannot be opened.
    pub fn open(path: &Path) -> Result<Self> {
        Self::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a store that is there.
    ///
    /// # Errors
    /// Where there is no file, it is no store, or it cannot be opened.
    pub fn existing(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::io(format!(
                "{}: no such store; `claimdiff track --store {0} INPUT…` makes it",
                path.display()
            )));
        }
        Self::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<Self> {
        let name = path.display().to_string();
        let opened = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        let db = opened.map_err(|e| error(&name, &e))?;
        let store = Self { db, name };
        store.db.busy_timeout(PATIENCE).map_err(|e| store.error(&e))?;
        store.holds(&store.db)?;
        store.db.pragma_update(None, "foreign_keys", true).map_err(|e| store.error(&e))?;
        Ok(store)
    }

    fn error(&self, e: &rusqlite::Error) -> Error {
        error(&self.name, e)
    }

    /// Fails where the file is none of ours.
    fn holds(&self, db: &Connection) -> Result<Holds> {
        let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let read = || -> rusqlite::Result<(i64, i64, i64)> {
            let tables = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
            Ok((number("application_id")?, number("user_version")?, tables))
        };
        match read().map_err(|e| self.error(&e))? {
            (APPLICATION, LAYOUT, _) => Ok(Holds::Store),
            (APPLICATION, _, _) => Err(Error::input(format!(
                "{}: a store written by another version of claimdiff; use that one, or name another file with --store",
                self.name
            ))),
            (0, 0, 0) => Ok(Holds::Nothing),
            _ => Err(no_store(&self.name)),
        }
    }

    /// Takes the lock for writing.
    pub(super) fn begin(&mut self) -> Result<Writing<'_>> {
        let name = self.name.clone();
        let begun = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate);
        let begun = begun.map_err(|e| self.error(&e))?;
        // Another run may have made the tables while this one waited.
        if self.holds(&begun)? == Holds::Nothing {
            let make = || {
                begun.execute_batch(TABLES)?;
                begun.pragma_update(None, "application_id", APPLICATION)?;
                begun.pragma_update(None, "user_version", LAYOUT)
            };
            make().map_err(|e| self.error(&e))?;
        }
        Ok(Writing { transaction: begun, name })
    }

    /// Every article, the one first seen first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn list(&self) -> Result<Vec<Kept>> {
        if self.holds(&self.db)? == Holds::Nothing {
            return Ok(Vec::new());
        }
        let list = || -> rusqlite::Result<Vec<Kept>> {
            let mut rows = self.db.prepare(
                "SELECT id, key, count(*), reads, cosmetic,
                    strftime('%Y-%m-%dT%H:%M:%SZ', first_seen, 'unixepoch'),
                    strftime('%Y-%m-%dT%H:%M:%SZ', last_seen, 'unixepoch'),
                    strftime('%Y-%m-%dT%H:%M:%SZ', max(seen), 'unixepoch'),
                    (SELECT json_extract(line, '$.article.title') FROM version
                        WHERE version.article = article.id ORDER BY number DESC LIMIT 1)
                FROM article JOIN version ON version.article = article.id GROUP BY id ORDER BY id",
            )?;
            let kept = rows.query_map([], |row| {
                Ok(Kept {
                    id: row.get(0)?,
                    key: row.get(1)?,
                    versions: row.get(2)?,
                    reads: row.get(3)?,
                    cosmetic: row.get(4)?,
                    first_seen: row.get(5)?,
                    last_seen: row.get(6)?,
                    changed: row.get(7)?,
                    title: row.get(8)?,
                })
            })?;
            kept.collect()
        };
        list().map_err(|e| self.error(&e))
    }

    /// The versions of one article, oldest first.
    pub(super) fn versions(&self, id: i64, packs: &Packs) -> Result<Vec<Stored>> {
        let mut found = Vec::new();
        if self.holds(&self.db)? == Holds::Store {
            let read = || -> rusqlite::Result<Vec<(u32, String)>> {
                let mut rows = self
                    .db
                    .prepare("SELECT number, line FROM version WHERE article = :id ORDER BY number")?;
                let lines =
                    rows.query_map(named_params! { ":id": id }, |row| Ok((row.get(0)?, row.get(1)?)))?;
                lines.collect()
            };
            for (number, line) in read().map_err(|e| self.error(&e))? {
                found.push(Stored { id, number, article: read::stored(&self.name, &line, packs)? });
            }
        }
        if found.is_empty() {
            return Err(Error::input(format!(
                "{}: no article {id} in it; --list shows those it has",
                self.name
            )));
        }
        Ok(found)
    }

    /// Forgets the articles that were not read for `days` days; how many those were.
    ///
    /// # Errors
    /// Where the store cannot be written; it is then as before.
    pub fn prune(&mut self, days: u32) -> Result<usize> {
        let gone = {
            let writing = self.begin()?;
            let gone = writing.transaction.execute(
                "DELETE FROM article WHERE last_seen <= unixepoch() - :days * 86400",
                named_params! { ":days": days },
            );
            let gone = gone.map_err(|e| writing.error(&e))?;
            writing.commit()?;
            gone
        };
        // Gives the room back to the disk; where that fails, the store is whole all the same.
        if gone > 0 {
            self.db.execute_batch("VACUUM").map_err(|e| self.error(&e))?;
        }
        Ok(gone)
    }
}

/// A run's transaction: what is dropped before [`commit`](Self::commit) never happened.
pub(super) struct Writing<'s> {
    transaction: Transaction<'s>,
    name: String,
}

impl Writing<'_> {
    fn error(&self, e: &rusqlite::Error) -> Error {
        error(&self.name, e)
    }

    /// The version stored last of the article known as `key`.
    pub fn last(&self, key: &str, packs: &Packs) -> Result<Option<Stored>> {
        let found: Option<(i64, u32, String)> = self
            .transaction
            .query_row(
                "SELECT id, number, line FROM article JOIN version ON version.article = article.id
                WHERE key = :key ORDER BY number DESC LIMIT 1",
                named_params! { ":key": key },
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()
            .map_err(|e| self.error(&e))?;
        found
            .map(|(id, number, line)| {
                Ok(Stored { id, number, article: read::stored(&self.name, &line, packs)? })
            })
            .transpose()
    }

    /// Stores the first version of an article.
    pub fn add(&self, key: &str, line: &str) -> Result<()> {
        let added = self.transaction.query_row(
            "INSERT INTO article (key, first_seen, last_seen, reads, cosmetic)
            VALUES (:key, unixepoch(), unixepoch(), 1, 0) RETURNING id",
            named_params! { ":key": key },
            |row| row.get::<_, i64>(0),
        );
        self.store(added.map_err(|e| self.error(&e))?, 1, line)
    }

    /// Stores the version after `last`.
    pub fn append(&self, last: &Stored, line: &str) -> Result<()> {
        self.see(last, false)?;
        self.store(last.id, last.number + 1, line)
    }

    /// Notes that the article was read again and has no new version.
    pub fn see(&self, last: &Stored, cosmetic: bool) -> Result<()> {
        let seen = self.transaction.execute(
            "UPDATE article SET last_seen = unixepoch(), reads = reads + 1, cosmetic = cosmetic + :cosmetic WHERE id = :id",
            named_params! { ":id": last.id, ":cosmetic": cosmetic },
        );
        seen.map(|_| ()).map_err(|e| self.error(&e))
    }

    fn store(&self, id: i64, number: u32, line: &str) -> Result<()> {
        let stored = self.transaction.execute(
            "INSERT INTO version (article, number, seen, line) VALUES (:id, :number, unixepoch(), :line)",
            named_params! { ":id": id, ":number": number, ":line": line },
        );
        stored.map(|_| ()).map_err(|e| self.error(&e))
    }

    /// Makes what was written last.
    pub fn commit(self) -> Result<()> {
        let name = self.name;
        self.transaction.commit().map_err(|e| error(&name, &e))
    }
}

fn no_store(name: &str) -> Error {
    Error::input(format!("{name}: no claimdiff store; it is left as it is; name another file with --store"))
}

/// What went wrong, and what to do.
fn error(name: &str, e: &rusqlite::Error) -> Error {
    match e.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => no_store(name),
        Some(ErrorCode::DiskFull) => {
            Error::io(format!("{name}: the disk is full; nothing was stored; make room and run again"))
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::io(format!(
            "{name}: in use by another run for {} s and more; nothing was stored; run again later",
            PATIENCE.as_secs()
        )),
        Some(ErrorCode::CannotOpen) => Error::io(format!(
            "{name}: cannot be opened; check that its folder is there and may be written to"
        )),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            Error::io(format!("{name}: may not be written; check its permissions"))
        }
        Some(ErrorCode::DatabaseCorrupt) => Error::io(format!(
            "{name}: the store is damaged; put back a copy, or name another file with --store"
        )),
        Some(ErrorCode::SystemIoFailure) => Error::io(format!(
            "{name}: cannot be written; nothing was stored; check the disk's room and health, and run again"
        )),
        _ => Error::io(format!("{name}: the store cannot be used: {e}")),
    }
}
