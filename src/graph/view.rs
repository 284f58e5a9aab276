//! How searches and exports see a graph, whatever holds it.

use super::{Relation, RelationId, Standing};
use crate::model::{
    ActorId, Actors, Claim, ClaimId, ContentHash, Decision, Document, DocumentId, Mention, RelationKindId, Schema,
};
use crate::text::Span;

/// Read access to a graph. Everything is numbered from 0 and in sorted order, so that going through it gives the same
/// answer every time.
pub trait GraphView {
    /// Goes through the relations at an actor.
    type Incident<'v>: ExactSizeIterator<Item = Incidence>
    where
        Self: 'v;
    /// Kinds.
    fn schema(&self) -> &Schema;
    /// Actors: the nodes.
    fn actors(&self) -> &Actors;
    /// The decisions that hold for a claim, first to last.
    fn judgments(&self, _claim: ContentHash) -> &[Decision] {
        &[]
    }
    /// How many relations there are: the edges.
    fn relation_count(&self) -> usize;
    /// The relation.
    fn relation(&self, id: RelationId) -> &Relation;
    /// The relation that a claim is in.
    fn relation_of(&self, claim: ClaimId) -> RelationId;
    /// Relations at an actor, in the order of ids of those that leave it, then of those that reach it. Any number may
    /// lead to one neighbour.
    fn incident(&self, actor: ActorId) -> Self::Incident<'_>;
    /// The claim.
    fn claim(&self, id: ClaimId) -> &Claim<ActorId>;
    /// How many claims there are.
    fn claim_count(&self) -> usize;
    /// Documents, by path.
    fn documents(&self) -> &[Document];
    /// Mentions in a document, in the order of its text.
    fn mentions(&self, document: DocumentId) -> &[Mention];
    /// Sentences of a document, in the order of its text.
    fn sentences(&self, document: DocumentId) -> &[Span];
}

/// A relation as seen from one of its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Incidence {
    /// Which way it runs, seen from here.
    pub direction: Direction,
    /// The relation.
    pub relation: RelationId,
    /// The other end.
    pub neighbor: ActorId,
    /// The relation's kind. Here, with its standing, because a search that had to open every relation to see whether it
    /// may be used would spend its time doing that (`benches/questions.rs`).
    pub kind: RelationKindId,
    /// The relation's standing.
    pub standing: Standing,
}

/// Which way a relation runs, seen from one end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// From here to the neighbour.
    Out,
    /// From the neighbour to here.
    In,
    /// Either way: the kind is symmetric.
    Both,
}

impl Direction {
    /// Name for JSON.
    pub fn label(self) -> &'static str {
        match self {
            Direction::Out => "out",
            Direction::In => "in",
            Direction::Both => "both",
        }
    }
}
