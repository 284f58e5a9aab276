//! The pattern files as written: `data/lang/en/patterns/*.ron`.
//!
//! A file is a list of entries. What each family is for stands at its variant. Lists of words are one string, words
//! apart by spaces, the words of one lemma joined by `_` ("carry_out"). Sentences in `finds` mark the subject by
//! `<...>` and the object by `[...]`; those in `ignores` mark nothing, nor do the `finds` of entries that find by
//! claiming nothing: patterns of the kind `nothing`, operators that only drop.

use serde::Deserialize;

/// An entry of a pattern file.
#[derive(Deserialize)]
pub(super) enum Entry {
    /// A verb does it: "Arland condemned Borland".
    Verb(Pattern),
    /// A noun tells it, under a light verb or alone: "launched an attack on Borland", "Arland's attack on Borland".
    Event(Pattern),
    /// A noun's own phrase is one end: "a critic of Borland", "the director of the agency".
    Noun(Pattern),
    /// An adjective as predicate: "Arland is critical of Borland".
    Adjective(Pattern),
    /// A participle joined to its agent by a hyphen: "Arland-backed militias".
    Participle(Pattern),
    /// A prefix joined to whom it concerns by a hyphen: "the counter-Borland coalition".
    Prefix(Pattern),
    /// A noun with a fixed preposition: "in support of Borland", "under the command of Borland".
    Phrase(Pattern),
    /// A modal over what somebody says: "Arland said Borland must withdraw".
    Modal(Pattern),
    /// Verbs that lend their subject to an event noun: launch, conduct, hold.
    Light(Light),
    /// Verbs and nouns that rewrite what their complement tells: agree, refuse, threaten, urge.
    Operator(Operator),
}

/// How one way of saying something is recognised.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pattern {
    pub id: String,
    /// Key of the relation kind; `nothing` takes the words away from less specific patterns.
    pub kind: String,
    /// Kinds that the same words state besides: who fights a war against somebody opposes him.
    #[serde(default)]
    pub also: String,
    /// Lemmas that trigger it.
    pub words: String,
    /// Prepositions before the noun, for a `Phrase`.
    #[serde(default)]
    pub prepositions: String,
    /// Where the subject stands: slots in order of preference.
    #[serde(default)]
    pub subject: String,
    /// Where the object stands.
    #[serde(default)]
    pub object: String,
    /// Noun classes that the object may be reached through.
    #[serde(default)]
    pub through: String,
    /// What must stand in other slots: slot and noun class.
    #[serde(default)]
    pub with: Vec<(String, String)>,
    /// What must not.
    #[serde(default)]
    pub without: Vec<(String, String)>,
    /// Sorts that the object must be of.
    #[serde(default)]
    pub object_is: String,
    /// Sorts that the subject must be of.
    #[serde(default)]
    pub subject_is: String,
    /// How real the event is, where the words say.
    pub modality: Option<String>,
    /// An event noun that tells it only under a light verb.
    #[serde(default)]
    pub only_light: bool,
    /// PLOVER root of what it tells, where PLOVER parts what the kind does not: signing is SUPPORT, agreeing AGREE.
    pub plover: Option<String>,
    /// The kind that it is where the words deny it: who does not give permission refuses it.
    pub denied: Option<String>,
    /// What holds of a place holds of what lies around it: who stays in Karvil, Arland, stays in Arland.
    #[serde(default)]
    pub around: bool,
    #[serde(default)]
    pub finds: Vec<String>,
    #[serde(default)]
    pub ignores: Vec<String>,
}

/// Verbs that lend an event noun their subject.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Light {
    pub id: String,
    pub words: String,
    /// Prepositions that the event noun stands with; none for the object.
    #[serde(default)]
    pub prepositions: String,
    /// The verb's subject is whom the event concerns: "faces criticism from Arland".
    #[serde(default)]
    pub converse: bool,
    #[serde(default)]
    pub finds: Vec<String>,
    #[serde(default)]
    pub ignores: Vec<String>,
}

/// A verb or noun over a clause.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Operator {
    pub id: String,
    pub words: String,
    /// A word that is an operator only with one of these prepositions: "called on Arland to", not "called Arland to".
    #[serde(default)]
    pub needs: Vec<(String, String)>,
    /// First row that fits is taken.
    pub rewrite: Vec<Rewrite>,
    /// The kind that it tells by itself, over a clause that tells nothing: "agreed to lend a billion to Arland".
    pub alone: Option<String>,
    /// Where the object of that stands in the clause.
    #[serde(default)]
    pub alone_object: String,
    #[serde(default)]
    pub finds: Vec<String>,
    #[serde(default)]
    pub ignores: Vec<String>,
}

/// What becomes of a claim.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Rewrite {
    /// Kinds it applies to; none for all.
    pub from: String,
    /// The kind that it becomes.
    pub to: Option<String>,
    /// The object that it gets: `controllee` is the subject of the rewritten claim.
    pub object: Option<String>,
    pub modality: Option<String>,
    /// Only for what is still to come, done by whoever says it: "said it would attack".
    pub own_future: bool,
    /// It is said not to be so.
    pub negate: bool,
    /// Nothing is claimed.
    pub drop: bool,
}
