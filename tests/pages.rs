//! Web pages: every fixture under `fixtures/html` gives exactly the article and the facts that a person wrote down in its `gold.toml`.
#![cfg(feature = "web")]

use claimdiff::{
    lang::Packs,
    read::{self, Input, ReadOptions, Reading},
};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    title: String,
    paragraphs: Vec<String>,
    outlet: Option<String>,
    author: Option<String>,
    date: Option<String>,
    modified: Option<String>,
    url: Option<String>,
    #[serde(default)]
    warnings: Vec<String>,
}

fn read(path: &Path) -> Result<Reading, Vec<claimdiff::Error>> {
    let packs = Packs::default();
    read::articles(&[Input::parse(path.as_os_str())], &ReadOptions { lang: None, packs: &packs })
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("fixtures").map(|e| e.expect("a readable entry").path()).collect();
    entries.sort();
    entries
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/html")
}

#[test]
fn pages_give_their_article_and_nothing_else() {
    let mut faults = String::new();
    let mut count = 0;
    for folder in entries(&root()).into_iter().filter(|f| f.join("gold.toml").is_file()) {
        count += 1;
        let gold = fs::read_to_string(folder.join("gold.toml")).expect("gold.toml");
        let gold: Gold = toml::from_str(&gold).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        let reading =
            read(&folder.join("page.html")).unwrap_or_else(|e| panic!("{}: {e:?}", folder.display()));
        let [article] = reading.articles.as_slice() else { panic!("{}: one article", folder.display()) };
        let mut expect = |what: &str, got: Option<&str>, want: Option<&str>| {
            if got != want {
                faults += &format!("{}: {what}\n  is   {got:?}\n  not  {want:?}\n", folder.display());
            }
        };
        expect("title", article.title.as_deref(), Some(&gold.title));
        expect("outlet", Some(&article.label), gold.outlet.as_deref().or(Some("page")));
        expect("author", article.author.as_deref(), gold.author.as_deref());
        expect("date", article.date.as_deref(), gold.date.as_deref());
        expect("modified", article.modified.as_deref(), gold.modified.as_deref());
        expect("url", article.url.as_deref(), gold.url.as_deref());
        expect("headline", article.headline.map(|h| h.of(&article.text)), Some(&gold.title));
        let codes: Vec<_> =
            reading.warnings.iter().map(|w| w.code).filter(|c| *c != "lang-doubtful").collect();
        expect("warnings", Some(&codes.join(" ")), Some(&gold.warnings.join(" ")));
        let got: Vec<&str> = article.text.split("\n\n").skip(1).collect();
        for n in 0..got.len().max(gold.paragraphs.len()) {
            expect("paragraph", got.get(n).copied(), gold.paragraphs.get(n).map(String::as_str));
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(count >= 24, "the pages are found");
}

#[test]
fn pages_without_an_article_are_an_error() {
    for page in entries(&root().join("no-article")) {
        let errors = read(&page).map(|r| r.articles).expect_err(&page.display().to_string());
        let [error] = errors.as_slice() else { panic!("one error: {errors:?}") };
        let error = error.to_string();
        assert!(error.starts_with(&page.display().to_string()), "{error}");
        assert!(error.contains("no article in this page") && !error.contains('\n'), "{error}");
    }
}

/// Nothing that a page can hold may stop the program or slow it down without end.
#[test]
fn weird_pages_never_panic() {
    let folder = tempfile::tempdir().expect("a folder");
    let paragraph =
        "<p>The minister said that the wall would hold for another hundred years, whatever came.</p>";
    let pages = [
        format!("<html>{}{paragraph}", "<div>".repeat(500)),
        format!("<html>{}", "<p>قال سامر إن الأمر انتهى.".repeat(5_000)),
        "<html>".to_owned() + &"<script type='application/ld+json'>{\"@type\": \"NewsArticle\"".repeat(50),
        format!("<html><script type='application/ld+json'>{}</script>{paragraph}", "[".repeat(100_000)),
        "<!doctype html>".to_owned(),
        format!("<html><title>{}</title>{}", "x | ".repeat(50_000), paragraph.repeat(3)),
        format!("<html><p>{}</p>", "<a href=x>link</a> ".repeat(20_000)),
        format!("<html><body>{}{}", "<table><tr><td>".repeat(300), paragraph.repeat(3)),
        format!("<html><body>{}{}", "<div>".repeat(200_000), paragraph.repeat(3)),
    ];
    for (n, page) in pages.iter().enumerate() {
        let path = folder.path().join(format!("{n}.html"));
        fs::write(&path, page).expect("a file");
        if let Ok(reading) = read(&path) {
            assert!(!reading.articles[0].text.trim().is_empty(), "page {n}");
        }
    }
}
