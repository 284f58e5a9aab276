//! How fast the page of `kg export --html` is: until its first picture stands, and while something is dragged.
//!
//! The limits are those that the page was built for: at 2,000 actors and 5,000 relations the first picture within 2
//! seconds, a drag above 30 frames a second, in headless Chromium that draws in software. Prints each figure with its
//! share of the limit. Says so and ends where there is no Chromium with chromedriver.
//!
//! `cargo bench --bench page`

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench reads clocks and reports on stdout")]

#[allow(dead_code, reason = "the tests use all of it")]
#[path = "../tests/browser/mod.rs"]
mod browser;

use std::fmt::Write;
use std::process::Command;

use browser::Browser;
use serde_json::json;

const ACTORS: usize = 2000;
const RELATIONS: usize = 5000;

fn main() {
    let Some(browser) = Browser::open(1280, 800) else {
        return println!("SKIPPED: there is no chromium with chromedriver here");
    };
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(folder.path().join("claims.jsonl"), claims()).expect("writable");
    let export = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_kg"))
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .expect("kg runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let started = std::time::Instant::now();
    export(&["--graph", "claims.jsonl", "export", "--html", "-o", "large.html"]);
    println!("{ACTORS} actors, {RELATIONS} relations: page written in {:.2} s", started.elapsed().as_secs_f64());
    browser.show(&folder.path().join("large.html"), "");
    let first =
        browser.run("return performance.getEntriesByName('first-picture')[0].startTime").as_f64().expect("a time");
    println!("first picture: {first:.0} ms, {:.2} of the limit", first / 2000.0);
    let actor = json!({"actor": "actor-0"});
    let (x, y) = browser.drawn(&actor);
    for (what, from) in [("an actor", (x, y)), ("the drawing", (400.0, 130.0))] {
        browser.run("const record = { times: [], on: true }; window.record = record; const step = (time) => { record.times.push(time); if (record.on) requestAnimationFrame(step) }; requestAnimationFrame(step)");
        let places: Vec<(f64, f64)> =
            (0..90).map(|step| (from.0 + f64::from(step), from.1 + f64::from(step % 30))).collect();
        browser.drag(&places);
        let seconds_a_frame = browser.run("window.record.on = false; const times = window.record.times; return (times.at(-1) - times[0]) / (times.length - 1) / 1000").as_f64().expect("a time");
        println!(
            "dragging {what}: {:.0} frames a second, {:.1} times the limit",
            1.0 / seconds_a_frame,
            1.0 / seconds_a_frame / 30.0
        );
    }
}

/// Claims of a graph with hubs: the lines of an `out/claims.jsonl`.
fn claims() -> String {
    let kinds = ["backed", "warned", "attacked", "met", "leads", "accused", "hosted"];
    let mut seed: u64 = 7;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let end = |index: usize| json!({"actor": format!("actor-{index}"), "name": format!("Actor Number {index}"), "kind": (["person", "state", "group"][index % 3]), "discovered": false});
    let mut lines = String::new();
    for number in 0..RELATIONS {
        // Squared, so that few have many.
        let hub = random(ACTORS) * random(ACTORS) / ACTORS;
        let (subject, object) = if number < ACTORS { (number, hub) } else { (random(ACTORS), hub) };
        let year = 2000 + number % 24;
        let object = if subject == object { (object + 1) % ACTORS } else { object };
        let claim = json!({
            "claim": format!("{number:016x}"), "relation": kinds[number % kinds.len()], "plover": null,
            "subject": end(subject), "object": end(object),
            "polarity": "affirmed", "modality": "actual", "from": year.to_string(), "to": year.to_string(),
            "speakers": [], "said": null,
            "evidence": {
                "document": "doc", "path": "seeds/doc.md", "title": "A document", "publisher": "The Gazette",
                "publisher_actor": null, "published": "2024", "url": null,
            },
            "quote": {"text": format!("words {number:06}"), "start": number * 13, "end": number * 13 + 12},
            "origin": "extracted pattern", "review": "proposed", "decisions": [], "note": null,
        });
        writeln!(lines, "{claim}").expect("a string can be written");
    }
    lines
}
