//! What the page says of the report as a whole: articles, counts, the filter, and who carries what.

use super::{Page, clean};
use crate::{
    model::{Article, ArticleId, Command, Relation, Severity, SpeakerId, Standing},
    report::{label, quote::excerpt, row},
};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Speakers named of each article; the others are counted.
const SOURCES: usize = 4;
/// Characters of a statement in the matrix.
const WORDS: usize = 90;

impl Page<'_> {
    pub(super) fn masthead(&self, title: &str) -> Markup {
        let (report, ui) = (self.report, &self.ui);
        let facts = [
            (&ui.articles, report.articles.len()),
            (&ui.claims, report.claims.len()),
            (&ui.statements, report.groups.len()),
            (&ui.known, report.summary.known as usize),
        ];
        let hidden = report.hidden.len();
        html! {
            header.mast { div.wrap {
                p.brand { bdi { "claimdiff" } }
                h1 { (title) }
                p.facts {
                    @for (name, count) in facts { @if count > 0 { span { (name) ": " b { (count) } } " " } }
                    @if hidden > 0 { span { (ui.hidden) ": " b { (hidden) } } }
                }
                @if !report.summary.failed.is_empty() {
                    p.alarm role="note" { (ui.failed) ": " bdi { (report.summary.failed.join(", ")) } }
                }
                ul.outlets {
                    @for (n, article) in report.articles.iter().enumerate() { li { (self.outlet(n, article)) } }
                }
                @if report.command != Command::Extract { (self.chart()) }
                @for warning in &report.warnings { p.note { (ui.warnings) ": " bdi { (clean(&warning.message)) } } }
            } }
        }
    }

    fn outlet(&self, n: usize, article: &Article) -> Markup {
        let (report, ui) = (self.report, &self.ui);
        let id = ArticleId::new(n);
        let only = row::only_here(report, id);
        let sources: Vec<_> =
            report.coverage.articles.get(n).map_or(&[][..], |s| &s.sources).iter().collect();
        html! {
            a.label href={ "#a" (n + 1) } { bdi { (clean(&article.label)) } }
            @if let Some(title) = &article.title { p.title lang=(article.lang) dir="auto" { (clean(title)) } }
            p.meta {
                @if let Some(date) = &article.date { bdi { (clean(date)) } " · " }
                (ui.claims) ": " (label::claims_of(report, id).len())
                @if only > 0 { " · " (ui.only_here) ": " (only) }
            }
            @if !sources.is_empty() {
                p.meta {
                    (ui.quotes) ": "
                    @for (k, (speaker, count)) in sources.iter().take(SOURCES).enumerate() {
                        @if k > 0 { " · " }
                        bdi { (self.speaker(*speaker)) } "\u{a0}" (count)
                    }
                    @if sources.len() > SOURCES { " · " bdi { "+" (sources.len() - SOURCES) } }
                }
            }
        }
    }

    /// A speaker's name, or that it is not known.
    pub(super) fn speaker(&self, id: SpeakerId) -> String {
        let name = &self.report.speaker(id).name;
        if name.is_empty() { self.ui.unresolved.clone() } else { clean(name) }
    }

    fn chart(&self) -> Markup {
        let counts: Vec<(Relation, u32)> = row::counts(self.report).into_iter().filter(|c| c.1 > 0).collect();
        let all: u32 = counts.iter().map(|c| c.1).sum();
        let mut start = 0;
        let bars = counts.iter().map(|(relation, count)| {
            start += count;
            (relation, start - count, *count)
        });
        html! {
            @if all > 0 {
                figure.chart {
                    figcaption.vh { (self.ui.chart) }
                    svg viewBox={ "0 0 " (all) " 1" } preserveAspectRatio="none" aria-hidden="true" {
                        @for (relation, x, width) in bars {
                            rect class={ "r-" (relation.name()) } x=(x) y="0" width=(width) height="1" {}
                        }
                    }
                    ul { @if !self.changes.is_empty() {
                        li.r-text { a href="#text" { (self.ui.changes) } " " b { (self.changes.len()) } }
                    } @for (relation, count) in &counts {
                        li class={ "r-" (relation.name()) } {
                            @let name = self.ui.relation(*relation, self.report.command);
                            @let shown = self.rows.iter().any(|r| r.group.relation == *relation);
                            @if shown { a href={ "#" (relation.name()) } { (name) } } @else { (name) }
                            " " b { (count) }
                        }
                    } }
                }
            }
        }
    }

    /// The bar that the script shows: it does nothing without it.
    pub(super) fn filter(&self) -> Markup {
        let (report, ui) = (self.report, &self.ui);
        let shown: BTreeSet<Relation> = self.rows.iter().map(|r| r.group.relation).collect();
        let mut shown: Vec<(&str, &str)> =
            shown.iter().rev().map(|r| (r.name(), ui.relation(*r, report.command))).collect();
        shown.extend((!self.changes.is_empty()).then_some(("text", ui.changes.as_str())));
        let severe = [Severity::Minor, Severity::Major];
        html! {
            form.bar id="filter" role="search" aria-label=(ui.filter) hidden {
                div.wrap {
                    label.find { (ui.search) input type="search" name="search" placeholder=(ui.search_hint) dir="auto" autocomplete="off" aria-keyshortcuts="/"; }
                    label.choice { (ui.speaker) select name="speaker" {
                        option value="" { (ui.all) }
                        @for (n, _) in report.speakers.iter().enumerate().filter(|s| !s.1.name.is_empty()) {
                            option value=(n) dir="auto" { (excerpt(&self.speaker(SpeakerId::new(n)), 60)) }
                        }
                    } }
                    label.choice { (ui.outlet(report.command)) select name="outlet" {
                        option value="" { (ui.all) }
                        @for (n, article) in report.articles.iter().enumerate() {
                            option value=(n) dir="auto" { (excerpt(&article.label, 60)) }
                        }
                    } }
                    @if report.command != Command::Extract {
                        label.choice { (ui.severity) select name="severity" {
                            option value="" { (ui.all) }
                            @for severity in severe { option value=(severity as u8) { (ui.least) " " (ui.severity(severity)) } }
                        } }
                    }
                    button type="reset" { (ui.clear) }
                    output aria-live="polite" data-shown=(ui.shown) {}
                    @if shown.len() > 1 {
                        fieldset {
                            legend.vh { (ui.chart) }
                            @for (name, text) in &shown {
                                label class={ "pill r-" (name) } {
                                    input type="checkbox" name="relation" value=(name) checked;
                                    (text)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The groups that two or more articles carry, against the articles.
    pub(super) fn coverage(&self) -> Markup {
        let (report, ui) = (self.report, &self.ui);
        let rows: Vec<_> =
            self.rows.iter().filter(|r| r.group.articles.len() > 1 && !r.standings.is_empty()).collect();
        let said = |n: usize| {
            let claim = report.claim(report.groups[n].claims[0]);
            (claim, excerpt(&claim.attribution.content_of(&report.article(claim.article).text), WORDS))
        };
        html! {
            @if !rows.is_empty() {
                section.block id="coverage" aria-labelledby="coverage-h" {
                    h2 id="coverage-h" { (ui.coverage) }
                    p.gloss { (ui.coverage_note(report.command)) }
                    ul.key { @for standing in Standing::ALL.iter().rev() {
                        li { b { (row::sign(*standing)) } " " (ui.standing(*standing)) }
                    } }
                    div.scroll role="region" aria-labelledby="coverage-h" tabindex="0" { table {
                        thead { tr {
                            th scope="col" { (ui.statement) }
                            @for article in &report.articles { th scope="col" { bdi { (clean(&article.label)) } } }
                        } }
                        tbody { @for row in rows { tr {
                            @let (claim, words) = said(row.index);
                            th scope="row" {
                                a href={ "#" (row.id) } { bdi { (self.speaker(row.group.speaker)) } } " – "
                                bdi lang=(report.article(claim.article).lang) { (words) }
                            }
                            @for standing in row.standings {
                                td class=(standing.name()) title=(ui.standing(*standing)) { (row::sign(*standing)) }
                            }
                        } } }
                    } }
                }
            }
        }
    }
}
