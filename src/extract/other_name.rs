//! Other names that a text gives itself: "Dagalo, known as Hemedti", "Osman Mohamed (“Abu Lulu”)", "the Nusra Front,
//! formerly the Levant Front", "the Rapid Support Forces, or RSF".
//!
//! In come the nominals of a text, out come pairs of them that are one by the text's own word. Read from the words
//! between two names, not from the tree, which takes such insertions in a dozen ways. A name in brackets alone says too
//! little: "Messi (Barcelona)".

use std::ops::Range;

use super::nominal::{Nominal, NominalForm};
use super::tree::Tree;
use crate::model::Sort;
use crate::nlp::{Upos, WordList};

/// Most tokens between the two names.
const FARTHEST: usize = 10;

/// Pairs of nominals, by index, of which the text says that the second is another name of the first; in order of the
/// text. Linear in the nominals.
pub(super) fn other_names(tree: &Tree<'_>, nominals: &[Nominal]) -> Vec<(usize, usize)> {
    let is_named = |index: &usize| {
        let nominal = &nominals[*index];
        nominal.name.is_some() && nominal.form == NominalForm::Name && nominal.state.is_none()
    };
    let other = |index: usize| {
        let name = nominals[index].name.as_ref()?;
        let sentence = tree.sentence(name.start);
        let first = named_before(tree, nominals, index)?;
        let end = nominals[first].name.as_ref().map_or(nominals[first].head + 1, |name| name.end);
        let between = end.max(sentence.start)..name.start;
        (between.len() <= FARTHEST
            && end >= sentence.start
            && is_cue(tree, &between, (&nominals[first], &nominals[index])))
        .then_some((first, index))
    };
    (0..nominals.len()).filter(is_named).filter_map(other).collect()
}

/// The last name before a nominal, in its sentence: that of "the Islamic State group" too.
fn named_before(tree: &Tree<'_>, nominals: &[Nominal], index: usize) -> Option<usize> {
    let sentence = tree.sentence(nominals[index].head).start;
    (0..index)
        .rev()
        .take(FARTHEST)
        .take_while(|other| nominals[*other].head >= sentence)
        .find(|other| nominals[*other].name.is_some())
        .filter(|other| nominals[*other].state.is_none() && nominals[*other].sort != Sort::Place)
}

/// True where the words between two names say that both are one's.
fn is_cue(tree: &Tree<'_>, between: &Range<usize>, (first, second): (&Nominal, &Nominal)) -> bool {
    let mark = |token: usize| tree.upos(token) == Upos::Punct;
    let marks: Vec<&str> = between.clone().filter(|token| mark(*token)).map(|token| tree.form(token)).collect();
    // "Hemedti, who is known as" has one comma before it; a list has words with commas between them.
    let words: Vec<&str> = between
        .clone()
        .filter(|token| !mark(*token))
        .map(|token| tree.lower(token))
        .skip_while(|word| WordList::NounsForGroups.has(word))
        .collect();
    let is_quoted = marks.iter().any(|mark| matches!(*mark, "“" | "\"" | "``" | "‘" | "'"));
    if words.is_empty() {
        // "Osman Mohamed (“Abu Lulu”)".
        return is_quoted && marks.first() == Some(&"(") && first.sort == Sort::Person;
    }
    if words == ["or"] {
        return is_letters_of(tree, first, second);
    }
    let cue = |word: &&str| WordList::CuesOfOtherNames.has(word);
    let around = |word: &&str| WordList::WordsAroundCuesOfOtherNames.has(word);
    let Some(said) = words.iter().find(|word| cue(word)) else { return false };
    let with_another = words.iter().any(|word| WordList::CuesThatNeedAnother.has(word) && word != said);
    let whole = match *said {
        "called" => with_another,
        "known" => words.iter().any(|word| matches!(*word, "as" | "by")),
        // "formerly the Levant Front"; a person was formerly something else.
        "formerly" | "previously" => first.sort != Sort::Person || words.iter().filter(|word| cue(word)).count() > 1,
        said if WordList::CuesThatAreVerbsToo.has(said) => !marks.is_empty() || words.len() > 1,
        _ => true,
    };
    whole && words.iter().all(|word| cue(word) || around(word))
}

/// "RSF" of "Rapid Support Forces".
fn is_letters_of(tree: &Tree<'_>, first: &Nominal, second: &Nominal) -> bool {
    let (Some(long), Some(short)) = (&first.name, &second.name) else { return false };
    let initials: String = long
        .clone()
        .filter_map(|token| tree.form(token).chars().next())
        .filter(|letter| letter.is_uppercase())
        .collect();
    short.len() == 1 && tree.form(short.start) == initials
}
