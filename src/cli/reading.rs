//! Texts read with everything that a project knows: its actors, its schema, its language files, or the built-in ones
//! where there is no project.

use super::Session;
use crate::curated::Curated;
use crate::data;
use crate::export::{ExtractionRecord, extraction_record, mention_records};
use crate::extract::nominal::sort_of_kind;
use crate::extract::pattern::Attempt;
use crate::extract::tree::Tree;
use crate::extract::why::{self, TriggerFits};
use crate::extract::{English, Extraction, Gazetteer, extract, trace};
use crate::model::{Mention, PartialDate, Schema};
use crate::nlp::{Analysis, Language, Scratch, is_english};
use crate::resolve::{self, ChainActor};

/// What is needed to read a text.
pub(super) struct Reading {
    pub(super) schema: Schema,
    pub(super) english: English,
    language: Language<'static>,
    /// Curated actors may be known.
    pub(super) in_a_project: bool,
    curated: Curated,
    gazetteer: Gazetteer,
}

/// How a text was read.
pub(super) struct Traced<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) extraction: &'t Extraction,
    pub(super) attempts: Vec<Attempt>,
    pub(super) actors: Vec<ChainActor>,
    pub(super) record: ExtractionRecord,
}

impl Reading {
    /// Reads the project's files, where there is a project.
    pub(super) fn open(session: &Session) -> anyhow::Result<Reading> {
        let known = session.project.curated()?;
        let in_a_project = known.is_some();
        let (schema, curated) = match known {
            Some(known) => known,
            None => (session.project.schema()?, Curated::default()),
        };
        Ok(Reading {
            in_a_project,
            gazetteer: Gazetteer::new(&curated.actors),
            english: session.project.english(&schema)?,
            language: language(session)?,
            schema,
            curated,
        })
    }

    /// What a text says, as `kg extract` writes it; nothing where it is in another language.
    pub(super) fn extract(
        &self,
        id: serde_json::Value,
        text: &str,
        published: Option<PartialDate>,
        scratch: &mut Scratch,
    ) -> ExtractionRecord {
        let mentions = resolve::mentions(&self.gazetteer.find(text), published);
        let records = mention_records(text, &mentions, |actor| self.curated.actors.get(actor).key.clone());
        let analysis = if is_english(text) { self.language.analyse(text, scratch) } else { Analysis::default() };
        let known: &[Mention] = if analysis.tokens.is_empty() { &[] } else { &mentions };
        let tree = Tree::new(text, &analysis);
        let sort_of = |actor| sort_of_kind(&self.schema.actor_kind(self.curated.actors.get(actor).kind).key);
        let extraction = extract(&tree, known, published, &self.english, &self.schema, &sort_of);
        let actors = resolve::chain_actors(&tree, &extraction, &self.curated.actors);
        extraction_record(id, &tree, &extraction, &actors, &self.english, &self.schema, records)
    }

    /// All patterns that fit at each trigger of a text; hands over the tree, what was extracted, and what fits.
    pub(super) fn fits<T>(
        &mut self,
        text: &str,
        then: impl FnOnce(&Reading, &Tree<'_>, &Extraction, &[TriggerFits]) -> T,
    ) -> T {
        let mentions = resolve::mentions(&self.gazetteer.find(text), None);
        let analysis = self.language.analyse(text, &mut Scratch::default());
        let tree = Tree::new(text, &analysis);
        let (schema, actors) = (&self.schema, &self.curated.actors);
        let sort_of = |actor| sort_of_kind(&schema.actor_kind(actors.get(actor).kind).key);
        let (extraction, fits) = why::fits(&tree, &mentions, None, &mut self.english, schema, &sort_of);
        then(self, &tree, &extraction, &fits)
    }

    /// Reads a text and hands over everything that was seen in it.
    pub(super) fn trace<T>(&self, text: &str, published: Option<PartialDate>, then: impl FnOnce(Traced<'_>) -> T) -> T {
        let mentions = resolve::mentions(&self.gazetteer.find(text), published);
        let records = mention_records(text, &mentions, |actor| self.curated.actors.get(actor).key.clone());
        let analysis = self.language.analyse(text, &mut Scratch::default());
        let tree = Tree::new(text, &analysis);
        let sort_of = |actor| sort_of_kind(&self.schema.actor_kind(self.curated.actors.get(actor).kind).key);
        let (extraction, attempts) = trace(&tree, &mentions, published, &self.english, &self.schema, &sort_of);
        let actors = resolve::chain_actors(&tree, &extraction, &self.curated.actors);
        let record = extraction_record(
            serde_json::Value::Null,
            &tree,
            &extraction,
            &actors,
            &self.english,
            &self.schema,
            records,
        );
        then(Traced { tree: &tree, extraction: &extraction, attempts, actors, record })
    }
}

/// The language model, opened; it lives as long as the program.
pub(super) fn language(session: &Session) -> anyhow::Result<Language<'static>> {
    let model: &'static [u8] = match session.project.model()? {
        std::borrow::Cow::Borrowed(bytes) => bytes,
        std::borrow::Cow::Owned(bytes) => Vec::leak(bytes),
    };
    Language::open(model).map_err(|error| anyhow::anyhow!("`{}` cannot be used: {error}", data::OWN_MODEL_FILE))
}

/// A date of publication given on the command line.
pub(super) fn published(date: Option<&str>) -> anyhow::Result<Option<PartialDate>> {
    date.map(|date| PartialDate::parse(date).map_err(|reason| anyhow::anyhow!("`{date}` is no date: {reason}")))
        .transpose()
}
