//! Articles on one event in two languages: speakers meet by how their names sound, statements by names, figures and known words.

use claimdiff::{
    Options, compare,
    lang::Packs,
    model::{Relation, Report},
    read::{self, Input, ReadOptions},
};
use std::path::Path;

fn report() -> Report {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/mixed/dam-talks");
    let inputs = ["alwadi.txt", "courier.txt"].map(|f| Input::parse(folder.join(f).as_os_str()));
    let packs = Packs::default();
    let reading = read::articles(&inputs, &ReadOptions { lang: None, packs: &packs }).expect("two articles");
    compare(&reading.articles, &Options::default())
}

#[test]
fn a_speaker_is_one_in_both_scripts() {
    let report = report();
    let both: Vec<_> = report.speakers.iter().filter(|s| s.articles.len() == 2).collect();
    let [only] = both.as_slice() else { panic!("one speaker is in both: {:?}", report.speakers) };
    let names: Vec<&str> = only.aliases.iter().chain([&only.name]).map(String::as_str).collect();
    assert!(names.contains(&"Sergei Kuradev") && names.contains(&"كوراديف"), "{names:?}");
}

#[test]
fn statements_meet_by_names_and_figures_only() {
    let report = report();
    let text = |c| {
        let claim = report.claim(c);
        claim.attribution.content_of(&report.article(claim.article).text).into_owned()
    };
    let shared: Vec<_> = report.groups.iter().filter(|g| g.articles.len() == 2).collect();
    for group in &shared {
        assert!(group.pairs.iter().all(|p| p.cross_language), "{group:?}");
        assert_eq!(group.relation, Relation::Wording, "what two languages share is no agreement");
    }
    let with =
        |word: &str| shared.iter().filter(|g| g.claims.iter().any(|c| text(*c).contains(word))).count();
    assert_eq!([with("340"), with("12 May"), with("2,500,000")], [1, 1, 1], "{:?}", report.groups);
    assert_eq!([with("كارثة"), with("no support")], [0, 0], "what only one has stays alone");
}
