//! The order of the stages: a module uses only those before it.

use std::{fs, path::Path};

/// From the ground up. `lib.rs`, `options.rs`, `pipeline.rs` and `eval` stand above all of them.
const STAGES: [&str; 12] = [
    "model",
    "text",
    "lang",
    "read",
    "segment",
    "extract",
    "resolve",
    "normalize",
    "event",
    "align",
    "classify",
    "report",
];

fn sources(folder: &Path, out: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the source folder is readable") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push((path.display().to_string(), fs::read_to_string(&path).expect("UTF-8 source")));
        }
    }
}

#[test]
fn stages_use_only_earlier_stages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (n, stage) in STAGES.iter().enumerate() {
        let mut files = Vec::new();
        sources(&root.join(stage), &mut files);
        seen += files.len();
        for (path, text) in files {
            if text.contains("super::super") {
                wrong.push(format!("{path}: super::super hides where it leads"));
            }
            // `use crate::{a::…, b::…}` is written one module a line or after an opening brace.
            for later in &STAGES[n + 1..] {
                let braced = text.split("use crate::{").skip(1).any(|u| {
                    let uses = u.split("};").next().unwrap_or_default();
                    uses.split(['{', ',', '\n', ' '])
                        .any(|w| w == *later || w.starts_with(&format!("{later}::")))
                });
                if text.contains(&format!("crate::{later}::")) || braced {
                    wrong.push(format!("{path}: uses the later stage {later}"));
                }
            }
        }
    }
    assert!(seen > STAGES.len(), "the stages were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
