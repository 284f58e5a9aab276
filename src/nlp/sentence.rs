//! Where sentences end.
//!
//! In comes a text, out come the spans of its sentences, in order, trimmed of white space, none empty, together covering everything but white space.
//! Blank lines end sentences; single line ends do not. A full stop ends one when what follows can begin one, unless it belongs to a title, an
//! initial, an abbreviation or a number. Linear.

use crate::text::Span;

/// Splits a text into sentences.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for (start, paragraph) in paragraphs(text) {
        split(paragraph, start, &mut spans);
    }
    spans
}

/// Stretches between blank lines, with their byte offsets.
fn paragraphs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest_start = 0;
    std::iter::from_fn(move || {
        if rest_start >= text.len() {
            return None;
        }
        let start = rest_start;
        let mut line_start = start;
        loop {
            let line_end = text[line_start..].find('\n').map_or(text.len(), |end| line_start + end + 1);
            let blank = text[line_start..line_end].trim().is_empty();
            line_start = line_end;
            if blank || line_end == text.len() {
                rest_start = line_end;
                return Some((start, &text[start..line_end]));
            }
        }
    })
}

fn split(paragraph: &str, offset: usize, spans: &mut Vec<Span>) {
    let mut start = 0;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_terminal(c) {
            continue;
        }
        // "?!", "...", and the quotation marks and brackets that close with the sentence.
        let mut end = at + c.len_utf8();
        while let Some((next, closing)) = chars.peek().copied() {
            if !(is_terminal(closing) || is_closing(closing)) {
                break;
            }
            end = next + closing.len_utf8();
            chars.next();
        }
        let rest = &paragraph[end..];
        let unspaced = matches!(c, '。' | '！' | '？');
        if (unspaced || rest.starts_with(char::is_whitespace)) && ends(&paragraph[start..at], c, rest.trim_start(), unspaced) {
            push(paragraph, start, end, offset, spans);
            start = end;
        }
    }
    push(paragraph, start, paragraph.len(), offset, spans);
}

fn push(paragraph: &str, start: usize, end: usize, offset: usize, spans: &mut Vec<Span>) {
    let piece = &paragraph[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let lead = piece.len() - piece.trim_start().len();
        spans.push(Span::new(offset + start + lead, offset + start + lead + trimmed.len()));
    }
}

fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '」' | '』')
}

/// True when the terminal after `before` ends a sentence and `after` begins the next.
fn ends(before: &str, terminal: char, after: &str, unspaced: bool) -> bool {
    if after.is_empty() || unspaced {
        return true;
    }
    // What begins a sentence stands near; a long row of marks begins none.
    const LOOKED_AT_CHARACTERS: usize = 100;
    let after = &after[..after.char_indices().nth(LOOKED_AT_CHARACTERS).map_or(after.len(), |(end, _)| end)];
    let mut following = after.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace());
    if following.is_empty() || following.starts_with(char::is_whitespace) {
        following = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    let Some(first) = following.chars().next() else { return false };
    // "?” he asked" and "… and" go on.
    if first.is_lowercase() {
        return false;
    }
    if terminal != '.' {
        return true;
    }
    let word_start = before.rfind(|c: char| c.is_whitespace() || "(“\"‘[—–".contains(c)).map_or(0, |index| index + before[index..].chars().next().map_or(1, char::len_utf8));
    let word = &before[word_start..];
    let next_word: &str = following.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').next().unwrap_or("");
    if TITLES.contains(&word) {
        return false;
    }
    if MONTHS_AND_NUMBERS.contains(&word) {
        // "Jan. 3", "No. 5"
        return !first.is_numeric();
    }
    if is_initials(word) || ABBREVIATIONS.contains(&word) {
        // "the U.S. Army" goes on, "in the U.S. The army" does not; "J. Smith" goes on.
        return (word.len() > 1) && STARTERS.contains(&next_word);
    }
    true
}

/// "U.S", "J", "a.m": letters with stops between.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.');
    !word.is_empty() && parts.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Stand before a name.
const TITLES: [&str; 34] = [
    "Adm", "Amb", "Ayat", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dr", "Fr", "Ft", "Gen", "Gov", "Hon", "Lt", "Maj", "Messrs", "Mr", "Mrs", "Ms", "Mt", "Mx",
    "Pres", "Prof", "Pvt", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "St", "Supt", "vs",
];

/// Stand before a number.
const MONTHS_AND_NUMBERS: [&str; 18] = [
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "No", "Nos", "Art", "Sec", "Fig", "pp",
];

/// May end a sentence or not.
const ABBREVIATIONS: [&str; 13] = ["Bros", "Co", "Corp", "Inc", "Jr", "LLC", "Ltd", "Ph.D", "Sr", "approx", "etc", "ca", "cf"];

/// Words with a capital that seldom are part of a name, so that after "U.S." they begin a sentence.
const STARTERS: [&str; 58] = [
    "A", "After", "All", "Although", "An", "And", "As", "At", "Before", "Both", "But", "By", "During", "For", "From", "He", "Her", "His", "How", "However", "I",
    "If", "In", "It", "Its", "Last", "Many", "Most", "No", "Nor", "Not", "On", "One", "Or", "Others", "Our", "She", "Since", "So", "Some", "Such", "That",
    "The", "Their", "Then", "There", "These", "They", "This", "Those", "To", "We", "What", "When", "While", "Who", "With", "You",
];

#[cfg(test)]
mod tests {
    use super::sentences;

    #[track_caller]
    fn check(expected: &[&str]) {
        let text = expected.join(" ");
        let found: Vec<&str> = sentences(&text).iter().map(|span| span.of(&text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        check(&["He told the U.S. Army that Gen. Soleimani left.", "It was true."]);
        check(&["The letter went to Lt. Col. J. R. Smith on Jan. 3 at 5 p.m. in Acme Corp. headquarters."]);
        check(&["It costs 3.5 million.", "Nobody paid."]);
    }

    #[test]
    fn an_abbreviation_may_end_one_all_the_same() {
        check(&["They left the U.S.", "The army stayed."]);
        check(&["He works for Acme Inc.", "It pays well."]);
    }

    #[test]
    fn quotation_marks_close_with_the_sentence() {
        check(&["“We will hold him accountable.”", "“He refused,” she said."]);
        check(&["“Will you?” he asked.", "“Go!” she said."]);
        check(&["“Hold him … and Iran …” he said."]);
    }

    #[test]
    fn blank_lines_end_and_single_line_ends_do_not() {
        let text = "A headline without a stop\n\nOne sentence\nover two lines. Two.\n";
        let found: Vec<&str> = sentences(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["A headline without a stop", "One sentence\nover two lines.", "Two."]);
    }

    #[test]
    fn other_scripts_have_ends_too() {
        check(&["هل حذرت إيران؟", "نعم."]);
        let text = "伊朗警告。美国回应。";
        assert_eq!(sentences(text).len(), 2);
    }
}
