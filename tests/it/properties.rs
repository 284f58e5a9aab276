//! What must hold for any input.

use std::collections::BTreeMap;

use kg::extract::Gazetteer;
use kg::extract::date::{DateExpression, date_expressions, date_of};
use kg::extract::tree::Tree;
use kg::graph::{GraphView, RelationId, assemble};
use kg::model::PartialDate;
use kg::nlp::{Language, Scratch};
use kg::pipeline::{FileContent, InputFile, Inputs, Snapshot, build, schema};
use kg::text::{Diagnostic, SourceText, fold_name, printable, words};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const GRAPH: &str = include_str!("../projects/acme/data/graph.ron");

fn acme_actors() -> kg::model::Actors {
    let mut problems = Vec::new();
    let schema = schema(None, &mut problems);
    kg::curated::read(&SourceText::new("graph.ron", GRAPH), &schema, &mut problems).actors
}

/// So many cases, the same in every run; `PROPTEST_RNG_SEED` is for trying others, `PROPTEST_CASES` for trying more.
pub fn cases(cases: u32) -> ProptestConfig {
    let seed = std::env::var("PROPTEST_RNG_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let more = std::env::var("PROPTEST_CASES").ok().and_then(|more| more.parse().ok()).unwrap_or(0);
    ProptestConfig { cases: cases.max(more), rng_seed: RngSeed::Fixed(seed), ..ProptestConfig::default() }
}

/// Text that is likely to contain names, separators and traps.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Northland".to_owned()),
        Just("NL".to_owned()),
        Just("N.L.".to_owned()),
        Just("Red Brigade".to_owned()),
        Just("Carver".to_owned()),
        Just("minister of war".to_owned()),
        Just("former ".to_owned()),
        Just("’s ".to_owned()),
        Just(". ".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r".to_owned()),
        Just(" Gen. ".to_owned()),
        Just("”".to_owned()),
        Just("\u{200f}".to_owned()),
        Just("İß".to_owned()),
        Just("北".to_owned()),
        Just("e\u{301}".to_owned()),
        any::<char>().prop_map(String::from),
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Something like RON with anything in it.
fn almost_ron() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("("),
        Just(")"),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just(","),
        Just(":"),
        Just("\""),
        Just("r#\""),
        Just("\"#"),
        Just("'"),
        Just("//"),
        Just("/*"),
        Just("*/"),
        Just("\n"),
        Just("actors"),
        Just("claims"),
        Just("documents"),
        Just("key"),
        Just("kind"),
        Just("name"),
        Just("\"acme\""),
        Just("\"person\""),
        Just("aliases"),
        Just("Acronym"),
        Just("subject"),
        Just("object"),
        Just("quote"),
        Just("from"),
        Just("to"),
        Just("\"2017-02-30\""),
        Just("\\"),
        Just("é"),
        Just("#!["),
        Just("-1"),
        Just("true"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn hits_lie_on_character_boundaries_inside_their_text(text in text()) {
        let gazetteer = Gazetteer::new(&acme_actors());
        let mut last_start = 0;
        for hit in gazetteer.find(&text) {
            prop_assert!(text.get(hit.span.start()..hit.span.end()).is_some_and(|words| !words.is_empty()));
            prop_assert!(!hit.senses.is_empty() && hit.span.start() >= last_start);
            last_start = hit.span.start();
        }
    }

    #[test]
    fn folding_is_stable_and_words_lie_in_the_text(text in text()) {
        let mut end = 0;
        for word in words(&text) {
            prop_assert!(word.span.start() >= end && !word.span.is_empty());
            prop_assert!(text.get(word.span.start()..word.span.end()).is_some());
            end = word.span.end();
        }
        let once = fold_name(&text);
        // Lao ligatures come apart into letters that are words of their own, so spaces are not compared.
        prop_assert_eq!(fold_name(&once).replace(' ', ""), once.replace(' ', ""));
    }

    #[test]
    fn nothing_printed_commands_a_terminal(text in any::<String>()) {
        let commands = printable(&text).chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
        prop_assert!(!commands);
    }

    #[test]
    fn any_curated_text_is_read_without_a_panic(text in prop_oneof![almost_ron(), any::<String>()]) {
        let mut problems: Vec<Diagnostic> = Vec::new();
        let schema = schema(None, &mut problems);
        let source_text = SourceText::new("graph.ron", text.clone());
        kg::curated::read(&source_text, &schema, &mut problems);
        kg::curated::read_schema(&[source_text], &mut problems);
        for place in problems.iter().flat_map(|problem| &problem.labels).map(|label| &label.place) {
            prop_assert!(place.source_text.text.get(place.span.start()..place.span.end()).is_some());
            place.line_and_column();
        }
    }

    #[test]
    fn a_spoilt_curated_file_is_read_without_a_panic(
        at in 0..GRAPH.len(),
        length in 0_usize..200,
        put in "[\\[\\](){},:\" a]{0,3}",
    ) {
        let mut spoilt = GRAPH.as_bytes().to_vec();
        spoilt.splice(at..(at + length).min(GRAPH.len()), put.bytes());
        let mut problems = Vec::new();
        let schema = schema(None, &mut problems);
        kg::curated::read(&SourceText::new("graph.ron", String::from_utf8_lossy(&spoilt)), &schema, &mut problems);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        ending in prop_oneof![Just("txt"), Just("md"), Just("html"), Just("jsonl")],
    ) {
        let mut problems = Vec::new();
        let path = format!("a.{ending}");
        for article in
            kg::ingest::read(&kg::ingest::SourceFile { path: &path, bytes: &bytes, sidecar: None }, &mut problems)
        {
            prop_assert!(!article.text.contains('\r') || ending == "html");
        }
    }
}

/// Text that is likely to say when, and to say it badly.
fn text_of_time() -> impl Strategy<Value = String> {
    let words = "on in since until from to between and the last this next past ago later earlier before after years days weeks months hours decade early late mid of \
        Monday Sunday Sat. Jan. February May march 0 1 3-5 31 32 30th 99 91 1990-91 2017 2017-12-02 9999-99-99 0000-01-01 12/2/2017 31.02.2017 99999 123456789012345 1990s '90s \
        twenty twenty-five a then that year same at time century 21st quarter first spring Q1 ( ) , . - – % $ No. will Arland attacked said 's";
    let words: Vec<&'static str> = words.split_whitespace().collect();
    prop::collection::vec((prop::sample::select(words), prop_oneof![4 => Just(" "), 1 => Just("")]), 0..40)
        .prop_map(|pieces| pieces.into_iter().map(|(word, gap)| format!("{word}{gap}")).collect())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn dates_of_any_text_lie_in_it_and_are_in_order(
        text in prop_oneof![text_of_time(), text()],
        year in 1_i16..=9999,
        month in prop::option::of(1_i8..=12),
        day in 1_i8..=31,
    ) {
        let published = PartialDate::new(year, month, month.map(|_| day));
        let language = Language::open(kg::data::MODEL).expect("the built-in model is sound");
        let analysis = language.analyse(&text, &mut Scratch::default());
        let tree = Tree::new(&text, &analysis);
        let expressions = date_expressions(&tree, published);
        let mut end = 0;
        for DateExpression { tokens, period } in &expressions {
            prop_assert!(tokens.start >= end && !tokens.is_empty() && tokens.end <= tree.len());
            prop_assert!(period.from().is_some() || period.to().is_some());
            prop_assert!(period.from().zip(period.to()).is_none_or(|(from, to)| from.first_day() <= to.last_day()));
            end = tokens.end;
        }
        for trigger in 0..tree.len() {
            date_of(&tree, &expressions, trigger);
        }
    }
}

/// Builds from files in memory.
fn build_from(files: &[(String, String)], graph: &str) -> (Vec<u8>, Vec<Diagnostic>) {
    let contents: BTreeMap<&str, &str> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let read =
        |file: &InputFile| Ok(FileContent { bytes: contents[file.name.as_str()].as_bytes().to_vec(), sidecar: None });
    let built = build(Inputs {
        own_model: None,
        own_language: Vec::new(),
        operating_point: Default::default(),
        own_schema: None,
        graph: SourceText::new("data/graph.ron", graph),
        files: files
            .iter()
            .map(|(name, _)| InputFile { path: format!("seeds/{name}"), name: name.clone(), unchanged: false })
            .collect(),
        read: &read,
        previous: None,
        progress: &|| {},
    });
    (
        Snapshot {
            inputs: Vec::new(),
            files: built.files,
            names: built.names,
            language: built.language,
            found: built.found,
            knowledge: built.knowledge,
        }
        .to_bytes(),
        built.problems,
    )
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn the_order_of_files_does_not_show(
        texts in prop::collection::vec(text(), 1..8),
        order in any::<prop::sample::Index>(),
    ) {
        let mut files: Vec<(String, String)> =
            texts.into_iter().enumerate().map(|(index, text)| (format!("{index}.txt"), text)).collect();
        let (first, problems) = build_from(&files, GRAPH);
        let middle = order.index(files.len());
        files.rotate_left(middle);
        files.reverse();
        let (second, again) = build_from(&files, GRAPH);
        prop_assert!(first == second);
        prop_assert_eq!(problems, again);
    }

    #[test]
    fn every_quotation_is_in_its_document_and_every_relation_has_a_claim(texts in prop::collection::vec(text(), 1..5)) {
        let files: Vec<(String, String)> =
            texts.into_iter().enumerate().map(|(index, text)| (format!("{index}.txt"), text)).collect();
        let snapshot = Snapshot::from_bytes(&build_from(&files, GRAPH).0).expect("just written");
        let graph = assemble(snapshot.knowledge);
        for index in 0..graph.relation_count() {
            prop_assert!(!graph.relation(RelationId::new(index)).claims.is_empty());
        }
    }
}
