//! The proper name in a noun phrase.
//!
//! In: a token range. Out: the tokens of the name, without titles, forms of address and descriptions. In
//! languages with capitals a name is a run of capitalised words; elsewhere it is the run of words that are neither known nor
//! definite, before or after the title.

use super::Reader;
use crate::{
    lang::{Class, Classes},
    segment::Tagged,
    text::TokenKind,
};
use std::ops::Range;

fn common() -> Classes {
    Class::Title
        | Class::Honorific
        | Class::Organisation
        | Class::Medium
        | Class::Occasion
        | Class::Group
        | Class::Unnamed
        | Class::Document
        | Class::Saying
        | Class::Oblique
        | Class::Time
        | Class::Preposition
        | Class::Determiner
        | Class::Conjunction
        | Class::Adverb
        | Class::Relative
        | Class::Complementizer
        | Class::Pronoun
        | Class::Place
        | Class::Emphatic
        | Class::Label
        | Class::Nominal
        | Class::Negator
        | Class::Verb
        | Class::Noun
        | Class::Auxiliary
}

impl Reader<'_> {
    /// The person's name in `phrase`.
    pub(super) fn name_in(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let runs =
            if self.lexicon.grammar.capitals { self.capital_runs(phrase) } else { self.own_runs(phrase) };
        let first = runs.first()?;
        if !self.is_capitalised()
            && first.start == phrase.start
            && first.len() == 1
            && phrase.len() == 3
            && self.token(first.end).is(Class::Origin)
        {
            return Some(phrase.clone());
        }
        // "Finance Minister Mara Lind": the name follows the last title.
        let titled = |run: &&Range<usize>| {
            run.start > phrase.start && {
                let dotted = self.token(run.start - 1).is_mark('.') && run.start - 1 > phrase.start;
                let last = run.start - 1 - usize::from(dotted);
                // "chief of staff Mara Lind": the title may have several words.
                let title = (phrase.start..=last).rev().find(|&i| self.token(i).len > 0).unwrap_or(last);
                let title = self.token(title);
                title.word.classes.any(Class::Title | Class::Honorific) && !title.is(Class::GivenName)
            }
        };
        if self.lexicon.grammar.capitals
            && let Some(run) = runs.iter().rev().find(titled)
        {
            return Some(run.clone());
        }
        // A full name behind a word with the article: «الأمير فلان الفلاني مدير …».
        let settled = |run: &&Range<usize>| {
            run.start > phrase.start && run.len() > 1 && {
                let before = self.token(run.start - 1);
                before.word.definite && before.word.preposition.is_none()
            }
        };
        if !self.lexicon.grammar.capitals
            && let Some(run) = runs.iter().find(settled)
        {
            return Some(run.clone());
        }
        // A phrase that begins with its name is described afterwards: «فلان المتحدث باسم …».
        if first.start == phrase.start || self.only_titles(phrase.start..first.start) {
            return Some(first.clone());
        }
        runs.last().cloned()
    }

    /// The runs of the first person in `phrase`. Behind a name a second person joined to it has a name of his own, «الرئيس الروسي فلان
    /// ونظيره الأميركي علان», and so has one with a preposition, «السكرتير للرئيس فلان».
    fn own_runs(&self, phrase: &Range<usize>) -> Vec<Range<usize>> {
        let person =
            |i: &usize| *i > phrase.start && self.token(*i).word.classes.any(Class::Title | Class::Honorific);
        let governed = |i: &usize| person(i) && self.token(*i).word.preposition.is_some();
        let own = phrase.start..phrase.clone().find(governed).unwrap_or(phrase.end);
        let joined = own.clone().find(|i| person(i) && self.token(*i).word.conjunction);
        let first = joined.map(|j| self.plain_runs(&(own.start..j))).filter(|runs| !runs.is_empty());
        first.unwrap_or_else(|| self.plain_runs(&own))
    }

    fn only_titles(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().all(|i| {
            let t = self.token(i);
            t.word.classes.any(Class::Honorific | Class::Determiner) || t.is_mark('.')
        })
    }

    fn capital_runs(&self, phrase: &Range<usize>) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut i = phrase.start;
        while i < phrase.end {
            let start = i;
            let mut organisation = false;
            while i < phrase.end {
                let token = self.token(i);
                let initial = token.is_mark('.') && i > start && self.token(i - 1).span.len() <= 3;
                let particle = i > start && token.is(Class::GivenName) && !token.capital;
                // "Arizona's Ada Lind": a possessive belongs to no name that follows it.
                if i > start && self.is_owner(i - 1) {
                    break;
                }
                let family = self.is_family_name(phrase, start, i);
                let either = Class::Medium | Class::Place;
                organisation |= token.is(Class::Organisation) || token.word.classes.any(either) && !family;
                let known = token.word.classes.any(common()) && !token.is(Class::GivenName) && !family;
                if !(initial || particle || (token.capital && !known)) {
                    break;
                }
                i += 1;
            }
            if i > start {
                let owner = i < phrase.end && (self.is_owner(i - 1) || self.is_modified(i));
                let noun = self.lexicon.grammar.noun_capitals && self.is_noun(phrase, start..i);
                if !organisation && !owner && !noun && !self.is_thing(phrase, &(start..i)) {
                    runs.push(start..i);
                }
            } else {
                i += 1;
            }
        }
        runs
    }

    /// True for a capitalised word that is known as something else, at the end of a name: behind a form of address, a given name that opens the
    /// name at `start`, or an initial: "Mr. London", "Michael London", "Ada T. Singer".
    fn is_family_name(&self, phrase: &Range<usize>, start: usize, i: usize) -> bool {
        let other = Class::Medium | Class::Place | Class::Title;
        if !self.token(i).capital || self.get(i + 1).is_some_and(|t| t.capital) {
            return false;
        }
        let dotted = i > phrase.start + 1 && self.token(i - 1).is_mark('.');
        let before = i.checked_sub(1 + usize::from(dotted)).filter(|&b| b >= phrase.start);
        let initial = dotted && before.is_some_and(|b| b > start && self.token(b).span.len() == 1);
        if initial || !self.token(i).word.classes.any(other) {
            return initial;
        }
        if i == start {
            return before.is_some_and(|b| self.token(b).is(Class::Honorific) && self.token(b).capital);
        }
        self.lexicon.nicknames.contains_key(&self.folded(start))
    }

    /// True for a noun in small letters right behind a name, which only says whose it is: "a senior Lind adviser".
    fn is_modified(&self, i: usize) -> bool {
        let nouns = Class::Title
            | Class::Unnamed
            | Class::Group
            | Class::Organisation
            | Class::Document
            | Class::Medium;
        let token = self.token(i);
        self.is_capitalised() && token.is_word() && !token.capital && token.word.classes.any(nouns)
    }

    /// True for capitals that name no person: after an article ("the Harbour Globe"), behind a preposition ("a spokesman for Lind"), initials only.
    fn is_thing(&self, phrase: &Range<usize>, run: &Range<usize>) -> bool {
        if !self.is_capitalised() {
            return false;
        }
        let segment = (phrase.start..run.start)
            .rev()
            .find(|&i| self.token(i).is_comma())
            .map_or(phrase.start, |c| c + 1);
        let before = self.token(run.start.saturating_sub(1));
        let article = run.start > phrase.start && before.is(Class::Determiner);
        // Not by the preposition within a title: "chief of staff".
        let governed =
            (segment..run.start).any(|i| self.token(i).is(Class::Preposition) && self.token(i).len > 0);
        // "a former U.S. official"
        let dotted = |i: usize| run.end < phrase.end && self.token(i).span.of(self.text).contains('.');
        let initials = run.clone().all(|i| self.token(i).span.len() <= 1 || dotted(i));
        // "a super PAC"
        let named =
            before.word.classes.any(Class::Title | Class::Honorific) || !before.is_word() || before.capital;
        let short = |i: usize| self.token(i).span.of(self.text).chars().all(|c| !c.is_lowercase());
        let acronym = run.start > phrase.start && run.len() == 1 && short(run.start) && !named;
        article || governed || initials || acronym
    }

    /// True for a run of capitals that can be nouns as well: after a determiner or adjective, or a single word that no title stands
    /// before and that is not the whole phrase.
    fn is_noun(&self, phrase: &Range<usize>, run: Range<usize>) -> bool {
        let before = run.start.checked_sub(1).filter(|&b| b >= phrase.start).map(|b| self.token(b));
        let Some(before) = before else {
            return run.len() == 1 && run.end < phrase.end && !self.token(run.end).is_comma();
        };
        let titled = before.word.classes.any(Class::Title | Class::Honorific | Class::GivenName);
        let small = before.is_word() && !before.capital && !titled;
        if run.len() > 1 {
            // "die Deutsche Bahn", but "der 33-jährige Tom Berg".
            return before.word.classes.any(Class::Determiner | Class::Oblique) && !titled;
        }
        small || (!titled && before.is_word())
    }

    /// True for a possessive: "Lind's", "the owners'".
    pub(super) fn is_owner(&self, i: usize) -> bool {
        let token = self.token(i);
        let apart = self.get(i + 1).is_some_and(|t| {
            t.span.start == token.span.end && matches!(t.kind, TokenKind::Mark('\'' | '\u{2019}'))
        });
        apart || self.lexicon.without_owner(token.span.of(self.text)).is_some()
    }

    fn plain_runs(&self, phrase: &Range<usize>) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut i = phrase.start;
        while i < phrase.end {
            let start = i;
            // What a preposition governs describes the person; after it a full name may follow.
            if i > phrase.start
                && self.token(i).is(Class::Preposition)
                && !self.token(i).is(Class::Label)
                && !self.is_given_name(i)
            {
                match self.name_after_adjunct(i, phrase.end) {
                    Some(next) => i = next,
                    None => break,
                }
                continue;
            }
            while i < phrase.end && self.is_plain(i) && !self.describes(phrase.start, start, i) {
                // «فلاديمير بوتين ودونالد ترامب»: the conjunction on a word that no list knows.
                if i >= start + 2 && self.is_joined(i) {
                    break;
                }
                i = self.name_part(i, phrase.end);
                // A family name with the article belongs to the name before it: «سامر الحداد», «خالد الحداد بن سامر».
                let lineage = |i: usize| i + 1 < phrase.end && self.token(i + 1).is(Class::GivenName);
                let ends =
                    |i: usize| start > phrase.start || i + 1 == phrase.end || !self.token(i + 1).is_word();
                if i < phrase.end && self.is_family(i) && (ends(i) || lineage(i)) {
                    i += 1;
                    if !(i < phrase.end && self.token(i).is(Class::GivenName)) {
                        break;
                    }
                }
            }
            // A noun behind a name is the object of the verb: «قدم الرئيس سامر حداد تحية …».
            if i == start {
                let token = self.token(i);
                if !runs.is_empty() && token.is(Class::Noun) && !token.word.definite {
                    break;
                }
                i += 1;
                continue;
            }
            let head = start.checked_sub(1).filter(|&h| h >= phrase.start).map(|h| self.token(h));
            let heads =
                |classes: Classes| head.is_some_and(|h| h.word.classes.any(classes) && !h.word.definite);
            // «شركة ميغ»: the words after the head name the company; a person's name may follow.
            let owner = heads(Class::Organisation | Class::Label | Class::Medium);
            // «محافظ سندارة رائف السنديان»: a title without the article is followed by what it is a title of.
            let construct = heads(Class::Title | Class::Group) && !heads(Class::Honorific.into());
            match (owner, construct, i - start) {
                (true, _, 0..=2) | (false, true, 0..=1) => {}
                (true, ..) | (false, true, 3..) => runs.push(start + 1..i),
                _ => runs.push(start..i),
            }
        }
        // A lone definite word that no list knows is a family name: «الحداد».
        if let Some(last) = phrase.clone().next_back()
            && runs.is_empty()
            && self.is_family(last)
            && self.only_titles(phrase.start..last)
        {
            runs.push(last..phrase.end);
        }
        runs
    }

    /// True for a word with the article that no list knows.
    fn is_family(&self, i: usize) -> bool {
        let word = self.token(i).word;
        word.definite && word.classes.is_empty() && word.preposition.is_none() && !word.conjunction
    }

    /// One past the part of a name that begins at `i`: «عبد» and «بن» take the word that follows.
    fn name_part(&self, mut i: usize, to: usize) -> usize {
        while self.token(i).is(Class::GivenName) && i + 1 < to && self.token(i + 1).is_word() {
            i += 1;
        }
        i + 1
    }

    /// Where a name begins after the adjunct that opens with the preposition at `i`: behind a place, or a full name at the end of
    /// the phrase behind a word with the article, «المتحدث في هيئة الموانئ سامر حداد».
    fn name_after_adjunct(&self, i: usize, to: usize) -> Option<usize> {
        if i + 1 < to && self.token(i + 1).is(Class::Place) {
            return Some(i + 2);
        }
        (i + 2..to).find(|&j| {
            let before = self.token(j - 1);
            let mut end = j;
            while end < to && self.is_plain(end) {
                end = self.name_part(end, to);
            }
            end += usize::from(end > j && end < to && self.is_family(end));
            (before.word.definite || before.is(Class::Place)) && end == to && (2..=5).contains(&(end - j))
        })
    }

    /// True where the word may carry a conjunction: it begins like one, and is long enough to be a name without it.
    fn is_joined(&self, i: usize) -> bool {
        let folded = self.folded(i);
        self.lexicon.conjunction(&folded).is_some_and(|rest| rest.chars().count() > 3)
    }

    /// True for a given name that is written almost like a preposition, where a name stands around it: «سامر علي حداد».
    pub(super) fn is_given_name(&self, i: usize) -> bool {
        let token = self.token(i);
        if !(token.is(Class::GivenName) && token.is(Class::Preposition)) {
            return false;
        }
        let named = |t: &Tagged| {
            !t.is_word() && !t.is_break()
                || t.kind == TokenKind::Word
                    && t.word.preposition.is_none()
                    && (!t.word.definite || t.word.classes.is_empty())
                    && (t.is(Class::GivenName) || !t.word.classes.any(common()))
                    && t.word.cue.is_none()
        };
        self.lexicon.is_given_name(token.span.of(self.text)) && self.get(i + 1).is_none_or(named)
    }

    fn is_plain(&self, i: usize) -> bool {
        let token = self.token(i);
        token.kind == TokenKind::Word
            && token.quote == 0
            && !token.word.definite
            && token.word.preposition.is_none()
            && (token.is(Class::GivenName) || !token.word.classes.any(common()))
            && token.word.cue.is_none()
            && !self.is_governed_noun(i)
    }

    /// True for a word with a preposition written on it that no list knows, where the article also has it without: «لسوق» beside «السوق».
    fn is_governed_noun(&self, i: usize) -> bool {
        let word = self.token(i).word;
        if !word.classes.is_empty() {
            return false;
        }
        let folded = self.folded(i);
        self.lexicon.bare_of_preposition(&folded).any(|rest| {
            let words = self.words_seen();
            words.contains(rest) || words.contains(&self.lexicon.with_article(rest))
        })
    }

    /// True for an adjective after an indefinite head: «مسؤول غربي», «حكومات أوروبية».
    fn describes(&self, phrase: usize, run: usize, i: usize) -> bool {
        if i == phrase {
            return false;
        }
        let before = self.token(i - 1);
        let indefinite = before.word.classes.any(
            Class::Title
                | Class::Unnamed
                | Class::Group
                | Class::Document
                | Class::Medium
                | Class::Organisation,
        ) && !before.word.definite;
        let chained = run == i && i > phrase + 1 && self.describes(phrase, i - 1, i - 1);
        (indefinite || chained) && run == i && self.lexicon.is_adjective(self.token(i).span.of(self.text))
    }
}
