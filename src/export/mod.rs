//! A graph as the files and lines of other programs.
//!
//! `record` is the published shape of all JSON output; [`FORMATS`] are those of other programs, each a file of its own
//! that writes to any `Write`.

mod answer;
mod drawing;
mod extraction;
mod format;
mod judgment;
mod kind;
mod read_back;
mod record;
mod selection;
mod sentence;
mod trace;

pub use crate::picture::Picture as Drawn;
pub use answer::{
    ArrowRecord, CommonRecord, CountRecord, CutPartRecord, CutRecord, GroupRecord, RankLine, RankRecord, RowRecord,
    StatsRecord, TimelineRecord,
};
pub use drawing::{picture_of_paths, picture_of_timeline};
pub use extraction::{
    AttributionRecord, ExtractionRecord, FoundClaimRecord, FoundEndRecord, FoundSpeakerRecord, StretchRecord,
    extraction_record,
};
pub use format::{
    Clusters, ExportRecord, FORMATS, Flavor, Format, NamedFile, Options, Profile, Writer, format_by_name,
    format_of_file, pixels, png,
};
pub use judgment::{
    CorrectionRecord, DecisionRecord, EntryRecord, PublicationRecord, decision_record, publication_record,
};
pub use kind::{ActorKindRecord, RelationKindRecord, SchemaRecord, schema_record};
pub use read_back::read_back;
pub(crate) use record::actor_record;
pub use record::{
    ActorRecord, ActorRef, AliasRecord, ClaimRecord, CoMentionRecord, DiagnosticRecord, DocumentRecord, DocumentRef,
    DossierRecord, ExplainRecord, FoundRecord, HopRecord, MentionRecord, MentionedRecord, NeighborRecord, OfficeRecord,
    PathRecord, QuoteRecord, RelationRecord, SpeakerRecord, actor_ref, characters, claim_record, document_record,
    document_ref, mention_records, relation_record,
};
pub use selection::{Part, Selection};
pub use sentence::{SentenceRecord, sentence_records};
pub use trace::{
    FiredRecord, NearRecord, TraceRecord, TracedChainRecord, TracedDateRecord, TracedNominalRecord, TracedReportRecord,
    trace_records,
};
