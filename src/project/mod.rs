//! A project on disk: opened, listed, built, decided on, written to; without a word to anybody.
//!
//! In come a folder and what is asked of it; out come values, [`Notices`] beside them, or an [`Error`] that tells
//! mistakes in the user's files from a world that does not let us read them. The command line stands on this floor, and
//! so can a server or a binding to another language: `examples/open_project.rs` shows how.
//!
//! Each file a piece, lower ones first: `error` and `disk` (how files are written), `settings` (`data/project.ron`),
//! `place` (where a project lies), `language` (schema, language files, model), `listing` (which files there are),
//! `cache` (whether what was built still holds), `building`, `words` and `ledger` (decisions), `texts` (any text read
//! with what the project knows), `opening` (opening a project, making a new one).
//!
//! Only this floor and `cli` touch files and the clock. The clock is asked for one thing here: whether a file was
//! touched since it was read. When a decision is taken, and by whom, the caller says. Nothing is kept between two
//! questions but a project's own language model: each looks at the files again, so that an answer is as fresh as they
//! are. Any number of threads and programs may ask and build at once; decisions are added one after the other.

#![expect(clippy::disallowed_methods, reason = "with `cli` the floor that touches files and the clock")]

mod building;
mod cache;
mod disk;
mod error;
mod language;
mod ledger;
mod listing;
mod opening;
mod place;
mod settings;
mod texts;
mod words;

pub use building::{Build, Known, Notices};
pub use error::Error;
pub use ledger::{DecidedGraph, Filed, Signature};
pub use place::{Progress, Project};
pub use settings::{Settings, read_settings};
pub use texts::{TextReader, Traced};

pub(crate) use disk::write_whole;
pub(crate) use error::reason;
pub(crate) use words::{decision_in_words, done, signature_in_words};
