//! Files for LadybugDB (0.22), the embedded graph database that goes on from Kùzu: `schema.cypher`, `copy.cypher` and
//! the CSV that it copies.
//!
//! Run the statements of `schema.cypher` on an empty database, then those of `copy.cypher`, with this folder as working
//! directory. Node tables: `Actor`, `Claim`, `Document`; relationship tables: `Related` (one row a relation, its kind
//! in `kind`, so that a path may go over any: `MATCH (a)-[r:Related* SHORTEST 1..6]-(b)`), `Subject`, `Object`,
//! `SaidBy`, `StandsIn` of claims. The columns `from` and `to` are called `from_date` and `to_date`, because those
//! words are the ends of a relationship here. Lists are joined by `|`, days are `DATE`. Texts keep their line breaks,
//! for which the copy is told not to read in parallel. Not carried: texts of documents; that a symmetric relation has
//! no direction.

use std::io;

use super::NamedFile;
use super::neo4j::{claims_actors, claims_documents};
use super::spreadsheet::delimited;
use super::table::{self, Column, Sort, Table, Value};
use crate::export::Selection;
use crate::text::visible;

/// Writes a selection as files to copy.
pub(super) fn write(selection: &Selection) -> io::Result<(Vec<NamedFile>, Vec<String>)> {
    let (actors, relations) = (table::actors(selection, &selection.actors), table::relations(selection));
    let (claims, documents) =
        (table::claims(selection).beside(table::evidence(selection)), table::documents(selection));
    let ends = [relations.column("subject"), relations.column("object")];
    let related = relations
        .rows
        .iter()
        .map(|row| ends.iter().map(|end| row[*end].joined()).chain(row.iter().map(cell)).collect());
    let related_header =
        ["FROM", "TO"].into_iter().chain(relations.columns.iter().map(name)).map(str::to_owned).collect();
    let mut files = vec![csv("actors.csv", &actors), csv("claims.csv", &claims), csv("documents.csv", &documents)];
    files.push(NamedFile { path: "relations.csv".to_owned(), content: delimited(related_header, related) });
    let (of_actors, of_documents) = (claims_actors(&claims), claims_documents(&claims));
    let mut schema = vec![node("Actor", &actors), node("Claim", &claims), node("Document", &documents)];
    schema.push(format!("CREATE REL TABLE Related(FROM Actor TO Actor, {});", columns(&relations)));
    let mut copy: Vec<String> =
        [("Actor", "actors"), ("Claim", "claims"), ("Document", "documents"), ("Related", "relations")]
            .map(|(table, file)| from(table, file))
            .to_vec();
    for (link, name, file, end, rows) in [
        ("SUBJECT", "Subject", "claim_subjects", "Actor", &of_actors),
        ("OBJECT", "Object", "claim_objects", "Actor", &of_actors),
        ("SAID_BY", "SaidBy", "claim_speakers", "Actor", &of_actors),
        ("STANDS_IN", "StandsIn", "claim_documents", "Document", &of_documents),
    ] {
        let rows = rows.iter().filter(|[_, _, of]| of == link).map(|[claim, end, _]| vec![claim.clone(), end.clone()]);
        files.push(NamedFile {
            path: format!("{file}.csv"),
            content: delimited(vec!["FROM".to_owned(), "TO".to_owned()], rows),
        });
        schema.push(format!("CREATE REL TABLE {name}(FROM Claim TO {end});"));
        copy.push(from(name, file));
    }
    files.push(NamedFile { path: "schema.cypher".to_owned(), content: (schema.join("\n") + "\n").into_bytes() });
    files.push(NamedFile { path: "copy.cypher".to_owned(), content: (copy.join("\n") + "\n").into_bytes() });
    let tables = [&actors, &relations, &claims, &documents];
    let symmetric = relations.column("symmetric");
    let symmetric = relations.rows.iter().filter(|row| row[symmetric] == Value::Truth(true)).count();
    let symmetric = (symmetric > 0).then(|| {
        format!(
            "that {} no direction (`symmetric` says so)",
            if symmetric == 1 { "1 relation has".to_owned() } else { format!("{symmetric} relations have") }
        )
    });
    let lost =
        [symmetric, table::documents_texts(selection), table::broken_lists(&tables), table::hidden_characters(&tables)];
    Ok((files, lost.into_iter().flatten().collect()))
}

fn csv(path: &str, table: &Table) -> NamedFile {
    let header = table.columns.iter().map(|column| name(column).to_owned()).collect();
    NamedFile {
        path: path.to_owned(),
        content: delimited(header, table.rows.iter().map(|row| row.iter().map(cell).collect())),
    }
}

fn cell(value: &Value) -> String {
    visible(&value.joined()).into_owned()
}

fn node(name: &str, table: &Table) -> String {
    format!("CREATE NODE TABLE {name}({}, PRIMARY KEY (id));", columns(table))
}

/// Names and types; names in backticks, because some are words of the language.
fn columns(table: &Table) -> String {
    let column = |column: &Column| {
        let kind = match column.sort {
            Sort::Text | Sort::Texts => "STRING",
            Sort::Count => "INT64",
            Sort::Truth => "BOOLEAN",
            Sort::Day => "DATE",
        };
        format!("`{}` {kind}", name(column))
    };
    table.columns.iter().map(column).collect::<Vec<_>>().join(", ")
}

fn name(column: &Column) -> &'static str {
    match column.name {
        "from" => "from_date",
        "to" => "to_date",
        name => name,
    }
}

fn from(table: &str, file: &str) -> String {
    format!(
        "COPY {table} FROM '{file}.csv' (HEADER=true, PARALLEL=false, AUTO_DETECT=false, DELIM=',', QUOTE='\"', ESCAPE='\"');"
    )
}
