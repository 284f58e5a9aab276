//! The graph in memory: knowledge, its relations, and a petgraph multigraph over them.

use std::collections::BTreeMap;

use petgraph::Directed;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::{Direction, GraphView, Incidence, Relation, RelationId};
use crate::model::{ActorId, Actors, Claim, ClaimId, ContentHash, Decision, Document, DocumentId, Knowledge, Mention, RelationKindId, Schema};
use crate::text::Span;

/// A graph in memory. Made by [`assemble`].
#[derive(Debug, Default)]
pub struct Graph {
    knowledge: Knowledge,
    relations: Vec<Relation>,
    /// By claim.
    relation_of: Vec<RelationId>,
    /// Node `n` is actor `n`; edges carry their relation.
    multigraph: petgraph::Graph<(), RelationId, Directed, u32>,
}

/// Groups claims into relations and puts them between their actors. Every claim is in exactly one relation. `O(n log n)` in the claims.
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
        .map(|((subject, object, _), claims)| Relation::of(claims, subject, object, &knowledge.claims, &knowledge.documents))
        .collect();
    let mut multigraph = petgraph::Graph::with_capacity(knowledge.actors.len(), relations.len());
    for _ in 0..knowledge.actors.len() {
        multigraph.add_node(());
    }
    // petgraph walks the edges of a node from the last added to the first; added backwards, they come in the order of ids.
    for (index, relation) in relations.iter().enumerate().rev() {
        multigraph.add_edge(node(relation.subject), node(relation.object), RelationId::new(index));
    }
    let mut relation_of = vec![RelationId::new(0); knowledge.claims.len()];
    for (index, relation) in relations.iter().enumerate() {
        for claim in &relation.claims {
            relation_of[claim.index()] = RelationId::new(index);
        }
    }
    Graph { knowledge, relations, relation_of, multigraph }
}

fn node(actor: ActorId) -> NodeIndex {
    NodeIndex::new(actor.index())
}

impl GraphView for Graph {
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

    fn incident(&self, actor: ActorId) -> impl Iterator<Item = Incidence> {
        let seen = move |direction: petgraph::Direction| {
            self.multigraph.edges_directed(node(actor), direction).map(move |edge| {
                let relation = *edge.weight();
                let symmetric = self.knowledge.schema.relation_kind(self.relation(relation).kind).symmetric;
                let (neighbor, directed) = match direction {
                    petgraph::Outgoing => (edge.target(), Direction::Out),
                    petgraph::Incoming => (edge.source(), Direction::In),
                };
                Incidence { relation, neighbor: ActorId::new(neighbor.index()), direction: if symmetric { Direction::Both } else { directed } }
            })
        };
        seen(petgraph::Outgoing).chain(seen(petgraph::Incoming))
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
