//! Versions from a git repository, made here commit by commit.
#![cfg(all(feature = "cli", feature = "git"))]

use gix::{
    ObjectId, Repository,
    objs::{Tree, tree},
};
use serde_json::Value;
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

/// 2026-01-13, 09:00 in UTC.
const START: i64 = 1_768_294_800;

fn article(n: usize) -> String {
    format!(
        "وزيرة الموارد المائية: السد آمن\n\nقالت وزيرة الموارد المائية نجلاء البرقاوي إن منسوب السد بلغ {n} مترا.\n\n\
         وأضافت أن الفرق الفنية تراقب السد على مدار الساعة، وأن أعمال الصيانة تسير كما خطط لها.\n"
    )
}

/// Commits `files` on top of `parents`, `hours` after the beginning.
fn commit(repository: &Repository, files: &[(&str, &str)], parents: &[ObjectId], hours: i64) -> ObjectId {
    let mut entries: Vec<_> = files
        .iter()
        .map(|(name, text)| tree::Entry {
            mode: tree::EntryKind::Blob.into(),
            filename: (*name).into(),
            oid: repository.write_blob(text).expect("a blob").detach(),
        })
        .collect();
    entries.sort();
    let tree = repository.write_object(Tree { entries }).expect("a tree").detach();
    let signature =
        |hours: i64, offset: &str| format!("Desk <desk@example.org> {} {offset}", START + hours * 3600);
    let (author, committer) = (signature(hours - 1, "+0300"), signature(hours, "+0000"));
    let parse = |s: &'static str| gix::actor::SignatureRef::from_bytes(s.as_bytes()).expect("a signature");
    let id = repository.commit_as(
        parse(committer.leak()),
        parse(author.leak()),
        "HEAD",
        "edit",
        tree,
        parents.to_vec(),
    );
    id.expect("a commit").detach()
}

fn claimdiff(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimdiff"))
        .current_dir(folder)
        .args(args)
        .output()
        .expect("the program starts")
}

fn articles(folder: &Path, args: &[&str]) -> Vec<Value> {
    let output = claimdiff(folder, &[&["versions", "-f", "json"], args].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    json["articles"].as_array().expect("articles").clone()
}

/// The water levels, which tell the versions apart.
fn levels(articles: &[Value]) -> Vec<usize> {
    let level = |a: &Value| {
        let text = a["text"].as_str().expect("text");
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().expect("a number")
    };
    articles.iter().map(level).collect()
}

#[test]
fn follows_a_file_through_its_history() {
    let folder = tempfile::tempdir().expect("a folder");
    let repository = gix::init(folder.path()).expect("a repository");
    let other = "Another file.\n";
    let a = commit(&repository, &[("draft.txt", &article(100))], &[], 0);
    let b = commit(&repository, &[("draft.txt", &article(101)), ("other.txt", other)], &[a], 1);
    // The file stays as it is.
    let c = commit(&repository, &[("draft.txt", &article(101))], &[b], 2);
    // It moves, with a small change.
    let d = commit(&repository, &[("dam.txt", &article(102)), ("other.txt", other)], &[c], 3);
    let e = commit(&repository, &[("dam.txt", &article(103))], &[d], 4);
    std::fs::write(folder.path().join("dam.txt"), "not committed").expect("a file");

    let all = articles(folder.path(), &["--git", "dam.txt"]);
    assert_eq!(levels(&all), [100, 101, 102, 103]);
    let short = |id: ObjectId| id.to_string()[..7].to_owned();
    assert_eq!(all[3]["id"], short(e));
    assert_eq!(all[3]["label"], format!("2026-01-13 {}", short(e)));
    assert_eq!(all[3]["captured"], "2026-01-13T13:00:00+00:00", "the commit's date");
    assert_eq!(all[3]["date"], "2026-01-13T15:00:00+03:00", "the author's date");
    assert_eq!(all[0]["title"], "وزيرة الموارد المائية: السد آمن");

    let range = |range: &str| levels(&articles(folder.path(), &["--git", range, "dam.txt"]));
    assert_eq!(range(&format!("{b}..{d}")), [101, 102]);
    assert_eq!(range(&format!("{c}..")), [101, 102, 103]);
    assert_eq!(range("HEAD~2..HEAD"), [101, 102, 103]);
    assert_eq!(range("HEAD"), [100, 101, 102, 103]);
    assert_eq!(
        levels(&articles(folder.path(), &["--git", "--since", "2026-01-13T12:00:00Z", "dam.txt"])),
        [101, 102, 103]
    );
}

#[test]
fn follows_the_side_of_a_merge_that_made_the_result() {
    let folder = tempfile::tempdir().expect("a folder");
    let repository = gix::init(folder.path()).expect("a repository");
    let a = commit(&repository, &[("dam.txt", &article(100))], &[], 0);
    let b = commit(&repository, &[("dam.txt", &article(101))], &[a], 1);
    let main = commit(&repository, &[("dam.txt", &article(101)), ("notes.txt", "Notes.")], &[b], 2);
    commit(&repository, &[("dam.txt", &article(101))], &[main, a], 3);
    assert_eq!(levels(&articles(folder.path(), &["--git", "dam.txt"])), [100, 101]);
}

#[test]
fn says_what_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let fails = |args: &[&str], part: &str| {
        let output = claimdiff(folder.path(), &[&["versions", "--git"], args].concat());
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(output.stdout.is_empty() && err.lines().count() == 1 && err.contains(part), "{err}");
    };
    std::fs::write(folder.path().join("dam.txt"), article(1)).expect("a file");
    fails(&["dam.txt"], "dam.txt: not in a git repository");
    let repository = gix::init(folder.path()).expect("a repository");
    fails(&["dam.txt"], "dam.txt: nothing is committed yet");
    commit(&repository, &[("other.txt", "Another file.")], &[], 0);
    fails(&["dam.txt"], "dam.txt: not in the git repository at HEAD");
    fails(&["v9..HEAD", "other.txt"], "other.txt: no revision `v9..HEAD`");
    fails(&["HEAD...HEAD", "other.txt"], "give REV or REV..REV");
    fails(&["a.txt", "b.txt", "c.txt"], "--git takes one file");
}

#[test]
fn says_that_a_shallow_clone_lacks_versions() {
    let folder = tempfile::tempdir().expect("a folder");
    let repository = gix::init(folder.path()).expect("a repository");
    let first = commit(&repository, &[("a.txt", &article(1))], &[], 0);
    let second = commit(&repository, &[("a.txt", &article(2))], &[first], 1);
    // As a clone of depth one: the parent is named, and not there.
    let id = first.to_string();
    fs::remove_file(folder.path().join(".git/objects").join(&id[..2]).join(&id[2..])).expect("an object");
    fs::write(folder.path().join(".git/shallow"), format!("{second}\n")).expect("a file");
    let output = claimdiff(folder.path(), &["versions", "--git", "a.txt"]);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(
        err.lines().count() == 1 && err.contains("a.txt: its git repository is a shallow clone"),
        "{err}"
    );
}
