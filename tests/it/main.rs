//! Tests of the whole: the program from outside, the library over any input, and the shape of the source.

mod cli;
mod decisions;
mod diagnostics;
mod dot;
mod formats;
mod language;
mod multigraph;
mod originals;
mod paths;
mod patterns;
mod patterns_of_relations;
mod project;
mod properties;
mod readers_of_tables;
mod scores;
mod stale;
mod structure;
mod suite;
mod support;
mod whole;
