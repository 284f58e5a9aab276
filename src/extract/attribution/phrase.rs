//! Reports without a verb of speech: "according to", reporting nouns, "allegedly", headings with a colon, a name under
//! a quotation.
//!
//! In comes a token or a paragraph, out comes a draft with its content. A noun reports where it has a clause ("the
//! claim that") or where somebody is named with it ("his claim of", "a report by the board on").

use std::ops::Range;

use super::pieces::{tidy, trim, without};
use super::speaker::{Speaker, Speakers};
use super::words::AttributionWords;
use super::{Draft, Report, Stance};
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::Rule;

/// Most tokens before the colon of a heading.
const LONGEST_HEADING_SPEAKER: usize = 6;

/// The draft of a word that reports without being a verb.
#[expect(clippy::wildcard_enum_match_arm, reason = "the treebank's labels, of which a few matter here")]
pub(super) fn draft(
    tree: &Tree<'_>,
    words: &AttributionWords,
    speakers: &mut Speakers<'_, '_>,
    token: usize,
) -> Option<Draft> {
    if tree.lower(token) == "according" {
        return according_to(tree, speakers, token);
    }
    match tree.upos(token) {
        Upos::Noun => noun(tree, words, speakers, token),
        Upos::Adv if words.is_adverb(tree.lower(token)) => {
            // "He allegedly stole the car": nobody is named, the clause is reported.
            let head = tree.head(token)?;
            finish(tree, None, token..token + 1, without(tree.phrase(head), &(token..token + 1)), Stance::Asserts)
        }
        _ => None,
    }
}

/// "According to the mayor, the bridge fell": the clause without the phrase.
fn according_to(tree: &Tree<'_>, speakers: &mut Speakers<'_, '_>, token: usize) -> Option<Draft> {
    let sentence = tree.sentence(token);
    if token + 2 >= sentence.end || tree.lower(token + 1) != "to" {
        return None;
    }
    let cue = token..token + 2;
    // A case of its nominal, or a participle over it.
    let nominal = match tree.head(token) {
        Some(head) if head > token + 1 && tree.relation(token) == Relation::Case => head,
        Some(_) | None => tree
            .dependents_by(token, &[Relation::Obl, Relation::Obj, Relation::Nmod, Relation::Xcomp])
            .find(|nominal| *nominal > token + 1)?,
    };
    let top = if tree.is_under(nominal, token) { token } else { nominal };
    let speaker = speakers.nominal(nominal)?;
    let hole = tree.phrase(top);
    let around = match tree.head(top) {
        Some(head) => tree.phrase(head),
        None => sentence,
    };
    finish(tree, Some(speaker), cue, without(around, &hole), Stance::Asserts)
}

/// "her claim that", "allegations of fraud", "a warning by the board that"
#[expect(clippy::wildcard_enum_match_arm, reason = "the treebank's labels, of which a few matter here")]
fn noun(tree: &Tree<'_>, words: &AttributionWords, speakers: &mut Speakers<'_, '_>, noun: usize) -> Option<Draft> {
    if !Rule::SpeechNoun.applies() {
        return None;
    }
    let stance = words.noun(tree.lemma(noun))?;
    if tree.relation(noun) == Relation::Compound {
        return None;
    }
    let mut speaker = None;
    let mut clause = None;
    let mut about = None;
    let mut by = noun..noun;
    for dependent in tree.dependents(noun) {
        match tree.relation(dependent) {
            Relation::NmodPoss if speaker.is_none() => speaker = speakers.nominal(dependent),
            // "a Daily Herald report that"
            Relation::Compound if speaker.is_none() && tree.upos(dependent) == Upos::Propn => {
                speaker = speakers.nominal(dependent)
            }
            Relation::Nmod => match tree.preposition(dependent) {
                "by" | "from" if speaker.is_none() => {
                    by = tree.phrase(dependent);
                    speaker = speakers.nominal(dependent);
                }
                preposition if about.is_none() && WordList::PrepositionsOfTopics.has(preposition) => {
                    about = Some(tree.phrase(dependent))
                }
                _ => {}
            },
            // "the claim that", "a promise to"; a relative "that" has a place in its clause and is no mark.
            Relation::Acl | Relation::Ccomp | Relation::Advcl if dependent > noun && has_mark(tree, dependent) => {
                clause = Some(tree.phrase(dependent))
            }
            _ => {}
        }
    }
    if tree.lemma(noun) == "report" && clause.is_none() && speaker.is_some() && by.is_empty() {
        // "its report on schools" is a thing.
        return None;
    }
    if speaker.is_none() && clause.is_some() && matches!(tree.relation(noun), Relation::Obj | Relation::Obl) {
        // "made the claim that": whoever makes it.
        speaker = tree.head(noun).filter(|head| tree.upos(*head) == Upos::Verb).and_then(|head| speakers.of_verb(head));
    }
    let content = match (clause, about) {
        (Some(clause), _) => clause,
        (None, Some(about))
            if speaker.is_some() || words.is_with_of(tree.lemma(noun)) && tree.xpos(noun) == Xpos::Nns =>
        {
            about
        }
        (None, Some(_) | None) => return None,
    };
    finish(tree, speaker, noun..noun + 1, without(content, &by), stance)
}

fn has_mark(tree: &Tree<'_>, clause: usize) -> bool {
    tree.dependents_by(clause, &[Relation::Mark]).any(|mark| matches!(tree.lower(mark), "that" | "to"))
}

/// "Poll: voters tired of polls", "Marta Ruiz: We won.", and a name after the dash under a quotation.
pub(super) fn headings(tree: &Tree<'_>, words: &AttributionWords, paragraphs: &[Range<usize>]) -> Vec<Draft> {
    if !Rule::SpeechHeading.applies() {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        // A transcript may stand in marks: "“HOLM: Let us begin."
        let start = paragraph.start + usize::from(super::quotation::is_mark(tree.form(paragraph.start)));
        let paragraph = &(start..paragraph.end);
        let turns = turns(tree, paragraph);
        for (place, (start, colon)) in turns.iter().copied().enumerate() {
            let end = turns.get(place + 1).map_or(paragraph.end, |(next, _)| *next);
            let before = start..colon;
            let names = is_named_turn(tree, &before);
            let is_capital = |token: usize| tree.form(token).starts_with(char::is_uppercase);
            let noun = number == 0
                && (words.is_headline_speaker(tree.lemma(colon - 1))
                    || before.len() <= 2 && before.clone().all(is_capital));
            if names || noun {
                drafts.extend(finish(
                    tree,
                    Some(Speaker { head: colon - 1, tokens: before }),
                    colon..colon + 1,
                    std::iter::once(colon + 1..end).collect(),
                    Stance::Asserts,
                ));
            }
        }
        if paragraph.is_empty() {
            continue;
        }
        drafts.extend(signature(tree, paragraph));
    }
    drafts
}

/// Where somebody is given the word in a paragraph, with the colon: at its start and, where a name stands there, before
/// each further name that opens a sentence and ends in a colon: "Holm: We won. Ruiz: You lost."
fn turns(tree: &Tree<'_>, paragraph: &Range<usize>) -> Vec<(usize, usize)> {
    let turn = |start: usize| {
        let colon = (start..paragraph.end).take(LONGEST_HEADING_SPEAKER + 1).find(|token| tree.lower(*token) == ":");
        colon.filter(|colon| *colon > start && *colon + 1 < paragraph.end).map(|colon| (start, colon))
    };
    let Some(first) = turn(paragraph.start) else { return Vec::new() };
    let mut turns = vec![first];
    if is_named_turn(tree, &(first.0..first.1)) {
        let opens = |token: usize| {
            let before = tree.form(token - 1);
            super::quotation::is_mark(before) || matches!(before, "." | "!" | "?")
        };
        let further = (first.1 + 2..paragraph.end).filter(|token| opens(*token)).filter_map(turn);
        turns.extend(further.filter(|(start, colon)| is_named_turn(tree, &(*start..*colon))));
    }
    turns
}

fn is_named_turn(tree: &Tree<'_>, speaker: &Range<usize>) -> bool {
    speaker.clone().all(|token| tree.upos(token) == Upos::Propn || is_all_capitals(tree.form(token)))
}

/// "HOLM:", as transcripts have it.
fn is_all_capitals(form: &str) -> bool {
    form.len() > 2 && form.chars().all(char::is_uppercase)
}

/// "“We are ashamed.” — Marta Ruiz, teacher"
fn signature(tree: &Tree<'_>, paragraph: &Range<usize>) -> Option<Draft> {
    let dash =
        paragraph.clone().rev().take(24).find(|token| matches!(tree.lower(*token), "—" | "―" | "–" | "--" | "-"))?;
    let first = tree.form(paragraph.start);
    let quoted = dash > paragraph.start + 1
        && (super::quotation::is_mark(first)
            || paragraph.start > 0 && super::quotation::is_mark(tree.form(paragraph.start - 1)))
        && super::quotation::is_mark(tree.form(dash - 1));
    let name =
        dash + 1..(dash + 1..paragraph.end).find(|token| tree.upos(*token) == Upos::Punct).unwrap_or(paragraph.end);
    if !quoted || name.is_empty() || !name.clone().all(|token| tree.upos(token) == Upos::Propn) {
        return None;
    }
    finish(
        tree,
        Some(Speaker { head: name.end - 1, tokens: name }),
        dash..dash + 1,
        std::iter::once(paragraph.start..dash).collect(),
        Stance::Asserts,
    )
}

fn finish(
    tree: &Tree<'_>,
    speaker: Option<Speaker>,
    cue: Range<usize>,
    mut content: Vec<Range<usize>>,
    stance: Stance,
) -> Option<Draft> {
    tidy(tree, &mut content);
    if let Some(speaker) = &speaker {
        content = content
            .into_iter()
            .flat_map(|piece| without(piece, &speaker.tokens))
            .map(|piece| trim(tree, piece))
            .filter(|piece| !piece.is_empty())
            .collect();
    }
    if content.is_empty() {
        return None;
    }
    let (source, source_tokens) =
        speaker.map_or((None, cue.start..cue.start), |speaker| (Some(speaker.head), speaker.tokens));
    let clause = cue.clone();
    Some(Draft {
        report: Report { source, beside: Vec::new(), source_tokens, cue, content, stance },
        clause,
        speech: false,
        nests: false,
    })
}
