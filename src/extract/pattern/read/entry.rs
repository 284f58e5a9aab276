//! An entry of a pattern file, by what its family has.
//!
//! Lists of words are one text, words apart by spaces, the words of one lemma joined by `_` ("carry_out"). Sentences in
//! `finds` mark the subject by `<...>` and the object by `[...]`; those in `ignores` mark nothing, nor do the `finds`
//! of entries that find by claiming nothing: patterns of the kind `nothing`, operators that only drop.

use super::field::Fields;
use crate::extract::language_file::flag;
use crate::extract::lexicon::Lexicon;
use crate::extract::pattern::{Family, Light, Operator, Pattern, Rewrite, Slot};
use crate::model::Schema;
use crate::text::ron::{At, Node, Record};
use crate::text::{Diagnostic, Place};

/// An entry with what decides between entries.
pub(super) struct Entry {
    pub(super) id: String,
    /// Where its id stands.
    pub(super) place: Place,
    /// As it is written.
    pub(super) source: String,
    /// Entries are numbered as they are read.
    pub(super) number: usize,
    /// A project wrote it, or wrote another in its place.
    pub(super) is_own: bool,
    pub(super) of: EntryOf,
}

/// What an entry is; of light verbs and operators the places of the words too, each of which stands in one entry alone.
pub(super) enum EntryOf {
    Pattern(Pattern),
    Light(Light, Vec<Place>),
    Operator(Operator, Vec<Place>),
}

/// What an entry begins with, what that is, and the fields that it may have.
type Form = (&'static str, FormOf, &'static [&'static str]);

#[derive(Clone, Copy)]
enum FormOf {
    Pattern(Family),
    Light,
    Operator,
}

const FORMS: [Form; 10] = [
    // A verb does it: "Arland condemned Borland".
    ("Verb", FormOf::Pattern(Family::Verb), &COMMON),
    // A noun tells it, under a light verb or alone: "launched an attack on Borland", "Arland's attack on Borland".
    ("Event", FormOf::Pattern(Family::Event), &EVENT),
    // A noun's own phrase is one end: "a critic of Borland", "the director of the agency".
    ("Noun", FormOf::Pattern(Family::Noun), &COMMON),
    // An adjective as predicate: "Arland is critical of Borland".
    ("Adjective", FormOf::Pattern(Family::Adjective), &COMMON),
    // A participle joined to its agent by a hyphen: "Arland-backed militias".
    ("Participle", FormOf::Pattern(Family::Participle), &COMMON),
    // A prefix joined to whom it concerns by a hyphen: "the counter-Borland coalition".
    ("Prefix", FormOf::Pattern(Family::Prefix), &COMMON),
    // A noun with a fixed preposition: "in support of Borland", "under the command of Borland".
    ("Phrase", FormOf::Pattern(Family::Phrase), &PHRASE),
    // A modal over what somebody says: "Arland said Borland must withdraw".
    ("Modal", FormOf::Pattern(Family::Modal), &COMMON),
    // Verbs that lend their subject to an event noun: launch, conduct, hold.
    ("Light", FormOf::Light, &LIGHT),
    // Verbs and nouns that rewrite what their complement tells: agree, refuse, threaten, urge.
    ("Operator", FormOf::Operator, &OPERATOR),
];

/// What every pattern may say, of whatever family.
const COMMON: [&str; 16] = [
    "id",
    "kind",
    "also",
    "words",
    "subject",
    "object",
    "through",
    "with",
    "without",
    "object_is",
    "subject_is",
    "modality",
    "plover",
    "denied",
    "finds",
    "ignores",
];
/// An event noun is tried with its verb and alone, and reaches no further than its own places.
const EVENT: [&str; 17] = common_and(["only_light"]);
const PHRASE: [&str; 17] = common_and(["prepositions"]);
const LIGHT: [&str; 6] = ["id", "words", "prepositions", "converse", "finds", "ignores"];
const OPERATOR: [&str; 6] = ["id", "words", "needs", "rewrite", "finds", "ignores"];
/// The common fields with those of one family behind them.
const fn common_and<const MORE: usize, const ALL: usize>(more: [&'static str; MORE]) -> [&'static str; ALL] {
    assert!(COMMON.len() + MORE == ALL, "the length of the list is that of its parts");
    let mut all = [""; ALL];
    let mut at = 0;
    while at < ALL {
        all[at] = if at < COMMON.len() { COMMON[at] } else { more[at - COMMON.len()] };
        at += 1;
    }
    all
}

/// Every field of any form.
const ALL: [&str; 21] = [
    "id",
    "kind",
    "also",
    "words",
    "subject",
    "object",
    "through",
    "with",
    "without",
    "object_is",
    "subject_is",
    "modality",
    "plover",
    "denied",
    "finds",
    "ignores",
    "only_light",
    "prepositions",
    "converse",
    "needs",
    "rewrite",
];
const REWRITE: [&str; 7] = ["from", "to", "object", "modality", "own_future", "negate", "drop"];

/// Reads an entry. None where it has no id.
pub(super) fn read(
    node: &Node<'_>,
    file: &str,
    lexicon: &Lexicon,
    schema: &Schema,
    problems: &mut Vec<Diagnostic>,
) -> Option<Entry> {
    let (number, record) = node.named_record(&FORMS.map(|(name, ..)| (name, &ALL[..])), problems)?;
    let (name, form, fields) = FORMS[number];
    for field in record.names().filter(|field| !fields.contains(&field.value)) {
        let others: Vec<String> = FORMS
            .iter()
            .filter(|(.., fields)| fields.contains(&field.value))
            .map(|(name, ..)| format!("`{name}`"))
            .collect();
        problems.push(
            Diagnostic::error(field.place, format!("`{name}` has no field `{}`", field.value))
                .hint(format!("it belongs to {}; remove it here", others.join(", "))),
        );
    }
    let id = record.required_text("id", problems);
    let mut fields = Fields { record: &record, lexicon, schema, problems };
    let (place, id) = id.map(|At { value, place }| (place, value)).unzip();
    let entry_place = place.clone().unwrap_or_else(|| record.opening());
    let id_text = id.clone().unwrap_or_default();
    let of = match form {
        FormOf::Pattern(family) => EntryOf::Pattern(pattern(&mut fields, family, id_text, file, entry_place)),
        FormOf::Light => {
            let (words, places) = fields.triggers();
            let light = Light {
                id: id_text,
                file: file.to_owned(),
                place: entry_place,
                words,
                prepositions: fields.prepositions("prepositions"),
                converse: fields.flag("converse"),
                finds: fields.examples(true),
                ignores: fields.ignores(),
            };
            EntryOf::Light(light, places)
        }
        FormOf::Operator => {
            let (words, places) = fields.triggers();
            EntryOf::Operator(operator(&mut fields, words, id_text, file, entry_place), places)
        }
    };
    Some(Entry { id: id?, place: place?, source: node.source().to_owned(), number: 0, is_own: false, of })
}

fn pattern(fields: &mut Fields<'_, '_>, family: Family, id: String, file: &str, place: Place) -> Pattern {
    let (subject, object): (&[Slot], &[Slot]) = match family {
        Family::Verb => (&[Slot::Agent], &[Slot::Patient]),
        Family::Adjective => (&[Slot::Agent], &[]),
        Family::Event => (&[Slot::Owner], &[]),
        Family::Noun => (&[Slot::Bearer], &[Slot::Owner]),
        Family::Participle => (&[Slot::Joined], &[Slot::Modified]),
        Family::Prefix => (&[Slot::Modified], &[Slot::Joined]),
        Family::Phrase => (&[Slot::Modified], &[Slot::Owner]),
        Family::Modal => (&[Slot::Speaker], &[Slot::Agent]),
    };
    let claims_nothing = fields.claims_nothing();
    if object.is_empty() && !claims_nothing {
        fields.require("object");
    }
    if family == Family::Phrase {
        fields.require("prepositions");
    }
    let (words, _) = fields.triggers();
    let (through, hits_ground) = fields.through();
    Pattern {
        kind: fields.kind_or_nothing(),
        also: fields.kinds("also"),
        file: file.to_owned(),
        place,
        is_own: false,
        family,
        words,
        prepositions: fields.prepositions("prepositions"),
        subject: fields.slots("subject", subject),
        object: fields.slots("object", object),
        through,
        hits_ground,
        with: fields.conditions("with"),
        without: fields.conditions("without"),
        object_is: fields.sorts("object_is"),
        subject_is: fields.sorts("subject_is"),
        modality: fields.modality(),
        only_light: fields.flag("only_light"),
        plover: fields.plover(),
        denied: fields.kind("denied"),
        finds: fields.examples(!claims_nothing),
        ignores: fields.ignores(),
        id,
    }
}

fn operator(fields: &mut Fields<'_, '_>, words: Vec<String>, id: String, file: &str, place: Place) -> Operator {
    fields.require("rewrite");
    let rows = fields.record.items("rewrite", fields.problems);
    let rewrite: Vec<Rewrite> = rows.iter().filter_map(|row| rewrite(row, fields)).collect();
    let claims = !rewrite.iter().all(|row| row.drop);
    Operator {
        file: file.to_owned(),
        place,
        needs: fields.needs(&words),
        words,
        finds: fields.examples(claims),
        ignores: fields.ignores(),
        rewrite,
        id,
    }
}

/// A row: the first that fits is taken.
fn rewrite(node: &Node<'_>, fields: &mut Fields<'_, '_>) -> Option<Rewrite> {
    let record: Record<'_> = node.record(&REWRITE, fields.problems)?;
    let object = record.text("object", fields.problems);
    if let Some(object) = object.as_ref().filter(|object| object.value != "controllee") {
        fields.problems.push(
            Diagnostic::error(object.place.clone(), format!("`{}` is no object of a row", object.value))
                .hint("write `controllee`, who is the subject of the clause, or leave the field away"),
        );
    }
    let mut row = Fields { record: &record, lexicon: fields.lexicon, schema: fields.schema, problems: fields.problems };
    Some(Rewrite {
        from: row.kinds("from"),
        to: row.kind("to"),
        to_controllee: object.is_some(),
        modality: row.modality(),
        own_future: flag(&record, "own_future", row.problems),
        negate: flag(&record, "negate", row.problems),
        drop: flag(&record, "drop", row.problems),
    })
}
