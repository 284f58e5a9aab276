//! STIX 2.1 (OASIS Standard, 10 June 2021): a bundle for OpenCTI, MISP and whoever else speaks it.
//!
//! | here | there |
//! |---|---|
//! | person, organisation of any sort | `identity` |
//! | armed group | `threat-actor` |
//! | state or place | `location`, where it has an ISO 3166 code (identifier `iso3166`) or is a place; a state without one is an `identity` |
//! | relation | `relationship`: the best words in its description, its standing as a label; one a relation and not one a claim, because readers draw every one as an edge |
//! | who denies it, who alleges it | `opinion` on that relationship by them: `strongly-disagree` or `agree`, with the words |
//! | document, cited work | external reference |
//! | all of it | one `report` |
//!
//! Profile `strict` has the verb as type of the relationship. OpenCTI takes no verbs but its own, and merges actors
//! that share an alias: `opencti` says `related-to`, with the verb as a label, and leaves weak aliases out. There is no
//! confidence in numbers. Ids are UUIDs of version 5 from keys and hashes; created is what its earliest document was,
//! modified what its latest was.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Map, Value, json};
use sha1_smol::Sha1;

use super::table::documents_texts;
use super::{Options, Profile};
use crate::export::Selection;
use crate::graph::{GraphView, Relation, Standing};
use crate::model::{ActorId, Claim, Evidence, PartialDate, Polarity, Review, Speaker};
use crate::query::{affirmations, best_claim, denials, quotation, standing_in_words};
use crate::text::{all_of, counted, single_spaced, write_pretty_json};

/// Where names of our objects are hashed from: a random UUID that stays.
const NAMESPACE: [u8; 16] =
    [0x6b, 0x67, 0x9d, 0x1e, 0x52, 0xa4, 0x4c, 0x0b, 0x9f, 0x31, 0x77, 0xd8, 0x0e, 0x64, 0xb2, 0x15];

/// What has no date.
const NO_DATE: &str = "1970-01-01T00:00:00.000Z";

/// Writes a bundle.
pub(super) fn write(selection: &Selection, options: &Options, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let making = Making { selection, profile: options.profile.unwrap_or(Profile::Strict) };
    let mut objects: Vec<Value> = selection.actors.iter().map(|id| making.actor(*id)).collect();
    let (mut periods, mut speakers) = (0, 0);
    for (_, relation) in selection.relations() {
        objects.push(making.relationship(relation));
        periods += relation.periods.len().saturating_sub(1);
        for claim in making.opinionated(relation) {
            objects.push(making.opinion(relation, claim));
            speakers += claim.attribution.relays().len();
        }
    }
    let references: Vec<String> =
        objects.iter().filter_map(|object| object["id"].as_str()).map(str::to_owned).collect();
    if !references.is_empty() {
        objects.push(making.report(options, references));
    }
    let content: String = objects.iter().filter_map(|object| object["id"].as_str()).collect();
    let mut bundle = json!({"type": "bundle", "id": id("bundle", &content)});
    // A bundle of nothing has no list.
    if !objects.is_empty() {
        bundle["objects"] = Value::Array(objects);
    }
    write_pretty_json(out, &bundle)?;
    writeln!(out)?;
    let offices: usize = selection.actors.iter().map(|id| selection.graph.actors().get(*id).offices.len()).sum();
    let mentions: usize = selection.documents.iter().map(|id| selection.graph.mentions(*id).len()).sum();
    let lost = [
        (periods, "period of a relation beyond its first"),
        (speakers, "speaker in between"),
        (offices, "office"),
        (mentions, "mention"),
    ];
    Ok(documents_texts(selection)
        .into_iter()
        .chain(lost.into_iter().filter(|(number, _)| *number > 0).map(|(number, what)| plural(number, what)))
        .collect())
}

/// "2 periods of a relation beyond its first".
fn plural(number: usize, what: &str) -> String {
    let (noun, rest) = what.split_once(' ').unwrap_or((what, ""));
    format!("{} {rest}", counted(number, noun)).trim_end().to_owned()
}

/// `TYPE--UUID`: version 5 of RFC 9562, from the type and a name.
fn id(kind: &str, name: &str) -> String {
    let mut hash = Sha1::new();
    hash.update(&NAMESPACE);
    hash.update(format!("{kind} {name}").as_bytes());
    let mut bytes = *hash.digest().bytes().first_chunk::<16>().expect("a hash has 20 bytes");
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{kind}--{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Midnight of a day, where STIX can write the year.
fn midnight(day: jiff::civil::Date) -> Option<String> {
    (day.year() >= 1).then(|| format!("{day}T00:00:00.000Z"))
}

struct Making<'s, 'g> {
    selection: &'s Selection<'g>,
    profile: Profile,
}

impl Making<'_, '_> {
    /// What every object has.
    fn object(&self, kind: &str, name: &str, published: &[PartialDate]) -> Map<String, Value> {
        let time = |date: Option<&PartialDate>| {
            date.and_then(|date| midnight(date.first_day())).unwrap_or_else(|| NO_DATE.to_owned())
        };
        let (created, modified) = (time(published.iter().min()), time(published.iter().max()));
        let Value::Object(object) = json!({"type": kind, "spec_version": "2.1", "id": id(kind, name), "created": created, "modified": modified})
        else {
            unreachable!("an object was written")
        };
        object
    }

    /// The type of an actor's object.
    fn type_of(&self, actor: ActorId) -> &'static str {
        let graph = self.selection.graph;
        match graph.schema().actor_kind(graph.actors().get(actor).kind).key.as_str() {
            "armed_group" => "threat-actor",
            "place" => "location",
            "state" if self.country(actor).is_some() => "location",
            _ => "identity",
        }
    }

    /// Its ISO 3166 code, where it has one.
    fn country(&self, actor: ActorId) -> Option<&str> {
        let identifiers = &self.selection.graph.actors().get(actor).identifiers;
        let code = identifiers.iter().find(|(register, _)| register == "iso3166").map(|(_, code)| code.as_str())?;
        (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(code)
    }

    fn actor_ref(&self, actor: ActorId) -> String {
        id(self.type_of(actor), &self.selection.graph.actors().get(actor).key)
    }

    fn actor(&self, actor: ActorId) -> Value {
        let graph = self.selection.graph;
        let entry = graph.actors().get(actor);
        let kind = graph.schema().actor_kind(entry.kind);
        let kind_of_object = self.type_of(actor);
        let mut object = self.object(kind_of_object, &entry.key, &[]);
        object.insert("name".into(), json!(entry.name));
        let aliases: Vec<&str> = entry
            .aliases
            .iter()
            .filter(|alias| !(alias.weak && self.profile == Profile::Opencti))
            .map(|alias| alias.text.as_str())
            .collect();
        let mut description: Vec<String> = entry.note.iter().cloned().collect();
        match kind_of_object {
            "threat-actor" => {
                object.insert("threat_actor_types".into(), json!(["unknown"]));
                if !aliases.is_empty() {
                    object.insert("aliases".into(), json!(aliases));
                }
            }
            "location" => match self.country(actor) {
                Some(code) => drop(object.insert("country".into(), json!(code))),
                None => drop(object.insert("region".into(), json!(entry.key))),
            },
            _ => {
                let class = match kind.key.as_str() {
                    "person" => "individual",
                    "group" | "coalition" => "group",
                    "other" => "unknown",
                    _ => "organization",
                };
                object.insert("identity_class".into(), json!(class));
            }
        }
        if kind_of_object != "threat-actor" && !aliases.is_empty() {
            description.push(format!("Also: {}.", aliases.join(", ")));
        }
        if !description.is_empty() {
            object.insert("description".into(), json!(description.join(" ")));
        }
        let mut labels = vec![kind.label.clone()];
        labels.extend(graph.actors().is_discovered(actor).then(|| "found in documents, not curated".to_owned()));
        object.insert("labels".into(), json!(labels));
        let references: Vec<Value> = entry
            .identifiers
            .iter()
            .filter(|(register, _)| register != "iso3166")
            .map(|(register, identifier)| json!({"source_name": register, "external_id": identifier}))
            .collect();
        if !references.is_empty() {
            object.insert("external_references".into(), json!(references));
        }
        Value::Object(object)
    }

    fn relation_name(&self, relation: &Relation) -> String {
        let key = |actor| &self.selection.graph.actors().get(actor).key;
        format!(
            "{} {} {}",
            key(relation.subject),
            self.selection.graph.schema().relation_kind(relation.kind).key,
            key(relation.object)
        )
    }

    fn relationship(&self, relation: &Relation) -> Value {
        let graph = self.selection.graph;
        let kind = graph.schema().relation_kind(relation.kind);
        let verb = kind.key.replace('_', "-");
        let claims: Vec<&Claim<ActorId>> = self.claims(relation).collect();
        let published: Vec<PartialDate> = claims.iter().filter_map(|claim| self.published(claim)).collect();
        let mut object = self.object("relationship", &self.relation_name(relation), &published);
        let standing = standing_in_words(graph, relation);
        let mut labels = vec![standing.clone()];
        let relationship_type = match self.profile {
            Profile::Strict => verb,
            Profile::Opencti => {
                labels.push(verb);
                "related-to".to_owned()
            }
        };
        object.insert("relationship_type".into(), json!(relationship_type));
        object.insert("source_ref".into(), json!(self.actor_ref(relation.subject)));
        object.insert("target_ref".into(), json!(self.actor_ref(relation.object)));
        let name = |actor| graph.actors().shown(actor);
        let best = best_claim(graph, relation);
        let sentence = format!("{} {} {} ({standing}).", name(relation.subject), kind.label, name(relation.object));
        object.insert("description".into(), json!(format!("{sentence} {}", self.words(best))));
        object.insert("labels".into(), json!(labels));
        if let Some(period) = relation.periods.first() {
            let (start, stop) = (
                period.from().and_then(|date| midnight(date.first_day())),
                period
                    .to()
                    .filter(|_| !period.is_known_over())
                    .and_then(|date| date.last_day().tomorrow().ok())
                    .and_then(midnight),
            );
            // The end of the last day is the beginning of the next.
            for (property, time) in [("start_time", start), ("stop_time", stop)] {
                if let Some(time) = time {
                    object.insert(property.into(), json!(time));
                }
            }
        }
        object.insert("external_references".into(), self.references(&claims));
        Value::Object(object)
    }

    /// Claims that are not judged wrong, unless such were asked for.
    fn claims<'r>(&'r self, relation: &'r Relation) -> impl Iterator<Item = &'r Claim<ActorId>> + 'r {
        let claims = || relation.claims.iter().map(|id| self.selection.graph.claim(*id));
        let all_wrong = relation.standing == Standing::Rejected;
        claims().filter(move |claim| all_wrong || claim.review != Review::Rejected)
    }

    /// Those who deny, and those who allege what no document says in its own words.
    fn opinionated<'r>(&'r self, relation: &'r Relation) -> Vec<&'r Claim<ActorId>> {
        let graph = self.selection.graph;
        let mut claims = denials(graph, relation);
        claims
            .extend(affirmations(graph, relation).into_iter().filter(|claim| claim.is_attributed() && claim.affirms()));
        claims
    }

    fn opinion(&self, relation: &Relation, claim: &Claim<ActorId>) -> Value {
        let graph = self.selection.graph;
        let mut object = self.object("opinion", &claim.hash.to_string(), self.published(claim).as_slice());
        let stance = if claim.polarity == Polarity::Denied { "strongly-disagree" } else { "agree" };
        object.insert("opinion".into(), json!(stance));
        object.insert("explanation".into(), json!(self.words(claim)));
        object.insert("object_refs".into(), json!([id("relationship", &self.relation_name(relation))]));
        let sources = claim.attribution.sources();
        let name = |speaker: &Speaker<ActorId>| match speaker {
            Speaker::Actor(actor, _) => graph.actors().get(*actor).name.clone(),
            Speaker::Words(words) => words.clone(),
        };
        if !sources.is_empty() {
            object.insert("authors".into(), json!(sources.iter().map(name).collect::<Vec<String>>()));
        }
        if let [Speaker::Actor(actor, _)] = sources
            && self.type_of(*actor) == "identity"
        {
            object.insert("created_by_ref".into(), json!(self.actor_ref(*actor)));
        }
        object.insert("external_references".into(), self.references(&[claim]));
        Value::Object(object)
    }

    /// "Mike Pompeo: “...” (Voice of America, 2021-05)".
    fn words(&self, claim: &Claim<ActorId>) -> String {
        let graph = self.selection.graph;
        let name = |speaker: &Speaker<ActorId>| match speaker {
            Speaker::Actor(actor, _) => graph.actors().get(*actor).name.clone(),
            Speaker::Words(words) => words.clone(),
        };
        let sources: Vec<String> = claim.attribution.sources().iter().map(name).collect();
        let speakers: Vec<String> = claim
            .attribution
            .relays()
            .iter()
            .map(name)
            .chain(Some(all_of(&sources)))
            .filter(|name| !name.is_empty())
            .collect();
        let verb = if claim.polarity == Polarity::Denied { "Denied" } else { "Said" };
        let who =
            if speakers.is_empty() { String::new() } else { format!("{verb} by {}: ", speakers.join(", by way of ")) };
        match (quotation(graph, claim), &claim.evidence) {
            (Some((document, words)), _) => {
                format!("{who}“{}” ({})", single_spaced(words), document.heading())
            }
            (None, Evidence::Citation(citation)) => format!("{who}{}", citation.text),
            (None, Evidence::Quotation { .. }) => who,
        }
    }

    fn published(&self, claim: &Claim<ActorId>) -> Option<PartialDate> {
        match &claim.evidence {
            Evidence::Quotation { document, .. } => self.selection.graph.documents()[document.index()].published,
            Evidence::Citation(citation) => citation.published,
        }
    }

    /// What claims rest on, each once.
    fn references(&self, claims: &[&Claim<ActorId>]) -> Value {
        let mut seen = BTreeSet::new();
        let mut references = Vec::new();
        for claim in claims {
            let (name, title, url, key) = match &claim.evidence {
                Evidence::Quotation { document, .. } => {
                    let document = &self.selection.graph.documents()[document.index()];
                    (
                        document.publisher.as_ref(),
                        document.heading(),
                        document.url.as_deref(),
                        Some(document.key.as_str()),
                    )
                }
                Evidence::Citation(citation) => {
                    (citation.publisher.as_ref(), citation.text.as_str(), citation.url.as_deref(), None)
                }
            };
            if !seen.insert((title, url, key)) {
                continue;
            }
            let mut reference = json!({"source_name": name.map_or("a publisher not named", |publisher| publisher.name.as_str()), "description": title});
            if let Some(url) = url.filter(|url| {
                (url.starts_with("https://") || url.starts_with("http://"))
                    && url.bytes().all(|byte| byte.is_ascii_graphic())
            }) {
                reference["url"] = json!(url);
            }
            if let Some(key) = key {
                reference["external_id"] = json!(key);
            }
            references.push(reference);
        }
        Value::Array(references)
    }

    fn report(&self, options: &Options, references: Vec<String>) -> Value {
        let graph = self.selection.graph;
        let published: Vec<PartialDate> =
            self.selection.documents.iter().filter_map(|id| graph.documents()[id.index()].published).collect();
        let mut object = self.object("report", &references.concat(), &published);
        object.insert("name".into(), json!(options.title_of(self.selection)));
        object.insert("published".into(), object["modified"].clone());
        object.insert("report_types".into(), json!(["identity"]));
        object.insert("object_refs".into(), json!(references));
        Value::Object(object)
    }
}
