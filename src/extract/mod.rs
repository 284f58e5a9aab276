//! Documents to what they say of actors.
//!
//! In come a text with its trees and the places where curated names stand; out come nominals, chains of nominals that
//! mean one actor, reports (who says what) and findings (claims whose ends are nominals). Which actor of the project a
//! chain is, is decided above, in `resolve`.

pub mod attribution;
pub mod chain;
pub mod claim;
pub mod date;
pub mod example;
pub mod factuality;
pub mod filler;
mod gazetteer;
mod hit;
pub mod lexicon;
mod name_sort;
pub mod nominal;
pub mod pattern;
pub mod role;
mod surroundings;
pub mod tree;

pub use gazetteer::Gazetteer;
pub use hit::{Hit, Reading};

use crate::data;
use crate::model::{ActorId, Mention, PartialDate, Schema, Sort};

use attribution::{AttributionWords, Report, reports};
use chain::{Chains, chains};
use claim::{Finding, findings};
use date::{DateExpression, date_expressions};
use filler::Fillers;
use lexicon::Lexicon;
use name_sort::with_sorts_of_names;
use nominal::{Nominal, nominals};
use pattern::{Attempt, Attempts, PatternFile, Patterns, readings};
use tree::Tree;

/// What is known of English besides its grammar: classes of nouns, states, patterns.
pub struct English {
    /// Noun classes and states.
    pub lexicon: Lexicon,
    /// Patterns.
    pub patterns: Patterns,
    /// Words that report.
    pub attribution: AttributionWords,
}

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
    /// Claims.
    pub findings: Vec<Finding>,
}

/// The texts of the language files.
pub struct LanguageFiles<'t> {
    /// Noun classes, `lexicon.ron`.
    pub lexicon: &'t str,
    /// States, `states.ron`.
    pub states: &'t str,
    /// Words that report, `attribution.ron`.
    pub attribution: &'t str,
    /// Patterns, `patterns/*.ron`, by name.
    pub patterns: &'t [PatternFile<'t>],
}

impl English {
    /// The language files that the program carries.
    ///
    /// # Panics
    /// Where a kind that the built-in patterns speak of is missing from the schema; the built-in schema has them all
    /// and a project's only adds.
    pub fn built_in(schema: &Schema) -> English {
        let patterns: Vec<PatternFile<'_>> =
            data::PATTERNS.iter().map(|(name, text)| PatternFile { name, text }).collect();
        let files = LanguageFiles {
            lexicon: data::LEXICON,
            states: data::STATES,
            attribution: data::ATTRIBUTION,
            patterns: &patterns,
        };
        English::read(&files, schema).expect("the built-in language files are sound; a test reads them")
    }

    /// Reads the language files. The error names the file and the entry.
    pub fn read(files: &LanguageFiles<'_>, schema: &Schema) -> Result<English, String> {
        let lexicon = Lexicon::read(files.lexicon, files.states)?;
        let patterns = pattern::read(files.patterns, &lexicon, schema)?;
        let attribution = AttributionWords::read(files.attribution)?;
        Ok(English { lexicon, patterns, attribution })
    }
}

/// Extracts what a document says. `mentions` are the places where curated names stand, `sort_of` says what a curated
/// actor is.
pub fn extract(
    tree: &Tree<'_>,
    mentions: &[Mention],
    published: Option<PartialDate>,
    english: &English,
    schema: &Schema,
    sort_of: &dyn Fn(ActorId) -> Sort,
) -> Extraction {
    extract_heard(tree, mentions, published, english, schema, sort_of, &mut Attempts::unheard())
}

/// Extracts as [`extract`] does, and says what became of every pattern whose trigger stood in the text, in the order in
/// which they were tried.
pub fn trace(
    tree: &Tree<'_>,
    mentions: &[Mention],
    published: Option<PartialDate>,
    english: &English,
    schema: &Schema,
    sort_of: &dyn Fn(ActorId) -> Sort,
) -> (Extraction, Vec<Attempt>) {
    let mut attempts = Attempts::kept();
    let extraction = extract_heard(tree, mentions, published, english, schema, sort_of, &mut attempts);
    (extraction, attempts.into_list())
}

fn extract_heard(
    tree: &Tree<'_>,
    mentions: &[Mention],
    published: Option<PartialDate>,
    english: &English,
    schema: &Schema,
    sort_of: &dyn Fn(ActorId) -> Sort,
    attempts: &mut Attempts,
) -> Extraction {
    let nominals = nominals(tree, mentions, &english.lexicon, sort_of);
    let nominals = with_sorts_of_names(tree, nominals, &english.lexicon);
    let reports = reports(tree, &english.attribution);
    let chains = chains(tree, &nominals, &reports, &english.lexicon);
    let dates = date_expressions(tree, published);
    let fillers = Fillers::new(tree, &nominals, &chains, &english.lexicon);
    let readings = readings(&fillers, &reports, &english.patterns, schema, attempts);
    let findings = findings(&fillers, (&english.patterns, schema), &readings, &reports, &dates, attempts);
    Extraction { nominals, chains, reports, dates, findings }
}
