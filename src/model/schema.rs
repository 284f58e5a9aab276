//! Kinds of actors and of relations: data that experts decide, with the properties that code branches on.

use std::collections::BTreeSet;

use super::{ActorKindId, Modality, Polarity, RelationKindId};

/// Roots of the PLOVER event ontology.
pub const PLOVER_ROOTS: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "YIELD",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "CONCEDE",
];

/// A kind of actor, such as `armed_group`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorKind {
    /// Name in files and on the command line.
    pub key: String,
    /// Name for people.
    pub label: String,
    /// Graphviz shape.
    pub shape: String,
    /// Fill colour, `#rrggbb`.
    pub fill: String,
}

/// Whether a relation happens or holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Temporal {
    /// Happens at a time: warned, killed.
    Event,
    /// Holds over a time: leads, is part of.
    State,
}

/// A kind of relation, such as `warned`. Code branches on these properties, never on the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationKind {
    /// Name in files and on the command line.
    pub key: String,
    /// Subject LABEL object.
    pub label: String,
    /// Object INVERSE subject.
    pub inverse: String,
    /// What the words must state.
    pub definition: String,
    /// True where the ends have no order.
    pub symmetric: bool,
    /// Event or state.
    pub temporal: Temporal,
    /// True for an event that is done by saying something: to warn, to accuse, to ask.
    pub is_utterance: bool,
    /// What the words may say besides.
    pub detail: Option<Detail>,
    /// Kinds that may be its subject; empty means any.
    pub subjects: BTreeSet<ActorKindId>,
    /// Kinds that may be its object; empty means any.
    pub objects: BTreeSet<ActorKindId>,
    /// PLOVER root, such as `THREATEN`; none for states and for what PLOVER has no root for.
    pub plover: Option<String>,
    /// Two-digit CAMEO root.
    pub cameo: Option<String>,
    /// Colour of the drawn edge, `#rrggbb`.
    pub color: String,
}

/// What a claim of a kind may say besides that it is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// How large a part: "51 percent", "a majority".
    Share,
    /// How much money: "2 million dollars".
    Amount,
    /// The word that states it: "brother".
    Word,
}

impl Detail {
    /// Every sort, as files name them.
    pub const ALL: [Detail; 3] = [Detail::Share, Detail::Amount, Detail::Word];

    /// Name in files and in JSON.
    pub fn label(self) -> &'static str {
        match self {
            Detail::Share => "Share",
            Detail::Amount => "Amount",
            Detail::Word => "Word",
        }
    }
}

/// All kinds. Keys are unique; every kind named in `subjects` and `objects` exists. Kinds keep the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Kinds of actors.
    pub actor_kinds: Vec<ActorKind>,
    /// Kinds of relations.
    pub relation_kinds: Vec<RelationKind>,
}

impl Schema {
    /// The kind of actor.
    pub fn actor_kind(&self, id: ActorKindId) -> &ActorKind {
        &self.actor_kinds[id.index()]
    }

    /// The kind of relation.
    pub fn relation_kind(&self, id: RelationKindId) -> &RelationKind {
        &self.relation_kinds[id.index()]
    }

    /// The kind of actor with this key.
    pub fn actor_kind_by_key(&self, key: &str) -> Option<ActorKindId> {
        self.actor_kinds.iter().position(|kind| kind.key == key).map(ActorKindId::new)
    }

    /// The kind of relation with this key.
    pub fn relation_kind_by_key(&self, key: &str) -> Option<RelationKindId> {
        self.relation_kinds.iter().position(|kind| kind.key == key).map(RelationKindId::new)
    }
}

impl RelationKind {
    /// True where an actor of `kind` may be the subject.
    pub fn admits_subject(&self, kind: ActorKindId) -> bool {
        self.subjects.is_empty() || self.subjects.contains(&kind)
    }

    /// True where an actor of `kind` may be the object.
    pub fn admits_object(&self, kind: ActorKindId) -> bool {
        self.objects.is_empty() || self.objects.contains(&kind)
    }

    /// PLOVER root of a claim of this kind. PLOVER codes what is announced, offered or intended by what the announcing
    /// is: a favour to come is AGREE, a harm to come THREATEN, whatever the root of the deed once it is done.
    pub fn plover_root(&self, polarity: Polarity, modality: Modality) -> Option<&str> {
        let root = self.plover.as_deref()?;
        if polarity != Polarity::Affirmed || modality != Modality::Planned {
            return Some(root);
        }
        Some(match root {
            "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" | "YIELD" => "AGREE",
            "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => "THREATEN",
            said => said,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_come_has_the_root_of_its_announcement() {
        let kind = |root: &str| RelationKind {
            key: "kind".into(),
            label: "did".into(),
            inverse: "suffered".into(),
            definition: "A deed.".into(),
            symmetric: false,
            temporal: Temporal::Event,
            detail: None,
            is_utterance: false,
            subjects: BTreeSet::new(),
            objects: BTreeSet::new(),
            plover: Some(root.into()),
            cameo: None,
            color: "#000000".into(),
        };
        let (aid, assault, request) = (kind("AID"), kind("ASSAULT"), kind("REQUEST"));
        assert_eq!(aid.plover_root(Polarity::Affirmed, Modality::Actual), Some("AID"));
        assert_eq!(aid.plover_root(Polarity::Affirmed, Modality::Planned), Some("AGREE"));
        assert_eq!(
            aid.plover_root(Polarity::Denied, Modality::Planned),
            Some("AID"),
            "nothing is promised by who denies it"
        );
        assert_eq!(assault.plover_root(Polarity::Affirmed, Modality::Planned), Some("THREATEN"));
        assert_eq!(request.plover_root(Polarity::Affirmed, Modality::Planned), Some("REQUEST"));
    }
}
