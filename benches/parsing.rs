//! How fast text becomes trees, on one core, beside spaCy's small English model in the same run.
//!
//! `KG_SPACY_PYTHON=path/to/python cargo bench --bench parsing [-- FILE.conllu]`. The file is a treebank; without one,
//! the project's digests are read and the first bar alone is measured. The bars: 110,000 tokens a second from raw text
//! to trees, and 25 times spaCy on given tokens. The peer is `benches/parsing_peer.py` under a Python that has spaCy
//! 3.8 and `en_core_web_sm` (or a package with its weights); without one, its row says so. Rounds alternate, so that a
//! machine whose speed drifts slows both; the figures are medians. Everything is counted: tags, lemmas, features,
//! trees, names.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench reads clocks and reports on stdout")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use kg::nlp::{GivenTokens, Language, Scratch, Unit, read_conllu};

const ROUNDS: usize = 5;

fn main() {
    let treebank = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let (texts, given) = match &treebank {
        Some(path) => of_treebank(Path::new(path)),
        None => (digests(), Vec::new()),
    };
    for unit in Unit::ALL.into_iter().filter(|unit| unit.is_here()) {
        let language = Language::open_on(kg::data::MODEL, unit).expect("the built-in model is sound");
        let mut scratch = Scratch::default();
        let mut raw = || texts.iter().map(|text| language.analyse(text, &mut scratch).tokens.len()).sum();
        raw();
        println!(
            "{unit:?}: raw text to trees {:>8.0} tokens a second",
            median((0..ROUNDS).map(|_| rate(&mut raw)).collect())
        );
    }
    let (Some(path), false) = (treebank, given.is_empty()) else {
        return println!("no treebank named, so no comparison on given tokens");
    };
    let language = Language::open(kg::data::MODEL).expect("the built-in model is sound");
    let mut scratch = Scratch::default();
    let mut ours = || {
        given
            .iter()
            .map(|document| {
                language
                    .analyse_tokens(&document.text, &document.spans, document.sentences.clone(), &mut scratch)
                    .tokens
                    .len()
            })
            .sum()
    };
    ours();
    let Ok(python) = std::env::var("KG_SPACY_PYTHON") else {
        println!("given tokens: {:>8.0} tokens a second", median((0..ROUNDS).map(|_| rate(&mut ours)).collect()));
        return println!("KG_SPACY_PYTHON names no Python with spaCy, so no peer was run");
    };
    let (mut our_rates, mut peer_rates) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        our_rates.push(rate(&mut ours));
        peer_rates.push(peer(&python, &path));
    }
    let (ours, peer) = (median(our_rates), median(peer_rates));
    println!("given tokens: {ours:>8.0} tokens a second, spaCy {peer:.0}: {:.1} times", ours / peer);
}

fn rate(work: &mut impl FnMut() -> usize) -> f64 {
    let start = Instant::now();
    let tokens = work();
    tokens as f64 / start.elapsed().as_secs_f64()
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

/// Tokens a second that the peer reports of itself, loading left out.
fn peer(python: &str, path: &str) -> f64 {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/parsing_peer.py");
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

fn of_treebank(path: &Path) -> (Vec<String>, Vec<GivenTokens>) {
    let content = std::fs::read_to_string(path).expect("the treebank can be read");
    let texts = content
        .split("# newdoc")
        .map(|document| {
            document.lines().filter_map(|line| line.strip_prefix("# text = ")).collect::<Vec<_>>().join(" ")
        })
        .collect();
    (texts, read_conllu(&content).expect("a treebank is CoNLL-U"))
}

fn digests() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    std::fs::read_dir(folder)
        .expect("the digests are here")
        .map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("a digest"))
        .collect()
}
