//! What `kg extract` finds in the densely annotated news that nothing was trained on, recorded in
//! `data/lang/en/reader_scores.json`: none of it may drop.
//!
//! Two scorers count, both in Python: the one that lies with the annotation, and `training/claims/details.py`.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use crate::support::{root, shared, skipped};

/// So much may a figure move with words of the program; a reader trained anew writes its own.
const TOLERANCE: f64 = 0.005;

#[test]
fn recorded_scores_of_the_reader_hold() {
    let test = "recorded_scores_of_the_reader_hold";
    let Some(shared) = shared(test) else { return };
    let (texts, gold) = (shared.join("gold/dense/texts-dev.jsonl"), shared.join("gold/dense/dev.jsonl"));
    let (Ok(input), true) = (std::fs::File::open(&texts), gold.is_file()) else {
        return skipped(test, "../shared lacks the annotated news");
    };
    let python = |arguments: &[&std::ffi::OsStr]| {
        Command::new("python3").args(arguments).output().ok().filter(|output| output.status.success())
    };
    if python(&["--version".as_ref()]).is_none() {
        return skipped(test, "python3 is not here");
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let found = folder.path().join("extracted.jsonl");
    // Outside a project: no actor is curated.
    let status = Command::new(env!("CARGO_BIN_EXE_kg"))
        .arg("extract")
        .current_dir(folder.path())
        .stdin(input)
        .stdout(std::fs::File::create(&found).expect("a temporary file can be made"))
        .stderr(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(status.success(), "kg extract failed");
    let checker = shared.join("score/check_annotation.py");
    let details = root().join("training/claims/details.py");
    let said = |arguments: &[&std::ffi::OsStr]| {
        let output = python(arguments).expect("the scorer runs");
        String::from_utf8(output.stdout).expect("the scorer writes text")
    };
    let counted = said(&[checker.as_ref(), texts.as_ref(), gold.as_ref(), found.as_ref()]);
    let detailed = said(&[details.as_ref(), checker.as_ref(), texts.as_ref(), gold.as_ref(), found.as_ref()]);
    let mut scores: BTreeMap<String, f64> = BTreeMap::new();
    let after = |line: &str, words: &str| -> f64 {
        let rest = line.split_once(words).unwrap_or_else(|| panic!("`{words}` is not in `{line}`")).1;
        rest.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
    };
    let root_line = counted.lines().find(|line| line.starts_with("root  all")).expect("the scorer's line of roots");
    scores.insert("musts found".to_owned(), after(root_line, "A's musts in B"));
    scores.insert("precision".to_owned(), after(root_line, "B's musts in A"));
    for line in detailed.lines() {
        for (name, words) in
            [("not actual", " F "), ("speaker", " F "), ("polarity", "polarity"), ("modality", "modality")]
        {
            if line.starts_with(name) {
                scores.insert(format!("of the matched: {name}"), after(line, words));
            }
        }
    }
    let lines: Vec<String> = scores.iter().map(|(name, score)| format!("  \"{name}\": {score:.3}")).collect();
    let now = format!("{{\n{}\n}}\n", lines.join(",\n"));
    let path = root().join("data/lang/en/reader_scores.json");
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::write(path, now).expect("writable");
        return;
    }
    let recorded = std::fs::read_to_string(path).expect("scores are recorded beside the reader");
    let recorded: BTreeMap<String, f64> = serde_json::from_str(&recorded).expect("names and numbers");
    assert!(recorded.keys().eq(scores.keys()), "other figures are recorded than computed; now:\n{now}");
    for (name, score) in &scores {
        let least = recorded[name];
        assert!(*score >= least - TOLERANCE, "`{name}` fell from {least} to {score:.3}; now:\n{now}");
    }
}
