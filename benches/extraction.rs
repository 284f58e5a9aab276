//! How fast texts become claims, on one core, beside spaCy's tagger, parser and name tagger on the same texts in the
//! same run.
//!
//! `KG_SPACY_PYTHON=path/to/python cargo bench --bench extraction [-- FILE.jsonl]`. The file holds an object with a
//! `text` a line; without one, the project's digests are read over and over. The bar: 20 times the peer,
//! `benches/extraction_peer.py`, under a Python that has spaCy 3.8 and `en_core_web_sm` (or a package with its
//! weights); without one, its row says so. Ours goes from text to chains, reports, dates and claims. Rounds alternate;
//! the figures are medians.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench reads clocks and reports on stdout")]

use kg::extract::tree::Tree;
use kg::extract::{English, Extractor};
use kg::model::Sort;
use kg::nlp::Scratch;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const ROUNDS: usize = 3;

/// How often the digests are read, so that a round is long enough to be timed.
const REPEATS: usize = 20;

fn main() {
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let texts = match &file {
        Some(path) => {
            std::fs::read_to_string(path).expect("the file can be read").lines().filter_map(text_of).collect()
        }
        None => digests(),
    };
    let schema = kg::pipeline::schema(None, &mut Vec::new());
    let english = English::built_in(&schema);
    let language = kg::pipeline::language(None).expect("the built-in model is sound");
    let mut scratch = Scratch::default();
    let mut ours = || {
        let start = Instant::now();
        let (mut tokens, mut claims) = (0, 0);
        for text in &texts {
            let analysis = language.analyse(text, &mut scratch);
            let extractor =
                Extractor { english: &english, schema: &schema, sort_of: &|_| Sort::Thing, reader: Some(&language) };
            let extraction = extractor.extract(&Tree::new(text, &analysis), &[], None, &mut scratch);
            tokens += analysis.tokens.len();
            claims += extraction.findings.len();
        }
        (tokens as f64 / start.elapsed().as_secs_f64(), tokens, claims)
    };
    let (_, tokens, claims) = ours();
    println!("{} texts, {tokens} tokens, {claims} claims", texts.len());
    let peer_python = std::env::var("KG_SPACY_PYTHON").ok().zip(file);
    let (mut our_rates, mut peer_rates) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_rates.push(ours().0);
        peer_rates.extend(peer_python.as_ref().map(|(python, file)| peer(python, file)));
    }
    let ours = median(our_rates);
    println!("text to claims: {ours:>8.0} tokens a second");
    if peer_rates.is_empty() {
        return println!("KG_SPACY_PYTHON names no Python with spaCy, or no file is named, so no peer was run");
    }
    let peer = median(peer_rates);
    println!("spaCy tagger, parser, names: {peer:.0} tokens a second: {:.1} times", ours / peer);
}

fn text_of(line: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    value.get("text")?.as_str().map(str::to_owned)
}

fn digests() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        std::fs::read_to_string(entry.expect("an entry").path()).expect("a digest")
    };
    let texts: Vec<String> = std::fs::read_dir(folder).expect("the digests are here").map(read).collect();
    std::iter::repeat_n(texts, REPEATS).flatten().collect()
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

/// Tokens a second that the peer reports of itself, loading left out.
fn peer(python: &str, path: &str) -> f64 {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/extraction_peer.py");
    let output = Command::new(python)
        .arg(script)
        .arg(path)
        .env("OMP_NUM_THREADS", "1")
        .stderr(Stdio::inherit())
        .output()
        .expect("the peer's Python runs");
    assert!(output.status.success(), "the peer failed");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("the peer prints a number")
}
