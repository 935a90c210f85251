//! The README shows what the program prints.

use std::{fs, path::Path, process::Command};

#[test]
fn the_sample_is_what_its_command_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let (before, after) = readme.split_once("```text\n").expect("a sample");
    let sample = after.split_once("```").expect("its end").0;
    let command = before.trim_end().lines().last().expect("its command").trim();
    let arguments = command.strip_prefix("cargo run --release -- ").expect("a command that runs the program");
    let run = Command::new(env!("CARGO_BIN_EXE_claimdiff"))
        .args(arguments.split(' '))
        .current_dir(root)
        .output()
        .expect("the program runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(String::from_utf8_lossy(&run.stdout), sample, "renew the sample in README.md");
}

#[test]
fn every_command_in_the_readme_names_files_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let files: Vec<&str> = readme.split_whitespace().filter(|w| w.starts_with("fixtures/")).collect();
    assert!(files.len() >= 4, "the commands were found");
    for file in files {
        assert!(root.join(file).is_file(), "{file} is not there");
    }
}
