//! Across articles: entities to speakers.
//!
//! In: the entities of each article. Out: one speaker an entity, where entities of different articles that name the same person or thing are
//! one. A family name alone joins the only full name it fits; where two fit it stays by itself, so a first or family name never merges two people.

use super::{Entity, Linking, NameKey, Owners, Resolved};
use crate::{
    lang::Class,
    model::{ArticleId, ResolvedBy, Speaker, SpeakerId, SpeakerKind},
};
use rustc_hash::FxHashMap;

struct Linked {
    key: NameKey,
    kind: SpeakerKind,
    gender: Option<Class>,
    alias_of: Option<String>,
    names: Vec<(usize, String)>,
    /// What it is called by its function.
    titles: Vec<String>,
    roles: Vec<NameKey>,
    related: Vec<String>,
    articles: Vec<ArticleId>,
}

pub(super) fn link(local: Vec<(Vec<Entity>, Owners)>, linking: Linking) -> (Vec<Speaker>, Vec<Resolved>) {
    let mut all: Vec<Linked> = Vec::new();
    // Candidates by the first letters of any word, so that each entity meets few others.
    let mut index: FxHashMap<(SpeakerKind, String), Vec<usize>> = FxHashMap::default();
    let mut homes: Vec<Vec<usize>> = local.iter().map(|(e, _)| vec![usize::MAX; e.len()]).collect();
    let mut used: Vec<Vec<bool>> = local.iter().map(|(e, _)| vec![false; e.len()]).collect();
    for (article, (_, owners)) in local.iter().enumerate() {
        owners.iter().filter_map(|o| o.0).for_each(|e| used[article][e] = true);
    }
    // Full names first: a family name alone must find every bearer of it.
    let mut order: Vec<(usize, usize)> =
        local.iter().enumerate().flat_map(|(a, (e, _))| (0..e.len()).map(move |i| (a, i))).collect();
    order.sort_by_key(|&(a, e)| (std::cmp::Reverse(local[a].0[e].key.words().len().min(2)), a, e));
    for (article, entity) in order {
        let item = &local[article].0[entity];
        let mut candidates: Vec<usize> = grams(&item.key, item.kind)
            .filter_map(|g| index.get(&(item.kind, g)))
            .flatten()
            .copied()
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|&c| same(&all[c], item));
        let exact = candidates.iter().copied().find(|&c| all[c].key == item.key);
        let found = exact.or_else(|| match candidates.as_slice() {
            [only] => Some(*only),
            // Several full names fit a full name: the spelling nearest by order of appearance.
            [first, ..] if item.key.words().len() > 1 => Some(*first),
            // A family name whose bearers are one person in several spellings.
            [first, rest @ ..] if rest.iter().all(|&c| all[c].key.same_person(&all[*first].key)) => {
                Some(*first)
            }
            _ => None,
        });
        let home = found.unwrap_or_else(|| {
            all.push(Linked {
                key: item.key.clone(),
                kind: item.kind,
                gender: item.gender,
                alias_of: item.alias_of.clone(),
                names: Vec::new(),
                titles: Vec::new(),
                roles: Vec::new(),
                related: Vec::new(),
                articles: Vec::new(),
            });
            all.len() - 1
        });
        for gram in grams(&item.key, item.kind) {
            let list = index.entry((item.kind, gram)).or_default();
            if !list.contains(&home) {
                list.push(home);
            }
        }
        homes[article][entity] = home;
        let linked = &mut all[home];
        if linked.alias_of.is_none() {
            linked.alias_of.clone_from(&item.alias_of);
        }
        linked.gender = linked.gender.or(item.gender);
        linked.names.extend(item.names.iter().map(|n| (article, n.clone())));
        linked.roles.extend(item.roles.iter().cloned());
        linked.related.extend(item.related.iter().cloned());
        if used[article][entity] {
            linked.articles.push(ArticleId::new(article));
        }
    }
    settle_scripts(&mut all, &mut homes);
    if linking == Linking::NamesAndRoles {
        settle_roles(&mut all, &local, &mut homes, &used);
    }
    number(all, local, homes)
}

/// A name in one script that sounds like just one name in another is that one, if no other name claims it.
fn settle_scripts(all: &mut [Linked], homes: &mut [Vec<usize>]) {
    let alike = |a: usize, b: usize| all[a].kind == all[b].kind && all[a].key.sounds_like(&all[b].key);
    let only = |n: usize| {
        let mut found = (0..all.len()).filter(|&m| m != n && alike(n, m));
        found.next().filter(|_| found.next().is_none())
    };
    let pairs: Vec<(usize, usize)> = (0..all.len())
        .filter_map(|n| Some((n, only(n)?)))
        .filter(|&(n, m)| {
            n < m && only(m) == Some(n) && all[n].alias_of.is_none() && all[m].alias_of.is_none()
        })
        .collect();
    for (into, from) in pairs {
        let names = std::mem::take(&mut all[from].names);
        let articles = std::mem::take(&mut all[from].articles);
        let roles = std::mem::take(&mut all[from].roles);
        all[into].names.extend(names);
        all[into].articles.extend(articles);
        all[into].roles.extend(roles);
        homes.iter_mut().flatten().filter(|h| **h == from).for_each(|h| *h = into);
    }
}

/// A function whose holder only another article names is that person, if just one fits.
fn settle_roles(
    all: &mut [Linked],
    local: &[(Vec<Entity>, Owners)],
    homes: &mut [Vec<usize>],
    used: &[Vec<bool>],
) {
    for article in 0..local.len() {
        for (e, entity) in local[article].0.iter().enumerate() {
            if entity.kind != SpeakerKind::Role || entity.key.words().len() < 2 || !used[article][e] {
                continue;
            }
            let mut holders = (0..all.len()).filter(|&h| {
                all[h].kind == SpeakerKind::Person && all[h].roles.iter().any(|r| r.same_thing(&entity.key))
            });
            if let (Some(holder), None) = (holders.next(), holders.next()) {
                homes[article][e] = holder;
                all[holder].articles.push(ArticleId::new(article));
                all[holder].titles.extend(entity.names.iter().cloned());
            }
        }
    }
}

fn same(linked: &Linked, entity: &Entity) -> bool {
    // What the user says goes before what the names look like.
    if let (Some(a), Some(b)) = (&linked.alias_of, &entity.alias_of) {
        return a == b;
    }
    match entity.kind {
        SpeakerKind::Person => {
            // "Mrs. Lind" is not the only Lind that has a full name where he is "his brother Tom Lind".
            let alone = linked.key.words().len() == 1 || entity.key.words().len() == 1;
            let other = matches!((linked.gender, entity.gender), (Some(a), Some(b)) if a != b);
            linked.key.same_person(&entity.key) && !(alone && other)
        }
        SpeakerKind::Unknown => false,
        _ => linked.key.same_thing(&entity.key),
    }
}

/// The first two and the last two letters of the word that alike names share: a person's family name, else the first and the
/// last word. A typist's slip spares one of them.
fn grams(key: &NameKey, kind: SpeakerKind) -> impl Iterator<Item = String> {
    let words = key.words();
    let first = words.first().filter(|_| kind != SpeakerKind::Person && words.len() > 1);
    words.last().into_iter().chain(first).flat_map(|w| {
        let edge = |i: usize| w.char_indices().nth(i).map_or(w.len(), |(at, _)| at);
        let letters = w.chars().count();
        [format!("^{}", &w[..edge(2)]), format!("{}$", &w[edge(letters.saturating_sub(2))..])]
    })
}

/// Speakers in order of first appearance, with the attributions that are theirs.
fn number(
    all: Vec<Linked>,
    local: Vec<(Vec<Entity>, Owners)>,
    homes: Vec<Vec<usize>>,
) -> (Vec<Speaker>, Vec<Resolved>) {
    let mut ids: Vec<Option<SpeakerId>> = vec![None; all.len()];
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut resolved = Vec::with_capacity(local.len());
    for (article, (_, owners)) in local.iter().enumerate() {
        let mut list = Vec::with_capacity(owners.len());
        let mut nobody: Option<SpeakerId> = None;
        for &(entity, by) in owners {
            let id = match entity {
                Some(e) => {
                    let home = homes[article][e];
                    *ids[home].get_or_insert_with(|| {
                        speakers.push(speaker(&all[home]));
                        SpeakerId::new(speakers.len() - 1)
                    })
                }
                None => *nobody.get_or_insert_with(|| {
                    speakers.push(Speaker {
                        name: String::new(),
                        kind: SpeakerKind::Unknown,
                        aliases: Vec::new(),
                        related: Vec::new(),
                        articles: vec![ArticleId::new(article)],
                    });
                    SpeakerId::new(speakers.len() - 1)
                }),
            };
            list.push((id, if entity.is_none() { ResolvedBy::Unresolved } else { by }));
        }
        resolved.push(list);
    }
    (speakers, resolved)
}

fn speaker(linked: &Linked) -> Speaker {
    // The fullest name; of those the first seen.
    let mut names = linked.names.clone();
    names.sort_by_key(|(article, _)| *article);
    let words = |n: &str| n.split(' ').count();
    let full = linked.key.words().len();
    // «26 دولة» is no less full than «ست وعشرون دولة».
    let most = match linked.kind {
        SpeakerKind::Person => full + 1,
        _ if linked.key.is_counted() => full,
        _ => usize::MAX,
    };
    let fitting = names.iter().filter(|(_, n)| words(n) <= most);
    let longest = fitting.clone().map(|(_, n)| words(n)).max().unwrap_or(0);
    let name = fitting
        .map(|(_, n)| n)
        .find(|n| words(n) == longest)
        .cloned()
        .unwrap_or_else(|| names.first().map(|n| n.1.clone()).unwrap_or_default());
    let name = linked.alias_of.clone().unwrap_or(name);
    let called = names.into_iter().map(|(_, n)| n).chain(linked.titles.iter().cloned());
    let mut aliases: Vec<String> = called.filter(|n| *n != name).collect();
    aliases.sort();
    aliases.dedup();
    let mut articles = linked.articles.clone();
    articles.sort();
    articles.dedup();
    let mut related = linked.related.clone();
    related.sort();
    related.dedup();
    Speaker { name, kind: linked.kind, aliases, related, articles }
}
