//! Who one is over all documents: what each found, brought together.
//!
//! In come the curated actors and claims and what every document adds; out come all actors and all claims. Decided
//! here: a name that reaches over its document means the same actor in each; a person's name means the same person in
//! two documents where something else ties them, somebody who stands beside it in both or what it is called in both;
//! what names nobody by itself stays in its document. Bearers of one name that nothing ties are two actors, the one of
//! most documents under the plain key, and a question of [`crate::query::candidates`].
//!
//! What a document claims does not hang on others: a claim's hash knows the ends by the keys that their document gave
//! them, and what does not fit its kind, as its document sees the ends, is left out. So a document that goes takes its
//! own claims with it and no other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::chain::Reach;
use super::found::{DocumentClaims, End, FoundActor};
use super::hash::with_what_is_said;
use super::kind;
use crate::model::{
    Actor, ActorId, Actors, Alias, AliasSort, Attribution, Claim, ContentHash, Document, DocumentId, Evidence, Hasher,
    Period, Schema, Speaker, name_in_document,
};
use crate::text::{Span, slug};

/// A discovered actor as one document sees it.
#[derive(Clone, Copy)]
struct Seen<'f> {
    document: usize,
    /// Its place among the document's actors.
    place: usize,
    actor: &'f FoundActor,
}

/// Brings the documents together: the curated actors with the discovered ones behind them, and all claims sorted by
/// ends, kind and hash. `O(n log n)` in the actors, their contexts and the claims.
///
/// `found` stands in the order of `documents`. A claim that says the same on the same words as another is kept once.
pub fn with_extracted(
    curated: Actors,
    mut claims: Vec<Claim<ActorId>>,
    documents: &[Document],
    found: &[DocumentClaims],
    schema: &Schema,
) -> (Actors, Vec<Claim<ActorId>>) {
    let mut by_key: BTreeMap<&str, Vec<Seen<'_>>> = BTreeMap::new();
    for (document, found) in found.iter().enumerate() {
        for (place, actor) in found.actors.iter().enumerate() {
            by_key.entry(&actor.key).or_default().push(Seen { document, place, actor });
        }
    }
    let mut keys: Vec<Vec<String>> = found.iter().map(|found| vec![String::new(); found.actors.len()]).collect();
    let mut discovered: BTreeMap<String, Actor> = BTreeMap::new();
    for (key, seen) in by_key {
        let bearers = bearers(&seen, documents);
        for (rank, bearer) in bearers.into_iter().enumerate() {
            let is_told_apart = bearer[0].actor.reach == Reach::Document || rank > 0;
            let first =
                &documents[bearer.iter().map(|seen| seen.document).min_by_key(|at| &documents[*at].key).unwrap_or(0)];
            let own = if is_told_apart { local_key(key, &first.key) } else { key.to_owned() };
            // Keys of documents may differ in what a key of an actor cannot hold.
            let numbered = |number: usize| if number == 1 { own.clone() } else { format!("{own}-{number}") };
            let key = (1..).map(numbered).find(|key| !discovered.contains_key(key)).unwrap_or_default();
            for seen in &bearer {
                keys[seen.document][seen.place].clone_from(&key);
            }
            if curated.by_key(&key).is_none() {
                let mut actor = discovered_actor(&key, &bearer);
                if is_told_apart {
                    let name = std::mem::take(&mut actor.name);
                    actor.name = name_in_document(&name, &first.key);
                    actor.aliases.insert(0, weak_alias(&name));
                }
                discovered.insert(key, actor);
            }
        }
    }
    let actors = curated.with_discovered(discovered.into_values().collect());
    for (index, found) in found.iter().enumerate() {
        let ids: Vec<ActorId> =
            keys[index].iter().map(|key| actors.by_key(key).expect("every discovered actor was just added")).collect();
        let id = |end: &End| match end {
            End::Curated(actor) => *actor,
            End::Discovered(place) => ids[*place as usize],
        };
        for claim in &found.claims {
            let (subject, object) = (id(&claim.subject), id(&claim.object));
            let kind = schema.relation_kind(claim.kind);
            // A discovered actor is what this document takes it for.
            let kind_of = |end: &End| match end {
                End::Curated(actor) => actors.get(*actor).kind,
                End::Discovered(place) if actors.is_discovered(id(end)) => found.actors[*place as usize].kind,
                End::Discovered(_) => actors.get(id(end)).kind,
            };
            let fits = kind.admits_subject(kind_of(&claim.subject)) && kind.admits_object(kind_of(&claim.object));
            let Evidence::Quotation { span, .. } = claim.evidence else { continue };
            if subject == object || !fits {
                continue;
            }
            let key_of = |end: &End| match end {
                End::Curated(actor) => actors.get(*actor).key.as_str(),
                End::Discovered(place) => found.actors[*place as usize].key.as_str(),
            };
            let hash = with_what_is_said(Hasher::default().part("extracted"), claim, &key_of, schema)
                .part(documents[index].hash.to_string())
                .part(span.start().to_string())
                .part(span.end().to_string())
                .finish();
            claims.push(united(claim, hash, (subject, object), DocumentId::new(index), span, &id));
        }
    }
    claims.sort_by_key(|claim| (claim.subject, claim.object, claim.kind, claim.hash));
    claims.dedup_by_key(|claim| claim.hash);
    (actors, claims)
}

/// A document's claim between actors of the project.
fn united(
    claim: &Claim<End>,
    hash: ContentHash,
    (subject, object): (ActorId, ActorId),
    document: DocumentId,
    span: Span,
    id: &dyn Fn(&End) -> ActorId,
) -> Claim<ActorId> {
    let speakers = claim.attribution.speakers.iter().map(|speaker| match speaker {
        Speaker::Actor(end, cue) => Speaker::Actor(id(end), *cue),
        Speaker::Words(words) => Speaker::Words(words.clone()),
    });
    Claim {
        hash,
        kind: claim.kind,
        subject,
        object,
        polarity: claim.polarity,
        modality: claim.modality,
        period: claim.period,
        attribution: Attribution {
            speakers: speakers.collect(),
            together: claim.attribution.together,
            said: claim.attribution.said,
        },
        evidence: Evidence::Quotation { document, span },
        origin: claim.origin.clone(),
        review: claim.review,
        detail: claim.detail.clone(),
        note: None,
    }
}

/// Those who bear one name, each with where it was seen: who reaches over documents first, then who was seen in most
/// documents, then by the first document.
fn bearers<'f>(seen: &[Seen<'f>], documents: &[Document]) -> Vec<Vec<Seen<'f>>> {
    // The group that each belongs to, by the first of it.
    let mut group: Vec<usize> = (0..seen.len()).collect();
    fn top(group: &mut [usize], mut at: usize) -> usize {
        while group[at] != at {
            group[at] = group[group[at]];
            at = group[at];
        }
        at
    }
    let mut tied: BTreeMap<&str, usize> = BTreeMap::new();
    let mut everywhere = None;
    for (at, seen) in seen.iter().enumerate() {
        let others: Vec<usize> = match seen.actor.reach {
            Reach::Project => vec![*everywhere.get_or_insert(at)],
            Reach::Context => seen.actor.context.iter().map(|word| *tied.entry(word).or_insert(at)).collect(),
            Reach::Document => Vec::new(),
        };
        for other in others {
            let (one, other) = (top(&mut group, at), top(&mut group, other));
            group[one.max(other)] = one.min(other);
        }
    }
    let mut groups: BTreeMap<usize, Vec<Seen<'f>>> = BTreeMap::new();
    for (at, seen) in seen.iter().enumerate() {
        groups.entry(top(&mut group, at)).or_default().push(*seen);
    }
    let mut groups: Vec<Vec<Seen<'f>>> = groups.into_values().collect();
    groups.sort_by_key(|group| {
        let first = group.iter().map(|seen| &documents[seen.document].key).min();
        (group[0].actor.reach, Reverse(group.len()), first)
    });
    groups
}

/// The key of whoever bears a name in one document, or some, and not in others.
pub(super) fn local_key(key: &str, document: &str) -> String {
    format!("{key}-in-{}", slug(document))
}

/// A name that does not identify by itself.
pub(super) fn weak_alias(text: &str) -> Alias {
    Alias { text: text.to_owned(), sort: AliasSort::Name, period: Period::UNKNOWN, weak: true }
}

/// The kind that most speaks for in all documents; the name that most give, of those the longest,
/// then the first.
fn discovered_actor(key: &str, seen: &[Seen<'_>]) -> Actor {
    // What is only proposed changes nothing of an actor that is there without it.
    let sure: Vec<Seen<'_>> = seen.iter().copied().filter(|seen| !seen.actor.is_proposed).collect();
    let seen = if sure.is_empty() { seen } else { &sure };
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for Seen { actor, .. } in seen {
        *names.entry(&actor.name).or_default() += 1;
    }
    let kind = kind::decide(seen.iter().flat_map(|seen| seen.actor.kinds.iter().copied()));
    let name = *names
        .iter()
        .min_by_key(|(name, count)| (Reverse(**count), Reverse(name.len()), **name))
        .expect("an actor was seen")
        .0;
    let called = seen.iter().flat_map(|seen| seen.actor.aliases.iter().chain([&seen.actor.name]));
    let aliases: BTreeSet<&str> = called.map(String::as_str).filter(|alias| *alias != name).collect();
    Actor {
        key: key.to_owned(),
        kind,
        name: name.to_owned(),
        aliases: aliases.into_iter().map(weak_alias).collect(),
        offices: Vec::new(),
        identifiers: Vec::new(),
        note: None,
    }
}
