//! What a claim says besides that it is so: the share that is owned, the sum that was paid, the word for a kinship.
//!
//! In come the tree, a kind of relation and the word that states a claim, out come words of its sentence. Decided here:
//! of several shares or sums in a sentence the one nearest to that word is meant.

use std::ops::Range;

use super::tree::Tree;
use crate::model::{Detail, RelationKind};
use crate::nlp::{Upos, WordList};
use crate::text::single_spaced;

/// What the sentence says besides, where the kind asks for it; in the text's own words. Linear in the sentence.
pub fn detail_of(tree: &Tree<'_>, kind: &RelationKind, trigger: usize) -> Option<String> {
    let tokens = match kind.detail? {
        Detail::Word => trigger..trigger + 1,
        Detail::Share => nearest(tree, trigger, share)?,
        Detail::Amount => nearest(tree, trigger, amount)?,
    };
    Some(single_spaced(tree.words(&tokens)))
}

/// Of the stretches of the sentence that `found` sees begin at a token, the nearest to another token.
fn nearest(
    tree: &Tree<'_>,
    to: usize,
    found: fn(&Tree<'_>, usize, usize) -> Option<Range<usize>>,
) -> Option<Range<usize>> {
    let sentence = tree.sentence(to);
    let stretches = sentence.clone().filter_map(|token| found(tree, token, sentence.end));
    stretches.min_by_key(|stretch| if stretch.start > to { stretch.start - to } else { to.saturating_sub(stretch.end) })
}

fn is_number(tree: &Tree<'_>, token: usize) -> bool {
    tree.upos(token) == Upos::Num || tree.form(token).starts_with(|letter: char| letter.is_ascii_digit())
}

/// "51 percent", "51%", "a third", "a majority stake".
fn share(tree: &Tree<'_>, token: usize, end: usize) -> Option<Range<usize>> {
    let is_share = |token: usize| token < end && WordList::WordsForShares.has(tree.lower(token));
    if is_number(tree, token) {
        // "51 per cent".
        let two_words = || token + 2 < end && tree.lower(token + 1) == "per" && tree.lower(token + 2) == "cent";
        return if is_share(token + 1) {
            Some(token..token + 2)
        } else if two_words() {
            Some(token..token + 3)
        } else {
            tree.form(token).ends_with('%').then_some(token..token + 1)
        };
    }
    (is_share(token) && !(token > 0 && is_number(tree, token - 1))).then_some(token..token + 1)
}

/// "2 million dollars", "$2m", "€300".
fn amount(tree: &Tree<'_>, token: usize, end: usize) -> Option<Range<usize>> {
    let is_money = |token: usize| token < end && WordList::WordsForMoney.has(tree.lower(token));
    let goes_on =
        |token: usize| token < end && (is_number(tree, token) || WordList::WordsForManyOfMoney.has(tree.lower(token)));
    let is_sign = !tree.form(token).chars().any(char::is_alphanumeric);
    if is_money(token) && is_sign {
        let mut last = token + 1;
        while goes_on(last) {
            last += 1;
        }
        return (last > token + 1).then_some(token..last);
    }
    // One that begins before is found there.
    if !is_number(tree, token) || token > 0 && (goes_on(token - 1) || is_money(token - 1)) {
        return None;
    }
    let mut last = token + 1;
    while goes_on(last) {
        last += 1;
    }
    is_money(last).then_some(token..last + 1)
}
