//! Entries at their places: marks, words on one side of them, lanes.
//!
//! In: entries and the axis. Out: [`Block`]s, and a lane for each. Words stand inside a bar that is long enough, else
//! to its right or left, whichever spares a lane.

use super::super::text_lines::shortened_to;
use super::super::text_width::text_width;
use super::axis::Axis;
use super::{DOT, Date, LETTERS, MOST_LETTERS, OPEN, TimelineItem, WIDTH};

/// An entry with the places of its mark and its words.
pub(super) struct Block<'a> {
    pub(super) entry: &'a TimelineItem,
    /// Of the mark.
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) is_dot: bool,
    pub(super) words: String,
    pub(super) when: String,
    /// Where the words may begin, best first: inside, to the right, to the left.
    choices: Vec<f64>,
    pub(super) words_from: f64,
    pub(super) words_width: f64,
    /// Of all of it.
    pub(super) left: f64,
    pub(super) right: f64,
}

impl<'a> Block<'a> {
    /// Places an entry's mark, and its words where they best go when there is room.
    pub(super) fn new(entry: &'a TimelineItem, axis: &Axis) -> Block<'a> {
        let (first, last) = (first(entry).unwrap_or(0), last(entry).unwrap_or(0));
        let open = entry.from.is_none() || entry.to.is_none();
        let is_day = entry.from.or(entry.to).is_some_and(Date::is_day) && (entry.from == entry.to || open);
        let (mut from, mut to) = (axis.place(first), axis.place(last.max(first) + 1));
        if to - from < 2.0 * DOT {
            let middle = (from + to) / 2.0;
            (from, to) = (middle - DOT, middle + DOT);
        }
        let (words, when) = (shortened_to(&entry.label, MOST_LETTERS), when(entry));
        let words_width = text_width(&words, LETTERS) + text_width(&when, LETTERS) + LETTERS * 0.5;
        let mut block = Block {
            entry,
            from,
            to,
            is_dot: is_day,
            words,
            when,
            choices: Vec::new(),
            words_from: 0.0,
            words_width,
            left: 0.0,
            right: 0.0,
        };
        let (left, right) = block.marked();
        if words_width + 2.0 * BESIDE <= to - from {
            block.choices.push(from + BESIDE);
        } else {
            let (beside_right, beside_left) = (right + BESIDE, left - BESIDE - words_width);
            let end = OPEN * 2.0 + WIDTH;
            if beside_right + words_width <= end {
                block.choices.push(beside_right);
            }
            if beside_left >= 0.0 {
                block.choices.push(beside_left);
            }
            if beside_right + words_width > end
                && (beside_right + words_width <= end + OVERHANG || block.choices.is_empty())
            {
                block.choices.push(beside_right);
            }
        }
        block.with_words_from(block.choices[0]);
        block
    }

    /// The same with its words at another place.
    fn with_words_from(&mut self, words_from: f64) {
        let (left, right) = self.marked();
        (self.words_from, self.left, self.right) =
            (words_from, left.min(words_from), right.max(words_from + self.words_width));
    }

    /// From where to where the mark goes, with the lines of open sides.
    fn marked(&self) -> (f64, f64) {
        (
            if self.entry.from.is_none() { self.from - OPEN } else { self.from },
            if self.entry.to.is_none() { self.to + OPEN } else { self.to },
        )
    }
}

/// The date in words.
fn when(entry: &TimelineItem) -> String {
    match (entry.from, entry.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}

/// Between a mark and its words.
const BESIDE: f64 = 5.0;
/// How far words may reach beyond the axis where that spares a lane.
const OVERHANG: f64 = 240.0;

/// The first day of an entry, as far as is known.
pub(super) fn first(entry: &TimelineItem) -> Option<i64> {
    entry.from.map(Date::first_day).or(entry.to.map(Date::first_day))
}

/// The last day of an entry, as far as is known.
pub(super) fn last(entry: &TimelineItem) -> Option<i64> {
    entry.to.map(Date::last_day).or(entry.from.map(Date::last_day))
}

/// The first lane with room for each block, its words moved to the side where there is room; and how many lanes there
/// are.
pub(super) fn lanes(blocks: &mut [Block<'_>]) -> (Vec<usize>, usize) {
    const APART: f64 = 10.0;
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut lanes = Vec::new();
    for block in blocks {
        let lane_for = |block: &Block<'_>| {
            let (left, right) = (block.left - APART, block.right + APART);
            taken
                .iter()
                .position(|lane| lane.iter().all(|(from, to)| right <= *from || *to <= left))
                .unwrap_or(taken.len())
        };
        let mut best = (usize::MAX, block.words_from);
        for choice in block.choices.clone() {
            block.with_words_from(choice);
            let lane = lane_for(block);
            if lane < best.0 {
                best = (lane, choice);
            }
        }
        block.with_words_from(best.1);
        if best.0 == taken.len() {
            taken.push(Vec::new());
        }
        taken[best.0].push((block.left, block.right));
        lanes.push(best.0);
    }
    (lanes, taken.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::entries;
    use super::{Axis, Block, lanes};

    #[test]
    fn words_of_one_lane_stand_apart() {
        let drawn: Vec<_> = entries(60);
        let axis = Axis::new(&[(15_000, 18_000)], 0.0, 900.0);
        let mut blocks: Vec<Block<'_>> = drawn.iter().map(|entry| Block::new(entry, &axis)).collect();
        let (lanes, _) = lanes(&mut blocks);
        for (index, lane) in lanes.iter().enumerate() {
            let others = lanes[..index].iter().enumerate().filter(|(_, other)| *other == lane);
            assert!(
                others
                    .into_iter()
                    .all(|(other, _)| blocks[other].right < blocks[index].left
                        || blocks[index].right < blocks[other].left)
            );
        }
    }
}
