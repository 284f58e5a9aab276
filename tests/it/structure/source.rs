//! Rust source as text: what stands outside literals and comments, and which file imports what from which.
//!
//! In come the files below `src`, out come [`Import`]s from file to file. A path is followed as the compiler follows
//! it: `crate`, `super`, `self`, braces, names that a file brought in itself, and re-exports down to the file that
//! defines the item. What stands below `#[cfg(test)]` is left out, and so is a call of a method, which names no file.

use std::collections::{BTreeMap, BTreeSet};

/// The path of a module below the crate, empty for the crate.
type Module = Vec<String>;

/// One file of the source.
struct File {
    /// Path below `src`.
    path: String,
    imports: Vec<Use>,
    /// Paths outside `use`, with one segment or more.
    paths: BTreeSet<Vec<String>>,
    /// What the file defines: name and keyword, "fn" or "struct".
    defined: BTreeMap<String, String>,
}

/// One leaf of a `use` declaration.
#[derive(Clone)]
struct Use {
    path: Vec<String>,
    /// The name that it is known by afterwards; `*` for all of a module.
    name: String,
    is_public: bool,
}

/// A file takes an item from another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// The file that takes it, below `src`.
    pub by: String,
    /// The file that defines it, below `src`.
    pub from: String,
    /// The item.
    pub item: String,
    /// What it is, as a keyword: `fn`, `struct`; empty where that does not show.
    pub keyword: String,
}

/// All files of a crate, by module.
pub struct Source(BTreeMap<Module, File>);

/// What a path leads to.
enum Target {
    Module(Module),
    Item(Module, String),
}

/// How many names a path may lead over: re-exports of re-exports end somewhere.
const FARTHEST: usize = 12;

impl Source {
    /// Reads files, given by their paths below `src` and their texts. A file that no other declares outside its tests
    /// is part of the tests.
    pub fn of<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Source {
        let all: BTreeMap<Module, (String, Vec<String>)> = files
            .into_iter()
            .filter(|(path, _)| *path != "main.rs")
            .map(|(path, text)| (module_of(path), (path.to_owned(), without_tests(tokens(&code(text))))))
            .collect();
        let declared = |module: &Module| {
            let Some((name, parent)) = module.split_last() else { return true };
            let Some((_, tokens)) = all.get(parent) else { return true };
            tokens.windows(3).any(|three| three[0] == "mod" && three[1] == *name && three[2] == ";")
        };
        Source(
            all.iter()
                .filter(|(module, _)| declared(module))
                .map(|(module, (path, tokens))| (module.clone(), File::of(path, tokens)))
                .collect(),
        )
    }

    /// Every import between two files, each once.
    pub fn imports(&self) -> BTreeSet<Import> {
        let mut found = BTreeSet::new();
        for (module, file) in &self.0 {
            let names = |name: &str| file.paths.iter().any(|path| path[0] == name);
            let used = file.imports.iter().filter(|import| !import.is_public || names(&import.name));
            let paths = used.map(|import| &import.path).chain(file.paths.iter().filter(|path| path.len() > 1));
            for path in paths {
                let Some(Target::Item(from, item)) = self.resolve(module, path, FARTHEST) else { continue };
                let definer = &self.0[&from];
                if from != *module {
                    let keyword = definer.defined.get(&item).cloned().unwrap_or_default();
                    found.insert(Import { by: file.path.clone(), from: definer.path.clone(), item, keyword });
                }
            }
        }
        found
    }

    /// Follows a path from a module; nothing where it leads out of the crate or names something local.
    fn resolve(&self, from: &Module, path: &[String], left: usize) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.walk(Target::Module(Vec::new()), rest, left),
            "self" => self.walk(Target::Module(from.clone()), rest, left),
            "super" => {
                let (_, parent) = from.split_last()?;
                let supers = rest.iter().take_while(|segment| *segment == "super").count();
                let parent = parent[..parent.len().checked_sub(supers)?].to_vec();
                self.walk(Target::Module(parent), &rest[supers..], left)
            }
            _ => {
                let child = [from.as_slice(), std::slice::from_ref(first)].concat();
                let import = self.0[from].imports.iter().find(|import| import.name == *first && import.path != path);
                let start = match import {
                    _ if self.0.contains_key(&child) => Target::Module(child),
                    Some(import) => self.resolve(from, &import.path, left.checked_sub(1)?)?,
                    None => return None,
                };
                self.walk(start, rest, left)
            }
        }
    }

    fn walk(&self, start: Target, segments: &[String], left: usize) -> Option<Target> {
        let mut at = start;
        for (index, segment) in segments.iter().enumerate() {
            let Target::Module(module) = &at else { return Some(at) };
            let child = [module.as_slice(), std::slice::from_ref(segment)].concat();
            let is_last = index + 1 == segments.len();
            // A folder and a function that it re-exports may have one name; the last segment means the function.
            let item = if is_last || !self.0.contains_key(&child) { self.item(module, segment, left) } else { None };
            at = match item {
                Some(item) => item,
                None if self.0.contains_key(&child) => Target::Module(child),
                None => Target::Item(module.clone(), segment.clone()),
            };
        }
        Some(at)
    }

    /// What a name means in a module that defines it, brought it in, or brought in all of a module that does.
    fn item(&self, module: &Module, name: &str, left: usize) -> Option<Target> {
        let file = self.0.get(module)?;
        if file.defined.contains_key(name) {
            return Some(Target::Item(module.clone(), name.to_owned()));
        }
        let left = left.checked_sub(1)?;
        if let Some(import) = file.imports.iter().find(|import| import.name == name) {
            return self.resolve(module, &import.path, left);
        }
        file.imports.iter().filter(|import| import.name == "*").find_map(|import| {
            match self.resolve(module, &import.path, left)? {
                Target::Module(module) => self.item(&module, name, left),
                Target::Item(..) => None,
            }
        })
    }
}

impl File {
    fn of(path: &str, tokens: &[String]) -> File {
        const DEFINE: [&str; 9] = ["fn", "struct", "enum", "trait", "type", "const", "static", "union", "macro_rules"];
        let mut file =
            File { path: path.to_owned(), imports: Vec::new(), paths: BTreeSet::new(), defined: BTreeMap::new() };
        // Braces open around a place, and those of them that open a module inside the file.
        let (mut depth, mut inner) = (0, Vec::new());
        let mut at = 0;
        while at < tokens.len() {
            let before = at.checked_sub(1).map_or(";", |before| tokens[before].as_str());
            let next = tokens.get(at + 1).map_or("", String::as_str);
            match tokens[at].as_str() {
                "{" => {
                    if at > 1 && tokens[at - 2] == "mod" {
                        inner.push(depth);
                    }
                    depth += 1;
                }
                "}" => {
                    depth -= 1;
                    if inner.last() == Some(&depth) {
                        inner.pop();
                    }
                }
                // `impl Iterator + use<'_>` imports nothing.
                "use" if next != "<" => {
                    let is_public = before == "pub" || before == ")";
                    let mut leaves = Vec::new();
                    at = leaves_of(tokens, at + 1, &[], &mut leaves);
                    file.imports.extend(leaves.into_iter().map(|(path, name)| Use {
                        path: from_inside(path, inner.len()),
                        name,
                        is_public,
                    }));
                }
                keyword if DEFINE.contains(&keyword) && depth == inner.len() => {
                    let name = if next == "!" { at + 2 } else { at + 1 };
                    if let Some(name) = tokens.get(name).filter(|name| is_word(name)) {
                        file.defined.insert(name.clone(), keyword.to_owned());
                    }
                }
                word if is_word(word) && before != "." && before != "::" && before != "mod" => {
                    let mut path = vec![word.to_owned()];
                    while tokens.get(at + 1).is_some_and(|token| token == "::")
                        && let Some(segment) = tokens.get(at + 2).filter(|segment| is_word(segment))
                    {
                        path.push(segment.clone());
                        at += 2;
                    }
                    file.paths.insert(from_inside(path, inner.len()));
                }
                _ => {}
            }
            at += 1;
        }
        file
    }
}

/// The leaves of a `use` tree that begins at a token, with the names that they get; gives the place of the token
/// behind.
fn leaves_of(tokens: &[String], mut at: usize, prefix: &[String], leaves: &mut Vec<(Vec<String>, String)>) -> usize {
    let mut path = prefix.to_vec();
    loop {
        match tokens[at].as_str() {
            "::" => {}
            "{" => {
                at += 1;
                while tokens[at] != "}" {
                    at = leaves_of(tokens, at, &path, leaves);
                    at += usize::from(tokens[at] == ",");
                }
                return at + 1;
            }
            "as" => {
                leaves.push((path, tokens[at + 1].clone()));
                return at + 2;
            }
            "*" => {
                leaves.push((path, "*".to_owned()));
                return at + 1;
            }
            "self" if !path.is_empty() => {}
            segment if is_word(segment) => path.push(segment.to_owned()),
            _ => {
                let name = path.last().cloned().unwrap_or_default();
                leaves.push((path, name));
                return at;
            }
        }
        at += 1;
    }
}

/// A path inside so many modules of one file, as seen from the file.
fn from_inside(path: Vec<String>, depth: usize) -> Vec<String> {
    let supers = path.iter().take_while(|segment| *segment == "super").count();
    match supers {
        0 => path,
        _ if supers > depth => path[depth..].to_vec(),
        _ => [&["self".to_owned()], &path[supers..]].concat(),
    }
}

/// `extract/pattern/mod.rs` and `extract/pattern.rs` are both `extract::pattern`.
fn module_of(path: &str) -> Module {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut module: Module = path.split('/').map(str::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
        module.pop();
    }
    module
}

fn is_word(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Words, `::`, and all other characters one by one.
fn tokens(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_part(first) {
            rest.find(|c| !is_part(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        found.push(rest[..length].to_owned());
        rest = rest[length..].trim_start();
    }
    found
}

/// The tokens without the items that are there for tests alone.
fn without_tests(tokens: Vec<String>) -> Vec<String> {
    const TESTS: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at..].starts_with(&TESTS.map(str::to_owned)) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let mut depth = 0;
        loop {
            match tokens[at].as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            at += 1;
            if depth == 0 && matches!(tokens[at - 1].as_str(), "}" | ";") {
                break;
            }
        }
    }
    kept
}

/// The text without comments and with nothing inside its literals.
pub fn code(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Code(code) => code.to_owned(),
            Piece::Comment(_) => " ".to_owned(),
            Piece::Literal(literal) => emptied(literal),
        })
        .collect()
}

/// The text with nothing inside its literals; comments stay.
pub fn without_literals(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Code(kept) | Piece::Comment(kept) => kept.to_owned(),
            Piece::Literal(literal) => emptied(literal),
        })
        .collect()
}

/// What stands between quotation marks, up to the tests at the end of a file.
pub fn literals(text: &str) -> Vec<&str> {
    let text = text.split("\n#[cfg(test)]").next().unwrap_or(text);
    pieces(text)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Literal(literal) => literal.strip_prefix('"')?.strip_suffix('"'),
            Piece::Code(_) | Piece::Comment(_) => None,
        })
        .collect()
}

fn emptied(literal: &str) -> String {
    format!("\"{}\"", literal.chars().filter(|c| *c == '\n').collect::<String>())
}

/// A stretch of source.
enum Piece<'t> {
    Code(&'t str),
    Comment(&'t str),
    /// With its marks.
    Literal(&'t str),
}

/// A text cut into its pieces.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut code) = (text, 0);
    let mut before = ' ';
    while let Some(first) = rest[code..].chars().next() {
        let here = &rest[code..];
        let raw = raw_string(here).filter(|_| !before.is_alphanumeric() && before != '_');
        let (length, is_literal) = match first {
            '/' if here.starts_with("//") => (here.find('\n').unwrap_or(here.len()), false),
            '/' if here.starts_with("/*") => (here.find("*/").map_or(here.len(), |end| end + 2), false),
            _ if raw.is_some() => (raw.unwrap_or_default(), true),
            '"' => (behind_quoted(here, '"'), true),
            // A lifetime has no second mark.
            '\'' if here.starts_with("'\\") || here.chars().nth(2) == Some('\'') => (behind_quoted(here, '\''), true),
            _ => {
                code += first.len_utf8();
                before = first;
                continue;
            }
        };
        pieces.push(Piece::Code(&rest[..code]));
        let (taken, behind) = here.split_at(length);
        pieces.push(if is_literal { Piece::Literal(taken) } else { Piece::Comment(taken) });
        (rest, code, before) = (behind, 0, ' ');
    }
    pieces.push(Piece::Code(rest));
    pieces
}

/// The length of a raw string at the beginning of a text.
fn raw_string(text: &str) -> Option<usize> {
    let marked = text.strip_prefix('b').unwrap_or(text).strip_prefix('r')?;
    let marks = marked.len() - marked.trim_start_matches('#').len();
    let inside = marked[marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    Some(text.len() - inside.len() + inside.find(&end)? + end.len())
}

/// The length of a literal between two marks at the beginning of a text.
fn behind_quoted(text: &str, mark: char) -> usize {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == mark {
            return at + 1;
        }
    }
    text.len()
}
