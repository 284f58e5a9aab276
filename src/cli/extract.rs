//! `kg extract`: a filter from texts to what they say, JSON Lines in and out.
//!
//! One line in gives one line out, in order, each flushed into the stream before the next is read to its end; a bad line gives a line with `error`
//! and the run goes on. Curated actors are used where there is a project; curated claims never are.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Outcome, Session, json_line, talk};
use crate::curated::Curated;
use crate::export::{extraction_record, mention_records};
use crate::extract::Gazetteer;
use crate::model::PartialDate;
use crate::resolve;

/// What texts say of actors: JSON Lines in, JSON Lines out
///
/// Reads objects with `id`, `text` and perhaps `published` from FILE or standard input, and writes for each, in the same order, an object with `id`,
/// `claims`, `attributions` and `mentions`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: String,
    published: Option<String>,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Outcome> {
    let curated = match session.project.curated()? {
        Some((_, curated)) => curated,
        None => {
            talk::say("note: no project here, so no actor is known; `--project DIR` names one");
            Curated::default()
        }
    };
    let gazetteer = Gazetteer::new(&curated.actors);
    let input: Box<dyn BufRead> = if args.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(&args.file).map_err(|error| anyhow::anyhow!("`{}` cannot be read: {error}", args.file.display()))?;
        Box::new(BufReader::new(file))
    };
    for bytes in input.split(b'\n') {
        let bytes = bytes?;
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Line>(&bytes) {
            Err(error) => {
                // The id may be readable where the rest is not.
                let id = serde_json::from_slice::<Value>(&bytes).ok().and_then(|value| value.get("id").cloned()).unwrap_or(Value::Null);
                json_line(out, &json!({ "id": id, "error": format!("not an object with a field `text`: {error}") }))?;
            }
            Ok(line) => {
                let published = line.published.as_deref().and_then(PartialDate::of_timestamp);
                let mentions = resolve::mentions(&gazetteer.find(&line.text), published);
                let key = |actor| curated.actors.get(actor).key.clone();
                let records = mention_records(&line.text, &mentions, key);
                json_line(out, &extraction_record(line.id, records))?;
            }
        }
    }
    Ok(Outcome::Found)
}
