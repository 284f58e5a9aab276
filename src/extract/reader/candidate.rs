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

/// Steps of a way through the tree.
const LONGEST_PATH: usize = 5;

/// The way to an end that is further away.
const FAR: &str = "far";

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
    // Most pairs are far from each other, and share one row.
    let far = language.claim_path(FAR);
    let above = |token: &usize| -> Vec<usize> { tree.upwards(sentence.start + token).take(LONGEST_PATH + 1).collect() };
    let above_ends: Vec<Vec<usize>> = ends.iter().map(above).collect();
    let mut way = String::new();
    let mut paths = Vec::with_capacity(triggers.len() * ends.len());
    for trigger in &triggers {
        let above_trigger = above(trigger);
        for above_end in &above_ends {
            way.clear();
            let is_near = write_way(tree, &above_trigger, above_end, &mut way);
            paths.push(if is_near { language.claim_path(&way) } else { far });
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
/// (`|of`); false where they are far from each other. Both come with the tokens above them, themselves first.
fn write_way(tree: &Tree<'_>, above_trigger: &[usize], above_end: &[usize], way: &mut String) -> bool {
    let (trigger, end) = (above_trigger[0], above_end[0]);
    if trigger == end {
        way.push('=');
        return true;
    }
    let meeting = above_end.iter().enumerate().find_map(|(down, token)| {
        let up = above_trigger.iter().position(|other| other == token)?;
        Some((up, down))
    });
    let Some((up, down)) = meeting.filter(|(up, down)| up + down <= LONGEST_PATH) else { return false };
    for token in &above_trigger[..up] {
        way.push('<');
        way.push_str(tree.relation(*token).as_str());
    }
    for token in above_end[..down].iter().rev() {
        way.push('>');
        way.push_str(tree.relation(*token).as_str());
    }
    if let Some(preposition) = tree.dependent(end, &[Relation::Case]) {
        way.push('|');
        way.push_str(&tree.form(preposition).to_lowercase());
    }
    true
}
