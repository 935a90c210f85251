//! The whole flow on one page.

use crate::{
    Options, align, classify, extract as extraction,
    extract::Extraction,
    model::{Article, ArticleId, Claim, Command, Coverage, Report, Summary},
    normalize::{self, Content, TokenKind},
    progress,
    resolve::{self, Linking},
};
use rayon::prelude::*;

/// The claims of each article, with speakers linked across all of them.
///
/// Articles are worked on in parallel (rayon's current pool); the result is in input order whatever the number of threads.
pub fn extract(articles: Vec<Article>, options: &Options) -> Report {
    read_claims(articles, options, Linking::Names).0
}

/// The report of `extract`, and the normalized content of each of its claims.
fn read_claims(articles: Vec<Article>, options: &Options, linking: Linking) -> (Report, Vec<Content>) {
    let stage = tracing::debug_span!("extract", articles = articles.len()).entered();
    let extractions: Vec<Extraction> = articles
        .par_iter()
        .map(|article| {
            let extraction = match &article.given {
                Some(given) => Extraction { attributions: given.clone(), ..Extraction::default() },
                None => extraction::attributions(article, options.packs.get(&article.lang)),
            };
            progress::one("extract", articles.len());
            extraction
        })
        .collect();
    drop(stage);
    let stage = tracing::debug_span!("resolve").entered();
    let (speakers, owners) =
        resolve::speakers(&articles, &extractions, &options.packs, &options.aliases, linking);
    drop(stage);
    let stage = tracing::debug_span!("normalize", speakers = speakers.len()).entered();
    let contents =
        normalize::contents(&articles, &extractions, &speakers, &options.packs, &options.normalize);
    let contents: Vec<Content> = contents.into_iter().flatten().collect();
    drop(stage);
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
    let report = Report {
        command: Command::Extract,
        articles,
        speakers,
        claims,
        groups: Vec::new(),
        coverage: Coverage::default(),
        summary: Summary::default(),
        warnings: Vec::new(),
    };
    (report, contents)
}

/// The claims of all articles, grouped into statements and compared.
pub fn compare(articles: Vec<Article>, options: &Options) -> Report {
    let (mut report, contents) = read_claims(articles, options, Linking::NamesAndRoles);
    report.command = Command::Compare;
    let stage = tracing::debug_span!("align", claims = report.claims.len()).entered();
    let compared =
        align::Compared::new(&report.articles, &report.speakers, &report.claims, &contents, &options.packs);
    let frequencies = align::Frequencies::of(&report.claims, &contents);
    let alignments = align::alignments(&compared, &frequencies, &options.align);
    drop(stage);
    let _stage = tracing::debug_span!("classify", groups = alignments.len()).entered();
    let (groups, summary) = classify::groups(&compared, &alignments, &options.packs, options.normalize.rules);
    report.coverage = classify::coverage(report.articles.len(), &report.claims, &groups);
    report.groups = groups;
    report.summary = summary;
    report
}

/// The same for versions of one article, oldest first, with what happened to each statement.
pub fn versions(articles: Vec<Article>, options: &Options) -> Report {
    let count = articles.len();
    let mut report = compare(articles, options);
    report.command = Command::Versions;
    classify::follow(&mut report.groups, &report.claims, count, &mut report.summary);
    report
}
