//! A selection as plain tables: actors, aliases, relations, claims, evidence, documents.
//!
//! In: a [`Selection`]. Out: [`Table`]s of named columns with a sort each, rows in the order of the graph. All formats
//! that know no more than rows, nodes and edges with flat attributes take their columns from here, so that one column
//! has one name, one order and one meaning in all of them. Decided here: a date is a text as precise as known, and
//! beside it stand the `earliest` and `latest` day it may mean; a list stays a list, and how it is joined is the
//! format's affair; what is unknown is [`Value::Unknown`]. Ids: an actor's and a document's key, `SUBJECT:KIND:OBJECT`
//! of a relation, the hash of a claim.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::export::record::{ActorRecord, actor_record, claim_record, document_record, relation_record};
use crate::export::{ClaimRecord, DocumentRecord, RelationRecord, Selection};
use crate::graph::{GraphView, Relation, RelationId};
use crate::model::{ActorId, PartialDate, Period};
use crate::query::{affirmations, best_claim, denials, standing_in_words};
use crate::text::{all_of, counted, is_hidden};

/// Rows of values under named columns; every row has a value for each column, of its sort or unknown.
pub(super) struct Table {
    /// What the rows are: `actors`.
    pub(super) name: &'static str,
    /// Name and sort of each column.
    pub(super) columns: Vec<Column>,
    /// The rows.
    pub(super) rows: Vec<Vec<Value>>,
}

/// A column.
#[derive(Clone, Copy)]
pub(super) struct Column {
    /// Its name: lower-case letters and `_`.
    pub(super) name: &'static str,
    /// What its values are.
    pub(super) sort: Sort,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    Texts,
    Count,
    Truth,
    Day,
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Unknown,
    Text(String),
    Texts(Vec<String>),
    Count(usize),
    Truth(bool),
    Day(Date),
}

/// How a column is filled from what a row is made of.
struct Field<R> {
    name: &'static str,
    sort: Sort,
    value: fn(&R) -> Value,
}

const fn field<R>(name: &'static str, sort: Sort, value: fn(&R) -> Value) -> Field<R> {
    Field { name, sort, value }
}

fn table<R>(name: &'static str, fields: &[Field<R>], rows: impl Iterator<Item = R>) -> Table {
    let columns = fields.iter().map(|field| Column { name: field.name, sort: field.sort }).collect();
    Table { name, columns, rows: rows.map(|row| fields.iter().map(|field| (field.value)(&row)).collect()).collect() }
}

/// The actors of these ids: one a row.
pub(super) fn actors(selection: &Selection, ids: &BTreeSet<ActorId>) -> Table {
    const FIELDS: &[Field<(String, String, ActorRecord)>] = &[
        field("id", Sort::Text, |(_, _, actor)| text(&actor.named.actor)),
        field("label", Sort::Text, |(shown, _, _)| text(shown)),
        field("name", Sort::Text, |(_, _, actor)| text(&actor.named.name)),
        field("kind", Sort::Text, |(_, _, actor)| text(&actor.named.kind)),
        field("kind_label", Sort::Text, |(_, kind, _)| text(kind)),
        field("discovered", Sort::Truth, |(_, _, actor)| Value::Truth(actor.named.discovered)),
        field("aliases", Sort::Texts, |(_, _, actor)| {
            Value::Texts(actor.aliases.iter().map(|alias| alias.text.clone()).collect())
        }),
        field("offices", Sort::Texts, |(_, _, actor)| Value::Texts(actor.offices.iter().map(office).collect())),
        field("identifiers", Sort::Texts, |(_, _, actor)| {
            Value::Texts(actor.identifiers.iter().map(|(register, id)| format!("{register}:{id}")).collect())
        }),
        field("note", Sort::Text, |(_, _, actor)| maybe(actor.note.as_ref())),
    ];
    let graph = selection.graph;
    let kind = |id| graph.schema().actor_kind(graph.actors().get(id).kind).label.clone();
    table(
        "actors",
        FIELDS,
        ids.iter().map(|&id| (graph.actors().shown(id).to_owned(), kind(id), actor_record(graph, id))),
    )
}

/// "minister of war, Northland, 2017-01 to 2018-04-26".
fn office(office: &crate::export::OfficeRecord) -> String {
    let date = |text: &Option<String>| text.as_deref().and_then(|text| PartialDate::parse(text).ok());
    let period = Period::new(date(&office.from), date(&office.to))
        .map(|period| period.to_string())
        .filter(|period| !period.is_empty());
    [Some(office.title.clone()), Some(office.of.name.clone()), period]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// Other names of the selection's actors: one a row.
#[cfg(feature = "parquet")]
pub(super) fn aliases(selection: &Selection) -> Table {
    const FIELDS: &[Field<(String, crate::model::Alias)>] = &[
        field("actor", Sort::Text, |(actor, _)| text(actor)),
        field("alias", Sort::Text, |(_, alias)| text(&alias.text)),
        field("sort", Sort::Text, |(_, alias)| text(alias.sort.label())),
        field("weak", Sort::Truth, |(_, alias)| Value::Truth(alias.weak)),
        field("from", Sort::Text, |(_, alias)| date(alias.period.from())),
        field("to", Sort::Text, |(_, alias)| date(alias.period.to())),
        field("earliest", Sort::Day, |(_, alias)| earliest(alias.period.from())),
        field("latest", Sort::Day, |(_, alias)| latest(alias.period.to())),
    ];
    let actors = selection.actors.iter().map(|id| selection.graph.actors().get(*id));
    table(
        "aliases",
        FIELDS,
        actors.flat_map(|actor| actor.aliases.iter().map(|alias| (actor.key.clone(), alias.clone()))),
    )
}

/// A relation with what its claims come to.
struct RelationRow {
    relation: Relation,
    record: RelationRecord,
    standing: String,
    best: ClaimRecord,
    alleged_by: Vec<String>,
    disputed_by: Vec<String>,
}

impl RelationRow {
    fn of(selection: &Selection, relation: &Relation) -> RelationRow {
        let graph = selection.graph;
        let voices = |claims: Vec<&crate::model::Claim<ActorId>>, own: bool| {
            let claims = claims.into_iter().filter(|claim| own || claim.is_attributed());
            unique(claims.map(|claim| voice(&claim_record(graph, claim))))
        };
        RelationRow {
            relation: relation.clone(),
            record: relation_record(graph, relation, false),
            standing: standing_in_words(graph, relation),
            best: claim_record(graph, best_claim(graph, relation)),
            alleged_by: voices(affirmations(graph, relation), false),
            disputed_by: voices(denials(graph, relation), true),
        }
    }
}

/// Whose word a claim is in the end: who says it, else who published it, else what it stands in.
fn voice(claim: &ClaimRecord) -> String {
    let sources = &claim.speakers[claim.speakers.len().saturating_sub(claim.together.unwrap_or(1))..];
    let names: Vec<&str> = sources.iter().map(|speaker| speaker.name.as_str()).collect();
    Some(all_of(&names))
        .filter(|names| !names.is_empty())
        .or_else(|| claim.evidence.publisher.clone())
        .unwrap_or_else(|| claim.evidence.title.clone())
}

fn unique(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| seen.insert(text.clone())).collect()
}

/// The id of a relation, the same in every build: keys and the kind's key hold no colon.
pub(super) fn relation_key(selection: &Selection, relation: &Relation) -> String {
    let graph = selection.graph;
    let key = |actor| &graph.actors().get(actor).key;
    format!("{}:{}:{}", key(relation.subject), graph.schema().relation_kind(relation.kind).key, key(relation.object))
}

/// The relations: one a row.
pub(super) fn relations(selection: &Selection) -> Table {
    const FIELDS: &[Field<RelationRow>] = &[
        field("id", Sort::Text, |told| {
            Value::Text(format!("{}:{}:{}", told.record.subject.actor, told.record.relation, told.record.object.actor))
        }),
        field("subject", Sort::Text, |told| text(&told.record.subject.actor)),
        field("object", Sort::Text, |told| text(&told.record.object.actor)),
        field("kind", Sort::Text, |told| text(&told.record.relation)),
        field("label", Sort::Text, |told| text(&told.record.label)),
        field("symmetric", Sort::Truth, |told| Value::Truth(told.record.symmetric)),
        field("standing", Sort::Text, |told| text(told.record.standing)),
        field("standing_in_words", Sort::Text, |told| text(&told.standing)),
        field("with_unjudged", Sort::Text, |told| text(told.record.with_unjudged)),
        field("claims", Sort::Count, |told| Value::Count(told.relation.claims.len())),
        field("affirming", Sort::Count, |told| Value::Count(told.relation.affirming)),
        field("publishers", Sort::Count, |told| Value::Count(told.record.publishers)),
        field("unnamed_publisher", Sort::Truth, |told| Value::Truth(told.record.unnamed_publisher)),
        field("from", Sort::Text, |told| date(begin(&told.relation))),
        field("to", Sort::Text, |told| date(end(&told.relation))),
        field("earliest", Sort::Day, |told| earliest(begin(&told.relation))),
        field("latest", Sort::Day, |told| latest(end(&told.relation))),
        field("periods", Sort::Texts, |told| {
            Value::Texts(told.relation.periods.iter().map(Period::to_string).collect())
        }),
        field("undated", Sort::Truth, |told| Value::Truth(told.record.undated)),
        field("alleged_by", Sort::Texts, |told| Value::Texts(told.alleged_by.clone())),
        field("disputed_by", Sort::Texts, |told| Value::Texts(told.disputed_by.clone())),
        field("quote", Sort::Text, |told| maybe(told.best.quote.as_ref().map(|quote| &quote.text))),
        field("document", Sort::Text, |told| maybe(told.best.evidence.document.as_ref())),
        field("title", Sort::Text, |told| text(&told.best.evidence.title)),
        field("publisher", Sort::Text, |told| maybe(told.best.evidence.publisher.as_ref())),
        field("published", Sort::Text, |told| maybe(told.best.evidence.published.as_ref())),
        field("url", Sort::Text, |told| maybe(told.best.evidence.url.as_ref())),
    ];
    table("relations", FIELDS, selection.relations().map(|(_, relation)| RelationRow::of(selection, relation)))
}

/// When the relation first held as far as is known; its periods are in order, one of open beginning first.
fn begin(relation: &Relation) -> Option<PartialDate> {
    relation.periods.first().and_then(|period| period.from())
}

/// When it last held; unknown where one of its periods is open.
fn end(relation: &Relation) -> Option<PartialDate> {
    let ends: Option<Vec<PartialDate>> = relation.periods.iter().map(|period| period.to()).collect();
    ends.and_then(|ends| ends.into_iter().max_by_key(|end| end.last_day()))
}

/// A claim with the id of its relation and an id of its own, which is its hash; `-2` stands behind it where another
/// claim of the selection has that hash.
struct Said {
    id: String,
    relation: String,
    record: ClaimRecord,
}

fn said<'s>(selection: &'s Selection) -> impl Iterator<Item = Said> + 's {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let relations = selection
        .relations()
        .flat_map(|(id, relation): (RelationId, &Relation)| relation.claims.iter().map(move |claim| (id, *claim)));
    relations.map(move |(relation, claim)| {
        let record = claim_record(selection.graph, selection.graph.claim(claim));
        let times = times.entry(record.claim.clone()).or_default();
        *times += 1;
        let id = if *times == 1 { record.claim.clone() } else { format!("{}-{times}", record.claim) };
        Said { id, relation: relation_key(selection, selection.graph.relation(relation)), record }
    })
}

/// What is claimed, by whom: one claim a row. What each rests on is in [`evidence`], row by row.
pub(super) fn claims(selection: &Selection) -> Table {
    const FIELDS: &[Field<Said>] = &[
        field("id", Sort::Text, |said| text(&said.id)),
        field("relation", Sort::Text, |said| text(&said.relation)),
        field("subject", Sort::Text, |said| text(&said.record.subject.actor)),
        field("kind", Sort::Text, |said| text(&said.record.relation)),
        field("object", Sort::Text, |said| text(&said.record.object.actor)),
        field("plover", Sort::Text, |said| maybe(said.record.plover.as_ref())),
        field("polarity", Sort::Text, |said| text(&said.record.polarity)),
        field("modality", Sort::Text, |said| text(&said.record.modality)),
        field("from", Sort::Text, |said| maybe(said.record.from.as_ref())),
        field("to", Sort::Text, |said| maybe(said.record.to.as_ref().filter(|_| !said.record.over_by))),
        field("earliest", Sort::Day, |said| earliest(parsed(said.record.from.as_ref()))),
        field("latest", Sort::Day, |said| latest(parsed(said.record.to.as_ref()))),
        field("speakers", Sort::Texts, |said| {
            Value::Texts(said.record.speakers.iter().map(|speaker| speaker.name.clone()).collect())
        }),
        field("speaker_ids", Sort::Texts, |said| {
            Value::Texts(said.record.speakers.iter().map(|speaker| speaker.actor.clone().unwrap_or_default()).collect())
        }),
        field("said", Sort::Text, |said| maybe(said.record.said.as_ref())),
        field("said_earliest", Sort::Day, |said| earliest(parsed(said.record.said.as_ref()))),
        field("said_latest", Sort::Day, |said| latest(parsed(said.record.said.as_ref()))),
        field("origin", Sort::Text, |said| text(&said.record.origin)),
        field("review", Sort::Text, |said| text(&said.record.review)),
        field("decisions", Sort::Texts, |said| {
            Value::Texts(
                said.record
                    .decisions
                    .iter()
                    .map(|decision| format!("{} by {} at {}: {}", decision.act, decision.by, decision.at, decision.why))
                    .collect(),
            )
        }),
        field("note", Sort::Text, |said| maybe(said.record.note.as_ref())),
    ];
    table("claims", FIELDS, said(selection))
}

/// What each claim rests on: one a row, in the order of [`claims`].
pub(super) fn evidence(selection: &Selection) -> Table {
    const FIELDS: &[Field<Said>] = &[
        field("claim", Sort::Text, |said| text(&said.id)),
        field("quote", Sort::Text, |said| maybe(said.record.quote.as_ref().map(|quote| &quote.text))),
        field("start", Sort::Count, |said| {
            said.record.quote.as_ref().map_or(Value::Unknown, |quote| Value::Count(quote.start))
        }),
        field("end", Sort::Count, |said| {
            said.record.quote.as_ref().map_or(Value::Unknown, |quote| Value::Count(quote.end))
        }),
        field("document", Sort::Text, |said| maybe(said.record.evidence.document.as_ref())),
        field("title", Sort::Text, |said| text(&said.record.evidence.title)),
        field("publisher", Sort::Text, |said| maybe(said.record.evidence.publisher.as_ref())),
        field("published", Sort::Text, |said| maybe(said.record.evidence.published.as_ref())),
        field("published_earliest", Sort::Day, |said| earliest(parsed(said.record.evidence.published.as_ref()))),
        field("published_latest", Sort::Day, |said| latest(parsed(said.record.evidence.published.as_ref()))),
        field("url", Sort::Text, |said| maybe(said.record.evidence.url.as_ref())),
    ];
    table("evidence", FIELDS, said(selection))
}

/// The documents: one a row.
pub(super) fn documents(selection: &Selection) -> Table {
    const FIELDS: &[Field<DocumentRecord>] = &[
        field("id", Sort::Text, |document| maybe(document.named.document.as_ref())),
        field("path", Sort::Text, |document| maybe(document.named.path.as_ref())),
        field("title", Sort::Text, |document| text(&document.named.title)),
        field("publisher", Sort::Text, |document| maybe(document.named.publisher.as_ref())),
        field("author", Sort::Text, |document| maybe(document.author.as_ref())),
        field("published", Sort::Text, |document| maybe(document.named.published.as_ref())),
        field("published_earliest", Sort::Day, |document| earliest(parsed(document.named.published.as_ref()))),
        field("published_latest", Sort::Day, |document| latest(parsed(document.named.published.as_ref()))),
        field("url", Sort::Text, |document| maybe(document.named.url.as_ref())),
        field("language", Sort::Text, |document| maybe(document.language.as_ref())),
        field("digests", Sort::Text, |document| maybe(document.digests.as_ref())),
        field("reprint_of", Sort::Text, |document| maybe(document.reprint_of.as_ref())),
        field("hash", Sort::Text, |document| text(&document.hash)),
        field("characters", Sort::Count, |document| Value::Count(document.characters)),
    ];
    let all = selection.graph.documents();
    table("documents", FIELDS, selection.documents.iter().map(|id| document_record(selection.graph, &all[id.index()])))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn maybe(text: Option<&String>) -> Value {
    text.map_or(Value::Unknown, |text| Value::Text(text.clone()))
}

fn date(date: Option<PartialDate>) -> Value {
    date.map_or(Value::Unknown, |date| Value::Text(date.to_string()))
}

fn parsed(text: Option<&String>) -> Option<PartialDate> {
    text.and_then(|text| PartialDate::parse(text).ok())
}

fn earliest(date: Option<PartialDate>) -> Value {
    date.map_or(Value::Unknown, |date| Value::Day(date.first_day()))
}

fn latest(date: Option<PartialDate>) -> Value {
    date.map_or(Value::Unknown, |date| Value::Day(date.last_day()))
}

/// Stands between the values of a list where a format has no lists; one inside a value becomes [`BROKEN_SEPARATOR`].
pub(super) const SEPARATOR: char = '|';
const BROKEN_SEPARATOR: &str = "¦";

impl Value {
    /// As one text: lists joined by [`SEPARATOR`], nothing for what is unknown.
    pub(super) fn joined(&self) -> String {
        match self {
            Value::Unknown => String::new(),
            Value::Text(text) => text.clone(),
            Value::Texts(texts) => {
                texts.iter().map(|text| text.replace(SEPARATOR, BROKEN_SEPARATOR)).collect::<Vec<_>>().join("|")
            }
            Value::Count(count) => count.to_string(),
            Value::Truth(truth) => truth.to_string(),
            Value::Day(day) => day.to_string(),
        }
    }

    /// True where there is nothing to write: unknown, or an empty list.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Value::Unknown => true,
            Value::Texts(texts) => texts.is_empty(),
            Value::Text(_) | Value::Count(_) | Value::Truth(_) | Value::Day(_) => false,
        }
    }

    /// The texts in it.
    fn texts(&self) -> &[String] {
        match self {
            Value::Text(text) => std::slice::from_ref(text),
            Value::Texts(texts) => texts,
            Value::Unknown | Value::Count(_) | Value::Truth(_) | Value::Day(_) => &[],
        }
    }
}

impl Table {
    /// Where a column stands.
    ///
    /// # Panics
    /// When there is none of that name.
    pub(super) fn column(&self, name: &str) -> usize {
        self.columns
            .iter()
            .position(|column| column.name == name)
            .unwrap_or_else(|| panic!("{} have a column `{name}`", self.name))
    }

    /// The columns of this table, then those of another with as many rows but its first, which repeats an id.
    pub(super) fn beside(mut self, other: Table) -> Table {
        self.columns.extend_from_slice(&other.columns[1..]);
        for (row, more) in self.rows.iter_mut().zip(other.rows) {
            row.extend(more.into_iter().skip(1));
        }
        self
    }
}

/// The texts of these tables in which characters are made visible, as a clause for what a format cannot carry.
pub(super) fn hidden_characters(tables: &[&Table]) -> Option<String> {
    let texts = tables.iter().flat_map(|table| &table.rows).flatten().flat_map(Value::texts);
    let count = texts.filter(|text| text.contains(is_hidden)).count();
    (count > 0).then(|| format!("control and direction characters of {} (shown as \\u{{..}})", counted(count, "text")))
}

/// The texts of these tables with line breaks, which become spaces, as a clause.
pub(super) fn line_breaks(tables: &[&Table]) -> Option<String> {
    let texts = tables.iter().flat_map(|table| &table.rows).flatten().flat_map(Value::texts);
    let count = texts.filter(|text| text.contains(['\n', '\r'])).count();
    (count > 0).then(|| format!("line breaks of {} (spaces)", counted(count, "text")))
}

/// Values of lists that hold the separator, as a clause.
pub(super) fn broken_lists(tables: &[&Table]) -> Option<String> {
    let values = tables.iter().flat_map(|table| &table.rows).flatten().filter(|value| matches!(value, Value::Texts(_)));
    let count = values.flat_map(Value::texts).filter(|text| text.contains(SEPARATOR)).count();
    (count > 0).then(|| format!("`{SEPARATOR}` in {} of lists (`{BROKEN_SEPARATOR}`)", counted(count, "value")))
}

/// The texts of documents, as a clause: no format carries them.
pub(super) fn documents_texts(selection: &Selection) -> Option<String> {
    let count = selection.documents.len();
    (count > 0).then(|| format!("the texts of {}", counted(count, "document")))
}
