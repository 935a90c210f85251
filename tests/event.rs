//! Events: the fixtures put together anew by what they say.

use claimdiff::{
    event::{EventOptions, events},
    lang::Packs,
    model::Article,
    read::{self, Input, ReadOptions},
};
use std::{collections::BTreeSet, fs, path::Path};

/// All articles of the fixtures of a language, each named by its folder.
fn fixtures(lang: &str, packs: &Packs) -> Vec<Article> {
    let mut inputs = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(lang);
    for folder in fs::read_dir(root).expect("the folder of fixtures").flatten() {
        for file in folder.path().read_dir().into_iter().flatten().flatten() {
            if file.path().extension().is_some_and(|e| e == "txt") {
                let label = folder.file_name().into_string().expect("an ASCII name");
                inputs.push(Input { label: Some(label), ..Input::parse(file.path().as_os_str()) });
            }
        }
    }
    read::articles(&inputs, &ReadOptions { lang: None, packs }).expect("fixtures are readable").articles
}

/// The labels of each event, as a set that does not depend on the order of the articles.
fn labels(articles: &[Article], packs: &Packs, options: &EventOptions) -> BTreeSet<Vec<String>> {
    let event = |event: Vec<claimdiff::model::ArticleId>| {
        let mut labels: Vec<String> = event.iter().map(|a| articles[a.index()].label.clone()).collect();
        labels.sort();
        labels
    };
    events(articles, packs, options).into_iter().map(event).collect()
}

#[test]
fn fixtures_of_one_folder_are_one_event() {
    let packs = Packs::default();
    for lang in ["ar", "en"] {
        let articles = fixtures(lang, &packs);
        let found = labels(&articles, &packs, &EventOptions::default());
        let folders: BTreeSet<&String> = articles.iter().map(|a| &a.label).collect();
        let want: BTreeSet<Vec<String>> = folders
            .into_iter()
            .map(|f| articles.iter().filter(|a| a.label == *f).map(|a| a.label.clone()).collect())
            .collect();
        assert_eq!(found, want, "{lang}");
    }
}

#[test]
fn the_order_of_articles_changes_no_event() {
    let packs = Packs::default();
    let mut articles = fixtures("ar", &packs);
    let options = EventOptions::default();
    let found = labels(&articles, &packs, &options);
    articles.reverse();
    assert_eq!(labels(&articles, &packs, &options), found);
    articles.rotate_left(3);
    assert_eq!(labels(&articles, &packs, &options), found);
}

#[test]
fn articles_far_apart_in_time_are_two_events() {
    let packs = Packs::default();
    let mut articles = fixtures("ar", &packs);
    articles.retain(|a| a.label == "marjan-dam");
    let together = events(&articles, &packs, &EventOptions::default()).len();
    for (n, article) in articles.iter_mut().enumerate() {
        article.date = Some(format!("2025-03-{:02}", 1 + 5 * n));
    }
    let apart = events(&articles, &packs, &EventOptions::default()).len();
    let patient = events(&articles, &packs, &EventOptions { days: 30, ..EventOptions::default() }).len();
    assert_eq!((together, apart, patient), (1, articles.len(), 1));
}
