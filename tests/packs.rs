//! Every language pack: it loads, its lists hold no form twice, each cue can be found, and its cases hold.
//!
//! A case of `cases.toml` is one sentence. With `content` it says what its cue must find there, without it that the cue claims nothing.
//! Every cue needs both kinds, because a cue that finds too much is as wrong as one that finds nothing. `docs/packs.md` says more.

use claimdiff::{
    extract::attributions,
    lang::{CueEntry, Pack, Packs},
    model::{Article, Lang, Slot},
    segment::layout,
};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt, fs, path::Path};

/// Between the parts of a content that the reporter splits.
const GAP: &str = " … ";

/// The lists of forms that a cue may have.
const FORMS: [&str; 6] = ["finite", "participle", "noun", "preposition", "postposition", "anaphor"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CasesFile {
    #[serde(default)]
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    cue: String,
    text: String,
    content: Option<String>,
    mention: Option<String>,
    medium: Option<String>,
    addressee: Option<String>,
    occasion: Option<String>,
    #[serde(default)]
    known_gap: bool,
}

/// What one attribution says, as text.
struct Claim {
    lemma: Option<String>,
    cue: String,
    content: String,
    mention: Option<String>,
    medium: Option<String>,
    addressee: Option<String>,
    occasion: Option<String>,
    slot: Slot,
    rule: String,
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mention = self.mention.as_deref().unwrap_or("nobody");
        write!(f, "{:?} by {mention:?} ({}, cue {:?})", self.content, self.rule, self.cue)?;
        for (name, words) in self.setting() {
            if let Some(words) = words {
                write!(f, ", {name} {words:?}")?;
            }
        }
        Ok(())
    }
}

impl Claim {
    fn setting(&self) -> [(&'static str, &Option<String>); 3] {
        [("medium", &self.medium), ("addressee", &self.addressee), ("occasion", &self.occasion)]
    }
}

impl Case {
    /// What the case says about the setting; an empty text says that there is none.
    fn setting(&self) -> [&Option<String>; 3] {
        [&self.medium, &self.addressee, &self.occasion]
    }
}

/// A pack as it stands on disk.
struct Folder {
    tag: String,
    files: Vec<(String, String)>,
}

impl Folder {
    fn read(path: &Path) -> Self {
        let mut files = Vec::new();
        for entry in fs::read_dir(path).expect("the pack is readable") {
            let path = entry.expect("a readable entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path).expect("a text file")));
        }
        Self { tag: path.file_name().expect("a name").to_string_lossy().into_owned(), files }
    }

    fn table(&self, name: &str) -> toml::Table {
        let tag = &self.tag;
        let text = self.files.iter().find(|f| f.0 == name).unwrap_or_else(|| panic!("{tag}/{name}: missing"));
        text.1.parse().unwrap_or_else(|e| panic!("{tag}/{name}: {e}"))
    }

    fn pack(&self) -> Pack {
        Pack::parse(&self.tag, &self.files).unwrap_or_else(|e| panic!("{e}"))
    }

    fn cases(&self) -> Result<Vec<Case>, String> {
        let text = self.files.iter().find(|f| f.0 == "cases.toml").map_or("", |f| f.1.as_str());
        cases(&self.tag, text)
    }
}

/// The packs, without the template.
fn packs() -> Vec<Folder> {
    let mut all = folders();
    all.retain(|f| f.tag != "template");
    assert!(all.len() >= 2, "Arabic and English are there");
    all
}

/// The packs and the template, which must be right too, or nobody could copy it.
fn folders() -> Vec<Folder> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lang/packs");
    let entries = fs::read_dir(root).expect("the packs are readable");
    let mut all: Vec<_> = entries.map(|e| Folder::read(&e.expect("a readable entry").path())).collect();
    all.sort_by(|a, b| a.tag.cmp(&b.tag));
    all
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn packs_load_and_are_found_by_tag() {
    let known = Packs::embedded();
    for Folder { tag, .. } in packs() {
        let pack = known.find(&Lang(tag.clone())).unwrap_or_else(|| panic!("{tag}: not embedded"));
        assert!(!pack.lexicon.cues.is_empty(), "{tag}/cues.toml: add cues");
        assert!(pack.stopwords.len() >= 20, "{tag}/pack.toml: add stop words, they decide the language");
    }
    assert!(known.find(&Lang("template".into())).is_none(), "the template is no language");
}

#[test]
fn words_stand_once_in_their_class() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let tag = &folder.tag;
        for (class, list) in folder.table("words.toml")["classes"].as_table().expect("a table of classes") {
            let mut seen = BTreeMap::new();
            for word in list.as_array().expect("a list of words") {
                *seen.entry(word.as_str().expect("a word").to_owned()).or_insert(0) += 1;
            }
            let twice = seen.into_iter().filter(|(_, n)| *n > 1);
            wrong.extend(
                twice.map(|(w, n)| format!("{tag}/words.toml: {class}: {w:?} stands {n} times; keep one")),
            );
        }
    }
    none(&wrong);
}

#[test]
fn every_cue_has_forms_and_frames() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let tag = &folder.tag;
        let mut lemmas = BTreeMap::new();
        for cue in folder.table("cues.toml")["cue"].as_array().expect("a list of cues") {
            let lemma = cue["lemma"].as_str().expect("a lemma");
            let listed = |k: &str| cue.get(k).and_then(|v| v.as_array()).is_some_and(|l| !l.is_empty());
            if !FORMS.iter().any(|k| listed(k)) {
                wrong
                    .push(format!("{tag}/cues.toml: {lemma:?} has no form; add one of {}", FORMS.join(", ")));
            }
            if !listed("frames") {
                wrong.push(format!("{tag}/cues.toml: {lemma:?} has no frame; say how it takes its content"));
            }
            if lemmas.insert(lemma.to_owned(), ()).is_some() {
                wrong.push(format!(
                    "{tag}/cues.toml: {lemma:?} is the lemma of two entries; give them two names"
                ));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_cue_has_a_found_and_an_allow_case() {
    let mut wrong = Vec::new();
    for folder in folders() {
        match folder.cases() {
            Ok(cases) => wrong.extend(uncovered(&folder.tag, &folder.pack().lexicon.cues, &cases)),
            Err(e) => wrong.push(e),
        }
    }
    none(&wrong);
}

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let pack = folder.pack();
        for case in folder.cases().iter().flatten() {
            wrong.extend(malformed(&folder.tag, &pack, case).or_else(|| broken(&folder.tag, &pack, case)));
        }
    }
    none(&wrong);
}

#[test]
fn the_template_names_every_class() {
    let folder = folders().into_iter().find(|f| f.tag == "template").expect("src/lang/packs/template");
    let words = folder.table("words.toml");
    let files = [
        ("pack.toml", "name = \"x\"\ndirection = \"ltr\"\nstopwords = []"),
        ("words.toml", "[classes]\nx = []"),
        ("cues.toml", "cue = []"),
        ("compare.toml", ""),
    ];
    let files = files.map(|(n, t)| (n.to_owned(), t.to_owned()));
    let error = Pack::parse("x", &files).expect_err("x is no class").to_string();
    let (_, known) = error.rsplit_once("known are ").expect("the message lists the classes");
    let missing = known.split(", ").filter(|c| words["classes"].get(c.trim()).is_none());
    none(
        &missing
            .map(|c| format!("template/words.toml: {c}: missing; add the list with a comment"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn what_is_wrong_with_a_case_is_said() {
    let folder = packs().into_iter().find(|f| f.tag == "en").expect("English");
    let pack = folder.pack();
    let error = |text: &str| cases("en", text).err().unwrap_or_default();
    assert!(error("").contains("en/cases.toml: holds no case"));
    assert!(
        error("[[case]]\ncue = \"say\"\ntext = \"x\"\nspeaker = \"y\"").contains("unknown field `speaker`")
    );

    let complaint = |text: &str| {
        let case = cases("en", text).expect("well-formed").remove(0);
        malformed("en", &pack, &case).or_else(|| broken("en", &pack, &case)).unwrap_or_default()
    };
    let said = "[[case]]\ncue = \"say\"\ntext = \"Ada Brook said that the mill is closed.\"\n";
    assert_eq!(complaint(&format!("{said}content = \"the mill is closed\"\nmention = \"Ada Brook\"")), "");
    assert!(complaint("[[case]]\ncue = \"yodel\"\ntext = \"x\"").contains("no lemma of cues.toml"));
    assert!(complaint("[[case]]\ncue = \"say\"\ntext = \"x\"").contains("holds no form of the cue"));
    assert!(complaint(said).contains("claims something here"));
    assert!(complaint(&format!("{said}content = \"closed\"")).contains("where the content begins"));
    assert!(complaint(&format!("{said}content = \"mill closed\"")).contains("not in the text"));
    assert!(complaint(&format!("{said}mention = \"Ada Brook\"")).contains("`mention` without `content`"));
    let gap = complaint(&format!("{said}content = \"the mill is closed\"\nknown_gap = true"));
    assert!(gap.contains("take `known_gap` off"), "{gap}");

    let lone = cases("en", &format!("{said}content = \"the mill is closed\"")).expect("well-formed");
    let lacks = uncovered("en", &pack.lexicon.cues, &lone);
    assert!(lacks.iter().any(|l| l.contains("\"say\" has no allow case")), "{lacks:?}");
    assert!(lacks.iter().any(|l| l.contains("\"add\" has no found case")), "{lacks:?}");
}

/// The cases in a `cases.toml`.
fn cases(tag: &str, text: &str) -> Result<Vec<Case>, String> {
    let file: CasesFile = toml::from_str(text).map_err(|e| format!("{tag}/cases.toml: {e}"))?;
    if file.case.is_empty() {
        return Err(format!("{tag}/cases.toml: holds no case; add a found and an allow case for every cue"));
    }
    Ok(file.case)
}

/// Cues without one of the two kinds of case. A known gap proves nothing, so it does not count.
fn uncovered(tag: &str, cues: &[CueEntry], cases: &[Case]) -> Vec<String> {
    let has = |cue: &CueEntry, found: bool| {
        cases.iter().any(|c| c.cue == cue.lemma && !c.known_gap && c.content.is_some() == found)
    };
    let mut wrong = Vec::new();
    for cue in cues {
        let lemma = &cue.lemma;
        // The clause of a narrator's formula is never claimed.
        if !cue.narrator && !has(cue, true) {
            wrong.push(format!(
                "{tag}/cases.toml: {lemma:?} has no found case; add a sentence in which it reports, with `content`"
            ));
        }
        if !has(cue, false) {
            wrong.push(format!(
                "{tag}/cases.toml: {lemma:?} has no allow case; add a sentence in which a form of it reports nothing, without `content`"
            ));
        }
    }
    wrong
}

/// What makes a case say nothing, whatever the program does.
fn malformed(tag: &str, pack: &Pack, case: &Case) -> Option<String> {
    let Case { cue, text, .. } = case;
    let complain = |what: String| Some(format!("{tag}/cases.toml: {cue:?}: {text}\n    {what}"));
    let Some(entry) = pack.lexicon.cues.iter().find(|c| c.lemma == *cue) else {
        return complain("`cue` is no lemma of cues.toml; take one from there or add the entry".into());
    };
    if entry.narrator && case.content.is_some() {
        return complain("a narrator's formula claims nothing; take `content` off".into());
    }
    if case.mention.is_some() && case.content.is_none() {
        return complain("`mention` without `content`: say what is claimed, or take the mention off".into());
    }
    let parts = case.content.iter().flat_map(|c| c.split(GAP)).chain(case.mention.as_deref());
    if let Some(part) = parts.into_iter().find(|p| p.trim().is_empty() || !text.contains(p.trim())) {
        return complain(format!("{part:?} is not in the text; copy the words from there"));
    }
    let article = article(tag, text);
    let tokens = layout(&article, pack).tokens;
    let stands =
        tokens.iter().any(|t| t.word.cue.is_some_and(|(id, _)| pack.lexicon.cues[id as usize].lemma == *cue));
    if !stands {
        return complain(
            "holds no form of the cue; list the form in cues.toml, or use one that is there".into(),
        );
    }
    None
}

/// What the program does otherwise than the case says.
fn broken(tag: &str, pack: &Pack, case: &Case) -> Option<String> {
    let claims = claims(tag, pack, &case.text);
    let mine: Vec<&Claim> = claims.iter().filter(|c| c.lemma.as_ref() == Some(&case.cue)).collect();
    let right = |c: &&&Claim| {
        case.content.as_deref().map(str::trim) == Some(c.content.as_str())
            && (case.mention.is_none() || case.mention == c.mention)
            && case.setting().iter().zip(c.setting()).all(|(want, (_, got))| {
                want.as_deref().is_none_or(|want| want == got.as_deref().unwrap_or_default())
            })
    };
    let holds = if case.content.is_some() { mine.iter().any(|c| right(&c)) } else { mine.is_empty() };
    if holds != case.known_gap {
        return None;
    }
    let mut wanted = case.content.as_ref().map_or("nothing".to_owned(), |c| format!("{c:?}"));
    if let Some(mention) = &case.mention {
        wanted += &format!(" by {mention:?}");
    }
    for (name, want) in ["medium", "addressee", "occasion"].into_iter().zip(case.setting()) {
        if let Some(want) = want {
            wanted += &format!(", {name} {want:?}");
        }
    }
    let got: Vec<String> = claims.iter().map(Claim::to_string).collect();
    let got = if got.is_empty() { "nothing".to_owned() } else { got.join("\n         ") };
    let hint = if case.known_gap { "right now: take `known_gap` off" } else { hint(case, &mine) };
    Some(format!("{tag}: {:?}: {}\n    want {wanted}\n    got  {got}\n    {hint}", case.cue, case.text))
}

/// Which list to look at.
fn hint(case: &Case, mine: &[&Claim]) -> &'static str {
    let Some(first) = mine.first() else {
        return "look at the cue's `frames` and `weak` in cues.toml, at `complementizer` and `nominal` in words.toml, \
                and for a cue or `subordinator` between the cue and its content";
    };
    let Some(content) = &case.content else {
        return match first.slot {
            Slot::Noun => {
                "the cue claims something here: look at `nominal` in words.toml and at its `noun` frame"
            }
            Slot::Marker | Slot::Target => {
                "the cue claims something here: look at its `marker` and `target` frames"
            }
            _ => {
                "the cue claims something here: look at its `frames`, try `weak`, or list the formula as `narrator`"
            }
        };
    };
    if mine.iter().any(|c| c.content == *content) {
        "the source is wrong: look at `title`, `organisation`, `group`, `adverb`, `time` and `preposition` in words.toml"
    } else if mine.iter().any(|c| content.starts_with(&c.content) || c.content.starts_with(content)) {
        "look at where the content ends: `tail`, `subordinator`, `conjunction` and `hedge` in words.toml, other cues in cues.toml"
    } else {
        "look at where the content begins: the cue's `frames`, `complementizer`, `nominal` and the classes of the words before it"
    }
}

/// What the program finds in `text`.
fn claims(tag: &str, pack: &Pack, text: &str) -> Vec<Claim> {
    let article = article(tag, text);
    let tokens = layout(&article, pack).tokens;
    let found = attributions(&article, pack).attributions;
    let claim = |a: claimdiff::model::Attribution| {
        let cue = a.cue.span?;
        let token = tokens.iter().find(|t| t.span.start == cue.start)?;
        Some(Claim {
            lemma: token.word.cue.map(|(id, _)| pack.lexicon.cues[id as usize].lemma.clone()),
            cue: cue.of(text).to_owned(),
            content: a.content.iter().map(|s| s.of(text).trim()).collect::<Vec<_>>().join(GAP),
            mention: a.mention.span.map(|s| s.of(text).to_owned()),
            medium: a.medium.as_ref().map(|m| m.of(text).to_owned()),
            addressee: a.addressee.as_ref().map(|m| m.of(text).to_owned()),
            occasion: a.occasion.as_ref().map(|m| m.of(text).to_owned()),
            slot: a.rule.slot,
            rule: format!("{tag}.{}.{}", a.rule.shape.name(), a.rule.slot.name()),
        })
    };
    found.into_iter().filter_map(claim).collect()
}

fn article(tag: &str, text: &str) -> Article {
    Article { id: "case".into(), lang: Lang(tag.into()), text: text.into(), ..Article::default() }
}
