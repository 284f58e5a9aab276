//! A project's own language files: what `kg check` says of them, what they add and replace, and that every mistake has
//! its place, compared with `tests/language_files/NAME.txt`.

use std::fs;

use crate::support::{acme, golden, kg, root, shown};

/// The small project with these files below `data/lang/en/`.
fn with_files(files: &[(&str, &str)]) -> tempfile::TempDir {
    let project = acme();
    for (name, text) in files {
        let path = project.path().join("data/lang/en").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, text).expect("writable");
    }
    project
}

/// `kg check` over the small project with these files.
#[track_caller]
fn check(name: &str, files: &[(&str, &str)]) {
    let project = with_files(files);
    golden(&format!("language_files/{name}.txt"), &shown(&["check"], &kg(project.path(), &["check"])));
}

/// One of each: slot, preposition, class, kind, sort, root, modality, field of another family, field of none, id and
/// word given twice, sentences without marks, what is missing, and values of the wrong form.
const MISTAKES: &str = r#"[
    Verb(id: "shelter_guest", kind: "hosted", words: "shelter harbor", object: "recipeint againts",
        finds: ["<Arland> shelters [the rebels]."]),
    Verb(id: "cheer", kind: "praisd", words: "cheer hail cheer", with: [("pateint", "asset"), ("patient", "acord")], through: "asett", object_is: "persn",
        plover: "SUPORT", modality: "plannd", finds: ["<Arland> cheered Borland."], ignores: ["<Arland> cheered."]),
    Event(id: "parade", kind: "mobilized_against", words: "Parade", prepositions: "for", converse: true, finds: []),
    Phrase(id: "in_honour_of", kind: "praised", words: "honour", subject: "modified", object: "of", finds: ["<Arland> sang in honour of [Borland]."]),
    Noun(id: "cheer", kind: "praised", words: "fan", colour: "red"),
    Vreb(id: "hail", kind: "praised", words: "hail"),
    Adjective(kind: "praised", words: "fond"),
    Light(id: "throw", words: "throw toss", finds: ["<Arland> threw a party for [Borland]."], only_light: true),
    Light(id: "toss", words: "toss", prepositions: "onto wiht"),
    Operator(id: "beg", words: "beg", needs: [("bge", "of form")], rewrite: [(to: "requestd", object: "speaker", modalty: "planned")]),
    Verb(id: "no_text", kind: 5, words: ["a", "b"], with: [("patient")]),
]
"#;

#[test]
fn every_mistake_of_a_pattern_file_in_one_run() {
    check("mistakes_in_patterns", &[("patterns/own.ron", MISTAKES)]);
}

#[test]
fn every_mistake_of_the_other_files_in_one_run() {
    check(
        "mistakes_in_lists",
        &[
            (
                "lexicon.ron",
                "(clases: [], classes: [\n    (name: \"asset\", words: \"\n        silo\n        depot\n        silo\n    \"),\n    (name: \"asset\", words: \"hut\"),\n    (name: \"My Class\", words: \"hut\"),\n    (name: \"shed\", words: \"NATO one_two_three_four_five\"),\n    (nam: \"x\", words: \"y\"),\n])\n",
            ),
            (
                "states.ron",
                "[\n    (\"Arland\", [], [\"Arlandic\", \"Arlandic\"], [\"Karvil\"]),\n    (\"Borland\", [\"Karvil\"], []),\n    (\"Norvia\", [], [5], []),\n    (\"Sorvia\", [\"Karvil\"], [], []),\n]\n",
            ),
            (
                "attribution.ron",
                "(\n    verbs: [\n        (stance: Assert, takes: [Clause, Speach], words: \"grunt\"),\n        (stance: Asserts, takes: [Clause], prepositions: \"abuot\", words: \"moan groan\"),\n        (stance: Asserts, words: \"groan\"),\n        (stance: Asserts, takes: [Clause], words: \"moan\"),\n    ],\n    nouns: [(words: \"groan\")],\n    times: \"noon noon\",\n)\n",
            ),
            ("lexikon.ron", "()"),
            ("patterns/own.txt", "[]"),
            ("patterns/more/own.ron", "[]"),
            ("NOTES.md", "Pages to be read are left alone."),
        ],
    );
}

#[test]
fn brackets_of_a_pattern_file_are_stepped_over() {
    check(
        "brackets_in_patterns",
        &[(
            "patterns/own.ron",
            "[\n    Verb(id: \"one\", kind: \"met\" words: \"greet\", finds: [\"<Arland> greeted [Borland].\"),\n    Verb(id: \"two\", kind: \"mte\", words: \"hug\", finds: [\"<Arland> hugged [Borland].\"]),\n]\n",
        )],
    );
}

/// Three patterns that are new, and one in the place of a built-in one; words for a known class and a class of its own.
const ADDED: &str = r#"[
    Verb(id: "shelter_guest", kind: "hosted", words: "shelter harbor", object: "patient", object_is: "actor",
        finds: ["<Arland> shelters [the rebels]."], ignores: ["Arland shelters doubts."]),
    Verb(id: "brew_for", kind: "aided", words: "brew", with: [("patient", "hot_drink")], object: "for", object_is: "actor",
        finds: ["<Arland> brewed tea for [the rebels]."], ignores: ["Arland brewed trouble for the rebels."]),
    Verb(id: "bomb_shed", kind: "attacked", words: "bomb", through: "shed",
        finds: ["<Arland> bombed [Borland]'s barn."]),
    Verb(id: "attack", kind: "attacked", words: "attack bomb shell", object: "patient", through: "asset",
        finds: ["<Arland> attacked [Borland]."], ignores: ["The attack failed."]),
]
"#;

const ADDED_CLASSES: &str = "(classes: [\n    (name: \"hot_drink\", words: \"tea coffee\"),\n    (name: \"shed\", words: \"barn\"),\n    (name: \"asset\", words: \"barn depot\"),\n])\n";

const ADDED_STATES: &str = "[\n    (\"Arland\", [], [\"Arlandic\"], [\"Karvil\"]),\n    (\"Angola\", [\"Republic of Angola\"], [\"Angolan\"], [\"Luanda\"]),\n]\n";

const ADDED_WORDS: &str =
    "(\n    verbs: [(stance: Asserts, takes: [Clause, Speech], words: \"deny mumble\")],\n    times: \"noon\",\n)\n";

#[test]
fn a_projects_own_files_add() {
    let files = [
        ("patterns/own.ron", ADDED),
        ("lexicon.ron", ADDED_CLASSES),
        ("states.ron", ADDED_STATES),
        ("attribution.ron", ADDED_WORDS),
    ];
    check("added", &files);
    let project = with_files(&files);
    let arguments = ["patterns", "bomb"];
    golden("language_files/added_patterns.txt", &shown(&arguments, &kg(project.path(), &arguments)));
    let built_in = kg(acme().path(), &["patterns"]).stderr;
    let count = |text: &str| text.split(' ').next().and_then(|number| number.parse::<usize>().ok());
    assert_eq!(count(&kg(project.path(), &["patterns"]).stderr), count(&built_in).map(|number| number + 3));
    // The reporting verb has the project's entry now, and the state its word.
    let trace = kg(project.path(), &["trace", "--no-tree", "Karvil denied that Arland bombed Borland."]).stdout;
    assert!(trace.contains("(asserts)") && trace.contains("state"), "{trace}");
}

#[test]
fn a_projects_own_files_may_replace_all() {
    let patterns = format!("(replaces_all: true, entries: {})", ADDED.trim_end());
    let files = [("patterns/own.ron", patterns.as_str()), ("lexicon.ron", ADDED_CLASSES)];
    check("replaces_all", &files);
    let run = kg(with_files(&files).path(), &["patterns"]);
    assert!(run.stderr.starts_with("4 patterns"), "{}", run.stderr);
    // A lexicon without the classes that the program asks for is none.
    check(
        "replaces_all_classes",
        &[("lexicon.ron", "(replaces_all: true, classes: [(name: \"person\", words: \"child\")])")],
    );
    // A class that holds these words alone.
    check(
        "replaces_a_class",
        &[("lexicon.ron", "(classes: [(name: \"truce\", replaces_all: true, words: \"truce respite\")])")],
    );
}

/// The program's own files are the project's where it lies in the repository; nothing is said of them.
#[test]
fn copies_of_the_built_in_files_are_nobodys_own() {
    let project = acme();
    let folder = project.path().join("data/lang/en/patterns");
    fs::create_dir_all(&folder).expect("a folder can be made");
    for file in ["violence.ron", "light.ron", "GUIDE.md"] {
        fs::copy(root().join("data/lang/en/patterns").join(file), folder.join(file)).expect("a file can be copied");
    }
    let run = kg(project.path(), &["check"]);
    assert!(!run.stderr.contains("data/lang"), "{}", run.stderr);
    // One entry changed: it alone counts.
    let path = folder.join("light.ron");
    let text = fs::read_to_string(&path).expect("readable").replacen("words: \"launch ", "words: \"launch brew ", 1);
    fs::write(&path, text).expect("writable");
    let run = kg(project.path(), &["check"]);
    assert!(run.stderr.contains("note: data/lang/en/patterns/light.ron: +0, 1 replaced"), "{}", run.stderr);
}

/// Classes of the lexicon that the program itself asks for, besides those of patterns.
const ASKED_BY_THE_PROGRAM: [&str; 20] = [
    "person",
    "group",
    "force",
    "organization",
    "state",
    "place",
    "quantity",
    "title",
    "kin",
    "portfolio",
    "settlement",
    "occasion",
    "organ",
    "message",
    "suffered",
    "anything",
    "media",
    "company",
    "party",
    "government",
];

#[test]
fn every_class_of_nouns_is_asked_for() {
    let schema = kg::pipeline::schema(None, &mut Vec::new());
    let lexicon = kg::extract::English::built_in(&schema).lexicon;
    let asked: std::collections::BTreeSet<&str> =
        kg::data::PATTERNS.iter().flat_map(|(_, text)| text.split(['"', ' '])).chain(ASKED_BY_THE_PROGRAM).collect();
    let idle: Vec<&String> = lexicon.class_names().iter().filter(|class| !asked.contains(class.as_str())).collect();
    assert_eq!(idle, Vec::<&String>::new());
}

#[test]
fn mistakes_stop_every_command_that_reads() {
    let project = with_files(&[("patterns/own.ron", "[Verb(id: \"x\", kind: \"mte\", words: \"greet\")]")]);
    for arguments in
        [&["build"][..], &["path", "Acme", "Northland"], &["extract"], &["patterns"], &["trace", "Arland left."]]
    {
        let run = kg(project.path(), arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("did you mean `met`?"), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("--> data/lang/en/patterns/own.ron:1:22"), "{arguments:?}: {}", run.stderr);
    }
    // No document is needed for it.
    fs::remove_dir_all(project.path().join("seeds")).expect("a folder can be removed");
    assert!(kg(project.path(), &["build"]).stderr.contains("did you mean `met`?"));
}

#[test]
fn why_shows_all_that_fit() {
    let project = acme();
    for (name, arguments) in [
        ("why", &["patterns", "--why", "Arland signed a pact with Borland."][..]),
        ("why_light", &["patterns", "--why", "Arland launched an attack on Borland."]),
        ("why_operators", &["patterns", "--why", "Arland refused to agree to a deal with Borland."]),
        ("why_in_json", &["patterns", "--json", "--why", "Arland sold warships to Borland."]),
        ("why_nothing", &["patterns", "--why", "The sun is warm."]),
    ] {
        golden(&format!("language_files/{name}.txt"), &shown(arguments, &kg(project.path(), arguments)));
    }
}

#[test]
fn two_states_of_the_files_are_compared() {
    let project = with_files(&[("patterns/own.ron", ADDED)]);
    let older = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir_all(project.path().join("older")).expect("a folder can be made");
    for entry in fs::read_dir(root().join("data/lang/en/patterns")).expect("the built-in files") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, project.path().join("older").join(path.file_name().expect("a name"))).expect("copied");
    }
    fs::write(project.path().join("data/lang/en/lexicon.ron"), ADDED_CLASSES).expect("writable");
    fs::write(project.path().join("gold.md"), GOLD).expect("writable");
    for (name, arguments) in [
        ("compare", &["patterns", "--compare", "older", "gold.md"][..]),
        ("compare_in_json", &["patterns", "--json", "--compare", "older", "gold.md"]),
        ("compare_with_itself", &["patterns", "--compare", ".", "gold.md"]),
        ("compare_with_nothing", &["patterns", "--compare", "seeds", "gold.md"]),
    ] {
        golden(&format!("language_files/{name}.txt"), &shown(arguments, &kg(project.path(), arguments)));
    }
    let nowhere = older.path().join("nowhere");
    let run = kg(project.path(), &["patterns", "--compare", &nowhere.to_string_lossy(), "gold.md"]);
    assert_eq!((run.code, run.stderr.contains("is no folder")), (Some(2), true), "{}", run.stderr);
}

/// A claim that only the new files make, one that only the old ones make, one that another pattern tells.
const GOLD: &str = "
    Northland sheltered the Red Brigade.
    Northland | hosted | Red Brigade

    Northland brewed tea for the Red Brigade.
    Northland | aided | Red Brigade

    Bo Carver raided the Red Brigade.
    Bo Carver | attacked | Red Brigade

    Bo Carver bombed the Red Brigade.
    Bo Carver | attacked | Red Brigade
";
