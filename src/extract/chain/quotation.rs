//! Direct speech: between which marks, and whose.
//!
//! Marks are read here and not from the reports, because a report's content may be indirect ("he said he would go"), where "he" may well be the speaker.
//! Whose words they are is the reports' to say; where they are silent, the verb of saying beside the marks does.

use std::ops::Range;

use crate::extract::attribution::Report;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos};

/// Words between marks that somebody says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    /// With the marks.
    pub(super) tokens: Range<usize>,
    /// Head token of who speaks.
    pub(super) speaker: Option<usize>,
    /// True where it goes on in the next paragraph: no mark closes it.
    goes_on: bool,
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
                if !quotation.tokens.contains(&source) {
                    quotation.speaker.get_or_insert(source);
                }
            }
        }
    }
    for index in 0..found.len() {
        if found[index].speaker.is_none() {
            found[index].speaker = speaker_beside(tree, &found, index, paragraph);
        }
    }
    // “We came. ¶ “We went,” she said.
    for index in (1..found.len()).rev() {
        if found[index - 1].goes_on && found[index - 1].speaker.is_none() {
            found[index - 1].speaker = found[index].speaker;
        }
    }
    for index in 1..found.len() {
        let (before, here) = (&found[index - 1], &found[index]);
        let same = before.goes_on || paragraph[before.tokens.start] == paragraph[here.tokens.start];
        if here.speaker.is_none() && same {
            found[index].speaker = before.speaker;
        }
    }
    found
}

fn marked(tree: &Tree<'_>, paragraph: &[usize]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut put = |tokens: Range<usize>, goes_on: bool| {
        let finite = tokens.clone().any(|token| matches!(tree.upos(token), Upos::Verb | Upos::Aux));
        if tokens.len() >= SHORTEST_SPEECH + 2 && finite {
            found.push(Quotation { tokens, speaker: None, goes_on });
        }
    };
    for token in 0..tree.len() {
        if let Some(start) = open.filter(|start| paragraph[*start] != paragraph[token]) {
            put(start..token, matches!(tree.form(token), "“" | "\""));
            open = None;
        }
        match (tree.form(token), open) {
            ("“" | "``", None) | ("\"", None) => open = Some(token),
            ("”" | "''" | "\"", Some(start)) => {
                put(start..token + 1, false);
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        put(start..tree.len(), false);
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
    let says = |token: &usize| tree.upos(*token) == Upos::Verb && SAYING.contains(&tree.lemma(*token));
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
    let start = if colon && tokens.start == sentence.start { tree.sentence(tokens.start - 1).start } else { sentence.start };
    let start = start.max(tokens.start.saturating_sub(FARTHEST_CUE));
    (start..tokens.start).rev().find(|token| says(token) && !quoted(token) && (colon || paragraph[*token] == paragraph[tokens.start])).and_then(subject)
}

/// Verbs that stand beside marks. The reports know more of them.
const SAYING: [&str; 34] = [
    "say", "tell", "add", "write", "ask", "reply", "respond", "answer", "declare", "announce", "state", "insist", "argue", "warn", "claim", "explain", "note", "comment",
    "continue", "conclude", "admit", "acknowledge", "stress", "emphasize", "recall", "remark", "observe", "shout", "tweet", "quote", "testify", "complain", "report", "assert",
];
