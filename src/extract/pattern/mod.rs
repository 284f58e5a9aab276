//! The pattern language: how English says that one actor does something to another.
//!
//! In come the pattern files, out come patterns by the words that trigger them, most specific first. What the entries
//! are stands in `read/entry.rs`, how they are tried in `matching`, what stands below them (roles, fillers) in the
//! modules beside, and how one pattern is chosen among several in `weight`. A domain expert reads, tests and extends
//! `data/lang/en/patterns/*.ron` and nothing else.

mod attempt;
mod found;
mod matching;
mod operator;
mod read;
mod weight;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::lexicon::{NounClass, NounClasses};
use super::role::governing_verb;
use super::tree::Tree;
use crate::model::{Modality, READER, RelationKindId, Sort};
use crate::nlp::Relation;
use crate::text::Place;
use crate::text::ron::At;

pub use attempt::{Attempt, Fate, MatchTrace};
pub use found::{Match, TriggeredBy};
pub use matching::matches;
pub use operator::is_claimed_under_operators;
pub use read::read;
pub use weight::{Condition, Weight};

/// All patterns, ready to be tried. Ids are unique.
pub struct Patterns {
    /// Every pattern, in the order of the files.
    pub patterns: Vec<Pattern>,
    /// Every operator.
    pub operators: Vec<Operator>,
    /// Every entry of light verbs.
    pub lights: Vec<Light>,
    light_by_word: HashMap<String, usize>,
    /// By family and trigger, most specific first.
    by_word: HashMap<(Family, String), Vec<usize>>,
    operator_by_word: HashMap<String, usize>,
    /// Every word that triggers anything as a verb.
    verbs: HashSet<String>,
    /// Sentences in which entries that the project wrote must stay silent, with the kinds that they would tell; none
    /// for an entry that tells nothing.
    own_ignores: HashMap<String, Vec<Option<RelationKindId>>>,
}

/// What triggers a pattern and what its slots are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// A verb: "condemned".
    Verb,
    /// A noun that tells an event: "attack".
    Event,
    /// A noun whose phrase is an end: "critic".
    Noun,
    /// A predicate adjective: "critical".
    Adjective,
    /// A participle joined by a hyphen: "-backed".
    Participle,
    /// A prefix joined by a hyphen: "counter-".
    Prefix,
    /// A noun with a fixed preposition: "in support of".
    Phrase,
    /// A modal: "must".
    Modal,
}

impl Family {
    /// All families, in the order in which they are shown.
    pub const ALL: [Family; 8] = [
        Family::Verb,
        Family::Event,
        Family::Noun,
        Family::Adjective,
        Family::Participle,
        Family::Prefix,
        Family::Phrase,
        Family::Modal,
    ];

    /// Its name, as in the entries of the files.
    pub fn label(self) -> &'static str {
        match self {
            Family::Verb => "verb",
            Family::Event => "event",
            Family::Noun => "noun",
            Family::Adjective => "adjective",
            Family::Participle => "participle",
            Family::Prefix => "prefix",
            Family::Phrase => "phrase",
            Family::Modal => "modal",
        }
    }
}

/// One way of saying that a relation holds.
pub struct Pattern {
    /// Its name, unique.
    pub id: String,
    /// File that it stands in.
    pub file: String,
    /// Where its id stands.
    pub place: Place,
    /// A project wrote it, or wrote it anew.
    pub is_own: bool,
    /// What triggers it.
    pub family: Family,
    /// The kind; none takes the words away from less specific patterns.
    pub kind: Option<RelationKindId>,
    /// Kinds that the same words state besides.
    pub also: Vec<RelationKindId>,
    /// Triggers: lemmas, in lower case.
    pub words: Vec<String>,
    prepositions: Vec<String>,
    subject: Vec<Slot>,
    object: Vec<Slot>,
    through: NounClasses,
    /// The object may be a place without a name of its own, as it may be a possession: "attacked a camp".
    hits_ground: bool,
    with: Vec<(Slot, NounClass)>,
    without: Vec<(Slot, NounClass)>,
    object_is: Vec<Sort>,
    subject_is: Vec<Sort>,
    modality: Option<Modality>,
    only_light: bool,
    /// PLOVER root where it is another than the kind's.
    pub plover: Option<String>,
    /// The kind where the words deny it: a permission that is not given is a refusal.
    denied: Option<RelationKindId>,
    /// Sentences that it must find, with the ends marked.
    pub finds: Vec<Example>,
    /// Sentences where it must stay silent.
    pub ignores: Vec<At<String>>,
}

/// A sentence with the ends that must be found in it: bytes of the text. Both are empty where an entry finds by
/// claiming nothing.
pub struct Example {
    /// The sentence, without marks.
    pub text: String,
    /// Where the subject stands.
    pub subject: (usize, usize),
    /// Where the object stands.
    pub object: (usize, usize),
    /// Where it stands in its file.
    pub place: Place,
}

/// Where an end stands, from the trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The agent, by the logical roles.
    Agent,
    /// The patient.
    Patient,
    /// The indirect object.
    Recipient,
    /// The subject of the clause it takes.
    Clause,
    /// Whose the noun is, in every form.
    Owner,
    /// The actor that the noun's own phrase means.
    Bearer,
    /// The noun that a participle or prefix stands before, or that a phrase hangs on.
    Modified,
    /// The word before the hyphen.
    Joined,
    /// The speaker of the clause.
    Speaker,
    /// The department that a minister or secretary is there for, named elsewhere in the document.
    Department,
    /// The agent and the actor that it helps: "support for Borland in the fight".
    Sides,
    /// The points of a game: `2` of "won 2-0".
    Score,
    /// The name behind the comma: "commander, Northern Command".
    Container,
    /// With this preposition.
    Preposition(String),
}

/// Verbs that lend an event noun their subject.
pub struct Light {
    /// Its name, unique.
    pub id: String,
    /// File that it stands in.
    pub file: String,
    /// Where its id stands.
    pub place: Place,
    /// Triggers: lemmas, in lower case.
    pub words: Vec<String>,
    prepositions: Vec<String>,
    converse: bool,
    /// Sentences that it must find, with the ends marked.
    pub finds: Vec<Example>,
    /// Sentences where it must stay silent.
    pub ignores: Vec<At<String>>,
}

/// A word that rewrites the claim of its complement.
pub struct Operator {
    /// Its name, unique among operators.
    pub id: String,
    /// File that it stands in.
    pub file: String,
    /// Where its id stands.
    pub place: Place,
    /// Triggers: lemmas, in lower case.
    pub words: Vec<String>,
    needs: Vec<(String, Vec<String>)>,
    rewrite: Vec<Rewrite>,
    /// Sentences that it must find, with the ends marked.
    pub finds: Vec<Example>,
    /// Sentences where it must stay silent.
    pub ignores: Vec<At<String>>,
}

impl Operator {
    /// True where no row leaves a claim: what it finds is that nothing is claimed.
    pub fn only_drops(&self) -> bool {
        self.rewrite.iter().all(|row| row.drop)
    }
}

struct Rewrite {
    from: Vec<RelationKindId>,
    to: Option<RelationKindId>,
    to_controllee: bool,
    modality: Option<Modality>,
    own_future: bool,
    negate: bool,
    drop: bool,
}

/// What words triggered before one pattern was left alone.
pub(super) struct TriggeredBefore {
    lists: Vec<((Family, String), Vec<usize>)>,
    lights: Option<HashMap<String, usize>>,
}

impl Patterns {
    /// The patterns that a word triggers, of every family, most specific first in each.
    pub fn triggered_by(&self, word: &str) -> Vec<usize> {
        Family::ALL.into_iter().flat_map(|family| self.of_word(family, word)).copied().collect()
    }

    /// True where a pattern of a kind is triggered by a word.
    pub fn knows(&self, lemma: &str, kind: RelationKindId) -> bool {
        let word = self.verb(lemma);
        self.triggered_by(word.as_ref()).iter().any(|index| self.patterns[*index].kind == Some(kind))
    }

    /// The operator that a verb or noun over a clause is.
    pub fn operator(&self, tree: &Tree<'_>, token: usize) -> Option<usize> {
        let lemma = self.verb(tree.lemma(token));
        let with_particle = tree
            .dependents_by(token, &[Relation::CompoundPrt])
            .find_map(|particle| self.operator_by_word.get(&format!("{lemma} {}", tree.lower(particle))));
        with_particle.or_else(|| self.operator_by_word.get(lemma.as_ref())).copied()
    }

    /// The id of what told a match, with the operators that rewrote it: "agree over withdraw".
    pub fn name_of(&self, told: TriggeredBy, operators: &[usize]) -> String {
        let own = match told {
            TriggeredBy::Pattern(index) => &self.patterns[index].id,
            TriggeredBy::Reader => READER,
        };
        operators.iter().fold(own.to_owned(), |name, operator| format!("{} over {name}", self.operators[*operator].id))
    }

    /// True where the project lists sentences that say nothing.
    pub fn has_own_ignores(&self) -> bool {
        !self.own_ignores.is_empty()
    }

    /// True where the project lists this sentence, single-spaced, among those that say nothing of a kind.
    pub fn is_ignored(&self, sentence: &str, kind: RelationKindId) -> bool {
        self.own_ignores.get(sentence).is_some_and(|kinds| kinds.iter().any(|of| of.is_none_or(|of| of == kind)))
    }

    /// Takes an entry out, as if no file had it: a pattern, an operator or light verbs. False where none has this id.
    pub fn remove(&mut self, id: &str) -> bool {
        let is = |own: &str| own == id;
        let patterns = places(&self.patterns, |pattern| is(&pattern.id));
        let operators = places(&self.operators, |operator| is(&operator.id));
        let lights = places(&self.lights, |light| is(&light.id));
        for index in &patterns {
            let pattern = &self.patterns[*index];
            for word in &pattern.words {
                if let Some(list) = self.by_word.get_mut(&(pattern.family, word.clone())) {
                    list.retain(|other| other != index);
                }
            }
        }
        self.operator_by_word.retain(|_, index| !operators.contains(index));
        self.light_by_word.retain(|_, index| !lights.contains(index));
        !(patterns.is_empty() && operators.is_empty() && lights.is_empty())
    }

    /// Takes every entry out.
    pub fn remove_all(&mut self) {
        self.by_word.clear();
        self.operator_by_word.clear();
        self.light_by_word.clear();
    }

    /// Makes a pattern the only one that its words trigger in its family; where it is a verb's, no light verb hands
    /// over to an event noun. Returns what there was before, for [`Patterns::restore`].
    pub(super) fn leave_alone(&mut self, index: usize) -> TriggeredBefore {
        let family = self.patterns[index].family;
        let words = self.patterns[index].words.clone();
        let replaced = |word: String| {
            let key = (family, word);
            let before = self.by_word.insert(key.clone(), vec![index]).unwrap_or_default();
            (key, before)
        };
        let lists = words.into_iter().map(replaced).collect();
        let lights = (family == Family::Verb).then(|| std::mem::take(&mut self.light_by_word));
        TriggeredBefore { lists, lights }
    }

    /// Undoes [`Patterns::leave_alone`].
    pub(super) fn restore(&mut self, before: TriggeredBefore) {
        self.by_word.extend(before.lists);
        if let Some(lights) = before.lights {
            self.light_by_word = lights;
        }
    }

    /// The lemma of a verb as the patterns spell it: the language engine takes an unknown "expelled" to "expell" and
    /// "ignored" to "ignor".
    pub(super) fn verb<'l>(&self, lemma: &'l str) -> Cow<'l, str> {
        if self.verbs.contains(lemma) || !lemma.is_ascii() || lemma.len() < 3 {
            return Cow::Borrowed(lemma);
        }
        let last = &lemma[lemma.len() - 1..];
        let shorter = &lemma[..lemma.len() - 1];
        let spellings = [format!("{lemma}e"), shorter.to_owned(), format!("{lemma}{last}")];
        spellings.into_iter().find(|spelling| self.verbs.contains(spelling)).map_or(Cow::Borrowed(lemma), Cow::Owned)
    }

    /// The patterns of a family that a word triggers, most specific first.
    fn of_word(&self, family: Family, word: &str) -> &[usize] {
        // The key is a pair, so a borrowed lookup needs an owned word; words are short.
        self.by_word.get(&(family, word.to_owned())).map_or(&[], Vec::as_slice)
    }
}

/// Where the entries stand of which something holds.
fn places<T>(entries: &[T], holds: impl Fn(&T) -> bool) -> Vec<usize> {
    entries.iter().enumerate().filter(|(_, entry)| holds(entry)).map(|(place, _)| place).collect()
}

impl Patterns {
    /// The verb that lends an event noun its subject: `launched` over "an attack".
    pub(super) fn light_verb(&self, tree: &Tree<'_>, noun: usize) -> Option<usize> {
        let verb = governing_verb(tree, noun)?;
        let light = &self.lights[*self.light_by_word.get(tree.lemma(verb))?];
        let is_object = matches!(tree.relation(noun), Relation::Obj | Relation::NsubjPass);
        let is_lent = if is_object {
            light.prepositions.is_empty()
        } else {
            tree.relation(noun) == Relation::Obl
                && light.prepositions.iter().any(|known| known == tree.preposition(noun))
        };
        is_lent.then_some(verb)
    }
}

impl Slot {
    /// Every slot but prepositions.
    pub const NAMED: [Slot; 13] = [
        Slot::Agent,
        Slot::Patient,
        Slot::Recipient,
        Slot::Clause,
        Slot::Owner,
        Slot::Bearer,
        Slot::Modified,
        Slot::Joined,
        Slot::Speaker,
        Slot::Department,
        Slot::Score,
        Slot::Container,
        Slot::Sides,
    ];

    /// Its name, as in the files.
    pub fn label(&self) -> &str {
        match self {
            Slot::Agent => "agent",
            Slot::Patient => "patient",
            Slot::Recipient => "recipient",
            Slot::Clause => "clause",
            Slot::Owner => "owner",
            Slot::Bearer => "bearer",
            Slot::Modified => "modified",
            Slot::Joined => "joined",
            Slot::Speaker => "speaker",
            Slot::Department => "department",
            Slot::Score => "score",
            Slot::Container => "container",
            Slot::Sides => "sides",
            Slot::Preposition(preposition) => preposition,
        }
    }
}

impl Pattern {
    /// Where the subject may stand, in order of preference.
    pub fn subject_slots(&self) -> &[Slot] {
        &self.subject
    }

    /// Where the object may stand, in order of preference.
    pub fn object_slots(&self) -> &[Slot] {
        &self.object
    }

    /// True where it asks for something beside the trigger and the ends: "attacked in a speech".
    pub(super) fn has_conditions(&self) -> bool {
        !self.with.is_empty()
    }

    /// Prepositions that a phrase stands behind.
    pub fn prepositions(&self) -> &[String] {
        &self.prepositions
    }

    /// Sorts that the object must be of; none where any will do.
    pub fn object_sorts(&self) -> &[Sort] {
        &self.object_is
    }
}
