//! What versions report: the history of each statement, and what changed in the text around them.

use claimdiff::{
    Options,
    lang::Packs,
    model::{Article, Change, ChangeKind, Event, Lang, Relation, Report, Severity},
    normalize::{Rule, Rules},
    pipeline,
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
    let hidden: Vec<&str> = report.summary.hidden.keys().map(String::as_str).collect();
    assert_eq!(hidden, ["diacritics", "digits", "hamza", "quotes", "spacing", "ta-marbuta"]);

    let mut options = Options::default();
    options.normalize.rules = Rules::default().without(Rule::Hamza);
    let report = versions("ar", &[before, after], &options);
    assert_eq!(told(&report).len(), 1, "a rule switched off shows what it hid");
    assert!(report.unchanged.is_empty());
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
