//! FollowTheMoney's own library reads what is exported for it: every property survives its validation, and its
//! statements have the ids that it would give them.

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

#[test]
fn stix2_takes_both_profiles_without_custom_content() {
    const TEST: &str = "stix2_takes_both_profiles_without_custom_content";
    for project in [acme(), copy_of(root()), hostile()] {
        let everything = &["--include", "planned,denied,rejected"][..];
        let strict = export(project.path(), "stix", "g.stix.json", everything);
        let opencti = export(project.path(), "stix", "o.stix.json", &[everything, &["--profile", "opencti"]].concat());
        let Some(figures) = python(TEST, "stix.py", "stix2", &[&strict, &opencti]) else { return };
        let lines: Vec<&str> = figures.lines().collect();
        assert_eq!(lines[0], lines[1], "the profiles say the same of the same");
        let stats = crate::support::kg(project.path(), &[&["stats", "--json"][..], everything].concat());
        let stats: serde_json::Value = serde_json::from_str(&stats.stdout).expect("JSON");
        assert!(
            lines[0].contains(&format!("relationship {} ", stats["relations"]))
                || lines[0].ends_with(&format!("relationship {}", stats["relations"])),
            "{}",
            lines[0]
        );
    }
}

#[test]
fn stix_says_a_denial_as_the_opinion_of_the_one_who_denies() {
    let project = acme();
    let path = export(project.path(), "stix", "g.stix.json", &[]);
    let bundle: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).expect("it was written")).expect("JSON");
    let objects = bundle["objects"].as_array().expect("a list");
    let disputed = objects
        .iter()
        .find(|object| object["relationship_type"] == "hosted")
        .expect("Southland hosted the Red Brigade");
    assert_eq!(disputed["labels"], serde_json::json!(["disputed"]));
    let opinions: Vec<&serde_json::Value> = objects
        .iter()
        .filter(|object| object["type"] == "opinion" && object["object_refs"][0] == disputed["id"])
        .collect();
    assert!(opinions.iter().any(|opinion| opinion["opinion"] == "strongly-disagree"), "{opinions:?}");
    assert!(opinions.iter().any(|opinion| opinion["opinion"] == "agree"), "{opinions:?}");
}
