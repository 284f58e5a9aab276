//! `kg build`: reads everything and writes what `out/` needs.

use std::collections::BTreeMap;
use std::io::Write;

use schemars::JsonSchema;
use serde::Serialize;

use super::print::counted;
use super::session::say_retracted;
use super::{AlreadySaid, Exit, Session, json_line, talk};
use crate::export::{claim_record, mention_records};
use crate::graph::{Graph, GraphView, RelationId, Standing, assemble};
use crate::model::{ClaimId, DocumentId, Origin};
use crate::project::{Build, Error};
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
    /// Claims that are in no graph until somebody accepts them in a review.
    proposed_claims: usize,
    /// Claims by the standing of the relation they are in.
    claims_by_standing: BTreeMap<&'static str, usize>,
    /// Relations by standing.
    relations: BTreeMap<&'static str, usize>,
    errors: usize,
    warnings: usize,
    notes: usize,
}

pub(super) fn run(_: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let (built, stopped) = match session.project.build() {
        Err(Error::Diagnostics(problems)) => (Build { problems, ..Build::default() }, true),
        built => (built?, false),
    };
    say_retracted(&built.retracted);
    talk::diagnostics(built.problems.iter().filter(|problem| problem.severity != Severity::Note));
    let count =
        |severity: Severity| built.problems.iter().filter(|problem: &&Diagnostic| problem.severity == severity).count();
    let problems = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    if stopped {
        talk::say(&format!("error: {} in the curated files; nothing was written", counted(problems.0, "error")));
        return Err(AlreadySaid.into());
    }
    let graph = assemble(built.knowledge);
    let summary = summary(&graph, built.proposed, problems);
    // Both are made before either is written, so that an interruption between the two is as unlikely as can be.
    let (claims, mentions) = (claims_lines(&graph)?, mentions_lines(&graph)?);
    let claims = session.project.write_out("claims.jsonl", &claims)?;
    let mentions = session.project.write_out("mentions.jsonl", &mentions)?;
    if session.json {
        json_line(out, &summary)?;
    } else {
        print(&summary, out)?;
        talk::say(&format!("wrote {} and {}", claims.display(), mentions.display()));
    }
    Ok(Exit::Found)
}

fn summary(graph: &Graph, proposed: usize, (errors, warnings, notes): (usize, usize, usize)) -> Summary {
    let mentions = || (0..graph.documents().len()).flat_map(|index| graph.mentions(DocumentId::new(index)));
    let curated = (0..graph.claim_count())
        .filter(|index| matches!(graph.claim(ClaimId::new(*index)).origin, Origin::Curated { .. }))
        .count();
    let mut relations: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut claims_by_standing: BTreeMap<&'static str, usize> = BTreeMap::new();
    for relation in (0..graph.relation_count()).map(|index| graph.relation(RelationId::new(index))) {
        *relations.entry(relation.standing.label()).or_default() += 1;
        *claims_by_standing.entry(relation.standing.label()).or_default() += relation.claims.len();
    }
    Summary {
        documents: graph.documents().len(),
        actors: graph.actors().len(),
        mentions: mentions().count(),
        ambiguous_mentions: mentions().filter(|mention| mention.actor().is_none()).count(),
        curated_claims: curated,
        extracted_claims: graph.claim_count() - curated,
        proposed_claims: proposed,
        claims_by_standing,
        relations,
        errors,
        warnings,
        notes,
    }
}

fn print(summary: &Summary, out: &mut dyn Write) -> anyhow::Result<()> {
    let standings = |counts: &BTreeMap<&'static str, usize>| {
        let parts: Vec<String> = Standing::ALL
            .iter()
            .filter_map(|standing| counts.get(standing.label()).map(|count| format!("{count} {}", standing.label())))
            .collect();
        parts.join(", ")
    };
    let claims = summary.curated_claims + summary.extracted_claims;
    let rows = [
        (summary.documents, "document", String::new()),
        (summary.actors, "actor", String::new()),
        (summary.mentions, "mention", format!(", {} of them ambiguous", summary.ambiguous_mentions)),
        (
            claims,
            "claim",
            format!(
                ": {} curated, {} extracted; by standing {}",
                summary.curated_claims,
                summary.extracted_claims,
                standings(&summary.claims_by_standing)
            ),
        ),
        (
            summary.proposed_claims,
            "proposal",
            " besides, in no answer until accepted (`kg review --proposed`)".to_owned(),
        ),
        (summary.relations.values().sum(), "relation", format!(": {}", standings(&summary.relations))),
        (summary.warnings, "warning", String::new()),
        (summary.notes, "note", " (`kg check` shows them)".to_owned()),
    ];
    for (number, what, detail) in rows {
        let words = counted(number, what);
        let (_, words) = words.split_once(' ').expect("a number and its noun");
        writeln!(out, "{number:>8}  {words}{}", detail.trim_end_matches([':', ' ']).trim_end_matches("; by standing"))?;
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
