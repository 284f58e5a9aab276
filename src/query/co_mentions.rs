//! Who is named in one sentence with an actor: a layer of its own, never a relation.

use std::collections::BTreeMap;

use crate::graph::GraphView;
use crate::model::{ActorId, DocumentId};
use crate::text::Span;

/// Another actor named in the same sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoMention {
    /// The other.
    pub actor: ActorId,
    /// Sentences that name both.
    pub sentences: usize,
    /// Documents with such a sentence.
    pub documents: usize,
    /// The first such sentence.
    pub example: (DocumentId, Span),
}

/// Everyone named in a sentence with `actor`, most often first, then by key. Mentions that may mean several actors do
/// not count.
///
/// Linear in the documents that name the actor.
pub fn co_mentions(view: &impl GraphView, actor: ActorId) -> Vec<CoMention> {
    let mut others: BTreeMap<ActorId, CoMention> = BTreeMap::new();
    for id in (0..view.documents().len()).map(DocumentId::new) {
        let mentions = view.mentions(id);
        if !mentions.iter().any(|mention| mention.actor() == Some(actor)) {
            continue;
        }
        let mut counted_here: Vec<ActorId> = Vec::new();
        for &sentence in view.sentences(id) {
            let first = mentions.partition_point(|mention| mention.span.start() < sentence.start());
            let named: std::collections::BTreeSet<ActorId> = mentions[first..]
                .iter()
                .take_while(|mention| mention.span.end() <= sentence.end())
                .filter_map(|mention| mention.actor())
                .collect();
            if !named.contains(&actor) {
                continue;
            }
            for &other in named.iter().filter(|other| **other != actor) {
                let entry = others.entry(other).or_insert(CoMention {
                    actor: other,
                    sentences: 0,
                    documents: 0,
                    example: (id, sentence),
                });
                entry.sentences += 1;
                if !counted_here.contains(&other) {
                    counted_here.push(other);
                    entry.documents += 1;
                }
            }
        }
    }
    let mut found: Vec<CoMention> = others.into_values().collect();
    found.sort_by_key(|co_mention| (std::cmp::Reverse(co_mention.sentences), co_mention.actor));
    found
}
