//! Programs that are not ours read what is exported: NetworkX, igraph, DuckDB, pyarrow, LadybugDB, through small
//! scripts of Python in `tests/readers`.
//!
//! The Python is `KG_PYTHON`, else `python3`; where a package is not importable there, the test says that it is
//! skipped.

use std::path::Path;
use std::process::Command;

use crate::formats::{HOSTILE, hostile};
use crate::support::{Exported, acme, kg, root, skipped};

/// What a script prints; `None`, said visibly, where Python lacks one of these packages.
pub fn python(test: &str, script: &str, packages: &str, arguments: &[&str]) -> Option<String> {
    let python = std::env::var("KG_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let imports = |packages: &str| {
        Command::new(&python)
            .args(["-c", &format!("import {packages}")])
            .output()
            .is_ok_and(|output| output.status.success())
    };
    // LadybugDB's package had another name.
    let is_there = imports(packages) || (packages == "ladybug" && imports("real_ladybug"));
    if !is_there {
        skipped(test, &format!("`{python}` cannot import {packages}; name one that can in KG_PYTHON"));
        return None;
    }
    let output = Command::new(&python)
        .arg(root().join("tests/readers").join(script))
        .args(arguments)
        .output()
        .expect("Python ran before");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("Python prints UTF-8"))
}

/// Exports the project's graph into a file or folder of this name beside it; its path.
pub fn export(project: &Path, format: &str, name: &str, more: &[&str]) -> String {
    let path = project.join("out").join(name).to_string_lossy().into_owned();
    let run = kg(project, &[&["export", "--format", format, "-o", &path], more].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    path
}

#[test]
fn networkx_and_igraph_read_the_same_graph() {
    let project = acme();
    let folder = project.path();
    let file = |format: &str, name: &str| export(folder, format, name, &["--include", "planned,denied"]);
    let files = [file("graphml", "g.graphml"), file("node-link", "g.json"), file("gexf", "g.gexf")];
    let Some(figures) = python(
        "networkx_and_igraph_read_the_same_graph",
        "networkx_graph.py",
        "networkx, igraph",
        &[&files[0], &files[1], &files[2]],
    ) else {
        return;
    };
    let Exported { actors, relations, claims, documents } = Exported::of(folder, &["--include", "planned,denied"]);
    let graph = figures.lines().next().and_then(|line| line.strip_prefix("graphml ")).expect("figures of the first");
    let start = format!("nodes 5 edges {relations} parallel ");
    assert!(graph.starts_with(&start) && graph.contains(&format!(" claims {claims} quotes ")), "{graph}");
    assert!(graph.contains(" kinds attacked,backed,hosted,leads,member_of,met,paid,plotted_against,warned"), "{graph}");
    assert_eq!(
        figures,
        format!(
            "graphml {graph}\nigraph {graph}\nnode-link {graph}\nmade-of actors {actors} documents {documents} relations {relations} claims {claims}\ngexf {graph}\n"
        )
    );
    // The dialect of yEd is the same graph.
    let yed = export(folder, "graphml", "y.graphml", &["--include", "planned,denied", "--flavor", "yed"]);
    let figures = python("networkx_and_igraph_read_the_same_graph", "networkx_graph.py", "networkx, igraph", &[&yed])
        .expect("just ran");
    assert_eq!(figures, format!("graphml {graph}\nigraph {graph}\n"));
}

#[test]
fn duckdb_and_pyarrow_read_the_same_rows() {
    let project = acme();
    let csv = export(project.path(), "csv", "csv", &[]);
    let parquet =
        if cfg!(feature = "parquet") { export(project.path(), "parquet", "parquet", &[]) } else { "-".to_owned() };
    let Some(figures) =
        python("duckdb_and_pyarrow_read_the_same_rows", "tables.py", "duckdb, pyarrow", &[&parquet, &csv])
    else {
        return;
    };
    if !cfg!(feature = "parquet") {
        skipped("duckdb_and_pyarrow_read_the_same_rows (Parquet)", "built without `--features parquet`");
        let Exported { actors, relations, claims, documents } = Exported::of(project.path(), &[]);
        let expected = [("actors", actors), ("relations", relations), ("claims", claims), ("documents", documents)]
            .map(|(table, rows)| format!("csv {table} {rows} {rows}\n"));
        return assert_eq!(figures, expected.concat());
    }
    let rows: Vec<&str> =
        figures.lines().filter(|line| line.starts_with("csv") || line.starts_with("parquet")).collect();
    let Exported { actors, relations, claims, documents } = Exported::of(project.path(), &[]);
    let expected = [("actors", actors), ("relations", relations), ("claims", claims), ("documents", documents)]
        .map(|(table, rows)| [format!("csv {table} {rows} {rows}"), format!("parquet {table} {rows} {rows}")]);
    assert_eq!(rows, expected.concat());
    assert!(figures.contains("date32[day]") && figures.contains("list<"), "{figures}");
    assert!(figures.contains("lists True") && figures.contains(&format!("same quotes {claims}")), "{figures}");
    assert!(figures.contains("days (datetime.date(2017, 1, 1), datetime.date(2018, 4, 26))"), "{figures}");
}

#[test]
fn ladybug_finds_the_path_that_kg_finds() {
    let project = acme();
    let folder = export(project.path(), "ladybug", "ladybug", &[]);
    let pairs = ["acme", "ada-brandt", "southland", "red-brigade", "hermit", "acme"];
    let package = "ladybug";
    let Some(figures) = python(
        "ladybug_finds_the_path_that_kg_finds",
        "ladybug_path.py",
        package,
        &[&[folder.as_str()], &pairs[..]].concat(),
    ) else {
        return;
    };
    let mut lines = figures.lines();
    let tables: Vec<&str> = lines.by_ref().take(8).collect();
    let Exported { actors, relations, claims, documents } = Exported::of(project.path(), &[]);
    let expected = [
        format!("Actor {actors}"),
        format!("Claim {claims}"),
        format!("Document {documents}"),
        format!("Related {relations}"),
        format!("Subject {claims}"),
        format!("Object {claims}"),
    ];
    assert_eq!(tables[..6], expected);
    assert!(tables[6].starts_with("SaidBy ") && tables[7].starts_with("StandsIn "), "{tables:?}");
    for (pair, found) in pairs.chunks(2).zip(lines) {
        let run = kg(project.path(), &["path", pair[0], pair[1], "--json"]);
        let path = run.stdout.lines().next().map_or_else(
            || "none".to_owned(),
            |line| {
                let path: serde_json::Value = serde_json::from_str(line).expect("JSON");
                let hops = path["hops"].as_array().expect("hops");
                let keys = std::iter::once(&path["from"])
                    .chain(hops.iter().map(|hop| &hop["to"]))
                    .map(|actor| actor["actor"].as_str().expect("a key"));
                keys.collect::<Vec<_>>().join(" ")
            },
        );
        assert_eq!(found, format!("path {path}"), "{pair:?}");
    }
}

#[test]
fn readers_take_hostile_texts_for_texts() {
    let project = hostile();
    let folder = project.path();
    let actors = HOSTILE.len() + 1;
    let test = "readers_take_hostile_texts_for_texts";
    let relations = kg(folder, &["export", "--json"])
        .stdout
        .lines()
        .filter(|line| line.contains("\"record\":\"relation\""))
        .count();
    assert!(relations >= 3 * actors, "{relations}");
    if let Some(figures) = python(
        test,
        "networkx_graph.py",
        "networkx, igraph",
        &[&export(folder, "graphml", "g.graphml", &[]), &export(folder, "node-link", "g.json", &[])],
    ) {
        assert!(figures.lines().take(3).all(|line| line.contains(&format!(" edges {relations} "))), "{figures}");
    }
    let (csv, parquet) = (
        export(folder, "csv", "csv", &[]),
        if cfg!(feature = "parquet") { export(folder, "parquet", "parquet", &[]) } else { "-".to_owned() },
    );
    if let Some(figures) = python(test, "tables.py", "duckdb, pyarrow", &[&parquet, &csv]) {
        assert!(figures.contains(&format!("csv relations {relations} {relations}\n")), "{figures}");
    }
    if let Some(figures) =
        python(test, "ladybug_path.py", "ladybug", &[&export(folder, "ladybug", "ladybug", &[]), "a0", "a2"])
    {
        assert!(figures.contains(&format!("Related {relations}\n")) && figures.contains("path a0 a1 a2"), "{figures}");
    }
}
