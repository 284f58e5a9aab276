//! The library opens a project, asks it and decides in it, without the command line.

use std::fs;
use std::sync::Mutex;

use kg::graph::GraphView;
use kg::model::{Act, Correction, Identity, Verdict};
use kg::nlp::Scratch;
use kg::project::{Error, Progress, Project, Signature, TextReader};
use kg::query::{NameAnswer, PathQuestion, paths, resolve_name};
use kg::resolve::reference;

use crate::support::{acme, kg};

fn signature(by: &str) -> Signature {
    let at = "2024-05-01T10:00:00Z".parse().expect("a moment");
    Signature { by: by.to_owned(), at, why: "seen".to_owned() }
}

#[test]
fn a_graph_is_asked_and_is_the_same_from_the_cache() {
    let folder = acme();
    fs::write(folder.path().join("seeds/report.pdf"), "%PDF-1.7").expect("writable");
    let project = Project::open(folder.path()).expect("a project");
    let fresh = project.graph().expect("no errors");
    let actor = |name| match resolve_name(&fresh.graph, name) {
        NameAnswer::Found(actor) => actor,
        NameAnswer::Ambiguous(_) | NameAnswer::Unknown(_) => panic!("one actor is called {name}"),
    };
    let question = PathQuestion::new(actor("Brandt"), actor("Red Brigade"));
    assert!(!paths(&fresh.graph, &question).paths.is_empty());
    let again = project.graph().expect("no errors");
    assert_eq!(paths(&again.graph, &question), paths(&fresh.graph, &question));
    // What there is to be told is told once, by the question that reads.
    assert_eq!((fresh.notices.problems.len(), again.notices.problems.len()), (1, 0));
}

#[test]
fn mistakes_are_told_apart_from_a_world_that_refuses() {
    let folder = acme();
    let project = Project::at(folder.path());
    let graph = folder.path().join("data/graph.ron");
    let text = fs::read_to_string(&graph).expect("readable");
    fs::write(&graph, text.replace("kind: \"backed\"", "kind: \"bakced\"")).expect("writable");
    let Err(Error::Diagnostics(problems)) = project.graph() else { panic!("there is a mistake") };
    assert_eq!(problems[0].message, "unknown kind of relation `bakced`");
    assert_eq!(problems[0].labels[0].place.source_text.name, "data/graph.ron");
    assert!(matches!(project.build(), Err(Error::Diagnostics(_))));
    assert_eq!(project.check().expect("it can be read")[0], problems[0]);
    fs::remove_file(&graph).expect("removable");
    assert!(matches!(project.graph(), Err(Error::NoProject(_))));
    assert!(matches!(Project::open(folder.path()), Err(Error::NoProject(_))));
    fs::write(&graph, text).expect("writable");
    fs::create_dir(folder.path().join("data/decisions.ron")).expect("a folder can be made");
    assert!(matches!(project.graph(), Err(Error::File { action: "read", .. })));
}

#[test]
fn what_is_decided_holds_and_is_refused_where_it_contradicts() {
    let folder = acme();
    let project = Project::open(folder.path()).expect("a project");
    let base = project.knowledge().expect("no errors").knowledge;
    let same = |identity| Act::Identify { a: "acme".to_owned(), b: "hermit".to_owned(), identity };
    let filed = project.record(&base, &signature("ana"), vec![same(Identity::Different)]).expect("nothing against it");
    assert_eq!((filed.len(), &filed[0].before), (1, &None));
    let again = project.record(&base, &signature("ana"), vec![same(Identity::Different)]).expect("nothing against it");
    assert_eq!(again[0].before.as_ref().map(|before| before.id.as_str()), Some(filed[0].id.as_str()));
    let Err(Error::Contradiction { on_file, .. }) = project.record(&base, &signature("bo"), vec![same(Identity::Same)])
    else {
        panic!("it contradicts what ana decided")
    };
    assert_eq!(on_file[0].decision.id, filed[0].id);
    let claim = reference(&base, &base.claims[0]);
    let accepted = Act::Judge { claim, verdict: Verdict::Accepted(Correction::default()) };
    assert!(matches!(project.record(&base, &signature(" "), vec![accepted.clone()]), Err(Error::Objection(_))));
    project.record(&base, &signature("bo"), vec![accepted]).expect("nothing against it");
    let decided = project.graph().expect("no errors");
    assert_eq!(decided.recorded.len(), 2);
    assert_eq!(decided.graph.judgments(base.claims[0].hash)[0].by, "bo");
    // The command line sees the same.
    assert_eq!(kg(folder.path(), &["undo", "--list"]).stdout.lines().count(), 2);
}

#[test]
fn threads_that_decide_at_once_lose_nothing() {
    let folder = acme();
    let project = Project::open(folder.path()).expect("a project");
    let base = project.knowledge().expect("no errors").knowledge;
    std::thread::scope(|scope| {
        for number in 0..8 {
            let (project, base) = (&project, &base);
            scope.spawn(move || {
                let act = Act::Identify { a: "acme".to_owned(), b: format!("x{number}"), identity: Identity::Unsure };
                project.record(base, &signature("ana"), vec![act]).expect("nothing against it")
            });
        }
    });
    assert_eq!(project.decisions().expect("readable").0.len(), 8);
}

#[test]
fn how_far_it_got_is_told_once_for_every_file() {
    let folder = acme();
    let seen: std::sync::Arc<Mutex<Vec<Progress>>> = std::sync::Arc::default();
    let listener = std::sync::Arc::clone(&seen);
    let project = Project::at(folder.path())
        .with_progress(move |progress| listener.lock().expect("nobody panicked").push(progress));
    project.graph().expect("no errors");
    let told = std::mem::take(&mut *seen.lock().expect("nobody panicked"));
    let Some(Progress::Begins { files }) = told.first() else { panic!("{told:?}") };
    assert_eq!(told.iter().filter(|progress| **progress == Progress::Read).count(), *files);
    assert_eq!(told.last(), Some(&Progress::Ends));
    // Nothing is read where the cache holds.
    project.graph().expect("no errors");
    assert_eq!(*seen.lock().expect("nobody panicked"), []);
}

#[test]
fn texts_are_read_with_what_the_project_knows() {
    let folder = acme();
    let project = Project::open(folder.path()).expect("a project");
    let text = "Northland warned Southland.";
    let ends = |reader: &TextReader<'_>| {
        let found = reader.extract(1.into(), text, None, &mut Scratch::default());
        (found.mentions.len(), found.claims.iter().map(|claim| claim.subject.actor.clone()).collect::<Vec<_>>())
    };
    assert_eq!(ends(&project.text_reader().expect("no errors")), (2, vec!["northland".to_owned()]));
    assert_eq!(ends(&TextReader::built_in()).0, 0);
    let nowhere = Project::at(folder.path().join("nowhere"));
    assert!(!nowhere.text_reader().expect("what the program carries is sound").in_a_project);
}

#[test]
fn a_new_project_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let project = Project::create(folder.path()).expect("the folder is empty");
    assert_eq!(project.check().expect("it can be read"), []);
    assert!(matches!(Project::create(folder.path()), Err(Error::Exists(path)) if path.ends_with("data/graph.ron")));
}
