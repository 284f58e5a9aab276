//! Annotated texts: what people found in a text, in one of three shapes.

use super::claims::ClaimsGold;
use super::roots::RootGold;
use super::spans::SpanGold;
use crate::model::PartialDate;

/// An annotated text.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// Its id in the file.
    pub id: String,
    /// The text.
    pub text: String,
    /// Date of publication.
    pub published: Option<PartialDate>,
    /// What people found in it.
    pub gold: Gold,
}

/// What people found in a text, by how they wrote it down.
#[derive(Clone, Debug)]
pub enum Gold {
    /// Claims between actors.
    Claims(ClaimsGold),
    /// Edges between words, by PLOVER root.
    Roots(Vec<RootGold>),
    /// Relations between spans.
    Spans(Vec<SpanGold>),
}
