//! The command line: cases as data in `tests/cmd/*.toml`, and what a table of cases cannot say.
//!
//! A case is run in an empty folder that holds its `files` (text) and `bytes` (lists of numbers). `code` is 0 unless given; `stdout` and
//! `stderr` are compared whole, `stdout_has`, `stderr_has` and `stdout_lacks` in part. `written` are files afterwards, `absent` must not be
//! there.
#![cfg(feature = "cli")]

use serde::Deserialize;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::Path,
    process::{Command, Output, Stdio},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    args: Vec<String>,
    /// The working folder, inside the case's.
    #[serde(default)]
    folder: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    bytes: BTreeMap<String, Vec<u8>>,
    stdin: Option<String>,
    #[serde(default)]
    code: i32,
    stdout: Option<String>,
    stderr: Option<String>,
    #[serde(default)]
    stdout_has: Vec<String>,
    #[serde(default)]
    stdout_lacks: Vec<String>,
    #[serde(default)]
    stderr_has: Vec<String>,
    #[serde(default)]
    written: BTreeMap<String, String>,
    #[serde(default)]
    absent: Vec<String>,
}

fn claimdiff(folder: &Path, args: &[impl AsRef<std::ffi::OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
    command.current_dir(folder).args(args).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn run(command: &mut Command, stdin: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    // A program that refuses its arguments reads nothing, and closes the pipe.
    let _ = input.write_all(stdin.as_bytes());
    drop(input);
    child.wait_with_output().expect("the program ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

impl Case {
    /// What is wrong, one line each.
    fn faults(&self) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder for the case");
        let path = |name: &str| folder.path().join(name);
        for (name, bytes) in self
            .files
            .iter()
            .map(|(n, t)| (n, t.as_bytes()))
            .chain(self.bytes.iter().map(|(n, b)| (n, &b[..])))
        {
            fs::create_dir_all(path(name).parent().expect("inside the folder")).expect("a folder");
            fs::write(path(name), bytes).expect("a file");
        }
        let mut command = claimdiff(&path(&self.folder), &self.args);
        let output = run(command.envs(&self.env), self.stdin.as_deref().unwrap_or_default());
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        let mut faults = Vec::new();
        let mut expect = |good: bool, what: String| {
            if !good {
                faults.push(what);
            }
        };
        expect(output.status.code() == Some(self.code), format!("exit status {:?}", output.status.code()));
        expect(self.stdout.as_ref().is_none_or(|s| *s == out), "other standard output".to_owned());
        expect(self.stderr.as_ref().is_none_or(|s| *s == err), "other standard error".to_owned());
        for part in &self.stdout_has {
            expect(out.contains(part), format!("standard output lacks {part:?}"));
        }
        for part in &self.stdout_lacks {
            expect(!out.contains(part), format!("standard output has {part:?}"));
        }
        for part in &self.stderr_has {
            expect(err.contains(part), format!("standard error lacks {part:?}"));
        }
        expect(self.code != 2 || out.is_empty(), "a failed run writes nothing".to_owned());
        expect(!err.contains("internal error"), "an internal error".to_owned());
        for (name, want) in &self.written {
            let got = fs::read_to_string(path(name)).unwrap_or_default();
            expect(got == *want, format!("{name} holds {got:?}"));
        }
        for name in &self.absent {
            expect(!path(name).exists(), format!("{name} is there"));
        }
        let left = fs::read_dir(folder.path()).expect("the folder").flatten();
        for entry in left.filter(|e| e.file_name().to_string_lossy().starts_with(".claimdiff")) {
            expect(false, format!("{:?} is left behind", entry.file_name()));
        }
        if !faults.is_empty() {
            faults.push(format!("stdout:\n{out}\nstderr:\n{err}"));
        }
        faults
    }
}

#[test]
fn cases() {
    let mut report = String::new();
    let mut count = 0;
    let mut files: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd"))
        .expect("the folder of cases")
        .map(|e| e.expect("an entry").path())
        .collect();
    files.sort();
    for file in files {
        let cases = fs::read_to_string(&file).expect("a file of cases");
        let cases: Cases = toml::from_str(&cases).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        for case in cases.case {
            count += 1;
            for fault in case.faults() {
                report += &format!("{} «{}»: {fault}\n", file.display(), case.name);
            }
        }
    }
    assert!(report.is_empty(), "{report}");
    assert!(count > 40, "the cases are found");
}

/// Diacritics, pictures beyond the first plane, Windows line ends and claims from elsewhere: wherever bytes, code points and
/// UTF-16 units differ.
const TRICKY: &str =
    "😀 عاجل\r\n\r\nقالَ سامِر لُطفي إنَّ الاجتماعَ 🇵🇸 لَن يُعقَد غدًا. وأضاف: «لا عودة 👩‍👩‍👧 إلى الوراء».\r\n";

#[test]
fn places_are_code_points_of_the_printed_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let given = serde_json::json!({
        "article": {"id": "g", "title": "😀 عاجل", "text": TRICKY, "lang": "ar"},
        "claims": [{"speaker": {"name": "سامر"}, "cue": {"text": "وأضاف"}, "content": {"text": "لا عودة 👩‍👩‍👧 إلى الوراء"}}],
    });
    fs::write(folder.path().join("given.json"), given.to_string()).expect("a file");
    fs::write(folder.path().join("plain.txt"), format!("\u{feff}{TRICKY}")).expect("a file");
    let titled = serde_json::json!({"id": "t", "title": "الصدى: لا عودة", "text": TRICKY});
    fs::write(folder.path().join("titled.json"), titled.to_string()).expect("a file");
    let args = ["extract", "--format", "json", "given.json", "plain.txt", "titled.json"];
    let output = run(&mut claimdiff(folder.path(), &args), "");
    let out: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut checked = 0;
    for article in out["articles"].as_array().expect("articles") {
        let chars: Vec<char> = article["article"]["text"].as_str().expect("text").chars().collect();
        let at = |span: &Value| -> String {
            let place = |n: usize| span[n].as_u64().expect("a number") as usize;
            chars[place(0)..place(1)].iter().collect()
        };
        for claim in article["claims"].as_array().expect("claims") {
            let quotes = [
                &claim["cue"],
                &claim["medium"],
                &claim["addressee"],
                &claim["occasion"],
                &claim["speaker"]["mention"],
            ];
            for quote in quotes {
                if !quote["span"].is_null() {
                    assert_eq!(at(&quote["span"]), quote["text"], "{claim}");
                    checked += 1;
                }
            }
            let spans = claim["content"]["spans"].as_array().expect("spans");
            let words: Vec<String> = spans.iter().map(at).collect();
            assert_eq!(words.join(" "), claim["content"]["text"], "{claim}");
            checked += 1;
        }
    }
    assert!(checked > 8, "{checked} places found in {out}");
    let titled = &out["articles"][2]["article"];
    assert!(titled["text"].as_str().expect("text").starts_with("الصدى: لا عودة\n\n😀"));
}

#[test]
fn medium_addressee_and_occasion_are_read_back_with_and_without_a_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "وقال سامر الحداد للصحفيين خلال مؤتمر صحفي إن السد آمن.";
    fs::write(folder.path().join("told.txt"), text).expect("a file");
    let extract = |input: &str| -> Value {
        let output = run(&mut claimdiff(folder.path(), &["extract", "--format", "json", input]), "");
        serde_json::from_slice(&output.stdout).expect("JSON")
    };
    let mut found = extract("told.txt");
    let claim = &found["articles"][0]["claims"][0];
    assert_eq!(claim["addressee"]["text"], "للصحفيين");
    assert_eq!(claim["occasion"]["text"], "مؤتمر صحفي");
    fs::write(folder.path().join("found.json"), found.to_string()).expect("a file");
    assert_eq!(extract("found.json")["articles"][0]["claims"][0], *claim);

    // A person or another tool may know what the article does not say.
    let claim = &mut found["articles"][0]["claims"][0];
    claim["medium"] = serde_json::json!({"text": "صحيفة الصدى"});
    claim["addressee"]["text"] = "مراسلو الصحف".into();
    fs::write(folder.path().join("known.json"), found.to_string()).expect("a file");
    let read = extract("known.json");
    let claim = &read["articles"][0]["claims"][0];
    assert_eq!(claim["medium"], serde_json::json!({"text": "صحيفة الصدى", "span": null}));
    assert_eq!(claim["addressee"], serde_json::json!({"text": "مراسلو الصحف", "span": [17, 25]}));
}

#[test]
fn output_is_the_same_at_any_number_of_threads_and_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    for n in 0..40 {
        let text = format!("عنوان {n}\n\nقال سامر لطفي إن العدد {n}. وأضافت وزارة الزراعة أن القمح وصل.\n");
        fs::write(folder.path().join(format!("{n}.txt")), text).expect("a file");
    }
    for format in ["table", "json", "jsonl"] {
        let at = |threads: &str| {
            let args = ["compare", ".", "--format", format, "-j", threads];
            text(&run(&mut claimdiff(folder.path(), &args), "").stdout)
        };
        let one = at("1");
        assert!(one.len() > 1000, "{format}: {one}");
        for threads in ["1", "2", "7", "0"] {
            assert!(at(threads) == one, "{format} differs at -j {threads}");
        }
    }
    let lines = text(&run(&mut claimdiff(folder.path(), &["extract", ".", "-f", "jsonl"]), "").stdout);
    let again = text(&run(&mut claimdiff(folder.path(), &["extract", "-", "-f", "jsonl"]), &lines).stdout);
    let places = |lines: &str| -> Vec<Value> {
        let contents =
            |line: &str| -> Value { serde_json::from_str::<Value>(line).expect("JSON")["claims"].clone() };
        let claims = lines.lines().flat_map(|l| contents(l).as_array().cloned().unwrap_or_default());
        claims
            .map(|c| {
                serde_json::json!([
                    c["id"],
                    c["content"],
                    c["cue"],
                    c["kind"],
                    c["rule"],
                    c["speaker"]["name"]
                ])
            })
            .collect()
    };
    assert_eq!(places(&lines), places(&again));
}

#[test]
fn json_is_of_its_own_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.txt"), TRICKY).expect("a file");
    fs::write(
        folder.path().join("b.txt"),
        "The minister said that she would not sign. \"Never,\" she added.",
    )
    .expect("a file");
    for command in ["extract", "compare"] {
        let schema = run(&mut claimdiff(folder.path(), &["schema", command]), "");
        let schema: Value = serde_json::from_slice(&schema.stdout).expect("a schema");
        let output = run(&mut claimdiff(folder.path(), &[command, "a.txt", "b.txt", "--format", "json"]), "");
        let output: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let mut faults = Vec::new();
        conforms(&output, &schema, &schema, command, &mut faults);
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

/// As much of JSON Schema as the program's own schemas use: references, alternatives, types, fields and lists.
fn conforms(value: &Value, schema: &Value, root: &Value, at: &str, faults: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = name.trim_start_matches("#/").split('/').fold(root, |v, key| &v[key]);
        return conforms(value, target, root, at, faults);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = |choice: &Value| {
            let mut found = Vec::new();
            conforms(value, choice, root, at, &mut found);
            found.is_empty()
        };
        if !choices.iter().any(fits) {
            faults.push(format!("{at}: none of the alternatives"));
        }
        return;
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let allowed = match &schema["type"] {
        Value::String(one) => one == kind,
        Value::Array(several) => several.iter().any(|t| t == kind),
        _ => true,
    };
    if !allowed {
        faults.push(format!("{at}: {kind} where {} is asked for", schema["type"]));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        if value.get(name.as_str().expect("a name")).is_none() {
            faults.push(format!("{at}: no {name}"));
        }
    }
    for (name, field) in value.as_object().into_iter().flatten() {
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Value::Null, Value::Object(_)) => {
                conforms(field, &schema["additionalProperties"], root, &format!("{at}.{name}"), faults);
            }
            (Value::Null, _) => faults.push(format!("{at}: {name} is not in the schema")),
            (known, _) => conforms(field, known, root, &format!("{at}.{name}"), faults),
        }
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        let of = schema["prefixItems"].get(n).unwrap_or(&schema["items"]);
        conforms(item, of, root, &format!("{at}[{n}]"), faults);
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines: String = (0..20_000).map(|n| format!("قال سامر لطفي إن العدد {n}.\n")).collect();
    fs::write(folder.path().join("a.txt"), lines).expect("a file");
    let mut child = claimdiff(folder.path(), &["extract", "a.txt", "-f", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut first = [0; 10];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("some output");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_whole_with_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(path(name)).expect("a file").permissions().mode() & 0o777;
    fs::write(path("a.txt"), "قال سامر لطفي إن القمح وصل.").expect("a file");
    let write =
        |to: &str| run(&mut claimdiff(folder.path(), &["extract", "a.txt", "-f", "json", "-o", to]), "");
    fs::write(path("old.json"), "old").expect("a file");
    fs::set_permissions(path("old.json"), fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("old.json", path("link.json")).expect("a link");
    assert_eq!(write("link.json").status.code(), Some(0));
    assert!(fs::read_to_string(path("old.json")).expect("text").starts_with('{'));
    assert_eq!(mode("old.json"), 0o640);
    assert!(fs::symlink_metadata(path("link.json")).expect("a link").is_symlink());
    assert_eq!(write("new.json").status.code(), Some(0));
    assert_eq!(mode("new.json") & 0o600, 0o600);
    let output = write("/dev/full");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("/dev/full: cannot be written"));
    let output = write("no/such/folder.json");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn weird_input_never_panics() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "كلمة".repeat(1 << 17);
    let texts = [
        ("long.txt", format!("قال سامر إن {long}.")),
        ("quotes.txt", "«".repeat(50_000)),
        ("words.txt", "قال ".repeat(20_000)),
        ("marks.txt", "؟!…\n\n؛،.".to_owned()),
        ("control.txt", "قال\0 سامر\u{1b}[2J إن \u{202e}الأمر\u{85} انتهى.".to_owned()),
        ("bidi.txt", "\u{2067}قال سامر\u{2069} إن \u{2066}الأمر".to_owned()),
        ("crs.txt", "قال سامر إن الأمر انتهى.\r\r\rوأضاف أنه".to_owned()),
        ("one.txt", "ا".to_owned()),
        ("emoji.txt", "👩\u{200d}".repeat(5000)),
    ];
    for (name, text) in &texts {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    for (name, _) in &texts {
        for format in ["table", "json", "jsonl"] {
            for width in ["20", "60", "100"] {
                let args =
                    ["extract", name, "-f", format, "--width", width, "--explain", "--color", "always"];
                let output = run(&mut claimdiff(folder.path(), &args), "");
                assert_eq!(output.status.code(), Some(0), "{name} {format}: {}", text(&output.stderr));
                assert!(format != "table" || !output.stdout.windows(4).any(|w| w == b"\x1b[2J"), "{name}");
            }
        }
    }
}

#[test]
fn a_baseline_knows_findings_by_what_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.txt", "قال سامر لطفي إن 14 سفينة وصلت إلى الميناء. وقالت ريم الزهر إن القمح يكفي شهرا."),
        ("b.txt", "قال سامر لطفي إن 17 سفينة وصلت إلى الميناء. وقالت ريم الزهر إن القمح يكفي شهرا."),
        // The same statements in another layout, and then with another figure.
        (
            "laid-out-anew.txt",
            "وقالت ريم الزهر إن القمح يكفي شهراً.\n\nقال سامر لطفي إنّ ١٧ سفينة وصلت إلى الميناء.",
        ),
        ("changed.txt", "قال سامر لطفي إن 19 سفينة وصلت إلى الميناء. وقالت ريم الزهر إن القمح يكفي شهرا."),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let status = |other: &str, update: bool| {
        let mut args = vec!["compare", other, "a.txt", "--fail-on", "conflict", "--baseline", "known.json"];
        if update {
            args.push("--update-baseline");
        }
        run(&mut claimdiff(folder.path(), &args), "").status.code()
    };
    assert_eq!(status("b.txt", true), Some(0), "an update fails on nothing");
    let known: Value = serde_json::from_slice(&fs::read(folder.path().join("known.json")).unwrap()).unwrap();
    assert_eq!(known["findings"].as_array().map(Vec::len), Some(1));
    assert_eq!(known["findings"][0]["relation"], "conflict");
    assert_eq!(known["findings"][0]["keys"].as_array().map(Vec::len), Some(2));
    assert_eq!(status("b.txt", false), Some(0));
    assert_eq!(status("laid-out-anew.txt", false), Some(0));
    assert_eq!(status("changed.txt", false), Some(1));
}

#[test]
fn manual_pages_for_every_command() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(&mut claimdiff(folder.path(), &["man", "--dir", "man1"]), "").status.success());
    for page in ["claimdiff.1", "claimdiff-compare.1", "claimdiff-versions.1", "claimdiff-config.1"] {
        let text = fs::read_to_string(folder.path().join("man1").join(page)).unwrap();
        assert!(text.contains(".SH NAME"), "{page}");
    }
}
