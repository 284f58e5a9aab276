//! "his country", "their country": the state that somebody's title or description names.
//!
//! After the pronouns, because it asks whom "his" means.

use super::draft::Draft;
use super::first_person::side;
use super::known::{Article, Known};
use crate::extract::nominal::NominalForm;
use crate::nlp::{Relation, WordList};
use crate::text::Rule;

/// Merges "his country" with the state that he speaks for.
pub(super) fn country_of_somebody(known: &Known<'_>, draft: &mut Draft<'_>) {
    if !Rule::ChainCountry.applies() {
        return;
    }
    for (index, nominal) in known.nominals.iter().enumerate() {
        let profile = &known.profiles[index];
        let country = nominal.form == NominalForm::Description
            && profile.noun.as_deref().is_some_and(|noun| WordList::NounsForHomeCountry.has(noun))
            && profile.words.is_empty();
        if !country || profile.article != Article::Possessive || nominal.plural {
            continue;
        }
        let owner = known.tree.dependent(nominal.head, &[Relation::NmodPoss]).and_then(|token| known.nominal_at(token));
        let Some(side) = owner.and_then(|owner| side(known, draft, owner)) else { continue };
        if draft.facts(side).state.is_some() {
            draft.merge(side, index);
        }
    }
}
