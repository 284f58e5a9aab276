//! Direct speech: between which marks, and whose.
//!
//! Marks are read here and not from the reports, because a report's content may be indirect ("he said he would go"),
//! where "he" may well be the speaker. Whose words they are is the reports' to say; where they are silent, the verb of
//! saying beside the marks does.

use std::ops::Range;

use crate::extract::attribution::Report;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList, Xpos};

/// Words between marks that somebody says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// With the marks.
    pub(super) tokens: Range<usize>,
    /// Head token of who speaks.
    pub(super) speaker: Option<usize>,
    /// True where it goes on in the next paragraph: no mark closes it.
    goes_on: bool,
    /// True for words that somebody quotes while being quoted himself: “He said, ‘I will not.’”
    inner: bool,
}

/// Fewer tokens than this between marks are a quoted word, not speech: “Q-West”.
const SHORTEST_SPEECH: usize = 4;

/// How far from its marks the verb of saying may stand.
const FARTHEST_CUE: usize = 40;

/// The direct speech of a text, in order and disjoint.
pub(super) fn quotations(tree: &Tree<'_>, reports: &[Report], paragraph: &[usize]) -> Vec<Quotation> {
    let mut found = marked(tree, paragraph);
    for report in reports {
        let Some(source) = report.source else { continue };
        for content in &report.content {
            let first = found.partition_point(|quotation| quotation.tokens.end <= content.start);
            for quotation in found[first..].iter_mut().take_while(|quotation| quotation.tokens.start < content.end) {
                if !quotation.inner && !quotation.tokens.contains(&source) {
                    quotation.speaker.get_or_insert(source);
                }
            }
        }
    }
    for index in 0..found.len() {
        if found[index].inner {
            found[index].speaker = speaker_inside(tree, &found[index].tokens);
        } else if found[index].speaker.is_none() {
            found[index].speaker = speaker_beside(tree, &found, index, paragraph);
        }
    }
    // “We came. ¶ “We went,” she said.
    for index in (1..found.len()).rev() {
        if found[index - 1].goes_on && found[index - 1].speaker.is_none() && !found[index - 1].inner {
            found[index - 1].speaker = found[index].speaker;
        }
    }
    for index in 1..found.len() {
        let (before, here) = (&found[index - 1], &found[index]);
        let same = before.goes_on || paragraph[before.tokens.start] == paragraph[here.tokens.start];
        if here.speaker.is_none() && same && !here.inner && !before.inner {
            found[index].speaker = before.speaker;
        }
    }
    found
}

fn marked(tree: &Tree<'_>, paragraph: &[usize]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut inner: Option<usize> = None;
    let mut inner_pieces: Vec<Range<usize>> = Vec::new();
    let mut put = |tokens: Range<usize>, goes_on: bool, pieces: &mut Vec<Range<usize>>| {
        let finite = tokens.clone().any(|token| matches!(tree.upos(token), Upos::Verb | Upos::Aux));
        if tokens.len() < SHORTEST_SPEECH + 2 || !finite {
            pieces.clear();
            return;
        }
        // A quotation in a quotation cuts the outer one in two.
        let mut start = tokens.start;
        for piece in pieces.drain(..) {
            if start < piece.start {
                found.push(Quotation { tokens: start..piece.start, speaker: None, goes_on: true, inner: false });
            }
            start = piece.end;
            found.push(Quotation { tokens: piece, speaker: None, goes_on: false, inner: true });
        }
        if start < tokens.end {
            found.push(Quotation { tokens: start..tokens.end, speaker: None, goes_on, inner: false });
        }
    };
    for token in 0..tree.len() {
        if let Some(start) = open.filter(|start| paragraph[*start] != paragraph[token]) {
            put(start..token, matches!(tree.form(token), "“" | "\""), &mut inner_pieces);
            (open, inner) = (None, None);
        }
        match (tree.form(token), open) {
            ("“" | "``", None) | ("\"", None) => open = Some(token),
            ("”" | "''" | "\"", Some(start)) => {
                if let Some(begun) = inner.take() {
                    inner_pieces.push(begun..token);
                }
                put(start..token + 1, false, &mut inner_pieces);
                open = None;
            }
            ("‘", Some(_)) if inner.is_none() => inner = Some(token),
            ("’", Some(_)) if tree.xpos(token) != Xpos::Pos => {
                if let Some(begun) = inner.take() {
                    inner_pieces.push(begun..token + 1);
                }
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        put(start..tree.len(), false, &mut inner_pieces);
    }
    found
}

/// The subject of a verb of saying near the marks: “...,” Ada said; Ada said: “...”.
fn speaker_beside(tree: &Tree<'_>, quotations: &[Quotation], index: usize, paragraph: &[usize]) -> Option<usize> {
    let tokens = &quotations[index].tokens;
    let quoted = |token: &usize| {
        let at = quotations.partition_point(|quotation| quotation.tokens.end <= *token);
        quotations.get(at).is_some_and(|quotation| quotation.tokens.contains(token))
    };
    let says =
        |token: &usize| tree.upos(*token) == Upos::Verb && WordList::VerbsOfSayingBesideMarks.has(tree.lemma(*token));
    let subject = |verb: usize| tree.dependent(verb, &[Relation::Nsubj]).filter(|subject| !quoted(subject));

    let last_sentence = tree.sentence(tokens.end - 1);
    let end = last_sentence.end.min(tokens.end + FARTHEST_CUE);
    let after = (tokens.end..end).find(|token| says(token) && !quoted(token)).and_then(subject);
    if after.is_some() {
        return after;
    }
    // A colon before the marks reaches over a sentence's end.
    let colon = tokens.start > 0 && matches!(tree.form(tokens.start - 1), ":" | ",");
    let sentence = tree.sentence(tokens.start);
    let start =
        if colon && tokens.start == sentence.start { tree.sentence(tokens.start - 1).start } else { sentence.start };
    let start = start.max(tokens.start.saturating_sub(FARTHEST_CUE));
    (start..tokens.start)
        .rev()
        .find(|token| says(token) && !quoted(token) && (colon || paragraph[*token] == paragraph[tokens.start]))
        .and_then(subject)
}

/// Who says words that somebody else quotes: “He replied, ‘I will not.’”
fn speaker_inside(tree: &Tree<'_>, tokens: &Range<usize>) -> Option<usize> {
    let start = tree.sentence(tokens.start.saturating_sub(1)).start.max(tokens.start.saturating_sub(NEAREST_CUE));
    let verb = (start..tokens.start)
        .rev()
        .find(|token| tree.upos(*token) == Upos::Verb && WordList::VerbsOfSayingBesideMarks.has(tree.lemma(*token)))?;
    // "he responded by saying".
    let bare = matches!(tree.relation(verb), Relation::Advcl | Relation::Xcomp)
        && tree.dependent(verb, &[Relation::Nsubj]).is_none();
    let verb = tree.head(verb).filter(|_| bare).unwrap_or(verb);
    tree.dependent(verb, &[Relation::Nsubj])
}

/// How far before a quotation in a quotation its verb of saying stands.
const NEAREST_CUE: usize = 10;
