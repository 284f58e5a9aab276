//! The arithmetic between the products: the same bits on every machine.
//!
//! Only additions, multiplications, divisions and square roots, which IEEE 754 fixes to the last bit, in an order that
//! does not depend on the vector width: sums run in sixteen lanes and end in one tree. The exponential is our own,
//! because each system's differs.

/// Sums run in so many lanes.
const LANES: usize = 16;

/// `e` to the power of `x`, for `x` in -30..30 (further out it stays there); relative error below 1e-5.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    // Adding 1.5 * 2^23 rounds to a whole number that stands in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let scaled = x.clamp(-30.0, 30.0) * std::f32::consts::LOG2_E;
    let rounded = scaled + ROUND;
    let fraction = (scaled - (rounded - ROUND)) * std::f32::consts::LN_2;
    let series = 1.0
        + fraction
            * (1.0
                + fraction * (0.5 + fraction * (0.166_666_67 + fraction * (0.041_666_667 + fraction * 0.008_333_334))));
    let power = rounded.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    series * f32::from_bits(power)
}

/// Natural logarithm of a positive normal number; absolute error below 1e-6.
#[inline(always)]
pub fn ln(x: f32) -> f32 {
    // x = m * 2^e with m in 0.7..1.4, and ln m = 2 artanh((m - 1) / (m + 1)).
    const HALF_ROOT: u32 = 0x3f35_04f3;
    let shifted = x.to_bits().wrapping_sub(HALF_ROOT);
    let exponent = shifted.cast_signed() >> 23;
    let mantissa = f32::from_bits((shifted & 0x007f_ffff) + HALF_ROOT);
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series = 1.0 + square * (0.333_333_34 + square * (0.2 + square * (0.142_857_15 + square * 0.111_111_11)));
    2.0 * ratio * series + exponent as f32 * std::f32::consts::LN_2
}

/// 1 / (1 + e^-x).
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

/// Activations in steps, as [`super::kernel`] wants them: 64 is zero, clipped to 1..127.
#[inline(always)]
pub fn quantise(values: &[f32], step: f32, out: &mut [u8]) {
    const ROUND: f32 = 12_582_912.0;
    let inverse = 1.0 / step;
    for (value, out) in values.iter().zip(out) {
        let rounded = (value * inverse).clamp(-63.0, 63.0) + ROUND;
        *out = (rounded.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(64) & 0xff) as u8;
    }
}

/// Layer normalisation (Ba, Kiros and Hinton 2016) in place; `gain` and `shift` are as long as `row`, a multiple of 16.
#[inline(always)]
pub fn normalise(row: &mut [f32], gain: &[f32], shift: &[f32]) {
    let size = row.len() as f32;
    let mut sums = [0.0; LANES];
    for chunk in row.chunks_exact(LANES) {
        for lane in 0..LANES {
            sums[lane] += chunk[lane];
        }
    }
    let mean = total(sums) / size;
    let mut squares = [0.0; LANES];
    for chunk in row.chunks_exact(LANES) {
        for lane in 0..LANES {
            let difference = chunk[lane] - mean;
            squares[lane] += difference * difference;
        }
    }
    let inverse = 1.0 / (total(squares) / size + 1e-5).sqrt();
    for ((value, gain), shift) in row.iter_mut().zip(gain).zip(shift) {
        *value = (*value - mean) * inverse * gain + shift;
    }
}

#[inline(always)]
fn total(lanes: [f32; LANES]) -> f32 {
    let mut sums = lanes;
    let mut half = LANES / 2;
    while half > 0 {
        for lane in 0..half {
            sums[lane] += sums[lane + half];
        }
        half /= 2;
    }
    sums[0]
}

/// The sum of products of two rows of one length, a multiple of 16.
#[inline(always)]
pub fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut sums = [0.0; LANES];
    for (one, other) in one.chunks_exact(LANES).zip(other.chunks_exact(LANES)) {
        for lane in 0..LANES {
            sums[lane] += one[lane] * other[lane];
        }
    }
    total(sums)
}

/// A matrix of `f32`, rows of `stride` one behind the other, of which the first `width` numbers count.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// The numbers.
    pub values: &'a [f32],
    /// From one row to the next.
    pub stride: usize,
    /// Numbers of a row that count.
    pub width: usize,
}

/// `out[r][o] = bias[o] + sum_i rows[r][i] * weights[i][o]`, inputs in order, for `count` rows; `weights` and `out` are
/// a multiple of 16 wide.
#[inline(always)]
pub fn multiply(rows: Rows<'_>, count: usize, weights: &[f32], bias: &[f32], out: &mut [f32]) {
    // Four rows at a time: four sums that do not wait for each other.
    let mut row = 0;
    while row + 4 <= count {
        multiply_rows::<4>(rows, row, weights, bias, out);
        row += 4;
    }
    while row < count {
        multiply_rows::<1>(rows, row, weights, bias, out);
        row += 1;
    }
}

#[inline(always)]
fn multiply_rows<const R: usize>(rows: Rows<'_>, first: usize, weights: &[f32], bias: &[f32], out: &mut [f32]) {
    let outputs = bias.len();
    let row: [&[f32]; R] = std::array::from_fn(|row| &rows.values[(first + row) * rows.stride..][..rows.width]);
    for block in (0..outputs).step_by(LANES) {
        let bias: [f32; LANES] = bias[block..block + LANES].try_into().expect("a block of lanes");
        let mut sums = [bias; R];
        for (input, weights) in weights.chunks_exact(outputs).take(rows.width).enumerate() {
            let weights: &[f32; LANES] = weights[block..block + LANES].try_into().expect("a block of lanes");
            for (sums, row) in sums.iter_mut().zip(&row) {
                for lane in 0..LANES {
                    sums[lane] += row[input] * weights[lane];
                }
            }
        }
        for (row, sums) in sums.iter().enumerate() {
            out[(first + row) * outputs + block..][..LANES].copy_from_slice(sums);
        }
    }
}

/// Position of the largest value, the first of equals; 0 for none.
#[inline(always)]
pub fn largest(values: &[f32]) -> usize {
    let mut most = [f32::MIN; LANES];
    let chunks = values.chunks_exact(LANES);
    let mut best = chunks.remainder().iter().fold(f32::MIN, |best, value| best.max(*value));
    for chunk in chunks {
        for lane in 0..LANES {
            most[lane] = most[lane].max(chunk[lane]);
        }
    }
    for value in most {
        best = best.max(value);
    }
    values.iter().position(|value| *value >= best).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{exp, ln, quantise, sigmoid, tanh};

    #[test]
    fn exp_is_close_everywhere() {
        for step in -300..=300 {
            let x = step as f32 / 10.0;
            let expected = f64::from(x).exp();
            assert!((f64::from(exp(x)) / expected - 1.0).abs() < 1e-5, "exp({x})");
        }
        assert!((tanh(0.5) - 0.5f32.tanh()).abs() < 1e-6);
        assert_eq!(sigmoid(0.0), 0.5);
    }

    #[test]
    fn ln_is_close_everywhere() {
        for step in -300..=300 {
            let x = (f64::from(step) / 10.0).exp() as f32;
            assert!((f64::from(ln(x)) - f64::from(x).ln()).abs() < 4e-6, "ln({x})");
        }
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn activations_are_rounded_and_clipped() {
        let mut out = [0; 6];
        quantise(&[0.0, 0.49, 0.51, -1.0, 1000.0, -1000.0], 1.0, &mut out);
        assert_eq!(out, [64, 64, 65, 63, 127, 1]);
    }
}
