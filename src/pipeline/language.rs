//! The language files: what the program carries, and what a project adds to it.
//!
//! In come the files that a project has below `data/lang/en`, out comes what is known of English, or everything that is
//! wrong with them. Decided here, which file is which: one that is none of them is an error, so that a misspelt name is
//! not a file that nobody reads. A file that is the built-in one of its name, byte for byte, is none of the project's
//! own. How files are joined is decided by their readers (`extract/language_file.rs`).

use crate::data::{
    self, FUSION_FILE, LANGUAGE_FOLDER, OWN_ATTRIBUTION_FILE, OWN_LEXICON_FILE, OWN_MODEL_FILE, OWN_PATTERNS_FOLDER,
    OWN_STATES_FILE, OWN_VERIDICALITY_FILE, READER_FILE, WORDS_FILE,
};
use crate::extract::example::{Breach, Violation, signature_violations, violations};
use crate::extract::language_file::{LanguageFile, Taken, Whose};
use crate::extract::{English, LanguageFiles};
use crate::model::{ContentHash, Hasher, Schema};
use crate::nlp::{self, Language, ModelError};
use crate::text::{Diagnostic, Severity, SourceText, closest};

/// A language file of a project's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLanguageFile {
    /// Path below the project.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// True for a file below `data/lang/en` that is read as one of the language files, or reported where it is none of
/// them: all but the models, pages to be read, the model's scores, and what is hidden.
pub fn is_read_as_language(path: &str) -> bool {
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    path.starts_with(LANGUAGE_FOLDER)
        && ![OWN_MODEL_FILE, READER_FILE].contains(&path)
        && !path.ends_with(".md")
        && !path.strip_prefix(LANGUAGE_FOLDER).is_some_and(|name| name.ends_with("scores.json"))
        && !is_hidden
}

/// Opens the built-in language model with the claims reader that was trained on it, or a project's own model, which has
/// none: then the patterns alone are asked.
pub fn language(own_model: Option<&[u8]>) -> Result<Language<'_>, ModelError> {
    match own_model {
        Some(model) if model != data::MODEL => Language::open(model),
        // A copy of the built-in model is no other model.
        Some(_) | None => Language::open(data::MODEL)?.with_claims(data::READER),
    }
}

/// What is known of English: the built-in files with the project's own added, or everything that is wrong with those.
pub fn english(own: &[OwnLanguageFile], schema: &Schema) -> Result<English, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let files = with_own(own, &mut problems);
    let english = read(&files, schema, &mut Vec::new(), &mut problems);
    if problems.is_empty() { Ok(english) } else { Err(problems) }
}

/// What is known of English from these files alone, where they are all there is: nothing is built in but what has no
/// file among them.
pub fn english_of_state(files: &[OwnLanguageFile], schema: &Schema) -> Result<English, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut state = LanguageFiles::default();
    for file in files {
        put(&mut state, file, Whose::BuiltIn, &mut problems);
    }
    let built_in = LanguageFiles::built_in();
    let or_built_in = |files: &mut Vec<LanguageFile>, built_in| {
        if files.is_empty() {
            *files = built_in
        }
    };
    or_built_in(&mut state.lexicon, built_in.lexicon);
    or_built_in(&mut state.states, built_in.states);
    or_built_in(&mut state.veridicality, built_in.veridicality);
    or_built_in(&mut state.attribution, built_in.attribution);
    or_built_in(&mut state.patterns, built_in.patterns);
    let english = English::read(&state, schema, &mut Vec::new(), &mut problems);
    if problems.is_empty() { Ok(english) } else { Err(problems) }
}

/// Everything to be said of a project's own language files: mistakes with their places; of sound ones the sentences of
/// patterns that do not hold, and what was taken from each file.
pub fn check_language(own: &[OwnLanguageFile], schema: &Schema, language: &Language<'_>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let files = with_own(own, &mut problems);
    let mut taken = Vec::new();
    let english = read(&files, schema, &mut taken, &mut problems);
    if !problems.is_empty() {
        return problems;
    }
    let changed = |name: &str| {
        let path = format!("{OWN_PATTERNS_FOLDER}/{name}");
        files.patterns.iter().any(|file| file.whose == Whose::Project && file.source_text.name == path)
            && built_in_text(&path) != own.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    };
    problems.extend(violations(&english, schema, language, &changed).into_iter().map(broken));
    if files.veridicality.iter().any(|file| file.whose == Whose::Project) {
        problems.extend(signature_violations(&english, language).into_iter().map(broken));
    }
    problems.extend(taken.iter().map(said));
    problems
}

/// Reads the files. Where a project replaced the whole lexicon, what built-in files miss in it is said once.
fn read(files: &LanguageFiles, schema: &Schema, taken: &mut Vec<Taken>, problems: &mut Vec<Diagnostic>) -> English {
    let english = English::read(files, schema, taken, problems);
    if !taken.iter().any(|taken| taken.replaces_all && taken.file == OWN_LEXICON_FILE) {
        return english;
    }
    let of_project = |problem: &Diagnostic| {
        let places = files.patterns.iter().chain(&files.attribution).filter(|file| file.whose == Whose::BuiltIn);
        places.map(|file| file.source_text.name.as_str()).all(|name| name != problem.position().0)
    };
    let before = problems.len();
    problems.retain(of_project);
    let missed = before - problems.len();
    if missed > 0 {
        let message =
            format!("the built-in files ask {missed} times for classes of nouns or prepositions that are gone");
        problems.push(
            Diagnostic::of_file(Severity::Error, OWN_LEXICON_FILE, message)
                .hint("leave `replaces_all` away to add to the built-in lexicon, or replace the patterns too"),
        );
    }
    english
}

fn broken(violation: Violation) -> Diagnostic {
    let hint = match &violation.breach {
        Breach::NoExamples => {
            "write a sentence with the subject in <...> and the object in [...] into `finds`".to_owned()
        }
        Breach::Told { .. } => "the signature of the word over it decides, and the order of its entries".to_owned(),
        Breach::Missed { text, .. } | Breach::Fired { text, .. } => {
            format!("`kg trace --near {} \"{text}\"` shows why", violation.id)
        }
    };
    Diagnostic::error(violation.place.clone(), violation.to_string()).hint(hint)
}

fn said(taken: &Taken) -> Diagnostic {
    Diagnostic::of_file(Severity::Note, taken.file.clone(), taken.to_string())
}

/// The built-in files with the project's own behind them.
fn with_own(own: &[OwnLanguageFile], problems: &mut Vec<Diagnostic>) -> LanguageFiles {
    let mut files = LanguageFiles::built_in();
    // Whoever replaces all counts on every file that is there, copies of built-in ones too.
    let replaces_all = own.iter().any(|file| file.text.contains("replaces_all"));
    for file in own {
        if replaces_all || built_in_text(&file.path) != Some(file.text.as_str()) {
            put(&mut files, file, Whose::Project, problems);
        }
    }
    files
}

/// Puts a file where its path says that it belongs; reported where that is nowhere.
fn put(files: &mut LanguageFiles, file: &OwnLanguageFile, whose: Whose, problems: &mut Vec<Diagnostic>) {
    let list = match file.path.as_str() {
        OWN_LEXICON_FILE => &mut files.lexicon,
        OWN_STATES_FILE => &mut files.states,
        OWN_VERIDICALITY_FILE => &mut files.veridicality,
        OWN_ATTRIBUTION_FILE => &mut files.attribution,
        path if pattern_file(path).is_some() => &mut files.patterns,
        // The numbers belong to the reader, the lists to the rules, and both are built in.
        FUSION_FILE | WORDS_FILE if whose == Whose::BuiltIn => return,
        path => {
            let unknown = Diagnostic::of_file(Severity::Error, path, "this is none of the language files");
            let name = path.strip_prefix(LANGUAGE_FOLDER).unwrap_or(path);
            let likely =
                closest(name, ["lexicon.ron", "states.ron", "veridicality.ron", "attribution.ron", "model.bin"]);
            let likely = likely.filter(|_| !name.contains('/')).map(|name| format!("{LANGUAGE_FOLDER}{name}"));
            problems.push(unknown.did_you_mean_or(likely.as_deref(), || {
                format!("patterns stand in {OWN_PATTERNS_FOLDER}/*.ron; move everything else out of {LANGUAGE_FOLDER}")
            }));
            return;
        }
    };
    list.push(LanguageFile { source_text: SourceText::new(file.path.as_str(), file.text.as_str()), whose });
}

/// The name of a pattern file, from its path below the project.
fn pattern_file(path: &str) -> Option<&str> {
    let name = path.strip_prefix(OWN_PATTERNS_FOLDER)?.strip_prefix('/')?;
    (!name.contains('/') && name.ends_with(".ron")).then_some(name)
}

/// The text of the built-in file of this path.
fn built_in_text(path: &str) -> Option<&'static str> {
    match path {
        OWN_LEXICON_FILE => Some(data::LEXICON),
        OWN_STATES_FILE => Some(data::STATES),
        OWN_VERIDICALITY_FILE => Some(data::VERIDICALITY),
        OWN_ATTRIBUTION_FILE => Some(data::ATTRIBUTION),
        FUSION_FILE => Some(data::FUSION),
        WORDS_FILE => Some(nlp::WORDS),
        path => {
            let name = pattern_file(path)?;
            data::PATTERNS.iter().find(|(built_in, _)| *built_in == name).map(|(_, text)| *text)
        }
    }
}

/// Hash of the project's own language files; that of the built-in ones stands in the program's own.
pub(super) fn hash_of(own: &[OwnLanguageFile]) -> ContentHash {
    own.iter().fold(Hasher::default(), |hasher, file| hasher.part(&file.path).part(&file.text)).finish()
}
