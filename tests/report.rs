//! One report of each kind in every layout, against readable snapshots in `tests/report/`.
//!
//! `SNAPSHOTS=overwrite cargo test --test report` writes them anew; read the difference before committing it.
#![cfg(feature = "cli")]

use claimdiff::{
    classify,
    model::{
        Article, ArticleId, Attribution, Claim, ClaimId, Command, Cue, Difference, DifferenceKind, Group,
        Hidden, Lang, Mention, MentionKind, Pair, Permille, Polarity, Relation, Report, ResolvedBy, Rule,
        Score, Severity, Shape, Slot, Span, Speaker, SpeakerId, SpeakerKind, Stance, Style,
    },
    report::{Format, Only, View},
};
use std::{fs, path::Path};

/// A report under construction: claims are found by their words.
struct Builder(Report);

impl Builder {
    fn new() -> Self {
        Self(Report::new(Command::Compare))
    }

    /// An article with claims given as (speaker, cue, content).
    fn article(&mut self, id: &str, lang: &str, text: &str, claims: &[(&str, &str, &str)]) {
        let article = ArticleId::new(self.0.articles.len());
        for (number, (speaker, cue, content)) in (1..).zip(claims) {
            let speaker = self.speaker(speaker, article);
            let mention = Mention {
                span: None,
                name: None,
                core: None,
                kind: MentionKind::Name,
                antecedent: None,
                given: None,
            };
            let attribution = Attribution {
                mention,
                cue: Cue { span: Some(place(text, cue)), stance: Stance::Neutral, negated: false },
                medium: None,
                addressee: None,
                occasion: None,
                via: None,
                polarity: None,
                content: vec![place(text, content)],
                style: Style::Indirect,
                headline: false,
                sentence: 0,
                sentence_start: None,
                confidence: Permille(950),
                rule: Rule { shape: Shape::VerbSubject, slot: Slot::That },
            };
            self.0.claims.push(Claim {
                quantities: Vec::new(),
                dates: Vec::new(),
                modality: Vec::new(),
                article,
                number,
                speaker,
                resolved_by: ResolvedBy::Name,
                attribution,
                polarity: Polarity::Positive,
                key: 7,
            });
        }
        self.0.articles.push(Article {
            id: id.to_owned(),
            label: id.to_owned(),
            lang: Lang(lang.to_owned()),
            text: text.to_owned(),
            ..Article::default()
        });
    }

    fn speaker(&mut self, name: &str, article: ArticleId) -> SpeakerId {
        let known = self.0.speakers.iter().position(|s| s.name == name);
        let n = known.unwrap_or_else(|| {
            self.0.speakers.push(Speaker {
                name: name.to_owned(),
                kind: SpeakerKind::Person,
                aliases: Vec::new(),
                related: Vec::new(),
                articles: Vec::new(),
            });
            self.0.speakers.len() - 1
        });
        if !self.0.speakers[n].articles.contains(&article) {
            self.0.speakers[n].articles.push(article);
        }
        SpeakerId::new(n)
    }

    /// The report, with who carries what counted from its groups.
    fn finish(mut self) -> Report {
        self.0.coverage = classify::coverage(self.0.articles.len(), &self.0.claims, &self.0.groups);
        self.0
    }

    /// Differences between the first two articles that a rule hid.
    fn hidden(&mut self, rule: &'static str, times: usize, (left, right): (&str, &str)) {
        let side = |n: usize, words: &str| Some(place(&self.0.articles[n].text, words));
        let (left, right) = (side(0, left), side(1, right));
        let (from, to) = (ArticleId::new(0), ArticleId::new(1));
        self.0.hidden.extend(vec![Hidden { rule, from, to, left, right }; times]);
    }

    /// A group of claims by number in the report; each differs from the first as given by the words on both sides.
    fn group(
        &mut self,
        relation: Relation,
        claims: &[u32],
        differences: &[(DifferenceKind, Severity, &str, &str)],
    ) {
        let claims: Vec<ClaimId> = claims.iter().map(|c| ClaimId(*c)).collect();
        let side = |c: ClaimId, words: &str| {
            let text = &self.0.article(self.0.claim(c).article).text;
            (!words.is_empty()).then(|| place(text, words))
        };
        let pair = |right: &ClaimId| Pair {
            left: claims[0],
            right: *right,
            relation,
            cross_language: false,
            score: Score { total: Permille(810), overlap: Permille(720), ..Score::default() },
            differences: differences
                .iter()
                .map(|(kind, severity, l, r)| Difference {
                    kind: *kind,
                    severity: *severity,
                    left: side(claims[0], l),
                    right: side(*right, r),
                })
                .collect(),
        };
        let pairs = claims[1..].iter().map(pair).collect();
        let mut articles: Vec<ArticleId> = claims.iter().map(|c| self.0.claim(*c).article).collect();
        articles.dedup();
        *self.0.summary.relations.entry(relation).or_default() += 1;
        self.0.groups.push(Group {
            speaker: self.0.claim(claims[0]).speaker,
            relation,
            severity: differences.iter().map(|d| d.1).max().unwrap_or_default(),
            claims,
            articles,
            pairs,
            timeline: Vec::new(),
            known: false,
        });
    }
}

fn place(text: &str, words: &str) -> Span {
    let at = text.find(words).unwrap_or_else(|| panic!("«{words}» stands in «{text}»"));
    Span::new(at, at + words.len())
}

/// Two outlets: a conflict in a figure, another wording, an agreement, two new claims, and text that attacks the terminal.
fn arabic() -> Report {
    let mut b = Builder::new();
    b.article(
        "الصدى",
        "ar",
        "قال سامر لطفي إن 26 أسيرا أفرج عنهم. وأكد أن الاتفاق لا يزال قائما. وأضاف «لن نتراجع». وزعم \u{1b}[31mأحمر\u{202e}.",
        &[
            ("سامر لطفي", "قال", "26 أسيرا أفرج عنهم"),
            ("سامر لطفي", "وأكد", "الاتفاق لا يزال قائما"),
            ("سامر لطفي", "وأضاف", "لن نتراجع"),
            ("", "وزعم", "\u{1b}[31mأحمر\u{202e}"),
        ],
    );
    b.article(
        "المنارة",
        "ar",
        "قال سامر لطفي إن 27 أسيراً أفرج عنهم. وقال إن الاتفاق قد يبقى قائما. وأضاف: «لن نتراجع». وأعلن أن المحادثات ستستأنف في مدينة الإسماعيلية.",
        &[
            ("سامر لطفي", "قال", "27 أسيراً أفرج عنهم"),
            ("سامر لطفي", "وقال", "الاتفاق قد يبقى قائما"),
            ("سامر لطفي", "وأضاف", "لن نتراجع"),
            ("سامر لطفي", "وأعلن", "المحادثات ستستأنف في مدينة الإسماعيلية"),
        ],
    );
    b.group(Relation::Conflict, &[0, 4], &[(DifferenceKind::Number, Severity::Major, "26", "27")]);
    b.group(
        Relation::Wording,
        &[1, 5],
        &[
            (DifferenceKind::Modality, Severity::Major, "", "قد"),
            (DifferenceKind::Wording, Severity::Minor, "لا يزال", "يبقى"),
            (DifferenceKind::Cue, Severity::Minor, "وأكد", "وقال"),
        ],
    );
    b.group(Relation::Agreement, &[2, 6], &[]);
    b.group(Relation::New, &[3], &[]);
    b.group(Relation::New, &[7], &[]);
    b.hidden("hamza", 5, ("الاتفاق", "الاتفاق"));
    b.hidden("diacritics", 6, ("أسيرا", "أسيراً"));
    b.finish()
}

/// Four outlets, so that a column an outlet does not fit every width; one of them has another speaker, one has nothing.
fn english() -> Report {
    let mut b = Builder::new();
    let text = "Mara Quill said the bridge would stay closed until May. Mara Quill added that ferries run hourly 👩\u{200d}🚒 again.";
    let claims = [
        ("Mara Quill", "said", "the bridge would stay closed until May"),
        ("Mara Quill", "added", "ferries run hourly 👩\u{200d}🚒 again"),
    ];
    b.article("Dispatch", "en", text, &claims);
    b.article("Observer", "en", text, &claims);
    b.article(
        "Wire",
        "en",
        "Ona Brill said the bridge would stay closed until May.",
        &[("Ona Brill", "said", "the bridge would stay closed until May")],
    );
    b.article("Gazette", "en", "Nothing was said.", &[]);
    b.group(Relation::Attribution, &[0, 2, 4], &[(DifferenceKind::Speaker, Severity::Major, "", "")]);
    b.group(Relation::Agreement, &[1, 3], &[]);
    b.finish()
}

fn shown(report: &Report, format: Format, view: &View) -> String {
    let mut out = Vec::new();
    format.render(report, view, &mut out).expect("memory can be written");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn check(name: &str, got: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report").join(name);
    // Signs that a reader of a diff could not see.
    let got = got
        .replace('\u{1b}', "<ESC>")
        .replace('\u{2068}', "<FSI>")
        .replace('\u{2069}', "<PDI>")
        .replace('\u{200f}', "<RLM>");
    if std::env::var_os("SNAPSHOTS").is_some_and(|v| v == "overwrite") {
        fs::write(&file, &got).expect("tests/report is writable");
    }
    let want = fs::read_to_string(&file).unwrap_or_default();
    assert!(got == want, "{name} differs from its snapshot; got:\n{got}");
}

#[test]
fn tables_at_several_widths() {
    let (arabic, english) = (arabic(), english());
    for width in [50, 80, 120, 200] {
        let view = View { width, ..View::default() };
        check(&format!("ar-{width}.txt"), &shown(&arabic, Format::Table, &view));
        check(&format!("en-{width}.txt"), &shown(&english, Format::Table, &view));
    }
}

#[test]
fn table_for_a_terminal_and_explained() {
    let view = View { color: true, isolate: true, width: 100, ..View::default() };
    check("ar-color.txt", &shown(&arabic(), Format::Table, &view));
    let view =
        View { explain: true, only: vec![Only::Relation(Relation::Wording)], width: 100, ..View::default() };
    check("ar-explain.txt", &shown(&arabic(), Format::Table, &view));
    let view = View { hidden: true, only: vec![Only::Relation(Relation::Conflict)], ..View::default() };
    check("ar-hidden.txt", &shown(&arabic(), Format::Table, &view));
    check("ar-hidden.json", &shown(&arabic(), Format::Json, &view));
}

#[test]
fn json_of_a_comparison() {
    check("ar.json", &shown(&arabic(), Format::Json, &View::default()));
    check("ar.jsonl", &shown(&arabic(), Format::Jsonl, &View::default()));
}

#[test]
fn every_other_format() {
    for (format, name, _) in Format::ALL {
        if matches!(format, Format::Table | Format::Json | Format::Jsonl) {
            continue;
        }
        check(&format!("ar.{name}"), &content(*format, &shown(&arabic(), *format, &View::default())));
        check(&format!("en.{name}"), &content(*format, &shown(&english(), *format, &View::default())));
    }
}

/// A page without its style and script, which are files of their own, an element a line.
fn content(format: Format, text: &str) -> String {
    if format != Format::Html {
        return text.to_owned();
    }
    let body = text.split_once("<body").expect("a body").1.split_once("<script>").expect("a script").0;
    format!("<body{}\n", body.replace("><", ">\n<"))
}

#[test]
fn borders_are_straight_at_any_width() {
    for report in [arabic(), english()] {
        for width in 60..=220 {
            let text = shown(&report, Format::Table, &View { width, ..View::default() });
            let mut edge = 0;
            for line in text.lines() {
                let columns = columns(line);
                match line.chars().next() {
                    Some('┌') => {
                        assert!(columns <= usize::from(width), "{width}: {line}");
                        edge = columns;
                    }
                    Some('│' | '├' | '╞' | '└') => assert_eq!(columns, edge, "{width}: {line}"),
                    _ => {}
                }
            }
        }
    }
}

/// Columns as most terminals count them: none for signs above letters, two for a picture however it is joined.
fn columns(line: &str) -> usize {
    let line = line.replace("👩\u{200d}🚒", "xx");
    line.chars().filter(|c| !matches!(c, '\u{64b}'..='\u{65f}')).count()
}
