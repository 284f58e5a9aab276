//! `kg show A`: an actor's dossier.

use std::io::Write;

use super::filter::actor;
use super::neighbors::{Detail, print_groups};
use super::print::{Page, counted, name, publication, verb, voice};
use super::{Exit, Session, json_line, talk};
use crate::data::CURATED_FILE;
use crate::export::{DossierRecord, MentionedRecord, claim_record, document_ref, relation_record};
use crate::graph::{Direction, GraphView};
use crate::model::{ActorId, AliasSort, Claim, ClaimId};
use crate::query::{Dossier, dossier, quotation};

/// Everything about an actor: names, offices, what is said of it and by it, where it is named
#[derive(clap::Args)]
pub(super) struct Args {
    /// Key or name of the actor
    actor: String,
    /// At most so many of relations, claims and documents each; JSON has all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph()?;
    let id = actor(graph, &args.actor)?;
    let dossier = dossier(graph, id);
    if session.json {
        json_line(out, &record(graph, id, &dossier))?;
    } else {
        print_entry(graph, session.page, id, out)?;
        print_dossier(graph, session.page, id, &dossier, args.most, out)?;
    }
    Ok(Exit::Found)
}

fn print_entry(view: &impl GraphView, page: Page, id: ActorId, out: &mut dyn Write) -> anyhow::Result<()> {
    let actor = view.actors().get(id);
    writeln!(
        out,
        "{} {}",
        page.bold(name(view, id)),
        page.dim(&format!("({}, {})", actor.key, view.schema().actor_kind(actor.kind).label))
    )?;
    if view.actors().is_discovered(id) {
        writeln!(
            out,
            "{}",
            page.dim_wrapped(
                &format!("found in documents, not in {CURATED_FILE}; `kg promote {}` prints its entry", actor.key),
                2
            )
        )?;
    }
    let parts: Vec<&str> = view.actors().parts(id).collect();
    if !parts.is_empty() {
        writeln!(out, "{}", page.wrapped(&format!("one with: {}", parts.join(" · ")), 2))?;
    }
    if let Some(note) = &actor.note {
        writeln!(out, "{}", page.wrapped(note, 2))?;
    }
    for sort in AliasSort::ALL {
        let names: Vec<String> = actor
            .aliases
            .iter()
            .filter(|alias| alias.sort == sort)
            .map(|alias| {
                let period = alias.period.to_string();
                let remarks: Vec<&str> =
                    [alias.weak.then_some("weak"), (!period.is_empty()).then_some(period.as_str())]
                        .into_iter()
                        .flatten()
                        .collect();
                if remarks.is_empty() { alias.text.clone() } else { format!("{} ({})", alias.text, remarks.join(", ")) }
            })
            .collect();
        if !names.is_empty() {
            let label = match sort {
                AliasSort::Name => "also",
                AliasSort::Acronym
                | AliasSort::Transliteration
                | AliasSort::Metonym
                | AliasSort::Demonym
                | AliasSort::Former => sort.label(),
            };
            writeln!(out, "{}", page.wrapped(&format!("{label}: {}", names.join(" · ")), 2))?;
        }
    }
    for office in &actor.offices {
        let period = office.period.to_string();
        let period = if period.is_empty() { "dates unknown".to_owned() } else { period };
        writeln!(out, "{}", page.wrapped(&format!("{} of {}, {period}", office.title, name(view, office.of)), 2))?;
    }
    for (register, identifier) in &actor.identifiers {
        writeln!(out, "{}", page.wrapped(&format!("{register}: {identifier}"), 2))?;
    }
    Ok(())
}

fn print_dossier(
    view: &impl GraphView,
    page: Page,
    id: ActorId,
    dossier: &Dossier,
    most: u32,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let shown = most as usize;
    if !dossier.relations.is_empty() {
        let idle =
            dossier.relations.iter().filter(|neighbor| !view.relation(neighbor.relation).standing.carries()).count();
        let remark = match idle {
            0 => String::new(),
            1 => ", 1 of them carries nothing".to_owned(),
            _ => format!(", {idle} of them carry nothing"),
        };
        writeln!(out, "\n{}{remark}", page.bold(&counted(dossier.relations.len(), "relation")))?;
        print_groups(
            view,
            page,
            &dossier.relations[..dossier.relations.len().min(shown)],
            id,
            Detail::SpeakersAndDocuments,
            out,
        )?;
        talk::say_left_out(dossier.relations.len(), most, "relations");
    }
    for (claims, heading) in [(&dossier.said, "says"), (&dossier.relayed, "passes on")] {
        if !claims.is_empty() {
            writeln!(out, "\n{}", page.bold(&format!("{heading} {}", counted(claims.len(), "claim"))))?;
            for &claim in claims.iter().take(shown) {
                print_said(view, page, claim, out)?;
            }
            talk::say_left_out(claims.len(), most, "claims");
        }
    }
    if !dossier.published.is_empty() {
        writeln!(out, "\n{}", page.bold(&format!("published {}", counted(dossier.published.len(), "document"))))?;
        for &document in dossier.published.iter().take(shown) {
            let document = &view.documents()[document.index()];
            writeln!(
                out,
                "{}",
                page.wrapped(&format!("“{}” ({})", document.heading(), publication(view, document)), 4)
            )?;
        }
    }
    if !dossier.mentioned.is_empty() {
        writeln!(out, "\n{}", page.bold(&format!("named in {}", counted(dossier.mentioned.len(), "document"))))?;
        for &(document, times) in dossier.mentioned.iter().take(shown) {
            let document = &view.documents()[document.index()];
            writeln!(
                out,
                "{}",
                page.wrapped(
                    &format!("{}, “{}” ({})", counted(times, "time"), document.heading(), publication(view, document)),
                    4
                )
            )?;
        }
    }
    talk::say_left_out(dossier.published.len().max(dossier.mentioned.len()), most, "documents");
    Ok(())
}

fn print_said(view: &impl GraphView, page: Page, id: ClaimId, out: &mut dyn Write) -> anyhow::Result<()> {
    let claim: &Claim<ActorId> = view.claim(id);
    let relation = view.relation(view.relation_of(id));
    let sentence = format!(
        "{} {} {}: {}",
        name(view, claim.subject),
        verb(view, relation, Direction::Out),
        name(view, claim.object),
        voice(view, claim, relation.standing)
    );
    writeln!(out, "{}", page.wrapped(&sentence, 4))?;
    if let Some((_, words)) = quotation(view, claim) {
        writeln!(out, "{}", page.wrapped(&format!("“{words}”"), 6))?;
    }
    Ok(())
}

fn record(view: &impl GraphView, id: ActorId, dossier: &Dossier) -> DossierRecord {
    let claims = |ids: &[ClaimId]| ids.iter().map(|id| claim_record(view, view.claim(*id))).collect();
    let document = |index: crate::model::DocumentId| document_ref(view, &view.documents()[index.index()]);
    DossierRecord {
        actor: crate::export::actor_record(view, id),
        relations: dossier
            .relations
            .iter()
            .map(|neighbor| relation_record(view, view.relation(neighbor.relation), true))
            .collect(),
        said: claims(&dossier.said),
        relayed: claims(&dossier.relayed),
        mentioned: dossier
            .mentioned
            .iter()
            .map(|(id, times)| MentionedRecord { document: document(*id), times: *times })
            .collect(),
        published: dossier.published.iter().map(|id| document(*id)).collect(),
    }
}
