//! The types of the JSON output: the contract for machines. Any change that a reader could stumble over raises
//! [`SCHEMA`](crate::model::SCHEMA).
//!
//! The order of the fields is their order in the output. Places are Unicode code points into the article's `text` as printed,
//! half-open.

#[cfg(feature = "cli")]
use crate::model::Command;
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeMap};

macro_rules! output {
    ($($(#[$doc:meta])* pub struct $name:ident<'a> { $($fields:tt)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        pub struct $name<'a> { $($fields)* }
    )*};
}

/// Start and end in Unicode code points, half-open.
pub type CodePoints = (u32, u32);

output! {
    /// The output of `extract --format json`.
    pub struct Extraction<'a> {
        /// Version of this contract.
        pub schema: u32,
        /// What wrote it.
        pub tool: Tool<'a>,
        /// The articles, in input order.
        pub articles: Vec<ArticleClaims<'a>>,
    }

    /// One article with its claims: a line of `extract --format jsonl`.
    pub struct ArticleClaims<'a> {
        /// Version of this contract.
        pub schema: u32,
        /// The article.
        pub article: ArticleOut<'a>,
        /// Its claims, in reading order.
        pub claims: Vec<ClaimOut<'a>>,
        /// What the reader should know about it.
        pub warnings: Vec<WarningOut<'a>>,
    }

    /// The output of `compare --format json` and `versions --format json`.
    pub struct Comparison<'a> {
        /// Version of this contract.
        pub schema: u32,
        /// What wrote it.
        pub tool: Tool<'a>,
        /// `compare` or `versions`.
        pub command: &'a str,
        /// The articles, in input order.
        pub articles: Vec<ArticleOut<'a>>,
        /// The speakers, in order of first appearance.
        pub speakers: Vec<SpeakerOut<'a>>,
        /// All claims, by article and then in reading order.
        pub claims: Vec<ClaimOut<'a>>,
        /// The groups, by their first claim.
        pub groups: Vec<GroupOut<'a>>,
        /// What changed in the text around the claims, by version and then in text order; empty for `compare`.
        pub changes: Vec<ChangeOut<'a>>,
        /// Ids of the versions in which a reader finds nothing changed; empty for `compare`.
        pub unchanged: Vec<&'a str>,
        /// Differences that normalization hid; only with `--show-hidden`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub hidden: Option<Vec<HiddenOut<'a>>>,
        /// Who carries what.
        pub coverage: CoverageOut<'a>,
        /// Counts over all groups, shown or not.
        pub summary: SummaryOut<'a>,
        /// What the reader should know about the input.
        pub warnings: Vec<WarningOut<'a>>,
    }

    /// A line of `corpus`: the comparison of one event.
    pub struct EventLine<'a> {
        /// `e1`, `e2`, … unique in this output.
        pub event: String,
        /// Its comparison.
        #[serde(flatten)]
        pub comparison: Comparison<'a>,
    }

    /// The program.
    pub struct Tool<'a> {
        /// `claimdiff`.
        pub name: &'a str,
        /// Its version.
        pub version: &'a str,
    }

    /// One article.
    pub struct ArticleOut<'a> {
        /// Unique in this output.
        pub id: &'a str,
        /// The outlet's or version's name.
        pub label: &'a str,
        /// Where it was read; `-` for standard input.
        pub path: Option<&'a str>,
        /// Language tag.
        pub lang: &'a str,
        /// The headline.
        pub title: Option<&'a str>,
        /// Publication date in ISO 8601; as the input gave it where it is no date that is known.
        pub date: Option<&'a str>,
        /// When it was last changed, where the input says.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub modified: Option<&'a str>,
        /// When this version was taken: the time of a capture or of a commit.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub captured: Option<&'a str>,
        /// Who wrote it, where the input says.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub author: Option<&'a str>,
        /// Address, where the input gave one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub url: Option<&'a str>,
        /// The whole text, headline included; all places count into it.
        pub text: &'a str,
    }

    /// A speaker across all articles.
    pub struct SpeakerOut<'a> {
        /// `s1`, `s2`, … unique in this output.
        pub id: String,
        /// The fullest name seen; empty where unresolved.
        pub name: &'a str,
        /// What it is: `person`, `organisation`, `role`, `group`, `document` or `unknown`.
        pub kind: &'a str,
        /// Other spellings and namings seen.
        pub aliases: &'a [String],
        /// States and organisations that the speaker stands for.
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        pub related: &'a [String],
        /// Ids of the articles that quote this speaker.
        pub articles: Vec<&'a str>,
    }

    /// One claim.
    pub struct ClaimOut<'a> {
        /// The article's id, `#`, and the number in reading order.
        pub id: String,
        /// The article's id; only in the output of a comparison.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub article: Option<&'a str>,
        /// Stable hash of speaker and normalized content.
        pub key: String,
        /// Who said it.
        pub speaker: ClaimSpeaker<'a>,
        /// The reporting word.
        pub cue: CueOut<'a>,
        /// Outlet through which it was said; where none is named, the occasion.
        pub medium: Option<Named<'a>>,
        /// The people spoken to, where the article says.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub addressee: Option<Named<'a>>,
        /// The act of speaking it was part of, where the article says.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub occasion: Option<Named<'a>>,
        /// The person who passed it on, where it is relayed.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub via: Option<Quote<'a>>,
        /// What was said.
        pub content: Content<'a>,
        /// `direct`, `indirect` or `mixed`: how much of it stands in quotation marks.
        pub kind: &'a str,
        /// `positive`, `negative` or `uncertain`.
        pub polarity: &'a str,
        /// The numbers in the content.
        pub quantities: Vec<AmountOut<'a>>,
        /// The dates and times in the content.
        pub dates: Vec<Quote<'a>>,
        /// The words that make the content possible, likely or due rather than so.
        pub modality: Vec<Quote<'a>>,
        /// True where it stands in the headline.
        pub headline: bool,
        /// Number of the sentence of the cue, from 0.
        pub sentence: u32,
        /// How sure the rule is, 0 to 1.
        pub confidence: f64,
        /// Which rule found it.
        pub rule: String,
    }

    /// A number in a content.
    pub struct AmountOut<'a> {
        /// As written.
        pub text: &'a str,
        /// Its place.
        pub span: CodePoints,
        /// Its value.
        pub value: f64,
        /// True for a share of a hundred.
        pub percent: bool,
    }

    /// The speaker of a claim.
    pub struct ClaimSpeaker<'a> {
        /// Id of the speaker.
        pub id: String,
        /// The fullest name seen; empty where unresolved.
        pub name: &'a str,
        /// What it is.
        pub kind: &'a str,
        /// The words that name the source here; `null` where the verb hides it.
        pub mention: Option<Quote<'a>>,
        /// `name`, `role`, `pronoun`, `implied` or `unresolved`.
        pub resolved_by: &'a str,
        /// States and organisations that the speaker stands for: the Kremlin for Russia, a spokesman for his ministry.
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        pub related: &'a [String],
    }

    /// Words and their place.
    pub struct Quote<'a> {
        /// The words.
        pub text: &'a str,
        /// Their place.
        pub span: CodePoints,
    }

    /// What something is called, and its place.
    pub struct Named<'a> {
        /// The words.
        pub text: &'a str,
        /// Their place; `null` for imported claims where they do not stand in the text.
        pub span: Option<CodePoints>,
    }

    /// The reporting word.
    pub struct CueOut<'a> {
        /// The word; `null` for imported claims that name none.
        pub text: Option<&'a str>,
        /// Its place.
        pub span: Option<CodePoints>,
        /// `neutral`, `stress`, `deny`, `doubt`, `accuse`, `direct` or `commit`.
        pub stance: &'a str,
        /// True where the word is negated: «لم يستبعد», "did not rule out".
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub negated: bool,
    }

    /// The content of a claim.
    pub struct Content<'a> {
        /// The words; the parts of a split quotation are joined by a space.
        pub text: Cow<'a, str>,
        /// Their places; several where the reporter splits a quotation.
        pub spans: Vec<CodePoints>,
    }

    /// The claims that report the same statement.
    pub struct GroupOut<'a> {
        /// `g1`, `g2`, … unique in this output.
        pub id: String,
        /// Id of the speaker of the first claim.
        pub speaker: String,
        /// `conflict`, `attribution`, `wording`, `agreement`, `new` or `dropped`.
        pub relation: &'a str,
        /// The worst of its differences: `major`, `minor` or `cosmetic`.
        pub severity: &'a str,
        /// Ids of its claims.
        pub claims: Vec<String>,
        /// Ids of the articles of those claims.
        pub articles: Vec<&'a str>,
        /// Comparisons of claims of different articles.
        pub pairs: Vec<PairOut<'a>>,
        /// What happened in each version; empty for `compare`.
        pub timeline: Vec<TimelineOut<'a>>,
        /// `true` where the baseline lists all that it finds; else not there.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "cli", schemars(default))]
        pub known: bool,
    }

    /// Two claims compared.
    pub struct PairOut<'a> {
        /// Id of the claim of the earlier article.
        pub left: String,
        /// Id of the claim of the later article.
        pub right: String,
        /// How they stand to each other.
        pub relation: &'a str,
        /// True where they are in different languages: what they share are names, figures and known words.
        pub cross_language: bool,
        /// How alike they are, 0 to 1.
        pub score: f64,
        /// What differs.
        pub differences: Vec<DifferenceOut<'a>>,
    }

    /// One typed change.
    pub struct DifferenceOut<'a> {
        /// `polarity`, `number`, `date`, `name`, `modality`, `speaker`, `cue`, `quotation`, `addition`, `omission`, `placement` or `wording`.
        pub kind: &'a str,
        /// `major`, `minor` or `cosmetic`.
        pub severity: &'a str,
        /// On the left; `null` where that side has nothing.
        pub left: Option<Quote<'a>>,
        /// On the right; `null` where that side has nothing.
        pub right: Option<Quote<'a>>,
    }

    /// What happened to a statement in one version.
    pub struct TimelineOut<'a> {
        /// Id of the version.
        pub article: &'a str,
        /// `first`, `reworded`, `moved`, `dropped`, `restored` or `same`.
        pub event: &'a str,
        /// The most prominent place where this version has the statement: `headline`, `lead` or `body`; `null` where it is dropped.
        pub placement: Option<&'a str>,
    }

    /// One change in the text of a version, claims aside.
    pub struct ChangeOut<'a> {
        /// `t1`, `t2`, … unique in this output.
        pub id: String,
        /// `added`, `removed`, `changed`, `moved`, `merged` or `split`.
        pub kind: &'a str,
        /// `major` or `minor`.
        pub severity: &'a str,
        /// Id of the version before.
        pub from: &'a str,
        /// Id of the version after.
        pub to: &'a str,
        /// The sentences before; `null` where they were added.
        pub left: Option<PassageOut<'a>>,
        /// The sentences after; `null` where they were removed.
        pub right: Option<PassageOut<'a>>,
        /// True where the baseline has it.
        pub known: bool,
        /// What differs between the two outside claims; no word is cut.
        pub differences: Vec<DifferenceOut<'a>>,
    }

    /// One or more sentences of a version.
    pub struct PassageOut<'a> {
        /// The sentences, joined by a space.
        pub text: Cow<'a, str>,
        /// Their places.
        pub spans: Vec<CodePoints>,
        /// Where they stand: `headline`, `lead` or `body`.
        pub placement: &'a str,
    }

    /// The groups against the articles.
    pub struct CoverageOut<'a> {
        /// How each of the `groups` stands in each article.
        pub groups: Vec<StandingsOut<'a>>,
        /// What each article contributes, in input order.
        pub articles: Vec<ShareOut<'a>>,
    }

    /// How one group stands in each article.
    pub struct StandingsOut<'a> {
        /// Id of the group.
        pub group: String,
        /// One an article, in the order of `articles`, told against the first article that carries the group: `absent`,
        /// `first`, `agreement`, `wording`, `attribution` or `conflict`.
        pub standings: Vec<&'a str>,
    }

    /// What one article contributes.
    pub struct ShareOut<'a> {
        /// Id of the article.
        pub article: &'a str,
        /// How many claims it has.
        pub claims: u32,
        /// How many of them have no known speaker.
        pub unresolved: u32,
        /// Whom it quotes, the most quoted first.
        pub sources: Vec<SourceOut<'a>>,
        /// Ids of the groups that no other article carries, shown or not.
        pub only: Vec<String>,
    }

    /// A speaker that an article quotes.
    pub struct SourceOut<'a> {
        /// Id of the speaker.
        pub speaker: String,
        /// Its name.
        pub name: &'a str,
        /// How many claims of the article are its.
        pub claims: u32,
    }

    /// A difference that normalization hid.
    pub struct HiddenOut<'a> {
        /// The rule that makes both sides equal, as in `--ignore`.
        pub rule: &'a str,
        /// Id of the article of the left side.
        pub from: &'a str,
        /// Id of the article of the right side.
        pub to: &'a str,
        /// What stands there; null where only the other side has anything.
        pub left: Option<Quote<'a>>,
        /// What stands here; null where only the other side has anything.
        pub right: Option<Quote<'a>>,
    }

    /// Counts over the groups.
    pub struct SummaryOut<'a> {
        /// Groups that agree.
        pub agreement: u32,
        /// Groups that differ in wording.
        pub wording: u32,
        /// Groups that contradict each other.
        pub conflict: u32,
        /// Groups with another speaker for the same content.
        pub attribution: u32,
        /// Groups that only one article carries.
        pub new: u32,
        /// Groups that are gone from the last version.
        pub dropped: u32,
        /// Changes in the text around the claims.
        pub text: u32,
        /// Groups that the baseline knows.
        pub known: u32,
        /// Cosmetic differences that normalization hid, by rule.
        pub hidden: BTreeMap<&'a str, u32>,
        /// What `--fail-on` named and was found.
        pub failed: &'a [String],
    }

    /// Something that went less than well but stopped nothing.
    pub struct WarningOut<'a> {
        /// What kind.
        pub code: &'a str,
        /// For people.
        pub message: &'a str,
        /// Id of the article it is about; only in the output of a comparison.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub article: Option<&'a str>,
        /// Where in that article.
        pub span: Option<CodePoints>,
    }

    /// A line of `compare --format jsonl` after the articles.
    pub struct GroupLine<'a> {
        /// Version of this contract.
        pub schema: u32,
        /// `compare` or `versions`.
        pub command: &'a str,
        /// The group.
        pub group: GroupOut<'a>,
    }

    /// A line of `versions --format jsonl` after the groups.
    pub struct ChangeLine<'a> {
        /// Version of this contract.
        pub schema: u32,
        /// `versions`.
        pub command: &'a str,
        /// The change.
        pub change: ChangeOut<'a>,
    }

    /// The last line of `compare --format jsonl`.
    pub struct LastLine<'a> {
        /// Version of this contract.
        pub schema: u32,
        /// `compare` or `versions`.
        pub command: &'a str,
        /// The speakers, in order of first appearance.
        pub speakers: Vec<SpeakerOut<'a>>,
        /// Ids of the versions in which a reader finds nothing changed; empty for `compare`.
        pub unchanged: Vec<&'a str>,
        /// Differences that normalization hid; only with `--show-hidden`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub hidden: Option<Vec<HiddenOut<'a>>>,
        /// Who carries what.
        pub coverage: CoverageOut<'a>,
        /// Counts over all groups, shown or not.
        pub summary: SummaryOut<'a>,
        /// What the reader should know about the input.
        pub warnings: Vec<WarningOut<'a>>,
    }
}

/// A line of `compare --format jsonl` or `versions --format jsonl`.
#[cfg(feature = "cli")]
#[derive(schemars::JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "for its schema: each kind of line is written by itself")]
enum ComparisonLine<'a> {
    Article(ArticleClaims<'a>),
    Group(GroupLine<'a>),
    Change(ChangeLine<'a>),
    Last(LastLine<'a>),
}

/// The JSON Schema of what `command` writes with `--format json`, or of one of its lines with `--format jsonl`.
#[cfg(feature = "cli")]
pub fn schema(command: Command, lines: bool) -> serde_json::Value {
    // As written, not as read: a field that is always there is required even where it may be null.
    let mut types = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    match (command, lines) {
        (Command::Extract, false) => types.root_schema_for::<Extraction<'static>>(),
        (Command::Extract, true) => types.root_schema_for::<ArticleClaims<'static>>(),
        (_, false) => types.root_schema_for::<Comparison<'static>>(),
        (_, true) => types.root_schema_for::<ComparisonLine<'static>>(),
    }
    .to_value()
}
