//! `kg parse`: tokens, tags, lemmas, names and trees of a text, to look at or as CoNLL-U.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Exit, Session, json_line, tree};
use crate::data;
use crate::ingest;
use crate::nlp::{Analysis, GivenTokens, Language, Scratch, Unit, read_conllu, write_conllu};
use crate::report::sentence_records;

/// Tokens, tags, lemmas, names and trees of a text
///
/// Reads text from FILEs or standard input and draws the tree of each sentence; with --conllu it writes the ten columns
/// of CoNLL-U instead. Names stand in the last column (`Name=B-person`).
#[derive(clap::Args)]
pub(super) struct Args {
    /// Files to read; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,

    /// Write CoNLL-U
    #[arg(long)]
    conllu: bool,

    /// Read CoNLL-U: take its forms, sentence breaks and comments, and nothing else of it
    #[arg(long)]
    tokens: bool,

    /// Compute on this vector unit (every one gives the same result)
    #[arg(long, value_name = "UNIT", value_parser = unit)]
    unit: Option<Unit>,
}

fn unit(name: &str) -> Result<Unit, String> {
    let spelling = |unit: &Unit| format!("{unit:?}").to_lowercase();
    let names = || Unit::ALL.iter().map(spelling).collect::<Vec<_>>().join(", ");
    Unit::ALL.into_iter().find(|unit| spelling(unit) == name).ok_or_else(|| format!("units are {}", names()))
}

/// A text on its way through the command.
struct Input {
    /// Name to show, where it is a file.
    name: Option<String>,
    text: String,
    /// Tokens and sentences, where they were given.
    given: Option<GivenTokens>,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    anyhow::ensure!(!(args.conllu && session.json), "`--conllu` and `--json` are two answers; ask for one");
    let unit = args.unit.unwrap_or_else(Unit::best);
    anyhow::ensure!(unit.is_here(), "this processor has no such unit; leave `--unit` away to take the best it has");
    let model = session.project.model()?;
    let language = Language::open_on(model, unit)
        .map_err(|error| anyhow::anyhow!("`{}` cannot be used: {error}", data::OWN_MODEL_FILE))?;
    let mut inputs = Vec::new();
    for file in &args.files {
        inputs.extend(read(file, args.tokens)?);
    }
    let mut found = false;
    // Small groups of documents at a time: in parallel, in order, without holding every answer.
    const GROUP: usize = 64;
    for group in inputs.chunks(GROUP) {
        let analyses: Vec<Analysis> =
            group.par_iter().map_init(Scratch::default, |scratch, input| analyse(&language, input, scratch)).collect();
        for (input, analysis) in group.iter().zip(&analyses) {
            write(args, session, input, analysis, out)?;
            found |= !analysis.tokens.is_empty();
        }
    }
    Ok(if found { Exit::Found } else { Exit::Nothing })
}

/// The documents in a file: one, or as many as the CoNLL-U has.
fn read(path: &Path, tokens: bool) -> anyhow::Result<Vec<Input>> {
    let name = (path.as_os_str() != "-").then(|| path.display().to_string());
    let shown = name.as_deref().unwrap_or("standard input");
    let mut bytes = Vec::new();
    match &name {
        None => std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
        Some(_) => std::fs::read(path).map(|content| bytes = content),
    }
    .map_err(|error| anyhow::anyhow!("`{shown}` cannot be read: {error}"))?;
    let text = ingest::decode_text(bytes).map_err(|reason| anyhow::anyhow!("`{shown}` cannot be read: {reason}"))?;
    if !tokens {
        return Ok(vec![Input { name, text, given: None }]);
    }
    let documents = read_conllu(&text).map_err(|line| {
        anyhow::anyhow!("`{shown}`, line {line}: neither a comment nor a row of CoNLL-U (number, tab, form)")
    })?;
    let input = |mut given: GivenTokens| Input {
        name: name.clone(),
        text: std::mem::take(&mut given.text),
        given: Some(given),
    };
    Ok(documents.into_iter().map(input).collect())
}

fn analyse(language: &Language<'_>, input: &Input, scratch: &mut Scratch) -> Analysis {
    match &input.given {
        None => language.analyse(&input.text, scratch),
        Some(given) => language.analyse_tokens(&input.text, &given.spans, given.sentences.clone(), scratch),
    }
}

fn write(
    args: &Args,
    session: &Session,
    input: &Input,
    analysis: &Analysis,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    if session.json {
        return sentence_records(&input.text, analysis, input.name.as_deref())
            .try_for_each(|record| json_line(out, &record));
    }
    let mut rows = String::new();
    if let (Some(name), None, true) = (&input.name, &input.given, args.conllu && args.files.len() > 1) {
        comment("newdoc id", name, &mut rows);
    }
    for sentence in 0..analysis.sentences.len() {
        if !args.conllu {
            out.write_all(tree::draw(session.page, &input.text, analysis, sentence).as_bytes())?;
            continue;
        }
        match &input.given {
            Some(given) => given.comments[sentence].iter().for_each(|comment| rows.extend([comment.as_str(), "\n"])),
            None => comment("text", analysis.words(&input.text, sentence), &mut rows),
        }
        write_conllu(&input.text, analysis, sentence, input.given.is_none(), &mut rows);
        out.write_all(rows.as_bytes())?;
        rows.clear();
    }
    Ok(())
}

/// Adds a comment line; what would end the line becomes a space.
fn comment(name: &str, value: &str, rows: &mut String) {
    rows.extend(["# ", name, " = "]);
    rows.extend(value.chars().map(|c| if c.is_control() { ' ' } else { c }));
    rows.push('\n');
}
