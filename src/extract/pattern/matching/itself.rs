//! Objects that are nobody: the thing that is rejected, the camp that is attacked; and whoever must act first.
//!
//! In come a pattern and its trigger where no slot led to an actor, out come nominals. What is decided here: only a
//! pattern that asks for things gets one ("rejected the referendum"), only one that hits ground gets a place without a
//! name ("attacked a camp"), and a stretch of time is never what is meant.

use super::Matching;
use crate::extract::factuality::is_negated;
use crate::extract::filler::Reach;
use crate::extract::lexicon::NounClasses;
use crate::extract::nominal::NominalForm;
use crate::extract::pattern::{Pattern, Slot};
use crate::extract::role;
use crate::model::{Sort, Temporal};
use crate::nlp::{Relation, Xpos};
use crate::text::Rule;

/// Verbs that do good to their object.
const HELPING: [&str; 16] = [
    "support",
    "help",
    "assist",
    "aid",
    "feed",
    "protect",
    "shelter",
    "treat",
    "equip",
    "rebuild",
    "train",
    "rescue",
    "evacuate",
    "vaccinate",
    "resettle",
    "house",
];

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

    /// "arrested ten men, including Ada Brandt": what happens to several happened to each that is named, where it is a
    /// deed and no state.
    pub(super) fn included(&self, pattern: &Pattern, verb: usize, object: &[usize]) -> Vec<usize> {
        if !Rule::PatternIncluded.applies() {
            return Vec::new();
        }
        let tree = self.fillers.tree;
        let deed = pattern.kind.is_some_and(|kind| self.schema.relation_kind(kind).temporal == Temporal::Event);
        let several = |end: &&usize| self.fillers.nominals[**end].plural && self.fillers.nominals[**end].head > verb;
        let Some(last) =
            object.iter().filter(several).map(|end| self.fillers.nominals[*end].head).max().filter(|_| deed)
        else {
            return Vec::new();
        };
        let parts = [verb, last]
            .into_iter()
            .flat_map(|over| tree.dependents_by(over, &[Relation::Obl, Relation::Nmod]))
            .filter(|part| *part > last && tree.preposition(*part) == "including");
        let joined = parts
            .flat_map(|part| tree.joined(part))
            .flat_map(|part| self.fillers.ends(part, Reach::Through(NounClasses::default())));
        joined
            .filter(|end| self.fillers.has_name(*end) && !object.contains(end) && self.object_fits(pattern, *end))
            .collect()
    }

    /// Whom an infinitive of purpose helps: "provided a million in aid to support refugees".
    pub(super) fn purpose(&self, verb: usize, reach: Reach) -> Vec<usize> {
        let tree = self.fillers.tree;
        let nouns = tree.dependents_by(verb, &[Relation::Obj, Relation::Obl]);
        let below = nouns.flat_map(|noun| std::iter::once(noun).chain(tree.dependents_by(noun, &[Relation::Nmod])));
        let infinitives = std::iter::once(verb)
            .chain(below)
            .flat_map(|over| tree.dependents_by(over, &[Relation::Advcl, Relation::Acl, Relation::Xcomp]));
        let helps =
            |token: &usize| *token > verb && tree.xpos(*token) == Xpos::Vb && HELPING.contains(&tree.lemma(*token));
        infinitives
            .filter(helps)
            .filter_map(|helping| role::patient(tree, helping))
            .map(|token| self.fillers.ends(token, reach))
            .find(|ends| !ends.is_empty())
            .unwrap_or_default()
    }

    /// Who acts in the clause that tells what is alleged: "an inquiry into claims that soldiers fired".
    pub(super) fn alleged(&self, token: usize) -> Vec<usize> {
        let tree = self.fillers.tree;
        let nouns = ["into", "over", "about"]
            .iter()
            .filter_map(|preposition| role::oblique(tree, token, preposition))
            .chain(role::patient(tree, token));
        let clauses =
            nouns.flat_map(|noun| tree.dependents_by(noun, &[Relation::Acl, Relation::Ccomp, Relation::AclRelcl]));
        let told =
            |clause: &usize| tree.dependents_by(*clause, &[Relation::Mark]).any(|mark| tree.lower(mark) == "that");
        clauses
            .filter(told)
            .filter_map(|clause| role::agent(tree, clause))
            .map(|agent| self.fillers.ends(agent, Reach::Acting))
            .find(|ends| !ends.is_empty())
            .unwrap_or_default()
    }

    /// Who must act first: "will not lift the embargo until Borland holds elections", "would open the gates unless
    /// Borland paid".
    pub(super) fn condition(&self, verb: usize) -> Vec<usize> {
        let tree = self.fillers.tree;
        let subject = role::agent(tree, verb).map(|agent| self.fillers.ends(agent, Reach::Acting)).unwrap_or_default();
        let same = |end: &usize| {
            subject.iter().any(|own| self.fillers.chains.chain_of[*own] == self.fillers.chains.chain_of[*end])
        };
        // "threatened to leave unless Borland pays": the condition may hang on the infinitive.
        let below = tree.dependents_by(
            verb,
            &[Relation::Xcomp, Relation::Ccomp, Relation::Advcl, Relation::Acl, Relation::AclRelcl],
        );
        let not_before = is_negated(tree, verb);
        let clauses = [verb].into_iter().chain(below).flat_map(|over| tree.dependents_by(over, &[Relation::Advcl]));
        let conditions = clauses.filter(|clause| {
            tree.dependents_by(*clause, &[Relation::Mark, Relation::Advmod, Relation::Case]).any(|mark| {
                matches!(tree.lower(mark), "until" | "till" | "unless") || not_before && tree.lower(mark) == "before"
            })
        });
        conditions
            .filter_map(|clause| {
                // "until its demands are met by Borland"
                let doer = role::agent(tree, clause).or_else(|| role::own_subject(tree, clause))?;
                // "would leave unless she was paid"
                let above = tree
                    .head(clause)
                    .and_then(|over| role::agent(tree, over))
                    .and_then(|agent| self.fillers.at(agent))
                    .map(|agent| self.fillers.chains.chain_of[agent]);
                let same = |end: &usize| same(end) || above == Some(self.fillers.chains.chain_of[*end]);
                let ends: Vec<usize> = self
                    .fillers
                    .ends(doer, Reach::Acting)
                    .into_iter()
                    .filter(|end| self.fillers.nominals[*end].sort.acts() && !same(end))
                    .collect();
                (!ends.is_empty()).then_some(ends)
            })
            .next()
            .unwrap_or_default()
    }
}
