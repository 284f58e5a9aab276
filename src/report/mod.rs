//! How texts were read, as records: what `kg parse`, `kg extract` and `kg trace` write for one text.
//!
//! In come analyses, extractions and attempts, out come the published shapes of their JSON. This floor stands beside
//! `pipeline` because it speaks of trees, nominals and patterns, of which a graph and its formats (`export`) know
//! nothing.

mod extraction;
mod sentence;
mod trace;

pub use extraction::{
    AttributionRecord, ExtractionRecord, FoundClaimRecord, FoundEndRecord, FoundSpeakerRecord, StretchRecord,
    extraction_record,
};
pub use sentence::{SentenceRecord, sentence_records};
pub use trace::{
    FiredRecord, NearRecord, TraceRecord, TracedChainRecord, TracedDateRecord, TracedNominalRecord, TracedReportRecord,
    trace_records,
};
