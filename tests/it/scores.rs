//! The scores that the shipped model reached, recorded in `data/lang/en/scores.json`: none may drop.
//!
//! Counted here as `../shared/score/parse.py` counts: relations without subtype and punctuation counted in LAS; verb
//! arguments are nsubj, nsubj:pass and obj below a word that is a VERB in the gold tree.

use std::collections::{BTreeMap, BTreeSet};

use kg::nlp::{Analysis, Language, Scratch, read_conllu};
use kg::text::Span;

use crate::support::{root, shared, skipped};

/// So much may a score move when sentences are cut or joined elsewhere in the program; a model trained anew writes its
/// own.
const TOLERANCE: f64 = 0.05;

#[derive(Default)]
struct Row {
    form: String,
    lemma: String,
    upos: String,
    xpos: String,
    head: usize,
    relation: String,
}

#[derive(Default)]
struct Document {
    sentences: Vec<(String, Vec<Row>)>,
}

fn read(text: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    let (mut words, mut rows) = (String::new(), Vec::new());
    for line in text.lines().chain([""]) {
        if line.starts_with("# newdoc") {
            documents.push(Document::default());
        } else if let Some(text) = line.strip_prefix("# text = ") {
            words = text.to_owned();
        } else if line.is_empty() && !rows.is_empty() {
            documents
                .last_mut()
                .expect("a document began")
                .sentences
                .push((std::mem::take(&mut words), std::mem::take(&mut rows)));
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() == 10 && columns[0].bytes().all(|byte| byte.is_ascii_digit()) {
                let [_, form, lemma, upos, xpos, _, head, relation, ..] = columns[..] else { continue };
                let head = head.parse().expect("a head");
                rows.push(Row {
                    form: form.into(),
                    lemma: lemma.into(),
                    upos: upos.into(),
                    xpos: xpos.into(),
                    head,
                    relation: relation.into(),
                });
            }
        }
    }
    documents
}

fn base(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

#[derive(Default)]
struct Counts(BTreeMap<&'static str, f64>);

impl Counts {
    fn add(&mut self, name: &'static str, yes: bool) {
        *self.0.entry(name).or_default() += f64::from(u8::from(yes));
    }

    fn share(&self, name: &str, of: &str) -> f64 {
        100.0 * self.0[name] / self.0[of]
    }

    fn f1(&self, hit: &str, ours: &str, gold: &str) -> f64 {
        200.0 * self.0[hit] / (self.0[ours] + self.0[gold])
    }
}

/// Scores with tokens and sentences given.
fn given(language: &Language<'_>, documents: &[Document], scores: &mut BTreeMap<String, f64>) {
    let mut counts = Counts::default();
    let mut scratch = Scratch::default();
    for document in documents {
        let line = |(index, row): (usize, &Row)| format!("{}\t{}\n", index + 1, row.form);
        let rows: String = document
            .sentences
            .iter()
            .map(|(_, rows)| rows.iter().enumerate().map(line).collect::<String>() + "\n")
            .collect();
        let tokens = read_conllu(&rows).expect("rows").pop().expect("a document");
        let analysis = language.analyse_tokens(&tokens.text, &tokens.spans, tokens.sentences, &mut scratch);
        for ((_, gold), range) in document.sentences.iter().zip(&analysis.sentences) {
            for (row, index) in gold.iter().zip(range.clone()) {
                let token = &analysis.tokens[index];
                let head = if token.head as usize == index { 0 } else { token.head as usize - range.start + 1 };
                let (relation, right) = (token.relation.as_str(), head == row.head);
                counts.add("tokens", true);
                counts.add("upos", token.upos.as_str() == row.upos);
                counts.add("xpos", token.xpos.as_str() == row.xpos);
                counts.add("lemma", analysis.lemma(token).to_lowercase() == row.lemma.to_lowercase());
                counts.add("uas", right);
                counts.add("las", right && base(relation) == base(&row.relation));
                let below_verb = |head: usize| head > 0 && gold[head - 1].upos == "VERB";
                let is_argument = |relation: &str| matches!(relation, "nsubj" | "nsubj:pass" | "obj");
                let (wanted, found) =
                    (is_argument(&row.relation) && below_verb(row.head), is_argument(relation) && below_verb(head));
                let hit = wanted && found && right && relation == row.relation;
                counts.add("arguments_gold", wanted);
                counts.add("arguments_ours", found);
                counts.add("arguments_hit", hit);
                counts.add("passive_gold", wanted && row.relation == "nsubj:pass");
                counts.add("passive_ours", found && relation == "nsubj:pass");
                counts.add("passive_hit", hit && relation == "nsubj:pass");
            }
        }
    }
    for name in ["upos", "xpos", "lemma", "uas", "las"] {
        scores.insert(name.to_owned(), counts.share(name, "tokens"));
    }
    scores.insert("verb_arguments".to_owned(), counts.f1("arguments_hit", "arguments_ours", "arguments_gold"));
    scores.insert("nsubj_pass".to_owned(), counts.f1("passive_hit", "passive_ours", "passive_gold"));
}

/// Where the tokens of gold sentences stand in the running text.
fn gold_spans(document: &Document, text: &str) -> (Vec<Span>, BTreeSet<(usize, usize)>) {
    let (mut spans, mut breaks, mut at) = (Vec::new(), BTreeSet::new(), 0);
    for (_, rows) in &document.sentences {
        let first = spans.len();
        for row in rows {
            let Some(found) = text[at..].find(&row.form).filter(|found| *found <= 40) else { continue };
            spans.push(Span::new(at + found, at + found + row.form.len()));
            at += found + row.form.len();
        }
        if first < spans.len() {
            breaks.insert((spans[first].start(), spans[spans.len() - 1].end()));
        }
    }
    (spans, breaks)
}

/// Scores from the running text of each document.
fn raw(language: &Language<'_>, documents: &[Document], scores: &mut BTreeMap<String, f64>) {
    let mut counts = Counts::default();
    let mut scratch = Scratch::default();
    for document in documents {
        let text = document.sentences.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join(" ");
        let (spans, breaks) = gold_spans(document, &text);
        let analysis: Analysis = language.analyse(&text, &mut scratch);
        let gold: BTreeSet<Span> = spans.iter().copied().collect();
        let ours: BTreeSet<Span> = analysis.tokens.iter().map(|token| token.span).collect();
        let found: BTreeSet<(usize, usize)> = (0..analysis.sentences.len())
            .map(|sentence| (analysis.span(sentence).start(), analysis.span(sentence).end()))
            .collect();
        for (name, count) in [
            ("token_hit", gold.intersection(&ours).count()),
            ("token_ours", ours.len()),
            ("token_gold", gold.len()),
            ("sentence_hit", breaks.intersection(&found).count()),
            ("sentence_ours", found.len()),
            ("sentence_gold", breaks.len()),
        ] {
            *counts.0.entry(name).or_default() += count as f64;
        }
    }
    scores.insert("raw_tokens".to_owned(), counts.f1("token_hit", "token_ours", "token_gold"));
    scores.insert("raw_sentences".to_owned(), counts.f1("sentence_hit", "sentence_ours", "sentence_gold"));
}

#[test]
fn recorded_scores_hold() {
    let test = "recorded_scores_hold";
    let Some(shared) = shared(test) else { return };
    let Ok(dev) = std::fs::read_to_string(shared.join("treebank/dev.conllu")) else {
        return skipped(test, "../shared lacks the treebank");
    };
    let language = Language::open(kg::data::MODEL).expect("the built-in model is sound");
    let documents = read(&dev);
    let mut scores = BTreeMap::new();
    given(&language, &documents, &mut scores);
    raw(&language, &documents, &mut scores);
    let lines: Vec<String> = scores.iter().map(|(name, score)| format!("  \"{name}\": {score:.2}")).collect();
    let found = format!("{{\n{}\n}}\n", lines.join(",\n"));
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(root().join("data/lang/en/scores.json"), found).expect("writable");
        return;
    }
    let recorded =
        std::fs::read_to_string(root().join("data/lang/en/scores.json")).expect("scores are recorded beside the model");
    let recorded: BTreeMap<String, f64> = serde_json::from_str(&recorded).expect("names and numbers");
    assert!(recorded.keys().eq(scores.keys()), "other figures are recorded than computed; now:\n{found}");
    for (name, score) in &scores {
        let least = recorded.get(name).unwrap_or_else(|| panic!("`{name}` is not recorded; now:\n{found}"));
        assert!(*score >= least - TOLERANCE, "`{name}` fell from {least} to {score:.2}; now:\n{found}");
    }
}
