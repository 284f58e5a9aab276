//! What a claim rests on: words in a document, or a citation.

use super::{DocumentId, PartialDate, Publisher};
use crate::text::Span;

/// What a claim rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// These words of this document.
    Quotation {
        /// The document.
        document: DocumentId,
        /// The words, in bytes of its text.
        span: Span,
    },
    /// A publication as a whole.
    Citation(Citation),
}

/// A publication that is named, not quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Title, or the curator's own words for it.
    pub text: String,
    /// Who published it.
    pub publisher: Option<Publisher>,
    /// When.
    pub published: Option<PartialDate>,
    /// Where.
    pub url: Option<String>,
    /// The document, where it is among those read.
    pub document: Option<DocumentId>,
}

impl Evidence {
    /// The document it points at, where that was read.
    pub fn document(&self) -> Option<DocumentId> {
        match self {
            Evidence::Quotation { document, .. } => Some(*document),
            Evidence::Citation(citation) => citation.document,
        }
    }
}
