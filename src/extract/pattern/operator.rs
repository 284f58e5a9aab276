//! Operators: words over a clause that rewrite what it tells.
//!
//! In come matches, and for each the words above its predicate: "agreed to withdraw" is an agreement, "refused to
//! meet" a rejection, "threatened to attack" a warning, "urged Arland to withdraw" a request to Arland. Thirty
//! operators times six hundred verbs, instead of eighteen thousand patterns.

use super::{Fate, Match, MatchTrace, Patterns, Rewrite, TriggeredBy};
use crate::extract::attribution::Stance;
use crate::extract::factuality::{Factuality, is_negated};
use crate::extract::filler::{Fillers, Reach};
use crate::extract::role;
use crate::extract::tree::Tree;
use crate::model::{Modality, Polarity, Schema, Sort};
use crate::nlp::{Relation, Upos, WordList};
use crate::text::Rule;

/// How many operators may stand above each other: "agreed to try to persuade".
const HIGHEST: usize = 4;

/// Rewrites matches under operators; drops those that are not claimed at all.
pub(super) fn apply(fillers: &Fillers<'_>, patterns: &Patterns, matches: &mut Vec<Match>, attempts: &mut MatchTrace) {
    matches.retain_mut(|matched| {
        let mut at = matched.predicate;
        let denied = match matched.pattern {
            TriggeredBy::Pattern(index) => patterns.patterns[index].denied,
            TriggeredBy::Reader => None,
        };
        // "did not give permission": who gives none refuses it.
        if let Some(kind) = denied
            && is_negated(fillers.tree, at)
        {
            matched.kind = kind;
            matched.settled = true;
        } else if let Some(index) = refusal(fillers.tree, patterns, at)
            && let Some(row) = patterns.operators[index].rewrite.iter().find(|row| row.from.contains(&matched.kind))
            && let Some(to) = row.to
        {
            matched.kind = to;
            matched.settled = true;
            matched.modality = None;
            matched.operators.push(index);
        }
        for _ in 0..HIGHEST {
            let Some((over, index)) = operator_over(fillers.tree, patterns, at) else { break };
            let operator = &patterns.operators[index];
            let own_future = || {
                let speaker =
                    role::agent(fillers.tree, over).map(|agent| fillers.ends(agent, Reach::Acting)).unwrap_or_default();
                // "her forces might attack": what somebody says of his own forces he says for himself.
                if factuality_allows(fillers, patterns, matched, &[Modality::Planned, Modality::Possible])
                    && matched.subject.iter().any(|end| commands(fillers, &speaker, *end))
                {
                    return true;
                }
                let own = matched.subject.iter().any(|end| {
                    speaker.iter().any(|speaker| fillers.chains.chain_of[*speaker] == fillers.chains.chain_of[*end])
                });
                own && factuality_allows(fillers, patterns, matched, &[Modality::Planned])
            };
            let Some(row) = operator.rewrite.iter().find(|row| {
                (row.from.is_empty() || row.from.contains(&matched.kind)) && (!row.own_future || own_future())
            }) else {
                break;
            };
            // "warned that Borland would attack Corland": what others do is no word of theirs.
            if row.to.is_some() && !row.to_controllee && !row.own_future && is_of_others(fillers, at, over, matched) {
                break;
            }
            if row.drop {
                attempts.note_triggered(matched.pattern, matched.trigger, || Fate::Dropped(index));
                return false;
            }
            let matrix_subject =
                role::agent(fillers.tree, over).map(|agent| fillers.ends(agent, Reach::Acting)).unwrap_or_default();
            if row.to_controllee {
                matched.object = std::mem::take(&mut matched.subject);
                matched.subject = matrix_subject;
            } else if row.own_future
                || fillers.tree.upos(over) == Upos::Verb
                    && matched.subject.is_empty()
                    && role::own_subject(fillers.tree, matched.predicate).is_none()
            {
                matched.subject = matrix_subject;
            }
            if let Some(to) = row.to {
                matched.kind = to;
                matched.predicate = over;
                matched.modality = None;
                matched.settled = false;
            }
            if let Some(modality) = row.modality {
                matched.modality = Some(modality);
            }
            matched.denied ^= row.negate;
            matched.operators.push(index);
            at = over;
        }
        let weapon = match matched.pattern {
            TriggeredBy::Pattern(index) => patterns.patterns[index].subject_is.contains(&Sort::Thing),
            TriggeredBy::Reader => false,
        };
        matched.subject.retain(|end| weapon || fillers.nominals[*end].sort.acts());
        let subject = matched.subject.clone();
        matched.object.retain(|end| !subject.contains(end));
        let whole = !matched.subject.is_empty() && !matched.object.is_empty();
        if !whole {
            attempts.note_triggered(matched.pattern, matched.trigger, || Fate::Unfinished);
        }
        whole
    });
}

/// False for what the reader saw below an operator that says that it is not claimed, or makes an utterance of it: who
/// threatened to attack has threatened, and that is told by the word above. What other words above say of it is decided
/// by their signatures (`factuality`).
pub fn is_claimed_under_operators(
    fillers: &Fillers<'_>,
    (patterns, schema): (&Patterns, &Schema),
    matched: &Match,
) -> bool {
    let mut at = matched.trigger;
    for _ in 0..HIGHEST {
        let Some((over, index)) = operator_over(fillers.tree, patterns, at) else { break };
        let applies = |row: &&Rewrite| (row.from.is_empty() || row.from.contains(&matched.kind)) && !row.own_future;
        let Some(row) = patterns.operators[index].rewrite.iter().find(applies) else { break };
        let other = row.to.filter(|to| *to != matched.kind);
        if row.drop || other.is_some_and(|to| schema.relation_kind(to).is_utterance) {
            return false;
        }
        at = over;
    }
    true
}

/// True where a finite clause below a word tells of somebody else than who says that word, and of nobody's forces whom
/// he commands.
fn is_of_others(fillers: &Fillers<'_>, at: usize, over: usize, matched: &Match) -> bool {
    let tree = fillers.tree;
    let is_finite = tree.relation(tree.first_conjunct(at)) == Relation::Ccomp && role::own_subject(tree, at).is_some();
    let speaker = role::agent(tree, over).map(|agent| fillers.ends(agent, Reach::Acting)).unwrap_or_default();
    let chain = |end: usize| fillers.chains.chain_of[end];
    is_finite
        && tree.upos(over) == Upos::Verb
        && !matched.subject.is_empty()
        && !matched.subject.iter().any(|end| {
            commands(fillers, &speaker, *end) || speaker.iter().any(|speaker| chain(*speaker) == chain(*end))
        })
}

/// True where what a match tells is affirmed and as real as one of these.
fn factuality_allows(fillers: &Fillers<'_>, patterns: &Patterns, matched: &Match, modalities: &[Modality]) -> bool {
    let factuality = Factuality {
        tree: fillers.tree,
        veridicality: &fillers.lexicon.veridicality,
        speech: &|token| patterns.operator(fillers.tree, token).map(|_| Stance::Asserts),
        is_heard: &|token| patterns.operator(fillers.tree, token).is_some(),
        is_utterance: false,
    };
    let (polarity, modality) = factuality.of(matched.predicate);
    polarity == Polarity::Affirmed && modalities.contains(&modality)
}

/// True where an end is forces of the speaker: "his forces", "forces under his control".
fn commands(fillers: &Fillers<'_>, speaker: &[usize], end: usize) -> bool {
    let nominal = &fillers.nominals[end];
    if nominal.sort != Sort::Force {
        return false;
    }
    let under =
        role::modifier_by(fillers.tree, nominal.head, "under").and_then(|control| role::owner(fillers.tree, control));
    let owner = role::owner(fillers.tree, nominal.head).or(under).and_then(|owner| fillers.at(owner));
    owner.is_some_and(|owner| {
        speaker.iter().any(|speaker| fillers.chains.chain_of[*speaker] == fillers.chains.chain_of[owner])
    })
}

/// "will not release", "cannot accept": the operator `will not` of the pattern files.
fn refusal(tree: &Tree<'_>, patterns: &Patterns, predicate: usize) -> Option<usize> {
    let modal = tree
        .dependents_by(predicate, &[Relation::Aux])
        .any(|auxiliary| WordList::AuxiliariesOfRefusing.has(tree.lower(auxiliary)));
    (modal && is_negated(tree, predicate)).then(|| patterns.operator_by_word.get("will not").copied()).flatten()
}

/// The operator directly above a predicate, with its token.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tags and relations are those of a standard; the few that matter are named"
)]
fn operator_over(tree: &Tree<'_>, patterns: &Patterns, predicate: usize) -> Option<(usize, usize)> {
    if !Rule::PatternOperator.applies() {
        return None;
    }
    // "agreed to meet and help": the second verb stands under what the first stands under.
    let first = tree.first_conjunct(predicate);
    let over = tree.head(first)?;
    let complement = match tree.relation(first) {
        Relation::Xcomp | Relation::Ccomp => true,
        // "plans to attack", but not "the forces backed by Arland".
        Relation::Acl => tree.dependent(first, &[Relation::Mark]).is_some(),
        // "urged Arland to withdraw", "accused Arland of arming": the parser may take the clause for an adverbial one.
        Relation::Advcl => {
            tree.dependent(first, &[Relation::Mark])
                .is_some_and(|mark| WordList::MarksBeforeComplements.has(tree.lower(mark)))
                && tree.lemma(over) != "use"
        }
        _ => false,
    };
    if !complement {
        return None;
    }
    let lemma = patterns.verb(tree.lemma(over));
    let lemma = lemma.as_ref();
    let particle = tree
        .dependent(over, &[Relation::CompoundPrt])
        .and_then(|particle| patterns.operator_by_word.get(&format!("{lemma} {}", tree.lower(particle))));
    let index = *particle.or_else(|| patterns.operator_by_word.get(lemma))?;
    let needed = patterns.operators[index].needs.iter().find(|(word, _)| word == lemma);
    // "called him on Monday to congratulate him" asks nobody for anything.
    let there = |prepositions: &Vec<String>| {
        tree.dependents_by(over, &[Relation::Obl, Relation::Advcl, Relation::Nmod])
            .filter(|token| !role::is_time(tree, *token))
            .any(|token| {
                prepositions.iter().any(|preposition| {
                    tree.preposition(token) == preposition
                        || tree.dependent(token, &[Relation::Mark]).is_some_and(|mark| tree.lower(mark) == preposition)
                })
            })
    };
    needed.is_none_or(|(_, prepositions)| there(prepositions)).then_some((over, index))
}
