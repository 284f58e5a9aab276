//! This repository's own project: it is sound, and its first question has its answer.

use crate::support::{copy_of, kg, kg_with_input, root};

#[test]
fn the_curated_file_is_sound() {
    let project = copy_of(root());
    let run = kg(project.path(), &["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), "0 errors, 0 warnings, 0 notes\n"));
}

#[test]
fn pompeo_and_al_qaida_are_joined_by_what_he_says_of_iran() {
    let project = copy_of(root());
    let run = kg(project.path(), &["path", "Pompeo", "al-Qaida", "--json"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let path: serde_json::Value = serde_json::from_str(run.stdout.lines().next().expect("a path")).expect("JSON");
    let hops = path["hops"].as_array().expect("hops");
    assert_eq!((hops.len(), &hops[0]["to"]["actor"]), (2, &"iran".into()));
    let hosted = &hops[1]["relation"];
    assert_eq!((&hosted["relation"], &hosted["standing"]), (&"hosted".into(), &"disputed".into()));
    let claims = hosted["claims"].as_array().expect("claims");
    let said_by = |polarity: &str, actor: &str| {
        claims.iter().any(|claim| {
            claim["polarity"] == polarity
                && claim["quote"]["text"].as_str().is_some_and(|words| !words.is_empty())
                && claim["speakers"]
                    .as_array()
                    .is_some_and(|speakers| speakers.iter().any(|speaker| speaker["actor"] == actor))
        })
    };
    assert!(said_by("affirmed", "mike-pompeo") && said_by("denied", "mohammad-javad-zarif"), "{hosted:#}");
    let text = kg(project.path(), &["path", "Pompeo", "al-Qaida"]).stdout;
    for words in ["Iran hosted al-Qaida  disputed", "hosted al-Qaida operatives", "disputed by Mohammad Javad Zarif"] {
        assert!(text.contains(words), "`{words}` is not in\n{text}");
    }
}

#[test]
fn the_relations_of_the_design_are_there_with_their_words() {
    let project = copy_of(root());
    for (a, b, kind) in [
        ("mike-pompeo", "qassem-soleimani", "warned"),
        ("mike-pompeo", "iran", "warned"),
        ("mike-pompeo", "iraq", "warned"),
        ("iran", "al-qaida", "hosted"),
        ("united-states", "qassem-soleimani", "killed"),
        ("iran", "popular-mobilization-forces", "backed"),
    ] {
        let run = kg(project.path(), &["explain", a, b, "--json"]);
        let quoted = run.stdout.lines().any(|line| {
            let claim: serde_json::Value = serde_json::from_str(line).expect("JSON");
            claim["relation"] == kind
                && claim["subject"]["actor"] == a
                && claim["object"]["actor"] == b
                && claim["quote"]["text"].is_string()
        });
        assert!(quoted, "{a} {kind} {b}: {}", run.stdout);
    }
}

#[test]
fn the_project_is_as_rich_as_its_stories() {
    let project = copy_of(root());
    let run = kg(project.path(), &["build", "--json"]);
    let summary: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let at_least = |field: &str, least: u64| {
        assert!(summary[field].as_u64().is_some_and(|count| count >= least), "{field}: {summary}")
    };
    at_least("actors", 70);
    at_least("curated_claims", 60);
    at_least("mentions", 250);
    assert_eq!(summary["documents"], 5);
}

#[test]
fn the_readme_shows_what_the_program_says() {
    let project = copy_of(root());
    let readme = std::fs::read_to_string(root().join("README.md")).expect("readable");
    for arguments in [&["path", "Pompeo", "al-Qaida"][..], &["neighbors", "PMF"]] {
        let command = format!("$ kg {}\n", arguments.join(" "));
        let (_, after) = readme.split_once(&command).unwrap_or_else(|| panic!("the README does not show `{command}`"));
        let (shown, _) = after.split_once("\n```").expect("the block ends");
        assert_eq!(shown, kg(project.path(), arguments).stdout.trim_end(), "{command}");
    }
    let (_, after) = readme.split_once("$ echo \"").expect("the README parses a sentence");
    let (sentence, after) = after.split_once("\" | kg parse\n").expect("the sentence ends");
    let (shown, _) = after.split_once("\n```").expect("the block ends");
    assert_eq!(shown, kg_with_input(project.path(), &["parse"], sentence).stdout.trim_end());
}
