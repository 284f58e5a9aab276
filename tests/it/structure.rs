//! The floors of `src/lib.rs` hold: no module imports from a floor above its own, or from another module on it.

use std::fs;
use std::path::Path;

use crate::support::root;

/// Lowest first; the order of the header of `lib.rs`.
const FLOORS: [&[&str]; 11] = [
    &["text", "data"],
    &["model"],
    &["curated", "ingest", "nlp", "picture"],
    &["extract"],
    &["resolve"],
    &["graph"],
    &["query"],
    &["export"],
    &["pipeline", "report"],
    &["eval"],
    &["cli"],
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// Every breach in one file's text, as `module::imported`.
fn breaches(module: &str, text: &str) -> Vec<String> {
    let own = floor(module)
        .unwrap_or_else(|| panic!("`{module}` stands on no floor: give it one in tests/it/structure.rs and lib.rs"));
    // Tests may look at anything: they are not part of what others build on.
    let code = text.split("#[cfg(test)]").next().unwrap_or(text);
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    code.match_indices("crate::")
        .map(|(at, path)| {
            let rest = &code[at + path.len()..];
            &rest[..rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())]
        })
        .filter(|imported| *imported != module && floor(imported).is_none_or(|floor| floor >= own))
        .map(|imported| format!("{module}::{imported}"))
        .collect()
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source can be read") {
        let path = entry.expect("the source can be read").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn no_import_runs_up_the_floors() {
    let source = root().join("src");
    let mut found = Vec::new();
    files(&source, &mut found);
    let mut all = Vec::new();
    for path in found {
        let relative = path.strip_prefix(&source).expect("below src");
        let first = relative.components().next().expect("not empty").as_os_str().to_string_lossy().replace(".rs", "");
        if !matches!(first.as_str(), "main" | "lib") {
            let text = fs::read_to_string(&path).expect("source is UTF-8");
            all.extend(breaches(&first, &text).into_iter().map(|breach| format!("{}: {breach}", relative.display())));
        }
    }
    assert_eq!(all, Vec::<String>::new(), "imports that run up or along the floors of src/lib.rs");
}

#[test]
fn a_breach_is_seen() {
    assert_eq!(breaches("model", "use crate::text::Span;\nuse crate::graph::Graph;"), ["model::graph"]);
    assert_eq!(breaches("curated", "fn f(x: crate::ingest::Article) {}"), ["curated::ingest"]);
    assert_eq!(breaches("query", "// crate::cli\nuse crate::model::{Actor};"), Vec::<String>::new());
}

#[test]
fn files_open_with_what_they_are_for_and_stay_readable() {
    /// Where style asks what two things a file is; tables may be longer.
    const LONGEST: usize = 600;
    let source = root().join("src");
    let mut found = Vec::new();
    files(&source, &mut found);
    for path in found {
        let text = fs::read_to_string(&path).expect("source is UTF-8");
        let opening = match path.extension().and_then(|extension| extension.to_str()) {
            Some("rs") => "//!",
            Some("js") => "// ",
            Some("css") => "/*",
            _ => "<!doctype html>",
        };
        assert!(text.starts_with(opening), "{} does not open with `{opening}`", path.display());
        assert!(text.lines().count() <= LONGEST, "{} has more than {LONGEST} lines", path.display());
    }
}
