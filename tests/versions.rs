//! What versions report: the history of each statement, and what changed in the text around them.

use claimdiff::{
    Options,
    lang::Packs,
    model::{Article, Change, ChangeKind, Event, Lang, Relation, Report, Severity},
    normalize::{Rule, Rules},
    pipeline,
};
use proptest::prelude::*;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn versions(lang: &str, texts: &[&str], options: &Options) -> Report {
    let version = |(n, text): (usize, &&str)| {
        let title = text.split_once("\n\n").map(|(title, _)| title);
        Article {
            id: format!("v{}", n + 1),
            label: format!("v{}", n + 1),
            lang: Lang(lang.to_owned()),
            title: title.map(str::to_owned),
            headline: title.map(|t| claimdiff::model::Span::new(0, t.len())),
            text: (*text).to_owned(),
            ..Article::default()
        }
    };
    pipeline::versions(&texts.iter().enumerate().map(version).collect::<Vec<_>>(), options)
}

/// Changes as (kind, place after or before, words that differ or the whole sentence on each side).
fn told(report: &Report) -> Vec<(ChangeKind, &'static str, String, String)> {
    report
        .changes
        .iter()
        .map(|c| {
            let placement = c.right.as_ref().or(c.left.as_ref()).expect("a side").placement.name();
            (c.kind, placement, side(report, c, true), side(report, c, false))
        })
        .collect()
}

fn side(report: &Report, change: &Change, left: bool) -> String {
    let (article, passage) = if left { (change.from, &change.left) } else { (change.to, &change.right) };
    let text = &report.article(article).text;
    let words: Vec<&str> = if change.differences.is_empty() {
        passage.iter().flat_map(|p| &p.sentences).map(|s| s.of(text)).collect()
    } else {
        let place = |d: &claimdiff::model::Difference| if left { d.left } else { d.right };
        change.differences.iter().filter_map(place).map(|s| s.of(text)).collect()
    };
    words.join(" | ")
}

const FERRY: &str = "Ferry stays in port\n\nThe ferry Morwen lay at the quay on Monday night while divers looked at \
                     its rudder. Some 40 passengers slept on board.\n\nThe harbour office posted a notice on its \
                     door. A second boat left for the islands at noon with mail and bread.\n";

#[test]
fn text_around_claims_is_compared_by_sentence_and_by_word() {
    for (edited, want) in [
        (
            FERRY.replace("stays in port", "still in port"),
            (ChangeKind::Changed, "headline", "stays", "still"),
        ),
        (FERRY.replace("40", "60"), (ChangeKind::Changed, "lead", "Some 40", "Some 60")),
        (FERRY.replace(" on its door", ""), (ChangeKind::Changed, "body", "on its door", "")),
        (
            FERRY.replace(" Some 40 passengers slept on board.", ""),
            (ChangeKind::Removed, "lead", "Some 40 passengers slept on board.", ""),
        ),
        (
            FERRY.replace("at noon with mail and bread", "at noon. It carried mail and bread"),
            (ChangeKind::Split, "body", "with", "It carried"),
        ),
    ] {
        let report = versions("en", &[FERRY, &edited], &Options::default());
        let want = (want.0, want.1, want.2.to_owned(), want.3.to_owned());
        assert_eq!(told(&report), [want]);
    }
}

#[test]
fn a_sentence_put_elsewhere_is_moved() {
    let notice = "The harbour office posted a notice on its door.";
    let moved = FERRY.replace(&format!("{notice} "), "").replace("port\n\n", &format!("port\n\n{notice} "));
    let report = versions("en", &[FERRY, &moved], &Options::default());
    assert_eq!(told(&report), [(ChangeKind::Moved, "lead", notice.to_owned(), notice.to_owned())]);
    assert_eq!(report.changes[0].severity, Severity::Minor);
}

#[test]
fn what_only_looks_different_is_hidden_and_counted() {
    let before =
        "انتهاء أعمال الصيانة\n\nوصلت 12 شاحنة إلى مستودع «النور» مساءً. ولم تُفتح البوابة حتى الفجر.\n";
    let after =
        "انتهاء اعمال الصيانه\n\nوصلت ١٢ شاحنة  إلى مستودع \"النور\" مساء. ولم تفتح البوابة حتى الفجر.\n";
    let report = versions("ar", &[before, after], &Options::default());
    assert!(report.changes.is_empty(), "{:?}", told(&report));
    assert_eq!(report.unchanged.len(), 1);
    let hidden: Vec<&str> = report.hidden_by_rule().into_keys().collect();
    assert_eq!(hidden, ["diacritics", "digits", "hamza", "quotes", "spacing", "ta-marbuta"]);

    let mut options = Options::default();
    options.normalize.rules = Rules::default().without(Rule::Hamza);
    let report = versions("ar", &[before, after], &options);
    assert_eq!(told(&report).len(), 1, "a rule switched off shows what it hid");
    assert!(report.unchanged.is_empty());
}

/// Every article of the fixtures, as a crawler that spaces, quotes and spells otherwise would take it again.
#[test]
fn a_recrawl_reports_nothing_but_what_it_hid() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (mut faults, mut seen) = (String::new(), 0);
    for lang in ["ar", "en"] {
        for file in walk(&root.join(lang)) {
            let text = fs::read_to_string(&file).expect("a file");
            let again = again(lang, &text);
            let report = versions(lang, &[&text, &again], &Options::default());
            seen += 1;
            let told = told(&report);
            let differ: Vec<&str> = report
                .groups
                .iter()
                .filter(|g| g.relation != Relation::Agreement)
                .map(|g| g.relation.name())
                .collect();
            let hidden = !report.hidden.is_empty() || text == again;
            if !told.is_empty() || !differ.is_empty() || report.unchanged.len() != 1 || !hidden {
                faults += &format!("{}: {differ:?} {told:?} {:?}\n", file.display(), report.hidden_by_rule());
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
    assert!(seen > 20, "{seen} articles");
}

fn again(lang: &str, text: &str) -> String {
    let text = text.replace(' ', "  ").replace("\n\n", "\n\n\n");
    match lang {
        "ar" => {
            let digit = |c: char| c.to_digit(10).and_then(|d| char::from_u32(0x660 + d)).unwrap_or(c);
            text.replace(['أ', 'إ'], "ا").replace(['«', '»', '“', '”'], "\"").chars().map(digit).collect()
        }
        _ => text.replace(['“', '”'], "\"").replace(['‘', '’'], "'"),
    }
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("fixtures") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(walk(&path));
        } else if path.extension().is_some_and(|e| e == "txt") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn a_comma_in_a_number_may_be_arabic() {
    let before = "بلغت القروض 322,8 مليار ريال، أي 80,4% من الودائع، في نهاية العام الماضي.";
    let after = before.replace("322,8", "322،8").replace("80,4", "٨٠،٤");
    let report = versions("ar", &[before, &after], &Options::default());
    assert!(report.changes.is_empty(), "{:?}", told(&report));
    let after = before.replace("322,8", "322،9");
    let report = versions("ar", &[before, &after], &Options::default());
    assert_eq!(report.changes.iter().map(|c| c.severity).collect::<Vec<_>>(), [Severity::Major]);
}

#[test]
fn words_written_together_or_apart_are_the_same() {
    let before = "زار عبد الله القيسي السوق و المرفأ يوم الأحد مع وفد من البحارة.";
    let after = "زار عبدالله القيسي السوق والمرفأ يوم الأحد مع وفد من البحارة.";
    let report = versions("ar", &[before, after], &Options::default());
    assert!(report.changes.is_empty(), "{:?}", told(&report));
    assert!(report.hidden.iter().any(|h| h.rule == "spacing"), "{:?}", report.hidden);
}

#[test]
fn what_stands_in_both_versions_is_no_change_of_a_claim() {
    // Without the comma the content goes on to the end.
    let before = "قال الملازم حازم الرفاعي إن الحريق أتى على المخزن، وتم نقل البضائع إلى الرصيف.";
    let after = "قال الملازم حازم الرفاعي إن الحريق أتى على المخزن وتم نقل البضائع إلى الرصيف.";
    let report = versions("ar", &[before, after], &Options::default());
    assert!(report.groups.iter().all(|g| g.relation == Relation::Agreement), "{:?}", report.groups);
    assert_eq!(report.unchanged.len(), 1, "{:?}", told(&report));
}

#[test]
fn a_claim_is_told_once() {
    let one = "عاد التيار\n\nعاد التيار الكهربائي إلى الحي الغربي فجر الاثنين بعد انقطاع طويل. وقال المهندس رائد \
               الصافي إن المحول احترق بالكامل.\n";
    let two = "عاد التيار\n\nعاد التيار الكهربائي إلى الحي الشرقي فجر الاثنين بعد انقطاع طويل. وقال المهندس رائد \
               الصافي إن المحول احترق جزئيا. وأضاف أن الأسلاك قديمة.\n";
    let report = versions("ar", &[one, two], &Options::default());
    let words: Vec<_> = told(&report).into_iter().map(|t| (t.2, t.3)).collect();
    assert_eq!(words, [("الغربي".to_owned(), "الشرقي".to_owned())], "the claims have groups of their own");
    let options = Options { claims_only: true, ..Options::default() };
    assert!(versions("ar", &[one, two], &options).changes.is_empty());
}

#[test]
fn a_statement_has_a_history() {
    let claim = |content: &str| format!("\n\nMara Lind said {content}.");
    let lead = "Tarn council\n\nThe council of Tarn met behind closed doors on Tuesday to speak about the old bridge.";
    let bridge = claim("the bridge would be closed in winter");
    let texts = [
        format!("{lead}{bridge}"),
        format!("{lead}{bridge}{}", claim("the mill would be sold")),
        format!("{lead}{}", claim("the mill would be sold")),
        format!("{lead}{bridge}{}", claim("the mill would not be sold")),
        format!("Tarn council{bridge}\n\nThe council met behind closed doors."),
    ];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let report = versions("en", &texts, &Options { packs: Packs::default(), ..Options::default() });
    let history = |n: usize| -> Vec<(usize, Event)> {
        report.groups[n].timeline.iter().map(|t| (t.article.index() + 1, t.event)).collect()
    };
    use Event::{Dropped, First, Moved, Restored, Reworded, Same};
    assert_eq!(history(0), [(1, First), (2, Same), (3, Dropped), (4, Restored), (5, Moved)]);
    assert_eq!(history(1), [(2, First), (3, Same), (4, Reworded), (5, Dropped)]);
    assert_eq!(report.groups[1].relation, Relation::Dropped);
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Gold {
    unchanged: Vec<String>,
    statement: Vec<GoldStatement>,
    change: Vec<GoldChange>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldStatement {
    content: String,
    relation: String,
    history: Vec<String>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldChange {
    to: String,
    kind: String,
    placement: String,
    severity: String,
    right: String,
}

/// Content, relation and history of a statement.
type Statement = (String, String, Vec<String>);

/// What was found, in the terms of the gold.
fn found(report: &Report) -> (Vec<Statement>, Vec<GoldChange>) {
    let label = |id: claimdiff::model::ArticleId| report.article(id).label.clone();
    let statement = |group: &claimdiff::model::Group| {
        let first = report.claim(group.claims[0]);
        let content = first.attribution.content_of(&report.article(first.article).text).into_owned();
        let told = group.timeline.iter().filter(|t| t.event != Event::Same);
        let history = told.map(|t| format!("{} {}", label(t.article), t.event.name())).collect();
        (content, group.relation.name().to_owned(), history)
    };
    let change = |change: &Change| {
        let right = change.right.as_ref().expect("the gold has no removals");
        GoldChange {
            to: label(change.to),
            kind: change.kind.name().to_owned(),
            placement: right.placement.name().to_owned(),
            severity: change.severity.name().to_owned(),
            right: right.words_of(&report.article(change.to).text).into_owned(),
        }
    };
    let mut changes: Vec<GoldChange> = report.changes.iter().map(change).collect();
    changes.sort();
    (report.groups.iter().map(statement).collect(), changes)
}

#[test]
fn fixtures_tell_what_a_reader_finds() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/versions");
    for (case, lang) in [("ar-water-main", "ar"), ("en-mill-fire", "en")] {
        let read = |name: &str| std::fs::read_to_string(root.join(case).join(name)).expect("a fixture");
        let mut gold: Gold = toml::from_str(&read("gold.toml")).expect("gold");
        let texts: Vec<String> = (1..=4).map(|n| read(&format!("v{n}.txt"))).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let report = versions(lang, &texts, &Options::default());
        let (statements, changes) = found(&report);
        let wanted: Vec<_> = gold.statement.into_iter().map(|s| (s.content, s.relation, s.history)).collect();
        assert_eq!(statements, wanted, "{case}");
        gold.change.sort();
        assert_eq!(changes, gold.change, "{case}");
        let unchanged: Vec<String> =
            report.unchanged.iter().map(|id| report.article(*id).label.clone()).collect();
        assert_eq!(unchanged, gold.unchanged, "{case}");
    }
}

const WORDS: &[&str] = &[
    "harbour", "ferry", "rope", "morning", "bread", "wall", "crane", "gulls", "quay", "notice", "lamp",
    "stairs", "anchor", "coal", "fog", "bell", "market", "flags", "rails", "orchard",
];
const ARABIC: &[&str] = &[
    "المرفأ",
    "سفينة",
    "أشرعة",
    "رافعة",
    "الفجر",
    "رصيف",
    "فانوس",
    "سلالم",
    "مرساة",
    "ضباب",
    "سوق",
    "أعلام",
    "بستان",
    "حبال",
    "جرس",
    "خبز",
    "جدار",
    "نوارس",
    "قوارب",
    "مئذنة",
];

/// Sentences as indices of words.
fn sentences() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0..WORDS.len(), 4..9), 1..8)
}

/// What an editor does to sentence `at`, as far as there is one.
#[derive(Clone, Debug)]
enum Step {
    Remove(usize),
    Insert(usize, Vec<usize>),
    Replace(usize, usize, usize),
    Move(usize, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..8_usize).prop_map(Step::Remove),
        (0..8_usize, prop::collection::vec(0..WORDS.len(), 4..9)).prop_map(|(n, s)| Step::Insert(n, s)),
        (0..8_usize, 0..9_usize, 0..WORDS.len()).prop_map(|(n, w, new)| Step::Replace(n, w, new)),
        (0..8_usize, 0..8_usize).prop_map(|(from, to)| Step::Move(from, to)),
    ];
    prop::collection::vec(step, 0..4)
}

fn edited(mut list: Vec<Vec<usize>>, steps: &[Step]) -> Vec<Vec<usize>> {
    for step in steps {
        let len = list.len();
        match step {
            Step::Remove(n) if *n < len && len > 1 => {
                list.remove(*n);
            }
            Step::Insert(n, sentence) => list.insert((*n).min(len), sentence.clone()),
            Step::Replace(n, word, new) if *n < len && *word < list[*n].len() => list[*n][*word] = *new,
            Step::Move(from, to) if *from < len && *to < len => {
                let sentence = list.remove(*from);
                list.insert(*to, sentence);
            }
            _ => {}
        }
    }
    list
}

fn prose(lang: &str, list: &[Vec<usize>]) -> String {
    let words = if lang == "ar" { ARABIC } else { WORDS };
    let sentence = |s: &Vec<usize>| s.iter().map(|w| words[*w]).collect::<Vec<_>>().join(" ") + ".";
    list.iter().map(sentence).collect::<Vec<_>>().join(if list.len().is_multiple_of(2) {
        " "
    } else {
        "\n\n"
    })
}

/// The same seen from the other side.
fn mirrored(report: &Report) -> Vec<(String, String, String)> {
    let words = |article, passage: &Option<claimdiff::model::Passage>| {
        passage.as_ref().map(|p| p.words_of(&report.article(article).text).into_owned()).unwrap_or_default()
    };
    let kind = |kind| match kind {
        ChangeKind::Added => ChangeKind::Removed,
        ChangeKind::Removed => ChangeKind::Added,
        ChangeKind::Merged => ChangeKind::Split,
        ChangeKind::Split => ChangeKind::Merged,
        other => other,
    };
    let mut out: Vec<_> = report
        .changes
        .iter()
        .map(|c| (kind(c.kind).name().to_owned(), words(c.to, &c.right), words(c.from, &c.left)))
        .collect();
    out.sort();
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn changes_account_for_both_texts_and_mirror(
        before in sentences(),
        steps in steps(),
        lang in prop::sample::select(vec!["ar", "en"]),
    ) {
        let after = edited(before.clone(), &steps);
        let (left, right) = (prose(lang, &before), prose(lang, &after));
        let options = Options::default();
        let report = versions(lang, &[&left, &right], &options);
        prop_assert_eq!(report.changes.is_empty(), report.unchanged.len() == 1);
        if before == after {
            prop_assert!(report.changes.is_empty(), "{:?}", told(&report));
        }

        // Sentences that no change names are in both versions, equally often; of one that is edited the words outside its
        // differences are.
        let rest = |text: &str, cut: &dyn Fn(&Change) -> Vec<claimdiff::model::Span>| {
            let mut bytes = text.as_bytes().to_vec();
            for span in report.changes.iter().flat_map(cut) {
                bytes[span.range()].fill(b' ');
            }
            let text = String::from_utf8(bytes).expect("whole words");
            let mut words: Vec<String> =
                text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
            words.sort();
            words
        };
        let cut = |c: &Change, passage: &Option<claimdiff::model::Passage>, left: bool| {
            let place = |d: &claimdiff::model::Difference| if left { d.left } else { d.right };
            match c.kind {
                ChangeKind::Added | ChangeKind::Removed => {
                    passage.iter().flat_map(|p| p.sentences.clone()).collect()
                }
                _ => c.differences.iter().filter_map(place).collect::<Vec<_>>(),
            }
        };
        prop_assert_eq!(
            rest(&left, &|c| cut(c, &c.left, true)),
            rest(&right, &|c| cut(c, &c.right, false)),
            "{:?}",
            told(&report)
        );

        for change in &report.changes {
            for (article, left) in [(change.from, true), (change.to, false)] {
                let text = &report.article(article).text;
                for d in &change.differences {
                    let Some(span) = (if left { d.left } else { d.right }) else { continue };
                    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    let (start, end) = (span.start as usize, span.end as usize);
                    prop_assert!(!(letter(text[..start].chars().next_back()) && letter(text[start..].chars().next())));
                    prop_assert!(!(letter(text[..end].chars().next_back()) && letter(text[end..].chars().next())));
                }
            }
        }

        let back = versions(lang, &[&right, &left], &options);
        let mut there: Vec<_> = told_whole(&report);
        there.sort();
        prop_assert_eq!(mirrored(&back), there);
    }

    #[test]
    fn another_look_is_no_change(before in sentences()) {
        let text = prose("ar", &before) + " وصلت 12 سفينة إلى «المرفأ».";
        let again = text
            .replace('أ', "ا")
            .replace('ة', "ه")
            .replace("12", "١٢")
            .replace(['«', '»'], "\"")
            .replace(' ', "  ")
            .replace("رصيف", "رصِيف");
        let report = versions("ar", &[&text, &again], &Options::default());
        prop_assert!(report.changes.is_empty(), "{:?}", told(&report));
        prop_assert_eq!(report.unchanged.len(), 1);
        let hidden = report.hidden_by_rule();
        prop_assert!(hidden.contains_key("digits") && hidden.contains_key("quotes"));
    }
}

/// Changes as (kind, sentences before, sentences after).
fn told_whole(report: &Report) -> Vec<(String, String, String)> {
    let words = |article, passage: &Option<claimdiff::model::Passage>| {
        passage.as_ref().map(|p| p.words_of(&report.article(article).text).into_owned()).unwrap_or_default()
    };
    let whole = |c: &Change| (c.kind.name().to_owned(), words(c.from, &c.left), words(c.to, &c.right));
    report.changes.iter().map(whole).collect()
}
