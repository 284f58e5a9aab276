//! What is kept in `out/` never shows: answers are as fresh as the files, and same files give same bytes.

use std::fs;
use std::path::Path;

use crate::support::{acme, kg};

fn said_of_southland(project: &Path) -> String {
    kg(project, &["neighbors", "Southland"]).stdout
}

#[test]
fn an_edit_of_the_same_length_in_the_same_second_is_seen() {
    let project = acme();
    assert!(said_of_southland(project.path()).contains("2017-12-01"));
    let graph = project.path().join("data/graph.ron");
    let text = fs::read_to_string(&graph).expect("readable").replace("date: \"2017-12-01\"", "date: \"2017-11-30\"");
    fs::write(&graph, text).expect("writable");
    assert!(said_of_southland(project.path()).contains("2017-11-30"));
}

#[test]
fn a_document_that_comes_goes_or_changes_is_seen() {
    let project = acme();
    let seeds = project.path().join("seeds");
    let documents = || {
        let run = kg(project.path(), &["build", "--json"]);
        serde_json::from_str::<serde_json::Value>(&run.stdout).expect("JSON")["documents"].as_u64()
    };
    assert_eq!(documents(), Some(4));
    fs::write(seeds.join("new.txt"), "Northland and Acme met.").expect("writable");
    assert_eq!(documents(), Some(5));
    assert!(kg(project.path(), &["neighbors", "Acme", "--co-mentions"]).stdout.contains("Northland"));
    fs::write(seeds.join("new.txt"), "Northland and Zcme met.").expect("writable");
    assert!(!kg(project.path(), &["neighbors", "Acme", "--co-mentions"]).stdout.contains("Northland"));
    fs::remove_file(seeds.join("new.txt")).expect("removable");
    assert_eq!(documents(), Some(4));
}

#[test]
fn a_folder_put_in_anothers_place_is_seen() {
    let project = acme();
    let (seeds, other) = (project.path().join("seeds"), project.path().join("other"));
    fs::create_dir(&other).expect("a folder can be made");
    for entry in fs::read_dir(&seeds).expect("readable") {
        let path = entry.expect("readable").path();
        let text = fs::read_to_string(&path).expect("UTF-8").replace("Bo Carver, a trader", "Hermit III, a trade");
        fs::write(other.join(path.file_name().expect("a file")), text).expect("writable");
    }
    // Older than any cache by more than clocks are unsure.
    std::thread::sleep(std::time::Duration::from_millis(2_200));
    let named = || kg(project.path(), &["show", "Hermit"]).stdout.contains("named in");
    assert!(!named());
    fs::rename(&seeds, project.path().join("old")).expect("a folder can be moved");
    fs::rename(&other, &seeds).expect("a folder can be moved");
    assert!(named());
}

#[test]
fn a_sidecar_that_comes_or_goes_is_seen() {
    let project = acme();
    let sidecar = project.path().join("seeds/letter.txt.ron");
    let title = || kg(project.path(), &["show", "Southland"]).stdout;
    assert!(title().contains("A letter and its answer"));
    fs::write(&sidecar, "(title: \"By the sidecar\")").expect("writable");
    assert!(title().contains("By the sidecar"));
    fs::remove_file(&sidecar).expect("removable");
    assert!(title().contains("A letter and its answer"));
}

#[test]
fn a_damaged_cache_rebuilds_itself_silently() {
    let project = acme();
    let answer = said_of_southland(project.path());
    let cache = project.path().join("out/cache/seeds.kg");
    let bytes = fs::read(&cache).expect("the cache was written");
    for damaged in [Vec::new(), b"nonsense".to_vec(), bytes[..bytes.len() / 2].to_vec(), {
        let mut flipped = bytes.clone();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 1;
        flipped
    }] {
        fs::write(&cache, damaged).expect("writable");
        let run = kg(project.path(), &["neighbors", "Southland"]);
        assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), (answer.as_str(), "", Some(0)));
    }
    assert_eq!(fs::read(&cache).expect("written again"), bytes);
}

#[test]
fn where_nothing_can_be_kept_the_answer_still_comes() {
    let project = acme();
    fs::write(project.path().join("out"), "a file where the folder should be").expect("writable");
    let run = kg(project.path(), &["neighbors", "Southland"]);
    assert_eq!(run.code, Some(0));
    assert!(
        run.stderr.contains("cannot be kept") && run.stderr.contains("a file stands where a folder should be"),
        "{}",
        run.stderr
    );
    let build = kg(project.path(), &["build"]);
    assert_eq!(build.code, Some(2), "{}", build.stderr);
}

#[test]
fn what_a_killed_run_left_is_removed() {
    let project = acme();
    assert!(!said_of_southland(project.path()).is_empty());
    // No process has the number 0, and this one runs.
    let (left, live) = (
        project.path().join("out/cache/.kg-0-abc"),
        project.path().join(format!("out/cache/.kg-{}-abc", std::process::id())),
    );
    fs::write(&left, "half").expect("writable");
    fs::write(&live, "half").expect("writable");
    fs::write(project.path().join("seeds/new.txt"), "Northland.").expect("writable");
    assert!(!said_of_southland(project.path()).is_empty());
    assert!(!left.exists() || !Path::new("/proc/self").exists());
    assert!(live.exists());
}

#[test]
fn same_files_same_bytes() {
    let out = |project: &Path| {
        let run = kg(project, &["build"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        ["out/cache/seeds.kg", "out/claims.jsonl", "out/mentions.jsonl"]
            .map(|name| fs::read(project.join(name)).expect("written"))
    };
    let (first, second) = (acme(), acme());
    // The second folder's files are made in another order, and its build uses what an earlier one kept.
    let seeds = second.path().join("seeds");
    let letter = fs::read(seeds.join("letter.txt")).expect("readable");
    fs::remove_file(seeds.join("letter.txt")).expect("removable");
    kg(second.path(), &["build"]);
    fs::write(seeds.join("letter.txt"), letter).expect("writable");
    assert!(out(first.path()) == out(second.path()), "two builds of the same files differ");
    assert!(out(first.path()) == out(first.path()), "a second build differs");
}
