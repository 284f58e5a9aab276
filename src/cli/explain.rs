//! `kg explain A B`, `kg explain ID`: every claim between two actors, or one claim.
//!
//! What speaks for a relation stands beside what speaks against it where the page is wide enough, else above it.

use std::io::Write;

use super::accept::claim_of;
use super::filter::actor;
use super::print::{Page, beside, facts, ground, name, origin, said_by, verb};
use super::{Exit, Session, json_line, talk};
use crate::export::{ExplainRecord, claim_record, publication_record};
use crate::graph::{Direction, GraphView, Relation};
use crate::model::{ActorId, Claim, ClaimId, DocumentId, Review};
use crate::project::{done, signature_in_words};
use crate::query::{NameAnswer, Publication, affirmations, context, denials, publications, resolve_name};
use crate::text::printable;

/// Every claim between two actors, or one claim: the words between the sentences around them, who says so through whom,
/// when, who published it, and where it comes from
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of one actor, or the id of a claim
    a: String,
    /// Key or name of the other
    b: Option<String>,
    /// At most so many claims; JSON has all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let Some(b) = &args.b else { return run_claim(graph, &args.a, session, out) };
    let (a, b) = (actor(graph, &args.a)?, actor(graph, b)?);
    if a == b {
        talk::say(&format!("both names mean {}", name(graph, a)));
        return Ok(Exit::Nothing);
    }
    let relations: Vec<&Relation> = graph
        .incident(a)
        .filter(|incidence| incidence.neighbor == b)
        .map(|incidence| graph.relation(incidence.relation))
        .collect();
    if relations.is_empty() {
        talk::say(&format!(
            "no claim joins {} and {}; `kg path` looks for a way over others",
            name(graph, a),
            name(graph, b)
        ));
        return Ok(Exit::Nothing);
    }
    let mut left = args.most as usize;
    for (index, relation) in relations.iter().enumerate() {
        let mut sides = sides(graph, relation);
        if !session.json {
            for side in &mut sides {
                side.truncate(left);
                left -= side.len();
            }
            if sides.iter().all(Vec::is_empty) {
                break;
            }
        }
        if session.json {
            for claim in sides.iter().flatten() {
                json_line(out, &record(graph, relation, claim))?;
            }
        } else {
            if index > 0 {
                writeln!(out)?;
            }
            print_relation(graph, session.page, relation, &sides, out)?;
        }
    }
    if !session.json {
        talk::say_left_out(relations.iter().map(|relation| relation.claims.len()).sum(), args.most, "claims");
    }
    Ok(Exit::Found)
}

/// The claim with this id, its relation above it.
fn run_claim(graph: &crate::graph::Graph, id: &str, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let claims: Vec<&Claim<ActorId>> = (0..graph.claim_count()).map(|index| graph.claim(ClaimId::new(index))).collect();
    let found =
        claim_of(&claims, id, &|claim| sentence(graph, claim)).map_err(|error| match resolve_name(graph, id) {
            NameAnswer::Found(_) => {
                anyhow::anyhow!("`{}` is one actor; name another beside it, or `kg show` all about it", printable(id))
            }
            NameAnswer::Ambiguous(_) | NameAnswer::Unknown(_) => error,
        })?;
    let place = claims.iter().position(|claim| claim.hash == found.hash).expect("the claim was just found");
    let relation = graph.relation(graph.relation_of(ClaimId::new(place)));
    if session.json {
        json_line(out, &record(graph, relation, found))?;
        return Ok(Exit::Found);
    }
    heading(graph, session.page, relation, out)?;
    write!(out, "\n{}", block(graph, session.page, found, 3))?;
    let others = relation.claims.len() - 1;
    if others > 0 {
        let key = |actor| graph.actors().get(actor).key.as_str();
        let text = format!(
            "{} beside it: kg explain {} {}",
            super::print::counted(others, "claim"),
            key(relation.subject),
            key(relation.object)
        );
        writeln!(out, "\n{}", session.page.dim_wrapped(&text, 3))?;
    }
    Ok(Exit::Found)
}

/// "Northland warned Southland".
pub(super) fn sentence(view: &impl GraphView, claim: &Claim<ActorId>) -> String {
    format!(
        "{} {} {}",
        name(view, claim.subject),
        view.schema().relation_kind(claim.kind).label,
        name(view, claim.object)
    )
}

/// For, against, and those judged wrong.
fn sides<'v>(view: &'v impl GraphView, relation: &Relation) -> [Vec<&'v Claim<ActorId>>; 3] {
    let wrong = relation.claims.iter().map(|id| view.claim(*id)).filter(|claim| claim.review == Review::Rejected);
    [affirmations(view, relation), denials(view, relation), wrong.collect()]
}

fn heading(view: &impl GraphView, page: Page, relation: &Relation, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(
        out,
        "{} {} {}  {} {}",
        page.bold(name(view, relation.subject)),
        verb(view, relation, Direction::Out),
        page.bold(name(view, relation.object)),
        page.standing(view, relation),
        page.dim(&format!("({})", facts(relation)))
    )?;
    Ok(())
}

fn print_relation(
    view: &impl GraphView,
    page: Page,
    relation: &Relation,
    [pro, contra, wrong]: &[Vec<&Claim<ActorId>>; 3],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    heading(view, page, relation, out)?;
    let carried = publications(view, relation);
    if carried.iter().any(|publication| publication.publisher.is_some() || !publication.reprints.is_empty()) {
        writeln!(
            out,
            "{}",
            page.dim_wrapped(
                &format!(
                    "carried by {}",
                    carried.iter().map(|publication| in_words(view, publication)).collect::<Vec<_>>().join("; ")
                ),
                3
            )
        )?;
    }
    let column = |claims: &[&Claim<ActorId>], heading: &str, page: Page| {
        let blocks: Vec<String> = claims.iter().map(|claim| block(view, page, claim, 3)).collect();
        let heading = if heading.is_empty() { String::new() } else { format!("   {}\n\n", page.underlined(heading)) };
        format!("{heading}{}", blocks.join("\n"))
    };
    match (pro.is_empty(), contra.is_empty(), page.halves()) {
        (false, false, Some(half)) => {
            write!(out, "\n{}", beside(&column(pro, "for", half), &column(contra, "against", half), half))?
        }
        (false, false, None) => write!(out, "\n{}\n{}", column(pro, "for", page), column(contra, "against", page))?,
        (true, true, _) => {}
        (_, _, _) => write!(out, "\n{}{}", column(pro, "", page), column(contra, "", page))?,
    }
    if !wrong.is_empty() {
        write!(out, "\n{}", column(wrong, "judged wrong", page))?;
    }
    Ok(())
}

/// "The Gazette", "The Gazette, reprinted in seeds/second.md", "2 documents of publishers not named".
fn in_words(view: &impl GraphView, publication: &Publication) -> String {
    let path = |id: &DocumentId| view.documents()[id.index()].path.as_str();
    let who = match &publication.publisher {
        Some(name) => name.clone(),
        None if publication.prints.is_empty() => "publications of publishers not named".to_owned(),
        None => format!("{} of publishers not named", super::print::counted(publication.prints.len(), "document")),
    };
    let reprints: Vec<&str> = publication.reprints.iter().map(path).collect();
    if reprints.is_empty() { who } else { format!("{who}, reprinted in {}", reprints.join(", ")) }
}

/// A claim on lines of its own: who says it through whom, the words between the sentences around them, where they stand
/// and come from, what was decided.
fn block(view: &impl GraphView, page: Page, claim: &Claim<ActorId>, indent: usize) -> String {
    let mut lines = vec![page.wrapped(&said_by(view, claim), indent)];
    let inner = indent + 2;
    match context(view, claim) {
        Some(context) => {
            lines.push(page.in_context(&context, inner));
            lines.push(page.dim_wrapped(&format!("{} · {}", context.document.heading(), ground(view, claim)), inner));
            if let Some(first) = context.document.reprint_of {
                lines.push(page.dim_wrapped(&format!("reprints {}", view.documents()[first.index()].path), inner));
            }
        }
        None => lines.push(page.wrapped(&ground(view, claim), inner)),
    }
    lines.push(page.dim_wrapped(&format!("{} · claim {}", origin(claim), claim.hash), inner));
    for decision in view.judgments(claim.hash) {
        lines.push(page.wrapped(
            &format!("{} by {} · decision {}", done(&decision.act), signature_in_words(decision), decision.id),
            inner,
        ));
    }
    if let Some(detail) = &claim.detail {
        lines.push(page.wrapped(&format!("namely: {detail}"), inner));
    }
    if let Some(note) = &claim.note {
        lines.push(page.wrapped(&format!("note: {note}"), inner));
    }
    lines.join("\n") + "\n"
}

fn record(view: &impl GraphView, relation: &Relation, claim: &Claim<ActorId>) -> ExplainRecord {
    let context = context(view, claim);
    ExplainRecord {
        claim: claim_record(view, claim),
        standing: relation.standing.label(),
        with_unjudged: relation.with_unjudged.label(),
        sentence_before: context.and_then(|context| context.sentence_before).map(str::to_owned),
        before: context.map(|context| context.before.to_owned()),
        after: context.map(|context| context.after.to_owned()),
        sentence_after: context.and_then(|context| context.sentence_after).map(str::to_owned),
        independent: publications(view, relation)
            .iter()
            .map(|publication| publication_record(view, publication))
            .collect(),
    }
}
