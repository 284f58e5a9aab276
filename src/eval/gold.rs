//! Gold files to gold documents: Markdown of the suite, or JSON Lines in one of three shapes, told apart by what stands
//! in `gold`.

use serde::Deserialize;
use serde_json::Value;

use super::claims::{ArticleGold, ClaimsGold};
use super::roots::RootGold;
use super::spans::SpanGold;
use super::suite;
use crate::model::PartialDate;

/// An annotated text.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// Its id in the file.
    pub id: String,
    /// The text.
    pub text: String,
    /// Date of publication.
    pub published: Option<PartialDate>,
    /// What people found in it.
    pub gold: Gold,
}

/// What people found in a text, by how they wrote it down.
#[derive(Clone, Debug)]
pub enum Gold {
    /// Claims between actors.
    Claims(ClaimsGold),
    /// Edges between words, by PLOVER root.
    Roots(Vec<RootGold>),
    /// Relations between spans.
    Spans(Vec<SpanGold>),
}

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
    published: Option<String>,
    gold: Value,
}

/// Reads a gold file: `.md` in the form of `tests/suite/claims`, all else JSON Lines. The error names line and reason.
pub fn read_gold(name: &str, text: &str) -> Result<Vec<GoldDocument>, String> {
    if name.ends_with(".md") {
        return suite::read(text);
    }
    let mut documents = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        documents.push(read_line(line).map_err(|reason| format!("line {}: {reason}", index + 1))?);
    }
    // An empty list is of the shape that the others have.
    let by_spans =
        documents.iter().any(|document| matches!(&document.gold, Gold::Spans(relations) if !relations.is_empty()));
    for document in documents.iter_mut().filter(|_| by_spans) {
        if matches!(&document.gold, Gold::Roots(edges) if edges.is_empty()) {
            document.gold = Gold::Spans(Vec::new());
        }
    }
    Ok(documents)
}

fn read_line(line: &str) -> Result<GoldDocument, String> {
    let bad = |error: serde_json::Error| error.to_string().split(" at line ").next().unwrap_or_default().to_owned();
    let line: Line = serde_json::from_str(line).map_err(|error| format!("no annotated text: {}", bad(error)))?;
    let gold = match &line.gold {
        Value::Object(_) => Gold::Claims(serde_json::from_value::<ArticleGold>(line.gold).map_err(bad)?.into()),
        Value::Array(items) if items.iter().all(|item| item.get("root").is_some()) => {
            Gold::Roots(serde_json::from_value(line.gold).map_err(bad)?)
        }
        Value::Array(items) if items.iter().all(|item| item.get("type").is_some()) => {
            Gold::Spans(serde_json::from_value(line.gold).map_err(bad)?)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            return Err("`gold` is neither claims, nor edges with `root`, nor relations with `type`".to_owned());
        }
    };
    let id = line.id.as_str().map_or_else(|| line.id.to_string(), str::to_owned);
    Ok(GoldDocument {
        id,
        text: line.text,
        published: line.published.as_deref().and_then(PartialDate::of_timestamp),
        gold,
    })
}
