//! Phrases without a name of their own: descriptions, pronouns, what stands behind a prefix.

use std::ops::Range;

use super::sort::{LONGEST_LETTERS, is_acronym, sort_of_classes};
use super::{Nominal, NominalForm};
use crate::extract::lexicon::{Lexicon, NounClasses};
use crate::extract::tree::Tree;
use crate::model::{ActorId, Mention, MentionForm, Sort};
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::Rule;

/// A noun with all that belongs to its phrase: "the general", "security forces in Karvil".
pub(super) fn described(
    tree: &Tree<'_>,
    token: usize,
    offices: &[(Range<usize>, Vec<ActorId>)],
    lexicon: &Lexicon,
) -> Option<Nominal> {
    let is_noun = matches!(tree.upos(token), Upos::Noun | Upos::Propn)
        || tree.upos(token) == Upos::Num && matches!(tree.relation(token), Relation::Nsubj | Relation::Obj);
    let inner = matches!(
        tree.relation(token),
        Relation::Compound | Relation::Flat | Relation::Fixed | Relation::NmodDesc | Relation::Goeswith
    );
    // "insurgent-held": a noun joined to a participle is somebody.
    let joined = tree.sentence(token).contains(&(token + 2))
        && tree.form(token + 1) == "-"
        && tree.xpos(token + 2) == Xpos::Vbn
        && tree.token(token).span.end() == tree.token(token + 1).span.start();
    // "government forces", "a defence ministry spokesman": a body before a noun is somebody too.
    let body = tree.relation(token) == Relation::Compound
        && tree.upos(token) == Upos::Noun
        && tree.head(token).is_some_and(|head| head > token)
        && {
            let classes = lexicon.classes(tree.lemma(token));
            let next_is_head = tree.head(token) == Some(token + 1);
            next_is_head
                && (classes.has(lexicon.core.organization)
                    || classes.has(lexicon.core.force)
                    || classes.has(lexicon.core.group))
                && lexicon.classes(&format!("{} {}", tree.lemma(token), tree.lemma(token + 1)))
                    == NounClasses::default()
        };
    if !is_noun || inner && !joined && !body {
        return None;
    }
    let compounds: Vec<usize> = tree
        .dependents_by(token, &[Relation::Compound, Relation::Amod])
        .filter(|dependent| *dependent < token)
        .collect();
    let lemmas = compounds.iter().map(|compound| tree.lemma(*compound)).chain([tree.lemma(token)]);
    let classes = lexicon.classes_of_last(lemmas);
    // "NRB returned the drawings": nobody knows the letters, but who has a name of letters is a body.
    let letters = tree.xpos(token) == Xpos::Nnp
        && is_acronym(tree.form(token))
        && (2..=LONGEST_LETTERS).contains(&tree.form(token).len())
        && tree.relation(token) == Relation::Nsubj;
    let sort =
        sort_of_classes(classes, &lexicon.core).unwrap_or(if letters { Sort::Organization } else { Sort::Thing });
    let outside = [
        Relation::AclRelcl,
        Relation::Appos,
        Relation::Parataxis,
        Relation::Conj,
        Relation::Cc,
        Relation::Punct,
        Relation::Cop,
        Relation::Nsubj,
        Relation::Aux,
        Relation::Advcl,
        Relation::Acl,
        Relation::Mark,
        Relation::Advmod,
        Relation::Obl,
        Relation::Ccomp,
        Relation::Xcomp,
        Relation::NsubjPass,
        Relation::AuxPass,
        Relation::CcPreconj,
        Relation::Expl,
        Relation::Discourse,
        Relation::OblUnmarked,
        Relation::NsubjOuter,
        Relation::Vocative,
        Relation::Dep,
        Relation::Orphan,
    ];
    // Marks between words belong to the phrase, clauses do not; the head's own preposition does not either.
    let passes = |dependent: usize| {
        let own = tree.head(dependent) == Some(token);
        let other = outside.contains(&tree.relation(dependent)) || own && tree.relation(dependent) == Relation::Case;
        !other || tree.relation(dependent) == Relation::Acl && dependent < token
    };
    // "The chief through his contacts sent a letter": how it was sent.
    let adverbial = |dependent: usize| {
        tree.relation(dependent) == Relation::Nmod
            && WordList::PrepositionsOfMeansAndTime.has(tree.preposition(dependent))
    };
    let passes = |dependent: usize| passes(dependent) && !adverbial(dependent);
    let mut tokens = tree.reach(token, &passes);
    if tokens.len() > LONGEST_DESCRIPTION {
        let short = |dependent: usize| passes(dependent) && (dependent < token || tree.preposition(dependent) == "of");
        tokens = tree.reach(token, &short);
    }
    if tokens.len() > LONGEST_DESCRIPTION {
        tokens = tree.reach(token, &|dependent| passes(dependent) && dependent < token);
    }
    let candidates = offices
        .iter()
        .find(|(range, _)| range.contains(&token) && range.end <= tokens.end.max(token + 1))
        .map(|(_, candidates)| candidates.clone());
    let plural = matches!(tree.xpos(token), Xpos::Nns | Xpos::Nnps);
    let sort = if candidates.is_some() { Sort::Person } else { sort };
    let form = if body || joined { NominalForm::Modifier } else { NominalForm::Description };
    Some(Nominal {
        head: token,
        tokens,
        name: None,
        form,
        sort,
        plural,
        candidates: candidates.unwrap_or_default(),
        state: None,
        body: None,
    })
}

/// Most tokens of a description: longer ones lose what stands behind their head, but for its "of".
const LONGEST_DESCRIPTION: usize = 12;

/// A pronoun for somebody: he, they, its.
pub(super) fn pronoun(tree: &Tree<'_>, token: usize) -> Option<Nominal> {
    if !matches!(tree.xpos(token), Xpos::Prp | Xpos::PrpPoss) || tree.relation(token) == Relation::Expl {
        return None;
    }
    let word = tree.lower(token);
    let (sort, plural) = if WordList::NeuterPronouns.has(word) {
        (Sort::Organization, false)
    } else if WordList::SingularPronouns.has(word) {
        (Sort::Person, false)
    } else if WordList::PronounsOfGroups.has(word) {
        (Sort::Group, true)
    } else {
        return None;
    };
    Some(Nominal {
        head: token,
        tokens: token..token + 1,
        name: None,
        form: NominalForm::Pronoun,
        sort,
        plural,
        candidates: Vec::new(),
        state: None,
        body: None,
    })
}

/// "counter-ISIL", "anti-government": one token, and what stands behind its hyphen is somebody.
pub(super) fn prefixed(
    tree: &Tree<'_>,
    token: usize,
    mentions: &[Mention],
    lexicon: &Lexicon,
    sort_of: &dyn Fn(ActorId) -> Sort,
) -> Option<Nominal> {
    if !Rule::NamePrefixed.applies() {
        return None;
    }
    let (prefix, rest) = tree.lower(token).split_once('-')?;
    if !WordList::PrefixesForAndAgainst.has(prefix) || rest.is_empty() {
        return None;
    }
    let span = tree.token(token).span;
    let inside = mentions.iter().find(|mention| {
        span.start() < mention.span.start()
            && mention.span.end() == span.end()
            && matches!(mention.form, MentionForm::Name(_))
    });
    let state = lexicon.state(rest).map(|(state, _)| state.name.clone());
    let capital = tree.form(token)[prefix.len() + 1..].starts_with(char::is_uppercase);
    let sort = inside
        .and_then(Mention::actor)
        .map(sort_of)
        .or_else(|| state.as_ref().map(|_| Sort::State))
        .or_else(|| sort_of_classes(lexicon.classes(rest), &lexicon.core))
        .or(capital.then_some(Sort::Organization))?;
    Some(Nominal {
        head: token,
        tokens: token..token + 1,
        name: None,
        form: NominalForm::Modifier,
        sort,
        plural: false,
        candidates: inside.map(|mention| mention.candidates.clone()).unwrap_or_default(),
        state,
        body: None,
    })
}
