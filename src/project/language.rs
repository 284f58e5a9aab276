//! What a project says in its own words: kinds, language files, model, and what is wrong with its patterns.
//!
//! Read without a document. What a project does not have is what the program carries, so all of it is there without a
//! project too.

use std::fs;
use std::io::ErrorKind;

use super::disk::read_text;
use super::error::Error;
use super::place::Project;
use crate::curated::{self, Curated};
use crate::data::{
    self, CURATED_FILE, OWN_ATTRIBUTION_FILE, OWN_LEXICON_FILE, OWN_MODEL_FILE, OWN_PATTERNS_FOLDER, OWN_SCHEMA_FILE,
    OWN_STATES_FILE,
};
use crate::extract::English;
use crate::extract::example::{Breach, Violation, violations};
use crate::model::Schema;
use crate::nlp::Language;
use crate::pipeline::{self, OwnLanguageFile};
use crate::text::{Diagnostic, Severity};

impl Project {
    /// Kinds of actors and relations; the built-in ones where there is no project.
    pub fn schema(&self) -> Result<Schema, Error> {
        let own = self.root.join(OWN_SCHEMA_FILE);
        let own = if own.is_file() { Some(read_text(&own, OWN_SCHEMA_FILE)?) } else { None };
        let mut problems = Vec::new();
        let schema = pipeline::schema(own.as_ref(), &mut problems);
        if problems.is_empty() { Ok(schema) } else { Err(Error::Diagnostics(problems)) }
    }

    /// The curated actors and claims alone, without reading a document; `None` where there is no project.
    pub fn curated(&self) -> Result<Option<(Schema, Curated)>, Error> {
        let graph = self.root.join(CURATED_FILE);
        if !graph.is_file() {
            return Ok(None);
        }
        let (_, mut problems) = self.settings()?;
        let schema = self.schema()?;
        let curated = curated::read(&read_text(&graph, CURATED_FILE)?, &schema, &mut problems);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(Error::Diagnostics(problems));
        }
        Ok(Some((schema, curated)))
    }

    /// The language model: the project's own, else the built-in one. Whether it is sound shows when it is opened.
    ///
    /// A model of the project's own is read once, and kept as long as this value is.
    pub fn model(&self) -> Result<&[u8], Error> {
        if let Some(model) = self.own_model.get() {
            return Ok(model);
        }
        match fs::read(self.root.join(OWN_MODEL_FILE)) {
            Ok(bytes) => Ok(self.own_model.get_or_init(|| bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(data::MODEL),
            Err(error) => Err(Error::unreadable(OWN_MODEL_FILE, error)),
        }
    }

    /// What is known of English: the built-in files, or the project's own where it has them. A folder of patterns
    /// replaces all built-in patterns.
    pub fn english(&self, schema: &Schema) -> Result<English, Error> {
        let own = self.own_language(&self.own_language_paths()?)?;
        pipeline::english(&own, schema).map_err(|problem| Error::Diagnostics(vec![problem]))
    }

    /// What is wrong with the project's own patterns: every one needs sentences that it finds. A file that is the
    /// built-in one of its name, byte for byte, is none of its own.
    pub(super) fn pattern_problems(&self) -> Result<Vec<Diagnostic>, Error> {
        let own = self.own_language(&self.own_language_paths()?)?;
        let changed = |file: &OwnLanguageFile| {
            let name = file.path.strip_prefix(OWN_PATTERNS_FOLDER)?.strip_prefix('/')?.to_owned();
            data::PATTERNS.iter().all(|(built_in, text)| *built_in != name || *text != file.text).then_some(name)
        };
        let changed: Vec<String> = own.iter().filter_map(changed).collect();
        if changed.is_empty() {
            return Ok(Vec::new());
        }
        let own_schema = self.root.join(OWN_SCHEMA_FILE);
        let own_schema = if own_schema.is_file() { Some(read_text(&own_schema, OWN_SCHEMA_FILE)?) } else { None };
        let mut problems = Vec::new();
        let schema = pipeline::schema(own_schema.as_ref(), &mut problems);
        let model = self.model()?;
        // A schema or model that cannot be used is reported by the build.
        let (true, Ok(language)) = (problems.is_empty(), Language::open(model)) else { return Ok(Vec::new()) };
        let english = match pipeline::english(&own, &schema) {
            Ok(english) => english,
            Err(problem) => return Ok(vec![problem]),
        };
        let report = |violation: Violation| {
            let hint = match &violation.breach {
                Breach::NoExamples => {
                    "write a sentence with the subject in <...> and the object in [...] into `finds`".to_owned()
                }
                Breach::Missed { text, .. } | Breach::Fired { text, .. } => {
                    format!("`kg trace --near {} \"{text}\"` shows why", violation.id)
                }
            };
            Diagnostic::of_file(
                Severity::Error,
                format!("{OWN_PATTERNS_FOLDER}/{}", violation.file),
                violation.to_string(),
            )
            .hint(hint)
        };
        Ok(violations(&english, &schema, &language, &|file| changed.iter().any(|changed| changed == file))
            .into_iter()
            .map(report)
            .collect())
    }

    fn own_language(&self, paths: &[String]) -> Result<Vec<OwnLanguageFile>, Error> {
        let read = |path: &String| {
            let text = fs::read_to_string(self.root.join(path)).map_err(|error| Error::unreadable(path, error))?;
            Ok(OwnLanguageFile { path: path.clone(), text })
        };
        paths.iter().map(read).collect()
    }

    /// The language files that the project has of its own, sorted.
    pub(super) fn own_language_paths(&self) -> Result<Vec<String>, Error> {
        let single = [OWN_LEXICON_FILE, OWN_STATES_FILE, OWN_ATTRIBUTION_FILE]
            .into_iter()
            .filter(|path| self.root.join(path).is_file());
        let mut paths: Vec<String> = single.map(str::to_owned).collect();
        let folder = self.root.join(OWN_PATTERNS_FOLDER);
        if folder.is_dir() {
            let unreadable = |error| Error::unreadable(OWN_PATTERNS_FOLDER, error);
            for entry in fs::read_dir(&folder).map_err(unreadable)? {
                let path = entry.map_err(unreadable)?.path();
                if path.extension().is_some_and(|extension| extension == "ron") && path.is_file() {
                    paths.push(format!(
                        "{OWN_PATTERNS_FOLDER}/{}",
                        path.file_name().unwrap_or_default().to_string_lossy()
                    ));
                }
            }
        }
        paths.sort();
        Ok(paths)
    }
}
