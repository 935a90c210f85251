//! One word in the letters that the chosen rules leave.
//!
//! In: a word as it stands, and the rules. Out: its letters with the spelling habits of those rules taken away; with all
//! rules the result is [`lang::plain`](crate::lang::plain), which packs are looked up by.

use super::{Rule, Rules};
use crate::{
    lang::{is_abbreviation, plain_into},
    text::fold_char,
};
use unicode_normalization::char::{decompose_canonical, decompose_compatible};

/// Appends `word` to `out` as `rules` leave it.
pub(super) fn letters_into(word: &str, rules: Rules, out: &mut String) {
    if rules.is_all() {
        let begin = out.len();
        plain_into(word, out);
        without_hyphens(out, begin);
        return;
    }
    let dotted = rules.has(Rule::Hyphens) && is_abbreviation(word);
    for c in word.chars() {
        if dotted && c == '.' {
            continue;
        }
        if rules.has(Rule::PresentationForms)
            && matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        {
            decompose_compatible(c, |part| letter(part, rules, out));
        } else {
            letter(c, rules, out);
        }
    }
}

fn without_hyphens(out: &mut String, begin: usize) {
    if out[begin..].contains(is_hyphen) {
        let bare: String = out[begin..].chars().filter(|c| !is_hyphen(*c)).collect();
        out.truncate(begin);
        out.push_str(&bare);
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn letter(c: char, rules: Rules, out: &mut String) {
    // Which rule is responsible for what `plain` does to this character.
    let rule = match c {
        // Hamza on, under and without a seat, madda, wasla.
        '\u{621}'..='\u{626}' | '\u{671}' => Rule::Hamza,
        '\u{649}' | '\u{6cc}' | '\u{6a9}' => Rule::Ya,
        '\u{629}' => Rule::TaMarbuta,
        '\u{640}' => Rule::Tatweel,
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{610}'..='\u{61a}' | '\u{6d6}'..='\u{6ed}' => Rule::Diacritics,
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{66a}' | '\u{66b}' => Rule::Digits,
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => Rule::Quotes,
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{ad}' => Rule::Spacing,
        _ if is_hyphen(c) => {
            if !rules.has(Rule::Hyphens) {
                out.push(c);
            }
            return;
        }
        '\u{c0}'..='\u{24f}' => {
            let cased = |c: char, out: &mut String| {
                if rules.has(Rule::Case) { out.extend(c.to_lowercase()) } else { out.push(c) }
            };
            if rules.has(Rule::Diacritics) {
                decompose_canonical(c, |part| {
                    if !('\u{300}'..='\u{36f}').contains(&part) {
                        cased(part, out);
                    }
                });
            } else {
                cased(c, out);
            }
            return;
        }
        _ if c.is_uppercase() => Rule::Case,
        _ => {
            out.push(c);
            return;
        }
    };
    if !rules.has(rule) {
        out.push(c);
        return;
    }
    match c {
        '\u{624}' | '\u{626}' => out.push('\u{621}'),
        '\u{629}' => out.push('\u{647}'),
        _ => fold_char(c, out),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Rule, Rules},
        letters_into,
    };
    use crate::lang::plain;

    fn letters(word: &str, rules: Rules) -> String {
        let mut out = String::new();
        letters_into(word, rules, &mut out);
        out
    }

    #[test]
    fn all_rules_give_the_plain_word() {
        for word in [
            "المسؤولون",
            "شيئًا",
            "القاهرة",
            "على",
            "٢٦٪",
            "Café",
            "don’t",
            "\u{fefb}",
            "الاتفـــاق",
            "ISIL",
            "U.S.",
        ] {
            let one_by_one = Rule::ALL.iter().fold(Rules::NONE, |set, r| set.with(*r));
            assert_eq!(letters(word, one_by_one), plain(word));
            // The piecewise path, with a rule missing that does not concern letters.
            assert_eq!(letters(word, Rules::default().without(Rule::Dates)), plain(word), "{word}");
        }
    }

    #[test]
    fn a_rule_switched_off_leaves_its_letters() {
        for (word, rule, want) in [
            ("أمَل", Rule::Hamza, "أمل"),
            ("أمَل", Rule::Diacritics, "امَل"),
            ("قوّة", Rule::TaMarbuta, "قوة"),
            ("على", Rule::Ya, "على"),
            ("٢٦", Rule::Digits, "٢٦"),
            ("Paris", Rule::Case, "Paris"),
            ("re-open", Rule::Hyphens, "re-open"),
        ] {
            assert_eq!(letters(word, Rules::default().without(rule)), want);
        }
    }
}
