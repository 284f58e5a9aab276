//! The language engine: knows English, not actors.
//!
//! In comes a text, out comes an [`Analysis`]: tokens in the treebank's convention, sentences, tags, lemmas, features,
//! a dependency tree for each sentence, names. The stages run in this order: [`token`], [`sentence`], [`network`] with
//! [`tree`], [`lemma`], [`feature`], [`name`]. What was learned stands in a model file made by `training/`. Any text
//! gives an analysis; the same text gives the same one on every machine and any number of threads.

mod analysis;
mod conllu;
mod english;
mod feature;
mod language;
mod lemma;
mod mend;
mod name;
mod network;
mod sentence;
mod tag;
mod token;
mod tree;
mod word_list;

pub use analysis::{Analysis, Name, Token};
pub use conllu::{GivenTokens, read_conllu, write_conllu};
pub use english::is_english;
pub use feature::{Feature, Features};
pub use language::Language;
pub use network::{Candidates, ClaimScores, ClaimSums, ModelError, Scratch, Unit, exp, ln};
pub use tag::{NameKind, Relation, Upos, Xpos};
pub use token::tokens;
pub use word_list::{WORDS, WordList};
