//! Parquet, for pandas, Polars, DuckDB, R and Spark: a folder of `actors`, `aliases`, `relations`, `claims`, `evidence`
//! and `documents`, `.parquet` each.
//!
//! Columns are those of the tables: texts are strings exactly as they were found, lists are lists, counts are 64-bit
//! integers, and beside every date, which is an ISO 8601 string as precise as known, stand the `earliest` and `latest`
//! day it may mean as `DATE`. `claims` and `evidence` go row by row; `relations` is what the claims come to. Written by
//! the `parquet` crate without compression, so that no C is needed; a name of ours as `created_by` and no times, so
//! that the same graph gives the same bytes. Not carried: texts of documents.
//!
//! The crate costs a clean build more than half a minute, so it is a feature that is off by default; without it, this
//! format says how to have it.

use std::io;

use super::NamedFile;
use crate::export::Selection;

/// Writes a selection as tables in Parquet.
#[cfg(not(feature = "parquet"))]
pub(super) fn write(_: &Selection) -> io::Result<(Vec<NamedFile>, Vec<String>)> {
    Err(io::Error::other(
        "this kg was built without Parquet; build it with `cargo install --path . --features parquet`, or export csv, which DuckDB and pandas read too",
    ))
}

/// Writes a selection as tables in Parquet.
#[cfg(feature = "parquet")]
pub(super) fn write(selection: &Selection) -> io::Result<(Vec<NamedFile>, Vec<String>)> {
    use super::table;
    let tables = [
        table::actors(selection, &selection.actors),
        table::aliases(selection),
        table::relations(selection),
        table::claims(selection),
        table::evidence(selection),
        table::documents(selection),
    ];
    let file = |table: &table::Table| {
        Ok(NamedFile {
            path: format!("{}.parquet", table.name),
            content: writer::parquet(table).map_err(io::Error::other)?,
        })
    };
    let files = tables.iter().map(file).collect::<io::Result<_>>()?;
    Ok((files, table::documents_texts(selection).into_iter().collect()))
}

#[cfg(feature = "parquet")]
mod writer {
    use std::sync::Arc;

    use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
    use parquet::errors::Result;
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
    use parquet::schema::parser::parse_message_type;

    use crate::export::format::table::{Sort, Table, Value};

    /// A table as a Parquet file of one row group.
    pub(super) fn parquet(table: &Table) -> Result<Vec<u8>> {
        let schema = Arc::new(parse_message_type(&schema(table))?);
        let properties = Arc::new(WriterProperties::builder().set_created_by("kg".to_owned()).build());
        let mut bytes = Vec::new();
        let mut file = SerializedFileWriter::new(&mut bytes, schema, properties)?;
        let mut group = file.next_row_group()?;
        for (index, column) in table.columns.iter().enumerate() {
            let values: Vec<&Value> = table.rows.iter().map(|row| &row[index]).collect();
            let mut writer = group.next_column()?.expect("the schema has a column for each");
            write_column(&mut writer, column.sort, &values)?;
            writer.close()?;
        }
        group.close()?;
        file.close()?;
        Ok(bytes)
    }

    /// The schema in Parquet's own language; every column may be unknown.
    fn schema(table: &Table) -> String {
        let column = |name: &str, sort: Sort| match sort {
            Sort::Text => format!("optional binary {name} (STRING);"),
            Sort::Texts => format!(
                "optional group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
            ),
            Sort::Count => format!("optional int64 {name};"),
            Sort::Truth => format!("optional boolean {name};"),
            Sort::Day => format!("optional int32 {name} (DATE);"),
        };
        let columns: Vec<String> = table.columns.iter().map(|each| column(each.name, each.sort)).collect();
        format!("message {} {{ {} }}", table.name, columns.join(" "))
    }

    fn write_column(writer: &mut SerializedColumnWriter<'_>, sort: Sort, values: &[&Value]) -> Result<()> {
        let known: Vec<i16> = values.iter().map(|value| i16::from(**value != Value::Unknown)).collect();
        match sort {
            Sort::Text => {
                let texts: Vec<ByteArray> = values
                    .iter()
                    .filter_map(
                        |value| if let Value::Text(text) = value { Some(ByteArray::from(text.as_str())) } else { None },
                    )
                    .collect();
                writer.typed::<ByteArrayType>().write_batch(&texts, Some(&known), None)?;
            }
            Sort::Texts => {
                let (texts, known, repeats) = list(values);
                writer.typed::<ByteArrayType>().write_batch(&texts, Some(&known), Some(&repeats))?;
            }
            Sort::Count => {
                let counts: Vec<i64> = values
                    .iter()
                    .filter_map(|value| if let Value::Count(count) = value { i64::try_from(*count).ok() } else { None })
                    .collect();
                writer.typed::<Int64Type>().write_batch(&counts, Some(&known), None)?;
            }
            Sort::Truth => {
                let truths: Vec<bool> = values
                    .iter()
                    .filter_map(|value| if let Value::Truth(truth) = value { Some(*truth) } else { None })
                    .collect();
                writer.typed::<BoolType>().write_batch(&truths, Some(&known), None)?;
            }
            Sort::Day => {
                let days: Vec<i32> = values
                    .iter()
                    .filter_map(|value| if let Value::Day(day) = value { Some(since_1970(*day)) } else { None })
                    .collect();
                writer.typed::<Int32Type>().write_batch(&days, Some(&known), None)?;
            }
        }
        Ok(())
    }

    /// Texts of lists with their definition and repetition levels: a list is known or not (1), empty or not (2), and
    /// every text after its first repeats it.
    fn list(values: &[&Value]) -> (Vec<ByteArray>, Vec<i16>, Vec<i16>) {
        let (mut texts, mut known, mut repeats) = (Vec::new(), Vec::new(), Vec::new());
        for value in values {
            let Value::Texts(list) = value else {
                known.push(0);
                repeats.push(0);
                continue;
            };
            if list.is_empty() {
                known.push(1);
                repeats.push(0);
            }
            for (index, text) in list.iter().enumerate() {
                texts.push(ByteArray::from(text.as_str()));
                known.push(2);
                repeats.push(i16::from(index > 0));
            }
        }
        (texts, known, repeats)
    }

    fn since_1970(day: jiff::civil::Date) -> i32 {
        day.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days())
    }
}
