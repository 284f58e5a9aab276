//! The language files: what the program carries, with the project's own in their place.

use crate::data::{self, OWN_ATTRIBUTION_FILE, OWN_LEXICON_FILE, OWN_PATTERNS_FOLDER, OWN_STATES_FILE};
use crate::extract::pattern::PatternFile;
use crate::extract::{English, LanguageFiles};
use crate::model::{ContentHash, Hasher, Schema};
use crate::text::{Diagnostic, Severity};

/// A language file of a project's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLanguageFile {
    /// Path below the project.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What is known of English: the built-in files, or the project's own where it has them. Any pattern file of its own
/// replaces all built-in patterns.
pub fn english(own: &[OwnLanguageFile], schema: &Schema) -> Result<English, Diagnostic> {
    let text = |path: &str, built_in: &'static str| {
        own.iter().find(|file| file.path == path).map_or(built_in, |file| file.text.as_str()).to_owned()
    };
    let (lexicon, states, attribution) = (
        text(OWN_LEXICON_FILE, data::LEXICON),
        text(OWN_STATES_FILE, data::STATES),
        text(OWN_ATTRIBUTION_FILE, data::ATTRIBUTION),
    );
    let mut patterns: Vec<PatternFile<'_>> = own
        .iter()
        .filter_map(|file| {
            Some(PatternFile {
                name: file.path.strip_prefix(OWN_PATTERNS_FOLDER)?.strip_prefix('/')?,
                text: &file.text,
            })
        })
        .collect();
    patterns.sort_by_key(|file| file.name);
    if patterns.is_empty() {
        patterns.extend(data::PATTERNS.iter().map(|(name, text)| PatternFile { name, text }));
    }
    let files = LanguageFiles { lexicon: &lexicon, states: &states, attribution: &attribution, patterns: &patterns };
    English::read(&files, schema).map_err(|error| {
        Diagnostic::of_file(Severity::Error, "data/lang/en", format!("the language files cannot be used: {error}"))
            .hint("mend the entry, or remove the file to use the built-in one")
    })
}

/// Hash of the project's own language files; that of the built-in ones stands in the program's own.
pub(super) fn hash_of(own: &[OwnLanguageFile]) -> ContentHash {
    own.iter().fold(Hasher::default(), |hasher, file| hasher.part(&file.path).part(&file.text)).finish()
}
