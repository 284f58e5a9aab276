//! Mends of subjects: verbs that lost theirs, and subjects that hang on another verb.
//!
//! In come the tokens of a sentence, out they go with a subject moved to its verb. `mend` says when each is asked.

use std::ops::Range;

use kg_text::Rule;

use super::analysis::Token;
use super::network::MOST_TOKENS;
use super::tag::{Relation, Upos, Xpos};

/// "In Arland, Ada Brandt, the minister, said": what stands behind the comma is no apposition to Arland but the subject
/// of a finite verb that has none.
pub(super) fn verb_of_fronted(
    text: &str,
    tokens: &[Token],
    has_subject: &[bool],
    first: usize,
    at: usize,
) -> Option<usize> {
    if !Rule::MendFronted.applies() {
        return None;
    }
    let token = &tokens[at];
    if token.relation != Relation::Appos || !is_nominal(token) {
        return None;
    }
    let place = token.head as usize - first;
    let verb = tokens[place].head as usize - first;
    let begins = tokens[place].relation == Relation::Obl && (place < 5 && place < at && at < verb);
    let finite = tokens[verb].upos == Upos::Verb
        && matches!(tokens[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)
        && matches!(tokens[verb].relation, Relation::Root | Relation::Ccomp | Relation::Parataxis);
    if !begins || !finite || has_subject[verb] {
        return None;
    }
    let is = |at: usize, form: &str| tokens[at].span.of(text) == form;
    let preposition =
        tokens[..place].iter().any(|word| word.relation == Relation::Case && word.head as usize - first == place);
    // A comma parts it from the place, and nothing is listed.
    let comma = (place + 1..at).any(|between| is(between, ","));
    (preposition && comma).then_some(verb)
}

/// "the deal which Arland and Borland negotiated": what stands between the pronoun and the verb is the verb's subject,
/// for no compound follows its noun.
pub(super) fn verb_of_relative(tokens: &[Token], has_subject: &[bool], first: usize, at: usize) -> Option<usize> {
    if !Rule::MendRelative.applies() {
        return None;
    }
    let token = &tokens[at];
    let noun = token.head as usize - first;
    if token.relation != Relation::Compound || noun >= at || !is_nominal(token) {
        return None;
    }
    let pronoun = (noun + 1..at).find(|between| matches!(tokens[*between].xpos, Xpos::Wdt | Xpos::Wp))?;
    let verb = tokens[pronoun].head as usize - first;
    let fits = verb > at
        && tokens[verb].relation == Relation::AclRelcl
        && tokens[verb].head as usize - first == noun
        && tokens[pronoun].relation == Relation::Obj;
    (fits && !has_subject[verb]).then_some(verb)
}

/// "Arland vetoed a resolution", "the U.S. military trains pilots": no name is a compound of the finite verb behind it
/// and no adjective stands before one, so it is its subject.
pub(super) fn subject_beside_verb(tokens: &mut [Token], has_subject: &mut [bool], first: usize, at: usize) {
    if !Rule::MendSubjectBesideVerb.applies() {
        return;
    }
    let verb = tokens[at].head as usize - first;
    let finite = tokens[verb].upos == Upos::Verb && matches!(tokens[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let name = tokens[at].relation == Relation::Compound && tokens[at].upos == Upos::Propn;
    // Words before it make the adjective a noun.
    let adjective = || {
        tokens[at].relation == Relation::Amod
            && verb == at + 1
            && near(tokens, at).any(|word| {
                word < at
                    && matches!(tokens[word].relation, Relation::Det | Relation::Compound)
                    && tokens[word].head as usize - first == at
            })
    };
    if (name || adjective()) && verb > at && finite && !has_subject[verb] {
        if !name {
            (tokens[at].upos, tokens[at].xpos) = (Upos::Noun, Xpos::Nn);
        }
        tokens[at].relation = Relation::Nsubj;
        has_subject[verb] = true;
    }
}

/// "The police detained ten men, the office said", "Brandt said Winter ignored it": of two subjects of the saying verb
/// the one beside the clause is the clause's.
pub(super) fn subject_of_speech(tokens: &mut [Token], has_subject: &mut [bool], first: usize, at: usize) {
    if !Rule::MendSubjectOfSpeech.applies() {
        return;
    }
    let saying = tokens[at].head as usize - first;
    if tokens[at].relation != Relation::Ccomp
        || has_subject[at]
        || !matches!(tokens[at].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vb | Xpos::Vbn)
    {
        return;
    }
    let subjects = |from: usize, to: usize| {
        near(tokens, at)
            .filter(|token| (from..to).contains(token))
            .find(|token| tokens[*token].relation == Relation::Nsubj && tokens[*token].head as usize - first == saying)
    };
    let (own, other) = if at < saying {
        (subjects(0, at), subjects(at + 1, saying))
    } else {
        (subjects(saying + 1, at), subjects(0, saying))
    };
    if let (Some(own), Some(_)) = (own, other) {
        tokens[own].head = u32::try_from(first + at).expect("the text is indexed by 32 bits");
        has_subject[at] = true;
    }
}

/// "Arland rolled back tariffs": what has a subject of its own stands before no noun but governs it.
pub(super) fn verb_with_subject(tokens: &mut [Token], has_subject: &[bool], first: usize, at: usize) {
    if !Rule::MendVerbWithSubject.applies() {
        return;
    }
    let noun = tokens[at].head as usize - first;
    let finite = matches!(tokens[at].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn);
    if tokens[at].relation != Relation::Amod || !has_subject[at] || !finite || noun <= at || has_subject[noun] {
        return;
    }
    let (here, there) = (u32::try_from(first + at).expect("the text is indexed by 32 bits"), tokens[at].head);
    let above = tokens[noun].head;
    tokens[at].head = if above == there { here } else { above };
    tokens[at].relation = tokens[noun].relation;
    if tokens[at].xpos == Xpos::Vbn {
        tokens[at].xpos = Xpos::Vbd;
    }
    tokens[noun].head = here;
    tokens[noun].relation = Relation::Obj;
}

pub(super) fn near(tokens: &[Token], at: usize) -> Range<usize> {
    at.saturating_sub(MOST_TOKENS)..tokens.len().min(at + MOST_TOKENS)
}

pub(super) fn is_nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}
