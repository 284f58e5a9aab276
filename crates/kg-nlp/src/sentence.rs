//! Where sentences end.
//!
//! In come the tokens of a text, out come ranges of them, in order, none empty, together all of them. Blank lines
//! always end sentences. Between them the network decides (`network/breaker.rs`): it reads words and spaces, so that a
//! headline without a full stop ends and "U.S. Army" does not. A sentence may hold any number of tokens; the parser
//! takes it in pieces.

use std::ops::Range;

use super::network::{Network, Scratch, Space};
use super::word_list::WordList;
use kg_text::Span;

/// Splits tokens into sentences. Linear.
pub(super) fn sentences(
    network: &Network<'_>,
    text: &str,
    tokens: &[Span],
    scratch: &mut Scratch,
) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut ends = Vec::new();
    let mut start = 0;
    while start < tokens.len() {
        let end = (start + 1..tokens.len()).find(|token| line_ends(text, tokens, *token) > 1).unwrap_or(tokens.len());
        let block = &tokens[start..end];
        let read = block.iter().enumerate().map(|(index, token)| {
            (token.of(text), if index == 0 { Space::Line } else { space(text, tokens, start + index) })
        });
        network.sentence_ends(read, scratch, &mut ends);
        let headline = is_headline(text, block);
        let dateline = dateline(text, block).map(|last| start + last);
        let mut first = start;
        for (token, score) in (start..).zip(&ends) {
            let next = token + 1;
            let certain = tokens[token].of(text).ends_with(STOPS_OF_OTHER_SCRIPTS);
            if dateline.is_some_and(|last| token < last) && next < end {
                continue;
            }
            if next == end
                || Some(token) == dateline
                || ((certain || *score > least_score(text, tokens, token, headline)) && may_end(text, tokens, token))
            {
                sentences.push(first..next);
                first = next;
            }
        }
        start = end;
    }
    sentences
}

/// The network learned English; these end a sentence in any text that has them.
const STOPS_OF_OTHER_SCRIPTS: [char; 6] = ['。', '！', '？', '؟', '۔', '।'];

/// The last token of a dateline: "KARVIL, Arland (Reuters) --", "KARVIL:". It is no part of the sentence behind it.
fn dateline(text: &str, block: &[Span]) -> Option<usize> {
    const MOST_TOKENS: usize = 12;
    let form = |token: usize| block[token].of(text);
    let is_word = |word: &str| word.starts_with(char::is_alphabetic);
    let shouted = |word: &str| {
        word.chars().filter(|letter| letter.is_uppercase()).count() > 2 && !word.chars().any(char::is_lowercase)
    };
    let end =
        (1..block.len().min(MOST_TOKENS)).find(|token| matches!(form(*token), "--" | "—" | "–" | "-" | "―" | ":"))?;
    let next = block.get(end + 1)?;
    // "Al-Karvil" has no space around its hyphen.
    let apart = form(end) == ":" || block[end - 1].end() < block[end].start();
    let begins = next.of(text).starts_with(|letter: char| letter.is_uppercase() || matches!(letter, '"' | '“' | '‘'));
    let agency = (0..end).any(|token| form(token) == "(") && form(0).starts_with(char::is_uppercase);
    let names_only = (0..end).all(|token| !is_word(form(token)) || form(token).starts_with(char::is_uppercase));
    (apart && begins && names_only && (shouted(form(0)) || agency)).then_some(end)
}

/// True for a short stretch in which nearly every longer word has a capital: "Pompeo Backs Away From Claim That U.S.
/// Has Deterred Iran".
fn is_headline(text: &str, block: &[Span]) -> bool {
    const MOST_TOKENS: usize = 30;
    const LONG_WORD: usize = 4;
    let words = || {
        block
            .iter()
            .map(|token| token.of(text))
            .filter(|word| word.chars().count() >= LONG_WORD && word.starts_with(char::is_alphabetic))
    };
    let (all, capital) = (words().count(), words().filter(|word| word.starts_with(char::is_uppercase)).count());
    block.len() <= MOST_TOKENS && all >= 3 && capital * 5 >= all * 4
}

/// How sure the network must be that a sentence ends behind `token`: surer than not. Where a word in lower case follows
/// a word it must be surer than that, because in edited text such a place is never an end ("said on Saturday he sent"),
/// and between the words of a headline it is not asked.
fn least_score(text: &str, tokens: &[Span], token: usize, headline: bool) -> f32 {
    // Tried on the treebank's development part: 0.7 to 1.5 cost nothing measurable there.
    const SURE: f32 = 1.5;
    let after_word = tokens[token].of(text).ends_with(char::is_alphanumeric);
    if after_word && headline && space(text, tokens, token + 1) != Space::Line {
        return f32::INFINITY;
    }
    let next = tokens[token + 1].of(text);
    // "President Ada Brandt Monday released": days in American news stand behind the subject without a preposition.
    let day = space(text, tokens, token + 1) == Space::Blank && WordList::Weekdays.has(next);
    if after_word && (next.starts_with(char::is_lowercase) || day) { SURE } else { 0.0 }
}

/// False where what follows belongs to the sentence by its spelling: a mark that closes it, glued to it, or the middle
/// of a word.
fn may_end(text: &str, tokens: &[Span], token: usize) -> bool {
    let next = tokens[token + 1];
    // "Navy Capt. Ada Brandt"
    if tokens[token].of(text).strip_suffix('.').is_some_and(is_persons_title)
        && next.of(text).starts_with(char::is_uppercase)
    {
        return false;
    }
    if space(text, tokens, token + 1) != Space::None {
        return true;
    }
    let ends_with_mark = tokens[token]
        .of(text)
        .ends_with(['.', '!', '?', '…', ':', ';', ')', ']', '"', '”', '’', '。', '！', '？', '؟', '۔']);
    let closes = next.of(text).starts_with(['"', '”', '’', '\'', ')', ']', '»', '.', ',', '!', '?', ';', ':', '…']);
    ends_with_mark && !closes
}

/// True for a title that stands before persons alone, as written without its stop: "Capt".
fn is_persons_title(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && WordList::PersonsTitles.has_lowercase(word)
}

/// What stands before a token other than the first.
fn space(text: &str, tokens: &[Span], token: usize) -> Space {
    if tokens[token - 1].end() == tokens[token].start() {
        return Space::None;
    }
    if line_ends(text, tokens, token) > 0 { Space::Line } else { Space::Blank }
}

/// Ends of lines between a token and the one before it.
fn line_ends(text: &str, tokens: &[Span], token: usize) -> usize {
    text[tokens[token - 1].end()..tokens[token].start()].bytes().filter(|byte| *byte == b'\n').count()
}
