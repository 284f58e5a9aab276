//! `kg build`: reads everything and writes what `out/` needs.

use std::collections::BTreeMap;
use std::io::Write;

use schemars::JsonSchema;
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

/// What was built, in numbers: the line of `kg build --json`.
#[derive(Serialize, JsonSchema)]
pub(super) struct Summary {
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
    let claims = summary.curated_claims + summary.extracted_claims;
    let rows = [
        (summary.documents, "document", String::new()),
        (summary.actors, "actor", String::new()),
        (summary.mentions, "mention", format!(", {} of them ambiguous", summary.ambiguous_mentions)),
        (claims, "claim", format!(": {} curated, {} extracted", summary.curated_claims, summary.extracted_claims)),
        (summary.relations.values().sum(), "relation", format!(": {}", standings.join(", "))),
        (summary.warnings, "warning", String::new()),
        (summary.notes, "note", " (`kg check` shows them)".to_owned()),
    ];
    for (number, what, detail) in rows {
        let words = counted(number, what);
        let (_, words) = words.split_once(' ').expect("a number and its noun");
        writeln!(out, "{number:>8}  {words}{}", detail.strip_suffix(": ").unwrap_or(&detail))?;
    }
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
