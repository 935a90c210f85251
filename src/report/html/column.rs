//! The columns of a statement: an outlet each, or several outlets whose words do not differ.

use super::{Page, clean, statement::Compared};
use crate::{
    model::{ArticleId, Claim},
    report::row::{GroupRow, Piece},
};
use maud::{Markup, html};

/// Outlets that say the same in the same words.
pub(super) struct Column<'a> {
    /// What a reader would see of each claim; columns that show the same are one.
    shown: Vec<[String; 4]>,
    outlets: Vec<(ArticleId, Vec<Compared<'a>>)>,
}

impl<'a> Page<'a> {
    /// What the outlets say, in their order.
    pub(super) fn columns(&self, row: &GroupRow<'a>) -> Vec<Column<'a>> {
        let mut columns: Vec<Column> = Vec::new();
        for article in &row.group.articles {
            let claims = row.group.claims.iter().filter(|c| self.report.claim(**c).article == *article);
            let claims: Vec<Compared> = claims.map(|c| self.against(row, *c)).collect();
            let shown: Vec<[String; 4]> = claims.iter().map(|c| self.shown(row, c)).collect();
            // With its reasons every claim stands for itself.
            match columns.iter_mut().find(|c| !self.view.explain && c.shown == shown) {
                Some(column) => column.outlets.push((*article, claims)),
                None => columns.push(Column { shown, outlets: vec![(*article, claims)] }),
            }
        }
        columns
    }

    fn shown(&self, row: &GroupRow<'a>, compared: &Compared<'a>) -> [String; 4] {
        let text = |pieces: &[Piece]| pieces.iter().map(|p| p.text).collect::<String>();
        let wording = &compared.wording;
        let style = self.ui.style(wording.claim.attribution.style);
        let differences = compared.pair.map(|pair| self.differences(row, pair).into_string());
        [
            [&[wording.speaker, style][..], &wording.setting().collect::<Vec<_>>()].concat().join("\n"),
            text(&wording.cue),
            text(&wording.content),
            differences.unwrap_or_default(),
        ]
    }

    /// What they say, below their names.
    pub(super) fn column(&self, row: &GroupRow<'a>, column: &Column<'a>) -> Markup {
        let said = column.outlets.first().map_or(&[][..], |o| o.1.as_slice());
        let same = |n: usize| -> Vec<&Claim> {
            column.outlets.iter().filter_map(|o| Some(o.1.get(n)?.wording.claim)).collect()
        };
        html! {
            div.col {
                h4 {
                    @for (n, (article, _)) in column.outlets.iter().enumerate() {
                        @if n > 0 { " · " }
                        a href={ "#a" (article.index() + 1) } dir="auto" { (clean(&self.report.article(*article).label)) }
                    }
                }
                @for (n, compared) in said.iter().enumerate() {
                    (self.compared(row, compared))
                    (self.context(&same(n)))
                }
            }
        }
    }
}
