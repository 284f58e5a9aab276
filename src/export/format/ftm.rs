//! FollowTheMoney 4.11, for Aleph, OpenAleph and yente: entities as JSON Lines (`ftm`), and the statements behind them
//! as CSV (`ftm-statements`).
//!
//! | here | there |
//! |---|---|
//! | actor | Person, PublicBody, Company, Organization, Territory (states and places), LegalEntity for kinds it has no word for |
//! | office | Position, and an Occupancy of the person |
//! | claim | a link with `summary` (the words), `status` (said, alleged, denied, planned ...), `description` (who says so and what all claims amount to), dates and `proof`: Membership, Directorship, Succession, Ownership (with `percentage`), Payment, Employment or Family (with `relationship`) where a claim that is so in fact fits them, else UnknownLink whose `role` is the verb |
//! | document | Article; a work cited as a whole is a Document |
//! | mention | Mention, where it names one actor |
//!
//! A statement's dataset is its publisher, where one is named. CSV keeps values as they are: it is for programs, not
//! for spreadsheets. A denial keeps the word "denied" as its status and is never a Membership or the like. Its own
//! validation drops what it does not know without a word, so only properties that its schema has are written, in values
//! that it keeps: addresses of the web, dates, Wikidata's ids, texts no longer than it takes. Ids are hashes and keys
//! behind `kg-`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;
use sha1_smol::Sha1;

use crate::export::Selection;
use crate::graph::{GraphView, Standing};
use crate::model::{
    Actor, ActorId, Citation, Claim, ContentHash, Document, DocumentId, Evidence, Hasher, Modality, Origin,
    PartialDate, Period, Polarity, Review,
};
use crate::query::{context, standing_in_words};
use crate::text::{all_of, counted, single_spaced, slug, write_json};

use super::ftm_property::{longest, type_of};
use super::table::documents_texts;

/// An entity, and for its statements where it comes from.
#[derive(Serialize)]
struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
    #[serde(skip)]
    dataset: String,
    #[serde(skip)]
    origin: &'static str,
    #[serde(skip)]
    seen: String,
}

/// Writes entities, one a line.
pub(super) fn write(selection: &Selection, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let (entities, lost) = entities(selection);
    for entity in &entities {
        write_json(out, entity)?;
        writeln!(out)?;
    }
    Ok(lost)
}

/// Writes the statements that the entities are made of: one value of one property a row, with its id as FollowTheMoney
/// makes it.
pub(super) fn write_statements(selection: &Selection, out: &mut dyn Write) -> io::Result<Vec<String>> {
    const COLUMNS: [&str; 14] = [
        "canonical_id",
        "entity_id",
        "prop",
        "prop_type",
        "schema",
        "value",
        "dataset",
        "origin",
        "lang",
        "original_value",
        "external",
        "first_seen",
        "last_seen",
        "id",
    ];
    let (entities, mut lost) = entities(selection);
    let mut hidden = 0;
    let mut rows = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(out);
    rows.write_record(COLUMNS)?;
    for entity in &entities {
        for (property, value) in
            entity.properties.iter().flat_map(|(property, values)| values.iter().map(move |value| (*property, value)))
        {
            // CSV has no escapes: what would command a terminal is spelt out, and the id is that of what is written.
            let shown = crate::text::visible(value);
            hidden += usize::from(shown != *value);
            let id = Sha1::from(format!("{}.{}.{property}.{shown}", entity.dataset, entity.id)).digest().to_string();
            let row = [
                &entity.id,
                &entity.id,
                property,
                type_of(property),
                entity.schema,
                &*shown,
                &entity.dataset,
                entity.origin,
                "",
                "",
                "f",
                &entity.seen,
                &entity.seen,
                &id,
            ];
            rows.write_record(row)?;
        }
    }
    rows.flush()?;
    if hidden > 0 {
        lost.push(format!("hidden characters of {} (they are spelt out)", counted(hidden, "value")));
    }
    Ok(lost)
}

/// Every entity: actors, offices, documents, claims, mentions, each in the order of the graph; and what was lost on the
/// way.
fn entities(selection: &Selection) -> (Vec<Entity>, Vec<String>) {
    let mut making = Making { selection, cut: 0, urls: 0, dates: 0, offices: 0, mentions: 0, posts: BTreeSet::new() };
    let mut entities: Vec<Entity> = Vec::new();
    for &id in &selection.actors {
        entities.push(making.actor(id));
        making.offices(id, &mut entities);
    }
    for &id in &selection.documents {
        entities.push(making.article(id));
    }
    let mut cited: BTreeSet<String> = BTreeSet::new();
    let asked_for_wrong_ones = selection.part.filter.include.contains(&Standing::Rejected)
        || selection.part.filter.standings.contains(&Standing::Rejected);
    for (id, claim) in selection.claims().filter(|(_, claim)| asked_for_wrong_ones || claim.review != Review::Rejected)
    {
        if let Evidence::Citation(citation) = &claim.evidence
            && citation.document.is_none()
            && cited.insert(cited_id(citation))
        {
            entities.push(making.work(citation));
        }
        let standing = standing_in_words(selection.graph, selection.graph.relation(selection.graph.relation_of(id)));
        entities.push(making.link(claim, &standing));
    }
    for &id in &selection.documents {
        making.mentions(id, &mut entities);
    }
    let lost = [
        (making.cut, "the end of # longer than its schema takes", "text"),
        (making.urls, "# that is no address of the web", "url"),
        (making.dates, "# before the year 1000", "date"),
        (making.offices, "# of those that are no persons", "office"),
        (making.mentions, "# of several actors at once", "mention"),
    ];
    let lost = lost
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, clause, what)| clause.replace('#', &counted(number, what)));
    let texts = documents_texts(selection);
    (entities, texts.into_iter().chain(lost).collect())
}

struct Making<'s, 'g> {
    selection: &'s Selection<'g>,
    cut: usize,
    urls: usize,
    dates: usize,
    offices: usize,
    mentions: usize,
    /// Ids of posts that are there.
    posts: BTreeSet<String>,
}

/// The schema of actors of a kind.
fn schema_of(kind: &str) -> &'static str {
    match kind {
        "person" => "Person",
        "state" | "place" => "Territory",
        "government_body" | "military" | "intelligence_agency" => "PublicBody",
        "company" => "Company",
        "armed_group" | "party" | "media" | "thinktank" | "international_org" | "coalition" | "group" => "Organization",
        // Those of a project's own schema, and "other".
        _ => "LegalEntity",
    }
}

fn is_organization(schema: &str) -> bool {
    matches!(schema, "Organization" | "PublicBody" | "Company")
}

fn is_legal_entity(schema: &str) -> bool {
    schema != "Territory"
}

fn actor_id(actor: &Actor) -> String {
    format!("kg-actor-{}", actor.key)
}

/// A key may hold what no id there may: then its hash stands for it.
fn document_id(document: &Document) -> String {
    let allowed = document.key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && document.key.ends_with(|c: char| c.is_ascii_alphanumeric());
    if allowed {
        format!("kg-document-{}", document.key)
    } else {
        format!("kg-document-{}", Hasher::default().part(&document.key).finish())
    }
}

fn cited_id(citation: &Citation) -> String {
    let publisher = citation.publisher.as_ref().map(|publisher| publisher.name.as_str()).unwrap_or_default();
    let published = citation.published.map(|date| date.to_string()).unwrap_or_default();
    format!(
        "kg-cited-{}",
        Hasher::default()
            .part(&citation.text)
            .part(citation.url.as_deref().unwrap_or_default())
            .part(publisher)
            .part(published)
            .finish()
    )
}

/// When something was first and last seen, as its statements take it: a moment.
fn moment(date: Option<PartialDate>) -> String {
    date.map(|date| format!("{}T00:00:00", date.first_day())).unwrap_or_default()
}

/// True for an address that its validation keeps: of the web, in ASCII, at a host with a name.
fn is_of_the_web(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let named =
        |label: &&str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let ends_in_letters =
        labels.last().is_some_and(|last| last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic()));
    labels.len() > 1
        && labels.iter().all(named)
        && ends_in_letters
        && url.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte))
}

impl Making<'_, '_> {
    fn entity(&self, id: String, schema: &'static str, curated: bool) -> Entity {
        let origin = if curated { "curated" } else { "extracted" };
        Entity { id, schema, properties: BTreeMap::new(), dataset: "kg".to_owned(), origin, seen: String::new() }
    }

    /// Adds a value that the schema keeps: none that is empty, no longer than it takes, a date as a date.
    fn put(&mut self, entity: &mut Entity, property: &'static str, value: &str) {
        let most = longest(property);
        let mut value = single_spaced(value);
        if value.chars().count() > most {
            self.cut += 1;
            value = value.chars().take(most - 1).chain(['…']).collect();
        }
        let values = entity.properties.entry(property).or_default();
        if !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
        if values.is_empty() {
            entity.properties.remove(property);
        }
    }

    fn put_url(&mut self, entity: &mut Entity, url: Option<&str>) {
        let Some(url) = url else { return };
        if is_of_the_web(url) {
            self.put(entity, "sourceUrl", url);
        } else {
            self.urls += 1;
        }
    }

    fn put_date(&mut self, entity: &mut Entity, property: &'static str, date: Option<PartialDate>) {
        // Others its validation drops.
        const YEARS: std::ops::Range<i16> = 1000..3000;
        let Some(date) = date else { return };
        if YEARS.contains(&date.parts().0) {
            self.put(entity, property, &date.to_string());
        } else {
            self.dates += 1;
        }
    }

    fn put_period(&mut self, entity: &mut Entity, period: Period) {
        if period.from().is_some() && period.from() == period.to() {
            return self.put_date(entity, "date", period.from());
        }
        self.put_date(entity, "startDate", period.from());
        self.put_date(entity, "endDate", period.to().filter(|_| !period.is_known_over()));
    }

    fn schema(&self, id: ActorId) -> &'static str {
        let graph = self.selection.graph;
        schema_of(&graph.schema().actor_kind(graph.actors().get(id).kind).key)
    }

    fn actor(&mut self, id: ActorId) -> Entity {
        use crate::model::AliasSort;
        let graph = self.selection.graph;
        let actor = graph.actors().get(id);
        let discovered = graph.actors().is_discovered(id);
        let mut entity = self.entity(actor_id(actor), self.schema(id), !discovered);
        self.put(&mut entity, "name", &actor.name);
        for alias in &actor.aliases {
            let property = match alias.sort {
                _ if alias.weak => "weakAlias",
                AliasSort::Former => "previousName",
                AliasSort::Metonym | AliasSort::Demonym => "weakAlias",
                AliasSort::Name | AliasSort::Acronym | AliasSort::Transliteration => "alias",
            };
            self.put(&mut entity, property, &alias.text);
        }
        for (register, identifier) in &actor.identifiers {
            if register == "wikidata"
                && identifier
                    .strip_prefix('Q')
                    .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
            {
                self.put(&mut entity, "wikidataId", identifier);
            } else {
                self.put(&mut entity, "notes", &format!("{register}: {identifier}"));
            }
        }
        if let Some(note) = &actor.note {
            self.put(&mut entity, "notes", note);
        }
        self.put(&mut entity, "keywords", &graph.schema().actor_kind(actor.kind).label);
        if discovered {
            self.put(&mut entity, "notes", "found in documents, not curated");
        }
        entity
    }

    fn offices(&mut self, id: ActorId, entities: &mut Vec<Entity>) {
        let graph = self.selection.graph;
        let actor = graph.actors().get(id);
        if self.schema(id) != "Person" {
            self.offices += actor.offices.len();
            return;
        }
        for office in &actor.offices {
            let of = graph.actors().get(office.of);
            let post_id = format!("kg-post-{}", Hasher::default().part(&of.key).part(&office.title).finish());
            if self.posts.insert(post_id.clone()) {
                let mut post = self.entity(post_id.clone(), "Position", true);
                self.put(&mut post, "name", &format!("{}, {}", office.title, of.name));
                if is_organization(self.schema(office.of)) {
                    self.put(&mut post, "organization", &actor_id(of));
                }
                entities.push(post);
            }
            let id = Hasher::default().part(&actor.key).part(&post_id).part(office.period.to_string()).finish();
            let mut held = self.entity(format!("kg-office-{id}"), "Occupancy", true);
            self.put(&mut held, "holder", &actor_id(actor));
            self.put(&mut held, "post", &post_id);
            self.put_period(&mut held, office.period);
            entities.push(held);
        }
    }

    fn article(&mut self, id: DocumentId) -> Entity {
        let document = &self.selection.graph.documents()[id.index()];
        let mut entity = self.entity(document_id(document), "Article", false);
        entity.dataset = dataset(document.publisher.as_ref().map(|publisher| publisher.name.as_str()));
        entity.seen = moment(document.published);
        self.put(&mut entity, "title", document.heading());
        self.put(&mut entity, "fileName", &document.path);
        self.put_date(&mut entity, "publishedAt", document.published);
        for (property, value) in [
            ("publisher", document.publisher.as_ref().map(|publisher| &publisher.name)),
            ("author", document.author.as_ref()),
        ] {
            if let Some(value) = value {
                self.put(&mut entity, property, value);
            }
        }
        self.put_url(&mut entity, document.url.as_deref());
        entity
    }

    fn work(&mut self, citation: &Citation) -> Entity {
        let mut entity = self.entity(cited_id(citation), "Document", true);
        entity.seen = moment(citation.published);
        entity.dataset = dataset(citation.publisher.as_ref().map(|publisher| publisher.name.as_str()));
        self.put(&mut entity, "title", &citation.text);
        // A document there must have a file; this one is what it is called by.
        self.put(&mut entity, "fileName", &citation.text);
        self.put_date(&mut entity, "publishedAt", citation.published);
        if let Some(publisher) = &citation.publisher {
            self.put(&mut entity, "publisher", &publisher.name);
        }
        self.put_url(&mut entity, citation.url.as_deref());
        entity
    }

    /// A claim as a link between its ends.
    fn link(&mut self, claim: &Claim<ActorId>, standing: &str) -> Entity {
        let graph = self.selection.graph;
        let kind = graph.schema().relation_kind(claim.kind);
        let (subject, object) = (self.schema(claim.subject), self.schema(claim.object));
        let so_in_fact = claim.affirms() && !claim.is_attributed() && claim.review != Review::Rejected;
        let (schema, from, to) = match kind.key.as_str() {
            "member_of" if so_in_fact && is_legal_entity(subject) && is_organization(object) => {
                ("Membership", "member", "organization")
            }
            "leads" if so_in_fact && is_legal_entity(subject) && is_organization(object) => {
                ("Directorship", "director", "organization")
            }
            "owns" if so_in_fact && is_legal_entity(subject) && object == "Company" => ("Ownership", "owner", "asset"),
            "paid" if so_in_fact && is_legal_entity(subject) && is_legal_entity(object) => {
                ("Payment", "payer", "beneficiary")
            }
            "employed_by" if so_in_fact && subject == "Person" && is_organization(object) => {
                ("Employment", "employee", "employer")
            }
            "related_to" if so_in_fact && subject == "Person" && object == "Person" => ("Family", "person", "relative"),
            "succeeded" if so_in_fact && is_legal_entity(subject) && is_legal_entity(object) => {
                ("Succession", "successor", "predecessor")
            }
            _ => ("UnknownLink", "subject", "object"),
        };
        let mut link =
            self.entity(format!("kg-claim-{}", claim.hash), schema, matches!(claim.origin, Origin::Curated { .. }));
        let end = |id| actor_id(graph.actors().get(id));
        self.put(&mut link, from, &end(claim.subject));
        self.put(&mut link, to, &end(claim.object));
        self.put(&mut link, "role", &kind.label);
        // A sum stays in its words: a number without its currency would say something else.
        if let Some(detail) = &claim.detail {
            match schema {
                "Ownership" => self.put(&mut link, "percentage", detail),
                "Family" => self.put(&mut link, "relationship", detail),
                _ => self.put(&mut link, "summary", detail),
            }
        }
        self.put(&mut link, "status", status(claim));
        self.put(&mut link, "description", &self.description(claim, standing));
        self.put_period(&mut link, claim.period);
        match &claim.evidence {
            Evidence::Quotation { document, span } => {
                let document = &graph.documents()[document.index()];
                link.dataset = dataset(document.publisher.as_ref().map(|publisher| publisher.name.as_str()));
                link.seen = moment(document.published);
                let words = crate::export::characters(&document.text, *span);
                self.put(&mut link, "summary", &words.text);
                self.put(
                    &mut link,
                    "recordId",
                    &record_id(claim.hash, &document.hash.to_string(), &format!("{}-{}", words.start, words.end)),
                );
                self.put(&mut link, "proof", &document_id(document));
                if let Some(publisher) = &document.publisher {
                    self.put(&mut link, "publisher", &publisher.name);
                }
                self.put_url(&mut link, document.url.as_deref());
            }
            Evidence::Citation(citation) => {
                link.dataset = dataset(citation.publisher.as_ref().map(|publisher| publisher.name.as_str()));
                link.seen = moment(citation.published);
                let proof = citation
                    .document
                    .map_or_else(|| cited_id(citation), |id| document_id(&graph.documents()[id.index()]));
                self.put(&mut link, "proof", &proof);
                self.put(&mut link, "recordId", &record_id(claim.hash, "", ""));
                if let Some(publisher) = &citation.publisher {
                    self.put(&mut link, "publisher", &publisher.name);
                }
                self.put_url(&mut link, citation.url.as_deref());
            }
        }
        link
    }

    /// Who says so, in which sentence, and what all claims of the relation amount to.
    fn description(&self, claim: &Claim<ActorId>, standing: &str) -> String {
        use crate::model::Speaker;
        let graph = self.selection.graph;
        let name = |speaker: &Speaker<ActorId>| match speaker {
            Speaker::Actor(id, _) => graph.actors().get(*id).name.clone(),
            Speaker::Words(words) => words.clone(),
        };
        let sources: Vec<String> = claim.attribution.sources().iter().map(name).collect();
        let relays: Vec<String> = claim.attribution.relays().iter().map(name).collect();
        let said = claim.attribution.said.map(|date| format!(", {date}")).unwrap_or_default();
        let verb = if claim.polarity == Polarity::Denied { "denied" } else { "said" };
        let sources = all_of(&sources);
        let who = match &relays[..] {
            [] if sources.is_empty() => format!("{verb} in the document's own words{said}"),
            [] => format!("{verb} by {sources}{said}"),
            relays => format!("{verb} by {sources}{said}, as told by {}", relays.join(", then ")),
        };
        let sentence = context(graph, claim)
            .map(|context| format!(" In its sentence: “{}{}{}”.", context.before, context.words, context.after))
            .unwrap_or_default();
        format!("{who}.{sentence} All that is said of it together: {standing}.")
    }

    /// Each name of an actor in a document once.
    fn mentions(&mut self, id: DocumentId, entities: &mut Vec<Entity>) {
        let graph = self.selection.graph;
        let document = &graph.documents()[id.index()];
        let mut seen: BTreeSet<(ActorId, &str)> = BTreeSet::new();
        for mention in graph.mentions(id) {
            let [actor] = mention.candidates[..] else {
                self.mentions += 1;
                continue;
            };
            let words = mention.span.of(&document.text);
            if !self.selection.actors.contains(&actor) || !seen.insert((actor, words)) {
                continue;
            }
            let named = graph.actors().get(actor);
            let hash = Hasher::default().part(&document.key).part(&named.key).part(words).finish();
            let mut entity = self.entity(format!("kg-mention-{hash}"), "Mention", false);
            self.put(&mut entity, "document", &document_id(document));
            self.put(&mut entity, "name", words);
            self.put(&mut entity, "detectedSchema", self.schema(actor));
            if is_legal_entity(self.schema(actor)) {
                self.put(&mut entity, "resolved", &actor_id(named));
            }
            entities.push(entity);
        }
    }
}

/// A claim's id, the hash of the text that its words stand in, and where, in code points.
fn record_id(claim: ContentHash, text: &str, place: &str) -> String {
    let claim = claim.to_string();
    [claim.as_str(), text, place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(":")
}

/// How a claim is made, in a word.
fn status(claim: &Claim<ActorId>) -> &'static str {
    match (claim.polarity, claim.modality) {
        _ if claim.review == Review::Rejected => "judged wrong",
        (Polarity::Denied, _) => "denied",
        (Polarity::Affirmed, Modality::Actual) if claim.is_attributed() => "alleged",
        (Polarity::Affirmed, Modality::Actual) => "said",
        (Polarity::Affirmed, modality) => modality.label(),
    }
}

/// The dataset of what a publisher carries.
fn dataset(publisher: Option<&str>) -> String {
    publisher.map(slug).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "kg".to_owned())
}
