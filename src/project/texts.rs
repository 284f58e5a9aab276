//! Texts read with everything that a project knows: its actors, its schema, its language files, or the built-in ones
//! where there is no project.
//!
//! Nothing is written, and curated claims are not looked at: what a text says is said of it alone.

use super::error::Error;
use super::place::Project;
use crate::curated::Curated;
use crate::data;
use crate::export::mention_records;
use crate::extract::pattern::Attempt;
use crate::extract::tree::Tree;
use crate::extract::why::{self, TriggerFits};
use crate::extract::{English, Extraction, Extractor, Gazetteer};
use crate::model::{ActorId, Mention, PartialDate, READER, Schema, Sort};
use crate::nlp::{Analysis, Language, Scratch, WordList, is_english};
use crate::pipeline;
use crate::report::{ExtractionRecord, extraction_record};
use crate::resolve::{self, ChainActor};
use crate::text::Rule;

/// What is needed to read a text. Opened once, for any number of texts on any number of threads.
pub struct TextReader<'m> {
    /// Kinds of actors and relations.
    pub schema: Schema,
    /// What is known of English.
    pub english: English,
    /// True where there is a project, whose actors are known.
    pub in_a_project: bool,
    language: Language<'m>,
    /// False where what the claims reader has learned is left out.
    asks_reader: bool,
    curated: Curated,
    gazetteer: Gazetteer,
}

/// How a text was read.
pub struct Traced<'t> {
    /// The text with its trees.
    pub tree: &'t Tree<'t>,
    /// Everything seen in it.
    pub extraction: &'t Extraction,
    /// What became of every pattern whose trigger stands in it.
    pub attempts: Vec<Attempt>,
    /// Whom each chain means.
    pub actors: Vec<ChainActor>,
    /// What `kg extract` writes.
    pub record: ExtractionRecord,
}

impl Project {
    /// Opens what is needed to read a text: the project's own files, and the built-in ones for those it does not have.
    /// Where there is no project, all are built-in.
    ///
    /// # Errors
    /// [`Error::Diagnostics`] where curated or language files have errors, [`Error::Unusable`] for a damaged model.
    pub fn text_reader(&self) -> Result<TextReader<'_>, Error> {
        let known = self.curated()?;
        let in_a_project = known.is_some();
        let (schema, curated) = match known {
            Some(known) => known,
            None => (self.schema()?, Curated::default()),
        };
        let english = self.english(&schema)?;
        let language = pipeline::language(self.own_model()?)
            .map_err(|error| Error::Unusable(format!("`{}` cannot be used: {error}", data::OWN_MODEL_FILE)))?;
        let gazetteer = Gazetteer::new(&curated.actors);
        Ok(TextReader { schema, english, in_a_project, language, asks_reader: true, curated, gazetteer })
    }
}

impl TextReader<'static> {
    /// Reads with the built-in files alone; no actor is known beforehand.
    ///
    /// ```
    /// use kg::nlp::Scratch;
    /// use kg::project::TextReader;
    ///
    /// let reader = TextReader::built_in();
    /// let found = reader.extract("a".into(), "Arland warned Borland.", None, &mut Scratch::default());
    /// assert_eq!(found.claims[0].relation, "warned");
    /// ```
    pub fn built_in() -> TextReader<'static> {
        const SOUND: &str = "what the program carries is sound";
        let schema = pipeline::schema(None, &mut Vec::new());
        TextReader {
            english: pipeline::english(&[], &schema).expect(SOUND),
            language: pipeline::language(None).expect(SOUND),
            asks_reader: true,
            in_a_project: false,
            schema,
            curated: Curated::default(),
            gazetteer: Gazetteer::new(&Curated::default().actors),
        }
    }
}

impl TextReader<'_> {
    fn extractor<'e>(&'e self, sort_of: &'e dyn Fn(ActorId) -> Sort) -> Extractor<'e> {
        let reader = self.asks_reader.then_some(&self.language);
        Extractor { english: &self.english, schema: &self.schema, sort_of, reader }
    }

    /// Reads from now on without something: `reader`, `patterns` (all of them), one entry of the pattern files by its
    /// id, or a [`Rule`] or [`WordList`] by its name, which then goes for the whole process. What it is worth is what
    /// [`crate::eval`] loses.
    ///
    /// # Errors
    /// [`Error::Unusable`] where nothing has this name.
    pub fn leave_out(&mut self, name: &str) -> Result<(), Error> {
        match name {
            READER => self.asks_reader = false,
            "patterns" => self.english.patterns.remove_all(),
            id if self.english.patterns.remove(id) || Rule::leave_out(id) || WordList::leave_out(id) => {}
            _ => {
                let rules = Rule::ALL.iter().map(|rule| rule.name().to_owned());
                let names: Vec<String> = rules.chain(WordList::ALL.iter().map(|list| list.name())).collect();
                return Err(Error::Unusable(format!(
                    "nothing is called `{name}`: `--without` takes `reader`, `patterns`, the id of an entry that `kg \
                     patterns` lists, or a rule or list of words: {}",
                    names.join(", ")
                )));
            }
        }
        Ok(())
    }

    /// What a text says, as `kg extract` writes it; nothing where it is in another language. `id` comes back with it.
    /// Any text gives an answer. `scratch` saves work from one text to the next, and shows in none.
    pub fn extract(
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
        let sort_of = |actor| Sort::of_kind(&self.schema.actor_kind(self.curated.actors.get(actor).kind).key);
        let extraction = self.extractor(&sort_of).extract(&tree, known, published, scratch);
        let actors = resolve::chain_actors(&tree, &extraction, &self.curated.actors, &self.english.lexicon);
        extraction_record(id, &tree, &extraction, &actors, &self.english, &self.schema, records)
    }

    /// All patterns that fit at each trigger of a text; hands over the tree, what was extracted, and what fits.
    pub fn fits<T>(&mut self, text: &str, then: impl FnOnce(&Self, &Tree<'_>, &Extraction, &[TriggerFits]) -> T) -> T {
        let mentions = resolve::mentions(&self.gazetteer.find(text), None);
        let analysis = self.language.analyse(text, &mut Scratch::default());
        let tree = Tree::new(text, &analysis);
        let (schema, actors) = (&self.schema, &self.curated.actors);
        let sort_of = |actor| Sort::of_kind(&schema.actor_kind(actors.get(actor).kind).key);
        let (extraction, fits) = why::fits(&tree, &mentions, None, &mut self.english, schema, &sort_of);
        then(self, &tree, &extraction, &fits)
    }

    /// Reads a text, in whatever language, and hands over everything that was seen in it.
    pub fn trace<T>(&self, text: &str, published: Option<PartialDate>, then: impl FnOnce(Traced<'_>) -> T) -> T {
        let mentions = resolve::mentions(&self.gazetteer.find(text), published);
        let records = mention_records(text, &mentions, |actor| self.curated.actors.get(actor).key.clone());
        let mut scratch = Scratch::default();
        let analysis = self.language.analyse(text, &mut scratch);
        let tree = Tree::new(text, &analysis);
        let sort_of = |actor| Sort::of_kind(&self.schema.actor_kind(self.curated.actors.get(actor).kind).key);
        let (extraction, attempts) = self.extractor(&sort_of).trace(&tree, &mentions, published, &mut scratch);
        let actors = resolve::chain_actors(&tree, &extraction, &self.curated.actors, &self.english.lexicon);
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
