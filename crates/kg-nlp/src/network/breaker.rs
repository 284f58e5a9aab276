//! Ends of sentences: for each token of a stretch of text, how likely a sentence ends behind it.
//!
//! The same input rows as the parser's, turned once, with what stands before the token (nothing, a space, a line end),
//! through blocks of its own. Long stretches are read in windows that overlap, so that time and room are linear.

use super::Scratch;
use super::block::{Block, Norm, run};
use super::file::{ModelError, Sections};
use super::kernel::{Job, Kernel, Product, Unit};
use super::word::{WIDTH, Words};

/// Width of the breaker's blocks.
const BREAK_WIDTH: usize = 128;

/// Tokens read at once, and how many of them on either side only lend context.
const WINDOW: usize = 512;
const CONTEXT: usize = 32;

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// Nothing: it is glued to the token before.
    None,
    /// White space.
    Blank,
    /// White space with one end of line in it.
    Line,
}

/// The breaker's weights.
pub struct Breaker<'m> {
    enter: Product<'m>,
    space: Vec<f32>,
    norm: Norm,
    blocks: Vec<Block<'m>>,
    out: Vec<f32>,
}

impl<'m> Breaker<'m> {
    /// Opens the sentence breaker of a model.
    pub fn open(sections: &Sections<'m>, labels: &super::Labels<'m>) -> Result<Breaker<'m>, ModelError> {
        let letters = labels.line("breaker")?.next().unwrap_or("");
        Ok(Breaker {
            enter: sections.product("brk.enter", WIDTH, BREAK_WIDTH)?,
            space: sections.floats("brk.space", 3 * BREAK_WIDTH)?,
            norm: Norm::open(sections, "brk.norm", BREAK_WIDTH)?,
            blocks: Block::open_all(sections, "brk.", letters, BREAK_WIDTH)?,
            out: sections.floats("brk.out", BREAK_WIDTH + 1)?,
        })
    }

    /// One score for each token into `ends`.
    pub fn run<'f>(
        &self,
        unit: Unit,
        words: &Words<'_>,
        tokens: impl Iterator<Item = (&'f str, Space)>,
        scratch: &mut Scratch,
        ends: &mut Vec<f32>,
    ) {
        ends.clear();
        scratch.inputs.clear();
        let mut spaces = Vec::new();
        let mut tokens = tokens.peekable();
        let mut context = 0;
        while tokens.peek().is_some() {
            for (form, space) in tokens.by_ref().take(WINDOW - spaces.len()) {
                scratch.inputs.extend_from_slice(scratch.forms.row(words, form));
                spaces.push(space);
            }
            let first = ends.len() - context;
            let kept = if tokens.peek().is_some() { spaces.len() - CONTEXT } else { spaces.len() };
            unit.run(Window { breaker: self, spaces: &spaces, scratch, ends, skipped: context, kept });
            // What is read again: the context before the first token not yet decided, and from there on.
            context = CONTEXT.min(ends.len() - first);
            let again = kept - context;
            spaces.drain(..again);
            scratch.inputs.drain(..again * WIDTH);
        }
    }
}

struct Window<'a, 'm> {
    breaker: &'a Breaker<'m>,
    spaces: &'a [Space],
    scratch: &'a mut Scratch,
    ends: &'a mut Vec<f32>,
    skipped: usize,
    kept: usize,
}

impl Job for Window<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn run<K: Kernel>(self, kernel: K) {
        let count = self.spaces.len();
        let Scratch { inputs, rows, room, .. } = self.scratch;
        let entered = room.multiply(kernel, &self.breaker.enter, inputs, WIDTH, count);
        rows.clear();
        rows.resize(BREAK_WIDTH, 0.0);
        rows.extend_from_slice(entered);
        rows.resize((count + 2) * BREAK_WIDTH, 0.0);
        for (row, space) in rows[BREAK_WIDTH..].chunks_exact_mut(BREAK_WIDTH).zip(self.spaces) {
            for (value, added) in row.iter_mut().zip(&self.breaker.space[*space as usize * BREAK_WIDTH..]) {
                *value += added;
            }
            self.breaker.norm.apply(row);
        }
        run(kernel, &self.breaker.blocks, rows, BREAK_WIDTH, room);
        let (weights, bias) = self.breaker.out.split_at(BREAK_WIDTH);
        for row in
            rows[BREAK_WIDTH..(count + 1) * BREAK_WIDTH].chunks_exact(BREAK_WIDTH).take(self.kept).skip(self.skipped)
        {
            self.ends.push(row.iter().zip(weights).fold(bias[0], |sum, (value, weight)| sum + value * weight));
        }
    }
}
