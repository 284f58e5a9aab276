//! Files to articles: what was published, as text, with what the file says of its publication.
//!
//! In comes a file's bytes, out come its articles and what is to be said about it. Which reader takes a file is a row
//! of [`READERS`], found by the file's ending. Decided here: a file that cannot be read is reported and skipped, never
//! fatal; line ends become `\n`; a text is at most [`LARGEST_TEXT`] bytes. Title, date and publisher that the curator
//! or a sidecar file gives are put in by `resolve`.

mod encoding;
mod header;
mod html;
mod json_lines;
mod markdown;
mod plain;

use std::sync::Arc;

use crate::model::PartialDate;
use crate::text::{Diagnostic, Severity, SourceText};
use encoding::decoded;
use header::headline;

/// Largest text of one document, in bytes: a long book is 5 MB. Larger files are collections, which JSON Lines is for.
pub const LARGEST_TEXT: usize = 32 << 20;

/// A file as it was found.
pub struct SourceFile<'b> {
    /// Path to show.
    pub path: &'b str,
    /// What it holds.
    pub bytes: &'b [u8],
    /// Path and content of its sidecar `NAME.ron`, where there is one.
    pub sidecar: Option<Arc<SourceText>>,
}

/// A published text as its file gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The line's id in a JSON Lines file.
    pub id: Option<String>,
    /// What is said of the publication.
    pub metadata: Metadata,
    /// What may be the headline where nothing says so: the first line, when it looks like one.
    pub headline: Option<String>,
    /// The text.
    pub text: String,
}

/// What is said of a publication. What is not said is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When.
    pub published: Option<PartialDate>,
    /// Where.
    pub url: Option<String>,
    /// Language as an IETF tag.
    pub language: Option<String>,
    /// The article it digests.
    pub digests: Option<String>,
}

/// How files of one format become articles.
pub struct FormatReader {
    /// Name for people.
    pub name: &'static str,
    /// Endings, lower case; the empty one is for files without an ending.
    pub endings: &'static [&'static str],
    read: fn(&SourceFile, &mut Vec<Diagnostic>) -> Vec<Article>,
}

/// All formats that are read.
pub const READERS: &[FormatReader] = &[plain::READER, markdown::READER, html::READER, json_lines::READER];

/// Text as it is: UTF-8 without change, every other encoding that can be told decoded. The error says what the bytes
/// are instead of text.
pub fn decode_text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).or_else(|error| encoding::decode(error.as_bytes()).map(|decoded| decoded.text))
}

/// The reader for a path, by its ending.
pub fn reader_for(path: &str) -> Option<&'static FormatReader> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    READERS.iter().find(|reader| reader.endings.contains(&ending.as_str()))
}

/// Reads one file. Linear in its size for every format.
pub fn read(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Vec<Article> {
    let Some(reader) = reader_for(file.path) else {
        let known: Vec<String> = READERS
            .iter()
            .flat_map(|reader| reader.endings)
            .filter(|ending| !ending.is_empty())
            .map(|ending| format!(".{ending}"))
            .collect();
        let (message, hint) = if file.path.ends_with(".ron") {
            (
                "a sidecar without its document; skipped",
                "give it the document's whole name with `.ron` behind it: `letter.txt.ron`".to_owned(),
            )
        } else {
            ("no reader for files of this kind; skipped", format!("convert it to one of {}", known.join(", ")))
        };
        problems.push(Diagnostic::of_file(Severity::Warning, file.path, message).hint(hint));
        return Vec::new();
    };
    let mut articles = (reader.read)(file, problems);
    if let Some(sidecar) = &file.sidecar {
        let given = header::read_sidecar(sidecar, problems);
        for article in &mut articles {
            article.metadata = given.clone().or(std::mem::take(&mut article.metadata));
        }
    }
    articles
}

impl Metadata {
    /// What `self` says, and where it says nothing what `other` says.
    #[must_use]
    pub fn or(self, other: Metadata) -> Metadata {
        Metadata {
            title: self.title.or(other.title),
            publisher: self.publisher.or(other.publisher),
            author: self.author.or(other.author),
            published: self.published.or(other.published),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
            digests: self.digests.or(other.digests),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Article, SourceFile, read};
    use crate::text::{Diagnostic, SourceText};

    fn read_bytes(path: &str, bytes: &[u8]) -> (Vec<Article>, Vec<String>) {
        let mut problems: Vec<Diagnostic> = Vec::new();
        let articles = read(&SourceFile { path, bytes, sidecar: None }, &mut problems);
        (articles, problems.into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn what_cannot_be_read_is_named_and_skipped() {
        for (path, bytes, reason) in [
            ("a.txt", &b""[..], "the file is empty; skipped"),
            ("a.txt", b" \n\t\n", "the file is empty; skipped"),
            ("a.txt", b"%PDF-1.7 \xff\xfe\x00", "this is a PDF document, not text; skipped"),
            ("a.md", b"PK\x03\x04\x14\x00", "this is a ZIP archive or an office document, not text; skipped"),
            ("a.txt", b"ab\x00\x01\x02\xff\x00\x00cdefgh", "this is a binary file, not text; skipped"),
            ("a.docx", b"x", "no reader for files of this kind; skipped"),
        ] {
            assert_eq!(read_bytes(path, bytes), (Vec::new(), vec![reason.to_owned()]), "{path}");
        }
    }

    #[test]
    fn other_encodings_are_decoded_and_named() {
        let (articles, problems) =
            read_bytes("a.txt", b"Le pr\xe9sident a re\xe7u l\x92\xe9quipe \xe0 l\x92\xc9lys\xe9e.");
        assert_eq!(articles[0].text, "Le président a reçu l’équipe à l’Élysée.");
        assert_eq!(problems, ["not UTF-8; read as windows-1252"]);
        let utf16: Vec<u8> = "Iran warned.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_bytes("a.txt", &utf16).0[0].text, "Iran warned.");
        let with_mark: Vec<u8> =
            [0xfe, 0xff].into_iter().chain("Iran warned.".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(read_bytes("a.txt", &with_mark).0[0].text, "Iran warned.");
    }

    #[test]
    fn a_sidecar_outranks_the_header() {
        let sidecar = SourceText::new("a.txt.ron", "(title: \"Given\", published: \"2019-05\")");
        let file = SourceFile {
            path: "a.txt",
            bytes: b"---\ntitle: Own\nauthor: A. Writer\n---\nText.",
            sidecar: Some(sidecar),
        };
        let mut problems = Vec::new();
        let article = read(&file, &mut problems).remove(0);
        assert_eq!(
            (article.metadata.title.as_deref(), article.metadata.author.as_deref()),
            (Some("Given"), Some("A. Writer"))
        );
        assert_eq!((article.text.as_str(), problems.len()), ("Text.", 0));
    }

    #[test]
    fn a_headline_stands_alone_and_ends_without_a_stop() {
        assert_eq!(super::headline("Acme Warns Widget\n\nAcme said."), Some("Acme Warns Widget".to_owned()));
        assert_eq!(super::headline("Acme warned Widget.\n\nAcme said."), None);
        assert_eq!(super::headline("Acme warned\nWidget. Acme said."), None);
    }
}
