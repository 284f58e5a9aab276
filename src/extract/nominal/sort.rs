//! What names and common nouns can stand for.

use std::ops::Range;

use crate::extract::lexicon::{CoreClasses, Lexicon, NounClasses};
use crate::extract::tree::Tree;
use crate::model::Sort;
use crate::nlp::{NameKind, Xpos};

/// What a name can stand for: its last word decides where it is a common noun too ("Syrian Democratic Forces"), else
/// the tagger.
pub(super) fn sort_of_name(tree: &Tree<'_>, tokens: &Range<usize>, kind: NameKind, lexicon: &Lexicon) -> Sort {
    // "Operation Iron Gate", "the Karvil Accord", "World War II" do not act.
    let last = if tokens.len() > 1 && tree.lower(tokens.end - 1).chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'))
    {
        tokens.end - 2
    } else {
        tokens.end - 1
    };
    if tokens.len() > 1
        && (tree.lower(tokens.start) == "operation" || lexicon.classes(tree.lower(last)).has(lexicon.core.occasion))
    {
        return Sort::Thing;
    }
    // "the SDF", "SDF forces": nobody's name; a long word in capitals may be a headline's.
    let acronym =
        tokens.len() == 1 && is_acronym(tree.form(tokens.start)) && tree.form(tokens.start).len() <= LONGEST_LETTERS;
    if kind == NameKind::Person && !acronym {
        return Sort::Person;
    }
    // "Ministry of Defence", "Bank of England": the head is no last word.
    let heads = [tokens.end - 1, tokens.start];
    for head in heads.into_iter().take(if tokens.len() > 1 { 2 } else { 1 }) {
        let classes = lexicon.classes(tree.lemma(head));
        let sort = sort_of_classes(classes, &lexicon.core);
        let fits = head + 1 == tokens.end || tokens.len() > 2 && tree.lower(head + 1) == "of";
        if let Some(sort) = sort.filter(|sort| fits && *sort != Sort::Person) {
            return sort;
        }
    }
    match kind {
        NameKind::Person | NameKind::Organization => Sort::Organization,
        NameKind::Place => Sort::Place,
        NameKind::Other if acronym => Sort::Organization,
        // "the Sunnis", "two Moroccans": many of one people or faith.
        NameKind::Other if tokens.len() == 1 && tree.xpos(tokens.start) == Xpos::Nnps => Sort::Group,
        NameKind::Other => Sort::Thing,
    }
}

/// Letters of a word in capitals that is an acronym and no name.
pub(super) const LONGEST_LETTERS: usize = 5;

/// True for a word in capitals of two letters or more.
pub(super) fn is_acronym(form: &str) -> bool {
    form.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !form.chars().any(char::is_lowercase)
}

/// What a noun of these classes stands for, where it can stand for anybody.
pub(super) fn sort_of_classes(classes: NounClasses, core: &CoreClasses) -> Option<Sort> {
    let order = [
        (core.force, Sort::Force),
        (core.person, Sort::Person),
        (core.organization, Sort::Organization),
        (core.group, Sort::Group),
        (core.state, Sort::State),
        (core.place, Sort::Place),
    ];
    order.into_iter().find(|(class, _)| classes.has(*class)).map(|(_, sort)| sort)
}
