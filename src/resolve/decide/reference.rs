//! Claims named so that they are found again, and finding them.
//!
//! Decided here, when a claim is the one that a decision means: its hash is the same; else the document (by key or by
//! text), the kind, the ends, polarity and modality are the same and the words are, or one's words hold the other's. So
//! a decision lives through new patterns, new sentence breaks, dates and speakers read better, a renamed file, and an
//! actor who moves into the curated file under any of its names; it does not pass to a claim that says something else.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Actor, ActorId, Claim, ClaimId, ClaimReference, ContentHash, Evidence, Knowledge, RelationKindId};
use crate::text::{single_spaced, slug};

/// Names a claim of `knowledge`, which is a build's without decisions.
pub fn reference(knowledge: &Knowledge, claim: &Claim<ActorId>) -> ClaimReference {
    let key = |actor: ActorId| knowledge.actors.get(actor).key.clone();
    let (document, text, words) = ground(knowledge, claim);
    ClaimReference {
        hash: claim.hash,
        document: document.to_owned(),
        text,
        kind: knowledge.schema.relation_kind(claim.kind).key.clone(),
        subject: key(claim.subject),
        object: key(claim.object),
        says: says(claim),
        words,
    }
}

/// Document key and hash of its text, or what is cited; and the words.
fn ground<'k>(knowledge: &'k Knowledge, claim: &'k Claim<ActorId>) -> (&'k str, Option<ContentHash>, String) {
    match &claim.evidence {
        Evidence::Quotation { document, span } => {
            let document = knowledge.document(*document);
            (&document.key, Some(document.hash), single_spaced(span.of(&document.text)))
        }
        Evidence::Citation(citation) => (&citation.text, None, String::new()),
    }
}

fn says(claim: &Claim<ActorId>) -> String {
    format!("{} {}", claim.polarity.label(), claim.modality.label())
}

/// Finds what decisions name.
pub(super) struct Finder<'k> {
    knowledge: &'k Knowledge,
    by_hash: HashMap<ContentHash, ClaimId>,
    /// Claims by ends and kind; only where some hash leads nowhere.
    by_ends: std::cell::OnceCell<HashMap<(ActorId, ActorId, RelationKindId), Vec<ClaimId>>>,
    /// Curated actors by the slugs of their names, `None` where several share one.
    by_slug: std::cell::OnceCell<BTreeMap<String, Option<ActorId>>>,
}

impl<'k> Finder<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Finder<'k> {
        let by_hash =
            knowledge.claims.iter().enumerate().map(|(index, claim)| (claim.hash, ClaimId::new(index))).collect();
        Finder { knowledge, by_hash, by_ends: Default::default(), by_slug: Default::default() }
    }

    /// The claims that a reference means, in order; none where there is none any more.
    pub(super) fn find(&self, wanted: &ClaimReference) -> Vec<ClaimId> {
        if let Some(claim) = self.by_hash.get(&wanted.hash) {
            return vec![*claim];
        }
        let candidates = self.of_same_ends(wanted);
        let of_same_document = candidates.into_iter().filter(|id| {
            let claim = &self.knowledge.claims[id.index()];
            says(claim) == wanted.says && self.is_ground(wanted, claim)
        });
        let with_words: Vec<(ClaimId, String)> =
            of_same_document.map(|id| (id, ground(self.knowledge, &self.knowledge.claims[id.index()]).2)).collect();
        let those = |like: &dyn Fn(&str) -> bool| -> Vec<ClaimId> {
            with_words.iter().filter(|(_, words)| like(words)).map(|(id, _)| *id).collect()
        };
        let same = those(&|words| words == wanted.words);
        if !same.is_empty() || wanted.words.is_empty() {
            return same;
        }
        those(&|words| !words.is_empty() && (words.contains(&wanted.words) || wanted.words.contains(words)))
    }

    /// True where a claim rests on the document meant.
    fn is_ground(&self, wanted: &ClaimReference, claim: &Claim<ActorId>) -> bool {
        let (document, text, _) = ground(self.knowledge, claim);
        document == wanted.document || text.is_some() && text == wanted.text
    }

    fn of_same_ends(&self, wanted: &ClaimReference) -> Vec<ClaimId> {
        let schema = &self.knowledge.schema;
        let (Some(kind), Some(subject), Some(object)) =
            (schema.relation_kind_by_key(&wanted.kind), self.actor(&wanted.subject), self.actor(&wanted.object))
        else {
            return Vec::new();
        };
        let by_ends = self.by_ends.get_or_init(|| {
            let mut by_ends: HashMap<_, Vec<ClaimId>> = HashMap::new();
            for (index, claim) in self.knowledge.claims.iter().enumerate() {
                by_ends.entry((claim.subject, claim.object, claim.kind)).or_default().push(ClaimId::new(index));
            }
            by_ends
        });
        let mut found = by_ends.get(&(subject, object, kind)).cloned().unwrap_or_default();
        if schema.relation_kind(kind).symmetric {
            found.extend(by_ends.get(&(object, subject, kind)).into_iter().flatten());
        }
        found.sort_unstable();
        found
    }

    /// The actor that a key meant: of that key, else the one curated actor a name of whom gives it.
    pub(super) fn actor(&self, key: &str) -> Option<ActorId> {
        let actors = &self.knowledge.actors;
        actors.by_key(key).or_else(|| {
            let by_slug = self.by_slug.get_or_init(|| {
                let mut by_slug: BTreeMap<String, Option<ActorId>> = BTreeMap::new();
                let curated = actors.iter().take(actors.curated());
                for (id, name) in
                    curated.flat_map(|(id, actor): (ActorId, &Actor)| actor.names().map(move |(name, _, _)| (id, name)))
                {
                    by_slug
                        .entry(slug(name))
                        .and_modify(|bearer| {
                            if *bearer != Some(id) {
                                *bearer = None
                            }
                        })
                        .or_insert(Some(id));
                }
                by_slug
            });
            by_slug.get(key).copied().flatten()
        })
    }

    /// Why a reference leads nowhere, in words.
    pub(super) fn why_not(&self, wanted: &ClaimReference) -> String {
        let documents = &self.knowledge.documents;
        let is_read =
            documents.iter().any(|document| document.key == wanted.document || Some(document.hash) == wanted.text);
        if wanted.text.is_some() && !is_read {
            return format!("its document `{}` is not among those read", wanted.document);
        }
        let there: Vec<&Claim<ActorId>> = self
            .of_same_ends(wanted)
            .iter()
            .map(|id| &self.knowledge.claims[id.index()])
            .filter(|claim| self.is_ground(wanted, claim))
            .collect();
        let (same, other): (Vec<&Claim<ActorId>>, Vec<&Claim<ActorId>>) =
            there.into_iter().partition(|claim| says(claim) == wanted.says);
        match (&same[..], &other[..]) {
            ([claim, ..], _) => format!(
                "its words were changed in `{}`; claim {} says it now and waits to be judged",
                wanted.document, claim.hash
            ),
            ([], [claim, ..]) => {
                format!("what joins the two there is read as {} now, in claim {}", says(claim), claim.hash)
            }
            ([], []) => format!(
                "`{}` no longer says that {} {} {}",
                wanted.document, wanted.subject, wanted.kind, wanted.object
            ),
        }
    }
}
