//! FollowTheMoney's own library reads what is exported for it: every property survives its validation, and its statements have the ids that it would give them.

use crate::formats::hostile;
use crate::readers_of_tables::{export, python};
use crate::support::{acme, copy_of, root};

#[test]
fn followthemoney_keeps_every_property() {
    const TEST: &str = "followthemoney_keeps_every_property";
    for project in [acme(), copy_of(root()), hostile()] {
        let everything = &["--include", "planned,denied,rejected"];
        let entities = export(project.path(), "ftm", "g.ftm.json", everything);
        let statements = export(project.path(), "ftm-statements", "g.statements.csv", everything);
        let Some(figures) = python(TEST, "ftm.py", "followthemoney", &[&entities, &statements]) else { return };
        let [entities, statements] = figures.lines().collect::<Vec<_>>()[..] else { panic!("{figures}") };
        let numbers = |line: &str| -> Vec<usize> { line.split(' ').filter_map(|word| word.parse().ok()).collect() };
        let [_, written, kept] = numbers(entities)[..] else { panic!("{entities}") };
        assert_eq!(written, kept, "nothing is dropped");
        let [rows, right] = numbers(statements)[..] else { panic!("{statements}") };
        assert_eq!(rows, right, "ids are its own");
        assert_eq!(rows, written, "a statement is a value");
    }
}

#[test]
fn a_denial_is_no_link_but_of_unknown_sort_and_says_so() {
    let project = acme();
    let path = export(project.path(), "ftm", "g.ftm.json", &["--include", "denied"]);
    let text = std::fs::read_to_string(path).expect("it was written");
    let denied: Vec<&str> = text.lines().filter(|line| line.contains("\"status\":[\"denied\"]")).collect();
    assert!(!denied.is_empty());
    assert!(denied.iter().all(|line| line.contains("\"schema\":\"UnknownLink\"")));
}
