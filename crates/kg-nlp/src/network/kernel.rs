//! Products of small integers, on whatever vector unit the processor has; the only file with `unsafe`.
//!
//! In come rows of activations (`u8`, 64 is zero, at most seven bits) and packed weights (`i8`), out come sums scaled
//! to `f32`. A sum of two products fits 16 bits because activations have seven, so every path computes the same
//! integers; scaling is one multiplication and one addition, never fused. What else is computed for a [`Job`] is plain
//! Rust, compiled once for each unit by being inlined below a function that may use it; no operation there depends on
//! the width. So all paths give the same bits. ARM takes the portable path, which its compiler vectorises.
//!
//! Contract of `unsafe` here: a [`Kernel`] other than [`Portable`] is only made after the processor said that it has
//! the unit, and `multiply` checks every length before a pointer moves.

/// Outputs are computed in blocks of so many; rows of weights are padded to it.
pub const BLOCK: usize = 16;

/// Weights of one product, packed for the kernels: for each block of 16 outputs, for each 4 inputs, 16 times 4 weights.
#[derive(Clone, Debug)]
pub struct Product<'m> {
    /// Inputs, a multiple of 4.
    pub inputs: usize,
    /// Outputs, a multiple of [`BLOCK`].
    pub outputs: usize,
    /// `inputs * outputs` bytes, each an `i8`.
    pub weights: &'m [u8],
    /// What a step of an output's integer sum is worth.
    pub scale: Vec<f32>,
    /// Added to each output.
    pub bias: Vec<f32>,
    /// 64 times the sum of each output's weights, taken off because an activation of zero is stored as 64.
    pub zero: Vec<i32>,
    /// Activations are stored in units of this.
    pub step: f32,
}

/// A vector unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Plain Rust.
    Portable,
    /// 256 bits, x86-64 since 2013.
    Avx2,
    /// 512 bits with byte products (AVX-512 VNNI).
    Avx512,
}

impl Unit {
    /// Every unit, narrowest first.
    pub const ALL: [Unit; 3] = [Unit::Portable, Unit::Avx2, Unit::Avx512];

    /// Whether this processor has it.
    pub fn is_here(self) -> bool {
        match self {
            Unit::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Unit::Avx2 => is_x86_feature_detected!("avx2"),
            #[cfg(target_arch = "x86_64")]
            Unit::Avx512 => {
                is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vnni")
                    && is_x86_feature_detected!("avx2")
            }
            #[cfg(not(target_arch = "x86_64"))]
            Unit::Avx2 | Unit::Avx512 => false,
        }
    }

    /// The widest one here.
    pub fn best() -> Unit {
        Unit::ALL.into_iter().rev().find(|unit| unit.is_here()).unwrap_or(Unit::Portable)
    }

    /// Runs a job on this unit, or on the portable path where the processor lacks it.
    pub fn run<J: Job>(self, job: J) -> J::Output {
        match self {
            #[cfg(target_arch = "x86_64")]
            // SAFETY: `is_here` asked the processor for exactly the features of the function.
            #[expect(unsafe_code, reason = "the contract is in the head of the file")]
            Unit::Avx2 if self.is_here() => unsafe { x86::run_avx2(job) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: as above.
            #[expect(unsafe_code, reason = "the contract is in the head of the file")]
            Unit::Avx512 if self.is_here() => unsafe { x86::run_avx512(job) },
            Unit::Portable | Unit::Avx2 | Unit::Avx512 => job.run(Portable),
        }
    }
}

/// Work that is compiled for each unit: mark `run` and all that it calls in a hot loop `#[inline(always)]`.
pub trait Job {
    /// What comes out.
    type Output;
    /// Does the work with the products of `kernel`.
    fn run<K: Kernel>(self, kernel: K) -> Self::Output;
}

/// The products of one unit.
pub trait Kernel: Copy {
    /// `out[r][o] = scale[o] * sum_i (rows[r * stride + i] - 64) * weights[o][i] + bias[o]` for `count` rows.
    ///
    /// # Panics
    /// When a slice is too short for that.
    fn multiply(self, product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]);
}

/// Plain Rust.
#[derive(Clone, Copy)]
pub struct Portable;

impl Kernel for Portable {
    #[inline(always)]
    fn multiply(self, product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
        check_lengths(product, rows, stride, count, out);
        // The weights of a block are turned once for all rows, so that sixteen outputs stand side by side and the
        // compiler's vectors fit. A length that the compiler does not know keeps it from unrolling the lanes, after
        // which it would make vectors of something else.
        let lanes = std::hint::black_box(BLOCK);
        let mut turned = [[0i16; BLOCK]; MOST_INPUTS];
        for (block, packed) in product.weights.chunks_exact(product.inputs * BLOCK).enumerate() {
            for (four, weights) in packed.chunks_exact(4 * BLOCK).enumerate() {
                for (lane, weights) in weights.chunks_exact(4).enumerate() {
                    for (place, weight) in weights.iter().enumerate() {
                        turned[four * 4 + place][lane] = i16::from(weight.cast_signed());
                    }
                }
            }
            for row in 0..count {
                let activations = &rows[row * stride..][..product.inputs];
                let mut sums = [0i32; BLOCK];
                for (pair, weights) in activations.chunks_exact(2).zip(turned.chunks_exact(2)) {
                    add_products(
                        &mut sums[..lanes],
                        [i16::from(pair[0]), i16::from(pair[1])],
                        &weights[0][..lanes],
                        &weights[1][..lanes],
                    );
                }
                for (lane, sum) in sums.iter().enumerate() {
                    let output = block * BLOCK + lane;
                    out[row * product.outputs + output] =
                        (sum - product.zero[output]) as f32 * product.scale[output] + product.bias[output];
                }
            }
        }
    }
}

/// Adds two activations times two rows of weights; below 2 * 127 * 128, so sixteen bits hold a pair.
#[inline(always)]
fn add_products(sums: &mut [i32], pair: [i16; 2], first: &[i16], second: &[i16]) {
    for ((sum, first), second) in sums.iter_mut().zip(first).zip(second) {
        *sum += i32::from(pair[0].wrapping_mul(*first).wrapping_add(pair[1].wrapping_mul(*second)));
    }
}

/// No product has more inputs.
pub const MOST_INPUTS: usize = 384;

#[inline(always)]
fn check_lengths(product: &Product, rows: &[u8], stride: usize, count: usize, out: &[f32]) {
    assert!(
        product.inputs.is_multiple_of(4) && product.inputs <= MOST_INPUTS && product.outputs.is_multiple_of(BLOCK),
        "products are packed by four and sixteen"
    );
    assert!(product.weights.len() == product.inputs * product.outputs, "as many weights as the product has");
    assert!(
        product.scale.len() == product.outputs
            && product.bias.len() == product.outputs
            && product.zero.len() == product.outputs,
        "a scale each"
    );
    assert!(count == 0 || rows.len() >= (count - 1) * stride + product.inputs, "rows hold all activations");
    assert!(out.len() >= count * product.outputs, "there is room for all outputs");
}

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "vector loads and stores; the contract is in the head of the file")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{BLOCK, Job, Kernel, Product, check_lengths};

    #[target_feature(enable = "avx2")]
    pub(super) fn run_avx2<J: Job>(job: J) -> J::Output {
        job.run(Avx2(()))
    }

    #[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    pub(super) fn run_avx512<J: Job>(job: J) -> J::Output {
        job.run(Avx512(()))
    }

    /// Made by `run_avx2` alone, so the processor has AVX2.
    #[derive(Clone, Copy)]
    pub(super) struct Avx2(());

    /// Made by `run_avx512` alone, so the processor has AVX-512 with VNNI.
    #[derive(Clone, Copy)]
    pub(super) struct Avx512(());

    impl Kernel for Avx2 {
        #[inline(always)]
        fn multiply(self, product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
            check_lengths(product, rows, stride, count, out);
            let mut row = 0;
            while row < count {
                // SAFETY: lengths were checked, `row + R <= count`, and an `Avx2` proves the unit.
                unsafe {
                    match count - row {
                        1 => rows_avx2::<1>(product, rows, stride, row, out),
                        2 => rows_avx2::<2>(product, rows, stride, row, out),
                        3 => rows_avx2::<3>(product, rows, stride, row, out),
                        4 => rows_avx2::<4>(product, rows, stride, row, out),
                        5 => rows_avx2::<5>(product, rows, stride, row, out),
                        _ => rows_avx2::<6>(product, rows, stride, row, out),
                    }
                }
                row += (count - row).min(6);
            }
        }
    }

    /// `R` rows from `first`. Needs AVX2 and the lengths that `check_lengths` asks for.
    #[target_feature(enable = "avx2")]
    unsafe fn rows_avx2<const R: usize>(product: &Product, rows: &[u8], stride: usize, first: usize, out: &mut [f32]) {
        let ones = _mm256_set1_epi16(1);
        for block in 0..product.outputs / BLOCK {
            let mut sums = [[_mm256_setzero_si256(); 2]; R];
            for four in 0..product.inputs / 4 {
                // SAFETY: block and four stay inside `inputs * outputs` weights; rows and out were checked for `first +
                // R` rows.
                unsafe {
                    let weights = product.weights.as_ptr().add(block * product.inputs * BLOCK + four * 4 * BLOCK);
                    let (low, high) = (_mm256_loadu_si256(weights.cast()), _mm256_loadu_si256(weights.add(32).cast()));
                    for (lane, sums) in sums.iter_mut().enumerate() {
                        let activations = _mm256_set1_epi32(
                            rows.as_ptr().add((first + lane) * stride + four * 4).cast::<i32>().read_unaligned(),
                        );
                        sums[0] =
                            _mm256_add_epi32(sums[0], _mm256_madd_epi16(_mm256_maddubs_epi16(activations, low), ones));
                        sums[1] =
                            _mm256_add_epi32(sums[1], _mm256_madd_epi16(_mm256_maddubs_epi16(activations, high), ones));
                    }
                }
            }
            for (lane, sums) in sums.iter().enumerate() {
                for (half, sum) in sums.iter().enumerate() {
                    let output = block * BLOCK + half * 8;
                    // SAFETY: `output + 8 <= outputs`, the length of zero, scale, bias and of a row of out.
                    unsafe {
                        let centred =
                            _mm256_sub_epi32(*sum, _mm256_loadu_si256(product.zero.as_ptr().add(output).cast()));
                        let scaled = _mm256_mul_ps(
                            _mm256_cvtepi32_ps(centred),
                            _mm256_loadu_ps(product.scale.as_ptr().add(output)),
                        );
                        let shifted = _mm256_add_ps(scaled, _mm256_loadu_ps(product.bias.as_ptr().add(output)));
                        _mm256_storeu_ps(out.as_mut_ptr().add((first + lane) * product.outputs + output), shifted);
                    }
                }
            }
        }
    }

    impl Kernel for Avx512 {
        #[inline(always)]
        fn multiply(self, product: &Product, rows: &[u8], stride: usize, count: usize, out: &mut [f32]) {
            check_lengths(product, rows, stride, count, out);
            let mut row = 0;
            while row < count {
                // SAFETY: lengths were checked, `row + R <= count`, and an `Avx512` proves the unit.
                unsafe {
                    match count - row {
                        1 => rows_avx512::<1>(product, rows, stride, row, out),
                        2 => rows_avx512::<2>(product, rows, stride, row, out),
                        3 => rows_avx512::<3>(product, rows, stride, row, out),
                        4 => rows_avx512::<4>(product, rows, stride, row, out),
                        5 => rows_avx512::<5>(product, rows, stride, row, out),
                        6 => rows_avx512::<6>(product, rows, stride, row, out),
                        7 => rows_avx512::<7>(product, rows, stride, row, out),
                        _ => rows_avx512::<8>(product, rows, stride, row, out),
                    }
                }
                row += (count - row).min(8);
            }
        }
    }

    /// `R` rows from `first`. Needs AVX-512 with VNNI and the lengths that `check_lengths` asks for.
    #[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    unsafe fn rows_avx512<const R: usize>(
        product: &Product,
        rows: &[u8],
        stride: usize,
        first: usize,
        out: &mut [f32],
    ) {
        for block in 0..product.outputs / BLOCK {
            let mut sums = [_mm512_setzero_si512(); R];
            for four in 0..product.inputs / 4 {
                // SAFETY: block and four stay inside `inputs * outputs` weights; rows and out were checked for `first +
                // R` rows.
                unsafe {
                    let weights = _mm512_loadu_si512(
                        product.weights.as_ptr().add(block * product.inputs * BLOCK + four * 4 * BLOCK).cast(),
                    );
                    for (lane, sum) in sums.iter_mut().enumerate() {
                        let activations = _mm512_set1_epi32(
                            rows.as_ptr().add((first + lane) * stride + four * 4).cast::<i32>().read_unaligned(),
                        );
                        *sum = _mm512_dpbusd_epi32(*sum, activations, weights);
                    }
                }
            }
            let output = block * BLOCK;
            for (lane, sum) in sums.iter().enumerate() {
                // SAFETY: `output + 16 <= outputs`, the length of zero, scale, bias and of a row of out.
                unsafe {
                    let centred = _mm512_sub_epi32(*sum, _mm512_loadu_si512(product.zero.as_ptr().add(output).cast()));
                    let scaled =
                        _mm512_mul_ps(_mm512_cvtepi32_ps(centred), _mm512_loadu_ps(product.scale.as_ptr().add(output)));
                    let shifted = _mm512_add_ps(scaled, _mm512_loadu_ps(product.bias.as_ptr().add(output)));
                    _mm512_storeu_ps(out.as_mut_ptr().add((first + lane) * product.outputs + output), shifted);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Job, Kernel, Product, Unit};

    struct Multiply<'a>(&'a Product<'a>, &'a [u8], usize, usize);

    impl Job for Multiply<'_> {
        type Output = Vec<f32>;
        #[inline(always)]
        fn run<K: Kernel>(self, kernel: K) -> Vec<f32> {
            let mut out = vec![0.0; self.3 * self.0.outputs];
            kernel.multiply(self.0, self.1, self.2, self.3, &mut out);
            out
        }
    }

    #[test]
    fn every_unit_gives_the_same_bits() {
        let (inputs, outputs, count) = (384, 48, 13);
        // Extremes on purpose: 127 times -127 and 127 in every place.
        let weights: Vec<u8> = (0..inputs * outputs)
            .map(|i| if i % 3 == 0 { 127 } else { ((i * 7919) % 255) as u8 })
            .map(|w| if w == 128 { 129 } else { w })
            .collect();
        let rows: Vec<u8> =
            (0..count * 128 + inputs).map(|i| if i % 5 == 0 { 127 } else { (i * 104_729 % 128) as u8 }).collect();
        let zero = vec![0; outputs];
        let product = Product {
            inputs,
            outputs,
            weights: &weights,
            scale: vec![0.001; outputs],
            bias: vec![0.5; outputs],
            zero,
            step: 1.0,
        };
        let expected = Unit::Portable.run(Multiply(&product, &rows, 128, count));
        for unit in Unit::ALL.into_iter().filter(|unit| unit.is_here()) {
            assert_eq!(unit.run(Multiply(&product, &rows, 128, count)), expected, "{unit:?}");
        }
    }
}
