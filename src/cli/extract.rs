//! `kg extract`: a filter from texts to what they say, JSON Lines in and out.
//!
//! One line in gives one line out, in order, by all processors; a bad line gives a line with `error`
//! and the run goes on. Curated actors are used where there is a project; curated claims never are.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::num::NonZero;
use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Value, json};

use super::ordered::ordered;
use super::{Exit, Session, talk};
use crate::model::PartialDate;
use crate::nlp::{Scratch, is_english};
use crate::project::TextReader;
use crate::text::printable;

/// What texts say of actors: JSON Lines in, JSON Lines out
///
/// Reads objects with `id`, `text` and perhaps `published` from FILE or standard input, and writes for each, in the
/// same order, an object with `id`, `claims`, `attributions` and `mentions`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// Also what is not sure enough to be claimed before somebody looked at it, as `proposed`
    #[arg(long)]
    proposed: bool,
    /// Read without `reader`, `patterns`, one entry of the pattern files, a rule, or a list of words
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
}

struct Line {
    id: Value,
    text: String,
    published: Option<String>,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut reading = session.project.text_reader()?;
    args.without.iter().try_for_each(|name| reading.leave_out(name))?;
    if !reading.in_a_project {
        talk::say("note: no project here, so no actor is known; `--project DIR` names one");
    }
    if args.file.is_dir() {
        anyhow::bail!("`{}` is a folder; give a file of JSON Lines", args.file.display());
    }
    let input: Box<dyn BufRead + Send> = if args.file.as_os_str() == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let file = File::open(&args.file)
            .map_err(|error| anyhow::anyhow!("`{}` cannot be read: {error}", args.file.display()))?;
        Box::new(BufReader::new(file))
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let lines = input.split(b'\n').enumerate().map(|(index, bytes)| bytes.map(|bytes| (index + 1, bytes)));
    ordered(
        lines,
        threads,
        Scratch::default,
        |scratch, (number, bytes)| answer(&reading, args.proposed, number, &bytes, scratch),
        |answer| {
            for note in &answer.notes {
                talk::say(note);
            }
            if let Some(record) = answer.record {
                out.write_all(&record)?;
            }
            // Whoever feeds line by line waits for the answer.
            out.flush()
        },
    )?;
    Ok(Exit::Found)
}

/// What a line of input comes to.
#[derive(Default)]
struct Answer {
    /// The line to write; none for an empty line.
    record: Option<Vec<u8>>,
    notes: Vec<String>,
}

fn answer(reading: &TextReader<'_>, proposed: bool, number: usize, bytes: &[u8], scratch: &mut Scratch) -> Answer {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Answer::default();
    }
    let line = match read_line(bytes) {
        Ok(line) => line,
        Err((id, error)) => {
            return Answer {
                record: Some(json_bytes(&json!({ "id": id, "error": format!("line {number}: {error}") }))),
                notes: Vec::new(),
            };
        }
    };
    let mut notes = Vec::new();
    let published = line.published.as_deref().and_then(PartialDate::of_timestamp);
    if let (None, Some(date)) = (published, line.published.as_deref().filter(|date| !date.is_empty())) {
        notes.push(format!("note: line {number}: `{}` is no date; read without one", printable(date)));
    }
    if !is_english(&line.text) {
        notes.push(format!("note: line {number}: this text is not English; no claims are taken from it"));
    }
    let mut record = reading.extract(line.id, &line.text, published, scratch);
    if !proposed {
        record.proposed.clear();
    }
    Answer { record: Some(json_bytes(&record)), notes }
}

/// A record as a line of JSON.
fn json_bytes(record: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(record).expect("records are plain values");
    line.push(b'\n');
    line
}

/// A line's document, or its id, where that can be read, with what is wrong.
fn read_line(bytes: &[u8]) -> Result<Line, (Value, String)> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        (Value::Null, format!("not JSON: {reason} at column {}", error.column()))
    })?;
    let Value::Object(mut fields) = value else {
        return Err((Value::Null, "not an object with a field `text`".to_owned()));
    };
    let id = fields.remove("id").unwrap_or(Value::Null);
    let text = match fields.remove("text") {
        Some(Value::String(text)) => text,
        Some(_) => return Err((id, "the field `text` is no text".to_owned())),
        None => return Err((id, "the field `text` is missing".to_owned())),
    };
    match fields.remove("published") {
        None | Some(Value::Null) => Ok(Line { id, text, published: None }),
        Some(Value::String(date)) => Ok(Line { id, text, published: Some(date) }),
        Some(_) => Err((id, "the field `published` is no text".to_owned())),
    }
}
