//! Stretches of tokens: cut out, trimmed and joined.

use std::ops::Range;

use crate::extract::tree::Tree;
use crate::nlp::{Upos, Xpos};

/// The stretch without the hole: one, two or no pieces.
pub(super) fn without(whole: Range<usize>, hole: &Range<usize>) -> Vec<Range<usize>> {
    if hole.is_empty() || hole.end <= whole.start || whole.end <= hole.start {
        return if whole.is_empty() { Vec::new() } else { vec![whole] };
    }
    [whole.start..hole.start.max(whole.start), hole.end.min(whole.end)..whole.end]
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// The stretch without marks at its edges. A bracket or a currency sign stays.
pub(super) fn trim(tree: &Tree<'_>, piece: Range<usize>) -> Range<usize> {
    let is_mark = |token: usize| tree.upos(token) == Upos::Punct && !matches!(tree.xpos(token), Xpos::Lrb | Xpos::Rrb);
    let (mut start, mut end) = (piece.start, piece.end);
    while start < end && is_mark(start) {
        start += 1;
    }
    while start < end && is_mark(end - 1) {
        end -= 1;
    }
    start..end
}

/// Trimmed, sorted and joined where they touch; what is only marks goes.
pub(super) fn tidy(tree: &Tree<'_>, pieces: &mut Vec<Range<usize>>) {
    let mut trimmed: Vec<Range<usize>> =
        pieces.drain(..).map(|piece| trim(tree, piece)).filter(|piece| !piece.is_empty()).collect();
    trimmed.sort_by_key(|piece| (piece.start, piece.end));
    for piece in trimmed {
        match pieces.last_mut() {
            Some(last) if piece.start <= last.end => last.end = last.end.max(piece.end),
            Some(_) | None => pieces.push(piece),
        }
    }
}
