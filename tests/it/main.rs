//! Tests of the whole: the program from outside, the library over any input, and the shape of the source.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "tests read files and run programs")]

mod algorithms;
#[path = "../browser/mod.rs"]
mod browser;
mod cli;
mod decisions;
mod details;
mod diagnostics;
mod dot;
mod falling_apart;
mod formats;
mod identity;
mod language;
mod language_files;
mod licenses;
mod motifs;
mod multigraph;
mod opened;
mod originals;
mod page;
mod paths;
mod patterns;
mod project;
mod properties;
mod proposed;
mod read_back;
mod reader;
mod reader_scores;
mod readers_of_rdf;
mod readers_of_records;
mod readers_of_tables;
mod scores;
mod settings;
mod stale;
mod structure;
mod suite;
mod support;
mod whole;
