//! When: expressions of time in a text, anchored on its date of publication.
//!
//! In come the trees and the date of publication; out come the expressions whose meaning can be told, and which of them
//! dates a verb or a noun. A meaning is as precise as the words: "last year" is a year, "two weeks ago" a week, "the
//! early 1990s" a decade. What cannot be told is left out: relative words without a date of publication, "12/2/2017"
//! beyond its year, "three years later" without an earlier date, a duration, a thirtieth of February.
//!
//! - `words.rs`: months, weekdays, units and numbers as words.
//! - `meaning.rs`: what words of time mean before they are anchored.
//! - `phrase.rs`: which tokens say when, and their meanings; `calendar.rs` and `relative.rs` are its two families.
//! - `anchor.rs`: meanings to periods, in the order of the text.
//! - `clause.rs`: clauses, and whether they look ahead.
//! - `attach.rs`: the expression that dates an event.
//!
//! All is linear in the tokens: every look around is bounded.

use std::ops::Range;

use super::tree::Tree;
use crate::model::{PartialDate, Period};

mod anchor;
mod attach;
mod calendar;
mod clause;
mod meaning;
mod phrase;
mod relative;
mod words;

/// Words that say when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpression {
    /// The words, with "since", "until", "by", "before", "after", "from", "between" where these change what is meant.
    pub tokens: Range<usize>,
    /// What they mean, as precisely as they say it.
    pub period: Period,
}

/// Finds every expression of time whose meaning can be told, in order of the text.
///
/// Relative words look back from `published` unless their clause looks ahead: "Arland attacked on Friday", "Arland will
/// attack on Friday".
pub fn date_expressions(tree: &Tree<'_>, published: Option<PartialDate>) -> Vec<DateExpression> {
    anchor::anchored(tree, &phrase::phrases(tree), published)
}

/// The expression that dates the event whose verb or noun is `trigger`.
///
/// It hangs on the trigger, on a verb that shares its date with it, or doubtfully but alone in the trigger's clause;
/// never in another clause.
pub fn date_of<'d>(tree: &Tree<'_>, expressions: &'d [DateExpression], trigger: usize) -> Option<&'d DateExpression> {
    attach::date_of(tree, expressions, trigger)
}
