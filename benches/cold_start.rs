//! How long a command takes from nothing to its answer, beside a program that does nothing but parse its arguments with
//! clap and print a line.
//!
//! `cargo bench --bench cold_start`. The bar is twice the peer for `kg neighbors PMF` on this repository's project; the
//! second row is a generated project of 1,000 claims, where the bar is 5 ms. The peer is this same file, run with
//! `--peer`. Runs alternate, so that a machine whose speed drifts slows both; the figures are medians of whole
//! processes.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench reads clocks and reports on stdout")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use clap::Parser;

const RUNS: usize = 300;

#[derive(Parser)]
struct Peer {
    command: String,
    name: String,
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--peer") {
        arguments.remove(at);
        let peer = Peer::parse_from(arguments);
        println!("{} {}", peer.command, peer.name);
        return;
    }
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    compare("kg neighbors PMF, this project", project, "PMF");
    let folder = std::env::temp_dir().join(format!("kg-bench-{}", std::process::id()));
    generate(&folder);
    compare("kg neighbors a0, 1,000 claims", &folder, "a0");
    fs::remove_dir_all(&folder).expect("made above");
}

fn compare(what: &str, project: &Path, actor: &str) {
    let mut ours = Command::new(env!("CARGO_BIN_EXE_kg"));
    ours.args(["neighbors", actor]).current_dir(project);
    let mut peer = Command::new(std::env::current_exe().expect("this program has a path"));
    peer.args(["--peer", "neighbors", actor]);
    // The first run builds; files touched within the last two seconds are compared by content, which is not what a
    // second question costs.
    milliseconds(&mut ours);
    std::thread::sleep(std::time::Duration::from_secs(3));
    milliseconds(&mut ours);
    let (mut our_times, mut peer_times): (Vec<f64>, Vec<f64>) =
        (0..RUNS).map(|_| (milliseconds(&mut ours), milliseconds(&mut peer))).unzip();
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[RUNS / 2]
    };
    let (ours, peer) = (median(&mut our_times), median(&mut peer_times));
    println!("{what}: {ours:.2} ms; clap alone: {peer:.2} ms; ratio {:.2}", ours / peer);
}

fn milliseconds(command: &mut Command) -> f64 {
    let started = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{command:?} failed");
    started.elapsed().as_secs_f64() * 1e3
}

/// 300 actors, 20 documents, 1,000 claims that quote them.
fn generate(folder: &Path) {
    let write = |name: &str, text: String| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a temporary folder can be made");
        fs::write(path, text).expect("a temporary file can be written");
    };
    let actors: String =
        (0..300).map(|number| format!("(key: \"a{number}\", kind: \"group\", name: \"Group {number}\"),\n")).collect();
    let mut claims = String::new();
    for document in 0..20 {
        let sentences: Vec<String> = (0..50)
            .map(|line| {
                let (subject, object) = ((document * 50 + line * 7) % 300, (document * 31 + line * 11 + 1) % 300);
                let object = if subject == object { (object + 1) % 300 } else { object };
                let sentence = format!("Group {subject} warned Group {object} in statement {line}.");
                claims.push_str(&format!("(subject: \"a{subject}\", kind: \"warned\", object: \"a{object}\", document: \"d{document}\", quote: \"{sentence}\"),\n"));
                sentence
            })
            .collect();
        write(&format!("seeds/d{document}.txt"), sentences.join(" "));
    }
    write("data/graph.ron", format!("(actors: [\n{actors}], claims: [\n{claims}])"));
}
