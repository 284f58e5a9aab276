//! `kg build`: reads everything and writes what `out/` needs.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::print::counted;
use super::{AlreadySaid, Outcome, Session, json_line, talk};
use crate::export::{claim_record, mention_records};
use crate::graph::{Graph, GraphView, RelationId, Standing, assemble};
use crate::model::{ClaimId, DocumentId, Origin};
use crate::text::{Diagnostic, Severity};

/// Read everything again that changed, and write claims and mentions to out/
#[derive(clap::Args)]
pub(super) struct Args {}

#[derive(Serialize)]
struct Summary {
    documents: usize,
    actors: usize,
    mentions: usize,
    ambiguous_mentions: usize,
    curated_claims: usize,
    extracted_claims: usize,
    relations: BTreeMap<&'static str, usize>,
    errors: usize,
    warnings: usize,
    notes: usize,
}

pub(super) fn run(_: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let built = session.project.build()?;
    talk::diagnostics(built.problems.iter().filter(|problem| problem.severity != Severity::Note));
    let count = |severity: Severity| built.problems.iter().filter(|problem: &&Diagnostic| problem.severity == severity).count();
    let problems = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    if problems.0 > 0 {
        talk::say(&format!("error: {} in the curated files; nothing was written", counted(problems.0, "error")));
        return Err(AlreadySaid.into());
    }
    let graph = assemble(built.knowledge);
    let summary = summary(&graph, problems);
    let claims = session.project.write_out("claims.jsonl", &claims_lines(&graph)?)?;
    let mentions = session.project.write_out("mentions.jsonl", &mentions_lines(&graph)?)?;
    if session.json {
        json_line(out, &summary)?;
    } else {
        print(&summary, out)?;
        talk::say(&format!("wrote {} and {}", claims.display(), mentions.display()));
    }
    Ok(Outcome::Found)
}

fn summary(graph: &Graph, (errors, warnings, notes): (usize, usize, usize)) -> Summary {
    let mentions = || (0..graph.documents().len()).flat_map(|index| graph.mentions(DocumentId::new(index)));
    let curated = (0..graph.claim_count()).filter(|index| matches!(graph.claim(ClaimId::new(*index)).origin, Origin::Curated { .. })).count();
    let mut relations: BTreeMap<&'static str, usize> = BTreeMap::new();
    for index in 0..graph.relation_count() {
        *relations.entry(graph.relation(RelationId::new(index)).standing.label()).or_default() += 1;
    }
    Summary {
        documents: graph.documents().len(),
        actors: graph.actors().len(),
        mentions: mentions().count(),
        ambiguous_mentions: mentions().filter(|mention| mention.actor().is_none()).count(),
        curated_claims: curated,
        extracted_claims: graph.claim_count() - curated,
        relations,
        errors,
        warnings,
        notes,
    }
}

fn print(summary: &Summary, out: &mut dyn Write) -> anyhow::Result<()> {
    let standings: Vec<String> =
        Standing::ALL.iter().filter_map(|standing| summary.relations.get(standing.label()).map(|count| format!("{count} {}", standing.label()))).collect();
    writeln!(out, "{:>8}  documents", summary.documents)?;
    writeln!(out, "{:>8}  actors", summary.actors)?;
    writeln!(out, "{:>8}  mentions, {} of them ambiguous", summary.mentions, summary.ambiguous_mentions)?;
    writeln!(out, "{:>8}  claims: {} curated, {} extracted", summary.curated_claims + summary.extracted_claims, summary.curated_claims, summary.extracted_claims)?;
    writeln!(out, "{:>8}  relations: {}", summary.relations.values().sum::<usize>(), standings.join(", "))?;
    let problems = format!("{}, {}", counted(summary.warnings, "warning"), counted(summary.notes, "note"));
    writeln!(out, "{:>8}  problems ({problems}; `kg check` shows them)", summary.warnings)?;
    Ok(())
}

fn claims_lines(graph: &Graph) -> anyhow::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for index in 0..graph.claim_count() {
        json_line(&mut lines, &claim_record(graph, graph.claim(ClaimId::new(index))))?;
    }
    Ok(lines)
}

fn mentions_lines(graph: &Graph) -> anyhow::Result<Vec<u8>> {
    #[derive(Serialize)]
    struct Line<'d> {
        document: &'d str,
        #[serde(flatten)]
        mention: crate::export::MentionRecord,
    }
    let mut lines = Vec::new();
    for (index, document) in graph.documents().iter().enumerate() {
        let mentions = graph.mentions(DocumentId::new(index));
        for mention in mention_records(&document.text, mentions, |actor| graph.actors().get(actor).key.clone()) {
            json_line(&mut lines, &Line { document: &document.key, mention })?;
        }
    }
    Ok(lines)
}
