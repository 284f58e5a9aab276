//! `data/project.ron`: what it changes, and what is said of every mistake in it.

use std::fs;
use std::path::Path;

use crate::support::{acme, golden, kg, kg_with_environment, shown};

fn settings(project: &Path, text: &str) {
    fs::write(project.join("data/project.ron"), text).expect("writable");
}

/// `kg check` over the small project with these settings.
fn check(name: &str, text: &str) {
    let project = acme();
    settings(project.path(), text);
    golden(&format!("diagnostics/{name}.txt"), &shown(&["check"], &kg(project.path(), &["check"])));
}

#[test]
fn every_mistake_in_the_settings() {
    check(
        "settings_with_mistakes",
        "(\n    by: \"  \",\n    sedes: \"articles\",\n    most: 5,\n    seeds: \"/srv/articles\"\n    by: \"ana\",\n)\n",
    );
    check("settings_of_wrong_values", "(by: ana, seeds: [\"a\", \"b\"])");
    check("settings_that_read_the_projects_own_files", "(seeds: \"articles/..\")");
    check("settings_that_are_no_record", "by = \"ana\"\n");
    check("settings_left_open", "(by: \"ana\", seeds: \"seeds\n");
}

/// Claims that cite a document made no mistake where the folder of documents is not known; all others are named.
#[test]
fn a_folder_of_documents_that_is_not_there() {
    let project = acme();
    settings(project.path(), "(\n    seeds: \"artcles\",\n)\n");
    let graph = project.path().join("data/graph.ron");
    let text = fs::read_to_string(&graph).expect("readable").replace("kind: \"backed\"", "kind: \"bakced\"");
    fs::write(graph, text).expect("writable");
    golden("diagnostics/settings_of_no_folder.txt", &shown(&["check"], &kg(project.path(), &["check"])));
}

#[test]
fn mistakes_stop_an_answer_even_where_the_cache_holds() {
    let project = acme();
    assert_eq!(kg(project.path(), &["neighbors", "Southland"]).code, Some(0));
    settings(project.path(), "(bye: \"ana\")");
    for arguments in [&["neighbors", "Southland"][..], &["build"], &["extract"], &["undo", "--by", "bo"]] {
        let run = kg(project.path(), arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains("did you mean `by`?"), "{arguments:?}: {}", run.stderr);
    }
    // What is not asked of the project goes on.
    assert_eq!(kg(project.path(), &["kinds"]).code, Some(0));
}

#[test]
fn who_decides_stands_in_the_settings() {
    let project = acme();
    let by = |arguments: &[&str], environment: &[(&str, &str)]| {
        let run = kg_with_environment(project.path(), arguments, environment);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let file = fs::read_to_string(project.path().join("data/decisions.ron")).expect("written");
        let last = file.lines().last().expect("a decision").to_owned();
        last.split("by: \"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    let login = [("USER", "login")];
    assert_eq!(by(&["unsure", "acme", "northland"], &login).as_deref(), Some("login"));
    settings(project.path(), "(by: \"ana\")");
    assert_eq!(by(&["unsure", "acme", "southland"], &login).as_deref(), Some("ana"));
    assert_eq!(by(&["unsure", "acme", "hermit", "--by", "bo"], &login).as_deref(), Some("bo"));
    assert_eq!(by(&["undo"], &login).as_deref(), Some("ana"));
}

#[test]
fn documents_are_read_from_the_folder_of_the_settings() {
    let project = acme();
    let documents = |arguments: &[&str]| {
        let run = kg(project.path(), arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let claims = fs::read_to_string(project.path().join("out/claims.jsonl")).expect("written");
        let paths = claims.lines().filter_map(|line| {
            let claim: serde_json::Value = serde_json::from_str(line).expect("JSON");
            claim["evidence"]["path"].as_str().map(str::to_owned)
        });
        paths.collect::<std::collections::BTreeSet<_>>()
    };
    let before = documents(&["build"]);
    assert!(!before.is_empty() && before.iter().all(|path| path.starts_with("seeds/")), "{before:?}");
    fs::rename(project.path().join("seeds"), project.path().join("articles")).expect("a folder can be moved");
    settings(project.path(), "(seeds: \"./articles/\")");
    let moved = documents(&["build"]);
    let renamed = |path: &String| path.replacen("seeds/", "articles/", 1);
    assert_eq!(moved, before.iter().map(renamed).collect());
    // Asked again, the cache holds; and the command line goes before the file.
    assert_eq!(kg(project.path(), &["neighbors", "Southland"]).stderr, "");
    fs::create_dir(project.path().join("empty")).expect("a folder can be made");
    let run = kg(project.path(), &["--seeds", "empty", "build", "--json"]);
    assert!(run.stderr.contains("error") || run.stdout.contains("\"documents\":0"), "{}{}", run.stdout, run.stderr);
}
