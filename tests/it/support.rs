//! Runs the program and compares what it says with a file. `SNAPSHOTS=overwrite cargo test` writes the files anew; read
//! every changed line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of `kg` said.
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The material beside the repository, where there is any; else says that the test is skipped.
pub fn shared(test: &str) -> Option<PathBuf> {
    let shared = root().join("../shared");
    if shared.is_dir() {
        return Some(shared);
    }
    skipped(test, "../shared is not here");
    None
}

/// Says on the terminal, past the test runner's capture, that a test did not run.
pub fn skipped(test: &str, why: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr().lock(), "SKIPPED {test}: {why}");
}

/// A copy of a project in a folder of its own, removed in the end.
pub fn copy_of(project: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for part in ["data", "seeds"] {
        copy(&project.join(part), &folder.path().join(part));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder can be made");
        for entry in fs::read_dir(from).expect("a folder can be read") {
            let entry = entry.expect("an entry can be read");
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).expect("a file can be copied");
    }
}

/// How many actors, relations, claims and documents an export of a project has, by its JSON Lines: what the readers of
/// other formats must come to.
pub struct Exported {
    pub actors: usize,
    pub relations: usize,
    pub claims: usize,
    pub documents: usize,
}

impl Exported {
    /// Exports with these options.
    pub fn of(project: &Path, options: &[&str]) -> Exported {
        let run = kg(project, &[&["export", "--json"], options].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let count = |record: &str| {
            let start = format!("{{\"record\":\"{record}\"");
            run.stdout.lines().filter(|line| line.starts_with(&start)).count()
        };
        Exported {
            actors: count("actor"),
            relations: count("relation"),
            claims: count("claim"),
            documents: count("document"),
        }
    }
}

/// The small project of invented actors.
pub fn acme() -> tempfile::TempDir {
    copy_of(&root().join("tests/projects/acme"))
}

/// Runs `kg` in a folder.
pub fn kg(folder: &Path, arguments: &[&str]) -> Run {
    kg_with_input(folder, arguments, "")
}

/// Runs `kg` in a folder with these variables in its environment.
pub fn kg_with_environment(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
    run(folder, arguments, "", environment)
}

/// Runs `kg` in a folder with a text on its standard input.
pub fn kg_with_input(folder: &Path, arguments: &[&str], input: &str) -> Run {
    run(folder, arguments, input, &[])
}

fn run(folder: &Path, arguments: &[&str], input: &str, environment: &[(&str, &str)]) -> Run {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_kg"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program was built");
    let input = input.to_owned();
    let mut stdin = child.stdin.take().expect("piped");
    let feed = std::thread::spawn(move || {
        // A program that does not read its input may be gone already.
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().expect("the program ends");
    feed.join().expect("feeding does not panic");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes UTF-8");
    Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
}

/// The run as a golden file shows it.
pub fn shown(arguments: &[&str], run: &Run) -> String {
    let command: Vec<String> = arguments
        .iter()
        .map(|argument| if argument.contains(' ') { format!("'{argument}'") } else { (*argument).to_owned() })
        .collect();
    let code = run.code.map_or_else(|| "killed".to_owned(), |code| code.to_string());
    let mut text = format!("$ kg {}\nexit {code}\n", command.join(" "));
    for (name, stream) in [("stdout", &run.stdout), ("stderr", &run.stderr)] {
        if !stream.is_empty() {
            text.push_str(&format!("--- {name}\n{stream}"));
            if !stream.ends_with('\n') {
                text.push_str("\n(no line end)\n");
            }
        }
    }
    text
}

/// Compares a text with the golden file `tests/NAME`.
#[track_caller]
pub fn golden(name: &str, text: &str) {
    snapbox::assert_data_eq!(text.to_owned(), snapbox::Data::read_from(&root().join("tests").join(name), None).raw());
}
