//! What the words around a name say about what it names, where the name tagger is not to be trusted.
//!
//! In come the nominals of a text, out they go with some sorts changed. A place that never stands where something
//! happens acts, so it is a state; a single name of a person that stands where places stand is a place; a bearer of an
//! office or an antecedent of "who" is a person, and a speaker who says "it" of itself is none.

use std::collections::{HashMap, HashSet};

use super::lexicon::{Lexicon, NounClasses};
use super::nominal::{Nominal, NominalForm};
use super::other_name::other_names;
use super::tree::Tree;
use crate::model::Sort;
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::{Rule, fold_name, sound, spelt_alike};

/// The nominals with the sorts of names as the words around them tell. Linear in the nominals.
pub(super) fn with_sorts_of_names(tree: &Tree<'_>, mut found: Vec<Nominal>, lexicon: &Lexicon) -> Vec<Nominal> {
    if !Rule::NameSort.applies() {
        return found;
    }
    let towns: HashSet<String> = found
        .iter()
        .filter(|nominal| nominal.sort == Sort::Place && is_located(tree, nominal, lexicon))
        .map(|nominal| name_key(tree, nominal))
        .collect();
    for nominal in &mut found {
        // A place that is never where something is, "Arland" in "Arland attacked Borland", is spoken of as an actor.
        if nominal.sort == Sort::Place && nominal.name.is_some() && !towns.contains(&name_key(tree, nominal)) {
            nominal.sort = Sort::State;
        }
    }
    // "the city of Karvil", "Karvil, Arland", "near Karvil": a single name that the tagger takes for a person's.
    let surnames: HashSet<&str> = found
        .iter()
        .filter(|nominal| nominal.sort == Sort::Person)
        .filter_map(|nominal| nominal.name.as_ref())
        .filter(|name| name.len() > 1)
        .map(|name| tree.form(name.end - 1))
        .collect();
    let grounds: HashSet<String> = found
        .iter()
        .filter(|nominal| {
            is_lone_person(nominal)
                && !surnames.contains(tree.form(nominal.head))
                && lies_somewhere(tree, nominal, lexicon)
        })
        .map(|nominal| name_key(tree, nominal))
        .collect();
    for nominal in &mut found {
        if is_lone_person(nominal) && grounds.contains(&name_key(tree, nominal)) {
            nominal.sort = Sort::Place;
        }
    }
    let persons: HashSet<String> = found
        .iter()
        .filter(|nominal| {
            nominal.name.is_some()
                && (holds_an_office(tree, nominal.head, lexicon) || has_kin(tree, nominal.head, lexicon))
        })
        .map(|nominal| name_key(tree, nominal))
        .collect();
    for nominal in &mut found {
        let unknown = nominal.form == NominalForm::Name && nominal.candidates.is_empty() && nominal.state.is_none();
        if unknown
            && matches!(nominal.sort, Sort::State | Sort::Place | Sort::Thing | Sort::Organization)
            && nominal.name.as_ref().is_some_and(|name| name.len() <= 3)
            && persons.contains(&name_key(tree, nominal))
        {
            nominal.sort = Sort::Person;
        }
    }
    // "Recep Tayyip Erdoğan ... Erdogan", "Xi Jinping ... Xi": what the tagger takes for something else is the person
    // whose last name it is, or whose first where that stands in no word list.
    let full_names: Vec<(String, String)> = found
        .iter()
        .filter(|nominal| nominal.sort == Sort::Person)
        .filter_map(|nominal| nominal.name.as_ref().filter(|name| name.len() > 1))
        .map(|name| (tree.lower(name.start).to_owned(), without_particle(tree.lower(name.end - 1)).to_owned()))
        .collect();
    let firsts: HashSet<&str> = full_names.iter().map(|(first, _)| first.as_str()).collect();
    let mut lasts: HashMap<String, Vec<&str>> = HashMap::new();
    for (_, last) in &full_names {
        lasts.entry(sound(&fold_name(last))).or_default().push(last);
    }
    for nominal in found.iter_mut().filter(|nominal| may_be_surname(tree, nominal, lexicon)) {
        let word = without_particle(tree.lower(nominal.head));
        let is_last =
            lasts.get(&sound(&fold_name(word))).is_some_and(|lasts| lasts.iter().any(|last| spelt_alike(last, word)));
        if is_last || firsts.contains(word) {
            nominal.sort = Sort::Person;
        }
    }
    // "Dagalo, known as Hemedti", "Facebook, now known as Meta": the one is what the other is, wherever it is named.
    let others: HashMap<String, Sort> = other_names(tree, &found)
        .into_iter()
        .filter(|(first, other)| [*first, *other].iter().any(|nominal| found[*nominal].sort == Sort::Person))
        .map(|(first, other)| (name_key(tree, &found[other]), found[first].sort))
        .collect();
    for nominal in found.iter_mut().filter(|nominal| nominal.name.is_some() && nominal.candidates.is_empty()) {
        if let Some(sort) = others.get(&name_key(tree, nominal)) {
            nominal.sort = *sort;
        }
    }
    let bodies: HashSet<String> = found
        .iter()
        .filter(|nominal| {
            is_lone_person(nominal)
                && !surnames.contains(tree.form(nominal.head))
                && says_it_of_itself(tree, nominal.head)
        })
        .map(|nominal| name_key(tree, nominal))
        .collect();
    for nominal in &mut found {
        if is_lone_person(nominal) && bodies.contains(&name_key(tree, nominal)) {
            nominal.sort = Sort::Organization;
        }
        if nominal.sort == Sort::Thing
            && nominal.form == NominalForm::Name
            && (is_somebody(tree, nominal) || is_met(tree, nominal.head))
        {
            nominal.sort = Sort::Person;
        }
    }
    found
}

/// A name of one word that stands by itself and is no word else, no state and no place that something happens in.
fn may_be_surname(tree: &Tree<'_>, nominal: &Nominal, lexicon: &Lexicon) -> bool {
    nominal.form == NominalForm::Name
        && !matches!(nominal.sort, Sort::Person | Sort::Force)
        && nominal.candidates.is_empty()
        && nominal.state.is_none()
        && nominal.name.as_ref().is_some_and(|name| name.len() == 1)
        && nominal.tokens.len() == 1
        && lexicon.classes(tree.lower(nominal.head)) == NounClasses::default()
        && !is_located(tree, nominal, lexicon)
        && tree.form(nominal.head).contains(char::is_lowercase)
}

/// "al-Baghdadi" and "Baghdadi" are one surname.
fn without_particle(word: &str) -> &str {
    let particles = WordList::ArticlesBeforeHyphenInNames.words().iter();
    particles.filter_map(|particle| word.strip_prefix(*particle)).find(|rest| rest.len() > 2).unwrap_or(word)
}

/// "Farvo said it would fight": no person speaks so of himself.
fn says_it_of_itself(tree: &Tree<'_>, head: usize) -> bool {
    let saying = tree.head(head).filter(|saying| {
        tree.relation(head) == Relation::Nsubj && WordList::VerbsOfAnnouncing.has(tree.lemma(*saying))
    });
    let Some(clause) = saying.and_then(|saying| tree.dependent(saying, &[Relation::Ccomp])) else { return false };
    // "said it was raining" speaks of nothing.
    tree.dependent(clause, &[Relation::Nsubj]).is_some_and(|subject| tree.lower(subject) == "it")
        && tree.dependent(clause, &[Relation::Cop]).is_none()
        && !WordList::VerbsWithEmptyIt.has(tree.lemma(clause))
}

/// "called Karvil", "Karvil told reporters": only people are called up, met and arrested, and only people tell.
fn is_met(tree: &Tree<'_>, head: usize) -> bool {
    let Some(verb) = tree.head(head).filter(|_| tree.upos(head) == Upos::Propn) else { return false };
    let relation = tree.relation(head);
    let called = || {
        WordList::VerbsDoneToPersons.has(tree.lemma(verb))
            || tree.lemma(verb) == "call"
                && tree
                    .dependent(verb, &[Relation::Advcl, Relation::Xcomp])
                    .is_some_and(|purpose| tree.xpos(purpose) == Xpos::Vb)
    };
    relation == Relation::Obj && called()
        || relation == Relation::Nsubj && WordList::VerbsOfTelling.has(tree.lemma(verb))
}

/// "another Chechen, who had fought": "who" is somebody, and one of a people is somebody.
fn is_somebody(tree: &Tree<'_>, nominal: &Nominal) -> bool {
    let one = tree
        .dependents_by(nominal.head, &[Relation::Det])
        .any(|article| WordList::SingularDeterminers.has(tree.lower(article)));
    let clause = || {
        tree.dependents_by(nominal.head, &[Relation::AclRelcl]).any(|clause| {
            tree.dependents_by(clause, &[Relation::Nsubj, Relation::NsubjPass])
                .any(|subject| tree.lower(subject) == "who")
        })
    };
    one && clause()
}

/// True where the sentence says that a name is a person's: "Karvil is a general", "Karvil was appointed commander".
fn holds_an_office(tree: &Tree<'_>, head: usize, lexicon: &Lexicon) -> bool {
    let is_person = |token: usize| {
        matches!(tree.upos(token), Upos::Noun | Upos::Propn)
            && lexicon.classes(tree.lemma(token)).has(lexicon.core.person)
            && !matches!(tree.xpos(token), Xpos::Nns | Xpos::Nnps)
    };
    let Some(predicate) =
        tree.head(head).filter(|_| matches!(tree.relation(head), Relation::Nsubj | Relation::NsubjPass))
    else {
        return false;
    };
    if tree.dependent(predicate, &[Relation::Cop]).is_some() {
        return is_person(predicate) && tree.preposition(predicate).is_empty();
    }
    WordList::VerbsOfTakingOffice.has(tree.lemma(predicate))
        && tree.dependents_by(predicate, &[Relation::Xcomp, Relation::Obl]).any(is_person)
}

/// "Hemedti's brother", "the brother of Hemedti": only people have kin.
fn has_kin(tree: &Tree<'_>, head: usize, lexicon: &Lexicon) -> bool {
    tree.head(head).is_some_and(|above| {
        let has = tree.relation(head) == Relation::NmodPoss
            || tree.relation(head) == Relation::Nmod && tree.preposition(head) == "of";
        has && tree.xpos(above) == Xpos::Nn && lexicon.classes(tree.lemma(above)).has(lexicon.core.kin)
    })
}

fn name_key(tree: &Tree<'_>, nominal: &Nominal) -> String {
    nominal.name.as_ref().map(|name| tree.words(name).to_lowercase()).unwrap_or_default()
}

/// True where a name stands as the place of something: "in Karvil", "the town of Karvil", "Karvil province", "Karvil,
/// Arland", "northern Karvil".
fn is_located(tree: &Tree<'_>, nominal: &Nominal, lexicon: &Lexicon) -> bool {
    let head = nominal.head;
    let is_place = |token: usize| lexicon.classes(tree.lemma(token)).has(lexicon.core.place);
    let above = tree.head(head);
    let under_place = above.is_some_and(|above| {
        is_place(above)
            && matches!(
                tree.relation(head),
                Relation::Nmod | Relation::Compound | Relation::Appos | Relation::NmodUnmarked | Relation::NmodDesc
            )
    });
    let last = nominal.name.as_ref().map_or(head, |name| name.end - 1);
    let then_state = last + 2 < tree.len()
        && tree.form(last + 1) == ","
        && matches!(
            tree.relation(last + 2),
            Relation::Appos | Relation::NmodUnmarked | Relation::Nmod | Relation::Obl | Relation::OblUnmarked
        )
        && tree.upos(last + 2) == Upos::Propn;
    WordList::PrepositionsBeforeNamesOfPlaces.has(tree.preposition(head))
        || under_place
        || then_state
        || is_place(last)
        || tree
            .dependents_by(head, &[Relation::Amod, Relation::Compound])
            .any(|word| WordList::AdjectivesOfPartsOfGround.has(tree.lower(word)))
        || tree.dependents_by(head, &[Relation::Appos, Relation::Compound]).any(is_place)
}

/// A name of one word that the tagger takes for a person's and nobody else knows.
fn is_lone_person(nominal: &Nominal) -> bool {
    nominal.sort == Sort::Person
        && nominal.form == NominalForm::Name
        && nominal.candidates.is_empty()
        && nominal.name.as_ref().is_some_and(|name| name.len() == 1)
}

/// Surer than `is_located`: where an act takes place, or under a word for ground.
fn lies_somewhere(tree: &Tree<'_>, nominal: &Nominal, lexicon: &Lexicon) -> bool {
    let head = nominal.head;
    let settlement = |token: usize| lexicon.classes(tree.lemma(token)).has(lexicon.core.settlement);
    let of = || tree.preposition(head) == "of" && tree.head(head).is_some_and(settlement);
    let beside = || {
        matches!(tree.preposition(head), "in" | "near")
            && tree
                .head(head)
                .is_some_and(|above| tree.relation(head) == Relation::Obl && tree.upos(above) == Upos::Verb)
    };
    of() || beside() || tree.dependents_by(head, &[Relation::Appos]).any(settlement)
}
