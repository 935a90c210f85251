//! What each format promises to whatever reads it: grammar, size, and that text of articles stays text.
#![cfg(feature = "cli")]
#![allow(clippy::print_stderr, reason = "whoever runs the tests should see what was skipped")]

use claimdiff::{
    Options, compare, extract_claims,
    model::{Article, ClaimId, Command, Failures, Group, Lang, Origin, Relation, Report, Severity},
    report::{Format, View},
    versions,
};
use pulldown_cmark::{Event, Options as Markdown, Parser, Tag};
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::Path,
    process::{Command as Process, Stdio},
};

fn article(id: &str, lang: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        label: id.to_owned(),
        path: Some(format!("news/{id}.txt")),
        origin: Origin::Whole,
        lang: Lang(lang.to_owned()),
        text: text.to_owned(),
        ..Article::default()
    }
}

fn shown(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    format.render(report, &View::default(), &mut out).expect("memory can be written");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// Outlets of one fixture, as they are read from their files.
fn fixture(folder: &str) -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut files: Vec<_> = fs::read_dir(&root).expect(folder).map(|e| e.expect("an entry").path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let lang = folder.split('/').next().expect("a language");
    let read = |f: &std::path::PathBuf| {
        let id = f.file_stem().expect("a name").to_string_lossy();
        article(&id, lang, &fs::read_to_string(f).expect("a file"))
    };
    files.iter().map(read).collect()
}

/// Comparisons, versions and extraction, in both languages.
fn reports() -> Vec<Report> {
    let options = Options::default();
    vec![
        compare(&fixture("ar/marjan-dam"), &options),
        compare(&fixture("en/harbour-levy"), &options),
        versions(&fixture("en/museum-reopening"), &options),
        versions(&fixture("ar/bread-versions"), &options),
        extract_claims(&fixture("ar/border-truce"), &options),
    ]
}

const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)></style></title>",
    "]]> --> &lt; &#0; <![CDATA[",
    "**bold** [link](http://example.invalid) ![i](x) `code` ~~no~~ | cell | <b>",
    "www.example.invalid http://example.invalid <http://example.invalid> a@example.invalid @someone #12 $x$",
    "=HYPERLINK(\"http://example.invalid\") +1 @SUM(A1)",
    "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}31m\0\u{7f}",
    "\u{202e}override\u{202d} \u{2066}isolate \u{200f}mark",
    "::error file=x::no %0A::stop-commands::x",
    "\"quoted\" 'single', comma; semicolon\ttab",
    "a\r\nb\u{2028}c\u{85}d",
    "{{ template }} {% raw %} ${HOME} $(id) `id`",
    "\\ \\| \\n \\u001b",
    "javascript:alert(1)",
    "\u{fffe}\u{feff}\u{e000}",
];

/// Hostile text wherever an article can bring some: label, title, path, address, date, speaker, cue's neighbourhood, content.
fn hostile() -> Vec<Report> {
    let mut list = Vec::new();
    for (n, text) in HOSTILE.iter().enumerate() {
        let line = text.replace(['\n', '\r', '\u{2028}', '\u{85}'], " ");
        let body = format!("{line}\n\nقال سامر {line} لطفي إن {line} و26 أسيرا أفرج عنهم. وأضاف «{text}».\n");
        let mut one = article(&format!("{n} {line}"), "ar", &body);
        one.title = Some(line.clone());
        one.date = Some(line.clone());
        one.url = Some(line.clone());
        one.path = Some(format!("news/{line}"));
        list.push(one);
        list.push(article(&format!("{n}"), "ar", &body.replace("26", "27")));
    }
    let options = Options::default();
    let long = "س".repeat(500_000);
    let long =
        article("long", "ar", &format!("قال سامر لطفي إن {long} وصل. وقال «{}».", "كلمة ".repeat(100_000)));
    let mut report = compare(&list, &options);
    report.summary.failed.push("conflict".to_owned());
    vec![
        report,
        extract_claims(&list, &options),
        versions(&list[..4], &options),
        compare(&[long.clone(), Article { id: "again".into(), ..long }], &options),
    ]
}

#[test]
fn hostile_text_is_text_in_every_format() {
    for report in hostile() {
        assert!(report.claims.len() >= 2, "there is something to show");
        for (format, name, _) in Format::ALL {
            let out = shown(&report, *format);
            let acts = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}')
            };
            // Rows of CSV end as its standard says.
            let out = if *format == Format::Csv { out.replace("\r\n", "\n") } else { out };
            let found: String = out.chars().filter(|c| acts(*c)).take(5).collect();
            assert!(found.is_empty(), "{name} lets through {found:?}");
            match format {
                Format::Html => html_holds_text_only(&out),
                Format::Markdown => markdown_holds_text_only(&out),
                Format::Csv => csv_has_no_formula(&out),
                Format::Github => drop(github_commands(&out)),
                Format::Junit => drop(xml(&out)),
                Format::Json | Format::Sarif => {
                    drop(serde_json::from_str::<serde_json::Value>(&out).expect(name))
                }
                Format::Jsonl => {
                    out.lines().for_each(|l| drop(serde_json::from_str::<serde_json::Value>(l).expect(name)));
                }
                Format::Table => {}
            }
        }
    }
}

/// Each content goes to the end of its sentence; what is told must not grow with the square of the text.
#[test]
fn a_text_without_a_full_stop_stays_readable() {
    let text = |times: usize| "قال سامر لطفي إن القمح وصل ".repeat(times);
    let told = |times: usize| {
        let report = extract_claims(&[article("endless", "ar", &text(times))], &Options::default());
        assert!(report.claims.len() > times / 2, "{} claims", report.claims.len());
        report.claims.iter().flat_map(|c| &c.attribution.content).map(|s| s.range().len()).sum::<usize>()
    };
    let (short, long) = (told(300), told(1200));
    assert!(long < short * 5, "{short} bytes of content, then {long}");
}

/// Outlets that carry the same words stand over them together, and each word leads to its place in each of them.
#[test]
fn the_page_says_the_same_words_once() {
    let text = |n: u32| format!("قال سامر لطفي إن {n} سفينة محملة بالقمح وصلت إلى الميناء القديم فجر الأحد.");
    let outlets = [("one", 14), ("two", 17), ("three", 14), ("four", 17)];
    let report = compare(&outlets.map(|(id, n)| article(id, "ar", &text(n))), &Options::default());
    assert_eq!(report.groups.len(), 1);
    let page = shown(&report, Format::Html);
    let columns: Vec<&str> = page.split("<div class=\"col\">").skip(1).collect();
    assert_eq!(columns.len(), 2);
    for (column, names, others) in
        [(columns[0], ["one", "three"], "two"), (columns[1], ["two", "four"], "one")]
    {
        let head = column.split("</h4>").next().expect("a head");
        assert!(names.iter().all(|n| head.contains(n)) && !head.contains(others), "{head}");
        let rest = column.split("</details>").next().expect("the sentence");
        let places = names.map(|n| outlets.iter().position(|o| o.0 == n).expect("it") + 1);
        assert!(places.iter().all(|p| rest.contains(&format!("href=\"#t{p}-1\""))), "{rest}");
    }
}

/// No element but the page's own: it has one script and one style, and articles bring no tag.
fn html_holds_text_only(page: &str) {
    let tags = |name: &str| page.matches(&format!("<{name}")).count();
    assert_eq!((tags("script"), tags("style"), tags("title")), (1, 1, 1));
    assert_eq!(tags("img") + tags("iframe") + tags("object") + tags("link"), 0);
    for (at, _) in page.match_indices("href=\"") {
        let link = &page[at + 6..];
        assert!(["#", "http://", "https://"].iter().any(|s| link.starts_with(s)), "{}", &link[..40]);
    }
}

/// Read as GitHub reads it, the only markup is the report's own, and every address, mention and reference is text.
fn markdown_holds_text_only(text: &str) {
    assert!(text.len() < 64_000, "{} bytes", text.len());
    let options = Markdown::ENABLE_TABLES
        | Markdown::ENABLE_STRIKETHROUGH
        | Markdown::ENABLE_GFM
        | Markdown::ENABLE_MATH;
    let mut plain = String::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(text) => plain += &text,
            Event::Code(code) => assert_eq!(&*code, "--fail-on"),
            Event::InlineHtml(tag) => assert!(["<b>", "</b>", "<br>"].contains(&&*tag), "{tag}"),
            Event::Html(html) => panic!("a block of HTML: {html}"),
            Event::InlineMath(text) | Event::DisplayMath(text) => panic!("a formula: {text}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                panic!("a link: {dest_url}")
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Strikethrough | Tag::BlockQuote(_)) => panic!("markup"),
            Event::Start(Tag::Strong | Tag::Emphasis) => {}
            _ => {}
        }
    }
    for (at, sign) in text.match_indices(['@', '#']) {
        let next = text[at + sign.len()..].chars().next().unwrap_or(' ');
        assert!(
            !next.is_alphanumeric(),
            "a mention or reference: {}",
            text[at..].chars().take(20).collect::<String>()
        );
    }
    assert!(!text.contains("www.") && !text.contains("p://"), "an address");
}

fn csv_has_no_formula(text: &str) {
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(
        rows.headers().expect("a head").get(0),
        Some("group"),
        "the byte order mark is none of the head"
    );
    let mut seen = 0;
    for row in rows.records() {
        let row = row.expect("every row has as many cells as the head");
        assert!(row.iter().all(|c| !c.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
        seen += 1;
    }
    assert!(seen > 0);
}

/// Checks the workflow commands by their grammar, `::name key=value,…::message`, and gives what each says.
fn github_commands(text: &str) -> Vec<(String, BTreeMap<String, String>, String)> {
    let unescaped = |s: &str| {
        let s = s.replace("%0A", "\n").replace("%0D", "\r").replace("%3A", ":").replace("%2C", ",");
        s.replace("%25", "%")
    };
    let mut out = Vec::new();
    for line in text.lines() {
        let (head, message) = line.strip_prefix("::").and_then(|l| l.split_once("::")).expect("a command");
        let (name, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&name), "{name}");
        let mut map = BTreeMap::new();
        for property in properties.split(',') {
            let (key, value) = property.split_once('=').expect("key=value");
            assert!(!value.contains(':'), "an unescaped property: {value}");
            assert!(map.insert(key.to_owned(), unescaped(value)).is_none(), "{key} twice");
        }
        for (key, value) in &map {
            match key.as_str() {
                "title" => {}
                "file" => assert!(value.starts_with("news/"), "{value}"),
                "line" | "endLine" | "col" | "endColumn" => {
                    assert!(value.parse::<u32>().expect("a number") > 0)
                }
                _ => panic!("no such property: {key}"),
            }
        }
        assert!(!map.contains_key("col") || !map.contains_key("endLine"), "columns are of one line");
        out.push((name.to_owned(), map, unescaped(message)));
    }
    out
}

#[test]
fn annotations_stand_at_the_words_that_differ() {
    let report = compare(&fixture("en/harbour-levy"), &Options::default());
    let commands = github_commands(&shown(&report, Format::Github));
    let number =
        |c: &&(String, BTreeMap<String, String>, String)| c.1["title"].starts_with("conflict/number");
    let (name, at, message) = commands.iter().find(number).expect("figures differ");
    assert_eq!(name, "error");
    let text = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join(at["file"].replace("news", "fixtures/en/harbour-levy")),
    );
    let text = text.expect("the file that is named");
    let number = |key: &str| at[key].parse::<usize>().expect("a number") - 1;
    let line = text.lines().nth(number("line")).expect("the line");
    let units: Vec<u16> = line.encode_utf16().collect();
    let words = String::from_utf16(&units[number("col")..number("endColumn")]).expect("whole characters");
    assert!(message.starts_with("conflict (number"), "{message}");
    assert!(words.contains(|c: char| c.is_ascii_digit()), "{words}");
}

#[test]
fn places_are_given_as_far_as_they_are_known() {
    let text = "قال سامر لطفي إن 26 أسيرا أفرج عنهم.";
    let mut articles = vec![article("a", "ar", text), article("b", "ar", text), article("c", "ar", text)];
    articles[0].origin = Origin::Line(7);
    articles[1].origin = Origin::Inside;
    articles[2].path = Some("-".to_owned());
    let report = extract_claims(&articles, &Options::default());
    let commands = github_commands(&shown(&report, Format::Github));
    let places: Vec<Vec<&str>> = commands.iter().map(|c| c.1.keys().map(String::as_str).collect()).collect();
    assert_eq!(places, [vec!["file", "line", "title"], vec!["file", "title"], vec!["title"]]);
    let csv = shown(&report, Format::Csv);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let places: Vec<String> = rows.records().map(|r| r.expect("a row")[20].to_owned()).collect();
    assert_eq!(places, ["news/a.txt:7", "news/b.txt", ""]);
}

#[test]
fn markdown_leaves_out_the_least_severe_first() {
    let mut said = String::new();
    for n in 0..900 {
        said += &format!(
            "قال سامر لطفي إن السفينة رقم {n} وصلت إلى ميناء المدينة القديمة محملة بالقمح والشعير والذرة.\n"
        );
    }
    let options = Options::default();
    let mut report = extract_claims(&[article("a", "ar", &said), article("b", "ar", "لا قول هنا.")], &options);
    let whole = shown(&report, Format::Markdown);
    assert!(whole.len() < 64_000 && whole.contains("left out, to stay under 64 kB"), "{} bytes", whole.len());

    // The same claims as groups, of which every tenth is a major difference.
    report.command = Command::Compare;
    let group = |n: usize| Group {
        speaker: report.claims[n].speaker,
        relation: if n % 10 == 9 { Relation::Conflict } else { Relation::New },
        severity: if n % 10 == 9 { Severity::Major } else { Severity::Cosmetic },
        claims: vec![ClaimId::new(n)],
        articles: vec![report.claims[n].article],
        pairs: Vec::new(),
        timeline: Vec::new(),
        known: false,
    };
    report.groups = (0..report.claims.len()).map(group).collect();
    let conflicts = report.groups.iter().filter(|g| g.severity == Severity::Major).count();
    let text = shown(&report, Format::Markdown);
    assert!(text.len() < 64_000);
    let (before, after) = text.split_once("### new").expect("both parts");
    assert_eq!(before.matches("\n| g").count(), conflicts, "every conflict is there");
    assert!(after.matches("\n| g").count() > 10);
}

#[test]
fn every_report_is_sound_in_every_format() {
    for report in reports() {
        github_commands(&shown(&report, Format::Github));
        csv_has_no_formula(&shown(&report, Format::Csv));
        markdown_holds_text_only(&shown(&report, Format::Markdown));
        html_holds_text_only(&shown(&report, Format::Html));
        junit(&shown(&report, Format::Junit));
    }
}

/// All text of an XML document, which has to be well-formed.
fn xml(text: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut out = String::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Eof => return out,
            quick_xml::events::Event::Text(text) => out += &text.decode().expect("UTF-8"),
            _ => {}
        }
    }
}

/// Holds the document against the schema that Jenkins publishes, where `xmllint` is there to do it, and its counts against its tests.
fn junit(text: &str) {
    xml(text);
    let suites: Vec<&str> = text.split("<testsuite ").skip(1).collect();
    for suite in suites {
        let count = |name: &str| {
            let rest = suite.split_once(&format!("{name}=\"")).expect("the attribute").1;
            rest[..rest.find('"').expect("its end")].parse::<usize>().expect("a number")
        };
        assert_eq!(count("tests"), suite.matches("<testcase ").count());
        assert_eq!(count("failures"), suite.matches("<failure ").count());
    }
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/junit-10.xsd");
    let run = Process::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(schema)
        .arg("-")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut run = match run {
        Ok(run) => run,
        Err(e) => {
            assert!(std::env::var_os("CLAIMDIFF_TEST_TOOLS").is_none_or(|v| v != "required"), "xmllint: {e}");
            eprintln!("skipped the schema of JUnit: xmllint: {e}");
            return;
        }
    };
    run.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("xmllint reads");
    let run = run.wait_with_output().expect("xmllint ends");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn junit_fails_what_the_gate_names() {
    let mut report = compare(&fixture("en/harbour-levy"), &Options::default());
    let failures = |report: &Report| shown(report, Format::Junit).matches("<failure ").count();
    let told = [Relation::Conflict, Relation::Attribution];
    let differing = report.groups.iter().filter(|g| told.contains(&g.relation)).count();
    assert!(differing > 0 && differing < report.groups.len());
    assert_eq!(failures(&report), differing);
    report.summary.failures = Some(Failures { groups: [0, 1, 2].into(), ..Default::default() });
    assert_eq!(failures(&report), 3);
    report.groups[1].known = true;
    report.summary.failures = Some(Failures { groups: [0, 2].into(), ..Default::default() });
    assert_eq!(failures(&report), 2);
    assert!(shown(&report, Format::Junit).contains("<skipped message=\"known to the baseline\"/>"));
}
