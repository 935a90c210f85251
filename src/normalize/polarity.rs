//! Whether a statement asserts or denies.
//!
//! In: the tokens of a content and its cue. Out: its [`Polarity`], with the words that a negation reaches marked. A negator
//! counts where it negates a main clause: not under a relative or conditional word, not where an exceptive takes it back
//! («لن … سوى»), not where it meets a word that reverses it («ليس لدي شك»). A denying cue turns the whole round.

use super::{Content, NormToken, TokenKind};
use crate::{
    lang::{Role, Vocabulary},
    model::{Cue, Polarity, Stance},
};

/// Content words that a negation reaches; beyond them it is another predicate more often than not.
const REACH: usize = 6;
/// Words after a relative or conditional word within which a negator belongs to its clause.
const UNDER: usize = 4;
/// Words within which a reversing word belongs to its negator.
const CLOSE: usize = 3;
/// Words of an insertion that denies a noun.
const ASIDE: usize = 5;
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
        if is_aside(content, at, text, vocabulary) {
            continue;
        }
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
    // «لم ينف»: what turns back the negator before it is taken back by it.
    let negator = |n: usize| tokens[n].clause == token.clause && tokens[n].kind == TokenKind::Negator;
    if token.roles.has(Role::Reversing) && (at.saturating_sub(CLOSE)..at).any(negator) {
        return false;
    }
    // One spelling stands for «إلا» and «ألا»: after another negator it takes that one back.
    if token.roles.has(Role::Exceptive)
        && tokens[..at].iter().any(|t| {
            t.clause == token.clause && (t.kind == TokenKind::Negator || t.roles.has(Role::Restrictive))
        })
    {
        return false;
    }
    if describes(content, at, &plain, vocabulary) {
        return false;
    }
    let clause = |n: &usize| tokens[*n].clause == token.clause;
    let after = at + 1..tokens.len();
    let excepted = after.clone().take(NEAR).take_while(clause).any(|n| tokens[n].roles.has(Role::Exceptive));
    let reversed = after.take(CLOSE).take_while(clause).any(|n| tokens[n].roles.has(Role::Reversing));
    !excepted && !reversed
}

/// True where the negation reaches a noun behind the statement and not the statement: «الحل وليس الحرب», "the dam, not the river, is …".
fn is_aside(content: &Content, at: usize, text: &str, vocabulary: &Vocabulary) -> bool {
    let tokens = &content.tokens;
    let (token, Some(next)) = (&tokens[at], tokens.get(at + 1)) else { return false };
    if !tokens[..at].iter().any(NormToken::is_content) {
        return false;
    }
    let definite = vocabulary.stemmer.is_definite(&crate::lang::plain(next.origin.of(text)));
    if token.roles.has(Role::Aside) {
        return definite || matches!(next.kind, TokenKind::Filler | TokenKind::Stop);
    }
    let inserted = tokens[at..].iter().take_while(|t| t.clause == token.clause).count() <= ASIDE;
    tokens[at - 1].clause != token.clause && next.kind == TokenKind::Filler && inserted
}

/// True where the negated verb is a relative clause without a pronoun, which only indefinite nouns take: «اتفاقا لا يضمن
/// شيئا», «أحلاما قديمة لا يصدقها أحد», «حل لا يقترحه عاقل».
fn describes(content: &Content, at: usize, plain: &dyn Fn(usize) -> String, vocabulary: &Vocabulary) -> bool {
    let tokens = &content.tokens;
    let noun = |n: usize| {
        tokens[n].clause == tokens[at].clause
            && tokens[n].kind == TokenKind::Word
            && !tokens[n].roles.has(Role::Anyone)
    };
    let s = &vocabulary.stemmer;
    let accusative = |n: usize| noun(n) && s.is_accusative(&plain(n));
    if (at > 1 && accusative(at - 1)) || (at > 2 && noun(at - 1) && accusative(at - 2)) {
        return true;
    }
    at > 0
        && at + 1 < tokens.len()
        && noun(at - 1)
        && !s.is_definite(&plain(at - 1))
        && !s.has_pronoun(&plain(at - 1))
        && s.is_imperfect(&plain(at + 1))
        && s.has_pronoun(&plain(at + 1))
}

/// True under a relative or conditional word of the same clause.
fn is_subordinate(content: &Content, at: usize) -> bool {
    let tokens = &content.tokens;
    tokens[..at]
        .iter()
        .rev()
        .filter(|t| t.kind != TokenKind::Filler)
        .take(UNDER)
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

/// True where one content asserts what the other denies. The negation must reach what both say, not only a part that one of
/// them adds: of the shared words from the negation on, more must be turned than not («لا … في أوكرانيا بل في روسيا» does not
/// deny "in Russia").
pub(crate) fn opposed(left: &Content, right: &Content) -> bool {
    let (negative, positive) = match (left.polarity, right.polarity) {
        (Polarity::Negative, Polarity::Positive) => (left, right),
        (Polarity::Positive, Polarity::Negative) => (right, left),
        _ => return false,
    };
    let content =
        |c: &Content| -> Vec<NormToken> { c.tokens.iter().filter(|t| t.is_content()).copied().collect() };
    let (negative, positive) = (content(negative), content(positive));
    let first = negative.iter().position(|t| t.negated).unwrap_or(negative.len());
    let (mut turned, mut kept) = (0, 0);
    for (n, token) in negative.iter().enumerate() {
        let same: Vec<&NormToken> = positive.iter().filter(|p| p.sense == token.sense).collect();
        if same.is_empty() {
            continue;
        }
        let differs = same.iter().all(|p| p.negated != token.negated)
            && negative.iter().all(|o| o.sense != token.sense || o.negated == token.negated);
        if differs {
            turned += 1;
        } else if n >= first {
            kept += 1;
        }
    }
    turned > kept
}
