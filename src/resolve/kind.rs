//! What somebody is whom nobody curated: from all that the documents say.
//!
//! In come the chains of a document, out come clues: a kind, how much speaks for it, and why. A document decides by its
//! own clues what its claims may join, the project by those of all documents what the actor is. Decided here, and only
//! here: a name that merely does something is no state for that; a state is one of the built-in list, or is called a
//! country, or has ministers and an army.

use std::collections::{BTreeMap, BTreeSet};

use super::chain::ChainActor;
use crate::extract::Extraction;
use crate::extract::lexicon::{Lexicon, NounClasses};
use crate::extract::nominal::{Nominal, NominalForm};
use crate::extract::tree::Tree;
use crate::model::{ActorKindId, Schema, Sort};
use crate::nlp::{Relation, WordList};

/// Something that speaks for what an actor is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clue {
    /// What it would be.
    pub kind: ActorKindId,
    /// How much this says: one title weighs more than the tagger's guess at every place.
    pub weight: u64,
    /// Why, in words.
    pub why: String,
}

/// How much each sort of clue says. Only their order was chosen, by what each is seldom wrong in: the list of states
/// never, the noun that a name ends in and the noun somebody is called by rarely, the tagger's guess at a name often.
const LISTED: u64 = 100;
const NAME_NOUN: u64 = 20;
const TITLE: u64 = 15;
const CALLED: u64 = 10;
const HAS_ORGANS: u64 = 8;
const PRONOUN: u64 = 8;
const TAGGED: u64 = 4;
const ELSE: u64 = 1;

/// Most members of a chain that are asked.
const MOST_MEMBERS: usize = 40;

/// The clues to what a chain without a curated actor is, sorted, the same one once. Linear in the members asked.
pub fn clues(
    tree: &Tree<'_>,
    extraction: &Extraction,
    (chain, actor): (usize, &ChainActor),
    lexicon: &Lexicon,
    schema: &Schema,
) -> Vec<Clue> {
    let mut found = BTreeSet::new();
    let mut add = |kind: &str, weight: u64, why: String| {
        if let Some(kind) = schema.actor_kind_by_key(kind).or_else(|| schema.actor_kind_by_key("other")) {
            found.insert(Clue { kind, weight, why });
        }
    };
    let members = extraction.chains.members[chain].iter().take(MOST_MEMBERS);
    for nominal in members.map(|member| &extraction.nominals[*member]) {
        if let Some(state) = nominal.state.as_ref().filter(|_| nominal.sort == Sort::State) {
            add("state", LISTED, format!("{state} is a state"));
        }
        match nominal.form {
            NominalForm::Pronoun if nominal.sort == Sort::Person && !nominal.plural => {
                add("person", PRONOUN, format!("`{}` means it", tree.lower(nominal.head)));
            }
            NominalForm::Description => {
                if let Some(kind) = kind_of_noun(tree.lemma(nominal.head), lexicon, nominal.plural) {
                    let weight = if nominal.body.is_some() { NAME_NOUN } else { CALLED };
                    add(kind, weight, format!("called `{}`", tree.lemma(nominal.head)));
                }
            }
            NominalForm::Name | NominalForm::Modifier => {
                of_name(tree, nominal, lexicon, &mut add);
            }
            NominalForm::Pronoun => {}
        }
    }
    // A name that reads like a place's and does nothing is one, else who knows.
    let acts = extraction.chains.members[chain]
        .iter()
        .take(MOST_MEMBERS)
        .any(|member| matches!(tree.relation(extraction.nominals[*member].head), Relation::Nsubj | Relation::OblAgent));
    let fallback = match actor.sort {
        Sort::State if !acts => "place",
        Sort::Person if actor.named => "person",
        Sort::Place => "place",
        Sort::Thing => "other",
        Sort::Force => "armed_group",
        Sort::Person | Sort::State | Sort::Organization | Sort::Group => "group",
    };
    add(fallback, ELSE, "nothing else is known of it".to_owned());
    found.into_iter().collect()
}

/// What a name says: by the noun in it, the title before it, what it has, and the tagger.
fn of_name(tree: &Tree<'_>, nominal: &Nominal, lexicon: &Lexicon, add: &mut dyn FnMut(&str, u64, String)) {
    let Some(name) = &nominal.name else { return };
    // "Ministry of Defence": the noun stands before "of".
    let of = name.clone().find(|token| tree.lower(*token) == "of").filter(|of| *of > name.start);
    let noun = of.unwrap_or(name.end) - 1;
    if nominal.sort == Sort::Person {
        let titled = (nominal.tokens.start..name.start)
            .rev()
            .find(|token| lexicon.classes(tree.lemma(*token)).has(lexicon.core.title));
        match titled {
            Some(title) => add("person", TITLE, format!("`{}` stands before it", tree.form(title))),
            None => add("person", TAGGED, "reads like a person's name".to_owned()),
        }
        return;
    }
    if name.len() > 1 || nominal.body.is_some() {
        let kind = kind_of_noun(tree.lemma(noun), lexicon, false)
            .or_else(|| kind_of_noun(tree.lower(noun), lexicon, false))
            .filter(|kind| *kind != "person");
        if let Some(kind) = kind {
            let weight = if kind == "group" { TAGGED } else { NAME_NOUN };
            add(kind, weight, format!("`{}` in its name", tree.form(noun)));
        }
    }
    let is_state_noun = |token: usize| {
        WordList::NounsForGovernments.has(tree.lemma(token)) || WordList::TitlesOfStates.has(tree.lemma(token))
    };
    let has_organs = tree.head(nominal.head).is_some_and(|above| {
        is_state_noun(above)
            && (matches!(tree.relation(nominal.head), Relation::NmodPoss)
                || tree.relation(nominal.head) == Relation::Nmod && tree.preposition(nominal.head) == "of")
    });
    if matches!(nominal.sort, Sort::State | Sort::Place) && nominal.state.is_none() && has_organs {
        let above = tree.head(nominal.head).map(|above| tree.form(above)).unwrap_or_default();
        add("state", HAS_ORGANS, format!("it has a `{above}`"));
    }
    match nominal.sort {
        Sort::Force => add("armed_group", TAGGED, "reads like a force's name".to_owned()),
        Sort::Organization | Sort::Group => add("group", ELSE, "reads like a body's name".to_owned()),
        Sort::Place => add("place", TAGGED, "reads like a place's name".to_owned()),
        Sort::Person | Sort::State | Sort::Thing => {}
    }
}

/// The kind that a common noun makes of whoever it names.
fn kind_of_noun(noun: &str, lexicon: &Lexicon, plural: bool) -> Option<&'static str> {
    let classes = lexicon.classes(noun);
    if classes == NounClasses::default() {
        return None;
    }
    let core = &lexicon.core;
    let named = |class: &str| lexicon.class(class).is_some_and(|class| classes.has(class));
    let kinds = [
        (named("government"), "government_body"),
        (classes.has(core.organ) && classes.has(core.force), "military"),
        (classes.has(core.organ) && WordList::NounsForBodies.has(noun), "government_body"),
        (named("media"), "media"),
        (named("company"), "company"),
        (named("party"), "party"),
        (classes.has(core.force), "armed_group"),
        (classes.has(core.state), "state"),
        (classes.has(core.person), if plural { "group" } else { "person" }),
        (classes.has(core.organization) || classes.has(core.group), "group"),
        (classes.has(core.place), "place"),
    ];
    kinds.into_iter().find(|(fits, _)| *fits).map(|(_, kind)| kind)
}

/// The kind that most of these speak for, of those the first in the schema.
///
/// # Panics
/// Where there is no clue; [`clues`] always gives one.
pub fn decide_kind(clues: &[Clue]) -> ActorKindId {
    decide(clues.iter().map(|clue| (clue.kind, clue.weight)))
}

/// What a document's claims may join an actor to: its kind, but a mere guess, that what does nothing here is a place,
/// keeps it from nothing.
pub(super) fn kind_in_document(clues: &[Clue], schema: &Schema) -> ActorKindId {
    let is_guess = clues.iter().all(|clue| clue.weight == ELSE);
    let kind = decide_kind(clues);
    let is_place = schema.actor_kind(kind).key == "place";
    schema.actor_kind_by_key("group").filter(|_| is_guess && is_place).unwrap_or(kind)
}

/// The kind that most speaks for, of those the first in the schema.
///
/// # Panics
/// Where there is no clue; [`clues`] always gives one.
pub(super) fn decide(clues: impl Iterator<Item = (ActorKindId, u64)>) -> ActorKindId {
    let mut weights: BTreeMap<ActorKindId, u64> = BTreeMap::new();
    for (kind, weight) in clues {
        *weights.entry(kind).or_default() += weight;
    }
    let best = weights.into_iter().min_by_key(|(kind, weight)| (std::cmp::Reverse(*weight), *kind));
    best.expect("there is a clue to everybody").0
}
