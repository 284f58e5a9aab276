//! Residual blocks: each replaces every token's row by the normalised sum of the row and what the block computes around
//! it.
//!
//! `c` is a ReLU over a window of three tokens. `q` is a pair of gated running averages, one from each side (Bradbury
//! et al. 2017, "fo-pooling", without recurrent matrix): h = f h' + (1 - f) z, out comes o h. The products of a whole
//! sentence are one matrix product.

use super::file::{ModelError, Sections};
use super::float::{normalise, quantise, sigmoid, tanh};
use super::kernel::{Kernel, Product};

/// A block with its weights.
pub struct Block<'m> {
    kind: Kind,
    product: Product<'m>,
    norm: Norm,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Window,
    Gates,
}

/// Gain and shift of a layer normalisation.
pub struct Norm {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Norm {
    /// The normalisation of rows of `width`.
    pub fn open(sections: &Sections<'_>, name: &str, width: usize) -> Result<Norm, ModelError> {
        let mut gain = sections.floats(name, 2 * width)?;
        let shift = gain.split_off(width);
        Ok(Norm { gain, shift })
    }

    /// Normalises one row.
    #[inline(always)]
    pub fn apply(&self, row: &mut [f32]) {
        normalise(row, &self.gain, &self.shift);
    }
}

impl<'m> Block<'m> {
    /// The block whose sections begin with `prefix`; `letter` is `c` or `q`.
    pub fn open(sections: &Sections<'m>, prefix: &str, letter: char, width: usize) -> Result<Block<'m>, ModelError> {
        let name = format!("{prefix}.product");
        let (kind, product) = match letter {
            'c' => (Kind::Window, sections.product(&name, 3 * width, width)?),
            'q' => (Kind::Gates, sections.product(&name, width, 3 * width)?),
            other => return Err(super::file::broken("labels", &format!("names a block of kind `{other}`"))),
        };
        Ok(Block { kind, product, norm: Norm::open(sections, &format!("{prefix}.norm"), width)? })
    }

    /// Opens blocks one over the other, a letter each; their sections begin with `prefix` and a number from 0.
    pub fn open_all(
        sections: &Sections<'m>,
        prefix: &str,
        letters: &str,
        width: usize,
    ) -> Result<Vec<Block<'m>>, ModelError> {
        let open = |(index, letter)| Block::open(sections, &format!("{prefix}{index}"), letter, width);
        letters.chars().enumerate().map(open).collect()
    }
}

/// Room for the rows of one sentence, kept from one to the next.
#[derive(Default)]
pub struct Room {
    quantised: Vec<u8>,
    products: Vec<f32>,
    state: Vec<f32>,
}

impl Room {
    /// `product` over `count` rows of `stride`; what comes out stays here until the next use.
    #[inline(always)]
    pub fn multiply<K: Kernel>(
        &mut self,
        kernel: K,
        product: &Product<'_>,
        rows: &[f32],
        stride: usize,
        count: usize,
    ) -> &mut [f32] {
        self.quantised.resize(rows.len(), 0);
        self.products.resize(count * product.outputs, 0.0);
        quantise(rows, product.step, &mut self.quantised);
        kernel.multiply(product, &self.quantised, stride, count, &mut self.products);
        &mut self.products
    }
}

/// Runs blocks over `rows`: one row of zeros, the tokens, one row of zeros.
#[inline(always)]
pub fn run<K: Kernel>(kernel: K, blocks: &[Block<'_>], rows: &mut [f32], width: usize, room: &mut Room) {
    let count = rows.len() / width - 2;
    for block in blocks {
        match block.kind {
            Kind::Window => {
                let products = room.multiply(kernel, &block.product, rows, width, count);
                for (row, product) in rows[width..].chunks_exact_mut(width).zip(products.chunks_exact(width)) {
                    for (value, product) in row.iter_mut().zip(product) {
                        *value += product.max(0.0);
                    }
                    block.norm.apply(row);
                }
            }
            Kind::Gates => {
                room.multiply(kernel, &block.product, &rows[width..(count + 1) * width], width, count);
                gates(&mut room.products, &mut room.state, &mut rows[width..(count + 1) * width], width);
                for row in rows[width..(count + 1) * width].chunks_exact_mut(width) {
                    block.norm.apply(row);
                }
            }
        }
    }
}

/// Adds the output of both directions to `rows`.
#[inline(always)]
fn gates(products: &mut [f32], state: &mut Vec<f32>, rows: &mut [f32], width: usize) {
    let half = width / 2;
    for part in products.chunks_exact_mut(3 * half) {
        let (take, rest) = part.split_at_mut(half);
        let (keep, out) = rest.split_at_mut(half);
        for ((take, keep), out) in take.iter_mut().zip(keep).zip(out) {
            *keep = sigmoid(*keep);
            *take = (1.0 - *keep) * tanh(*take);
            *out = sigmoid(*out);
        }
    }
    let count = rows.len() / width;
    state.clear();
    state.resize(width, 0.0);
    let (forward, backward) = state.split_at_mut(half);
    for token in 0..count {
        advance(&products[token * 3 * width..][..3 * half], forward, &mut rows[token * width..][..half]);
        let mirrored = count - 1 - token;
        advance(
            &products[mirrored * 3 * width + 3 * half..][..3 * half],
            backward,
            &mut rows[mirrored * width + half..][..half],
        );
    }
}

#[inline(always)]
fn advance(gates: &[f32], state: &mut [f32], out: &mut [f32]) {
    let half = state.len();
    let (take, keep, open) = (&gates[..half], &gates[half..2 * half], &gates[2 * half..3 * half]);
    for lane in 0..half {
        state[lane] = keep[lane] * state[lane] + take[lane];
        out[lane] += open[lane] * state[lane];
    }
}
