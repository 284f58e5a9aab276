//! What changed between two states of what is known, relation by relation, and because of what.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Bearing, Standing};
use crate::model::Review;

/// A claim as far as a comparison looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownClaim {
    /// Its id.
    pub id: String,
    /// The relation it is in: keys of kind, subject and object; ends of a symmetric kind in order.
    pub relation: [String; 3],
    /// What of it bears on how the relation stands.
    pub bearing: Bearing,
    /// Path of the document it rests on, or what it cites.
    pub ground: String,
    /// True where a curator wrote it.
    pub curated: bool,
    /// Decisions that hold for it: id and what is shown of it.
    pub decisions: Vec<(String, String)>,
}

/// One state: its claims, and the documents it was made from, whether or not they say anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Claims, each id once.
    pub claims: Vec<KnownClaim>,
    /// Paths of documents.
    pub documents: BTreeSet<String>,
}

/// A relation in which something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationChange {
    /// Keys of kind, subject and object.
    pub relation: [String; 3],
    /// How it stood; `None` where it was not there.
    pub from: Option<Standing>,
    /// How it stands; `None` where it is no longer there.
    pub to: Option<Standing>,
    /// What became of its claims, by id.
    pub claims: Vec<ClaimChange>,
}

/// What became of a claim in a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimChange {
    /// Its id.
    pub claim: String,
    /// What.
    pub what: What,
    /// Because of what.
    pub cause: Cause,
}

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It was not there.
    Added,
    /// It is no longer there.
    Gone,
    /// It came from another relation.
    MovedHere,
    /// It went to another relation.
    MovedAway,
    /// It is judged otherwise.
    Judged(Review, Review),
}

/// Why a claim changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Its document was not there.
    DocumentNew(String),
    /// Its document is no longer there.
    DocumentGone(String),
    /// Its document says otherwise, or is read otherwise.
    ReadOtherwise(String),
    /// A curator wrote, changed or removed it.
    Curator,
    /// This decision, shown in words.
    Decided(String),
    /// This decision was taken back.
    TakenBack(String),
    /// Actors were made one, or told apart again.
    Identity,
}

impl What {
    /// Name for JSON.
    pub fn label(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Gone => "gone",
            What::MovedHere => "moved here",
            What::MovedAway => "moved away",
            What::Judged(..) => "judged",
        }
    }
}

/// Every relation in which a claim came, went, moved or was judged otherwise, by kind and ends. `O(n log n)` in the
/// claims.
pub fn diff(old: &State, new: &State) -> Vec<RelationChange> {
    let by_id = |state: &'_ State| -> BTreeMap<String, KnownClaim> {
        state.claims.iter().map(|claim| (claim.id.clone(), claim.clone())).collect()
    };
    let (before, after) = (by_id(old), by_id(new));
    let mut changes: BTreeMap<[String; 3], Vec<ClaimChange>> = BTreeMap::new();
    let mut note = |relation: &[String; 3], claim: &KnownClaim, what: What, cause: Cause| {
        changes.entry(relation.clone()).or_default().push(ClaimChange { claim: claim.id.clone(), what, cause });
    };
    for (id, claim) in &before {
        match after.get(id) {
            None => note(&claim.relation, claim, What::Gone, cause_of_end(claim, &new.documents)),
            Some(now) if now.relation != claim.relation => {
                let cause = decided(claim, now).unwrap_or(Cause::Identity);
                note(&claim.relation, claim, What::MovedAway, cause.clone());
                note(&now.relation, now, What::MovedHere, cause);
            }
            Some(now) if now.bearing.review != claim.bearing.review => {
                let cause = decided(claim, now).unwrap_or(Cause::Curator);
                note(&now.relation, now, What::Judged(claim.bearing.review, now.bearing.review), cause);
            }
            Some(_) => {}
        }
    }
    for claim in after.values().filter(|claim| !before.contains_key(&claim.id)) {
        note(&claim.relation, claim, What::Added, cause_of_beginning(claim, &old.documents));
    }
    let (stood, stands) = (standings(old), standings(new));
    let change = |(relation, mut claims): ([String; 3], Vec<ClaimChange>)| {
        claims.sort_by(|a, b| (a.what, &a.cause, &a.claim).cmp(&(b.what, &b.cause, &b.claim)));
        RelationChange { from: stood.get(&relation).copied(), to: stands.get(&relation).copied(), relation, claims }
    };
    changes.into_iter().map(change).collect()
}

fn standings(state: &State) -> BTreeMap<&[String; 3], Standing> {
    let mut bearings: BTreeMap<&[String; 3], Vec<Bearing>> = BTreeMap::new();
    for claim in &state.claims {
        bearings.entry(&claim.relation).or_default().push(claim.bearing);
    }
    bearings.into_iter().map(|(relation, bearings)| (relation, Standing::of(bearings))).collect()
}

fn cause_of_beginning(claim: &KnownClaim, documents_before: &BTreeSet<String>) -> Cause {
    match (claim.curated, documents_before.contains(&claim.ground)) {
        (true, _) => Cause::Curator,
        (false, false) => Cause::DocumentNew(claim.ground.clone()),
        (false, true) => Cause::ReadOtherwise(claim.ground.clone()),
    }
}

fn cause_of_end(claim: &KnownClaim, documents_now: &BTreeSet<String>) -> Cause {
    match (claim.curated, documents_now.contains(&claim.ground)) {
        (true, _) => Cause::Curator,
        (false, false) => Cause::DocumentGone(claim.ground.clone()),
        (false, true) => Cause::ReadOtherwise(claim.ground.clone()),
    }
}

/// The decision on a claim that only one side knows.
fn decided(before: &KnownClaim, now: &KnownClaim) -> Option<Cause> {
    let only_in = |one: &KnownClaim, other: &KnownClaim| {
        one.decisions
            .iter()
            .find(|(id, _)| other.decisions.iter().all(|(known, _)| known != id))
            .map(|(_, words)| words.clone())
    };
    only_in(now, before).map(Cause::Decided).or_else(|| only_in(before, now).map(Cause::TakenBack))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Cause, KnownClaim, State, What, diff};
    use crate::graph::{Bearing, Standing};
    use crate::model::{Modality, Polarity, Review};

    fn claim(id: &str, object: &str, ground: &str, review: Review) -> KnownClaim {
        KnownClaim {
            id: id.to_owned(),
            relation: ["warned".to_owned(), "arland".to_owned(), object.to_owned()],
            bearing: Bearing {
                polarity: Polarity::Affirmed,
                modality: Modality::Actual,
                attributed: false,
                review,
                curated: false,
                publisher: None,
                words: None,
            },
            ground: ground.to_owned(),
            curated: false,
            decisions: if review == Review::Unreviewed {
                Vec::new()
            } else {
                vec![("d1".to_owned(), "ana".to_owned())]
            },
        }
    }

    fn state(claims: &[KnownClaim]) -> State {
        State { claims: claims.to_vec(), documents: claims.iter().map(|claim| claim.ground.clone()).collect() }
    }

    #[test]
    fn every_change_has_its_cause() {
        let here = |review| claim("1", "borland", "a.txt", review);
        let old = state(&[here(Review::Unreviewed), claim("2", "corland", "b.txt", Review::Unreviewed)]);
        let new = state(&[
            here(Review::Rejected),
            claim("3", "dorland", "c.txt", Review::Unreviewed),
            claim("4", "dorland", "a.txt", Review::Unreviewed),
        ]);
        let found = diff(&old, &new);
        let standings: Vec<_> =
            found.iter().map(|change| (change.relation[2].as_str(), change.from, change.to)).collect();
        assert_eq!(
            standings,
            [
                ("borland", Some(Standing::Stated), Some(Standing::Rejected)),
                ("corland", Some(Standing::Stated), None),
                ("dorland", None, Some(Standing::Stated))
            ]
        );
        let causes: BTreeSet<(What, Cause)> =
            found.into_iter().flat_map(|change| change.claims).map(|claim| (claim.what, claim.cause)).collect();
        let expected = [
            (What::Judged(Review::Unreviewed, Review::Rejected), Cause::Decided("ana".to_owned())),
            (What::Gone, Cause::DocumentGone("b.txt".to_owned())),
            (What::Added, Cause::DocumentNew("c.txt".to_owned())),
            (What::Added, Cause::ReadOtherwise("a.txt".to_owned())),
        ];
        assert_eq!(causes, BTreeSet::from(expected));
        assert_eq!(diff(&new, &new), Vec::new());
    }
}
