//! Lists the language packs under `src/lang/packs/` so that a new language is only a new folder.
//!
//! No parsing happens here: the table holds the tag, and for each file its name and text. `template` is left out. Beside them, what
//! `--version` says of the build.

use std::{env, fs, path::Path, process::Command};

fn main() {
    facts();
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("src/lang/packs");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut out = String::from("&[\n");
    for folder in sorted(&root).filter(|p| p.is_dir()) {
        let tag = name(&folder);
        if tag == "template" {
            continue;
        }
        out += &format!("  ({tag:?}, &[\n");
        for file in sorted(&folder).filter(|p| p.is_file()) {
            println!("cargo::rerun-if-changed={}", file.display());
            out += &format!("    ({:?}, include_str!({:?})),\n", name(&file), file);
        }
        out += "  ]),\n";
    }
    out += "]\n";
    let target = Path::new(&env::var("OUT_DIR").expect("set by cargo")).join("packs.rs");
    fs::write(target, out).expect("the build folder is writable");
}

/// Commit (where there is a repository), target, compiler and profile.
fn facts() {
    let output = |command: &mut Command| {
        let output = command.output().ok().filter(|o| o.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned()).filter(|text| !text.is_empty())
    };
    let root = env::var("CARGO_MANIFEST_DIR").expect("set by cargo");
    // Only this folder's own repository tells: a package unpacked inside another project must not take that one's commit.
    let head = Path::new(&root).join(".git/logs/HEAD");
    let commit = head.exists().then(|| {
        println!("cargo::rerun-if-changed={}", head.display());
        output(Command::new("git").current_dir(&root).args(["log", "-1", "--format=%h %cs"]))
    });
    let compiler = output(Command::new(env::var("RUSTC").expect("set by cargo")).arg("--version"));
    let facts = [commit.flatten(), env::var("TARGET").ok(), compiler, env::var("PROFILE").ok()];
    println!(
        "cargo::rustc-env=CLAIMDIFF_BUILD={}",
        facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    );
}

fn sorted(folder: &Path) -> impl Iterator<Item = std::path::PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the packs folder is readable")
        .map(|e| e.expect("a readable entry").path())
        .collect();
    paths.sort();
    paths.into_iter()
}

fn name(path: &Path) -> String {
    path.file_name().expect("has a name").to_string_lossy().into_owned()
}
