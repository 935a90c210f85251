//! The command line of claimdiff: arguments in, a report and an exit status out. All work is the library's.

mod args;
mod baseline;
mod config;
mod corpus;
mod eval;
mod exit;
mod gate;
mod meant;
mod output;
mod pages;
mod run;
mod track;
mod watch;

use args::{Args, Command};
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use config::Config;
use exit::Exit;
use std::{ffi::OsString, panic, process::ExitCode};

fn main() -> ExitCode {
    let (args, config) = match typed(std::env::args_os().collect()) {
        Ok(found) => found,
        Err(exit) => return exit.into(),
    };
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
        exit::say(format_args!("internal error{place}; please report it with the input that caused it"));
    }));
    panic::catch_unwind(|| dispatch(args, &config)).unwrap_or(Exit::Failed).into()
}

/// What was typed, completed from the configuration file.
fn typed(arguments: Vec<OsString>) -> Result<(Args, Config), Exit> {
    let usage = |e: clap::Error| {
        // Help and version are no failure; a closed pipe while printing them neither.
        let _ = e.print();
        if e.use_stderr() { Exit::Failed } else { Exit::Clean }
    };
    let command = Args::command();
    let matches = command.clone().try_get_matches_from(&arguments).map_err(usage)?;
    let (name, typed) = matches.subcommand().expect("a command is required");
    if !typed.ids().any(|id| id == "no_config") {
        return Ok((Args::from_arg_matches(&matches).map_err(usage)?, Config::default()));
    }
    let own = command.find_subcommand(name).expect("matched");
    let config = Config::of(&command, typed).map_err(|e| exit::failed(&[e]))?;
    let all = command.clone().try_get_matches_from(config.complete(&arguments, own, typed)).map_err(usage)?;
    let mut args = Args::from_arg_matches(&all).map_err(usage)?;
    if let Command::Config(args) = &mut args.command {
        let all: &ArgMatches = all.subcommand().expect("matched before").1;
        args.shown = config.show(own, typed, all);
    }
    Ok((args, config))
}

fn dispatch(args: Args, config: &Config) -> Exit {
    match args.command {
        Command::Extract(args) => run::extract(args, config),
        Command::Compare(args) => run::compare(args, config),
        Command::Versions(args) => run::versions(args, config),
        Command::Track(args) => run::track(args, config),
        Command::Corpus(args) => run::corpus(args, config),
        Command::Schema(args) => run::schema(&args),
        Command::Eval(args) => run::eval(&args),
        Command::Config(args) => pages::print(|out| out.write_all(args.shown.as_bytes())),
        Command::Completions(args) => pages::completions(args.shell),
        Command::Man(args) => pages::man(args.dir.as_deref()),
    }
}
