//! A stretch of a text, in bytes.

/// A stretch of one text: byte offsets, `start <= end`.
///
/// Made for a text, a span lies on its character boundaries; [`Span::of`] panics where it is used on another text, for
/// that is a bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Makes the span from byte `start` to byte `end`, which is not part of it.
    ///
    /// # Panics
    /// When `start > end`, or when a text of 4 GiB or more was let in (readers refuse it).
    pub fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "a span starts before it ends: {start}..{end}");
        let bytes = |n: usize| u32::try_from(n).expect("readers refuse texts of 4 GiB");
        Span { start: bytes(start), end: bytes(end) }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// True where the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True where `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of `text` under this span.
    pub fn of(self, text: &str) -> &str {
        &text[self.start()..self.end()]
    }
}
