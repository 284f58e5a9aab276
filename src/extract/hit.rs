//! Hits: words of a text with everyone they may name.

use crate::model::{ActorId, AliasSort, Period};
use crate::text::Span;

/// What a hit may mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// A name.
    Name {
        /// Whose.
        actor: ActorId,
        /// Sort of name.
        sort: AliasSort,
        /// When it was in use.
        period: Period,
        /// Never identifies by itself.
        weak: bool,
    },
    /// An office, held by this actor for this time.
    Office {
        /// Who held it.
        holder: ActorId,
        /// When.
        period: Period,
    },
}

/// Words of a text that name somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The words, in bytes.
    pub span: Span,
    /// Everyone they may mean: all names or all offices, sorted, never empty.
    pub senses: Vec<Sense>,
    /// True for an office that is said to be past: "former CIA director".
    pub former: bool,
    /// True for an office beside its holder's name: "CIA director Mike Pompeo". Then the senses are that holder's
    /// alone.
    pub named: bool,
}
