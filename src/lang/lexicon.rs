//! Words by class and cues with their frames: what extraction looks up.
//!
//! In: `words.toml` and `cues.toml` of a pack. Out: one hash table from folded word to what is known of it, with the
//! clitics of the language taken off where the bare word is unknown.

use super::{confidence::Confidence, pack::parse_toml};
use crate::{
    Error, Result,
    model::{Slot, Stance},
    text::fold,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    ops::{BitAnd, BitOr, BitOrAssign},
};

/// Bytes of the shortest word that can head a compound: shorter endings are chance.
const COMPOUND_HEAD: usize = 4;

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// A closed class of words, named as in `words.toml`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Class { $($(#[$doc])* $variant),* }

        impl Class {
            const ALL: &[(Self, &str)] = &[$((Self::$variant, $name)),*];
        }
    };
}

classes! {
    /// Opens a content clause: «أن», "that".
    Complementizer = "complementizer",
    /// Preposition.
    Preposition = "preposition",
    /// Coordinating conjunction.
    Conjunction = "conjunction",
    /// Opens a subordinate clause that is the reporter's: «بينما», "while".
    Subordinator = "subordinator",
    /// Auxiliary verb or verbal particle before a cue: «كان», «قد», "has".
    Auxiliary = "auxiliary",
    /// Adverb that may stand between subject, cue and content.
    Adverb = "adverb",
    /// Negates a verb.
    Negator = "negator",
    /// Pronoun that can be a source.
    Pronoun = "pronoun",
    /// Relative pronoun.
    Relative = "relative",
    /// Determiner.
    Determiner = "determiner",
    /// Day, month or other time word.
    Time = "time",
    /// Function of a person: «وزير», "minister".
    Title = "title",
    /// Form of address, no part of a name: «السيد», "Mr".
    Honorific = "honorific",
    /// Head of an organisation's name: «وزارة», "ministry".
    Organisation = "organisation",
    /// Head of a medium's name: «صحيفة», "newspaper".
    Medium = "medium",
    /// Act of speaking that can be a medium: «مقابلة», "interview".
    Occasion = "occasion",
    /// People who are spoken to: «الصحفيين», "reporters", "a crowd".
    Addressee = "addressee",
    /// Preposition, perhaps written on its noun, before who is spoken to: «ل», "to".
    Addressing = "addressing",
    /// The same, before the act of speaking that words are part of: «خلال», "at".
    During = "during",
    /// Several people: «خبراء», "officials".
    Group = "group",
    /// One unnamed person or source: «مصدر», "official".
    Unnamed = "unnamed",
    /// A document that can speak: «تقرير», "report".
    Document = "document",
    /// Word after which a quoted string is a name, beside media and organisations: «فيلم», "film".
    Label = "label",
    /// Emphatic pronoun after a source: «نفسه», "himself".
    Emphatic = "emphatic",
    /// Opens the reporter's own addition to a content: «وذلك», "in a reference to".
    Tail = "tail",
    /// Feminine.
    Feminine = "feminine",
    /// Masculine.
    Masculine = "masculine",
    /// Plural.
    Plural = "plural",
    /// State, seat of power or city that stands for a government.
    Place = "place",
    /// Given name, where a language needs a list to know one.
    GivenName = "given-name",
    /// Common verb form that can neither begin a source nor belong to one.
    Verb = "verb",
    /// Verb of narration: after a comma and with a conjunction written on it, it begins the reporter's own clause.
    Event = "event",
    /// Common noun or adjective, which never belongs to a person's name.
    Noun = "noun",
    /// Abbreviation that ends in a dot without ending a sentence.
    Abbreviation = "abbreviation",
    /// Verb of asking, whose subject or object speaks in the answer: «سئل», "asked".
    Question = "question",
    /// Word after which a verb reports nothing: «إذا رفض», "to say".
    Unasserted = "unasserted",
    /// Names the topic of a sentence whose verb follows later: «أما».
    Topic = "topic",
    /// Makes a verb passive, so that its subject is not who speaks: "was" in "was told".
    Copula = "copula",
    /// Preposition of origin that tells bearers of one given name apart: «من», "from".
    Origin = "origin",
    /// Closing formula that repeats the attribution: «على حد قوله», "as he put it".
    Hedge = "hedge",
    /// Noun that heads a nominal content: «ضرورة», «وجود».
    Nominal = "nominal",
    /// Pseudo-source of a narrator's formula: "it" in "it is said that".
    Expletive = "expletive",
    /// Determiner or pronoun in a case that no subject has: "dem", "ihm".
    Oblique = "oblique",
    /// Noun for an act of speaking or judging, followed by whose it is: "Angaben der Polizei".
    Saying = "saying",
    /// Verb form that shows by itself that somebody else says it: "sei".
    Mood = "mood",
    /// Verb form that shows it only where reported speech goes on: "würde".
    Unreal = "unreal",
    /// Modal of hearsay: "soll" in "soll gesehen worden sein".
    Hearsay = "hearsay",
    /// Verbal noun that no pattern tells; it heads a content where nothing else opens one: «أعلن … بدء …».
    VerbalNoun = "verbal-noun",
    /// Opens a clause that tells who says what the rest of the sentence says: "wie die Polizei mitteilte".
    Parenthetical = "parenthetical",
}

/// A set of [`Class`]es.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// True where `class` is one of them.
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// True where one of `other` is among them.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True where there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl From<Class> for Classes {
    fn from(class: Class) -> Self {
        Self(1 << class as u8)
    }
}

impl BitOr<Class> for Class {
    type Output = Classes;
    fn bitor(self, other: Class) -> Classes {
        Classes::from(self) | other
    }
}

impl BitOr<Class> for Classes {
    type Output = Self;
    fn bitor(self, other: Class) -> Self {
        Self(self.0 | 1 << other as u8)
    }
}

impl BitAnd for Classes {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What is known of one word of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Its classes.
    pub classes: Classes,
    /// The cue it is a form of: index into [`Lexicon::cues`], with the kind of form.
    pub cue: Option<(u16, CueForm)>,
    /// True where a conjunction is written on it: «وقال».
    pub conjunction: bool,
    /// The preposition that is written on it, as its letter: «للصحيفة», «بأنه».
    pub preposition: Option<char>,
    /// True where it carries the article: «الوزير».
    pub definite: bool,
    /// Bytes of the folded word that the clitics take.
    pub clitics: u8,
}

/// How a form of a cue is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueForm {
    /// A finite verb.
    Finite,
    /// A participle that goes on with the subject before it.
    Participle,
    /// A noun: «قوله», "statement".
    Noun,
    /// A preposition: «بحسب», "according to".
    Preposition,
    /// A preposition that follows its noun: "zufolge".
    Postposition,
    /// A word that points back to the source named before: "demnach".
    Anaphor,
}

/// One cue with all its forms.
#[derive(Debug)]
pub struct CueEntry {
    /// The name in messages.
    pub lemma: String,
    /// The reporter's stance.
    pub stance: Stance,
    /// What may introduce its content, first choice first.
    pub frames: Vec<Frame>,
    /// True where the word is ambiguous and counts only with a complementizer or quotation mark close by.
    pub weak: bool,
    /// True for a narrator's formula whose clause is no claim: «يُذكر أن».
    pub narrator: bool,
    /// Words one of which must close the clause of a finite form, folded: "mit" of "teilte … mit".
    pub particles: Vec<String>,
    /// What the verb says with one of them, where that is something else: "zurück" of "wies … zurück".
    pub particle_stances: FxHashMap<String, Stance>,
    /// True where the subject is a mere "it" and an adjunct names the source: "in dem Bericht heißt es".
    pub impersonal: bool,
    /// Nouns of the verb's own meaning that only strengthen it, folded: «رفضا» of «رفض رفضا قاطعا».
    pub cognates: Vec<String>,
}

/// One way in which a cue takes its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What introduces it.
    pub slot: Slot,
    /// For [`Slot::Marker`] and [`Slot::Target`]: the folded word or clitic.
    pub marker: String,
}

/// The look-up table of a language.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Known>,
    /// First word of a phrase to its continuations, longest first.
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    /// The cues, as [`Word::cue`] numbers them.
    pub cues: Vec<CueEntry>,
    clitics: Clitics,
    /// How sentences are built.
    pub grammar: Grammar,
    /// How sure each rule is.
    pub confidence: Confidence,
    agreement: FxHashMap<String, Agreeing>,
    /// Given names as they are spelled, where folding makes another word of them: «علي», «على».
    given_names: FxHashSet<Box<str>>,
    /// Folded by-names of functions, with the function: «سيد الكرملين» is «الرئيس الروسي».
    pub epithets: FxHashMap<String, String>,
    /// Folded names of capitals that stand for a state, with the state: «موسكو» is «روسيا».
    pub metonyms: FxHashMap<String, String>,
    /// Folded names of seats of power, with the state they speak for: «الكرملين», «روسيا».
    pub seats: FxHashMap<String, String>,
    /// Folded given names and their short forms, with the full form: "joe" is "joseph".
    pub nicknames: FxHashMap<String, String>,
    /// Folded titles and other words for them, with the title: "rep" and "congressman" are "representative".
    pub titles: FxHashMap<String, String>,
    /// Folded first words of names that are also written as one word with the next: «عبد».
    pub compounds: rustc_hash::FxHashSet<String>,
}

/// The words after the first of a phrase, and what is known of the whole.
type Phrase = (Vec<Box<str>>, Known);

#[derive(Clone, Copy, Debug, Default)]
struct Known {
    classes: Classes,
    cue: Option<(u16, CueForm)>,
}

/// Letters written on words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Clitics {
    conjunctions: Vec<String>,
    prepositions: Vec<String>,
    /// Object pronouns written on verbs: «أكدته».
    objects: Vec<String>,
    article: String,
    /// The ending of an indefinite noun in the accusative: «مصدرا».
    accusative: String,
    /// The article after a preposition that swallows its first letter: «لل» for «ل» + «ال».
    elided: Vec<(String, String)>,
}

/// How sentences of the language are built.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Grammar {
    /// The source may follow its verb without inversion: «قال سامر».
    pub verb_first: bool,
    /// A verb may hide its subject: «وأضاف».
    pub pro_drop: bool,
    /// Names are capitalised.
    pub capitals: bool,
    /// Nouns are capitalised too, so capitals do not tell a name.
    pub noun_capitals: bool,
    /// Endings of adjectives of origin, which follow an indefinite head.
    pub adjective_endings: Vec<String>,
    /// Letters that spellings of a name leave out.
    pub weak_letters: String,
    /// Letters that stand for each other in spellings of a name, one group a string.
    pub alike_letters: Vec<String>,
    /// Endings of owners: "'s".
    pub owner_endings: Vec<String>,
    /// Words between a spokesman and whom he speaks for: «باسم».
    pub speaks_for: Vec<String>,
    /// How verbal nouns are built, with `?` for any letter: «ت?ا??» for «تكامل».
    pub verbal_nouns: Vec<String>,
    /// Endings of participles that go on with a clause: "adding".
    pub participle_endings: Vec<String>,
    /// How finite verbs in small letters that no list knows end: "hinted".
    pub pasts: Endings,
    /// How adverbs in small letters that no list knows end: "reluctantly".
    pub adverbs: Endings,
    /// The finite verb is the second constituent of a main clause and the last of a subordinate one.
    pub verb_second: bool,
    /// A dot after a number makes it an ordinal: "am 3. Mai".
    pub ordinal_dots: bool,
    /// Endings of adjectives and nouns by case and number, longest first; names of things are compared without them.
    pub inflections: Vec<String>,
    /// Nouns are compounded in one word, whose last part says what it is: "Innenministerin".
    pub compounds: bool,
}

/// Gender and number that a form of a cue shows of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// One, feminine; or several things.
    Feminine,
    /// Several people.
    Plural,
    /// Two.
    Dual,
    /// One, masculine.
    Masculine,
}

/// The affixes of each [`Agreement`]; the first that a form has counts.
type Agreeing = BTreeMap<Agreement, Affixes>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Affixes {
    begins: Vec<String>,
    ends: Vec<String>,
}

impl Affixes {
    fn fold(&mut self) {
        self.begins.iter_mut().chain(&mut self.ends).for_each(|a| *a = fold(a));
    }

    /// True where `form` has one of them that its lemma has not as a letter of its own: «تابع» has no prefix, «تتابع» has one.
    fn mark(&self, form: &str, lemma: &str) -> bool {
        let begins = |a: &String| {
            form.starts_with(a.as_str())
                && (!lemma.starts_with(a.as_str()) || form[a.len()..].starts_with(a.as_str()))
        };
        let ends = |a: &String| {
            form.strip_suffix(a.as_str())
                .is_some_and(|rest| !lemma.ends_with(a.as_str()) || rest.ends_with(a.as_str()))
        };
        self.begins.iter().any(begins) || self.ends.iter().any(ends)
    }
}

/// Endings that tell a kind of word.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Endings {
    /// The endings, folded.
    pub endings: Vec<String>,
    /// Words with such an ending that are something else.
    pub except: Vec<String>,
}

impl Endings {
    /// True where the folded word has one of the endings.
    pub fn fit(&self, folded: &str) -> bool {
        self.endings.iter().any(|e| folded.ends_with(e.as_str()) && folded.len() > e.len() + 2)
            && !self.except.iter().any(|w| w == folded)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    #[serde(default)]
    grammar: Grammar,
    #[serde(default)]
    agreement: FxHashMap<String, Agreeing>,
    #[serde(default)]
    clitics: Clitics,
    classes: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    epithets: BTreeMap<String, String>,
    #[serde(default)]
    metonyms: BTreeMap<String, String>,
    #[serde(default)]
    seats: BTreeMap<String, String>,
    #[serde(default)]
    nicknames: Vec<Vec<String>>,
    #[serde(default)]
    titles: Vec<Vec<String>>,
    #[serde(default)]
    compounds: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CuesFile {
    cue: Vec<CueText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueText {
    lemma: String,
    #[serde(default)]
    stance: Option<String>,
    #[serde(default)]
    finite: Vec<String>,
    #[serde(default)]
    participle: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    preposition: Vec<String>,
    #[serde(default)]
    postposition: Vec<String>,
    #[serde(default)]
    anaphor: Vec<String>,
    #[serde(default)]
    particles: Vec<String>,
    #[serde(default)]
    particle_stances: BTreeMap<String, String>,
    #[serde(default)]
    cognates: Vec<String>,
    #[serde(default)]
    impersonal: bool,
    frames: Vec<String>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    narrator: bool,
}

impl Lexicon {
    /// Reads the two files.
    ///
    /// # Errors
    /// Where a file is no TOML of this shape, or names an unknown class, stance or frame.
    pub(super) fn parse(tag: &str, words: &str, cues: &str) -> Result<Self> {
        let file: WordsFile = parse_toml(tag, "words.toml", words)?;
        let mut grammar = file.grammar;
        grammar.adjective_endings = grammar.adjective_endings.iter().map(|e| fold(e)).collect();
        grammar.speaks_for = grammar.speaks_for.iter().map(|w| fold(w)).collect();
        grammar.verbal_nouns = grammar.verbal_nouns.iter().map(|p| fold(p)).collect();
        let mut lexicon = Self { clitics: file.clitics, grammar, ..Self::default() };
        lexicon.agreement = file.agreement;
        lexicon.agreement.values_mut().flat_map(|a| a.values_mut()).for_each(Affixes::fold);
        let by_folded = |names: &BTreeMap<String, String>| {
            names.iter().map(|(name, meant)| (fold(name), meant.clone())).collect()
        };
        lexicon.epithets = by_folded(&file.epithets);
        lexicon.metonyms = by_folded(&file.metonyms);
        lexicon.seats = by_folded(&file.seats);
        lexicon.compounds = file.compounds.iter().map(|w| fold(w)).collect();
        for (sets, known) in [(&file.nicknames, &mut lexicon.nicknames), (&file.titles, &mut lexicon.titles)]
        {
            for set in sets {
                let full = set.first().map(|n| fold(n)).unwrap_or_default();
                known.extend(set.iter().map(|n| (fold(n), full.clone())));
            }
        }
        for (name, forms) in &file.classes {
            let Some((class, _)) = Class::ALL.iter().find(|(_, n)| n == name) else {
                let known: Vec<_> = Class::ALL.iter().map(|c| c.1).collect();
                return Err(Error::pack(format!(
                    "{tag}/words.toml: unknown class {name:?}; known are {}",
                    known.join(", ")
                )));
            };
            if *class == Class::GivenName {
                lexicon.given_names = forms.iter().map(|f| f.as_str().into()).collect();
            }
            for form in forms {
                lexicon.add(form, Known { classes: Classes::from(*class), cue: None });
            }
        }
        let file: CuesFile = parse_toml(tag, "cues.toml", cues)?;
        for text in file.cue {
            lexicon.add_cue(tag, text)?;
        }
        for list in lexicon.phrases.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
        }
        Ok(lexicon)
    }

    fn add_cue(&mut self, tag: &str, text: CueText) -> Result<()> {
        let wrong = |what: &str, value: &str| {
            Error::pack(format!("{tag}/cues.toml: cue {:?}: unknown {what} {value:?}", text.lemma))
        };
        let stance_of = |name: &str| Stance::from_name(name).ok_or_else(|| wrong("stance", name));
        let stance = stance_of(text.stance.as_deref().unwrap_or("neutral"))?;
        let particle_stances = text
            .particle_stances
            .iter()
            .map(|(particle, name)| Ok((fold(particle), stance_of(name)?)))
            .collect::<Result<_>>()?;
        let frames = text
            .frames
            .iter()
            .map(|f| {
                let (name, marker) = f.split_once(':').unwrap_or((f, ""));
                let slot = Slot::ALL.iter().find(|s| s.1 == name).ok_or_else(|| wrong("frame", f))?.0;
                Ok(Frame { slot, marker: fold(marker) })
            })
            .collect::<Result<Vec<_>>>()?;
        let id = self.cues.len() as u16;
        let forms = [
            (&text.finite, CueForm::Finite),
            (&text.participle, CueForm::Participle),
            (&text.noun, CueForm::Noun),
            (&text.preposition, CueForm::Preposition),
            (&text.postposition, CueForm::Postposition),
            (&text.anaphor, CueForm::Anaphor),
        ];
        for (list, kind) in forms {
            for form in list {
                if let Some((other, _)) = self.words.get(fold(form).as_str()).and_then(|k| k.cue) {
                    let other = &self.cues[other as usize].lemma;
                    return Err(Error::pack(format!(
                        "{tag}/cues.toml: cue {:?}: form {form:?} is already one of {other:?}",
                        text.lemma
                    )));
                }
                self.add(form, Known { classes: Classes::default(), cue: Some((id, kind)) });
            }
        }
        self.cues.push(CueEntry {
            lemma: text.lemma,
            stance,
            frames,
            weak: text.weak,
            narrator: text.narrator,
            particles: text.particles.iter().map(|p| fold(p)).collect(),
            particle_stances,
            impersonal: text.impersonal,
            cognates: text.cognates.iter().map(|n| fold(n)).collect(),
        });
        Ok(())
    }

    fn add(&mut self, form: &str, known: Known) {
        let folded = fold(form);
        let mut parts = folded.split(' ');
        let first: Box<str> = parts.next().unwrap_or_default().into();
        let rest: Vec<Box<str>> = parts.map(Into::into).collect();
        let entry = if rest.is_empty() {
            self.words.entry(first).or_default()
        } else {
            let list = self.phrases.entry(first).or_default();
            let at = list.iter().position(|(r, _)| *r == rest).unwrap_or_else(|| {
                list.push((rest, Known::default()));
                list.len() - 1
            });
            &mut list[at].1
        };
        entry.classes |= known.classes;
        entry.cue = entry.cue.or(known.cue);
    }

    /// What is known of a folded word, with its clitics taken off where the whole is unknown.
    pub fn word(&self, folded: &str) -> Word {
        if let Some(known) = self.words.get(folded) {
            return Word { classes: known.classes, cue: known.cue, ..Word::default() };
        }
        if self.grammar.compounds {
            return self.compound(folded);
        }
        self.without_clitics(folded)
    }

    /// The nominal classes of the longest known word that ends `folded`.
    fn compound(&self, folded: &str) -> Word {
        let nominal = Class::Title
            | Class::Organisation
            | Class::Medium
            | Class::Occasion
            | Class::Group
            | Class::Unnamed
            | Class::Document
            | Class::Saying
            | Class::Time
            | Class::Feminine
            | Class::Masculine;
        let ends = folded.char_indices().skip(2).take_while(|(i, _)| folded.len() - i >= COMPOUND_HEAD);
        let found = ends.filter_map(|(i, _)| self.words.get(&folded[i..])).find(|k| k.classes.any(nominal));
        Word { classes: found.map_or(Classes::default(), |k| k.classes & nominal), ..Word::default() }
    }

    fn without_clitics(&self, folded: &str) -> Word {
        let mut word = Word::default();
        let mut rest = folded;
        if let Some(bare) = self.clitics.conjunctions.iter().find_map(|c| long_after(rest, c)) {
            if let Some(known) = self.words.get(bare) {
                word.conjunction = true;
                word.clitics = (folded.len() - bare.len()) as u8;
                return Word { classes: known.classes, cue: known.cue, ..word };
            }
            word.conjunction = true;
            rest = bare;
        }
        // A word that only looks like one with a conjunction loses the flag again below unless the rest is known.
        let whole = [folded, rest];
        for (n, start) in whole.iter().enumerate().rev() {
            if n == 1 && !word.conjunction {
                continue;
            }
            if let Some(found) = self.noun(start) {
                return Word {
                    conjunction: n == 1 && word.conjunction,
                    clitics: found.clitics + (folded.len() - start.len()) as u8,
                    ..found
                };
            }
        }
        if let Some(found) = self.with_object(folded, rest) {
            return found;
        }
        if let Some((nominative, classes)) = self.accusative(rest).or_else(|| self.accusative(folded)) {
            let conjunction =
                word.conjunction && nominative.len() < folded.len() - self.clitics.accusative.len();
            return Word { classes, conjunction, ..Word::default() };
        }
        let definite =
            |w: &str| !self.clitics.article.is_empty() && long_after(w, &self.clitics.article).is_some();
        Word {
            conjunction: false,
            definite: definite(folded) || (word.conjunction && definite(rest)),
            ..Word::default()
        }
    }

    /// A finite cue with an object pronoun; it cannot take a content of its own.
    fn with_object(&self, folded: &str, rest: &str) -> Option<Word> {
        let verb = |w: &str| {
            self.clitics.objects.iter().find_map(|o| {
                let known = self.words.get(w.strip_suffix(o.as_str())?)?;
                matches!(known.cue, Some((_, CueForm::Finite))).then_some(())
            })
        };
        let joined = rest.len() < folded.len();
        let conjunction = joined && verb(rest).is_some();
        (conjunction || verb(folded).is_some()).then(|| Word {
            classes: Class::Verb | Class::Event,
            conjunction,
            ..Word::default()
        })
    }

    /// A noun for people or things with the pronoun of whose it is: «مندوبها».
    fn possessed(&self, folded: &str) -> Option<Word> {
        let nouns = Class::Title | Class::Group | Class::Organisation | Class::Document | Class::Noun;
        self.clitics.objects.iter().find_map(|o| {
            let bare = folded.strip_suffix(o.as_str())?;
            let known = self.words.get(bare).filter(|k| k.cue.is_none() && k.classes.any(nouns))?;
            Some(Word { classes: known.classes & nouns, definite: true, ..Word::default() })
        })
    }

    /// A noun in the accusative without its ending, and what it is: «مصدرا» is «مصدر».
    fn accusative<'a>(&self, folded: &'a str) -> Option<(&'a str, Classes)> {
        let ending = Some(self.clitics.accusative.as_str()).filter(|e| !e.is_empty())?;
        let bare = folded.strip_suffix(ending)?;
        let nouns = Class::Title
            | Class::Unnamed
            | Class::Group
            | Class::Document
            | Class::Organisation
            | Class::Noun;
        let known = self.words.get(bare).filter(|k| k.cue.is_none() && k.classes.any(nouns))?;
        Some((bare, known.classes & nouns))
    }

    /// A noun phrase in the nominative: «مصدرا قضائيا» is «مصدر قضائي».
    pub fn nominative(&self, phrase: &str) -> String {
        let first = phrase.split(' ').next().unwrap_or_default();
        if self.accusative(&fold(first)).is_none() {
            return phrase.to_owned();
        }
        let mut accusative = true;
        let words = phrase.split(' ').map(|word| {
            let marks = |c: char| fold(c.encode_utf8(&mut [0; 4])).is_empty();
            let bare = word.trim_end_matches(marks);
            accusative &= fold(bare).ends_with(self.clitics.accusative.as_str());
            match bare.char_indices().next_back().filter(|_| accusative) {
                Some((at, _)) => bare[..at].trim_end_matches(marks),
                None => word,
            }
        });
        words.collect::<Vec<_>>().join(" ")
    }

    /// A noun with preposition and article: «بالوزارة», «للرئيس», «الوزير».
    fn noun(&self, folded: &str) -> Option<Word> {
        let clitics = &self.clitics;
        let known = |bare: &str, preposition: Option<char>, definite: bool| {
            let known = self.words.get(bare)?;
            // Verbs take neither prepositions nor the article.
            if matches!(known.cue, Some((_, CueForm::Finite))) && (preposition.is_some() || definite) {
                return None;
            }
            Some(Word {
                classes: known.classes,
                cue: known.cue,
                preposition,
                definite,
                clitics: (folded.len() - bare.len()) as u8,
                ..Word::default()
            })
        };
        for (short, full) in &clitics.elided {
            if let Some(bare) = long_after(folded, short) {
                let letter = full.chars().next();
                return known(bare, letter, true).or(Some(Word {
                    preposition: letter,
                    definite: true,
                    clitics: (folded.len() - bare.len()) as u8,
                    ..Word::default()
                }));
            }
        }
        let article = |w: &str, preposition| {
            let bare = (!clitics.article.is_empty()).then(|| long_after(w, &clitics.article))??;
            known(bare, preposition, true).or_else(|| {
                preposition.map(|_| Word {
                    preposition,
                    definite: true,
                    clitics: (folded.len() - bare.len()) as u8,
                    ..Word::default()
                })
            })
        };
        if let Some(word) = article(folded, None).or_else(|| self.possessed(folded)) {
            return Some(word);
        }
        clitics.prepositions.iter().find_map(|p| {
            let bare = long_after(folded, p)?;
            article(bare, p.chars().next()).or_else(|| known(bare, p.chars().next(), false))
        })
    }

    /// What the folded form of a cue shows of its subject.
    pub fn agreement(&self, folded: &str) -> Option<Agreement> {
        let word = self.word(folded);
        let (cue, form) = word.cue?;
        let kind = match form {
            CueForm::Finite => "finite",
            CueForm::Participle => "participle",
            CueForm::Noun => "noun",
            _ => return None,
        };
        let form = &folded[word.clitics as usize..];
        let lemma = fold(&self.cues[cue as usize].lemma);
        if form == lemma {
            return Some(Agreement::Masculine);
        }
        self.agreement.get(kind)?.iter().find(|(_, affixes)| affixes.mark(form, &lemma)).map(|(a, _)| *a)
    }

    /// The ending of an indefinite noun in the accusative; empty where the language has none.
    pub fn accusative_ending(&self) -> &str {
        &self.clitics.accusative
    }

    /// The word without the ending of an owner: "Lind" of "Lind's"; `None` without one.
    pub fn without_owner<'a>(&self, word: &'a str) -> Option<&'a str> {
        self.grammar.owner_endings.iter().find_map(|ending| word.strip_suffix(ending.as_str()))
    }

    /// True where a pronoun is written at the end of the folded word: «لكنه».
    pub fn has_object(&self, folded: &str) -> bool {
        self.clitics.objects.iter().any(|o| folded.ends_with(o.as_str()))
    }

    /// What follows the conjunction that the folded word begins with, if it does.
    pub fn conjunction<'a>(&self, folded: &'a str) -> Option<&'a str> {
        self.clitics.conjunctions.iter().find_map(|c| folded.strip_prefix(c.as_str()))
    }

    /// What follows each preposition that the folded word may begin with, where a word long enough to tell stays.
    pub fn bare_of_preposition<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        let prepositions = self.clitics.prepositions.iter();
        prepositions.filter_map(|p| folded.strip_prefix(p.as_str())).filter(|rest| rest.chars().count() > 2)
    }

    /// The folded word with the article.
    pub fn with_article(&self, folded: &str) -> String {
        format!("{}{folded}", self.clitics.article)
    }

    /// The folded word without its clitics.
    pub fn bare<'a>(&self, folded: &'a str, word: &Word) -> &'a str {
        let rest = &folded[word.clitics as usize..];
        if word.clitics == 0 && word.definite {
            rest.strip_prefix(self.clitics.article.as_str()).unwrap_or(rest)
        } else {
            rest
        }
    }

    /// The folded word without its ending.
    pub fn stem<'a>(&self, word: &'a str) -> &'a str {
        let ends = self.grammar.inflections.iter();
        ends.filter_map(|e| word.strip_suffix(e.as_str())).find(|s| s.chars().count() >= 4).unwrap_or(word)
    }

    /// A phrase whose first word carries a preposition, without it; a swallowed article is given back.
    pub fn without_preposition(&self, phrase: &str, word: &Word) -> String {
        let folded = fold(phrase);
        let elided = self.clitics.elided.iter().any(|(short, _)| folded.starts_with(short.as_str()));
        let letters = if elided { 2 } else { 1 };
        let at = phrase.char_indices().nth(letters).map_or(0, |(i, _)| i);
        if word.definite && elided {
            format!("{}{}", self.clitics.article, &phrase[at..])
        } else {
            phrase[at..].to_owned()
        }
    }

    /// True where the word has the ending of an adjective of origin: «غربي», «أوروبية».
    pub fn is_adjective(&self, word: &str) -> bool {
        let word = fold(word);
        self.grammar.adjective_endings.iter().any(|e| word.ends_with(e.as_str()) && word.len() > e.len() + 4)
    }

    /// The letters of a folded name that all its spellings keep; empty where the pack does not say which those are.
    pub fn skeleton(&self, folded: &str) -> String {
        let grammar = &self.grammar;
        if grammar.weak_letters.is_empty() {
            return String::new();
        }
        let group =
            |c: char| grammar.alike_letters.iter().find(|g| g.contains(c)).and_then(|g| g.chars().next());
        folded.chars().filter(|c| !grammar.weak_letters.contains(*c)).map(|c| group(c).unwrap_or(c)).collect()
    }

    /// True where the word is spelled like a given name of the pack.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given_names.contains(word)
    }

    /// True where the folded word is built like a verbal noun.
    pub fn is_verbal_noun(&self, folded: &str) -> bool {
        let built = |pattern: &String| {
            pattern.chars().count() == folded.chars().count()
                && pattern.chars().zip(folded.chars()).all(|(p, c)| p == '?' || p == c)
        };
        self.grammar.verbal_nouns.iter().any(built)
    }

    /// The longest phrase that begins with folded word `first`; `next(i)` gives the folded word i places later.
    pub fn phrase(
        &self,
        first: &str,
        next: &mut dyn FnMut(usize) -> Option<String>,
    ) -> Option<(usize, Word)> {
        let mut conjunction = false;
        let list = self.phrases.get(first).or_else(|| {
            let bare = self.clitics.conjunctions.iter().find_map(|c| long_after(first, c))?;
            conjunction = true;
            self.phrases.get(bare)
        })?;
        list.iter().find_map(|(rest, known)| {
            rest.iter().enumerate().all(|(i, want)| next(i + 1).as_deref() == Some(want)).then(|| {
                let word = Word { classes: known.classes, cue: known.cue, conjunction, ..Word::default() };
                (rest.len() + 1, word)
            })
        })
    }
}

/// `word` without `prefix`, where at least two letters stay.
fn long_after<'a>(word: &'a str, prefix: &str) -> Option<&'a str> {
    let rest = word.strip_prefix(prefix)?;
    (rest.chars().nth(1).is_some()).then_some(rest)
}
