//! Documents to what they say of actors.
//!
//! In come a text with its trees and the places where curated names stand; out come nominals, chains of nominals that mean one actor, reports (who says what)
//! and findings (claims whose ends are nominals). Which actor of the project a chain is, is decided above, in `resolve`.

pub mod attribution;
pub mod chain;
pub mod date;
mod gazetteer;
pub mod lexicon;
pub mod nominal;
mod surroundings;
pub mod tree;

pub use gazetteer::{Gazetteer, Hit, Reading};

use crate::model::{ActorId, Mention, PartialDate};

use attribution::{AttributionWords, Report, reports};
use chain::{Chains, chains};
use date::{DateExpression, date_expressions};
use lexicon::Lexicon;
use nominal::{Nominal, Sort, nominals};
use tree::Tree;

/// What one document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extraction {
    /// Noun phrases, by head token.
    pub nominals: Vec<Nominal>,
    /// Which of them mean one actor.
    pub chains: Chains,
    /// Who says what.
    pub reports: Vec<Report>,
    /// When.
    pub dates: Vec<DateExpression>,
}

/// Extracts what a document says. `mentions` are the places where curated names stand.
pub fn extract(tree: &Tree<'_>, mentions: &[Mention], published: Option<PartialDate>, lexicon: &Lexicon, words: &AttributionWords, sort_of: &dyn Fn(ActorId) -> Sort) -> Extraction {
    let nominals = nominals(tree, mentions, lexicon, sort_of);
    let reports = reports(tree, words);
    let chains = chains(tree, &nominals, &reports);
    let dates = date_expressions(tree, published);
    Extraction { nominals, chains, reports, dates }
}
