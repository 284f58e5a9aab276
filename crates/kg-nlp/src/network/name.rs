//! Name tags of a sentence: from input and last layer, through two half-width blocks of their own.
//!
//! The tags are beginnings and insides (BIO) of four kinds of names; the best row of tags in which every inside follows
//! its own kind is found by Viterbi's algorithm over the scores alone.

use super::block::{Block, Room, run};
use super::file::{ModelError, Sections, broken};
use super::kernel::{BLOCK, Kernel, Product};
use super::word::WIDTH;
use crate::tag::NameKind;

/// Width of the tagger's blocks.
const NAME_WIDTH: usize = 64;

/// Score of a row of tags that cannot be.
const IMPOSSIBLE: f32 = f32::MIN / 4.0;

/// No, beginning or inside of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameTag {
    /// Outside of names.
    Out,
    /// First token of a name.
    Begin(NameKind),
    /// Later token of a name.
    Inside(NameKind),
}

/// The tagger's weights.
pub struct NameTagger<'m> {
    tags: Vec<NameTag>,
    /// For an inside the position of its beginning among the tags.
    begin_of: Vec<Option<usize>>,
    enter: Product<'m>,
    blocks: Vec<Block<'m>>,
    out: Product<'m>,
}

impl<'m> NameTagger<'m> {
    /// Opens the name tagger of a model.
    pub fn open(sections: &Sections<'m>, labels: &super::Labels<'m>) -> Result<NameTagger<'m>, ModelError> {
        let tags = labels.of("names", |name| match name.split_once('-') {
            None => (name == "O").then_some(NameTag::Out),
            Some(("B", kind)) => NameKind::from_name(kind).map(NameTag::Begin),
            Some(("I", kind)) => NameKind::from_name(kind).map(NameTag::Inside),
            Some(_) => None,
        })?;
        if !matches!(tags.first(), Some(NameTag::Out)) || tags.len() > BLOCK {
            return Err(broken("labels", "has name tags that do not begin with `O`, or too many"));
        }
        let begin = |tag: &NameTag| match tag {
            NameTag::Out | NameTag::Begin(_) => Ok(None),
            NameTag::Inside(kind) => {
                let begin = tags.iter().position(|other| *other == NameTag::Begin(*kind));
                begin
                    .map(Some)
                    .ok_or_else(|| broken("labels", &format!("has an inside of `{}` and no beginning", kind.as_str())))
            }
        };
        let begin_of = tags.iter().map(begin).collect::<Result<_, _>>()?;
        let enter = sections.product("name.enter", 2 * WIDTH, NAME_WIDTH)?;
        let blocks =
            vec![Block::open(sections, "name.0", 'c', NAME_WIDTH)?, Block::open(sections, "name.1", 'q', NAME_WIDTH)?];
        let out = sections.product("name.out", NAME_WIDTH, tags.len())?;
        Ok(NameTagger { tags, begin_of, enter, blocks, out })
    }

    /// Adds the tags of a sentence to `found`; `inputs` and `rows` hold a row for each token.
    #[inline(always)]
    pub fn read<K: Kernel>(
        &self,
        kernel: K,
        inputs: &[f32],
        rows: &[f32],
        joined: &mut Vec<f32>,
        room: &mut Room,
        found: &mut Vec<NameTag>,
    ) {
        let count = rows.len() / WIDTH;
        joined.clear();
        for (input, row) in inputs.chunks_exact(WIDTH).zip(rows.chunks_exact(WIDTH)) {
            joined.extend_from_slice(input);
            joined.extend_from_slice(row);
        }
        let entered = room.multiply(kernel, &self.enter, joined, 2 * WIDTH, count);
        joined.clear();
        joined.resize(NAME_WIDTH, 0.0);
        joined.extend(entered.iter().map(|value| value.max(0.0)));
        joined.resize((count + 2) * NAME_WIDTH, 0.0);
        run(kernel, &self.blocks, joined, NAME_WIDTH, room);
        let scores = room.multiply(kernel, &self.out, &joined[NAME_WIDTH..(count + 1) * NAME_WIDTH], NAME_WIDTH, count);
        self.best_row(scores, count, found);
    }

    #[inline(always)]
    fn best_row(&self, scores: &[f32], count: usize, found: &mut Vec<NameTag>) {
        let tags = self.tags.len();
        let mut totals = [0.0; BLOCK];
        let mut from = vec![[0u8; BLOCK]; count];
        for (token, (scores, from)) in scores.chunks_exact(self.out.outputs).zip(&mut from).enumerate() {
            let any = super::float::largest(&totals[..tags]);
            let mut next = [IMPOSSIBLE; BLOCK];
            for tag in 0..tags {
                let before = match self.begin_of[tag] {
                    None => any,
                    Some(_) if token == 0 => continue,
                    // An inside follows itself or the beginning of its kind.
                    Some(begin) => {
                        if totals[begin] > totals[tag] {
                            begin
                        } else {
                            tag
                        }
                    }
                };
                next[tag] = scores[tag] + totals[before];
                from[tag] = before as u8;
            }
            totals = next;
        }
        let first = found.len();
        let mut tag = super::float::largest(&totals[..tags]);
        found.resize(first + count, NameTag::Out);
        for token in (0..count).rev() {
            found[first + token] = self.tags[tag];
            tag = usize::from(from[token][tag]);
        }
    }
}
