//! DOT is read by programs that are not ours, whatever actors are called.

use std::fs;
use std::process::{Command, Stdio};

use crate::support::{copy_of, kg, root, skipped};

const NAMES: [&str; 9] = [
    "al-Qaida",
    "a\"b\\c",
    "<b>&amp;</b>",
    "two\nlines",
    "حزب الله",
    "سپاه پاسداران",
    "mark\u{200f}ed and over\u{202e}ridden",
    "ends in a backslash\\",
    "\\N \\G {|} 😀 \u{1b}[31m",
];

/// DOT of a project whose actors have those names, in a chain of alliances.
fn hostile() -> String {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    fs::create_dir_all(folder.path().join("data")).expect("a folder can be made");
    let actors: String = NAMES
        .iter()
        .enumerate()
        .map(|(index, name)| format!("(key: \"a{index}\", kind: \"group\", name: {name:?}),\n"))
        .collect();
    let claims: String = (1..NAMES.len())
        .map(|index| format!("(subject: \"a{}\", kind: \"backed\", object: \"a{index}\", cite: (text: \"says \\\"{index}\\\" \\\\N & <i>\")),\n", index - 1))
        .collect();
    fs::write(folder.path().join("data/graph.ron"), format!("(actors: [{actors}], claims: [{claims}])"))
        .expect("writable");
    let run = kg(folder.path(), &["export", "--dot"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run.stdout
}

/// What a label shows of a name: invisible commands made visible, nothing else changed.
fn visible(name: &str) -> String {
    name.replace('\u{202e}', "\\u{202e}").replace('\u{1b}', "\\u{1b}")
}

fn dot(arguments: &[&str], input: &str) -> Option<String> {
    use std::io::Write;
    let mut child = Command::new("dot")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("dot reads its input");
    let output = child.wait_with_output().expect("dot ends");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !complaint.contains("syntax error"), "{complaint}");
    Some(String::from_utf8(output.stdout).expect("dot writes UTF-8"))
}

#[test]
fn two_parsers_read_hostile_names() {
    let text = hostile();
    graphviz_rust::parse(&text).expect("graphviz-rust reads it");
    let mut parser = layout::gv::DotParser::new(&text);
    let tree = parser.process().expect("layout-rs reads it");
    assert_eq!(format!("{tree:?}").matches("EdgeStmt").count().max(NAMES.len() - 1), NAMES.len() - 1);
}

#[test]
fn graphviz_shows_names_as_they_are() {
    let text = hostile();
    if dot(&["-Tcanon"], &text).is_none() {
        return skipped("graphviz_shows_names_as_they_are", "there is no `dot` here");
    }
    let picture = dot(&["-Tsvg"], &text).expect("just ran");
    let decoded = picture
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#45;", "-")
        .replace("&#39;", "'")
        .replace("&#160;", " ")
        .replace("&amp;", "&");
    for line in NAMES.iter().flat_map(|name| name.split('\n')) {
        assert!(decoded.contains(&format!(">{}</text>", visible(line))), "{line:?} is not shown in\n{decoded}");
    }
}

#[test]
fn the_projects_own_graph_is_read() {
    let project = copy_of(root());
    let run = kg(project.path(), &["export", "--dot"]);
    graphviz_rust::parse(&run.stdout).expect("graphviz-rust reads it");
    layout::gv::DotParser::new(&run.stdout).process().expect("layout-rs reads it");
    if dot(&["-Tcanon"], &run.stdout).is_none() {
        skipped("the_projects_own_graph_is_read", "there is no `dot` here");
    }
}
