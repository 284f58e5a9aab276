//! `kg check`: everything that is wrong with the project, at once.

use std::io::Write;

use super::print::counted;
use super::{Exit, Session, json_line, talk};
use crate::export::DiagnosticRecord;
use crate::text::Severity;

/// Everything that is wrong with the curated files, the documents and the project's own language files, each with its
/// place
#[derive(clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let problems = session.project.check()?;
    if session.json {
        for problem in &problems {
            json_line(out, &DiagnosticRecord::from(problem))?;
        }
    } else {
        talk::diagnostics(&problems);
    }
    let count = |severity: Severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    talk::say(&format!("{}, {}, {}", counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")));
    Ok(if errors + warnings == 0 { Exit::Found } else { Exit::Nothing })
}
