//! `claimdiff.toml`: the options of a project, and the sources it compares.
//!
//! Every long option of a command that takes `--config` is a key of the same name, so that there is one list of settings, one
//! reader of their values and one text of help for both. What the command line says wins over the file, the file over the defaults.
//! Beside the options stand tables: `[sources]`, label to INPUT, read where the command line names no INPUT; `[aliases]`, the lines of an
//! `--aliases` file; `[align]` and `[classify]`, the thresholds of those stages. Paths are relative to the file.

use claimdiff::{
    Error, Options, Result, align::AlignOptions, classify::ClassifyOptions, read::Input, resolve::Aliases,
};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, parser::ValueSource};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    fs,
    ops::Range,
    path::{Path, PathBuf},
};
use strsim::jaro_winkler;
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

/// The file that is looked for in the working folder and in those above it.
const NAME: &str = "claimdiff.toml";
/// The option that may name a file behind its value.
const FORMAT: &str = "format";
const SOURCES: &str = "sources";
const ALIASES: &str = "aliases";
const ALIGN: &str = "align";
const CLASSIFY: &str = "classify";
/// Options of one run, which a project has no use for.
const OF_ONE_RUN: [&str; 11] = [
    "config",
    "no-config",
    "show",
    "list",
    "prune",
    "output",
    "quiet",
    "verbose",
    "update-baseline",
    "help",
    "version",
];
/// Likeness from which a mistyped key is held to mean a known one.
const NEAR: f64 = 0.75;

/// What a configuration file says.
#[derive(Debug, Default)]
pub struct Config {
    /// The file; `None` where there is none.
    pub path: Option<PathBuf>,
    /// Its options, in the order of the file.
    settings: Vec<Setting>,
    /// Label and INPUT of its sources, in the order of the file.
    sources: Vec<(String, OsString)>,
    /// Its names that are one.
    pub aliases: Option<Aliases>,
    align: AlignOptions,
    classify: ClassifyOptions,
}

/// The tables that are no options of the command line.
#[derive(Deserialize)]
struct Tables {
    #[serde(default)]
    align: AlignOptions,
    #[serde(default)]
    classify: ClassifyOptions,
}

#[derive(Deserialize)]
struct OtherNames {
    aliases: BTreeMap<String, Vec<String>>,
}

/// One option as the file gives it.
#[derive(Debug)]
struct Setting {
    key: String,
    value: Given,
    line: usize,
}

#[derive(Debug)]
enum Given {
    Flag(bool),
    /// As they would stand behind `--key=`.
    Values(Vec<OsString>),
}

impl Config {
    /// The configuration that a command's arguments ask for: the file that `--config` names, none with `--no-config`, else the nearest one
    /// from the working folder upward.
    ///
    /// # Errors
    /// A file that cannot be read, is no TOML, or has a key or value that means nothing; names file and line.
    pub fn of(command: &Command, matches: &ArgMatches) -> Result<Self> {
        if matches.get_flag("no_config") {
            return Ok(Self::default());
        }
        match matches.get_one::<PathBuf>("config") {
            Some(path) => Self::read(path, command),
            None => Self::nearest().map_or(Ok(Self::default()), |path| Self::read(&path, command)),
        }
    }

    fn nearest() -> Option<PathBuf> {
        // Relative, so that a report names its sources alike on every machine.
        let depth = std::env::current_dir().ok()?.ancestors().count();
        (0..depth).map(|up| Path::new(&"../".repeat(up)).join(NAME)).find(|path| path.is_file())
    }

    fn read(path: &Path, command: &Command) -> Result<Self> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|e| {
            Error::io(format!("{name}: cannot be read: {}; name another file with --config", e.kind()))
        })?;
        let file = File { name: &name, folder: path.parent().unwrap_or(Path::new("")), text: &text };
        let table = DeTable::parse(&text).map_err(|e| {
            file.error(&e.span().unwrap_or(0..0), e.message().lines().next().unwrap_or("no TOML"))
        })?;
        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut config = Self { path: Some(path.to_path_buf()), ..Self::default() };
        for (key, value) in entries {
            match (key.get_ref().as_ref(), value.get_ref()) {
                (SOURCES, DeValue::Table(table)) => config.sources = file.sources(table)?,
                (SOURCES, _) => {
                    return Err(file.error(&key.span(), "`sources` is a table: label = \"INPUT\""));
                }
                (ALIASES, DeValue::Table(_)) => {
                    let names: OtherNames = file.part("write \"name\" = [\"other name\", …]")?;
                    config.aliases = Some(Aliases::new(&name, names.aliases)?);
                }
                (ALIGN, DeValue::Table(table)) => file.known(table, &AlignOptions::default())?,
                (CLASSIFY, DeValue::Table(table)) => file.known(table, &ClassifyOptions::default())?,
                _ => config.settings.push(file.setting(key, value, command)?),
            }
        }
        let tables: Tables = file.part("write a number")?;
        (config.align, config.classify) = (tables.align, tables.classify);
        Ok(config)
    }

    /// Puts the file's thresholds in force.
    pub fn set(&self, options: &mut Options) {
        options.align = self.align.clone();
        options.classify = self.classify.clone();
    }

    /// The arguments of `command` with the settings of the file put in front of what was typed, wherever that leaves an
    /// option open.
    pub fn complete(&self, arguments: &[OsString], command: &Command, matches: &ArgMatches) -> Vec<OsString> {
        let open = |setting: &&Setting| {
            option(command, &setting.key).is_some_and(|a| !is_typed(matches, a.get_id().as_str()))
        };
        let settings = self.settings.iter().filter(open).flat_map(Setting::arguments);
        let (front, typed) = arguments.split_at(arguments.len().min(2));
        front.iter().cloned().chain(settings).chain(typed.iter().cloned()).collect()
    }

    /// The sources as inputs.
    pub fn inputs(&self) -> impl Iterator<Item = Input> {
        self.sources.iter().map(|(label, place)| Input { label: Some(label.clone()), ..Input::parse(place) })
    }

    /// What is in force for the options of `command`, as lines of a configuration file that say where each comes from. `typed` are the
    /// arguments of the command line alone, `all` those completed from the file.
    pub fn show(&self, command: &Command, typed: &ArgMatches, all: &ArgMatches) -> String {
        let mut out = match &self.path {
            Some(path) => format!("# {}\n", path.display()),
            None => format!("# no {NAME} in force\n"),
        };
        for arg in command.get_arguments().filter(|a| is_setting(a)) {
            let key = arg.get_long().expect("settings have a long name");
            let id = arg.get_id().as_str();
            let origin = match self.settings.iter().find(|s| s.key == key) {
                _ if is_typed(typed, id) => "command line".to_owned(),
                Some(setting) => format!("line {}", setting.line),
                None => "default".to_owned(),
            };
            let values: Vec<OsString> = all.get_raw(id).into_iter().flatten().map(OsStr::to_owned).collect();
            out += &if is_flag(arg) {
                format!("{key} = {} # {origin}\n", all.get_flag(id))
            } else if key == ALIASES && values.is_empty() && self.aliases.is_some() {
                format!("# {key}: the table of this file\n")
            } else if values.is_empty() {
                format!("# {key}: not set\n")
            } else {
                format!(
                    "{key} = {} # {origin}\n",
                    shown(&values, matches!(arg.get_action(), ArgAction::Append))
                )
            };
        }
        if !self.sources.is_empty() {
            out += "\n[sources]\n";
            for (label, place) in &self.sources {
                out += &format!("{} = {}\n", quoted(label), quoted(&place.to_string_lossy()));
            }
        }
        for (name, table) in [
            (ALIGN, toml::to_string(&self.align).expect("plain data")),
            (CLASSIFY, toml::to_string(&self.classify).expect("plain data")),
        ] {
            out += &format!("\n[{name}]\n{table}");
        }
        out
    }
}

impl Setting {
    fn arguments(&self) -> Vec<OsString> {
        let flag = format!("--{}", self.key);
        let with = |value: &OsString| {
            let mut argument = OsString::from(format!("{flag}="));
            argument.push(value);
            argument
        };
        match &self.value {
            Given::Flag(true) => vec![flag.into()],
            Given::Flag(false) => Vec::new(),
            Given::Values(values) => values.iter().map(with).collect(),
        }
    }
}

/// A configuration file while it is read.
struct File<'a> {
    name: &'a str,
    folder: &'a Path,
    text: &'a str,
}

impl File<'_> {
    fn line(&self, span: &Range<usize>) -> usize {
        self.text[..span.start.min(self.text.len())].matches('\n').count() + 1
    }

    fn error(&self, span: &Range<usize>, what: &str) -> Error {
        Error::input(format!("{}:{}: {what}", self.name, self.line(span)))
    }

    fn setting(
        &self,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        command: &Command,
    ) -> Result<Setting> {
        let name = key.get_ref().as_ref();
        let Some((owner, arg)) = configurable(command).find_map(|c| Some((c, option(c, name)?))) else {
            return Err(self.error(&key.span(), &unknown(name, &keys(command))));
        };
        let given = if is_flag(arg) {
            let on = value.get_ref().as_bool();
            Given::Flag(on.ok_or_else(|| self.error(&value.span(), &format!("`{name}` is true or false")))?)
        } else {
            let list = match value.get_ref() {
                DeValue::Array(list) => list.iter().collect(),
                _ => vec![value],
            };
            let text = |value: &Spanned<DeValue<'_>>| {
                let Some(text) = scalar(value.get_ref()) else {
                    let what = format!("`{name}` takes text, a number or a list of them");
                    return Err(self.error(&value.span(), &what));
                };
                Ok(match (arg.get_value_hint(), text.split_once('=')) {
                    (ValueHint::AnyPath, _) => self.folder.join(text).into(),
                    (_, Some((format, file))) if name == FORMAT && !file.is_empty() => {
                        format!("{format}={}", self.folder.join(file).display()).into()
                    }
                    _ => OsString::from(text),
                })
            };
            Given::Values(list.into_iter().map(text).collect::<Result<_>>()?)
        };
        let setting = Setting { key: name.to_owned(), value: given, line: self.line(&key.span()) };
        let typed = std::iter::once(OsString::from(owner.get_name())).chain(setting.arguments());
        if let Err(e) = owner.clone().try_get_matches_from(typed) {
            let message = e.to_string();
            let what: Vec<&str> = message.lines().take_while(|l| !l.is_empty()).map(str::trim).collect();
            return Err(self.error(&value.span(), what.join(" ").trim_start_matches("error: ")));
        }
        Ok(setting)
    }

    fn sources(&self, table: &DeTable<'_>) -> Result<Vec<(String, OsString)>> {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(label, _)| label.span().start);
        let source = |(label, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
            let Some(place) = value.get_ref().as_str() else {
                return Err(self.error(&value.span(), "a source is a label and its INPUT: label = \"INPUT\""));
            };
            let place = match place {
                "-" => OsString::from(place),
                address if address.contains("://") => OsString::from(address),
                path => self.folder.join(path).into(),
            };
            Ok((label.get_ref().to_string(), place))
        };
        entries.into_iter().map(source).collect()
    }

    /// Those tables of the file that `T` has.
    fn part<T: DeserializeOwned>(&self, advice: &str) -> Result<T> {
        toml::from_str(self.text).map_err(|e| {
            let what = e.message().lines().next().unwrap_or_default();
            self.error(&e.span().unwrap_or(0..0), &format!("{what}; {advice}"))
        })
    }

    /// Fails where the table has a key that `options` has not.
    fn known(&self, table: &DeTable<'_>, options: &impl Serialize) -> Result<()> {
        let known = toml::Table::try_from(options).expect("plain data");
        let known: Vec<&str> = known.keys().map(String::as_str).collect();
        match table.keys().find(|key| !known.contains(&key.get_ref().as_ref())) {
            Some(key) => Err(self.error(&key.span(), &unknown(key.get_ref(), &known))),
            None => Ok(()),
        }
    }
}

/// The commands that read a configuration file.
fn configurable(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|c| c.get_arguments().any(|a| a.get_id() == "config"))
}

fn is_setting(arg: &Arg) -> bool {
    arg.get_long().is_some_and(|long| !OF_ONE_RUN.contains(&long))
}

fn is_flag(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::SetTrue)
}

fn option<'a>(command: &'a Command, key: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|a| is_setting(a) && a.get_long() == Some(key))
}

/// Every key that may stand outside a table, and the tables.
fn keys(command: &Command) -> Vec<&str> {
    let settings = configurable(command).flat_map(Command::get_arguments).filter(|a| is_setting(a));
    let mut keys: Vec<&str> = settings.filter_map(Arg::get_long).chain([SOURCES, ALIGN, CLASSIFY]).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What to say of a key that is none of those known.
fn unknown(key: &str, known: &[&str]) -> String {
    let near = known.iter().map(|k| (jaro_winkler(key, k), *k)).filter(|(likeness, _)| *likeness >= NEAR);
    match near.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((_, near)) => format!("no such key `{key}`; did you mean `{near}`?"),
        None => format!("no such key `{key}`; known are {}", known.join(", ")),
    }
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        _ => None,
    }
}

/// True for an option that the command line gives.
fn is_typed(typed: &ArgMatches, id: &str) -> bool {
    typed.value_source(id) == Some(ValueSource::CommandLine)
}

fn shown(values: &[OsString], list: bool) -> String {
    let value = |value: &OsString| {
        let text = value.to_string_lossy();
        if text.parse::<f64>().is_ok_and(f64::is_finite) { text.into_owned() } else { quoted(&text) }
    };
    let values: Vec<String> = values.iter().map(value).collect();
    if list { format!("[{}]", values.join(", ")) } else { values.join(", ") }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
