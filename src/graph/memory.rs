//! The graph in memory: knowledge, its relations, and for every actor the relations at it.
//!
//! In: knowledge. Out: a [`Graph`]. Decided here: what stands around an actor lies in one stretch of one table, because
//! a search over a million relations spends its time waiting for memory. petgraph's own `Graph` strings the edges of a
//! node on a linked list, so it is not what holds them; petgraph's traits are implemented over this layout instead
//! ([`visit`](super::visit)), and its algorithms run on it. Both are compared in `benches/questions.rs`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Direction, GraphView, Incidence, Relation, RelationId, Standing};
use crate::model::{
    ActorId, Actors, Claim, ClaimId, ContentHash, Decision, Document, DocumentId, Knowledge, Mention, RelationKindId,
    Schema,
};
use crate::text::Span;

/// A graph in memory. Made by [`assemble`].
#[derive(Debug, Default)]
pub struct Graph {
    knowledge: Knowledge,
    relations: Vec<Relation>,
    /// By claim.
    relation_of: Vec<RelationId>,
    /// Relations at actors, by actor; of one actor, those that leave it by id, then those that reach it by id.
    incidences: Vec<Incidence>,
    /// Where those of an actor end; they begin where those of the actor before end.
    ends: Vec<usize>,
}

/// Groups claims into relations and puts them between their actors. Every claim is in exactly one relation. `O(n log
/// n)` in the claims.
pub fn assemble(knowledge: Knowledge) -> Graph {
    let mut groups: BTreeMap<(ActorId, ActorId, RelationKindId), Vec<ClaimId>> = BTreeMap::new();
    for (index, claim) in knowledge.claims.iter().enumerate() {
        let (mut subject, mut object) = (claim.subject, claim.object);
        if knowledge.schema.relation_kind(claim.kind).symmetric && object < subject {
            (subject, object) = (object, subject);
        }
        groups.entry((subject, object, claim.kind)).or_default().push(ClaimId::new(index));
    }
    let relations: Vec<Relation> = groups
        .into_iter()
        .map(|((subject, object, _), claims)| {
            Relation::of(claims, subject, object, &knowledge.claims, &knowledge.documents)
        })
        .collect();
    let mut relation_of = vec![RelationId::new(0); knowledge.claims.len()];
    for (index, relation) in relations.iter().enumerate() {
        for claim in &relation.claims {
            relation_of[claim.index()] = RelationId::new(index);
        }
    }
    let (incidences, ends) = around_actors(&relations, &knowledge);
    Graph { knowledge, relations, relation_of, incidences, ends }
}

/// What stands around each actor, actor after actor, and where each one's ends. A relation of an actor to itself stands
/// there twice.
fn around_actors(relations: &[Relation], knowledge: &Knowledge) -> (Vec<Incidence>, Vec<usize>) {
    let mut counts = vec![0; knowledge.actors.len()];
    for relation in relations {
        counts[relation.subject.index()] += 1;
        counts[relation.object.index()] += 1;
    }
    let mut next: Vec<usize> = Vec::with_capacity(counts.len());
    let mut total = 0;
    for count in counts {
        next.push(total);
        total += count;
    }
    let nowhere = Incidence {
        direction: Direction::Out,
        relation: RelationId::new(0),
        neighbor: ActorId::new(0),
        kind: RelationKindId::new(0),
        standing: Standing::Stated,
    };
    let mut incidences = vec![nowhere; total];
    let mut put = |at: ActorId, direction: Direction, index: usize, neighbor: ActorId| {
        let Relation { kind, standing, .. } = relations[index];
        let direction = if knowledge.schema.relation_kind(kind).symmetric { Direction::Both } else { direction };
        incidences[next[at.index()]] =
            Incidence { direction, relation: RelationId::new(index), neighbor, kind, standing };
        next[at.index()] += 1;
    };
    for (index, relation) in relations.iter().enumerate() {
        put(relation.subject, Direction::Out, index, relation.object);
    }
    for (index, relation) in relations.iter().enumerate() {
        put(relation.object, Direction::In, index, relation.subject);
    }
    (incidences, next)
}

impl Graph {
    fn range(&self, actor: ActorId) -> Range<usize> {
        let start = actor.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[actor.index()]
    }
}

impl GraphView for Graph {
    type Incident<'v> = std::iter::Copied<std::slice::Iter<'v, Incidence>>;

    fn schema(&self) -> &Schema {
        &self.knowledge.schema
    }

    fn actors(&self) -> &Actors {
        &self.knowledge.actors
    }

    fn judgments(&self, claim: ContentHash) -> &[Decision] {
        self.knowledge.judgments.get(&claim).map_or(&[], Vec::as_slice)
    }

    fn relation_count(&self) -> usize {
        self.relations.len()
    }

    fn relation(&self, id: RelationId) -> &Relation {
        &self.relations[id.index()]
    }

    fn relation_of(&self, claim: ClaimId) -> RelationId {
        self.relation_of[claim.index()]
    }

    fn incident(&self, actor: ActorId) -> Self::Incident<'_> {
        self.incidences[self.range(actor)].iter().copied()
    }

    fn claim(&self, id: ClaimId) -> &Claim<ActorId> {
        &self.knowledge.claims[id.index()]
    }

    fn claim_count(&self) -> usize {
        self.knowledge.claims.len()
    }

    fn documents(&self) -> &[Document] {
        &self.knowledge.documents
    }

    fn sentences(&self, document: DocumentId) -> &[Span] {
        &self.knowledge.sentences[document.index()]
    }

    fn mentions(&self, document: DocumentId) -> &[Mention] {
        &self.knowledge.mentions[document.index()]
    }
}
