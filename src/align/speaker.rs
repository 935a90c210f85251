//! Whether two claims can be by the same speaker.
//!
//! An organisation and the person who speaks for it are tied where a mention of the person names the organisation
//! («المتحدث باسم الكرملين»). Two persons are never tied.

use crate::{
    lang::{Packs, Role, plain},
    model::{Article, Claim, ResolvedBy, Speaker, SpeakerId, SpeakerKind},
};
use rustc_hash::{FxHashMap, FxHashSet};

/// How the speakers of two claims stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tie {
    /// Two different persons.
    Apart,
    /// Nothing speaks for it, and they are not two persons.
    Loose,
    /// At least one is not known.
    Unknown,
    /// One speaks for the other.
    Tied,
    /// The same.
    Same,
}

impl Tie {
    /// Per cent of a score that stays.
    pub fn factor(self) -> u32 {
        match self {
            Self::Same => 100,
            Self::Tied => 94,
            Self::Unknown => 88,
            Self::Loose => 68,
            Self::Apart => 60,
        }
    }
}

/// Words by which speakers are known: those of the name, and those of every mention.
#[derive(Debug, Default)]
struct Known {
    name: Vec<String>,
    mentioned: FxHashSet<String>,
}

/// The ties between all speakers.
#[derive(Debug)]
pub(crate) struct Ties {
    known: Vec<Known>,
    kinds: Vec<SpeakerKind>,
}

impl Ties {
    pub fn of(articles: &[Article], speakers: &[Speaker], claims: &[Claim], packs: &Packs) -> Self {
        let mut known: Vec<Known> = speakers
            .iter()
            .map(|s| Known {
                name: name(s, articles, packs),
                mentioned: s.aliases.iter().flat_map(|a| words(a)).collect(),
            })
            .collect();
        let mut done: FxHashMap<(SpeakerId, &str), ()> = FxHashMap::default();
        for claim in claims {
            let Some(span) = claim.attribution.mention.span else { continue };
            let text = span.of(&articles[claim.article.index()].text);
            if done.insert((claim.speaker, text), ()).is_none() {
                known[claim.speaker.index()].mentioned.extend(words(text));
            }
        }
        Self { known, kinds: speakers.iter().map(|s| s.kind).collect() }
    }

    /// How the speakers of two claims stand to each other.
    pub fn between(&self, l: &Claim, r: &Claim) -> Tie {
        let nameless = |id: SpeakerId| self.known[id.index()].name.is_empty();
        if l.resolved_by == ResolvedBy::Unresolved
            || r.resolved_by == ResolvedBy::Unresolved
            || nameless(l.speaker)
            || nameless(r.speaker)
        {
            return Tie::Unknown;
        }
        if l.speaker == r.speaker {
            return Tie::Same;
        }
        let (ln, rn) = (l.speaker.index(), r.speaker.index());
        // Sources that are no persons have no other identity than what they are called.
        if self.kinds[ln] != SpeakerKind::Person && self.known[ln].name == self.known[rn].name {
            return Tie::Same;
        }
        if self.speaks_for(ln, rn) || self.speaks_for(rn, ln) {
            return Tie::Tied;
        }
        if self.kinds[ln] == SpeakerKind::Person && self.kinds[rn] == SpeakerKind::Person {
            return Tie::Apart;
        }
        Tie::Loose
    }

    /// True where a mention of `person` holds every word of the name of `body`, and the person is not called so: "the FBI's
    /// director James Comey" speaks for the FBI, Bill Clinton does not for Clinton.
    fn speaks_for(&self, person: usize, body: usize) -> bool {
        let name = &self.known[body].name;
        let (person, alone) = (&self.known[person], self.kinds[body] != SpeakerKind::Person);
        name.iter().any(|w| w.chars().count() > 2)
            && name.iter().all(|w| person.mentioned.contains(w))
            && (alone || !name.iter().any(|w| person.name.contains(w)))
    }
}

/// The plain words of a speaker's name, without an article before it.
fn name(speaker: &Speaker, articles: &[Article], packs: &Packs) -> Vec<String> {
    let mut words = words(&speaker.name);
    let lang = speaker.articles.first().map(|a| &articles[a.index()].lang);
    if let (Some(lang), true) = (lang, words.len() > 1) {
        let roles = packs.get(lang).comparison.entry(&words[0]).roles;
        if roles.has(Role::Filler) || roles.has(Role::Stop) {
            words.remove(0);
        }
    }
    words
}

/// The plain words of a text.
fn words(text: &str) -> Vec<String> {
    plain(text)
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{621}')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}
