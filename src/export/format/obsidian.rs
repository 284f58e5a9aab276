//! An Obsidian vault: a note for every actor and every document, as Markdown with properties.
//!
//! `actors/NAME.md`: properties (id, kind, other names, offices, identifiers, tags), then the relations that go out
//! from the actor, each with a Dataview field whose key is the kind (`warned:: [[Southland]]`), when it was, and its
//! words as block quotations with source and speaker; what nobody states as a fact has its standing in the key
//! (`alleged_hosted:: [[…]]`), so that no query takes it for one, and a denial stands as a denial. Relations that reach
//! the actor are links with their standing. `documents/TITLE.md`: what is known of a document, and what it says.
//! Discovered actors are marked °.
//!
//! File names are unique in the vault without regard to case and composition of letters, hold none of the characters
//! that file systems or links refuse, and are at most [`LONGEST_STEM`] bytes long; of names that would be one, each has
//! its key behind it. Whatever others wrote passes [`markdown`] or [`yaml`]. Not carried: texts of documents, claims
//! judged wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use unicode_normalization::UnicodeNormalization;

use super::{NamedFile, table};
use crate::export::record::{actor_record, claim_record, document_record};
use crate::export::{ClaimRecord, Selection};
use crate::graph::{GraphView, Relation, Standing};
use crate::model::{ActorId, Claim, DocumentId, Period, Review, Speaker};
use crate::query::{affirmations, denials, standing_in_words};
use crate::text::{all_of, counted, printable, single_spaced};

/// Writes a selection as a vault.
pub(super) fn write(selection: &Selection) -> io::Result<(Vec<NamedFile>, Vec<String>)> {
    let vault = Vault::of(selection);
    let mut files: Vec<NamedFile> = Vec::new();
    for id in &selection.actors {
        files.push(NamedFile {
            path: format!("actors/{}.md", vault.actors[id]),
            content: vault.actor(*id).into_bytes(),
        });
    }
    for id in &selection.documents {
        files.push(NamedFile {
            path: format!("documents/{}.md", vault.documents[id]),
            content: vault.document(*id).into_bytes(),
        });
    }
    let rejected = selection.claims().filter(|(_, claim)| claim.review == Review::Rejected).count();
    let rejected = (rejected > 0).then(|| format!("{} judged wrong", counted(rejected, "claim")));
    Ok((files, [table::documents_texts(selection), rejected].into_iter().flatten().collect()))
}

struct Vault<'s, 'g> {
    selection: &'s Selection<'g>,
    actors: BTreeMap<ActorId, String>,
    documents: BTreeMap<DocumentId, String>,
}

/// Bytes of a file name before `.md`: half of what file systems take, so that a path of the vault stays below what
/// Windows takes.
const LONGEST_STEM: usize = 120;

impl<'s, 'g> Vault<'s, 'g> {
    fn of(selection: &'s Selection<'g>) -> Vault<'s, 'g> {
        let graph = selection.graph;
        let actors = selection
            .actors
            .iter()
            .map(|id| (graph.actors().get(*id).name.as_str(), graph.actors().get(*id).key.as_str()));
        let documents = selection
            .documents
            .iter()
            .map(|id| &graph.documents()[id.index()])
            .map(|document| (document.heading(), document.key.as_str()));
        let mut stems = stems(&actors.chain(documents).collect::<Vec<_>>()).into_iter();
        // The names of both are found together: a link names a note, not its folder.
        let actors = selection.actors.iter().map(|id| (*id, stems.next().expect("a name for each"))).collect();
        let documents = selection.documents.iter().map(|id| (*id, stems.next().expect("a name for each"))).collect();
        Vault { selection, actors, documents }
    }

    /// A link to an actor that shows its name.
    fn link(&self, id: ActorId) -> String {
        match self.actors.get(&id) {
            Some(stem) if *stem == self.selection.graph.actors().shown(id) => format!("[[{stem}]]"),
            Some(stem) => format!("[[{stem}|{}]]", in_link(self.selection.graph.actors().shown(id))),
            None => markdown(self.selection.graph.actors().shown(id)),
        }
    }

    fn link_to_document(&self, id: DocumentId) -> String {
        let heading = self.selection.graph.documents()[id.index()].heading();
        match self.documents.get(&id) {
            Some(stem) if stem == heading => format!("[[{stem}]]"),
            Some(stem) => format!("[[{stem}|{}]]", in_link(heading)),
            None => markdown(heading),
        }
    }

    fn actor(&self, id: ActorId) -> String {
        let graph = self.selection.graph;
        let record = actor_record(graph, id);
        let mut note = String::from("---\n");
        property(&mut note, "id", &record.named.actor);
        property(&mut note, "kind", &record.named.kind);
        let _ = writeln!(note, "discovered: {}", record.named.discovered);
        properties(
            &mut note,
            "aliases",
            record.aliases.iter().filter(|alias| !alias.weak).map(|alias| alias.text.clone()),
        );
        properties(
            &mut note,
            "weak_aliases",
            record.aliases.iter().filter(|alias| alias.weak).map(|alias| alias.text.clone()),
        );
        properties(
            &mut note,
            "identifiers",
            record.identifiers.iter().map(|(register, id)| format!("{register}:{id}")),
        );
        properties(&mut note, "tags", ["kg/actor".to_owned(), format!("kg/{}", record.named.kind)].into_iter());
        let _ = writeln!(
            note,
            "---\n# {}\n\n{}",
            markdown(graph.actors().shown(id)),
            markdown(&graph.schema().actor_kind(graph.actors().get(id).kind).label)
        );
        if let Some(remark) = &record.note {
            let _ = writeln!(note, "\n{}", markdown(remark));
        }
        for office in &graph.actors().get(id).offices {
            let _ = writeln!(
                note,
                "\n- {}, {}, {}",
                markdown(&office.title),
                self.link(office.of),
                if office.period == Period::UNKNOWN {
                    "at a time unknown".to_owned()
                } else {
                    office.period.to_string()
                }
            );
        }
        let (mut out, mut back) = (String::new(), String::new());
        for (_, relation) in self.selection.relations() {
            if relation.subject == id {
                self.relation(relation, &mut out);
            } else if relation.object == id {
                let kind = graph.schema().relation_kind(relation.kind);
                let _ = writeln!(
                    back,
                    "- {} {} {}{}",
                    self.link(relation.subject),
                    markdown(&kind.label),
                    markdown(graph.actors().shown(id)),
                    self.standing(relation)
                );
            }
        }
        for (heading, part) in [("Relations", &out), ("From others", &back)] {
            if !part.is_empty() {
                let _ = write!(note, "\n## {heading}\n\n{}\n", part.trim_end());
            }
        }
        note
    }

    /// What stands behind a relation that is not simply so: " (alleged)".
    fn standing(&self, relation: &Relation) -> String {
        if relation.standing.is_plain() && relation.standing != Standing::Stated {
            String::new()
        } else {
            format!(" ({})", standing_in_words(self.selection.graph, relation))
        }
    }

    fn relation(&self, relation: &Relation, note: &mut String) {
        let graph = self.selection.graph;
        let kind = graph.schema().relation_kind(relation.kind);
        let _ = writeln!(
            note,
            "### {} {}{}\n",
            markdown(&kind.label),
            markdown(graph.actors().shown(relation.object)),
            self.standing(relation)
        );
        let _ = writeln!(note, "{}{}:: {}\n", standing_key(relation.standing), kind.key, self.link(relation.object));
        let periods: Vec<String> = relation.periods.iter().map(ToString::to_string).collect();
        if !periods.is_empty() {
            let _ = writeln!(
                note,
                "When: {}{}\n",
                periods.join("; "),
                if relation.undated { "; and without a date" } else { "" }
            );
        }
        for claim in affirmations(graph, relation) {
            self.claim("", claim, note);
        }
        for claim in denials(graph, relation) {
            self.claim("**Denied** ", claim, note);
        }
    }

    /// A claim as a block quotation: its words, and below them where they stand and who says them.
    fn claim(&self, denial: &str, claim: &Claim<ActorId>, note: &mut String) {
        let record = claim_record(self.selection.graph, claim);
        let words = record.quote.as_ref().map(|quote| format!("“{}”", markdown(&quote.text)));
        let _ = writeln!(note, "> {denial}{}", words.unwrap_or_else(|| "cited, not quoted".to_owned()));
        let _ = writeln!(note, "> — {}\n", self.provenance(&record, claim));
    }

    /// "Ada Brandt, in [[A letter]], The Gazette, 2017-12-02 (planned)".
    fn provenance(&self, record: &ClaimRecord, claim: &Claim<ActorId>) -> String {
        let link = |speaker: &Speaker<ActorId>| match speaker {
            Speaker::Actor(id, _) => self.link(*id),
            Speaker::Words(words) => markdown(words),
        };
        let sources: Vec<String> = claim.attribution.sources().iter().map(link).collect();
        let relays = claim.attribution.relays().iter().rev().map(link);
        let speakers: Vec<String> =
            Some(all_of(&sources)).filter(|sources| !sources.is_empty()).into_iter().chain(relays).collect();
        let document =
            claim.evidence.document().map_or_else(|| markdown(&record.evidence.title), |id| self.link_to_document(id));
        let place =
            [Some(document), record.evidence.publisher.as_deref().map(markdown), record.evidence.published.clone()]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", ");
        let modality = if record.modality == "actual" { String::new() } else { format!(" ({})", record.modality) };
        let review = if record.review == "unreviewed" { ", found by the program, not reviewed" } else { "" };
        let said = if speakers.is_empty() {
            String::new()
        } else {
            format!("said by {}, in ", speakers.join(", reported by "))
        };
        format!("{said}{place}{modality}{review}")
    }

    fn document(&self, id: DocumentId) -> String {
        let graph = self.selection.graph;
        let document = &graph.documents()[id.index()];
        let record = document_record(graph, document);
        let mut note = String::from("---\n");
        property(&mut note, "id", &document.key);
        for (key, value) in [
            ("path", &record.named.path),
            ("url", &record.named.url),
            ("publisher", &record.named.publisher),
            ("author", &record.author),
            ("published", &record.named.published),
            ("reprint_of", &record.reprint_of),
        ] {
            if let Some(value) = value {
                property(&mut note, key, value);
            }
        }
        property(&mut note, "hash", &record.hash);
        properties(&mut note, "tags", std::iter::once("kg/document".to_owned()));
        let _ = writeln!(note, "---\n# {}", markdown(document.heading()));
        let here = self
            .selection
            .claims()
            .filter(|(_, claim)| claim.evidence.document() == Some(id) && claim.review != Review::Rejected);
        let mut heading = "\n## What it says\n\n";
        for (_, claim) in here {
            let kind = graph.schema().relation_kind(claim.kind);
            let record = claim_record(graph, claim);
            let marks = [
                (record.polarity == "denied").then_some("**denied**"),
                claim.is_attributed().then_some("alleged"),
                (record.modality != "actual").then_some(&*record.modality),
            ];
            let marks = marks.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let marks = if marks.is_empty() { marks } else { format!(": {marks}") };
            let _ = writeln!(
                note,
                "{heading}- {} {} {}{marks}",
                self.link(claim.subject),
                markdown(&kind.label),
                self.link(claim.object)
            );
            let words = record
                .quote
                .as_ref()
                .map_or_else(|| "cited, not quoted".to_owned(), |quote| format!("“{}”", markdown(&quote.text)));
            let _ = writeln!(note, "  > {words}\n  > — {}", self.provenance(&record, claim));
            heading = "";
        }
        note
    }
}

/// What stands before the key of a field: nothing where more than one publisher's word stands behind it.
fn standing_key(standing: Standing) -> &'static str {
    match standing {
        Standing::Curated | Standing::Reviewed | Standing::Corroborated => "",
        Standing::Stated => "stated_",
        Standing::Alleged => "alleged_",
        Standing::Disputed => "disputed_",
        Standing::NotActual => "not_actual_",
        Standing::Denied => "denied_",
        Standing::Rejected => "rejected_",
    }
}

fn property(note: &mut String, key: &str, value: &str) {
    let _ = writeln!(note, "{key}: {}", yaml(value));
}

fn properties(note: &mut String, key: &str, values: impl Iterator<Item = String>) {
    let values: Vec<String> = values.map(|value| yaml(&value)).collect();
    if !values.is_empty() {
        let _ = writeln!(note, "{key}: [{}]", values.join(", "));
    }
}

/// A text as a double-quoted YAML scalar on one line. Brackets of links are parted, because a property that holds `[[`
/// is a link; `<` is an escape, so that neither markup nor a template begins.
fn yaml(text: &str) -> String {
    let text = printable(text).replace('\\', "\\\\").replace('"', "\\\"").replace("[[", "[ [").replace('<', "\\u003C");
    format!("\"{text}\"")
}

/// A text as Markdown that shows it and does nothing: no link, tag, comment, field, formula, markup or template.
fn markdown(text: &str) -> String {
    let text = printable(text);
    let text = text.trim();
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut last = None;
    for c in text.chars() {
        match c {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '>' | '#' | '|' | '~' | '=' | '$' | '%' | '^' => {
                escaped.extend(['\\', c])
            }
            // `key:: value` is a field wherever it stands.
            ':' if last == Some(':') => escaped.push_str("\\:"),
            // A list, a rule, or its number, at the head of a line.
            '-' | '+' if last.is_none() => escaped.extend(['\\', c]),
            '.' | ')' if !escaped.is_empty() && escaped.bytes().all(|byte| byte.is_ascii_digit()) => {
                escaped.extend(['\\', c])
            }
            c => escaped.push(c),
        }
        last = Some(c);
    }
    escaped
}

/// A text as what a link shows: without the characters that end it, for which there is no escape.
fn in_link(text: &str) -> String {
    markdown(&text.replace(['[', ']', '|'], " "))
}

/// File names without ending, one for each name and key.
fn stems(names: &[(&str, &str)]) -> Vec<String> {
    let plain: Vec<String> = names.iter().map(|(name, key)| stem(name, key)).collect();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for stem in &plain {
        *times.entry(as_file_system(stem)).or_default() += 1;
    }
    let mut taken: BTreeSet<String> =
        plain.iter().map(|stem| as_file_system(stem)).filter(|stem| times[stem] == 1).collect();
    let unique = plain.into_iter().zip(names).map(|(plain, (_, key))| {
        if times[&as_file_system(&plain)] == 1 {
            return plain;
        }
        let key = allowed(key);
        let mut stem = format!("{} ({})", cut(&plain, LONGEST_STEM / 2), cut(&key, LONGEST_STEM / 2 - 8));
        for number in 2.. {
            if taken.insert(as_file_system(&stem)) {
                break;
            }
            stem = format!("{} ({}) {number}", cut(&plain, LONGEST_STEM / 2), cut(&key, LONGEST_STEM / 2 - 8));
        }
        stem
    });
    unique.collect()
}

/// A name as a file name; the key where nothing of it can stand in one, or where Windows means a device by it.
fn stem(name: &str, key: &str) -> String {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let name = cut(&allowed(name), LONGEST_STEM);
    let folded = name.to_ascii_lowercase();
    let device = DEVICES.iter().any(|device| {
        folded
            .strip_prefix(device)
            .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    if name.is_empty() || device { format!("kg {}", cut(&allowed(key), LONGEST_STEM - 8)) } else { name }
}

/// Without what file systems and links refuse, in single spaces, without dots or spaces at its ends.
fn allowed(name: &str) -> String {
    let name: String = printable(name)
        .chars()
        .map(|c| {
            if matches!(c, '[' | ']' | '#' | '^' | '|' | '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '%' | '`') {
                ' '
            } else {
                c
            }
        })
        .collect();
    single_spaced(&name).trim_matches(['.', ' ', '-']).to_owned()
}

/// The beginning of a text, in at most so many bytes, on a character boundary.
fn cut(text: &str, bytes: usize) -> String {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text[..end].trim_end_matches(['.', ' ']).to_owned()
}

/// What two names share that some file system takes for one.
fn as_file_system(name: &str) -> String {
    // Upper case first: `ß` and `ss` are one name where case is folded.
    name.nfkc().collect::<String>().to_uppercase().to_lowercase().nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_STEM, markdown, stems, yaml};

    #[test]
    fn names_of_files_are_unique_and_allowed() {
        let long = "é".repeat(400);
        let names = [
            ("Iran", "iran"),
            ("IRAN", "iran-2"),
            ("a/b:c?", "abc"),
            ("..", "dots"),
            ("CON", "con"),
            ("com1.x", "com"),
            (&long, "long"),
            ("\u{e9}", "e1"),
            ("e\u{301}", "e2"),
            ("Iran (iran)", "other"),
        ];
        let stems = stems(&names);
        assert_eq!(stems[..6], ["Iran (iran) 2", "IRAN (iran-2)", "a b c", "kg dots", "kg con", "kg com"]);
        assert!(stems[6].len() <= LONGEST_STEM);
        assert_eq!(stems[7..], ["\u{e9} (e1)", "e\u{301} (e2)", "Iran (iran)"]);
    }

    #[test]
    fn hostile_text_is_inert() {
        assert_eq!(markdown("[[Iran]] #tag %%x%% a:: b"), "\\[\\[Iran\\]\\] \\#tag \\%\\%x\\%\\% a:\\: b");
        assert_eq!(markdown("<script>`=1`"), "&lt;script\\>\\`\\=1\\`");
        assert_eq!(markdown("- a\nb"), "\\- a b");
        assert_eq!(markdown("12. May"), "12\\. May");
        assert_eq!(yaml("a\"\\\n---\n[[x]]"), "\"a\\\"\\\\ --- [ [x]]\"");
    }
}
