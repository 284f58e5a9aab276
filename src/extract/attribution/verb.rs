//! Verbs that report.
//!
//! In comes a token, out comes a draft where it is a reporting verb with content, or one that may find its content in a
//! quotation beside it. Content is what the verb's entry takes: clauses, objects, infinitives, prepositional phrases;
//! or the sentence around an inserted "he said".

use std::ops::Range;

use super::pieces::{tidy, without};
use super::speaker::Speakers;
use super::words::{AttributionWords, Takes, VerbEntry};
use super::{Draft, Report, Stance};
use crate::extract::role::is_time;
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList, Xpos};

/// The draft of a reporting verb.
pub(super) fn draft(
    tree: &Tree<'_>,
    words: &AttributionWords,
    speakers: &mut Speakers<'_, '_>,
    verb: usize,
) -> Option<Draft> {
    // "the reported losses" modifies.
    if tree.upos(verb) != Upos::Verb
        || matches!(
            tree.relation(verb),
            Relation::Amod | Relation::Compound | Relation::Case | Relation::Mark | Relation::Fixed
        )
    {
        return None;
    }
    let particle = tree.dependent(verb, &[Relation::CompoundPrt]).filter(|particle| *particle > verb);
    let by_particle = particle.and_then(|particle| words.verb(tree.lemma(verb), Some(tree.lower(particle))));
    // "called the plan weak", but "called for a plan"
    let by_preposition = || {
        // "called him on Monday"
        let nominals = tree
            .dependents_by(verb, &[Relation::Obl, Relation::Advcl])
            .filter(|nominal| *nominal > verb && !is_time(tree, *nominal));
        let mut marks = nominals.filter_map(|nominal| tree.dependent(nominal, &[Relation::Case, Relation::Mark]));
        marks.find_map(|mark| words.verb(tree.lemma(verb), Some(tree.lower(mark))))
    };
    let entry = match (by_particle, put_it(tree, verb)) {
        (Some(entry), _) => entry,
        (None, true) => words.verb("put", Some("it"))?,
        (None, false) => by_preposition().or_else(|| words.verb(tree.lemma(verb), None))?,
    };
    let stance = stance(tree, words, entry, verb)?;
    let mut cue = verb..particle
        .filter(|particle| by_particle.is_some() && *particle == verb + 1)
        .map_or(verb + 1, |particle| particle + 1);
    let passive = tree.is_passive(verb);
    // A finite verb has its subject beside it, even where the tree has lost it.
    let finite = matches!(tree.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) && !passive;
    let alone = finite
        && matches!(tree.relation(verb), Relation::Root | Relation::Parataxis | Relation::Ccomp | Relation::Dep)
        && speakers.own_subject(verb).is_none();
    let beside = if alone { speakers.nominal_before(verb) } else { None };
    let source =
        beside.or_else(|| speakers.of_verb(verb)).or_else(|| if finite { speakers.nominal_before(verb) } else { None });

    let mut content = own_content(tree, entry, verb, passive, &mut cue);
    let clause = clause_of(tree, verb, source.as_ref().map(|source| &source.tokens));
    if content.is_empty()
        && (entry.takes(Takes::Clause) || entry.takes(Takes::Speech))
        && is_inserted(tree, speakers, verb)
    {
        // "The bridge, he said, fell": what he says is all around.
        let around = tree.head(verb).map(|head| tree.phrase(head))?;
        content = without(around, &tree.phrase(verb));
    }
    // Where nobody is named, a whole passive with a clause still reports: "was told that", "is said to own"; "the
    // program, called Reach," does not.
    let complete = passive
        && tree.dependent(verb, &[Relation::AuxPass]).is_some()
        && tree.dependent(verb, &[Relation::Ccomp, Relation::Xcomp, Relation::Advcl]).is_some();
    // "a minister accused of passing documents": somebody says so, and the text not who.
    let charged = passive
        && tree.relation(verb) == Relation::Acl
        && WordList::VerbsOfAccusing.has(tree.lemma(verb))
        && !content.is_empty();
    if source.is_none() && !complete && !charged {
        return None;
    }
    // "those seeking entrance", "a law that favours": what is said of a noun by the way.
    if matches!(tree.relation(verb), Relation::Acl | Relation::AclRelcl) && !entry.takes(Takes::Clause) && !charged {
        return None;
    }
    tidy(tree, &mut content);
    // What a passive infinitive is said of may be the speaker's own place; a source is never its own content.
    if let Some(source) = &source {
        content = content.into_iter().flat_map(|piece| without(piece, &source.tokens)).collect();
        tidy(tree, &mut content);
    }
    let speech = entry.takes(Takes::Speech) && source.is_some();
    if content.is_empty() && !speech {
        return None;
    }
    let nests = entry.takes(Takes::Speech)
        && tree.dependent(verb, &[Relation::Ccomp]).is_some()
        && source.as_ref().is_some_and(|source| !is_speaker_or_hearer(tree, source.head));
    let (head, tokens) = source.map_or((None, verb..verb), |source| (Some(source.head), source.tokens));
    Some(Draft {
        report: Report { source: head, beside: Vec::new(), source_tokens: tokens, cue, content, stance },
        clause,
        speech,
        nests,
    })
}

/// "I", "we", "you": inside a quotation, those who talk already.
fn is_speaker_or_hearer(tree: &Tree<'_>, word: usize) -> bool {
    WordList::PronounsOfSpeakerAndHearer.has(tree.lower(word))
}

/// "as the mayor put it"
fn put_it(tree: &Tree<'_>, verb: usize) -> bool {
    tree.lemma(verb) == "put"
        && verb + 1 < tree.len()
        && tree.lower(verb + 1) == "it"
        && tree.dependent(verb, &[Relation::Mark]).is_some_and(|mark| tree.lower(mark) == "as")
}

/// The stance of the verb in its place; none where nothing is said.
fn stance(tree: &Tree<'_>, words: &AttributionWords, entry: &VerbEntry, verb: usize) -> Option<Stance> {
    // "declined to say"
    if tree.relation(verb) == Relation::Xcomp && tree.head(verb).is_some_and(|head| words.is_unspoken(tree.lemma(head)))
    {
        return None;
    }
    let negated = tree
        .dependents_by(verb, &[Relation::Advmod])
        .any(|word| word < verb && WordList::AdverbsOfNegation.has(tree.lower(word)));
    match (entry.stance, negated) {
        (stance, false) => Some(stance),
        // "did not say", "never asked"
        (Stance::Asserts | Stance::Denies | Stance::Contests, true) => None,
        // "does not believe that", "do not want"
        (Stance::Believes | Stance::Wants, true) => Some(Stance::Denies),
    }
}

/// What hangs on the verb and is reported by it. A preposition beside the verb joins the cue.
#[expect(clippy::wildcard_enum_match_arm, reason = "the treebank's labels, of which a few matter here")]
fn own_content(
    tree: &Tree<'_>,
    entry: &VerbEntry,
    verb: usize,
    passive: bool,
    cue: &mut Range<usize>,
) -> Vec<Range<usize>> {
    let mut content = Vec::new();
    let mut infinitive = false;
    let mut object = None;
    let mut subject = None;
    for dependent in tree.dependents(verb) {
        let phrase = tree.phrase(dependent);
        match tree.relation(dependent) {
            Relation::Ccomp if entry.takes(Takes::Clause) || entry.takes(Takes::Object) => {
                content.extend(without(phrase, cue))
            }
            Relation::Ccomp | Relation::Xcomp | Relation::Advcl
                if entry.takes(Takes::Infinitive) && is_infinitive(tree, dependent) && dependent > verb =>
            {
                infinitive = true;
                content.push(phrase);
            }
            // "is said to own", "called it weak"
            Relation::Xcomp if passive || entry.takes(Takes::Object) => {
                infinitive |= passive;
                content.push(phrase);
            }
            Relation::Xcomp if entry.takes(Takes::Clause) => content.push(phrase),
            Relation::Obl | Relation::Advcl | Relation::Nmod if dependent > verb => {
                let Some(mark) = tree
                    .dependents_by(dependent, &[Relation::Case, Relation::Mark])
                    .find(|mark| *mark < dependent && entry.takes_preposition(tree.lower(*mark)))
                else {
                    continue;
                };
                if mark == cue.end {
                    cue.end = mark + 1;
                }
                // "called on the board to resign" has the board among what is wanted.
                content.extend(without(phrase, &(mark..mark + 1)));
                infinitive = true;
            }
            Relation::Parataxis if dependent > verb && entry.takes(Takes::Clause) && content.is_empty() => {
                content.push(phrase)
            }
            // "told reporters that it failed" may hang the clause on the reporters.
            Relation::Obj | Relation::Iobj if entry.takes(Takes::Hearer) => {
                content.extend(clause_of_hearer(tree, dependent))
            }
            // What "which Kenya denies" denies is sought later (`contested`).
            Relation::Obj if !is_relative(tree, dependent) || entry.stance == Stance::Denies => object = Some(phrase),
            Relation::NsubjPass => subject = Some(phrase),
            _ => {}
        }
    }
    if let Some(object) = object {
        // "urged the board to resign", "accused the board of lying"; but "told the board that".
        if !entry.takes(Takes::Hearer) && (entry.takes(Takes::Object) || infinitive) {
            content.push(object);
        }
    }
    if let (Some(subject), true) = (subject, passive && !entry.takes(Takes::Hearer)) {
        // "is said to own", "was accused of lying", "was criticized by": of whom it is said belongs to it.
        if infinitive || entry.takes(Takes::Object) {
            content.push(subject);
        }
    }
    content
}

/// The clause with "that" on whoever listens.
fn clause_of_hearer(tree: &Tree<'_>, hearer: usize) -> Option<Range<usize>> {
    let clauses = [Relation::AclRelcl, Relation::Acl, Relation::Ccomp];
    tree.dependents_by(hearer, &clauses)
        .filter(|clause| *clause > hearer)
        .map(|clause| tree.phrase(clause))
        .find(|phrase| tree.lower(phrase.start) == "that")
}

fn is_infinitive(tree: &Tree<'_>, verb: usize) -> bool {
    tree.dependents_by(verb, &[Relation::Mark]).any(|mark| tree.lower(mark) == "to" && mark < verb)
}

fn is_relative(tree: &Tree<'_>, word: usize) -> bool {
    matches!(tree.xpos(word), Xpos::Wp | Xpos::Wdt)
}

/// The cue's words from its source to the end of what else hangs on it, without content: where a quotation may stand
/// beside.
fn clause_of(tree: &Tree<'_>, verb: usize, source: Option<&Range<usize>>) -> Range<usize> {
    let near = |range: &Range<usize>| tree.sentence_of(range.start) == tree.sentence_of(verb);
    let mut clause = verb..verb + 1;
    if let Some(source) = source.filter(|source| near(source) && source.end <= verb) {
        clause.start = source.start;
    }
    for dependent in tree.dependents_by(verb, &[Relation::Aux, Relation::Advmod, Relation::Nsubj]) {
        let phrase = tree.phrase(dependent);
        clause = clause.start.min(phrase.start)..clause.end.max(phrase.end);
    }
    clause
}

/// "The bridge fell, he said", "as he noted": the verb stands inside what it reports, with a subject of its own.
#[expect(clippy::wildcard_enum_match_arm, reason = "the treebank's labels, of which a few matter here")]
fn is_inserted(tree: &Tree<'_>, speakers: &mut Speakers<'_, '_>, verb: usize) -> bool {
    if speakers.own_subject(verb).is_none() {
        return false;
    }
    match tree.relation(verb) {
        Relation::Parataxis | Relation::Dep | Relation::Discourse => true,
        // "The strikes killed twenty, a spokesman told reporters": joined by a comma alone, and nothing comes after.
        Relation::Conj => {
            let first = tree.phrase(verb).start;
            let comma = first.checked_sub(1).is_some_and(|before| tree.form(before) == ",");
            let rest = tree.phrase(verb).end..tree.sentence(verb).end;
            comma
                && tree.dependent(verb, &[Relation::Cc]).is_none()
                && rest.into_iter().all(|token| tree.upos(token) == Upos::Punct)
        }
        Relation::Advcl => {
            tree.dependent(verb, &[Relation::Mark, Relation::Advmod]).is_some_and(|mark| tree.lower(mark) == "as")
        }
        _ => false,
    }
}
