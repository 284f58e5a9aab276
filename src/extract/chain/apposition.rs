//! Appositions and predicates: two phrases that a sentence itself calls one.
//!
//! "Ada Brandt, the director of Acme"; "Brandt is a general"; "Brandt became minister"; "Brandt was appointed as
//! commander"; "Haddad, also known as Abu Karim". Not "Basra, Iraq", not lists, not what is denied or only possible.

use super::draft::Draft;
use super::known::Known;
use crate::extract::nominal::{Nominal, NominalForm};
use crate::model::Sort;
use crate::nlp::{Relation, WordList};
use crate::text::Rule;

/// Merges appositions with what they stand beside, predicates with their subjects.
pub(super) fn appositions_and_predicates(known: &Known<'_>, draft: &mut Draft<'_>) {
    if !Rule::ChainApposition.applies() {
        return;
    }
    for index in 0..known.nominals.len() {
        let other = beside(known, index).or_else(|| subject_of_predicate(known, index));
        if let Some(other) = other.filter(|other| *other != index && fits(known, index, *other)) {
            draft.merge(other, index);
        }
    }
}

/// What a nominal is an apposition to.
#[expect(clippy::wildcard_enum_match_arm, reason = "the treebank has half a hundred relations")]
fn beside(known: &Known<'_>, index: usize) -> Option<usize> {
    let (tree, head) = (known.tree, known.nominals[index].head);
    let other = tree.head(head)?;
    match tree.relation(head) {
        Relation::Appos => {
            // "The director of Acme, Ada Brandt": a person is no Acme but its director.
            let is_person = |token: usize| {
                known.nominal_at(token).is_some_and(|nominal| known.nominals[nominal].sort == Sort::Person)
            };
            let mut other = other;
            for _ in 0..DEEPEST_APPOSITION {
                match tree.head(other) {
                    Some(above) if is_person(head) && !is_person(other) && tree.relation(other) == Relation::Nmod => {
                        other = above
                    }
                    _ => break,
                }
            }
            // "ministers, generals, clerics": a list is no apposition.
            let list = tree.dependents_by(other, &[Relation::Appos]).nth(1).is_some()
                || tree.dependent(head, &[Relation::Conj]).is_some()
                    && tree.token(head).span.start() > tree.token(other).span.end();
            let names = known.nominals[index].form == NominalForm::Name
                && known.nominal_at(other).is_some_and(|other| known.nominals[other].form == NominalForm::Name);
            (!list && !names).then(|| known.nominal_at(other))?
        }
        // "Haddad, also known as Abu Karim": known hangs on Haddad.
        Relation::Obl if matches!(tree.lower(other), "known") && (tree.preposition(head) == "as") => {
            match tree.relation(other) {
                Relation::Acl => tree.head(other).and_then(|named| known.nominal_at(named)),
                _ => tree.dependent(other, &[Relation::NsubjPass]).and_then(|named| known.nominal_at(named)),
            }
        }
        _ => None,
    }
}

/// How many "of" a name in apposition may have been hung too deep.
const DEEPEST_APPOSITION: usize = 3;

/// The subject of which a nominal is said.
#[expect(clippy::wildcard_enum_match_arm, reason = "the treebank has half a hundred relations")]
fn subject_of_predicate(known: &Known<'_>, index: usize) -> Option<usize> {
    let (tree, head) = (known.tree, known.nominals[index].head);
    let verb = if tree.dependent(head, &[Relation::Cop]).is_some() {
        head
    } else {
        let verb = tree.head(head)?;
        let lemma = tree.lemma(verb);
        let becomes =
            WordList::VerbsOfBecoming.has(lemma) && matches!(tree.relation(head), Relation::Xcomp | Relation::Obj);
        let appointed = WordList::VerbsOfAppointing.has(lemma)
            && tree.is_passive(verb)
            && (matches!(tree.relation(head), Relation::Xcomp | Relation::Obj)
                || tree.relation(head) == Relation::Obl
                    && ((tree.preposition(head) == "as")
                        || (tree.preposition(head) == "to") && known.nominals[index].sort == Sort::Person));
        if !becomes && !appointed {
            return None;
        }
        verb
    };
    // "would be", "is not", "if he is", a preposition: "is in the army".
    let unsure = tree.dependents(verb).any(|dependent| match tree.relation(dependent) {
        Relation::Aux => WordList::UnsureModalVerbs.has(tree.lemma(dependent)),
        Relation::Advmod => WordList::NegatingAdverbs.has(tree.lower(dependent)),
        Relation::Mark => WordList::ConjunctionsOfCondition.has(tree.lower(dependent)),
        Relation::Case => verb == head,
        Relation::Det => WordList::NegativeAndAskingDeterminers.has(tree.lower(dependent)),
        _ => false,
    });
    if unsure || tree.dependent(head, &[Relation::Conj]).is_some() && known.nominals[index].plural {
        return None;
    }
    let subject = tree.dependent(verb, &[Relation::Nsubj, Relation::NsubjPass])?;
    if WordList::RelativePronouns.has(tree.lower(subject)) && tree.relation(verb) == Relation::AclRelcl {
        return tree.head(verb).and_then(|named| known.nominal_at(named));
    }
    known.nominal_at(subject)
}

/// True where the two can be one: a person with a person, a body with a body; a name is no predicate of a name.
fn fits(known: &Known<'_>, index: usize, other: usize) -> bool {
    let (left, right) = (&known.nominals[index], &known.nominals[other]);
    if left.form == NominalForm::Modifier
        || right.form == NominalForm::Modifier
        || left.state.is_some() && left.form == NominalForm::Name && right.sort == Sort::Place
    {
        return false;
    }
    let class = |nominal: &Nominal| match nominal.sort {
        Sort::Person => 0,
        Sort::Organization | Sort::Force | Sort::Group => 1,
        Sort::State => 2,
        Sort::Place => 3,
        Sort::Thing => 4,
    };
    let joined = known.tree.dependent(left.head, &[Relation::Conj]).is_some()
        != known.tree.dependent(right.head, &[Relation::Conj]).is_some();
    let pronoun = left.form == NominalForm::Pronoun || right.form == NominalForm::Pronoun;
    // The tagger takes some foreign persons for places.
    let unknown_name = |nominal: &Nominal| {
        nominal.form == NominalForm::Name
            && (nominal.sort == Sort::Thing
                || nominal.sort == Sort::Place && nominal.name.as_ref().is_some_and(|name| name.len() > 1))
    };
    let same = class(left) == class(right)
        || pronoun
        || unknown_name(left)
        || unknown_name(right)
        || left.sort == Sort::State && right.sort == Sort::Place
        || right.sort == Sort::State && left.sort == Sort::Place;
    // Predicates of what does not act say how it is, not who: "the future is peace".
    let acting = left.sort.acts()
        || left.sort == Sort::Place
        || known.tree.relation(left.head) == Relation::Appos
        || left.form == NominalForm::Name;
    same && acting && !joined && (pronoun || left.plural == right.plural || left.sort != Sort::Person)
}
