//! Every row of `FORMATS` writes a graph of hostile texts: it succeeds, twice with the same bytes, lets nothing of them
//! act, and is what its extension says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kg::export::{FORMATS, Writer};

use crate::support::{kg, kg_with_environment, skipped};

/// Names and words that mean something to some format, terminal or reader.
pub const HOSTILE: [&str; 18] = [
    "al-Qaida",
    "a\"b\\c'd`e",
    "<b>&amp;</b>&<![CDATA[x]]>-->",
    "</script><script>alert(1)</script>",
    "two\nlines\r\nand\ttabs",
    "حزب الله",
    "mark\u{200f}ed and over\u{202e}ridden \u{2066}isolated",
    "ends in a backslash\\",
    "\\N \\G {|} 😀 \u{1b}[31m \u{7f}\u{9b}",
    "nul\0 \u{1}\u{8}\u{b}\u{fffe}\u{ffff}\u{feff}",
    "x'}) DETACH DELETE n; // \\u0027",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "[[Iran]] #tag %%comment%% a:: b ![[x]] <% tp.x %>",
    "---\nkey: value\n---",
    "a;b#c]d|e%%{init: {}}%%",
    "CON",
    "../../etc/passwd",
    "-- 5",
];

/// A project with those names, in a chain of relations, with those words as titles, quotations, speakers, addresses and
/// remarks.
pub fn hostile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for part in ["data", "seeds"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder can be made");
    }
    let long = "long ".repeat(2000);
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str()]).collect();
    let quoted = |text: &str| {
        format!(
            "\"{}\"",
            text.chars()
                .map(|c| if c.is_ascii_alphanumeric() || c == ' ' {
                    c.to_string()
                } else {
                    format!("\\u{{{:x}}}", u32::from(c))
                })
                .collect::<String>()
        )
    };
    let (mut actors, mut claims, mut documents) = (String::new(), String::new(), String::new());
    for (index, text) in texts.iter().enumerate() {
        let kind = if index % 2 == 0 { "group" } else { "person" };
        actors.push_str(&format!(
            "(key: \"a{index}\", kind: \"{kind}\", name: {}, note: {}, aliases: [(text: {}, weak: true)]),\n",
            quoted(text),
            quoted(text),
            quoted(&format!("{text} or so"))
        ));
        let next = (index + 1) % texts.len();
        documents.push_str(&format!("(key: \"d{index}\", file: \"d{index}.txt\", title: {0}, publisher: {0}, url: {0}, author: {0}, published: \"2017\"),\n", quoted(text)));
        // A file with NUL or ESC in it is no text and would be skipped.
        let words: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        fs::write(
            folder.path().join(format!("seeds/d{index}.txt")),
            format!("Before it. Somebody says {words} indeed. After it, number {index}.\n"),
        )
        .expect("writable");
        claims.push_str(&format!("(subject: \"a{index}\", kind: \"backed\", object: \"a{next}\", from: \"2017\", to: \"2018-02\", says: [Words({0})], note: {0}, cite: (text: {0}, publisher: {0}, url: {0})),\n", quoted(text)));
        claims.push_str(&format!("(subject: \"a{index}\", kind: \"backed\", object: \"a{next}\", says: [\"a{next}\"], polarity: Denied, note: {0}, cite: (text: {0})),\n", quoted(text)));
        claims.push_str(&format!(
            "(subject: \"a{index}\", kind: \"met\", object: \"a{next}\", cite: (text: {})),\n",
            quoted(text)
        ));
        claims.push_str(&format!(
            "(subject: \"a{index}\", kind: \"warned\", object: \"a{next}\", document: \"d{index}\", quote: {}),\n",
            quoted(&format!("says {words} indeed"))
        ));
    }
    fs::write(
        folder.path().join("data/graph.ron"),
        format!("(actors: [{actors}], documents: [{documents}], claims: [{claims}])"),
    )
    .expect("writable");
    folder
}

/// The files that an export writes, by their place.
fn files(project: &Path, format: &str, into: &str) -> BTreeMap<String, Vec<u8>> {
    let target = project.join("out").join(into);
    let run = kg(project, &["export", "--format", format, "-o", &target.to_string_lossy()]);
    assert_eq!(run.code, Some(0), "{format}: {}", run.stderr);
    assert!(!run.stderr.contains('\u{202e}') && !run.stderr.contains('\u{1b}'), "{format}: {}", run.stderr);
    let mut found = BTreeMap::new();
    collect(&target, "", &mut found);
    found
}

fn collect(path: &Path, name: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    if path.is_file() {
        found.insert(name.to_owned(), fs::read(path).expect("it was written"));
        return;
    }
    for entry in fs::read_dir(path).expect("it was written") {
        let entry = entry.expect("it can be listed");
        collect(&entry.path(), &format!("{name}/{}", entry.file_name().to_string_lossy()), found);
    }
}

#[test]
fn every_format_makes_hostile_texts_inert() {
    let project = hostile();
    for format in FORMATS {
        if format.name == "parquet" && !cfg!(feature = "parquet") {
            skipped("every_format_makes_hostile_texts_inert (Parquet)", "built without `--features parquet`");
            continue;
        }
        if format.name == "png" && !cfg!(feature = "png") {
            skipped("every_format_makes_hostile_texts_inert (PNG)", "built without `--features png`");
            continue;
        }
        let several = matches!(format.writer, Writer::Folder(_));
        let extension = format.extensions.first().copied().unwrap_or_default();
        let name = |run: &str| if several { format!("{}-{run}", format.name) } else { format!("{run}.{extension}") };
        let first = files(project.path(), format.name, &name("first"));
        assert_eq!(
            first,
            files(project.path(), format.name, &name("second")),
            "{} writes the same bytes twice",
            format.name
        );
        assert!(!first.is_empty());
        for (path, bytes) in &first {
            // Parquet and pixels are no text: nobody prints them.
            if !path.ends_with(".parquet") && format.name != "png" {
                check(format.name, if several { path } else { extension }, bytes);
            }
        }
    }
}

/// What holds of any text of any format, and that it is what its extension says.
fn check(format: &str, path: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{format} {path}: {error}"));
    let raw = text.strip_prefix('\u{feff}').unwrap_or(text);
    let acts = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    if let Some(at) = raw.find(acts) {
        let before: Vec<char> = raw[..at].chars().rev().take(60).collect();
        panic!(
            "{format} {path} holds {:?} after {:?}",
            raw[at..].chars().next(),
            before.iter().rev().collect::<String>()
        );
    }
    let lines = |raw: &str| {
        raw.lines().for_each(|line| {
            drop(
                serde_json::from_str::<serde_json::Value>(line)
                    .unwrap_or_else(|error| panic!("{format} {path}: {error}")),
            )
        })
    };
    match path.rsplit('.').next().unwrap_or(path) {
        "json" if format == "ftm" => lines(raw),
        "json" => drop(
            serde_json::from_str::<serde_json::Value>(raw).unwrap_or_else(|error| panic!("{format} {path}: {error}")),
        ),
        "jsonl" | "ndjson" => lines(raw),
        "gexf" | "graphml" | "svg" | "xml" | "rdf" => {
            drop(roxmltree::Document::parse(raw).unwrap_or_else(|error| panic!("{format} {path}: {error}")))
        }
        "csv" => {
            let mut reader = csv::ReaderBuilder::new().from_reader(raw.as_bytes());
            let width = reader.headers().expect("a header").len();
            for record in reader.records() {
                assert_eq!(
                    record.unwrap_or_else(|error| panic!("{format} {path}: {error}")).len(),
                    width,
                    "{format} {path}"
                );
            }
        }
        _ => {}
    }
    // Where a browser would read it, no text closes or opens a script; others are no markup.
    if matches!(
        path.rsplit('.').next(),
        Some("html" | "svg" | "xml" | "gexf" | "graphml" | "md" | "json" | "jsonl" | "mmd")
    ) {
        assert!(!raw.contains("</script><script>alert"), "{format} {path} lets a script out");
    }
}

#[test]
fn names_and_extensions_of_formats_are_their_own() {
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let mut extensions: Vec<&str> = FORMATS.iter().flat_map(|format| format.extensions.iter().copied()).collect();
    for list in [&mut names, &mut extensions] {
        let count = list.len();
        list.sort_unstable();
        list.dedup();
        assert_eq!(list.len(), count, "{list:?}");
    }
    // A file's longest known ending decides.
    assert_eq!(kg::export::format_of_file("out/x.node-link.json").map(|format| format.name), Some("node-link"));
    assert_eq!(kg::export::format_of_file("G.GEXF").map(|format| format.name), Some("gexf"));
}

/// Cells of CSV for spreadsheets never begin as a formula does.
#[test]
fn no_cell_is_a_formula() {
    let project = hostile();
    for (path, bytes) in files(project.path(), "csv", "csv") {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
        for record in reader.records() {
            for cell in &record.expect("CSV") {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{path}: {cell:?}");
            }
        }
    }
}

#[test]
fn a_chart_that_nobody_could_read_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir_all(folder.path().join("data")).expect("a folder can be made");
    let actors: String =
        (0..62).map(|index| format!("(key: \"a{index}\", kind: \"group\", name: \"Group {index}\"),\n")).collect();
    let claims: String = (0..61)
        .map(|index| {
            format!(
                "(subject: \"a{index}\", kind: \"backed\", object: \"a{}\", cite: (text: \"Register\")),\n",
                index + 1
            )
        })
        .collect();
    fs::write(folder.path().join("data/graph.ron"), format!("(actors: [{actors}], claims: [{claims}])"))
        .expect("writable");
    let run = kg(folder.path(), &["export", "--mermaid", "-o", "chart.mmd"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("61") && run.stderr.contains("--around"), "{}", run.stderr);
    assert!(!folder.path().join("chart.mmd").exists(), "nothing is written");
    assert_eq!(kg(folder.path(), &["export", "--mermaid", "--around", "a3"]).code, Some(0));
}

#[test]
fn a_format_that_was_not_built_in_says_how_to_have_it() {
    let folder = crate::support::acme();
    let run = kg(folder.path(), &["export", "--parquet", "-o", "out/tables"]);
    if cfg!(feature = "parquet") {
        return assert_eq!(run.code, Some(0), "{}", run.stderr);
    }
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("--features parquet"), "{}", run.stderr);
}

#[test]
fn paths_and_timelines_are_pictures_too() {
    let project = crate::support::acme();
    for (arguments, names) in [
        (
            &["path", "Brandt", "Red Brigade", "-k", "2", "--svg"][..],
            &["Ada Brandt", "Red Brigade", "plotted against"][..],
        ),
        (&["timeline", "Northland", "--svg"], &["Northland", "undated"]),
    ] {
        let picture = kg(project.path(), arguments);
        assert_eq!(picture.code, Some(0), "{}", picture.stderr);
        let drawn = roxmltree::Document::parse(&picture.stdout).expect("it is well-formed");
        let words: Vec<&str> = drawn.descendants().filter_map(|node| node.text()).collect();
        assert!(names.iter().all(|name| words.iter().any(|word| word.contains(name))), "{words:?}");
        assert_eq!(picture.stdout, kg(project.path(), arguments).stdout, "the same bytes");
    }
    let run = kg(project.path(), &["path", "Brandt", "Red Brigade", "-o", "out/path.png"]);
    if run.stderr.contains("no fonts") {
        return skipped("paths_and_timelines_are_pictures_too (PNG)", "there are no fonts here");
    }
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(fs::read(project.path().join("out/path.png")).expect("it was written").starts_with(b"\x89PNG"));
}

#[test]
fn graphviz_lays_out_where_it_is_asked_to_and_is_missed_by_name_where_it_is_not() {
    let project = crate::support::acme();
    let nowhere = kg_with_environment(project.path(), &["export", "--svg", "--engine", "dot"], &[("PATH", "/nowhere")]);
    assert_eq!(nowhere.code, Some(2));
    assert!(
        nowhere.stderr.contains("`dot` is not here; install Graphviz, or leave out --engine"),
        "{}",
        nowhere.stderr
    );
    let drawn = kg(project.path(), &["export", "--svg", "--engine"]);
    if drawn.stderr.contains("is not here") {
        return skipped(
            "graphviz_lays_out_where_it_is_asked_to_and_is_missed_by_name_where_it_is_not",
            "there is no `dot` here",
        );
    }
    assert!(drawn.stdout.contains("<svg") && drawn.stdout.contains("Ada Brandt"), "{}", drawn.stderr);
}
