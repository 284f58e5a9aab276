//! What must hold of the claims reader for any text: the same bits everywhere, ends and triggers that are really there,
//! bounded work, damaged files refused by section.

use kg::data::{MODEL, READER};
use kg::extract::nominal::nominals;
use kg::extract::reader::{FusionNumbers, Readings, read};
use kg::extract::tree::Tree;
use kg::extract::{English, LanguageFiles};
use kg::model::{Schema, Sort};
use kg::nlp::{Candidates, Language, Scratch, Unit};
use kg::project::TextReader;
use proptest::prelude::*;

use crate::properties::cases;

const TEXT: &str = "Arland's foreign minister, Mara Brandt, warned Borland on Tuesday that troops would answer any \
    attack on the militia. Borland denied that its navy had shelled Karvil. The general, who met Brandt in Tarsk, said \
    the two states had not agreed on anything.";

fn schema() -> Schema {
    kg::pipeline::schema(None, &mut Vec::new())
}

fn language(unit: Unit) -> Language<'static> {
    let language = Language::open_on(MODEL, unit).expect("the built-in model is sound");
    language.with_claims(READER).expect("the built-in reader was made for it")
}

fn readings(language: &Language<'_>, text: &str, scratch: &mut Scratch) -> Readings {
    let schema = schema();
    let english = English::read(&LanguageFiles::built_in(), &schema, &mut Vec::new(), &mut Vec::new());
    let analysis = language.analyse(text, scratch);
    let tree = Tree::new(text, &analysis);
    let nominals = nominals(&tree, &[], &english.lexicon, &|_| Sort::Thing);
    let readings = read(&tree, &nominals, &schema, language, scratch);
    for reading in &readings.list {
        assert!(reading.subject != reading.object && readings.knows(reading.subject, reading.object));
        let sentence = tree.sentence(reading.trigger);
        for end in [reading.subject, reading.object] {
            assert!(sentence.contains(&nominals[end].head), "both ends stand in the trigger's sentence");
        }
        assert!(reading.logit.is_finite());
    }
    readings
}

#[test]
fn all_vector_units_read_the_same_bits() {
    let here = readings(&language(Unit::Portable), TEXT, &mut Scratch::default());
    assert!(!here.list.is_empty());
    for unit in Unit::ALL.into_iter().filter(|unit| unit.is_here()) {
        assert_eq!(readings(&language(unit), TEXT, &mut Scratch::default()), here, "{unit:?}");
    }
}

#[test]
fn what_was_read_before_shows_in_nothing() {
    let language = language(Unit::best());
    let mut used = Scratch::default();
    readings(&language, "Someone else entirely met the Prime Minister of Dorland.", &mut used);
    assert_eq!(readings(&language, TEXT, &mut used), readings(&language, TEXT, &mut Scratch::default()));
}

#[test]
fn the_kinds_are_those_of_the_schema() {
    let (schema, language) = (schema(), language(Unit::best()));
    let unknown: Vec<&&str> =
        language.claim_kinds().iter().filter(|key| schema.relation_kind_by_key(key).is_none()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let thresholds = FusionNumbers::built_in().thresholds;
    let cautious_first = [thresholds.precision, thresholds.balanced, thresholds.recall];
    assert!(cautious_first.iter().all(|point| point.proposed <= point.made));
    assert!(cautious_first.is_sorted_by(|a, b| a.made >= b.made));
}

#[test]
fn a_damaged_reader_is_refused_by_section() {
    let mut bytes = READER.to_vec();
    let last = bytes.len() - 70;
    bytes[last] ^= 1;
    let open = |bytes| Language::open(MODEL).expect("sound").with_claims(bytes).map(|_| ()).map_err(|e| e.to_string());
    let error = open(Box::leak(bytes.into_boxed_slice())).expect_err("one bit differs");
    assert!(error.contains("section `") && error.contains("damaged"), "{error}");
    let error = open(&READER[..READER.len() / 2]).expect_err("half is missing");
    assert!(error.contains("cut short"), "{error}");
    // The parser's own file is a model file and no reader.
    let error = open(MODEL).expect_err("it is another model");
    assert!(error.contains("section `labels`"), "{error}");
}

#[test]
fn no_sentence_without_two_ends_and_none_without_end_is_read() {
    let language = language(Unit::best());
    assert_eq!(readings(&language, "It rained. Nobody came.", &mut Scratch::default()).list, []);
    let list = "Arland, Borland, ".repeat(400);
    assert_eq!(readings(&language, &list, &mut Scratch::default()).list, []);
    let none = language.claims(&[], &Candidates::default(), &mut Scratch::default());
    assert!(none.expect("there is a reader").kind.is_empty());
}

#[test]
fn what_waits_is_in_no_claim() {
    let reader = TextReader::built_in();
    let record = reader.extract("a".into(), TEXT, None, &mut Scratch::default());
    for claim in &record.claims {
        assert!(TEXT.contains(&claim.quote) && TEXT[claim.trigger.start..claim.trigger.end] == claim.trigger.text);
        let same = record.proposed.iter().any(|other| {
            (&other.relation, other.subject.start, other.object.start)
                == (&claim.relation, claim.subject.start, claim.object.start)
        });
        assert!(!same, "{} waits and is claimed", claim.relation);
    }
    assert!(record.claims.iter().any(|claim| claim.relation == "warned"));
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn any_text_is_read(text in "(\\PC{0,30}|[A-Z][a-z]{2,8} (attacked|met|told|of|said|and|,) ){0,12}") {
        let language = language(Unit::best());
        let once = readings(&language, &text, &mut Scratch::default());
        prop_assert_eq!(once, readings(&language, &text, &mut Scratch::default()));
    }
}
