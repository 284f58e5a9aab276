//! Documents to what they say of actors.
//!
//! In come a text with its trees and the places where curated names stand; out come nominals, chains of nominals that
//! mean one actor, reports (who says what) and findings (claims whose ends are nominals). Which actor of the project a
//! chain is, is decided above, in `resolve`.

pub mod attribution;
pub mod chain;
pub mod claim;
pub mod date;
pub mod detail;
pub mod example;
pub mod factuality;
pub mod filler;
mod gazetteer;
mod hit;
pub mod language_file;
pub mod lexicon;
mod name_sort;
pub mod nominal;
mod other_name;
pub mod pattern;
pub mod reader;
pub mod role;
mod surroundings;
pub mod tree;
pub mod veridicality;
pub mod why;

pub use gazetteer::Gazetteer;
pub use hit::{Hit, Sense};

use crate::data;
use crate::model::{ActorId, Mention, PartialDate, Schema, Sort};
use crate::nlp::{Language, Scratch};
use crate::text::{Diagnostic, SourceText};

use attribution::{AttributionWords, Report, Reported, reports};
use chain::{Chains, chains};
use claim::{Finding, findings};
use date::{DateExpression, date_expressions};
use filler::Fillers;
use language_file::{LanguageFile, Taken, Whose};
use lexicon::Lexicon;
use name_sort::with_sorts_of_names;
use nominal::{Nominal, nominals, with_bodies};
use pattern::{Attempt, Match, MatchTrace, Patterns, matches};
use reader::{Fusion, FusionNumbers};
use tree::Tree;

/// What is known of English besides its grammar: classes of nouns, states, patterns.
pub struct English {
    /// Noun classes and states.
    pub lexicon: Lexicon,
    /// Patterns.
    pub patterns: Patterns,
    /// Words that report.
    pub attribution: AttributionWords,
    /// How the reader's word and the patterns' are weighed.
    pub fusion: FusionNumbers,
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
    /// Claims that are not sure enough to be made before somebody looked at them.
    pub waiting: Vec<Finding>,
}

/// The language files, of each sort the built-in ones first, then a project's own.
#[derive(Clone, Debug, Default)]
pub struct LanguageFiles {
    /// Noun classes and prepositions, `lexicon.ron`.
    pub lexicon: Vec<LanguageFile>,
    /// States, `states.ron`.
    pub states: Vec<LanguageFile>,
    /// What words say of what stands below them, `veridicality.ron`.
    pub veridicality: Vec<LanguageFile>,
    /// Words that report, `attribution.ron`.
    pub attribution: Vec<LanguageFile>,
    /// Patterns, `patterns/*.ron`.
    pub patterns: Vec<LanguageFile>,
}

impl LanguageFiles {
    /// The language files that the program carries.
    pub fn built_in() -> LanguageFiles {
        let file = |name: &str, text: &str| LanguageFile {
            source_text: SourceText::new(format!("built-in {name}"), text),
            whose: Whose::BuiltIn,
        };
        LanguageFiles {
            lexicon: vec![file("lexicon.ron", data::LEXICON)],
            states: vec![file("states.ron", data::STATES)],
            veridicality: vec![file("veridicality.ron", data::VERIDICALITY)],
            attribution: vec![file("attribution.ron", data::ATTRIBUTION)],
            patterns: data::PATTERNS.iter().map(|(name, text)| file(&format!("patterns/{name}"), text)).collect(),
        }
    }
}

impl English {
    /// The language files that the program carries.
    ///
    /// # Panics
    /// Where a kind that the built-in patterns speak of is missing from the schema; the built-in schema has them all
    /// and a project's only adds.
    pub fn built_in(schema: &Schema) -> English {
        let mut problems = Vec::new();
        let english = English::read(&LanguageFiles::built_in(), schema, &mut Vec::new(), &mut problems);
        assert!(problems.is_empty(), "the built-in language files are sound; a test reads them: {problems:?}");
        english
    }

    /// Reads the language files. Every mistake is reported with its place; what is sound is there all the same, and the
    /// caller decides whether to go on. `taken` hears what came of a project's own files.
    pub fn read(
        files: &LanguageFiles,
        schema: &Schema,
        taken: &mut Vec<Taken>,
        problems: &mut Vec<Diagnostic>,
    ) -> English {
        let lexicon = Lexicon::read((&files.lexicon, &files.states, &files.veridicality), taken, problems);
        let patterns = pattern::read(&files.patterns, &lexicon, schema, taken, problems);
        let attribution = AttributionWords::read(&files.attribution, &lexicon, taken, problems);
        English { lexicon, patterns, attribution, fusion: FusionNumbers::built_in() }
    }
}

/// Everything that it takes to extract, but for the document.
pub struct Extractor<'e> {
    /// What is known of English.
    pub english: &'e English,
    /// The kinds of actors and relations.
    pub schema: &'e Schema,
    /// What a curated actor is.
    pub sort_of: &'e dyn Fn(ActorId) -> Sort,
    /// The engine with the claims reader; none, or one without a reader, where the patterns alone are asked.
    pub reader: Option<&'e Language<'e>>,
}

impl Extractor<'_> {
    /// Extracts what a document says. `mentions` are the places where curated names stand. `scratch` shows in nothing
    /// that comes out.
    pub fn extract(
        &self,
        tree: &Tree<'_>,
        mentions: &[Mention],
        published: Option<PartialDate>,
        scratch: &mut Scratch,
    ) -> Extraction {
        self.extract_heard(tree, mentions, published, scratch, &mut MatchTrace::unheard())
    }

    /// Extracts as [`Extractor::extract`] does, and says what became of every pattern whose trigger stood in the text,
    /// in the order in which they were tried.
    pub fn trace(
        &self,
        tree: &Tree<'_>,
        mentions: &[Mention],
        published: Option<PartialDate>,
        scratch: &mut Scratch,
    ) -> (Extraction, Vec<Attempt>) {
        let mut attempts = MatchTrace::kept();
        let extraction = self.extract_heard(tree, mentions, published, scratch, &mut attempts);
        (extraction, attempts.into_list())
    }

    fn extract_heard(
        &self,
        tree: &Tree<'_>,
        mentions: &[Mention],
        published: Option<PartialDate>,
        scratch: &mut Scratch,
        attempts: &mut MatchTrace,
    ) -> Extraction {
        let Extractor { english, schema, sort_of, reader } = *self;
        let nominals = nominals(tree, mentions, &english.lexicon, sort_of);
        let nominals = with_sorts_of_names(tree, nominals, &english.lexicon);
        let nominals = with_bodies(tree, nominals, &english.lexicon);
        let reports = reports(tree, &english.attribution);
        let chains = chains(tree, &nominals, &reports, &english.lexicon);
        let dates = date_expressions(tree, published);
        let fillers = Fillers::new(tree, &nominals, &chains, &english.lexicon);
        let reported = Reported::new(&reports);
        let (matches, settled) = matches(&fillers, &reported, &english.patterns, schema, attempts);
        let mut findings = findings(
            &fillers,
            (&english.patterns, &english.attribution, schema),
            &matches,
            &reported,
            (&dates, published),
            attempts,
        );
        let mut waiting = Vec::new();
        if let Some(language) = reader {
            let readings = reader::read(tree, &nominals, schema, language, scratch);
            let asked = Fusion {
                fillers: &fillers,
                patterns: &english.patterns,
                numbers: &english.fusion,
                schema,
                readings: &readings,
                settled: &settled,
            };
            let make = |matches: &[Match], attempts: &mut MatchTrace| {
                claim::findings(
                    &fillers,
                    (&english.patterns, &english.attribution, schema),
                    matches,
                    &reported,
                    (&dates, published),
                    attempts,
                )
            };
            (findings, waiting) = asked.weigh(findings, &make, attempts);
        }
        Extraction { nominals, chains, reports, dates, findings, waiting }
    }
}
