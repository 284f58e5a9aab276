//! Objects that are nobody: the thing that is rejected, the camp that is attacked; and whoever must act first.
//!
//! In come a pattern and its trigger where no slot led to an actor, out come nominals. What is decided here: only a pattern that asks for things gets one
//! ("rejected the referendum"), only one that hits ground gets a place without a name ("attacked a camp"), and a stretch of time is never what is meant.

use super::{Fire, Pattern, Slot};
use crate::extract::factuality::is_negated;
use crate::extract::filler::Reach;
use crate::extract::nominal::{NominalForm, Sort};
use crate::extract::role;
use crate::nlp::{Relation, Upos};

/// Nouns of time: "rejected on the third day".
const TIMES: [&str; 24] = [
    "time", "second", "minute", "hour", "day", "week", "weekend", "month", "year", "decade", "century", "season", "spring", "summer", "autumn", "fall", "winter", "morning", "afternoon", "evening", "night",
    "midnight", "noon", "today",
];

impl Fire<'_> {
    /// What the object's own words mean, where they mean nobody: of the first slot that something fills. `verb` lends an event noun its prepositions.
    pub(super) fn itself(&self, pattern: &Pattern, token: usize, verb: Option<usize>, subject: &[usize]) -> Vec<usize> {
        let things = pattern.object_is.contains(&Sort::Thing);
        let ground = pattern.hits_ground && pattern.object_is.is_empty();
        if !things && !ground {
            return Vec::new();
        }
        let fits = |index: &usize| {
            let nominal = &self.fillers.nominals[*index];
            let of_sort = match nominal.sort {
                Sort::Thing => things && !self.is_time(nominal.head),
                Sort::Place => true,
                Sort::Person | Sort::State | Sort::Organization | Sort::Force | Sort::Group => false,
            };
            of_sort && nominal.form != NominalForm::Pronoun && nominal.form != NominalForm::Modifier && !subject.contains(index)
        };
        let ends = |slot: &Slot, from: usize| -> Vec<usize> {
            let filler = self.token_of(slot, from).filter(|filler| *filler != from);
            filler.into_iter().flat_map(|filler| self.fillers.tree.joined(filler)).filter_map(|filler| self.fillers.at(filler)).filter(fits).collect()
        };
        // "gave no permission for the march": not what is given, but what it is for.
        let asked = |slot: &&Slot| pattern.with.iter().any(|(place, _)| place == *slot);
        let slots = pattern.object.iter().filter(|slot| !asked(slot)).chain(pattern.object.iter().filter(asked));
        slots
            .map(|slot| {
                let own = ends(slot, token);
                if own.is_empty() { verb.filter(|_| matches!(slot, Slot::Preposition(_))).map(|verb| ends(slot, verb)).unwrap_or_default() } else { own }
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    fn is_time(&self, token: usize) -> bool {
        let tree = self.fillers.tree;
        TIMES.contains(&tree.lemma(token)) || tree.upos(token) == Upos::Propn && crate::extract::nominal::CALENDAR.contains(&tree.lower(token)) || tree.upos(token) == Upos::Num
    }

    /// Who must act first: "will not lift the embargo until Borland holds elections", "would open the gates unless Borland paid".
    pub(super) fn condition(&self, verb: usize) -> Vec<usize> {
        let tree = self.fillers.tree;
        let subject = role::agent(tree, verb).map(|agent| self.fillers.ends(agent, Reach::Acting)).unwrap_or_default();
        let same = |end: &usize| subject.iter().any(|own| self.fillers.chains.chain_of[*own] == self.fillers.chains.chain_of[*end]);
        // "threatened to leave unless Borland pays": the condition may hang on the infinitive.
        let below = tree.dependents_by(verb, &[Relation::Xcomp, Relation::Ccomp, Relation::Advcl, Relation::Acl, Relation::AclRelcl]);
        let not_before = is_negated(tree, verb);
        let clauses = [verb].into_iter().chain(below).flat_map(|over| tree.dependents_by(over, &[Relation::Advcl]));
        let conditions = clauses.filter(|clause| tree.dependents_by(*clause, &[Relation::Mark, Relation::Advmod, Relation::Case]).any(|mark| matches!(tree.lower(mark), "until" | "till" | "unless") || not_before && tree.lower(mark) == "before"));
        conditions
            .filter_map(|clause| {
                // "until its demands are met by Borland"
                let doer = role::agent(tree, clause).or_else(|| role::own_subject(tree, clause))?;
                // "would leave unless she was paid"
                let above = tree.head(clause).and_then(|over| role::agent(tree, over)).and_then(|agent| self.fillers.at(agent)).map(|agent| self.fillers.chains.chain_of[agent]);
                let same = |end: &usize| same(end) || above == Some(self.fillers.chains.chain_of[*end]);
                let ends: Vec<usize> = self.fillers.ends(doer, Reach::Acting).into_iter().filter(|end| self.fillers.nominals[*end].sort.acts() && !same(end)).collect();
                (!ends.is_empty()).then_some(ends)
            })
            .next()
            .unwrap_or_default()
    }
}
