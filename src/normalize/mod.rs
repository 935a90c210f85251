//! Contents to comparable tokens.
//!
//! In: the attributions of the articles with their speakers. Out: one [`Content`] a claim: tokens with identities, numbers,
//! dates and polarity. Promises: the text itself is never changed, every token keeps its place, and the same words give the
//! same identities in every run and on every platform. What is ignored is a set of named [`Rules`]; what belongs to a
//! language is data in its pack's `compare.toml`.

mod content;
mod date;
mod epithet;
mod letters;
mod polarity;
mod prose;
mod quantity;
mod rule;
mod token;
mod word;

pub(crate) use content::modal_roles;
pub(crate) use date::day_number;
pub(crate) use polarity::opposed;
pub(crate) use prose::Prose;
pub use rule::{Rule, Rules};
pub use token::{Bound, Content, Date, NormToken, Quantity, TokenKind};
pub(crate) use word::is_quote;

use crate::{
    extract::Extraction,
    lang::{Packs, Role, Vocabulary, mix, plain, word_id},
    model::{Article, Attribution, Span, Speaker, SpeakerKind, Style},
};
use content::Reader;
use epithet::Epithets;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

/// Which rules apply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NormalizeOptions {
    /// What is ignored; everything by default.
    pub rules: Rules,
}

/// The contents of the attributions of each article, in their order.
///
/// Articles are worked on in parallel; the result does not depend on it.
pub fn contents(
    articles: &[Article],
    extractions: &[Extraction],
    speakers: &[Speaker],
    packs: &Packs,
    options: &NormalizeOptions,
) -> Vec<Vec<Content>> {
    let names = name_words(speakers);
    let sounds = sounds(articles, packs);
    let reader = |article| reader(article, packs, options.rules, &names, sounds.as_ref());
    let mut epithets = Epithets::default();
    for (article, extraction) in articles.iter().zip(extractions) {
        epithets.read(&reader(article), &packs.get(&article.lang).lexicon, extraction);
    }
    articles
        .par_iter()
        .zip(extractions)
        .map(|(article, extraction)| {
            let (reader, lexicon) = (reader(article), &packs.get(&article.lang).lexicon);
            let content = |attribution| {
                let mut content = content(&reader, attribution);
                epithets.resolve(&mut content.tokens, &reader, lexicon, attribution);
                content
            };
            extraction.attributions.iter().map(content).collect()
        })
        .collect()
}

fn reader<'a>(
    article: &'a Article,
    packs: &'a Packs,
    rules: Rules,
    names: &'a FxHashSet<u64>,
    sounds: Option<&'a FxHashSet<u64>>,
) -> Reader<'a> {
    Reader {
        text: &article.text,
        vocabulary: &packs.get(&article.lang).comparison,
        rules,
        names,
        sounds,
        today: article.date.as_deref().and_then(date::day_of),
    }
}

/// What is heard of the capitalised words of a set in several scripts; `None` where it is in one.
fn sounds(articles: &[Article], packs: &Packs) -> Option<FxHashSet<u64>> {
    let vocabulary = |article: &Article| &packs.get(&article.lang).comparison;
    let (upper, other): (Vec<_>, Vec<_>) = articles.iter().partition(|a| vocabulary(a).capitals);
    if upper.is_empty() || other.is_empty() {
        return None;
    }
    let mut out = FxHashSet::default();
    for article in upper {
        for token in crate::text::tokens(&article.text) {
            let word = token.span.of(&article.text);
            if word.starts_with(char::is_uppercase) {
                out.extend(content::sound_id(vocabulary(article), &plain(word)));
            }
        }
    }
    Some(out)
}

/// The stems of the content words of a whole article, in text order.
pub(crate) fn words(article: &Article, packs: &Packs) -> Vec<u64> {
    let reader = Reader {
        text: &article.text,
        vocabulary: &packs.get(&article.lang).comparison,
        rules: Rules::default(),
        names: &FxHashSet::default(),
        sounds: None,
        today: None,
    };
    let whole = Span::new(0, article.text.len());
    let tokens = reader.content(&[whole], Style::Indirect).tokens;
    tokens.into_iter().filter(NormToken::is_content).map(|t| t.stem).collect()
}

/// Most content words of a statement that needs what was said before to be understood.
const ANAPHORIC: usize = 4;

fn content(reader: &Reader<'_>, attribution: &Attribution) -> Content {
    let mut content = reader.content(&attribution.content, attribution.style);
    let uncertain = attribution.cue.span.is_some_and(|span| {
        let cue = plain(span.of(reader.text));
        cue.split_whitespace().any(|w| reader.vocabulary.entry(w).roles.has(Role::Uncertain))
    });
    polarity::judge(&mut content, &attribution.cue, uncertain, reader.text, reader.vocabulary);
    content.polarity = attribution.polarity.unwrap_or(content.polarity);
    content.question = attribution.content.last().is_some_and(|span| {
        let asks = |text: &str| text.trim_end_matches('.').ends_with(['?', '\u{61f}']);
        asks(span.of(reader.text)) || reader.text[span.end as usize..].starts_with(['?', '\u{61f}'])
    });
    content.anaphoric = content.tokens.iter().any(|t| t.roles.has(Role::Anaphor))
        && content.tokens.iter().filter(|t| t.is_content()).count() <= ANAPHORIC;
    // Marks alone are compared as they stand.
    let seed = if content.tokens.is_empty() {
        attribution.content.iter().fold(0, |hash, span| mix(hash ^ word_id(&[span.of(reader.text)])))
    } else {
        u64::from(content.denied)
    };
    content.key = content
        .tokens
        .iter()
        .filter(|t| t.kind != TokenKind::Filler)
        .fold(seed, |hash, token| mix(hash.rotate_left(5) ^ token.form));
    content
}

/// Stable identity of a claim: who said what.
pub fn claim_key(speaker: &Speaker, content: &Content) -> u64 {
    mix(word_id(&[&plain(&speaker.name)]).rotate_left(17) ^ content.key)
}

/// Words of at least three letters from the names of persons.
fn name_words(speakers: &[Speaker]) -> FxHashSet<u64> {
    speakers
        .iter()
        .filter(|s| s.kind == SpeakerKind::Person)
        .flat_map(|s| std::iter::once(&s.name).chain(&s.aliases))
        .flat_map(|name| plain(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| word.chars().count() > 2)
        .map(|word| word_id(&[&word]))
        .collect()
}

/// Which rules made two kept words equal: those without which their forms differ.
pub(crate) fn rules_between(
    left: (&str, Span, &Vocabulary),
    right: (&str, Span, &Vocabulary),
    rules: Rules,
) -> Vec<Rule> {
    let names = FxHashSet::default();
    let form = |(text, span, vocabulary): (&str, Span, &Vocabulary), rules: Rules| {
        Reader { text, vocabulary, rules, names: &names, sounds: None, today: None }
            .form_under(span, rules, None)
    };
    // Where the letters alone do not explain it (phrases, contractions) no rule about letters is responsible.
    if left.1.of(left.0) == right.1.of(right.0) || form(left, rules) != form(right, rules) {
        return Vec::new();
    }
    Rule::ALL
        .iter()
        .copied()
        .filter(|rule| rules.has(*rule))
        .filter(|rule| form(left, rules.without(*rule)) != form(right, rules.without(*rule)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cue, Lang, Mention, MentionKind, Permille, Polarity, Shape, Slot, Stance, Style};

    /// The content of a text that is one claim, said in January 2026.
    fn content(lang: &str, text: &str, stance: Stance) -> Content {
        let article = Article {
            lang: Lang(lang.into()),
            text: text.into(),
            date: Some("2026-01-14".into()),
            ..Article::default()
        };
        let attribution = Attribution {
            mention: Mention {
                span: None,
                name: None,
                core: None,
                kind: MentionKind::Implied,
                antecedent: None,
                given: None,
            },
            cue: Cue { span: None, stance, negated: false },
            medium: None,
            addressee: None,
            occasion: None,
            via: None,
            polarity: None,
            content: vec![Span::new(0, text.len())],
            style: Style::Indirect,
            headline: false,
            sentence: 0,
            sentence_start: None,
            confidence: Permille::ONE,
            rule: crate::model::Rule { shape: Shape::Given, slot: Slot::Given },
        };
        let extractions = [Extraction { attributions: vec![attribution], ..Extraction::default() }];
        let options = NormalizeOptions::default();
        contents(&[article], &extractions, &[], &Packs::default(), &options).remove(0).remove(0)
    }

    #[test]
    fn spelling_does_not_change_the_key() {
        for (lang, left, right) in [
            ("ar", "الاتّفاق أفضل من أيّ خيار آخر", "الاتفـــاق افضل من اي خيار اخر"),
            ("ar", "المسؤولون تدخلوا", "المسئولون تدخلوا"),
            ("ar", "المدرسة «مغلقة»", "المدرسه \"مغلقة\""),
            ("ar", "تعهدت ست وعشرون بلدة", "تعهدت ٢٦ بلدة"),
            ("ar", "كلف الجسر مليونين ونصف", "كلف الجسر 2.5 مليون"),
            ("ar", "زاد أربع عشرة مرة", "زاد 14 مرة"),
            ("ar", "غرقت مئة وعشرون سفينة", "غرقت مائة وعشرون سفينة"),
            ("ar", "يفتتح يوم 12 مايو", "يفتتح يوم 12 أيار/مايو"),
            ("ar", "ارتفعت 4 في المئة", "ارتفعت 4٪"),
            ("en", "the pier cost 2.5 million crowns", "the pier cost 2,500,000 crowns"),
            ("en", "twenty-six cars won’t leave", "26 cars will not leave"),
            ("en", "it opens on 14 June", "it opens on June 14"),
            ("en", "the Harbour’s colour is “fine”", "the harbor's color is \"fine\""),
            ("de", "der Bau kostet 2,5 Millionen Euro", "der Bau kostet 2.500.000 Euro"),
            ("de", "sechsundzwanzig Schiffe liegen fest", "26 Schiffe liegen fest"),
            ("de", "sie öffnet am 3. Mai", "sie öffnet am 3. MAI"),
            ("de", "die Zahl stieg um vier Prozent", "die Zahl stieg um 4 %"),
            ("en", "it rose by 4 per cent", "it rose by 4%"),
            ("en", "the re-opening", "the reopening"),
        ] {
            let key = |text| content(lang, text, Stance::Neutral).key;
            assert_eq!(key(left), key(right), "{left} / {right}");
        }
    }

    #[test]
    fn meaning_changes_the_key() {
        for (lang, left, right) in [
            ("ar", "تعهدت 26 بلدة", "تعهدت 28 بلدة"),
            ("ar", "تعهدت 23 بلدة", "تعهدت 23٪"),
            ("ar", "ستنشر التقرير", "لن تنشر التقرير"),
            ("ar", "يفتتح يوم 12 مايو", "يفتتح يوم 14 مايو"),
            ("de", "der Bau kostet 1.500 Euro", "der Bau kostet 1,5 Euro"),
            ("de", "sie öffnet am 3. Mai", "sie öffnet am 3. Juni"),
            ("de", "sie werde öffnen", "sie werde nicht öffnen"),
            ("en", "wages grew by 4 percent", "wages grew by 0.4 percent"),
            ("en", "it may close", "it must close"),
        ] {
            let key = |text| content(lang, text, Stance::Neutral).key;
            assert_ne!(key(left), key(right), "{left} / {right}");
        }
    }

    #[test]
    fn polarity_is_that_of_the_main_clause() {
        use Polarity::{Negative, Positive, Uncertain};
        for (lang, text, stance, want) in [
            ("ar", "الوزارة لن تنشر التقرير", Stance::Neutral, Negative),
            ("ar", "الاتفاق ليس ملزما", Stance::Neutral, Negative),
            ("ar", "عدم وجود أدلة", Stance::Neutral, Negative),
            ("ar", "ثبت عدم وجود أدلة", Stance::Neutral, Negative),
            ("ar", "لن يقبل سوى الدفع نقدا", Stance::Neutral, Positive),
            ("ar", "لن يغادر إلا بعد عودة الجميع", Stance::Neutral, Positive),
            ("ar", "ليس لدي أدنى شك في ذلك", Stance::Neutral, Positive),
            ("ar", "لا يستبعد لقاء قريبا", Stance::Neutral, Positive),
            ("ar", "لا شك في أن الطريق آمن", Stance::Neutral, Positive),
            ("ar", "تباع الطحين الذي لا يصلح", Stance::Neutral, Positive),
            ("ar", "وقعوا اتفاقا لا يضمن شيئا", Stance::Neutral, Positive),
            ("ar", "انضمام البلدة غير مقبول", Stance::Neutral, Negative),
            ("ar", "الدول غير الصديقة تدفع", Stance::Neutral, Positive),
            ("ar", "الجسر مغلق", Stance::Deny, Negative),
            ("ar", "لا أحد يعرف السبب", Stance::Neutral, Negative),
            ("ar", "لا أحد إلا الوزير يعرف السبب", Stance::Neutral, Positive),
            ("ar", "الأمر ما هو إلا خطأ", Stance::Neutral, Positive),
            ("ar", "هذه ليست إلا البداية", Stance::Neutral, Positive),
            ("ar", "المطلوب الحل وليس الحرب", Stance::Neutral, Positive),
            ("ar", "المشكلة في السد وليست في النهر", Stance::Neutral, Positive),
            ("ar", "الخزان ممتلئ وليس لديه مشكلة", Stance::Neutral, Negative),
            ("ar", "لا يجوز ألا نحضر", Stance::Neutral, Positive),
            ("ar", "لا مفر من الصيانة", Stance::Neutral, Positive),
            ("ar", "يكون السد غير آمن", Stance::Deny, Positive),
            ("de", "niemand kenne die Ursache", Stance::Neutral, Negative),
            ("de", "es gebe keine Gefahr", Stance::Neutral, Negative),
            ("de", "der Damm sei alles andere als sicher", Stance::Neutral, Negative),
            ("de", "niemand außer der Bürgermeisterin werde zahlen", Stance::Neutral, Positive),
            ("de", "es sei nichts als ein Fehler", Stance::Neutral, Positive),
            ("de", "das sei nicht unmöglich", Stance::Neutral, Positive),
            ("de", "es bestehe kein Zweifel an der Sicherheit", Stance::Neutral, Positive),
            ("de", "der Damm sei nicht nur sicher, sondern schön", Stance::Neutral, Positive),
            ("de", "das Problem sei der Damm und nicht der Fluss", Stance::Neutral, Positive),
            ("de", "niemand habe geprüft", Stance::Deny, Positive),
            ("en", "nobody but the mayor knew the cause", Stance::Neutral, Positive),
            ("en", "it was nothing but a mistake", Stance::Neutral, Positive),
            ("en", "the weir was anything but safe", Stance::Neutral, Negative),
            ("en", "the weir, not the river, was the problem", Stance::Neutral, Positive),
            ("en", "the problem was the weir and not the river", Stance::Neutral, Positive),
            ("en", "no one had checked the weir", Stance::Deny, Positive),
            ("en", "the lighthouse is not for sale", Stance::Neutral, Negative),
            ("en", "the company never paid", Stance::Neutral, Negative),
            ("en", "they can't leave", Stance::Neutral, Negative),
            ("en", "no more than 12 buses will run", Stance::Neutral, Positive),
            ("en", "a strike is not impossible", Stance::Neutral, Positive),
            ("en", "he could not rule out a strike", Stance::Neutral, Positive),
            ("en", "the ship which did not sink returned", Stance::Neutral, Positive),
            ("en", "it was unclear whether it would sail", Stance::Neutral, Uncertain),
            ("en", "the tower had been sold", Stance::Deny, Negative),
        ] {
            assert_eq!(content(lang, text, stance).polarity, want, "{text}");
        }
    }

    #[test]
    fn quantities_are_read_with_unit_and_bound() {
        for (lang, text, milli, percent, bound) in [
            ("ar", "نحو 620 ألف بطاقة", 620_000_000, false, Bound::About),
            ("ar", "ثلاثة آلاف", 3_000_000, false, Bound::Exact),
            ("ar", "أكثر من مليار", 1_000_000_000_000, false, Bound::More),
            ("ar", "خمسة وأربعون في المئة", 45_000, true, Bound::Exact),
            ("ar", "مئتان وخمسون", 250_000, false, Bound::Exact),
            ("en", "at least 3 kilometres", 3_000_000, false, Bound::More),
            ("en", "two and a half million", 2_500_000_000, false, Bound::Exact),
            ("en", "up to three hundred and twelve", 312_000, false, Bound::Less),
            ("en", "£1.9 million", 1_900_000_000, false, Bound::Exact),
            ("en", "2.4 percent", 2_400, true, Bound::Exact),
        ] {
            let content = content(lang, text, Stance::Neutral);
            let found = content.quantities.first().copied().unwrap_or_else(|| panic!("{text}: no number"));
            assert_eq!((found.milli, found.percent, found.bound), (milli, percent, bound), "{text}");
        }
    }

    #[test]
    fn dates_are_told_against_the_article() {
        let date = |lang: &str, text: &str| content(lang, text, Stance::Neutral).dates.first().copied();
        // 2026-01-14 is a Wednesday.
        let tomorrow = date("en", "it starts tomorrow").expect("a date");
        assert_eq!((tomorrow.day, tomorrow.weekday), (Some(15), Some(4)));
        let thursday = date("en", "it starts on Thursday").expect("a date");
        assert!(!tomorrow.contradicts(&thursday));
        let friday = date("ar", "يبدأ الجمعة").expect("a date");
        assert!(tomorrow.contradicts(&friday));
        assert_eq!(date("ar", "بني عام 1998").and_then(|d| d.year), Some(1998));
        assert_eq!(date("en", "they may march"), None, "without a capital these are verbs");
    }

    #[test]
    fn rules_between_names_what_hid_a_difference() {
        let packs = Packs::default();
        let vocabulary = &packs.get(&Lang("ar".into())).comparison;
        for (left, right, want) in [
            ("إعلان", "اعلان", vec![Rule::Hamza]),
            ("تجّار", "تجار", vec![Rule::Diacritics]),
            ("الميناء", "ميناء", vec![Rule::Clitics]),
            ("قوّاتٌ", "قوات", vec![Rule::Diacritics]),
            ("ترمب", "ترامب", vec![Rule::Names]),
            ("مائة", "مئة", vec![Rule::Spelling]),
            ("علي", "على", vec![Rule::Ya]),
        ] {
            let side = |word: &'static str| (word, Span::new(0, word.len()), vocabulary);
            assert_eq!(rules_between(side(left), side(right), Rules::default()), want, "{left} / {right}");
        }
    }
}
