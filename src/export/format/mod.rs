//! The formats of other programs: one row of [`FORMATS`] and one file each.
//!
//! In: a [`Selection`] of a graph and [`Options`]. Out: bytes, or the files of a folder; and in words what the format
//! could not carry. A row is all that `kg export` knows of a format: its name is an option (`--gexf`), its extension is
//! guessed from the name of the file asked for, and every row passes the tests of all rows (same bytes, hostile text).

mod columnar;
mod cypher;
mod dot;
mod drawing;
mod ftm;
mod ftm_property;
mod gexf;
mod graphml;
mod html;
mod json_ld;
mod json_lines;
mod ladybug;
mod mermaid;
mod neo4j;
mod node_link;
mod nquads;
mod obsidian;
mod png;
mod rdf;
mod spreadsheet;
mod stix;
mod svg;
mod table;
mod turtle;

pub use drawing::{picture_of_paths, picture_of_timeline};
pub use json_lines::ExportRecord;
pub use png::{pixels, png};

use std::io::{self, Write};

use super::Selection;
use crate::graph::GraphView;

/// A format that a graph is exported in.
pub struct Format {
    /// What it is called, as an option and in `--format`.
    pub name: &'static str,
    /// Extensions of files in it, without the dot; the first is the usual one, and a format of several files has none.
    /// No two formats share one.
    pub extensions: &'static [&'static str],
    /// Whom it is for, for people.
    pub about: &'static str,
    /// Names of what can be asked of it beyond the graph: fields of [`Options`], and `engine`.
    pub options: &'static [&'static str],
    /// How it is written.
    pub writer: Writer,
    /// True where whoever reads it can choose between standings, so that relations of every standing go into it where
    /// none is asked for.
    pub shows_all: bool,
}

/// How a format is written. Each returns what it could not carry, a clause each: "labels of 3 relations".
pub enum Writer {
    /// One stream of bytes.
    Stream(fn(&Selection, &Options, &mut dyn Write) -> io::Result<Vec<String>>),
    /// Several files in a folder.
    Folder(fn(&Selection, &Options) -> io::Result<FolderWritten>),
}

/// The files of a folder, and what they could not carry.
pub type FolderWritten = (Vec<NamedFile>, Vec<String>);

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
    /// Whose dialect of the format.
    pub flavor: Option<Flavor>,
    /// Whose reading of STIX.
    pub profile: Option<Profile>,
    /// What is drawn as belonging together.
    pub clusters: Option<Clusters>,
    /// Triples that claims are about, quoted as RDF 1.2 has them.
    pub rdf12: bool,
}

impl Options {
    /// What was asked to stand above a picture or a page, else what the selection is about.
    fn title_of(&self, selection: &Selection) -> String {
        match (&self.title, selection.part.around) {
            (Some(title), _) => title.clone(),
            (None, Some((actor, _))) => format!("Around {}", selection.graph.actors().shown(actor)),
            (None, None) => "Who did what to whom, and who says so".to_owned(),
        }
    }
}

/// What is drawn as belonging together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clusters {
    /// Actors with more relations among each other than chance would have.
    Community,
    /// Actors that support, aid, lead or belong to each other.
    Side,
    /// Actors of one kind.
    Kind,
}

/// Whose reading of STIX is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// The standard's: any verb.
    Strict,
    /// OpenCTI's, which takes no verbs but its own.
    Opencti,
}

/// A program whose dialect of a format is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavor {
    /// yEd, which shows nothing of plain GraphML but its lines.
    Yed,
}

/// Every format, in the order of the help.
pub const FORMATS: &[Format] = &[
    Format {
        name: "dot",
        extensions: &["dot", "gv"],
        about: "Graphviz (`dot -Tsvg`, or `sfdp -Tsvg` for large graphs)",
        options: &["clusters"],
        writer: Writer::Stream(dot::write),
        shows_all: false,
    },
    Format {
        name: "svg",
        extensions: &["svg"],
        about: "Picture for browsers and documents, laid out here; good up to 150 actors",
        options: &["title", "engine"],
        writer: Writer::Stream(svg::write),
        shows_all: false,
    },
    Format {
        name: "png",
        extensions: &["png"],
        about: "The same picture as pixels",
        options: &["title", "engine"],
        writer: Writer::Stream(png::write),
        shows_all: false,
    },
    Format {
        name: "html",
        extensions: &["html", "htm"],
        about: "One page to share, which opens without a network: search, filters, the words behind every edge, paths",
        options: &["title"],
        writer: Writer::Stream(html::write),
        shows_all: true,
    },
    Format {
        name: "json",
        extensions: &["jsonl", "ndjson"],
        about: "JSON Lines: actors, documents, relations and claims with all that is known of them",
        options: &[],
        writer: Writer::Stream(|selection, _, out| json_lines::write(selection, out)),
        shows_all: false,
    },
    Format {
        name: "turtle",
        extensions: &["ttl"],
        about: "RDF in Turtle: claims with words, speakers and provenance; plain triples of what is said and not denied; quoted ones with --rdf12",
        options: &["rdf12"],
        writer: Writer::Stream(turtle::write),
        shows_all: false,
    },
    Format {
        name: "nquads",
        extensions: &["nq"],
        about: "The same RDF as N-Quads, a statement a line, for triple stores",
        options: &[],
        writer: Writer::Stream(|selection, _, out| nquads::write(selection, out)),
        shows_all: false,
    },
    Format {
        name: "jsonld",
        extensions: &["jsonld"],
        about: "The same RDF as JSON-LD 1.1, whose context needs no network",
        options: &[],
        writer: Writer::Stream(|selection, _, out| json_ld::write(selection, out)),
        shows_all: false,
    },
    Format {
        name: "mermaid",
        extensions: &["mmd", "mermaid"],
        about: "Mermaid flowchart, for READMEs and issues; up to 60 relations",
        options: &[],
        writer: Writer::Stream(|selection, _, out| mermaid::write(selection, out)),
        shows_all: false,
    },
    Format {
        name: "gexf",
        extensions: &["gexf"],
        about: "GEXF 1.3, for Gephi: a graph in time, with quotes and standing as attributes",
        options: &[],
        writer: Writer::Stream(|selection, _, out| gexf::write(selection, out)),
        shows_all: false,
    },
    Format {
        name: "graphml",
        extensions: &["graphml"],
        about: "GraphML, for NetworkX, igraph and Cytoscape; for yEd with --flavor yed",
        options: &["flavor"],
        writer: Writer::Stream(graphml::write),
        shows_all: false,
    },
    Format {
        name: "node-link",
        extensions: &["node-link.json", "json"],
        about: "One JSON document as NetworkX and d3 read it, with all that the graph is made of",
        options: &[],
        writer: Writer::Stream(|selection, _, out| node_link::write(selection, out)),
        shows_all: false,
    },
    Format {
        name: "csv",
        extensions: &[],
        about: "Tables for spreadsheets, Gephi, Kumu and Maltego (a folder)",
        options: &[],
        writer: Writer::Folder(|selection, _| spreadsheet::write(selection)),
        shows_all: false,
    },
    Format {
        name: "parquet",
        extensions: &[],
        about: "Parquet tables for pandas, Polars, DuckDB, R and Spark (a folder)",
        options: &[],
        writer: Writer::Folder(|selection, _| columnar::write(selection)),
        shows_all: false,
    },
    Format {
        name: "neo4j",
        extensions: &[],
        about: "Tables for `neo4j-admin database import` (a folder)",
        options: &[],
        writer: Writer::Folder(|selection, _| neo4j::write(selection)),
        shows_all: false,
    },
    Format {
        name: "cypher",
        extensions: &["cypher", "cql"],
        about: "Cypher script for Neo4j that can be run again",
        options: &[],
        writer: Writer::Stream(|selection, _, out| cypher::write(selection, out)),
        shows_all: false,
    },
    Format {
        name: "ladybug",
        extensions: &[],
        about: "Schema and tables for LadybugDB, formerly Kùzu (a folder)",
        options: &[],
        writer: Writer::Folder(|selection, _| ladybug::write(selection)),
        shows_all: false,
    },
    Format {
        name: "ftm",
        extensions: &["ftm.json", "ftm"],
        about: "FollowTheMoney entities, for Aleph and yente",
        options: &[],
        writer: Writer::Stream(|selection, _, out| ftm::write(selection, out)),
        shows_all: false,
    },
    Format {
        name: "ftm-statements",
        extensions: &["statements.csv"],
        about: "FollowTheMoney statements: the same value by value, each with where it comes from",
        options: &[],
        writer: Writer::Stream(|selection, _, out| ftm::write_statements(selection, out)),
        shows_all: false,
    },
    Format {
        name: "stix",
        extensions: &["stix.json", "stix"],
        about: "STIX 2.1 bundle, for OpenCTI (--profile opencti) and others",
        options: &["title", "profile"],
        writer: Writer::Stream(stix::write),
        shows_all: false,
    },
    Format {
        name: "obsidian",
        extensions: &[],
        about: "Obsidian vault: a note an actor and a document, with links and quotations (a folder)",
        options: &[],
        writer: Writer::Folder(|selection, _| obsidian::write(selection)),
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
