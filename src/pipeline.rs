//! The whole flow on one page.

use crate::{
    Options,
    align::{self, Sentence},
    classify, extract as extraction,
    extract::Extraction,
    model::{Article, ArticleId, Claim, Command, Placement, Report},
    normalize::{self, Content, Prose, TokenKind},
    progress,
    resolve::{self, Linking},
    segment::{self, Place},
};
use rayon::prelude::*;
use tracing::debug_span;

/// The claims of each article, with speakers linked across all of them.
///
/// Articles are worked on in parallel (rayon's current pool); the result is in input order whatever the number of threads.
///
/// ```
/// use claimdiff::{Options, model::{Article, Lang}};
/// let article = Article {
///     id: "الصدى".into(),
///     lang: Lang("ar".into()),
///     text: "قال سامر الحداد إن المرفأ سيغلق. وأضاف أن العمال باقون.".into(),
///     ..Article::default()
/// };
/// let report = claimdiff::extract_claims(&[article], &Options::default());
/// assert_eq!(report.claims.len(), 2);
/// assert_eq!(report.speaker(report.claims[1].speaker).name, "سامر الحداد");
/// ```
pub fn extract(articles: &[Article], options: &Options) -> Report {
    read_claims(articles, options, Linking::Names).0
}

/// The report of `extract`, and the normalized content of each of its claims.
fn read_claims(articles: &[Article], options: &Options, linking: Linking) -> (Report, Vec<Content>) {
    let extract_one = |article: &Article| {
        let extraction = match &article.given {
            Some(given) => Extraction { attributions: given.clone(), ..Extraction::default() },
            None => extraction::attributions(article, options.packs.get(&article.lang)),
        };
        progress::one("extract", articles.len());
        extraction
    };
    let extractions: Vec<Extraction> = debug_span!("extract", articles = articles.len())
        .in_scope(|| articles.par_iter().map(extract_one).collect());
    let (speakers, owners) = debug_span!("resolve")
        .in_scope(|| resolve::speakers(articles, &extractions, &options.packs, &options.aliases, linking));
    let contents = debug_span!("normalize").in_scope(|| {
        normalize::contents(articles, &extractions, &speakers, &options.packs, &options.normalize)
    });
    let contents: Vec<Content> = contents.into_iter().flatten().collect();
    let mut claims: Vec<Claim> = Vec::with_capacity(contents.len());
    for (n, (list, owners)) in extractions.into_iter().zip(owners).enumerate() {
        for (number, (attribution, (speaker, resolved_by))) in
            list.attributions.into_iter().zip(owners).enumerate()
        {
            let content = &contents[claims.len()];
            claims.push(Claim {
                article: ArticleId::new(n),
                number: number as u32 + 1,
                speaker,
                resolved_by,
                attribution,
                polarity: content.polarity,
                quantities: content.amounts(),
                dates: content.places(TokenKind::Date),
                modality: content.places(TokenKind::Modal),
                key: normalize::claim_key(&speakers[speaker.index()], content),
            });
        }
    }
    let report = Report { articles: articles.to_vec(), speakers, claims, ..Report::new(Command::Extract) };
    (report, contents)
}

/// The claims of all articles, grouped into statements and compared.
///
/// ```
/// use claimdiff::{Options, model::{Article, Lang, Relation}};
/// let article = |id: &str, text: &str| Article {
///     id: id.into(),
///     label: id.into(),
///     lang: Lang("ar".into()),
///     text: text.into(),
///     ..Article::default()
/// };
/// let report = claimdiff::compare(
///     &[
///         article("الصدى", "قال سامر الحداد إن المرفأ سيغلق أبوابه غدا."),
///         article("المنارة", "أكد سامر الحداد أن المرفأ لن يغلق أبوابه غدا."),
///     ],
///     &Options::default(),
/// );
/// assert_eq!(report.groups[0].relation, Relation::Conflict);
/// ```
pub fn compare(articles: &[Article], options: &Options) -> Report {
    grouped(articles, options, Command::Compare)
}

fn grouped(articles: &[Article], options: &Options, command: Command) -> Report {
    let (mut report, contents) = read_claims(articles, options, Linking::NamesAndRoles);
    report.command = command;
    let compared =
        align::Compared::new(&report.articles, &report.speakers, &report.claims, &contents, &options.packs);
    let frequencies = align::Frequencies::of(&report.claims, &contents);
    let mut alignments = debug_span!("align", claims = report.claims.len())
        .in_scope(|| align::alignments(&compared, &frequencies, &options.align));
    if command == Command::Versions {
        classify::steps(&mut alignments, &report.claims);
    }
    let (groups, summary, hidden) = debug_span!("classify", groups = alignments.len()).in_scope(|| {
        classify::groups(&compared, &alignments, &options.packs, options.normalize.rules, &options.classify)
    });
    report.coverage = classify::coverage(report.articles.len(), &report.claims, &groups);
    report.groups = groups;
    report.summary = summary;
    report.hidden = hidden;
    report
}

/// The same for versions of one article, oldest first, with what happened to each statement and, unless
/// [`Options::claims_only`], to the text around the claims.
pub fn versions(articles: &[Article], options: &Options) -> Report {
    let mut report = grouped(articles, options, Command::Versions);
    report.firsts = vec![ArticleId::new(0)];
    let places: Vec<Vec<Place>> = report
        .articles
        .par_iter()
        .map(|article| segment::layout(article, options.packs.get(&article.lang)).places())
        .collect();
    let placements: Vec<Placement> =
        report.claims.iter().map(|claim| placement(claim, &places[claim.article.index()])).collect();
    let prose = Prose::new(&report.speakers, &options.packs, &options.normalize);
    let sentences = |(article, places): (&Article, Vec<Place>)| {
        let sentence = |place: Place| Sentence::new(place, prose.content(article, &[place.span]));
        places.into_iter().filter_map(sentence).collect()
    };
    let sentences: Vec<Vec<Sentence>> = report.articles.par_iter().zip(places).map(sentences).collect();
    classify::follow(&mut report, &placements, &sentences);
    if !options.claims_only {
        classify::revise(&mut report, sentences, prose, &options.packs, options.normalize.rules);
    }
    report
}

/// Where a claim stands: in the sentence in which its content begins.
fn placement(claim: &Claim, places: &[Place]) -> Placement {
    let attribution = &claim.attribution;
    if attribution.headline {
        return Placement::Headline;
    }
    let start = attribution.content.first().or(attribution.cue.span.as_ref()).map_or(0, |s| s.start);
    places.iter().rev().find(|p| p.span.start <= start).map_or(Placement::Body, |p| p.placement)
}
