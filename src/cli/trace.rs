//! `kg trace`: how each sentence of a text is read, and why a pattern that came near did not fire. The tool of whoever
//! writes patterns.

use std::io::{Read, Write};
use std::path::PathBuf;

use super::print::{Page, Table};
use super::{Exit, Session, json_line, talk, tree};
use crate::ingest;
use crate::model::PartialDate;
use crate::report::{FiredRecord, FoundClaimRecord, FoundSpeakerRecord, NearRecord, TraceRecord, trace_records};
use crate::text::all_of;

/// How a text is read: tree, actors, speakers, dates, patterns, claims
///
/// Shows for each sentence what the patterns saw and what came of it, and for every pattern whose trigger is there why
/// it gave nothing.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  kg trace \"Arland urged Borland to withdraw.\"\n  kg trace --file seeds/letter.txt --published 2017-12-02\n  kg trace --near attack \"Arland planned an attack on Borland.\""
)]
pub(super) struct Args {
    /// The text; `-` is standard input
    #[arg(value_name = "TEXT", required_unless_present = "file", conflicts_with = "file")]
    text: Vec<String>,

    /// Read the text from FILE
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// Date of publication, for words such as `yesterday`
    #[arg(long, value_name = "DATE")]
    published: Option<String>,

    /// Of the patterns that did not fire, show those that this word triggers or that have this id
    #[arg(long, value_name = "WORD")]
    near: Option<String>,

    /// Leave the trees away
    #[arg(long)]
    no_tree: bool,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let text = text(args)?;
    let published = published(args.published.as_deref())?;
    let reading = session.project.text_reader()?;
    let near = args.near.as_ref().map(|word| word.to_lowercase());
    reading.trace(&text, published, |traced| {
        let mut records = trace_records(
            traced.tree,
            traced.extraction,
            &traced.attempts,
            &traced.actors,
            &reading.english,
            &reading.schema,
            traced.record,
        );
        if let Some(word) = &near {
            let triggered = reading.english.patterns.triggered_by(word);
            let ids: Vec<&str> =
                triggered.iter().map(|index| reading.english.patterns.patterns[*index].id.as_str()).collect();
            for record in &mut records {
                record.near.retain(|pattern| pattern.pattern == *word || ids.contains(&pattern.pattern.as_str()));
            }
        }
        for (index, record) in records.iter().enumerate() {
            if session.json {
                json_line(out, record)?;
                continue;
            }
            let drawn = if args.no_tree {
                format!("{}\n\n", session.page.wrapped(&record.sentence.text, 0))
            } else {
                tree::draw(session.page, &text, traced.tree.analysis, index)
            };
            out.write_all(drawn.as_bytes())?;
            out.write_all(shown(session.page, record).as_bytes())?;
        }
        if records.is_empty() {
            talk::say("there is no sentence in the text");
            return Ok(Exit::Nothing);
        }
        Ok(if records.iter().any(|record| !record.claims.is_empty()) { Exit::Found } else { Exit::Nothing })
    })
}

/// The date of publication that was given.
fn published(date: Option<&str>) -> anyhow::Result<Option<PartialDate>> {
    date.map(|date| PartialDate::parse(date).map_err(|reason| anyhow::anyhow!("`{date}` is no date: {reason}")))
        .transpose()
}

fn text(args: &Args) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    match &args.file {
        Some(file) if file.as_os_str() != "-" => {
            bytes =
                std::fs::read(file).map_err(|error| anyhow::anyhow!("`{}` cannot be read: {error}", file.display()))?
        }
        None if args.text != ["-"] => return Ok(args.text.join(" ")),
        Some(_) | None => {
            std::io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(|error| anyhow::anyhow!("standard input cannot be read: {error}"))?;
        }
    }
    ingest::decode_text(bytes).map_err(|reason| anyhow::anyhow!("the text cannot be read: {reason}"))
}

/// What stands below the tree of a sentence.
fn shown(page: Page, record: &TraceRecord) -> String {
    let mut out = String::new();
    section(page, &mut out, "actors", actors(page, record));
    section(
        page,
        &mut out,
        "dates",
        rows(record.dates.iter().map(|date| vec![(page.bold(&date.text), date.text.clone()), plain(&date.period)])),
    );
    let report = |report: &crate::report::TracedReportRecord| {
        let source = if report.source.is_empty() { "nobody named".to_owned() } else { report.source.clone() };
        let content = report.content.iter().map(|piece| format!("“{piece}”")).collect::<Vec<_>>().join(" ");
        let head = format!(
            "  {}  {}  {}",
            page.bold(&source),
            crate::text::printable(&report.cue),
            page.dim(&format!("({})", report.stance))
        );
        format!("{head}\n{}\n", page.wrapped(&content, 4))
    };
    section(page, &mut out, "reports", record.reports.iter().map(report).collect());
    section(page, &mut out, "fired", record.fired.iter().map(|fired| fired_lines(page, fired)).collect());
    section(page, &mut out, "claims", record.claims.iter().map(|claim| claim_lines(page, claim)).collect());
    section(page, &mut out, "proposed", record.proposed.iter().map(|claim| claim_lines(page, claim)).collect());
    section(page, &mut out, "did not fire", near_lines(page, &record.near));
    out.push('\n');
    out
}

fn section(page: Page, out: &mut String, heading: &str, lines: String) {
    if !lines.is_empty() {
        out.push_str(&format!("{}\n{lines}", page.underlined(heading)));
    }
}

fn plain(text: &str) -> (String, String) {
    (crate::text::printable(text).into_owned(), text.to_owned())
}

fn rows(rows: impl Iterator<Item = Vec<(String, String)>>) -> String {
    let mut table = Table::default();
    rows.for_each(|row| table.row(row));
    table.text(2)
}

/// Longer phrases are cut in tables; the tree above has all words.
const LONGEST_PHRASE: usize = 40;

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST_PHRASE {
        return text.to_owned();
    }
    text.chars().take(LONGEST_PHRASE - 1).chain(['…']).collect()
}

/// A row for each nominal: the words, what they are, whom they mean and how else that one is called in the text.
fn actors(page: Page, record: &TraceRecord) -> String {
    rows(record.nominals.iter().map(|nominal| {
        let chain = record
            .chains
            .iter()
            .find(|chain| chain.chain == nominal.chain)
            .expect("every nominal of the sentence has its chain in the record");
        let mut kind = format!("{} {}", nominal.form, nominal.sort);
        if nominal.plural {
            kind.push_str(", plural");
        }
        let words = cut(&nominal.text);
        let whom = match (chain.curated, chain.members.len()) {
            (true, _) => format!("= {} ({}, curated)", chain.name, chain.actor),
            (false, 1) if chain.name == nominal.text => format!("{} alone", chain.chain),
            (false, _) => format!("{} = {}", chain.chain, cut(&chain.name)),
        };
        let whom = match chain.why.first().filter(|_| nominal.form == "name") {
            Some(why) => format!("{whom} ({why})"),
            None => whom,
        };
        vec![(page.bold(&words), words.clone()), plain(&kind), (page.dim(&whom), whom)]
    }))
}

fn fired_lines(page: Page, fired: &FiredRecord) -> String {
    let mut how = format!("{} of {}, at `{}`", fired.family, fired.file, fired.trigger);
    if let Some(light) = &fired.light {
        how.push_str(&format!(", told by the light verb of `{light}`"));
    }
    if !fired.operators.is_empty() {
        how.push_str(&format!(
            ", rewritten by {} to {}",
            fired.operators.iter().map(|operator| format!("`{operator}`")).collect::<Vec<_>>().join(" then "),
            fired.relation
        ));
    }
    let roles = format!(
        "{}  {} → {}",
        page.bold(&fired.pattern),
        crate::text::printable(&cut(&fired.subject)),
        crate::text::printable(&cut(&fired.object))
    );
    format!("  {roles}\n{}\n", page.dim_wrapped(&how, 4))
}

fn claim_lines(page: Page, claim: &FoundClaimRecord) -> String {
    let mut how = vec![claim.polarity.to_owned(), claim.modality.to_owned()];
    how.extend(match claim.speakers.as_slice() {
        [] => None,
        speakers => {
            let name = |speaker: &FoundSpeakerRecord| speaker.name.clone();
            let (relays, sources) = speakers.split_at(speakers.len().saturating_sub(claim.together.unwrap_or(1)));
            let sources: Vec<String> = sources.iter().map(name).collect();
            Some(format!("says {}", relays.iter().map(name).chain([all_of(&sources)]).collect::<Vec<_>>().join(" > ")))
        }
    });
    how.extend(match (&claim.date, &claim.date_to) {
        (None, None) => None,
        (Some(from), None) => Some(from.clone()),
        (None, Some(to)) if claim.over_by => Some(format!("over by {to}")),
        (from, Some(to)) => Some(format!("{}..{to}", from.as_deref().unwrap_or(""))),
    });
    let line = format!("{} | {} | {} | {}", claim.subject.name, claim.relation, claim.object.name, how.join(", "));
    format!("{}\n", page.wrapped(&line, 2))
}

/// Patterns of one trigger that failed for one reason share a line.
fn near_lines(page: Page, near: &[NearRecord]) -> String {
    let mut groups: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for record in near {
        match groups.iter_mut().find(|(trigger, why, _)| *trigger == record.trigger && *why == record.why) {
            Some((_, _, ids)) => ids.push(&record.pattern),
            None => groups.push((&record.trigger, &record.why, vec![&record.pattern])),
        }
    }
    let lines = |(trigger, why, ids): &(&str, &str, Vec<&str>)| {
        let heading = page.wrapped(&format!("{trigger}: {}", ids.join(", ")), 2);
        format!("{heading}\n{}\n", page.dim_wrapped(why, 4))
    };
    groups.iter().map(lines).collect()
}
