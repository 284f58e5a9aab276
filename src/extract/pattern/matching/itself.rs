//! Objects that are nobody: the thing that is rejected, the camp that is attacked. They keep the reader from seeing
//! somebody there whom the words only name in passing: "critical of the Iran deal".
//!
//! In come a pattern and its trigger where no slot led to an actor, out come nominals. What is decided here: only a
//! pattern that asks for things gets one ("rejected the referendum"), only one that hits ground gets a place without a
//! name ("attacked a camp"), and a stretch of time is never what is meant.

use super::Matching;
use crate::extract::nominal::NominalForm;
use crate::extract::pattern::{Pattern, Slot};
use crate::extract::role;
use crate::model::Sort;
use crate::text::Rule;

impl Matching<'_> {
    /// What the object's own words mean, where they mean nobody: of the first slot that something fills. `verb` lends
    /// an event noun its prepositions.
    pub(super) fn itself(&self, pattern: &Pattern, token: usize, verb: Option<usize>, subject: &[usize]) -> Vec<usize> {
        if !Rule::PatternItself.applies() {
            return Vec::new();
        }
        let things = pattern.object_is.contains(&Sort::Thing);
        let ground = pattern.hits_ground && pattern.object_is.is_empty();
        if !things && !ground {
            return Vec::new();
        }
        let fits = |index: &usize| {
            let nominal = &self.fillers.nominals[*index];
            let of_sort = match nominal.sort {
                Sort::Thing => things && !role::is_time(self.fillers.tree, nominal.head),
                Sort::Place => true,
                Sort::Person | Sort::State | Sort::Organization | Sort::Force | Sort::Group => false,
            };
            of_sort
                && nominal.form != NominalForm::Pronoun
                && nominal.form != NominalForm::Modifier
                && !subject.contains(index)
        };
        let ends = |slot: &Slot, from: usize| -> Vec<usize> {
            let filler = self.token_of(slot, from).filter(|filler| *filler != from);
            filler
                .into_iter()
                .flat_map(|filler| self.fillers.tree.joined(filler))
                .filter_map(|filler| self.fillers.at(filler))
                .filter(fits)
                .collect()
        };
        // "gave no permission for the march": not what is given, but what it is for.
        let asked = |slot: &&Slot| pattern.with.iter().any(|(place, _)| place == *slot);
        let slots = pattern.object.iter().filter(|slot| !asked(slot)).chain(pattern.object.iter().filter(asked));
        slots
            .map(|slot| {
                let own = ends(slot, token);
                if own.is_empty() {
                    verb.filter(|_| matches!(slot, Slot::Preposition(_)))
                        .map(|verb| ends(slot, verb))
                        .unwrap_or_default()
                } else {
                    own
                }
            })
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }
}
