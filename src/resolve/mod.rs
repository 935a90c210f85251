//! Mentions to speakers, across all articles.
use crate::{
    lang::Packs,
    model::{Article, ArticleId, Attribution, ResolvedBy, Speaker, SpeakerId, SpeakerKind},
};
/// The speakers, and for each attribution of each article whose it is.
pub fn speakers(
    articles: &[Article],
    attributions: &[Vec<Attribution>],
    _packs: &Packs,
) -> (Vec<Speaker>, Vec<Vec<(SpeakerId, ResolvedBy)>>) {
    // stub: one speaker a given name
    let mut speakers: Vec<Speaker> = Vec::new();
    let owners = attributions
        .iter()
        .enumerate()
        .map(|(n, list)| {
            list.iter()
                .map(|a| {
                    let name = a
                        .mention
                        .given
                        .clone()
                        .or_else(|| a.mention.span.map(|s| s.of(&articles[n].text).to_string()))
                        .unwrap_or_default();
                    let id = speakers.iter().position(|s| s.name == name).unwrap_or_else(|| {
                        speakers.push(Speaker {
                            name,
                            kind: SpeakerKind::Person,
                            aliases: vec![],
                            articles: vec![],
                        });
                        speakers.len() - 1
                    });
                    let art = ArticleId::new(n);
                    if speakers[id].articles.last() != Some(&art) {
                        speakers[id].articles.push(art);
                    }
                    (SpeakerId::new(id), ResolvedBy::Name)
                })
                .collect()
        })
        .collect();
    (speakers, owners)
}
