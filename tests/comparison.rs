//! What comparison says of two statements: the relation, and the differences that are the reason for it.

use claimdiff::{
    Options,
    model::{
        Article, Attribution, Cue, DifferenceKind, Lang, Mention, MentionKind, Permille, Relation, Report,
        Rule, Shape, Slot, Span, Stance, Style,
    },
    normalize, pipeline,
};

struct Said {
    speaker: &'static str,
    stance: Stance,
    content: &'static str,
}

fn said(content: &'static str) -> Said {
    Said { speaker: "", stance: Stance::Neutral, content }
}

fn article(id: &str, lang: &str, claims: &[Said]) -> Article {
    let mut text = String::new();
    let mut given = Vec::new();
    for claim in claims {
        let name = match (claim.speaker, lang) {
            ("", "ar") => "سامر الحداد",
            ("", _) => "Mara Lindqvist",
            (name, _) => name,
        };
        let start = text.len();
        text.push_str(name);
        let mention = Span::new(start, text.len());
        text.push_str(": ");
        let start = text.len();
        text.push_str(claim.content);
        let content = vec![Span::new(start, text.len())];
        text.push_str(".\n");
        given.push(Attribution {
            mention: Mention {
                span: Some(mention),
                name: None,
                core: None,
                kind: MentionKind::Name,
                antecedent: None,
                given: Some(name.to_owned()),
            },
            cue: Cue { span: None, stance: claim.stance, negated: false },
            medium: None,
            addressee: None,
            occasion: None,
            via: None,
            polarity: None,
            content,
            style: Style::Indirect,
            headline: false,
            sentence: 0,
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

fn compare(lang: &str, left: Said, right: Said) -> Report {
    pipeline::compare(&[article("a", lang, &[left]), article("b", lang, &[right])], &Options::default())
}

fn relation(report: &Report) -> Relation {
    report.groups.iter().map(|g| g.relation).max().expect("a group")
}

#[test]
fn relations_and_their_reasons() {
    use DifferenceKind::{Addition, Date, Modality, Name, Number, Omission, Polarity};
    for (lang, left, right, want, reason) in [
        ("ar", "المرفأ سيغلق أبوابه غدا", "المرفأ لن يغلق أبوابه غدا", Relation::Conflict, Some(Polarity)),
        (
            "ar",
            "وصلت 14 حافلة إلى الملعب",
            "وصلت سبع عشرة حافلة إلى الملعب",
            Relation::Conflict,
            Some(Number),
        ),
        ("ar", "أسعار القمح سترتفع", "أسعار القمح ستنخفض", Relation::Conflict, Some(Polarity)),
        (
            "ar",
            "الوزير سيزور غانا الشهر المقبل لتوقيع اتفاق الكاكاو",
            "لتوقيع اتفاق الكاكاو يزور الوزير تشيلي الشهر المقبل",
            Relation::Conflict,
            Some(Name),
        ),
        (
            "en",
            "the old ferries of the island yard go to Chile in May",
            "in May the Ghanaians get the old ferries of the island yard",
            Relation::Conflict,
            Some(Name),
        ),
        (
            "en",
            "the old ferries of the island yard go to Chile in May",
            "in May the Chileans get the old ferries of the island yard",
            Relation::Wording,
            None,
        ),
        (
            "ar",
            "يعاد افتتاح المتحف يوم 3 أبريل",
            "يعاد افتتاح المتحف يوم 5 نيسان",
            Relation::Conflict,
            Some(Date),
        ),
        (
            "ar",
            "الشركة نفت بيع المصنع القديم",
            "الشركة أكدت بيع المصنع القديم",
            Relation::Conflict,
            Some(Polarity),
        ),
        ("ar", "الشركة لم تنف بيع المصنع القديم", "الشركة أكدت بيع المصنع القديم", Relation::Wording, None),
        (
            "ar",
            "خصصت الوزارة الـ50 حافلة للمدارس",
            "خصصت الوزارة 50 حافلة للمدارس",
            Relation::Agreement,
            None,
        ),
        (
            "ar",
            "أسعار القمح ترتفع وأسعار الزيت تنخفض",
            "أسعار الزيت تنخفض بينما أسعار القمح ترتفع",
            Relation::Wording,
            None,
        ),
        ("ar", "المخابز ستفتح ليلا", "المخابز قد تفتح ليلا", Relation::Wording, Some(Modality)),
        ("ar", "إن المخابز مفتوحة ليلا", "المخابز مفتوحة ليلاً", Relation::Agreement, None),
        ("ar", "شارك 23 من الطلاب في الرحلة", "شارك 23٪ من الطلاب في الرحلة", Relation::Wording, Some(Number)),
        ("ar", "لم تتوقف أعمال الترميم في القلعة", "أعمال الترميم في القلعة انطلقت", Relation::Wording, None),
        (
            "en",
            "the orchard was sold in spring",
            "the orchard was never sold in spring",
            Relation::Conflict,
            Some(Polarity),
        ),
        (
            "en",
            "the festival moved to Brackwater",
            "the festival moved to Oldhaven",
            Relation::Conflict,
            Some(Name),
        ),
        ("en", "about 40 boats left the bay", "42 boats left the bay", Relation::Wording, Some(Number)),
        ("en", "at least 40 boats left the bay", "65 boats left the bay", Relation::Wording, Some(Number)),
        ("en", "40 boats left the bay", "65 boats left the bay", Relation::Conflict, Some(Number)),
        (
            "en",
            "the windmill burned down",
            "the windmill burned down at dawn",
            Relation::Wording,
            Some(Addition),
        ),
        (
            "en",
            "the tall windmill burned down",
            "the windmill burned down",
            Relation::Wording,
            Some(Omission),
        ),
        ("en", "the library needs a gardener", "the prison needs a gardener", Relation::New, None),
        ("en", "Renn thanked Baum", "Baum thanked Renn", Relation::New, None),
        ("en", "the bell weighs 2 tonnes", "the bell weighs 2,000 kilograms", Relation::Wording, None),
    ] {
        let report = compare(lang, said(left), said(right));
        assert_eq!(relation(&report), want, "{left} / {right}: {:?}", report.groups);
        if let Some(reason) = reason {
            let kinds: Vec<_> = report.groups[0].pairs[0].differences.iter().map(|d| d.kind).collect();
            assert!(kinds.contains(&reason), "{left} / {right}: {kinds:?}");
        }
    }
}

/// What a left-out clause may or must says nothing about the clause that both have.
#[test]
fn a_modal_word_goes_with_its_clause() {
    let short = "the ferry stays in the harbour";
    for (long, told) in [
        ("the ferry stays in the harbour, and nobody may swim there", false),
        ("the ferry may stay in the harbour, and nobody swims there", true),
    ] {
        let report = compare("en", said(short), said(long));
        let modal = |d: &claimdiff::model::Difference| d.kind == DifferenceKind::Modality;
        let found = report.groups[0].pairs[0].differences.iter().any(modal);
        assert_eq!(found, told, "{long}");
    }
}

#[test]
fn a_denying_cue_is_a_contradiction() {
    let denied = Said { stance: Stance::Deny, ..said("the archive is complete") };
    let report = compare("en", said("the archive is complete"), denied);
    assert_eq!(relation(&report), Relation::Conflict);
}

#[test]
fn other_speakers_make_an_attribution_only_where_the_content_is_theirs() {
    let by = |speaker, content| Said { speaker, ..said(content) };
    let same = "خطة الترميم تشمل تسع قلاع";
    let report = compare("ar", by("سامر الحداد", same), by("ليلى القيسي", same));
    assert_eq!(relation(&report), Relation::Attribution);
    let report = compare(
        "ar",
        by("سامر الحداد", same),
        by("ليلى القيسي", "خطة الترميم تحتاج إلى تمويل جديد من الوزارة"),
    );
    assert_eq!(relation(&report), Relation::New);
    let report = compare("ar", by("سامر الحداد", "القلعة جاهزة"), by("ليلى القيسي", "القلعة جاهزة"));
    assert_eq!(relation(&report), Relation::New, "two words that two people say are a coincidence");
}

#[test]
fn a_statement_that_one_outlet_splits_is_one_group() {
    let whole = said("the bridge stays shut until autumn and every ferry will carry twice as many lorries");
    let parts =
        [said("the bridge stays shut until autumn"), said("every ferry will carry twice as many lorries")];
    let report =
        pipeline::compare(&[article("a", "en", &[whole]), article("b", "en", &parts)], &Options::default());
    assert_eq!(report.groups.len(), 1, "{:?}", report.groups);
    assert_eq!(report.groups[0].pairs.len(), 2);
}

#[test]
fn coverage_tells_who_carries_what() {
    use claimdiff::model::Standing::{Absent, Agreement, Conflict, First};
    let closed = || said("the bridge stays shut until 14 June");
    let articles = vec![
        article(
            "a",
            "en",
            &[closed(), Said { speaker: "Tobias Renn", ..said("the ferry is free of charge") }],
        ),
        article("b", "en", &[closed(), said("every lorry pays a new toll")]),
        article("c", "en", &[said("the bridge stays shut until 20 June")]),
    ];
    let report = pipeline::compare(&articles, &Options::default());
    let coverage = &report.coverage;
    assert_eq!(coverage.standings[0], [First, Agreement, Conflict]);
    assert_eq!(coverage.standings[1], [First, Absent, Absent]);
    let only = |n: usize| coverage.articles[n].only.iter().map(|g| g.index()).collect::<Vec<_>>();
    assert_eq!([only(0), only(1), only(2)], [vec![1], vec![2], vec![]]);
    let sources = |n: usize| -> Vec<(&str, u32)> {
        let list = &coverage.articles[n].sources;
        list.iter().map(|(s, count)| (report.speaker(*s).name.as_str(), *count)).collect()
    };
    assert_eq!(sources(0), [("Mara Lindqvist", 1), ("Tobias Renn", 1)]);
    assert_eq!(sources(1), [("Mara Lindqvist", 2)]);
}

#[test]
fn hidden_differences_are_counted_by_rule() {
    let report = compare("ar", said("إن المسؤول زار ٢٦ قرية"), said("المسئول زار 26 قريه"));
    assert_eq!(relation(&report), Relation::Agreement);
    let hidden = report.hidden_by_rule();
    for rule in ["hamza", "digits", "ta-marbuta", "particles"] {
        assert_eq!(hidden.get(rule), Some(&1), "{rule}: {hidden:?}");
    }
}

#[test]
fn a_rule_switched_off_shows_what_it_hid() {
    let mut options = Options::default();
    options.normalize.rules = options.normalize.rules.without(normalize::Rule::Hamza);
    let articles = vec![
        article("a", "ar", &[said("أمل المدينة كبير")]),
        article("b", "ar", &[said("امل المدينة كبير")]),
    ];
    assert_eq!(relation(&pipeline::compare(&articles.clone(), &Options::default())), Relation::Agreement);
    assert_eq!(relation(&pipeline::compare(&articles, &options)), Relation::Wording);
}

#[test]
fn versions_tell_what_happened_to_each_statement() {
    use claimdiff::model::Event::{Dropped, First, Restored, Reworded, Same};
    let kept = || said("the museum reopens in April");
    let gone = || said("the shop sells postcards of the drawers");
    let versions = vec![
        article("v1", "en", &[kept(), gone()]),
        article("v2", "en", &[said("the museum may reopen in April")]),
        article("v3", "en", &[said("the museum may reopen in April"), gone()]),
    ];
    let report = pipeline::versions(&versions, &Options::default());
    let events = |n: usize| report.groups[n].timeline.iter().map(|e| e.event).collect::<Vec<_>>();
    assert_eq!(events(0), [First, Reworded, Same]);
    assert_eq!(events(1), [First, Dropped, Restored]);
}

/// An article of one sentence, in which a verb in brackets before the content stands for "said".
fn report_of(lang: &str, id: &str, speaker: &str, content: &str) -> Article {
    let (verb, content) = content
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] "))
        .unwrap_or((if lang == "ar" { "قال" } else { "said" }, content));
    let text = match lang {
        "ar" => format!("{verb} {speaker} إن {content}."),
        _ => format!("{speaker} {verb} that {content}."),
    };
    Article { id: id.into(), label: id.into(), lang: Lang(lang.into()), text, ..Article::default() }
}

/// Pairs that differ in one thing each: nine in ten have the relation that a reader would give them.
#[test]
fn minimal_pairs_have_their_relation() {
    for lang in ["ar", "en"] {
        let lines = std::fs::read_to_string(format!("fixtures/{lang}/minimal_pairs.jsonl")).unwrap();
        let pairs: Vec<serde_json::Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        let wrong: Vec<String> = pairs
            .iter()
            .filter_map(|pair| {
                let field = |name: &str| pair[name].as_str().unwrap();
                let articles = ["a", "b"].map(|side| {
                    let (speaker, content) = (format!("speaker_{side}"), format!("content_{side}"));
                    report_of(lang, side, field(&speaker), field(&content))
                });
                let wanted = match field("relation") {
                    "contradiction" => "conflict",
                    "none" => "new",
                    same => same,
                };
                let report = pipeline::compare(&articles, &Options::default());
                let found = report.groups.iter().map(|g| g.relation).max().map_or("nothing", Relation::name);
                (found != wanted).then(|| format!("{}: {found}, not {wanted}", field("why")))
            })
            .collect();
        assert!(pairs.len() >= 40 && wrong.len() * 10 <= pairs.len(), "{lang}: {wrong:#?}");
    }
}

#[test]
fn a_day_in_words_is_the_day_in_digits() {
    for (lang, words, digits) in [
        ("ar", "المرفأ يفتح في الخامس والعشرين من مايو", "المرفأ يفتح في 25 مايو"),
        ("en", "the harbour opens on the fifth of May", "the harbour opens on 5 May"),
    ] {
        let same = compare(lang, said(words), said(digits));
        assert_eq!(relation(&same), Relation::Agreement, "{words}");
    }
    let other = compare("ar", said("المرفأ يفتح في الخامس من مايو"), said("المرفأ يفتح في 6 مايو"));
    assert_eq!(relation(&other), Relation::Conflict);
}

#[test]
fn hidden_differences_have_their_places() {
    let report = compare("ar", said("المسؤول زار ٢٦ قرية"), said("المسئول زار 26 قرية"));
    let words = |article, span: Option<Span>| span.unwrap().of(&report.article(article).text).to_owned();
    let shown: Vec<_> =
        report.hidden.iter().map(|h| (h.rule, words(h.from, h.left), words(h.to, h.right))).collect();
    let expected = [("hamza", "المسؤول", "المسئول"), ("digits", "٢٦", "26")];
    assert_eq!(shown, expected.map(|(rule, l, r)| (rule, l.to_owned(), r.to_owned())));
}

/// An article that counts two things in one form tells of two things, and each meets its own in the other article.
#[test]
fn two_figures_of_one_article_are_two_statements() {
    let article = |id: &str| {
        article(id, "en", &[said("the council paid for 12 boats"), said("the council paid for 40 boats")])
    };
    let report = pipeline::compare(&[article("a"), article("b")], &Options::default());
    let found: Vec<_> = report.groups.iter().map(|g| (g.relation, g.claims.len())).collect();
    assert_eq!(found, [(Relation::Agreement, 2), (Relation::Agreement, 2)]);
}

/// A long quotation and a part of it are one statement although the part has no rare word.
#[test]
fn words_taken_from_a_quotation_belong_to_it() {
    let whole = "«هل يمكن أن يعود الصيادون قبل الصيف؟ بالطبع لا يمكنهم ذلك، فالرصيف لم يكتمل»";
    let report = compare("ar", said(whole), said("بالطبع لا يمكنهم ذلك"));
    assert_eq!(report.groups.len(), 1);
    let whole = "we are not going to talk about the harbour anymore, and if a hundred boats had come in from the storm we would have mended them all";
    let report =
        compare("en", said(whole), said("you know, we are not going to talk about the harbour anymore"));
    assert_eq!(report.groups.len(), 1);
}

#[test]
fn a_question_contradicts_nothing() {
    let report = compare(
        "en",
        said("Is the harbour pilot on that boat?"),
        said("The harbour pilot is not on that boat"),
    );
    assert_ne!(relation(&report), Relation::Conflict);
    let report = compare(
        "en",
        said("the harbour pilot is on that boat"),
        said("the harbour pilot is not on that boat"),
    );
    assert_eq!(relation(&report), Relation::Conflict);
}

/// An article with this text and date, whose claims are extracted.
fn written(id: &str, lang: &str, text: &str) -> Article {
    Article {
        id: id.into(),
        label: id.into(),
        lang: Lang(lang.into()),
        text: text.into(),
        ..Article::default()
    }
}

/// How many groups hold claims of both articles.
fn shared(left: &Article, right: &Article) -> usize {
    let report = pipeline::compare(&[left.clone(), right.clone()], &Options::default());
    report.groups.iter().filter(|g| g.articles.len() > 1).count()
}

#[test]
fn the_function_of_a_named_person_means_the_person() {
    let ghana =
        "التقى الرئيس الغاني جون ماهاما وفد البنك أمس، واستقبل الرئيس المجري تاماس سوليوك وفدا آخر.\n\n";
    let named = written("a", "ar", &format!("{ghana}قال سامر الحداد إنه سيتحدث إلى ماهاما قريبا."));
    for (function, same) in [("الرئيس الغاني", 1), ("الرئيس التشيلي", 0)] {
        let other = format!("صرح سامر الحداد بأن حديثا له مع {function} بات قريبا.");
        assert_eq!(shared(&named, &written("b", "ar", &other)), same, "{function}");
    }
    let named = written(
        "a",
        "en",
        "French President Jean Moreau met the engineers.\n\nAda Lind said Moreau would see the lighthouse.",
    );
    for (function, same) in [("the French president", 1), ("the Chilean president", 0)] {
        let other = format!("Ada Lind said {function} was coming to the lighthouse.");
        assert_eq!(shared(&named, &written("b", "en", &other)), same, "{function}");
    }
}

/// «ذلك» says what was said before it, to whoever knows what that was.
#[test]
fn an_anaphor_is_understood_from_what_stands_before_it() {
    let whole = article("b", "ar", &[said("ضم القرية إلى بلدية الميناء خيار قانوني أمام أهلها")]);
    let points = || said("ذلك خيار لها");
    let before = article("a", "ar", &[said("لا مانع من ضم القرية إلى بلدية الميناء"), points()]);
    let report = pipeline::compare(&[before, whole.clone()], &Options::default());
    assert_eq!(report.groups.len(), 1, "{:?}", report.groups);
    let elsewhere = article("a", "ar", &[said("لا مانع من زيادة أجور عمال النظافة"), points()]);
    assert_eq!(shared(&elsewhere, &whole), 0);
    assert_eq!(shared(&article("a", "ar", &[points()]), &whole), 0);
}

/// A long statement shares one of its clauses with another long one.
#[test]
fn statements_of_several_clauses_meet_in_one() {
    let mayor = |rest: &str, clause: &str| {
        let text = format!("قال سامر الحداد: «{rest}، {clause}».");
        written("x", "ar", &text)
    };
    let left = mayor(
        "علينا أن نفكر في أجيالنا وأن نحسن التصرف بأموال الخزينة، ولا بد من قرارات صعبة في الشتاء",
        "الرصيف الجديد يوفر مئات الوظائف للصيادين في البلدة",
    );
    let right = mayor(
        "الرصيف الجديد يوفر للصيادين مئات الوظائف",
        "وهذا من أفضل ما بنيناه منذ أن تسلمنا المجلس البلدي من أسلافنا قبل أعوام طويلة",
    );
    let other = mayor(
        "الجسر القديم يحتاج إلى ترميم عاجل",
        "وهذا من أفضل ما بنيناه منذ أن تسلمنا المجلس البلدي من أسلافنا قبل أعوام طويلة",
    );
    let id = |article: Article, id: &str| Article { id: id.into(), label: id.into(), ..article };
    assert_eq!(shared(&id(left.clone(), "a"), &id(right, "b")), 1);
    assert_eq!(shared(&id(left, "a"), &id(other, "b")), 0);
}

/// What two outlets take over word for word is one statement to a third that rewrites it.
#[test]
fn copies_of_one_agency_text_are_one_to_a_third_outlet() {
    let copy = |id| {
        article(
            id,
            "ar",
            &[said("وصلت سفينة القمح إلى المرفأ القديم مساء الأحد"), said("السيارة هدية العرس من هالة")],
        )
    };
    let third = || {
        article(
            "c",
            "ar",
            &[
                said("سفينة القمح رست في المرفأ القديم مساء الأحد"),
                said("لم يشتر السيارة بل أهدته إياها عمته"),
            ],
        )
    };
    assert_eq!(shared(&copy("a"), &third()), 2, "the neighbour supports the weak pair");
    let report = pipeline::compare(&[copy("a"), copy("b"), third()], &Options::default());
    assert_eq!(report.groups.len(), 2, "{:?}", report.groups);
}
