//! Denials of what was said before: "Kenya denied it", "which Kenya denies".
//!
//! In come reports, out they come with those that deny a pronoun, or "the claim", turned into reports that contest the
//! clause or sentence which it stands for. What of it the source denies is decided where claims are made.

use std::ops::Range;

use super::words::AttributionWords;
use super::{Report, Stance};
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList};
use crate::text::Rule;

/// Turns denials whose content stands for words before them, and takes away those of a relative pronoun that stands for
/// none. Linear in reports.
pub(super) fn turn(tree: &Tree<'_>, words: &AttributionWords, reports: &mut Vec<Report>) {
    if !Rule::SpeechContested.applies() {
        return;
    }
    for report in reports.iter_mut() {
        if report.stance == Stance::Denies
            && let [content] = &report.content[..]
            && let Some(before) = stands_for(tree, words, content, report)
        {
            report.stance = Stance::Contests;
            report.content = vec![before];
        }
    }
    let is_relative = |piece: &Range<usize>| piece.len() == 1 && is_relative(tree, piece.start);
    reports.retain(|report| report.stance != Stance::Denies || !report.content.iter().all(is_relative));
}

fn is_relative(tree: &Tree<'_>, token: usize) -> bool {
    tree.upos(token) == Upos::Pron && WordList::RelativePronouns.has(tree.lower(token))
}

/// The words that a content stands for, where it has none of its own.
fn stands_for(
    tree: &Tree<'_>,
    words: &AttributionWords,
    content: &Range<usize>,
    report: &Report,
) -> Option<Range<usize>> {
    let sentence = tree.sentence(report.cue.start);
    if content.len() == 1 && is_relative(tree, content.start) && tree.relation(report.cue.start) == Relation::AclRelcl {
        // Behind a comma "which" may stand for the clause: a name is nothing that could be denied.
        let is_name = tree.head(report.cue.start).is_some_and(|antecedent| tree.upos(antecedent) == Upos::Propn);
        let behind_comma = content.start > sentence.start + 1 && tree.form(content.start - 1) == ",";
        let is_clause = tree.lower(content.start) == "which" && behind_comma && is_name;
        return is_clause.then_some(sentence.start..content.start);
    }
    let is_pronoun = content.len() == 1
        && tree.upos(content.start) == Upos::Pron
        && WordList::PronounsForWhatWasSaid.has(tree.lower(content.start));
    // "the accusation", "those claims", but not "the accusation that".
    let head = content.clone().find(|token| tree.head(*token).is_none_or(|over| !content.contains(&over)))?;
    let is_noun = words.noun(tree.lemma(head)).is_some()
        && tree
            .dependents_by(head, &[Relation::Det])
            .any(|word| WordList::DeterminersForWhatWasSaid.has(tree.lower(word)))
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
