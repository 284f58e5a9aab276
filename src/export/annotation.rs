//! Judged claims as annotation: what analysts decided, in the form in which the claims reader is trained.
//!
//! In comes what a build came to and what decisions made of it, out comes a record for each paragraph with a judged
//! claim: its text, and where in it the ends and the trigger stand. Decided here: an accepted claim is right as it
//! stands, a rejected one wrong; a corrected one is wrong as the program had it and right as the analyst has it, where
//! the corrected end is one of the claim's own ends or a name in its words, else only wrong. Nothing is said of what
//! nobody judged.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{
    Act, ActorId, Claim, ClaimWords, Decision, DocumentId, Evidence, Knowledge, Modality, Origin, Polarity, Verdict,
};
use crate::text::Span;

/// A paragraph with its judged claims: a line of `kg decisions --as-annotation`.
#[derive(Serialize, JsonSchema)]
pub struct AnnotationRecord {
    /// Key of the document.
    pub id: String,
    /// The paragraph: a line of the document's text, from 0.
    pub p: usize,
    /// Its text.
    pub text: String,
    /// What was judged in it.
    pub claims: Vec<AnnotatedClaimRecord>,
}

/// A judged claim. Offsets are code points of the paragraph: first, and behind the last.
#[derive(Serialize, JsonSchema)]
pub struct AnnotatedClaimRecord {
    /// Kind of relation.
    pub k: String,
    /// The subject.
    pub s: [usize; 2],
    /// The object.
    pub o: [usize; 2],
    /// The words that state it.
    pub t: Vec<[usize; 2]>,
    /// `denied`, where it is said not to be so.
    #[serde(rename = "pol", skip_serializing_if = "Option::is_none")]
    pub polarity: Option<&'static str>,
    /// How real, where it is not said to be actual.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modality: Option<&'static str>,
    /// There where it is somebody's word; where the speaker stands is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Vec<[usize; 2]>>,
    /// `right` or `wrong`.
    pub verdict: &'static str,
}

/// The judged claims of every paragraph, by document and place. `base` is what a build came to, `judged` the same with
/// decisions laid over it ([`crate::resolve::decide`]). Linear in the claims.
pub fn annotation_records(base: &Knowledge, judged: &Knowledge) -> Vec<AnnotationRecord> {
    let mut paragraphs: BTreeMap<(DocumentId, usize), Vec<AnnotatedClaimRecord>> = BTreeMap::new();
    for claim in &base.claims {
        let Some(decision) = judged.judgments.get(&claim.hash).and_then(|decisions| decisions.first()) else {
            continue;
        };
        let (Evidence::Quotation { document, .. }, Origin::Extracted { words: Some(words), .. }) =
            (&claim.evidence, &claim.origin)
        else {
            continue;
        };
        let text: &str = &base.document(*document).text;
        let start = text[..words.trigger.start()].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let inside = |span: Span| start <= span.start() && span.end() <= end;
        if ![words.trigger, words.subject, words.object].into_iter().all(inside) {
            continue;
        }
        let of_claim = paragraphs.entry((*document, start)).or_default();
        for (kind, words, verdict) in verdicts(base, claim, *words, decision) {
            of_claim.push(record(&text[start..end], start, claim, (kind, words), verdict));
        }
    }
    let paragraph = |((document, start), claims): ((DocumentId, usize), Vec<AnnotatedClaimRecord>)| {
        let document = base.document(document);
        let text: &str = &document.text;
        AnnotationRecord {
            id: document.key.clone(),
            p: text[..start].matches('\n').count(),
            text: text[start..].lines().next().unwrap_or_default().to_owned(),
            claims,
        }
    };
    paragraphs.into_iter().map(paragraph).collect()
}

/// What a decision says of a claim: kinds and words, right or wrong.
fn verdicts(
    base: &Knowledge,
    claim: &Claim<ActorId>,
    words: ClaimWords,
    decision: &Decision,
) -> Vec<(String, ClaimWords, &'static str)> {
    let Act::Judge { verdict, .. } = &decision.act else { return Vec::new() };
    let kind = base.schema.relation_kind(claim.kind).key.clone();
    let correction = match verdict {
        Verdict::Rejected => return vec![(kind, words, "wrong")],
        Verdict::Accepted(correction) if correction.is_empty() => return vec![(kind, words, "right")],
        Verdict::Accepted(correction) => correction,
    };
    let place = |key: &Option<String>, as_it_is: Span| match key {
        None => Some(as_it_is),
        Some(key) => place_of(base, claim, words, key),
    };
    let corrected = place(&correction.subject, words.subject).zip(place(&correction.object, words.object)).map(
        |(subject, object)| {
            let kind = correction.kind.clone().unwrap_or_else(|| kind.clone());
            (kind, ClaimWords { subject, object, ..words }, "right")
        },
    );
    std::iter::once((kind.clone(), words, "wrong")).chain(corrected).collect()
}

/// Where an actor stands in the words of a claim: as its other end, or by name.
fn place_of(base: &Knowledge, claim: &Claim<ActorId>, words: ClaimWords, key: &str) -> Option<Span> {
    let actor = base.actors.by_key(key)?;
    let Evidence::Quotation { document, span } = claim.evidence else { return None };
    let ends = [(claim.subject, words.subject), (claim.object, words.object)];
    let by_name = || {
        base.mentions[document.index()].iter().find(|mention| {
            span.start() <= mention.span.start() && mention.span.end() <= span.end() && mention.actor() == Some(actor)
        })
    };
    ends.into_iter().find(|(end, _)| *end == actor).map(|(_, span)| span).or_else(|| Some(by_name()?.span))
}

fn record(
    paragraph: &str,
    start: usize,
    claim: &Claim<ActorId>,
    (kind, words): (String, ClaimWords),
    verdict: &'static str,
) -> AnnotatedClaimRecord {
    let offset = |byte: usize| paragraph[..byte - start].chars().count();
    let stretch = |span: Span| [offset(span.start()), offset(span.end())];
    AnnotatedClaimRecord {
        k: kind,
        s: stretch(words.subject),
        o: stretch(words.object),
        t: vec![stretch(words.trigger)],
        polarity: (claim.polarity == Polarity::Denied).then(|| claim.polarity.label()),
        modality: (claim.modality != Modality::Actual).then(|| claim.modality.label()),
        by: claim.is_attributed().then(Vec::new),
        verdict,
    }
}
