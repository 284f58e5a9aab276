//! A selection, a path and a timeline as what is drawn: shapes and colours by kind, lines by standing, the best words
//! as tooltips.

use std::collections::{BTreeMap, BTreeSet};

use super::Options;
use crate::export::Selection;
use crate::graph::{GraphView, Relation, RelationId, Standing};
use crate::model::{ActorId, Evidence, PartialDate, Period};
use crate::picture::{
    Arrow, Date, Drawing, Edge, LegendLine, Line, Node, Picture, Shape, Sign, Timeline, TimelineItem,
};
use crate::query::{Path, TimelineEntry, best_claim, quotation, standing_in_words};

/// A selection as a network.
pub(crate) fn drawing(selection: &Selection, options: &Options) -> Drawing {
    let graph = selection.graph;
    let mut drawing = of_relations(
        graph,
        &selection.relations.iter().copied().collect::<Vec<_>>(),
        &selection.drawn.iter().copied().collect::<Vec<_>>(),
    );
    drawing.title = options.title.clone().unwrap_or_default();
    if let Some((around, _)) = selection.part.around {
        let key = &graph.actors().get(around).key;
        drawing.nodes.iter_mut().filter(|node| node.id == *key).for_each(|node| node.emphasis = true);
    }
    drawing
}

/// Ways between two actors as a picture.
pub fn picture_of_paths(view: &impl GraphView, paths: &[Path]) -> Picture {
    let relations: BTreeSet<RelationId> = paths.iter().flat_map(|path| &path.hops).map(|hop| hop.relation).collect();
    let actors: BTreeSet<ActorId> =
        paths.iter().flat_map(|path| &path.hops).flat_map(|hop| [hop.from, hop.to]).collect();
    let mut drawing =
        of_relations(view, &relations.into_iter().collect::<Vec<_>>(), &actors.into_iter().collect::<Vec<_>>());
    let key = |actor: ActorId| view.actors().get(actor).key.clone();
    let ways: Vec<Vec<String>> = paths
        .iter()
        .map(|path| {
            path.hops.iter().take(1).map(|hop| key(hop.from)).chain(path.hops.iter().map(|hop| key(hop.to))).collect()
        })
        .collect();
    if let Some(first) = paths.first().and_then(|path| Some((path.hops.first()?.from, path.hops.last()?.to))) {
        let (from, to) = (view.actors().shown(first.0), view.actors().shown(first.1));
        drawing.title = format!("From {from} to {to}");
        let ends = [key(first.0), key(first.1)];
        drawing.nodes.iter_mut().filter(|node| ends.contains(&node.id)).for_each(|node| node.emphasis = true);
    }
    crate::picture::ways(&drawing, &ways)
}

/// A timeline as a picture.
pub fn picture_of_timeline(view: &impl GraphView, title: String, entries: &[TimelineEntry]) -> Picture {
    // What several claims say of one time is one mark.
    let mut marks: BTreeMap<(RelationId, Period), usize> = BTreeMap::new();
    for entry in entries {
        *marks.entry((view.relation_of(entry.claim), view.claim(entry.claim).period)).or_default() += 1;
    }
    let entry = |((id, period), claims): (&(RelationId, Period), &usize)| {
        let relation = view.relation(*id);
        let several = if *claims > 1 { format!(" ({claims} claims)") } else { String::new() };
        TimelineItem {
            from: date(period.from()),
            to: date(period.to()),
            label: format!(
                "{} {} {}{several}",
                view.actors().shown(relation.subject),
                label(view, relation),
                view.actors().shown(relation.object)
            ),
            color: view.schema().relation_kind(relation.kind).color.clone(),
            line: line(relation.standing),
            title: words(view, relation),
        }
    };
    let relations: Vec<RelationId> = marks.keys().map(|(id, _)| *id).collect();
    let kinds: BTreeSet<_> = relations.iter().map(|id| view.relation(*id).kind).collect();
    let kinds = kinds.into_iter().map(|kind| view.schema().relation_kind(kind));
    let mut legend = legend(view, &relations, &[]);
    legend.extend(kinds.map(|kind| LegendLine { sign: Sign::Color(kind.color.clone()), text: kind.label.clone() }));
    crate::picture::timeline(&Timeline {
        title,
        description: "Claims at the dates of what they say".to_owned(),
        entries: marks.iter().map(entry).collect(),
        legend,
    })
}

fn of_relations(view: &impl GraphView, relations: &[RelationId], actors: &[ActorId]) -> Drawing {
    let key = |actor: ActorId| view.actors().get(actor).key.clone();
    let node = |actor: &ActorId| {
        let kind = view.schema().actor_kind(view.actors().get(*actor).kind);
        let label = view.actors().shown(*actor).to_owned();
        Node {
            id: key(*actor),
            title: format!("{label}, {}", kind.label),
            label,
            shape: Shape::named(&kind.shape),
            fill: kind.fill.clone(),
            dashed: view.actors().is_discovered(*actor),
            emphasis: false,
        }
    };
    let edge = |id: &RelationId| {
        let relation = view.relation(*id);
        let kind = view.schema().relation_kind(relation.kind);
        Edge {
            id: format!("{} {} {}", key(relation.subject), kind.key, key(relation.object)),
            from: key(relation.subject),
            to: key(relation.object),
            label: label(view, relation),
            color: kind.color.clone(),
            line: line(relation.standing),
            arrow: match relation.standing {
                _ if kind.symmetric => Arrow::None,
                Standing::Denied => Arrow::Tee,
                Standing::Curated
                | Standing::Reviewed
                | Standing::Corroborated
                | Standing::Stated
                | Standing::Alleged
                | Standing::Disputed
                | Standing::NotActual
                | Standing::Rejected => Arrow::Normal,
            },
            title: words(view, relation),
        }
    };
    Drawing {
        title: String::new(),
        description: format!("{} actors and {} relations between them", actors.len(), relations.len()),
        nodes: actors.iter().map(node).collect(),
        edges: relations.iter().map(edge).collect(),
        legend: legend(view, relations, actors),
    }
}

/// The kind's words; what nobody states as a fact says so on the edge itself.
pub(crate) fn label(view: &impl GraphView, relation: &Relation) -> String {
    let kind = &view.schema().relation_kind(relation.kind).label;
    if relation.standing.carries() { kind.clone() } else { format!("{kind} ({})", standing_in_words(view, relation)) }
}

fn line(standing: Standing) -> Line {
    match standing {
        Standing::Curated | Standing::Reviewed => Line::Thick,
        Standing::Corroborated => Line::Solid,
        Standing::Stated => Line::Thin,
        Standing::Alleged => Line::Dashed,
        Standing::Disputed | Standing::NotActual | Standing::Denied | Standing::Rejected => Line::Dotted,
    }
}

/// How wide a line is drawn by programs that are told so: the more stand behind a relation, the stronger.
pub(super) fn pen_width(standing: Standing) -> &'static str {
    match standing {
        Standing::Curated | Standing::Reviewed => "2.2",
        Standing::Corroborated => "1.4",
        Standing::Stated => "0.8",
        Standing::Alleged | Standing::Disputed | Standing::NotActual | Standing::Denied | Standing::Rejected => "1",
    }
}

/// Standing, and the best words or what is cited.
pub(crate) fn words(view: &impl GraphView, relation: &Relation) -> String {
    let claim = best_claim(view, relation);
    let words = match (quotation(view, claim), &claim.evidence) {
        (Some((document, words)), _) => format!("“{words}” ({})", document.heading()),
        (None, Evidence::Citation(citation)) => citation.text.clone(),
        (None, Evidence::Quotation { .. }) => String::new(),
    };
    format!("{}: {words}", standing_in_words(view, relation)).replace('\n', " ")
}

/// The lines and shapes that are there, in the order of the schema.
fn legend(view: &impl GraphView, relations: &[RelationId], actors: &[ActorId]) -> Vec<LegendLine> {
    let there = |standings: &[Standing]| relations.iter().any(|id| standings.contains(&view.relation(*id).standing));
    let lines = [
        (&[Standing::Curated, Standing::Reviewed][..], Line::Thick, Arrow::Normal, "curated or reviewed"),
        (&[Standing::Corroborated], Line::Solid, Arrow::Normal, "corroborated: several publishers"),
        (&[Standing::Stated], Line::Thin, Arrow::Normal, "stated: one publisher, unreviewed"),
        (&[Standing::Alleged], Line::Dashed, Arrow::Normal, "alleged"),
        (
            &[Standing::Disputed, Standing::NotActual, Standing::Rejected],
            Line::Dotted,
            Arrow::Normal,
            "disputed or not actual",
        ),
        (&[Standing::Denied], Line::Dotted, Arrow::Tee, "denied only"),
    ];
    let mut legend: Vec<LegendLine> = lines
        .into_iter()
        .filter(|(standings, ..)| there(standings))
        .map(|(_, line, arrow, text)| LegendLine { sign: Sign::Line(line, arrow), text: text.to_owned() })
        .collect();
    let kinds: BTreeSet<_> = actors.iter().map(|actor| view.actors().get(*actor).kind).collect();
    legend.extend(kinds.into_iter().map(|kind| view.schema().actor_kind(kind)).map(|kind| LegendLine {
        sign: Sign::Shape { shape: Shape::named(&kind.shape), fill: kind.fill.clone(), dashed: false },
        text: kind.label.clone(),
    }));
    if actors.iter().any(|actor| view.actors().is_discovered(*actor)) {
        let sign = Sign::Shape { shape: Shape::named("box"), fill: "#ffffff".to_owned(), dashed: true };
        legend.push(LegendLine { sign, text: "found in documents, not curated (°)".to_owned() });
    }
    legend
}

fn date(date: Option<PartialDate>) -> Option<Date> {
    date.map(|date| {
        let (year, month, day) = date.parts();
        Date { year: i32::from(year), month: month.map(|month| month as u8), day: day.map(|day| day as u8) }
    })
}
