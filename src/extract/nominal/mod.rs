//! Noun phrases that can be an end of a claim: names, descriptions, adjectives of nationality, pronouns.
//!
//! In come the tree, the gazetteer's mentions and the lexicon; out come nominals by head token. A nominal is the
//! maximal noun phrase, because "forces under his control" is somebody else than "forces"; its name, where it has one,
//! is kept apart.

mod body;
mod mention;
mod name;
mod phrase;
mod sort;

use std::ops::Range;

use super::lexicon::Lexicon;
use super::tree::Tree;
use crate::model::{ActorId, Mention, Sort};
use crate::nlp::{Relation, Upos, Xpos};
pub(in crate::extract) use body::with_bodies;
pub use body::{Body, Owner};
use mention::offices_by_last_token;
use name::{Unit, is_modifier, units};
use phrase::{described, prefixed, pronoun};

/// A noun phrase that may stand for an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nominal {
    /// Its head token.
    pub head: usize,
    /// The maximal phrase, without relative clauses and appositions.
    pub tokens: Range<usize>,
    /// The proper name in it that names it: "Mike Pompeo" in "CIA director Mike Pompeo".
    pub name: Option<Range<usize>>,
    /// How it refers.
    pub form: NominalForm,
    /// What it can stand for.
    pub sort: Sort,
    /// Grammatically plural: "militants", "they". "Iran and Iraq" are two nominals, each of them singular.
    pub plural: bool,
    /// Whom the curated file says it may name: sorted; more than one is ambiguity.
    pub candidates: Vec<ActorId>,
    /// The state it names by itself, by the built-in list.
    pub state: Option<String>,
    /// What it is, where it is a body of a name that many have.
    pub body: Option<Body>,
}

/// How a nominal refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NominalForm {
    /// By a proper name: "Mike Pompeo", "the Quds Force", "Iran".
    Name,
    /// By an adjective of nationality, or a name standing before a noun: "Iraqi" in "Iraqi forces", "U.S." in "U.S.
    /// strike".
    Modifier,
    /// By a common noun: "the general", "security forces".
    Description,
    /// By a pronoun: he, they, its, we.
    Pronoun,
}

impl NominalForm {
    /// Its name, in lower case.
    pub fn label(self) -> &'static str {
        match self {
            NominalForm::Name => "name",
            NominalForm::Modifier => "modifier",
            NominalForm::Description => "description",
            NominalForm::Pronoun => "pronoun",
        }
    }
}

/// Finds the nominals of a text, sorted by head. `sort_of` says what a curated actor is. Linear in the tokens.
pub fn nominals(
    tree: &Tree<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    sort_of: &dyn Fn(ActorId) -> Sort,
) -> Vec<Nominal> {
    let units = units(tree, mentions, lexicon, sort_of);
    let mut inside = vec![false; tree.len()];
    let mut unit_at: Vec<Option<usize>> = vec![None; tree.len()];
    for (index, unit) in units.iter().enumerate() {
        inside[unit.tokens.clone()].fill(true);
        unit_at[unit.head(tree)] = Some(index);
    }
    let offices = offices_by_last_token(tree, mentions);
    let mut found = Vec::new();
    for token in 0..tree.len() {
        let nominal = match unit_at[token] {
            Some(unit) => Some(named(tree, &units[unit])),
            None if inside[token] => None,
            None => pronoun(tree, token)
                .or_else(|| prefixed(tree, token, mentions, lexicon, sort_of))
                .or_else(|| described(tree, token, &offices, lexicon)),
        };
        found.extend(nominal);
    }
    found
}

/// A name with the words before it that belong to it.
fn named(tree: &Tree<'_>, unit: &Unit) -> Nominal {
    let head = unit.head(tree);
    let modifier = is_modifier(tree, head);
    let before = |token: usize| {
        let premodifies = matches!(
            tree.relation(token),
            Relation::Compound
                | Relation::Amod
                | Relation::NmodDesc
                | Relation::Det
                | Relation::NmodPoss
                | Relation::Nummod
                | Relation::Flat
                | Relation::NmodUnmarked
        );
        // "Iraq's prime minister": the possessive mark is inside, the name's own preposition is not.
        token < head && (premodifies || tree.xpos(token) == Xpos::Pos)
    };
    let mut tokens = if modifier {
        unit.tokens.clone()
    } else {
        tree.reach(head, &|token| {
            before(token) || unit.tokens.contains(&token) && tree.relation(token) != Relation::Case
        })
    };
    tokens = tokens.start.min(unit.tokens.start)..unit.tokens.end.max(head + 1);
    // A preposition that hangs on a word of the title: "with Prime Minister Brandt".
    while tokens.start < unit.tokens.start && tree.upos(tokens.start) == Upos::Adp {
        tokens.start += 1;
    }
    let plural = unit.demonym && matches!(tree.xpos(head), Xpos::Nnps | Xpos::Nns)
        || unit.sort == Sort::Force && matches!(tree.xpos(head), Xpos::Nnps | Xpos::Nns);
    Nominal {
        head,
        tokens,
        name: Some(unit.tokens.clone()),
        form: if modifier { NominalForm::Modifier } else { NominalForm::Name },
        sort: unit.sort,
        plural,
        candidates: unit.candidates.clone(),
        state: unit.state.clone(),
        body: None,
    }
}
