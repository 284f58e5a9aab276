//! Curated names and offices by tokens.

use std::ops::Range;

use crate::extract::tree::Tree;
use crate::model::{ActorId, Mention, MentionForm};

/// The tokens of each mention; those that cut a token are left out.
pub(super) fn tokens_of_mentions<'m>(tree: &Tree<'_>, mentions: &'m [Mention]) -> Vec<(Range<usize>, &'m Mention)> {
    let tokens = &tree.analysis.tokens;
    let range = |mention: &'m Mention| {
        let start = tokens.partition_point(|token| token.span.start() < mention.span.start());
        let end = tokens.partition_point(|token| token.span.end() <= mention.span.end());
        (start < end && tokens[start].span.start() == mention.span.start()).then_some((start..end, mention))
    };
    mentions.iter().filter_map(range).collect()
}

/// Whom an office means, by the last token of its phrase: "the CIA director".
pub(super) fn offices_by_last_token(tree: &Tree<'_>, mentions: &[Mention]) -> Vec<(Range<usize>, Vec<ActorId>)> {
    let offices =
        tokens_of_mentions(tree, mentions).into_iter().filter(|(_, mention)| mention.form == MentionForm::Office);
    offices.map(|(tokens, mention)| (tokens, mention.candidates.clone())).collect()
}
