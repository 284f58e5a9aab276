//! Claims that are only proposed: in no answer until somebody accepts them, and a project's own word over the reader's.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{acme, copy_of, kg, root};

/// News in which the reader sees more than it is sure of.
const NEWS: &str = "The Prime Minister of Dorland, Ena Kors, arrived in Tarsk for talks with officials of the Northern Army.\n\
    Critics of Borland in the Dorland parliament want an inquiry into arms that may have reached the Northern Army.\n\
    Dorland and Borland have long been at odds over Karvil, where troops of the Northern Army are seen as close to Borland.\n";

/// A project of that text alone.
fn project() -> tempfile::TempDir {
    let project = acme();
    for entry in fs::read_dir(project.path().join("seeds")).expect("a folder of documents") {
        fs::remove_file(entry.expect("an entry").path()).expect("removable");
    }
    fs::write(project.path().join("data/graph.ron"), "(actors: [])").expect("writable");
    fs::write(project.path().join("seeds/news.txt"), NEWS).expect("writable");
    project
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn ids(folder: &Path, arguments: &[&str]) -> BTreeSet<String> {
    let run = kg(folder, arguments);
    lines(&run.stdout).iter().map(|line| line["claim"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn what_is_proposed_is_in_no_answer_until_accepted() {
    let project = project();
    let folder = project.path();
    let built: Value = serde_json::from_str(&kg(folder, &["build", "--json"]).stdout).expect("JSON");
    let proposed = ids(folder, &["review", "--proposed", "--json"]);
    assert!(!proposed.is_empty(), "the text is such that something is proposed");
    assert_eq!(built["proposed_claims"], proposed.len());
    let claims = || -> BTreeSet<String> {
        let file = fs::read_to_string(folder.join("out/claims.jsonl")).expect("written");
        lines(&file).iter().map(|line| line["claim"].as_str().expect("an id").to_owned()).collect()
    };
    let before = claims();
    assert!(before.is_disjoint(&proposed));
    // Actors of which nothing but what is proposed speaks are nobody either.
    let actors = |text: &str| -> BTreeSet<String> {
        let names = lines(text).into_iter().filter(|line| line["record"] == "actor");
        names.map(|line| line["actor"].as_str().expect("a key").to_owned()).collect()
    };
    let without = actors(&kg(folder, &["export", "--json"]).stdout);
    for line in lines(&kg(folder, &["review", "--proposed", "--json"]).stdout) {
        assert_eq!(line["review"], "proposed");
        assert_eq!(line["found"]["trigger"]["text"].as_str().map(str::is_empty), Some(false));
        for end in ["subject", "object"] {
            let key = line[end]["actor"].as_str().expect("a key");
            let known = kg(folder, &["neighbors", key]);
            assert_eq!(known.code == Some(0), without.contains(key), "{key}: {}", known.stderr);
        }
    }
    let first = proposed.first().expect("one");
    assert_eq!(kg(folder, &["accept", first, "--by", "ana"]).code, Some(0));
    assert_eq!(kg(folder, &["build"]).code, Some(0));
    assert_eq!(claims().difference(&before).collect::<Vec<_>>(), [first]);
    assert!(!ids(folder, &["review", "--json"]).contains(first), "what was judged waits no longer");
    assert_eq!(kg(folder, &["undo", "--by", "ana"]).code, Some(0));
    assert_eq!(kg(folder, &["build"]).code, Some(0));
    assert_eq!(claims(), before, "and is gone again when the decision is taken back");
}

#[test]
fn what_the_graph_holds_comes_first_in_a_review() {
    let project = project();
    let reviews: Vec<bool> = lines(&kg(project.path(), &["review", "--json"]).stdout)
        .iter()
        .map(|line| line["review"] == "proposed")
        .collect();
    assert!(reviews.is_sorted(), "{reviews:?}");
}

#[test]
fn thresholds_of_a_project_move_the_line() {
    let project = copy_of(root());
    let count = |settings: &str| {
        fs::write(project.path().join("data/project.ron"), settings).expect("writable");
        let built: Value = serde_json::from_str(&kg(project.path(), &["build", "--json"]).stdout).expect("JSON");
        built["extracted_claims"].as_u64().expect("a count")
    };
    let precision = count("(thresholds: \"precision\")");
    let balanced = count("(thresholds: \"balanced\")");
    let recall = count("(thresholds: \"recall\")");
    assert!(precision < balanced && balanced < recall, "{precision} {balanced} {recall}");
    assert_eq!(count("()"), balanced);
    fs::write(project.path().join("data/project.ron"), "(thresholds: \"precison\")").expect("writable");
    let run = kg(project.path(), &["stats"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("did you mean `precision`?"), "{}", run.stderr);
}

/// A verb that no built-in pattern knows in this sense and the reader does.
const SENTENCE: &str = "Borland bombed Karvil on Monday.";

fn kinds_found(folder: &Path) -> Vec<String> {
    let input = serde_json::json!({"id": 1, "text": SENTENCE}).to_string() + "\n";
    let run = crate::support::kg_with_input(folder, &["extract"], &input);
    let record: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let claims = record["claims"].as_array().expect("a list");
    claims.iter().map(|claim| claim["relation"].as_str().expect("a kind").to_owned()).collect()
}

#[test]
fn a_projects_own_entry_has_the_last_word() {
    let project = acme();
    assert_eq!(kinds_found(project.path()), ["attacked"]);
    let own = |text: &str| {
        let folder = project.path().join("data/lang/en/patterns");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("own.ron"), text).expect("writable");
    };
    // An entry for nothing takes the words away, from the patterns and from the reader.
    own("[Verb(id: \"bomb_is_nothing\", kind: \"nothing\", words: \"bomb\", ignores: [\"Arland bombed.\"])]");
    assert_eq!(kinds_found(project.path()), Vec::<String>::new());
    // An entry of another kind finds that, and nothing else is told of its trigger.
    own("[Verb(id: \"bomb_is_a_warning\", kind: \"warned\", words: \"bomb\", object: \"patient\", \
         finds: [\"<Arland> bombed [Borland].\"])]");
    assert_eq!(kinds_found(project.path()), ["warned"]);
}

#[test]
fn judged_claims_are_written_as_annotation() {
    let project = project();
    let folder = project.path();
    assert_eq!(kg(folder, &["decisions"]).code, Some(1), "none holds yet");
    let claims = lines(&kg(folder, &["review", "--json"]).stdout);
    let (right, wrong) = (&claims[0], &claims[1]);
    let id = |claim: &Value| claim["claim"].as_str().expect("an id").to_owned();
    assert_eq!(kg(folder, &["accept", &id(right), "--by", "ana"]).code, Some(0));
    assert_eq!(kg(folder, &["reject", &id(wrong), "--why", "no", "--by", "ana"]).code, Some(0));
    assert_eq!(kg(folder, &["decisions"]).stdout.lines().count(), 2);
    let annotation = lines(&kg(folder, &["decisions", "--as-annotation"]).stdout);
    let mut seen = 0;
    for line in &annotation {
        let text: Vec<char> = line["text"].as_str().expect("a text").chars().collect();
        let words = |place: &Value| -> String {
            let at = |end: usize| place[end].as_u64().expect("an offset") as usize;
            text[at(0)..at(1)].iter().collect()
        };
        for claim in line["claims"].as_array().expect("a list") {
            let of = if claim["verdict"] == "right" { right } else { wrong };
            assert_eq!(claim["k"], of["relation"]);
            assert_eq!(words(&claim["s"]), of["found"]["subject"]["text"].as_str().expect("words"));
            assert_eq!(words(&claim["o"]), of["found"]["object"]["text"].as_str().expect("words"));
            assert_eq!(words(&claim["t"][0]), of["found"]["trigger"]["text"].as_str().expect("words"));
            seen += 1;
        }
    }
    assert_eq!(seen, 2);
}

#[test]
fn what_is_left_out_of_an_evaluation_must_be_there() {
    let gold = root().join("tests/suite/claims");
    let gold = gold.to_str().expect("a path");
    let run = kg(root(), &["eval", gold, "--without", "reeder"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("nothing is called `reeder`"), "{}", run.stderr);
    let found = |without: &[&str]| {
        let arguments: Vec<&str> = ["eval", "--json", gold].into_iter().chain(without.iter().copied()).collect();
        let total = lines(&kg(root(), &arguments).stdout).pop().expect("a total");
        total["hit"].as_u64().expect("a count")
    };
    let all = found(&[]);
    assert!(found(&["--without", "patterns"]) < all);
    assert!(found(&["--without", "patterns", "--without", "reader"]) == 0);
}
