//! The five original articles, where they are beside the repository.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{copy_of, kg, root, shared, skipped};

#[test]
fn names_in_the_originals_are_found() {
    let test = "names_in_the_originals_are_found";
    let Some(shared) = shared(test) else { return };
    let (seeds, gold) = (shared.join("seeds"), shared.join("gold/seeds-dev.jsonl"));
    if !seeds.is_dir() || !gold.is_file() {
        return skipped(test, "../shared lacks seeds or gold");
    }
    let project = copy_of(root());
    let run = kg(project.path(), &["--seeds", &seeds.to_string_lossy(), "build"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let mut found: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    let mentions = fs::read_to_string(project.path().join("out/mentions.jsonl")).expect("written");
    for line in mentions.lines() {
        let mention: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let number = |field: &str| mention[field].as_u64().expect("a number") as usize;
        found
            .entry(mention["document"].as_str().expect("a key").to_owned())
            .or_default()
            .push((number("start"), number("end")));
    }
    // Annotators listed every name of every actor; a name is a word with a capital.
    let (mut expected, mut hit, mut missed) = (0, 0, BTreeMap::<String, usize>::new());
    for line in fs::read_to_string(&gold).expect("readable").lines() {
        let article: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let text: Vec<char> = article["text"].as_str().expect("text").chars().collect();
        let prefix = format!("{}_", article["id"].as_str().expect("id"));
        let spans = found
            .iter()
            .find(|(key, _)| key.starts_with(&prefix))
            .map(|(_, spans)| spans.as_slice())
            .unwrap_or_default();
        let mut names: Vec<&str> = article["gold"]["actors"]
            .as_array()
            .expect("actors")
            .iter()
            .flat_map(|actor| actor["aliases"].as_array().expect("aliases"))
            .filter_map(|alias| alias.as_str())
            .collect();
        names.retain(|name| is_a_name(name));
        names.sort_unstable();
        names.dedup();
        for name in names {
            let wanted: Vec<char> = name.chars().collect();
            for start in
                (0..text.len().saturating_sub(wanted.len())).filter(|start| text[*start..].starts_with(&wanted))
            {
                let end = start + wanted.len();
                let whole = (start == 0 || !text[start - 1].is_alphanumeric())
                    && text.get(end).is_none_or(|next| !next.is_alphanumeric());
                if whole {
                    expected += 1;
                    if spans.iter().any(|(from, to)| *from < end && start < *to) {
                        hit += 1
                    } else {
                        *missed.entry(name.to_owned()).or_default() += 1
                    }
                }
            }
        }
    }
    let recall = f64::from(hit) / f64::from(expected);
    assert!(recall >= 0.95, "{hit} of {expected} names found ({recall:.3}); missed {missed:?}");
}

/// Every word begins with a capital but small joining words; titles alone are no names.
fn is_a_name(name: &str) -> bool {
    name.split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase) || ["of", "the", "and", "al-Qaida"].contains(&word))
        && !name.starts_with("The ")
}

#[test]
fn an_original_without_its_digest_leaves_claims_on_their_citation() {
    let test = "an_original_without_its_digest_leaves_claims_on_their_citation";
    let Some(shared) = shared(test) else { return };
    let project = copy_of(root());
    let run = kg(project.path(), &["--seeds", &shared.join("seeds").to_string_lossy(), "path", "Pompeo", "al-Qaida"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("disputed by Mohammad Javad Zarif"), "{}", run.stdout);
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let originals: Vec<String> = fs::read_dir(shared.join("seeds"))
        .expect("a folder")
        .map(|entry| plain(&fs::read_to_string(entry.expect("an entry").path()).unwrap_or_default()))
        .collect();
    for quoted in plain(&run.stdout).split('“').skip(1).filter_map(|rest| rest.split('”').next()) {
        let read = originals.iter().any(|text| text.contains(quoted));
        assert!(read, "no words are quoted that were not read: {quoted}\n{}", run.stdout);
    }
}
