//! What a project says in its own words: kinds, language files, model, and what is wrong with them.
//!
//! Read without a document. What a project does not have is what the program carries, so all of it is there without a
//! project too.

use std::fs;
use std::io::ErrorKind;

use walkdir::WalkDir;

use super::disk::read_text;
use super::error::Error;
use super::place::Project;
use crate::curated::{self, Curated};
use crate::data::{self, CURATED_FILE, LANGUAGE_FOLDER, OWN_MODEL_FILE, OWN_SCHEMA_FILE};
use crate::extract::English;
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

    /// The language model: the project's own, else the built-in one.
    pub fn model(&self) -> Result<&[u8], Error> {
        Ok(self.own_model()?.unwrap_or(data::MODEL))
    }

    /// The project's own language model, where it has one. Whether it is sound shows when it is opened.
    ///
    /// It is read once, and kept as long as this value is.
    pub fn own_model(&self) -> Result<Option<&[u8]>, Error> {
        if let Some(model) = self.own_model.get() {
            return Ok(Some(model));
        }
        match fs::read(self.root.join(OWN_MODEL_FILE)) {
            Ok(bytes) => Ok(Some(self.own_model.get_or_init(|| bytes))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::unreadable(OWN_MODEL_FILE, error)),
        }
    }

    /// What is known of English: the built-in files with the project's own added.
    ///
    /// # Errors
    /// Everything that is wrong with the project's own files, each with its place.
    pub fn english(&self, schema: &Schema) -> Result<English, Error> {
        let own = self.own_language(&self.own_language_paths()?)?;
        let (settings, problems) = self.settings()?;
        if !problems.is_empty() {
            return Err(Error::Diagnostics(problems));
        }
        let mut english = pipeline::english(&own, schema).map_err(Error::Diagnostics)?;
        english.fusion.operating_point = settings.thresholds;
        Ok(english)
    }

    /// Everything to be said of the project's own language files.
    pub(super) fn language_problems(&self) -> Result<Vec<Diagnostic>, Error> {
        let own = self.own_language(&self.own_language_paths()?)?;
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let own_schema = self.root.join(OWN_SCHEMA_FILE);
        let own_schema = if own_schema.is_file() { Some(read_text(&own_schema, OWN_SCHEMA_FILE)?) } else { None };
        let mut problems = Vec::new();
        let schema = pipeline::schema(own_schema.as_ref(), &mut problems);
        let model = self.model()?;
        // A schema or model that cannot be used is reported by the build.
        let (true, Ok(language)) = (problems.is_empty(), Language::open(model)) else { return Ok(Vec::new()) };
        Ok(pipeline::check_language(&own, &schema, &language))
    }

    fn own_language(&self, paths: &[String]) -> Result<Vec<OwnLanguageFile>, Error> {
        let read = |path: &String| {
            let bytes = fs::read(self.root.join(path)).map_err(|error| Error::unreadable(path, error))?;
            Ok(OwnLanguageFile { path: path.clone(), text: String::from_utf8_lossy(&bytes).into_owned() })
        };
        paths.iter().map(read).collect()
    }

    /// The language files that the project has of its own, sorted, and what lies among them and is none.
    pub(super) fn own_language_paths(&self) -> Result<Vec<String>, Error> {
        let folder = self.root.join(LANGUAGE_FOLDER);
        let mut paths = Vec::new();
        if !folder.is_dir() {
            return Ok(paths);
        }
        for entry in WalkDir::new(&folder).follow_links(true) {
            let entry = entry.map_err(|error| Error::unreadable(LANGUAGE_FOLDER, error.into()))?;
            let below = entry.path().strip_prefix(&folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            let path = format!("{LANGUAGE_FOLDER}{below}");
            if entry.file_type().is_file() && pipeline::is_read_as_language(&path) {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(paths)
    }
}
