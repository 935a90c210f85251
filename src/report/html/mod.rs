//! One self-contained page that people read on a phone, on paper and with a screen reader.
//!
//! In: a report. Out: HTML with its style and its script inside; a policy in it forbids everything else, so the page asks no host for anything.
//! Every text of an article is escaped, stripped of what could reorder its surroundings, and says its language. The page is whole
//! without its script, which only filters.

mod change;
mod column;
mod overview;
mod statement;
mod text;
mod ui;

pub use ui::languages;

use super::{
    View,
    change::{ChangeRow, changes},
    printable::printable,
    row::{self, GroupRow},
};
use crate::model::{Command, Relation, Report};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};
use std::io::{self, Write};
use ui::Ui;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What every part of the page looks at.
struct Page<'a> {
    report: &'a Report,
    view: &'a View,
    ui: Ui,
    rows: Vec<GroupRow<'a>>,
    changes: Vec<ChangeRow<'a>>,
}

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let (rows, changes) = (row::groups(report, view), changes(report, view));
    let page = Page { report, view, ui: Ui::of(report, view), rows, changes };
    out.write_all(page.document().into_string().as_bytes())
}

impl Page<'_> {
    fn document(&self) -> Markup {
        let ui = &self.ui;
        let style = format!("{STYLE}:root {{ --differs: \"{}\"; }}\n", ui.differs);
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            digest(&style),
            digest(SCRIPT)
        );
        let labels: Vec<String> = self.report.articles.iter().map(|a| printable(&a.label)).collect();
        let title = ui.title(self.report.command);
        html! {
            (DOCTYPE)
            html lang=(ui.tag) dir=(if ui.rtl { "rtl" } else { "ltr" }) {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    meta name="generator" content=(concat!("claimdiff ", env!("CARGO_PKG_VERSION")));
                    title { (title) " – " (listed(&labels)) }
                    style { (PreEscaped(&style)) }
                }
                body class=[(self.report.command == Command::Versions).then_some("versions")] {
                    a.skip href="#statements" { (ui.skip) }
                    (self.masthead(title))
                    (self.filter())
                    main.wrap id="statements" tabindex="-1" {
                        p id="nothing" hidden { (ui.nothing) }
                        @if self.report.command == Command::Extract {
                            (self.extraction())
                        } @else {
                            @for relation in Relation::ALL { (self.section(relation)) }
                            (self.changed())
                        }
                        (self.coverage())
                        (self.texts())
                    }
                    footer.foot { div.wrap { (ui.made_by) } }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }
}

/// The first few names, and how many more there are.
fn listed(names: &[String]) -> String {
    let first = names.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(" · ");
    if names.len() > 3 { format!("{first} +{}", names.len() - 3) } else { first }
}

/// The policy names style and script by their digests.
fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// Text of an article on the page.
fn clean(text: &str) -> String {
    printable(text)
}
