//! `kg diff OLD [NEW]`, `kg diff --since DATE`: what changed, and because of which document or decision.
//!
//! A state is a file of claims (`claims.jsonl` of `kg build`), a folder that holds one (a project, its `out/`), or,
//! where NEW is left out, the project as it is. With `--since` the older state is what the documents published before
//! that day and the decisions taken before it come to; what has no date is in both.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::print::counted;
use super::{Exit, Session, json_line, talk};
use crate::graph::{Bearing, Graph, GraphView, assemble, publisher_identity};
use crate::model::{ClaimId, DISCOVERED_MARK, Evidence, Modality, Origin, PartialDate, Polarity, Review, Schema};
use crate::project::{done, reason, signature_in_words};
use crate::query::{Cause, ClaimChange, KnownClaim, State, What, diff};
use crate::resolve::decide;
use crate::text::{fold_name, printable};

/// What changed between two states of the graph: claims that came, went or were judged, relations that stand otherwise,
/// and because of what
#[derive(clap::Args)]
pub(super) struct Args {
    /// The older state: a file of claims, or a folder with out/claims.jsonl
    #[arg(required_unless_present = "since", conflicts_with = "since")]
    old: Option<PathBuf>,
    /// The newer state; the project as it is where left out
    new: Option<PathBuf>,
    /// What documents published since and decisions taken since have changed: 2024, 2024-05 or 2024-05-01
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// At most so many relations; JSON has all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
}

/// A relation in which something changed: a line of `kg diff --json`.
#[derive(Serialize, JsonSchema)]
pub(super) struct DiffRecord {
    /// Kind of relation.
    relation: String,
    /// Key of who acts.
    subject: String,
    /// Key of whom it concerns.
    object: String,
    /// How it stood; `null` where it was not there.
    from: Option<&'static str>,
    /// How it stands; `null` where it is no longer there.
    to: Option<&'static str>,
    /// What became of its claims.
    claims: Vec<ClaimDiffRecord>,
}

/// What became of a claim.
#[derive(Serialize, JsonSchema)]
pub(super) struct ClaimDiffRecord {
    /// Its id.
    claim: String,
    /// `added`, `gone`, `moved here`, `moved away` or `judged`.
    what: &'static str,
    /// Because of what.
    because: String,
}

/// What a comparison reads of a line of `claims.jsonl`.
#[derive(Deserialize)]
struct ClaimLine {
    claim: String,
    relation: String,
    subject: EndLine,
    object: EndLine,
    polarity: String,
    modality: String,
    speakers: Vec<serde::de::IgnoredAny>,
    evidence: GroundLine,
    quote: Option<QuoteLine>,
    origin: String,
    review: String,
    #[serde(default)]
    decisions: Vec<DecisionLine>,
}

#[derive(Deserialize)]
struct EndLine {
    actor: String,
    name: String,
    #[serde(default)]
    discovered: bool,
}

#[derive(Deserialize)]
struct GroundLine {
    path: Option<String>,
    title: String,
    publisher: Option<String>,
    first_publisher: Option<String>,
}

#[derive(Deserialize)]
struct QuoteLine {
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct DecisionLine {
    decision: String,
    act: String,
    at: String,
    by: String,
    #[serde(default)]
    why: String,
}

/// A state with the names of its actors, by key.
type Named = (State, BTreeMap<String, String>);

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let ((old, old_names), (new, new_names)) = match (&args.since, &args.old) {
        (Some(date), _) => since(date, session)?,
        (None, Some(old)) => {
            let schema = session.project.schema()?;
            let old = read(old, &schema)?;
            let new = match &args.new {
                Some(new) => read(new, &schema)?,
                None => state_of(session.graph()?),
            };
            (old, new)
        }
        (None, None) => bail!("name the older state: `kg diff OLD [NEW]` or `kg diff --since DATE`"),
    };
    let changes = diff(&old, &new);
    if changes.is_empty() {
        talk::say("nothing changed");
        return Ok(Exit::Nothing);
    }
    let schema = session.project.schema()?;
    let name = |key: &str| new_names.get(key).or_else(|| old_names.get(key)).map_or(key, String::as_str).to_owned();
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for change in &changes {
        for claim in &change.claims {
            *counts.entry(claim.what.label()).or_default() += 1;
        }
    }
    if !session.json {
        let parts = [("added", "added"), ("gone", "gone"), ("judged", "judged"), ("moved here", "moved")];
        let parts: Vec<String> = parts
            .iter()
            .filter_map(|(label, word)| counts.get(label).map(|count| format!("{} {word}", counted(*count, "claim"))))
            .collect();
        let standing = changes.iter().filter(|change| change.from != change.to).count();
        writeln!(
            out,
            "{}; {} otherwise",
            parts.join(", "),
            if standing == 1 { "1 relation stands".to_owned() } else { format!("{standing} relations stand") }
        )?;
    }
    let most = if session.json { changes.len() } else { args.most as usize };
    for change in changes.iter().take(most) {
        let [kind, subject, object] = &change.relation;
        if session.json {
            let claims = change
                .claims
                .iter()
                .map(|claim| ClaimDiffRecord {
                    claim: claim.claim.clone(),
                    what: claim.what.label(),
                    because: because(&claim.cause),
                })
                .collect();
            let standing = |standing: Option<crate::graph::Standing>| standing.map(crate::graph::Standing::label);
            json_line(
                out,
                &DiffRecord {
                    relation: kind.clone(),
                    subject: subject.clone(),
                    object: object.clone(),
                    from: standing(change.from),
                    to: standing(change.to),
                    claims,
                },
            )?;
            continue;
        }
        let label =
            schema.relation_kind_by_key(kind).map_or(kind.as_str(), |id| schema.relation_kind(id).label.as_str());
        let standing = match (change.from, change.to) {
            (Some(from), Some(to)) if from == to => format!("{}, as before", to.label()),
            (Some(from), Some(to)) => format!("{} → {}", from.label(), to.label()),
            (None, Some(to)) => format!("new, {}", to.label()),
            (Some(from), None) => format!("gone, was {}", from.label()),
            (None, None) => String::new(),
        };
        writeln!(
            out,
            "\n{} {} {}  {standing}",
            session.page.bold(&name(subject)),
            printable(label),
            session.page.bold(&name(object))
        )?;
        for claim in &change.claims {
            writeln!(out, "{}", session.page.wrapped(&in_words(claim), 3))?;
        }
    }
    if !session.json {
        talk::say_left_out(changes.len(), args.most, "relations");
    }
    Ok(Exit::Found)
}

fn in_words(change: &ClaimChange) -> String {
    let what = match change.what {
        What::Added => "added",
        What::Gone => "gone",
        What::MovedHere => "moved here",
        What::MovedAway => "moved away",
        What::Judged(_, Review::Rejected) => "judged wrong",
        What::Judged(_, Review::Accepted) => "judged right",
        What::Judged(_, Review::Unreviewed | Review::Proposed) => "no longer judged",
    };
    format!("{what}: claim {}, {}", change.claim, because(&change.cause))
}

fn because(cause: &Cause) -> String {
    match cause {
        Cause::DocumentNew(path) => format!("{path} is new"),
        Cause::DocumentGone(path) => format!("{path} is gone"),
        Cause::ReadOtherwise(path) => format!("{path} changed or is read otherwise"),
        Cause::Curator => "by the curated file".to_owned(),
        Cause::Decided(decision) => decision.clone(),
        Cause::TakenBack(decision) => format!("taken back: {decision}"),
        Cause::Identity => "actors were made one or told apart".to_owned(),
    }
}

/// What is known of the state at a day, and the state now.
fn since(date: &str, session: &Session) -> anyhow::Result<(Named, Named)> {
    let date = PartialDate::parse(date).map_err(|reason| anyhow!("--since: {reason}"))?;
    let before =
        |published: Option<PartialDate>| published.is_none_or(|published| published.first_day() < date.first_day());
    let knowledge = session.knowledge()?;
    session.warn_of_damaged_decisions()?;
    let (recorded, _) = session.project.decisions()?;
    let mut old = knowledge.clone();
    let documents = &knowledge.documents;
    old.claims.retain(|claim| match &claim.evidence {
        Evidence::Quotation { document, .. } => before(documents[document.index()].published),
        Evidence::Citation(citation) => before(citation.published),
    });
    let taken = recorded
        .iter()
        .filter(|recorded| recorded.decision.at.to_zoned(jiff::tz::TimeZone::UTC).date() < date.first_day())
        .cloned()
        .collect::<Vec<_>>();
    let (mut old, now) = (
        state_of(&assemble(decide(old, &taken).knowledge)),
        state_of(&assemble(decide(knowledge.clone(), &recorded).knowledge)),
    );
    old.0.documents =
        documents.iter().filter(|document| before(document.published)).map(|document| document.path.clone()).collect();
    Ok((old, now))
}

/// The state that a graph is in.
fn state_of(graph: &Graph) -> Named {
    let key = |actor| graph.actors().get(actor).key.clone();
    let mut publishers = BTreeMap::new();
    let claims = (0..graph.claim_count()).map(|index| {
        let id = ClaimId::new(index);
        let claim = graph.claim(id);
        let relation = graph.relation(graph.relation_of(id));
        KnownClaim {
            id: claim.hash.to_string(),
            relation: ordered(
                graph.schema(),
                [graph.schema().relation_kind(claim.kind).key.clone(), key(relation.subject), key(relation.object)],
            ),
            bearing: Bearing::of(
                claim,
                publisher_identity(claim, graph.documents()).map(|publisher| number_of(&mut publishers, publisher)),
            ),
            ground: match &claim.evidence {
                Evidence::Quotation { document, .. } => graph.documents()[document.index()].path.clone(),
                Evidence::Citation(citation) => citation
                    .document
                    .map_or_else(|| citation.text.clone(), |id| graph.documents()[id.index()].path.clone()),
            },
            curated: matches!(claim.origin, Origin::Curated { .. }),
            decisions: graph
                .judgments(claim.hash)
                .iter()
                .map(|decision| {
                    (decision.id.clone(), format!("{} by {}", done(&decision.act), signature_in_words(decision)))
                })
                .collect(),
        }
    });
    let state = State {
        claims: claims.collect(),
        documents: graph.documents().iter().map(|document| document.path.clone()).collect(),
    };
    (state, graph.actors().iter().map(|(id, actor)| (actor.key.clone(), graph.actors().shown(id).to_owned())).collect())
}

/// A number for a publisher, the same for the same one.
fn number_of<K: Ord>(numbers: &mut BTreeMap<K, u32>, publisher: K) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(publisher).or_insert(next)
}

/// Ends of a symmetric kind in the order of their keys.
fn ordered(schema: &Schema, [kind, subject, object]: [String; 3]) -> [String; 3] {
    let symmetric = schema.relation_kind_by_key(&kind).is_some_and(|id| schema.relation_kind(id).symmetric);
    if symmetric && object < subject { [kind, object, subject] } else { [kind, subject, object] }
}

/// Reads a file of claims, or that of a folder.
fn read(path: &Path, schema: &Schema) -> anyhow::Result<Named> {
    let places = [path.to_owned(), path.join("out/claims.jsonl"), path.join("claims.jsonl")];
    let Some(file) = places.iter().find(|place| place.is_file()) else {
        bail!(
            "there are no claims at `{}`: name a file that `kg build` wrote (out/claims.jsonl) or a folder with one",
            path.display()
        );
    };
    let text =
        fs::read_to_string(file).map_err(|error| anyhow!("`{}` cannot be read: {}", file.display(), reason(&error)))?;
    let (mut claims, mut names, mut documents) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
    let (mut seen, mut numbers, mut publishers) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |what: &dyn std::fmt::Display| anyhow!("`{}` line {}: {what}", file.display(), number + 1);
        let line: ClaimLine =
            serde_json::from_str(line).map_err(|error| wrong(&format!("this is no claim: {error}")))?;
        let known = |words: &str, all: &[&str]| {
            all.iter()
                .position(|known| *known == words)
                .ok_or_else(|| wrong(&format!("`{words}` is none of {}", all.join(", "))))
        };
        let polarity = [Polarity::Affirmed, Polarity::Denied][known(&line.polarity, &["affirmed", "denied"])?];
        let modality = [Modality::Actual, Modality::Planned, Modality::Possible, Modality::Hypothetical]
            [known(&line.modality, &["actual", "planned", "possible", "hypothetical"])?];
        // Version 0.1.0 called proposed what is unreviewed; what is proposed is in no export.
        let review = [Review::Unreviewed, Review::Accepted, Review::Rejected, Review::Unreviewed]
            [known(&line.review, &["unreviewed", "accepted", "rejected", "proposed"])?];
        if !seen.insert(line.claim.clone()) {
            continue;
        }
        documents.extend(line.evidence.path.clone());
        let of_document = numbers.len();
        let document = line.evidence.path.as_ref().map(|path| *numbers.entry(path.clone()).or_insert(of_document));
        let words = document.zip(line.quote.as_ref()).map(|(document, quote)| (document, quote.start, quote.end));
        for end in [&line.subject, &line.object] {
            let mark = if end.discovered { DISCOVERED_MARK.to_string() } else { String::new() };
            names.insert(end.actor.clone(), format!("{}{mark}", end.name));
        }
        let shown = |decision: &DecisionLine| {
            let why = if decision.why.is_empty() { String::new() } else { format!(": {}", decision.why) };
            (decision.decision.clone(), format!("{} by {}, {:.10}{why}", decision.act, decision.by, decision.at))
        };
        claims.push(KnownClaim {
            relation: ordered(schema, [line.relation, line.subject.actor, line.object.actor]),
            bearing: Bearing {
                polarity,
                modality,
                attributed: !line.speakers.is_empty(),
                review,
                curated: line.origin.starts_with("curated"),
                publisher: line
                    .evidence
                    .first_publisher
                    .as_ref()
                    .or(line.evidence.publisher.as_ref())
                    .map(|name| number_of(&mut publishers, fold_name(name))),
                words,
            },
            ground: line.evidence.path.unwrap_or(line.evidence.title),
            curated: line.origin.starts_with("curated"),
            decisions: line.decisions.iter().map(shown).collect(),
            id: line.claim,
        });
    }
    Ok((State { claims, documents }, names))
}
