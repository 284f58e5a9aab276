//! Everything that can be wrong with a project, and what `kg check` says of it, compared with
//! `tests/diagnostics/NAME.txt`.

use std::fs;
use std::path::Path;

use crate::support::{acme, golden, kg, shown};

/// `kg check` over the small project after `spoil` went through it.
fn check(name: &str, spoil: impl FnOnce(&Path)) {
    let project = acme();
    spoil(project.path());
    golden(&format!("diagnostics/{name}.txt"), &shown(&["check"], &kg(project.path(), &["check"])));
}

fn replace_in_graph(project: &Path, changes: &[(&str, &str)]) {
    let path = project.join("data/graph.ron");
    let mut text = fs::read_to_string(&path).expect("readable");
    for (from, to) in changes {
        assert!(text.contains(from), "the fixture has no `{from}`");
        text = text.replacen(from, to, 1);
    }
    fs::write(path, text).expect("writable");
}

#[test]
fn every_mistake_in_one_run() {
    check("every_mistake_in_one_run", |project| {
        replace_in_graph(
            project,
            &[
                // A missing comma, an unknown field, an unknown kind of actor.
                ("kind: \"company\", name: \"Acme\",", "kind: \"compnay\" name: \"Acme\", colour: \"red\","),
                // An alias twice for one actor, and for two.
                ("aliases: [\"Brandt\"]", "aliases: [\"Brandt\", \"brandt\", \"Red Brigade\"]"),
                // A reversed period.
                ("from: \"2017-01\", to: \"2018-04-26\")", "from: \"2018-04-26\", to: \"2017-01\")"),
                // An end of the wrong kind.
                ("subject: \"northland\", kind: \"warned\"", "subject: \"northland\", kind: \"leads\""),
                (
                    "object: \"southland\",\n            date: \"2017-12-01\"",
                    "object: \"ada-brandt\",\n            date: \"2017-02-30\"",
                ),
                // A quote that is not there, and an unknown document.
                (
                    "quote: \"Southland was sheltering the Red Brigade\"",
                    "quote: \"Southland was sheltering the Blue Brigade\"",
                ),
                (
                    "document: \"dispatch\",\n            quote: \"the Red",
                    "document: \"despatch\",\n            quote: \"the Red",
                ),
                // An unknown speaker, by name instead of key; an unknown kind of relation; a claim on nothing.
                ("says: [\"bo-carver\"]", "says: [\"Bo Carver\"]"),
                ("kind: \"backed\"", "kind: \"bakced\""),
                (
                    "document: \"archive\", quote: \"words nobody can check while the file is not here\"",
                    "note: \"trust me\"",
                ),
                // A word that is no choice.
                ("modality: Planned", "modality: Panned"),
            ],
        );
    });
}

#[test]
fn brackets_and_texts_left_open() {
    check("brackets_and_texts_left_open", |project| {
        replace_in_graph(
            project,
            &[
                ("aliases: [\"Acme Corporation\"]", "aliases: [\"Acme Corporation\""),
                ("name: \"Hermit\"),", "name: \"Hermit\"]),"),
            ],
        )
    });
    check("a_text_never_closed", |project| replace_in_graph(project, &[("name: \"Hermit\"", "name: \"Hermit")]));
}

#[test]
fn keys_and_claims_given_twice() {
    check("keys_and_claims_given_twice", |project| {
        replace_in_graph(
            project,
            &[
                ("(key: \"hermit\"", "(key: \"acme\""),
                ("(key: \"archive\", file: \"not-here.txt\"", "(key: \"letter\", file: \"not-here.txt\""),
                (
                    "    claims: [",
                    "    claims: [\n        (subject: \"northland\", kind: \"warned\", object: \"southland\", date: \"2017-12-01\", document: \"letter\", quote: \"Northland warned Southland in a letter that it would answer any attack.\"),",
                ),
                ("subject: \"acme\", kind: \"met\"", "subject: \"southland\", kind: \"met\""),
                ("(key: \"red-brigade\"", "(key: \"Red Brigade\""),
            ],
        );
    });
}

#[test]
fn a_schema_of_its_own_is_checked_too() {
    check("a_schema_of_its_own_is_checked_too", |project| {
        fs::write(project.join("data/schema.ron"), "(relation_kinds: [(key: \"paid\", label: \"paid\", inverse: \"was paid by\", temporal: Evnt, subjects: [\"persn\"])])").expect("writable");
    });
}

#[test]
fn documents_that_cannot_be_read() {
    check("documents_that_cannot_be_read", |project| {
        let seeds = project.join("seeds");
        let write = |name: &str, bytes: &[u8]| fs::write(seeds.join(name), bytes).expect("writable");
        write("empty.txt", b"");
        write("binary.txt", b"\x00\x01\x02\x03\xff\xfe\xfd");
        write("report.pdf", b"%PDF-1.7");
        write("page.md", b"%PDF-1.7");
        write("latin.txt", b"Le pr\xe9sident a re\xe7u le ministre \xe0 l\x92\xc9lys\xe9e.");
        write("twin.txt", &fs::read(seeds.join("letter.txt")).expect("readable"));
        write("header.md", b"---\ntitel: Slip\npublished: 2019-13\n---\nNorthland left.");
        write("lines.jsonl", b"{\"id\": 1}\n{\"text\": \"Good.\", \"published\": \"whenever\"}\n");
        write("deep.html", "<div>".repeat(100_000).as_bytes());
        write("side.txt", b"Northland left again.");
        write("side.txt.ron", b"(title: \"T\", publishd: \"2019\")");
        let deep = (0..40).fold(seeds.clone(), |folder, _| folder.join("d"));
        fs::create_dir_all(&deep).expect("a folder can be made");
        fs::write(deep.join("deep.txt"), "Deep in folders.").expect("writable");
        #[cfg(unix)]
        std::os::unix::fs::symlink(&seeds, seeds.join("loop")).expect("a link can be made");
    });
}

#[test]
fn no_project_at_all() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    golden(
        "diagnostics/no_project_at_all.txt",
        &shown(&["neighbors", "PMF"], &kg(folder.path(), &["neighbors", "PMF"])),
    );
    let run = kg(folder.path(), &["--project", "nowhere", "check"]);
    assert_eq!((run.code, run.stderr.contains("there is no folder `nowhere`")), (Some(2), true));
}

#[test]
fn errors_stop_an_answer_and_leave_the_old_output_whole() {
    let project = acme();
    assert_eq!(kg(project.path(), &["build"]).code, Some(0));
    let claims = fs::read(project.path().join("out/claims.jsonl")).expect("written");
    replace_in_graph(project.path(), &[("date: \"2017-12-01\"", "date: \"2017-12-41\"")]);
    let run = kg(project.path(), &["path", "Northland", "Southland"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("there is no day `2017-12-41`") && run.stderr.contains("kg check"), "{}", run.stderr);
    assert_eq!(kg(project.path(), &["build"]).code, Some(2));
    assert_eq!(fs::read(project.path().join("out/claims.jsonl")).expect("still there"), claims);
}

#[test]
fn a_curated_file_that_is_no_text_is_named() {
    let project = acme();
    fs::write(
        project.path().join("data/graph.ron"),
        b"(\n  actors: [\n  (key: \"a\", kind: \"persn\", name: \"Jos\xe9\")]\n)",
    )
    .expect("writable");
    golden("diagnostics/a_curated_file_that_is_no_text.txt", &shown(&["check"], &kg(project.path(), &["check"])));
}
