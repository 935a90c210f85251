//! What the page itself says: a catalogue file a language, in `ui/`.
//!
//! To add a language, add its file and a line in [`CATALOGUES`].

use crate::{
    model::{
        ChangeKind, Command, DifferenceKind, Event, Lang, Placement, Relation, Report, Severity, Standing,
        Style,
    },
    report::View,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Tag, whether it is written from right to left, and the texts.
const CATALOGUES: [(&str, bool, &str); 2] =
    [("ar", true, include_str!("ui/ar.toml")), ("en", false, include_str!("ui/en.toml"))];

/// The languages that pages can speak, by tag.
pub fn languages() -> impl Iterator<Item = &'static str> {
    CATALOGUES.iter().map(|c| c.0)
}

/// The texts of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ui {
    #[serde(skip)]
    pub(super) tag: &'static str,
    #[serde(skip)]
    pub(super) rtl: bool,
    compare: String,
    versions: String,
    extract: String,
    pub(super) skip: String,
    pub(super) articles: String,
    pub(super) claims: String,
    pub(super) statements: String,
    pub(super) only_here: String,
    pub(super) quotes: String,
    pub(super) unresolved: String,
    pub(super) hidden: String,
    pub(super) known: String,
    pub(super) is_known: String,
    pub(super) failed: String,
    pub(super) warnings: String,
    pub(super) chart: String,
    pub(super) filter: String,
    pub(super) search: String,
    pub(super) search_hint: String,
    pub(super) all: String,
    pub(super) speaker: String,
    outlet: String,
    version: String,
    pub(super) severity: String,
    pub(super) least: String,
    pub(super) clear: String,
    pub(super) shown: String,
    pub(super) nothing: String,
    pub(super) not_in: String,
    pub(super) context: String,
    pub(super) in_text: String,
    pub(super) against: String,
    pub(super) nothing_there: String,
    pub(super) coverage: String,
    coverage_note: String,
    coverage_versions: String,
    pub(super) statement: String,
    pub(super) texts: String,
    pub(super) back: String,
    pub(super) made_by: String,
    pub(super) differs: String,
    pub(super) rule: String,
    pub(super) confidence: String,
    pub(super) score: String,
    pub(super) changes: String,
    relation: Names,
    gloss: BTreeMap<String, Names>,
    difference: Names,
    severities: Names,
    standing: Names,
    event: Names,
    style: Names,
    change: Names,
    placement: Names,
}

type Names = BTreeMap<String, String>;

impl Ui {
    /// The language asked for, else that of the first article, else English.
    pub(super) fn of(report: &Report, view: &View) -> Self {
        let wanted = view.ui.as_ref().or_else(|| report.articles.first().map(|a| &a.lang)).map(Lang::as_str);
        let (tag, rtl, texts) = CATALOGUES.into_iter().find(|c| Some(c.0) == wanted).unwrap_or(CATALOGUES[1]);
        let ui: Self = toml::from_str(texts).expect("a test reads every catalogue");
        Self { tag, rtl, ..ui }
    }

    pub(super) fn title(&self, command: Command) -> &str {
        match command {
            Command::Extract => &self.extract,
            Command::Compare => &self.compare,
            Command::Versions => &self.versions,
        }
    }

    pub(super) fn relation(&self, relation: Relation, command: Command) -> &str {
        match (relation, command) {
            // What only one outlet has is, of versions, what was added.
            (Relation::New, Command::Versions) => self.change(ChangeKind::Added),
            _ => named(&self.relation, relation.name()),
        }
    }

    /// What an article is called.
    pub(super) fn outlet(&self, command: Command) -> &str {
        if command == Command::Versions { &self.version } else { &self.outlet }
    }

    pub(super) fn coverage_note(&self, command: Command) -> &str {
        if command == Command::Versions { &self.coverage_versions } else { &self.coverage_note }
    }

    pub(super) fn gloss(&self, relation: Relation, command: Command) -> &str {
        let list = if command == Command::Versions { "versions" } else { "compare" };
        self.gloss.get(list).map_or("", |names| named(names, relation.name()))
    }

    pub(super) fn difference(&self, kind: DifferenceKind) -> &str {
        named(&self.difference, kind.name())
    }

    pub(super) fn severity(&self, severity: Severity) -> &str {
        named(&self.severities, severity.name())
    }

    pub(super) fn standing(&self, standing: Standing) -> &str {
        named(&self.standing, standing.name())
    }

    pub(super) fn event(&self, event: Event) -> &str {
        named(&self.event, event.name())
    }

    pub(super) fn change(&self, kind: ChangeKind) -> &str {
        named(&self.change, kind.name())
    }

    pub(super) fn placement(&self, placement: Placement) -> &str {
        named(&self.placement, placement.name())
    }

    pub(super) fn style(&self, style: Style) -> &str {
        named(&self.style, style.name())
    }
}

/// A name without a text of its own stands for itself.
fn named<'a>(names: &'a Names, name: &'a str) -> &'a str {
    names.get(name).map_or(name, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::{CATALOGUES, Names, Ui};
    use crate::model::{ChangeKind, DifferenceKind, Event, Placement, Relation, Severity, Standing, Style};

    #[test]
    fn every_catalogue_is_whole() {
        for (tag, _, texts) in CATALOGUES {
            let ui: Ui = toml::from_str(texts).unwrap_or_else(|e| panic!("ui/{tag}.toml: {e}"));
            let all = |names: &Names, want: Vec<&str>| {
                let lacking: Vec<_> = want.into_iter().filter(|n| !names.contains_key(*n)).collect();
                assert!(lacking.is_empty(), "ui/{tag}.toml lacks {lacking:?}");
            };
            all(&ui.relation, Relation::ALL.iter().map(|r| r.name()).collect());
            all(&ui.gloss["versions"], Relation::ALL.iter().map(|r| r.name()).collect());
            all(&ui.gloss["compare"], Relation::ALL[..5].iter().map(|r| r.name()).collect());
            all(&ui.difference, DifferenceKind::ALL.iter().map(|k| k.name()).collect());
            all(&ui.severities, Severity::ALL.iter().map(|s| s.name()).collect());
            all(&ui.standing, Standing::ALL.iter().map(|s| s.name()).collect());
            all(&ui.event, Event::ALL.iter().map(|e| e.name()).collect());
            all(&ui.change, ChangeKind::ALL.iter().map(|k| k.name()).collect());
            all(&ui.placement, Placement::ALL.iter().map(|p| p.name()).collect());
            all(&ui.style, Style::ALL.iter().map(|s| s.name()).collect());
            assert!(ui.shown.contains("{n}") && ui.shown.contains("{all}"), "ui/{tag}.toml: shown");
            assert!(!ui.differs.contains(['"', '\\', '<']), "ui/{tag}.toml: differs stands in a style");
        }
    }
}
