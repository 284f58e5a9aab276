//! Quoted words in their sentence.

use crate::graph::GraphView;
use crate::model::{ActorId, Claim, Document, Evidence};

/// Quoted words with what stands around them in the sentences they are part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context<'v> {
    /// The document.
    pub document: &'v Document,
    /// The sentence before that.
    pub sentence_before: Option<&'v str>,
    /// From the start of the first sentence to the words.
    pub before: &'v str,
    /// The words.
    pub words: &'v str,
    /// From the words to the end of the last sentence.
    pub after: &'v str,
    /// The sentence after that.
    pub sentence_after: Option<&'v str>,
}

/// The words a claim quotes, with their document; `None` for a claim that cites a publication as a whole.
pub fn quotation<'v>(view: &'v impl GraphView, claim: &Claim<ActorId>) -> Option<(&'v Document, &'v str)> {
    let Evidence::Quotation { document, span } = &claim.evidence else { return None };
    let document = &view.documents()[document.index()];
    Some((document, span.of(&document.text)))
}

/// The words a claim quotes, in their sentence, with a sentence either side; `None` for a claim that cites a
/// publication as a whole. Logarithmic in the document.
pub fn context<'v>(view: &'v impl GraphView, claim: &Claim<ActorId>) -> Option<Context<'v>> {
    let Evidence::Quotation { document, span } = &claim.evidence else { return None };
    let sentences = view.sentences(*document);
    let document = &view.documents()[document.index()];
    let text = &document.text;
    let first = sentences.partition_point(|sentence| sentence.end() <= span.start());
    let end = first + sentences[first..].partition_point(|sentence| sentence.start() < span.end());
    let touched = &sentences[first..end];
    let from = touched.first().map_or(span.start(), |sentence| sentence.start().min(span.start()));
    let to = touched.last().map_or(span.end(), |sentence| sentence.end().max(span.end()));
    Some(Context {
        document,
        sentence_before: first.checked_sub(1).map(|before| sentences[before].of(text)),
        before: &text[from..span.start()],
        words: span.of(text),
        after: &text[span.end()..to],
        sentence_after: sentences.get(end).map(|after| after.of(text)),
    })
}
