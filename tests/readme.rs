//! The README shows what the program prints.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

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

/// The commands of the README, with files for its addresses and places, in an empty folder.
#[test]
fn its_commands_run_and_its_configuration_is_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let folder = tempfile::tempdir().expect("a folder");
    let claimdiff = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimdiff"));
        command.current_dir(folder.path()).args(arguments).output().expect("the program runs")
    };
    let dam = |name: &str| root.join("fixtures/ar/marjan-dam").join(name).display().to_string();
    let commands: Vec<&str> = readme.lines().filter_map(|l| l.strip_prefix("    claimdiff ")).collect();
    assert!(!commands.is_empty(), "the commands were found");
    for command in commands {
        let command = command
            .replace("https://news.example/dam", &dam("almanara.txt"))
            .replace("/srv/copy/bridge.html", &dam("sada.txt"));
        let run = claimdiff(&command.split(' ').collect::<Vec<_>>());
        assert!(run.status.success(), "{command}: {}", String::from_utf8_lossy(&run.stderr));
    }
    let (_, after) = readme.split_once("```toml\n").expect("a configuration");
    let configuration = after.split_once("```").expect("its end").0;
    fs::write(folder.path().join("claimdiff.toml"), configuration).expect("a file");
    let run = claimdiff(&["config", "--show"]);
    let shown = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for line in configuration.lines().filter(|l| l.contains('=') && l.starts_with(char::is_alphabetic)) {
        let key = line.split('=').next().expect("a key").trim();
        let known = shown
            .lines()
            .any(|l| l.starts_with(key) && !l.ends_with("# default") || l.starts_with(&format!("\"{key}\"")));
        assert!(known, "{key} is in force: {shown}");
    }
}

/// A warning that the program can give is explained, and none else.
#[test]
fn its_list_of_warnings_is_the_program_s() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let (_, list) = readme.split_once("### Warnings").expect("the list");
    let list = list.split_once("\n## ").expect("its end").0;
    let told: BTreeSet<&str> =
        list.lines().filter_map(|l| l.strip_prefix("| `")?.split('`').next()).collect();
    let mut given = BTreeSet::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a file");
                for opening in ["remark(\"", "remarks.push((\""] {
                    given.extend(
                        text.split(opening).skip(1).filter_map(|r| Some(r.split('"').next()?.to_owned())),
                    );
                }
            }
        }
    }
    let given: BTreeSet<&str> = given.iter().map(String::as_str).collect();
    assert_eq!(told, given);
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
