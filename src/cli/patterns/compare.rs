//! `kg patterns --compare`: what a change of the pattern files changes, over annotated texts.
//!
//! The same documents are read twice, with the language files of today and with those of an older folder; the claims of
//! both are held against the gold and against each other. A claim is the same where ends, kind, polarity, modality and
//! words are; told by another pattern, it is shown as told otherwise.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::print::{Page, Table, counted};
use crate::cli::{Exit, Session, eval, json_line, talk};
use crate::data::{LANGUAGE_FOLDER, OWN_PATTERNS_FOLDER};
use crate::eval::{PatternScore, Verdict, count_claim, judge};
use crate::extract::English;
use crate::model::Schema;
use crate::pipeline::{self, OwnLanguageFile};
use crate::project::{Error, Project, TextReader};
use crate::report::FoundClaimRecord;

/// A claim that changed, or a pattern over the gold: a line of `kg patterns --compare OLD GOLD --json`.
#[derive(Serialize, JsonSchema)]
pub(in crate::cli) struct CompareRecord {
    /// A claim that is made with one state of the files only, or told by another pattern; `null` in lines of patterns.
    claim: Option<ChangedClaimRecord>,
    /// A pattern that had a hand in claims that the gold can judge; `null` in lines of claims.
    pattern: Option<ComparedPatternRecord>,
}

/// A claim that changed.
#[derive(Serialize, JsonSchema)]
struct ChangedClaimRecord {
    /// `gone`, `new` or `told_otherwise`.
    change: Change,
    /// Who acts.
    subject: String,
    /// Kind of relation.
    relation: String,
    /// Whom it concerns.
    object: String,
    /// `affirmed` or `denied`.
    polarity: &'static str,
    /// `actual`, `planned`, `possible` or `hypothetical`.
    modality: &'static str,
    /// The words that state it.
    quote: String,
    /// The patterns that told it before; `null` of a new claim.
    before: Option<String>,
    /// The patterns that tell it now; `null` of one that is gone.
    after: Option<String>,
    /// The gold has it; `null` where the gold cannot judge.
    right: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Change {
    Gone,
    New,
    ToldOtherwise,
}

/// A pattern over the gold, before and after.
#[derive(Serialize, JsonSchema)]
struct ComparedPatternRecord {
    /// Its name.
    pattern: String,
    /// How often it fired and was right with the older files.
    before: CountRecord,
    /// The same with the files of today.
    after: CountRecord,
}

/// How often a pattern was right.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
struct CountRecord {
    /// Claims that it had a hand in and that the gold can judge.
    fired: usize,
    /// Of these, in the gold.
    right: usize,
    /// Of these, not in the gold.
    wrong: usize,
}

impl From<PatternScore> for CountRecord {
    fn from(score: PatternScore) -> CountRecord {
        CountRecord { fired: score.fired, right: score.right, wrong: score.fired - score.right }
    }
}

pub(super) fn run(old: &Path, gold: &[PathBuf], session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut reading = session.project.text_reader()?;
    let files = eval::read_files(gold)?;
    let after = state(&reading, &files);
    reading.english = english_of(old, &reading.schema)?;
    let before = state(&reading, &files);

    let mut claims: Vec<ChangedClaimRecord> = Vec::new();
    for (before, after) in before.documents.iter().zip(&after.documents) {
        claims.extend(changed(before, after));
    }
    let scores: BTreeMap<&String, [PatternScore; 2]> = before
        .scores
        .keys()
        .chain(after.scores.keys())
        .map(|id| (id, [&before, &after].map(|state| state.scores.get(id).copied().unwrap_or_default())))
        .collect();
    let patterns: Vec<ComparedPatternRecord> = scores
        .into_iter()
        .map(|(id, [before, after])| ComparedPatternRecord {
            pattern: id.clone(),
            before: before.into(),
            after: after.into(),
        })
        .collect();
    let is_same = claims.is_empty();
    if session.json {
        let of_claim = |claim| CompareRecord { claim: Some(claim), pattern: None };
        let of_pattern = |pattern| CompareRecord { claim: None, pattern: Some(pattern) };
        let mut records = claims.into_iter().map(of_claim).chain(patterns.into_iter().map(of_pattern));
        records.try_for_each(|record| json_line(out, &record))?;
    } else {
        out.write_all(shown(session.page, &claims, &patterns).as_bytes())?;
        let total = |state: &State| format!("{} of {} right", state.total.right, counted(state.total.fired, "claim"));
        talk::say(&format!("before: {}; now: {}", total(&before), total(&after)));
    }
    Ok(if is_same { Exit::Nothing } else { Exit::Found })
}

/// What is found in all documents with one state of the language files.
struct State {
    /// Of each document its claims, each with whether the gold has it.
    documents: Vec<Vec<(FoundClaimRecord, Option<bool>)>>,
    scores: BTreeMap<String, PatternScore>,
    /// All claims that the gold can judge.
    total: PatternScore,
}

fn state(reading: &TextReader<'_>, files: &[(String, Vec<crate::eval::GoldDocument>)]) -> State {
    let mut state = State { documents: Vec::new(), scores: BTreeMap::new(), total: PatternScore::default() };
    for (_, documents) in files {
        for (document, record) in documents.iter().zip(eval::extracted(reading, documents)) {
            let mut right: Vec<Option<bool>> = vec![None; record.claims.len()];
            for found in judge(document, &record, &|kind| eval::symmetric(reading, kind)).found {
                let is_right = found.verdict == Verdict::Right;
                right[found.claim] = Some(is_right);
                count_claim(&mut state.scores, &record.claims[found.claim].pattern, is_right);
                state.total.fired += 1;
                state.total.right += usize::from(is_right);
            }
            state.documents.push(record.claims.into_iter().zip(right).collect());
        }
    }
    state
}

/// What a claim says, whoever told it.
fn says(claim: &FoundClaimRecord) -> (&str, &str, &str, &str, &str, &str) {
    (
        claim.quote.as_str(),
        claim.subject.name.as_str(),
        claim.relation.as_str(),
        claim.object.name.as_str(),
        claim.polarity,
        claim.modality,
    )
}

/// The claims of one document that are not the same before and after, in the order of the text, what is gone first.
fn changed(
    before: &[(FoundClaimRecord, Option<bool>)],
    after: &[(FoundClaimRecord, Option<bool>)],
) -> Vec<ChangedClaimRecord> {
    let record = |(claim, right): &(FoundClaimRecord, Option<bool>), change, before, after| ChangedClaimRecord {
        change,
        subject: claim.subject.name.clone(),
        relation: claim.relation.clone(),
        object: claim.object.name.clone(),
        polarity: claim.polarity,
        modality: claim.modality,
        quote: claim.quote.split_whitespace().collect::<Vec<_>>().join(" "),
        before,
        after,
        right: *right,
    };
    let mut changes = Vec::new();
    for old in before {
        if after.iter().all(|new| says(&new.0) != says(&old.0)) {
            changes.push((old.0.start, record(old, Change::Gone, Some(old.0.pattern.clone()), None)));
        }
    }
    for new in after {
        match before.iter().find(|old| says(&old.0) == says(&new.0)) {
            None => changes.push((new.0.start, record(new, Change::New, None, Some(new.0.pattern.clone())))),
            Some(old) if old.0.pattern != new.0.pattern => {
                let (before, after) = (Some(old.0.pattern.clone()), Some(new.0.pattern.clone()));
                changes.push((new.0.start, record(new, Change::ToldOtherwise, before, after)));
            }
            Some(_) => {}
        }
    }
    changes.sort_by_key(|(start, _)| *start);
    changes.into_iter().map(|(_, record)| record).collect()
}

/// What is known of English by the files in a folder.
fn english_of(folder: &Path, schema: &Schema) -> anyhow::Result<English> {
    anyhow::ensure!(
        folder.is_dir(),
        "`{}` is no folder; give a project, or a folder of pattern files",
        folder.display()
    );
    if folder.join(LANGUAGE_FOLDER).is_dir() {
        return Ok(Project::at(folder).english(schema)?);
    }
    let is_language = folder.join("patterns").is_dir() || folder.join("lexicon.ron").is_file();
    let below = if is_language { LANGUAGE_FOLDER.to_owned() } else { format!("{OWN_PATTERNS_FOLDER}/") };
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| anyhow::anyhow!("`{}` cannot be read: {error}", folder.display()))?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let path = format!("{below}{path}");
        if entry.file_type().is_file() && path.ends_with(".ron") && pipeline::is_read_as_language(&path) {
            let text = std::fs::read_to_string(entry.path())
                .map_err(|error| anyhow::anyhow!("`{}` cannot be read: {error}", entry.path().display()))?;
            files.push(OwnLanguageFile { path, text });
        }
    }
    anyhow::ensure!(!files.is_empty(), "there are no pattern files in `{}`: no .ron", folder.display());
    Ok(pipeline::english_of_state(&files, schema).map_err(Error::Diagnostics)?)
}

fn shown(page: Page, claims: &[ChangedClaimRecord], patterns: &[ComparedPatternRecord]) -> String {
    let mut out = String::new();
    for claim in claims {
        let mark = match claim.change {
            Change::Gone => "-",
            Change::New => "+",
            Change::ToldOtherwise => "~",
        };
        let told = [&claim.before, &claim.after].into_iter().flatten().cloned().collect::<Vec<_>>().join(" → ");
        let right = match claim.right {
            Some(true) => "right",
            Some(false) => "wrong",
            None => "not judged",
        };
        let line = format!(
            "{mark} {} | {} | {} | {}, {} ({told}; {right})",
            claim.subject, claim.relation, claim.object, claim.polarity, claim.modality
        );
        out.push_str(&format!("{}\n{}\n", page.wrapped(&line, 0), page.dim_wrapped(&claim.quote, 4)));
    }
    if claims.is_empty() {
        out.push_str("no claim changed\n");
    }
    let changed: Vec<&ComparedPatternRecord> = patterns.iter().filter(|row| row.before != row.after).collect();
    if !changed.is_empty() {
        let mut table = Table::default();
        let heads = ["pattern", "fired", "right", "wrong", "precision"];
        table.row(heads.iter().map(|word| (page.dim(word), (*word).to_owned())).collect());
        for row in &changed {
            let cell = |before: String, after: String| {
                let text = if before == after { after } else { format!("{before} → {after}") };
                (text.clone(), text)
            };
            let number = |of: fn(&CountRecord) -> usize| cell(of(&row.before).to_string(), of(&row.after).to_string());
            table.row(vec![
                (page.bold(&row.pattern), row.pattern.clone()),
                number(|count| count.fired),
                number(|count| count.right),
                number(|count| count.wrong),
                cell(eval::share(row.before.right, row.before.fired), eval::share(row.after.right, row.after.fired)),
            ]);
        }
        out.push_str(&format!("\n{}", table.text(0)));
    }
    let same = patterns.len() - changed.len();
    out.push_str(&format!("\n{} that fired as often and as right as before\n", counted(same, "pattern")));
    out
}
