//! What people wrote: the schema, the curated file, and decisions.
//!
//! In come the texts of `schema.ron` and `graph.ron`, out come kinds, actors, and claims that still cite documents by
//! name (documents are read elsewhere; `resolve` brings the two together). Every problem is reported with its place,
//! all in one run; what is sound is returned all the same, and the caller decides whether to go on.
//!
//! `record` is the file's shape, `check` what must hold between records, one function a rule.

mod check;
mod decision;
mod record;
mod schema;

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::{
    Actor, ActorId, Actors, Alias, Modality, Office, PartialDate, Period, Polarity, RelationKindId, Schema,
};
use crate::text::ron::At;
use crate::text::{Diagnostic, Place, SourceText};

pub use decision::{Recorded, decision_line, read_decisions};
pub use schema::read_schema;

/// What a curated file holds, checked.
#[derive(Debug, Default)]
pub struct Curated {
    /// Actors.
    pub actors: Actors,
    /// Documents the curator names.
    pub documents: Vec<DocumentEntry>,
    /// Claims.
    pub claims: Vec<CuratedClaim>,
    /// What claims rest on that were reported for something else: to be checked all the same, so that one run shows
    /// every mistake.
    pub grounds_of_unsound_claims: Vec<Ground>,
}

/// What a curator says of a document that may or may not be among those read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEntry {
    /// Name that claims cite it by.
    pub key: At<String>,
    /// File name below the documents' folder.
    pub file: Option<String>,
    /// File name of the original, where `file` is a digest of it.
    pub original: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// When.
    pub published: Option<PartialDate>,
}

/// A claim as a curator wrote it: ends and kind known and fitting, its document still a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CuratedClaim {
    /// Where it stands in the file.
    pub place: Place,
    /// Who acts.
    pub subject: ActorId,
    /// Kind of relation.
    pub kind: RelationKindId,
    /// Whom it concerns.
    pub object: ActorId,
    /// Said to be so or not.
    pub polarity: Polarity,
    /// How real.
    pub modality: Modality,
    /// When it happened or held.
    pub period: Period,
    /// Chain of speakers, outermost first.
    pub speakers: Vec<CuratedSpeaker>,
    /// When the innermost speaker said so.
    pub said: Option<PartialDate>,
    /// What it rests on.
    pub ground: Ground,
    /// What it says besides, where the kind asks for it.
    pub detail: Option<String>,
    /// Remark.
    pub note: Option<String>,
}

/// A speaker as a curator wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CuratedSpeaker {
    /// A curated actor.
    Actor(ActorId),
    /// A description.
    Words(String),
}

/// What a curated claim rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// A document by its key, with words of it or as a whole.
    Document {
        /// The document's key.
        key: At<String>,
        /// Words that must stand in it.
        quote: Option<At<String>>,
    },
    /// A publication outside the project.
    Citation {
        /// What is cited.
        text: String,
        /// Who published it.
        publisher: Option<String>,
        /// When.
        published: Option<PartialDate>,
        /// Where.
        url: Option<String>,
    },
}

/// Reads a curated file against a schema. Records with errors are reported and left out.
pub fn read(source_text: &Arc<SourceText>, schema: &Schema, problems: &mut Vec<Diagnostic>) -> Curated {
    let records = record::read(source_text, problems);
    check::run(&records, schema, problems);
    let actors = actors_of(&records, schema);
    let mut claims = Vec::new();
    let mut grounds_of_unsound_claims = Vec::new();
    for record in &records.claims {
        match claim_of(record, &actors, schema) {
            Some(claim) if !record.reported => claims.push(claim),
            Some(_) | None => grounds_of_unsound_claims.push(record.ground.clone()),
        }
    }
    Curated { actors, documents: records.documents, claims, grounds_of_unsound_claims }
}

/// Actors whose key and kind are good, sorted; offices whose owner is among them.
fn actors_of(records: &record::Records, schema: &Schema) -> Actors {
    let mut good: Vec<&record::ActorRecord> =
        records.actors.iter().filter(|actor| schema.actor_kind_by_key(&actor.kind.value).is_some()).collect();
    // Stable, so that of two with one key (reported) the first stays.
    good.sort_by(|a, b| a.key.value.cmp(&b.key.value));
    good.dedup_by(|later, earlier| later.key.value == earlier.key.value);
    let ids: HashMap<&str, ActorId> =
        good.iter().enumerate().map(|(index, actor)| (actor.key.value.as_str(), ActorId::new(index))).collect();
    let actor = |record: &&record::ActorRecord| Actor {
        key: record.key.value.clone(),
        kind: schema.actor_kind_by_key(&record.kind.value).expect("filtered above"),
        name: record.name.value.clone(),
        aliases: record
            .aliases
            .iter()
            .map(|alias| Alias {
                text: alias.text.value.clone(),
                sort: alias.sort,
                period: alias.period,
                weak: alias.weak,
            })
            .collect(),
        offices: record
            .offices
            .iter()
            .filter_map(|office| {
                let of = *ids.get(office.of.value.as_str())?;
                Some(Office {
                    title: office.title.value.clone(),
                    also: office.also.iter().map(|title| title.value.clone()).collect(),
                    of,
                    period: office.period,
                })
            })
            .collect(),
        identifiers: record.identifiers.clone(),
        note: record.note.clone(),
    };
    Actors::new(good.iter().map(actor).collect())
}

/// The claim, unless something in it was reported.
fn claim_of(record: &record::ClaimRecord, actors: &Actors, schema: &Schema) -> Option<CuratedClaim> {
    let (subject, object) = (actors.by_key(&record.subject.value)?, actors.by_key(&record.object.value)?);
    let kind = schema.relation_kind_by_key(&record.kind.value)?;
    let properties = schema.relation_kind(kind);
    let fits = properties.admits_subject(actors.get(subject).kind)
        && properties.admits_object(actors.get(object).kind)
        && subject != object;
    let speakers: Option<Vec<CuratedSpeaker>> = record
        .says
        .iter()
        .map(|speaker| match speaker {
            record::SpeakerRecord::Actor(key) => actors.by_key(&key.value).map(CuratedSpeaker::Actor),
            record::SpeakerRecord::Words(words) => Some(CuratedSpeaker::Words(words.clone())),
        })
        .collect();
    let speakers = speakers?;
    fits.then(|| CuratedClaim {
        place: record.place.clone(),
        subject,
        kind,
        object,
        polarity: record.polarity,
        modality: record.modality,
        period: record.period,
        speakers,
        said: record.said,
        ground: record.ground.clone(),
        detail: record.detail.clone(),
        note: record.note.clone(),
    })
}
