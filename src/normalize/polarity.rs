//! Whether a statement asserts or denies.
//!
//! In: the tokens of a content and its cue. Out: its [`Polarity`], with the words that a negation reaches marked. A negator
//! counts where it negates a main clause: not under a relative or conditional word, not where an exceptive takes it back
//! («لن … سوى»), not where it meets a word that reverses it («ليس لدي شك»). A denying cue turns the whole round.

use super::{Content, TokenKind};
use crate::{
    lang::{Role, Vocabulary},
    model::{Cue, Polarity, Stance},
};

/// Content words that a negation reaches; beyond them it is another predicate more often than not.
const REACH: usize = 6;
/// Words within which a reversing word belongs to its negator.
const CLOSE: usize = 3;
/// Words within which an exceptive belongs to its negator.
const NEAR: usize = 14;

/// Sets the polarity of `content`.
pub(super) fn judge(
    content: &mut Content,
    cue: &Cue,
    cue_uncertain: bool,
    text: &str,
    vocabulary: &Vocabulary,
) {
    let mut negative = false;
    let mut at_head = false;
    let mut uncertain = cue_uncertain;
    for at in 0..content.tokens.len() {
        let roles = content.tokens[at].roles;
        uncertain |= roles.has(Role::Uncertain) && !is_subordinate(content, at);
        if content.tokens[at].kind != TokenKind::Negator || !counts(content, at, text, vocabulary) {
            continue;
        }
        reach(content, at);
        negative = true;
        at_head |= at <= CLOSE;
    }
    content.denied = cue.stance == Stance::Deny && !cue.negated;
    content.polarity = if content.denied {
        for token in &mut content.tokens {
            token.negated = !token.negated;
        }
        if at_head { Polarity::Positive } else { Polarity::Negative }
    } else if uncertain {
        Polarity::Uncertain
    } else if negative {
        Polarity::Negative
    } else {
        Polarity::Positive
    };
}

/// True where the negator at `at` negates a main clause.
fn counts(content: &Content, at: usize, text: &str, vocabulary: &Vocabulary) -> bool {
    let tokens = &content.tokens;
    let token = &tokens[at];
    if is_subordinate(content, at) {
        return false;
    }
    if token.roles.has(Role::Lack) {
        // Only at the head of what is asserted: «عدم وجود أدلة», «ثبت عدم وجود أدلة».
        return tokens[..at].iter().filter(|t| t.is_content()).count() <= 1;
    }
    let plain = |n: usize| crate::lang::plain(tokens[n].origin.of(text));
    if token.roles.has(Role::Privative) {
        let definite = |n: usize| vocabulary.stemmer.is_definite(&plain(n));
        // «الدول غير الصديقة» and «دول غير صديقة» only describe.
        let describes = at + 1 < tokens.len() && definite(at + 1);
        let indefinite_before = at > 0
            && tokens[at - 1].clause == token.clause
            && tokens[at - 1].kind == TokenKind::Word
            && !definite(at - 1);
        return !describes && !indefinite_before;
    }
    // A verb after an indefinite noun is a relative clause without a pronoun: «اتفاقا لا يضمن».
    if at > 1
        && tokens[at - 1].clause == token.clause
        && tokens[at - 1].kind == TokenKind::Word
        && !tokens[at - 1].roles.has(Role::Anyone)
        && vocabulary.stemmer.is_accusative(&plain(at - 1))
    {
        return false;
    }
    let clause = |n: &usize| tokens[*n].clause == token.clause;
    let after = at + 1..tokens.len();
    let excepted = after.clone().take(NEAR).take_while(clause).any(|n| tokens[n].roles.has(Role::Exceptive));
    let reversed = after.take(CLOSE).take_while(clause).any(|n| tokens[n].roles.has(Role::Reversing));
    !excepted && !reversed
}

/// True under a relative or conditional word of the same clause.
fn is_subordinate(content: &Content, at: usize) -> bool {
    let tokens = &content.tokens;
    tokens[..at]
        .iter()
        .rev()
        .take_while(|t| t.clause == tokens[at].clause)
        .any(|t| t.roles.has(Role::Relative) || t.roles.has(Role::Conditional))
}

fn reach(content: &mut Content, at: usize) {
    let clause = content.tokens[at].clause;
    let mut left = REACH;
    for token in &mut content.tokens[at + 1..] {
        if token.clause != clause || left == 0 {
            break;
        }
        if token.is_content() {
            token.negated = !token.negated;
            left -= 1;
        }
    }
}
