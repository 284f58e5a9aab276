//! `kg licenses` names every crate that is built in, so that the notices cannot fall behind `Cargo.lock`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::support::{kg, root, skipped};

/// How the notices are written anew; the same as in CONTRIBUTING.md.
const RENEW: &str = "cargo about generate --locked --offline --all-features -c contrib/licenses/about.toml \
                     contrib/licenses/licenses.hbs -o data/licenses.txt";

#[test]
fn every_crate_that_is_built_in_is_named() {
    let Some(crates) = built_in() else {
        return skipped("every_crate_that_is_built_in_is_named", "`cargo tree` does not answer here");
    };
    assert!(crates.len() > 100, "`cargo tree` lists the crates");
    let named: BTreeSet<&str> = kg::data::LICENSES
        .lines()
        .filter_map(|line| line.strip_prefix("- "))
        .map(|line| line.split(',').next().unwrap_or(line))
        .collect();
    let missing: Vec<&String> = crates.iter().filter(|name| !named.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "data/licenses.txt lacks {missing:?}; write it anew:\n    {RENEW}");
}

/// The crates of this system's program with all its features, as `name version`.
fn built_in() -> Option<BTreeSet<String>> {
    let output = Command::new(std::env::var_os("CARGO")?)
        .args([
            "tree",
            "--locked",
            "--offline",
            "--all-features",
            "--edges",
            "normal",
            "--package",
            "kg",
            "--prefix",
            "none",
        ])
        .current_dir(root())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).expect("names of crates are ASCII");
    let crates = text.lines().filter_map(|line| {
        // "syn v3.0.10 (proc-macro)"; our own crates are in the program's own licence.
        let (name, rest) = line.split_once(" v").filter(|(name, _)| *name != "kg" && !name.starts_with("kg-"))?;
        Some(format!("{name} {}", rest.split(' ').next()?))
    });
    Some(crates.collect())
}

#[test]
fn the_command_to_renew_them_is_the_one_that_is_documented() {
    let page = std::fs::read_to_string(root().join("CONTRIBUTING.md")).expect("the page is there");
    assert!(page.contains(RENEW), "CONTRIBUTING.md has another command than {RENEW}");
}

#[test]
fn own_licences_come_first_and_parts_under_mpl_are_told_where_their_source_is() {
    let run = kg(Path::new("."), &["licenses"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let places: Vec<Option<usize>> = [
        "Permission is hereby granted",
        "CC BY-SA 4.0",
        "Parts under the Mozilla Public License 2.0",
        "cssparser",
        "Mozilla Public License Version 2.0",
    ]
    .iter()
    .map(|words| run.stdout.find(words))
    .collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}
