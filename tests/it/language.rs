//! What must hold of the language engine for any text: nothing is lost, every tree is a tree, every machine says the
//! same.

use std::sync::LazyLock;

use kg::nlp::{Analysis, Language, Relation, Scratch, Unit, read_conllu, tokens, write_conllu};
use proptest::prelude::*;

use crate::properties::cases;
use crate::support::{kg_with_input, root};

static LANGUAGE: LazyLock<Language<'static>> =
    LazyLock::new(|| Language::open(kg::data::MODEL).expect("the built-in model is sound"));

fn conllu(text: &str, analysis: &Analysis) -> String {
    let mut out = String::new();
    for sentence in 0..analysis.sentences.len() {
        write_conllu(text, analysis, sentence, true, &mut out);
    }
    out
}

/// What every analysis guarantees.
fn check(text: &str, analysis: &Analysis) {
    let mut at = 0;
    for token in &analysis.tokens {
        assert!(token.span.start() >= at && !token.span.is_empty(), "tokens are in order and not empty");
        assert!(is_gap(&text[at..token.span.start()]), "{:?} between tokens", &text[at..token.span.start()]);
        at = token.span.end();
    }
    assert!(is_gap(&text[at..]), "{:?} after the last token", &text[at..]);
    let mut next = 0;
    for sentence in &analysis.sentences {
        assert!(sentence.start == next && sentence.end > sentence.start, "sentences are all tokens in order");
        next = sentence.end;
        let heads: Vec<usize> = analysis.tokens[sentence.clone()].iter().map(|token| token.head as usize).collect();
        assert!(heads.iter().all(|head| sentence.contains(head)), "heads stay in the sentence");
        let roots = heads.iter().enumerate().filter(|(index, head)| sentence.start + index == **head).count();
        assert_eq!(roots, 1, "one root");
        let mut walk = vec![usize::MAX; heads.len()];
        for start in sentence.clone() {
            // Tokens that an earlier walk reached lead to the root.
            let mut node = start;
            while heads[node - sentence.start] != node && walk[node - sentence.start] == usize::MAX {
                walk[node - sentence.start] = start;
                node = heads[node - sentence.start];
            }
            assert!(heads[node - sentence.start] == node || walk[node - sentence.start] != start, "no cycle");
        }
    }
    assert_eq!(next, analysis.tokens.len());
    let mut last = 0;
    for name in &analysis.names {
        assert!(name.tokens.start >= last && name.tokens.end > name.tokens.start, "names are in order and disjoint");
        assert!(
            analysis
                .sentences
                .iter()
                .any(|sentence| sentence.start <= name.tokens.start && name.tokens.end <= sentence.end),
            "names stay in a sentence"
        );
        last = name.tokens.end;
    }
}

fn is_gap(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

fn analyse(text: &str) -> Analysis {
    let analysis = LANGUAGE.analyse(text, &mut Scratch::default());
    check(text, &analysis);
    analysis
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Iran".to_owned()),
        Just("Gen. ".to_owned()),
        Just("U.S.".to_owned()),
        Just("al-Qaida".to_owned()),
        Just("don't".to_owned()),
        Just(" ".to_owned()),
        Just(". ".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{200d}".to_owned()),
        Just("👨‍👩‍👧".to_owned()),
        Just("北京".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("'s".to_owned()),
        Just("-".to_owned()),
        Just("@".to_owned()),
        Just("http://".to_owned()),
        Just("$5.50pm".to_owned()),
        Just("\u{0}".to_owned()),
        Just("İß".to_owned()),
        any::<char>().prop_map(String::from),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_text_rejoins_and_has_trees(text in any_text()) {
        analyse(&text);
    }

    #[test]
    fn tokens_of_a_piece_without_spaces_rejoin(text in "[a-zA-Z0-9.,'’/:&@$_#+()-]{0,80}") {
        let joined: String = tokens(&text).iter().map(|span| span.of(&text)).collect();
        prop_assert_eq!(joined, text);
    }

    #[test]
    fn given_tokens_come_back(words in prop::collection::vec("[^\\s\\p{C}]{1,6}", 1..40)) {
        let rows: String =
            words.iter().enumerate().map(|(index, word)| format!("{}\t{word}\t_\n", index + 1)).collect();
        let document = read_conllu(&rows).expect("rows of CoNLL-U").pop().expect("a document");
        let analysis = LANGUAGE.analyse_tokens(
            &document.text,
            &document.spans,
            document.sentences.clone(),
            &mut Scratch::default(),
        );
        check(&document.text, &analysis);
        let found: Vec<&str> = analysis.tokens.iter().map(|token| token.span.of(&document.text)).collect();
        prop_assert_eq!(found, words);
        prop_assert_eq!(analysis.sentences.len(), 1);
    }
}

#[test]
fn a_sentence_of_five_thousand_words_is_one_tree() {
    let rows: String = (1..=5000)
        .map(|index| format!("{index}\t{}\n", ["the", "general", "and", "his", "militia"][index % 5]))
        .collect();
    let document = read_conllu(&rows).expect("rows of CoNLL-U").pop().expect("a document");
    let analysis =
        LANGUAGE.analyse_tokens(&document.text, &document.spans, document.sentences.clone(), &mut Scratch::default());
    check(&document.text, &analysis);
    assert_eq!((analysis.sentences.len(), analysis.tokens.len()), (1, 5000));
}

#[test]
fn texts_without_end_are_read_to_the_end() {
    // A million takes the same path; tests run unoptimised.
    let length = 30_000;
    for text in [
        "a ".repeat(length / 4),
        "general ".repeat(length / 8),
        "x".repeat(length),
        "(".repeat(length / 4),
        "a.".repeat(length / 4),
        ":)".repeat(length / 4),
        "a@".repeat(length / 4),
        "-".repeat(length),
        "—".repeat(length / 4),
        "…".repeat(length / 4),
        "北".repeat(length / 8),
        "\n".repeat(length),
        "👍".repeat(length / 8),
    ] {
        analyse(&text);
    }
}

/// The parser takes the particle for a preposition.
#[test]
fn particles_belong_to_their_verbs() {
    for (text, word, verb) in [
        ("Arland rolled back tariffs on Monday.", "tariffs", "rolled"),
        ("Arland called off its attack on Borland.", "attack", "called"),
    ] {
        let analysis = analyse(text);
        let found =
            analysis.tokens.iter().find(|token| token.span.of(text) == word).expect("the word stands in the text");
        let head = analysis.tokens[found.head as usize].span.of(text);
        assert_eq!((found.relation, head), (Relation::Obj, verb), "`{word}` in: {text}");
    }
}

#[test]
fn odd_texts_are_texts() {
    for text in [
        "",
        " ",
        "\n\n\n",
        "\u{0}\u{1}\u{7f}",
        "\u{feff}",
        ".",
        "\"",
        "'s",
        "n't",
        "\u{301}",
        "\u{200d}",
        "١٢٣",
        "ﷺ",
        "🇮🇷🇺🇸",
        "ǅ",
        "\u{10ffff}",
    ] {
        analyse(text);
    }
}

/// Beginnings of the project's own digests.
fn digests() -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(root().join("seeds"))
        .expect("digests")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let beginning = |path| -> String { std::fs::read_to_string(path).expect("a digest").chars().take(4000).collect() };
    paths.iter().map(beginning).collect()
}

#[test]
fn every_unit_says_the_same() {
    let texts = digests();
    let on = |unit: Unit| -> Vec<String> {
        let language = Language::open_on(kg::data::MODEL, unit).expect("the built-in model is sound");
        let mut scratch = Scratch::default();
        texts.iter().map(|text| conllu(text, &language.analyse(text, &mut scratch))).collect()
    };
    let expected = on(Unit::Portable);
    assert!(expected.iter().map(String::len).sum::<usize>() > 20_000, "there is something to compare");
    for unit in Unit::ALL.into_iter().filter(|unit| unit.is_here()) {
        assert!(on(unit) == expected, "{unit:?} differs from plain Rust");
    }
    if !Unit::Avx2.is_here() {
        crate::support::skipped("every_unit_says_the_same", "this processor has plain Rust alone");
    }
}

#[test]
fn what_was_read_before_does_not_show() {
    let texts = digests();
    let mut scratch = Scratch::default();
    let forwards: Vec<Analysis> = texts.iter().map(|text| LANGUAGE.analyse(text, &mut scratch)).collect();
    let mut backwards: Vec<Analysis> = texts.iter().rev().map(|text| LANGUAGE.analyse(text, &mut scratch)).collect();
    backwards.reverse();
    assert!(forwards == backwards, "the order of documents shows");
    let fresh: Vec<Analysis> = texts.iter().map(|text| LANGUAGE.analyse(text, &mut Scratch::default())).collect();
    assert!(forwards == fresh, "the scratch shows");
}

#[test]
fn the_number_of_threads_does_not_show() {
    let run = |threads: &str, files: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_kg"));
        command.args(["parse", "--conllu"]).args(files).current_dir(root()).env("RAYON_NUM_THREADS", threads);
        let output = command.output().expect("kg runs");
        assert!(output.status.success());
        output.stdout
    };
    let texts = digests();
    let names: Vec<String> = {
        let mut names: Vec<String> = std::fs::read_dir(root().join("seeds"))
            .expect("digests")
            .map(|entry| format!("seeds/{}", entry.expect("an entry").file_name().to_string_lossy()))
            .collect();
        names.sort();
        names
    };
    assert_eq!(texts.len(), names.len());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(run("1", &names) == run("2", &names), "the number of threads shows");
}

#[test]
fn conllu_of_given_tokens_keeps_breaks_and_comments() {
    let input = "# newdoc id = a\n# sent_id = 1\n1\tIran\t_\n2-3\tdoesn't\t_\n2\tdoes\t_\n3\tn't\t_\n3.1\tempty\t_\n\n# sent_id = 2\n1\tNo\t_\n2\tdeal\t_\n\n";
    let run = kg_with_input(root(), &["parse", "--conllu", "--tokens"], input);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let kept: Vec<String> =
        run.stdout.lines().map(|line| line.split('\t').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        kept,
        ["# newdoc id = a", "# sent_id = 1", "1 Iran", "2 does", "3 n't", "", "# sent_id = 2", "1 No", "2 deal", ""]
    );
    let bad = kg_with_input(root(), &["parse", "--conllu", "--tokens"], "1\tIran\nnot a row\n");
    assert_eq!(bad.code, Some(2));
    assert!(bad.stderr.contains("line 2"), "{}", bad.stderr);
}

mod damage {
    //! A damaged model file is an error that names the place, never a crash and never nonsense.

    use kg::nlp::{Language, Scratch};

    fn number(bytes: &[u8]) -> usize {
        u32::from_le_bytes(bytes.try_into().expect("four bytes")) as usize
    }

    /// Name, start and length of every section, and where its directory entry is.
    fn sections() -> Vec<(String, usize, usize, usize)> {
        let model = kg::data::MODEL;
        (0..number(&model[12..16]))
            .map(|index| {
                let at = 20 + 28 * index;
                let name = String::from_utf8_lossy(&model[at..at + 16]).trim_end_matches('\0').to_owned();
                (name, number(&model[at + 16..at + 20]), number(&model[at + 20..at + 24]), at)
            })
            .collect()
    }

    /// The file with one section changed and its checksums made right again, so that only its meaning is wrong.
    fn forged(section: &(String, usize, usize, usize), change: impl Fn(&mut [u8])) -> Vec<u8> {
        let (_, start, length, entry) = *section;
        let mut bytes = kg::data::MODEL.to_vec();
        change(&mut bytes[start..start + length]);
        let sum = crc32fast::hash(&bytes[start..start + length]);
        bytes[entry + 24..entry + 28].copy_from_slice(&sum.to_le_bytes());
        let directory = 20..20 + 28 * number(&bytes[12..16]);
        let sum = crc32fast::hash(&bytes[directory]);
        bytes[16..20].copy_from_slice(&sum.to_le_bytes());
        bytes
    }

    #[test]
    fn a_changed_byte_in_any_section_is_noticed_by_name() {
        let mut bytes = kg::data::MODEL.to_vec();
        for (name, start, length, _) in sections() {
            for at in [start, start + length / 2, start + length - 1] {
                bytes[at] ^= 1;
                let error = Language::open(&bytes).err().expect("noticed").to_string();
                assert!(error.contains(&format!("`{name}`")), "{name}: {error}");
                bytes[at] ^= 1;
            }
        }
        assert!(Language::open(&bytes).is_ok());
    }

    #[test]
    fn a_changed_header_or_a_short_file_is_noticed() {
        let model = kg::data::MODEL;
        let header = 20 + 28 * number(&model[12..16]);
        let mut bytes = model.to_vec();
        for at in 0..header {
            bytes[at] ^= 0x40;
            assert!(Language::open(&bytes).is_err(), "byte {at}");
            bytes[at] ^= 0x40;
        }
        assert!(Language::open(&bytes).is_ok());
        for length in [0, 1, 7, 8, 19, 20, header - 1, header, model.len() / 2, model.len() - 64] {
            assert!(Language::open(&model[..length]).is_err(), "cut at {length}");
        }
        assert!(Language::open(b"{\"not\": \"a model\"}").err().expect("noticed").to_string().contains("kg-model"));
    }

    #[test]
    fn sections_that_mean_nothing_never_crash() {
        let text = "Mr. Pompeo's letter didn't reach Gen. Soleimani in the U.S. on 5/3.\n\nHe said \"no\".";
        for section in sections() {
            for value in [0x00, 0x7f, 0x80, 0xff] {
                // All of a small section, the first numbers of a large one.
                let many = section.2.min(64 << 10);
                let bytes = forged(&section, |content| content[..many].fill(value));
                if let Ok(language) = Language::open(&bytes) {
                    super::check(text, &language.analyse(text, &mut Scratch::default()));
                }
            }
        }
    }
}
