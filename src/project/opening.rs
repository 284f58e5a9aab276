//! Opening a project, and making a new one.

use std::fs;
use std::path::PathBuf;

use super::error::Error;
use super::place::Project;
use crate::data;

impl Project {
    /// The project in a folder.
    ///
    /// Makes sure that it is one and reads its settings, so that a wrong folder shows here; what else is wrong with it
    /// shows when it is asked.
    ///
    /// # Errors
    /// [`Error::NoProject`] where there is none, [`Error::Diagnostics`] where `data/project.ron` has errors.
    pub fn open(root: impl Into<PathBuf>) -> Result<Project, Error> {
        let project = Project::at(root);
        project.expect_project()?;
        let (_, problems) = project.settings()?;
        if problems.is_empty() { Ok(project) } else { Err(Error::Diagnostics(problems)) }
    }

    /// Makes a new project: a small example to build on, in a folder that is made where it is missing.
    ///
    /// # Errors
    /// [`Error::Exists`] where a file of it is there already; then nothing is written.
    pub fn create(root: impl Into<PathBuf>) -> Result<Project, Error> {
        const FILES: [(&str, &str); 5] = [
            (data::CURATED_FILE, data::NEW_GRAPH),
            (data::SETTINGS_FILE, data::NEW_SETTINGS),
            ("seeds/example.md", data::NEW_DOCUMENT),
            ("out/README.md", data::OUT_README),
            ("out/.gitignore", data::OUT_GITIGNORE),
        ];
        let project = Project::at(root);
        if let Some(path) = FILES.iter().map(|(name, _)| project.root.join(name)).find(|path| path.exists()) {
            return Err(Error::Exists(path));
        }
        for (name, content) in FILES {
            let path = project.root.join(name);
            let folder = path.parent().expect("every file of a project is in a folder");
            let refused = |path: PathBuf, action| move |error| Error::File { path, action, error, hint: "" };
            fs::create_dir_all(folder).map_err(refused(folder.to_owned(), "made"))?;
            fs::write(&path, content).map_err(refused(path.clone(), "written"))?;
        }
        Ok(project)
    }
}
