//! The source stands as `src/lib.rs` draws it: no import runs up a floor, no file stands in a circle, no line is wider
//! than a screen.
//!
//! A crate below `crates/` is read as the module under whose name `lib.rs` brings it in.
//!
//! What counts as an import is read from the text (`structure/source.rs`): every `use` and every path that names an
//! item of another file, outside tests. A name that a `mod.rs` re-exports counts as the file that defines it, so a
//! folder's contents page stands in nobody's way; the page itself imports what it re-exports only where it uses it.
//!
//! One thing is allowed that a compiler would call a circle: a file may use the **types, traits and constants** that
//! the `mod.rs` of a folder around it defines, while that `mod.rs` calls the file. They are the folder's vocabulary. A
//! function of the `mod.rs` that calls it back is none, and makes a circle. Methods are not seen, for a call of one
//! names no file.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use crate::support::root;
use source::{Import, Source, literals, without_literals};

/// Lowest first; the order of the header of `lib.rs`.
const FLOORS: [&[&str]; 12] = [
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
    &["project"],
    &["cli"],
];

/// Floors that are crates of their own, below `crates/`, each under the name that `lib.rs` gives it.
const CRATES: [&str; 3] = ["text", "nlp", "picture"];

/// The same inside `extract`, lowest first: what a sentence is read to step by step. `mod` is `extract/mod.rs`.
const FLOORS_OF_EXTRACT: [&[&str]; 15] = [
    &["language_file"],
    &["veridicality"],
    &["tree", "lexicon", "hit"],
    &["surroundings", "nominal", "date", "detail"],
    &["other_name"],
    &["gazetteer", "name_sort", "role"],
    &["attribution"],
    &["factuality"],
    &["chain"],
    &["filler"],
    &["pattern"],
    &["claim"],
    &["reader"],
    &["mod"],
    &["example", "why"],
];

/// A graph and the views of it are made of claims, wherever these come from: though the floors would allow it, they
/// know nothing of how texts are read.
const VIEWS: [&str; 3] = ["graph", "query", "export"];

/// The floors on which texts are read.
const READING: [&str; 4] = ["ingest", "nlp", "extract", "resolve"];

/// Columns of a screen.
const WIDEST: usize = 120;

/// Imports that run up or along floors of the modules below a folder of `src`, as they are to be shown.
fn breaches(imports: &BTreeSet<Import>, folder: &str, floors: &[&[&str]]) -> Vec<String> {
    let module = |path: &str| {
        let inside = path.strip_prefix(folder)?;
        let first = inside.split('/').next().unwrap_or(inside);
        Some(first.strip_suffix(".rs").unwrap_or(first).to_owned())
    };
    let floor = |module: &str| {
        let found = floors.iter().position(|modules| modules.contains(&module));
        found.unwrap_or_else(|| panic!("`{folder}{module}` stands on no floor: give it one in tests/it/structure.rs"))
    };
    let runs_up = |import: &&Import| match (module(&import.by), module(&import.from)) {
        (Some(by), Some(from)) if by != from && by != "lib" => floor(&from) >= floor(&by),
        _ => false,
    };
    imports.iter().filter(runs_up).map(shown).collect()
}

/// Imports by which a view of a graph knows of texts.
fn reading_views(imports: &BTreeSet<Import>) -> Vec<String> {
    let is_in = |path: &str, modules: &[&str]| {
        let first = path.split('/').next().unwrap_or(path);
        modules.contains(&first.strip_suffix(".rs").unwrap_or(first))
    };
    imports.iter().filter(|import| is_in(&import.by, &VIEWS) && is_in(&import.from, &READING)).map(shown).collect()
}

fn shown(import: &Import) -> String {
    format!("{} imports `{}` of {}", import.by, import.item, import.from)
}

/// Every set of files that import each other in a circle, each with the imports inside it.
fn circles(imports: &BTreeSet<Import>) -> Vec<Vec<String>> {
    let mut onwards: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let counted = || imports.iter().filter(|import| !is_vocabulary_of_a_folder(import));
    for import in counted() {
        onwards.entry(&import.by).or_default().insert(&import.from);
    }
    let reached = |start: &str| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut left: Vec<&str> = onwards.get(start).into_iter().flatten().copied().collect();
        while let Some(file) = left.pop() {
            if seen.insert(file) {
                left.extend(onwards.get(file).into_iter().flatten());
            }
        }
        seen
    };
    let reached: BTreeMap<&str, BTreeSet<&str>> = onwards.keys().map(|file| (*file, reached(file))).collect();
    let joined = |a: &str, b: &str| {
        reached.get(a).is_some_and(|files| files.contains(b)) && reached.get(b).is_some_and(|files| files.contains(a))
    };
    let mut found: Vec<Vec<String>> = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for file in onwards.keys().filter(|file| joined(file, file)) {
        if seen.contains(file) {
            continue;
        }
        let circle: BTreeSet<&str> = onwards.keys().copied().filter(|other| joined(file, other)).collect();
        let inside = |import: &&Import| circle.contains(&*import.by) && circle.contains(&*import.from);
        found.push(counted().filter(inside).map(shown).collect());
        seen.extend(circle);
    }
    found
}

/// True for a type, trait or constant that the `mod.rs` of a folder around the file defines.
fn is_vocabulary_of_a_folder(import: &Import) -> bool {
    let folder = import.from.strip_suffix("mod.rs").map(str::to_owned);
    let folder = folder.unwrap_or_else(|| import.from.replace(".rs", "/"));
    let is_vocabulary =
        matches!(import.keyword.as_str(), "struct" | "enum" | "trait" | "type" | "const" | "static" | "macro_rules");
    is_vocabulary && import.by.starts_with(&folder)
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source can be read") {
        let path = entry.expect("the source can be read").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Path and text of every Rust file below a folder of the repository.
fn texts(folder: &str) -> Vec<(String, String)> {
    let below = root().join(folder);
    let mut found = Vec::new();
    if below.is_dir() {
        files(&below, &mut found);
    }
    found.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let text = |path: &Path| {
        let relative = path.strip_prefix(&below).expect("it stands below");
        let names: Vec<_> = relative.components().map(|name| name.as_os_str().to_string_lossy()).collect();
        (names.join("/"), fs::read_to_string(path).expect("source is UTF-8"))
    };
    found.iter().map(|path| text(path)).collect()
}

/// Every import of the source; read once for all tests.
static IMPORTS: LazyLock<BTreeSet<Import>> = LazyLock::new(|| {
    let mut texts = texts("src");
    let (_, page) = texts.iter_mut().find(|(path, _)| path == "lib.rs").expect("the crate has a first page");
    for floor in CRATES {
        page.push_str(&format!("mod {floor};\n"));
    }
    texts.extend(CRATES.iter().flat_map(|floor| as_modules(floor)));
    Source::of(texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))).imports()
});

/// The files of a crate as modules of this one.
fn as_modules(floor: &str) -> Vec<(String, String)> {
    let renamed = |text: &str| {
        let inside = text.replace("crate::", &format!("crate::{floor}::"));
        CRATES.iter().fold(inside, |text, other| text.replace(&format!("kg_{other}::"), &format!("crate::{other}::")))
    };
    let placed = |path: &str| if path == "lib.rs" { format!("{floor}/mod.rs") } else { format!("{floor}/{path}") };
    texts(&format!("crates/kg-{floor}/src")).iter().map(|(path, text)| (placed(path), renamed(text))).collect()
}

fn imports_of<const N: usize>(files: [(&str, &str); N]) -> BTreeSet<Import> {
    Source::of(files).imports()
}

#[test]
fn no_import_runs_up_the_floors() {
    let imports = &*IMPORTS;
    assert!(imports.len() > 1000, "only {} imports were read", imports.len());
    assert_eq!(breaches(imports, "", &FLOORS), Vec::<String>::new(), "imports along or up the floors of src/lib.rs");
    assert_eq!(
        breaches(imports, "extract/", &FLOORS_OF_EXTRACT),
        Vec::<String>::new(),
        "imports along or up the floors inside src/extract"
    );
}

#[test]
fn no_file_stands_in_a_circle() {
    assert_eq!(circles(&IMPORTS), Vec::<Vec<String>>::new());
}

#[test]
fn views_of_a_graph_read_no_texts() {
    assert_eq!(reading_views(&IMPORTS), Vec::<String>::new());
}

#[test]
fn an_import_up_the_floors_is_seen() {
    let imports = imports_of([
        ("lib.rs", "mod graph;\nmod model;\nmod cli;"),
        ("model.rs", "fn f(graph: &crate::graph::Graph) {}\n#[cfg(test)]\nmod tests { use crate::cli::run; }"),
        ("graph.rs", "pub struct Graph;\n// crate::cli::run\nconst WORDS: &str = \"crate::cli::run\";"),
        ("cli.rs", "use crate::graph::Graph;\npub fn run() {}"),
    ]);
    assert_eq!(breaches(&imports, "", &FLOORS), ["model.rs imports `Graph` of graph.rs"]);
}

#[test]
fn an_export_that_knows_of_extraction_is_seen() {
    let imports = imports_of([
        ("lib.rs", "mod export;\nmod extract;"),
        ("export/mod.rs", "mod trace;"),
        ("export/trace.rs", "use crate::extract::{self, Finding};\nfn f(_: Finding) { extract::run(); }"),
        ("extract/mod.rs", "mod claim;\npub use claim::Finding;\npub fn run() {}"),
        ("extract/claim.rs", "pub struct Finding;"),
    ]);
    assert_eq!(
        reading_views(&imports),
        ["export/trace.rs imports `Finding` of extract/claim.rs", "export/trace.rs imports `run` of extract/mod.rs"]
    );
}

#[test]
fn an_import_up_the_floors_of_extract_is_seen() {
    let imports = imports_of([
        ("lib.rs", "mod extract;"),
        ("extract/mod.rs", "mod chain;\nmod pattern;\nmod role;\nuse pattern::{Match, matches};"),
        ("extract/role.rs", "use super::chain::{Chains as All};\npub fn agent(_: All) {}"),
        ("extract/chain.rs", "pub struct Chains;"),
        ("extract/pattern/mod.rs", "mod read;\npub use read::matches;\npub struct Match;"),
        ("extract/pattern/read.rs", "use crate::extract::role;\npub fn matched() { role::agent() }"),
    ]);
    assert_eq!(
        breaches(&imports, "extract/", &FLOORS_OF_EXTRACT),
        ["extract/role.rs imports `Chains` of extract/chain.rs"]
    );
}

#[test]
fn a_circle_is_seen_through_a_contents_page() {
    let circle = |by: &str| {
        circles(&imports_of([
            ("lib.rs", "mod date;"),
            ("date/mod.rs", "mod calendar;\nmod phrase;\npub use phrase::Meaning;\npub fn f() -> calendar::Day {}"),
            ("date/calendar.rs", by),
            ("date/phrase.rs", "use super::calendar;\npub struct Meaning;\nfn f() { calendar::read() }"),
        ]))
    };
    assert_eq!(
        circle("use super::Meaning;\npub struct Day;\npub fn read() -> Meaning {}"),
        [["date/calendar.rs imports `Meaning` of date/phrase.rs", "date/phrase.rs imports `read` of date/calendar.rs"]]
    );
    assert_eq!(circle("pub struct Day;\npub fn read() {}"), Vec::<Vec<String>>::new());
}

#[test]
fn a_folder_lends_its_vocabulary_and_no_function() {
    let circle = |by: &str| {
        circles(&imports_of([
            ("lib.rs", "mod chain;"),
            (
                "chain/mod.rs",
                "mod exact;\npub struct Chains;\nfn helper() {}\nconst PASSES: [Pass; 1] = [exact::pass];",
            ),
            ("chain/exact.rs", by),
        ]))
    };
    assert_eq!(circle("use super::Chains;\npub fn pass(_: Chains) {}"), Vec::<Vec<String>>::new());
    assert_eq!(
        circle("pub fn pass() { super::helper() }"),
        [["chain/exact.rs imports `helper` of chain/mod.rs", "chain/mod.rs imports `pass` of chain/exact.rs"]]
    );
}

#[test]
fn files_open_with_what_they_are_for_and_stay_readable() {
    /// Where style asks what two things a file is; tables may be longer.
    const LONGEST: usize = 600;
    let mut found = Vec::new();
    files(&root().join("src"), &mut found);
    for floor in CRATES {
        files(&root().join(format!("crates/kg-{floor}/src")), &mut found);
    }
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

#[test]
fn lines_end_where_a_screen_does() {
    let folders = ["src", "crates", "tests", "benches", "examples"];
    let mut wide = Vec::new();
    for folder in folders {
        for (path, text) in texts(folder) {
            wide.extend(wide_lines(&text).into_iter().map(|line| format!("{folder}/{path}:{line}")));
        }
    }
    assert_eq!(wide, Vec::<String>::new(), "lines wider than {WIDEST} columns");
}

/// The numbers of lines that are too wide once nothing stands inside their literals. A row of a table in a comment is
/// data, as what stands in literals is.
fn wide_lines(text: &str) -> Vec<usize> {
    let is_row = |line: &str| ["//! |", "/// |"].iter().any(|row| line.trim_start().starts_with(row));
    let text = without_literals(text);
    let wide = text.lines().enumerate().filter(|(_, line)| line.chars().count() > WIDEST && !is_row(line));
    wide.map(|(index, _)| index + 1).collect()
}

#[test]
fn a_wide_line_is_seen_and_a_long_word_list_is_none() {
    let wide = "f(a); ".repeat(30);
    assert_eq!(wide_lines(&format!("fn f() {{\n    {wide}\n}}")), [2]);
    assert_eq!(wide_lines(&format!("// {wide}")), [1]);
    assert_eq!(wide_lines(&format!("/// | {wide} |\nconst WORDS: &str = \"{wide}\nend\";")), Vec::<usize>::new());
}

/// Words of a language are data: they stand in `words.ron` and the other language files. What is left in literals of
/// the code that reads a language are labels, names of fields, messages of one line, and words that one rule is about.
/// Lower the number when it sinks; a rule that needs more words brings a list.
#[test]
fn words_of_a_language_are_data() {
    const MOST: usize = 1_050;
    let is_words = |literal: &&str| {
        literal.contains(char::is_alphabetic) && literal.chars().all(|c| c.is_ascii_alphabetic() || " '’.-".contains(c))
    };
    let words = |(_, text): (String, String)| -> usize {
        literals(&text).into_iter().filter(is_words).map(|literal| literal.split_whitespace().count()).sum()
    };
    let found: usize = ["src/extract", "crates/kg-nlp/src"].into_iter().flat_map(texts).map(words).sum();
    assert!(found <= MOST, "{found} words stand in literals of the code, at most {MOST} may");
    assert_eq!(literals("f(\"a b\"); // \"c\"\nlet x = 'd';\n#[cfg(test)]\nmod tests { \"e\" }"), ["a b"]);
}
