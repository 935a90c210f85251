//! The articles themselves at the end of the page: each claim has an anchor in its article, which leads back to its statement.

use super::{
    Page, clean,
    statement::{own_place, place},
};
use crate::{
    model::{ArticleId, Claim, Command},
    report::label,
};
use maud::{Markup, html};
use rustc_hash::FxHashMap;

/// A stretch of a line.
enum Part<'a> {
    Around(&'a str),
    Content(&'a str),
    /// A claim's content begins: which of the article's claims.
    Claim(usize),
}

impl Page<'_> {
    pub(super) fn texts(&self) -> Markup {
        let (report, ui) = (self.report, &self.ui);
        let mut goals = FxHashMap::default();
        for row in &self.rows {
            for id in &row.group.claims {
                let claim = report.claim(*id);
                goals.insert((claim.article, claim.number), row.id.as_str());
            }
        }
        html! {
            section.block id="texts" aria-labelledby="texts-h" {
                h2 id="texts-h" { (ui.texts) }
                @for (n, article) in report.articles.iter().enumerate() {
                    @let claims = label::claims_of(report, ArticleId::new(n));
                    article.doc id={ "a" (n + 1) } {
                        h3 { bdi { (clean(&article.label)) } }
                        p.note {
                            @if let Some(date) = &article.date { bdi { (clean(date)) } " · " }
                            @if let Some(url) = article.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://")) {
                                a href=(url) rel="noopener noreferrer nofollow" dir="ltr" { (clean(url)) }
                            } @else if let Some(path) = &article.path { bdi { (clean(path)) } }
                        }
                        div.text lang=(article.lang) {
                            @for line in lines(&article.text, claims) {
                                p dir="auto" { @for part in line { (self.part(&part, claims, &goals)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn part(&self, part: &Part, claims: &[Claim], goals: &FxHashMap<(ArticleId, u32), &str>) -> Markup {
        match part {
            Part::Around(text) => html! { (clean(text)) },
            Part::Content(text) => html! { mark { (clean(text)) } },
            Part::Claim(n) => {
                let claim = &claims[*n];
                let goal = match goals.get(&(claim.article, claim.number)) {
                    Some(group) => Some(format!("#{group}")),
                    // The statement is not shown, unless every claim is.
                    None if self.report.command == Command::Extract => Some(format!("#{}", own_place(claim))),
                    None => None,
                };
                html! { a.num id=(place(claim)) href=[goal] title=(self.ui.back) { (claim.number) } }
            }
        }
    }
}

/// The lines that hold anything, cut where contents begin and end.
fn lines<'a>(text: &'a str, claims: &[Claim]) -> Vec<Vec<Part<'a>>> {
    // Where something happens: whether a claim begins there, and how many contents open and close.
    let mut edges: Vec<(usize, Option<usize>, i32)> = Vec::new();
    for (n, claim) in claims.iter().enumerate() {
        let content = &claim.attribution.content;
        edges.extend(content.first().map(|s| (s.start as usize, Some(n), 0)));
        for span in content {
            edges.extend([(span.start as usize, None, 1), (span.end as usize, None, -1)]);
        }
    }
    edges.sort_by_key(|e| e.0);
    let mut edges = edges.into_iter().peekable();
    let (mut start, mut depth) = (0, 0);
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        let (mut at, end) = (start, start + line.trim_end().len());
        start += line.len();
        let mut parts = Vec::new();
        while let Some((place, claim, step)) = edges.next_if(|e| e.0 <= end) {
            parts.extend(stretch(text, at, place, depth));
            at = at.max(place);
            depth += step;
            parts.extend(claim.map(Part::Claim));
        }
        parts.extend(stretch(text, at, end, depth));
        if !parts.is_empty() {
            out.push(parts);
        }
    }
    out
}

fn stretch(text: &str, from: usize, to: usize, depth: i32) -> Option<Part<'_>> {
    let part = text.get(from..to).filter(|part| !part.is_empty())?;
    Some(if depth > 0 { Part::Content(part) } else { Part::Around(part) })
}
