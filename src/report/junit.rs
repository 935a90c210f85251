//! JUnit XML, as dashboards of tests read it.
//!
//! In: a report. Out: a test suite a relation with a test a statement, and one of the changes of the text; of `extract`, a suite an article with a
//! test a claim. What `--fail-on` names fails; without it, conflicts and other speakers do. What the baseline knows is skipped. A test keeps its name
//! from run to run, as dashboards follow tests by it.

use super::{
    View,
    finding::{Finding, findings, side},
    label,
    printable::printable,
    quote::excerpt,
};
use crate::model::{Article, ArticleId, Command, Report};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use std::io::{self, Write};

/// Characters of what is said in a test's name.
const NAME: usize = 120;

/// Writes the report.
pub(super) fn render(report: &Report, view: &View, out: &mut dyn Write) -> io::Result<()> {
    let suites = if report.command == Command::Extract { articles(report) } else { classes(report, view) };
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
    /// What each article says.
    said: String,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Failed { rule: String, message: String },
    Skipped,
}

fn articles(report: &Report) -> Vec<Suite> {
    let test = |claim| {
        let side = side(report, claim);
        Test { name: name(&side.words, &side.key), said: side.said, outcome: Outcome::Passed }
    };
    let suite = |(n, article): (usize, &Article)| Suite {
        name: printable(&article.id),
        tests: label::claims_of(report, ArticleId::new(n)).iter().map(test).collect(),
    };
    report.articles.iter().enumerate().map(suite).collect()
}

fn classes(report: &Report, view: &View) -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    for finding in findings(report, view) {
        let class = finding.class;
        let test = test(finding);
        match suites.iter_mut().find(|s| s.name == class) {
            Some(suite) => suite.tests.push(test),
            None => suites.push(Suite { name: class.to_owned(), tests: vec![test] }),
        }
    }
    suites
}

fn test(finding: Finding) -> Test {
    let sides = finding.others.iter().chain([&finding.at]);
    Test {
        name: name(&finding.at.words, &finding.at.key),
        said: sides.map(|s| s.said.as_str()).collect::<Vec<_>>().join("\n"),
        outcome: match (finding.known, finding.fails) {
            (true, _) => Outcome::Skipped,
            (false, true) => Outcome::Failed { rule: finding.rule, message: finding.message },
            (false, false) => Outcome::Passed,
        },
    }
}

/// What is said and its key: the same in every run, and no other test's.
fn name(words: &str, key: &str) -> String {
    let words = excerpt(words, NAME);
    if key.is_empty() { words } else { format!("{words} [{key}]") }
}

impl Suite {
    fn failures(&self) -> usize {
        self.tests.iter().filter(|t| matches!(t.outcome, Outcome::Failed { .. })).count()
    }

    fn write(&self, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
        let skipped = self.tests.iter().filter(|t| matches!(t.outcome, Outcome::Skipped)).count();
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
        let said = BytesText::new(&self.said);
        test.write_inner_content(|xml| {
            match &self.outcome {
                Outcome::Passed => xml.create_element("system-out").write_text_content(said)?,
                Outcome::Failed { rule, message } => xml
                    .create_element("failure")
                    .with_attributes([("type", rule.as_str()), ("message", message)])
                    .write_text_content(said)?,
                Outcome::Skipped => xml
                    .create_element("skipped")
                    .with_attribute(("message", "known to the baseline"))
                    .write_empty()?,
            };
            Ok(())
        })?;
        Ok(())
    }
}
