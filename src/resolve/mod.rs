//! Mentions to speakers, across all articles.
//!
//! In: the extractions of all articles. Out: the [`Speaker`]s and, for each attribution, whose it is and how that was found. Works in
//! two steps: within each article (`local`, in parallel) names, functions, pronouns and hidden subjects become entities; then
//! entities of different articles are linked (`link`). Where a reader could not know the speaker neither does this module: the
//! attribution is left unresolved.

mod alias;
mod key;
mod link;
mod local;

pub use alias::Aliases;
pub use key::NameKey;

use crate::{
    extract::Extraction,
    lang::{Class, Packs},
    model::{Article, ResolvedBy, Speaker, SpeakerId, SpeakerKind},
};
use rayon::prelude::*;

/// One entity of one article.
#[derive(Clone, Debug)]
struct Entity {
    key: NameKey,
    /// The name that the user's aliases give it.
    alias_of: Option<String>,
    /// As the article writes it, fullest form first.
    names: Vec<String>,
    kind: SpeakerKind,
    /// [`Class::Masculine`] or [`Class::Feminine`], where a title tells.
    gender: Option<Class>,
    /// States and organisations that it stands for.
    related: Vec<String>,
    /// Functions that the article gives this person.
    roles: Vec<NameKey>,
}

/// For each attribution: the entity, if one was found, and how.
type Owners = Vec<(Option<usize>, ResolvedBy)>;

/// For each attribution, in order: its speaker and how that was found.
pub type Resolved = Vec<(SpeakerId, ResolvedBy)>;

/// What ties speakers of different articles together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linking {
    /// Names only: the articles may be of any time and place.
    Names,
    /// Names, and functions whose holder another article names: the articles report one event.
    NamesAndRoles,
}

/// The speakers of all articles, and for each attribution of each article whose it is.
pub fn speakers(
    articles: &[Article],
    extractions: &[Extraction],
    packs: &Packs,
    aliases: &Aliases,
    linking: Linking,
) -> (Vec<Speaker>, Vec<Resolved>) {
    let local: Vec<(Vec<Entity>, Owners)> = articles
        .par_iter()
        .zip(extractions)
        .map(|(article, extraction)| {
            let (mut entities, owners) = local::resolve(article, extraction, packs.get(&article.lang));
            entities.iter_mut().for_each(|e| aliases.apply(e));
            (entities, owners)
        })
        .collect();
    link::link(local, linking)
}
