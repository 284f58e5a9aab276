//! Finds quoted words in a document.
//!
//! The words must be there; how they are set may differ: line breaks and runs of spaces are one space, kinds of
//! quotation mark, apostrophe and dash are alike.

use crate::text::Span;

/// A text ready to be searched for quotations.
pub(super) struct Quotable {
    normal: String,
    /// For every byte of `normal`, the byte of the text that its character starts at; one more for the end.
    starts: Vec<u32>,
}

impl Quotable {
    /// Prepares a text. Linear.
    pub(super) fn new(text: &str) -> Quotable {
        let mut normal = String::with_capacity(text.len());
        let mut starts = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            let c = normalized(c);
            if c == ' ' && normal.ends_with(' ') {
                continue;
            }
            normal.push(c);
            starts.resize(normal.len(), at as u32);
        }
        starts.push(text.len() as u32);
        Quotable { normal, starts }
    }

    /// Where the words of `quote` stand as whole words, the first time.
    pub(super) fn find(&self, quote: &str) -> Option<Span> {
        let wanted: String = Quotable::new(quote.trim()).normal;
        let start = self
            .normal
            .match_indices(&wanted)
            .map(|(start, _)| start)
            .find(|start| self.is_whole(*start, *start + wanted.len()))?;
        let last_character = self.normal[..start + wanted.len()].char_indices().next_back()?.0;
        // The end of the last character in the text is the start of what follows it, white space excepted.
        let end_of = |at: usize| self.starts[at] as usize;
        let mut end = last_character;
        while end < self.normal.len() && self.starts[end] == self.starts[last_character] {
            end += 1;
        }
        Some(Span::new(self.starts[start] as usize, end_of(end)))
    }

    /// True where the letters of `quote` stand in the text, but begin or end inside a word.
    pub(super) fn has_inside_words(&self, quote: &str) -> bool {
        self.normal.contains(&Quotable::new(quote.trim()).normal)
    }

    fn is_whole(&self, start: usize, end: usize) -> bool {
        let joins = |left: Option<char>, right: Option<char>| {
            left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
        };
        let (before, words, after) = (&self.normal[..start], &self.normal[start..end], &self.normal[end..]);
        !joins(before.chars().next_back(), words.chars().next())
            && !joins(words.chars().next_back(), after.chars().next())
    }

    /// How many words of `quote`, from its start, do stand in the text one after the other, and what follows them
    /// there.
    pub(super) fn longest_beginning(&self, quote: &str) -> (usize, &str) {
        const SHOWN_BYTES: usize = 40;
        let wanted = Quotable::new(quote.trim()).normal;
        let ends: Vec<usize> = wanted.match_indices(' ').map(|(at, _)| at).chain([wanted.len()]).collect();
        // What begins a found stretch is found too, so the longest is found by halving.
        let found = ends.partition_point(|end| self.normal.contains(&wanted[..*end]));
        let Some(longest) = found.checked_sub(1).map(|index| &wanted[..ends[index]]) else { return (0, "") };
        let after = self.normal.find(longest).expect("just found") + longest.len();
        let mut shown = (after + SHOWN_BYTES).min(self.normal.len());
        while !self.normal.is_char_boundary(shown) {
            shown -= 1;
        }
        let goes_on = &self.normal[after..shown];
        // Not into the middle of a word.
        let whole = if shown == self.normal.len() {
            goes_on
        } else {
            goes_on.rsplit_once(' ').map_or(goes_on, |(whole, _)| whole)
        };
        (found, whole.trim_start())
    }
}

fn normalized(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | 'ʼ' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' => '-',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::Quotable;

    #[test]
    fn setting_does_not_matter_and_the_span_is_exact() {
        let text = "He said “we will\n  hold him\u{a0}accountable” – Tehran’s word.";
        let quotable = Quotable::new(text);
        let found = |quote| quotable.find(quote).map(|span| span.of(text));
        assert_eq!(found("we will hold him accountable"), Some("we will\n  hold him\u{a0}accountable"));
        assert_eq!(
            found("\"we will hold him accountable\" - Tehran's word."),
            Some("“we will\n  hold him\u{a0}accountable” – Tehran’s word.")
        );
        assert_eq!(found("we will"), Some("we will"));
        assert_eq!(found("we shall"), None);
        assert_eq!((found("ill hold"), quotable.has_inside_words("ill hold")), (None, true));
    }

    #[test]
    fn the_beginning_that_is_there_is_told() {
        let quotable = Quotable::new("Iran warned the United States on Tuesday.");
        assert_eq!(quotable.longest_beginning("Iran warned the Netherlands"), (3, "United States on Tuesday."));
        assert_eq!(quotable.longest_beginning("Nobody"), (0, ""));
    }
}
