//! The shape of `graph.ron`: its records as written, every value with its place.
//!
//! Decided here: what a field may hold by itself (dates exist, periods run forward, a claim has one ground). What must
//! hold between records is in `check`. A record that lacks a required field is reported and dropped.

use std::sync::Arc;

use super::{DocumentEntry, Ground};
use crate::model::{AliasSort, Modality, PartialDate, Period, Polarity};
use crate::text::ron::{At, Node, Record, Ron};
use crate::text::{Diagnostic, Place, SourceText};

/// All records of a file.
#[derive(Default)]
pub(super) struct Records {
    pub(super) documents: Vec<DocumentEntry>,
    pub(super) actors: Vec<ActorRecord>,
    /// Keys of actors whose records were reported and dropped: who names them made no mistake.
    pub(super) dropped_actors: Vec<String>,
    pub(super) claims: Vec<ClaimRecord>,
}

pub(super) struct ActorRecord {
    pub(super) key: At<String>,
    pub(super) kind: At<String>,
    pub(super) name: At<String>,
    pub(super) aliases: Vec<AliasRecord>,
    pub(super) offices: Vec<OfficeRecord>,
    pub(super) identifiers: Vec<(String, String)>,
    pub(super) note: Option<String>,
}

pub(super) struct AliasRecord {
    pub(super) text: At<String>,
    pub(super) sort: AliasSort,
    pub(super) period: Period,
    pub(super) weak: bool,
}

pub(super) struct OfficeRecord {
    pub(super) title: At<String>,
    pub(super) also: Vec<At<String>>,
    pub(super) of: At<String>,
    pub(super) period: Period,
}

pub(super) enum SpeakerRecord {
    Actor(At<String>),
    Words(String),
}

pub(super) struct ClaimRecord {
    pub(super) place: Place,
    pub(super) subject: At<String>,
    pub(super) kind: At<String>,
    pub(super) object: At<String>,
    pub(super) polarity: Polarity,
    pub(super) modality: Modality,
    pub(super) period: Period,
    pub(super) says: Vec<SpeakerRecord>,
    pub(super) said: Option<PartialDate>,
    pub(super) ground: Ground,
    pub(super) detail: Option<String>,
    pub(super) note: Option<String>,
    /// True where something in the record was reported: what it says is not what was meant.
    pub(super) reported: bool,
}

type Problems = Vec<Diagnostic>;

pub(super) fn read(source_text: &Arc<SourceText>, problems: &mut Problems) -> Records {
    let file = Ron::new(source_text, problems);
    let Some(root) = file.root(problems) else { return Records::default() };
    let Some(root) = root.record(&["documents", "actors", "claims"], problems) else { return Records::default() };
    let mut dropped_actors = Vec::new();
    let actors =
        root.items("actors", problems).iter().filter_map(|node| actor(node, &mut dropped_actors, problems)).collect();
    Records {
        documents: records(&root, "documents", document, problems),
        actors,
        dropped_actors,
        claims: records(&root, "claims", claim, problems),
    }
}

fn records<T>(
    parent: &Record,
    field: &str,
    read: fn(&Node, &mut Problems) -> Option<T>,
    problems: &mut Problems,
) -> Vec<T> {
    parent.items(field, problems).iter().filter_map(|node| read(node, problems)).collect()
}

fn document(node: &Node, problems: &mut Problems) -> Option<DocumentEntry> {
    let record =
        node.record(&["key", "file", "original", "title", "publisher", "author", "url", "published"], problems)?;
    let key = record.required_text("key", problems);
    let entry = DocumentEntry {
        file: value(record.text("file", problems)),
        original: value(record.text("original", problems)),
        title: value(record.text("title", problems)),
        publisher: value(record.text("publisher", problems)),
        author: value(record.text("author", problems)),
        url: value(record.text("url", problems)),
        published: date(&record, "published", problems),
        key: key?,
    };
    Some(entry)
}

fn actor(node: &Node, dropped: &mut Vec<String>, problems: &mut Problems) -> Option<ActorRecord> {
    let record = node.record(&["key", "kind", "name", "aliases", "offices", "identifiers", "note"], problems)?;
    let (key, kind, name) = (
        record.required_text("key", problems),
        record.required_text("kind", problems),
        record.required_text("name", problems),
    );
    let aliases = records(&record, "aliases", alias, problems);
    let offices = records(&record, "offices", office, problems);
    let mut identifiers: Vec<(String, String)> = record
        .field("identifiers")
        .map_or_else(Vec::new, |node| node.text_pairs(problems))
        .into_iter()
        .map(|(register, identifier)| (register.value, identifier.value))
        .collect();
    identifiers.sort();
    let note = value(record.text("note", problems));
    let key = key?;
    let (Some(kind), Some(name)) = (kind, name) else {
        dropped.push(key.value);
        return None;
    };
    Some(ActorRecord { key, kind, name, aliases, offices, identifiers, note })
}

/// Words for the sorts of alias, as `graph.ron` writes them, in the order of `AliasSort::ALL`.
const ALIAS_SORTS: [&str; 6] = ["Name", "Acronym", "Transliteration", "Metonym", "Demonym", "Former"];

/// `"text"`, `Acronym("text")` or `(text: "text", sort: Acronym, weak: true, from: "2014", to: "2019")`.
fn alias(node: &Node, problems: &mut Problems) -> Option<AliasRecord> {
    let plain = |text, sort| AliasRecord { text, sort, period: Period::UNKNOWN, weak: false };
    if node.is_record() {
        let record = node.record(&["text", "sort", "weak", "from", "to"], problems)?;
        let text = record.required_text("text", problems);
        let sort = record
            .field("sort")
            .and_then(|node| node.choice(&ALIAS_SORTS, problems))
            .map_or(AliasSort::Name, |sort| AliasSort::ALL[sort.value]);
        let period = period(&record, problems);
        let weak = record.field("weak").and_then(|node| node.flag(problems)).is_some_and(|weak| weak.value);
        return Some(AliasRecord { text: text?, sort, period, weak });
    }
    let Some((word, arguments)) = node.variant(problems) else {
        return node.text(problems).map(|text| plain(text, AliasSort::Name));
    };
    match (ALIAS_SORTS.iter().position(|sort| *sort == word), &arguments[..]) {
        (Some(sort), [text]) => text.text(problems).map(|text| plain(text, AliasSort::ALL[sort])),
        (Some(_), _) => {
            problems.push(Diagnostic::error(node.place(), format!("expected one text: `{word}(\"...\")`")));
            None
        }
        (None, _) => {
            problems.push(
                Diagnostic::error(node.place(), format!("`{word}` is no sort of alias"))
                    .hint(format!("the sorts are {}", ALIAS_SORTS.map(|sort| format!("`{sort}`")).join(", "))),
            );
            None
        }
    }
}

fn office(node: &Node, problems: &mut Problems) -> Option<OfficeRecord> {
    let record = node.record(&["title", "also", "of", "from", "to"], problems)?;
    let (title, of) = (record.required_text("title", problems), record.required_text("of", problems));
    let also = record.texts("also", problems);
    let period = period(&record, problems);
    Some(OfficeRecord { title: title?, also, of: of?, period })
}

fn claim(node: &Node, problems: &mut Problems) -> Option<ClaimRecord> {
    const FIELDS: [&str; 15] = [
        "subject", "kind", "object", "date", "from", "to", "polarity", "modality", "says", "said", "document", "quote",
        "cite", "detail", "note",
    ];
    let problems_before = problems.len();
    let record = node.record(&FIELDS, problems)?;
    let (subject, kind, object) = (
        record.required_text("subject", problems),
        record.required_text("kind", problems),
        record.required_text("object", problems),
    );
    let polarity = match record.field("polarity").and_then(|node| node.choice(&["Affirmed", "Denied"], problems)) {
        Some(At { value: 1, .. }) => Polarity::Denied,
        Some(_) | None => Polarity::Affirmed,
    };
    const MODALITIES: [Modality; 4] = [Modality::Actual, Modality::Planned, Modality::Possible, Modality::Hypothetical];
    let modality = record
        .field("modality")
        .and_then(|node| node.choice(&["Actual", "Planned", "Possible", "Hypothetical"], problems))
        .map_or(Modality::Actual, |choice| MODALITIES[choice.value]);
    let period = event_period(&record, problems);
    let says = records(&record, "says", speaker, problems);
    let said = date(&record, "said", problems);
    if says.is_empty()
        && said.is_some()
        && let Some(node) = record.field("said")
    {
        problems.push(
            Diagnostic::error(node.place(), "somebody said it, but nobody is named")
                .hint("name the speakers in `says`; `date` is when it happened"),
        );
    }
    let ground = ground(&record, problems);
    let detail = value(record.text("detail", problems));
    let note = value(record.text("note", problems));
    Some(ClaimRecord {
        reported: problems.len() > problems_before,
        place: record.opening(),
        subject: subject?,
        kind: kind?,
        object: object?,
        polarity,
        modality,
        period,
        says,
        said,
        ground: ground?,
        detail,
        note,
    })
}

/// `"actor-key"` or `Words("an unnamed official")`.
fn speaker(node: &Node, problems: &mut Problems) -> Option<SpeakerRecord> {
    match node.variant(problems) {
        None => node.text(problems).map(SpeakerRecord::Actor),
        Some(("Words", arguments)) if arguments.len() == 1 => {
            arguments[0].text(problems).map(|words| SpeakerRecord::Words(words.value))
        }
        Some(_) => {
            problems.push(
                Diagnostic::error(node.place(), "expected a speaker")
                    .hint("write an actor's key in quotation marks, or `Words(\"an unnamed official\")`"),
            );
            None
        }
    }
}

fn ground(record: &Record, problems: &mut Problems) -> Option<Ground> {
    let document = record.text("document", problems);
    let quote = record.text("quote", problems);
    match (record.field("cite"), record.field("document")) {
        (None, None) => {
            problems.push(
                Diagnostic::error(record.opening(), "the claim rests on nothing")
                    .hint("add `document` (with a `quote` of its words), or `cite: (text: \"...\")` for a publication outside the project"),
            );
            None
        }
        (Some(cite), Some(_)) => {
            problems.push(
                Diagnostic::error(cite.place(), "the claim rests on a document and on a citation")
                    .hint("make two claims of it, or keep one"),
            );
            None
        }
        (Some(cite), None) => {
            if let Some(quote) = record.field("quote") {
                problems.push(
                    Diagnostic::error(quote.place(), "words can be quoted only from a document of the project")
                        .hint("add the document, or move the words into `cite`"),
                );
            }
            let cite = cite.record(&["text", "publisher", "published", "url"], problems)?;
            let text = cite.required_text("text", problems);
            let publisher = value(cite.text("publisher", problems));
            let published = date(&cite, "published", problems);
            let url = value(cite.text("url", problems));
            Some(Ground::Citation { text: text?.value, publisher, published, url })
        }
        (None, Some(_)) => Some(Ground::Document { key: document?, quote }),
    }
}

fn value<T>(at: Option<At<T>>) -> Option<T> {
    at.map(|at| at.value)
}

fn date(record: &Record, field: &str, problems: &mut Problems) -> Option<PartialDate> {
    let text = record.text(field, problems)?;
    match PartialDate::parse(&text.value) {
        Ok(date) => Some(date),
        Err(message) => {
            problems.push(
                Diagnostic::error(text.place, message)
                    .hint("give as much of the date as is known: \"2017\", \"2017-12\" or \"2017-12-02\""),
            );
            None
        }
    }
}

/// `from` and `to`, checked to run forward.
fn period(record: &Record, problems: &mut Problems) -> Period {
    let (from, to) = (date(record, "from", problems), date(record, "to", problems));
    Period::new(from, to).unwrap_or_else(|| {
        let place = |field| record.field(field).expect("both dates were read").place();
        problems.push(
            Diagnostic::error(place("to"), "the period ends before it begins")
                .and_at(place("from"), "it begins here")
                .hint("exchange `from` and `to`"),
        );
        Period::UNKNOWN
    })
}

/// `date`, or `from` and `to`.
fn event_period(record: &Record, problems: &mut Problems) -> Period {
    let stretch = period(record, problems);
    let Some(node) = record.field("date") else { return stretch };
    if stretch != Period::UNKNOWN {
        problems.push(
            Diagnostic::error(node.place(), "`date` stands beside `from` or `to`")
                .hint("keep `date` for a moment, `from` and `to` for a stretch"),
        );
    }
    date(record, "date", problems).map_or(Period::UNKNOWN, Period::at)
}
