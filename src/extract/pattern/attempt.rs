//! What became of every pattern whose trigger stood in a text.
//!
//! In come, from the places where patterns are tried, a pattern, a trigger and an outcome; out comes the list of them,
//! for `kg trace` and the patterns' own sentences. Every other run keeps none, and then an attempt costs one test: the
//! reason of a failure is looked for only where it is kept.

use super::{Slot, TriggeredBy};
use crate::extract::lexicon::NounClass;

/// A pattern was tried at its trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The pattern, or the operator that tells by itself.
    pub pattern: TriggeredBy,
    /// The token that triggers it.
    pub trigger: usize,
    /// What came of it.
    pub outcome: Fate,
}

/// What came of a pattern at its trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It read a relation between actors. Operators may still rewrite it.
    Read,
    /// It is a pattern for nothing: the words were taken away from less specific patterns.
    Silenced,
    /// In a slot no noun of the class stands that `with` asks for.
    Lacks(Slot, NounClass),
    /// In a slot a noun of the class stands that `without` forbids.
    Forbidden(Slot, NounClass),
    /// Nothing fills the subject.
    NoSubject,
    /// Nothing fills the object.
    NoObject,
    /// What fills the subject is of another sort: nominals, by index.
    SubjectUnfit(Vec<usize>),
    /// What fills the object is of another sort: nominals, by index.
    ObjectUnfit(Vec<usize>),
    /// The verb above the noun told it already.
    AlreadyTold,
    /// The noun tells it under a light verb only.
    NoLightVerb,
    /// The noun stands behind no preposition of the pattern.
    OtherPreposition,
    /// An operator says that it is not claimed: the operator, by its place among the operators.
    Dropped(usize),
    /// Behind the operators an end is missing.
    Unfinished,
    /// An office without a name in the text: it tells of nobody.
    Nameless,
    /// An office that is held no more.
    Past,
    /// An office of a deputy, or of a part of what would be its object.
    Part,
    /// A state that somebody only wishes for.
    Wished,
    /// Both ends are one actor.
    OneActor,
    /// The same ends were found with this kind before.
    Repeated,
    /// With what the reader sees it is not sure enough to be claimed: it is proposed.
    Proposed,
    /// With what the reader sees it is too unlikely to be proposed.
    Unlikely,
}

/// MatchTrace of a document, in the order in which they were made; or none, where they are not kept.
#[derive(Debug)]
pub struct MatchTrace(Option<Vec<Attempt>>);

impl MatchTrace {
    /// None are kept.
    pub fn unheard() -> MatchTrace {
        MatchTrace(None)
    }

    /// All are kept.
    pub fn kept() -> MatchTrace {
        MatchTrace(Some(Vec::new()))
    }

    /// What was kept.
    pub fn into_list(self) -> Vec<Attempt> {
        self.0.unwrap_or_default()
    }

    /// True where attempts are kept.
    pub(crate) fn heard(&self) -> bool {
        self.0.is_some()
    }

    /// Adds an attempt of a pattern; the outcome is looked for only where attempts are kept.
    pub(crate) fn note(&mut self, pattern: usize, trigger: usize, outcome: impl FnOnce() -> Fate) {
        self.note_triggered(TriggeredBy::Pattern(pattern), trigger, outcome);
    }

    /// Adds an attempt of a pattern or an operator.
    pub(crate) fn note_triggered(&mut self, pattern: TriggeredBy, trigger: usize, outcome: impl FnOnce() -> Fate) {
        if let Some(list) = &mut self.0 {
            list.push(Attempt { pattern, trigger, outcome: outcome() });
        }
    }
}
