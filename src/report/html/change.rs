//! What changed in the text around the statements, from version to version.

use super::{
    Page, clean,
    statement::{Side, marked},
};
use crate::{
    model::{ArticleId, Severity},
    report::change::ChangeRow,
};
use maud::{Markup, html};

impl Page<'_> {
    pub(super) fn changed(&self) -> Markup {
        html! {
            @if !self.changes.is_empty() {
                section.rel.r-text id="text" aria-labelledby="text-h" {
                    h2 id="text-h" { (self.ui.changes) " " span.n { "(" (self.changes.len()) ")" } }
                    @for row in &self.changes { (self.change(row)) }
                }
            }
        }
    }

    fn change(&self, row: &ChangeRow) -> Markup {
        let (change, ui) = (row.change, &self.ui);
        let places: Vec<&str> = row.sides.iter().map(|s| ui.placement(s.placement)).collect();
        let outlets = [change.from, change.to].map(ArticleId::index);
        html! {
            article.g id=(row.id) data-r="text" data-s="" data-o={ (outlets[0]) " " (outlets[1]) } data-v=(change.severity as u8) {
                header {
                    h3 { (ui.change(change.kind)) " – " (places.first().unwrap_or(&"")) }
                    @for (kind, severity) in &row.kinds {
                        span.tag.major[*severity == Severity::Major] { (ui.difference(*kind)) " · " (ui.severity(*severity)) }
                    }
                    @if change.known { span.tag { (ui.is_known) } }
                    a.id href={ "#" (row.id) } { (row.id) }
                }
                div.cols { @for side in &row.sides {
                    @let article = self.report.article(side.article);
                    div.col {
                        h4 {
                            a href={ "#a" (side.article.index() + 1) } { bdi { (clean(&article.label)) } }
                            @if places.first() != places.last() { " – " (ui.placement(side.placement)) }
                        }
                        blockquote lang=(article.lang) dir="auto" {
                            (marked(&side.text, if side.article == change.from { Side::Left } else { Side::Right }))
                        }
                    }
                } }
            }
        }
    }
}
