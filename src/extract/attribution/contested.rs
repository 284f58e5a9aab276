//! Denials of what was said before: "Kenya denied it", "which Kenya denies".
//!
//! In come reports, out they come with those that deny a pronoun, or "the claim", turned into reports that contest the
//! clause or sentence which it stands for. What of it the source denies is decided where claims are made.

use std::ops::Range;

use super::words::AttributionWords;
use super::{Report, Stance};
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos};

/// Turns denials whose content stands for words before them. Linear in reports.
pub(super) fn turn(tree: &Tree<'_>, words: &AttributionWords, reports: &mut [Report]) {
    for report in reports {
        if report.stance == Stance::Denies
            && let [content] = &report.content[..]
            && let Some(before) = stands_for(tree, words, content, report)
        {
            report.stance = Stance::Contests;
            report.content = vec![before];
        }
    }
}

/// The words that a content stands for, where it has none of its own.
fn stands_for(
    tree: &Tree<'_>,
    words: &AttributionWords,
    content: &Range<usize>,
    report: &Report,
) -> Option<Range<usize>> {
    let sentence = tree.sentence(report.cue.start);
    let is_relative = content.len() == 1 && tree.lower(content.start) == "which";
    if is_relative {
        return (content.start > sentence.start).then_some(sentence.start..content.start);
    }
    let is_pronoun = content.len() == 1
        && tree.upos(content.start) == Upos::Pron
        && matches!(tree.lower(content.start), "it" | "this" | "that" | "these" | "them");
    // "the accusation", "those claims", but not "the accusation that".
    let head = content.clone().find(|token| tree.head(*token).is_none_or(|over| !content.contains(&over)))?;
    let is_noun = words.noun(tree.lemma(head)).is_some()
        && tree
            .dependents_by(head, &[Relation::Det])
            .any(|word| matches!(tree.lower(word), "the" | "this" | "that" | "these" | "those" | "such" | "all"))
        && tree
            .dependents(head)
            .all(|dependent| tree.relation(dependent) == Relation::Det || tree.upos(dependent) == Upos::Adj);
    if !is_pronoun && !is_noun {
        return None;
    }
    let clause = report.source_tokens.start.min(report.cue.start);
    let has_verb = |range: &Range<usize>| range.clone().any(|token| tree.upos(token) == Upos::Verb);
    let here = sentence.start..clause;
    if has_verb(&here) {
        return Some(here);
    }
    let before = tree.sentence(sentence.start.checked_sub(1)?);
    has_verb(&before).then_some(before)
}
