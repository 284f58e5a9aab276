//! `kg rank --by cut`: without whom groups fall apart, and what falls apart.

use std::io::Write;

use super::filter::no_relation;
use super::print::{Page, Table, claims, counted, name, sentence};
use super::{Exit, Session, json_line, talk};
use crate::export::{ActorRef, CutPartRecord, CutRecord, actor_ref, relation_record};
use crate::graph::{Graph, GraphView, RelationId};
use crate::model::ActorId;
use crate::query::{ActorCut, CutPart, Cuts, Filter, TieCut, cuts, standing_in_words};
use crate::text::printable;

/// Names of a part are so many, then how many more there are.
const NAMED: usize = 6;

/// Prints at most so many actors, and at most so many ties, each with what falls apart without it.
pub(super) fn run(
    graph: &Graph,
    filter: &Filter,
    most: u32,
    session: &Session,
    out: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let found = cuts(graph, filter);
    if found.actors.is_empty() && found.ties.is_empty() {
        let any = (0..graph.relation_count()).map(RelationId::new).any(|id| {
            let relation = graph.relation(id);
            relation.subject != relation.object && filter.admits(graph.schema(), relation)
        });
        talk::say(&if any {
            "no group falls apart without one actor, or without one tie".to_owned()
        } else {
            no_relation(graph, filter)
        });
        return Ok(Exit::Nothing);
    }
    let shown = most as usize;
    let actor_places = places(found.actors.iter().map(ActorCut::apart));
    let tie_places = places(found.ties.iter().map(|tie| tie.far_actors));
    if session.json {
        for (cut, place) in found.actors.iter().zip(actor_places).take(shown) {
            json_line(out, &actor_record(graph, cut, place))?;
        }
        for (cut, place) in found.ties.iter().zip(tie_places).take(shown) {
            json_line(out, &tie_record(graph, cut, place))?;
        }
        return Ok(Exit::Found);
    }
    if !found.actors.is_empty() {
        writeln!(out, "{}", session.page.underlined("Actors without whom a group falls apart"))?;
        for (cut, place) in found.actors.iter().zip(actor_places).take(shown) {
            print_actor(graph, session.page, cut, place, out)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", session.page.underlined("Ties without which a group falls apart"))?;
    for (cut, place) in found.ties.iter().zip(tie_places).take(shown) {
        print_tie(graph, session.page, cut, place, out)?;
    }
    say_left_out(&found, most);
    Ok(Exit::Found)
}

/// From 1; those of one score, which come one after the other, share it.
fn places(scores: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut last = None;
    let place = |(index, score): (usize, usize)| match last {
        Some((place, of)) if of == score => place,
        _ => {
            last = Some((index + 1, score));
            index + 1
        }
    };
    scores.enumerate().map(place).collect()
}

/// The biggest part is what the others are cut off from, so it is not listed.
fn print_actor(graph: &Graph, page: Page, cut: &ActorCut, place: usize, out: &mut dyn Write) -> anyhow::Result<()> {
    let kind = &graph.schema().actor_kind(graph.actors().get(cut.actor).kind).label;
    let others: usize = cut.parts.iter().map(|part| part.actors).sum();
    let summary = format!("({kind}; cuts off {} of {})", cut.apart(), counted(others, "other actor"));
    writeln!(out, "\n{place}. {} {}", page.bold(name(graph, cut.actor)), page.dim(&summary))?;
    let (alone, together): (Vec<&CutPart>, Vec<&CutPart>) = cut.parts.iter().skip(1).partition(|part| part.actors == 1);
    let alone: Vec<ActorId> = alone.iter().flat_map(|part| part.tied.iter().copied()).collect();
    let mut lines: Vec<String> = Vec::new();
    for part in together {
        let mut line = format!("{}: {}", counted(part.actors, "actor"), names(graph, &part.tied, part.tied.len()));
        let behind = part.actors - part.tied.len();
        if behind > 0 {
            let tied = if part.tied.len() == 1 { "this one" } else { "these" };
            line.push_str(&format!("; behind {tied} {}", names(graph, &part.behind, behind)));
        }
        lines.push(line);
    }
    match alone.len() {
        0 => {}
        1 => lines.push(format!("1 actor: {}", names(graph, &alone, 1))),
        many => lines.push(format!("{many} actors, each alone: {}", names(graph, &alone, many))),
    }
    for line in lines {
        writeln!(out, "{}", page.wrapped(&line, 3))?;
    }
    Ok(())
}

fn print_tie(graph: &Graph, page: Page, cut: &TieCut, place: usize, out: &mut dyn Write) -> anyhow::Result<()> {
    let (near, far) = (name(graph, cut.near), name(graph, cut.far));
    let all = cut.near_actors + cut.far_actors;
    let summary = format!("(cuts off {} of {} on the side of {far})", cut.far_actors, counted(all, "actor"));
    writeln!(out, "\n{place}. {} – {} {}", page.bold(near), page.bold(far), page.dim(&summary))?;
    let mut table = Table::default();
    for relation in cut.relations.iter().map(|id| graph.relation(*id)) {
        let said = sentence(graph, relation.kind, relation.subject, relation.object);
        let claims = claims(relation);
        table.row(vec![
            (printable(&said).into_owned(), said),
            (page.standing(graph, relation), standing_in_words(graph, relation)),
            (claims.clone(), claims),
        ]);
    }
    write!(out, "{}", table.text(3))?;
    if !cut.beside_far.is_empty() {
        writeln!(
            out,
            "{}",
            page.wrapped(&format!("beside {far}: {}", names(graph, &cut.beside_far, cut.far_actors - 1)), 3)
        )?;
    }
    Ok(())
}

/// The first few of these actors, and how many more there are of `all`.
fn names(graph: &Graph, actors: &[ActorId], all: usize) -> String {
    let mut names: Vec<String> = actors.iter().take(NAMED).map(|actor| name(graph, *actor).to_owned()).collect();
    if all > names.len() {
        names.push(format!("and {} more", all - names.len()));
    }
    names.join(", ")
}

fn say_left_out(found: &Cuts, most: u32) {
    let more = |all: usize, what: &str| {
        let more = all.saturating_sub(most as usize);
        (more > 0).then(|| counted(more, what))
    };
    let parts: Vec<String> =
        [more(found.actors.len(), "more actor"), more(found.ties.len(), "more tie")].into_iter().flatten().collect();
    if !parts.is_empty() {
        talk::say(&format!("note: {} (-n)", parts.join(" and ")));
    }
}

fn actor_record(graph: &Graph, cut: &ActorCut, rank: usize) -> CutRecord {
    CutRecord {
        rank,
        by: "cut",
        cut: "actor",
        actors: vec![actor_ref(graph, cut.actor)],
        relations: Vec::new(),
        apart: cut.apart(),
        parts: cut
            .parts
            .iter()
            .map(|part| CutPartRecord {
                actors: part.actors,
                tied: refs(graph, &part.tied),
                behind: refs(graph, &part.behind),
            })
            .collect(),
        beside: Vec::new(),
    }
}

fn tie_record(graph: &Graph, cut: &TieCut, rank: usize) -> CutRecord {
    let part =
        |actors: usize, end: ActorId| CutPartRecord { actors, tied: vec![actor_ref(graph, end)], behind: Vec::new() };
    CutRecord {
        rank,
        by: "cut",
        cut: "tie",
        actors: vec![actor_ref(graph, cut.near), actor_ref(graph, cut.far)],
        relations: cut.relations.iter().map(|id| relation_record(graph, graph.relation(*id), false)).collect(),
        apart: cut.far_actors,
        parts: vec![part(cut.near_actors, cut.near), part(cut.far_actors, cut.far)],
        beside: refs(graph, &cut.beside_far),
    }
}

fn refs(graph: &Graph, actors: &[ActorId]) -> Vec<ActorRef> {
    actors.iter().map(|actor| actor_ref(graph, *actor)).collect()
}
