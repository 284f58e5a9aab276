//! A Cypher script (Neo4j 5; Memgraph after its lines of constraints are left out) that can be run again and again.
//!
//! The same nodes and relationships as `neo4j.rs`: `:Actor` with its kind as a second label, relations of their kind's
//! type, `:Claim` with `SUBJECT`, `OBJECT`, `SAID_BY` and `STANDS_IN`, `:Document`. Every statement is one line that
//! merges by id and then sets all properties, what is unknown to null, so that a second run with newer files changes
//! what changed and doubles nothing. What a newer export no longer has stays in the database. Texts are string literals
//! in which quotation marks, backslashes and line breaks are escaped. Not carried: texts of documents; that a symmetric
//! relation has no direction.

use std::io::{self, Write};

use super::neo4j::{claims_actors, claims_documents, label, relationship_type};
use super::table::{self, Column, Table, Value};
use crate::export::Selection;
use crate::text::visible;

/// Writes a selection as a script.
pub(super) fn write(selection: &Selection, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let (actors, relations) = (table::actors(selection, &selection.actors), table::relations(selection));
    let (claims, documents) =
        (table::claims(selection).beside(table::evidence(selection)), table::documents(selection));
    for node in ["Actor", "Claim", "Document"] {
        writeln!(
            out,
            "CREATE CONSTRAINT kg_{}_id IF NOT EXISTS FOR (n:{node}) REQUIRE n.id IS UNIQUE;",
            node.to_ascii_lowercase()
        )?;
    }
    let kind = actors.column("kind");
    for row in &actors.rows {
        writeln!(
            out,
            "MERGE (n:Actor {{id: {}}}) SET n:{}, {};",
            literal(&row[0]),
            label(&row[kind].joined()),
            set("n", &actors.columns, row)
        )?;
    }
    for row in &documents.rows {
        writeln!(out, "MERGE (n:Document {{id: {}}}) SET {};", literal(&row[0]), set("n", &documents.columns, row))?;
    }
    let (subject, kind, object) = (relations.column("subject"), relations.column("kind"), relations.column("object"));
    for row in &relations.rows {
        let relationship = relationship_type(&row[kind].joined());
        write!(
            out,
            "MATCH (a:Actor {{id: {}}}), (b:Actor {{id: {}}}) ",
            literal(&row[subject]),
            literal(&row[object])
        )?;
        writeln!(
            out,
            "MERGE (a)-[r:{relationship} {{id: {}}}]->(b) SET {};",
            literal(&row[0]),
            set("r", &relations.columns, row)
        )?;
    }
    for row in &claims.rows {
        writeln!(out, "MERGE (n:Claim {{id: {}}}) SET {};", literal(&row[0]), set("n", &claims.columns, row))?;
    }
    links(out, &claims, "Actor", claims_actors)?;
    links(out, &claims, "Document", claims_documents)?;
    let symmetric = relations.column("symmetric");
    let symmetric = relations.rows.iter().filter(|row| row[symmetric] == Value::Truth(true)).count();
    let symmetric = (symmetric > 0).then(|| {
        format!(
            "that {} no direction (`symmetric` says so)",
            if symmetric == 1 { "1 relation has".to_owned() } else { format!("{symmetric} relations have") }
        )
    });
    Ok([
        symmetric,
        table::documents_texts(selection),
        table::hidden_characters(&[&actors, &relations, &claims, &documents]),
    ]
    .into_iter()
    .flatten()
    .collect())
}

fn links(out: &mut dyn Write, claims: &Table, node: &str, rows: fn(&Table) -> Vec<[String; 3]>) -> io::Result<()> {
    for [claim, end, link] in rows(claims) {
        writeln!(
            out,
            "MATCH (c:Claim {{id: {}}}), (n:{node} {{id: {}}}) MERGE (c)-[:{link}]->(n);",
            string(&claim),
            string(&end)
        )?;
    }
    Ok(())
}

/// All columns but the first, which is the id, as what is set.
fn set(variable: &str, columns: &[Column], row: &[Value]) -> String {
    columns
        .iter()
        .zip(row)
        .skip(1)
        .map(|(column, value)| format!("{variable}.`{}` = {}", column.name, literal(value)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn literal(value: &Value) -> String {
    match value {
        Value::Unknown => "null".to_owned(),
        Value::Text(text) => string(text),
        Value::Texts(texts) => format!("[{}]", texts.iter().map(|text| string(text)).collect::<Vec<_>>().join(", ")),
        Value::Count(count) => count.to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::Day(day) => format!("date('{day}')"),
    }
}

/// A text as a string literal on one line. A backslash is doubled, so that none of the text begins `\uXXXX`, which
/// Cypher reads anywhere.
fn string(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    for c in visible(text).chars() {
        match c {
            '\\' => literal.push_str("\\\\"),
            '\'' => literal.push_str("\\'"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c => literal.push(c),
        }
    }
    literal.push('\'');
    literal
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn no_text_leaves_its_literal() {
        assert_eq!(string("x'}) DETACH DELETE n; //"), r"'x\'}) DETACH DELETE n; //'");
        assert_eq!(string("\\' \\u0027"), r"'\\\' \\u0027'");
        assert_eq!(string("a\nb\u{0}\u{202e}"), r"'a\nb\\u{0}\\u{202e}'");
    }
}
