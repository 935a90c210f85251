//! Which language a text is in: by script, then by the share of each pack's frequent words.
//!
//! In: a text and the packs. Out: the best pack's tag and whether the vote was close. The data that decides lives in each pack's
//! `pack.toml`: a pack's script is that of its frequent words, and packs of one script are told apart by those words. A text in
//! a script that no pack is written in has no language here.

use super::{Pack, Packs};
use crate::{
    model::Lang,
    text::{TokenKind, fold, tokens},
};

/// How many bytes are looked at; more do not change the vote.
const SAMPLE: usize = 6000;

/// The language of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detection {
    /// The best guess.
    pub lang: Lang,
    /// True where hardly any word spoke for it or another language came close.
    pub doubtful: bool,
}

/// The language of `text` among `packs`; `None` where most of it is in a script that no pack is written in.
///
/// ```
/// use claimdiff::lang::{Packs, detect};
/// let found = detect("قال سامر إن الاجتماع لن يعقد في موعده", &Packs::default()).unwrap();
/// assert_eq!(found.lang.as_str(), "ar");
/// assert_eq!(detect("昨日の会議は延期された", &Packs::default()), None);
/// ```
pub fn detect(text: &str, packs: &Packs) -> Option<Detection> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let words: Vec<String> = tokens(sample)
        .into_iter()
        .filter(|t| t.kind == TokenKind::Word)
        .map(|t| fold(t.span.of(sample)))
        .collect();
    let script = main_script(words.iter().map(String::as_str));
    let mut votes: Vec<(usize, &str)> = packs
        .iter()
        .filter(|pack| script.is_none() || script_of(pack) == script)
        .map(|pack| (words.iter().filter(|w| pack.stopwords.contains(w.as_str())).count(), pack.tag.as_str()))
        .collect();
    votes.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let &(first, tag) = votes.first()?;
    let second = votes.get(1).map_or(0, |v| v.0);
    Some(Detection {
        lang: Lang(tag.to_owned()),
        doubtful: first == 0 || first * 50 < words.len() || second * 10 > first * 8,
    })
}

/// The writing systems that packs can be told apart by; `Other` keeps unknown ones from being taken for a known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Indic,
    EastAsian,
    Other,
}

const SCRIPTS: usize = Script::Other as usize + 1;

fn script_of(pack: &Pack) -> Option<Script> {
    main_script(pack.stopwords.iter().map(String::as_str))
}

/// The script of most words, by their first letter; `None` where there is no word.
fn main_script<'a>(words: impl Iterator<Item = &'a str>) -> Option<Script> {
    let mut counts = [0usize; SCRIPTS];
    for script in words.filter_map(|w| w.chars().next()).map(script_of_letter) {
        counts[script as usize] += 1;
    }
    let all = [
        Script::Latin,
        Script::Greek,
        Script::Cyrillic,
        Script::Hebrew,
        Script::Arabic,
        Script::Indic,
        Script::EastAsian,
        Script::Other,
    ];
    // The first of equals, so that the answer never depends on the order of a hash set.
    let best = all.into_iter().rev().max_by_key(|s| counts[*s as usize])?;
    (counts[best as usize] > 0).then_some(best)
}

fn script_of_letter(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Script::Arabic,
        '\u{900}'..='\u{d7f}' => Script::Indic,
        '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' => Script::EastAsian,
        _ => Script::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::detect;
    use crate::lang::Packs;

    #[test]
    fn tells_language_and_doubt() {
        for (text, want) in [
            ("وقال الوزير إن الاتفاق لن يوقع قبل نهاية الشهر", Some(("ar", false))),
            ("The minister said that he would not sign the deal", Some(("en", false))),
            ("The word «في» is the most frequent word of the language", Some(("en", false))),
            ("Der Minister sprach gestern lange", Some(("de", false))),
            ("Ministre parla hier", Some(("de", true))),
            ("!!! ... ؟", Some(("ar", true))),
            ("Министр сказал", None),
        ] {
            let found = detect(text, &Packs::default());
            assert_eq!(found.as_ref().map(|d| (d.lang.as_str(), d.doubtful)), want, "{text}");
        }
    }
}
