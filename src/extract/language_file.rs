//! A language file as it comes in: its text, and whose it is.
//!
//! The program carries files of its own, a project may have others. Decided here: a project's file adds to the built-in
//! ones, an entry of a known name takes the place of the built-in one, and `replaces_all: true` leaves the built-in
//! ones away. What an entry is, and what its name, is decided by each reader (`lexicon/read.rs`, `lexicon/state.rs`,
//! `attribution/words/read.rs`, `pattern/read.rs`).

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::text::ron::{At, Node, Record, Ron};
use crate::text::{Diagnostic, Place, SourceText};

/// A language file.
#[derive(Clone, Debug)]
pub struct LanguageFile {
    /// Its text, with the name to show.
    pub source_text: Arc<SourceText>,
    /// Whose it is.
    pub whose: Whose,
}

/// Whose a language file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The program carries it.
    BuiltIn,
    /// A project has it: it adds to the built-in ones.
    Project,
}

/// What was taken from a project's own language file. Its `Display` is what `kg check` says of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The file's name.
    pub file: String,
    /// Entries (or words) that the built-in files have not.
    pub added: usize,
    /// Entries (or words) that took the place of other ones.
    pub replaced: usize,
    /// The built-in entries were left away.
    pub replaces_all: bool,
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}, {} replaced", self.added, self.replaced)?;
        if self.replaces_all {
            write!(f, ", all other built-in ones left away")?;
        }
        Ok(())
    }
}

/// The name of the field by which a project's file leaves the built-in entries away.
pub(super) const REPLACES_ALL: &str = "replaces_all";

/// A file cut into values.
pub(super) struct CutFile<'t> {
    pub(super) file: &'t LanguageFile,
    ron: Ron,
}

impl CutFile<'_> {
    /// Cuts files; what is wrong with brackets and texts is reported.
    pub(super) fn all<'t>(files: &'t [LanguageFile], problems: &mut Vec<Diagnostic>) -> Vec<CutFile<'t>> {
        files.iter().map(|file| CutFile { file, ron: Ron::new(&file.source_text, problems) }).collect()
    }

    /// The one value of the file.
    pub(super) fn root(&self, problems: &mut Vec<Diagnostic>) -> Option<Node<'_>> {
        self.ron.root(problems)
    }

    /// The entries of a file that is a list `[...]`, or a record `(replaces_all: true, entries: [...])`; with whether
    /// it replaces all.
    pub(super) fn entries(&self, problems: &mut Vec<Diagnostic>) -> (bool, Vec<Node<'_>>) {
        let Some(root) = self.root(problems) else { return (false, Vec::new()) };
        if !root.is_record() {
            return (false, root.items(problems));
        }
        match root.record(&[REPLACES_ALL, "entries"], problems) {
            Some(record) => (flag(&record, REPLACES_ALL, problems), record.items("entries", problems)),
            None => (false, Vec::new()),
        }
    }

    /// What is said of the file before anything is taken from it; `None` for a built-in file.
    pub(super) fn nothing_taken(&self, replaces_all: bool) -> Option<Taken> {
        let file = self.file.source_text.name.clone();
        (self.file.whose == Whose::Project).then_some(Taken { file, added: 0, replaced: 0, replaces_all })
    }
}

/// The records of files that each are one, with whether each replaces all; without those of built-in files where a
/// project's file replaces all.
pub(super) fn records<'c, 't>(
    cut: &'c [CutFile<'t>],
    fields: &[&str],
    problems: &mut Vec<Diagnostic>,
) -> Vec<(&'c CutFile<'t>, bool, Record<'c>)> {
    let mut records: Vec<(&CutFile<'t>, bool, Record<'c>)> = cut
        .iter()
        .filter_map(|file| {
            let record = file.root(problems)?.record(fields, problems)?;
            Some((file, flag(&record, REPLACES_ALL, problems), record))
        })
        .collect();
    if records.iter().any(|(file, all, _)| *all && file.file.whose == Whose::Project) {
        records.retain(|(file, ..)| file.file.whose == Whose::Project);
    }
    records
}

/// A field that is `true` or left away.
pub(super) fn flag(record: &Record<'_>, field: &str, problems: &mut Vec<Diagnostic>) -> bool {
    record.field(field).and_then(|node| node.flag(problems)).is_some_and(|flag| flag.value)
}

/// The words of a field, each once; a word given twice is reported with both places. None where it is not given.
pub(super) fn words_once<'f>(record: &Record<'f>, field: &str, problems: &mut Vec<Diagnostic>) -> Vec<At<&'f str>> {
    let Some(node) = record.field(field) else { return Vec::new() };
    let words = node.words(problems);
    let are_many = words.len() > FEW;
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut once: Vec<At<&str>> = Vec::with_capacity(words.len());
    for word in words {
        let earlier = if are_many {
            places.get(word.value).copied()
        } else {
            once.iter().position(|known| known.value == word.value)
        };
        if let Some(earlier) = earlier {
            let message = format!("`{}` stands twice in `{field}`", word.value);
            problems.push(twice(message, word.place, once[earlier].place.clone()));
            continue;
        }
        if are_many {
            places.insert(word.value, once.len());
        }
        once.push(word);
    }
    once
}

/// So many words are looked through faster than looked up.
const FEW: usize = 16;

/// Reported where something is given twice.
pub(super) fn twice(message: String, second: Place, first: Place) -> Diagnostic {
    Diagnostic::error(second, message).and_at(first, "first given here").hint("keep one")
}

/// A word as it stands in texts in lower case: the parts of one are joined by `_` in the files.
pub(super) fn in_text(word: &str) -> String {
    word.replace('_', " ").to_lowercase()
}

/// The words of a field that must be given.
pub(super) fn required_words<'f>(
    record: &Record<'f>,
    field: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<Vec<At<&'f str>>> {
    if record.field(field).is_none() {
        problems.push(
            Diagnostic::error(record.opening(), format!("the field `{field}` is missing"))
                .hint(format!("add `{field}: ...`")),
        );
        return None;
    }
    Some(words_once(record, field, problems))
}
