//! A graph read back from what was exported: the lines of `kg export --json`, those of `out/claims.jsonl`, or a
//! node-link file.
//!
//! In: the text. Out: knowledge that comes to the same graph, so that exporting it again gives the same bytes; or the
//! line that cannot be. Decided here: texts of documents are not exported, so a document read back has its length and
//! the words that claims rest on, blanks elsewhere; sentences and mentions are gone. Standing and periods of relations
//! are computed again, never read. Where only claims are there, actors and documents are as the claims name them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    ActorRecord, ActorRef, ClaimRecord, DecisionRecord, DocumentRecord, DocumentRef, ExtractedRecord, SchemaRecord,
    SpeakerRecord,
};
use crate::model::{
    Act, Actor, ActorId, Actors, Alias, AliasSort, Attribution, Citation, Claim, ClaimReference, ClaimWords,
    ContentHash, Correction, Decision, Document, DocumentId, Evidence, Knowledge, Modality, Office, Origin,
    PartialDate, Period, Polarity, Publisher, Review, Schema, Speaker, Verdict,
};
use crate::text::Span;

/// A line of an export. Lines of `claims.jsonl` have no `record`.
#[derive(Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Line {
    Schema(SchemaRecord),
    Actor(ActorRecord),
    Document(DocumentRecord),
    Relation(serde::de::IgnoredAny),
    Claim(Box<ClaimRecord>),
}

/// A node-link file; the rest of it says the same again for other readers.
#[derive(Deserialize)]
struct NodeLink {
    graph: Exported,
}

/// What of an export is read.
#[derive(Default, Deserialize)]
struct Exported {
    schema: Option<SchemaRecord>,
    actors: Vec<ActorRecord>,
    documents: Vec<DocumentRecord>,
    claims: Vec<ClaimRecord>,
}

/// What a problem is about: a line from 1, or the file.
type Problem = String;

/// Reads an exported graph back. `schema` has the kinds where the export does not say them, as `claims.jsonl` does not.
///
/// # Errors
/// Names what is wrong, with its line where the file has lines. Linear in the text.
pub fn read_back(text: &str, schema: Schema) -> Result<Knowledge, String> {
    let first: Option<serde_json::Value> = text.lines().next().and_then(|first| serde_json::from_str(first).ok());
    let is_lines = first.is_some_and(|first| first.get("record").or_else(|| first.get("claim")).is_some());
    let exported = match serde_json::from_str::<NodeLink>(text) {
        Ok(file) => file.graph,
        Err(error) if !is_lines => return Err(format!("this is neither JSON Lines nor a node-link file: {error}")),
        Err(_) => lines(text)?,
    };
    let schema = exported.schema.map_or(Ok(schema), SchemaRecord::schema)?;
    knowledge(schema, exported.actors, exported.documents, exported.claims)
}

fn lines(text: &str) -> Result<Exported, Problem> {
    let mut exported = Exported::default();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |error: serde_json::Error| format!("line {}: this is no line of an export: {error}", index + 1);
        let value: serde_json::Value = serde_json::from_str(line).map_err(wrong)?;
        if value.get("record").is_none() {
            exported.claims.push(serde_json::from_value(value).map_err(wrong)?);
            continue;
        }
        match serde_json::from_value(value).map_err(wrong)? {
            Line::Schema(schema) => exported.schema = Some(schema),
            Line::Actor(actor) => exported.actors.push(actor),
            Line::Document(document) => exported.documents.push(document),
            Line::Relation(_) => {}
            Line::Claim(claim) => exported.claims.push(*claim),
        }
    }
    Ok(exported)
}

fn knowledge(
    schema: Schema,
    actors: Vec<ActorRecord>,
    documents: Vec<DocumentRecord>,
    claims: Vec<ClaimRecord>,
) -> Result<Knowledge, Problem> {
    let actors = read_actors(&schema, actors, &claims)?;
    let read = Read { schema: &schema, actors: &actors };
    let documents = read.documents(documents, &claims)?;
    let places: BTreeMap<&str, DocumentId> =
        documents.iter().enumerate().map(|(index, document)| (document.key.as_str(), DocumentId::new(index))).collect();
    let mut judgments: BTreeMap<ContentHash, Vec<Decision>> = BTreeMap::new();
    let mut made: Vec<Claim<ActorId>> = Vec::with_capacity(claims.len());
    for record in &claims {
        let of_claim = |problem| format!("claim `{}`: {problem}", record.claim);
        let claim = read.claim(record, &documents, &places).map_err(of_claim)?;
        let decisions = record
            .decisions
            .iter()
            .map(|decision| read_decision(decision, &claim))
            .collect::<Result<Vec<_>, _>>()
            .map_err(of_claim)?;
        if !decisions.is_empty() {
            judgments.insert(claim.hash, decisions);
        }
        made.push(claim);
    }
    made.sort_by_key(|claim| (claim.subject, claim.object, claim.kind, claim.hash));
    if let Some(pair) = made.windows(2).find(|pair| pair[0].hash == pair[1].hash) {
        return Err(format!("claim `{}` is there twice", pair[0].hash));
    }
    let (mentions, sentences) = (vec![Vec::new(); documents.len()], vec![Vec::new(); documents.len()]);
    Ok(Knowledge { schema, actors, documents, mentions, sentences, claims: made, judgments })
}

/// Actors as recorded, else as claims name them.
fn read_actors(schema: &Schema, recorded: Vec<ActorRecord>, claims: &[ClaimRecord]) -> Result<Actors, Problem> {
    let mut by_key: BTreeMap<String, ActorRecord> = BTreeMap::new();
    let bare = |named: ActorRef| ActorRecord {
        named,
        aliases: Vec::new(),
        offices: Vec::new(),
        identifiers: Vec::new(),
        note: None,
    };
    for record in recorded {
        if let Some(twice) = by_key.insert(record.named.actor.clone(), record) {
            return Err(format!("actor `{}` is there twice", twice.named.actor));
        }
    }
    for named in claims.iter().flat_map(|claim| [&claim.subject, &claim.object]) {
        by_key.entry(named.actor.clone()).or_insert_with(|| bare(named.clone()));
    }
    // A speaker's kind is not said; what is not known is the last kind of the schema.
    let unknown = schema.actor_kinds.last().map(|kind| kind.key.clone()).unwrap_or_default();
    for speaker in claims.iter().flat_map(|claim| &claim.speakers) {
        if let Some(key) = &speaker.actor {
            let named = || ActorRef {
                actor: key.clone(),
                name: speaker.name.clone(),
                kind: unknown.clone(),
                discovered: speaker.discovered,
            };
            by_key.entry(key.clone()).or_insert_with(|| bare(named()));
        }
    }
    let (discovered, curated): (Vec<ActorRecord>, Vec<ActorRecord>) =
        by_key.into_values().partition(|record| record.named.discovered);
    let ids: BTreeMap<String, ActorId> = curated
        .iter()
        .chain(&discovered)
        .enumerate()
        .map(|(index, record)| (record.named.actor.clone(), ActorId::new(index)))
        .collect();
    let actor = |record: ActorRecord| read_actor(schema, &ids, record);
    let curated = curated.into_iter().map(actor).collect::<Result<Vec<_>, _>>()?;
    let discovered = discovered.into_iter().map(actor).collect::<Result<Vec<_>, _>>()?;
    Ok(Actors::new(curated).with_discovered(discovered))
}

fn read_actor(schema: &Schema, ids: &BTreeMap<String, ActorId>, record: ActorRecord) -> Result<Actor, Problem> {
    let ActorRef { actor: key, name, kind, .. } = record.named;
    let of_actor = |problem: String| format!("actor `{key}`: {problem}");
    let alias = |alias: super::AliasRecord| {
        let sort = AliasSort::ALL
            .into_iter()
            .find(|sort| sort.label() == alias.sort)
            .ok_or_else(|| format!("there is no sort of name `{}`", alias.sort))?;
        Ok(Alias {
            text: alias.text,
            sort,
            period: period(alias.from.as_deref(), alias.to.as_deref())?,
            weak: alias.weak,
        })
    };
    let office = |office: super::OfficeRecord| {
        let of = *ids.get(&office.of.actor).ok_or_else(|| no_actor(&office.of.actor))?;
        Ok(Office {
            title: office.title,
            also: Vec::new(),
            of,
            period: period(office.from.as_deref(), office.to.as_deref())?,
        })
    };
    Ok(Actor {
        kind: schema.actor_kind_by_key(&kind).ok_or_else(|| of_actor(format!("there is no kind of actor `{kind}`")))?,
        aliases: record.aliases.into_iter().map(alias).collect::<Result<_, String>>().map_err(of_actor)?,
        offices: record.offices.into_iter().map(office).collect::<Result<_, String>>().map_err(of_actor)?,
        identifiers: record.identifiers,
        note: record.note,
        name,
        key,
    })
}

fn no_actor(key: &str) -> Problem {
    format!("there is no actor `{key}`")
}

/// What the rest refers to.
struct Read<'r> {
    schema: &'r Schema,
    actors: &'r Actors,
}

impl Read<'_> {
    fn actor(&self, key: &str) -> Result<ActorId, Problem> {
        self.actors.by_key(key).ok_or_else(|| no_actor(key))
    }

    fn publisher(&self, reference: &DocumentRef) -> Result<Option<Publisher>, Problem> {
        let Some(name) = reference.publisher.clone() else { return Ok(None) };
        // Where only claims are there, an actor that publishes and neither acts nor speaks is not; its name tells it as
        // well.
        let actor = reference.publisher_actor.as_deref().and_then(|key| self.actors.by_key(key));
        Ok(Some(Publisher { name, actor }))
    }

    /// Documents as recorded, else as claims name them, by path.
    fn documents(&self, recorded: Vec<DocumentRecord>, claims: &[ClaimRecord]) -> Result<Vec<Document>, Problem> {
        let mut quotes: BTreeMap<&str, Vec<&super::QuoteRecord>> = BTreeMap::new();
        let mut by_path: BTreeMap<String, DocumentRecord> =
            recorded.into_iter().map(|record| (record.named.path.clone().unwrap_or_default(), record)).collect();
        // Who quotes a document names it; who cites it whole does so in words of the citation.
        let (quoting, citing): (Vec<&ClaimRecord>, Vec<&ClaimRecord>) =
            claims.iter().partition(|claim| claim.quote.is_some());
        for claim in quoting.into_iter().chain(citing) {
            let (Some(key), Some(path)) = (&claim.evidence.document, &claim.evidence.path) else { continue };
            let found = claim.found.iter().flat_map(|found| [&found.trigger, &found.subject, &found.object]);
            quotes.entry(key).or_default().extend(claim.quote.iter().chain(found.flatten()));
            by_path.entry(path.clone()).or_insert_with(|| of_reference(&claim.evidence, claim.quote.is_none()));
        }
        let places: BTreeMap<String, DocumentId> =
            by_path.keys().enumerate().map(|(index, path)| (path.clone(), DocumentId::new(index))).collect();
        let mut documents = Vec::with_capacity(by_path.len());
        for (path, record) in by_path {
            let of_document = |problem: String| format!("document `{path}`: {problem}");
            let key = record.named.document.clone().ok_or_else(|| of_document("it has no key".to_owned()))?;
            let text = blank_text(record.characters, quotes.get(key.as_str()).map_or(&[], Vec::as_slice))
                .map_err(of_document)?;
            documents.push(Document {
                hash: ContentHash::parse(&record.hash).unwrap_or_default(),
                publisher: self.publisher(&record.named).map_err(of_document)?,
                published: date(record.named.published.as_deref()).map_err(of_document)?,
                title: Some(record.named.title),
                author: record.author,
                url: record.named.url,
                language: record.language,
                digests: record.digests,
                reprint_of: record.reprint_of.and_then(|path| places.get(&path).copied()),
                key,
                path,
                text: text.into(),
            });
        }
        Ok(documents)
    }

    fn claim(
        &self,
        record: &ClaimRecord,
        documents: &[Document],
        places: &BTreeMap<&str, DocumentId>,
    ) -> Result<Claim<ActorId>, Problem> {
        let one_of = |what: &str, labels: &[&str]| {
            labels
                .iter()
                .position(|label| *label == what)
                .ok_or_else(|| format!("`{what}` is none of {}", labels.join(", ")))
        };
        let document = record.evidence.document.as_deref().and_then(|key| places.get(key).copied());
        let span = |quote: &super::QuoteRecord| -> Result<(DocumentId, Span), Problem> {
            let document = document.ok_or("its document is not among those of the file")?;
            let text = &documents[document.index()].text;
            let byte = |character: usize| text.char_indices().map(|(byte, _)| byte).chain([text.len()]).nth(character);
            let (start, end) = byte(quote.start).zip(byte(quote.end)).ok_or("its words reach beyond the document")?;
            Ok((document, Span::new(start, end)))
        };
        let words = match &record.found {
            Some(ExtractedRecord { trigger: Some(trigger), subject: Some(subject), object: Some(object), .. }) => {
                Some(ClaimWords { trigger: span(trigger)?.1, subject: span(subject)?.1, object: span(object)?.1 })
            }
            Some(_) | None => None,
        };
        let evidence = match &record.quote {
            Some(quote) => {
                let (document, span) = span(quote)?;
                Evidence::Quotation { document, span }
            }
            None => Evidence::Citation(Citation {
                text: record.evidence.title.clone(),
                publisher: self.publisher(&record.evidence)?,
                published: date(record.evidence.published.as_deref())?,
                url: record.evidence.url.clone(),
                document,
            }),
        };
        let speaker = |speaker: &SpeakerRecord| match &speaker.actor {
            Some(key) => Ok(Speaker::Actor(self.actor(key)?, None)),
            None => Ok(Speaker::Words(speaker.name.clone())),
        };
        Ok(Claim {
            hash: ContentHash::parse(&record.claim).ok_or("its id is not 16 hexadecimal digits")?,
            kind: self
                .schema
                .relation_kind_by_key(&record.relation)
                .ok_or_else(|| format!("there is no kind of relation `{}`", record.relation))?,
            subject: self.actor(&record.subject.actor)?,
            object: self.actor(&record.object.actor)?,
            polarity: [Polarity::Affirmed, Polarity::Denied][one_of(&record.polarity, &["affirmed", "denied"])?],
            modality: [Modality::Actual, Modality::Planned, Modality::Possible, Modality::Hypothetical]
                [one_of(&record.modality, &["actual", "planned", "possible", "hypothetical"])?],
            period: {
                let told = period(record.from.as_deref(), record.to.as_deref())?;
                if record.over_by { told.known_over() } else { told }
            },
            attribution: Attribution {
                speakers: record.speakers.iter().map(speaker).collect::<Result<_, Problem>>()?,
                together: record.together.unwrap_or(1),
                said: date(record.said.as_deref())?,
            },
            evidence,
            origin: match record.origin.strip_prefix("extracted ") {
                Some(pattern) => Origin::Extracted {
                    pattern: pattern.to_owned(),
                    read: record.found.as_ref().is_some_and(|found| found.by != "pattern"),
                    words,
                },
                None => Origin::Curated {
                    line: record
                        .origin
                        .rsplit(':')
                        .next()
                        .and_then(|line| line.parse().ok())
                        .ok_or("its origin is neither extracted nor curated")?,
                },
            },
            // Version 0.1.0 called proposed what is unreviewed; what is proposed is never exported.
            review: [Review::Unreviewed, Review::Accepted, Review::Rejected, Review::Unreviewed]
                [one_of(&record.review, &["unreviewed", "accepted", "rejected", "proposed"])?],
            detail: record.detail.clone(),
            note: record.note.clone(),
        })
    }
}

/// A document of which no more is known than how a claim names it. Where it is cited as a whole, its title is not said.
fn of_reference(reference: &DocumentRef, cited: bool) -> DocumentRecord {
    let title = if cited { reference.document.clone().unwrap_or_default() } else { reference.title.clone() };
    let named = DocumentRef { title, ..reference.clone() };
    DocumentRecord {
        named,
        hash: String::new(),
        author: None,
        language: None,
        digests: None,
        reprint_of: None,
        characters: 0,
    }
}

/// A text of so many characters that has these words in their places.
fn blank_text(characters: usize, quotes: &[&super::QuoteRecord]) -> Result<String, Problem> {
    /// Longer ones are no text of a document that was ever read.
    const MOST: usize = 100_000_000;
    let length = quotes.iter().map(|quote| quote.end).max().unwrap_or(0).max(characters);
    if length > MOST {
        return Err(format!("no document has {length} characters"));
    }
    let mut text = vec![' '; length];
    for quote in quotes {
        let words: Vec<char> = quote.text.chars().collect();
        if quote.start.checked_add(words.len()) != Some(quote.end) {
            return Err(format!("the words from {} to {} are not as long as that", quote.start, quote.end));
        }
        text[quote.start..quote.end].copy_from_slice(&words);
    }
    Ok(text.into_iter().collect())
}

fn read_decision(record: &DecisionRecord, claim: &Claim<ActorId>) -> Result<Decision, Problem> {
    let correction = record.corrected_to.as_ref().map(|to| Correction {
        kind: Some(to.relation.clone()),
        subject: Some(to.subject.clone()),
        object: Some(to.object.clone()),
    });
    let verdict =
        if record.act == "rejected" { Verdict::Rejected } else { Verdict::Accepted(correction.unwrap_or_default()) };
    let reference = ClaimReference {
        hash: claim.hash,
        document: String::new(),
        text: None,
        kind: String::new(),
        subject: String::new(),
        object: String::new(),
        says: String::new(),
        words: String::new(),
    };
    Ok(Decision {
        id: record.decision.clone(),
        at: record.at.parse().map_err(|error| format!("decision `{}`: {error}", record.decision))?,
        by: record.by.clone(),
        why: record.why.clone(),
        act: Act::Judge { claim: reference, verdict },
    })
}

fn date(text: Option<&str>) -> Result<Option<PartialDate>, Problem> {
    text.map(PartialDate::parse).transpose()
}

fn period(from: Option<&str>, to: Option<&str>) -> Result<Period, Problem> {
    let (from, to) = (date(from)?, date(to)?);
    Period::new(from, to).ok_or_else(|| "it ends before it begins".to_owned())
}
