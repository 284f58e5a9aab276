//! What the reader is asked about in a sentence: words that may state a claim, words that may be an end of one, and the
//! way through the tree between them.
//!
//! Ends are heads of nominals, so that whatever is read is said of somebody whom the rest of the program knows.
//! `training/claims/gold.py` and `student.py` choose by the same rules; a change here is a change there and a new file
//! of the reader.

use std::ops::Range;

use crate::extract::nominal::Nominal;
use crate::extract::tree::Tree;
use crate::nlp::{Candidates, Language, Relation, Upos};

/// Longer sentences are lists and tables, and none was trained on.
const LONGEST: usize = 120;

/// Steps of a way through the tree; an end that is further away is `far`.
const LONGEST_PATH: usize = 5;

/// The candidates of a sentence, by position in it, with the nominal of each end. `None` where nothing can be claimed:
/// fewer than two ends, or too long.
///
/// Linear in the tokens, and in triggers times ends.
pub(super) fn candidates(
    tree: &Tree<'_>,
    sentence: &Range<usize>,
    nominals: &[Nominal],
    language: &Language<'_>,
) -> Option<(Candidates, Vec<usize>)> {
    if sentence.len() > LONGEST {
        return None;
    }
    let first = nominals.partition_point(|nominal| nominal.head < sentence.start);
    let here = nominals[first..].iter().enumerate().take_while(|(_, nominal)| nominal.head < sentence.end);
    let (ends, of): (Vec<usize>, Vec<usize>) = here
        .filter(|(_, nominal)| may_be_end(tree, nominal.head))
        .map(|(index, nominal)| (nominal.head - sentence.start, first + index))
        .unzip();
    if ends.len() < 2 {
        return None;
    }
    let triggers: Vec<usize> =
        sentence.clone().filter(|token| may_trigger(tree.upos(*token))).map(|token| token - sentence.start).collect();
    let mut words = String::new();
    let mut paths = Vec::with_capacity(triggers.len() * ends.len());
    for trigger in &triggers {
        for end in &ends {
            words.clear();
            path(tree, sentence.start + trigger, sentence.start + end, &mut words);
            paths.push(language.claim_path(&words));
        }
    }
    Some((Candidates { triggers, ends, paths }, of))
}

/// Nouns, pronouns and words of origin ("Israeli"); not the second word of a name.
fn may_be_end(tree: &Tree<'_>, token: usize) -> bool {
    let part_of_another =
        matches!(tree.relation(token), Relation::Flat | Relation::Fixed | Relation::Goeswith | Relation::Expl);
    let capital = || tree.form(token).starts_with(char::is_uppercase);
    match tree.upos(token) {
        _ if part_of_another => false,
        Upos::Noun | Upos::Propn | Upos::Pron => true,
        Upos::Adj => capital(),
        Upos::Adp
        | Upos::Adv
        | Upos::Aux
        | Upos::Cconj
        | Upos::Det
        | Upos::Intj
        | Upos::Num
        | Upos::Part
        | Upos::Punct
        | Upos::Sconj
        | Upos::Sym
        | Upos::Verb
        | Upos::X => false,
    }
}

fn may_trigger(upos: Upos) -> bool {
    match upos {
        Upos::Verb
        | Upos::Noun
        | Upos::Adj
        | Upos::Propn
        | Upos::Adp
        | Upos::Adv
        | Upos::Aux
        | Upos::Part
        | Upos::Sconj => true,
        Upos::Cconj | Upos::Det | Upos::Intj | Upos::Num | Upos::Pron | Upos::Punct | Upos::Sym | Upos::X => false,
    }
}

/// Writes the way from a trigger to an end: steps up (`<relation`), steps down (`>relation`), and the end's preposition
/// (`|of`).
fn path(tree: &Tree<'_>, trigger: usize, end: usize, words: &mut String) {
    if trigger == end {
        words.push('=');
        return;
    }
    let mut up = vec![trigger];
    while let Some(head) = tree.head(up[up.len() - 1])
        && !up.contains(&head)
        && up.len() <= LONGEST_PATH
    {
        up.push(head);
    }
    let mut down = vec![end];
    while !up.contains(&down[down.len() - 1])
        && let Some(head) = tree.head(down[down.len() - 1])
        && down.len() <= LONGEST_PATH
    {
        down.push(head);
    }
    let top = down[down.len() - 1];
    let Some(steps_up) = up.iter().position(|token| *token == top) else {
        words.push_str("far");
        return;
    };
    if steps_up + down.len() - 1 > LONGEST_PATH {
        words.push_str("far");
        return;
    }
    for token in &up[..steps_up] {
        words.push('<');
        words.push_str(tree.relation(*token).as_str());
    }
    for token in down[..down.len() - 1].iter().rev() {
        words.push('>');
        words.push_str(tree.relation(*token).as_str());
    }
    if let Some(preposition) = tree.dependent(end, &[Relation::Case]) {
        words.push('|');
        words.push_str(&tree.form(preposition).to_lowercase());
    }
}
