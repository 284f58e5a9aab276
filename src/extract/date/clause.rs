//! Clauses as far as dates care: which clause a token stands in, and whether that clause looks ahead.
//!
//! In come a tree and a token. A clause is named by its head. Every walk towards the root is bounded, so that dates
//! stay linear in any text.

use std::ops::Range;

use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList, Xpos};

/// How far a walk towards the root goes: no clause that people write is deeper.
pub(super) const FARTHEST: usize = 64;

/// True for a date that stands before the noun it hangs on: "Saturday's attack", "the Jan. 3 strike".
fn is_prenominal(tree: &Tree<'_>, date: usize) -> bool {
    use Relation::{Amod, Compound, NmodPoss, NmodUnmarked, Nummod};
    matches!(tree.relation(date), Amod | Compound | NmodPoss | NmodUnmarked | Nummod)
        && tree.head(date).is_some_and(|noun| noun > date)
}

/// The token of a stretch that hangs outside it.
pub(super) fn head_of(tree: &Tree<'_>, tokens: &Range<usize>) -> usize {
    tokens.clone().find(|token| tree.head(*token).is_none_or(|head| !tokens.contains(&head))).unwrap_or(tokens.start)
}

/// What a date hangs on; none for a root. Where the words tell better than the tree whether a report or what is
/// reported is dated, they are heard.
pub(super) fn governor_of(tree: &Tree<'_>, date: usize) -> Option<usize> {
    let governor = tree.head(date)?;
    // "On 4 May he left; the next day he came back": no time reaches over a semicolon.
    let between = date.min(governor)..date.max(governor);
    if between.len() < FARTHEST && between.clone().any(|token| tree.lower(token) == ";") {
        return None;
    }
    Some(speaker_before(tree, date, governor).or_else(|| said_behind(tree, date, governor)).unwrap_or(governor))
}

/// "said on Saturday he sent a letter": a date between a verb and the clause that begins behind it, without "that", is
/// the verb's.
fn speaker_before(tree: &Tree<'_>, top: usize, governor: usize) -> Option<usize> {
    if !matches!(tree.relation(governor), Relation::Ccomp) {
        return None;
    }
    let speaker = tree.head(governor).filter(|speaker| *speaker < top)?;
    let opens = tree
        .dependents(governor)
        .take_while(|dependent| *dependent < top)
        .all(|dependent| tree.relation(dependent) == Relation::Punct);
    let start = tree.phrase(top).start;
    // "told reporters on Saturday he sent a letter"
    let follows = start == speaker + 1
        || tree.dependents_by(speaker, &[Relation::Obj, Relation::Iobj]).any(|told| tree.phrase(told).end == start);
    let has_subject_behind = tree.dependents(governor).any(|dependent| {
        dependent > top && matches!(tree.relation(dependent), Relation::Nsubj | Relation::NsubjPass | Relation::Mark)
    });
    (opens && follows && has_subject_behind).then_some(speaker)
}

/// "On Monday Arland attacked, the minister said", "On Monday, the minister said, Arland attacked": the date is what is
/// said.
fn said_behind(tree: &Tree<'_>, top: usize, governor: usize) -> Option<usize> {
    if tree.relation(governor) == Relation::Parataxis {
        // "Arland has shelled the town since Monday, he added"
        let said = tree.head(governor).filter(|said| *said < top)?;
        let speaker = tree.dependent(governor, &[Relation::Nsubj])?;
        return (top < speaker && speaker < governor).then_some(said);
    }
    let said = tree.dependents_by(governor, &[Relation::Ccomp]).find(|said| *said > top)?;
    let is_comma = |token: usize| tree.lower(token) == ",";
    let speaker = tree.dependents_by(governor, &[Relation::Nsubj]).find(|speaker| *speaker > top)?;
    let interposed =
        said > governor && is_comma(governor + 1) && is_comma(tree.phrase(speaker).start.saturating_sub(1));
    (top < governor && (said < governor || interposed)).then_some(said)
}

/// The head of the clause that a token stands in.
pub(super) fn clause_of(tree: &Tree<'_>, token: usize) -> usize {
    tree.upwards(token).take(FARTHEST).find(|above| heads_clause(tree, *above)).unwrap_or(token)
}

/// True for the head of a clause; "minister" in "appointed minister" is none.
pub(super) fn heads_clause(tree: &Tree<'_>, token: usize) -> bool {
    let verbal = || {
        matches!(tree.upos(token), Upos::Verb | Upos::Aux)
            || tree.dependent(token, &[Relation::Cop, Relation::Nsubj, Relation::NsubjPass]).is_some()
    };
    let relation = tree.relation(token);
    let always = matches!(
        relation,
        Relation::Root
            | Relation::Ccomp
            | Relation::Advcl
            | Relation::AdvclRelcl
            | Relation::Acl
            | Relation::AclRelcl
            | Relation::Csubj
            | Relation::CsubjOuter
            | Relation::CsubjPass
            | Relation::Parataxis
    );
    always
        || tree.head(token).is_none()
        || matches!(relation, Relation::Xcomp | Relation::Conj | Relation::List | Relation::Dep) && verbal()
}

/// True where the clause of a date speaks of what is to come: "will travel on Friday", "plans to meet on Friday", "is
/// due on Friday".
pub(super) fn looks_ahead(tree: &Tree<'_>, date: usize) -> bool {
    if tree.preposition(date) == "ahead of" || tree.preposition(date).starts_with("due") {
        return true;
    }
    if is_prenominal(tree, date)
        && !tree.head(date).is_some_and(|noun| WordList::NounsOfArrangedEvents.has(tree.lemma(noun)))
    {
        return false;
    }
    let mut clause = clause_of(tree, governor_of(tree, date).filter(|_| !heads_clause(tree, date)).unwrap_or(date));
    // "will travel to Arland and meet the general on Friday"
    for _ in 0..4 {
        if is_ahead(tree, clause) {
            return true;
        }
        let shares = tree.relation(clause) == Relation::Conj
            && tree.dependent(clause, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux]).is_none();
        match tree.head(clause) {
            Some(head) if shares => clause = head,
            _ => return false,
        }
    }
    false
}

fn is_ahead(tree: &Tree<'_>, clause: usize) -> bool {
    let auxiliaries = || tree.dependents_by(clause, &[Relation::Aux]);
    // "may have attacked on Friday"
    if auxiliaries().any(|aux| tree.lemma(aux) == "have") {
        return false;
    }
    let modal = |aux: usize| WordList::ModalVerbsAhead.has(tree.lower(aux));
    let base = matches!(tree.xpos(clause), Xpos::Vb | Xpos::Vbp)
        || !matches!(tree.upos(clause), Upos::Verb)
        || tree.is_passive(clause)
        || tree.xpos(clause) == Xpos::Vbg;
    if base && auxiliaries().any(modal) {
        return true;
    }
    if matches!(tree.xpos(clause), Xpos::Vbn | Xpos::Jj) && WordList::WordsOfScheduling.has(tree.lemma(clause)) {
        return true;
    }
    let infinitive =
        tree.dependents_by(clause, &[Relation::Mark, Relation::Aux]).any(|mark| tree.xpos(mark) == Xpos::To);
    // "Envoy to visit Arland on Monday", a headline
    infinitive && tree.head(clause).is_none_or(|governor| WordList::WordsWithInfinitiveAhead.has(tree.lemma(governor)))
}

/// True where the clause is told in the present: "are counting on voters on Nov. 8".
pub(super) fn is_present(tree: &Tree<'_>, date: usize) -> bool {
    let clause = clause_of(tree, date);
    let present = |token: usize| matches!(tree.xpos(token), Xpos::Vbz | Xpos::Vbp);
    let be = |token: usize| tree.lemma(token) == "be" && present(token);
    let auxiliaries = tree.dependents_by(clause, &[Relation::Aux, Relation::Cop]).collect::<Vec<usize>>();
    present(clause) && auxiliaries.is_empty()
        || auxiliaries.iter().any(|auxiliary| be(*auxiliary))
            && auxiliaries.iter().all(|auxiliary| tree.lemma(*auxiliary) != "have")
}
