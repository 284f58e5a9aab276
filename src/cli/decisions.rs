//! `kg decisions`: what analysts decided, as a list or as annotation to train with.

use std::io::Write;

use super::{Exit, Session, json_line, talk};
use crate::export::{annotation_records, decision_record};
use crate::project::decision_in_words;
use crate::resolve::in_force;

/// The decisions that hold, first to last, or what they say of the words of texts
#[derive(clap::Args)]
pub(super) struct Args {
    /// Write each paragraph with a judged claim as a line of JSON: its text, and where in it the ends and the trigger
    /// stand of what is right and what is wrong. `training/README.md` says how the claims reader learns from it
    #[arg(long)]
    as_annotation: bool,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let (recorded, problems) = session.project.decisions()?;
    talk::diagnostics(&problems);
    let holding = in_force(&recorded, &mut Vec::new());
    if holding.is_empty() {
        talk::say("no decision holds");
        return Ok(Exit::Nothing);
    }
    if args.as_annotation {
        let base = session.knowledge()?;
        let (judged, _) = session.project.decide(base.clone())?;
        let records = annotation_records(&base, &judged.knowledge);
        for record in &records {
            json_line(out, record)?;
        }
        if records.is_empty() {
            talk::say("no decision is about an extracted claim whose ends and trigger stand in one paragraph");
            return Ok(Exit::Nothing);
        }
        return Ok(Exit::Found);
    }
    for decision in holding.iter().map(|index| &recorded[*index].decision) {
        if session.json {
            json_line(out, &decision_record(decision))?;
        } else {
            writeln!(out, "{}  {}", decision.id, crate::text::printable(&decision_in_words(decision)))?;
        }
    }
    Ok(Exit::Found)
}
