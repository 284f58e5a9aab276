//! What is embedded in the binary, the only `include_str!` and `include_bytes!` of the crate, and the names of a project's files.

/// The built-in schema, `data/schema.ron`.
pub const SCHEMA: &str = include_str!("../data/schema.ron");

/// Path of the curated file below a project.
pub const CURATED_FILE: &str = "data/graph.ron";

/// Path of a project's own schema below it.
pub const OWN_SCHEMA_FILE: &str = "data/schema.ron";

/// The curated file that `kg init` writes.
pub const NEW_GRAPH: &str = include_str!("../data/new/graph.ron");

/// The document that `kg init` writes.
pub const NEW_DOCUMENT: &str = include_str!("../data/new/example.md");

/// The line in `out/` that says what lands there.
pub const OUT_README: &str = include_str!("../out/README.md");

/// What git ignores in `out/`.
pub const OUT_GITIGNORE: &str = include_str!("../out/.gitignore");

/// The language model, made by `training/` (CC BY-SA 4.0, see LICENSE-MODEL); its pages are read only when a text is analysed.
pub const MODEL: &[u8] = include_bytes!("../data/lang/en/model.bin");

/// Path of a project's own language model below it.
pub const OWN_MODEL_FILE: &str = "data/lang/en/model.bin";

/// Classes of nouns, `data/lang/en/lexicon.ron`.
pub const LEXICON: &str = include_str!("../data/lang/en/lexicon.ron");

/// States and the words for them, `data/lang/en/states.ron`.
pub const STATES: &str = include_str!("../data/lang/en/states.ron");

/// Words that report, `data/lang/en/attribution.ron`.
pub const ATTRIBUTION: &str = include_str!("../data/lang/en/attribution.ron");
