//! The claims that come with an article, from another extractor or a person, to attributions.
//!
//! In: claims in the shape that `extract` writes, of which only `content` is required; places are Unicode code points into the
//! article's `text`. Out: [`Attribution`]s with byte spans. A place is checked against the text that is said to stand there, because
//! other tools count bytes or UTF-16 units; where only the text is given, its first occurrence is the place.

use crate::{
    model::{
        Article, Attribution, Cue, Mention, MentionKind, Permille, Phrase, Polarity, Rule, Shape, Slot, Span,
        Stance, Style,
    },
    text::Offsets,
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Default, Deserialize)]
pub(super) struct RawClaim {
    id: Option<String>,
    speaker: Option<RawSpeaker>,
    cue: Option<RawCue>,
    medium: Option<Place>,
    addressee: Option<Place>,
    occasion: Option<Place>,
    via: Option<Place>,
    polarity: Option<String>,
    #[serde(default)]
    content: RawContent,
    kind: Option<String>,
    headline: Option<bool>,
    sentence: Option<u32>,
    confidence: Option<f64>,
    rule: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct RawSpeaker {
    name: Option<String>,
    kind: Option<String>,
    mention: Option<Place>,
    resolved_by: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Place {
    text: Option<String>,
    span: Option<(u32, u32)>,
}

#[derive(Debug, Default, Deserialize)]
struct RawCue {
    #[serde(flatten)]
    place: Place,
    stance: Option<String>,
    #[serde(default)]
    negated: bool,
}

#[derive(Debug, Default, Deserialize)]
struct RawContent {
    text: Option<String>,
    spans: Option<Vec<(u32, u32)>>,
}

/// The attributions of `article`; an error names the claim.
pub(super) fn attributions(article: &Article, claims: Vec<Value>) -> Result<Vec<Attribution>, String> {
    let places = Places { text: &article.text, offsets: Offsets::new(&article.text) };
    let read = |(n, value): (usize, Value)| {
        let claim: RawClaim = serde_json::from_value(value).map_err(|e| {
            format!("claim {}: {e}; claims are written as `extract --format json` does", n + 1)
        })?;
        let name = claim.id.clone().unwrap_or_else(|| (n + 1).to_string());
        attribution(article, &places, claim).map_err(|e| format!("claim {name}: {e}"))
    };
    claims.into_iter().enumerate().map(read).collect()
}

fn attribution(article: &Article, places: &Places, claim: RawClaim) -> Result<Attribution, String> {
    let content = places.content(claim.content)?;
    let cue = claim.cue.unwrap_or_default();
    let stance = match cue.stance.as_deref() {
        None => Stance::Neutral,
        Some(name) => stance(name)?,
    };
    let speaker = claim.speaker.unwrap_or_default();
    let kind = mention_kind(&speaker);
    let unresolved = speaker.resolved_by.as_deref() == Some("unresolved");
    let mention = Mention {
        span: places.optional("mention", speaker.mention)?,
        name: None,
        core: None,
        kind,
        antecedent: None,
        given: speaker.name.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty() && !unresolved),
    };
    let in_headline = article.headline.is_some_and(|h| content.iter().all(|c| h.contains(*c)));
    Ok(Attribution {
        mention,
        cue: Cue { span: places.optional("cue", Some(cue.place))?, stance, negated: cue.negated },
        medium: places.named("medium", claim.medium)?,
        addressee: places.named("addressee", claim.addressee)?,
        occasion: places.named("occasion", claim.occasion)?,
        via: places.optional("via", claim.via)?,
        polarity: claim.polarity.as_deref().map(polarity).transpose()?,
        style: claim.kind.as_deref().map_or_else(|| Ok(quoted(&article.text, &content)), style)?,
        content,
        headline: claim.headline.unwrap_or(in_headline),
        sentence: claim.sentence.unwrap_or_default(),
        sentence_start: None,
        confidence: claim.confidence.map_or(Permille::ONE, Permille::of),
        rule: claim.rule.as_deref().and_then(rule).unwrap_or(Rule { shape: Shape::Given, slot: Slot::Given }),
    })
}

fn style(name: &str) -> Result<Style, String> {
    Style::from_name(name).ok_or_else(|| format!("unknown kind `{name}`; known are direct, indirect, mixed"))
}

/// Direct where quotation marks stand right before and after; only for claims that do not say.
fn quoted(text: &str, content: &[Span]) -> Style {
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return Style::Indirect };
    let opens = text[..first.start as usize].ends_with(['«', '“', '"', '„', '‘']);
    let closes = text[last.end as usize..].starts_with(['»', '”', '"', '“', '’']);
    if opens && closes { Style::Direct } else { Style::Indirect }
}

fn mention_kind(speaker: &RawSpeaker) -> MentionKind {
    match (speaker.resolved_by.as_deref(), speaker.kind.as_deref()) {
        (Some("implied"), _) => MentionKind::Implied,
        (Some("pronoun"), _) => MentionKind::Pronoun,
        (_, Some("organisation")) => MentionKind::Organisation,
        (_, Some("group")) => MentionKind::Group,
        (_, Some("document")) => MentionKind::Document,
        (_, Some("role")) | (Some("role"), _) => MentionKind::Role,
        (_, Some("unknown")) => MentionKind::Unnamed,
        _ => MentionKind::Name,
    }
}

fn polarity(name: &str) -> Result<Polarity, String> {
    let known = [Polarity::Positive, Polarity::Negative, Polarity::Uncertain];
    known.into_iter().find(|p| p.name() == name).ok_or_else(|| {
        format!("unknown polarity `{name}`; known are {}", known.map(Polarity::name).join(", "))
    })
}

fn stance(name: &str) -> Result<Stance, String> {
    Stance::from_name(name).ok_or_else(|| {
        let known: Vec<_> = Stance::ALL.iter().map(|s| s.name()).collect();
        format!("unknown stance `{name}`; known are {}", known.join(", "))
    })
}

/// `ar.verb-subject.quote`, as this program writes it.
fn rule(name: &str) -> Option<Rule> {
    let mut parts = name.split('.').skip(1);
    let (shape, slot) = (parts.next()?, parts.next()?);
    Some(Rule {
        shape: Shape::ALL.iter().find(|s| s.1 == shape)?.0,
        slot: Slot::ALL.iter().find(|s| s.1 == slot)?.0,
    })
}

/// The text that places are checked against.
struct Places<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
}

impl Places<'_> {
    fn span(&self, what: &str, (start, end): (u32, u32)) -> Result<Span, String> {
        let outside = || {
            let all = self.offsets.code_point(self.text.len());
            format!(
                "`{what}` [{start}, {end}] is outside the text (0 to {all}); places count Unicode code points"
            )
        };
        let bytes = self.offsets.byte(start).zip(self.offsets.byte(end)).filter(|_| start < end);
        bytes.map(|(start, end)| Span::new(start, end)).ok_or_else(outside)
    }

    fn checked(&self, what: &str, span: Span, said: &str) -> Result<Span, String> {
        let found = span.of(self.text);
        if found.split_whitespace().eq(said.split_whitespace()) {
            return Ok(span);
        }
        Err(format!(
            "`{what}` is said to be «{}» where the text has «{}»; places count Unicode code points, not bytes or UTF-16 units",
            short(said),
            short(found)
        ))
    }

    fn optional(&self, what: &str, place: Option<Place>) -> Result<Option<Span>, String> {
        let place = place.unwrap_or_default();
        match (place.span, place.text.filter(|t| !t.trim().is_empty())) {
            (Some(span), Some(said)) => Ok(Some(self.checked(what, self.span(what, span)?, &said)?)),
            (Some(span), None) => Ok(Some(self.span(what, span)?)),
            (None, Some(said)) => Ok(self.find(&said)),
            (None, None) => Ok(None),
        }
    }

    /// Like [`Self::optional`], but the text may be the name it goes by and stand elsewhere or nowhere: «صحيفة الصدى» where the article
    /// has «الصحيفة نفسها».
    fn named(&self, what: &str, place: Option<Place>) -> Result<Option<Phrase>, String> {
        let place = place.unwrap_or_default();
        let said = place.text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        let span = match (place.span, &said) {
            (Some(span), _) => Some(self.span(what, span)?),
            (None, Some(said)) => self.find(said),
            (None, None) => None,
        };
        let stands = |said: &String| {
            span.is_some_and(|s| s.of(self.text).split_whitespace().eq(said.split_whitespace()))
        };
        let given = said.filter(|s| !stands(s));
        Ok((span.is_some() || given.is_some()).then_some(Phrase { span, given }))
    }

    fn content(&self, content: RawContent) -> Result<Vec<Span>, String> {
        let said = content.text.filter(|t| !t.trim().is_empty());
        let spans = content.spans.unwrap_or_default();
        if spans.is_empty() {
            let Some(said) = said else {
                return Err(
                    "no `content`; give its `spans`, or its `text` as it stands in the article".to_owned()
                );
            };
            return self.find(&said).map(|s| vec![s]).ok_or_else(|| {
                format!("the content «{}» does not stand in the text; give its `spans`", short(&said))
            });
        }
        let spans: Vec<Span> =
            spans.into_iter().map(|s| self.span("content", s)).collect::<Result<_, _>>()?;
        if spans.windows(2).any(|w| w[0].end > w[1].start) {
            return Err("the spans of `content` overlap or are out of order".to_owned());
        }
        if let (Some(said), [span]) = (said, spans.as_slice()) {
            self.checked("content", *span, &said)?;
        }
        Ok(spans)
    }

    fn find(&self, said: &str) -> Option<Span> {
        let said = said.trim();
        self.text.find(said).map(|at| Span::new(at, at + said.len()))
    }
}

/// Enough of a text to recognise it in a message.
fn short(text: &str) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = words.char_indices().nth(40) {
        words.truncate(at);
        words.push('…');
    }
    words
}
