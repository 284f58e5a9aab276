//! `data/project.ron`: what holds for one project and is not the program's to decide.
//!
//! In comes the file's text, out come [`Settings`]; every mistake is reported with its place, and what is sound is
//! returned all the same. The file may be missing, and so may each field. Decided here: a folder is named relative to
//! the project, so that a project can be moved and shared; what is said on the command line goes before the file.
//!
//! A field stands here only when something reads it. Whether the folder of documents is there shows where it is listed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path};
use std::sync::Arc;

use super::disk::curated_text;
use super::error::Error;
use super::place::Project;
use crate::data::SETTINGS_FILE;
use crate::extract::reader::OperatingPoint;
use crate::text::ron::{At, Record, Ron};
use crate::text::{Diagnostic, SourceText, closest};

/// What `data/project.ron` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Who decides, where nobody else is named. Never blank.
    pub by: Option<String>,
    /// Folder of the documents below the project, instead of `seeds`: parts joined by `/`, relative, and none that
    /// holds the project's own files.
    pub seeds: Option<At<String>>,
    /// Whether few claims that are right are wanted, or all that the texts say.
    pub thresholds: OperatingPoint,
}

impl Project {
    /// What `data/project.ron` says, and what is wrong with it: every problem is an error, and stops every question
    /// that is answered from the project. Without the file, nothing.
    pub fn settings(&self) -> Result<(Settings, Vec<Diagnostic>), Error> {
        let mut problems = Vec::new();
        match fs::read(self.root.join(SETTINGS_FILE)) {
            Ok(bytes) => Ok((read_settings(&curated_text(SETTINGS_FILE, &bytes), &mut problems), problems)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Ok((Settings::default(), problems))
            }
            Err(error) => Err(Error::unreadable(SETTINGS_FILE, error)),
        }
    }
}

/// The fields of the file.
const FIELDS: [&str; 3] = ["by", "seeds", "thresholds"];

/// Reads settings. Fields with errors are reported and left out.
///
/// ```
/// use kg::project::read_settings;
/// use kg::text::SourceText;
///
/// let mut problems = Vec::new();
/// let file = SourceText::new("data/project.ron", "(by: \"ana\", sedes: \"articles\")");
/// let settings = read_settings(&file, &mut problems);
/// assert_eq!(settings.by.as_deref(), Some("ana"));
/// assert_eq!(problems[0].message, "unknown field `sedes`");
/// assert_eq!(problems[0].hint.as_deref(), Some("did you mean `seeds`?"));
/// ```
pub fn read_settings(source_text: &Arc<SourceText>, problems: &mut Vec<Diagnostic>) -> Settings {
    let file = Ron::new(source_text, problems);
    let Some(root) = file.root(problems) else { return Settings::default() };
    let Some(record) = root.record(&FIELDS, problems) else { return Settings::default() };
    Settings {
        by: by(&record, problems),
        seeds: seeds(&record, problems),
        thresholds: thresholds(&record, problems).unwrap_or_default(),
    }
}

fn by(record: &Record, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let by = record.text("by", problems)?;
    let name = by.value.trim();
    if name.is_empty() {
        problems.push(
            Diagnostic::error(by.place, "nobody is named here")
                .hint("name who decides, or leave `by` out to take the login name"),
        );
        return None;
    }
    Some(name.to_owned())
}

fn thresholds(record: &Record, problems: &mut Vec<Diagnostic>) -> Option<OperatingPoint> {
    let At { value, place } = record.text("thresholds", problems)?;
    let named = OperatingPoint::ALL.into_iter().find(|point| point.label() == value.trim());
    if named.is_none() {
        let names = OperatingPoint::ALL.map(OperatingPoint::label);
        let problem = Diagnostic::error(place, format!("there are no thresholds called `{value}`"));
        problems.push(match closest(&value, names) {
            Some(name) => problem.hint(format!("did you mean `{name}`?")),
            None => problem.hint(format!("one of {}", names.join(", "))),
        });
    }
    named
}

fn seeds(record: &Record, problems: &mut Vec<Diagnostic>) -> Option<At<String>> {
    let At { value, place } = record.text("seeds", problems)?;
    let mut parts: Vec<String> = Vec::new();
    for component in Path::new(value.trim()).components() {
        match component {
            Component::Prefix(_) | Component::RootDir => {
                problems.push(
                    Diagnostic::error(place, format!("`{value}` is a path of this machine alone"))
                        .hint("write it relative to the project's folder; `--seeds DIR` reads any other"),
                );
                return None;
            }
            Component::CurDir => {}
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            Component::ParentDir => parts.push("..".to_owned()),
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
        }
    }
    let path = parts.join("/");
    let above = parts.iter().all(|part| part == "..");
    if value.trim().is_empty() {
        problems.push(
            Diagnostic::error(place, "no folder is named here").hint("name one, or leave `seeds` out to read seeds/"),
        );
        return None;
    }
    if above || matches!(path.as_str(), "data" | "out") || path.starts_with("out/") {
        problems.push(
            Diagnostic::error(place, format!("`{value}` holds the project's own files"))
                .hint("put the documents into a folder of their own"),
        );
        return None;
    }
    Some(At { value: path, place })
}

#[cfg(test)]
mod tests {
    use super::{SourceText, read_settings};

    #[track_caller]
    fn seeds(text: &str) -> Result<String, String> {
        let mut problems = Vec::new();
        let source_text = SourceText::new("data/project.ron", format!("(seeds: {text:?})"));
        match read_settings(&source_text, &mut problems).seeds {
            Some(seeds) => Ok(seeds.value),
            None => Err(problems[0].message.clone()),
        }
    }

    #[test]
    fn a_folder_is_below_the_project_and_not_its_own() {
        for (text, path) in
            [("articles", "articles"), ("./a//b/", "a/b"), ("a/../b", "b"), ("../x", "../x"), ("data/x", "data/x")]
        {
            assert_eq!(seeds(text).as_deref(), Ok(path), "{text}");
        }
        for text in [".", "..", "../..", "a/..", "data", "out", "out/cache"] {
            assert_eq!(seeds(text), Err(format!("`{text}` holds the project's own files")), "{text}");
        }
        assert_eq!(seeds(" "), Err("no folder is named here".to_owned()));
        assert!(seeds("/tmp").is_err_and(|message| message.contains("this machine alone")));
    }

    #[test]
    fn a_file_of_remarks_alone_says_nothing() {
        let mut problems = Vec::new();
        let template = SourceText::new("data/project.ron", crate::data::NEW_SETTINGS);
        assert_eq!(read_settings(&template, &mut problems), super::Settings::default());
        assert_eq!(problems, []);
    }
}
