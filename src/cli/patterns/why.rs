//! `kg patterns --why`: for every trigger in a sentence all patterns that fit, what each asks for, and which is taken.

use std::io::Write;

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::print::{Page, counted};
use crate::cli::{Exit, Session, json_line, talk};
use crate::extract::Extraction;
use crate::extract::claim::Finding;
use crate::extract::lexicon::Lexicon;
use crate::extract::pattern::{Condition, Pattern, Slot, TriggeredBy};
use crate::extract::tree::Tree;
use crate::extract::why::TriggerFits;
use crate::project::TextReader;
use crate::text::printable;

/// A word that triggers patterns: a line of `kg patterns --why SENTENCE --json`.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct WhyRecord {
    /// The word, as it stands in the sentence.
    trigger: String,
    /// Patterns that fit, those with most points first.
    fits: Vec<FitRecord>,
    /// What the one that is taken comes to; empty where nothing is claimed in the end.
    claims: Vec<WhyClaimRecord>,
}

/// A pattern that fits.
#[derive(Serialize, JsonSchema)]
struct FitRecord {
    /// The pattern.
    pattern: String,
    /// Its family.
    family: &'static str,
    /// File that it stands in.
    file: String,
    /// Kind of relation; `null` for a pattern that takes words away.
    relation: Option<String>,
    /// It is the one that is taken.
    taken: bool,
    /// The sum of its points.
    points: usize,
    /// What the points are for.
    weights: Vec<WeightRecord>,
}

/// What a pattern asks for, with its points.
#[derive(Serialize, JsonSchema)]
struct WeightRecord {
    /// How many points.
    points: usize,
    /// What is asked for, as the pattern's entry says it.
    asks: String,
}

/// A claim that came of a trigger.
#[derive(Serialize, JsonSchema)]
struct WhyClaimRecord {
    /// The words of the subject.
    subject: String,
    /// Kind of relation after the operators.
    relation: String,
    /// The words of the object.
    object: String,
    /// `affirmed` or `denied`.
    polarity: &'static str,
    /// `actual`, `planned`, `possible` or `hypothetical`.
    modality: &'static str,
    /// The pattern that told it, or the operator that told it by itself.
    pattern: String,
    /// The light verb's entry, where one told it.
    light: Option<String>,
    /// Operators that rewrote it, innermost first.
    operators: Vec<String>,
}

pub(super) fn run(sentence: &str, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut reading = session.project.text_reader()?;
    let records = reading.fits(sentence, |reading, tree, extraction, fits| {
        let context = Context { reading, tree, extraction };
        let alone = |token: &usize| fits.iter().all(|trigger| trigger.token != *token);
        let mut tokens: Vec<usize> = extraction.findings.iter().map(|finding| finding.trigger).filter(alone).collect();
        tokens.extend(fits.iter().map(|trigger| trigger.token));
        tokens.sort_unstable();
        tokens.dedup();
        let of = |token: &usize| context.record(*token, fits.iter().find(|trigger| trigger.token == *token));
        tokens.iter().map(of).collect::<Vec<WhyRecord>>()
    });
    if records.is_empty() {
        talk::say("no pattern fits; `kg trace` shows which came near and why they did not");
        return Ok(Exit::Nothing);
    }
    for record in &records {
        if session.json {
            json_line(out, record)?;
        } else {
            out.write_all(shown(session.page, record).as_bytes())?;
        }
    }
    Ok(Exit::Found)
}

struct Context<'c> {
    reading: &'c TextReader<'c>,
    tree: &'c Tree<'c>,
    extraction: &'c Extraction,
}

impl Context<'_> {
    fn record(&self, token: usize, trigger: Option<&TriggerFits>) -> WhyRecord {
        let fit = |index: &usize, trigger: &TriggerFits| {
            let pattern = &self.reading.english.patterns.patterns[*index];
            let weight = |weight: crate::extract::pattern::Weight| WeightRecord {
                points: weight.points,
                asks: asks(pattern, &weight.condition, &self.reading.english.lexicon),
            };
            FitRecord {
                pattern: pattern.id.clone(),
                family: pattern.family.label(),
                file: pattern.file.clone(),
                relation: pattern.kind.map(|kind| self.reading.schema.relation_kind(kind).key.clone()),
                taken: trigger.taken.contains(index),
                points: pattern.specificity(),
                weights: pattern.weights().into_iter().map(weight).collect(),
            }
        };
        WhyRecord {
            trigger: self.tree.form(token).to_owned(),
            fits: trigger.iter().flat_map(|trigger| trigger.fits.iter().map(|index| fit(index, trigger))).collect(),
            claims: self
                .extraction
                .findings
                .iter()
                .filter(|finding| finding.trigger == token)
                .map(|finding| self.claim(finding))
                .collect(),
        }
    }

    fn claim(&self, finding: &Finding) -> WhyClaimRecord {
        let words = |nominal: usize| {
            let tokens = &self.extraction.nominals[nominal].tokens;
            self.tree.words(tokens).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let patterns = &self.reading.english.patterns;
        WhyClaimRecord {
            subject: words(finding.subject),
            relation: self.reading.schema.relation_kind(finding.kind).key.clone(),
            object: words(finding.object),
            polarity: finding.polarity.label(),
            modality: finding.modality.label(),
            pattern: match finding.pattern {
                TriggeredBy::Pattern(index) => patterns.patterns[index].id.clone(),
                TriggeredBy::Reader => "reader".to_owned(),
            },
            light: finding.light.map(|light| patterns.lights[light].id.clone()),
            operators: finding.operators.iter().map(|operator| patterns.operators[*operator].id.clone()).collect(),
        }
    }
}

/// A condition as the entry of the pattern writes it.
fn asks(pattern: &Pattern, condition: &Condition, lexicon: &Lexicon) -> String {
    let slots = |slots: &[Slot]| slots.iter().map(|slot| slot.label().replace(' ', "_")).collect::<Vec<_>>().join(" ");
    match condition {
        Condition::With(slot, class) => format!("with ({}, {})", slot.label(), lexicon.class_name(*class)),
        Condition::Without(slot, class) => format!("without ({}, {})", slot.label(), lexicon.class_name(*class)),
        Condition::FixedObject => format!("object only at {}", slots(pattern.object_slots())),
        Condition::ObjectIs => {
            let sorts = pattern.object_sorts().iter().map(|sort| sort.label()).collect::<Vec<_>>();
            format!("object_is {}", sorts.join(" "))
        }
    }
}

fn shown(page: Page, record: &WhyRecord) -> String {
    let mut out = format!("{}\n", page.underlined(&printable(&record.trigger)));
    for fit in &record.fits {
        let kind = fit.relation.as_deref().unwrap_or("nothing");
        let mark = if fit.taken { "→" } else { " " };
        let what = [fit.family, kind].join(" ");
        out.push_str(&format!("{mark} {}  {what}  {}\n", page.bold(&fit.pattern), page.dim(&fit.file)));
        let weights: Vec<String> =
            fit.weights.iter().map(|weight| format!("{} {}", weight.points, weight.asks)).collect();
        let points = match weights.as_slice() {
            [] => counted(0, "point"),
            weights => format!("{}: {}", counted(fit.points, "point"), weights.join(" + ")),
        };
        out.push_str(&format!("{}\n", page.wrapped(&points, 4)));
    }
    for claim in &record.claims {
        let mut how = vec![claim.polarity.to_owned(), claim.modality.to_owned()];
        if record.fits.is_empty() {
            how.push(format!("told by the operator `{}`", claim.pattern));
        }
        how.extend(claim.light.as_ref().map(|light| format!("told by the light verb of `{light}`")));
        if !claim.operators.is_empty() {
            let operators: Vec<String> = claim.operators.iter().map(|operator| format!("`{operator}`")).collect();
            how.push(format!("rewritten by {}", operators.join(" then ")));
        }
        let line = format!("= {} | {} | {} | {}", claim.subject, claim.relation, claim.object, how.join(", "));
        out.push_str(&format!("{}\n", page.wrapped(&line, 2)));
    }
    if !record.fits.is_empty() && record.fits.iter().all(|fit| !fit.taken) {
        let why = "= none of them is taken: another word of the sentence tells it, or a pattern with more points that does not fit stands before them";
        out.push_str(&format!("{}\n", page.dim_wrapped(why, 2)));
    }
    if record.claims.is_empty() && record.fits.iter().any(|fit| fit.taken && fit.relation.is_some()) {
        out.push_str(&format!("{}\n", page.dim_wrapped("= nothing in the end; `kg trace` shows what became of it", 2)));
    }
    out.push('\n');
    out
}
