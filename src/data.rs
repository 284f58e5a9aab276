//! What is embedded in the binary, the only `include_str!` and `include_bytes!` of the crate, and the names of a
//! project's files.

#![expect(clippy::disallowed_macros, reason = "the one place that embeds")]

/// The built-in schema, `data/schema.ron`.
pub const SCHEMA: &str = include_str!("../data/schema.ron");

/// Path of the curated file below a project.
pub const CURATED_FILE: &str = "data/graph.ron";

/// Path of the file of decisions below a project.
pub const DECISIONS_FILE: &str = "data/decisions.ron";

/// Path of a project's settings below it.
pub const SETTINGS_FILE: &str = "data/project.ron";

/// The settings that `kg init` writes: none, each field in a comment.
pub const NEW_SETTINGS: &str = include_str!("../data/new/project.ron");

/// What a new file of decisions begins with.
pub const NEW_DECISIONS: &str = include_str!("../data/new/decisions.ron");

/// Path of a project's own schema below it.
pub const OWN_SCHEMA_FILE: &str = "data/schema.ron";

/// The curated file that `kg init` writes.
pub const NEW_GRAPH: &str = include_str!("../data/new/graph.ron");

/// The document that `kg init` writes.
pub const NEW_DOCUMENT: &str = include_str!("../data/new/example.md");

/// The line in `out/` that says what lands there.
pub const OUT_README: &str = include_str!("../data/new/out.md");

/// What git ignores in `out/`.
pub const OUT_GITIGNORE: &str = include_str!("../data/new/out.gitignore");

/// The licences of the program itself, at the user's choice.
pub const LICENSE_MIT: &str = include_str!("../LICENSE-MIT");

/// The other of the two.
pub const LICENSE_APACHE: &str = include_str!("../LICENSE-APACHE");

/// The licence of the language model, with the works that it was trained on.
pub const LICENSE_MODEL: &str = include_str!("../LICENSE-MODEL");

/// The licences of the crates that are built in, each with its crates: written by `cargo about` (`contrib/licenses`).
pub const LICENSES: &str = include_str!("../data/licenses.txt");

/// The language model, made by `training/` (CC BY-SA 4.0, see LICENSE-MODEL); its pages are read only when a text is
/// analysed.
pub const MODEL: &[u8] = include_bytes!("../data/lang/en/model.bin");

/// The claims reader, made by `training/claims/` for that model (CC BY-SA 4.0, see LICENSE-MODEL).
pub const READER: &[u8] = include_bytes!("../data/lang/en/reader.bin");

/// Where the claims reader stands.
pub const READER_FILE: &str = "data/lang/en/reader.bin";

/// How the reader's word and the patterns' are weighed, `data/lang/en/reader.ron`.
pub const FUSION: &str = include_str!("../data/lang/en/reader.ron");

/// Where those numbers stand.
pub const FUSION_FILE: &str = "data/lang/en/reader.ron";

/// Where the lists of words stand that rules look for; `nlp` embeds them.
pub const WORDS_FILE: &str = "data/lang/en/words.ron";

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

/// Path of a project's own signatures of words below it.
pub const OWN_VERIDICALITY_FILE: &str = "data/lang/en/veridicality.ron";

/// Path of a project's own words that report below it.
pub const OWN_ATTRIBUTION_FILE: &str = "data/lang/en/attribution.ron";

/// Folder of a project's own patterns below it.
pub const OWN_PATTERNS_FOLDER: &str = "data/lang/en/patterns";

/// The pattern files below `data/lang/en/patterns/`, with their names.
pub const PATTERNS: &[(&str, &str)] = &[
    ("agreements.ron", include_str!("../data/lang/en/patterns/agreements.ron")),
    ("aid.ron", include_str!("../data/lang/en/patterns/aid.ron")),
    ("bodies.ron", include_str!("../data/lang/en/patterns/bodies.ron")),
    ("campaigns.ron", include_str!("../data/lang/en/patterns/campaigns.ron")),
    ("concessions.ron", include_str!("../data/lang/en/patterns/concessions.ron")),
    ("cooperation.ron", include_str!("../data/lang/en/patterns/cooperation.ron")),
    ("family.ron", include_str!("../data/lang/en/patterns/family.ron")),
    ("ground.ron", include_str!("../data/lang/en/patterns/ground.ron")),
    ("hosting.ron", include_str!("../data/lang/en/patterns/hosting.ron")),
    ("inquiries.ron", include_str!("../data/lang/en/patterns/inquiries.ron")),
    ("kidnapping.ron", include_str!("../data/lang/en/patterns/kidnapping.ron")),
    ("killing.ron", include_str!("../data/lang/en/patterns/killing.ron")),
    ("light.ron", include_str!("../data/lang/en/patterns/light.ron")),
    ("meetings.ron", include_str!("../data/lang/en/patterns/meetings.ron")),
    ("mobilization.ron", include_str!("../data/lang/en/patterns/mobilization.ron")),
    ("operators.ron", include_str!("../data/lang/en/patterns/operators.ron")),
    ("plots.ron", include_str!("../data/lang/en/patterns/plots.ron")),
    ("property.ron", include_str!("../data/lang/en/patterns/property.ron")),
    ("protest.ron", include_str!("../data/lang/en/patterns/protest.ron")),
    ("rejections.ron", include_str!("../data/lang/en/patterns/rejections.ron")),
    ("requests.ron", include_str!("../data/lang/en/patterns/requests.ron")),
    ("restrictions.ron", include_str!("../data/lang/en/patterns/restrictions.ron")),
    ("sanctions.ron", include_str!("../data/lang/en/patterns/sanctions.ron")),
    ("speech_against.ron", include_str!("../data/lang/en/patterns/speech_against.ron")),
    ("speech_for.ron", include_str!("../data/lang/en/patterns/speech_for.ron")),
    ("state.ron", include_str!("../data/lang/en/patterns/state.ron")),
    ("support.ron", include_str!("../data/lang/en/patterns/support.ron")),
    ("threats.ron", include_str!("../data/lang/en/patterns/threats.ron")),
    ("told.ron", include_str!("../data/lang/en/patterns/told.ron")),
    ("violence.ron", include_str!("../data/lang/en/patterns/violence.ron")),
];

/// What words say of what stands below them, `data/lang/en/veridicality.ron`.
pub const VERIDICALITY: &str = include_str!("../data/lang/en/veridicality.ron");

/// Words that report, `data/lang/en/attribution.ron`.
pub const ATTRIBUTION: &str = include_str!("../data/lang/en/attribution.ron");

/// The frame of the page of `kg export --html`, with places for the parts as `{{name}}`.
pub const PAGE: &str = include_str!("export/page/page.html");

/// Its looks.
pub const PAGE_STYLE: &str = include_str!("export/page/page.css");

/// Its script, in the order in which the files are joined; `main` runs, the others define.
pub const PAGE_SCRIPTS: [&str; 21] = [
    include_str!("export/page/text.js"),
    include_str!("export/page/dates.js"),
    include_str!("export/page/dom.js"),
    include_str!("export/page/graph.js"),
    include_str!("export/page/filters.js"),
    include_str!("export/page/state.js"),
    include_str!("export/page/paths.js"),
    include_str!("export/page/shapes.js"),
    include_str!("export/page/geometry.js"),
    include_str!("export/page/view.js"),
    include_str!("export/page/labels.js"),
    include_str!("export/page/motion.js"),
    include_str!("export/page/keys.js"),
    include_str!("export/page/search.js"),
    include_str!("export/page/claims.js"),
    include_str!("export/page/dossier.js"),
    include_str!("export/page/ways.js"),
    include_str!("export/page/table.js"),
    include_str!("export/page/time.js"),
    include_str!("export/page/page.js"),
    include_str!("export/page/main.js"),
];
