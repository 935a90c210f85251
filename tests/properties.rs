//! Laws that hold whatever the input: an article agrees with itself, swapping the inputs mirrors the report, the order of
//! articles changes nothing, every place lies on character boundaries inside its article.

use claimdiff::{
    Options,
    model::{
        Article, Attribution, Cue, Lang, Mention, MentionKind, Permille, Relation, Report, Rule, Shape, Slot,
        Span, Stance, Style,
    },
    pipeline::compare,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

const ARABIC: &[&str] = &[
    "الحكومة",
    "ستنشر",
    "التقرير",
    "لن",
    "ليس",
    "لا",
    "الميناء",
    "ارتفعت",
    "انخفضت",
    "الأسعار",
    "26",
    "٢٨",
    "مليون",
    "ونصف",
    "دولار",
    "يوم",
    "الأحد",
    "12",
    "مايو",
    "قد",
    "يجب",
    "سوى",
    "بل",
    "«جيد»",
    "،",
    "اتفاق",
    "مع",
    "روسيا",
    "وموسكو",
    "في",
    "المئة",
    "إلى",
];
const ENGLISH: &[&str] = &[
    "the",
    "council",
    "will",
    "may",
    "not",
    "won't",
    "never",
    "sell",
    "sold",
    "26",
    "twenty-eight",
    "million",
    "percent",
    "%",
    "Monday",
    "14",
    "June",
    "in",
    "Paris",
    "and",
    "rents",
    "rise",
    "fall",
    "unsafe",
    "safe",
    "\"fine\"",
    ",",
    "of",
    "about",
    "metres",
    "£",
    "half",
];

/// Claims as (speaker, words of the content, stance of the cue).
type Claims = Vec<(usize, Vec<usize>, bool)>;

fn claims() -> impl Strategy<Value = Claims> {
    let words = prop::collection::vec(0..ARABIC.len(), 1..12);
    prop::collection::vec((0..3_usize, words, prop::bool::weighted(0.1)), 0..7)
}

/// An article of given claims; both word lists are equally long, so one strategy serves both languages.
fn article(id: &str, lang: &str, claims: &Claims) -> Article {
    let (words, names) = match lang {
        "ar" => (ARABIC, ["سامر الحداد", "ليلى القيسي", "نقابة البحارة"]),
        _ => (ENGLISH, ["Mara Lind", "Tobias Renn", "Harbour Union"]),
    };
    let mut text = String::new();
    let mut given = Vec::new();
    for (n, (speaker, content, denies)) in claims.iter().enumerate() {
        let start = text.len();
        text.push_str(names[*speaker]);
        let mention = Span::new(start, text.len());
        text.push_str(": ");
        let start = text.len();
        text.push_str(&content.iter().map(|w| words[*w]).collect::<Vec<_>>().join(" "));
        let content = vec![Span::new(start, text.len())];
        text.push_str(".\n");
        given.push(Attribution {
            mention: Mention {
                span: Some(mention),
                name: None,
                core: None,
                kind: if *speaker == 2 { MentionKind::Organisation } else { MentionKind::Name },
                antecedent: None,
                given: Some(names[*speaker].to_owned()),
            },
            cue: Cue {
                span: None,
                stance: if *denies { Stance::Deny } else { Stance::Neutral },
                negated: false,
            },
            medium: None,
            addressee: None,
            occasion: None,
            via: None,
            polarity: None,
            content,
            style: Style::Indirect,
            headline: false,
            sentence: n as u32,
            sentence_start: None,
            confidence: Permille::ONE,
            rule: Rule { shape: Shape::Given, slot: Slot::Given },
        });
    }
    Article {
        id: id.to_owned(),
        label: id.to_owned(),
        lang: Lang(lang.to_owned()),
        text,
        given: Some(given),
        ..Article::default()
    }
}

/// A claim whatever its place in the input.
fn name(report: &Report, claim: claimdiff::model::ClaimId) -> String {
    let claim = report.claim(claim);
    format!("{}#{}", report.article(claim.article).id, claim.number)
}

/// The groups as sets of claims with their relation.
fn groups(report: &Report) -> BTreeSet<(Vec<String>, &'static str)> {
    report
        .groups
        .iter()
        .map(|g| {
            let mut claims: Vec<String> = g.claims.iter().map(|c| name(report, *c)).collect();
            claims.sort();
            (claims, g.relation.name())
        })
        .collect()
}

/// The pairs as sets of two claims with their relation.
fn pairs(report: &Report) -> BTreeSet<(Vec<String>, &'static str)> {
    report
        .groups
        .iter()
        .flat_map(|g| &g.pairs)
        .map(|p| {
            let mut claims = vec![name(report, p.left), name(report, p.right)];
            claims.sort();
            (claims, p.relation.name())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn an_article_agrees_with_itself(claims in claims(), lang in prop::sample::select(vec!["ar", "en"])) {
        let options = Options::default();
        let report = compare(&[article("a", lang, &claims), article("b", lang, &claims)], &options);
        for group in &report.groups {
            prop_assert_eq!(group.relation, Relation::Agreement, "{:?}", groups(&report));
        }
        prop_assert!(report.hidden.is_empty() || pairs(&report).iter().any(|p| p.1 != "agreement"));
    }

    #[test]
    fn swapping_the_inputs_mirrors_the_report(
        left in claims(),
        right in claims(),
        lang in prop::sample::select(vec!["ar", "en"]),
    ) {
        let options = Options::default();
        let one = compare(&[article("a", lang, &left), article("b", lang, &right)], &options);
        let other = compare(&[article("b", lang, &right), article("a", lang, &left)], &options);
        prop_assert_eq!(groups(&one), groups(&other));
        prop_assert_eq!(pairs(&one), pairs(&other));
    }

    #[test]
    fn the_order_of_articles_changes_no_group(
        all in prop::collection::vec(claims(), 3..5),
        lang in prop::sample::select(vec!["ar", "en"]),
    ) {
        let options = Options::default();
        let articles: Vec<Article> =
            all.iter().enumerate().map(|(n, c)| article(&format!("a{n}"), lang, c)).collect();
        let turned: Vec<Article> = articles.iter().rev().cloned().collect();
        let (one, other) = (compare(&articles, &options), compare(&turned, &options));
        prop_assert_eq!(groups(&one), groups(&other));
        prop_assert_eq!(pairs(&one), pairs(&other));
    }

    #[test]
    fn every_place_lies_inside_its_article(left in claims(), right in claims()) {
        let report = compare(&[article("a", "ar", &left), article("b", "en", &right)], &Options::default());
        let again = compare(&[article("a", "ar", &left), article("b", "ar", &right)], &Options::default());
        for report in [report, again] {
            let mut seen = BTreeSet::new();
            for group in &report.groups {
                for claim in &group.claims {
                    prop_assert!(seen.insert(*claim), "a claim is in one group only");
                }
                for pair in &group.pairs {
                    for difference in &pair.differences {
                        let sides = [(pair.left, difference.left), (pair.right, difference.right)];
                        for (claim, span) in sides {
                            let Some(span) = span else { continue };
                            let text = &report.article(report.claim(claim).article).text;
                            prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()));
                        }
                    }
                }
            }
            prop_assert_eq!(seen.len(), report.claims.len(), "every claim is in a group");
        }
    }
}
