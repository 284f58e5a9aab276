//! The formats of other programs: one row of [`FORMATS`] and one file each.
//!
//! In: a [`Selection`] of a graph and [`Options`]. Out: bytes, or the files of a folder; and in words what the format could not carry. A row is all that `kg export`
//! knows of a format: its name is an option (`--gexf`), its extension is guessed from the name of the file asked for, and every row passes the tests of all rows (same
//! bytes, hostile text).

mod dot;
mod html;
mod json_lines;
mod png;
mod svg;

pub use json_lines::ExportRecord;
pub use png::png;

use std::io::{self, Write};

use super::Selection;

/// A format that a graph is exported in.
pub struct Format {
    /// What it is called, as an option and in `--format`.
    pub name: &'static str,
    /// Extensions of files in it, without the dot; the first is the usual one. No two formats share one.
    pub extensions: &'static [&'static str],
    /// Whom it is for, for people.
    pub about: &'static str,
    /// How it is written.
    pub writer: Writer,
    /// True where whoever reads it can choose between standings, so that relations of every standing go into it where none is asked for.
    pub shows_all: bool,
}

/// How a format is written. Each returns what it could not carry, a clause each: "labels of 3 relations".
pub enum Writer {
    /// One stream of bytes.
    Stream(fn(&Selection, &Options, &mut dyn Write) -> io::Result<Vec<String>>),
    /// Several files in a folder.
    Folder(fn(&Selection, &Options) -> io::Result<(Vec<NamedFile>, Vec<String>)>),
}

/// A file of a format that is several: where it stands below the folder, with `/`, and what is in it.
pub struct NamedFile {
    /// Its place below the folder.
    pub path: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What is asked of a format beyond the graph; each format reads what concerns it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Above a picture or a page.
    pub title: Option<String>,
}

/// Every format, in the order of the help.
pub const FORMATS: &[Format] = &[
    Format {
        name: "dot",
        extensions: &["dot", "gv"],
        about: "Graphviz (`dot -Tsvg`, or `sfdp -Tsvg` for large graphs)",
        writer: Writer::Stream(|selection, _, out| dot::write(selection, out)),
        shows_all: false,
    },
    Format {
        name: "svg",
        extensions: &["svg"],
        about: "a picture for browsers and documents, laid out here; good up to 150 actors",
        writer: Writer::Stream(svg::write),
        shows_all: false,
    },
    Format {
        name: "png",
        extensions: &["png"],
        about: "the same picture as pixels",
        writer: Writer::Stream(png::write),
        shows_all: false,
    },
    Format {
        name: "html",
        extensions: &["html", "htm"],
        about: "one page to share, which opens without a network: search, filters, words behind every edge, paths",
        writer: Writer::Stream(html::write),
        shows_all: true,
    },
    Format {
        name: "json",
        extensions: &["jsonl", "ndjson"],
        about: "JSON Lines: actors, documents, relations and claims with all that is known of them",
        writer: Writer::Stream(|selection, _, out| json_lines::write(selection, out)),
        shows_all: false,
    },
];

/// The format of this name.
pub fn format_by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that a file of this name is in, by its extension, without regard to case.
pub fn format_of_file(file: &str) -> Option<&'static Format> {
    let file = file.to_ascii_lowercase();
    FORMATS.iter().find(|format| format.extensions.iter().any(|extension| file.ends_with(&format!(".{extension}"))))
}
