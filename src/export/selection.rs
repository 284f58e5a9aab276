//! Which part of a graph an export takes: a filter, perhaps only what is near an actor, and all that hangs on the
//! relations that pass.

use std::collections::BTreeSet;

use crate::graph::{Graph, GraphView, Relation, RelationId};
use crate::model::{ActorId, Claim, ClaimId, DocumentId, Evidence, Speaker};
use crate::query::{Filter, neighbors};

/// Which part of a graph an export takes.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Which relations.
    pub filter: Filter,
    /// Only so many hops around an actor.
    pub around: Option<(ActorId, usize)>,
}

/// A part of a graph, worked out. Guarantees: whoever is named by a relation, a claim, a document or an actor of it is
/// among its actors, and what its claims rest on among its documents.
pub struct Selection<'g> {
    /// The graph.
    pub graph: &'g Graph,
    /// What was asked for.
    pub part: Part,
    /// Its relations.
    pub relations: BTreeSet<RelationId>,
    /// Actors that stand, speak, publish in it or whose offices are held; of the whole graph, all.
    pub actors: BTreeSet<ActorId>,
    /// Actors that its relations stand between, and the one that it is around.
    pub drawn: BTreeSet<ActorId>,
    /// Documents that it rests on; of the whole graph, all.
    pub documents: BTreeSet<DocumentId>,
}

impl<'g> Selection<'g> {
    /// Works out a part of a graph. Linear in the graph.
    pub fn of(graph: &'g Graph, part: &Part) -> Selection<'g> {
        let relations: BTreeSet<RelationId> = match part.around {
            Some((actor, depth)) => {
                neighbors(graph, actor, &part.filter, depth).iter().map(|neighbor| neighbor.relation).collect()
            }
            None => (0..graph.relation_count())
                .map(RelationId::new)
                .filter(|id| part.filter.admits(graph.schema(), graph.relation(*id)))
                .collect(),
        };
        let mut selection = Selection {
            graph,
            part: part.clone(),
            relations,
            actors: BTreeSet::new(),
            drawn: BTreeSet::new(),
            documents: BTreeSet::new(),
        };
        let ends = selection.relations().flat_map(|(_, relation)| [relation.subject, relation.object]);
        selection.drawn = ends.chain(part.around.map(|(actor, _)| actor)).collect();
        let whole = part.around.is_none() && !part.filter.narrows();
        if whole {
            selection.actors = graph.actors().iter().map(|(id, _)| id).collect();
            selection.documents = (0..graph.documents().len()).map(DocumentId::new).collect();
        } else {
            let speakers =
                selection.claims().flat_map(|(_, claim)| claim.attribution.speakers.iter().filter_map(Speaker::actor));
            selection.actors = speakers.chain(selection.drawn.iter().copied()).collect();
            selection.documents = selection.claims().filter_map(|(_, claim)| claim.evidence.document()).collect();
        }
        selection.close();
        selection
    }

    /// Adds whom and what those in it refer to: texts that are reprinted, publishers, and whose offices are held.
    fn close(&mut self) {
        let reprinted: Vec<DocumentId> =
            self.documents.iter().filter_map(|id| self.graph.documents()[id.index()].reprint_of).collect();
        self.documents.extend(reprinted);
        let of_documents =
            self.documents.iter().filter_map(|id| self.graph.documents()[id.index()].publisher.as_ref()?.actor);
        let of_citations = self.claims().filter_map(|(_, claim)| match &claim.evidence {
            Evidence::Quotation { .. } => None,
            Evidence::Citation(citation) => citation.publisher.as_ref()?.actor,
        });
        let mut new: Vec<ActorId> = of_documents.chain(of_citations).collect();
        new.extend(self.actors.iter());
        while let Some(actor) = new.pop() {
            self.actors.insert(actor);
            new.extend(
                self.graph
                    .actors()
                    .get(actor)
                    .offices
                    .iter()
                    .map(|office| office.of)
                    .filter(|of| !self.actors.contains(of)),
            );
        }
    }

    /// Its relations, by id.
    pub fn relations(&self) -> impl Iterator<Item = (RelationId, &'g Relation)> + '_ {
        self.relations.iter().map(|id| (*id, self.graph.relation(*id)))
    }

    /// The claims of its relations, relation after relation.
    pub fn claims(&self) -> impl Iterator<Item = (ClaimId, &'g Claim<ActorId>)> + '_ {
        self.relations().flat_map(|(_, relation)| &relation.claims).map(|id| (*id, self.graph.claim(*id)))
    }
}
