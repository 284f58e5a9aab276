//! An exported graph read back is the same graph: exported again it gives the same bytes, and questions get the same
//! answers.

use std::fs;
use std::path::Path;

use crate::support::{Run, copy_of, kg, kg_with_environment, root};

/// Runs a command on an exported graph.
fn ask(project: &Path, file: &str, arguments: &[&str]) -> Run {
    kg(project, &[&["--graph", file], arguments].concat())
}

/// The project's own graph, with decisions of each sort.
fn decided() -> tempfile::TempDir {
    let project = copy_of(root());
    let as_ana = |arguments: &[&str]| {
        let run =
            kg_with_environment(project.path(), arguments, &[("SOURCE_DATE_EPOCH", "1714557600"), ("USER", "ana")]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stdout
    };
    let waiting = as_ana(&["review", "--list"]);
    let ids: Vec<&str> = waiting.lines().filter_map(|line| line.split(' ').next()).collect();
    as_ana(&["accept", ids[0], "--why", "so it is"]);
    as_ana(&["reject", ids[1], "--why", "misread"]);
    as_ana(&["accept", ids[2], "--object", "Iran"]);
    as_ana(&["same", "Sunnis", "Sunnis in Iraq"]);
    project
}

fn write(project: &Path, name: &str, content: &str) {
    fs::write(project.join(name), content).expect("writable");
}

#[test]
fn json_lines_exported_again_are_the_same_bytes() {
    let project = decided();
    for part in [
        &["--include", "denied,planned,rejected"][..],
        &["--around", "Pompeo", "--depth", "2"],
        &["--kind", "hosted,backed"],
    ] {
        let first = kg(project.path(), &[&["export", "--json"], part].concat());
        write(project.path(), "graph.jsonl", &first.stdout);
        let again = ask(project.path(), "graph.jsonl", &[&["export", "--json"], part].concat());
        assert_eq!(first.stdout, again.stdout, "{}", again.stderr);
    }
}

#[test]
fn claims_of_a_build_exported_again_are_the_same_bytes() {
    let project = decided();
    kg(project.path(), &["build"]);
    let claims = fs::read_to_string(project.path().join("out/claims.jsonl")).expect("a build writes it");
    let again = ask(project.path(), "out/claims.jsonl", &["export", "--json", "--include", "denied,planned,rejected"]);
    let mut lines: Vec<&str> =
        again.stdout.lines().filter_map(|line| line.strip_prefix("{\"record\":\"claim\",")).collect();
    let mut expected: Vec<&str> = claims.lines().filter_map(|line| line.strip_prefix('{')).collect();
    // An export has them relation by relation.
    lines.sort_unstable();
    expected.sort_unstable();
    assert_eq!(lines, expected, "{}", again.stderr);
}

#[test]
fn questions_to_an_exported_graph_get_the_same_answers() {
    let project = decided();
    let exported = kg(project.path(), &["export", "--json", "--include", "denied,planned,rejected"]);
    write(project.path(), "graph.jsonl", &exported.stdout);
    for question in [
        &["path", "Pompeo", "al-Qaida", "-k", "3"][..],
        &["neighbors", "PMF"],
        &["timeline", "Soleimani"],
        &["rank"],
        &["match", "?x -backed-> ?y"],
        &["stats"],
    ] {
        assert_eq!(
            kg(project.path(), question).stdout,
            ask(project.path(), "graph.jsonl", question).stdout,
            "{question:?}"
        );
    }
}

#[test]
fn what_is_no_exported_graph_is_refused_with_its_line() {
    let project = crate::support::acme();
    for (content, reason) in [
        ("", ""),
        ("hello", "neither JSON Lines nor a node-link file"),
        ("{\"record\":\"claim\"}\n", "line 1: this is no line of an export"),
        ("{\"graph\":{\"actors\":[]}}", "neither JSON Lines nor a node-link file"),
        ("{\"record\":\"relation\"}\n{\"record\":\"actor\",\"actor\":\"a\"}", "line 2"),
    ] {
        write(project.path(), "graph.jsonl", content);
        let run = ask(project.path(), "graph.jsonl", &["stats"]);
        assert!(run.code != Some(101) && run.stderr.contains(reason), "{content:?}: {}", run.stderr);
    }
    for command in [&["build"][..], &["accept", "0123456789abcdef", "--by", "ana"], &["check"]] {
        let run = ask(project.path(), "graph.jsonl", command);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains("leave out --graph"), "{}", run.stderr);
    }
}
