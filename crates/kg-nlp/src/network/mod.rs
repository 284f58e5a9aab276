//! The network: forms of a sentence in, tags and a tree out; and beside them name tags and ends of sentences.
//!
//! An input row for each form ([`word`]), residual blocks over the sentence ([`block`]), what is read off them
//! ([`heads`], [`name`], [`breaker`]). Trained in `training/`, stored as [`file`] says, computed in [`kernel`] and
//! [`float`] to the same bits everywhere. Sentences are encoded whole, up to [`MOST_TOKENS`]; longer ones in pieces
//! whose roots hang on the first piece's root.

mod block;
mod breaker;
mod claim;
mod file;
mod float;
mod heads;
mod kernel;
mod name;
mod word;

pub use breaker::Space;
pub use claim::{Candidates, ClaimHead, ClaimScores, ClaimSums};
pub use file::ModelError;
pub use float::{exp, ln};
pub use heads::Parse;
pub use kernel::Unit;

pub(super) use file::{Keys, Sections, broken};
pub(super) use name::NameTag;

use block::{Block, Room};
use breaker::Breaker;
use heads::{HeadRoom, Heads};
use kernel::{Job, Kernel};
use name::NameTagger;
use word::{KnownForms, WIDTH, Words};

use super::tag::Relation;

/// Arcs are scored for every pair of tokens, so longer sentences are parsed in pieces of at most so many tokens.
pub const MOST_TOKENS: usize = 200;

/// The weights, borrowed from the bytes of a model file.
pub struct Network<'m> {
    words: Words<'m>,
    blocks: Vec<Block<'m>>,
    heads: Heads<'m>,
    names: NameTagger<'m>,
    breaker: Breaker<'m>,
    unit: Unit,
}

/// Room for one document after another, and the forms met so far. Nothing in it changes what comes out.
#[derive(Default)]
pub struct Scratch {
    forms: KnownForms,
    inputs: Vec<f32>,
    rows: Vec<f32>,
    joined: Vec<f32>,
    room: Room,
    heads: HeadRoom,
    piece: Parse,
}

/// The label lists of a model.
struct Labels<'m>(&'m str);

impl<'m> Labels<'m> {
    fn line(&self, kind: &str) -> Result<impl Iterator<Item = &'m str> + use<'m>, ModelError> {
        let line = self.0.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix('\t'));
        line.map(|line| line.split('\t')).ok_or_else(|| broken("labels", &format!("has no line `{kind}`")))
    }

    fn of<T>(&self, kind: &str, from_name: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, ModelError> {
        self.line(kind)?
            .map(|name| from_name(name).ok_or_else(|| broken("labels", &format!("names `{name}`, which is no {kind}"))))
            .collect()
    }
}

impl<'m> Network<'m> {
    /// Opens the network of a model, to run on `unit`.
    pub fn open(sections: &Sections<'m>, unit: Unit) -> Result<Network<'m>, ModelError> {
        let labels = Labels(sections.text("labels")?);
        let letters = labels.line("blocks")?.next().unwrap_or("");
        let blocks = Block::open_all(sections, "", letters, WIDTH)?;
        let heads = Heads::open(sections, &labels)?;
        let names = NameTagger::open(sections, &labels)?;
        Ok(Network {
            words: Words::open(sections)?,
            blocks,
            heads,
            names,
            breaker: Breaker::open(sections, &labels)?,
            unit,
        })
    }

    /// Tags, tree and name tags of one sentence, into `parse` and `names`. Linear in the tokens, quadratic in at most
    /// [`MOST_TOKENS`] of them.
    pub fn parse<'f>(
        &self,
        forms: impl ExactSizeIterator<Item = &'f str>,
        scratch: &mut Scratch,
        parse: &mut Parse,
        names: &mut Vec<NameTag>,
    ) {
        parse.clear();
        names.clear();
        let mut forms = forms;
        let count = forms.len();
        // Pieces of equal length rather than a last piece of two words.
        let pieces = count.div_ceil(MOST_TOKENS).max(1);
        let mut root = 0;
        for piece in 0..pieces {
            let (start, end) = (count * piece / pieces, count * (piece + 1) / pieces);
            if start == end {
                return;
            }
            self.unit.run(Sentence {
                network: self,
                forms: forms.by_ref().take(end - start),
                count: end - start,
                scratch,
                names,
            });
            let piece = &scratch.piece;
            parse.xpos.extend(&piece.xpos);
            parse.upos.extend(&piece.upos);
            parse.relations.extend(&piece.relations);
            parse.heads.extend(piece.heads.iter().map(|head| head + start));
            let own_root = start
                + piece
                    .heads
                    .iter()
                    .enumerate()
                    .position(|(token, head)| token == *head)
                    .expect("every piece has a root");
            if start == 0 {
                root = own_root;
            } else {
                parse.heads[own_root] = root;
                parse.relations[own_root] = Relation::Parataxis;
            }
        }
    }

    /// For each token the score of a sentence's end behind it, into `ends`: above 0 the network thinks so. Linear.
    pub fn sentence_ends<'f>(
        &self,
        tokens: impl Iterator<Item = (&'f str, Space)>,
        scratch: &mut Scratch,
        ends: &mut Vec<f32>,
    ) {
        self.breaker.run(self.unit, &self.words, tokens, scratch, ends);
    }
}

impl Parse {
    fn clear(&mut self) {
        self.xpos.clear();
        self.upos.clear();
        self.heads.clear();
        self.relations.clear();
    }
}

struct Sentence<'a, 'm, I> {
    network: &'a Network<'m>,
    forms: I,
    count: usize,
    scratch: &'a mut Scratch,
    names: &'a mut Vec<NameTag>,
}

impl<'f, I: Iterator<Item = &'f str>> Job for Sentence<'_, '_, I> {
    type Output = ();

    #[inline(always)]
    fn run<K: Kernel>(self, kernel: K) {
        let Scratch { forms, inputs, rows, joined, room, heads, piece } = self.scratch;
        inputs.clear();
        inputs.resize(WIDTH, 0.0);
        for form in self.forms {
            inputs.extend_from_slice(forms.row(&self.network.words, form));
        }
        inputs.resize((self.count + 2) * WIDTH, 0.0);
        rows.clone_from(inputs);
        block::run(kernel, &self.network.blocks, rows, WIDTH, room);
        let tokens = WIDTH..(self.count + 1) * WIDTH;
        self.network.heads.read(kernel, &rows[tokens.clone()], room, heads, piece);
        self.network.names.read(kernel, &inputs[tokens.clone()], &rows[tokens], joined, room, self.names);
    }
}
