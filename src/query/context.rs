//! Quoted words in their sentence.

use crate::graph::GraphView;
use crate::model::{ActorId, Claim, Document, Evidence};

/// Quoted words with what stands around them in the sentences they are part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context<'v> {
    /// The document.
    pub document: &'v Document,
    /// From the start of the first sentence to the words.
    pub before: &'v str,
    /// The words.
    pub words: &'v str,
    /// From the words to the end of the last sentence.
    pub after: &'v str,
}

/// The words a claim quotes, with their document; `None` for a claim that cites a publication as a whole.
pub fn quotation<'v>(view: &'v impl GraphView, claim: &Claim<ActorId>) -> Option<(&'v Document, &'v str)> {
    let Evidence::Quotation { document, span } = &claim.evidence else { return None };
    let document = &view.documents()[document.index()];
    Some((document, span.of(&document.text)))
}

/// The words a claim quotes, in their sentence; `None` for a claim that cites a publication as a whole. Linear in the document.
pub fn context<'v>(view: &'v impl GraphView, claim: &Claim<ActorId>) -> Option<Context<'v>> {
    let Evidence::Quotation { document, span } = &claim.evidence else { return None };
    let sentences = view.sentences(*document);
    let document = &view.documents()[document.index()];
    let text = &document.text;
    let touched = sentences.iter().filter(|sentence| sentence.overlaps(*span));
    let (start, end) = touched.fold((span.start(), span.end()), |(start, end), sentence| (start.min(sentence.start()), end.max(sentence.end())));
    Some(Context { document, before: &text[start..span.start()], words: span.of(text), after: &text[span.end()..end] })
}
