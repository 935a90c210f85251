//! JUnit XML, as dashboards of tests read it.
//!
//! In: a report. Out: a test suite a relation with a test a group; of `extract`, a suite an article with a test a claim. What `--fail-on` names
//! fails; without it, conflicts and other speakers do. What the baseline knows is skipped. A test keeps its name from run to run,
//! as dashboards follow tests by it.

use super::{
    View,
    finding::{self, Finding, Level, findings},
    label,
    printable::printable,
    quote::content,
};
use crate::model::{ArticleId, Claim, Command, Relation, Report};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io::{self, Write};

/// Characters of a claim in a test's name.
const NAME: usize = 100;

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let suites = if report.command == Command::Extract { articles(report) } else { relations(report, view) };
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let (tests, failures) =
        suites.iter().fold((0, 0), |sum, s| (sum.0 + s.tests.len(), sum.1 + s.failures()));
    xml.create_element("testsuites")
        .with_attributes([
            ("name", "claimdiff"),
            ("tests", &tests.to_string()),
            ("failures", &failures.to_string()),
            ("errors", "0"),
        ])
        .write_inner_content(|xml| suites.iter().try_for_each(|s| s.write(xml)))?;
    writeln!(xml.get_mut())
}

/// A test suite.
struct Suite {
    name: String,
    tests: Vec<Test>,
}

/// A test with what it says.
struct Test {
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed { said: String },
    Failed { rule: String, message: String, said: String },
    Skipped { message: &'static str },
}

fn articles(report: &Report) -> Vec<Suite> {
    let test = |claim| Test {
        name: name(report, claim),
        outcome: Outcome::Passed { said: finding::said(report, claim) },
    };
    let suite = |(n, article): (usize, &crate::model::Article)| Suite {
        name: printable(&article.id),
        tests: label::claims_of(report, ArticleId::new(n)).iter().map(test).collect(),
    };
    report.articles.iter().enumerate().map(suite).collect()
}

fn relations(report: &Report, view: &View) -> Vec<Suite> {
    let findings = findings(report, view);
    let mut suites = Vec::new();
    for relation in Relation::ALL {
        let here = findings.iter().filter(|f| f.row.group.relation == relation);
        let tests: Vec<Test> = here.map(|f| test(report, f)).collect();
        if !tests.is_empty() {
            suites.push(Suite { name: relation.name().to_owned(), tests });
        }
    }
    suites
}

fn test(report: &Report, finding: &Finding) -> Test {
    let group = finding.row.group;
    let claims = group.claims.iter().map(|c| finding::said(report, report.claim(*c)));
    let said = claims.collect::<Vec<_>>().join("\n");
    let fails = match &report.summary.failures {
        Some(_) => finding.level == Level::Error,
        None => matches!(group.relation, Relation::Conflict | Relation::Attribution),
    };
    Test {
        name: name(report, finding.claim),
        outcome: match fails {
            _ if group.known => Outcome::Skipped { message: "known to the baseline" },
            true => Outcome::Failed { rule: finding.rule.clone(), message: finding.message(report), said },
            false => Outcome::Passed { said },
        },
    }
}

/// What a claim says and its key: the same in every run, and no other test's.
fn name(report: &Report, claim: &Claim) -> String {
    let words = content(report, claim, NAME);
    format!("{}: {words} [{}]", finding::speaker(report, claim), label::key(claim))
}

impl Suite {
    fn failures(&self) -> usize {
        self.tests.iter().filter(|t| matches!(t.outcome, Outcome::Failed { .. })).count()
    }

    fn write(&self, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
        let skipped = self.tests.iter().filter(|t| matches!(t.outcome, Outcome::Skipped { .. })).count();
        let suite = xml.create_element("testsuite").with_attributes([
            ("name", self.name.as_str()),
            ("tests", &self.tests.len().to_string()),
            ("failures", &self.failures().to_string()),
            ("errors", "0"),
            ("skipped", &skipped.to_string()),
        ]);
        suite.write_inner_content(|xml| self.tests.iter().try_for_each(|t| t.write(&self.name, xml)))?;
        Ok(())
    }
}

impl Test {
    fn write(&self, suite: &str, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
        let class = format!("claimdiff.{suite}");
        let test = xml.create_element("testcase").with_attributes([
            ("name", self.name.as_str()),
            ("classname", &class),
            ("time", "0"),
        ]);
        test.write_inner_content(|xml| {
            match &self.outcome {
                Outcome::Passed { said } => {
                    xml.create_element("system-out").write_text_content(BytesText::new(said))?;
                }
                Outcome::Failed { rule, message, said } => {
                    xml.create_element("failure")
                        .with_attributes([("type", rule.as_str()), ("message", message)])
                        .write_text_content(BytesText::new(said))?;
                }
                Outcome::Skipped { message } => {
                    xml.create_element("skipped").with_attribute(("message", *message)).write_empty()?;
                }
            }
            Ok(())
        })?;
        Ok(())
    }
}
