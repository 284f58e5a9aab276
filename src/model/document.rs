//! A published text.

use super::{ActorId, ContentHash, DocumentId, PartialDate};
use crate::text::CountedText;

/// One published text with what is known of its publication. All spans into it are in bytes of `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Hash of the text: two documents with the same text are one.
    pub hash: ContentHash,
    /// Name claims cite it by: the curated key, or the file name without its ending (JSON Lines: the line's id). Unique
    /// in a build.
    pub key: String,
    /// Where it was read: path below the project, with `#id` behind it for a line of a JSON Lines file.
    pub path: String,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<Publisher>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// Language as an IETF tag, where the file says.
    pub language: Option<String>,
    /// The article that this document digests, where it is a digest.
    pub digests: Option<String>,
    /// The document that had nearly the same text first, where this one reprints it. That one reprints none.
    pub reprint_of: Option<DocumentId>,
    /// The text.
    pub text: CountedText,
}

/// Who brought a text out: the name given, and the actor it names where exactly one does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Publisher {
    /// The name as given.
    pub name: String,
    /// The actor of that name.
    pub actor: Option<ActorId>,
}

impl Document {
    /// Title, or the key where it has none.
    pub fn heading(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.key)
    }
}
