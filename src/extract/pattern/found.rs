//! Matches: what patterns see in a document, before anybody asked who says so and whether it is so.

use crate::model::{Modality, RelationKindId};

/// What triggered a match, by its place in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TriggeredBy {
    /// A pattern.
    Pattern(usize),
    /// The reader, and no entry of a table.
    Reader,
}

/// What a pattern read at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// What told it.
    pub pattern: TriggeredBy,
    /// The kind of relation.
    pub kind: RelationKindId,
    /// Nominals that are the subject, each by itself.
    pub subject: Vec<usize>,
    /// Nominals that are the object, each by itself.
    pub object: Vec<usize>,
    /// The token that triggered it.
    pub trigger: usize,
    /// The token whose negation, tense and mood say how real it is.
    pub predicate: usize,
    /// How real it is, where the words of the pattern or an operator say.
    pub modality: Option<Modality>,
    /// An operator says that it is not so.
    pub denied: bool,
    /// An operator says that it is so in fact: "will not release" is a refusal.
    pub settled: bool,
    /// Operators that rewrote it, innermost first.
    pub operators: Vec<usize>,
    /// The light verb that told it, by its place among the lights.
    pub light: Option<usize>,
}
