//! Text of others made safe to show on one line of a terminal.

use std::borrow::Cow;

/// `text` with line breaks and tabs turned to single spaces and every character that could command a terminal or
/// reorder the line shown as a visible `\u{..}` escape.
///
/// Those are control characters (C0, DEL, C1), the bidirectional embeddings, overrides and isolates of Unicode UAX 9,
/// with which a name in a document could make a quotation read as its opposite, line separators, spaces of no width,
/// and what Unicode calls no character. Marks that only set direction (LRM, RLM, ALM) stay.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() || deceives(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => {
                if !shown.ends_with(' ') {
                    shown.push(' ');
                }
            }
            c if c.is_control() || deceives(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// `text` with the same characters made visible, and with its line breaks and tabs: for files, where a line may end
/// inside a text.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// True for what [`visible`] shows as an escape.
pub fn is_hidden(c: char) -> bool {
    !matches!(c, '\n' | '\r' | '\t') && (c.is_control() || deceives(c))
}

/// Reorders the line, ends it, stands in it unseen, or is no character at all.
fn deceives(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{printable, visible};

    #[test]
    fn escape_sequences_and_overrides_are_shown_not_obeyed() {
        assert_eq!(printable("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(printable("abc\u{202e}def"), "abc\\u{202e}def");
        assert_eq!(printable("one\r\ntwo\tthree"), "one two three");
        assert_eq!(printable("سپاه پاسداران \u{200f}"), "سپاه پاسداران \u{200f}");
    }
    #[test]
    fn a_text_in_a_file_keeps_its_lines() {
        assert_eq!(visible("one\ntwo\tthree\0"), "one\ntwo\tthree\\u{0}");
        assert_eq!(visible("\u{fffe}\u{202e}\u{1b}é😀"), "\\u{fffe}\\u{202e}\\u{1b}é😀");
    }
}
