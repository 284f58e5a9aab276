//! A place where a document names somebody.

use super::{ActorId, AliasSort};
use crate::text::Span;

/// Words of a document that name one actor, or one of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words, in bytes of the document's text.
    pub span: Span,
    /// How they name.
    pub form: MentionForm,
    /// Whom they may name: sorted, never empty. More than one is ambiguity, kept as such.
    pub candidates: Vec<ActorId>,
}

/// How words name an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionForm {
    /// By its name or an alias of this sort.
    Name(AliasSort),
    /// By an office held at the document's date: "the CIA director". A name inside ("CIA") is a mention of its own.
    Office,
}

impl Mention {
    /// The actor, where only one can be meant.
    pub fn actor(&self) -> Option<ActorId> {
        match self.candidates[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}
