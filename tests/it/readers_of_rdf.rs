//! Programs that are not ours read the RDF: oxttl's parsers, and rdflib through `tests/readers/rdf.py` (with the Python
//! of `KG_PYTHON`, else `python3`; skipped visibly).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use oxrdf::Term;
use oxttl::{NQuadsParser, TurtleParser};

use crate::formats::{HOSTILE, hostile};
use crate::readers_of_tables::{export, python};
use crate::support::{Exported, acme, kg};

/// True for what is said in somebody's own voice and denied by nobody.
fn is_plain(standing: &str) -> bool {
    ["curated", "reviewed", "corroborated", "stated"].contains(&standing)
}

/// Every standing there is.
const ALL: [&str; 2] = ["--standing", "curated,reviewed,corroborated,stated,alleged,disputed,planned,denied,rejected"];

/// What rdflib makes of these files; `None`, said visibly, where Python lacks it.
fn rdflib(test: &str, files: &[String]) -> Option<String> {
    python(test, "rdf.py", "rdflib", &files.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The triples of a file of Turtle or N-Quads, as N-Triples has them.
fn triples(path: &str) -> Vec<String> {
    let bytes = std::fs::read(path).expect("it was written");
    if path.ends_with(".nq") {
        return NQuadsParser::new()
            .for_slice(&bytes)
            .map(|quad| quad.unwrap_or_else(|error| panic!("{path}: {error}")))
            .inspect(|quad| assert!(quad.graph_name.is_default_graph(), "{quad}"))
            .map(|quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object))
            .collect();
    }
    TurtleParser::new()
        .for_slice(&bytes)
        .map(|triple| triple.unwrap_or_else(|error| panic!("{path}: {error}")).to_string())
        .collect()
}

/// A project's graph in all three formats.
fn exports(project: &Path) -> [String; 3] {
    [("turtle", "g.ttl"), ("nquads", "g.nq"), ("jsonld", "g.jsonld")]
        .map(|(format, name)| export(project, format, name, &ALL))
}

/// Subject, kind and object of the relations of a standing, as direct triples.
fn relations(project: &Path, is_wanted: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let lines = kg(project, &[&["export", "--json"], &ALL[..]].concat()).stdout;
    let records = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter(|record| record["record"] == "relation");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    records
        .filter(|record| is_wanted(&text(&record["standing"])))
        .map(|record| {
            format!(
                "<urn:kg:actor:{}> <urn:kg:relation:{}> <urn:kg:actor:{}>",
                text(&record["subject"]["actor"]),
                text(&record["relation"]),
                text(&record["object"]["actor"])
            )
        })
        .collect()
}

#[test]
fn oxttl_and_rdflib_read_the_same_statements() {
    let project = acme();
    let [turtle, nquads, json] = exports(project.path());
    let (read, lines) = (triples(&turtle), triples(&nquads));
    assert_eq!(read, lines, "Turtle and N-Quads say the same in the same order");
    assert_eq!(read.iter().collect::<BTreeSet<_>>().len(), read.len(), "nothing is said twice");
    let Some(figures) = rdflib("oxttl_and_rdflib_read_the_same_statements", &[turtle, nquads, json]) else { return };
    let figures: Vec<&str> = figures.lines().collect();
    let claims = Exported::of(project.path(), &ALL).claims;
    for ending in ["ttl", "nq", "jsonld"] {
        let expected = format!("{ending} triples {} claims {claims} ", read.len());
        assert!(figures.iter().any(|line| line.starts_with(&expected)), "{expected}: {figures:#?}");
    }
    assert!(figures.contains(&"said southland hosted red-brigade by gazette, 'a Southlander clerk'"), "{figures:#?}");
    let direct = figures.iter().filter(|line| line.starts_with("direct ")).count();
    assert_eq!(direct, relations(project.path(), is_plain).len());
}

#[test]
fn only_what_is_plainly_said_is_asserted() {
    for project in [acme(), hostile()] {
        let folder = project.path();
        let turtle = triples(&export(folder, "turtle", "g.ttl", &ALL));
        let asserted: BTreeSet<String> = turtle
            .iter()
            .filter(|triple| triple.contains("> <urn:kg:relation:") && triple.starts_with("<urn:kg:actor:"))
            .cloned()
            .collect();
        assert_eq!(asserted, relations(folder, is_plain));
        assert!(!asserted.is_empty() && !relations(folder, |standing| !is_plain(standing)).is_empty());
    }
}

/// What RDF 1.2 adds: for every claim its triple as a term, and nothing that asserts it.
#[test]
fn every_claim_reifies_a_triple_that_it_does_not_assert() {
    let project = acme();
    let plain = export(project.path(), "turtle", "plain.ttl", &ALL);
    let quoted = export(project.path(), "turtle", "quoted.ttl", &[&ALL[..], &["--rdf12"]].concat());
    let bytes = std::fs::read(&quoted).expect("it was written");
    assert!(!String::from_utf8_lossy(&bytes).contains("{|"));
    let mut ends: BTreeMap<String, [Option<Term>; 3]> = BTreeMap::new();
    let mut reified: BTreeMap<String, [Option<Term>; 3]> = BTreeMap::new();
    let mut asserted = Vec::new();
    for triple in TurtleParser::new().for_slice(&bytes) {
        let triple = triple.expect("RDF 1.2");
        match (triple.predicate.as_str(), triple.object.clone()) {
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies", Term::Triple(quoted)) => {
                let parts = [quoted.subject.into(), quoted.predicate.into(), quoted.object].map(Some);
                assert!(reified.insert(triple.subject.to_string(), parts).is_none(), "{}", triple.subject);
                continue;
            }
            ("urn:kg:vocabulary#subject", end) => ends.entry(triple.subject.to_string()).or_default()[0] = Some(end),
            ("urn:kg:vocabulary#relation", kind) => ends.entry(triple.subject.to_string()).or_default()[1] = Some(kind),
            ("urn:kg:vocabulary#object", end) => ends.entry(triple.subject.to_string()).or_default()[2] = Some(end),
            _ => {}
        }
        asserted.push(triple.to_string());
    }
    assert_eq!(asserted, triples(&plain), "the rest is what stands without it");
    assert_eq!((reified.len(), &reified), (Exported::of(project.path(), &ALL).claims, &ends));
}

#[test]
fn hostile_texts_come_back_as_they_were() {
    let project = hostile();
    let [turtle, nquads, json] = exports(project.path());
    let read = triples(&turtle);
    assert_eq!(read, triples(&nquads));
    for file in [&turtle, &nquads, &json] {
        let written = std::fs::read_to_string(file).expect("UTF-8");
        assert!(
            !written.contains(|c: char| (c.is_control() && !matches!(c, '\n' | '\t'))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}')),
            "{file}"
        );
    }
    let labels: BTreeSet<String> = TurtleParser::new()
        .for_slice(&std::fs::read(&turtle).expect("it was written"))
        .map(|triple| triple.expect("Turtle"))
        .filter(|triple| triple.predicate.as_str().ends_with("#label"))
        .filter_map(
            |triple| if let Term::Literal(label) = triple.object { Some(label.value().to_owned()) } else { None },
        )
        .collect();
    for text in HOSTILE.iter().filter(|text| text.trim() == **text) {
        assert!(labels.contains(*text), "{text:?} is no label among {labels:?}");
    }
    // Quoted triples of the same graph are well-formed, too.
    triples(&export(project.path(), "turtle", "quoted.ttl", &[&ALL[..], &["--rdf12"]].concat()));
    let Some(figures) = rdflib("hostile_texts_come_back_as_they_were", &[turtle, nquads, json]) else { return };
    for ending in ["ttl", "nq", "jsonld"] {
        assert!(figures.contains(&format!("{ending} triples {} ", read.len())), "{} triples: {figures}", read.len());
    }
}
