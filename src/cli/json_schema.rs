//! `kg json-schema`: the shape of JSON output, made from the types that write it.

use std::io::Write;

use schemars::{Schema, schema_for};

use super::Exit;
use crate::export;
use crate::report;

/// JSON Schema of the lines that a command writes with --json
#[derive(clap::Args)]
pub(super) struct Args {
    /// Which command's lines
    of: Of,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Of {
    Path,
    Neighbors,
    CoMentions,
    Common,
    Timeline,
    Match,
    Rank,
    Groups,
    Stats,
    Show,
    Explain,
    Search,
    Check,
    Extract,
    Parse,
    Trace,
    Patterns,
    PatternsWhy,
    PatternsCompare,
    Eval,
    Build,
    Kinds,
    Export,
    Candidates,
    Promote,
    Undo,
    Decisions,
    Annotation,
    Diff,
    Review,
}

pub(super) fn run(args: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let schema: Schema = match args.of {
        Of::Path => schema_for!(export::PathRecord),
        Of::Neighbors => schema_for!(export::NeighborRecord),
        Of::CoMentions => schema_for!(export::CoMentionRecord),
        Of::Common => schema_for!(export::CommonRecord),
        Of::Timeline => schema_for!(export::TimelineRecord),
        Of::Match => schema_for!(export::RowRecord),
        Of::Rank => schema_for!(export::RankLine),
        Of::Groups => schema_for!(export::GroupRecord),
        Of::Stats => schema_for!(export::StatsRecord),
        Of::Show => schema_for!(export::DossierRecord),
        Of::Explain => schema_for!(export::ExplainRecord),
        Of::Search => schema_for!(export::FoundRecord),
        Of::Check => schema_for!(export::DiagnosticRecord),
        Of::Extract => schema_for!(report::ExtractionRecord),
        Of::Patterns => schema_for!(super::patterns::PatternRecord),
        Of::PatternsWhy => schema_for!(super::patterns::WhyRecord),
        Of::PatternsCompare => schema_for!(super::patterns::CompareRecord),
        Of::Eval => schema_for!(crate::eval::EvalRecord),
        Of::Trace => schema_for!(report::TraceRecord),
        Of::Parse => schema_for!(report::SentenceRecord),
        Of::Build => schema_for!(super::build::Summary),
        Of::Kinds => schema_for!(export::RelationKindRecord),
        Of::Diff => schema_for!(super::diff::DiffRecord),
        Of::Review => schema_for!(export::ClaimRecord),
        Of::Candidates => schema_for!(super::candidates::CandidateRecord),
        Of::Promote => schema_for!(export::EntryRecord),
        Of::Annotation => schema_for!(export::AnnotationRecord),
        Of::Decisions | Of::Undo => schema_for!(export::DecisionRecord),
        Of::Export => schema_for!(export::ExportRecord),
    };
    serde_json::to_writer_pretty(&mut *out, &schema)?;
    writeln!(out)?;
    Ok(Exit::Found)
}
