//! Mermaid (`flowchart LR`, version 10 and later), for READMEs, issues and notes that draw it in place.
//!
//! Actors are boxes filled by kind, dashed where nobody curated them; relations are arrows with the kind's words, solid
//! where plainly said, dashed where alleged, dotted otherwise. A picture of more than [`MOST`] relations is read by
//! nobody and refused by some: nothing is written then. Node ids are positions, so that no name can be a keyword; in
//! labels everything that Mermaid or its Markdown could take for more than a character is an entity code (`#quot;`,
//! `#35;`). Not carried: words, sources, dates; the ends of long names.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::export::Selection;
use crate::graph::{GraphView, Standing};
use crate::model::{ActorId, ActorKindId};
use crate::query::standing_in_words;
use crate::text::{counted, printable};

/// What GitHub still draws legibly in the width of a page (tried by eye in the study of formats: about 50).
const MOST: usize = 60;

/// Longer names are cut: a box is no paragraph.
const LONGEST_LABEL: usize = 80;

/// Writes a selection as a flowchart; an error where it is too large for one.
pub(super) fn write(selection: &Selection, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let (graph, count) = (selection.graph, selection.relations.len());
    if count > MOST {
        return Err(io::Error::other(format!(
            "a Mermaid chart of more than {MOST} relations is not legible, and these are {count}; choose fewer with `--around ACTOR`, `--kind` or `--standing corroborated`"
        )));
    }
    let node: BTreeMap<ActorId, usize> =
        selection.drawn.iter().enumerate().map(|(index, actor)| (*actor, index)).collect();
    writeln!(out, "flowchart LR")?;
    for (&actor, index) in &node {
        let discovered = if graph.actors().is_discovered(actor) { "_found" } else { "" };
        writeln!(
            out,
            "  n{index}[\"{}\"]:::k{}{discovered}",
            label(graph.actors().shown(actor)),
            graph.actors().get(actor).kind.index()
        )?;
    }
    for (index, (_, relation)) in selection.relations().enumerate() {
        let kind = graph.schema().relation_kind(relation.kind);
        let words = if relation.standing.carries() {
            kind.label.clone()
        } else {
            format!("{} ({})", kind.label, standing_in_words(graph, relation))
        };
        let (arrow, dashes) = match (relation.standing, kind.symmetric) {
            (Standing::Curated | Standing::Reviewed, false) => ("==>", ""),
            (Standing::Curated | Standing::Reviewed, true) => ("===", ""),
            (Standing::Corroborated, false) => ("-->", ",stroke-width:2px"),
            (Standing::Corroborated, true) => ("---", ",stroke-width:2px"),
            (Standing::Stated, false) => ("-->", ",stroke-width:1px"),
            (Standing::Stated, true) => ("---", ",stroke-width:1px"),
            (Standing::Alleged, false) => ("-.->", ",stroke-dasharray:8 4"),
            (Standing::Alleged, true) => ("-.-", ",stroke-dasharray:8 4"),
            (Standing::Disputed | Standing::NotActual | Standing::Denied | Standing::Rejected, false) => {
                ("-.->", ",stroke-dasharray:2 4")
            }
            (Standing::Disputed | Standing::NotActual | Standing::Denied | Standing::Rejected, true) => {
                ("-.-", ",stroke-dasharray:2 4")
            }
        };
        writeln!(out, "  n{} {arrow}|\"{}\"| n{}", node[&relation.subject], label(&words), node[&relation.object])?;
        writeln!(out, "  linkStyle {index} stroke:{}{dashes}", kind.color)?;
    }
    let kinds: BTreeSet<(ActorKindId, bool)> = selection
        .drawn
        .iter()
        .map(|actor| (graph.actors().get(*actor).kind, graph.actors().is_discovered(*actor)))
        .collect();
    for (kind, discovered) in kinds {
        let (name, dashes) = if discovered { ("_found", ",stroke-dasharray:4 3") } else { ("", "") };
        writeln!(
            out,
            "  classDef k{}{name} fill:{},stroke:#666666,color:#000000{dashes}",
            kind.index(),
            graph.schema().actor_kind(kind).fill
        )?;
    }
    let long =
        selection.drawn.iter().filter(|actor| graph.actors().shown(**actor).chars().count() > LONGEST_LABEL).count();
    let long = (long > 0).then(|| format!("the ends of {}", counted(long, "long name")));
    let words = (count > 0).then(|| format!("words, sources and dates of {}", counted(count, "relation")));
    Ok(words.into_iter().chain(long).collect())
}

/// A text as the inside of a quoted label that Mermaid shows as it is.
fn label(text: &str) -> String {
    let text = printable(text);
    let mut label = String::with_capacity(text.len());
    for c in text.chars().take(LONGEST_LABEL) {
        match c {
            '"' => label.push_str("#quot;"),
            ' ' | ',' | '\'' | '-' | '.' | '(' | ')' | '/' => label.push(c),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() => label.push_str(&format!("#{};", u32::from(c))),
            c => label.push(c),
        }
    }
    if text.chars().nth(LONGEST_LABEL).is_some() {
        label.push('…');
    }
    mark_of_a_list(&label).map_or_else(
        || label.clone(),
        |at| format!("{}#{};{}", &label[..at], u32::from(label.as_bytes()[at]), &label[at + 1..]),
    )
}

/// Where a label begins like an item of a list ("1. ", "- "), which Mermaid refuses to show: the place of the character
/// that makes it one.
fn mark_of_a_list(label: &str) -> Option<usize> {
    let start = label.len() - label.trim_start().len();
    let digits = label[start..].bytes().take_while(u8::is_ascii_digit).count();
    let marks = if digits > 0 { [b'.', b')'] } else { [b'-', b'-'] };
    label.as_bytes().get(start + digits).filter(|byte| marks.contains(byte)).map(|_| start + digits)
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels_hold_no_syntax() {
        assert_eq!(label("al-Qaida (AQ)"), "al-Qaida (AQ)");
        assert_eq!(label("a\"b];c#d`"), "a#quot;b#93;#59;c#35;d#96;");
        assert_eq!(label("1. May"), "1#46; May");
        assert_eq!(label("- x"), "#45; x");
        assert_eq!(label("<b>%%{init}\n"), "#60;b#62;#37;#37;#123;init#125; ");
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(label(&"é".repeat(100)), format!("{}…", "é".repeat(80)));
    }
}
