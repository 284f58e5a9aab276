//! The model file: sections with names, read in place.
//!
//! In come the bytes of a `model.bin`, out come its sections, each with its checksum verified. Nothing is decompressed
//! and the large tables are not copied, so that opening costs one pass over the bytes. All numbers are little-endian.
//!
//! ```text
//! bytes 0..8     "kg-model"
//! 8..12          u32 version, 1
//! 12..16         u32 number of sections n
//! 16..20         u32 CRC-32 of the directory
//! 20..20+28n     directory: for each section 16 bytes of name (ASCII, filled with zeros), u32 start, u32 length in
//!                bytes, u32 CRC-32
//! then           the sections, each starting at a multiple of 64
//! ```
//!
//! | section | content |
//! |---|---|
//! | `labels` | UTF-8 lines `kind<TAB>value<TAB>value ...` for `upos`, `xpos`, `relations`, `names` (in the order of the outputs), `blocks` and `breaker` (letters) |
//! | `own.keys`, `vec.keys` | row of a form, see [`Keys`] |
//! | `own`, `vectors`, `affixes` | rows of 128 numbers, see [`Table`]; the eight affix tables stand one behind the other |
//! | `input.norm` | f32 gain[128], shift[128] |
//! | `N.product`, `N.norm` | block `N` of the encoder, a product (see `Sections::product`); a window (`c`) has 384 inputs, gates (`q`) 384 outputs: for each direction z, f (1 added), o |
//! | `heads` | product 128 -> tags, universal tags, arc dependent (64), arc head (64), label dependent (64), label head (64), each filled to 16 |
//! | `root` | f32 arc head of the root [64], after ReLU |
//! | `bilinear` | f32 [64 dependent][64 head], then the head bias [64] |
//! | `distance` | f32 [33] |
//! | `label` | f32 [64][relations filled to 16], then the bias |
//! | `name.*` | the name tagger: products `name.enter` (256 -> 64, input beside last layer), blocks `name.0`, `name.1`, product `name.out` |
//! | `brk.*` | the sentence breaker: product `brk.enter` (128 -> 128), f32 `brk.space` [3][128], `brk.norm`, blocks `brk.0` ..., f32 `brk.out` [128] and bias |
//! | `lem.keys`, `lem.scripts` | lemmas, see `lemma.rs` |

use std::fmt;

use super::kernel::{BLOCK, Product};

const MAGIC: &[u8; 8] = b"kg-model";
const VERSION: u32 = 1;
const ENTRY_BYTES: usize = 28;

/// Why a model file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError(pub(super) String);

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ModelError {}

/// Makes the error of a section.
pub(crate) fn broken(section: &str, what: &str) -> ModelError {
    ModelError(format!("section `{section}` {what}"))
}

/// The sections of a model file; every one lies inside the bytes and has the checksum that the directory gives.
pub struct Sections<'m> {
    entries: Vec<(&'m str, &'m [u8])>,
    checksum: u32,
}

impl<'m> Sections<'m> {
    /// Opens a file and verifies it. Linear in its bytes.
    pub fn open(bytes: &'m [u8]) -> Result<Sections<'m>, ModelError> {
        let error = |text: &str| ModelError(text.to_owned());
        if bytes.get(..8) != Some(MAGIC) {
            return Err(error("this is no model file: it does not begin with `kg-model`"));
        }
        let header = bytes.get(8..20).ok_or_else(|| error("the file ends inside its header"))?;
        let (version, count, sum) = (number(&header[0..4]), number(&header[4..8]), number(&header[8..12]));
        if version != VERSION {
            return Err(ModelError(format!("the file has version {version}, this program reads version {VERSION}")));
        }
        let directory_bytes =
            (count as usize).checked_mul(ENTRY_BYTES).and_then(|length| bytes.get(20..20usize.checked_add(length)?));
        let directory = directory_bytes.ok_or_else(|| error("the file ends inside its directory"))?;
        if crc32fast::hash(directory) != sum {
            return Err(error("the directory is damaged: its checksum differs"));
        }
        let mut entries = Vec::new();
        let mut last_end = 0;
        for entry in directory.chunks_exact(ENTRY_BYTES) {
            let name = std::str::from_utf8(&entry[..16])
                .map_err(|_| error("a section's name is not ASCII"))?
                .trim_end_matches('\0');
            let (start, length, sum) =
                (number(&entry[16..20]) as usize, number(&entry[20..24]) as usize, number(&entry[24..28]));
            let content = start
                .checked_add(length)
                .and_then(|end| bytes.get(start..end))
                .ok_or_else(|| broken(name, "lies outside the file: it was cut short"))?;
            if start < last_end || !start.is_multiple_of(64) {
                return Err(broken(name, "does not start behind the section before it, at a multiple of 64"));
            }
            last_end = start + length;
            if crc32fast::hash(content) != sum {
                return Err(broken(name, "is damaged: its checksum differs"));
            }
            entries.push((name, content));
        }
        Ok(Sections { entries, checksum: sum })
    }

    /// The checksum of the directory, which holds those of all sections: it stands for the whole file.
    pub fn checksum(&self) -> u32 {
        self.checksum
    }

    /// The bytes of a section.
    pub fn get(&self, name: &str) -> Result<&'m [u8], ModelError> {
        let found = self.entries.iter().find(|(other, _)| *other == name);
        found.map(|(_, content)| *content).ok_or_else(|| broken(name, "is missing"))
    }

    /// A section of text.
    pub fn text(&self, name: &str) -> Result<&'m str, ModelError> {
        std::str::from_utf8(self.get(name)?).map_err(|_| broken(name, "is not UTF-8"))
    }

    /// A section of `count` numbers.
    pub fn floats(&self, name: &str, count: usize) -> Result<Vec<f32>, ModelError> {
        let content = self.get(name)?;
        if content.len() != count * 4 {
            return Err(broken(name, &format!("has {} bytes where {} are due", content.len(), count * 4)));
        }
        finite(name, floats(content))
    }

    /// A product of `inputs` and, filled to a block, `outputs`: u32 inputs, u32 outputs, f32 step, f32 scales of all
    /// outputs, f32 biases of all outputs, weights as [`Product`] packs them.
    pub fn product(&self, name: &str, inputs: usize, outputs: usize) -> Result<Product<'m>, ModelError> {
        let content = self.get(name)?;
        let outputs = outputs.next_multiple_of(BLOCK);
        if content.len() != 12 + outputs * 8 + inputs * outputs
            || number(&content[0..4]) as usize != inputs
            || number(&content[4..8]) as usize != outputs
        {
            return Err(broken(name, &format!("is no product of {inputs} inputs and {outputs} outputs")));
        }
        let (numbers, weights) = content[8..].split_at(4 + outputs * 8);
        let numbers = finite(name, floats(numbers))?;
        if numbers[0] <= 0.0 {
            return Err(broken(name, "has a step that is not positive"));
        }
        let mut zero = vec![0; outputs];
        for (block, packed) in weights.chunks_exact(inputs * BLOCK).enumerate() {
            for (index, weight) in packed.iter().enumerate() {
                zero[block * BLOCK + index / 4 % BLOCK] += 64 * i32::from(weight.cast_signed());
            }
        }
        Ok(Product {
            inputs,
            outputs,
            weights,
            scale: numbers[1..=outputs].to_vec(),
            bias: numbers[1 + outputs..].to_vec(),
            zero,
            step: numbers[0],
        })
    }
}

/// Rows of numbers of four bits: u32 rows, u32 width, then each row's nibbles (the lower one first, 8 is zero), then
/// each row's scale as the upper half of an f32.
#[derive(Clone, Copy)]
pub struct Table<'m> {
    rows: usize,
    width: usize,
    nibbles: &'m [u8],
    scales: &'m [u8],
}

impl<'m> Table<'m> {
    /// The table in a section, `width` numbers a row.
    pub fn open(sections: &Sections<'m>, name: &str, width: usize) -> Result<Table<'m>, ModelError> {
        let content = sections.get(name)?;
        let rows = content.get(..4).map_or(0, |rows| number(rows) as usize);
        let bytes = rows.checked_mul(width / 2 + 2).and_then(|bytes| bytes.checked_add(8));
        if bytes != Some(content.len()) || number(&content[4..8]) as usize != width {
            return Err(broken(name, &format!("is no table of {width} numbers a row")));
        }
        let (nibbles, scales) = content[8..].split_at(rows * width / 2);
        Ok(Table { rows, width, nibbles, scales })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a row to `out`; a row that the table lacks adds nothing.
    pub fn add(&self, row: usize, out: &mut [f32]) {
        if row >= self.rows {
            return;
        }
        let scale =
            f32::from_bits(u32::from(u16::from_le_bytes([self.scales[row * 2], self.scales[row * 2 + 1]])) << 16);
        let nibbles = &self.nibbles[row * self.width / 2..][..self.width / 2];
        for (pair, byte) in out.chunks_exact_mut(2).zip(nibbles) {
            pair[0] += (f32::from(byte & 15) - 8.0) * scale;
            pair[1] += (f32::from(byte >> 4) - 8.0) * scale;
        }
    }
}

/// A map from strings to small numbers by the CRC-32 of the string: u32 count, then 4,097 u32 (where the keys with each
/// value of the upper 12 bits start), the keys as sorted u32, the numbers as u16. A string that is not in the map has a
/// chance of count / 2^32 to be taken for one that is.
#[derive(Clone, Copy)]
pub struct Keys<'m> {
    starts: &'m [u8],
    keys: &'m [u8],
    values: &'m [u8],
}

impl<'m> Keys<'m> {
    const STARTS: usize = 4097;

    /// The map in a section.
    pub fn open(sections: &Sections<'m>, name: &str) -> Result<Keys<'m>, ModelError> {
        let content = sections.get(name)?;
        let count = content.get(..4).map_or(0, |count| number(count) as usize);
        if count.checked_mul(6).and_then(|bytes| bytes.checked_add(4 + Keys::STARTS * 4)) != Some(content.len()) {
            return Err(broken(name, "is no map of keys"));
        }
        let (starts, rest) = content[4..].split_at(Keys::STARTS * 4);
        let (keys, values) = rest.split_at(count * 4);
        Ok(Keys { starts, keys, values })
    }

    /// The number that stands for a string whose CRC-32 is `key`.
    pub fn get(&self, key: u32) -> Option<usize> {
        let bucket = (key >> 20) as usize;
        let at = |bytes: &[u8], index: usize| bytes.get(index * 4..index * 4 + 4).map(number);
        let (mut low, mut high) = (at(self.starts, bucket)? as usize, at(self.starts, bucket + 1)? as usize);
        while low < high {
            let middle = low + (high - low) / 2;
            let found = at(self.keys, middle)?;
            match found.cmp(&key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    return self
                        .values
                        .get(middle * 2..middle * 2 + 2)
                        .map(|v| usize::from(u16::from_le_bytes([v[0], v[1]])));
                }
            }
        }
        None
    }
}

/// Numbers that are none would come out differently on different vector units.
fn finite(name: &str, numbers: Vec<f32>) -> Result<Vec<f32>, ModelError> {
    if numbers.iter().all(|number| number.is_finite()) {
        Ok(numbers)
    } else {
        Err(broken(name, "holds a number that is not finite"))
    }
}

fn number(bytes: &[u8]) -> u32 {
    u32::from_le_bytes(bytes.try_into().expect("four bytes were cut"))
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|bytes| f32::from_bits(number(bytes))).collect()
}
