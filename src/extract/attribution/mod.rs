//! Who says what: speakers, the words that make them speak, and what they are made to say.
//!
//! In come a text's trees and the list of reporting words, out come reports sorted by cue. Verbs give their content by
//! their dependents ([`verb`]), nouns, "according to" and headings by their place in the phrase ([`phrase`]); then
//! quotations are found by their marks alone ([`quotation`]) and given to the speakers beside them, across sentences
//! and paragraphs. Which words report is data, `data/lang/en/attribution.ron`.
//!
//! Decided here: a report needs content, so "she spoke for an hour" is none, and neither is what was not said: "he
//! declined to say whether". Who a speaker is in the world is decided elsewhere.

mod contested;
mod phrase;
mod pieces;
mod quotation;
mod speaker;
mod verb;
mod words;

use std::ops::Range;

use super::tree::Tree;
use crate::nlp::{Relation, Upos};
use speaker::Speakers;

pub use words::AttributionWords;

/// Somebody's words, reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Head token of who speaks, thinks or reports; none where nobody is named ("it was said"). Of "the envoy, who
    /// said" it is `envoy`.
    pub source: Option<usize>,
    /// Head tokens of those who say it side by side with the source: `Hale` in "Brandt and Hale said".
    pub beside: Vec<usize>,
    /// The tokens of the source as they stand before the cue, `who` in "the envoy, who said"; empty where there is
    /// none.
    pub source_tokens: Range<usize>,
    /// The words that attribute: "said", "according to", "accused".
    pub cue: Range<usize>,
    /// What is reported, in one or more pieces, in order, disjoint, none empty.
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
    /// Says of what somebody else said before that it is not so: "Kenya denied it". Its content stands before it, and
    /// is told by others.
    Contests,
}

/// A report whose quotations are not yet sought.
struct Draft {
    report: Report,
    /// The clause of the cue: what a quotation must stand beside.
    clause: Range<usize>,
    /// A quotation beside the cue may be its content.
    speech: bool,
    /// It reports even inside somebody's quotation: "“The clerk said that it burned,” she said", but not "“I think so,”
    /// she said".
    nests: bool,
}

/// Finds every report of a text. Sorted by cue. Near-linear in the text.
pub fn reports(tree: &Tree<'_>, words: &AttributionWords) -> Vec<Report> {
    let mut speakers = Speakers::new(tree, words);
    let mut drafts = Vec::new();
    for token in 0..tree.len() {
        drafts.extend(verb::draft(tree, words, &mut speakers, token));
        drafts.extend(phrase::draft(tree, words, &mut speakers, token));
    }
    let paragraphs = quotation::paragraphs(tree);
    drafts.extend(phrase::headings(tree, words, &paragraphs));
    drafts.sort_by_key(|draft| (draft.report.cue.start, draft.report.cue.end));
    quotation::give(tree, &paragraphs, &mut drafts);
    let mut reports: Vec<Report> =
        drafts.into_iter().map(|draft| draft.report).filter(|report| !report.content.is_empty()).collect();
    reports.sort_by_key(|report| (report.cue.start, report.cue.end));
    contested::turn(tree, words, &mut reports);
    for report in &mut reports {
        report.beside = report.source.map(|source| beside(tree, source, &report.cue)).unwrap_or_default();
    }
    reports
}

/// The nominals that are joined to a source on its side of the cue: not "Brandt said, and Hale".
fn beside(tree: &Tree<'_>, source: usize, cue: &Range<usize>) -> Vec<usize> {
    let is_nominal = |token: usize| matches!(tree.upos(token), Upos::Noun | Upos::Propn | Upos::Pron);
    let same_side = |token: usize| (token < cue.start) == (source < cue.start);
    let and = |token: usize| {
        tree.dependents_by(token, &[Relation::Cc]).all(|word| !matches!(tree.lower(word), "or" | "but" | "not"))
    };
    let joined = tree.joined(source);
    if joined.iter().any(|token| *token != source && !and(*token)) {
        return Vec::new();
    }
    joined.into_iter().filter(|token| *token != source && is_nominal(*token) && same_side(*token)).collect()
}

/// The reports of a text, by what stands in them.
pub struct Reported<'r> {
    /// All of them, sorted by cue.
    pub reports: &'r [Report],
    /// The pieces of their contents with the report of each, sorted.
    pieces: Vec<(Range<usize>, usize)>,
    /// How far the pieces up to each reach.
    furthest: Vec<usize>,
}

impl Report {
    /// The head tokens of all who say it, in order of the text; none where nobody is named.
    pub fn sources(&self) -> Vec<usize> {
        let mut sources: Vec<usize> = self.source.into_iter().chain(self.beside.iter().copied()).collect();
        sources.sort_unstable();
        sources
    }
}

impl<'r> Reported<'r> {
    /// Sorts the pieces once.
    pub fn new(reports: &'r [Report]) -> Reported<'r> {
        let numbered = reports.iter().enumerate().filter(|(_, report)| report.stance != Stance::Contests);
        let mut pieces: Vec<(Range<usize>, usize)> = numbered
            .flat_map(|(index, report)| report.content.iter().map(move |piece| (piece.clone(), index)))
            .collect();
        pieces.sort_by_key(|(piece, index)| (piece.start, piece.end, *index));
        let reach = |furthest: &mut usize, (piece, _): &(Range<usize>, usize)| {
            *furthest = piece.end.max(*furthest);
            Some(*furthest)
        };
        let furthest = pieces.iter().scan(0, reach).collect();
        Reported { reports, pieces, furthest }
    }

    /// The reports whose content holds the token, outermost first. Takes time by how many pieces begin between the
    /// token and the outermost that holds it.
    pub fn around(&self, token: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut at = self.pieces.partition_point(|(piece, _)| piece.start <= token);
        while at > 0 && self.furthest[at - 1] > token {
            at -= 1;
            let (piece, report) = &self.pieces[at];
            if piece.end > token {
                found.push(*report);
            }
        }
        let size = |index: usize| self.reports[index].content.iter().map(ExactSizeIterator::len).sum::<usize>();
        found.sort_by_key(|index| (std::cmp::Reverse(size(*index)), *index));
        found.dedup();
        found
    }
}
