//! Trees mended where the parser is known to slip.
//!
//! In come the tokens of a sentence with their heads, out they go with some arcs moved. Each mend needs words that allow one reading only, moves an arc to a
//! token further up or beside, and so never makes a cycle. Linear.

use super::analysis::Token;
use super::tag::{Relation, Upos, Xpos};

/// Mends the tree of a sentence whose first token is the `first` of its document.
pub(super) fn mend(text: &str, tokens: &mut [Token], first: usize) {
    let mut has_subject = vec![false; tokens.len()];
    for token in tokens.iter() {
        if matches!(token.relation, Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter | Relation::Csubj | Relation::Expl) {
            has_subject[token.head as usize - first] = true;
        }
    }
    for at in 1..tokens.len() {
        // "rolled back tariffs": the particle belongs to the verb before it.
        let particle = matches!(tokens[at].relation, Relation::Compound | Relation::Amod) && matches!(tokens[at].span.of(text), "back" | "up" | "down" | "off" | "out" | "over");
        if particle && tokens[at - 1].upos == Upos::Verb && tokens[at].head as usize - first > at {
            tokens[at].head = u32::try_from(first + at - 1).expect("the verb stands in the text");
            tokens[at].relation = Relation::CompoundPrt;
        }
    }
    for at in 0..tokens.len() {
        let Some(verb) = verb_of_fronted(text, tokens, &has_subject, first, at).or_else(|| verb_of_relative(tokens, &has_subject, first, at)) else { continue };
        has_subject[verb] = true;
        tokens[at].head = u32::try_from(first + verb).expect("the verb stands in the text");
        tokens[at].relation = Relation::Nsubj;
    }
}

fn is_nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

/// "In Arland, Ada Brandt, the minister, said": what stands behind the comma is no apposition to Arland but the subject of a finite verb that has none.
fn verb_of_fronted(text: &str, tokens: &[Token], has_subject: &[bool], first: usize, at: usize) -> Option<usize> {
    let token = &tokens[at];
    if token.relation != Relation::Appos || !is_nominal(token) {
        return None;
    }
    let place = token.head as usize - first;
    let verb = tokens[place].head as usize - first;
    let begins = tokens[place].relation == Relation::Obl && (place < 5 && place < at && at < verb);
    let finite = tokens[verb].upos == Upos::Verb && matches!(tokens[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) && matches!(tokens[verb].relation, Relation::Root | Relation::Ccomp | Relation::Parataxis);
    if !begins || !finite || has_subject[verb] {
        return None;
    }
    let is = |at: usize, form: &str| tokens[at].span.of(text) == form;
    let preposition = tokens[..place].iter().any(|word| word.relation == Relation::Case && word.head as usize - first == place);
    // A comma parts it from the place, and nothing is listed.
    let comma = (place + 1..at).any(|between| is(between, ","));
    (preposition && comma).then_some(verb)
}

/// "the deal which Arland and Borland negotiated": what stands between the pronoun and the verb is the verb's subject, for no compound follows its noun.
fn verb_of_relative(tokens: &[Token], has_subject: &[bool], first: usize, at: usize) -> Option<usize> {
    let token = &tokens[at];
    let noun = token.head as usize - first;
    if token.relation != Relation::Compound || noun >= at || !is_nominal(token) {
        return None;
    }
    let pronoun = (noun + 1..at).find(|between| matches!(tokens[*between].xpos, Xpos::Wdt | Xpos::Wp))?;
    let verb = tokens[pronoun].head as usize - first;
    let fits = verb > at && tokens[verb].relation == Relation::AclRelcl && tokens[verb].head as usize - first == noun && tokens[pronoun].relation == Relation::Obj;
    (fits && !has_subject[verb]).then_some(verb)
}
