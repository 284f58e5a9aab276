//! What is wrong with a user's file, where, and what to do about it: data, without rendering.

use super::Place;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be built before this is mended.
    Error,
    /// Something was left out or may not be meant; the rest stands.
    Warning,
    /// Something worth knowing.
    Note,
}

/// A place with what is to be said of it. The message may be empty: then the caret stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What, in a few words.
    pub message: String,
}

/// One thing wrong with the user's data.
///
/// Messages are lower case, without a full stop, names in backticks. `labels[0]` is the place itself, others explain it
/// ("declared here"). Without labels, `file` names what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Weight.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Places, the first one primary.
    pub labels: Vec<Label>,
    /// A file without a place in it (a binary file, a folder).
    pub file: Option<String>,
    /// What to do next.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            message: message.into(),
            labels: vec![Label { place, message: String::new() }],
            file: None,
            hint: None,
        }
    }

    /// A warning at a place.
    pub fn warning(place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(place, message) }
    }

    /// A diagnostic about a file as a whole.
    pub fn of_file(severity: Severity, file: impl Into<String>, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity, message: message.into(), labels: Vec::new(), file: Some(file.into()), hint: None }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the hint "did you mean ...?" where there is a likely candidate.
    #[must_use]
    pub fn did_you_mean(self, candidate: Option<&str>) -> Diagnostic {
        match candidate {
            Some(candidate) => self.hint(format!("did you mean `{candidate}`?")),
            None => self,
        }
    }

    /// Adds the hint "did you mean ...?", or another where there is no likely candidate.
    #[must_use]
    pub fn did_you_mean_or(self, candidate: Option<&str>, otherwise: impl FnOnce() -> String) -> Diagnostic {
        match candidate {
            Some(_) => self.did_you_mean(candidate),
            None => self.hint(otherwise()),
        }
    }

    /// Says something at the primary place.
    #[must_use]
    pub fn saying(mut self, message: impl Into<String>) -> Diagnostic {
        if let Some(primary) = self.labels.first_mut() {
            primary.message = message.into();
        }
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn and_at(mut self, place: Place, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { place, message: message.into() });
        self
    }

    /// File and byte offset it stands at, for sorting.
    pub fn position(&self) -> (&str, usize) {
        match self.labels.first() {
            Some(label) => (&label.place.source_text.name, label.place.span.start()),
            None => (self.file.as_deref().unwrap_or(""), 0),
        }
    }
}
