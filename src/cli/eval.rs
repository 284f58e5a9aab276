//! `kg eval`: how well extraction does on annotated texts.

use std::io::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::print::{Page, Table};
use super::{Exit, Session, json_line};
use crate::eval::{self, EvalRecord, GoldDocument, Right, Score};
use crate::nlp::Scratch;
use crate::project::TextReader;
use crate::report::ExtractionRecord;

/// How well extraction does on annotated texts: recall and precision by kind, confusions, mistakes
///
/// Reads cases in Markdown (`tests/suite/claims` shows the form) and JSON Lines with `text` and `gold`; of a folder,
/// every file in it.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Gold files, or folders of them
    #[arg(value_name = "GOLD", required = true)]
    gold: Vec<PathBuf>,

    /// List every mistake: what was missed, what is wrong, what is right with a wrong detail
    #[arg(long)]
    list: bool,

    /// Count only what concerns this kind, as the gold or we name it
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,

    /// Read without `reader`, `patterns`, one entry of the pattern files, a rule, or a list of words: what it is worth
    /// is what goes
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let mut reading = session.project.text_reader()?;
    args.without.iter().try_for_each(|name| reading.leave_out(name))?;
    let files = read_files(&args.gold)?;
    let mut total = Score::default();
    let mut by_file: Vec<(String, Score)> = Vec::new();
    for (name, documents) in &files {
        let mut score = Score::default();
        for (document, record) in documents.iter().zip(extracted(&reading, documents)) {
            let mut judgement = eval::judge(document, &record, &|kind| symmetric(&reading, kind));
            if let Some(kind) = &args.kind {
                judgement.expected.retain(|expected| expected.kind == *kind);
                judgement.found.retain(|found| found.kind == *kind);
            }
            score.add(&judgement, args.list);
            total.add(&judgement, args.list);
        }
        score.sort();
        by_file.push((name.clone(), score));
    }
    total.sort();
    if session.json {
        for (name, score) in by_file {
            json_line(out, &EvalRecord { file: Some(name), score })?;
        }
        json_line(out, &EvalRecord { file: None, score: total })?;
        return Ok(Exit::Found);
    }
    if by_file.len() > 1 {
        let mut table = Table::default();
        table.row(heads(session.page, ["file", "found of gold", "recall", "right of found", "precision"]));
        for (name, score) in &by_file {
            table.row(figures(session.page, name, score.hit, score.gold, score.right, score.found));
        }
        writeln!(out, "{}", table.text(0))?;
    }
    out.write_all(shown(session.page, &total).as_bytes())?;
    Ok(Exit::Found)
}

/// What is found in gold documents, in their order.
pub(super) fn extracted(reading: &TextReader<'_>, documents: &[GoldDocument]) -> Vec<ExtractionRecord> {
    documents
        .par_iter()
        .map_init(Scratch::default, |scratch, document| {
            reading.extract(document.id.as_str().into(), &document.text, document.published, scratch)
        })
        .collect()
}

/// True for kinds of the schema whose ends have no order.
pub(super) fn symmetric(reading: &TextReader<'_>, kind: &str) -> bool {
    reading.schema.relation_kind_by_key(kind).is_some_and(|kind| reading.schema.relation_kind(kind).symmetric)
}

/// Gold files by name, those of a folder sorted; a README and a table of scores are none.
pub(super) fn read_files(paths: &[PathBuf]) -> anyhow::Result<Vec<(String, Vec<GoldDocument>)>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(read_file(path)?);
            continue;
        }
        let unreadable = |error| anyhow::anyhow!("`{}` cannot be read: {error}", path.display());
        let mut inside = std::fs::read_dir(path)
            .map_err(unreadable)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(unreadable)?;
        inside.retain(|file| {
            file.extension().is_some_and(|extension| extension == "md" || extension == "jsonl")
                && file.file_stem().is_some_and(|stem| stem != "README")
        });
        inside.sort();
        anyhow::ensure!(!inside.is_empty(), "there is no gold in `{}`: neither .md nor .jsonl", path.display());
        for file in inside {
            files.push(read_file(&file)?);
        }
    }
    Ok(files)
}

fn read_file(path: &Path) -> anyhow::Result<(String, Vec<GoldDocument>)> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| anyhow::anyhow!("`{}` cannot be read: {error}", path.display()))?;
    let documents = eval::read_gold(&path.to_string_lossy(), &text)
        .map_err(|reason| anyhow::anyhow!("`{}`, {reason}", path.display()))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok((name, documents))
}

fn heads<const N: usize>(page: Page, words: [&str; N]) -> Vec<(String, String)> {
    words.into_iter().map(|word| (page.dim(word), word.to_owned())).collect()
}

fn figures(page: Page, name: &str, hit: usize, gold: usize, right: usize, found: usize) -> Vec<(String, String)> {
    let cell = |text: String| (text.clone(), text);
    vec![
        (page.bold(name), name.to_owned()),
        cell(format!("{hit} of {gold}")),
        cell(share(hit, gold)),
        cell(format!("{right} of {found}")),
        cell(share(right, found)),
    ]
}

/// "0.42"; "-" of nothing.
pub(super) fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.2}", part as f64 / whole as f64) }
}

fn shown(page: Page, score: &Score) -> String {
    let mut table = Table::default();
    table.row(heads(page, ["kind", "found of gold", "recall", "right of found", "precision"]));
    for (kind, row) in &score.kinds {
        table.row(figures(page, kind, row.hit, row.gold, row.right, row.found));
    }
    table.row(figures(page, "all", score.hit, score.gold, score.right, score.found));
    let mut out = table.text(0);
    let details = [
        ("polarity", score.polarity),
        ("modality", score.modality),
        ("status", score.status),
        ("speaker", score.speaker),
        ("date", score.date),
    ];
    let asked: Vec<&(&str, Right)> = details.iter().filter(|(_, right)| right.of > 0).collect();
    if !asked.is_empty() || score.never > 0 {
        out.push_str(&format!("\n{}\n", page.underlined("of the right ones")));
        let mut table = Table::default();
        for (name, right) in asked {
            let count = format!("{} of {}", right.right, right.of);
            let share = share(right.right, right.of);
            table.row(vec![(page.bold(name), (*name).to_owned()), (count.clone(), count), (share.clone(), share)]);
        }
        out.push_str(&table.text(2));
        if score.never > 0 {
            out.push_str(&format!("  {} that must never be claimed\n", score.never));
        }
    }
    if !score.confusions.is_empty() {
        out.push_str(&format!("\n{}\n", page.underlined("right ends, wrong kind")));
        let mut table = Table::default();
        for confusion in &score.confusions {
            let times = confusion.times.to_string();
            let kinds = format!("{} taken for {}", confusion.gold, confusion.found);
            table.row(vec![(times.clone(), times), (kinds.clone(), kinds)]);
        }
        out.push_str(&table.text(2));
    }
    for (heading, lines) in
        [("missed", &score.missed), ("wrong", &score.wrong), ("right, with a wrong detail", &score.doubtful)]
    {
        if !lines.is_empty() {
            out.push_str(&format!("\n{}\n", page.underlined(heading)));
            for line in lines {
                out.push_str(&format!("{}\n", page.wrapped(line, 2)));
            }
        }
    }
    out
}
