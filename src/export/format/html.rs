//! One page that holds the graph and shows it: no network, no other file, nothing of anybody else's.
//!
//! In: a selection. Out: the files of `export/page/` put together with the data. The script and the style stand in the
//! page itself and are allowed by their hashes alone (Content Security Policy Level 3); the data are JSON in a block
//! that no browser runs, with `<` written so that no text in it can end the block. The page shows, it computes nothing
//! that the graph does not say; places of actors come from the same layout as the pictures.

use std::collections::BTreeMap;
use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::drawing::drawing;
use crate::data::{PAGE, PAGE_SCRIPTS, PAGE_STYLE};
use crate::export::{Options, Selection};
use crate::graph::{GraphView, Relation};
use crate::model::{ActorId, Claim, ClaimId, Document, DocumentId, Evidence, PartialDate, Speaker, Temporal};
use crate::picture;
use crate::query::{best_claim, context};
use crate::text::write_json;

/// Writes the page; it carries all but mentions, whole texts, and what decisions say.
pub(super) fn write(selection: &Selection, options: &Options, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut data = Vec::new();
    write_json(&mut data, &Data::of(selection, options))?;
    let data = String::from_utf8(data).expect("JSON is UTF-8");
    let script = PAGE_SCRIPTS.join("\n");
    let policy = format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(PAGE_STYLE)
    );
    let title = html(&options.title_of(selection));
    let mut rest = PAGE;
    while let Some((before, behind)) = rest.split_once("{{") {
        let (name, after) = behind.split_once("}}").expect("places of the frame are closed");
        let part = match name {
            "csp" => &policy,
            "title" => &title,
            "style" => PAGE_STYLE,
            "data" => &data,
            "script" => &script,
            other => unreachable!("the frame has no place `{other}`"),
        };
        write!(out, "{before}{part}")?;
        rest = after;
    }
    out.write_all(rest.as_bytes())?;
    Ok(Vec::new())
}

/// As the policy names a script or a style that it lets run.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// A text as HTML that shows it.
fn html(text: &str) -> String {
    text.chars().fold(String::new(), |mut html, c| {
        match c {
            '&' | '<' | '>' | '"' | '\'' => html.push_str(&format!("&#{};", u32::from(c))),
            '\0' => html.push('\u{fffd}'),
            c => html.push(c),
        }
        html
    })
}

/// What the script reads; actors, documents and claims by their places in these lists. Unknown is `null`.
#[derive(Serialize)]
struct Data<'g> {
    title: String,
    actor_kinds: Vec<ActorKindData<'g>>,
    relation_kinds: Vec<RelationKindData<'g>>,
    actors: Vec<ActorData<'g>>,
    documents: Vec<DocumentData<'g>>,
    relations: Vec<RelationData>,
    claims: Vec<ClaimData<'g>>,
}

#[derive(Serialize)]
struct ActorKindData<'g> {
    key: &'g str,
    label: &'g str,
    fill: &'g str,
    shape: &'g str,
}

#[derive(Serialize)]
struct RelationKindData<'g> {
    key: &'g str,
    label: &'g str,
    inverse: &'g str,
    symmetric: bool,
    color: &'g str,
    definition: &'g str,
    state: bool,
}

#[derive(Serialize)]
struct ActorData<'g> {
    key: &'g str,
    name: &'g str,
    kind: usize,
    discovered: bool,
    aliases: Vec<&'g str>,
    offices: Vec<OfficeData<'g>>,
    note: Option<&'g str>,
    identifiers: &'g [(String, String)],
    x: Option<f64>,
    y: Option<f64>,
}

#[derive(Serialize)]
struct OfficeData<'g> {
    title: &'g str,
    of: Option<usize>,
    from: Option<String>,
    to: Option<String>,
}

/// A document, or what is cited as a whole.
#[derive(Serialize)]
struct DocumentData<'g> {
    key: Option<&'g str>,
    title: &'g str,
    publisher: Option<&'g str>,
    published: Option<String>,
    url: Option<&'g str>,
    path: Option<&'g str>,
}

#[derive(Serialize)]
struct RelationData {
    kind: usize,
    subject: usize,
    object: usize,
    standing: &'static str,
    periods: Vec<(Option<String>, Option<String>, bool)>,
    undated: bool,
    publishers: usize,
    unnamed_publisher: bool,
    affirming: usize,
    claims: Vec<usize>,
    /// The one that shows best what the relation stands for.
    best: usize,
}

#[derive(Serialize)]
struct ClaimData<'g> {
    id: String,
    polarity: &'static str,
    modality: &'static str,
    from: Option<String>,
    to: Option<String>,
    over: bool,
    speakers: Vec<SpeakerData<'g>>,
    together: usize,
    said: Option<String>,
    document: Option<usize>,
    citation: Option<DocumentData<'g>>,
    before: Option<&'g str>,
    quote: Option<&'g str>,
    after: Option<&'g str>,
    review: &'static str,
    detail: Option<&'g str>,
    note: Option<&'g str>,
}

#[derive(Serialize)]
struct SpeakerData<'g> {
    actor: Option<usize>,
    name: &'g str,
}

/// Places of what is in the selection in the lists of the page.
struct Places {
    actors: BTreeMap<ActorId, usize>,
    documents: BTreeMap<DocumentId, usize>,
    claims: BTreeMap<ClaimId, usize>,
}

impl<'g> Data<'g> {
    fn of(selection: &Selection<'g>, options: &Options) -> Data<'g> {
        let graph = selection.graph;
        let schema = graph.schema();
        let places = Places {
            actors: selection.actors.iter().enumerate().map(|(place, id)| (*id, place)).collect(),
            documents: selection.documents.iter().enumerate().map(|(place, id)| (*id, place)).collect(),
            claims: selection.claims().enumerate().map(|(place, (id, _))| (id, place)).collect(),
        };
        let middles = picture::middles(&drawing(selection, options));
        Data {
            title: options.title_of(selection),
            actor_kinds: schema
                .actor_kinds
                .iter()
                .map(|kind| ActorKindData { key: &kind.key, label: &kind.label, fill: &kind.fill, shape: &kind.shape })
                .collect(),
            relation_kinds: schema
                .relation_kinds
                .iter()
                .map(|kind| RelationKindData {
                    key: &kind.key,
                    label: &kind.label,
                    inverse: &kind.inverse,
                    symmetric: kind.symmetric,
                    color: &kind.color,
                    definition: &kind.definition,
                    state: kind.temporal == Temporal::State,
                })
                .collect(),
            actors: selection
                .actors
                .iter()
                .map(|id| places.actor(selection, *id, middles.get(&graph.actors().get(*id).key).copied()))
                .collect(),
            documents: selection.documents.iter().map(|id| document(&graph.documents()[id.index()])).collect(),
            relations: selection.relations().map(|(_, relation)| places.relation(selection.graph, relation)).collect(),
            claims: selection.claims().map(|(_, claim)| places.claim(selection, claim)).collect(),
        }
    }
}

impl Places {
    fn actor<'g>(&self, selection: &Selection<'g>, id: ActorId, middle: Option<picture::Point>) -> ActorData<'g> {
        let actor = selection.graph.actors().get(id);
        ActorData {
            key: &actor.key,
            name: &actor.name,
            kind: actor.kind.index(),
            discovered: selection.graph.actors().is_discovered(id),
            aliases: actor.aliases.iter().map(|alias| alias.text.as_str()).collect(),
            offices: actor
                .offices
                .iter()
                .map(|office| OfficeData {
                    title: &office.title,
                    of: self.actors.get(&office.of).copied(),
                    from: date(office.period.from()),
                    to: date(office.period.to()),
                })
                .collect(),
            note: actor.note.as_deref(),
            identifiers: &actor.identifiers,
            x: middle.map(|middle| middle.x.round()),
            y: middle.map(|middle| middle.y.round()),
        }
    }

    fn relation(&self, graph: &impl GraphView, relation: &Relation) -> RelationData {
        RelationData {
            kind: relation.kind.index(),
            subject: self.actors[&relation.subject],
            object: self.actors[&relation.object],
            standing: relation.standing.label(),
            periods: relation
                .periods
                .iter()
                .map(|period| (date(period.from()), date(period.to()), period.is_known_over()))
                .collect(),
            undated: relation.undated,
            publishers: relation.publishers,
            unnamed_publisher: relation.unnamed_publisher,
            affirming: relation.affirming,
            claims: relation.claims.iter().map(|claim| self.claims[claim]).collect(),
            best: self.best(graph, relation),
        }
    }

    /// The claim that `kg path` shows too.
    fn best(&self, graph: &impl GraphView, relation: &Relation) -> usize {
        let best = best_claim(graph, relation).hash;
        let place = relation.claims.iter().find(|id| graph.claim(**id).hash == best);
        place.map_or(0, |id| self.claims[id])
    }

    fn claim<'g>(&self, selection: &Selection<'g>, claim: &'g Claim<ActorId>) -> ClaimData<'g> {
        let graph = selection.graph;
        let context = context(graph, claim);
        let speaker = |speaker: &'g Speaker<ActorId>| match speaker {
            Speaker::Actor(id, _) => {
                SpeakerData { actor: self.actors.get(id).copied(), name: &graph.actors().get(*id).name }
            }
            Speaker::Words(words) => SpeakerData { actor: None, name: words },
        };
        let citation = match &claim.evidence {
            Evidence::Quotation { .. } => None,
            Evidence::Citation(citation) => Some(DocumentData {
                key: None,
                title: &citation.text,
                publisher: citation.publisher.as_ref().map(|publisher| publisher.name.as_str()),
                published: date(citation.published),
                url: citation.url.as_deref(),
                path: None,
            }),
        };
        ClaimData {
            id: claim.hash.to_string(),
            polarity: claim.polarity.label(),
            modality: claim.modality.label(),
            from: date(claim.period.from()),
            to: date(claim.period.to()),
            over: claim.period.is_known_over(),
            speakers: claim.attribution.speakers.iter().map(speaker).collect(),
            together: claim.attribution.together,
            said: date(claim.attribution.said),
            document: claim.evidence.document().and_then(|id| self.documents.get(&id).copied()),
            citation,
            before: context.map(|context| context.before),
            quote: context.map(|context| context.words),
            after: context.map(|context| context.after),
            review: claim.review.label(),
            detail: claim.detail.as_deref(),
            note: claim.note.as_deref(),
        }
    }
}

fn document(document: &Document) -> DocumentData<'_> {
    DocumentData {
        key: Some(&document.key),
        title: document.heading(),
        publisher: document.publisher.as_ref().map(|publisher| publisher.name.as_str()),
        published: date(document.published),
        url: document.url.as_deref(),
        path: Some(&document.path),
    }
}

fn date(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}
