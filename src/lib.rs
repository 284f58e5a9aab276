//! `kg` turns a folder of news articles and one hand-curated file into a graph of actors that an analyst can defend:
//! every edge opens on the exact words that state it, who says so, when, and whether anyone denies it. One binary,
//! offline, deterministic.
//!
//! This header is the architecture. It says what there is, what must hold, and what is deliberately not there.
//!
//! # One idea
//!
//! **Everything known is a claim, and the graph is a function of claims.** A curated line and a sentence in a newspaper
//! come to the same type, [`model::Claim`]; they differ in their [`model::Evidence`] and [`model::Origin`]. An edge
//! ([`graph::Relation`]) is a group of claims and cannot be made without one: edge, claims, evidence, document and
//! span, the words. A denial is a claim too and overwrites nothing. Two actors in one sentence are a co-mention, a
//! layer of its own ([`query::co_mentions`]), never an edge.
//!
//! ```text
//! seeds/*             --ingest-->   Article --resolve--> Document --nlp--> Analysis
//! Document            --extract-->  Hit --resolve--> Mention ---------------------------------+
//! Document, Analysis  --extract-->  nominals, chains, reports, dates, findings                |
//!                                     |  --report--> how one text was read                    |
//!                                     +--resolve: whom each chain means--> Actors, claims ----+
//! data/schema.ron     --curated-->  Schema ---------------------------------------------------+
//! data/graph.ron      --curated-->  Actors, CuratedClaim --resolve--> Claim<ActorId> ---------+
//!                                                                                             |
//!                     model::Knowledge <----------------------- pipeline::build --------------+
//!                       |
//! data/decisions.ron  --curated-->  Recorded --resolve::decide--> model::Knowledge, decided
//!                                                                   |
//! answers  <--query---  Graph (GraphView)  <--graph::assemble-------+
//! files    <--export--
//! ```
//!
//! [`pipeline::build`] runs every stage once, in this order; [`project`] hands it the files of a folder and keeps what
//! comes back; [`cli`] prints it. Inside [`extract`], in order: nominals (noun phrases that can be an end), their sorts
//! where names alone do not tell, reports (who says what), chains (which nominals mean one actor), dates, matches
//! (what patterns see), readings (what the claims reader sees), findings (both, weighed, with polarity and modality by
//! the words above them, speakers, date). `kg trace` shows all of it for one text.
//!
//! # Floors
//!
//! `text`, `data` < `model` < `curated` | `ingest` | `nlp` | `picture` < `extract` < `resolve` < `graph` < `query` <
//! `export` < `pipeline` | `report` < `eval` < `project` < `cli`
//!
//! A module imports only from floors below its own; those on one floor do not know each other, and `graph`, `query` and
//! `export` know nothing of how texts are read. Inside [`extract`] the same holds: `tree`, `lexicon` < `nominal` <
//! `role` < `attribution` < `chain` < `filler` < `pattern` < `claim`, with the smaller stages between. No file imports
//! another in a circle. `tests/it/structure.rs` reads every import and fails on one that runs up or closes a circle.
//!
//! | floor | in | out |
//! |---|---|---|
//! | [`text`] | strings | [`text::Span`], [`text::Diagnostic`], folding of names, RON with places |
//! | [`data`] | | what is embedded in the binary |
//! | [`model`] | | the vocabulary: plain values, no IO, no serde |
//! | [`curated`] | RON texts | schema, actors, curated claims, checked; decisions |
//! | [`ingest`] | bytes | articles, by one row of [`ingest::READERS`] a format |
//! | [`nlp`] | text, a model file | [`nlp::Analysis`]: sentences of tokens with tags, lemmas, trees, names; knows language, not actors |
//! | `picture` | plain values: nodes, edges, dates | SVG and PNG; knows shapes and places, not actors |
//! | [`extract`] | text, trees, language files | hits: words with everyone they may name; findings: claims whose ends are nominals |
//! | [`resolve`] | articles, hits, curated claims, decisions | documents, mentions, claims: what depends on a date or on other documents; knowledge as decisions leave it |
//! | [`graph`] | knowledge | relations with their standing, each at its two actors, behind [`graph::GraphView`] and petgraph's traits |
//! | [`query`] | a view, a question | plain answers, one file a question |
//! | [`export`] | a view | the formats of other programs, one row of [`export::FORMATS`] each, and the published shape of JSON about a graph |
//! | [`report`] | trees, extractions, attempts | how one text was read, in the published shape of JSON |
//! | [`pipeline`] | files | knowledge, problems, and the snapshot that spares the next command the work |
//! | [`eval`] | annotated texts, what was found in them | figures and mistakes |
//! | [`project`] | a folder, and what is asked of it | the graph, notices beside it, errors with places; what is written |
//! | [`cli`] | a command line, a terminal | one command a file |
//!
//! # What must hold
//!
//! - No relation without a claim; no claim without evidence; a quotation's span lies in its document's text, on
//!   character boundaries.
//! - What a relation amounts to ([`graph::Standing`]) is computed from its claims by one function and stored nowhere
//!   else. There is no bare confidence number: standing, claims and independent publishers are countable.
//! - Same input, same bytes: ids are positions in sorted tables or content hashes, no hash order reaches an output,
//!   documents are read in parallel and joined sorted. Files, threads and their order do not show. The snapshot holds
//!   no time and no absolute path.
//! - What is only proposed ([`model::Review::Proposed`]) is in the snapshot and in a review, and nowhere else:
//!   [`resolve::decide`] takes it out of what is known, with the actors of which nothing else speaks, unless somebody
//!   accepted it.
//! - Decisions are a view: [`resolve::decide`] lays them over what a build came to, the snapshot knows none, and
//!   without them everything is what it was. Their file is only ever added to; their order means nothing; of two that
//!   contradict each other neither holds and both are named. One that finds nothing to decide is named, never dropped.
//! - What an extracted claim says depends on its document and the curated file alone: a document that goes takes its
//!   claims and no others.
//! - Ambiguity is kept: a name that two actors share gives a mention with two candidates, a name on the command line
//!   that means two ends in exit code 2 with both listed. Nothing is guessed.
//! - `extract`, `resolve::mentions`, `nlp` and `graph` return no `Result`: any text gives an answer, perhaps an empty
//!   one.
//! - Errors in the user's files are [`text::Diagnostic`]s, all of them in one run, each with place and next step.
//!   Errors in curated files stop every command that would answer from them; a document that cannot be read is skipped
//!   and said.
//! - The words of an extracted claim are a sentence of its document, or, of one that never ends, the stretch around its
//!   ends. Whoever has no name and is not described by somebody's name is an end in `kg extract` and nobody in the
//!   graph. A pronoun that nothing explains stays alone.
//! - `kg extract` answers in the order of its input on any number of threads; a text in another language gives no claim
//!   and a word about it.
//! - The language engine computes the same bits on every processor and any number of threads, and no text is lost in
//!   it: tokens and the white space between them rejoin to the text, every sentence is one tree. A damaged model file
//!   is an error that names the section.
//! - Text that others wrote passes one escaping function where it is printed: [`text::printable`] for terminals,
//!   [`text::xml`], [`text::write_json`], and the quoting in each file of `export/format`; a project of hostile texts
//!   is exported in every format (`tests/it/formats.rs`).
//!
//! # What is deliberately not there
//!
//! - Only `project` and `cli` touch files and the clock, only `cli` the environment and the terminal. All else takes
//!   text and returns values; writers get `&mut dyn Write`.
//! - serde stops at the border: it reads single RON values and JSON Lines on the way in and writes the records of
//!   `export`, `report` and `cli` on the way out. No type of `model` knows it.
//! - No network, no global state but the rules that a measuring run leaves out ([`text::Rule`]), and no configuration
//!   outside a project: what holds for one stands in its `data/project.ron`, which is read as strictly as its curated
//!   file. `unsafe` stands in `crates/kg-nlp/src/network/kernel.rs` alone, with its contract.
//! - No learned classifier alone: patterns that were written sentence by sentence did not carry to unseen text, so what
//!   a sentence claims is also read by a small network trained on annotated news ([`extract::reader`]), and both are
//!   weighed by a few numbers that can be read ([`extract::reader::Fusion`]): above one threshold a claim is made,
//!   above another it is proposed, below it is silent. A project's own patterns and the sentences that they must ignore
//!   have the last word, and `data/project.ron` may move the thresholds.
//! - No list of words after which something is no fact: what is not known to be so is not told as so. Words have
//!   signatures ([`extract::veridicality`]) that compose up the sentence ([`extract::factuality`]), and one whose
//!   effect is unknown makes what stands below it possible. A list of exceptions let through whatever it did not name.
//! - Nothing is reached through treaties, reports or interests: whoever criticises the Borland treaty has not
//!   criticised Borland. A pattern names the classes of nouns whose owner it reaches.
//!
//! # Decisions that changed the first design, and why
//!
//! - **A project's `schema.ron` adds to the built-in one** instead of replacing it: whoever wants one more kind writes
//!   one entry, and a new version's kinds arrive by themselves. An entry with a known key replaces.
//! - **RON is read value by value** ([`text::ron`]): our own cutter finds records, fields and places past any mistake;
//!   the `ron` crate reads each value. Its `RawValue` would have given places of records, not of fields, and stopped at
//!   the first missing comma.
//! - **The snapshot holds claims, not the graph.** Grouping a thousand claims costs less than reading them back
//!   grouped, and nothing derived can drift.
//! - **What the cache believes about files is their time of change against its own**, and the content's hash where
//!   clocks cannot tell; so no time is stored and two builds of one input are the same bytes.
//! - **Names are found by a tree of words behind a bit filter**, not by an Aho-Corasick automaton: with 10,000 aliases
//!   the automaton's table does not fit the processor's caches (`extract/gazetteer.rs`, `benches/alias_matching.rs`).
//! - **What stands around a name decides whether it refers** (`extract/surroundings.rs`): "Hunter Biden" is not Biden,
//!   "to become secretary of state" is nobody yet, and "former CIA director Mike Hayden" is Hayden whatever the date.
//! - **Tagger, parser, name tagger and sentence breaker are one network of our own**, trained in `training/` on open
//!   treebanks, 7.7 MB in the binary: no crate brings English trees. Words are rows of tables found by their form and
//!   kept once met; six residual blocks see the sentence; the best tree is found where the best heads are none.
//!   Sentences end where a second network over the same rows says so, because half of the text of the web has no full
//!   stops; sentences are told at build time and kept in the snapshot, so that questions pay nothing for them.
//! - **Products are of bytes, everything else is plain arithmetic in a fixed order**
//!   (`crates/kg-nlp/src/network/kernel.rs`, `float.rs`): that is why vector units agree.
//! - **Morphological features follow from tags and tree by rule** (`nlp/feature.rs`), and lemmas from learned edits:
//!   English has little morphology.
//! - **A project's own `data/lang/en/model.bin` replaces the built-in one**; word lists of the tokeniser are code,
//!   because their order and their exceptions are.
//! - **Ways of saying things are data** (`data/lang/en/patterns/*.ron`), read when the program runs, as strictly as the
//!   curated file; a project's own files add to the built-in ones, as its schema does. Every pattern carries sentences
//!   that it must find and must ignore. Most specific first, one reading a trigger; a noun that a verb told is not told
//!   again.
//! - **Logical roles lie below the patterns** (`extract/role/`): passive, relative clause, participle, control,
//!   coordination are undone once. Operators ("agree", "refuse", "urge") rewrite what their clause tells, so that
//!   thirty of them serve every verb.
//! - **What a noun phrase presupposes is the writer's word**: "Brandt said the director of the agency had left"
//!   attributes the leaving, not the office.
//! - **Discovered actors stand behind the curated ones** in one table, so that a curated actor's id does not depend on
//!   the documents. Their key is a slug of their name, of a body's with its owner's.
//! - **Who is one over documents is decided once, behind all of them** (`resolve/unite.rs`), because one document
//!   cannot tell: three countries' foreign ministries were one node, and ways were found through it. A name that can
//!   only mean one is one everywhere; a person's is one where something else ties two documents; what names nobody
//!   stays where it was said. A claim's hash knows its ends as its document does, so a judgement outlives what other
//!   documents bring.
//! - **What a discovered actor is, is weighed from clues** (`resolve/kind.rs`), which `kg trace` shows: a title, the
//!   noun in a name, what it is called elsewhere. That it acts is none.
//! - **A judged claim speaks before one that nobody looked at**, where both say the same, and outranks it where they
//!   disagree: denied against affirmed, or the same words read otherwise. A curated plan does not outrank the report of
//!   the deed. [`graph::Relation::with_unjudged`] keeps the other answer in view.
//! - **Decisions lie over the snapshot, not in it**: to undo one or to look at an earlier day costs no build, and a
//!   decision cannot spoil what the next build uses again.
//! - **A decision is a line**, found again by document, kind, ends, polarity and words: a hash alone would not outlive
//!   a better date or speaker, words alone would pass a judgement on to what says something else.
//! - **A reprint speaks for whoever had the text first**, so two papers that share one report are one publisher, and
//!   one that also writes its own is two.
//! - **Datelines end** (`nlp/sentence.rs`): "KARVIL, Arland --" made subjects of towns.
//! - **Periods of one relation stay apart** when no day joins them: a prime minister twice in office did not lead
//!   between.
//! - **Paths rank by hops, then standing, then publishers** (`query/path/cost.rs`), and what is disputed counts with
//!   the curated there: a contested relation shows both sides, and ranked behind it would vanish as soon as somebody
//!   takes the trouble to deny it. What is only alleged comes after.
//! - **The graph is a petgraph graph over our own layout** ([`graph::visit`]): petgraph's traits are implemented for
//!   [`graph::Graph`] and for what a filter leaves of it ([`query::Filtered`]), directed and undirected, so that its
//!   algorithms run without a copy. Components, bridges and articulation points are petgraph's; [`graph::to_petgraph`]
//!   copies into its own type, whose edges are a linked list.
//! - **A path is searched from both ends, level by level, over one stretch of memory an actor**, by code of our own,
//!   because it ranks what it finds and is asked most often; petgraph's `dijkstra` is its test
//!   (`tests/it/algorithms.rs`) and its peer (`benches/questions.rs`).
//! - **One filter for every question** (`query/filter.rs`): what `kg path` may walk, `kg match` may find and `kg
//!   export` may write.
//! - **A chain with a star in a pattern means distance**, the length of the shortest way, not any chain of that length:
//!   "not tied directly, but over one other" is what is asked for, and it stays linear.
//! - **Ranks and groups count relations, not claims**: what is reprinted forty times ties nobody more closely
//!   (`query/simple_graph.rs`).
//! - **Undated relations pass no condition of time** unless asked for: to let them pass would invent a date.
//!
//! # From Rust
//!
//! A project is opened and asked without the command line (`examples/open_project.rs`):
//!
//! ```
//! use kg::graph::GraphView;
//! use kg::project::Project;
//! use kg::query::{NameAnswer, PathQuestion, best_claim, paths, quotation, resolve_name};
//!
//! # fn main() -> Result<(), kg::project::Error> {
//! # let folder = tempfile::tempdir().expect("a temporary folder can be made");
//! # let root = folder.path();
//! Project::create(root)?; // what `kg init` makes
//! let project = Project::open(root)?;
//! let graph = project.graph()?.graph;
//! let [brandt, line] = ["Brandt", "Seagull Line"].map(|name| match resolve_name(&graph, name) {
//!     NameAnswer::Found(actor) => actor,
//!     NameAnswer::Ambiguous(_) | NameAnswer::Unknown(_) => panic!("one actor is called so"),
//! });
//! let answer = paths(&graph, &PathQuestion::new(brandt, line));
//! let hops = &answer.paths[0].hops;
//! assert_eq!(hops.len(), 2);
//! let claim = best_claim(&graph, graph.relation(hops[1].relation));
//! let (document, words) = quotation(&graph, claim).expect("a claim with its words");
//! assert_eq!(document.path, "seeds/example.md");
//! assert_eq!(words, "Brandt said the authority had warned Seagull Line that its ships would be turned away");
//! # Ok(())
//! # }
//! ```
//!
//! So is a text read, with what a project knows or with what the program carries (`examples/text_to_claims.rs`):
//!
//! ```
//! use kg::nlp::Scratch;
//! use kg::project::TextReader;
//!
//! let reader = TextReader::built_in();
//! let text = "Ada Brandt denied that Iran backed the rebels.";
//! let found = reader.extract("a".into(), text, None, &mut Scratch::default());
//! let claim = &found.claims[0];
//! assert_eq!((claim.subject.name.as_str(), claim.relation.as_str()), ("Iran", "backed"));
//! assert_eq!((claim.polarity, claim.speakers[0].name.as_str()), ("denied", "Ada Brandt"));
//! ```
//!
//! # Adding things touches one place
//!
//! A relation kind: one entry in `data/schema.ron`. A way of saying it: one entry in `data/lang/en/patterns/`, with its
//! sentences (`kg check` runs them). A noun that can be an actor: one line in `data/lang/en/lexicon.ron`. A pass that
//! joins mentions: one file in `extract/chain/` and its row of `PASSES`. A format to read: one file and one row of
//! [`ingest::READERS`]. A rule for the curated file: one function and its row in `curated/check.rs`. A case of what a
//! text claims: a block in `tests/suite/claims/`. A question: one file in `query/`, one in `cli/`. A format to write:
//! one file in `export/format/` and its row of [`export::FORMATS`]. A setting of a project: one field in
//! `project/settings.rs`.

pub mod cli;
pub mod curated;
pub mod data;
pub mod eval;
pub mod export;
pub mod extract;
pub mod graph;
pub mod ingest;
pub mod model;
pub mod pipeline;
pub mod project;
pub mod query;
pub mod report;
pub mod resolve;

pub use kg_nlp as nlp;
pub(crate) use kg_picture as picture;
pub use kg_text as text;
