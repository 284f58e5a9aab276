//! What goes to stderr: errors, diagnostics with their caret, notes, progress.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::text::{Diagnostic, Label, Severity, printable};

/// Says what could not be done, and why, cause by cause.
pub(super) fn error(error: &anyhow::Error) {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    say(&format!("error: {}", causes.join(": ")));
}

/// Says one line or more; text of others in it cannot command the terminal.
pub(super) fn say(text: &str) {
    say_styled(&printable_lines(text));
}

fn say_styled(text: &str) {
    // When stderr is gone there is nobody to tell.
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Shows diagnostics, each with its place. After the first hundred only how many more there are: nobody reads them, and
/// each costs a look through its file.
pub(super) fn diagnostics<'d>(problems: impl IntoIterator<Item = &'d Diagnostic>) {
    const MOST: usize = 100;
    let mut problems = problems.into_iter();
    for problem in problems.by_ref().take(MOST) {
        say_styled(&rendered(problem));
    }
    let more = problems.count();
    if more > 0 {
        say(&format!("... and {more} more (`kg check --json` lists every one)"));
    }
}

/// A diagnostic as rustc would show it.
fn rendered(problem: &Diagnostic) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut message = printable(&problem.message).into_owned();
    if let Some(file) = &problem.file {
        message = format!("{}: {message}", printable(file));
    }
    let title = level.primary_title(message);
    let mut group = Group::with_title(title);
    // One snippet a file, so that two places in one file share a frame.
    let mut rest: &[Label] = &problem.labels;
    while let Some(first) = rest.first() {
        let source_text = &first.place.source_text;
        let same_file = rest.iter().take_while(|label| label.place.source_text == *source_text).count();
        let mut snippet = Snippet::source(source_text.text.as_str()).path(printable(&source_text.name));
        for (index, label) in rest[..same_file].iter().enumerate() {
            let primary = index == 0 && rest.len() == problem.labels.len();
            let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let span = kind.span(label.place.span.start()..label.place.span.end());
            snippet =
                snippet.annotation(if label.message.is_empty() { span } else { span.label(label.message.as_str()) });
        }
        group = group.element(snippet);
        rest = &rest[same_file..];
    }
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(printable(hint)));
    }
    Renderer::styled().render(&[group])
}

/// Control characters made visible, line breaks kept.
fn printable_lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// A progress bar, shown only on a terminal and only when the work takes long enough to wonder.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Starts counting to `total`.
    pub(super) fn new(what: &str, total: usize) -> Progress {
        let target = if io::stderr().is_terminal() {
            ProgressDrawTarget::stderr_with_hz(10)
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(total as u64), target);
        let style =
            ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}").expect("the template is well-formed");
        bar.set_style(style);
        bar.set_message(what.to_owned());
        Progress(bar)
    }

    /// One more is done.
    pub(super) fn step(&self) {
        const BEFORE_SHOWING: Duration = Duration::from_millis(500);
        if self.0.elapsed() >= BEFORE_SHOWING {
            self.0.inc(1);
        } else {
            self.0.update(|state| state.set_pos(state.pos() + 1));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Says how many of a list were shown, where it was cut: "note: the first 100 of 812 claims (-n for more)".
pub(super) fn say_left_out(all: usize, most: u32, what: &str) {
    if all > most as usize {
        say(&format!("note: the first {most} of {all} {what} (-n for more)"));
    }
}
