//! How fast the stages are, on the fixtures' own articles.
//!
//! Figures are articles and bytes a second on one thread. `baseline` only counts the words of the same texts: noise of the machine
//! shows in both, so ratios to it compare across machines.

use claimdiff::{
    Options, extract,
    model::{Article, Lang, Span},
    pipeline, segment,
    text::tokens,
};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("the first use of the pool");
    divan::main();
}

/// Articles a run, so that a sample is long enough to measure.
const ARTICLES: usize = 200;

fn texts(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("fixtures").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            texts(&path, out);
        } else if path.extension().is_some_and(|e| e == "txt") {
            out.push(path);
        }
    }
}

fn articles(lang: &str) -> Vec<Article> {
    let mut paths = Vec::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(lang), &mut paths);
    (0..ARTICLES)
        .map(|n| {
            let text = fs::read_to_string(&paths[n % paths.len()]).expect("UTF-8");
            let title = text.find('\n').map(|end| Span::new(0, end));
            Article {
                id: n.to_string(),
                label: n.to_string(),
                lang: Lang(lang.to_owned()),
                headline: title,
                text,
                ..Article::default()
            }
        })
        .collect()
}

fn bytes(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|a| a.text.len()).sum::<usize>())
}

const LANGS: [&str; 2] = ["ar", "en"];

#[divan::bench(args = LANGS)]
fn baseline(bencher: Bencher, lang: &str) {
    let articles = articles(lang);
    bencher
        .counter(bytes(&articles))
        .counter(ItemsCount::new(ARTICLES))
        .bench(|| articles.iter().map(|a| a.text.split_whitespace().count()).sum::<usize>());
}

#[divan::bench(args = LANGS)]
fn tokenize(bencher: Bencher, lang: &str) {
    let articles = articles(lang);
    bencher
        .counter(bytes(&articles))
        .counter(ItemsCount::new(ARTICLES))
        .bench(|| articles.iter().map(|a| tokens(&a.text).len()).sum::<usize>());
}

#[divan::bench(args = LANGS)]
fn layout(bencher: Bencher, lang: &str) {
    let (articles, options) = (articles(lang), Options::default());
    let pack = options.packs.get(&Lang(lang.to_owned()));
    bencher
        .counter(bytes(&articles))
        .counter(ItemsCount::new(ARTICLES))
        .bench(|| articles.iter().map(|a| segment::layout(a, pack).sentences.len()).sum::<usize>());
}

#[divan::bench(args = LANGS)]
fn attributions(bencher: Bencher, lang: &str) {
    let (articles, options) = (articles(lang), Options::default());
    let pack = options.packs.get(&Lang(lang.to_owned()));
    bencher
        .counter(bytes(&articles))
        .counter(ItemsCount::new(ARTICLES))
        .bench(|| articles.iter().map(|a| extract::attributions(a, pack).attributions.len()).sum::<usize>());
}

/// Everything `extract` does between reading and writing.
#[divan::bench(args = LANGS)]
fn extraction(bencher: Bencher, lang: &str) {
    let (articles, options) = (articles(lang), Options::default());
    bencher
        .counter(bytes(&articles))
        .counter(ItemsCount::new(ARTICLES))
        .with_inputs(|| articles.clone())
        .bench_values(|articles| pipeline::extract(&articles, &options).claims.len());
}
