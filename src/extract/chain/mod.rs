//! Which nominals of a document mean the same actor.
//!
//! In come the tree, its nominals and reports; out come chains. An ordered sieve of small passes, most precise first
//! (Lee et al. 2013, "Deterministic coreference resolution based on entity-centric, precision-ranked rules"): what an
//! early pass joined is known to the later ones. Every pass only proposes; [`Draft::merge`] refuses what cannot be one
//! actor, whoever proposes it. A pronoun that nothing explains stays alone: a gap is better than an invented edge.
//!
//! All passes look names up in tables or look back over a bounded window, so that the whole is close to linear in the
//! text.

mod acronym;
mod apposition;
mod country;
mod definite;
mod description;
mod draft;
mod exact;
mod first_person;
mod gender;
mod identity;
mod known;
mod other_name;
mod person_name;
mod pronoun;
mod quotation;
mod title;

use super::attribution::Report;
use super::lexicon::Lexicon;
use super::nominal::Nominal;
use super::tree::Tree;
use draft::Draft;
use known::Known;

/// Nominals grouped: every nominal is in exactly one chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chains {
    /// The chain of each nominal, by the nominal's index.
    pub chain_of: Vec<usize>,
    /// The nominals of each chain, in order of the text; never empty.
    pub members: Vec<Vec<usize>>,
}

/// Groups the nominals of a document by whom they mean. Chains are numbered by their first nominals.
pub fn chains(tree: &Tree<'_>, nominals: &[Nominal], reports: &[Report], lexicon: &Lexicon) -> Chains {
    let known = Known::new(tree, nominals, reports, lexicon);
    let mut draft = Draft::new(&known);
    for pass in PASSES {
        pass(&known, &mut draft);
    }
    draft.finish()
}

/// A pass proposes merges.
type Pass = fn(&Known<'_>, &mut Draft<'_>);

/// The sieve, most precise pass first.
const PASSES: [Pass; 13] = [
    identity::same_actor,
    identity::same_state,
    exact::same_name,
    other_name::said_to_be_one,
    acronym::acronyms,
    title::titles_before_names,
    apposition::appositions_and_predicates,
    person_name::short_names,
    description::same_description,
    definite::definite_by_kind,
    first_person::speakers_of_quotations,
    pronoun::pronouns,
    country::country_of_somebody,
];
