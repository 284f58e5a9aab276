//! What role nouns tell: offices with their bearers, and what a minister or secretary is there for.

use super::Matching;
use crate::extract::nominal::{Nominal, NominalForm};
use crate::extract::pattern::Family;
use crate::extract::role;
use crate::model::Sort;
use crate::nlp::{Relation, WordList};
use crate::text::Rule;

impl Matching<'_> {
    pub(super) fn role_noun(&mut self, token: usize) {
        let tree = self.fillers.tree;
        let mut triggers = vec![tree.lemma(token).to_owned()];
        // "chief of staff", "press secretary": the longer trigger is the more specific.
        if let Some(before) = token
            .checked_sub(1)
            .filter(|before| tree.head(*before) == Some(token) || tree.head(*before) == tree.head(token))
        {
            triggers.insert(0, format!("{} {}", tree.lemma(before), tree.lemma(token)));
        }
        if token + 2 < tree.sentence(token).end && tree.lower(token + 1) == "of" {
            triggers.insert(0, format!("{} of {}", tree.lemma(token), tree.lemma(token + 2)));
        }
        // "ISIL in Karvil": any name of a body can stand somewhere.
        if let Some(index) =
            self.fillers.at(token).filter(|index| self.fillers.nominals[*index].form == NominalForm::Name)
        {
            match self.fillers.nominals[index].sort {
                Sort::Force | Sort::Organization | Sort::Group => triggers.push("any body".to_owned()),
                Sort::Person | Sort::State | Sort::Place | Sort::Thing => {}
            }
        }
        // "our partners, including Borland": that they include somebody is told besides what they are.
        let including = role::modifier_by(tree, token, "including");
        if including.is_some() {
            self.try_all(Family::Noun, "any whole", token, token);
        }
        if self.portfolio(token).is_some() {
            triggers.insert(0, format!("portfolio {}", tree.lemma(token)));
        }
        for trigger in triggers {
            // "chief of staff": the staff is part of the office and nobody's.
            self.part_of_trigger = trigger.contains(" of ").then_some(token + 2);
            let told = self.try_all(Family::Noun, &trigger, token, token);
            self.part_of_trigger = None;
            if told {
                return;
            }
        }
    }

    /// The noun stands before the name that bears it: "CIA director Mike Pompeo".
    pub(super) fn is_title(&self, token: usize) -> bool {
        self.title_bearer(token).is_some()
    }

    /// The person whose name stands behind the title.
    pub(super) fn title_bearer(&self, token: usize) -> Option<usize> {
        let tree = self.fillers.tree;
        let before =
            matches!(tree.relation(token), Relation::Compound | Relation::NmodDesc | Relation::Amod | Relation::Nmod);
        let head = tree.head(token).filter(|head| before && *head > token)?;
        let bearer = self.fillers.at_or_in(head)?;
        let nominal = &self.fillers.nominals[bearer];
        (nominal.form == NominalForm::Name && nominal.sort == Sort::Person).then_some(bearer)
    }

    /// What a minister or secretary is there for: "Defense" before "Secretary", "state" behind "secretary of".
    fn portfolio(&self, office: usize) -> Option<&str> {
        let tree = self.fillers.tree;
        if !WordList::OfficesWithPortfolio.has(tree.lemma(office)) {
            return None;
        }
        let is_portfolio =
            |token: usize| self.fillers.lexicon.classes(tree.lower(token)).has(self.fillers.lexicon.core.portfolio);
        let before = office
            .checked_sub(1)
            .filter(|before| is_portfolio(*before) && tree.sentence_of(*before) == tree.sentence_of(office));
        let behind = || {
            Some(office + 2).filter(|behind| {
                *behind < tree.sentence(office).end
                    && matches!(tree.lower(office + 1), "of" | "for")
                    && is_portfolio(*behind)
            })
        };
        before.or_else(behind).map(|token| tree.lower(token))
    }

    /// The department named anywhere in the document that the office is there for: "Defense Department", "the Ministry
    /// of Defence".
    pub(super) fn department(&self, office: usize) -> Option<usize> {
        if !Rule::PatternDepartment.applies() {
            return None;
        }
        let portfolio = self.portfolio(office)?;
        let tree = self.fillers.tree;
        // "the Iraqi foreign minister": the department of the document may be another state's.
        let foreign = office
            .checked_sub(2)
            .and_then(|before| self.fillers.at(before))
            .is_some_and(|before| self.fillers.nominals[before].form == NominalForm::Modifier);
        if foreign {
            return None;
        }
        let is_it = |nominal: &Nominal| {
            let Some(name) = &nominal.name else { return false };
            let mut words = name.clone().map(|token| tree.lower(token));
            words.clone().any(|word| word == portfolio) && words.any(|word| WordList::NounsOfDepartments.has(word))
        };
        self.fillers.nominals.iter().position(is_it)
    }
}
