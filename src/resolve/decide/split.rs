//! Actors parted by decision.
//!
//! Who is one by name and is two in fact: what the named documents say of an actor is said of another, a discovered one
//! that bears the name with the first of these documents, as two bearers of one name do that a build tells apart.
//! Parting comes before every other decision, so that the part can be judged, corrected and united like any actor. Two
//! decisions that give one document's actor to two parts contradict each other, and neither holds.

use std::collections::{BTreeMap, BTreeSet};

use super::actors::{actors_of, actors_of_mut, renumber};
use super::judge::contradiction;
use super::reference::Finder;
use crate::curated::Recorded;
use crate::model::{Act, Actor, ActorId, DocumentId, Evidence, Knowledge, Mention, name_in_document};
use crate::resolve::unite::{local_key, weak_alias};
use crate::text::Diagnostic;

/// A split that names what is there.
struct Split {
    index: usize,
    actor: ActorId,
    documents: BTreeSet<DocumentId>,
    /// Key of the part.
    key: String,
}

/// Parts actors everywhere in what is known, and gives the new id of every actor; `None` where nobody is parted.
pub(super) fn split(
    knowledge: &mut Knowledge,
    recorded: &[Recorded],
    holding: &[usize],
    problems: &mut Vec<Diagnostic>,
) -> Option<Vec<ActorId>> {
    let mut splits = splits(knowledge, recorded, holding, problems);
    let mut broken: BTreeSet<usize> = BTreeSet::new();
    let mut into: BTreeMap<(ActorId, DocumentId), usize> = BTreeMap::new();
    for (at, split) in splits.iter().enumerate() {
        for document in &split.documents {
            let other = *into.entry((split.actor, *document)).or_insert(at);
            if splits[other].key != split.key && broken.insert(at) | broken.insert(other) {
                let message = format!(
                    "`{}` is given to two parts of `{}`, so neither holds",
                    knowledge.document(*document).key,
                    knowledge.actors.get(split.actor).key
                );
                problems.push(contradiction(recorded, (splits[other].index, split.index), &message));
            }
        }
    }
    let mut at = 0..;
    splits.retain(|_| at.next().is_some_and(|at| !broken.contains(&at)));
    if splits.is_empty() {
        return None;
    }
    let mut parts: BTreeMap<&str, Actor> = BTreeMap::new();
    for split in &splits {
        let whole = knowledge.actors.get(split.actor);
        let first = first_document(knowledge, &split.documents);
        let part = Actor {
            key: split.key.clone(),
            name: name_in_document(&whole.name, first),
            aliases: vec![weak_alias(&whole.name)],
            offices: Vec::new(),
            identifiers: Vec::new(),
            note: None,
            kind: whole.kind,
        };
        if knowledge.actors.by_key(&split.key).is_none() {
            parts.entry(&split.key).or_insert(part);
        }
    }
    let (actors, ids) = std::mem::take(&mut knowledge.actors).with_more_discovered(parts.into_values().collect());
    knowledge.actors = actors;
    renumber(knowledge, &ids);
    let moved: BTreeMap<(ActorId, DocumentId), ActorId> = splits
        .iter()
        .flat_map(|split| split.documents.iter().map(move |document| (split, *document)))
        .filter_map(|(split, document)| {
            Some(((ids[split.actor.index()], document), knowledge.actors.by_key(&split.key)?))
        })
        .collect();
    for claim in &mut knowledge.claims {
        let Evidence::Quotation { document, .. } = claim.evidence else { continue };
        for actor in actors_of_mut(claim) {
            *actor = moved.get(&(*actor, document)).copied().unwrap_or(*actor);
        }
    }
    for (document, mentions) in knowledge.mentions.iter_mut().enumerate() {
        for mention in mentions {
            for actor in &mut mention.candidates {
                *actor = moved.get(&(*actor, DocumentId::new(document))).copied().unwrap_or(*actor);
            }
            mention.candidates.sort_unstable();
        }
    }
    knowledge.claims.retain(|claim| claim.subject != claim.object);
    knowledge.claims.sort_by_key(|claim| (claim.subject, claim.object, claim.kind, claim.hash));
    Some(ids)
}

/// The splits in force that find their actor and a document; the others are named.
fn splits(
    knowledge: &Knowledge,
    recorded: &[Recorded],
    holding: &[usize],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Split> {
    let is_split = |index: &usize| matches!(recorded[*index].decision.act, Act::Split { .. });
    if !holding.iter().any(is_split) {
        return Vec::new();
    }
    let finder = Finder::new(knowledge);
    let mut found = Vec::new();
    for &index in holding {
        let Act::Split { actor, documents } = &recorded[index].decision.act else { continue };
        match resolved(knowledge, &finder, actor, documents) {
            Ok((actor, documents)) => {
                let first = first_document(knowledge, &documents);
                let key = local_key(&knowledge.actors.get(actor).key, first);
                found.push(Split { index, actor, documents, key });
            }
            Err(why) => {
                let lost = Diagnostic::warning(recorded[index].place.clone(), format!("this parts nobody: {why}"));
                problems.push(lost.hint(format!(
                    "the decision is kept and holds again when both are back; `kg undo {}` takes it back",
                    recorded[index].decision.id
                )));
            }
        }
    }
    found
}

/// The actor and the documents that a split means; the error says which is not there.
fn resolved(
    knowledge: &Knowledge,
    finder: &Finder<'_>,
    actor: &str,
    documents: &[String],
) -> Result<(ActorId, BTreeSet<DocumentId>), String> {
    let id = finder.actor(actor).ok_or_else(|| format!("no actor has the key `{actor}`"))?;
    let speak = documents_of(knowledge, id);
    let mut found = BTreeSet::new();
    let mut why = Err(format!("no document is named that speaks of `{actor}`"));
    for key in documents {
        let document = knowledge.documents.iter().position(|document| document.key == *key).map(DocumentId::new);
        match document {
            None => why = Err(format!("no document has the key `{key}`")),
            Some(document) if speak.contains(&document) => {
                found.insert(document);
            }
            Some(_) => why = Err(format!("`{key}` says nothing of `{actor}`")),
        }
    }
    if found.is_empty() { why } else { Ok((id, found)) }
}

/// The documents whose claims or mentions speak of an actor.
fn documents_of(knowledge: &Knowledge, actor: ActorId) -> BTreeSet<DocumentId> {
    let of_claims = knowledge.claims.iter().filter_map(|claim| match &claim.evidence {
        Evidence::Quotation { document, .. } if actors_of(claim).any(|other| other == actor) => Some(*document),
        Evidence::Quotation { .. } | Evidence::Citation(_) => None,
    });
    let names = |mentions: &[Mention]| mentions.iter().any(|mention| mention.candidates.contains(&actor));
    let of_mentions = (knowledge.mentions.iter().enumerate())
        .filter(|(_, mentions)| names(mentions))
        .map(|(document, _)| DocumentId::new(document));
    of_claims.chain(of_mentions).collect()
}

fn first_document<'k>(knowledge: &'k Knowledge, documents: &BTreeSet<DocumentId>) -> &'k str {
    documents.iter().map(|document| knowledge.document(*document).key.as_str()).min().unwrap_or_default()
}

/// Why an actor cannot be parted so, where it cannot: every document named has to speak of it, and of a discovered
/// actor one has to be left.
pub(super) fn objection(knowledge: &Knowledge, actor: &str, documents: &[String]) -> Option<String> {
    let finder = Finder::new(knowledge);
    for document in documents {
        if let Err(why) = resolved(knowledge, &finder, actor, std::slice::from_ref(document)) {
            return Some(why);
        }
    }
    let (id, named) = match resolved(knowledge, &finder, actor, documents) {
        Ok(found) => found,
        Err(why) => return Some(why),
    };
    let all = knowledge.actors.is_discovered(id) && documents_of(knowledge, id).len() == named.len();
    all.then(|| format!("these are all documents that speak of `{actor}`, so nothing would be parted from them"))
}

/// Splits in force that give one of these documents' actor to another part.
pub(super) fn contradicted(
    knowledge: &Knowledge,
    recorded: &[Recorded],
    holding: &[usize],
    actor: &str,
    documents: &[String],
) -> Vec<usize> {
    let finder = Finder::new(knowledge);
    let Ok((actor, documents)) = resolved(knowledge, &finder, actor, documents) else { return Vec::new() };
    let key = local_key(&knowledge.actors.get(actor).key, first_document(knowledge, &documents));
    splits(knowledge, recorded, holding, &mut Vec::new())
        .into_iter()
        .filter(|split| split.actor == actor && split.key != key && !split.documents.is_disjoint(&documents))
        .map(|split| split.index)
        .collect()
}
