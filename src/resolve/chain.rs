//! Chains of nominals to actors: a curated one where the names say so, else one discovered in the text.
//!
//! In come a document's extraction and the curated actors, out comes for every nominal whom it means. Decided here: a
//! chain whose curated candidates agree is that actor; a chain with a name is a discovered actor under its longest
//! name; members of a body that stand for it in plural ("al-Qaida operatives", "Iranian officials") are the body. A
//! description without a name keeps its words.

use std::collections::BTreeSet;

use crate::extract::Extraction;
use crate::extract::nominal::{Nominal, NominalForm};
use crate::extract::tree::{Tree, is_invisible};
use crate::model::{ActorId, Actors, Sort};
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::{single_spaced, slug};

/// Whom a chain means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainActor {
    /// The curated actor, where it is one.
    pub curated: Option<ActorId>,
    /// The actor's key: the curated one, or a slug of the name.
    pub key: String,
    /// Name to show.
    pub name: String,
    /// What it can be.
    pub sort: Sort,
    /// True where a name names it, false where a description does.
    pub named: bool,
}

/// Whom each chain means, by its index.
pub fn chain_actors(tree: &Tree<'_>, extraction: &Extraction, actors: &Actors) -> Vec<ChainActor> {
    let own: Vec<ChainActor> =
        extraction.chains.members.iter().map(|members| own_actor(tree, extraction, members, actors)).collect();
    // "al-Qaida operatives" are al-Qaida, by the chain of the name before them.
    let stands_for = |members: &Vec<usize>| {
        members
            .iter()
            .find_map(|member| body_of(tree, extraction, *member))
            .filter(|body| own[*body].named)
            .map(|body| own[body].clone())
    };
    extraction
        .chains
        .members
        .iter()
        .zip(&own)
        .map(
            |(members, actor)| {
                if actor.named { actor.clone() } else { stands_for(members).unwrap_or_else(|| actor.clone()) }
            },
        )
        .collect()
}

fn own_actor(tree: &Tree<'_>, extraction: &Extraction, members: &[usize], actors: &Actors) -> ChainActor {
    let nominals: Vec<&Nominal> = members.iter().map(|member| &extraction.nominals[*member]).collect();
    let curated: BTreeSet<ActorId> =
        nominals.iter().filter(|nominal| nominal.candidates.len() == 1).map(|nominal| nominal.candidates[0]).collect();
    if let (Some(only), true) = (curated.first(), curated.len() == 1) {
        let actor = actors.get(*only);
        let sort = nominals
            .iter()
            .find(|nominal| nominal.candidates.first() == Some(only))
            .map_or(Sort::Thing, |nominal| nominal.sort);
        return ChainActor {
            curated: Some(*only),
            key: actor.key.clone(),
            name: actor.name.clone(),
            sort,
            named: true,
        };
    }
    if let Some((state, nominal)) = nominals.iter().find_map(|nominal| {
        nominal.state.as_ref().filter(|state| !is_people(tree, nominal, state)).map(|state| (state, nominal))
    }) {
        return ChainActor { curated: None, key: slug(state), name: state.clone(), sort: nominal.sort, named: true };
    }
    // The longest name; of two as long the first.
    let names = nominals
        .iter()
        .filter_map(|nominal| nominal.name.as_ref().map(|name| (one_line(tree.words(name)), nominal.sort)));
    if let Some((name, sort)) =
        names.reduce(|best, next| if next.0.chars().count() > best.0.chars().count() { next } else { best })
    {
        return ChainActor { curated: None, key: slug(&name), name, sort, named: true };
    }
    let described = nominals.iter().find(|nominal| nominal.form == NominalForm::Description).unwrap_or(&nominals[0]);
    let name = one_line(tree.words(&without_article(tree, described)));
    ChainActor { curated: None, key: slug(&name), name, sort: described.sort, named: false }
}

/// True for people of a state that do not stand for it: "1,300 Palestinians", "Kosovo Albanians"; "the Americans" do.
fn is_people(tree: &Tree<'_>, nominal: &Nominal, state: &str) -> bool {
    let demonym = tree.form(nominal.head);
    nominal.plural
        && nominal.form != NominalForm::Modifier
        && demonym.ends_with('s')
        && !state.contains(demonym)
        && !(tree.lower(nominal.tokens.start) == "the" && nominal.tokens.start + 1 == nominal.head)
}

fn one_line(words: &str) -> String {
    single_spaced(&words.chars().filter(|letter| !is_invisible(*letter)).collect::<String>())
}

/// The words that a description is known by: from behind its article to its head, with what "of" adds.
fn without_article(tree: &Tree<'_>, nominal: &Nominal) -> std::ops::Range<usize> {
    let of = tree
        .dependents_by(nominal.head, &[Relation::Nmod])
        .find(|token| tree.preposition(*token) == "of" && nominal.tokens.contains(token));
    let end = of.map_or(nominal.head + 1, |of| tree.phrase(of).end.min(nominal.tokens.end));
    let mut tokens = nominal.tokens.start..end;
    while tokens.len() > 1
        && (tree.upos(tokens.start) == Upos::Det || matches!(tree.xpos(tokens.start), Xpos::PrpPoss | Xpos::Cd))
        && tokens.start < nominal.head
    {
        tokens.start += 1;
    }
    tokens
}

/// The chain of the body whose people a description means: "al-Qaida operatives", "ISIL fighters", "Iranian officials".
fn body_of(tree: &Tree<'_>, extraction: &Extraction, member: usize) -> Option<usize> {
    let nominal = &extraction.nominals[member];
    if nominal.form != NominalForm::Description
        || !matches!(nominal.sort, Sort::Person | Sort::Organization | Sort::Force | Sort::Group)
    {
        return None;
    }
    let several = nominal.plural || nominal.sort == Sort::Organization;
    let before = tree
        .dependents_by(nominal.head, &[Relation::Compound, Relation::Amod, Relation::NmodUnmarked, Relation::NmodPoss])
        .filter(|token| *token < nominal.head);
    let body = before
        .filter_map(|token| extraction.nominals.binary_search_by_key(&token, |nominal| nominal.head).ok())
        .next_back()?;
    let stands = match extraction.nominals[body].sort {
        Sort::Organization | Sort::Force | Sort::Group => nominal.sort == Sort::Person && several,
        Sort::State => several && WordList::NounsForWhoActsForAState.has(tree.lemma(nominal.head)),
        Sort::Person | Sort::Place | Sort::Thing => false,
    };
    stands.then(|| extraction.chains.chain_of[body])
}
