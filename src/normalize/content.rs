//! One content to [`NormToken`]s.
//!
//! In: the words of a content. Out: numbers and dates put together, every other word with its identities and its kind.

use super::{
    Content, NormToken, Rule, Rules, TokenKind, date,
    letters::letters_into,
    quantity,
    word::{Word, Words},
};
use crate::{
    lang::{Entry, Habit, Role, Vocabulary, mix, word_id},
    model::{Span, Style},
};
use rustc_hash::FxHashSet;

/// What the tokens of one article are read with.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub vocabulary: &'a Vocabulary,
    pub rules: Rules,
    /// Plain words of the speakers' names.
    pub names: &'a FxHashSet<u64>,
    /// What is heard of the names of the set, where it is in several scripts.
    pub sounds: Option<&'a FxHashSet<u64>>,
    /// The article's date.
    pub today: Option<(u16, u8, u8)>,
}

/// Weight of a shared sense in per cent of a shared word: from the pack, from three root letters, from two.
const BY_PACK: u8 = 85;
const BY_ROOT: u8 = 80;
const BY_SHORT_ROOT: u8 = 45;
/// The same from the consonants of a name in another script.
const BY_SOUND: u8 = 90;

impl Reader<'_> {
    /// The tokens of a content, without polarity.
    pub fn content(&self, spans: &[Span], style: Style) -> Content {
        let words = Words::read(self.text, spans, style, self.vocabulary);
        let mut content = Content::default();
        let mut clause = 0;
        let mut at = 0;
        while let Some(word) = words.list.get(at) {
            if let Some((date, end)) = date::date(&words, at, self.text, self.vocabulary, self.today) {
                content.dates.push(date);
                let id = mix(date.id());
                let value = content.dates.len() - 1;
                content.tokens.push(self.valued(&words.list[at..end], TokenKind::Date, id, value, clause));
                at = end;
                continue;
            }
            if let Some((quantity, end)) = quantity::quantity(&words, at) {
                content.quantities.push(quantity);
                let id = mix(quantity.milli as u64
                    ^ quantity.dimension.rotate_left(7)
                    ^ u64::from(quantity.percent));
                let value = content.quantities.len() - 1;
                let mut token = self.valued(&words.list[at..end], TokenKind::Quantity, id, value, clause);
                // Other words for the bound or the unit are seen, whatever the value.
                token.form = words.list[at..end]
                    .iter()
                    .filter(|w| {
                        w.entry.numeral.is_none()
                            && !w.digits
                            && !w.is(Role::Joining)
                            && !w.is(Role::Percent)
                            && w.mark.is_none()
                    })
                    .fold(token.form, |form, w| {
                        let unit = w.entry.unit.map_or(0, |u| u.dimension ^ u.factor.to_bits());
                        let word = if unit == 0 { word_id(&[words.letters(w)]) } else { unit };
                        mix(form.rotate_left(9) ^ word)
                    });
                content.tokens.push(token);
                at = end;
                continue;
            }
            match word.mark {
                Some(c) => {
                    if ends_clause(c) {
                        clause += 1;
                    }
                }
                None => {
                    if word.is(Role::Contrast) {
                        clause += 1;
                    }
                    let token = self.word(&words, at, clause);
                    content.tokens.push(token);
                }
            }
            at += 1;
        }
        content
    }

    /// A number or date of one or more words.
    fn valued(&self, words: &[Word], kind: TokenKind, id: u64, value: usize, clause: u16) -> NormToken {
        let origin = words[0].origin.cover(words[words.len() - 1].origin);
        let rule = if kind == TokenKind::Date { Rule::Dates } else { Rule::Numbers };
        let form = if self.rules.has(rule) && self.rules.has(Rule::Digits) {
            id
        } else {
            let mut letters = String::new();
            letters_into(origin.of(self.text), self.rules, &mut letters);
            word_id(&[&letters])
        };
        NormToken {
            form,
            stem: id,
            sense: id,
            strength: 100,
            kind,
            quoted: words[0].quoted,
            clause,
            value: u16::try_from(value).unwrap_or(u16::MAX),
            origin,
            ..NormToken::default()
        }
    }

    fn word(&self, words: &Words, at: usize, clause: u16) -> NormToken {
        let word = &words.list[at];
        let v = self.vocabulary;
        let plain = words.letters(word);
        let entry = word.entry;
        let canonical = entry.canonical.map_or(plain, |(index, _)| v.canonical(index));
        let is_name = self.is_name(words, at);
        let (stem, future) = if word.phrase || is_name && !entry.name && self.known_name(plain) {
            (word_id(&[canonical]), false)
        } else {
            stem_id(canonical, v)
        };
        let mut token = NormToken {
            form: stem,
            stem,
            sense: stem,
            strength: 100,
            kind: kind(&entry, is_name),
            roles: entry.roles,
            quoted: word.quoted,
            future,
            clause,
            origin: word.origin,
            ..NormToken::default()
        };
        token.roles = self.roles_here(words, at, entry);
        if token.roles != entry.roles
            && token.roles.common(modal_roles()).is_empty()
            && token.kind == TokenKind::Modal
        {
            token.kind = TokenKind::Stop;
        }
        if !self.rules.is_all() {
            token.form = self.form_under(word.origin, self.rules, word.expanded.then_some(plain));
        }
        self.set_sense(&mut token, canonical, &entry);
        token
    }

    /// «قد» is "may" only before a verb in the present tense.
    fn roles_here(&self, words: &Words, at: usize, entry: Entry) -> crate::lang::Roles {
        let roles = entry.roles;
        if !roles.has(Role::PossibleBefore) {
            return roles;
        }
        let before = words.list.get(at + 1).is_some_and(|next| {
            next.mark.is_none() && self.vocabulary.stemmer.is_imperfect(words.letters(next))
        });
        if before { roles.with(Role::Possible) } else { roles }
    }

    fn set_sense(&self, token: &mut NormToken, canonical: &str, entry: &Entry) {
        let v = self.vocabulary;
        if let Some(sense) = entry.sense {
            (token.sense, token.pole, token.strength) = (sense.id, sense.pole, BY_PACK);
            return;
        }
        if !matches!(token.kind, TokenKind::Word | TokenKind::Name) {
            return;
        }
        let foreign = self.sounds.and_then(|known| Some((known, sound_id(v, canonical)?)));
        if let Some((known, id)) = foreign
            && if v.capitals { token.kind == TokenKind::Name } else { known.contains(&id) }
        {
            (token.sense, token.strength) = (id, BY_SOUND);
            return;
        }
        let stem = v.stemmer.stem(canonical);
        let text = [&canonical[stem.start..stem.end], v.stemmer.ending(&stem)].concat();
        let mut root = String::new();
        let letters = v.stemmer.root_into(&text, &mut root);
        let root_id = (letters > 0).then(|| word_id(&["root", &root]));
        if let Some(sense) = v.sense(token.stem, root_id.filter(|_| token.kind == TokenKind::Word)) {
            (token.sense, token.pole, token.strength) = (sense.id, sense.pole, BY_PACK);
            return;
        }
        // A word turned round by a prefix is the far end of the scale of the bare word.
        if let Some(bare) = v.without_negating_prefix(canonical) {
            let (stem, _) = stem_id(bare, v);
            let mut root = String::new();
            let cut = v.stemmer.stem(bare);
            v.stemmer.root_into(&[&bare[cut.start..cut.end], v.stemmer.ending(&cut)].concat(), &mut root);
            let root_id = word_id(&["root", &root]);
            match v.sense(stem, Some(root_id)) {
                Some(sense) => {
                    (token.sense, token.pole) = (sense.id, if sense.pole == 0 { -2 } else { -sense.pole })
                }
                None => (token.sense, token.pole) = (root_id, -2),
            }
            token.strength = BY_ROOT;
            return;
        }
        if let Some(id) = root_id {
            token.sense = id;
            token.strength = if letters >= 3 { BY_ROOT } else { BY_SHORT_ROOT };
        }
    }

    fn known_name(&self, plain: &str) -> bool {
        self.names.contains(&word_id(&[plain]))
    }

    /// A speaker's name, a name of the pack, or a capital where only names have one.
    fn is_name(&self, words: &Words, at: usize) -> bool {
        let word = &words.list[at];
        let entry = &word.entry;
        if entry.name {
            return true;
        }
        if !entry.roles.is_empty() && !entry.roles.has(Role::Light) {
            return false;
        }
        if !self.vocabulary.capitals {
            return self.known_name(words.letters(word));
        }
        let text = word.origin.of(self.text);
        if !text.chars().next().is_some_and(char::is_uppercase) {
            return false;
        }
        self.known_name(words.letters(word)) || !self.opens_sentence(word.origin)
    }

    /// True where a capital says nothing: the word opens a sentence, a quotation or a line.
    fn opens_sentence(&self, origin: Span) -> bool {
        let before = self.text[..origin.start as usize].trim_end_matches([' ', '\u{a0}']);
        before.chars().next_back().is_none_or(|c| {
            c == '\n' || matches!(c, '.' | '!' | '?' | ':' | '\u{2026}') || super::is_quote(c)
        })
    }

    /// The identity of the word at `origin` under some of the rules.
    pub fn form_under(&self, origin: Span, rules: Rules, part: Option<&str>) -> u64 {
        let v = self.vocabulary;
        let raw = origin.of(self.text);
        if let Some(part) = part.filter(|_| rules.has(Rule::Contractions)) {
            return stem_id(part, v).0;
        }
        let mut letters = String::new();
        for (n, word) in raw.split_whitespace().enumerate() {
            if n > 0 {
                letters.push(' ');
            }
            letters_into(word, rules, &mut letters);
        }
        let mut plain = String::new();
        letters_into(raw, Rules::default(), &mut plain);
        // Look-ups need the plain word, whatever letters the rules leave.
        let canonical = v.entry(&plain).canonical.filter(|(_, habit)| {
            rules.has(match habit {
                Habit::Spelling => Rule::Spelling,
                Habit::Name => Rule::Names,
                Habit::Form => Rule::Inflection,
            })
        });
        let word = canonical.map_or(letters.as_str(), |(index, _)| v.canonical(index));
        let stem = v.stemmer.stem(word);
        match (rules.has(Rule::Clitics), rules.has(Rule::Inflection)) {
            (true, true) => word_id(&[&word[stem.start..stem.end], v.stemmer.ending(&stem)]),
            (true, false) => word_id(&[&word[stem.start..]]),
            (false, true) => word_id(&[&word[..stem.end], v.stemmer.ending(&stem)]),
            (false, false) => word_id(&[word]),
        }
    }
}

/// The identity of what is heard of a word without clitics.
pub(super) fn sound_id(v: &Vocabulary, word: &str) -> Option<u64> {
    let stem = v.stemmer.stem(word);
    let whole = if v.capitals { word } else { &word[stem.start..] };
    Some(word_id(&["sound", &v.sound(whole)?]))
}

fn stem_id(word: &str, v: &Vocabulary) -> (u64, bool) {
    let stem = v.stemmer.stem(word);
    (word_id(&[&word[stem.start..stem.end], v.stemmer.ending(&stem)]), stem.future)
}

/// The roles that a modal word can have.
pub(crate) fn modal_roles() -> crate::lang::Roles {
    [Role::Possible, Role::Necessary, Role::Advised, Role::Future].into_iter().collect()
}

/// The roles that make a function word of what is otherwise a content word.
fn function_roles() -> crate::lang::Roles {
    [
        Role::Stop,
        Role::Quantifier,
        Role::Unnegated,
        Role::Exceptive,
        Role::Contrast,
        Role::Relative,
        Role::Conditional,
        Role::About,
        Role::More,
        Role::Less,
        Role::Percent,
        Role::Passive,
        Role::Joining,
    ]
    .into_iter()
    .collect()
}

fn kind(entry: &Entry, is_name: bool) -> TokenKind {
    let roles = entry.roles;
    if roles.has(Role::Negator) || roles.has(Role::Lack) || roles.has(Role::Privative) {
        TokenKind::Negator
    } else if !roles.common(modal_roles()).is_empty() || roles.has(Role::PossibleBefore) {
        TokenKind::Modal
    } else if roles.has(Role::Filler) {
        TokenKind::Filler
    } else if is_name {
        TokenKind::Name
    } else if roles.common(function_roles()).is_empty() {
        TokenKind::Word
    } else {
        TokenKind::Stop
    }
}

/// Marks after which a negation no longer holds.
fn ends_clause(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '\n' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{2026}')
}
