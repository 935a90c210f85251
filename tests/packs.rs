//! Every language pack: it loads, its lists hold no form twice, and each cue can be found.

use claimdiff::{lang::Packs, model::Lang};
use std::{collections::BTreeMap, fs, path::Path};

fn packs() -> Vec<(String, toml::Table, toml::Table)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang/packs");
    let mut out = Vec::new();
    for entry in fs::read_dir(root).expect("the packs are readable") {
        let folder = entry.expect("a readable entry").path();
        let tag = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let read = |name: &str| {
            let text = fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{tag}/{name}: {e}"));
            text.parse::<toml::Table>().unwrap_or_else(|e| panic!("{tag}/{name}: {e}"))
        };
        if tag != "template" {
            out.push((tag.clone(), read("words.toml"), read("cues.toml")));
        }
    }
    assert!(out.len() >= 2, "Arabic and English are there");
    out
}

#[test]
fn packs_load_and_are_found_by_tag() {
    let known = Packs::embedded();
    for (tag, ..) in packs() {
        let pack = known.find(&Lang(tag.clone())).unwrap_or_else(|| panic!("{tag}: not embedded"));
        assert!(!pack.lexicon.cues.is_empty(), "{tag}/cues.toml: add cues");
        assert!(pack.stopwords.len() >= 20, "{tag}/pack.toml: add stop words, they decide the language");
    }
}

#[test]
fn words_stand_once_in_their_class() {
    let mut wrong = Vec::new();
    for (tag, words, _) in packs() {
        for (class, list) in words["classes"].as_table().expect("a table of classes") {
            let mut seen = BTreeMap::new();
            for word in list.as_array().expect("a list of words") {
                *seen.entry(word.as_str().expect("a word").to_owned()).or_insert(0) += 1;
            }
            let twice = seen.into_iter().filter(|(_, n)| *n > 1);
            wrong.extend(twice.map(|(w, n)| format!("{tag}/words.toml: {class}: {w:?} stands {n} times; keep one")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_cue_has_forms_and_frames() {
    let mut wrong = Vec::new();
    for (tag, _, cues) in packs() {
        for cue in cues["cue"].as_array().expect("a list of cues") {
            let lemma = cue["lemma"].as_str().expect("a lemma");
            let listed = |k: &str| cue.get(k).and_then(|v| v.as_array()).is_some_and(|l| !l.is_empty());
            if !["finite", "participle", "noun", "preposition", "postposition", "anaphor"].iter().any(|k| listed(k)) {
                wrong.push(format!("{tag}/cues.toml: {lemma:?} has no form; add finite, participle, noun or preposition"));
            }
            if !listed("frames") {
                wrong.push(format!("{tag}/cues.toml: {lemma:?} has no frame; say how it takes its content"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
