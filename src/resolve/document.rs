//! Articles to documents: what is said of a publication is joined, texts are told apart, keys are given.
//!
//! Decided here: what a sidecar or the file itself says stands before what the curator's entry says, which fills gaps.
//! The same text twice is one document, the first by path; both keys lead to it. A document is named by its entry's
//! key, else by its file name without the ending, else, where two share that or an entry has it for its key, by its
//! path.

use std::collections::{BTreeMap, HashMap};

use crate::curated::DocumentEntry;
use crate::ingest::{Article, Metadata};
use crate::model::{ActorId, Actors, Citation, ContentHash, Document, DocumentId, Publisher};
use crate::text::{Diagnostic, Severity, fold_name};

/// A file that was read: its path below the project, its path below the documents' folder, and its articles.
pub struct ReadFile {
    /// To show and to sort by.
    pub path: String,
    /// To match entries' `file` and `original` with.
    pub name: String,
    /// What it holds.
    pub articles: Vec<Article>,
}

/// All documents of a build, and the ways to find one by the name a claim cites.
#[derive(Debug, Default)]
pub struct Documents {
    /// Sorted by path.
    pub list: Vec<Document>,
    by_key: HashMap<String, Cited>,
    uncited: HashMap<String, Uncited>,
}

/// Why a name that looks like a document's leads to none.
#[derive(Clone, Debug)]
pub(super) enum Uncited {
    /// Documents at these paths share it.
    Ambiguous(Vec<String>),
    /// The file at this path was skipped.
    Skipped(String),
}

/// What a cited key leads to.
#[derive(Clone, Debug)]
pub(super) struct Cited {
    /// The document whose words may be quoted, where it was read.
    pub(super) document: Option<DocumentId>,
    /// How to cite it.
    pub(super) citation: Citation,
}

impl Documents {
    pub(super) fn cited(&self, key: &str) -> Option<&Cited> {
        self.by_key.get(key)
    }

    pub(super) fn uncited(&self, key: &str) -> Option<&Uncited> {
        self.uncited.get(key)
    }

    #[expect(clippy::disallowed_methods, reason = "its caller sorts")]
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str)
    }
}

/// One article on its way to a document.
struct Candidate {
    path: String,
    /// Path of its file: `path` without the line's id.
    file: String,
    name: String,
    stem: String,
    article: Article,
}

/// Makes documents of all that was read, in any order.
pub fn documents(
    files: Vec<ReadFile>,
    entries: &[DocumentEntry],
    actors: &Actors,
    problems: &mut Vec<Diagnostic>,
) -> Documents {
    let publishers = publishers(actors);
    let mut uncited: HashMap<String, Uncited> = files
        .iter()
        .filter(|file| file.articles.is_empty())
        .map(|file| (stem(&file.name), Uncited::Skipped(file.path.clone())))
        .collect();
    let mut candidates: Vec<Candidate> = files.into_iter().flat_map(candidates).collect();
    candidates.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.article.text.cmp(&b.article.text)));
    let mut stems: HashMap<String, Vec<String>> = HashMap::new();
    for candidate in &candidates {
        stems.entry(candidate.stem.clone()).or_default().push(candidate.path.clone());
    }
    let mut undated: BTreeMap<String, usize> = BTreeMap::new();

    let mut list: Vec<Document> = Vec::new();
    let mut by_hash: HashMap<ContentHash, DocumentId> = HashMap::new();
    let mut by_name: HashMap<String, DocumentId> = HashMap::new();
    let mut by_key: HashMap<String, Cited> = HashMap::new();
    for candidate in candidates {
        let entry =
            entries.iter().find(|entry| [&entry.file, &entry.original].contains(&&Some(candidate.name.clone())));
        let is_taken = stems[&candidate.stem].len() > 1
            || entries.iter().any(|other| {
                other.key.value == candidate.stem && entry.is_none_or(|entry| !std::ptr::eq(entry, other))
            });
        let own_key = if is_taken { candidate.path.clone() } else { candidate.stem };
        let hash = ContentHash::of(candidate.article.text.as_bytes());
        let id = match by_hash.get(&hash) {
            Some(&same) => {
                let message = format!("the same text as `{}`; read once", list[same.index()].path);
                problems.push(Diagnostic::of_file(Severity::Note, candidate.path, message));
                same
            }
            None => {
                let id = DocumentId::new(list.len());
                let key = match entry {
                    Some(entry) if entry.file.as_deref() == Some(&candidate.name) => entry.key.value.clone(),
                    Some(_) | None => own_key.clone(),
                };
                let document = document(hash, key, candidate.path, candidate.article, entry, &publishers);
                if document.published.is_none() {
                    *undated.entry(candidate.file.clone()).or_default() += 1;
                }
                list.push(document);
                by_hash.insert(hash, id);
                id
            }
        };
        by_name.insert(candidate.name, id);
        by_key.insert(own_key, cited_document(&list, id));
    }
    for (file, documents) in undated {
        let message = match documents {
            1 => "no publication date; offices held at its time stay open".to_owned(),
            _ => format!("{documents} documents without a publication date; offices held at their time stay open"),
        };
        let hint = "give `published` in a header, in a sidecar file, in the JSON line or in `documents` of graph.ron";
        problems.push(Diagnostic::of_file(Severity::Note, file, message).hint(hint));
    }
    uncited.extend(
        stems.into_iter().filter(|(_, paths)| paths.len() > 1).map(|(stem, paths)| (stem, Uncited::Ambiguous(paths))),
    );
    for entry in entries {
        let cited = cited_entry(entry, &list, &by_name, &publishers, problems);
        by_key.insert(entry.key.value.clone(), cited);
    }
    Documents { list, by_key, uncited }
}

/// A file's name without folders and ending.
fn stem(name: &str) -> String {
    let base = name.rsplit('/').next().unwrap_or(name);
    base.rsplit_once('.').map_or(base, |(stem, _)| if stem.is_empty() { base } else { stem }).to_owned()
}

fn candidates(file: ReadFile) -> Vec<Candidate> {
    let file_stem = stem(&file.name);
    let candidate = |article: Article| match &article.id {
        Some(id) => Candidate {
            path: format!("{}#{id}", file.path),
            file: file.path.clone(),
            name: format!("{}#{id}", file.name),
            stem: id.clone(),
            article,
        },
        None => Candidate {
            path: file.path.clone(),
            file: file.path.clone(),
            name: file.name.clone(),
            stem: file_stem.clone(),
            article,
        },
    };
    file.articles.into_iter().map(candidate).collect()
}

fn document(
    hash: ContentHash,
    key: String,
    path: String,
    article: Article,
    entry: Option<&DocumentEntry>,
    publishers: &BTreeMap<String, Option<ActorId>>,
) -> Document {
    let given = entry.map_or_else(Metadata::default, |entry| Metadata {
        title: entry.title.clone(),
        publisher: entry.publisher.clone(),
        author: entry.author.clone(),
        published: entry.published,
        url: entry.url.clone(),
        language: None,
        digests: None,
    });
    let metadata = article.metadata.or(given);
    Document {
        hash,
        key,
        path,
        title: metadata.title.or(article.headline),
        publisher: metadata.publisher.map(|name| publisher(name, publishers)),
        author: metadata.author,
        url: metadata.url,
        published: metadata.published,
        language: metadata.language,
        digests: metadata.digests,
        reprint_of: None,
        text: article.text.into(),
    }
}

fn cited_document(list: &[Document], id: DocumentId) -> Cited {
    let document = &list[id.index()];
    let citation = Citation {
        text: document.heading().to_owned(),
        publisher: document.publisher.clone(),
        published: document.published,
        url: document.url.clone(),
        document: Some(id),
    };
    Cited { document: Some(id), citation }
}

/// What an entry's key leads to: its file, else its original without quotable words, else a citation alone.
fn cited_entry(
    entry: &DocumentEntry,
    list: &[Document],
    by_name: &HashMap<String, DocumentId>,
    publishers: &BTreeMap<String, Option<ActorId>>,
    problems: &mut Vec<Diagnostic>,
) -> Cited {
    let read = |name: &Option<String>| name.as_ref().and_then(|name| by_name.get(name)).copied();
    if let Some(id) = read(&entry.file) {
        return cited_document(list, id);
    }
    if let Some(id) = read(&entry.original) {
        return Cited { document: None, ..cited_document(list, id) };
    }
    let unread =
        Diagnostic::error(entry.key.place.clone(), format!("`{}` is not among the documents read", entry.key.value));
    problems.push(Diagnostic { severity: Severity::Note, ..unread }.hint(
        "claims that quote it stand on its citation alone; put the file into the documents' folder to have its words",
    ));
    let citation = Citation {
        text: entry.title.clone().unwrap_or_else(|| entry.key.value.clone()),
        publisher: entry.publisher.clone().map(|name| publisher(name, publishers)),
        published: entry.published,
        url: entry.url.clone(),
        document: None,
    };
    Cited { document: None, citation }
}

/// Folded names of actors, each with the one actor it names, or `None` where several share it.
pub(super) fn publishers(actors: &Actors) -> BTreeMap<String, Option<ActorId>> {
    let mut by_name = BTreeMap::new();
    for (id, actor) in actors.iter() {
        for (name, _, _) in actor.names() {
            by_name
                .entry(fold_name(name))
                .and_modify(|bearer| {
                    if *bearer != Some(id) {
                        *bearer = None
                    }
                })
                .or_insert(Some(id));
        }
    }
    by_name
}

pub(super) fn publisher(name: String, by_name: &BTreeMap<String, Option<ActorId>>) -> Publisher {
    let actor = by_name.get(&fold_name(&name)).copied().flatten();
    Publisher { name, actor }
}
