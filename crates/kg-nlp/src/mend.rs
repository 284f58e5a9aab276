//! Tags mended where two tags of one word disagree, and particles taken for prepositions.
//!
//! In come the tokens of a sentence with their heads, out they go with some tags made to agree with the tree. Decided
//! here: no arc is moved but that of a particle, and those around an inserted "said Brandt", which the parser reads the
//! wrong way round. Rules that moved others, a dozen and a half of them, were worth nothing on annotated news once the
//! reader stood beside the patterns, and are gone. Linear.

use std::ops::Range;

use kg_text::Rule;

use super::analysis::Token;
use super::network::MOST_TOKENS;
use super::tag::{Relation, Upos, Xpos};
use super::word_list::WordList;

/// Mends the tags of a sentence whose first token is the `first` of its document.
pub(super) fn mend(text: &str, tokens: &mut [Token], first: usize) {
    names_in_capitals(text, tokens, first);
    for at in 1..tokens.len() {
        particle(text, tokens, first, at);
        inserted_speech(text, tokens, first, at);
    }
    let (mut active, mut auxiliary) = (vec![false; tokens.len()], vec![false; tokens.len()]);
    for token in tokens.iter() {
        active[token.head as usize - first] |= token.relation == Relation::Nsubj;
        auxiliary[token.head as usize - first] |=
            matches!(token.relation, Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::NsubjPass);
    }
    for (at, token) in tokens.iter_mut().enumerate().filter(|(_, token)| token.upos == Upos::Verb) {
        if token.xpos == Xpos::Nns {
            // Penn tag and universal tag may disagree on a form in -s, plural noun or verb. The parser made its tree
            // with the universal one, so that decides: "The army trains pilots".
            token.xpos = Xpos::Vbz;
        } else if token.xpos == Xpos::Vbn && active[at] && !auxiliary[at] {
            // "The rebels surrendered": no auxiliary and the subject of an active verb, so the form is the past.
            token.xpos = Xpos::Vbd;
        }
    }
}

/// "IS killed ten soldiers", "Da'esh attacked": a name that is written like a word of the grammar. What is written in
/// capitals where the sentence is not, and stands as the auxiliary of a verb without a subject, is the subject.
fn names_in_capitals(text: &str, tokens: &mut [Token], first: usize) {
    if !Rule::MendCapitals.applies() {
        return;
    }
    let is_lower = |token: &Token| token.span.of(text).chars().all(char::is_lowercase);
    let mixed = tokens.iter().any(is_lower);
    for at in 0..tokens.len() {
        let form = tokens[at].span.of(text);
        let is_name = tokens[at].upos == Upos::Pron
            && matches!(tokens[at].xpos, Xpos::Nn | Xpos::Nnp)
            && form.starts_with(char::is_uppercase)
            && form.contains(['\'', '’', '-']);
        let verb = tokens[at].head as usize - first;
        let is_subject = mixed
            && form.len() > 1
            && form.chars().all(char::is_uppercase)
            && matches!(tokens[at].relation, Relation::AuxPass | Relation::Aux)
            && verb > at
            && tokens[verb].upos == Upos::Verb
            && !tokens.iter().any(|other| {
                other.head as usize == first + verb
                    && matches!(other.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Expl)
            });
        if is_name || is_subject {
            (tokens[at].upos, tokens[at].xpos) = (Upos::Propn, Xpos::Nnp);
        }
        if is_subject {
            tokens[at].relation = Relation::Nsubj;
        }
    }
}

/// "rolled back tariffs", "called off its attack": the particle belongs to the verb, and what stands behind it is the
/// object.
fn particle(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    let (verb, word) = (tokens[at - 1].span.of(text), tokens[at].span.of(text));
    if tokens[at - 1].upos != Upos::Verb || !Rule::MendParticle.applies() || !is_particle(verb, word) {
        return;
    }
    let head = tokens[at].head as usize - first;
    let of_object = tokens[at].relation == Relation::Case
        && tokens[head].relation == Relation::Obl
        && tokens[head].head as usize - first == at - 1;
    let joined =
        matches!(tokens[at].relation, Relation::Compound | Relation::Amod | Relation::Advmod | Relation::CompoundPrt);
    // Nothing hangs on the particle, so that no arc can turn into a circle.
    if !(of_object || joined) || tokens[near(tokens, at)].iter().any(|other| other.head as usize == first + at) {
        return;
    }
    if of_object {
        tokens[head].relation = Relation::Obj;
    }
    (tokens[at].upos, tokens[at].xpos) = (Upos::Adp, Xpos::Rp);
    tokens[at].relation = Relation::CompoundPrt;
    tokens[at].head = u32::try_from(first + at - 1).expect("the verb stands in the text");
}

/// True for a verb and the word behind it that are listed together; the verb by how its forms begin.
fn is_particle(verb: &str, word: &str) -> bool {
    let verb = verb.to_ascii_lowercase();
    WordList::VerbsWithParticles
        .words()
        .iter()
        .filter_map(|both| both.split_once(' '))
        .any(|(stem, particle)| word == particle && verb.starts_with(stem))
}

/// "Arland, said Borland, attacked": the parser takes Arland for who says it and Borland for who attacked.
fn inserted_speech(text: &str, tokens: &mut [Token], first: usize, at: usize) {
    /// Tokens of a name behind the verb, and between the name and the verb of what is said.
    const MOST: usize = 10;
    let form = |token: usize| tokens[token].span.of(text);
    let is_mark = |token: usize| matches!(form(token), "," | "\"" | "”" | "’" | "''");
    if tokens[at].upos != Upos::Verb
        || !is_mark(at - 1)
        || !WordList::FormsOfSaying.has(form(at))
        || !Rule::MendInsertedSpeech.applies()
    {
        return;
    }
    let end = tokens.len().min(at + MOST);
    let Some(close) = (at + 2..end).find(|token| form(*token) == ",") else { return };
    let is_name = |token: &usize| matches!(tokens[*token].upos, Upos::Propn | Upos::Noun | Upos::Pron);
    let nominal = |token: usize| !matches!(tokens[token].upos, Upos::Verb | Upos::Aux | Upos::Punct | Upos::Sconj);
    if !(at + 1..close).all(nominal) {
        return;
    }
    let below = |token: usize| tokens[token].head as usize == first + at;
    let is_subject = |token: usize| matches!(tokens[token].relation, Relation::Nsubj | Relation::NsubjPass);
    let speaker = (at + 1..close).find(|token| below(*token) && is_name(token));
    let piece = near(tokens, at);
    let subject = (piece.start..at - 1).find(|token| below(*token) && is_subject(*token) && is_name(token));
    let has_subject =
        |verb: usize| (close..piece.end).any(|token| tokens[token].head as usize == first + verb && is_subject(token));
    let verb = (close + 1..tokens.len().min(close + MOST))
        .find(|token| below(*token) && tokens[*token].upos == Upos::Verb && !has_subject(*token));
    let (Some(speaker), Some(subject), Some(verb)) = (speaker, subject, verb) else { return };
    let number = |token: usize| u32::try_from(first + token).expect("the verb stands in the text");
    let (over, relation) = (tokens[at].head, tokens[at].relation);
    (tokens[verb].head, tokens[verb].relation) =
        if over == number(at) { (number(verb), relation) } else { (over, relation) };
    for token in near(tokens, at).filter(|token| *token < at || *token > close) {
        if token != verb && tokens[token].head == number(at) {
            tokens[token].head = number(verb);
        }
    }
    (tokens[at].head, tokens[at].relation) = (number(verb), Relation::Parataxis);
    (tokens[subject].head, tokens[subject].relation) = (number(verb), Relation::Nsubj);
    tokens[speaker].relation = Relation::Nsubj;
}

/// Where a word's dependents can stand: sentences are parsed in pieces.
fn near(tokens: &[Token], at: usize) -> Range<usize> {
    at.saturating_sub(MOST_TOKENS)..tokens.len().min(at + MOST_TOKENS)
}
