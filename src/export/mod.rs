//! A graph as the files and lines of other programs.
//!
//! `record` is the published shape of all JSON output; each format is a file of its own and writes to any `Write`.

mod answer;
mod dot;
mod extraction;
mod json_lines;
mod judgment;
mod record;
mod sentence;
mod trace;

pub use answer::{ArrowRecord, CommonRecord, CountRecord, GroupRecord, RankRecord, RowRecord, StatsRecord, TimelineRecord};
pub use dot::write_dot;
pub use json_lines::{ExportRecord, write_json_lines};
pub(crate) use record::actor_record;
pub use extraction::{AttributionRecord, ExtractionRecord, FoundClaimRecord, FoundEndRecord, FoundSpeakerRecord, StretchRecord, extraction_record};
pub use judgment::{DecisionRecord, PublicationRecord, decision_record, publication_record};
pub use record::{
    ActorRecord, ActorRef, AliasRecord, ClaimRecord, CoMentionRecord, DiagnosticRecord, DocumentRecord, DocumentRef, DossierRecord, ExplainRecord,
    FoundRecord, HopRecord, MentionRecord, MentionedRecord, NeighborRecord, OfficeRecord, PathRecord, QuoteRecord, RelationRecord, SpeakerRecord, actor_ref,
    characters, claim_record, document_record, document_ref, mention_records, relation_record,
};
pub use sentence::{SentenceRecord, sentence_records};
pub use trace::{FiredRecord, NearRecord, TraceRecord, TracedChainRecord, TracedDateRecord, TracedNominalRecord, TracedReportRecord, trace_records};

use std::collections::BTreeSet;

use crate::graph::{GraphView, RelationId};
use crate::model::ActorId;
use crate::query::{Filter, neighbors};

/// Which part of a graph an export takes.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// Which relations.
    pub filter: Filter,
    /// Only so many hops around an actor.
    pub around: Option<(ActorId, usize)>,
}

/// The relations of a part, by id.
pub fn relations_of(view: &impl GraphView, part: &Part) -> BTreeSet<RelationId> {
    match part.around {
        Some((actor, depth)) => neighbors(view, actor, &part.filter, depth).iter().map(|neighbor| neighbor.relation).collect(),
        None => (0..view.relation_count()).map(RelationId::new).filter(|id| part.filter.admits(view.schema(), view.relation(*id))).collect(),
    }
}
