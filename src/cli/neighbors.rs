//! `kg neighbors A`: who stands around an actor.

use std::io::Write;

use super::filter::{FilterArgs, actor, dated_range, left_out};
use super::print::{Page, Table, claims, counted, name, periods, speakers, verb};
use super::{Exit, Session, json_line, talk};
use crate::export::{CoMentionRecord, NeighborRecord, actor_ref, characters, document_ref, relation_record};
use crate::graph::{Direction, GraphView, Relation, Standing};
use crate::model::{ActorId, Evidence, Polarity};
use crate::query::{CoMention, Filter, Neighbor, best_claim, co_mentions, denials, neighbors, standing_in_words};

/// Who stands around an actor, by kind and direction of relation
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of the actor
    actor: String,
    /// So many hops away
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    depth: u32,
    /// Instead, who is named in the same sentences: no relation, only a hint where to read
    #[arg(long, conflicts_with_all = ["depth", "kinds", "not_kinds", "standings", "include", "directed", "as_of", "between", "undated", "min_publishers", "no_trivial", "avoid"])]
    co_mentions: bool,
    /// At most so many relations; JSON has all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    #[command(flatten)]
    filter: FilterArgs,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let center = actor(graph, &args.actor)?;
    if args.co_mentions {
        return show_co_mentions(graph, session, center, out);
    }
    let filter = args.filter.filter(graph)?;
    let found = neighbors(graph, center, &filter, args.depth as usize);
    if session.json {
        for neighbor in &found {
            json_line(out, &neighbor_record(graph, neighbor))?;
        }
    } else if !found.is_empty() {
        let actors: std::collections::BTreeSet<ActorId> =
            found.iter().map(|neighbor| neighbor.to).filter(|to| *to != center).collect();
        let kind = &graph.schema().actor_kind(graph.actors().get(center).kind).label;
        let summary = format!("({kind}), {} with {}", counted(found.len(), "relation"), counted(actors.len(), "actor"));
        writeln!(out, "{} {}", session.page.bold(name(graph, center)), session.page.dim(&summary))?;
        print_groups(
            graph,
            session.page,
            &found[..found.len().min(args.most as usize)],
            center,
            Detail::BestSpeaker,
            out,
        )?;
        talk::say_left_out(found.len(), args.most, "relations");
    }
    if found.is_empty() {
        talk::say(&no_relation_of(graph, center, &filter));
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Found)
}

/// Why an actor has no relation that passes a filter.
pub(super) fn no_relation_of(view: &impl GraphView, actor: ActorId, filter: &Filter) -> String {
    let relations = || view.incident(actor).map(|incidence| view.relation(incidence.relation));
    if relations().len() == 0 {
        return format!("{} has no relation", name(view, actor));
    }
    let by_relation = left_out(view, filter, relations());
    let against = filter.directed.then(|| "--directed excludes those that lead to it".to_owned());
    let parts: Vec<String> = by_relation.into_iter().chain(against).collect();
    let why = format!("{}{}", parts.join("; "), dated_range(filter, relations()));
    format!(
        "no relation of {} passes the filters; of {} left out: {why}",
        name(view, actor),
        counted(relations().len(), "relation")
    )
}

/// How much a row tells of what a relation rests on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Whose word the best claim is.
    BestSpeaker,
    /// Whose word any claim is, and the documents.
    SpeakersAndDocuments,
}

/// Relations in groups that share distance, nearer end, kind and direction; `found` comes sorted so.
pub(super) fn print_groups(
    view: &impl GraphView,
    page: Page,
    found: &[Neighbor],
    center: ActorId,
    detail: Detail,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let group = |neighbor: &Neighbor| {
        (neighbor.distance, neighbor.from, view.relation(neighbor.relation).kind, neighbor.direction)
    };
    let mut place = (1, center);
    for members in found.chunk_by(|a, b| group(a) == group(b)) {
        let first = &members[0];
        if (first.distance, first.from) != place {
            place = (first.distance, first.from);
            writeln!(
                out,
                "\n{} {}",
                page.bold(name(view, first.from)),
                page.dim(&format!("(its relations are {} away)", counted(first.distance, "hop")))
            )?;
        }
        let arrow = match first.direction {
            Direction::Out => "→",
            Direction::In => "←",
            Direction::Both => "–",
        };
        writeln!(out, "\n  {} {arrow}", verb(view, view.relation(first.relation), first.direction))?;
        let mut table = Table::default();
        for neighbor in members {
            table.row(row(view, page, neighbor, detail));
        }
        write!(out, "{}", table.text(4))?;
    }
    Ok(())
}

fn row(view: &impl GraphView, page: Page, neighbor: &Neighbor, detail: Detail) -> Vec<(String, String)> {
    let relation = view.relation(neighbor.relation);
    let who = name(view, neighbor.to);
    let claims = claims(relation);
    let by = match detail {
        Detail::BestSpeaker => best_speakers(view, relation),
        Detail::SpeakersAndDocuments => everyone(view, relation),
    };
    let period = periods(relation);
    vec![
        (page.bold(who), who.to_owned()),
        (page.standing(view, relation), standing_in_words(view, relation)),
        (claims.clone(), claims),
        (period.clone(), period),
        (page.dim(&by), by),
    ]
}

fn best_speakers(view: &impl GraphView, relation: &Relation) -> String {
    let mut voices: Vec<String> =
        speakers(view, best_claim(view, relation)).map(|speakers| format!("by {speakers}")).into_iter().collect();
    if relation.standing == Standing::Disputed {
        voices.extend(
            denials(view, relation)
                .first()
                .and_then(|claim| speakers(view, claim))
                .map(|speakers| format!("disputed by {speakers}")),
        );
    }
    voices.join(", ")
}

/// Every speaker once, then every document once; a publication that is only cited by its words.
fn everyone(view: &impl GraphView, relation: &Relation) -> String {
    let claims = || relation.claims.iter().map(|id| view.claim(*id));
    let mut voices: Vec<String> = Vec::new();
    let mut grounds: Vec<String> = Vec::new();
    for claim in claims() {
        let verb = if claim.polarity == Polarity::Denied { "denied by" } else { "by" };
        voices.extend(
            speakers(view, claim).map(|speakers| format!("{verb} {speakers}")).filter(|voice| !voices.contains(voice)),
        );
        let ground = match &claim.evidence {
            Evidence::Quotation { document, .. } => view.documents()[document.index()].key.clone(),
            Evidence::Citation(citation) => {
                citation.document.map_or_else(|| citation.text.clone(), |id| view.documents()[id.index()].key.clone())
            }
        };
        if !grounds.contains(&ground) {
            grounds.push(ground);
        }
    }
    let voices = voices.join("; ");
    format!("{voices}{}[{}]", if voices.is_empty() { "" } else { " " }, grounds.join(", "))
}

/// A relation around an actor.
pub(super) fn neighbor_record(view: &impl GraphView, neighbor: &Neighbor) -> NeighborRecord {
    NeighborRecord {
        distance: neighbor.distance,
        from: actor_ref(view, neighbor.from),
        to: actor_ref(view, neighbor.to),
        direction: neighbor.direction.label(),
        relation: relation_record(view, view.relation(neighbor.relation), true),
    }
}

fn show_co_mentions(
    view: &impl GraphView,
    session: &Session,
    center: ActorId,
    out: &mut dyn Write,
) -> anyhow::Result<Exit> {
    let found = co_mentions(view, center);
    if found.is_empty() {
        let discovered = view.actors().is_discovered(center);
        let why = if discovered {
            "; only actors of data/graph.ron are looked for in every sentence, and this one was discovered"
        } else {
            ""
        };
        talk::say(&format!("no sentence names {} and another actor{why}", name(view, center)));
        return Ok(Exit::Nothing);
    }
    if session.json {
        for co_mention in &found {
            json_line(out, &co_mention_record(view, center, co_mention))?;
        }
        return Ok(Exit::Found);
    }
    let note = "named in the same sentence; that is no relation";
    writeln!(out, "{} {}\n", session.page.bold(name(view, center)), session.page.dim(&format!("({note})")))?;
    let mut table = Table::default();
    for co_mention in &found {
        let who = name(view, co_mention.actor);
        let (sentences, documents) =
            (counted(co_mention.sentences, "sentence"), format!("in {}", counted(co_mention.documents, "document")));
        table.row(vec![
            (session.page.bold(who), who.to_owned()),
            (sentences.clone(), sentences),
            (documents.clone(), documents),
        ]);
    }
    write!(out, "{}", table.text(2))?;
    Ok(Exit::Found)
}

fn co_mention_record(view: &impl GraphView, center: ActorId, co_mention: &CoMention) -> CoMentionRecord {
    let (document, span) = co_mention.example;
    let document = &view.documents()[document.index()];
    CoMentionRecord {
        actor: actor_ref(view, center),
        with: actor_ref(view, co_mention.actor),
        sentences: co_mention.sentences,
        documents: co_mention.documents,
        example: characters(&document.text, span),
        document: document_ref(view, document),
    }
}
