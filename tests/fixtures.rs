//! Every fixture: what a person wrote down in `gold.toml` is found, and nothing is claimed that is not there.
//!
//! A claim is found where its words overlap the gold's with token F1 of at least 0.8, as in the evaluation of the literature. A gold claim
//! with `known_gap` must *not* be found: when it is, the gap has closed and the mark goes.

#![allow(clippy::print_stdout, reason = "the figures are what a reader of the test output looks for")]

use claimdiff::{
    Options,
    model::{Article, Claim, ClaimId, DifferenceKind, Polarity, Relation, Report, Style},
    pipeline,
    read::{self, Input, ReadOptions},
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Least share of overlap.
const MATCH: f64 = 0.8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    article: Vec<GoldArticle>,
    #[serde(default)]
    pair: Vec<GoldPair>,
    #[serde(default)]
    distinct: Vec<GoldDistinct>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldArticle {
    file: String,
    #[serde(default)]
    claim: Vec<GoldClaim>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldClaim {
    id: String,
    speaker: Option<String>,
    mention: Option<String>,
    cue: String,
    content: Vec<String>,
    kind: String,
    polarity: String,
    #[serde(default)]
    headline: bool,
    medium: Option<String>,
    #[serde(default)]
    known_gap: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldPair {
    left: String,
    right: String,
    relation: String,
    #[serde(default)]
    differences: Vec<String>,
    #[serde(default)]
    known_gap: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldDistinct {
    left: String,
    right: String,
    #[serde(default)]
    known_gap: bool,
}

struct Case {
    name: String,
    gold: Gold,
    report: Report,
}

fn cases(lang: &str, least: usize) -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(lang);
    let mut folders: Vec<PathBuf> = fs::read_dir(&root)
        .expect("fixtures are readable")
        .map(|e| e.expect("a readable entry").path())
        .filter(|p| p.join("gold.toml").is_file())
        .collect();
    folders.sort();
    assert!(folders.len() >= least, "{lang}: fixtures are missing");
    folders.iter().map(|f| case(f)).collect()
}

fn case(folder: &Path) -> Case {
    let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(folder.join("gold.toml")).expect("gold.toml");
    let gold: Gold = toml::from_str(&text).unwrap_or_else(|e| panic!("{name}/gold.toml: {e}"));
    let options = Options::default();
    let articles: Vec<Article> =
        gold.article.iter().map(|a| article(&folder.join(&a.file), &options)).collect();
    Case { name, gold, report: pipeline::compare(&articles, &options) }
}

fn article(path: &Path, options: &Options) -> Article {
    let reading =
        read::articles(&[Input::parse(path.as_os_str())], &ReadOptions { lang: None, packs: &options.packs });
    reading.unwrap_or_else(|e| panic!("{}: {e:?}", path.display())).articles.remove(0)
}

/// The words of a text as the scorer counts them: runs of letters and digits without vowel marks.
fn words(text: &str) -> Vec<String> {
    claimdiff::text::fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

fn f1(a: &[String], b: &[String]) -> f64 {
    let count = |list: &[String]| {
        let mut map: BTreeMap<String, usize> = BTreeMap::new();
        for w in list {
            *map.entry(w.clone()).or_default() += 1;
        }
        map
    };
    let (left, right) = (count(a), count(b));
    let shared: usize = left.iter().map(|(w, n)| n.min(right.get(w).unwrap_or(&0))).sum();
    if a.is_empty() || b.is_empty() { 0.0 } else { 2.0 * shared as f64 / (a.len() + b.len()) as f64 }
}

fn content(report: &Report, claim: &Claim) -> Vec<String> {
    let text = &report.article(claim.article).text;
    claim.attribution.content.iter().flat_map(|s| words(s.of(text))).collect()
}

/// For each gold claim of article `n`, the claim that matches it best, one to one.
fn matches(case: &Case, n: usize) -> BTreeMap<String, ClaimId> {
    let claims: Vec<usize> =
        (0..case.report.claims.len()).filter(|&c| case.report.claims[c].article.index() == n).collect();
    let mut scored: Vec<(i64, usize, usize)> = Vec::new();
    let gold = &case.gold.article[n].claim;
    for (g, want) in gold.iter().enumerate() {
        let wanted: Vec<String> = want.content.iter().flat_map(|c| words(c)).collect();
        for &c in &claims {
            let score = f1(&wanted, &content(&case.report, &case.report.claims[c]));
            if score >= MATCH {
                scored.push((-(score * 1e6) as i64, g, c));
            }
        }
    }
    scored.sort_unstable();
    let (mut found, mut used) = (BTreeMap::new(), BTreeSet::new());
    for (_, g, c) in scored {
        if !found.contains_key(&gold[g].id) && used.insert(c) {
            found.insert(gold[g].id.clone(), ClaimId::new(c));
        }
    }
    found
}

/// The gold claims with the claims found for them.
fn found(case: &Case) -> BTreeMap<String, ClaimId> {
    (0..case.gold.article.len()).flat_map(|n| matches(case, n)).collect()
}

fn gold_claims(case: &Case) -> impl Iterator<Item = &GoldClaim> {
    case.gold.article.iter().flat_map(|a| &a.claim)
}

fn style(s: Style) -> &'static str {
    match s {
        Style::Direct => "direct",
        Style::Indirect => "indirect",
        Style::Mixed => "mixed",
    }
}

fn polarity(p: Polarity) -> &'static str {
    match p {
        Polarity::Positive => "positive",
        Polarity::Negative => "negative",
        Polarity::Uncertain => "uncertain",
    }
}

/// Shares below which a change is a step back; raised as the tool gets better, never lowered. What is not named is not checked.
type Floor = BTreeMap<String, f64>;

#[derive(Default)]
struct Tally(BTreeMap<&'static str, (usize, usize)>, Vec<String>);

impl Tally {
    fn count(&mut self, what: &'static str, right: bool, complaint: impl FnOnce() -> String) {
        let entry = self.0.entry(what).or_default();
        entry.1 += 1;
        entry.0 += usize::from(right);
        if !right {
            self.1.push(format!("{what}: {}", complaint()));
        }
    }

    fn check(&self, lang: &str, what: &str, least: f64) {
        let (right, all) = self.0.get(what).copied().unwrap_or_default();
        assert!(all > 0, "{lang}: {what} was never checked");
        let share = right as f64 / all as f64;
        println!("{lang} {what}: {right} of {all} ({share:.3}, at least {least})");
        assert!(share >= least, "{lang}: {what} is {share:.3}, below {least}:\n{}", self.1.join("\n"));
    }
}

/// Checks a language that has at least so many fixtures.
fn run(lang: &str, least: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(lang);
    let floor: Floor =
        toml::from_str(&fs::read_to_string(root.join("floor.toml")).expect("floor.toml")).expect("floors");
    let mut tally = Tally::default();
    for case in cases(lang, least) {
        claims(&case, &mut tally);
        pairs(&case, &mut tally);
    }
    for (what, least) in &floor {
        tally.check(lang, what, *least);
    }
}

fn claims(case: &Case, tally: &mut Tally) {
    let found = found(case);
    let report = &case.report;
    for want in gold_claims(case) {
        let at = || format!("{}/{}", case.name, want.id);
        let got = found.get(&want.id).map(|&c| report.claim(c));
        if want.known_gap {
            tally.count("known gap still open", got.is_none(), || {
                format!("{}: found now; take the mark off", at())
            });
            continue;
        }
        tally.count("recall", got.is_some(), || format!("{}: not found: {:?}", at(), want.content));
        let Some(got) = got else { continue };
        let text = &report.article(got.article).text;
        let speaker = report.speaker(got.speaker);
        if let Some(name) = &want.speaker {
            let last = |n: &str| words(n).pop().unwrap_or_default();
            let right = f1(&words(name), &words(&speaker.name)) >= 0.5
                || last(name) == last(&speaker.name)
                || speaker.aliases.iter().any(|a| f1(&words(name), &words(a)) >= 0.8);
            tally.count("speaker", right, || format!("{}: {name:?}, not {:?}", at(), speaker.name));
        }
        if let Some(mention) = &want.mention {
            let shown = got.attribution.mention.span.map(|s| s.of(text)).unwrap_or_default();
            let shared = f1(&words(mention), &words(shown)) > 0.3;
            tally.count("mention", shared, || format!("{}: {mention:?}, not {shown:?}", at()));
        }
        if let Some(medium) = &want.medium {
            let shown = got.attribution.medium.as_ref().map(|m| m.of(text)).unwrap_or_default();
            tally.count("medium", f1(&words(medium), &words(shown)) > 0.0, || {
                format!("{}: {medium:?}, not {shown:?}", at())
            });
        }
        let cue = got.attribution.cue.span.map(|s| s.of(text)).unwrap_or_default();
        tally.count("cue", want.cue.contains(cue) || cue.contains(want.cue.as_str()), || {
            format!("{}: {:?}, not {cue:?}", at(), want.cue)
        });
        tally.count("kind", want.kind == style(got.attribution.style), || format!("{}: {}", at(), want.kind));
        tally.count("polarity", want.polarity == polarity(got.polarity), || {
            format!("{}: {}, not {}: {:?}", at(), want.polarity, polarity(got.polarity), want.content)
        });
        tally.count("headline", want.headline == got.attribution.headline, at);
    }
    let right: BTreeSet<ClaimId> = found.values().copied().collect();
    for (n, claim) in report.claims.iter().enumerate() {
        if case.name != "limits" {
            tally.count("precision", right.contains(&ClaimId::new(n)), || {
                format!("{}: {:?} is no claim", case.name, content(report, claim).join(" "))
            });
        }
    }
}

/// The group that holds both claims.
fn group_of(report: &Report, a: ClaimId, b: ClaimId) -> Option<&claimdiff::model::Group> {
    report.groups.iter().find(|g| g.claims.contains(&a) && g.claims.contains(&b))
}

fn pairs(case: &Case, tally: &mut Tally) {
    let found = found(case);
    let report = &case.report;
    for want in &case.gold.pair {
        let at = || format!("{}/{}–{}", case.name, want.left, want.right);
        let (Some(&a), Some(&b)) = (found.get(&want.left), found.get(&want.right)) else { continue };
        let group = group_of(report, a, b);
        if want.known_gap {
            tally.count("known gap still open", group.is_none(), || {
                format!("{}: aligned now; take the mark off", at())
            });
            continue;
        }
        tally.count("pairs", group.is_some(), || format!("{}: not aligned", at()));
        let Some(group) = group else { continue };
        let pair =
            group.pairs.iter().find(|p| (p.left == a && p.right == b) || (p.left == b && p.right == a));
        let relation = pair.map_or(group.relation, |p| p.relation);
        tally.count("relation", relation.name() == want.relation, || {
            format!("{}: {}, not {}", at(), want.relation, relation.name())
        });
        let kinds: BTreeSet<String> = pair
            .iter()
            .flat_map(|p| &p.differences)
            .map(|d| format!("{:?}", d.kind).to_lowercase())
            .collect();
        for kind in &want.differences {
            tally.count("differences", kinds.contains(kind), || {
                format!("{}: no {kind} among {kinds:?}", at())
            });
        }
    }
    for want in &case.gold.distinct {
        let at = || format!("{}/{}–{}", case.name, want.left, want.right);
        let (Some(&a), Some(&b)) = (found.get(&want.left), found.get(&want.right)) else { continue };
        let apart = group_of(report, a, b).is_none_or(|g| g.relation == Relation::Conflict);
        if want.known_gap {
            tally.count("known gap still open", !apart, || format!("{}: apart now; take the mark off", at()));
        } else {
            tally.count("distinct", apart, || format!("{}: held to be the same", at()));
        }
    }
    // Every difference names a place on at least one side.
    for pair in report.groups.iter().flat_map(|g| &g.pairs) {
        for difference in &pair.differences {
            let placed = difference.left.is_some() || difference.right.is_some();
            assert!(
                placed || difference.kind == DifferenceKind::Placement,
                "{}: {difference:?} has no place",
                case.name
            );
        }
    }
}

#[test]
fn arabic() {
    run("ar", 4);
}

#[test]
fn english() {
    run("en", 4);
}

#[test]
fn german() {
    run("de", 1);
}
