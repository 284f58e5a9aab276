//! Every stage once, in order: from the files of a project to what is known.
//!
//! In come the curated texts, a list of files with a way to read them, and what an earlier build left; out comes
//! [`Built`]. Files are read and searched in parallel and joined in sorted order, so neither the order of files nor the
//! number of threads shows. A file that did not change is not read again, a text whose names and date did not change is
//! not searched again.

mod codec;
mod language;
mod snapshot;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::curated;
use crate::data;
use crate::extract::reader::OperatingPoint;
use crate::extract::tree::Tree;
use crate::extract::{English, Extractor, Gazetteer};
use crate::ingest::{self, Article, Metadata, SourceFile};
use crate::model::{
    ActorId, Actors, Claim, ContentHash, Document, DocumentId, Hasher, Knowledge, Mention, Origin, Review, Schema, Sort,
};
use crate::nlp::{Language, Scratch, is_english};
use crate::resolve::{self, DocumentClaims, ReadFile};
use crate::text::{Diagnostic, Severity, SourceText, Span};

pub use language::{OwnLanguageFile, check_language, english, english_of_state, is_read_as_language, language};
pub use snapshot::{InputRecord, Snapshot};

/// What a build starts from.
pub struct Inputs<'p> {
    /// The project's own schema, where it has one.
    pub own_schema: Option<Arc<SourceText>>,
    /// The curated file.
    pub graph: Arc<SourceText>,
    /// The project's own language model, where it has one.
    pub own_model: Option<Vec<u8>>,
    /// The project's own language files.
    pub own_language: Vec<OwnLanguageFile>,
    /// Which claims of its documents the project wants.
    pub operating_point: OperatingPoint,
    /// Files among the documents, in any order.
    pub files: Vec<InputFile>,
    /// Reads one of them; the error says why it cannot.
    pub read: &'p (dyn Fn(&InputFile) -> Result<FileContent, String> + Sync),
    /// What an earlier build left.
    pub previous: Option<Snapshot>,
    /// Called after each file that was read.
    pub progress: &'p (dyn Fn() + Sync),
}

/// A file among the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Path to show, below the project.
    pub path: String,
    /// Path below the documents' folder.
    pub name: String,
    /// True where file and sidecar are as they were when the earlier build read them.
    pub unchanged: bool,
}

/// What a file and its sidecar hold.
pub struct FileContent {
    /// The file.
    pub bytes: Vec<u8>,
    /// The sidecar.
    pub sidecar: Option<Arc<SourceText>>,
}

/// What was read from one file, kept for the next build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// Path of the file.
    pub path: String,
    /// Its articles; their texts are those of the documents named.
    pub articles: Vec<ArticleRecord>,
}

/// What was read from one article besides its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRecord {
    /// The line's id in a JSON Lines file.
    pub id: Option<String>,
    /// What the file says of the publication.
    pub metadata: Metadata,
    /// What may be the headline.
    pub headline: Option<String>,
    /// The document with its text.
    pub document: DocumentId,
}

/// What a build comes to.
pub struct Built {
    /// What is known.
    pub knowledge: Knowledge,
    /// Everything that was wrong or is worth saying, errors first, then by file and place.
    pub problems: Vec<Diagnostic>,
    /// What was read, for the next build: only files that gave no cause to say anything.
    pub files: Vec<FileRecord>,
    /// Hash of all names and offices.
    pub names: ContentHash,
    /// Hash of the language model, the language files and the schema.
    pub language: ContentHash,
    /// What was found in each document.
    pub found: Vec<DocumentClaims>,
    /// Documents of the earlier build that are not in this one, by path.
    pub retracted: Vec<Retracted>,
}

/// A document that an earlier build read and this one did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retracted {
    /// Its path.
    pub path: String,
    /// Extracted claims that rested on it.
    pub gone: usize,
    /// Where another text stands at its path now: extracted claims that rest on that.
    pub found: Option<usize>,
}

/// Runs every stage. Never fails: where there are errors among the problems, what they concern is missing.
pub fn build(inputs: Inputs) -> Built {
    let mut problems = Vec::new();
    let schema = schema(inputs.own_schema.as_ref(), &mut problems);
    let curated = curated::read(&inputs.graph, &schema, &mut problems);

    let earlier = Earlier::new(inputs.previous.as_ref());
    let mut read: Vec<(InputFile, Vec<Article>, Vec<Diagnostic>)> = inputs
        .files
        .into_par_iter()
        .map(|file| {
            let (articles, said) = earlier
                .articles(&file)
                .map_or_else(|| read_file(&file, inputs.read), |articles| (articles, Vec::new()));
            (inputs.progress)();
            (file, articles, said)
        })
        .collect();
    read.sort_by(|a, b| a.0.path.cmp(&b.0.path));
    let mut kept: Vec<(String, Vec<ArticleRecord>, Vec<ContentHash>)> = Vec::new();
    let mut files: Vec<ReadFile> = Vec::new();
    for (file, articles, said) in read {
        if said.is_empty() {
            let record = |article: &Article| ArticleRecord {
                id: article.id.clone(),
                metadata: article.metadata.clone(),
                headline: article.headline.clone(),
                document: DocumentId::new(0),
            };
            let hashes = articles.iter().map(|article| ContentHash::of(article.text.as_bytes())).collect();
            kept.push((file.path.clone(), articles.iter().map(record).collect(), hashes));
        }
        problems.extend(said);
        files.push(ReadFile { path: file.path, name: file.name, articles });
    }

    let mut documents = resolve::documents(files, &curated.documents, &curated.actors, &mut problems);
    resolve::mark_reprints(&mut documents.list);
    let claims = resolve::claims(&curated, &documents, &schema, &mut problems);
    let names = names_hash(&curated.actors);
    let mentions = mentions(&documents, &curated.actors, &earlier, names);
    // The built-in model and files are part of the program, whose own hash stands in the snapshot.
    let language = Hasher::default()
        .part(inputs.own_model.as_deref().map_or(ContentHash::default(), ContentHash::of).to_string())
        .part(language::hash_of(&inputs.own_language).to_string())
        .part(inputs.operating_point.label())
        .part(inputs.own_schema.as_ref().map_or("", |schema| schema.text.as_str()))
        .finish();
    let reader = DocumentReader {
        own_model: inputs.own_model.as_deref(),
        own_language: &inputs.own_language,
        operating_point: inputs.operating_point,
        schema: &schema,
        actors: &curated.actors,
    };
    let read = read_documents(&documents, &mentions, &reader, &earlier, names, language, &mut problems);
    let (sentences, found): (Vec<Vec<Span>>, Vec<DocumentClaims>) = read.into_iter().unzip();
    let (actors, claims) = resolve::with_extracted(curated.actors, claims, &documents.list, &found, &schema);
    problems.sort_by(|a, b| (a.severity, a.position(), &a.message).cmp(&(b.severity, b.position(), &b.message)));

    let retracted = earlier.retracted(&documents.list, &claims);
    let ids: HashMap<ContentHash, DocumentId> =
        documents.list.iter().enumerate().map(|(index, document)| (document.hash, DocumentId::new(index))).collect();
    let files = kept
        .into_iter()
        .map(|(path, mut articles, hashes)| {
            for (article, hash) in articles.iter_mut().zip(hashes) {
                article.document = ids[&hash];
            }
            FileRecord { path, articles }
        })
        .collect();
    Built {
        knowledge: Knowledge {
            schema,
            actors,
            documents: documents.list,
            mentions,
            sentences,
            claims,
            judgments: BTreeMap::new(),
        },
        problems,
        files,
        names,
        language,
        found,
        retracted,
    }
}

/// The built-in schema with the project's own over it.
pub fn schema(own: Option<&Arc<SourceText>>, problems: &mut Vec<Diagnostic>) -> Schema {
    let built_in = SourceText::new("built-in schema.ron", data::SCHEMA);
    let files: Vec<Arc<SourceText>> = [built_in].into_iter().chain(own.cloned()).collect();
    curated::read_schema(&files, problems)
}

fn read_file(
    file: &InputFile,
    read: &(dyn Fn(&InputFile) -> Result<FileContent, String> + Sync),
) -> (Vec<Article>, Vec<Diagnostic>) {
    let mut said = Vec::new();
    let articles = match read(file) {
        Ok(content) => {
            ingest::read(&SourceFile { path: &file.path, bytes: &content.bytes, sidecar: content.sidecar }, &mut said)
        }
        Err(reason) => {
            said.push(Diagnostic::of_file(
                Severity::Warning,
                file.path.clone(),
                format!("the file cannot be read: {reason}; skipped"),
            ));
            Vec::new()
        }
    };
    (articles, said)
}

/// Every document's mentions.
fn mentions(
    documents: &resolve::Documents,
    actors: &Actors,
    earlier: &Earlier,
    names: ContentHash,
) -> Vec<Vec<Mention>> {
    let gazetteer = std::sync::OnceLock::new();
    documents
        .list
        .par_iter()
        .map(|document| {
            earlier.mentions(document, names).unwrap_or_else(|| {
                let hits = gazetteer.get_or_init(|| Gazetteer::new(actors)).find(&document.text);
                resolve::mentions(&hits, document.published)
            })
        })
        .collect()
}

/// What it takes to read a document as language.
struct DocumentReader<'r> {
    own_model: Option<&'r [u8]>,
    own_language: &'r [OwnLanguageFile],
    operating_point: OperatingPoint,
    schema: &'r Schema,
    actors: &'r Actors,
}

/// Every document's sentences and what it says.
fn read_documents(
    documents: &resolve::Documents,
    mentions: &[Vec<Mention>],
    reader: &DocumentReader,
    earlier: &Earlier,
    names: ContentHash,
    language: ContentHash,
    problems: &mut Vec<Diagnostic>,
) -> Vec<(Vec<Span>, DocumentClaims)> {
    // A model and the patterns cost milliseconds to open, so they are opened for the first text that is new.
    let opened = std::sync::OnceLock::new();
    let open = || -> Result<(Language<'_>, English), Vec<Diagnostic>> {
        let model = language::language(reader.own_model).map_err(|error| {
            let problem = Diagnostic::of_file(
                Severity::Error,
                data::OWN_MODEL_FILE,
                format!("the language model cannot be used: {error}"),
            );
            vec![problem.hint("remove the file to use the built-in model, or make it again as training/README.md says")]
        })?;
        let mut english = english(reader.own_language, reader.schema)?;
        english.fusion.operating_point = reader.operating_point;
        Ok((model, english))
    };
    // What is wrong with a project's own files is said even where no text is new; an earlier build found no fault.
    if !reader.own_language.is_empty() && earlier.snapshot.is_none_or(|snapshot| snapshot.language != language) {
        opened.get_or_init(open);
    }
    let sort_of = |actor| Sort::of_kind(&reader.schema.actor_kind(reader.actors.get(actor).kind).key);
    let read = documents
        .list
        .par_iter()
        .zip(mentions)
        .map_init(Scratch::default, |scratch, (document, mentions)| {
            earlier.read(document, names, language).unwrap_or_else(|| match opened.get_or_init(open) {
                // What the network would read into another language is nobody's claim.
                Ok((model, _)) if !is_english(&document.text) => {
                    (model.sentences(&document.text, scratch), DocumentClaims::default())
                }
                Ok((model, english)) => {
                    let analysis = model.analyse(&document.text, scratch);
                    let tree = Tree::new(&document.text, &analysis);
                    let (schema, reader_of) = (reader.schema, Some(model));
                    let extractor = Extractor { english, schema, sort_of: &sort_of, reader: reader_of };
                    let extraction = extractor.extract(&tree, mentions, document.published, scratch);
                    let sentences = (0..analysis.sentences.len()).map(|sentence| analysis.span(sentence)).collect();
                    (sentences, resolve::found(&tree, &extraction, reader.actors, english, reader.schema))
                }
                Err(_) => Default::default(),
            })
        })
        .collect();
    if let Some(Err(wrong)) = opened.into_inner() {
        problems.extend(wrong);
    }
    read
}

/// What an earlier build left, ready to be asked.
struct Earlier<'s> {
    snapshot: Option<&'s Snapshot>,
    files: HashMap<&'s str, &'s FileRecord>,
    documents: HashMap<ContentHash, DocumentId>,
}

impl<'s> Earlier<'s> {
    fn new(snapshot: Option<&'s Snapshot>) -> Earlier<'s> {
        let files =
            snapshot.iter().flat_map(|snapshot| &snapshot.files).map(|file| (file.path.as_str(), file)).collect();
        let documents = snapshot
            .iter()
            .flat_map(|snapshot| snapshot.knowledge.documents.iter().enumerate())
            .map(|(index, document)| (document.hash, DocumentId::new(index)))
            .collect();
        Earlier { snapshot, files, documents }
    }

    fn articles(&self, file: &InputFile) -> Option<Vec<Article>> {
        let snapshot = self.snapshot.filter(|_| file.unchanged)?;
        let record = self.files.get(file.path.as_str())?;
        let article = |article: &ArticleRecord| Article {
            id: article.id.clone(),
            metadata: article.metadata.clone(),
            headline: article.headline.clone(),
            text: snapshot.knowledge.document(article.document).text.to_string(),
        };
        Some(record.articles.iter().map(article).collect())
    }

    /// The sentences told and the claims found earlier, where text, date, names and language are the same.
    fn read(
        &self,
        document: &Document,
        names: ContentHash,
        language: ContentHash,
    ) -> Option<(Vec<Span>, DocumentClaims)> {
        let snapshot = self.snapshot.filter(|snapshot| snapshot.language == language && snapshot.names == names)?;
        let id = *self.documents.get(&document.hash)?;
        let same = snapshot.knowledge.document(id).published == document.published;
        same.then(|| (snapshot.knowledge.sentences[id.index()].clone(), snapshot.found[id.index()].clone()))
    }

    /// Documents whose text is no longer there, with their extracted claims.
    fn retracted(&self, documents: &[Document], claims: &[Claim<ActorId>]) -> Vec<Retracted> {
        let Some(snapshot) = self.snapshot else { return Vec::new() };
        let here: HashSet<ContentHash> = documents.iter().map(|document| document.hash).collect();
        let gone = snapshot.knowledge.documents.iter().filter(|document| !here.contains(&document.hash));
        let before = extracted_by_document(&snapshot.knowledge.claims, snapshot.knowledge.documents.len());
        let now = extracted_by_document(claims, documents.len());
        gone.map(|document| Retracted {
            path: document.path.clone(),
            gone: before[self.documents[&document.hash].index()],
            found: documents.binary_search_by(|other| other.path.cmp(&document.path)).ok().map(|index| now[index]),
        })
        .collect()
    }

    /// The mentions found earlier, where the text, its date and all names are the same.
    fn mentions(&self, document: &Document, names: ContentHash) -> Option<Vec<Mention>> {
        let snapshot = self.snapshot.filter(|snapshot| snapshot.names == names)?;
        let id = *self.documents.get(&document.hash)?;
        (snapshot.knowledge.document(id).published == document.published)
            .then(|| snapshot.knowledge.mentions[id.index()].clone())
    }
}

/// How many extracted claims rest on each document.
fn extracted_by_document(claims: &[Claim<ActorId>], documents: usize) -> Vec<usize> {
    let mut counts = vec![0; documents];
    for claim in claims.iter().filter(|claim| claim.review != Review::Proposed) {
        match (&claim.origin, claim.evidence.document()) {
            (Origin::Extracted { .. }, Some(document)) => counts[document.index()] += 1,
            (Origin::Extracted { .. }, None) | (Origin::Curated { .. }, _) => {}
        }
    }
    counts
}

/// Everything that decides what the gazetteer finds and whom it means, ids included.
fn names_hash(actors: &Actors) -> ContentHash {
    let mut hasher = Hasher::default();
    for (_, actor) in actors.iter() {
        hasher = hasher.part(&actor.key).part(&actor.name).part(actor.kind.index().to_string());
        for alias in &actor.aliases {
            hasher = hasher
                .part("alias")
                .part(&alias.text)
                .part(alias.sort.label())
                .part(alias.period.to_string())
                .part([u8::from(alias.weak)]);
        }
        for office in &actor.offices {
            hasher = hasher
                .part("office")
                .part(office.titles().collect::<Vec<_>>().join("\n"))
                .part(&actors.get(office.of).key)
                .part(office.period.to_string());
        }
    }
    hasher.finish()
}
