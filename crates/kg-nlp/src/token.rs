//! Where tokens begin and end, in the convention of the English Web Treebank.
//!
//! In comes a text, out come the spans of its tokens, in order, disjoint; what lies between is white space and control
//! characters, so tokens and gaps rejoin to the text. Clitics are tokens ("do|n't", "Iran|'s"), hyphens split compounds
//! ("al|-|Qaida") but not prefixes ("non-state"), marks stand alone or in runs of one mark ("...", "!!"), and a full
//! stop stays with an abbreviation ("U.S.", "Gen."). Addresses, times, decimals, dates and telephone numbers are one
//! token. Linear in the text. The lists of words are in `words.ron`.

use super::word_list::WordList;
use kg_text::Span;

/// Longer runs of letters are cut: no word of any language is longer, and every token is looked at as a whole.
const LONGEST_TOKEN_BYTES: usize = 1000;

/// Splits a text into tokens.
pub fn tokens(text: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if is_gap(c) {
            at += c.len_utf8();
            continue;
        }
        let end = at + chunk(&text[at..]);
        split_chunk(text, at, end, &mut spans);
        at = end;
    }
    spans
}

/// White space, control characters and direction marks carry no token: pages glue a mark to the last letter of a word.
/// Other format characters (joiners of emoji, soft hyphens) belong to the token they stand in.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Bytes up to the next gap.
fn chunk(text: &str) -> usize {
    text.char_indices().find(|(_, c)| is_gap(*c)).map_or(text.len(), |(index, _)| index)
}

fn split_chunk(text: &str, start: usize, end: usize, spans: &mut Vec<Span>) {
    let mut at = start;
    while at < end {
        // No token looks further, so that a chunk of a million characters takes linear time.
        let end = floor_char_boundary(text, end.min(at + 2 * LONGEST_TOKEN_BYTES));
        let rest = &text[at..end];
        let length = token_length(text, start, at, end);
        debug_assert!(length > 0, "every token moves on");
        let token = &rest[..length];
        if token.starts_with(is_word) && !is_address(token) {
            split_word(token, at, spans)
        } else {
            push(at, at + length, spans)
        }
        at += length;
    }
}

pub(super) fn floor_char_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn push(start: usize, end: usize, spans: &mut Vec<Span>) {
    spans.push(Span::new(start, end));
}

/// Letters, digits, and what combines with them.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

/// Combining marks (the blocks that Latin, Greek, Cyrillic, Hebrew, Arabic and Indic texts use), joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{1ab0}'..='\u{1aff}' | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}')
}

/// Bytes of the token at `at`, before clitics and hyphens are split off. `chunk_start..end` has no gap.
fn token_length(text: &str, chunk_start: usize, at: usize, end: usize) -> usize {
    let rest = &text[at..end];
    let first = rest.chars().next().expect("the chunk goes on");
    if let Some(length) = address(rest) {
        return length;
    }
    if is_ideograph(first) {
        return first.len_utf8();
    }
    if is_word(first) || begins_word(rest) {
        return word_length(text, at, end);
    }
    if let Some(length) = emoticon(&text[chunk_start..end], rest) {
        return length;
    }
    if let Some(length) = apostrophe_word(rest) {
        return length;
    }
    mark_length(rest, first)
}

/// "#tag", "@name", "+1", and "'90s" begin with their mark.
fn begins_word(rest: &str) -> bool {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('#' | '@'), Some(next)) => next.is_alphabetic(),
        (Some('+'), Some(next)) => next.is_ascii_digit(),
        _ => false,
    }
}

/// Scripts written without spaces: each character is a token, since nothing here knows their words.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' | '\u{e00}'..='\u{e7f}')
}

/// Bytes of a word with what may stand inside it.
fn word_length(text: &str, start: usize, end: usize) -> usize {
    let mut at = start + text[start..].chars().next().map_or(0, char::len_utf8);
    while at < end && at - start < LONGEST_TOKEN_BYTES {
        let c = text[at..].chars().next().expect("inside the chunk");
        let next = text[at + c.len_utf8()..end].chars().next();
        if is_ideograph(c) || !(is_word(c) || c == '_' || joins(text, start, at, end, c, next)) {
            break;
        }
        at += c.len_utf8();
    }
    if text[at..end].starts_with('$') && WordList::BeforeDollar.has(&text[start..at]) {
        return at + 1 - start;
    }
    if text[at..end].starts_with('.') && keeps_stop(text, start, at, end) {
        at += 1;
    }
    at - start
}

/// True when the mark `c` at `at` holds the word from `start` together with what follows it.
fn joins(text: &str, start: usize, at: usize, end: usize, c: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    let before = text[..at].chars().next_back().expect("a word came before");
    let digits = before.is_ascii_digit() && next.is_ascii_digit();
    match c {
        ',' => digits && text[at + 1..end].bytes().take_while(u8::is_ascii_digit).count() == 3,
        ':' => digits,
        '/' => digits && last_part(&text[start..at]).bytes().all(|byte| byte.is_ascii_digit() || byte == b'/'),
        '.' => digits || is_word(next) && stop_joins(text, start, at, end, next),
        '\'' | '’' => is_word(before) && next.is_alphabetic(),
        '-' | '‐' | '‑' => is_word(before) && is_word(next),
        '&' => {
            before.is_uppercase() && next.is_uppercase() && at - start <= 4
                || at - start == 1 && before.is_alphabetic() && next.is_alphabetic()
        }
        _ => false,
    }
}

/// "U.S", "anti-U.S", "Ph.D", "comp.sources.unix", "state.gov": a full stop inside a word.
fn stop_joins(text: &str, start: usize, at: usize, end: usize, next: char) -> bool {
    const LONGEST_INITIALISM_BYTES: usize = 12;
    let part = last_part(&text[start..at]);
    let initialism =
        part.len() <= LONGEST_INITIALISM_BYTES && (is_initialism(part) || part == "Ph") && next.is_alphabetic();
    initialism || is_dotted_name(&text[start..end]) || has_extension(&text[at + 1..end], 3)
}

/// What stands behind the last hyphen of a word.
fn last_part(word: &str) -> &str {
    word.rsplit(['-', '‐', '‑']).next().unwrap_or(word)
}

/// "comp.sources.unix": three or more parts in lower case.
fn is_dotted_name(rest: &str) -> bool {
    let length = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '.')).unwrap_or(rest.len()).min(60);
    let name = rest[..length].trim_end_matches('.');
    name.split('.').count() > 2 && name.split('.').all(|part| part.len() > 1)
}

/// "U", "U.S", "e", "Ph.D": letters with stops between, none long.
fn is_initialism(word: &str) -> bool {
    !word.is_empty()
        && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
        && { word.split('.').any(|part| part.chars().count() == 1) }
}

/// "com", "doc": what ends a host or a file's name, at most so many parts further.
fn has_extension(rest: &str, parts: usize) -> bool {
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let lower = rest[..length].to_ascii_lowercase();
    WordList::Extensions.has(&lower)
        || parts > 1 && rest[length..].strip_prefix('.').is_some_and(|rest| has_extension(rest, parts - 1))
}

/// True when the full stop at `stop` belongs to the word from `start`.
fn keeps_stop(text: &str, start: usize, stop: usize, end: usize) -> bool {
    // "etc..." is an ellipsis, "Inc.." an abbreviation and the sentence's stop.
    if text[stop + 1..end].starts_with("..") {
        return false;
    }
    let word = last_part(&text[start..stop]);
    let mut letters = word.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        // "J. Smith", but "Plan B." at the end.
        (Some(letter), None) if letter.is_alphabetic() => {
            let follows = text[stop + 1..].trim_start_matches(is_gap).chars().next();
            letter.is_uppercase() && (letter != 'I') && follows.is_some_and(|next| next.is_alphabetic())
        }
        // "etc. and", but "etc." at the end: there the stop is the sentence's.
        _ if word.eq_ignore_ascii_case("etc") => {
            let follows = text[stop + 1..].trim_start_matches(is_gap).chars().next();
            follows.is_some_and(|next| !next.is_uppercase())
        }
        // "No. 5", "Art. 3": without a number behind it, a word.
        _ if WordList::AbbreviationsBeforeNumbers.has_lowercase(word) => {
            text[stop + 1..].trim_start_matches(is_gap).starts_with(|c: char| c.is_ascii_digit())
        }
        _ => (word.contains('.') && is_initialism(word)) || is_abbreviation(word) || is_item(text, start, stop, end),
    }
}

/// A listed abbreviation, as it is listed or with a capital; "SEC" and "EST" are other words.
fn is_abbreviation(word: &str) -> bool {
    let all_capitals = word.chars().all(char::is_uppercase);
    WordList::Abbreviations.has(word) || !all_capitals && WordList::Abbreviations.has_lowercase(word)
}

/// "1. First": the number of an item at the start of a line.
fn is_item(text: &str, start: usize, stop: usize, end: usize) -> bool {
    let line_starts = text[..start].trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| c == '\n');
    line_starts
        && stop + 1 == end
        && stop - start <= 2
        && text[start..stop].bytes().all(|byte| byte.is_ascii_digit())
        && end < text.len()
}

/// Bytes of a web or mail address at the start of `rest`, without the marks that end the sentence around it.
fn address(rest: &str) -> Option<usize> {
    let head = rest
        .get(..rest.char_indices().nth(8).map_or(rest.len(), |(index, _)| index))
        .unwrap_or(rest)
        .to_ascii_lowercase();
    let web = ["http://", "https://", "ftp://", "www.", "mailto:"].iter().any(|scheme| head.starts_with(scheme));
    if web {
        let stop = rest.find(['<', '>', '"', '“', '”', '(', '[', ']', '{', '}', '|']).unwrap_or(rest.len());
        let body = rest[..stop].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’', '…', '-']);
        return (body.len() > 4).then_some(body.len());
    }
    // name@host.org
    const LONGEST_LOCAL_PART_BYTES: usize = 64;
    let near = &rest[..floor_char_boundary(rest, rest.len().min(LONGEST_LOCAL_PART_BYTES))];
    let at = near
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'')))
        .filter(|_| rest.starts_with(char::is_alphanumeric))?;
    let host = rest[at..].strip_prefix('@').filter(|_| at > 0)?;
    let host_end = host.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(host.len());
    let host = host[..host_end].trim_end_matches(['.', '-']);
    (host.contains('.') || host.len() > 2).then_some(at + 1 + host.len())
}

fn is_address(token: &str) -> bool {
    token.contains('@') || token.contains("://") || token.starts_with("www.") || token.starts_with("mailto:")
}

/// ":)", ";-)", "=(", ":D": only where the chunk holds nothing else behind it.
fn emoticon(chunk: &str, rest: &str) -> Option<usize> {
    const EYES: [char; 3] = [':', ';', '='];
    let mut chars = rest.chars();
    let eyes = chars.next().filter(|c| EYES.contains(c))?;
    let mut mouth = chars.next()?;
    let mut length = eyes.len_utf8() + mouth.len_utf8();
    if mouth == '-' {
        mouth = chars.next()?;
        length += mouth.len_utf8();
    }
    let is_mouth = matches!(mouth, ')' | '(' | 'D' | 'P' | 'p' | ']' | '[' | '/' | '|' | 'O' | 'o' | '*');
    let follows = rest[length..].chars().next();
    let closed = matches!(mouth, ')') && (chunk.len() > 100 || chunk.contains('('));
    (is_mouth && !closed && follows.is_none_or(|c| !c.is_alphanumeric())).then_some(length)
}

/// "'s", "'ll" after a mark that ended the word before ("Yahoo!'s"), "'em", "'90s".
fn apostrophe_word(rest: &str) -> Option<usize> {
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '’' | '`'))?;
    let body = &rest[quote.len_utf8()..];
    let length = body.find(|c: char| !is_word(c)).unwrap_or(body.len());
    let word = body[..length].to_lowercase();
    // "'Re-elect" opens a quotation.
    if body[length..].starts_with('-') {
        return None;
    }
    let is_decade = word.len() == 3 && word.ends_with('s') && word[..2].bytes().all(|byte| byte.is_ascii_digit());
    (is_decade || WordList::BehindApostrophe.has(&word)).then_some(quote.len_utf8() + length)
}

/// A mark, or a run of one mark where runs are written.
fn mark_length(rest: &str, first: char) -> usize {
    let run = |same: &dyn Fn(char) -> bool| {
        floor_char_boundary(rest, rest.find(|c: char| !same(c)).unwrap_or(rest.len()).min(LONGEST_TOKEN_BYTES))
    };
    match first {
        '!' | '?' => run(&|c| matches!(c, '.' | '!' | '?')),
        '.' if rest.trim_start_matches('.').starts_with(['!', '?']) => run(&|c| matches!(c, '.' | '!' | '?')),
        '.' | '-' | '*' | '=' | '$' | '_' | '~' | '<' | '>' | '…' | '—' | '–' | '+' | '^' => run(&|c| c == first),
        '\'' | '’' | '‘' if rest[first.len_utf8()..].starts_with(first) => 2 * first.len_utf8(),
        '`' if rest.starts_with("``") => 2,
        ',' if rest.starts_with(",,") => run(&|c| c == ','),
        // An emoji with its joiners, skin and sex; flags are pairs, and what follows them is their own.
        _ => {
            let mut length = first.len_utf8();
            let mut joined = false;
            for c in rest[length..].chars() {
                let extends = is_mark(c) || c == '\u{200d}' || matches!(c, '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}');
                if !(extends || joined && !c.is_ascii()) || length > 64 {
                    break;
                }
                joined = c == '\u{200d}';
                length += c.len_utf8();
            }
            length
        }
    }
}

/// Splits clitics, hyphens and units off a word that starts at `offset`.
fn split_word(word: &str, offset: usize, spans: &mut Vec<Span>) {
    let lower = word.to_lowercase();
    if lower.len() == word.len() {
        // "Jony Ive" and "Im Jong-seok" are no contractions.
        let name = matches!(word, "Ive" | "Im");
        if let Some(cut) = contraction(&lower).filter(|_| !name) {
            push(offset, offset + cut, spans);
            push(offset + cut, offset + word.len(), spans);
            return;
        }
        if let Some(cut) = clitic(&lower) {
            split_word(&word[..cut], offset, spans);
            push(offset + cut, offset + word.len(), spans);
            return;
        }
    }
    if word.contains(['-', '‐', '‑']) && !is_number_with_hyphens(word) && !has_extension_at_end(word) {
        return split_hyphens(word, offset, spans);
    }
    split_unit(word, offset, spans);
}

/// Bytes of the first of two words that are written as one, in lower case: "can|not".
fn contraction(lower: &str) -> Option<usize> {
    let cut = |words: &&str| {
        let (first, second) = words.split_once(' ')?;
        (lower.strip_prefix(first) == Some(second)).then_some(first.len())
    };
    WordList::Contractions.words().iter().find_map(cut)
}

/// Splits "2pm", "40km".
fn split_unit(word: &str, offset: usize, spans: &mut Vec<Span>) {
    let digits = word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')).count();
    if digits > 0
        && digits < word.len()
        && (WordList::Units.has(&word[digits..])
            || word.len() - digits > 1 && WordList::Units.has_lowercase(&word[digits..]))
    {
        push(offset, offset + digits, spans);
        push(offset + digits, offset + word.len(), spans);
        return;
    }
    push(offset, offset + word.len(), spans);
}

/// Bytes before the clitic of a word in lower case: "do|n't", "iran|'s", "they|'ll".
fn clitic(lower: &str) -> Option<usize> {
    let found = WordList::Clitics.words().iter().find(|clitic| lower.ends_with(**clitic))?;
    let cut = lower.len() - found.len();
    // "80's" is a decade, "o'd" would leave nothing to lean on.
    let host = &lower[..cut];
    let decade = host.bytes().all(|byte| byte.is_ascii_digit()) && found.ends_with('s') && host.ends_with('0');
    (cut > 0 && !decade).then_some(cut)
}

/// "713-853-3989", "11-20-2000": telephone numbers and dates stay whole, ranges ("3-4") do not.
fn is_number_with_hyphens(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_start_matches('+').split('-').collect();
    let numeric = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    numeric && (parts.len() >= 3 || parts.len() == 2 && parts[0].len() == 3 && parts[1].len() == 4)
}

fn has_extension_at_end(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(_, extension)| WordList::Extensions.has(&extension.to_ascii_lowercase()))
}

fn split_hyphens(word: &str, offset: usize, spans: &mut Vec<Span>) {
    let mut start = 0;
    let mut searched = 0;
    while let Some(found) = word[searched..].find(['-', '‐', '‑']) {
        let hyphen = searched + found;
        let width = word[hyphen..].chars().next().map_or(1, char::len_utf8);
        searched = hyphen + width;
        let part = word[start..hyphen].to_lowercase();
        // "non-state", but "over-the-counter".
        let small = ["the-", "to-", "and-"].iter().any(|small| word[searched..].starts_with(small));
        if WordList::HyphenPrefixes.has(&part) && !small {
            continue;
        }
        if start < hyphen {
            split_unit(&word[start..hyphen], offset + start, spans);
        }
        push(offset + hyphen, offset + searched, spans);
        start = searched;
    }
    if start < word.len() {
        split_unit(&word[start..], offset + start, spans);
    }
}
