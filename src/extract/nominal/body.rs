//! Bodies that every state, party or town has, and whose they are.
//!
//! "Foreign Ministry", "the Army", "Supreme Court" name nobody by themselves: only with their owner do they, "Iran's
//! Foreign Ministry", "the Iraqi Army", "the Supreme Court of Kenya". In come the nominals of a text, out they go with
//! what is known of those that are such bodies. Which words these names are made of is data; a name with any other word
//! in it, "the Red Crescent", is its own.

use std::ops::Range;

use super::{Nominal, NominalForm};
use crate::extract::lexicon::Lexicon;
use crate::extract::tree::Tree;
use crate::model::Sort;
use crate::nlp::{Relation, Upos, WordList, Xpos};

/// A body whose name many have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its name without its owner's and without an article: "Foreign Ministry".
    pub words: String,
    /// Whose it is, where its own phrase says so.
    pub owner: Option<Owner>,
    /// The owner's name is a part of its own: "the Iraqi Army".
    pub owner_in_name: bool,
}

/// Whose a body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The nominal with this head.
    Nominal(usize),
    /// A state that stands inside the name.
    State(String),
}

/// The nominals with the bodies among them told. Linear in their tokens.
pub(in crate::extract) fn with_bodies(tree: &Tree<'_>, mut found: Vec<Nominal>, lexicon: &Lexicon) -> Vec<Nominal> {
    let bodies: Vec<Option<Body>> = found.iter().map(|nominal| body(tree, &found, nominal, lexicon)).collect();
    for (nominal, body) in found.iter_mut().zip(bodies) {
        nominal.body = body;
    }
    found
}

/// Most tokens of a name that is read for this.
const LONGEST: usize = 16;

fn body(tree: &Tree<'_>, nominals: &[Nominal], nominal: &Nominal, lexicon: &Lexicon) -> Option<Body> {
    let may_be = nominal.candidates.is_empty()
        && nominal.state.is_none()
        && nominal.form != NominalForm::Pronoun
        && !matches!(nominal.sort, Sort::Person | Sort::State);
    if !may_be {
        return None;
    }
    let named = |head: usize| nominals.binary_search_by_key(&head, |nominal| nominal.head).ok().map(|at| &nominals[at]);
    let is_owner =
        |head: usize| head != nominal.head && named(head).is_some_and(|other| other.name.is_some() && owns(other));
    let read = match &nominal.name {
        Some(name) => name.clone(),
        None => described(tree, nominal),
    };
    if read.len() > LONGEST {
        return None;
    }
    // Most names and nouns are no such thing: the cheap question first.
    if !read.clone().any(|token| is_noun(tree, token)) {
        return None;
    }
    let mut own: Vec<usize> = Vec::new();
    let mut owner = None;
    let mut token = read.start;
    while token < read.end {
        let farthest = read.end.min(token + lexicon.longest_state_form());
        let state = (token..farthest).rev().find_map(|last| {
            let words: Vec<&str> = (token..=last).map(|token| tree.lower(token)).collect();
            lexicon.state(&words.join(" ")).map(|(state, _)| (last, state.name.clone()))
        });
        if let Some((last, state)) = state {
            let of_nominal = (token..=last).find(|token| is_owner(*token)).map(Owner::Nominal);
            owner = owner.or(of_nominal).or(Some(Owner::State(state)));
            token = last;
        } else if let Some(name) = named(token).filter(|_| is_owner(token)).and_then(|other| other.name.clone()) {
            owner = owner.or(Some(Owner::Nominal(token)));
            own.retain(|own| !name.contains(own));
            token = name.end.max(token + 1) - 1;
        } else {
            own.push(token);
        }
        token += 1;
    }
    let is_filling = |token: usize| is_filling(tree, token);
    while own.first().is_some_and(|token| is_filling(*token)) {
        own.remove(0);
    }
    while own.last().is_some_and(|token| is_filling(*token)) {
        own.pop();
    }
    let content: Vec<usize> = own.iter().copied().filter(|token| !is_filling(*token)).collect();
    let is_noun = |token: usize| is_noun(tree, token);
    // The head of "Ministry of Foreign Affairs" stands before "of".
    let of = own.iter().position(|token| matches!(tree.lower(*token), "of" | "for"));
    let head = *own[..of.unwrap_or(own.len())].last()?;
    let all_common = content.iter().all(|token| is_common(tree, *token));
    if !is_noun(head) || !all_common {
        return None;
    }
    let words = own.iter().map(|token| tree.form(*token)).collect::<Vec<_>>().join(" ");
    let several = nominal.name.is_none() && content.len() == 1;
    if several && WordList::NounsForSeveralBodies.has(tree.lemma(head))
        || WordList::BodiesKnownByThemselves.has(&words.to_lowercase())
    {
        return None;
    }
    let owner_in_name = owner.is_some();
    let owner = owner.or_else(|| beside(tree, nominal, &read, &is_owner).map(Owner::Nominal));
    Some(Body { words, owner, owner_in_name })
}

/// True where a name is that of a body of many but for the words `owner` in it: "the Supreme Court of Kenya".
pub(super) fn is_body_of(tree: &Tree<'_>, name: &Range<usize>, owner: &Range<usize>) -> bool {
    let mut rest = name.clone().filter(|token| !owner.contains(token) && !is_filling(tree, *token)).peekable();
    name.len() <= LONGEST
        && rest.peek().is_some()
        && name.clone().any(|token| !owner.contains(&token) && is_noun(tree, token))
        && rest.all(|token| is_common(tree, token))
}

fn is_filling(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.upos(token), Upos::Adp | Upos::Det | Upos::Cconj | Upos::Part | Upos::Punct)
        || tree.xpos(token) == Xpos::Pos
}

fn is_noun(tree: &Tree<'_>, token: usize) -> bool {
    WordList::NounsForBodies.has(tree.lemma(token)) || WordList::NounsForBodies.has(tree.lower(token))
}

/// True for a word that tells no owner.
fn is_common(tree: &Tree<'_>, token: usize) -> bool {
    is_noun(tree, token)
        || WordList::WordsOfBodies.has(tree.lower(token))
        || WordList::WordsOfBodies.has(tree.lemma(token))
}

/// Who can have such bodies.
fn owns(nominal: &Nominal) -> bool {
    nominal.state.is_some()
        || matches!(nominal.sort, Sort::State | Sort::Place | Sort::Organization | Sort::Force | Sort::Group)
}

/// The words of a description that may name a body: from its start to what stands behind "of".
fn described(tree: &Tree<'_>, nominal: &Nominal) -> Range<usize> {
    let of = tree
        .dependents_by(nominal.head, &[Relation::Nmod])
        .find(|token| tree.preposition(*token) == "of" && nominal.tokens.contains(token));
    nominal.tokens.start..of.map_or(nominal.head + 1, |of| tree.phrase(of).end.min(nominal.tokens.end))
}

/// An owner outside the name: "Iran's Foreign Ministry", "the Foreign Ministry of Iran".
fn beside(tree: &Tree<'_>, nominal: &Nominal, name: &Range<usize>, is_owner: &dyn Fn(usize) -> bool) -> Option<usize> {
    let owning = [Relation::NmodPoss, Relation::Compound, Relation::Amod, Relation::NmodUnmarked, Relation::NmodDesc];
    let before = tree.dependents_by(nominal.head, &owning).filter(|token| *token < name.start);
    let behind = tree
        .dependents_by(nominal.head, &[Relation::Nmod])
        .filter(|token| *token >= name.end && tree.preposition(*token) == "of");
    before.chain(behind).find(|token| is_owner(*token))
}
