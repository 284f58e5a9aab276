//! RON read value by value, with the place of every value, past every mistake.
//!
//! The `ron` crate reads a whole file or nothing and gives no places for what it read. Here the file is cut into tokens
//! once, brackets are paired (a missing or stray one is reported and stepped over), and records and lists are split
//! into values. Each simple value is then read by `ron` itself. So a file with ten mistakes gives ten diagnostics, and
//! every good value is there with its place.
//!
//! Nothing recurses: nesting costs memory, not stack.

mod record;
mod token;

use std::sync::Arc;

use serde::de::DeserializeOwned;

pub use record::Record;
use token::{RonToken, TokenKind, tokenize};

use super::{Diagnostic, Place, SourceText, Span, closest};

/// A RON file cut into tokens. Values borrow from it.
pub struct Ron {
    source_text: Arc<SourceText>,
    /// Where the part that was cut ends, in bytes.
    end: usize,
    tokens: Vec<RonToken>,
}

/// What is said of a value that is no record with a name.
pub const NO_RECORD: &str = "expected a record with a name";

/// How many brackets a closing one may leave open behind it: it belongs to one near by, or to none.
const DEEPEST_MISMATCH: usize = 8;

/// How many brackets left open at the end of a file are reported.
const MOST_UNCLOSED: usize = 5;

/// One value in a file: a run of tokens, never empty.
#[derive(Clone, Copy)]
pub struct Node<'f> {
    file: &'f Ron,
    first: usize,
    /// One past the last token.
    end: usize,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl Ron {
    /// Cuts a file into tokens. Brackets that do not pair are reported. Linear.
    pub fn new(source_text: &Arc<SourceText>, problems: &mut Vec<Diagnostic>) -> Ron {
        // What stands where bytes were no UTF-8.
        if let Some(start) = source_text.text.find('\u{fffd}') {
            let place =
                Place { source_text: Arc::clone(source_text), span: Span::new(start, start + '\u{fffd}'.len_utf8()) };
            problems.push(Diagnostic::error(place, "this is no character of UTF-8").hint("save the file as UTF-8"));
        }
        Ron::of_part(source_text, Span::new(0, source_text.text.len()), problems)
    }

    /// Cuts a file that holds one value after the other, every one of which begins at the beginning of a line, where
    /// inside a value only blanks, comments and closing brackets stand. What is wrong with one value, even an end torn
    /// off, ends with it. Each comes with what is wrong with its brackets and texts.
    pub fn of_values(source_text: &Arc<SourceText>) -> Vec<(Ron, Vec<Diagnostic>)> {
        let text = &source_text.text;
        let begins = |line: &str| !line.starts_with(|c: char| c.is_whitespace() || c == '/' || ")]}".contains(c));
        let mut starts = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if begins(line) || at == 0 {
                starts.push(at);
            }
            at += line.len();
        }
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let part = |(start, end): (&usize, usize)| {
            let mut problems = Vec::new();
            (Ron::of_part(source_text, Span::new(*start, end), &mut problems), problems)
        };
        starts
            .iter()
            .zip(ends)
            .map(part)
            .filter(|(part, problems)| !(part.tokens.is_empty() && problems.is_empty()))
            .collect()
    }

    fn of_part(source_text: &Arc<SourceText>, part: Span, problems: &mut Vec<Diagnostic>) -> Ron {
        let tokens = tokenize(source_text, part, problems);
        let mut file = Ron { source_text: Arc::clone(source_text), end: part.end(), tokens };
        file.pair(problems);
        file
    }

    /// The value the file consists of. A second value is reported, and so is a file without one.
    pub fn root<'f>(&'f self, problems: &mut Vec<Diagnostic>) -> Option<Node<'f>> {
        let values = self.split(0, self.tokens.len(), problems);
        if let Some(second) = values.get(1) {
            problems.push(Diagnostic::error(second.place(), "nothing is expected after the end of the file's value"));
        }
        if values.is_empty() {
            problems.push(
                Diagnostic::error(self.place(Span::new(self.end, self.end)), "the file holds no value")
                    .hint("begin with `(` and end with `)`"),
            );
        }
        values.first().copied()
    }

    fn place(&self, span: Span) -> Place {
        Place { source_text: Arc::clone(&self.source_text), span }
    }

    fn text_of(&self, token: usize) -> &str {
        self.tokens[token].span.of(&self.source_text.text)
    }

    /// Gives every opening bracket its partner; inserts what is missing, removes what is stray.
    fn pair(&mut self, problems: &mut Vec<Diagnostic>) {
        let mut paired: Vec<RonToken> = Vec::with_capacity(self.tokens.len());
        let mut open: Vec<usize> = Vec::new();
        let closing_of = |source_text: &SourceText, token: &RonToken| match token.span.of(&source_text.text) {
            "(" => ")",
            "[" => "]",
            _ => "}",
        };
        let source_text = Arc::clone(&self.source_text);
        let place = |span| Place { source_text: Arc::clone(&source_text), span };
        let unclosed = |token: &RonToken, problems: &mut Vec<Diagnostic>| {
            let (bracket, closing) = (token.span.of(&source_text.text), closing_of(&source_text, token));
            problems.push(
                Diagnostic::error(place(token.span), format!("this `{bracket}` is never closed"))
                    .hint(format!("add the `{closing}`")),
            );
        };
        let fits = |token: &RonToken, opened: &RonToken| {
            token.kind == TokenKind::Close && token.span.of(&source_text.text) == closing_of(&source_text, opened)
        };
        for (number, token) in self.tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Open { .. } => {
                    open.push(paired.len());
                    paired.push(*token);
                }
                TokenKind::Close => {
                    let text = token.span.of(&source_text.text);
                    let depth = open
                        .iter()
                        .rev()
                        .take(DEEPEST_MISMATCH)
                        .position(|&index| fits(token, &paired[index]))
                        .map(|up| open.len() - 1 - up);
                    // In `(a])` the `]` is one too many, although some `[` further out is open: the next token closes
                    // what is open here.
                    let innermost = open.last().map(|&index| paired[index]);
                    let next_fits = self
                        .tokens
                        .get(number + 1)
                        .zip(innermost)
                        .is_some_and(|(next, innermost)| fits(next, &innermost));
                    let is_stray = depth.is_some_and(|depth| depth + 1 < open.len()) && next_fits;
                    let Some(depth) = depth.filter(|_| !is_stray) else {
                        problems.push(
                            Diagnostic::error(place(token.span), format!("`{text}` closes nothing"))
                                .hint("remove it, or open it before"),
                        );
                        continue;
                    };
                    // Those opened later than the one this closes were forgotten: close them here.
                    for index in open.split_off(depth + 1).into_iter().rev() {
                        unclosed(&paired[index], problems);
                        paired[index].kind = TokenKind::Open { partner: paired.len() };
                        paired.push(RonToken {
                            kind: TokenKind::Close,
                            span: Span::new(token.span.start(), token.span.start()),
                        });
                    }
                    let index = open.pop().expect("rposition found it");
                    paired[index].kind = TokenKind::Open { partner: paired.len() };
                    paired.push(*token);
                }
                TokenKind::Comma | TokenKind::Colon | TokenKind::Word => paired.push(*token),
            }
        }
        let end = self.end;
        for (number, index) in open.into_iter().rev().enumerate() {
            // The innermost tell where it went wrong.
            if number < MOST_UNCLOSED {
                unclosed(&paired[index], problems);
            }
            paired[index].kind = TokenKind::Open { partner: paired.len() };
            paired.push(RonToken { kind: TokenKind::Close, span: Span::new(end, end) });
        }
        self.tokens = paired;
    }

    /// Splits tokens `first..end` at commas into values; a missing comma is reported and assumed.
    fn split<'f>(&'f self, first: usize, end: usize, problems: &mut Vec<Diagnostic>) -> Vec<Node<'f>> {
        let mut values = Vec::new();
        let mut start = first;
        let mut at = first;
        while at < end {
            let mut next = at + 1;
            match self.tokens[at].kind {
                TokenKind::Comma => {
                    if start == at {
                        problems.push(
                            Diagnostic::error(self.place(self.tokens[at].span), "a value is missing before this comma")
                                .hint("remove the comma"),
                        );
                    } else {
                        values.push(Node { file: self, first: start, end: at });
                    }
                    start = next;
                    at = next;
                    continue;
                }
                TokenKind::Open { partner } => next = partner + 1,
                TokenKind::Close | TokenKind::Colon | TokenKind::Word => {}
            }
            if next < end && self.value_ends_between(at, next) {
                let span = self.tokens[next - 1].span;
                let after = self.place(Span::new(span.end(), span.end()));
                problems.push(Diagnostic::error(after, "a comma is missing here").hint("add `,` after the value"));
                values.push(Node { file: self, first: start, end: next });
                start = next;
            }
            at = next;
        }
        if start < end {
            values.push(Node { file: self, first: start, end });
        }
        values
    }

    /// True when the item starting at token `at` ends a value and token `next` begins another without a comma.
    fn value_ends_between(&self, at: usize, next: usize) -> bool {
        let complete = !matches!(self.tokens[at].kind, TokenKind::Colon | TokenKind::Comma);
        let begins = match self.tokens[next].kind {
            TokenKind::Word => true,
            // `Name(...)` is one value; `"text" (...)` and `(...) (...)` are two.
            TokenKind::Open { .. } => !self.is_identifier(at),
            TokenKind::Close | TokenKind::Comma | TokenKind::Colon => false,
        };
        complete && begins
    }

    fn is_identifier(&self, token: usize) -> bool {
        self.tokens[token].kind == TokenKind::Word
            && self.text_of(token).starts_with(|c: char| c.is_alphabetic() || c == '_')
            && !self.text_of(token).contains('"')
    }
}

impl<'f> Node<'f> {
    /// Where the value stands.
    pub fn place(&self) -> Place {
        self.file.place(self.span())
    }

    fn span(&self) -> Span {
        let tokens = &self.file.tokens;
        Span::new(tokens[self.first].span.start(), tokens[self.end - 1].span.end())
    }

    /// The values of a list `[a, b]`. Anything else is reported and gives none.
    pub fn items(&self, problems: &mut Vec<Diagnostic>) -> Vec<Node<'f>> {
        match self.inside("[") {
            Some((first, end)) => self.file.split(first, end, problems),
            None => {
                problems.push(Diagnostic::error(self.place(), "expected a list").hint("write `[ ..., ... ]`"));
                Vec::new()
            }
        }
    }

    /// The pairs of a map `{key: value}` of texts. Anything else is reported.
    pub fn text_pairs(&self, problems: &mut Vec<Diagnostic>) -> Vec<(At<String>, At<String>)> {
        let Some((first, end)) = self.inside("{") else {
            problems.push(Diagnostic::error(self.place(), "expected a map").hint("write `{\"name\": \"value\"}`"));
            return Vec::new();
        };
        let mut pairs = Vec::new();
        for entry in self.file.split(first, end, problems) {
            let colon = (entry.first..entry.end).find(|&token| self.file.tokens[token].kind == TokenKind::Colon);
            match colon {
                Some(colon) if colon > entry.first && colon + 1 < entry.end => {
                    let key = Node { end: colon, ..entry }.text(problems);
                    let value = Node { first: colon + 1, ..entry }.text(problems);
                    pairs.extend(key.zip(value));
                }
                Some(_) | None => problems.push(Diagnostic::error(entry.place(), "expected `\"name\": \"value\"`")),
            }
        }
        pairs
    }

    /// The arguments of `Name(...)` with the name, or a bare `Name`. `None` for any other value.
    pub fn variant(&self, problems: &mut Vec<Diagnostic>) -> Option<(&'f str, Vec<Node<'f>>)> {
        if !self.file.is_identifier(self.first) {
            return None;
        }
        let name = self.file.text_of(self.first);
        if self.end == self.first + 1 {
            return Some((name, Vec::new()));
        }
        let arguments = Node { first: self.first + 1, ..*self };
        let (first, end) = arguments.inside("(")?;
        Some((name, self.file.split(first, end, problems)))
    }

    /// The fields of a record with a name, `Name(field: value, ...)`, as [`Node::record`] reads them; the name is one
    /// of `known`. Returns its number there.
    pub fn named_record(
        &self,
        known: &[(&str, &[&str])],
        problems: &mut Vec<Diagnostic>,
    ) -> Option<(usize, Record<'f>)> {
        let word = self.file.text_of(self.first);
        let number = known.iter().position(|(name, _)| *name == word);
        let arguments = Node { first: self.first + 1, ..*self };
        if !self.file.is_identifier(self.first) || self.end == self.first + 1 || arguments.inside("(").is_none() {
            problems.push(
                Diagnostic::error(self.place(), NO_RECORD).hint(format!("write `{}(field: value, ...)`", known[0].0)),
            );
            return None;
        }
        let Some(number) = number else {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let place = self.file.place(self.file.tokens[self.first].span);
            let unknown = Diagnostic::error(place, format!("expected one of {}", listed(&names)));
            problems.push(unknown.did_you_mean(closest(word, names.iter().copied())));
            return None;
        };
        Some((number, arguments.record(known[number].1, problems)?))
    }

    /// True where the value begins like a record: `(` .
    pub fn is_record(&self) -> bool {
        self.inside("(").is_some()
    }

    /// The values of a tuple `(a, b)`, as many as there are. Anything else is reported and gives none.
    pub fn tuple(&self, problems: &mut Vec<Diagnostic>) -> Vec<Node<'f>> {
        match self.inside("(") {
            Some((first, end)) => self.file.split(first, end, problems),
            None => {
                problems
                    .push(Diagnostic::error(self.place(), "expected values in brackets").hint("write `(..., ...)`"));
                Vec::new()
            }
        }
    }

    /// The value as it is written.
    pub fn source(&self) -> &'f str {
        self.span().of(&self.file.source_text.text)
    }

    /// The words of a text in quotation marks, apart by white space and lines, each with its place. They are written
    /// without escapes, so that each stands in the file as it is read.
    pub fn words(&self, problems: &mut Vec<Diagnostic>) -> Vec<At<&'f str>> {
        let written = self.source();
        let Some(inside) = self.plain_text() else {
            let reported = self.end == self.first + 1 && written.starts_with('"') && !written.ends_with('"');
            if !reported {
                problems.push(
                    Diagnostic::error(self.place(), "expected words in quotation marks")
                        .hint("write `\"one two three\"`, without escapes"),
                );
            }
            return Vec::new();
        };
        let start = self.span().start() + 1;
        let word = |word: &'f str| {
            let from = start + (word.as_ptr() as usize - inside.as_ptr() as usize);
            At { value: word, place: self.file.place(Span::new(from, from + word.len())) }
        };
        inside.split_whitespace().map(word).collect()
    }

    /// What stands between quotation marks, where that is what it means: no escapes, no raw text.
    fn plain_text(&self) -> Option<&'f str> {
        let written = self.source();
        let inside = written.strip_prefix('"')?.strip_suffix('"')?;
        (self.end == self.first + 1 && !inside.contains(['\\', '"'])).then_some(inside)
    }

    /// The fields of a record `(name: value, ...)`. Fields other than `known` are reported with the likeliest one
    /// meant; a field given twice is reported with both places. Anything that is no record is reported and gives
    /// `None`.
    pub fn record(&self, known: &[&str], problems: &mut Vec<Diagnostic>) -> Option<Record<'f>> {
        let Some((first, end)) = self.inside("(") else {
            problems.push(Diagnostic::error(self.place(), "expected a record").hint("write `(field: value, ...)`"));
            return None;
        };
        let file = self.file;
        let mut fields: Vec<(&str, Span, Node<'f>)> = Vec::new();
        for entry in file.split(first, end, problems) {
            let named = file.is_identifier(entry.first)
                && entry.first + 1 < entry.end
                && file.tokens[entry.first + 1].kind == TokenKind::Colon;
            if !named {
                problems.push(Diagnostic::error(entry.place(), "expected a field").hint("write `field: value`"));
                continue;
            }
            let (name, span) = (file.text_of(entry.first), file.tokens[entry.first].span);
            if entry.first + 2 == entry.end {
                problems.push(
                    Diagnostic::error(file.place(span), format!("the field `{name}` has no value"))
                        .hint("give it one or remove it"),
                );
                continue;
            }
            if !known.contains(&name) {
                let unknown = Diagnostic::error(file.place(span), format!("unknown field `{name}`"));
                let likely = closest(name, known.iter().copied());
                problems.push(unknown.did_you_mean_or(likely, || format!("the fields here are {}", listed(known))));
                continue;
            }
            if let Some((_, earlier, _)) = fields.iter().find(|(other, _, _)| *other == name) {
                problems.push(
                    Diagnostic::error(file.place(span), format!("the field `{name}` is given twice"))
                        .and_at(file.place(*earlier), "first given here")
                        .hint("keep one"),
                );
                continue;
            }
            fields.push((name, span, Node { first: entry.first + 2, ..entry }));
        }
        Some(Record::new(*self, fields))
    }

    /// The value as a text in quotation marks.
    pub fn text(&self, problems: &mut Vec<Diagnostic>) -> Option<At<String>> {
        // Nearly every text is what is written, and needs no parser.
        if let Some(inside) = self.plain_text() {
            return Some(At { value: inside.to_owned(), place: self.place() });
        }
        self.read("a text in quotation marks", problems)
    }

    /// The value as `true` or `false`.
    pub fn flag(&self, problems: &mut Vec<Diagnostic>) -> Option<At<bool>> {
        self.read("`true` or `false`", problems)
    }

    /// The value as a bare word out of `known`, for instance `Denied`. Returns its number in `known`.
    pub fn choice(&self, known: &[&str], problems: &mut Vec<Diagnostic>) -> Option<At<usize>> {
        let word = self.span().of(&self.file.source_text.text);
        match known.iter().position(|&choice| choice == word) {
            Some(value) => Some(At { value, place: self.place() }),
            None => {
                problems.push(
                    Diagnostic::error(self.place(), format!("expected one of {}", listed(known)))
                        .did_you_mean(closest(word, known.iter().copied())),
                );
                None
            }
        }
    }

    fn read<T: DeserializeOwned>(&self, expected: &str, problems: &mut Vec<Diagnostic>) -> Option<At<T>> {
        let words = self.span().of(&self.file.source_text.text);
        match ::ron::from_str(words) {
            Ok(value) => Some(At { value, place: self.place() }),
            // A text that never closes was reported when the file was cut.
            Err(_) if words.starts_with('"') && !words.ends_with('"') => None,
            Err(_) => {
                problems.push(Diagnostic::error(self.place(), format!("expected {expected}")));
                None
            }
        }
    }

    /// The tokens between the brackets when the whole value is one bracketed thing opened by `bracket`.
    fn inside(&self, bracket: &str) -> Option<(usize, usize)> {
        match self.file.tokens[self.first].kind {
            TokenKind::Open { partner } if partner + 1 == self.end && self.file.text_of(self.first) == bracket => {
                Some((self.first + 1, partner))
            }
            TokenKind::Open { .. } | TokenKind::Close | TokenKind::Comma | TokenKind::Colon | TokenKind::Word => None,
        }
    }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Ron, SourceText};

    #[track_caller]
    fn messages(text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        let source_text = SourceText::new("test.ron", text);
        let file = Ron::new(&source_text, &mut problems);
        if let Some(root) = file.root(&mut problems)
            && let Some(record) = root.record(&["name", "list"], &mut problems)
        {
            record.text("name", &mut problems);
            record.texts("list", &mut problems);
        }
        problems.iter().map(|problem| problem.message.clone()).collect()
    }

    #[test]
    fn a_good_file_has_no_problems() {
        assert_eq!(
            messages("( /* a /* b */ */ name: \"x\", list: [r#\"a\"b\"#, \"c\\\"d\"], ) // end"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn several_mistakes_are_all_named() {
        assert_eq!(
            messages("(name: 5 list: [\"a\" \"b\",, \"c\"], nam: 1)"),
            [
                "a comma is missing here",
                "unknown field `nam`",
                "expected a text in quotation marks",
                "a comma is missing here",
                "a value is missing before this comma"
            ]
        );
    }

    #[test]
    fn brackets_that_do_not_pair_are_stepped_over() {
        assert_eq!(messages("(name: \"x\", list: [\"a\")"), ["this `[` is never closed"]);
        assert_eq!(messages("(name: \"x\"])"), ["`]` closes nothing"]);
        assert_eq!(messages("(name: \"x\""), ["this `(` is never closed"]);
        assert_eq!(messages("(name: \"x)"), ["this text is never closed"]);
        assert_eq!(
            messages("(name: \"x,\nlist: [\"a\", 5])"),
            ["this text is never closed", "expected a text in quotation marks"]
        );
        assert_eq!(messages("(name: \"x\ny\", list: [\"a\"])"), Vec::<String>::new());
        assert_eq!(messages("(list: [(\"a\"])])"), ["`]` closes nothing", "expected a text in quotation marks"]);
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = format!("(list: {}{})", "[".repeat(200_000), "]".repeat(200_000));
        assert_eq!(messages(&deep), ["expected a text in quotation marks"]);
    }
}
