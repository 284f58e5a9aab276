//! Clauses as far as dates care: which clause a token stands in, and whether that clause looks ahead.
//!
//! In come a tree and a token. A clause is named by its head. Every walk towards the root is bounded, so that dates stay linear in any text.

use std::ops::Range;

use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, Xpos};

/// How far a walk towards the root goes: no clause that people write is deeper.
pub(super) const FARTHEST: usize = 64;

/// Verbs, adjectives and nouns whose infinitive is still to come: "plans to visit", "a vow to strike".
const AHEAD: [&str; 36] = [
    "plan", "intend", "expect", "schedule", "due", "set", "aim", "prepare", "hope", "vow", "promise", "pledge", "threaten", "want", "agree", "slate", "ready", "likely",
    "decide", "propose", "intention", "decision", "threat", "deadline", "be", "go", "poise", "need", "offer", "seek", "wish", "bind", "order", "invite", "urge", "call",
];

/// Participles and adjectives that themselves look ahead: "scheduled for Friday".
const SCHEDULED: [&str; 6] = ["schedule", "expect", "slate", "set", "due", "plan"];

/// The token of a stretch that hangs outside it.
pub(super) fn head_of(tree: &Tree<'_>, tokens: &Range<usize>) -> usize {
    tokens.clone().find(|token| tree.head(*token).is_none_or(|head| !tokens.contains(&head))).unwrap_or(tokens.start)
}

/// The head of the clause that a token stands in.
pub(super) fn clause_of(tree: &Tree<'_>, token: usize) -> usize {
    tree.upwards(token).take(FARTHEST).find(|above| heads_clause(tree, *above)).unwrap_or(token)
}

/// True for the head of a clause; "minister" in "appointed minister" is none.
pub(super) fn heads_clause(tree: &Tree<'_>, token: usize) -> bool {
    let verbal = || matches!(tree.upos(token), Upos::Verb | Upos::Aux) || tree.dependent(token, &[Relation::Cop, Relation::Nsubj, Relation::NsubjPass]).is_some();
    match tree.relation(token) {
        Relation::Root | Relation::Ccomp | Relation::Advcl | Relation::AdvclRelcl | Relation::Acl | Relation::AclRelcl | Relation::Csubj | Relation::CsubjOuter
        | Relation::CsubjPass | Relation::Parataxis => true,
        _ if matches!(tree.relation(token), Relation::Xcomp | Relation::Conj | Relation::List | Relation::Dep) => verbal(),
        _ => tree.head(token).is_none(),
    }
}

/// True where the clause of a date speaks of what is to come: "will travel on Friday", "plans to meet on Friday", "is due on Friday".
pub(super) fn looks_ahead(tree: &Tree<'_>, date: usize) -> bool {
    if tree.preposition(date) == "ahead of" || tree.preposition(date).starts_with("due") {
        return true;
    }
    let mut clause = clause_of(tree, date);
    // "will travel to Arland and meet the general on Friday"
    for _ in 0..4 {
        if is_ahead(tree, clause) {
            return true;
        }
        let shares = tree.relation(clause) == Relation::Conj && tree.dependent(clause, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux]).is_none();
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
    let modal = |aux: usize| matches!(tree.lower(aux), "will" | "'ll" | "wo" | "shall" | "would" | "'d" | "may" | "might" | "could" | "can" | "should" | "must");
    let base = matches!(tree.xpos(clause), Xpos::Vb | Xpos::Vbp) || !matches!(tree.upos(clause), Upos::Verb) || tree.is_passive(clause) || tree.xpos(clause) == Xpos::Vbg;
    if base && auxiliaries().any(modal) {
        return true;
    }
    if matches!(tree.xpos(clause), Xpos::Vbn | Xpos::Jj) && SCHEDULED.contains(&tree.lemma(clause)) {
        return true;
    }
    let infinitive = tree.dependents_by(clause, &[Relation::Mark, Relation::Aux]).any(|mark| tree.xpos(mark) == Xpos::To);
    // "Envoy to visit Arland on Monday", a headline
    infinitive && tree.head(clause).is_none_or(|governor| AHEAD.contains(&tree.lemma(governor)))
}
