//! Within one article: mentions to entities.
//!
//! In: the attributions and namings of an article. Out: its entities and the owner of each attribution. A function is tied to
//! the name that the article gives with it; a family name alone belongs to the one full name it ends; a hidden subject is the
//! person named first in its sentence, else the speaker before.

use super::{Entity, NameKey, Owners};
use crate::{
    extract::Extraction,
    lang::{Agreement, Class, Classes, Lexicon, Pack, Vocabulary},
    model::{Article, Attribution, MentionKind, ResolvedBy, Shape, Span, SpeakerKind},
    text::fold,
};

/// How many claims back the speaker of a hidden subject is looked for.
const MEMORY: usize = 6;

struct Local<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary,
    entities: Vec<Entity>,
    /// Persons by place: where a name stands with its function, or as a mention.
    places: Vec<(Span, usize)>,
    contents: Vec<Span>,
    organisations: &'a [Span],
}

pub(super) fn resolve(article: &Article, extraction: &Extraction, pack: &Pack) -> (Vec<Entity>, Owners) {
    let mut local = Local {
        text: &article.text,
        lexicon: &pack.lexicon,
        vocabulary: &pack.comparison,
        entities: Vec::new(),
        places: Vec::new(),
        organisations: &extraction.organisations,
        contents: extraction.attributions.iter().flat_map(|a| a.content.iter().copied()).collect(),
    };
    local.learn(extraction);
    let mut owners: Owners = Vec::new();
    for (n, attribution) in extraction.attributions.iter().enumerate() {
        let owner = local.owner(n, attribution, &extraction.attributions, &owners);
        if let (Some(entity), Some(span)) = (owner.0, attribution.mention.span) {
            let at = local.places.partition_point(|p| p.0.start <= span.start);
            local.places.insert(at, (span, entity));
            local.learn_agreement(entity, attribution);
        }
        owners.push(owner);
    }
    for entity in &mut local.entities {
        entity.key = std::mem::take(&mut entity.key).heard(&pack.comparison);
    }
    (local.entities, owners)
}

impl Local<'_> {
    /// Persons with full names first, so that a family name alone finds its owner wherever it stands.
    fn learn(&mut self, extraction: &Extraction) {
        let mut names: Vec<(Span, Option<Span>)> =
            extraction.namings.iter().map(|n| (n.name, Some(n.role))).collect();
        names.extend(extraction.attributions.iter().filter_map(|a| Some((a.mention.name?, None))));
        let keyed: Vec<(Span, Option<Span>, NameKey)> =
            names.into_iter().map(|(name, role)| (name, role, self.key(name))).collect();
        // Organisations come before persons: a short name may be theirs.
        for a in extraction
            .attributions
            .iter()
            .filter(|a| a.mention.kind == MentionKind::Organisation && a.mention.given.is_none())
        {
            let span = a.mention.core.or(a.mention.span);
            if let Some(span) = span.filter(|&s| !keyed.iter().any(|k| self.is_family(s, &k.2))) {
                self.thing(span, MentionKind::Organisation);
            }
        }
        for long in [true, false] {
            for (name, role, key) in keyed.iter().filter(|k| (k.2.words().len() > 1) == long) {
                let id = self.person(*name, key);
                self.places.push((*name, id));
                if let Some(role) = role {
                    self.learn_gender(id, *role);
                    self.learn_related(id, *role);
                    let role = self.key(*role);
                    if !self.entities[id].roles.contains(&role) {
                        self.entities[id].roles.push(role);
                    }
                }
            }
        }
        self.places.sort_by_key(|p| (p.0.start, p.1));
    }

    /// Whom a spokesman speaks for.
    fn learn_related(&mut self, entity: usize, words: Span) {
        let text = one_line(words.of(self.text));
        let mut rest = text.split(' ').skip_while(|w| !self.lexicon.grammar.speaks_for.contains(&fold(w)));
        rest.next();
        let whom = rest.collect::<Vec<_>>().join(" ");
        let related = &mut self.entities[entity].related;
        if !whom.is_empty() && !related.contains(&whom) {
            related.push(whom);
        }
    }

    /// A title that only a man or a woman bears: "Mrs", "spokesman".
    fn learn_gender(&mut self, entity: usize, words: Span) {
        for word in words.of(self.text).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            let shown = gender(self.lexicon.word(&fold(word)).classes);
            self.entities[entity].gender = self.entities[entity].gender.or(shown);
        }
    }

    /// The verb of a subject that is named tells its gender.
    fn learn_agreement(&mut self, entity: usize, attribution: &Attribution) {
        let subject = matches!(attribution.rule.shape, Shape::VerbSubject | Shape::SubjectVerb);
        let shown = subject.then(|| self.agreement(attribution)).flatten();
        let gender = match shown {
            Some(Agreement::Feminine) => Class::Feminine,
            Some(Agreement::Masculine) => Class::Masculine,
            _ => return,
        };
        self.entities[entity].gender.get_or_insert(gender);
    }

    /// What the cue of an attribution shows of its subject.
    fn agreement(&self, attribution: &Attribution) -> Option<Agreement> {
        let cue = attribution.cue.span?.of(self.text);
        self.lexicon.agreement(&fold(cue.split_whitespace().next_back()?))
    }

    /// True where the entity can be the hidden subject of a cue that shows this. Several people take a plural where they hide, and
    /// things in the plural are feminine.
    fn agrees(&self, entity: usize, shown: Option<Agreement>) -> bool {
        let entity = &self.entities[entity];
        let several = entity.kind == SpeakerKind::Group;
        match shown {
            None => true,
            Some(Agreement::Plural | Agreement::Dual) => entity.kind != SpeakerKind::Person,
            Some(Agreement::Feminine) => several || entity.gender != Some(Class::Masculine),
            Some(Agreement::Masculine) => entity.gender != Some(Class::Feminine),
        }
    }

    fn key(&self, span: Span) -> NameKey {
        NameKey::new(span.of(self.text), self.lexicon)
    }

    /// True where the one word there is the family name of that full name, whatever else it may name: "London" of "Michael London".
    fn is_family(&self, span: Span, full: &NameKey) -> bool {
        let key = self.key(span);
        self.lexicon.grammar.capitals
            && !span.of(self.text).contains(char::is_whitespace)
            && full.words().len() > 1
            && full.words().last() == key.words().first()
    }

    /// What the form of address right before a name tells: "Mr. Lind", "Mrs Lind".
    fn address(&self, name: Span) -> Option<Class> {
        let apart = |c: char| c == '.' || c.is_whitespace();
        let before = self.text[..name.start as usize].trim_end_matches(apart);
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let classes = self.lexicon.word(&fold(word)).classes;
        gender(classes).filter(|_| classes.has(Class::Honorific))
    }

    /// The person of that name; a new one where none or more than one fits.
    fn person(&mut self, name: Span, key: &NameKey) -> usize {
        let gender = self.address(name);
        let fits = |e: &Entity| {
            e.kind == SpeakerKind::Person
                && e.key.same_person(key)
                && (gender.is_none() || e.gender.is_none() || e.gender == gender)
        };
        // A family name alone is rather that of who was not introduced as somebody's son or wife.
        let surest = |e: &Entity| fits(e) && e.gender == gender;
        let shown = one_line(name.of(self.text));
        // "Northline" after "Northline Rail"; "Lind" is not "Lind's office".
        let owned = |e: &Entity| {
            let first = e.names[0].split(' ').next().unwrap_or_default();
            self.lexicon.without_owner(first).is_some()
        };
        let company = |e: &Entity| {
            e.kind == SpeakerKind::Organisation
                && key.words().len() == 1
                && gender.is_none()
                && !owned(e)
                && e.key.words().first() == key.words().first()
        };
        let known = self.entities.iter().position(surest).or_else(|| self.entities.iter().position(fits));
        let named = known.filter(|&e| self.entities[e].key.words().len() > 1);
        if let Some(found) = self.entities.iter().position(company).filter(|_| named.is_none()) {
            return found;
        }
        if let Some(found) = known {
            let entity = &mut self.entities[found];
            entity.gender = entity.gender.or(gender);
            if !entity.names.contains(&shown) {
                entity.names.push(shown);
            }
            if key.words().len() > entity.key.words().len() {
                entity.key = key.clone();
            }
            return found;
        }
        let added = self.add(key.clone(), shown, SpeakerKind::Person);
        self.entities[added].gender = gender;
        added
    }

    fn add(&mut self, key: NameKey, name: String, kind: SpeakerKind) -> usize {
        self.entities.push(Entity {
            key,
            names: vec![name],
            kind,
            roles: Vec::new(),
            related: Vec::new(),
            gender: None,
            alias_of: None,
        });
        self.entities.len() - 1
    }

    fn owner(
        &mut self,
        n: usize,
        attribution: &Attribution,
        all: &[Attribution],
        done: &Owners,
    ) -> (Option<usize>, ResolvedBy) {
        let mention = &attribution.mention;
        if let Some(given) = &mention.given {
            let key = NameKey::new(given, self.lexicon);
            let same = self.entities.iter().position(|e| e.names[0] == *given);
            let id = same.unwrap_or_else(|| self.add(key, given.clone(), given_kind(mention.kind)));
            return (Some(id), ResolvedBy::Name);
        }
        match (mention.kind, mention.name, mention.core.or(mention.span)) {
            (MentionKind::Name, Some(name), _) => {
                let key = self.key(name);
                let id = self.person(name, &key);
                if let Some(span) = mention.span {
                    self.learn_gender(id, span);
                }
                (Some(id), ResolvedBy::Name)
            }
            (MentionKind::Hidden, ..) => (None, ResolvedBy::Unresolved),
            (MentionKind::Role, _, Some(span)) => self.role(n, span, all, done),
            (MentionKind::Pronoun, _, Some(span)) => (self.pronoun(n, span, all, done), ResolvedBy::Pronoun),
            (MentionKind::Implied, ..) | (_, _, None) => {
                let found = self.before(n, attribution, all, done);
                (found, ResolvedBy::Implied)
            }
            (MentionKind::Unnamed, _, Some(span)) => self.unnamed(n, span, done),
            (kind, _, Some(span)) => {
                let bears = |e: &Entity| e.kind == SpeakerKind::Person && self.is_family(span, &e.key);
                let person =
                    self.entities.iter().position(bears).filter(|_| kind == MentionKind::Organisation);
                (Some(person.unwrap_or_else(|| self.thing(span, kind))), ResolvedBy::Name)
            }
        }
        .resolved()
    }

    /// A function: the person whom the article gives it, else the function itself.
    fn role(
        &mut self,
        n: usize,
        span: Span,
        all: &[Attribution],
        done: &Owners,
    ) -> (Option<usize>, ResolvedBy) {
        let called = one_line(span.of(self.text));
        let epithet = self.lexicon.epithets.get(&fold(&called));
        let key = epithet.map_or_else(|| self.key(span), |function| NameKey::new(function, self.lexicon));
        // "the president" is rather the president than the vice president.
        let same = |e: &Entity| e.roles.contains(&key);
        let exact = self.lexicon.grammar.capitals && self.entities.iter().any(same);
        let holder = |e: &Entity| {
            if exact { same(e) } else { e.roles.iter().any(|r| key.within(r) || r.same_thing(&key)) }
        };
        // The holder named last before the mention; after it only where none was.
        let before =
            self.places.iter().rev().find(|(s, e)| s.start < span.start && holder(&self.entities[*e]));
        let found =
            before.or_else(|| self.places.iter().find(|(_, e)| holder(&self.entities[*e]))).map(|p| p.1);
        // «معاليه» for somebody whose function is none of those that are so addressed. An epithet of several words names one.
        let address = epithet.filter(|_| !called.contains(' '));
        let found = found.or_else(|| address.and_then(|_| self.pronoun(n, span, all, done)));
        let id = found.unwrap_or_else(|| self.named(span, key, SpeakerKind::Role));
        (Some(id), ResolvedBy::Role)
    }

    /// «مصدر أمني», and «المصدر» or «المصدر ذاته» for the source named before.
    fn unnamed(&mut self, n: usize, span: Span, done: &Owners) -> (Option<usize>, ResolvedBy) {
        let mut words = span.of(self.text).split_whitespace().map(|w| self.lexicon.word(&fold(w)));
        let definite = words.next().is_some_and(|w| w.definite);
        let key = self.key(span);
        let known = self.entities.iter().rposition(|e| {
            matches!(e.kind, SpeakerKind::Unknown | SpeakerKind::Role)
                && e.key.words().first() == key.words().first()
        });
        if let Some(found) = known.filter(|_| definite && key.words().len() == 1) {
            return (Some(found), ResolvedBy::Role);
        }
        // «المصدر ذاته» where no source is called so: whoever was named last.
        let same = words.any(|w| w.classes.has(Class::Emphatic));
        if let Some(found) = (0..n).rev().find_map(|m| done[m].0).filter(|_| definite && same) {
            return (Some(found), ResolvedBy::Role);
        }
        (Some(self.thing(span, MentionKind::Unnamed)), ResolvedBy::Name)
    }

    fn thing(&mut self, span: Span, kind: MentionKind) -> usize {
        let key = self.key(span).counted(self.vocabulary);
        let kind = match kind {
            MentionKind::Organisation => SpeakerKind::Organisation,
            MentionKind::Group => SpeakerKind::Group,
            MentionKind::Document => SpeakerKind::Document,
            MentionKind::Name => SpeakerKind::Person,
            _ => SpeakerKind::Unknown,
        };
        self.named(span, key, kind)
    }

    /// The entity of that kind and name. One word with the article takes up the fuller name before it: «المفوضية» for «المفوضية الأوروبية».
    fn named(&mut self, span: Span, key: NameKey, kind: SpeakerKind) -> usize {
        let short = key.words().len() == 1;
        let found = self.entities.iter().rposition(|e| {
            e.kind == kind
                && (e.key.same_thing(&key)
                    || (short
                        && e.key.words().first() == key.words().first()
                        && kind != SpeakerKind::Unknown))
        });
        // «الوزارة» for the «وزارة الموارد المائية» named last before.
        let fuller = found
            .is_none()
            .then(|| self.fuller_organisation(span, &key))
            .flatten()
            .filter(|_| short && kind == SpeakerKind::Organisation);
        if let Some(fuller) = fuller {
            let key = self.key(fuller);
            return self.named(fuller, key, kind);
        }
        let written = self.shown(span);
        // A capital that stands for its state is the state under another name.
        let state = self.lexicon.metonyms.get(&fold(&written)).filter(|_| kind == SpeakerKind::Organisation);
        if let Some(state) = state {
            let key = NameKey::new(state, self.lexicon);
            let known = self.entities.iter().position(|e| e.kind == kind && e.key == key);
            let id = known.unwrap_or_else(|| self.add(key, state.clone(), kind));
            if !self.entities[id].names.contains(&written) {
                self.entities[id].names.push(written);
            }
            return id;
        }
        let shown = written;
        match found {
            Some(id) => {
                if !self.entities[id].names.contains(&shown) {
                    self.entities[id].names.push(shown);
                }
                id
            }
            None => {
                let seat = self.lexicon.seats.get(&fold(&shown)).cloned();
                let id = self.add(key, shown, kind);
                self.entities[id].related.extend(seat);
                if kind == SpeakerKind::Role {
                    self.learn_related(id, span);
                }
                id
            }
        }
    }

    fn fuller_organisation(&self, span: Span, key: &NameKey) -> Option<Span> {
        let before = self.organisations.iter().rev().filter(|o| o.start < span.start);
        before.copied().find(|o| self.key(*o).words().first() == key.words().first())
    }

    /// The words of a mention without a preposition that is written on the first: «للرئيس» is «الرئيس».
    fn shown(&self, span: Span) -> String {
        let text = one_line(span.of(self.text));
        let first = text.split(' ').next().unwrap_or_default();
        let word = self.lexicon.word(&fold(first));
        match word.preposition {
            Some(_) => self.lexicon.without_preposition(&text, &word),
            None => self.lexicon.nominative(&text),
        }
    }

    /// Whom a hidden subject or a pronoun stands for.
    fn before(
        &self,
        n: usize,
        attribution: &Attribution,
        all: &[Attribution],
        done: &Owners,
    ) -> Option<usize> {
        let shown = self.agreement(attribution);
        if let Some(found) = attribution.mention.antecedent.and_then(|a| self.named_at(n, a, all, done))
            && self.agrees(found, shown)
        {
            return Some(found);
        }
        let spoken = |m: usize| done[m].0.filter(|&e| self.agrees(e, shown));
        let previous = n.checked_sub(1);
        let same_sentence = previous.filter(|&p| all[p].sentence == attribution.sentence && !all[p].headline);
        if let Some(found) = same_sentence.and_then(spoken) {
            return Some(found);
        }
        // The subject of the sentence comes first in it.
        let cue = attribution.cue.span?;
        let start = attribution.sentence_start?;
        let subject = self
            .places
            .iter()
            .find(|(s, e)| s.start >= start && s.end <= cue.start && self.agrees(*e, shown));
        let shares =
            attribution.rule.shape == Shape::Participle || attribution.mention.kind == MentionKind::Implied;
        if let Some((_, entity)) = subject.filter(|_| shares) {
            return Some(*entity);
        }
        (0..n).rev().take(MEMORY).find_map(spoken)
    }

    /// The entity that the words at `antecedent` name.
    fn named_at(&self, n: usize, antecedent: Span, all: &[Attribution], done: &Owners) -> Option<usize> {
        if let Some(place) = self.places.iter().find(|(s, _)| s.overlaps(antecedent)) {
            return Some(place.1);
        }
        let mention = all[..n].iter().rposition(|a| a.mention.span.is_some_and(|s| s.overlaps(antecedent)));
        if let Some(found) = mention.and_then(|m| done[m].0) {
            return Some(found);
        }
        let key = self.key(antecedent);
        let person = |e: &Entity| e.kind == SpeakerKind::Person && e.key.same_person(&key);
        let thing = |e: &Entity| e.roles.iter().any(|r| key.within(r)) || e.key.same_thing(&key);
        self.entities.iter().position(person).or_else(|| self.entities.iter().position(thing))
    }

    /// The nearest speaker before that the pronoun can stand for.
    fn pronoun(&self, n: usize, span: Span, all: &[Attribution], done: &Owners) -> Option<usize> {
        let word = self.lexicon.word(&fold(span.of(self.text)));
        let person = word.classes.has(Class::Masculine) || word.classes.has(Class::Feminine);
        let fits = |e: usize| {
            let entity = &self.entities[e];
            let is_person = matches!(entity.kind, SpeakerKind::Person | SpeakerKind::Role);
            if word.classes.has(Class::Relative) {
                return true;
            }
            let gender = gender(word.classes);
            let agrees = gender.is_none() || entity.gender.is_none() || entity.gender == gender;
            if word.classes.has(Class::Plural) { !is_person } else { is_person == person && agrees }
        };
        // A name or a speaker, whichever stands nearest.
        let named = self.places.iter().rev().filter(|(s, _)| s.end <= span.start).find(|(_, e)| fits(*e));
        let spoken =
            (0..n).rev().filter_map(|m| Some((all[m].cue.span?.end, done[m].0?))).find(|(_, e)| fits(*e));
        match (named, spoken) {
            (Some((place, e)), Some((end, s))) => {
                Some(if place.end > end && !self.is_object(*place) { *e } else { s })
            }
            (named, spoken) => spoken.map(|s| s.1).or(named.map(|n| n.1)),
        }
    }

    /// True where a name stands inside what somebody says: such a name hardly ever speaks next.
    fn is_object(&self, place: Span) -> bool {
        self.contents.iter().any(|c| c.contains(place))
    }
}

trait Outcome {
    fn resolved(self) -> Self;
}

impl Outcome for (Option<usize>, ResolvedBy) {
    /// Nothing found is unresolved, however it was looked for.
    fn resolved(self) -> Self {
        if self.0.is_some() { self } else { (None, ResolvedBy::Unresolved) }
    }
}

/// The gender that a word of these classes shows.
fn gender(classes: Classes) -> Option<Class> {
    [Class::Masculine, Class::Feminine].into_iter().find(|&g| classes.has(g))
}

fn given_kind(kind: MentionKind) -> SpeakerKind {
    match kind {
        MentionKind::Name => SpeakerKind::Person,
        MentionKind::Role => SpeakerKind::Role,
        MentionKind::Organisation => SpeakerKind::Organisation,
        MentionKind::Group => SpeakerKind::Group,
        MentionKind::Document => SpeakerKind::Document,
        _ => SpeakerKind::Unknown,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
