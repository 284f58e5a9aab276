//! Who is who: bodies and their owners, bearers of one name, names that a text gives itself, kinds of those whom nobody
//! curated, and the decisions that part and unite.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Run, kg, kg_with_environment};

/// A project of these documents in which nobody is curated.
fn project(documents: &[(&str, &str)]) -> tempfile::TempDir {
    let project = tempfile::tempdir().expect("a temporary folder can be made");
    for folder in ["data", "seeds"] {
        fs::create_dir_all(project.path().join(folder)).expect("a folder can be made");
    }
    fs::write(project.path().join("data/graph.ron"), "(actors: [], claims: [])").expect("writable");
    for (name, text) in documents {
        fs::write(project.path().join("seeds").join(name), text).expect("writable");
    }
    project
}

/// Every claim as `subject kind object`, in keys.
fn claims(project: &tempfile::TempDir) -> BTreeSet<String> {
    assert_eq!(kg(project.path(), &["build"]).code, Some(0));
    let file = fs::read_to_string(project.path().join("out/claims.jsonl")).expect("written");
    let said = |line: &str| {
        let claim: Value = serde_json::from_str(line).expect("JSON");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        format!("{} {} {}", text(&claim["subject"]["actor"]), text(&claim["relation"]), text(&claim["object"]["actor"]))
    };
    file.lines().map(said).collect()
}

fn ana(project: &tempfile::TempDir, arguments: &[&str]) -> Run {
    kg_with_environment(project.path(), arguments, &[("SOURCE_DATE_EPOCH", "1714557600"), ("USER", "ana")])
}

#[track_caller]
fn holds(claims: &BTreeSet<String>, wanted: &[&str]) {
    for claim in wanted {
        assert!(claims.contains(*claim), "`{claim}` is not among {claims:#?}");
    }
}

#[test]
fn three_foreign_ministries_are_three() {
    let project = project(&[
        ("a.txt", "Turkey's Foreign Ministry praised Qatar."),
        ("b.txt", "Iran's Foreign Ministry condemned Israel."),
        ("c.txt", "Ethiopia's Foreign Ministry accused Egypt."),
    ]);
    let claims = claims(&project);
    holds(&claims, &["foreign-ministry-of-iran criticized israel", "foreign-ministry-of-iran part_of iran"]);
    assert_eq!(kg(project.path(), &["path", "Qatar", "Israel"]).code, Some(1));
    let candidates = kg(project.path(), &["candidates"]).stdout;
    assert!(candidates.contains("kept apart: one is Ethiopia°'s, the other Iran°'s"), "{candidates}");
    let ambiguous = kg(project.path(), &["neighbors", "Foreign Ministry"]);
    assert_eq!(ambiguous.code, Some(2));
    assert!(ambiguous.stderr.contains("foreign-ministry-of-turkey"), "{}", ambiguous.stderr);
    let without = kg(project.path(), &["neighbors", "Iran", "--no-trivial"]);
    assert_eq!(without.code, Some(1), "{}", without.stdout);
}

#[test]
fn a_body_is_its_owners_however_it_is_said() {
    let project = project(&[
        ("a.txt", "The Supreme Court of Kenya jailed Omar Hale."),
        ("b.txt", "Kenya's Supreme Court freed Carl Winter. The court praised Uganda."),
        ("c.txt", "The Army attacked Mali."),
        ("d.txt", "The Army attacked Niger."),
        ("e.txt", "Iran's Foreign Ministry accused Chad. The Foreign Ministry warned Mali."),
    ]);
    let claims = claims(&project);
    holds(
        &claims,
        &[
            "supreme-court-of-kenya coerced omar-hale",
            "supreme-court-of-kenya yielded_to carl-winter",
            "army-in-c attacked mali",
            "army-in-d attacked niger",
            "foreign-ministry-of-iran warned mali",
        ],
    );
}

#[test]
fn bearers_of_one_name_are_one_where_something_ties_them() {
    let project = project(&[
        ("a.txt", "Robert Smith, a London banker, met Ada Lund."),
        ("b.txt", "Robert Smith, a farmer from Texas, accused Carl Winter."),
        ("c.txt", "The banker Robert Smith praised Kenya."),
    ]);
    holds(&claims(&project), &["robert-smith met ada-lund", "robert-smith praised kenya"]);
    holds(&claims(&project), &["robert-smith-in-b accused carl-winter"]);
    let candidates = kg(project.path(), &["candidates"]).stdout;
    assert!(candidates.contains("both are called “Robert Smith”"), "{candidates}");
}

#[test]
fn a_text_gives_other_names() {
    let said = [
        "Mohamed Hamdan Dagalo, known as Hemedti, fled. Hemedti praised Iran.",
        "Mohamed Hamdan Dagalo, better known by his nickname Hemedti, fled. Hemedti praised Iran.",
        "Mohamed Hamdan Dagalo, a.k.a. \"Hemedti\", fled. Hemedti praised Iran.",
        "Mohamed Hamdan Dagalo, nicknamed Hemedti, fled. Hemedti praised Iran.",
    ];
    for text in said {
        let project = project(&[("a.txt", text)]);
        holds(&claims(&project), &["mohamed-hamdan-dagalo praised iran"]);
        let show = kg(project.path(), &["show", "Hemedti"]).stdout;
        assert!(show.starts_with("Mohamed Hamdan Dagalo° (mohamed-hamdan-dagalo, person)"), "{show}");
    }
    // A name in brackets alone may be anything of a person's.
    let project = project(&[("a.txt", "Omar Hale (Acme) praised Iran. Acme warned Kenya.")]);
    holds(&claims(&project), &["omar-hale praised iran", "acme warned kenya"]);
}

#[test]
fn a_lone_name_that_does_something_is_no_state() {
    let project = project(&[("a.txt", "Hemedti attacked Kenya. General Omar Hale met Hemedti's brother, Ada Lund.")]);
    claims(&project);
    let show = kg(project.path(), &["show", "Hemedti"]).stdout;
    assert!(show.starts_with("Hemedti° (hemedti, person)"), "{show}");
    let trace = kg(project.path(), &["trace", "--no-tree", "General Omar Hale attacked Kiru."]).stdout;
    assert!(trace.contains("person: `General` stands before it"), "{trace}");
}

#[test]
fn an_actor_is_parted_by_document_and_united_again() {
    let project = project(&[
        ("a.txt", "Kenya praised Robert Smith."),
        ("b.txt", "Kenya accused Robert Smith."),
        ("c.txt", "Kenya warned Robert Smith."),
    ]);
    let before = claims(&project);
    holds(&before, &["kenya accused robert-smith"]);
    assert_eq!(ana(&project, &["split", "Robert Smith", "seeds/b.txt", "--why", "a farmer"]).code, Some(0));
    assert_eq!(
        claims(&project),
        BTreeSet::from(
            ["kenya praised robert-smith", "kenya accused robert-smith-in-b", "kenya warned robert-smith"]
                .map(str::to_owned)
        )
    );
    // The part is an actor like any other, and a part once given is not given again.
    assert_eq!(ana(&project, &["same", "robert-smith-in-b", "Kenya"]).code, Some(0));
    assert_eq!(ana(&project, &["undo"]).code, Some(0));
    let again = ana(&project, &["split", "robert-smith", "a", "b"]);
    assert_eq!(again.code, Some(2), "{}", again.stderr);
    let all = ana(&project, &["split", "kenya", "a", "b", "c"]);
    assert!(all.stderr.contains("all documents that speak of `kenya`"), "{}", all.stderr);
    assert_eq!(ana(&project, &["undo"]).code, Some(0));
    assert_eq!(claims(&project), before);
    let decisions = kg(project.path(), &["decisions"]);
    assert_eq!(decisions.code, Some(1), "{}", decisions.stdout);
}

#[test]
fn any_number_of_actors_are_made_one_under_the_commonest_name() {
    let project = project(&[
        ("a.txt", "Kenya praised Otto Lund. Uganda praised Otto Lund."),
        ("b.txt", "Kenya accused Ottokar von Lund."),
        ("c.txt", "Kenya warned Mr. Lund of Oslo."),
    ]);
    claims(&project);
    let run = ana(&project, &["same", "otto-lund", "ottokar-von-lund", "lund"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    holds(&claims(&project), &["kenya praised otto-lund", "kenya accused otto-lund", "kenya warned otto-lund"]);
}
