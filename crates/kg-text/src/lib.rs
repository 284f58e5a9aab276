//! Named text, places in it, and what can be said about a place.
//!
//! The lowest floor: everything above speaks of text by [`Span`] and of trouble by [`Diagnostic`]. Nothing here knows
//! what the text is about.

mod counted_text;
mod diagnostic;
mod fold;
mod json;
mod phrase;
mod printable;
pub mod ron;
mod rule;
mod slug;
mod source_text;
mod span;
mod spelling;
mod suggest;
mod xml;

pub use counted_text::CountedText;
pub use diagnostic::{Diagnostic, Label, Severity};
pub use fold::{Word, Words, fold_name, words};
pub use json::{write_json, write_pretty_json};
pub use phrase::{all_of, counted, single_spaced};
pub use printable::{is_hidden, printable, visible};
pub use rule::Rule;
pub use slug::slug;
pub use source_text::{Place, SourceText};
pub use span::Span;
pub use spelling::{sound, spelt_alike};
pub use suggest::closest;
pub use xml::xml;
