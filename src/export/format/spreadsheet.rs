//! CSV (RFC 4180, UTF-8) for spreadsheets and for programs that import tables: Gephi, Kumu, Maltego.
//!
//! `nodes.csv`: the actors; `edges.csv`: the relations; `claims.csv`: every claim with what it rests on;
//! `documents.csv`. The headers are those that Gephi and Kumu both find: `Id`, `Label`, `Type` of nodes; of edges `Id`,
//! `From`, `To` first, as Kumu wants them, and the same keys once more as `Source` and `Target`, with `Type` as Gephi
//! wants it (`Directed`, `Undirected`) and `Direction` as Kumu does (`directed`, `undirected`). Lists are joined by
//! `|`, which Kumu splits. The files begin with a byte order mark: without it Excel reads every name that is not ASCII
//! wrongly, and Gephi (since 0.9.3), Kumu, pandas and DuckDB pass over it.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises: one that begins
//! with `=`, `+`, `-`, `@`, a tab or a line break, or with the full-width forms of those signs, which East Asian
//! versions of Excel obey too. So such a cell is not the text that was found, which is said. Not carried: texts of
//! documents.

use std::io;

use super::NamedFile;
use super::table::{self, Table, Value};
use crate::export::Selection;
use crate::text::{counted, visible};

/// Writes a selection as tables for spreadsheets.
pub(super) fn write(selection: &Selection) -> io::Result<(Vec<NamedFile>, Vec<String>)> {
    let nodes = table::actors(selection, &selection.actors);
    let edges = table::relations(selection);
    let claims = table::claims(selection).beside(table::evidence(selection));
    let documents = table::documents(selection);
    let same = |table: &Table| -> Vec<(String, usize)> {
        table.columns.iter().enumerate().map(|(index, column)| (column.name.to_owned(), index)).collect()
    };
    let node_columns =
        headed(&nodes, &[("Id", "id"), ("Label", "label"), ("Type", "kind_label"), ("Description", "note")]);
    let edge_columns = headed(
        &edges,
        &[
            ("Id", "id"),
            ("From", "subject"),
            ("To", "object"),
            ("Source", "subject"),
            ("Target", "object"),
            ("Type", "symmetric"),
            ("Direction", "symmetric"),
            ("Label", "label"),
        ],
    );
    let mut formulas = 0;
    let files = [
        ("nodes.csv", &nodes, node_columns),
        ("edges.csv", &edges, edge_columns),
        ("claims.csv", &claims, same(&claims)),
        ("documents.csv", &documents, same(&documents)),
    ];
    let files = files.into_iter().map(|(path, table, columns)| file(path, table, &columns, &mut formulas)).collect();
    let formulas = (formulas > 0)
        .then(|| format!("{} as they are (an apostrophe keeps them from being formulas)", counted(formulas, "cell")));
    let tables = [&nodes, &edges, &claims, &documents];
    Ok((
        files,
        [table::documents_texts(selection), formulas, table::broken_lists(&tables), table::hidden_characters(&tables)]
            .into_iter()
            .flatten()
            .collect(),
    ))
}

/// These columns under these headers, then all others under their own names.
fn headed(table: &Table, first: &[(&str, &str)]) -> Vec<(String, usize)> {
    let rest =
        table.columns.iter().enumerate().filter(|(_, column)| !first.iter().any(|(_, name)| *name == column.name));
    first
        .iter()
        .map(|(header, name)| ((*header).to_owned(), table.column(name)))
        .chain(rest.map(|(index, column)| (column.name.to_owned(), index)))
        .collect()
}

fn file(path: &str, table: &Table, columns: &[(String, usize)], formulas: &mut usize) -> NamedFile {
    let header = columns.iter().map(|(header, _)| header.clone()).collect();
    let rows = table.rows.iter().map(|row| {
        let cell = |(header, index): &(String, usize)| match (header.as_str(), &row[*index]) {
            ("Type", Value::Truth(symmetric)) => if *symmetric { "Undirected" } else { "Directed" }.to_owned(),
            ("Direction", Value::Truth(symmetric)) => if *symmetric { "undirected" } else { "directed" }.to_owned(),
            (_, value) => cell(&value.joined(), formulas),
        };
        columns.iter().map(cell).collect()
    });
    const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
    NamedFile { path: path.to_owned(), content: [BYTE_ORDER_MARK, &delimited(header, rows)].concat() }
}

/// A text as a cell that no spreadsheet computes.
fn cell(text: &str, formulas: &mut usize) -> String {
    let text = visible(text);
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        *formulas += 1;
        return format!("'{text}");
    }
    text.into_owned()
}

/// Rows under a header as CSV: quoted where needed, a quotation mark doubled, lines ended by a line feed.
pub(super) fn delimited(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows) {
        writer.write_record(row).expect("rows are as long as the header, and memory can be written");
    }
    writer.into_inner().expect("memory can be written")
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn formulas_become_texts() {
        let mut formulas = 0;
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(cell(text, &mut formulas), format!("'{text}"));
        }
        assert_eq!(formulas, 8);
        assert_eq!(cell("a=1", &mut formulas), "a=1");
        assert_eq!(cell("\u{202e}=1", &mut formulas), "\\u{202e}=1");
    }
}
