//! Chains of nominals to actors: a curated one where the names say so, else one discovered in the text.
//!
//! In come a document's extraction and the curated actors, out comes for every nominal whom it means. Decided here: a
//! chain whose curated candidates agree is that actor; a chain with a name is a discovered actor under its longest
//! name; members of a body that stand for it in plural ("al-Qaida operatives", "Iranian officials") are the body; a
//! body of a name that many have is known by its owner ("Foreign Ministry of Iran"). A description without a name keeps
//! its words. How far a name reaches is told with it: whether it means the same actor in another document.

use std::collections::BTreeSet;

use crate::extract::Extraction;
use crate::extract::lexicon::{Lexicon, NounClasses};
use crate::extract::nominal::{Body, Nominal, NominalForm, Owner};
use crate::extract::tree::{Tree, is_invisible};
use crate::model::{ActorId, Actors, Sort};
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::{single_spaced, slug};

/// How far a name reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The same name in another document means the same actor: "Red Crescent", "Army of Kenya".
    Project,
    /// A person's name: another document means the same person where something else ties the two.
    Context,
    /// It names nobody outside its document: "the Army", "Israeli hostages".
    Document,
}

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
    /// How far its name reaches.
    pub reach: Reach,
}

/// Whom each chain means, by its index.
pub fn chain_actors(tree: &Tree<'_>, extraction: &Extraction, actors: &Actors, lexicon: &Lexicon) -> Vec<ChainActor> {
    let mut own: Vec<ChainActor> =
        extraction.chains.members.iter().map(|members| own_actor(tree, extraction, members, actors, lexicon)).collect();
    let bodies: Vec<(usize, ChainActor)> = (extraction.chains.members.iter().enumerate())
        .filter_map(|(chain, members)| Some((chain, body_with_owner(tree, extraction, members, &own[chain], &own)?)))
        .collect();
    for (chain, body) in bodies {
        own[chain] = body;
    }
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

/// The chain's actor as the body of its owner, where it is a body of a name that many have.
fn body_with_owner(
    tree: &Tree<'_>,
    extraction: &Extraction,
    members: &[usize],
    actor: &ChainActor,
    own: &[ChainActor],
) -> Option<ChainActor> {
    if actor.curated.is_some() {
        return None;
    }
    let bodies =
        || members.iter().filter_map(|member| extraction.nominals[*member].body.as_ref().map(|body| (*member, body)));
    // A chain that some name calls by itself, "the Guardian Council", is no body of many.
    let by_itself = |member: &usize| {
        let nominal = &extraction.nominals[*member];
        nominal.name.is_some() && nominal.body.is_none()
    };
    let (_, first) = bodies().next().filter(|_| !members.iter().any(by_itself))?;
    let owned = bodies().find_map(|(member, body)| Some((member, body, body.owner.as_ref()?)));
    let Some((member, body, owner)) = owned else {
        let name = first.words.clone();
        return Some(ChainActor { key: slug(&name), name, reach: Reach::Document, ..actor.clone() });
    };
    let (owner_key, owner_name, reach) = match owner {
        Owner::State(state) => (slug(state), state.clone(), Reach::Project),
        Owner::Nominal(head) => {
            let at = extraction.nominals.binary_search_by_key(head, |nominal| nominal.head).ok()?;
            let owner = &own[extraction.chains.chain_of[at]];
            (owner.key.clone(), owner.name.clone(), owner.reach)
        }
    };
    let key = format!("{}-of-{owner_key}", slug(&body.words));
    let name = match &extraction.nominals[member].name {
        Some(name) if body.owner_in_name => one_line(tree.words(name)),
        _ => format!("{} of {owner_name}", capitalised(body)),
    };
    Some(ChainActor { key, name, named: true, reach, ..actor.clone() })
}

/// "Foreign Ministry", also where the text writes "foreign ministry".
fn capitalised(body: &Body) -> String {
    let mut letters = body.words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn own_actor(
    tree: &Tree<'_>,
    extraction: &Extraction,
    members: &[usize],
    actors: &Actors,
    lexicon: &Lexicon,
) -> ChainActor {
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
            reach: Reach::Project,
        };
    }
    if let Some((state, nominal)) = nominals.iter().find_map(|nominal| {
        nominal.state.as_ref().filter(|state| !is_people(tree, nominal, state)).map(|state| (state, nominal))
    }) {
        let (key, name, reach) = (slug(state), state.clone(), Reach::Project);
        return ChainActor { curated: None, key, name, sort: nominal.sort, named: true, reach };
    }
    // The longest name; of two as long the first.
    let names = nominals.iter().filter_map(|nominal| {
        let name = nominal.name.as_ref().filter(|name| !is_fragment(tree, name))?;
        Some((one_line(tree.words(name)), nominal.sort))
    });
    if let Some((name, sort)) =
        names.reduce(|best, next| if next.0.chars().count() > best.0.chars().count() { next } else { best })
    {
        let reach = reach_of(&name, sort, lexicon);
        return ChainActor { curated: None, key: slug(&name), name, sort, named: true, reach };
    }
    let described = nominals.iter().find(|nominal| nominal.form == NominalForm::Description).unwrap_or(&nominals[0]);
    let tokens = without_article(tree, described);
    let name = if is_fragment(tree, &tokens) { String::new() } else { one_line(tree.words(&tokens)) };
    ChainActor { curated: None, key: slug(&name), name, sort: described.sort, named: false, reach: Reach::Document }
}

/// Most words of what names somebody.
const LONGEST_NAME: usize = 8;

/// True for a piece of a sentence that was taken for a name: "Department of the", "Lee, 68, of Torrance", "Advisory
/// alerting institutions".
fn is_fragment(tree: &Tree<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let Some(last) = tokens.clone().next_back() else { return true };
    let ends_open = matches!(tree.upos(last), Upos::Adp | Upos::Det | Upos::Cconj | Upos::Sconj | Upos::Aux);
    let finite = |token: usize| {
        matches!(tree.xpos(token), Xpos::Vbz | Xpos::Vbd | Xpos::Vbp | Xpos::Md)
            || tree.xpos(token) == Xpos::Vbg
                && tree.head(token).is_some_and(|head| tokens.contains(&head) && head < token)
    };
    let words = tokens.clone().filter(|token| tree.upos(*token) != Upos::Punct).count();
    let number_set_off = tokens
        .clone()
        .any(|token| tree.form(token) == "," && token + 1 < tokens.end && tree.upos(token + 1) == Upos::Num);
    ends_open || words > LONGEST_NAME || number_set_off || tokens.clone().any(finite)
}

/// How far a name by itself reaches: a single word that is a common noun too, "Insurgents", or a letter, "X", names
/// nobody elsewhere.
fn reach_of(name: &str, sort: Sort, lexicon: &Lexicon) -> Reach {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    let capitals = letters.clone().all(|letter| !letter.is_lowercase());
    let lower = name.to_lowercase();
    let is_common = !name.contains(' ')
        && !capitals
        && (lexicon.classes(&lower) != NounClasses::default() || WordList::WordsOfBodies.has(&lower));
    match sort {
        _ if is_common || letters.count() < 2 => Reach::Document,
        Sort::Person => Reach::Context,
        Sort::State | Sort::Organization | Sort::Force | Sort::Group | Sort::Place | Sort::Thing => Reach::Project,
    }
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
