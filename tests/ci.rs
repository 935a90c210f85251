//! The script that a CI job runs, with the variables that `action.yml` sets.
#![cfg(all(feature = "cli", unix))]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const LEFT: &str = "قال سامر لطفي إن 14 سفينة وصلت إلى الميناء.";
const RIGHT: &str = "قال سامر لطفي إن 17 سفينة وصلت إلى الميناء.";

/// Runs the script in `folder`, which holds two articles that contradict each other.
fn script(folder: &Path, variables: &[(&str, &str)]) -> Output {
    fs::write(folder.join("a.txt"), LEFT).expect("a file");
    fs::write(folder.join("b.txt"), RIGHT).expect("a file");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ci/run-claimdiff.sh");
    let mut command = Command::new("bash");
    command.arg(path).current_dir(folder).env("CLAIMDIFF", env!("CARGO_BIN_EXE_claimdiff"));
    command.env_remove("GITHUB_STEP_SUMMARY").env_remove("GITHUB_OUTPUT");
    command.envs(variables.iter().copied()).output().expect("bash runs")
}

#[test]
fn a_job_gets_annotations_reports_and_the_status() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("summary"), "before\n").expect("a file");
    let output = script(
        folder.path(),
        &[
            ("CLAIMDIFF_ARTICLES", "المنارة=a.txt\nsanabel=b.txt\n"),
            ("CLAIMDIFF_FAIL_ON", "conflict"),
            ("GITHUB_STEP_SUMMARY", "summary"),
            ("GITHUB_OUTPUT", "output"),
        ],
    );
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.starts_with("::"), "annotations: {told}");
    for report in ["report.html", "report.json", "report.sarif", "report.xml"] {
        assert!(at("claimdiff-reports").join(report).is_file(), "{report}");
    }
    let summary = fs::read_to_string(at("summary")).expect("the summary");
    assert!(summary.starts_with("before\n") && summary.contains("المنارة"), "{summary}");
    assert_eq!(fs::read_to_string(at("output")).expect("the outputs"), "status=1\n");
}

#[test]
fn what_the_caller_gives_is_never_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = script(
        folder.path(),
        &[
            ("CLAIMDIFF_ARTICLES", "a.txt\nb.txt\n$(touch run).txt\n"),
            ("CLAIMDIFF_OPTIONS", "--only=conflict\n--explain; touch run\n"),
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("run").exists());
}

#[test]
fn without_articles_the_project_file_names_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = "fail-on = [\"dropped\"]\n[sources]\na = \"a.txt\"\nb = \"b.txt\"\n";
    fs::write(folder.path().join("claimdiff.toml"), project).expect("a file");
    let output = script(folder.path(), &[("CLAIMDIFF_REPORTS", "out")]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("out/report.html").is_file());
}
