//! Decisions: what they do to every answer, that they outlive changes, and that undoing them leaves nothing behind.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use kg::curated::{Recorded, decision_line, read_decisions};
use kg::model::{Act, ContentHash, Correction, Decision, Identity, Knowledge, Review, Verdict};
use kg::pipeline::{FileContent, InputFile, Inputs, build};
use kg::resolve::{contradicted_by, decide, reference};
use kg::text::SourceText;
use proptest::prelude::*;

use crate::properties::cases;
use crate::support::{Run, acme, golden, shown};

/// Two reports that say the same of invented actors, one of them not quite, and one that says something else.
const REPORTS: [(&str, &str); 3] = [
    (
        "border.txt",
        "Arland warned Borland on Monday. Ada Brandt, the minister of Arland, met the Karvil Front in Borland.\n\nBorland denied that it had attacked Arland.",
    ),
    (
        "sea.txt",
        "Arland attacked the Karvil Front. Bo Carver said Borland had backed the Karvil Front. Adah Brandt criticized Borland.",
    ),
    ("talks.txt", "Ada Brandt warned Borland. The KF attacked Arland on Friday. Borland met Arland."),
];

const GRAPH: &str = "(actors: [
    (key: \"arland\", kind: \"state\", name: \"Arland\"),
    (key: \"borland\", kind: \"state\", name: \"Borland\"),
], claims: [
    (subject: \"arland\", kind: \"warned\", object: \"borland\", cite: (text: \"Register\")),
])";

fn knowledge_of(files: &[(&str, &str)], graph: &str) -> Knowledge {
    let read = |file: &InputFile| {
        Ok(FileContent {
            bytes: files.iter().find(|(name, _)| *name == file.name).expect("listed").1.as_bytes().to_vec(),
            sidecar: None,
        })
    };
    let built = build(Inputs {
        own_model: None,
        own_language: Vec::new(),
        operating_point: Default::default(),
        own_schema: None,
        graph: SourceText::new("data/graph.ron", graph),
        files: files
            .iter()
            .map(|(name, _)| InputFile { path: format!("seeds/{name}"), name: (*name).to_owned(), unchanged: false })
            .collect(),
        read: &read,
        previous: None,
        progress: &|| {},
    });
    built.knowledge
}

fn base() -> &'static Knowledge {
    static BASE: std::sync::OnceLock<Knowledge> = std::sync::OnceLock::new();
    BASE.get_or_init(|| knowledge_of(&REPORTS, GRAPH))
}

fn recorded(lines: &[String]) -> Vec<Recorded> {
    let mut problems = Vec::new();
    let recorded = read_decisions(&SourceText::new("data/decisions.ron", lines.concat()), &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    recorded
}

fn decision(by: &str, number: usize, act: Act) -> Decision {
    let at = jiff::Timestamp::from_second(1_700_000_000 + number as i64).expect("a moment");
    Decision { id: format!("{by}{number}"), at, by: by.to_owned(), why: String::new(), act }
}

/// Any decision about what is in the reports, by number.
fn any_act() -> impl Strategy<Value = Act> {
    let base = base();
    let claims = base.claims.len();
    let keys: Vec<String> = base.actors.iter().map(|(_, actor)| actor.key.clone()).collect();
    assert!(claims >= 6 && keys.len() >= 5, "{claims} claims, {keys:?}");
    let correction = (
        prop::option::of(prop::sample::select(vec!["warned", "met", "backed"])),
        prop::option::of(prop::sample::select(keys.clone())),
        prop::option::of(prop::sample::select(keys.clone())),
    )
        .prop_map(|(kind, subject, object)| Correction { kind: kind.map(str::to_owned), subject, object });
    let verdict = prop_oneof![
        3 => Just(Verdict::Rejected),
        3 => Just(Verdict::Accepted(Correction::default())),
        1 => correction.prop_map(Verdict::Accepted),
    ];
    let judge = (0..claims, verdict)
        .prop_map(move |(index, verdict)| Act::Judge { claim: reference(base, &base.claims[index]), verdict });
    let identity = prop::sample::select(vec![Identity::Same, Identity::Same, Identity::Different, Identity::Unsure]);
    let identify = (prop::sample::select(keys.clone()), prop::sample::select(keys), identity)
        .prop_map(|(a, b, identity)| Act::Identify { a, b, identity });
    let documents = prop::sample::subsequence(vec!["border", "sea", "talks"], 1..3);
    let keys: Vec<String> = base.actors.iter().map(|(_, actor)| actor.key.clone()).collect();
    let split = (prop::sample::select(keys), documents).prop_map(|(actor, documents)| Act::Split {
        actor,
        documents: documents.into_iter().map(str::to_owned).collect(),
    });
    prop_oneof![3 => judge, 3 => identify, 1 => split]
}

/// What a graph says, by keys: decided knowledge without its decisions' names, and what is wrong.
fn outcome(recorded: &[Recorded]) -> (Knowledge, BTreeSet<String>) {
    let decided = decide(base().clone(), recorded);
    (decided.knowledge, decided.problems.into_iter().map(|problem| problem.message).collect())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn undoing_everything_leaves_what_was(
        acts in prop::collection::vec(any_act(), 0..12),
        order in any::<prop::sample::Index>(),
    ) {
        let mut lines: Vec<String> =
            acts.iter().enumerate().map(|(number, act)| decision_line(&decision("ana", number, act.clone()))).collect();
        let undos: Vec<String> = (0..acts.len())
            .map(|number| decision_line(&decision("ana", 100 + number, Act::Undo { decision: format!("ana{number}") })))
            .collect();
        // Each undo right after its decision, or all at the end, or before: an undo holds wherever it stands.
        let place = order.index(lines.len() + 1);
        lines.splice(place..place, undos);
        let (knowledge, problems) = outcome(&recorded(&lines));
        prop_assert!(knowledge == decide(base().clone(), &[]).knowledge);
        prop_assert_eq!(problems, BTreeSet::new());
    }

    #[test]
    fn undoing_the_last_leaves_what_the_others_made(acts in prop::collection::vec(any_act(), 1..10)) {
        let lines: Vec<String> =
            acts.iter().enumerate().map(|(number, act)| decision_line(&decision("ana", number, act.clone()))).collect();
        let last = acts.len() - 1;
        let undo = decision_line(&decision("ana", 100, Act::Undo { decision: format!("ana{last}") }));
        let with_undo: Vec<String> = lines.iter().cloned().chain([undo]).collect();
        prop_assert!(outcome(&recorded(&lines[..last])) == outcome(&recorded(&with_undo)));
    }

    #[test]
    fn two_files_joined_in_either_order_are_one(
        ana in prop::collection::vec(any_act(), 0..8),
        bo in prop::collection::vec(any_act(), 0..8),
    ) {
        let lines = |by: &str, acts: &[Act]| -> Vec<String> {
            acts.iter().enumerate().map(|(number, act)| decision_line(&decision(by, number, act.clone()))).collect()
        };
        let (ana, bo) = (lines("ana", &ana), lines("bo", &bo));
        let (one, other) = ([ana.clone(), bo.clone()].concat(), [bo, ana.clone(), ana].concat());
        prop_assert!(outcome(&recorded(&one)) == outcome(&recorded(&other)));
    }

    #[test]
    fn what_is_let_in_one_by_one_never_contradicts_itself(acts in prop::collection::vec(any_act(), 0..16)) {
        let mut held: Vec<Recorded> = Vec::new();
        for (number, act) in acts.into_iter().enumerate() {
            let new = decision("ana", number, act);
            if contradicted_by(base(), &held, &new).is_empty() && kg::resolve::objection(base(), &new).is_none() {
                held.extend(recorded(&[decision_line(&new)]));
            }
        }
        let (_, problems) = outcome(&held);
        prop_assert!(!problems.iter().any(|problem| problem.contains("neither holds")), "{problems:?}");
    }

    #[test]
    fn decided_knowledge_keeps_its_promises(acts in prop::collection::vec(any_act(), 0..10)) {
        let lines: Vec<String> =
            acts.iter().enumerate().map(|(number, act)| decision_line(&decision("ana", number, act.clone()))).collect();
        let (knowledge, _) = outcome(&recorded(&lines));
        prop_assert!(knowledge.claims.iter().all(|claim| claim.subject != claim.object));
        prop_assert!(knowledge.claims.is_sorted_by_key(|claim| (claim.subject, claim.object, claim.kind, claim.hash)));
        // Every key there ever was still leads to somebody, whose names hold the old name.
        for (_, actor) in decide(base().clone(), &[]).knowledge.actors.iter() {
            let now = knowledge.actors.by_key(&actor.key);
            prop_assert!(
                now.is_some_and(|now| knowledge.actors.get(now).names().any(|(name, _, _)| name == actor.name))
            );
        }
        // No claim is lost but those set aside between actors made one.
        let known: BTreeSet<ContentHash> = base().claims.iter().map(|claim| claim.hash).collect();
        prop_assert!(knowledge.claims.iter().all(|claim| known.contains(&claim.hash)));
    }
}

/// The hash of the one claim in knowledge that says so.
fn claim(knowledge: &Knowledge, subject: &str, kind: &str, object: &str) -> ContentHash {
    let key = |actor| knowledge.actors.get(actor).key.as_str();
    let says = |claim: &&kg::model::Claim<kg::model::ActorId>| {
        key(claim.subject) == subject
            && key(claim.object) == object
            && knowledge.schema.relation_kind(claim.kind).key == kind
    };
    let found: Vec<_> = knowledge
        .claims
        .iter()
        .filter(says)
        .filter(|claim| matches!(claim.origin, kg::model::Origin::Extracted { .. }))
        .collect();
    assert_eq!(found.len(), 1, "{subject} {kind} {object}");
    found[0].hash
}

fn review_of(knowledge: &Knowledge, hash: ContentHash) -> Review {
    knowledge.claims.iter().find(|claim| claim.hash == hash).expect("the claim is there").review
}

#[test]
fn a_decision_outlives_what_changes_around_its_claim() {
    let base = base();
    let hash = claim(base, "arland", "attacked", "karvil-front");
    let judged = base.claims.iter().find(|claim| claim.hash == hash).expect("just found");
    let act = Act::Judge { claim: reference(base, judged), verdict: Verdict::Rejected };
    let held = recorded(&[decision_line(&decision("ana", 0, act))]);
    let rejected_in = |knowledge: Knowledge| {
        let decided = decide(knowledge, &held);
        let rejected: Vec<ContentHash> = decided
            .knowledge
            .claims
            .iter()
            .filter(|claim| claim.review == Review::Rejected)
            .map(|claim| claim.hash)
            .collect();
        (rejected, decided.problems)
    };
    let other = |name: &'static str, text: &'static str, graph: &str| {
        let mut files: Vec<(&str, &str)> = REPORTS.to_vec();
        files[1] = (name, text);
        knowledge_of(&files, graph)
    };
    // The file under another name; words added around; the actor taken into the curated file under another key.
    let renamed = other("renamed.txt", REPORTS[1].1, GRAPH);
    let longer: &'static str = Box::leak(format!("A report from the sea. {}", REPORTS[1].1).into_boxed_str());
    let edited = other("sea.txt", longer, GRAPH);
    let promoted_graph =
        GRAPH.replace("], claims", "(key: \"kf\", kind: \"armed_group\", name: \"Karvil Front\"), ], claims");
    let promoted = other("sea.txt", REPORTS[1].1, &promoted_graph);
    for knowledge in [renamed, edited, promoted] {
        let (rejected, problems) = rejected_in(knowledge);
        assert_eq!((rejected.len(), problems.len()), (1, 0), "{problems:?}");
    }
    // Other words, or the document gone: kept and reported.
    let reworded = other("sea.txt", "Arland shelled the Karvil Front.", GRAPH);
    let says_it_now = claim(&reworded, "arland", "attacked", "karvil-front");
    let (rejected, problems) = rejected_in(reworded);
    assert_eq!((rejected.len(), problems.len()), (0, 1));
    assert!(problems[0].message.contains(&format!("claim {says_it_now} says it now")), "{}", problems[0].message);
    let (rejected, problems) = rejected_in(knowledge_of(&[REPORTS[0]], GRAPH));
    assert_eq!((rejected.len(), problems.len()), (0, 1));
    assert!(problems[0].message.contains("its document `sea` is not among those read"), "{}", problems[0].message);
    assert_eq!(review_of(base, hash), Review::Unreviewed, "the base knows of no decision");
}

#[test]
fn a_judgement_does_not_pass_to_a_claim_that_says_something_else() {
    let base = base();
    let hash = claim(base, "borland", "attacked", "arland");
    let denial = base.claims.iter().find(|claim| claim.hash == hash).expect("just found");
    let act = Act::Judge { claim: reference(base, denial), verdict: Verdict::Accepted(Correction::default()) };
    let held = recorded(&[decision_line(&decision("ana", 0, act))]);
    let mut files = REPORTS.to_vec();
    let affirmed = REPORTS[0]
        .1
        .replace("Borland denied that it had attacked Arland.", "Borland said that it had attacked Arland.");
    files[0].1 = &affirmed;
    let decided = decide(knowledge_of(&files, GRAPH), &held);
    assert!(
        decided
            .knowledge
            .claims
            .iter()
            .all(|claim| claim.review != Review::Accepted || matches!(claim.origin, kg::model::Origin::Curated { .. }))
    );
    assert_eq!(decided.problems.len(), 1);
}

#[test]
fn a_decision_taken_again_is_said_to_stand_already() {
    let project = reports();
    let first = ana(project.path(), &["same", "Arland", "Borland"]);
    let again = ana(project.path(), &["same", "Borland", "Arland"]);
    assert_eq!(first.stdout, again.stdout, "one decision");
    assert!(again.stderr.contains("as decided already (ana, 2024-05-01)"), "{}", again.stderr);
    assert!(
        first.stderr.contains("2 of them stand in data/graph.ron") && first.stderr.contains("set aside"),
        "{}",
        first.stderr
    );
}

#[test]
fn a_document_that_goes_takes_exactly_its_claims() {
    let hashes = |knowledge: &Knowledge, without: Option<&str>| -> BTreeSet<ContentHash> {
        let rests_elsewhere = |claim: &&kg::model::Claim<kg::model::ActorId>| {
            claim.evidence.document().is_none_or(|document| {
                without.is_none_or(|name| knowledge.document(document).path != format!("seeds/{name}"))
            })
        };
        knowledge.claims.iter().filter(rests_elsewhere).map(|claim| claim.hash).collect()
    };
    for gone in 0..REPORTS.len() {
        let mut files = REPORTS.to_vec();
        let (name, _) = files.remove(gone);
        assert_eq!(hashes(&knowledge_of(&files, GRAPH), None), hashes(base(), Some(name)), "without {name}");
    }
}

/// Runs a command as Ana at one moment.
fn ana(project: &Path, arguments: &[&str]) -> Run {
    crate::support::kg_with_environment(project, arguments, &[("SOURCE_DATE_EPOCH", "1714557600"), ("USER", "ana")])
}

fn reports() -> tempfile::TempDir {
    let project = tempfile::tempdir().expect("a temporary folder can be made");
    for (path, text) in [("data/graph.ron", GRAPH)].into_iter().chain(REPORTS.iter().map(|(name, text)| (*name, *text)))
    {
        let path = if path.contains('/') { project.path().join(path) } else { project.path().join("seeds").join(path) };
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("writable");
    }
    project
}

#[test]
fn a_session_of_decisions() {
    let project = reports();
    let id = claim(base(), "arland", "attacked", "karvil-front").to_string();
    let denied = claim(base(), "borland", "attacked", "arland").to_string();
    let commands: Vec<Vec<&str>> = vec![
        vec!["explain", "Arland", "Karvil Front"],
        vec!["reject", &id[..6], "--why", "the front is a newspaper"],
        vec!["explain", "Arland", "Karvil Front"],
        vec!["path", "Arland", "Karvil Front", "--kind", "attacked", "--max-hops", "1"],
        vec!["accept", &id],
        vec!["accept", &denied, "--kind", "warned", "--why", "words alone", "--by", "bo"],
        vec!["explain", &denied],
        vec!["same", "Ada Brandt", "Adah Brandt", "--why", "one minister"],
        vec!["show", "adah-brandt"],
        vec!["different", "adah-brandt", "ada-brandt"],
        vec!["same", "karvil-front", "kf"],
        vec!["undo", "--list"],
        vec!["undo"],
        vec!["undo", "nosuch"],
        vec!["promote", "Ada Brandt"],
        vec!["promote", "Arland"],
        vec!["candidates"],
        vec!["reject", "zz", "--why", "x"],
        vec!["reject", "0000", "--why", "x"],
        vec!["accept", &id, "--kind", "wraned"],
        vec!["same", "Arland", "Arland"],
        vec!["check"],
    ];
    let text: Vec<String> =
        commands.iter().map(|arguments| shown(arguments, &ana(project.path(), arguments))).collect();
    golden("cli/decisions.txt", &text.join("\n"));
    golden("cli/decisions_file.txt", &fs::read_to_string(project.path().join("data/decisions.ron")).expect("written"));
}

#[test]
fn undo_restores_the_bytes_of_every_output() {
    let project = reports();
    let everything = || {
        let outputs: Vec<String> = [
            &["export", "--json"][..],
            &["export", "--dot"],
            &["neighbors", "Arland", "--depth", "3"],
            &["explain", "Arland", "Borland"],
            &["check", "--json"],
            &["candidates"],
        ]
        .iter()
        .map(|arguments| ana(project.path(), arguments).stdout)
        .collect();
        assert_eq!(ana(project.path(), &["build"]).code, Some(0));
        (
            outputs,
            fs::read(project.path().join("out/claims.jsonl")).expect("written"),
            fs::read(project.path().join("out/cache/seeds.kg")).expect("written"),
        )
    };
    let before = everything();
    let id = claim(base(), "arland", "attacked", "karvil-front").to_string();
    for arguments in
        [&["reject", &id, "--why", "x"][..], &["same", "karvil-front", "kf"], &["different", "ada-brandt", "bo-carver"]]
    {
        assert_eq!(ana(project.path(), arguments).code, Some(0), "{arguments:?}");
    }
    assert_ne!(everything(), before);
    for _ in 0..3 {
        assert_eq!(ana(project.path(), &["undo"]).code, Some(0));
    }
    assert_eq!(ana(project.path(), &["undo"]).code, Some(1));
    assert!(everything() == before);
}

#[test]
fn a_damaged_file_of_decisions_keeps_what_is_sound() {
    let project = reports();
    let id = claim(base(), "arland", "attacked", "karvil-front").to_string();
    assert_eq!(ana(project.path(), &["reject", &id, "--why", "x"]).code, Some(0));
    let path = project.path().join("data/decisions.ron");
    let sound = fs::read_to_string(&path).expect("written");
    let damaged = format!("{sound}Same(id: \"torn\", at: \"2024-05-01T10:00:00Z\", by: \"an");
    fs::write(&path, &damaged).expect("writable");
    let run = ana(project.path(), &["path", "Arland", "Karvil Front", "--kind", "attacked", "--max-hops", "1"]);
    assert_eq!(run.code, Some(1), "the sound rejection holds");
    assert!(run.stderr.contains("1 decision in data/decisions.ron does not hold (at 4:"), "{}", run.stderr);
    golden("diagnostics/a_damaged_file_of_decisions.txt", &shown(&["check"], &ana(project.path(), &["check"])));
    // What comes after is not swallowed by what is torn, and nothing above it changes.
    assert_eq!(ana(project.path(), &["different", "arland", "kf"]).code, Some(0));
    let after = fs::read_to_string(&path).expect("written");
    assert!(after.starts_with(&format!("{damaged}\nDifferent(")), "{after}");
    assert_eq!(ana(project.path(), &["undo", "--list"]).stdout.lines().count(), 2);
    // Bytes that are no text stay as they are too.
    let mut bytes = after.into_bytes();
    bytes.extend(b"\xff\xfe\n");
    fs::write(&path, &bytes).expect("writable");
    assert_eq!(ana(project.path(), &["unsure", "borland", "kf"]).code, Some(0));
    assert!(fs::read(&path).expect("written").starts_with(&bytes));
}

#[test]
fn decisions_that_contradict_each_other_are_both_named_and_neither_holds() {
    let project = reports();
    let id = claim(base(), "arland", "attacked", "karvil-front").to_string();
    let path = project.path().join("data/decisions.ron");
    let of = |commands: &[&[&str]]| {
        let _ = fs::remove_file(&path);
        for arguments in commands {
            assert_eq!(ana(project.path(), arguments).code, Some(0), "{arguments:?}");
        }
        fs::read_to_string(&path).expect("written")
    };
    let one = of(&[
        &["reject", &id, "--why", "wrong", "--by", "ana"],
        &["same", "ada-brandt", "adah-brandt"],
        &["same", "adah-brandt", "bo-carver"],
    ]);
    let other = of(&[&["accept", &id, "--by", "bo"], &["different", "ada-brandt", "bo-carver", "--by", "bo"]]);
    let outputs = [format!("{one}{other}"), format!("{other}{one}")].map(|joined| {
        fs::write(&path, joined).expect("writable");
        (ana(project.path(), &["export", "--json"]).stdout, ana(project.path(), &["check"]))
    });
    assert_eq!(outputs[0].0, outputs[1].0);
    golden("diagnostics/decisions_that_contradict_each_other.txt", &shown(&["check"], &outputs[0].1));
    assert!(outputs[1].1.stderr.contains("is judged in two ways"));
}

#[test]
fn deciding_at_once_loses_nothing() {
    let project = reports();
    ana(project.path(), &["build"]);
    let keys = ["ada-brandt", "adah-brandt", "bo-carver", "kf", "karvil-front"];
    std::thread::scope(|scope| {
        for key in keys {
            let folder = project.path();
            scope.spawn(move || assert_eq!(ana(folder, &["different", "arland", key]).code, Some(0)));
        }
    });
    assert_eq!(ana(project.path(), &["undo", "--list"]).stdout.lines().count(), keys.len());
}

#[test]
fn a_document_that_goes_is_said() {
    let project = reports();
    ana(project.path(), &["build"]);
    fs::remove_file(project.path().join("seeds/sea.txt")).expect("removable");
    fs::write(project.path().join("seeds/talks.txt"), "Ada Brandt warned Borland.").expect("writable");
    let run = ana(project.path(), &["neighbors", "Arland"]);
    golden("cli/a_document_that_goes.txt", &shown(&["neighbors", "Arland"], &run));
    assert!(!ana(project.path(), &["neighbors", "Arland"]).stderr.contains("is gone"), "said once");
}

#[test]
fn curated_outranks_extracted_and_both_are_shown() {
    let project = reports();
    // The curator says that Borland did not meet Arland; a report says that it did.
    let graph = GRAPH.replace("claims: [", "claims: [(subject: \"borland\", kind: \"met\", object: \"arland\", polarity: Denied, cite: (text: \"Register\")),");
    fs::write(project.path().join("data/graph.ron"), graph).expect("writable");
    let explain = ana(project.path(), &["explain", "Arland", "Borland"]);
    golden("cli/curated_outranks_extracted.txt", &shown(&["explain", "Arland", "Borland"], &explain));
    assert_eq!(
        ana(project.path(), &["path", "Arland", "Borland", "--kind", "met"]).code,
        Some(1),
        "what the curator denies carries no path"
    );
}

#[test]
fn a_reprint_counts_with_the_first_print() {
    let project = acme();
    let report = "The Red Brigade attacked Northland on Monday. Northland and Southland have quarrelled over the river for years, and traders on both banks say that the ferries \
        have stopped. In the town of Northport shops were closed until noon. A clerk at the harbour office said that the night had been quiet before the first shots were heard.";
    let seeds = project.path().join("seeds");
    let page = |publisher: &str, date: &str, text: &str| {
        format!("---\npublisher: {publisher}\npublished: {date}\n---\n\n{text}\n")
    };
    fs::write(seeds.join("first.md"), page("The Gazette", "2019-07-01", report)).expect("writable");
    fs::write(seeds.join("second.md"), page("The Herald", "2019-07-02", &report.replace("until noon", "all day")))
        .expect("writable");
    fs::write(
        seeds.join("third.md"),
        page("The Courier", "2019-07-02", "The Red Brigade attacked Northland on Monday, our correspondent writes."),
    )
    .expect("writable");
    let run = ana(project.path(), &["explain", "Red Brigade", "Northland"]);
    golden("cli/a_reprint_counts_with_the_first_print.txt", &shown(&["explain", "Red Brigade", "Northland"], &run));
}

#[test]
fn what_changed_is_told_with_its_cause() {
    let project = reports();
    assert_eq!(ana(project.path(), &["build"]).code, Some(0));
    fs::copy(project.path().join("out/claims.jsonl"), project.path().join("old.jsonl")).expect("copied");
    let nothing = ana(project.path(), &["diff", "old.jsonl"]);
    assert_eq!((nothing.code, nothing.stdout.as_str(), nothing.stderr.as_str()), (Some(1), "", "nothing changed\n"));
    let id = claim(base(), "borland", "met", "arland").to_string();
    for arguments in [&["reject", &id, "--why", "they only passed"][..], &["same", "karvil-front", "kf"]] {
        assert_eq!(ana(project.path(), arguments).code, Some(0), "{arguments:?}");
    }
    fs::remove_file(project.path().join("seeds/border.txt")).expect("removable");
    fs::write(project.path().join("seeds/new.md"), "---\npublished: 2024-06-02\n---\n\nBorland attacked Arland.")
        .expect("writable");
    let mut text = String::new();
    for arguments in [
        &["diff", "old.jsonl"][..],
        &["diff", "old.jsonl", "--json"],
        &["diff", "--since", "2024-06-01"],
        &["diff", "--since", "2024-05-01"],
        &["diff", "--since", "2024-02-30"],
        &["diff", "nowhere"],
        &["diff"],
    ] {
        text.push_str(&shown(arguments, &ana(project.path(), arguments)));
        text.push('\n');
    }
    golden("cli/diff.txt", &text);
    // Two builds, and the same the other way round.
    assert_eq!(ana(project.path(), &["build"]).code, Some(0));
    let forward = ana(project.path(), &["diff", "old.jsonl", "."]);
    assert_eq!(forward.stdout, ana(project.path(), &["diff", "old.jsonl"]).stdout);
    let back = ana(project.path(), &["diff", "out", "old.jsonl"]);
    assert!(
        back.stdout.contains("seeds/new.md is gone") && back.stdout.contains("taken back: rejected by ana"),
        "{}",
        back.stdout
    );
    fs::write(project.path().join("bad.jsonl"), "{\"claim\": 1}\n").expect("writable");
    let bad = ana(project.path(), &["diff", "bad.jsonl"]);
    assert!(bad.code == Some(2) && bad.stderr.contains("`bad.jsonl` line 1: this is no claim"), "{}", bad.stderr);
}

#[test]
fn a_review_without_a_terminal_says_what_to_do() {
    let project = reports();
    let run = ana(project.path(), &["review"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("a review needs a terminal") && run.stderr.contains("--list"), "{}", run.stderr);
    let listed = ana(project.path(), &["review", "--list"]);
    assert!(listed.stdout.lines().count() >= 6, "{}", listed.stdout);
    let first = listed.stdout.split("  ").next().expect("an id").to_owned();
    assert_eq!(ana(project.path(), &["accept", &first]).code, Some(0));
    assert!(!ana(project.path(), &["review", "--list"]).stdout.contains(&first), "what was judged waits no longer");
    let of_one = ana(project.path(), &["review", "--list", "--actor", "Ada Brandt"]);
    assert!(of_one.stdout.lines().all(|line| line.contains("Ada Brandt")), "{}", of_one.stdout);
}
