//! Quotations, and whose they are.
//!
//! In come paragraphs and drafts of reports, out come the drafts with quotations added to their content. Marks are read
//! by their direction where they have one and by the white space around them where not; a quotation never goes on past
//! its paragraph, unless the next paragraph opens with a mark again.
//!
//! Whose a quotation is: of the report whose content it shares; else of a speaker beside it; else, being whole
//! sentences, of whoever has the one before it in the paragraph, the one after it, or the one that ends the paragraph
//! before.

use std::ops::Range;

use super::pieces::{tidy, without};
use super::{Draft, Report, Stance};
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList};
use crate::text::Rule;

/// How far behind a cue's clause a quotation may open: "she said on Tuesday at the opening of the bridge, "..."".
const FARTHEST_MARK: usize = 30;

/// The tokens between two marks.
struct Quotation {
    inner: Range<usize>,
    paragraph: usize,
    /// False where the paragraph ends first.
    closed: bool,
    owner: Option<usize>,
}

/// True for a quotation mark. A single one may be an apostrophe.
pub(super) fn is_mark(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "„" | "«" | "»" | "''" | "``" | "‘‘" | "’’" | "\"\"")
}

/// Paragraphs as ranges of tokens: an empty line ends one; in a text without empty lines every line end does.
pub(super) fn paragraphs(tree: &Tree<'_>) -> Vec<Range<usize>> {
    let gap = |token: usize| &tree.text[tree.token(token - 1).span.end()..tree.token(token).span.start()];
    let is_empty_line = |gap: &str| gap.matches('\n').count() > 1;
    // A line that opens with a mark opens a paragraph.
    let ends = |token: usize| is_empty_line(gap(token)) || is_mark(tree.form(token));
    let breaks: Vec<usize> = (1..tree.len()).filter(|token| gap(*token).contains('\n')).collect();
    let has_empty_lines = breaks.iter().any(|token| is_empty_line(gap(*token)));
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for end in breaks.into_iter().filter(|token| !has_empty_lines || ends(*token)).chain([tree.len()]) {
        if start < end {
            paragraphs.push(start..end);
        }
        start = end;
    }
    paragraphs
}

/// Gives every quotation to the draft that speaks it.
pub(super) fn give(tree: &Tree<'_>, paragraphs: &[Range<usize>], drafts: &mut Vec<Draft>) {
    if !Rule::SpeechQuotation.applies() {
        return;
    }
    let mut quotations = quotations(tree, paragraphs);
    // For each token the quotation that holds it or whose mark it is.
    let mut quotation_of: Vec<Option<usize>> = vec![None; tree.len()];
    for (index, quotation) in quotations.iter().enumerate() {
        let end = if quotation.closed { quotation.inner.end + 1 } else { quotation.inner.end };
        quotation_of[quotation.inner.start - 1..end].fill(Some(index));
    }
    for (index, draft) in drafts.iter_mut().enumerate() {
        let cue = draft.report.cue.start;
        if quotation_of[cue].is_some() && !draft.nests {
            draft.report.content.clear();
            continue;
        }
        let shared = shared(draft, &quotations, &quotation_of);
        for quotation in shared {
            take(&mut quotations, quotation, index, draft);
        }
        if draft.speech {
            let is_outside = |quotation: &usize| quotation_of[cue] != Some(*quotation);
            // What he says behind the cue is no longer the quotation before it: "“We won.” He said that it was late."
            let says_on = draft.report.content.first().is_some_and(|piece| piece.start >= draft.clause.start);
            let before = before(tree, draft, &quotation_of)
                .filter(is_outside)
                .filter(|quotation| !says_on && paragraphs[quotations[*quotation].paragraph].contains(&cue));
            if let Some(quotation) = before {
                // "“He loves us,” she said, and the lights went out": what follows outside of marks is not hers.
                let end = quotations[quotation].inner.end;
                draft.report.content.retain(|piece| piece.start <= end || quotation_of[piece.start].is_some());
            }
            let after = after(tree, draft, &quotation_of).filter(is_outside);
            for quotation in [before, after].into_iter().flatten() {
                if quotations[quotation].owner.is_none() {
                    take(&mut quotations, quotation, index, draft);
                }
            }
            if draft.report.content.is_empty() {
                next_paragraph(tree, paragraphs, draft);
            }
        }
        tidy(tree, &mut draft.report.content);
    }
    inherit(tree, paragraphs, &mut quotations, drafts);
}

/// Quotations that hold an end of a piece of content, the cue being outside.
fn shared(draft: &Draft, quotations: &[Quotation], quotation_of: &[Option<usize>]) -> Vec<usize> {
    let ends = draft.report.content.iter().flat_map(|piece| [piece.start, piece.end - 1]);
    let mut shared: Vec<usize> = ends
        .filter_map(|token| quotation_of[token])
        .filter(|quotation| !quotations[*quotation].inner.contains(&draft.report.cue.start))
        .collect();
    shared.dedup();
    shared
}

fn take(quotations: &mut [Quotation], quotation: usize, owner: usize, draft: &mut Draft) {
    let quotation = &mut quotations[quotation];
    if quotation.owner.is_none() {
        quotation.owner = Some(owner);
    }
    draft.report.content.extend(without(quotation.inner.clone(), &draft.report.source_tokens));
}

/// The quotation that ends right before the cue's clause.
fn before(tree: &Tree<'_>, draft: &Draft, quotation_of: &[Option<usize>]) -> Option<usize> {
    let mut token = draft.clause.start;
    while token > 0 && draft.clause.start - token < 3 {
        token -= 1;
        if quotation_of[token].is_some() {
            return quotation_of[token];
        }
        if tree.upos(token) != Upos::Punct {
            return None;
        }
    }
    None
}

/// The quotation that opens behind the cue's clause in its sentence, or right after it.
fn after(tree: &Tree<'_>, draft: &Draft, quotation_of: &[Option<usize>]) -> Option<usize> {
    let end = tree.sentence(draft.report.cue.start).end;
    let start = draft.clause.end.max(draft.report.cue.end);
    if let Some(token) = (start..end.min(start + FARTHEST_MARK)).find(|token| quotation_of[*token].is_some()) {
        // "he said of the "deal"": a word in marks is no speech, unless a comma or colon brings it in or it stands
        // first.
        let opens = token == start || matches!(tree.lower(token - 1), "," | ":");
        return quotation_of[token].filter(|_| opens);
    }
    // "She said: ¶ "...""
    (end < tree.len() && tree.lower(end - 1) == ":").then(|| quotation_of[end]).flatten()
}

/// "She said:", and the paragraph below is hers.
fn next_paragraph(tree: &Tree<'_>, paragraphs: &[Range<usize>], draft: &mut Draft) {
    let end = tree.sentence(draft.report.cue.start).end;
    if end >= tree.len() || tree.lower(end - 1) != ":" {
        return;
    }
    if let Ok(next) = paragraphs.binary_search_by_key(&end, |paragraph| paragraph.start) {
        draft.report.content.push(paragraphs[next].clone());
    }
}

/// Whole sentences in marks without a cue go to the speaker of a neighbour.
fn inherit(tree: &Tree<'_>, paragraphs: &[Range<usize>], quotations: &mut [Quotation], drafts: &mut Vec<Draft>) {
    let mut next_owner: Vec<Option<usize>> = vec![None; quotations.len()];
    for index in (0..quotations.len().saturating_sub(1)).rev() {
        let next = &quotations[index + 1];
        if next.paragraph == quotations[index].paragraph {
            next_owner[index] = next.owner.or(next_owner[index + 1]);
        }
    }
    // Who spoke last in this paragraph, and in the one before.
    let mut last: Option<(usize, usize, bool)> = None;
    for index in 0..quotations.len() {
        let quotation = &quotations[index];
        let paragraph = &paragraphs[quotation.paragraph];
        if quotation.owner.is_none() && is_whole(tree, quotation, paragraph) {
            let in_paragraph = last.filter(|(place, _, _)| *place == quotation.paragraph).map(|(_, owner, _)| owner);
            let goes_on = last.filter(|(place, _, closed)| {
                let all_quoted =
                    quotation.inner.start == paragraph.start + 1 && quotation.inner.end + 2 >= paragraph.end;
                *place + 1 == quotation.paragraph
                    && (all_quoted || !closed && quotation.inner.start == paragraph.start + 1)
            });
            if let Some(next) = takes_the_word(tree, quotation, paragraph, last) {
                quotations[index].owner = Some(drafts.len());
                drafts.push(next);
            } else if let Some(owner) = in_paragraph.or(next_owner[index]).or(goes_on.map(|(_, owner, _)| owner)) {
                let inner = quotation.inner.clone();
                quotations[index].owner = Some(owner);
                drafts[owner].report.content.push(inner);
                tidy(tree, &mut drafts[owner].report.content);
            }
        }
        if let Some(owner) = quotations[index].owner {
            last = Some((quotations[index].paragraph, owner, quotations[index].closed));
        }
    }
}

/// "Hale disagreed. “...”": behind another's quotation the sentence before gives somebody else the word.
fn takes_the_word(
    tree: &Tree<'_>,
    quotation: &Quotation,
    paragraph: &Range<usize>,
    last: Option<(usize, usize, bool)>,
) -> Option<Draft> {
    let mark = quotation.inner.start - 1;
    let here = last.is_some_and(|(place, _, _)| place == quotation.paragraph);
    let sentence = tree.sentence(mark.checked_sub(1).filter(|before| here && paragraph.contains(before))?);
    let verb = sentence.clone().find(|token| {
        tree.upos(*token) == Upos::Verb
            && tree.relation(*token) == Relation::Root
            && WordList::VerbsOfTakingTheWord.has(tree.lemma(*token))
    })?;
    let source = tree.dependent(verb, &[Relation::Nsubj]).filter(|source| *source < verb)?;
    let report = Report {
        source: Some(source),
        beside: Vec::new(),
        source_tokens: sentence.start..verb,
        cue: verb..verb + 1,
        content: vec![quotation.inner.clone()],
        stance: Stance::Asserts,
    };
    Some(Draft { report, clause: sentence, speech: true, nests: false })
}

/// Starts a sentence or the paragraph and is more than two words.
fn is_whole(tree: &Tree<'_>, quotation: &Quotation, paragraph: &Range<usize>) -> bool {
    let mark = quotation.inner.start - 1;
    let sentence = tree.sentence(quotation.inner.start);
    quotation.inner.len() > 3
        && (mark == paragraph.start || mark == sentence.start || quotation.inner.start == sentence.start)
}

/// Reads the marks, paragraph by paragraph.
fn quotations(tree: &Tree<'_>, paragraphs: &[Range<usize>]) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let mut open: Option<usize> = None;
        let mut inside = 0usize;
        for token in paragraph.clone() {
            let form = tree.form(token);
            if !is_mark(form) {
                continue;
            }
            let after_space =
                token == paragraph.start || tree.token(token - 1).span.end() < tree.token(token).span.start();
            let before_space =
                token + 1 == paragraph.end || tree.token(token).span.end() < tree.token(token + 1).span.start();
            let Some(start) = open else {
                // A closing mark typed for an opening one opens where it leans on the next word.
                if matches!(form, "“" | "„" | "«" | "``" | "‘‘")
                    || (!before_space && (after_space || tree.upos(token - 1) == Upos::Punct))
                {
                    open = Some(token);
                    inside = 0;
                }
                continue;
            };
            if matches!(form, "“" | "„" | "«" | "``" | "‘‘") {
                // A straight mark around curly ones waits for its like.
                inside += usize::from(tree.form(start) == "\"");
            } else if inside > 0 && matches!(form, "”" | "»" | "’’") {
                inside -= 1;
            } else if !(form == "\"" && after_space && !before_space) {
                if token > start + 1 {
                    quotations.push(Quotation {
                        inner: start + 1..token,
                        paragraph: number,
                        closed: true,
                        owner: None,
                    });
                }
                open = None;
            }
        }
        if let Some(start) = open.filter(|start| start + 1 < paragraph.end) {
            // A mark is missing: a paragraph that opens with one is all quoted, else the sentence is.
            let end =
                if start == paragraph.start { paragraph.end } else { tree.sentence(start + 1).end.min(paragraph.end) };
            let end = if quotes_on(tree, paragraphs, number) { paragraph.end } else { end };
            quotations.push(Quotation { inner: start + 1..end, paragraph: number, closed: false, owner: None });
        }
    }
    quotations
}

/// The next paragraph opens with a mark again.
fn quotes_on(tree: &Tree<'_>, paragraphs: &[Range<usize>], number: usize) -> bool {
    paragraphs.get(number + 1).is_some_and(|next| is_mark(tree.form(next.start)))
}
