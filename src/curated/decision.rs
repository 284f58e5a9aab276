//! `decisions.ron`: decisions as lines of a file that is only ever added to, read and written.
//!
//! In comes the file's text, out come decisions with their places; a decision goes out as one line. Decided here: one
//! decision is one line, so that a file torn off at its end, or joined from two by a version control, loses nothing but
//! the torn line; every problem is a warning with its place, for what is sound holds.
//!
//! What a decision means for a claim or an actor, and which contradict each other, is found in `resolve`.

use std::sync::Arc;

use jiff::Timestamp;

use crate::model::{Act, ClaimReference, ContentHash, Correction, Decision, Identity, Verdict};
use crate::text::ron::{At, NO_RECORD, Record, Ron};
use crate::text::{Diagnostic, Place, Severity, SourceText};

/// A decision with the place it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The decision.
    pub decision: Decision,
    /// Where its id stands.
    pub place: Place,
}

/// The sorts of record with their fields.
const RECORDS: [(&str, &[&str]); 7] = [
    ("Accept", &["id", "at", "by", "why", "claim", "kind", "subject", "object"]),
    ("Reject", &["id", "at", "by", "why", "claim"]),
    ("Same", &["id", "at", "by", "why", "a", "b"]),
    ("Different", &["id", "at", "by", "why", "a", "b"]),
    ("Unsure", &["id", "at", "by", "why", "a", "b"]),
    ("Split", &["id", "at", "by", "why", "actor", "documents"]),
    ("Undo", &["id", "at", "by", "why", "decision"]),
];

/// Reads a file of decisions. What cannot be read is reported, each as a warning, and left out.
pub fn read_decisions(source_text: &Arc<SourceText>, problems: &mut Vec<Diagnostic>) -> Vec<Recorded> {
    let mut said = Vec::new();
    if let Some(start) = source_text.text.find('\u{fffd}') {
        let place = Place {
            source_text: Arc::clone(source_text),
            span: crate::text::Span::new(start, start + '\u{fffd}'.len_utf8()),
        };
        said.push(Diagnostic::error(place, "this is no character of UTF-8").hint("save the file as UTF-8"));
    }
    let decisions = Ron::of_values(source_text)
        .into_iter()
        .filter_map(|(part, mut of_part)| {
            let torn = of_part.first().cloned();
            let recorded = recorded(&part, &mut of_part);
            // Of what is torn or no record at all only one thing is worth saying.
            let no_record = of_part.iter().find(|problem| problem.message == NO_RECORD).cloned();
            match no_record.or(torn) {
                Some(problem) => said.push(problem),
                None => said.append(&mut of_part),
            }
            recorded
        })
        .collect();
    problems.extend(said.into_iter().map(|problem| Diagnostic { severity: Severity::Warning, ..problem }));
    decisions
}

fn recorded(part: &Ron, problems: &mut Vec<Diagnostic>) -> Option<Recorded> {
    let node = part.root(problems)?;
    let (sort, record) = node.named_record(&RECORDS, problems)?;
    let id = record.required_text("id", problems);
    let place = id.as_ref().map_or_else(|| record.opening(), |id| id.place.clone());
    let at = record.required_text("at", problems).and_then(|at| timestamp(&at, problems));
    let by = record.required_text("by", problems);
    let why = record.text("why", problems);
    let act = act(sort, &record, problems);
    // A damaged record may have lost what made it what it was.
    if !problems.is_empty() {
        return None;
    }
    let decision = Decision {
        id: id?.value,
        at: at?,
        by: by?.value,
        why: why.map_or_else(String::new, |why| why.value),
        act: act?,
    };
    Some(Recorded { decision, place })
}

fn timestamp(at: &At<String>, problems: &mut Vec<Diagnostic>) -> Option<Timestamp> {
    let read = at.value.parse().ok();
    if read.is_none() {
        problems.push(
            Diagnostic::error(at.place.clone(), format!("`{}` is no moment in time", at.value))
                .hint("write it as \"2024-05-01T10:00:00Z\""),
        );
    }
    read
}

fn act(sort: usize, record: &Record, problems: &mut Vec<Diagnostic>) -> Option<Act> {
    let text = |name: &str, problems: &mut Vec<Diagnostic>| record.text(name, problems).map(|text| text.value);
    match RECORDS[sort].0 {
        "Accept" => {
            let claim = claim_reference(record, problems);
            let correction = Correction {
                kind: text("kind", problems),
                subject: text("subject", problems),
                object: text("object", problems),
            };
            Some(Act::Judge { claim: claim?, verdict: Verdict::Accepted(correction) })
        }
        "Reject" => Some(Act::Judge { claim: claim_reference(record, problems)?, verdict: Verdict::Rejected }),
        "Split" => {
            let actor = record.required_text("actor", problems);
            let Some(documents) = record.field("documents") else {
                let missing = Diagnostic::error(record.opening(), "the field `documents` is missing");
                problems.push(missing.hint("`kg split` writes it"));
                return None;
            };
            let documents: Vec<String> = (documents.items(problems).into_iter())
                .filter_map(|document| document.text(problems))
                .map(|document| document.value)
                .collect();
            Some(Act::Split { actor: actor?.value, documents })
        }
        "Undo" => Some(Act::Undo { decision: record.required_text("decision", problems)?.value }),
        identity => {
            let identity = [Identity::Same, Identity::Different]
                .into_iter()
                .find(|known| name_of(*known) == identity)
                .unwrap_or(Identity::Unsure);
            let (a, b) = (record.required_text("a", problems), record.required_text("b", problems));
            Some(Act::Identify { a: a?.value, b: b?.value, identity })
        }
    }
}

fn name_of(identity: Identity) -> &'static str {
    match identity {
        Identity::Same => "Same",
        Identity::Different => "Different",
        Identity::Unsure => "Unsure",
    }
}

fn claim_reference(record: &Record, problems: &mut Vec<Diagnostic>) -> Option<ClaimReference> {
    let Some(node) = record.field("claim") else {
        problems.push(
            Diagnostic::error(record.opening(), "the field `claim` is missing")
                .hint("`kg accept` and `kg reject` write it"),
        );
        return None;
    };
    let record = node.record(&["id", "document", "text", "kind", "subject", "object", "says", "words"], problems)?;
    let mut required = |name: &str| record.required_text(name, problems);
    let (id, document, kind, subject, object, says, words) = (
        required("id"),
        required("document"),
        required("kind"),
        required("subject"),
        required("object"),
        required("says"),
        required("words"),
    );
    let text = record.text("text", problems);
    let mut hash = |at: &At<String>| {
        let read = ContentHash::parse(&at.value);
        if read.is_none() {
            problems
                .push(Diagnostic::error(at.place.clone(), format!("`{}` is no id: 16 digits from 0 to f", at.value)));
        }
        read
    };
    Some(ClaimReference {
        hash: hash(&id?)?,
        text: text.and_then(|text| hash(&text)),
        document: document?.value,
        kind: kind?.value,
        subject: subject?.value,
        object: object?.value,
        says: says?.value,
        words: words?.value,
    })
}

/// A decision as a line of the file, with its line end; [`read_decisions`] gives the same decision back.
pub fn decision_line(decision: &Decision) -> String {
    let Decision { id, at, by, why, act } = decision;
    let head = format!("id: {id:?}, at: \"{at}\", by: {by:?}, why: {why:?}");
    match act {
        Act::Judge { claim, verdict } => {
            let claim = claim_text(claim);
            match verdict {
                Verdict::Rejected => format!("Reject({head}, {claim})\n"),
                Verdict::Accepted(Correction { kind, subject, object }) => {
                    let fields = [("kind", kind), ("subject", subject), ("object", object)];
                    let corrected: String = fields
                        .iter()
                        .filter_map(|(name, value)| value.as_ref().map(|value| format!(", {name}: {value:?}")))
                        .collect();
                    format!("Accept({head}, {claim}{corrected})\n")
                }
            }
        }
        Act::Identify { a, b, identity } => format!("{}({head}, a: {a:?}, b: {b:?})\n", name_of(*identity)),
        Act::Split { actor, documents } => {
            format!("Split({head}, actor: {actor:?}, documents: {documents:?})\n")
        }
        Act::Undo { decision } => format!("Undo({head}, decision: {decision:?})\n"),
    }
}

fn claim_text(claim: &ClaimReference) -> String {
    let ClaimReference { hash, document, text, kind, subject, object, says, words } = claim;
    let text = text.map(|text| format!(" text: \"{text}\",")).unwrap_or_default();
    format!(
        "claim: (id: \"{hash}\", document: {document:?},{text} kind: {kind:?}, subject: {subject:?}, object: {object:?}, says: {says:?}, words: {words:?})"
    )
}

#[cfg(test)]
mod tests {
    use super::{decision_line, read_decisions};
    use crate::model::{Act, ClaimReference, ContentHash, Correction, Decision, Identity, Verdict};
    use crate::text::SourceText;

    fn decisions() -> Vec<Decision> {
        let claim = ClaimReference {
            hash: ContentHash(7),
            document: "letter \"x\"".to_owned(),
            text: Some(ContentHash(u64::MAX)),
            kind: "warned".to_owned(),
            subject: "arland".to_owned(),
            object: "borland".to_owned(),
            says: "affirmed actual".to_owned(),
            words: "سپاه\u{202e} e\u{301} \\ \0 \u{7f} (Arland), 'warned'".to_owned(),
        };
        let correction =
            Correction { kind: Some("met".to_owned()), subject: None, object: Some("ada-brandt".to_owned()) };
        let acts = [
            Act::Judge { claim: claim.clone(), verdict: Verdict::Rejected },
            Act::Judge {
                claim: ClaimReference { text: None, ..claim.clone() },
                verdict: Verdict::Accepted(Correction::default()),
            },
            Act::Judge { claim, verdict: Verdict::Accepted(correction) },
            Act::Identify { a: "a".to_owned(), b: "b".to_owned(), identity: Identity::Same },
            Act::Identify { a: "a".to_owned(), b: "b".to_owned(), identity: Identity::Different },
            Act::Identify { a: "a".to_owned(), b: "b".to_owned(), identity: Identity::Unsure },
            Act::Split { actor: "a".to_owned(), documents: vec!["letter \"x\"".to_owned(), "b".to_owned()] },
            Act::Undo { decision: "d0".to_owned() },
        ];
        let at = "2024-05-01T10:00:00Z".parse().expect("a moment");
        acts.into_iter()
            .enumerate()
            .map(|(index, act)| Decision {
                id: format!("d{index}"),
                at,
                by: "ana\nb".to_owned(),
                why: "\r\n".to_owned(),
                act,
            })
            .collect()
    }

    fn read(text: &str) -> (Vec<Decision>, Vec<String>) {
        let mut problems = Vec::new();
        let read = read_decisions(&SourceText::new("decisions.ron", text), &mut problems);
        let said = problems.iter().map(|problem| {
            let (line, column) = problem.labels[0].place.line_and_column();
            format!("{line}:{column} {}", problem.message)
        });
        (read.into_iter().map(|recorded| recorded.decision).collect(), said.collect())
    }

    #[test]
    fn what_is_written_is_read_back_and_a_decision_is_a_line() {
        let text: String = decisions().iter().map(decision_line).collect();
        assert_eq!(text.lines().count(), decisions().len());
        assert_eq!(read(&format!("// a remark\n{text}")), (decisions(), Vec::new()));
    }

    #[test]
    fn a_torn_line_takes_no_other_with_it() {
        let lines: Vec<String> = decisions().iter().map(decision_line).collect();
        for torn in 0..lines[0].len() - 1 {
            if !lines[0].is_char_boundary(torn) {
                continue;
            }
            let (held, said) = read(&format!("{}{}\n{}", lines[3], &lines[0][..torn], lines[4]));
            assert_eq!(held, [decisions()[3].clone(), decisions()[4].clone()], "torn at {torn}");
            assert_eq!(said.is_empty(), torn == 0, "torn at {torn}");
        }
    }

    #[test]
    fn what_is_damaged_is_named_with_its_place() {
        let good = decision_line(&decisions()[3]);
        let (held, said) = read(&format!(
            "<<<<<<< ours\n{good}=======\nSame(id: \"x\", at: \"whenever\", by: \"ana\", a: \"a\")\nAcept(id: \"y\")\n{good}"
        ));
        assert_eq!(held.len(), 2);
        assert_eq!(
            said,
            [
                "1:1 expected a record with a name",
                "3:1 expected a record with a name",
                "4:19 `whenever` is no moment in time",
                "4:5 the field `b` is missing",
                "5:1 expected one of `Accept`, `Reject`, `Same`, `Different`, `Unsure`, `Split`, `Undo`"
            ]
        );
    }
}
