//! The articles themselves at the end of the page: each claim has an anchor in its article, which leads back to its statement.

use super::{Page, clean, statement::place};
use crate::{
    model::{ArticleId, Claim, Command, Span},
    report::label,
};
use maud::{Markup, html};
use rustc_hash::FxHashMap;

/// A change within an article's text.
#[derive(Clone, Copy)]
enum Edge {
    /// A content begins or ends here.
    Content(i32),
    /// A claim's first content begins here.
    Claim(u32),
}

impl Page<'_> {
    pub(super) fn texts(&self) -> Markup {
        let (report, ui) = (self.report, &self.ui);
        let mut groups = FxHashMap::default();
        for row in &self.rows {
            groups.extend(row.group.claims.iter().map(|c| (*c, row.id.as_str())));
        }
        // The claims of an article stand together, in the order of the articles.
        let mut first = 0;
        html! {
            section.block id="texts" aria-labelledby="texts-h" {
                h2 id="texts-h" { (ui.texts) }
                @for (n, article) in report.articles.iter().enumerate() {
                    @let claims = label::claims_of(report, ArticleId::new(n));
                    @let goals: Vec<String> = claims.iter().enumerate().map(|(k, c)| self.goal(c, groups.get(&crate::model::ClaimId::new(first + k)).copied())).collect();
                    @let _ = first += claims.len();
                    article.doc id={ "a" (n + 1) } {
                        h3 { bdi { (clean(&article.label)) } }
                        p.note {
                            @if let Some(date) = &article.date { bdi { (clean(date)) } " · " }
                            @if let Some(url) = article.url.as_deref().filter(|u| u.starts_with("https://") || u.starts_with("http://")) {
                                a href=(url) rel="noopener noreferrer nofollow" dir="ltr" { (clean(url)) }
                            } @else if let Some(path) = &article.path { bdi { (clean(path)) } }
                        }
                        div.text lang=(article.lang) { (self.anchored(&article.text, claims, &goals)) }
                    }
                }
            }
        }
    }

    /// Where the anchor of a claim leads: to its statement, or where none is shown, nowhere.
    fn goal(&self, claim: &Claim, group: Option<&str>) -> String {
        match group {
            Some(group) => format!("#{group}"),
            None if self.report.command == Command::Extract => {
                format!("#c{}-{}", claim.article.index() + 1, claim.number)
            }
            None => String::new(),
        }
    }

    fn anchored(&self, text: &str, claims: &[Claim], goals: &[String]) -> Markup {
        let mut edges: Vec<(usize, Edge)> = Vec::new();
        for (n, claim) in claims.iter().enumerate() {
            let first = claim.attribution.content.first().map_or(0, |s| s.start as usize);
            edges.push((first, Edge::Claim(n as u32)));
            for span in &claim.attribution.content {
                edges.push((span.start as usize, Edge::Content(1)));
                edges.push((span.end as usize, Edge::Content(-1)));
            }
        }
        edges.sort_by_key(|e| e.0);
        let mut edges = edges.into_iter().peekable();
        let mut depth = 0;
        html! {
            @for line in lines(text) {
                @let mut at = line.start as usize;
                p dir="auto" {
                    @while let Some((place_at, edge)) = edges.next_if(|e| e.0 <= line.end as usize) {
                        (stretch(text, at, place_at, depth))
                        @let _ = at = place_at.max(at);
                        @match edge {
                            Edge::Content(step) => { @let _ = depth += step; }
                            Edge::Claim(n) => {
                                @let claim = &claims[n as usize];
                                @let goal = &goals[n as usize];
                                a.num id=(place(claim)) href=[(!goal.is_empty()).then_some(goal)] title=(self.ui.back) { (claim.number) }
                            }
                        }
                    }
                    (stretch(text, at, line.end as usize, depth))
                }
            }
        }
    }
}

fn stretch(text: &str, from: usize, to: usize, depth: i32) -> Markup {
    let part = clean(&text[from..to.max(from)]);
    html! {
        @if part.is_empty() {} @else if depth > 0 { mark { (part) } } @else { (part) }
    }
}

/// The lines that hold anything.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut out = Vec::new();
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            out.push(Span::new(start, start + line.trim_end().len()));
        }
        start += line.len();
    }
    out
}
