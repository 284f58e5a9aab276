//! Patterns and the commands for whoever writes them: examples as tests, `kg patterns`, `kg trace`, `kg eval`, and the
//! recorded scores of `tests/suite/claims`.

use kg::extract::example::{signature_violations, violations};
use kg::extract::pattern::{Family, TriggeredBy};
use kg::extract::tree::Tree;
use kg::extract::{English, Extractor};
use kg::model::Sort;
use kg::nlp::{Language, Scratch};
use kg::text::Rule;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::{acme, golden, kg, kg_with_input, root, shown};

/// The small project, with patterns of its own instead of the built-in ones.
fn with_patterns(file: &str) -> tempfile::TempDir {
    let project = acme();
    let folder = project.path().join("data/lang/en/patterns");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    std::fs::copy(root().join("tests/projects").join(file), folder.join("own.ron")).expect("a file can be copied");
    project
}

#[test]
fn built_in_patterns_keep_their_examples() {
    let schema = kg::pipeline::schema(None, &mut Vec::new());
    let language = Language::open(kg::data::MODEL).expect("the built-in model is sound");
    let found: Vec<String> = violations(&English::built_in(&schema), &schema, &language, &|_| true)
        .iter()
        .map(|violation| format!("{}: {violation}", violation.file))
        .collect();
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

#[test]
fn words_say_of_what_stands_below_them_what_their_signatures_say() {
    let schema = kg::pipeline::schema(None, &mut Vec::new());
    let language = Language::open(kg::data::MODEL).expect("the built-in model is sound");
    let english = English::built_in(&schema);
    assert!(english.lexicon.veridicality.examples().len() > 30, "the file has its sentences");
    let found: Vec<String> = signature_violations(&english, &language).iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

#[test]
fn patterns_cover_the_language_of_conflict_and_cooperation() {
    let schema = kg::pipeline::schema(None, &mut Vec::new());
    let patterns = English::built_in(&schema).patterns.patterns;
    let mut frames: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for pattern in &patterns {
        let is_verb = match pattern.family {
            Family::Verb => true,
            Family::Event | Family::Noun | Family::Phrase => false,
            Family::Adjective | Family::Participle | Family::Prefix | Family::Modal => continue,
        };
        for word in &pattern.words {
            *frames.entry((is_verb, word)).or_default() += 1;
        }
    }
    let count = |verbs: bool| frames.keys().filter(|(is_verb, _)| *is_verb == verbs).count();
    assert!(count(true) >= 600, "{} verbs", count(true));
    assert!(count(false) >= 250, "{} nouns", count(false));
    let several = frames.values().filter(|times| **times > 1).count();
    assert!(several >= 150, "{several} lemmas with more than one frame");
    let told: BTreeSet<&str> = patterns
        .iter()
        .filter_map(|pattern| pattern.kind)
        .map(|kind| schema.relation_kind(kind).key.as_str())
        .collect();
    let untold: Vec<&str> =
        schema.relation_kinds.iter().map(|kind| kind.key.as_str()).filter(|kind| !told.contains(kind)).collect();
    assert_eq!(untold, Vec::<&str>::new(), "kinds that no pattern tells");
}

#[test]
fn a_projects_own_patterns_are_checked() {
    let sound = with_patterns("own_patterns.ron");
    let run = kg(sound.path(), &["check"]);
    assert!(run.stderr.contains("own.ron: +3, 3 replaced, all other built-in ones left away"), "{}", run.stderr);
    assert!(run.stderr.contains("0 errors"), "{}", run.stderr);
    let broken = with_patterns("broken_patterns.ron");
    let run = kg(broken.path(), &["check"]);
    golden("cli/check_own_patterns.txt", &shown(&["check"], &run));
}

#[test]
fn patterns_are_listed_and_measured() {
    let project = with_patterns("own_patterns.ron");
    std::fs::write(project.path().join("gold.md"), GOLD).expect("writable");
    for (name, arguments) in [
        ("patterns", &["patterns"][..]),
        ("patterns_of_a_word", &["patterns", "attack"]),
        ("patterns_of_a_kind", &["patterns", "--kind", "met", "--json"]),
        ("patterns_of_an_unknown_word", &["patterns", "attacked"]),
        ("patterns_of_an_unknown_kind", &["patterns", "--kind", "wraned"]),
        ("patterns_measured", &["patterns", "--measure", "gold.md"]),
        ("eval", &["eval", "gold.md", "--list"]),
        ("eval_in_json", &["eval", "gold.md", "--json"]),
        ("eval_of_no_gold", &["eval", "seeds/letter.txt"]),
    ] {
        golden(&format!("cli/{name}.txt"), &shown(arguments, &kg(project.path(), arguments)));
    }
}

/// What is right, what is missed, what is wrong, a wrong detail, a wrong kind.
const GOLD: &str = "
    Bo Carver bombed the Red Brigade.
    Bo Carver | attacked | Red Brigade

    Bo Carver kidnapped Ada Brandt.
    Bo Carver | kidnapped | Ada Brandt

    Ada Brandt met Bo Carver.
    none

    published 2017-12-06
    The Red Brigade did not attack Northland on Monday.
    Red Brigade | attacked | Northland | 2017-12-04

    Ada Brandt met Bo Carver.
    Ada Brandt | praised | Bo Carver
    never | Ada Brandt | met | Bo Carver
";

#[test]
fn trace_shows_how_a_text_is_read() {
    let project = with_patterns("own_patterns.ron");
    let text = "Ada Brandt failed to launch a raid on the Red Brigade on Monday. She met the brigade and had attacked the letter.";
    for (name, arguments) in [
        ("trace", &["trace", text, "--published", "2017-12-06"][..]),
        ("trace_without_trees", &["trace", "--no-tree", "--near", "raid", "The raid failed."]),
        ("trace_in_json", &["trace", "--json", "Northland bombed the Red Brigade."]),
        ("trace_of_nothing", &["trace", " "]),
    ] {
        golden(&format!("cli/{name}.txt"), &shown(arguments, &kg(project.path(), arguments)));
    }
}

#[test]
fn listening_changes_nothing() {
    let schema = kg::pipeline::schema(None, &mut Vec::new());
    let (english, language) =
        (English::built_in(&schema), kg::pipeline::language(None).expect("the built-in model is sound"));
    for file in ["modality.md", "converse.md", "offices.md", "light_verbs.md"] {
        let cases = std::fs::read_to_string(root().join("tests/suite/claims").join(file)).expect("a file of the suite");
        for case in kg::eval::read_gold(file, &cases).expect("cases") {
            let analysis = language.analyse(&case.text, &mut Scratch::default());
            let tree = Tree::new(&case.text, &analysis);
            let extractor =
                Extractor { english: &english, schema: &schema, sort_of: &|_| Sort::Thing, reader: Some(&language) };
            let unheard = extractor.extract(&tree, &[], case.published, &mut Scratch::default());
            let (heard, attempts) = extractor.trace(&tree, &[], case.published, &mut Scratch::default());
            assert_eq!(heard, unheard, "{}", case.text);
            let told: BTreeSet<_> = attempts.iter().map(|attempt| (attempt.trigger, attempt.pattern)).collect();
            let by_pattern =
                |finding: &&kg::extract::claim::Finding| matches!(finding.pattern, TriggeredBy::Pattern(_));
            assert!(
                heard
                    .findings
                    .iter()
                    .filter(by_pattern)
                    .all(|finding| told.contains(&(finding.trigger, finding.pattern))),
                "{}",
                case.text
            );
        }
    }
}

#[test]
fn text_of_others_cannot_command_the_terminal() {
    let project = with_patterns("own_patterns.ron");
    let run = kg(project.path(), &["trace", "Bo \u{1b}[31mCarver bombed the \u{202e}Red Brigade."]);
    assert!(!run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{202e}'), "{}", run.stdout);
}

/// Counts of one file of the suite: asked, found, and what else is right.
fn counts(score: &serde_json::Value) -> BTreeMap<&'static str, u64> {
    let figure = |name: &str| score[name].as_u64().unwrap_or_default();
    let right = |name: &str| score[name]["right"].as_u64().unwrap_or_default();
    let row = [
        ("must_be_found", figure("gold")),
        ("found", figure("hit")),
        ("wrong", figure("found") - figure("right")),
        ("never", figure("never")),
    ];
    let details = ["polarity", "modality", "speaker", "date"].map(|name| (name, right(name)));
    row.into_iter().chain(details).collect()
}

#[test]
fn recorded_claims_hold() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let suite = root().join("tests/suite/claims");
    let run = kg(folder.path(), &["eval", "--json", &suite.to_string_lossy()]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut found: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
    for line in run.stdout.lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
        found.insert(record["file"].as_str().unwrap_or("all").to_owned(), counts(&record));
    }
    let row = |(name, counts): (&String, &BTreeMap<&str, u64>)| {
        format!("  \"{name}\": {}", serde_json::to_string(counts).expect("numbers"))
    };
    let shown = format!("{{\n{}\n}}\n", found.iter().map(row).collect::<Vec<_>>().join(",\n"));
    let path = suite.join("scores.json");
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(&path, shown).expect("writable");
        return;
    }
    let recorded = read(&path);
    assert!(recorded.keys().eq(found.keys()), "other files are recorded than scored; now:\n{shown}");
    for (name, now) in &found {
        let then = &recorded[name];
        assert_eq!(
            then["must_be_found"], now["must_be_found"],
            "`{name}` has other cases than were recorded; now:\n{shown}"
        );
        for (figure, count) in now {
            let worse =
                if matches!(*figure, "wrong" | "never") { *count > then[*figure] } else { *count < then[*figure] };
            assert!(
                !worse,
                "`{name}`: `{figure}` was {} and is {count} (`kg eval --list` of it shows more); now:\n{shown}",
                then[*figure]
            );
        }
    }
}

fn read(path: &Path) -> BTreeMap<String, BTreeMap<String, u64>> {
    let text = std::fs::read_to_string(path).expect("scores are recorded beside the cases");
    serde_json::from_str(&text).expect("names and numbers")
}

/// A rule of which nothing shows what it does is none. Names of the curated file matter to some.
#[test]
fn every_rule_has_a_sentence_that_needs_it() {
    let empty = tempfile::tempdir().expect("a temporary folder can be made");
    let read = |folder: &Path, sentence: &str, options: &[&str]| {
        let record = serde_json::json!({ "id": 1, "text": sentence, "published": "2024-06-03" }).to_string();
        let arguments = [&["extract", "--proposed"], options].concat();
        kg_with_input(folder, &arguments, &record).stdout
    };
    let idle: Vec<&str> = Rule::ALL
        .par_iter()
        .filter(|rule| {
            ![empty.path(), root()].into_iter().any(|folder| {
                read(folder, rule.sentence(), &[]) != read(folder, rule.sentence(), &["--without", rule.name()])
            })
        })
        .map(|rule| rule.name())
        .collect();
    assert_eq!(idle, Vec::<&str>::new(), "rules whose sentence is read the same without them");
}
