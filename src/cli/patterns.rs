//! `kg patterns`: what the patterns are, which of them a word triggers, and how often each is right.
//!
//! Beside: which fit in a sentence and which is taken (`why`), and what a change of the files changes (`compare`).

mod compare;
mod why;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Serialize;

use super::print::{Page, Table, counted};
use super::{Exit, Session, eval, json_line, talk};
use crate::eval::{PatternScore, Verdict, count_claim, judge};
use crate::extract::pattern::{Family, Patterns};
use crate::model::Schema;
use crate::text::ron::At;
pub(super) use compare::CompareRecord;
pub(super) use why::WhyRecord;

/// The patterns that make claims of sentences, and how often each is right
///
/// With a word: the patterns that it triggers, most specific first; the first that fits is taken.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Only patterns that this word triggers, or of this id
    #[arg(value_name = "WORD")]
    word: Option<String>,

    /// Only patterns for this kind of relation (`kg kinds` lists them; `nothing` for those that take words away)
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// Count over these gold files how often each pattern fired and was right
    #[arg(long, value_name = "GOLD", num_args = 1.., conflicts_with = "word")]
    measure: Vec<PathBuf>,

    /// For every trigger in this sentence, all patterns that fit, what each asks for, and which is taken
    #[arg(long, value_name = "SENTENCE", conflicts_with_all = ["word", "kind", "measure"])]
    why: Option<String>,

    /// What the pattern files say of gold files today and what those in the folder OLD said: claims that changed, and
    /// how often each pattern was right
    ///
    /// OLD is a project, whose files are added to the built-in ones, or a folder of pattern or language files that are
    /// all there is.
    #[arg(
        long,
        value_names = ["OLD", "GOLD"],
        num_args = 2..,
        conflicts_with_all = ["word", "kind", "measure", "why"]
    )]
    compare: Vec<PathBuf>,
}

/// A pattern, light verb or operator: a line of `kg patterns --json`.
#[derive(Serialize, JsonSchema)]
pub(super) struct PatternRecord {
    /// Its name.
    id: String,
    /// Kind of relation; `null` where it claims nothing of its own.
    relation: Option<String>,
    /// `verb`, `event`, `noun`, `adjective`, `participle`, `prefix`, `phrase`, `modal`, `light` or `operator`.
    family: &'static str,
    /// Words that trigger it.
    words: Vec<String>,
    /// File that it stands in.
    file: String,
    /// Sentences that it finds.
    finds: Vec<String>,
    /// Sentences that it leaves alone.
    ignores: Vec<String>,
    /// With --measure: claims that it had a hand in and that the gold can judge.
    fired: Option<usize>,
    /// With --measure: of these, in the gold.
    right: Option<usize>,
    /// With --measure: of these, not in the gold.
    wrong: Option<usize>,
    /// With --measure: the share that is right; `null` where it never fired.
    precision: Option<f64>,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    if let Some(sentence) = &args.why {
        return why::run(sentence, session, out);
    }
    if let Some((old, gold)) = args.compare.split_first() {
        return compare::run(old, gold, session, out);
    }
    if let Some(kind) = args.kind.as_deref().filter(|kind| *kind != "nothing")
        && session.project.schema()?.relation_kind_by_key(kind).is_none()
    {
        anyhow::bail!("`{kind}` is no kind of relation; `kg kinds` lists them");
    }
    let mut records = if args.measure.is_empty() {
        let schema = session.project.schema()?;
        records(&session.project.english(&schema)?.patterns, &schema, args.word.as_deref())
    } else {
        measured(&args.measure, session)?
    };
    if let Some(kind) = &args.kind {
        let rewrites = |record: &PatternRecord| matches!(record.family, "light" | "operator");
        records.retain(|record| {
            record.relation.as_deref().unwrap_or(if rewrites(record) { "" } else { "nothing" }) == kind
        });
    }
    if records.is_empty() {
        talk::say(&args.word.as_ref().map_or_else(
            || "no pattern".to_owned(),
            |word| {
                format!("no pattern is triggered by `{word}`; triggers are dictionary forms: `attack`, not `attacked`")
            },
        ));
        return Ok(Exit::Nothing);
    }
    if session.json {
        records.iter().try_for_each(|record| json_line(out, record))?;
    } else if args.measure.is_empty() {
        out.write_all(listed(session.page, &records).as_bytes())?;
        talk::say(&counted(records.len(), "pattern"));
    } else {
        out.write_all(table(session.page, &records).as_bytes())?;
    }
    Ok(Exit::Found)
}

/// All entries in the order of the files, or those that a word triggers, by family, most specific first.
fn records(patterns: &Patterns, schema: &Schema, word: Option<&str>) -> Vec<PatternRecord> {
    let word = word.map(str::to_lowercase);
    let wanted = |words: &[String], id: &str| word.as_ref().is_none_or(|word| words.contains(word) || id == word);
    let indices: Vec<usize> = match &word {
        None => (0..patterns.patterns.len()).collect(),
        Some(word) => {
            let by_id = patterns.patterns.iter().position(|pattern| pattern.id == *word);
            let mut indices = patterns.triggered_by(word);
            indices.extend(by_id.filter(|index| !indices.contains(index)));
            indices
        }
    };
    let empty = |id: &str,
                 family: &'static str,
                 words: &[String],
                 file: &str,
                 finds: &[crate::extract::pattern::Example],
                 ignores: &[At<String>]| PatternRecord {
        id: id.to_owned(),
        relation: None,
        family,
        words: words.to_vec(),
        file: file.to_owned(),
        finds: finds.iter().map(|example| example.text.clone()).collect(),
        ignores: ignores.iter().map(|text| text.value.clone()).collect(),
        fired: None,
        right: None,
        wrong: None,
        precision: None,
    };
    let mut records: Vec<PatternRecord> = indices
        .into_iter()
        .map(|index| {
            let pattern = &patterns.patterns[index];
            let relation = pattern.kind.map(|kind| schema.relation_kind(kind).key.clone());
            PatternRecord {
                relation,
                ..empty(
                    &pattern.id,
                    pattern.family.label(),
                    &pattern.words,
                    &pattern.file,
                    &pattern.finds,
                    &pattern.ignores,
                )
            }
        })
        .collect();
    records.extend(
        patterns
            .lights
            .iter()
            .filter(|light| wanted(&light.words, &light.id))
            .map(|light| empty(&light.id, "light", &light.words, &light.file, &light.finds, &light.ignores)),
    );
    let operators = patterns.operators.iter().filter(|operator| wanted(&operator.words, &operator.id));
    records.extend(operators.map(|operator| {
        empty(&operator.id, "operator", &operator.words, &operator.file, &operator.finds, &operator.ignores)
    }));
    records
}

/// Every entry with how often it fired over gold and was right, those that are wrong most often first.
fn measured(gold: &[PathBuf], session: &Session) -> anyhow::Result<Vec<PatternRecord>> {
    let reading = session.project.text_reader()?;
    let mut scores: BTreeMap<String, PatternScore> = BTreeMap::new();
    for (_, documents) in eval::read_files(gold)? {
        for (document, record) in documents.iter().zip(eval::extracted(&reading, &documents)) {
            for found in judge(document, &record, &|kind| eval::symmetric(&reading, kind)).found {
                count_claim(&mut scores, &record.claims[found.claim].pattern, found.verdict == Verdict::Right);
            }
        }
    }
    let mut records = records(&reading.english.patterns, &reading.schema, None);
    for record in &mut records {
        let score = scores.get(&record.id).copied().unwrap_or_default();
        record.fired = Some(score.fired);
        record.right = Some(score.right);
        record.wrong = Some(score.fired - score.right);
        record.precision = (score.fired > 0).then(|| score.right as f64 / score.fired as f64);
    }
    records.sort_by(|a, b| b.wrong.cmp(&a.wrong).then_with(|| b.fired.cmp(&a.fired)).then_with(|| a.id.cmp(&b.id)));
    Ok(records)
}

fn listed(page: Page, records: &[PatternRecord]) -> String {
    let mut out = String::new();
    for record in records {
        let kind = record.relation.as_deref().unwrap_or(if matches!(record.family, "light" | "operator") {
            ""
        } else {
            "nothing"
        });
        out.push_str(&format!(
            "{}  {}  {}\n",
            page.bold(&record.id),
            [record.family, kind].join(" ").trim(),
            page.dim(&record.file)
        ));
        out.push_str(&page.dim_wrapped(&record.words.join(", "), 4));
        out.push('\n');
        // Who asks for a word wants to see what each pattern is for.
        if records.len() <= FEW {
            for text in &record.finds {
                out.push_str(&format!("{}\n", page.wrapped(&format!("finds: {text}"), 4)));
            }
            for text in &record.ignores {
                out.push_str(&format!("{}\n", page.wrapped(&format!("ignores: {text}"), 4)));
            }
        }
    }
    out
}

/// So many patterns are shown with their sentences.
const FEW: usize = 24;

fn table(page: Page, records: &[PatternRecord]) -> String {
    let cell = |text: String| (text.clone(), text);
    let mut table = Table::default();
    table.row(
        ["pattern", "family", "kind", "fired", "right", "wrong", "precision"]
            .iter()
            .map(|word| (page.dim(word), (*word).to_owned()))
            .collect(),
    );
    let fired = |record: &&PatternRecord| record.fired.unwrap_or(0) > 0;
    for record in records.iter().filter(fired) {
        let number = |number: Option<usize>| cell(number.unwrap_or(0).to_string());
        let precision = eval::share(record.right.unwrap_or(0), record.fired.unwrap_or(0));
        let kind = record.relation.clone().unwrap_or_default();
        table.row(vec![
            (page.bold(&record.id), record.id.clone()),
            cell(record.family.to_owned()),
            cell(kind),
            number(record.fired),
            number(record.right),
            number(record.wrong),
            cell(precision),
        ]);
    }
    let patterns = |record: &&PatternRecord| Family::ALL.iter().any(|family| family.label() == record.family);
    let (all, silent) =
        (records.iter().filter(patterns), records.iter().filter(|record| patterns(record) && !fired(record)));
    format!("{}\n{} of {} never fired\n", table.text(0), silent.count(), counted(all.count(), "pattern"))
}
