//! Whether what a predicate tells is said to be so, and how real it is.
//!
//! In comes a predicate, out come polarity and modality after its negations, auxiliaries, conjunctions and the clauses
//! above it. What operators say (agree, fail, threaten) is the patterns' business, who says it is `attribution`'s. A
//! plan stays a plan: an infinitive of purpose is planned, a condition is hypothetical, a question possible.

use super::role;
use super::tree::Tree;
use crate::model::{Modality, Polarity};
use crate::nlp::{NameKind, Relation, Upos, Xpos};

/// How far clauses above may say something about a predicate.
const HIGHEST: usize = 6;

/// Nouns whose infinitive is under way: "the campaign to liberate the town".
const UNDER_WAY: [&str; 14] = [
    "campaign",
    "effort",
    "operation",
    "fight",
    "battle",
    "offensive",
    "war",
    "struggle",
    "push",
    "drive",
    "mission",
    "work",
    "action",
    "attempt",
];

/// The polarity and modality of what a predicate tells.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tags and relations are those of a standard; the few that matter are named"
)]
pub fn factuality(tree: &Tree<'_>, predicate: usize) -> (Polarity, Modality) {
    let mut negated = is_negated(tree, predicate);
    let mut modality = own_modality(tree, predicate);
    let mut at = predicate;
    for _ in 0..HIGHEST {
        let Some(over) = tree.head(at) else { break };
        let above = match tree.relation(at) {
            // "will attack and destroy": one auxiliary for both.
            Relation::Conj if role::own_subject(tree, at).is_none() && auxiliary(tree, at).is_none() => {
                if is_negated(tree, over)
                    && tree.dependents(at).all(|dependent| tree.lower(dependent) != "but")
                    && !comma_between(tree, over, at)
                {
                    negated = true;
                }
                own_modality(tree, over)
            }
            // "wants to attack" is an operator's; "began to attack" is as real as the beginning.
            Relation::Xcomp => {
                negated ^= is_negated(tree, over);
                own_modality(tree, over)
            }
            Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::Obl | Relation::Nmod
                if tree.upos(predicate) == Upos::Noun && at == predicate =>
            {
                if role::is_predicate(tree, over) {
                    own_modality(tree, over)
                } else {
                    Modality::Actual
                }
            }
            // "have no plans to attack"
            Relation::Acl
                if infinitive(tree, at)
                    && (is_negated(tree, over) || matches!(tree.lower(over), "nothing" | "nobody" | "none")) =>
            {
                negated = !negated;
                Modality::Planned
            }
            Relation::Acl if infinitive(tree, at) => {
                if UNDER_WAY.contains(&tree.lemma(over)) {
                    Modality::Actual
                } else {
                    Modality::Planned
                }
            }
            // "called him to congratulate him": the call did it.
            Relation::Advcl
                if infinitive(tree, at)
                    && matches!(tree.lemma(over), "call" | "phone" | "telephone" | "write" | "tweet") =>
            {
                own_modality(tree, over)
            }
            Relation::Advcl if infinitive(tree, at) => Modality::Planned,
            Relation::Advcl | Relation::Ccomp if conditional(tree, at) => Modality::Hypothetical,
            Relation::Ccomp => {
                // "did not say that": nobody says so.
                if is_negated(tree, over) {
                    modality = weaker(modality, Modality::Hypothetical);
                }
                break;
            }
            _ => break,
        };
        modality = weaker(modality, above);
        at = over;
    }
    if is_question(tree, predicate) {
        modality = weaker(modality, Modality::Possible);
    }
    (if negated { Polarity::Denied } else { Polarity::Affirmed }, modality)
}

/// The one further from being a fact.
pub fn weaker(a: Modality, b: Modality) -> Modality {
    a.max(b)
}

fn comma_between(tree: &Tree<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|token| tree.form(token) == ",")
}

fn infinitive(tree: &Tree<'_>, verb: usize) -> bool {
    tree.dependents_by(verb, &[Relation::Mark]).any(|mark| tree.xpos(mark) == Xpos::To)
}

/// "not", "never", "no attack", "without attacking".
pub fn is_negated(tree: &Tree<'_>, predicate: usize) -> bool {
    let words = tree.dependents_by(
        predicate,
        &[Relation::Advmod, Relation::Det, Relation::Mark, Relation::CcPreconj, Relation::Cc, Relation::Case],
    );
    // "not only criticized but also": nothing is denied.
    let only = |word: usize| word + 1 < tree.len() && matches!(tree.lower(word + 1), "only" | "just" | "merely");
    let own = words
        .filter(|word| (*word < predicate || tree.relation(*word) == Relation::Advmod) && !only(*word))
        .any(|word| matches!(tree.lower(word), "not" | "n't" | "never" | "no" | "neither" | "nor" | "without"));
    let nobody = role::own_subject(tree, predicate).is_some_and(|subject| {
        matches!(tree.lower(subject), "nobody" | "none" | "nothing")
            || tree.dependents_by(subject, &[Relation::Det]).any(|word| matches!(tree.lower(word), "no" | "neither"))
    });
    own || nobody
}

fn conditional(tree: &Tree<'_>, clause: usize) -> bool {
    tree.dependents_by(clause, &[Relation::Mark])
        .any(|mark| matches!(tree.lower(mark), "if" | "unless" | "whether" | "lest" | "until"))
}

fn auxiliary(tree: &Tree<'_>, predicate: usize) -> Option<usize> {
    tree.dependent(predicate, &[Relation::Aux])
}

fn own_modality(tree: &Tree<'_>, predicate: usize) -> Modality {
    let mut modality = Modality::Actual;
    if conditional(tree, predicate) {
        modality = Modality::Hypothetical;
    }
    // "Theresa May will": the parser may take her for a modal.
    let is_name = |auxiliary: usize| {
        let names = &tree.analysis.names;
        names.get(names.partition_point(|name| name.tokens.end <= auxiliary)).is_some_and(|name| {
            name.kind == NameKind::Person && name.tokens.start < auxiliary && name.tokens.contains(&auxiliary)
        })
    };
    for auxiliary in tree.dependents_by(predicate, &[Relation::Aux]).filter(|auxiliary| !is_name(*auxiliary)) {
        let says = match tree.lower(auxiliary) {
            "will" | "'ll" | "wo" | "shall" => Modality::Planned,
            "may" | "might" | "could" | "can" | "ca" => Modality::Possible,
            // "said it would attack" is a plan of whoever says it; elsewhere a hypothesis.
            "would" | "'d" if under_speech(tree, predicate) => Modality::Planned,
            "would" | "should" | "must" | "ought" => Modality::Hypothetical,
            _ => Modality::Actual,
        };
        modality = weaker(modality, says);
    }
    // "is going to attack"
    if tree.head(predicate).is_some_and(|over| {
        tree.lemma(over) == "go" && tree.xpos(over) == Xpos::Vbg && tree.relation(predicate) == Relation::Xcomp
    }) {
        modality = weaker(modality, Modality::Planned);
    }
    modality
}

fn under_speech(tree: &Tree<'_>, predicate: usize) -> bool {
    matches!(tree.relation(predicate), Relation::Ccomp)
        && tree.head(predicate).is_some_and(|over| tree.xpos(over) == Xpos::Vbd || tree.xpos(over) == Xpos::Vbn)
}

fn is_question(tree: &Tree<'_>, token: usize) -> bool {
    let sentence = tree.sentence(token);
    (sentence.start..sentence.end).rev().take(2).any(|last| tree.form(last) == "?")
}
