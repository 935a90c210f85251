//! Texts about the command line itself: completion scripts and manual pages, made from the same definitions that read the arguments.

use crate::{
    args::Args,
    exit::{self, Exit},
    output::Target,
};
use clap::CommandFactory;
use clap_complete::Shell;
use std::{
    fs,
    io::{self, Write},
    path::Path,
};

/// A text on standard output.
pub fn print(text: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Exit {
    match Target::Stdout.write(text) {
        Ok(()) => Exit::Clean,
        Err(e) => exit::failed(&[e]),
    }
}

/// The completion script of a shell.
pub fn completions(shell: Shell) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "claimdiff", &mut script);
    print(|out| out.write_all(&script))
}

/// The manual page; or in `folder` one for every command, `claimdiff-compare.1` beside `claimdiff.1`.
pub fn man(folder: Option<&Path>) -> Exit {
    let Some(folder) = folder else {
        return print(|out| clap_mangen::Man::new(Args::command()).render(out));
    };
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(Args::command(), folder));
    match written {
        Ok(()) => Exit::Clean,
        Err(e) => exit::failed(&[format!("{}: cannot be written: {}", folder.display(), e.kind())]),
    }
}
