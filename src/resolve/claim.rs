//! Curated claims to claims: their documents found, their quotations placed.
//!
//! Decided here: a quotation that is not in its document is an error; a claim whose document is declared but was not read stands on its citation,
//! without words. Two claims that say the same on the same ground are an error. The result is sorted by ends, kind and hash.

use std::collections::{BTreeMap, HashMap};

use super::Documents;
use super::document::{publisher, publishers};
use super::quotation::Quotable;
use crate::curated::{CuratedClaim, CuratedSpeaker, Ground};
use crate::model::{
    ActorId, Actors, Attribution, Citation, Claim, ContentHash, Document, DocumentId, Evidence, Hasher, Origin, Review, Schema, Speaker,
};
use crate::text::{Diagnostic, Place, closest};

/// Turns curated claims into claims. Those with an error are reported and left out. `file` is the curated file's path below the project.
pub fn claims(
    curated: &[CuratedClaim],
    documents: &Documents,
    actors: &Actors,
    schema: &Schema,
    file: &str,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Claim<ActorId>> {
    let by_name = publishers(actors);
    let mut quotables: HashMap<DocumentId, Quotable> = HashMap::new();
    let mut lines = Lines::default();
    let mut seen: BTreeMap<ContentHash, &Place> = BTreeMap::new();
    let mut claims = Vec::new();
    for claim in curated {
        let evidence = match &claim.ground {
            Ground::Document { key, quote } => {
                let Some(cited) = documents.cited(&key.value) else {
                    problems.push(
                        Diagnostic::error(key.place.clone(), format!("unknown document `{}`", key.value)).did_you_mean(closest_key(&key.value, documents).as_deref()),
                    );
                    continue;
                };
                match (quote, cited.document) {
                    (Some(quote), Some(id)) => {
                        let quotable = quotables.entry(id).or_insert_with(|| Quotable::new(&documents.list[id.index()].text));
                        match quotable.find(&quote.value) {
                            Some(span) => Evidence::Quotation { document: id, span },
                            None => {
                                problems.push(not_quoted(quote, quotable, &documents.list[id.index()]));
                                continue;
                            }
                        }
                    }
                    (None, _) | (_, None) => Evidence::Citation(cited.citation.clone()),
                }
            }
            Ground::Citation { text, publisher: name, published, url } => Evidence::Citation(Citation {
                text: text.clone(),
                publisher: name.clone().map(|name| publisher(name, &by_name)),
                published: *published,
                url: url.clone(),
                document: None,
            }),
        };
        let hash = hash_of(claim, &evidence, &documents.list, actors, schema);
        if let Some(earlier) = seen.insert(hash, &claim.place) {
            problems.push(
                Diagnostic::error(claim.place.clone(), "this claim is made twice").and_at(earlier.clone(), "first made here").hint("remove one, or quote other words"),
            );
            continue;
        }
        claims.push(Claim {
            hash,
            kind: claim.kind,
            subject: claim.subject,
            object: claim.object,
            polarity: claim.polarity,
            modality: claim.modality,
            period: claim.period,
            attribution: Attribution { speakers: claim.speakers.iter().map(speaker).collect(), said: claim.said },
            evidence,
            origin: Origin::Curated { file: file.to_owned(), line: lines.of(&claim.place) },
            review: Review::Accepted,
            note: claim.note.clone(),
        });
    }
    claims.sort_by_key(|claim| (claim.subject, claim.object, claim.kind, claim.hash));
    claims
}

fn speaker(speaker: &CuratedSpeaker) -> Speaker<ActorId> {
    match speaker {
        CuratedSpeaker::Actor(actor) => Speaker::Actor(*actor, None),
        CuratedSpeaker::Words(words) => Speaker::Words(words.clone()),
    }
}

/// What is said and where: kind, ends, polarity, modality, period, speakers, and the words or the citation.
fn hash_of(claim: &CuratedClaim, evidence: &Evidence, documents: &[Document], actors: &Actors, schema: &Schema) -> ContentHash {
    let key = |actor: ActorId| actors.get(actor).key.as_str();
    let mut hasher = Hasher::default()
        .part(&schema.relation_kind(claim.kind).key)
        .part(key(claim.subject))
        .part(key(claim.object))
        .part(claim.polarity.label())
        .part(claim.modality.label())
        .part(claim.period.to_string());
    for speaker in &claim.speakers {
        hasher = match speaker {
            CuratedSpeaker::Actor(actor) => hasher.part("actor").part(key(*actor)),
            CuratedSpeaker::Words(words) => hasher.part("words").part(words),
        };
    }
    hasher = match evidence {
        Evidence::Quotation { document, span } => {
            let document = &documents[document.index()];
            hasher.part("quotation").part(document.hash.0.to_be_bytes()).part(span.of(&document.text))
        }
        Evidence::Citation(citation) => hasher.part("citation").part(&citation.text).part(citation.published.map(|date| date.to_string()).unwrap_or_default()),
    };
    hasher.finish()
}

fn not_quoted(quote: &crate::text::ron::At<String>, quotable: &Quotable, document: &Document) -> Diagnostic {
    let error = Diagnostic::error(quote.place.clone(), format!("these words are not in `{}`", document.path));
    match quotable.longest_beginning(&quote.value) {
        (0, _) => error.hint("copy the words from the document as they stand there"),
        (words, goes_on) => error.hint(format!("the first {words} words are there; then it goes on “{}”", goes_on.trim_end())),
    }
}

fn closest_key(key: &str, documents: &Documents) -> Option<String> {
    let mut keys: Vec<&str> = documents.keys().collect();
    keys.sort_unstable();
    closest(key, keys).map(str::to_owned)
}

/// Line numbers of places in one file, asked for in rising order, in one pass over it.
#[derive(Default)]
struct Lines {
    offset: usize,
    line: u32,
}

impl Lines {
    fn of(&mut self, place: &Place) -> u32 {
        let text = place.source_text.text.as_bytes();
        let start = place.span.start();
        if start < self.offset {
            *self = Lines::default();
        }
        self.line += text[self.offset..start].iter().filter(|byte| **byte == b'\n').count() as u32;
        self.offset = start;
        self.line + 1
    }
}
