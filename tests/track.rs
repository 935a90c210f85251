//! The store of articles seen before: what a run tells and keeps, and that nothing that happens to a run harms it.
#![cfg(all(feature = "cli", feature = "track"))]
#![allow(clippy::print_stderr, reason = "a check that cannot be made here has to say so")]

use claimdiff::track::{Kept, Store};
use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const TEXT: &str = "إغلاق الجسر القديم\n\nأغلقت البلدية الجسر القديم أمام الشاحنات فجر الأحد. وقال المهندس رائد الصافي إن \
                    الأعمال تستمر 12 يوما.\n";

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn claimdiff(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
    command.current_dir(folder).args(args);
    command
}

fn track(folder: &Path, args: &[&str]) -> Output {
    let base = ["track", "--store", "articles.db"];
    claimdiff(folder, &[&base[..], args].concat()).output().expect("the program runs")
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("an input");
}

fn list(folder: &Path) -> Vec<Kept> {
    Store::existing(&folder.join("articles.db")).and_then(|s| s.list()).expect("a store")
}

/// The texts stored of an article, oldest first.
fn texts(folder: &Path, id: i64) -> Vec<String> {
    let db = rusqlite::Connection::open(folder.join("articles.db")).expect("a store");
    let mut rows = db
        .prepare("SELECT line FROM version WHERE article = ? ORDER BY number")
        .expect("the table of versions");
    let text = |row: &rusqlite::Row| {
        let line: serde_json::Value =
            serde_json::from_str(&row.get::<_, String>(0)?).expect("a line of JSON");
        Ok(line["article"]["text"].as_str().expect("a text").to_owned())
    };
    rows.query_map([id], text).expect("versions").map(|t| t.expect("a text")).collect()
}

fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_run_tells_what_changed_since_the_last() {
    let dir = folder();
    let dir = dir.path();
    write(dir, "bridge.txt", TEXT);
    let (code, out, _) = said(&track(dir, &["bridge.txt", "--fail-on", "new,conflict,text"]));
    assert_eq!((code, out.contains("first seen, 1 claim")), (0, true), "{out}");

    // Another look is no version.
    write(dir, "bridge.txt", &TEXT.replace("12", "١٢").replace("إغلاق", "اغلاق").replace(". ", ".  "));
    let (code, out, _) = said(&track(dir, &["bridge.txt", "--fail-on", "new,conflict,text"]));
    assert_eq!((code, out.contains("bridge@now (ar): unchanged")), (0, true), "{out}");

    write(dir, "bridge.txt", &TEXT.replace("12", "20").replace("الشاحنات", "السيارات"));
    let (code, out, err) = said(&track(dir, &["bridge.txt", "--fail-on", "conflict,text", "-f", "json"]));
    assert_eq!((code, err.trim()), (1, "claimdiff: found 1 conflict, 1 text"), "{out}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["articles"][0]["id"], "bridge@1");
    assert_eq!(report["articles"][1]["id"], "bridge@2");
    assert_eq!(report["changes"][0]["right"]["text"], "أغلقت البلدية الجسر القديم أمام السيارات فجر الأحد.");

    let kept = &list(dir)[0];
    assert_eq!((kept.versions, kept.reads, kept.cosmetic), (2, 3, 1));
    assert_eq!(texts(dir, kept.id)[0], TEXT, "the version that was seen first stays");
    let (code, out, _) = said(&track(dir, &["--show", "1", "--only", "conflict"]));
    assert!(code == 0 && out.contains("12") && out.contains("20"), "{out}");
    let (code, out, err) = said(&track(dir, &["--show", "9"]));
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("articles.db: no article 9 in it"), "{err}");
    assert_eq!(said(&track(dir, &["--prune", "1"])).0, 0);
    assert_eq!(list(dir).len(), 1, "read today");
    assert_eq!(said(&track(dir, &["--prune", "0"])).0, 0);
    assert!(list(dir).is_empty());
}

#[test]
fn an_article_is_known_by_address_then_name_then_path() {
    let dir = folder();
    let dir = dir.path();
    let line = |fields: &str, text: &str| format!("{{{fields}, \"text\": \"{text}\"}}\n");
    let url = |at: &str| format!("\"id\": \"x{at}\", \"url\": \"https://almarsa.example/bridge{at}\"");
    let one = "قال سامر الحداد إن الجسر مغلق.";
    let two = "قال سامر الحداد إن الجسر مفتوح.";
    write(dir, "a.jsonl", &(line(&url(""), one) + &line("\"id\": \"b7\"", one)));
    write(dir, "b.jsonl", &(line("\"id\": \"b7\"", two) + &line(&url("#comments"), two)));
    write(dir, "c.txt", TEXT);
    fs::create_dir(dir.join("other")).expect("a folder");
    write(&dir.join("other"), "c.txt", TEXT);
    for input in ["a.jsonl", "b.jsonl", "c.txt", "other/c.txt"] {
        let (code, _, err) = said(&track(dir, &[input, "--no-config"]));
        assert_eq!(code, 0, "{err}");
    }
    let kept: Vec<(String, u32)> = list(dir).into_iter().map(|k| (k.key, k.versions)).collect();
    let path = |name: &str| format!("path:{}", dir.join(name).display());
    assert_eq!(
        kept,
        [
            ("url:https://almarsa.example/bridge".to_owned(), 2),
            ("id:b7".to_owned(), 2),
            (path("c.txt"), 1),
            (path("other/c.txt"), 1),
        ]
    );
    write(dir, "d.jsonl", &(line("\"lang\": \"ar\"", one) + &line("\"lang\": \"ar\"", two)));
    let (code, out, err) = said(&track(dir, &["d.jsonl"]));
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("d.jsonl: several articles that have neither `url` nor `id`"), "{err}");
    assert_eq!(list(dir).len(), 4);
}

#[test]
fn claims_that_came_with_an_article_are_kept_with_it() {
    let dir = folder();
    let dir = dir.path();
    let line = |content: &str| {
        format!(
            "{{\"article\": {{\"id\": \"a\", \"lang\": \"en\", \"text\": \"Nobody: {content}\"}}, \"claims\": [{{\"content\": {{\"text\": \"{content}\"}}}}]}}\n"
        )
    };
    write(dir, "a.jsonl", &line("the pier holds"));
    said(&track(dir, &["a.jsonl"]));
    write(dir, "a.jsonl", &line("the pier may hold"));
    let (code, out, err) = said(&track(dir, &["a.jsonl", "-f", "json", "--fail-on", "difference:modality"]));
    assert_eq!(code, 1, "{out}{err}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(report["groups"][0]["timeline"][1]["event"], "reworded");
}

#[test]
fn a_file_that_is_no_store_is_left_alone() {
    let dir = folder();
    let dir = dir.path();
    write(dir, "bridge.txt", TEXT);
    for content in [&b"kitchen notes\n"[..], &[0xff; 4096], b"SQLite format 3\0 and then nothing of the kind"]
    {
        fs::write(dir.join("articles.db"), content).expect("a file");
        for args in [&["bridge.txt"][..], &["--list"], &["--prune", "3"]] {
            let (code, out, err) = said(&track(dir, args));
            assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
            assert!(err.contains("articles.db: no claimdiff store") && err.lines().count() == 1, "{err}");
            assert_eq!(fs::read(dir.join("articles.db")).expect("the file"), content);
        }
    }
    let (code, _, err) =
        said(&claimdiff(dir, &["track", "--store", "missing.db", "--list"]).output().unwrap());
    assert!(
        code == 2 && err.contains("missing.db: no such store") && !dir.join("missing.db").exists(),
        "{err}"
    );
}

#[test]
fn a_charset_lie_stores_nothing() {
    let dir = folder();
    let dir = dir.path();
    write(dir, "bridge.html", "");
    let page = |charset: &str| {
        let (head, text) = ("<!doctype html><meta charset=", TEXT.split("\n\n").nth(1).expect("the text"));
        format!("{head}{charset}><article><h1>إغلاق الجسر القديم</h1><p>{text}</p><p>{text}</p></article>")
    };
    fs::write(dir.join("bridge.html"), page("utf-8")).expect("a page");
    assert_eq!(said(&track(dir, &["bridge.html"])).0, 0);
    let before = fs::read(dir.join("articles.db")).expect("a store");
    let (arabic, _, _) = encoding_rs::WINDOWS_1256.encode(TEXT);
    let mixed = [page("utf-8").as_bytes(), &arabic].concat();
    let utf16 = [&[0xff, 0xfe][..], page("utf-8").as_bytes()].concat();
    for (bytes, want) in [
        // A guess fits, but is a guess.
        (
            encoding_rs::WINDOWS_1256.encode(&page("utf-8")).0.into_owned(),
            "said to be UTF-8, which makes no sense",
        ),
        (mixed, "said to be UTF-8, but is not"),
        (utf16, "its byte order mark says UTF-16LE, but is not"),
    ] {
        fs::write(dir.join("bridge.html"), bytes).expect("a page");
        let (code, out, err) = said(&track(dir, &["bridge.html"]));
        assert_eq!((code, out.as_str(), err.lines().count()), (2, "", 1), "{err}");
        assert!(err.contains("bridge") && err.contains(want), "{err}");
        assert_eq!(fs::read(dir.join("articles.db")).expect("a store"), before, "untouched");
    }
}

#[test]
fn an_input_that_cannot_be_read_stores_nothing() {
    let dir = folder();
    let dir = dir.path();
    write(dir, "bridge.txt", TEXT);
    assert_eq!(said(&track(dir, &["bridge.txt", "gone.txt"])).0, 2);
    assert!(!dir.join("articles.db").exists());
    assert_eq!(said(&track(dir, &["bridge.txt", "-o", "no/such/folder.txt"])).0, 2);
    let empty =
        Store::open(&dir.join("articles.db")).and_then(|s| s.list()).expect("no store or an empty one");
    assert!(empty.is_empty(), "what could not be told is not stored");
}

/// Everything that must hold of a store whatever happened: it is sound, and every version is one whole text that a run was given.
fn assert_whole(dir: &Path, given: &dyn Fn(&str) -> bool) -> Vec<u32> {
    if !dir.join("articles.db").exists() {
        return Vec::new();
    }
    let db = rusqlite::Connection::open(dir.join("articles.db")).expect("opens");
    let sound: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("can be checked");
    assert_eq!(sound, "ok");
    let kept = list(dir);
    for one in &kept {
        let texts = texts(dir, one.id);
        assert_eq!(texts.len(), one.versions as usize);
        assert!(texts.iter().all(|t| given(t)), "a text that no run was given");
        assert!(texts.windows(2).all(|w| w[0] != w[1]));
    }
    kept.iter().map(|k| k.versions).collect()
}

/// Kills a run at moments spread over its whole length, and looks at the store each time.
fn kill(times: u32, seed: u32) {
    let dir = folder();
    let dir = dir.path();
    // Two show whether a run is stored whole; more only make it longer.
    let names: Vec<String> = (0..2).map(|n| format!("article-{n}.txt")).collect();
    let text = |round: u32| TEXT.replace("12", &(13 + round).to_string());
    let args: Vec<&str> = ["track", "--store", "articles.db", "-j", "1"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .collect();
    let write_all = |round: u32| names.iter().for_each(|n| write(dir, n, &text(round)));
    write_all(0);
    let begun = Instant::now();
    assert!(claimdiff(dir, &args).output().expect("runs").status.success());
    let length = begun.elapsed().as_micros() as u64;
    let mut known = vec![1; names.len()];
    let mut state = u64::from(seed);
    let mut stopped = 0;
    for round in 1..=times {
        write_all(round);
        let mut child =
            claimdiff(dir, &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("runs");
        // A linear congruence: any spread of moments will do, and this one is the same in every run.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        thread::sleep(Duration::from_micros((state >> 33) % (length + length / 4)));
        child.kill().expect("can be killed");
        stopped += u32::from(!child.wait().expect("ends").success());
        let versions = assert_whole(dir, &|t| (0..=round).any(|r| t == text(r)));
        assert!(versions.iter().zip(&known).all(|(now, before)| now >= before), "a version was lost");
        assert!(
            versions.windows(2).all(|w| w[0] == w[1]),
            "a run is stored whole or not at all: {versions:?}"
        );
        known = versions;
    }
    eprintln!("{stopped} of {times} runs were killed before they ended");
    write_all(times + 1);
    assert!(claimdiff(dir, &args).output().expect("runs").status.success(), "the next run goes on");
    assert_eq!(texts(dir, 1).last(), Some(&text(times + 1)));
}

#[test]
fn a_killed_run_leaves_the_store_whole() {
    thread::scope(|scope| {
        for seed in 1..=4 {
            scope.spawn(move || kill(50, seed));
        }
    });
}

#[test]
fn runs_at_once_wait_for_each_other() {
    let dir = folder();
    let dir = dir.path();
    write(dir, "one.txt", TEXT);
    write(dir, "two.txt", &TEXT.replace("12", "40"));
    let mut children = Vec::new();
    for round in 0..3 {
        write(dir, &format!("own-{round}.txt"), TEXT);
        for input in ["bridge=one.txt", "bridge=two.txt"] {
            let own = format!("own-{round}.txt");
            let mut run = claimdiff(dir, &["track", "--store", "articles.db", input, own.as_str()]);
            children.push(run.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("runs"));
        }
    }
    for child in children {
        let output = child.wait_with_output().expect("ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let texts = [TEXT.to_owned(), TEXT.replace("12", "40")];
    assert_whole(dir, &|t| texts.iter().any(|k| k == t));
    let kept = list(dir);
    assert_eq!(kept.len(), 4, "{kept:?}");
    assert_eq!(kept.iter().find(|k| k.key == "id:bridge").map(|k| k.reads), Some(6), "every run was counted");
    assert!(kept.iter().filter(|k| k.key.starts_with("path:")).all(|k| (k.versions, k.reads) == (1, 2)));
}

/// Runs the program where files cannot grow past a limit.
#[cfg(unix)]
#[test]
fn a_store_that_cannot_grow_is_left_as_it_was() {
    let dir = folder();
    let dir = dir.path();
    write(dir, "bridge.txt", TEXT);
    assert_eq!(said(&track(dir, &["bridge.txt"])).0, 0);
    let before = fs::read(dir.join("articles.db")).expect("a store");
    write(dir, "long.txt", &format!("{TEXT}{}", "وعادت السفن إلى المرفأ مع الفجر. ".repeat(8000)));
    let limited = |shell: &str, limit: &str, store: &str| {
        let line = format!("{limit}; exec \"$0\" track --store {store} long.txt");
        let shell: Vec<&str> = shell.split(' ').collect();
        let mut command = Command::new(shell[0]);
        command.current_dir(dir).args(&shell[1..]).args(["-c", &line, env!("CARGO_BIN_EXE_claimdiff")]);
        said(&command.output().expect("a shell"))
    };
    let (code, _, err) = limited("sh", "trap '' XFSZ; ulimit -f 64", "articles.db");
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("articles.db: ") && err.contains("nothing was stored"), "{err}");
    assert_whole(dir, &|t| t == TEXT);
    assert_eq!(fs::read(dir.join("articles.db")).expect("a store"), before);

    // A file system of a few pages, where the machine lets one be made.
    fs::create_dir(dir.join("small")).expect("a folder");
    let mount = "mount -t tmpfs -o size=64k none small && cp articles.db small/";
    let keep = "trap 'cp small/articles.db after.db' EXIT";
    let line = format!("{mount} || exit 77; {keep}; \"$0\" track --store small/articles.db long.txt");
    let args = ["-rm", "sh", "-c", &line, env!("CARGO_BIN_EXE_claimdiff")];
    match Command::new("unshare").current_dir(dir).args(args).output() {
        Ok(output) if output.status.code() != Some(77) && dir.join("after.db").exists() => {
            let (code, _, err) = said(&output);
            assert_eq!(code, 2, "{err}");
            assert!(err.contains("small/articles.db: the disk is full; nothing was stored"), "{err}");
            assert_eq!(fs::read(dir.join("after.db")).expect("a copy"), before);
        }
        _ => eprintln!("not checked: a full disk; no small file system can be mounted here"),
    }
    assert_eq!(said(&track(dir, &["long.txt"])).0, 0, "with room again the run goes on");
    assert_eq!(list(dir).len(), 2);
}
