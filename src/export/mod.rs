//! A graph as the files and lines of other programs.
//!
//! `record` is the published shape of all JSON output that speaks of a graph; [`FORMATS`] are those of other programs,
//! each a file of its own that writes to any `Write`.

mod annotation;
mod answer;
mod format;
mod judgment;
mod kind;
mod read_back;
mod record;
mod reference;
mod selection;

pub use crate::picture::Picture as Drawn;
pub use annotation::{AnnotatedClaimRecord, AnnotationRecord, annotation_records};
pub use answer::{
    ArrowRecord, CommonRecord, CountRecord, CutPartRecord, CutRecord, GroupRecord, RankLine, RankRecord, RowRecord,
    StatsRecord, TimelineRecord,
};
pub use format::{
    Clusters, ExportRecord, FORMATS, Flavor, Format, NamedFile, Options, Profile, Writer, format_by_name,
    format_of_file, picture_of_paths, picture_of_timeline, pixels, png,
};
pub use judgment::{
    CorrectionRecord, DecisionRecord, EntryRecord, PublicationRecord, decision_record, publication_record,
};
pub use kind::{ActorKindRecord, RelationKindRecord, SchemaRecord, schema_record};
pub use read_back::read_back;
pub(crate) use record::actor_record;
pub use record::{
    ActorRecord, AliasRecord, ClaimRecord, CoMentionRecord, DiagnosticRecord, DocumentRecord, DossierRecord,
    ExplainRecord, ExtractedRecord, FoundRecord, HopRecord, MentionRecord, MentionedRecord, NeighborRecord,
    OfficeRecord, PathRecord, QuoteRecord, RelationRecord, SpeakerRecord, characters, claim_record, document_record,
    mention_records, relation_record,
};
pub use reference::{ActorRef, DocumentRef, actor_ref, document_ref};
pub use selection::{Part, Selection};
