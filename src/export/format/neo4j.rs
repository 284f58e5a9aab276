//! CSV for `neo4j-admin database import full` (Neo4j 5), which fills an empty database with millions of rows.
//!
//! Nodes: `:Actor` with its kind as a second label (`:ArmedGroup`), `:Claim`, `:Document`. Relationships: a relation is
//! one of its kind's type (`:WARNED`) between two actors, with standing, counts, dates and best words as properties; a
//! claim has a `SUBJECT`, an `OBJECT`, those it is `SAID_BY`, and the document it `STANDS_IN`; its property `relation`
//! is the `id` of the relation that it belongs to. Headers are typed; lists are `string[]`, days `date`. `import.txt`
//! is the command. Not carried: line breaks in texts, which the importer takes only with an option that makes it slow;
//! a symmetric relation has a direction, because every relationship of Neo4j has.

use std::io;

use super::NamedFile;
use super::spreadsheet::delimited;
use super::table::{self, Sort, Table, Value};
use crate::export::Selection;
use crate::graph::GraphView;
use crate::text::printable;

const IMPORT: &str = "\
Neo4j 5, into an empty database, from this folder:

neo4j-admin database import full neo4j \\
  --nodes=actors.csv --nodes=claims.csv --nodes=documents.csv \\
  --relationships=relations.csv --relationships=claims_actors.csv --relationships=claims_documents.csv \\
  --delimiter=',' --array-delimiter='|' --quote='\"' --legacy-style-quoting=false --overwrite-destination
";

/// Writes a selection as files for the importer.
pub(super) fn write(selection: &Selection) -> io::Result<(Vec<NamedFile>, Vec<String>)> {
    let (actors, relations) = (table::actors(selection, &selection.actors), table::relations(selection));
    let (claims, documents) =
        (table::claims(selection).beside(table::evidence(selection)), table::documents(selection));
    let kind = actors.column("kind");
    let (subject, relation_kind, object) =
        (relations.column("subject"), relations.column("kind"), relations.column("object"));
    let files = vec![
        nodes("actors", &actors, |row| format!("Actor|{}", label(&row[kind].joined()))),
        nodes("claims", &claims, |_| "Claim".to_owned()),
        nodes("documents", &documents, |_| "Document".to_owned()),
        NamedFile {
            path: "relations.csv".to_owned(),
            content: delimited(
                [":START_ID(actor)", ":END_ID(actor)", ":TYPE"]
                    .into_iter()
                    .map(str::to_owned)
                    .chain(header(&relations))
                    .collect(),
                relations.rows.iter().map(|row| {
                    [row[subject].joined(), row[object].joined(), relationship_type(&row[relation_kind].joined())]
                        .into_iter()
                        .chain(row.iter().map(cell))
                        .collect()
                }),
            ),
        },
        links("claims_actors.csv", "actor", claims_actors(&claims)),
        links("claims_documents.csv", "document", claims_documents(&claims)),
        NamedFile { path: "import.txt".to_owned(), content: IMPORT.as_bytes().to_vec() },
    ];
    let symmetric = selection
        .relations()
        .filter(|(_, relation)| selection.graph.schema().relation_kind(relation.kind).symmetric)
        .count();
    let symmetric = (symmetric > 0).then(|| {
        format!(
            "that {} no direction (`symmetric` says so)",
            if symmetric == 1 { "1 relation has".to_owned() } else { format!("{symmetric} relations have") }
        )
    });
    let tables = [&actors, &relations, &claims, &documents];
    let lost = [
        symmetric,
        table::line_breaks(&tables),
        table::documents_texts(selection),
        table::broken_lists(&tables),
        table::hidden_characters(&tables),
    ];
    Ok((files, lost.into_iter().flatten().collect()))
}

fn nodes(name: &str, table: &Table, label: impl Fn(&[Value]) -> String) -> NamedFile {
    let space = name.trim_end_matches('s');
    let header =
        header(table).enumerate().map(|(index, header)| if index == 0 { format!("id:ID({space})") } else { header });
    let rows = table.rows.iter().map(|row| row.iter().map(cell).chain([label(row)]).collect());
    NamedFile { path: format!("{name}.csv"), content: delimited(header.chain([":LABEL".to_owned()]).collect(), rows) }
}

fn header(table: &Table) -> impl Iterator<Item = String> {
    table.columns.iter().map(|column| match column.sort {
        Sort::Text => column.name.to_owned(),
        Sort::Texts => format!("{}:string[]", column.name),
        Sort::Count => format!("{}:int", column.name),
        Sort::Truth => format!("{}:boolean", column.name),
        Sort::Day => format!("{}:date", column.name),
    })
}

fn cell(value: &Value) -> String {
    printable(&value.joined()).into_owned()
}

fn links(path: &str, to: &str, rows: Vec<[String; 3]>) -> NamedFile {
    let header = [":START_ID(claim)".to_owned(), format!(":END_ID({to})"), ":TYPE".to_owned()];
    NamedFile { path: path.to_owned(), content: delimited(header.to_vec(), rows.into_iter().map(|row| row.to_vec())) }
}

/// Whom each claim is about, and who of those known says it: claim, actor, type.
pub(super) fn claims_actors(claims: &Table) -> Vec<[String; 3]> {
    let (id, subject, object, speakers) =
        (claims.column("id"), claims.column("subject"), claims.column("object"), claims.column("speaker_ids"));
    let mut rows = Vec::new();
    for row in &claims.rows {
        let mut ends = vec![(row[subject].joined(), "SUBJECT"), (row[object].joined(), "OBJECT")];
        if let Value::Texts(keys) = &row[speakers] {
            ends.extend(keys.iter().filter(|key| !key.is_empty()).map(|key| (key.clone(), "SAID_BY")));
        }
        rows.extend(ends.into_iter().map(|(actor, link)| [row[id].joined(), actor, link.to_owned()]));
    }
    rows
}

/// Which document each claim stands in, where that was read: claim, document, type.
pub(super) fn claims_documents(claims: &Table) -> Vec<[String; 3]> {
    let (id, document) = (claims.column("id"), claims.column("document"));
    let read = claims.rows.iter().filter(|row| row[document] != Value::Unknown);
    read.map(|row| [row[id].joined(), row[document].joined(), "STANDS_IN".to_owned()]).collect()
}

/// `armed_group` as `ArmedGroup`: letters and digits, a letter first.
pub(super) fn label(kind: &str) -> String {
    let word = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    let label: String =
        kind.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).map(word).collect();
    if label.starts_with(|c: char| c.is_ascii_alphabetic()) { label } else { format!("Kind{label}") }
}

/// `member_of` as `MEMBER_OF`: `[A-Z0-9_]`, a letter first.
pub(super) fn relationship_type(kind: &str) -> String {
    let name: String =
        kind.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("KIND_{name}") }
}

#[cfg(test)]
mod tests {
    use super::{label, relationship_type};

    #[test]
    fn kinds_become_labels_and_types() {
        assert_eq!(
            (label("armed_group").as_str(), relationship_type("member_of").as_str()),
            ("ArmedGroup", "MEMBER_OF")
        );
        assert_eq!(
            (label("3rd_party").as_str(), relationship_type("3rd_party").as_str()),
            ("Kind3rdParty", "KIND_3RD_PARTY")
        );
    }
}
