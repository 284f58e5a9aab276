//! Tests of the whole: the program from outside, the library over any input, and the shape of the source.

#[path = "../browser/mod.rs"]
mod browser;
mod cli;
mod decisions;
mod diagnostics;
mod dot;
mod formats;
mod language;
mod language_files;
mod multigraph;
mod originals;
mod page;
mod paths;
mod patterns;
mod patterns_of_relations;
mod project;
mod properties;
mod read_back;
mod readers_of_rdf;
mod readers_of_records;
mod readers_of_tables;
mod scores;
mod stale;
mod structure;
mod suite;
mod support;
mod whole;
