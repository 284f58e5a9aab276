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

/// Folder of a project's own language files below it.
pub const LANGUAGE_FOLDER: &str = "data/lang/en/";

/// Path of a project's own noun classes below it.
pub const OWN_LEXICON_FILE: &str = "data/lang/en/lexicon.ron";

/// Path of a project's own states below it.
pub const OWN_STATES_FILE: &str = "data/lang/en/states.ron";

/// Path of a project's own words that report below it.
pub const OWN_ATTRIBUTION_FILE: &str = "data/lang/en/attribution.ron";

/// Folder of a project's own patterns below it.
pub const OWN_PATTERNS_FOLDER: &str = "data/lang/en/patterns";

/// The pattern files below `data/lang/en/patterns/`, with their names.
pub const PATTERNS: &[(&str, &str)] = &[
    ("accused.ron", include_str!("../data/lang/en/patterns/accused.ron")),
    ("agreed_with.ron", include_str!("../data/lang/en/patterns/agreed_with.ron")),
    ("aided.ron", include_str!("../data/lang/en/patterns/aided.ron")),
    ("allied_with.ron", include_str!("../data/lang/en/patterns/allied_with.ron")),
    ("attacked.ron", include_str!("../data/lang/en/patterns/attacked.ron")),
    ("backed.ron", include_str!("../data/lang/en/patterns/backed.ron")),
    ("coerced.ron", include_str!("../data/lang/en/patterns/coerced.ron")),
    ("combinations.ron", include_str!("../data/lang/en/patterns/combinations.ron")),
    ("controls.ron", include_str!("../data/lang/en/patterns/controls.ron")),
    ("cooperated_with.ron", include_str!("../data/lang/en/patterns/cooperated_with.ron")),
    ("criticized.ron", include_str!("../data/lang/en/patterns/criticized.ron")),
    ("hosted.ron", include_str!("../data/lang/en/patterns/hosted.ron")),
    ("investigated.ron", include_str!("../data/lang/en/patterns/investigated.ron")),
    ("kidnapped.ron", include_str!("../data/lang/en/patterns/kidnapped.ron")),
    ("killed.ron", include_str!("../data/lang/en/patterns/killed.ron")),
    ("leads.ron", include_str!("../data/lang/en/patterns/leads.ron")),
    ("light.ron", include_str!("../data/lang/en/patterns/light.ron")),
    ("member_of.ron", include_str!("../data/lang/en/patterns/member_of.ron")),
    ("met.ron", include_str!("../data/lang/en/patterns/met.ron")),
    ("mobilized_against.ron", include_str!("../data/lang/en/patterns/mobilized_against.ron")),
    ("operators.ron", include_str!("../data/lang/en/patterns/operators.ron")),
    ("opposes.ron", include_str!("../data/lang/en/patterns/opposes.ron")),
    ("plotted_against.ron", include_str!("../data/lang/en/patterns/plotted_against.ron")),
    ("praised.ron", include_str!("../data/lang/en/patterns/praised.ron")),
    ("protested_against.ron", include_str!("../data/lang/en/patterns/protested_against.ron")),
    ("rejected.ron", include_str!("../data/lang/en/patterns/rejected.ron")),
    ("requested.ron", include_str!("../data/lang/en/patterns/requested.ron")),
    ("sanctioned.ron", include_str!("../data/lang/en/patterns/sanctioned.ron")),
    ("state.ron", include_str!("../data/lang/en/patterns/state.ron")),
    ("succeeded.ron", include_str!("../data/lang/en/patterns/succeeded.ron")),
    ("told.ron", include_str!("../data/lang/en/patterns/told.ron")),
    ("warned.ron", include_str!("../data/lang/en/patterns/warned.ron")),
    ("yielded_to.ron", include_str!("../data/lang/en/patterns/yielded_to.ron")),
];

/// Words that report, `data/lang/en/attribution.ron`.
pub const ATTRIBUTION: &str = include_str!("../data/lang/en/attribution.ron");
