//! The language suite, `tests/suite`: what it is and how its files are written stands in its README.

use std::fs;
use std::path::PathBuf;

use kg::extract::attribution::reports;
use kg::extract::date::{date_expressions, date_of};
use kg::extract::nominal::{Nominal, NominalForm};
use kg::extract::tree::Tree;
use kg::extract::{English, Extraction, Extractor};
use kg::model::{PartialDate, Schema, Sort};
use kg::nlp::{Analysis, Language, Scratch, read_conllu, tokens, write_conllu};

use crate::support::root;

/// The blocks of indented lines in every file of a stage, with the file's name.
fn blocks(stage: &str) -> Vec<(String, Vec<String>)> {
    let folder = root().join("tests/suite").join(stage);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the stage has a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut blocks = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a file of the suite");
        let name = format!("{stage}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        let mut block = Vec::new();
        for line in text.lines().chain([""]) {
            match line.strip_prefix("    ") {
                Some(line) => block.push(line.to_owned()),
                None if !block.is_empty() => blocks.push((name.clone(), std::mem::take(&mut block))),
                None => {}
            }
        }
    }
    assert!(blocks.len() > 2, "{stage} has examples");
    blocks
}

fn language() -> Language<'static> {
    Language::open(kg::data::MODEL).expect("the built-in model is sound")
}

fn given(language: &Language<'_>, words: &[&str]) -> (String, Analysis) {
    let rows: String = words.iter().enumerate().map(|(index, word)| format!("{}\t{word}\n", index + 1)).collect();
    let document = read_conllu(&rows).expect("rows").pop().expect("a document");
    let analysis =
        language.analyse_tokens(&document.text, &document.spans, document.sentences, &mut Scratch::default());
    (document.text, analysis)
}

/// Fails once, with every difference.
fn report(stage: &str, wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{} of {stage} differ:\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn tokens_are_the_treebanks() {
    let mut wrong = Vec::new();
    for (file, block) in blocks("tokens") {
        let [text, expected] = block.as_slice() else { panic!("{file}: a text and its tokens") };
        let found: Vec<&str> = tokens(text).iter().map(|span| span.of(text)).collect();
        if found.join(" | ") != *expected {
            wrong.push(format!("{file}\n  expected {expected}\n  found    {}", found.join(" | ")));
        }
    }
    report("tokens", wrong);
}

#[test]
fn sentences_end_where_readers_end_them() {
    let language = language();
    let mut wrong = Vec::new();
    for (file, block) in blocks("sentences") {
        let expected: Vec<String> =
            block.join(" ").replace('¶', "").split(" ‖ ").map(|sentence| sentence.trim().to_owned()).collect();
        let text = block.join(" ").replace(" ‖¶ ", "\n\n").replace(" ‖ ", " ");
        let found: Vec<&str> =
            language.sentences(&text, &mut Scratch::default()).iter().map(|span| span.of(&text)).collect();
        if found != expected {
            wrong.push(format!("{file}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    report("sentences", wrong);
}

/// Words over what is expected of them.
fn aligned(stage: &str, column: impl Fn(&Analysis, usize) -> String) {
    let language = language();
    let mut wrong = Vec::new();
    for (file, block) in blocks(stage) {
        let [words, expected] = block.as_slice() else { panic!("{file}: words over labels") };
        let words: Vec<&str> = words.split_whitespace().collect();
        let expected: Vec<&str> = expected.split_whitespace().collect();
        assert_eq!(words.len(), expected.len(), "{file}: {words:?}");
        let (_, analysis) = given(&language, &words);
        for (index, (word, expected)) in words.iter().zip(expected).enumerate() {
            let found = column(&analysis, index);
            if found != expected {
                wrong.push(format!("{file}: `{word}` in `{}` is {expected}, not {found}", words.join(" ")));
            }
        }
    }
    report(stage, wrong);
}

#[test]
fn tags_are_the_treebanks() {
    aligned("tags", |analysis, token| analysis.tokens[token].xpos.as_str().to_owned());
}

#[test]
fn lemmas_are_dictionary_forms() {
    aligned("lemmas", |analysis, token| analysis.lemma(&analysis.tokens[token]).to_owned());
}

#[test]
fn names_are_told_apart() {
    let language = language();
    let mut wrong = Vec::new();
    for (file, block) in blocks("names") {
        let [text, expected] = block.as_slice() else { panic!("{file}: a text and its names") };
        let analysis = language.analyse(text, &mut Scratch::default());
        let show = |name: &kg::nlp::Name| {
            format!(
                "{}: {}",
                name.kind.as_str(),
                &text[analysis.tokens[name.tokens.start].span.start()..analysis.tokens[name.tokens.end - 1].span.end()]
            )
        };
        let mut found = analysis.names.iter().map(show).collect::<Vec<_>>().join(" | ");
        if found.is_empty() {
            found.push_str("none");
        }
        if found != *expected {
            wrong.push(format!("{file}\n  expected {expected}\n  found    {found}"));
        }
    }
    report("names", wrong);
}

#[test]
fn trees_are_the_treebanks() {
    let language = language();
    let mut wrong = Vec::new();
    for (file, block) in blocks("trees") {
        let expected: Vec<Vec<&str>> = block.iter().map(|line| line.split('\t').collect()).collect();
        let words: Vec<&str> = expected.iter().map(|row| row[1]).collect();
        let (text, analysis) = given(&language, &words);
        let mut found = String::new();
        write_conllu(&text, &analysis, 0, false, &mut found);
        for (expected, found) in expected.iter().zip(found.lines()) {
            let found: Vec<&str> = found.split('\t').collect();
            let differs = expected.iter().zip(&found).any(|(expected, found)| *expected != "_" && expected != found);
            if differs || expected.len() != 10 {
                wrong.push(format!("{file}\n  expected {}\n  found    {}", expected.join(" "), found.join(" ")));
            }
        }
    }
    report("trees", wrong);
}

#[test]
fn dates_are_as_precise_as_the_words() {
    let language = language();
    let mut wrong = Vec::new();
    for (file, block) in blocks("dates") {
        let (published, text) =
            block[0].split_once(" | ").unwrap_or_else(|| panic!("{file}: a date of publication and a text"));
        let published = (published != "undated").then(|| PartialDate::parse(published).expect("a date of publication"));
        let analysis = language.analyse(text, &mut Scratch::default());
        let tree = Tree::new(text, &analysis);
        let expressions = date_expressions(&tree, published);
        let mut expected: Vec<&str> = Vec::new();
        for line in &block[1..] {
            let Some((trigger, date)) = line.split_once(" @ ") else {
                expected.push(line);
                continue;
            };
            let token = (0..tree.len())
                .find(|token| tree.form(*token) == trigger)
                .unwrap_or_else(|| panic!("{file}: no `{trigger}` in `{text}`"));
            let found = date_of(&tree, &expressions, token)
                .map_or("none".to_owned(), |expression| expression.period.to_string());
            if found != date {
                wrong.push(format!("{file}: {text}\n  expected {line}\n  found    {trigger} @ {found}"));
            }
        }
        let mut found: Vec<String> = expressions
            .iter()
            .map(|expression| format!("{} = {}", tree.words(&expression.tokens), expression.period))
            .collect();
        if found.is_empty() {
            found.push("none".to_owned());
        }
        // A block that only asks what dates a word need not list the expressions.
        if !expected.is_empty() && found != expected {
            wrong.push(format!(
                "{file}: {text}\n  expected {}\n  found    {}",
                expected.join("\n           "),
                found.join("\n           ")
            ));
        }
    }
    report("dates", wrong);
}

/// What a text says where nobody is curated.
fn extracted(language: &Language<'_>, (english, schema): &(English, Schema), text: &str) -> (Analysis, Extraction) {
    let mut scratch = Scratch::default();
    let analysis = language.analyse(text, &mut scratch);
    let extractor = Extractor { english, schema, sort_of: &|_| Sort::Thing, reader: None };
    let extraction = extractor.extract(&Tree::new(text, &analysis), &[], None, &mut scratch);
    (analysis, extraction)
}

fn english() -> (English, Schema) {
    let schema = kg::pipeline::schema(None, &mut Vec::new());
    (English::built_in(&schema), schema)
}

fn phrase<'t>(text: &'t str, analysis: &Analysis, nominal: &Nominal) -> &'t str {
    &text[analysis.tokens[nominal.tokens.start].span.start()..analysis.tokens[nominal.tokens.end - 1].span.end()]
}

#[test]
fn mentions_have_their_extents_and_sorts() {
    let (language, english) = (language(), english());
    let mut wrong = Vec::new();
    for (file, block) in blocks("mentions") {
        let [text, expected @ ..] = block.as_slice() else { panic!("{file}: a text and its nominals") };
        let (analysis, extraction) = extracted(&language, &english, text);
        let show = |nominal: &Nominal| {
            let kind = format!("{:?} {:?}", nominal.form, nominal.sort).to_lowercase();
            format!("{}: {kind}{}", phrase(text, &analysis, nominal), if nominal.plural { " plural" } else { "" })
        };
        let found: Vec<String> =
            extraction.nominals.iter().filter(|nominal| nominal.sort != Sort::Thing).map(show).collect();
        if found != expected {
            wrong.push(format!(
                "{file}: {text}\n  expected {}\n  found    {}",
                expected.join(" | "),
                found.join(" | ")
            ));
        }
    }
    report("mentions", wrong);
}

#[test]
fn chains_are_one_actor_each() {
    let (language, english) = (language(), english());
    let mut wrong = Vec::new();
    for (file, block) in blocks("chains") {
        let first = block
            .iter()
            .position(|line| line == "alone" || line.contains(" = "))
            .unwrap_or_else(|| panic!("{file}: a text and its chains"));
        let (text, expected) = (block[..first].join("\n"), &block[first..]);
        let (analysis, extraction) = extracted(&language, &english, &text);
        let mut found = Vec::new();
        for members in extraction.chains.members.iter().filter(|members| members.len() > 1) {
            let nominals = || members.iter().map(|member| &extraction.nominals[*member]);
            if nominals().any(|nominal| nominal.sort != Sort::Thing && nominal.form != NominalForm::Pronoun) {
                found.push(nominals().map(|nominal| phrase(&text, &analysis, nominal)).collect::<Vec<_>>().join(" = "));
            }
        }
        if found.is_empty() {
            found.push("alone".to_owned());
        }
        if found != expected {
            wrong.push(format!(
                "{file}: {text}\n  expected {}\n  found    {}",
                expected.join(" | "),
                found.join(" | ")
            ));
        }
    }
    report("chains", wrong);
}

#[test]
fn reports_have_their_speakers() {
    let language = language();
    let words = english().0.attribution;
    let mut wrong = Vec::new();
    for (file, block) in blocks("attribution") {
        let [text, expected @ ..] = block.as_slice() else { panic!("{file}: a text and its reports") };
        let text = text.replace(" ¶ ", "\n\n");
        let analysis = language.analyse(&text, &mut Scratch::default());
        let tree = Tree::new(&text, &analysis);
        let show = |report: &kg::extract::attribution::Report| {
            let source = if report.source_tokens.is_empty() { "-" } else { tree.words(&report.source_tokens) };
            let content: Vec<&str> = report.content.iter().map(|piece| tree.words(piece)).collect();
            format!("{source} | {} | {} | {:?}", tree.words(&report.cue), content.join(" … "), report.stance)
        };
        let mut found: Vec<String> = reports(&tree, &words).iter().map(show).collect();
        if found.is_empty() {
            found.push("none".to_owned());
        }
        if found != expected {
            wrong.push(format!("{file}: {text}\n  expected {expected:#?}\n  found    {found:#?}"));
        }
    }
    report("attribution", wrong);
}

#[test]
fn reports_of_any_text_come_without_a_panic() {
    let language = language();
    let words = english().0.attribution;
    let texts = [
        "“".repeat(10_000),
        "\"'' said ".repeat(2_000),
        "he said she said ".repeat(2_000),
        "HOLM SAID: \0 ¶\n\n\"".repeat(500),
        ":".repeat(50),
        "“a”\n".repeat(3_000),
        String::new(),
    ];
    for text in texts {
        let analysis = language.analyse(&text, &mut Scratch::default());
        let tree = Tree::new(&text, &analysis);
        for report in reports(&tree, &words) {
            assert!(
                !report.content.is_empty()
                    && report.content.iter().all(|piece| piece.start < piece.end && piece.end <= tree.len())
            );
            assert!(report.content.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
