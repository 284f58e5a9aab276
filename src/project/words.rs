//! Decisions in words, for those who read what was decided.

use crate::curated::Recorded;
use crate::model::{Act, Decision, Identity, Verdict};

/// "`a` is the same as `b` (ana, 2024-05-01: one man)".
pub(crate) fn decision_in_words(decision: &Decision) -> String {
    let act = match &decision.act {
        Act::Judge { claim, .. } => {
            format!("claim {} ({} {} {}) {}", claim.hash, claim.subject, claim.kind, claim.object, done(&decision.act))
        }
        Act::Identify { a, b, identity } => match identity {
            Identity::Same => format!("`{a}` is the same as `{b}`"),
            Identity::Different => format!("`{a}` is not `{b}`"),
            Identity::Unsure => format!("`{a}` may be `{b}`"),
        },
        Act::Split { actor, documents } => {
            format!(
                "`{actor}` in {} is another",
                documents.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
            )
        }
        Act::Undo { decision } => format!("decision {decision} taken back"),
    };
    format!("{act} ({})", signature_in_words(decision))
}

/// "rejected"; "corrected to northland warned southland".
pub(crate) fn done(act: &Act) -> String {
    match act {
        Act::Judge { claim, verdict: Verdict::Accepted(to) } if !to.is_empty() => {
            let [subject, kind, object] =
                [(&to.subject, &claim.subject), (&to.kind, &claim.kind), (&to.object, &claim.object)]
                    .map(|(to, was)| to.as_ref().unwrap_or(was));
            format!("corrected to {subject} {kind} {object}")
        }
        Act::Judge { .. } | Act::Identify { .. } | Act::Split { .. } | Act::Undo { .. } => act.label().to_owned(),
    }
}

/// "ana, 2024-05-01: one man".
pub(crate) fn signature_in_words(decision: &Decision) -> String {
    let why = if decision.why.is_empty() { String::new() } else { format!(": {}", decision.why) };
    format!("{}, {:.10}{why}", decision.by, decision.at.to_string())
}

/// "line 3: `a` is the same as `b` (ana, 2024-05-01: one man); `kg undo 12ab34cd` takes it back".
pub(super) fn where_on_file(recorded: &Recorded) -> String {
    let (line, _) = recorded.place.line_and_column();
    let Recorded { decision, .. } = recorded;
    format!("line {line}: {}; `kg undo {}` takes it back", decision_in_words(decision), decision.id)
}
