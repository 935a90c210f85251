//! The command line of claimdiff: arguments in, a report and an exit status out. All work is the library's.

mod args;
mod eval;
mod exit;
mod meant;
mod output;
mod run;

use args::{Args, Command};
use clap::Parser;
use exit::Exit;
use std::{panic, process::ExitCode};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(e) => {
            // Help and version are no failure; a closed pipe while printing them neither.
            let _ = e.print();
            return if e.use_stderr() { Exit::Failed } else { Exit::Clean }.into();
        }
    };
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
        exit::say(format_args!("internal error{place}; please report it with the input that caused it"));
    }));
    panic::catch_unwind(|| dispatch(args)).unwrap_or(Exit::Failed).into()
}

fn dispatch(args: Args) -> Exit {
    match args.command {
        Command::Extract(args) => run::extract(args),
        Command::Compare(args) => run::compare(args),
        Command::Versions(args) => run::versions(args),
        Command::Schema(args) => run::schema(&args),
        Command::Eval(args) => run::eval(&args),
    }
}
