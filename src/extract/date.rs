//! When: expressions of time in a text, anchored on its date of publication.

use std::ops::Range;

use super::tree::Tree;
use crate::model::{PartialDate, Period};

/// Words that say when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateExpression {
    /// The words.
    pub tokens: Range<usize>,
    /// What they mean, as precisely as they say it.
    pub period: Period,
}

/// Finds every expression of time whose meaning can be told, in order of the text.
pub fn date_expressions(tree: &Tree<'_>, published: Option<PartialDate>) -> Vec<DateExpression> {
    let _ = (tree, published);
    Vec::new()
}

/// The expression that dates the event whose verb or noun is `trigger`.
pub fn date_of<'d>(tree: &Tree<'_>, expressions: &'d [DateExpression], trigger: usize) -> Option<&'d DateExpression> {
    let _ = (tree, expressions, trigger);
    None
}
