//! CoNLL-U: the format in which treebanks and parsers exchange sentences.
//!
//! Reading takes forms, sentence breaks and comments and ignores all else; writing gives all ten columns. Names stand
//! in the last column as `Name=B-person`, `Name=I-person`; a token with no white space behind it has `SpaceAfter=No`.
//! Forms and comments are other people's text, but tabs and line ends cannot occur in a token, so nothing needs
//! escaping.

use std::fmt::Write as _;
use std::ops::Range;

use super::analysis::Analysis;
use kg_text::Span;

/// A document read from CoNLL-U: a text of its forms with one space between tokens, and where everything stands in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct GivenTokens {
    /// All forms.
    pub text: String,
    /// The tokens.
    pub spans: Vec<Span>,
    /// The sentences, as ranges of tokens, none empty.
    pub sentences: Vec<Range<usize>>,
    /// The comment lines before each sentence.
    pub comments: Vec<Vec<String>>,
}

/// Reads the forms of CoNLL-U, one entry a document (`# newdoc`). Ranges ("3-4") and empty nodes ("5.1") are left out.
///
/// # Errors
/// The number of the first line (from 1) that is neither comment, empty, nor has an id and a form.
pub fn read_conllu(input: &str) -> Result<Vec<GivenTokens>, usize> {
    let mut documents = Vec::new();
    let mut given = GivenTokens::default();
    let mut comments: Vec<String> = Vec::new();
    let mut start = 0;
    for (index, line) in input.lines().chain([""]).enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            if start < given.spans.len() {
                given.sentences.push(start..given.spans.len());
                given.comments.push(std::mem::take(&mut comments));
                start = given.spans.len();
            }
        } else if line.starts_with('#') {
            if line.starts_with("# newdoc") && !given.sentences.is_empty() && start == given.spans.len() {
                documents.push(std::mem::take(&mut given));
                start = 0;
            }
            comments.push(line.to_owned());
        } else {
            let (id, form) =
                line.split_once('\t').map(|(id, rest)| (id, rest.split('\t').next().unwrap_or(""))).ok_or(index + 1)?;
            if form.is_empty() || !id.starts_with(|c: char| c.is_ascii_digit()) {
                return Err(index + 1);
            }
            if id.bytes().all(|byte| byte.is_ascii_digit()) {
                if !given.text.is_empty() {
                    given.text.push(' ');
                }
                let at = given.text.len();
                given.text.push_str(form);
                given.spans.push(Span::new(at, given.text.len()));
            }
        }
    }
    documents.push(given);
    Ok(documents)
}

/// Writes one sentence of an analysis, with the empty line behind it. `spaces` says whether the text's spaces are the
/// original ones.
pub fn write_conllu(text: &str, analysis: &Analysis, sentence: usize, spaces: bool, out: &mut String) {
    let range = analysis.sentences[sentence].clone();
    let mut names =
        analysis.names[analysis.names.partition_point(|name| name.tokens.end <= range.start)..].iter().peekable();
    for token in range.clone() {
        let it = &analysis.tokens[token];
        number(token - range.start + 1, out);
        let lemma = analysis.lemma(it);
        for column in [it.span.of(text), if lemma.is_empty() { "_" } else { lemma }, it.upos.as_str(), it.xpos.as_str()]
        {
            out.push('\t');
            out.push_str(column);
        }
        let mut separator = '\t';
        for feature in it.features.iter() {
            out.push(separator);
            out.push_str(feature.as_str());
            separator = '|';
        }
        out.push_str(if separator == '\t' { "\t_\t" } else { "\t" });
        let head = it.head as usize;
        number(if head == token { 0 } else { head - range.start + 1 }, out);
        out.push('\t');
        out.push_str(it.relation.as_str());
        out.push_str("\t_\t");
        while names.next_if(|name| name.tokens.end <= token).is_some() {}
        let name = names.peek().filter(|name| name.tokens.start <= token);
        if let Some(name) = name {
            out.push_str(if name.tokens.start == token { "Name=B-" } else { "Name=I-" });
            out.push_str(name.kind.as_str());
        }
        let glued = spaces && analysis.tokens.get(token + 1).is_some_and(|next| next.span.start() == it.span.end());
        if glued {
            out.push_str(if name.is_some() { "|SpaceAfter=No" } else { "SpaceAfter=No" });
        } else if name.is_none() {
            out.push('_');
        }
        out.push('\n');
    }
    out.push('\n');
}

fn number(value: usize, out: &mut String) {
    write!(out, "{value}").expect("a string takes all that is written");
}
