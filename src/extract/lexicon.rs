//! What common nouns can stand for, and which words stand for states.
//!
//! In come `lexicon.ron` and `states.ron`, out comes a table from lemmas to classes of nouns, one from forms to states,
//! and the closed list of prepositions. Classes are data: an expert adds a word or a class and asks for it in a pattern
//! by name. The few classes that this crate asks for itself are named in [`CoreClasses`].

mod read;
mod state;

use std::collections::{BTreeSet, HashMap};

use super::veridicality::Veridicality;

/// Class of nouns: its number in the lexicon, below [`MOST_CLASSES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NounClass(u8);

/// A set of noun classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NounClasses(u128);

/// How many classes a lexicon may have: one bit each.
pub const MOST_CLASSES: usize = 128;

/// Most words of one entry: "memorandum of understanding".
const LONGEST: usize = 4;

impl NounClasses {
    /// True where the class is in the set.
    pub fn has(self, class: NounClass) -> bool {
        self.0 >> class.0 & 1 == 1
    }

    /// True where the sets share a class.
    pub fn meets(self, other: NounClasses) -> bool {
        self.0 & other.0 != 0
    }

    /// With one class more.
    #[must_use]
    pub fn with(self, class: NounClass) -> NounClasses {
        NounClasses(self.0 | 1 << class.0)
    }

    fn without(self, class: NounClass) -> NounClasses {
        NounClasses(self.0 & !(1 << class.0))
    }
}

/// The classes that decide what a noun phrase is.
#[derive(Clone, Copy, Debug)]
pub struct CoreClasses {
    /// One human being.
    pub person: NounClass,
    /// People without an order of their own.
    pub group: NounClass,
    /// Those who bear arms.
    pub force: NounClass,
    /// Bodies with an office or a name.
    pub organization: NounClass,
    /// States as common nouns.
    pub state: NounClass,
    /// Where things are.
    pub place: NounClass,
    /// "hundreds of": the noun behind it counts.
    pub quantity: NounClass,
    /// Stands before a person's name.
    pub title: NounClass,
    /// Kin of somebody.
    pub kin: NounClass,
    /// What a minister is minister for.
    pub portfolio: NounClass,
    /// Where people live: a state's city is no possession that can be hit in its place.
    pub settlement: NounClass,
    /// What has a name and does not act: accords, reports, wars, meetings.
    pub occasion: NounClass,
    /// Organs of a state: army, ministry, police.
    pub organ: NounClass,
    /// Letters and notes: whoever sends one has it.
    pub message: NounClass,
    /// Deeds that "of" names the sufferer of: "the arrest of journalists" is no arrest by journalists.
    pub suffered: NounClass,
    /// Every noun: a pattern asks with it that something stands there.
    pub anything: NounClass,
}

/// A state and the words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Its name.
    pub name: String,
    /// Names, adjectives, peoples and capitals, in lower case, with how they stand for it.
    pub forms: Vec<(String, StateForm)>,
}

/// How a word stands for a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StateForm {
    /// Its name.
    Name,
    /// Adjective or people: Iranian.
    Demonym,
    /// Capital or seat: Tehran.
    Metonym,
}

/// Noun classes, prepositions and states.
pub struct Lexicon {
    names: Vec<String>,
    nouns: HashMap<String, NounClasses>,
    prepositions: BTreeSet<String>,
    states: Vec<State>,
    state_forms: HashMap<String, (u16, StateForm)>,
    /// Number of words of the longest state form.
    longest_state_form: usize,
    /// What words say of what stands below them.
    pub veridicality: Veridicality,
    /// The classes that the crate itself asks for.
    pub core: CoreClasses,
}

impl Lexicon {
    /// The class of this name.
    pub fn class(&self, name: &str) -> Option<NounClass> {
        self.names.iter().position(|known| known == name).map(|index| NounClass(index as u8))
    }

    /// True for a preposition, the words of one apart by single spaces: "out of".
    pub fn is_preposition(&self, word: &str) -> bool {
        self.prepositions.contains(word)
    }

    /// All prepositions, sorted.
    pub fn prepositions(&self) -> Vec<&str> {
        self.prepositions.iter().map(String::as_str).collect()
    }

    /// The name of a class.
    pub fn class_name(&self, class: NounClass) -> &str {
        &self.names[usize::from(class.0)]
    }

    /// Names of all classes, in the order of the file.
    pub fn class_names(&self) -> &[String] {
        &self.names
    }

    /// The classes of a lemma, or of several words with single spaces, in lower case.
    ///
    /// "ex-minister" is a minister: what stands before a hyphen is left away where the whole is unknown.
    pub fn classes(&self, lemma: &str) -> NounClasses {
        let known = |word: &str| self.nouns.get(word).copied();
        let without_prefix = || lemma.rsplit_once('-').and_then(|(_, last)| known(last));
        // A plural that the tagger took for a name keeps its ending: "Gunmen stormed the building".
        let singular = || match lemma {
            _ if lemma.ends_with("men") => known(&format!("{}man", &lemma[..lemma.len() - 3])),
            _ if lemma.ends_with("ies") => known(&format!("{}y", &lemma[..lemma.len() - 3])),
            _ => lemma.strip_suffix('s').and_then(known),
        };
        known(lemma).or_else(without_prefix).or_else(singular).unwrap_or_default()
    }

    /// The classes of the noun that ends a list of lemmas: "memorandum of understanding" before "understanding".
    pub fn classes_of_last<'w>(&self, lemmas: impl DoubleEndedIterator<Item = &'w str>) -> NounClasses {
        let mut words = String::new();
        let mut found = NounClasses::default();
        for lemma in lemmas.rev().take(LONGEST) {
            if words.is_empty() {
                words.push_str(lemma)
            } else {
                words = format!("{lemma} {words}")
            }
            let classes = self.classes(&words);
            if classes != NounClasses::default() {
                found = NounClasses(found.0 | classes.0);
            }
        }
        found
    }

    /// The state that a form in lower case stands for, with how.
    pub fn state(&self, form: &str) -> Option<(&State, StateForm)> {
        self.state_forms.get(form).map(|(index, kind)| (&self.states[usize::from(*index)], *kind))
    }

    /// Number of words of the longest form of a state.
    pub fn longest_state_form(&self) -> usize {
        self.longest_state_form
    }
}
