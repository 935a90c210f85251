//! What differs between two claims that report one statement: typed, with its place on both sides.
//!
//! In: two claims, their contents and the edits between them. Out: the [`Difference`]s in the order of the left claim, and
//! what speaks for a contradiction. Kept words and hidden particles are no difference.

use super::{edit::Edit, figure};
use crate::{
    lang::{Role, Roles},
    model::{Attribution, Difference, DifferenceKind, Severity, Span, Style},
    normalize::{Content, NormToken, TokenKind, modal_roles},
};

/// One side of a comparison.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    /// `None` for narration.
    pub attribution: Option<&'a Attribution>,
    pub content: &'a Content,
}

/// What differs, and what of it contradicts.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub differences: Vec<Difference>,
    /// Numbers or dates that cannot both be right.
    pub figures: bool,
    /// A name in the place of another.
    pub names: bool,
    /// One state in the place of another, wherever they stand.
    pub states: bool,
    /// One end of a scale in the place of the other.
    pub poles: bool,
    /// Content words of either side that the other does not have in any form, names and ends of a scale aside.
    pub other_words: u32,
    /// Content words that both have.
    pub shared_words: u32,
}

/// Compares the contents.
pub(super) fn findings(left: Side<'_>, right: Side<'_>, edits: &[Edit], opposed: bool) -> Findings {
    let mut found = Findings::default();
    let (lc, rc) = (left.content, right.content);
    let mut done = (vec![false; lc.tokens.len()], vec![false; rc.tokens.len()]);
    for d in figure::differences(lc, rc, edits) {
        done.0[d.left] = true;
        done.1[d.right] = true;
        found.figures |= d.contradicts;
        found.push(d.kind, d.severity, Some(lc.tokens[d.left].origin), Some(rc.tokens[d.right].origin));
    }
    modality(left, right, &mut done, &mut found);
    poles(left, right, edits, &mut done, &mut found);
    states(left, right, edits, &mut done, &mut found);
    // «لم يتوقف» and «استمر»: two turns make none.
    let opposed = opposed && !found.poles;
    for edit in edits {
        if edit.keep {
            for (l, r) in edit.left.clone().zip(edit.right.clone()) {
                kept(&lc.tokens[l], &rc.tokens[r], &mut found);
            }
        } else if !edit.spaced {
            changed(left, right, edit, &mut done, opposed, &mut found);
        }
    }
    paraphrase(left, right, &mut found);
    found
}

/// Compares the figures alone, which read the same in every language.
pub(super) fn figures(left: Side<'_>, right: Side<'_>) -> Findings {
    let mut found = Findings::default();
    for d in figure::differences(left.content, right.content, &[]) {
        let place = |content: &Content, n: usize| Some(content.tokens[n].origin);
        found.push(d.kind, d.severity, place(left.content, d.left), place(right.content, d.right));
    }
    found
}

impl Findings {
    fn push(&mut self, kind: DifferenceKind, severity: Severity, left: Option<Span>, right: Option<Span>) {
        self.differences.push(Difference { kind, severity, left, right });
    }
}

/// Words of equal stem whose forms a switched-off rule keeps apart.
fn kept(left: &NormToken, right: &NormToken, found: &mut Findings) {
    if left.is_content() {
        found.shared_words += 1;
    }
    if left.form != right.form {
        found.push(DifferenceKind::Wording, Severity::Minor, Some(left.origin), Some(right.origin));
    }
}

/// Will became may: the modal words of both sides as sets, because their place in the sentence moves. Those of a clause of which
/// the other side says nothing are left out with it.
fn modality(left: Side<'_>, right: Side<'_>, done: &mut (Vec<bool>, Vec<bool>), found: &mut Findings) {
    let (l, lr) = modals(left.content, right.content);
    let (r, rr) = modals(right.content, left.content);
    // Plain future against plain present is tense, not modality.
    let without = |roles: Roles| roles.without(Role::Future);
    if without(lr) == without(rr) {
        return;
    }
    let mark = |list: &[usize], done: &mut Vec<bool>| list.iter().for_each(|n| done[*n] = true);
    mark(&l, &mut done.0);
    mark(&r, &mut done.1);
    let place = |list: &[usize], content: &Content| list.first().map(|n| content.tokens[*n].origin);
    found.push(DifferenceKind::Modality, Severity::Major, place(&l, left.content), place(&r, right.content));
}

fn modals(content: &Content, other: &Content) -> (Vec<usize>, Roles) {
    let mut list = Vec::new();
    let mut all = Roles::default();
    let said = |t: &NormToken| t.is_content() && other.tokens.iter().any(|o| o.sense == t.sense);
    let clauses = content.tokens.chunk_by(|a, b| a.clause == b.clause);
    let told = clauses.flat_map(|clause| std::iter::repeat_n(clause.iter().any(said), clause.len()));
    for (n, (token, _)) in content.tokens.iter().zip(told).enumerate().filter(|(_, (_, told))| *told) {
        let roles = token.roles.common(modal_roles());
        if !roles.is_empty() {
            list.push(n);
            all = all.union(roles);
        } else if token.future {
            all = all.with(Role::Future);
        }
    }
    (list, all)
}

/// Ends of a scale against each other, wherever they stand among the changed words.
fn poles(
    left: Side<'_>,
    right: Side<'_>,
    edits: &[Edit],
    done: &mut (Vec<bool>, Vec<bool>),
    found: &mut Findings,
) {
    let changes = || edits.iter().filter(|e| !e.keep);
    for l in changes().flat_map(|e| e.left.clone()) {
        let token = &left.content.tokens[l];
        let at = changes()
            .flat_map(|e| e.right.clone())
            .find(|&r| !done.1[r] && opposite(token, &right.content.tokens[r]));
        let at = at.filter(|_| one_ended(left.content, right.content, token.sense));
        if let (false, Some(r)) = (done.0[l], at) {
            found.poles = true;
            against(DifferenceKind::Polarity, (left, l), (right, r), done, found);
        }
    }
}

/// The one state that only the left side names against the one that only the right side names.
fn states(
    left: Side<'_>,
    right: Side<'_>,
    edits: &[Edit],
    done: &mut (Vec<bool>, Vec<bool>),
    found: &mut Findings,
) {
    let changes = || edits.iter().filter(|e| !e.keep);
    let only = |mut at: Vec<usize>, content: &Content, other: &Content| {
        at.retain(|&n| {
            let token = &content.tokens[n];
            token.roles.has(Role::Place) && other.tokens.iter().all(|t| t.sense != token.sense)
        });
        at.dedup_by_key(|n| content.tokens[*n].sense);
        if let [one] = at[..] { Some(one) } else { None }
    };
    let l = only(changes().flat_map(|e| e.left.clone()).collect(), left.content, right.content);
    let r = only(changes().flat_map(|e| e.right.clone()).collect(), right.content, left.content);
    if let (Some(l), Some(r)) = (l, r) {
        found.states = true;
        against(DifferenceKind::Name, (left, l), (right, r), done, found);
    }
}

/// One word that contradicts another.
fn against(
    kind: DifferenceKind,
    (left, l): (Side<'_>, usize),
    (right, r): (Side<'_>, usize),
    done: &mut (Vec<bool>, Vec<bool>),
    found: &mut Findings,
) {
    done.0[l] = true;
    done.1[r] = true;
    let place = |side: Side<'_>, n: usize| Some(side.content.tokens[n].origin);
    found.push(kind, Severity::Major, place(left, l), place(right, r));
}

/// True where each side names one end of a scale only: "gold rises as the dollar falls" and "the dollar falls, gold rises" name
/// both, and nothing here tells which word goes with which.
fn one_ended(left: &Content, right: &Content, sense: u64) -> bool {
    let of = |content: &Content| -> Vec<NormToken> {
        content.tokens.iter().filter(|t| t.sense == sense && t.kind == TokenKind::Word).copied().collect()
    };
    let right = of(right);
    of(left).iter().all(|l| right.iter().all(|r| opposite(l, r)))
}

fn changed(
    left: Side<'_>,
    right: Side<'_>,
    edit: &Edit,
    done: &mut (Vec<bool>, Vec<bool>),
    opposed: bool,
    found: &mut Findings,
) {
    let (lc, rc) = (left.content, right.content);
    let open = |range: std::ops::Range<usize>, done: &[bool], content: &Content| -> Vec<usize> {
        range.filter(|&n| !done[n] && content.tokens[n].kind != TokenKind::Filler).collect()
    };
    let mut ls = open(edit.left.clone(), &done.0, lc);
    let mut rs = open(edit.right.clone(), &done.1, rc);
    if opposed {
        let negators = |list: &[usize], content: &Content| -> Vec<usize> {
            list.iter().copied().filter(|&n| content.tokens[n].kind == TokenKind::Negator).collect()
        };
        let (ln, rn) = (negators(&ls, lc), negators(&rs, rc));
        if !ln.is_empty() || !rn.is_empty() {
            let place = |list: &[usize], content: &Content| list.first().map(|n| content.tokens[*n].origin);
            found.push(DifferenceKind::Polarity, Severity::Major, place(&ln, lc), place(&rn, rc));
            ls.retain(|n| !ln.contains(n));
            rs.retain(|n| !rn.contains(n));
        }
    }
    if ls.is_empty() && rs.is_empty() {
        return;
    }
    let words = |list: &[usize], content: &Content| -> Vec<NormToken> {
        list.iter().map(|n| content.tokens[*n]).filter(NormToken::is_content).collect()
    };
    let (lw, rw) = (words(&ls, lc), words(&rs, rc));
    let known = |token: &NormToken, other: &Content| other.tokens.iter().any(|t| t.sense == token.sense);
    let lost = lw.iter().filter(|t| !known(t, rc)).count();
    let gained = rw.iter().filter(|t| !known(t, lc)).count();
    let (lp, rp) = (cover(&ls, lc), cover(&rs, rc));
    let all_names = |list: &[NormToken]| !list.is_empty() && list.iter().all(|t| t.kind == TokenKind::Name);
    if all_names(&lw) && all_names(&rw) && lost > 0 && gained > 0 {
        found.names = true;
        found.push(DifferenceKind::Name, Severity::Major, lp, rp);
        return;
    }
    found.other_words += (lost + gained) as u32;
    let quoted = |list: &[usize], content: &Content| {
        !list.is_empty() && list.iter().all(|n| content.tokens[*n].quoted)
    };
    let inside = match (ls.is_empty(), rs.is_empty()) {
        (false, false) => quoted(&ls, lc) && quoted(&rs, rc),
        (false, true) => quoted(&ls, lc) && around(rc, edit.right.start),
        (true, _) => quoted(&rs, rc) && around(lc, edit.left.start),
    };
    let moved = lost == 0 && gained == 0;
    let kind = match (lw.is_empty() && rw.is_empty(), ls.is_empty(), rs.is_empty()) {
        // Words left out of a quotation or put into it are told as such where only one side has them.
        _ if inside && !ls.is_empty() && !rs.is_empty() => DifferenceKind::Quotation,
        (true, ..) if inside => DifferenceKind::Quotation,
        (true, false, true) => DifferenceKind::Omission,
        (true, true, false) => DifferenceKind::Addition,
        (false, false, true) if !moved => DifferenceKind::Omission,
        (false, true, false) if !moved => DifferenceKind::Addition,
        (false, false, false) if rw.is_empty() && !moved => DifferenceKind::Omission,
        (false, false, false) if lw.is_empty() && !moved => DifferenceKind::Addition,
        _ => DifferenceKind::Wording,
    };
    let severity = if kind == DifferenceKind::Quotation { Severity::Major } else { Severity::Minor };
    found.push(kind, severity, lp, rp);
}

/// True where the words on both sides of the border before token `at` stand in quotation marks.
fn around(content: &Content, at: usize) -> bool {
    let quoted = |n: Option<usize>| n.and_then(|n| content.tokens.get(n)).is_none_or(|t| t.quoted);
    !content.tokens.is_empty() && quoted(at.checked_sub(1)) && quoted(Some(at))
}

/// A quotation on one side, the speaker's words in the reporter's on the other.
fn paraphrase(left: Side<'_>, right: Side<'_>, found: &mut Findings) {
    let (Some(la), Some(ra)) = (left.attribution, right.attribution) else { return };
    let visible = found.differences.iter().any(|d| d.severity > Severity::Cosmetic);
    let known = found.differences.iter().any(|d| d.kind == DifferenceKind::Quotation);
    if visible && !known && (la.style == Style::Indirect) != (ra.style == Style::Indirect) {
        let place = |attribution: &Attribution| attribution.content.iter().copied().reduce(Span::cover);
        found.push(DifferenceKind::Quotation, Severity::Minor, place(la), place(ra));
    }
}

fn cover(list: &[usize], content: &Content) -> Option<Span> {
    let first = content.tokens[*list.first()?].origin;
    list.iter().map(|n| content.tokens[*n].origin).reduce(Span::cover).or(Some(first))
}

/// True for the two ends of one scale.
pub(super) fn opposite(left: &NormToken, right: &NormToken) -> bool {
    left.sense == right.sense
        && left.kind == TokenKind::Word
        && right.kind == TokenKind::Word
        && left.pole != right.pole
        && (left.pole * right.pole < 0 || left.pole == -2 || right.pole == -2)
}
