//! Curated claims to claims: their documents found, their quotations placed.
//!
//! Decided here: a quotation that is not in its document is an error; a claim whose document is declared but was not
//! read stands on its citation, without words. Two claims that say the same on the same ground are an error. The result
//! is sorted by ends, kind and hash.

use std::collections::{BTreeMap, HashMap};

use super::Documents;
use super::document::{Uncited, publisher, publishers};
use super::hash::with_what_is_said;
use super::quotation::Quotable;
use crate::curated::{Curated, CuratedClaim, CuratedSpeaker, Ground};
use crate::model::{
    ActorId, Actors, Attribution, Citation, Claim, ContentHash, Document, DocumentId, Evidence, Hasher, Modality,
    Origin, PartialDate, Review, Schema, Speaker,
};
use crate::text::{Diagnostic, Place, closest, fold_name};

/// Turns curated claims into claims. Those with an error are reported and left out.
pub fn claims(
    curated: &Curated,
    documents: &Documents,
    schema: &Schema,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Claim<ActorId>> {
    let actors = &curated.actors;
    let mut grounds = Grounds { documents, publishers: publishers(actors), quotables: HashMap::new() };
    for ground in &curated.grounds_of_unsound_claims {
        grounds.evidence(ground, problems);
    }
    let mut lines = Lines::default();
    let mut seen: BTreeMap<ContentHash, &Place> = BTreeMap::new();
    let mut claims = Vec::new();
    for curated_claim in &curated.claims {
        let Some(evidence) = grounds.evidence(&curated_claim.ground, problems) else { continue };
        problems.extend(anachronism(curated_claim, &evidence, &documents.list));
        let mut claim = Claim {
            hash: ContentHash::default(),
            kind: curated_claim.kind,
            subject: curated_claim.subject,
            object: curated_claim.object,
            polarity: curated_claim.polarity,
            modality: curated_claim.modality,
            period: curated_claim.period,
            attribution: Attribution {
                speakers: curated_claim.speakers.iter().map(speaker).collect(),
                together: 1,
                said: curated_claim.said,
            },
            evidence,
            origin: Origin::Curated { line: lines.of(&curated_claim.place) },
            review: Review::Accepted,
            detail: curated_claim.detail.clone(),
            note: curated_claim.note.clone(),
        };
        claim.hash = hash_of(&claim, &curated_claim.ground, actors, schema);
        if let Some(earlier) = seen.insert(claim.hash, &curated_claim.place) {
            problems.push(
                Diagnostic::error(curated_claim.place.clone(), "this claim is made twice")
                    .and_at(earlier.clone(), "first made here")
                    .hint("remove one, or quote other words"),
            );
            continue;
        }
        claims.push(claim);
    }
    claims.sort_by_key(|claim| (claim.subject, claim.object, claim.kind, claim.hash));
    claims
}

/// What happened or was said after it was published.
fn anachronism(claim: &CuratedClaim, evidence: &Evidence, documents: &[Document]) -> Option<Diagnostic> {
    let published = match evidence {
        Evidence::Quotation { document, .. } => documents[document.index()].published,
        Evidence::Citation(citation) => citation.published,
    }?;
    let after = |date: Option<PartialDate>| date.is_some_and(|date| published.last_day() < date.first_day());
    let what = match claim.modality {
        _ if after(claim.said) => "was said",
        Modality::Actual if after(claim.period.from()) => "happened",
        Modality::Actual | Modality::Planned | Modality::Possible | Modality::Hypothetical => return None,
    };
    let warning = Diagnostic::warning(
        claim.place.clone(),
        format!("this {what} after {published}, when what it rests on was published"),
    );
    Some(warning.hint("check the dates; what is to come is `modality: Planned`"))
}

/// What grounds are looked up in.
struct Grounds<'d> {
    documents: &'d Documents,
    publishers: BTreeMap<String, Option<ActorId>>,
    quotables: HashMap<DocumentId, Quotable>,
}

impl Grounds<'_> {
    /// What a claim rests on, found; `None` with the reason reported.
    fn evidence(&mut self, ground: &Ground, problems: &mut Vec<Diagnostic>) -> Option<Evidence> {
        let (key, quote) = match ground {
            Ground::Document { key, quote } => (key, quote),
            Ground::Citation { text, publisher: name, published, url } => {
                return Some(Evidence::Citation(Citation {
                    text: text.clone(),
                    publisher: name.clone().map(|name| publisher(name, &self.publishers)),
                    published: *published,
                    url: url.clone(),
                    document: None,
                }));
            }
        };
        let Some(cited) = self.documents.cited(&key.value) else {
            let unknown = Diagnostic::error(key.place.clone(), format!("unknown document `{}`", key.value));
            problems.push(match self.documents.uncited(&key.value) {
                Some(Uncited::Ambiguous(paths)) => {
                    let error =
                        Diagnostic::error(key.place.clone(), format!("several documents are called `{}`", key.value));
                    error.hint(format!(
                        "write the path of one: {}",
                        paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" or ")
                    ))
                }
                Some(Uncited::Skipped(path)) => {
                    let error = Diagnostic::error(
                        key.place.clone(),
                        format!("`{path}` could not be read, so nothing can rest on it"),
                    );
                    error.hint("see what is said of that file")
                }
                None => unknown.did_you_mean_or(closest_key(&key.value, self.documents).as_deref(), || {
                    "put the file into the documents' folder, or name it in `documents`".to_owned()
                }),
            });
            return None;
        };
        // A quote without a word was reported where it was read.
        let quote = quote.as_ref().filter(|quote| !fold_name(&quote.value).is_empty());
        let (Some(quote), Some(id)) = (quote, cited.document) else {
            return Some(Evidence::Citation(cited.citation.clone()));
        };
        let document = &self.documents.list[id.index()];
        let quotable = self.quotables.entry(id).or_insert_with(|| Quotable::new(&document.text));
        match quotable.find(&quote.value) {
            Some(span) => Some(Evidence::Quotation { document: id, span }),
            None => {
                problems.push(not_quoted(quote, quotable, document));
                None
            }
        }
    }
}

fn speaker(speaker: &CuratedSpeaker) -> Speaker<ActorId> {
    match speaker {
        CuratedSpeaker::Actor(actor) => Speaker::Actor(*actor, None),
        CuratedSpeaker::Words(words) => Speaker::Words(words.clone()),
    }
}

/// What is said and where: kind, ends, polarity, modality, period, speakers, and the words or the citation as the
/// curator wrote them, so that the hash is the same whether or not the document is at hand.
fn hash_of(claim: &Claim<ActorId>, ground: &Ground, actors: &Actors, schema: &Schema) -> ContentHash {
    let hasher = with_what_is_said(Hasher::default(), claim, &|actor| actors.get(*actor).key.as_str(), schema);
    match ground {
        Ground::Document { key, quote } => {
            hasher.part("document").part(&key.value).part(quote.as_ref().map_or("", |quote| &quote.value))
        }
        Ground::Citation { text, published, .. } => {
            hasher.part("citation").part(text).part(published.map(|date| date.to_string()).unwrap_or_default())
        }
    }
    .finish()
}

fn not_quoted(quote: &crate::text::ron::At<String>, quotable: &Quotable, document: &Document) -> Diagnostic {
    if quotable.has_inside_words(&quote.value) {
        return Diagnostic::error(quote.place.clone(), "the quote begins or ends inside a word")
            .hint("copy whole words");
    }
    let error = Diagnostic::error(quote.place.clone(), format!("these words are not in `{}`", document.path));
    match quotable.longest_beginning(&quote.value) {
        (0, _) => error.hint("copy the words from the document as they stand there"),
        (1, goes_on) => error.hint(format!("the first word is there; then it goes on “{}”", goes_on.trim_end())),
        (words, goes_on) => {
            error.hint(format!("the first {words} words are there; then it goes on “{}”", goes_on.trim_end()))
        }
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
