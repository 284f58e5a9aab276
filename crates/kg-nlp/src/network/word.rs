//! What the network sees of a word, found from its form alone.
//!
//! In comes a form, out comes a row of [`WIDTH`] numbers: its own row, the row of its word vector, and eight rows for
//! endings, beginnings and shape by hash, added and normalised. `training/words.py` computes the same rows; a change
//! here is a change there and a new version of the model file. Rows of forms met before are kept, up to [`KEPT_FORMS`].

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::block::Norm;
use super::file::{Keys, ModelError, Sections, Table};

/// Numbers in a row.
pub const WIDTH: usize = 128;

/// So many forms are kept; then the store is emptied. 32 MB, more forms than most folders of articles have.
const KEPT_FORMS: usize = 1 << 16;

/// Row of forms that have none of their own.
const UNKNOWN: usize = 1;

/// What is hashed: suffix or prefix of so many characters, or the shape; into how many rows, of which row 0 stays
/// empty.
const AFFIXES: [(&str, Affix, u32); 8] = [
    ("s2", Affix::Suffix(2), 2048),
    ("s3", Affix::Suffix(3), 4096),
    ("s4", Affix::Suffix(4), 8192),
    ("p4", Affix::Prefix(4), 8192),
    ("p2", Affix::Prefix(2), 1024),
    ("p3", Affix::Prefix(3), 4096),
    ("sh", Affix::Shape, 1024),
    ("s5", Affix::Suffix(5), 8192),
];

#[derive(Clone, Copy)]
enum Affix {
    Suffix(usize),
    Prefix(usize),
    Shape,
}

/// The tables of forms.
pub struct Words<'m> {
    own_rows: Keys<'m>,
    own: Table<'m>,
    vector_rows: Keys<'m>,
    vectors: Table<'m>,
    affixes: Table<'m>,
    norm: Norm,
}

impl<'m> Words<'m> {
    /// Opens the tables of a model.
    pub fn open(sections: &Sections<'m>) -> Result<Words<'m>, ModelError> {
        let affixes = Table::open(sections, "affixes", WIDTH)?;
        if affixes.rows() != AFFIXES.iter().map(|(_, _, rows)| *rows as usize).sum::<usize>() {
            return Err(super::file::broken("affixes", "has another number of rows than this program hashes into"));
        }
        Ok(Words {
            own_rows: Keys::open(sections, "own.keys")?,
            own: Table::open(sections, "own", WIDTH)?,
            vector_rows: Keys::open(sections, "vec.keys")?,
            vectors: Table::open(sections, "vectors", WIDTH)?,
            affixes,
            norm: Norm::open(sections, "input.norm", WIDTH)?,
        })
    }

    /// Computes the row of a form into `row`.
    fn compute(&self, form: &str, spelling: &mut Spelling, row: &mut [f32]) {
        row.fill(0.0);
        spelling.of(form);
        self.own.add(self.own_rows.get(crc32fast::hash(spelling.digitless.as_bytes())).unwrap_or(UNKNOWN), row);
        self.vectors.add(self.vector_rows.get(crc32fast::hash(spelling.lower.as_bytes())).unwrap_or(0), row);
        let mut first = 0;
        for (name, affix, rows) in AFFIXES {
            let mut hasher = crc32fast::Hasher::new();
            hasher.update(name.as_bytes());
            hasher.update(spelling.part(affix).as_bytes());
            self.affixes.add((first + hasher.finalize() % (rows - 1) + 1) as usize, row);
            first += rows;
        }
        self.norm.apply(row);
    }
}

/// Rows of the forms met so far.
#[derive(Default)]
pub struct KnownForms {
    places: HashMap<Box<str>, u32, BuildHasherDefault<FormHasher>>,
    rows: Vec<f32>,
    spelling: Spelling,
}

impl KnownForms {
    /// The row of a form.
    pub fn row(&mut self, words: &Words<'_>, form: &str) -> &[f32] {
        let place = match self.places.get(form) {
            Some(place) => *place as usize,
            None => {
                if self.places.len() == KEPT_FORMS {
                    self.places.clear();
                    self.rows.clear();
                }
                let place = self.places.len();
                self.rows.resize((place + 1) * WIDTH, 0.0);
                words.compute(form, &mut self.spelling, &mut self.rows[place * WIDTH..]);
                self.places.insert(form.into(), u32::try_from(place).expect("fewer than KEPT_FORMS"));
                place
            }
        };
        &self.rows[place * WIDTH..][..WIDTH]
    }
}

/// Multiplies and rotates eight bytes at a time; order of the map never shows.
#[derive(Default)]
struct FormHasher(u64);

impl Hasher for FormHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// A form in the spellings that are looked up.
#[derive(Default)]
struct Spelling {
    lower: String,
    digitless: String,
    shape: String,
}

/// The form with typewriter marks.
fn plain(form: &str) -> Cow<'_, str> {
    match form {
        "’" | "‘" => "'".into(),
        "“" | "”" | "``" | "''" => "\"".into(),
        "–" | "—" | "--" => "-".into(),
        _ if form.contains('’') => form.replace('’', "'").into(),
        _ => form.into(),
    }
}

/// The checksum by which the lexical table of the claims reader knows a form: of its lower case.
pub fn lexical_key(form: &str) -> u32 {
    crc32fast::hash(plain(form).to_lowercase().as_bytes())
}

impl Spelling {
    fn of(&mut self, form: &str) {
        let plain = plain(form);
        self.lower = plain.to_lowercase();
        self.digitless = self.lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        self.shape.clear();
        let (mut last, mut run) = ('\0', 0);
        for c in plain.chars() {
            let kind = match c {
                c if c.is_uppercase() => 'X',
                c if c.is_lowercase() => 'x',
                c if c.is_ascii_digit() => 'd',
                c => c,
            };
            run = if kind == last { run + 1 } else { 1 };
            last = kind;
            if run <= 2 {
                self.shape.push(kind);
            }
        }
    }

    fn part(&self, affix: Affix) -> &str {
        let word = &self.digitless;
        match affix {
            Affix::Suffix(characters) => {
                &word[word.char_indices().rev().nth(characters - 1).map_or(0, |(index, _)| index)..]
            }
            Affix::Prefix(characters) => {
                &word[..word.char_indices().nth(characters).map_or(word.len(), |(index, _)| index)]
            }
            Affix::Shape => &self.shape,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Affix, Spelling};

    #[test]
    fn spellings_as_the_training_has_them() {
        let mut spelling = Spelling::default();
        spelling.of("McDonald’s");
        assert_eq!((spelling.lower.as_str(), spelling.shape.as_str()), ("mcdonald's", "XxXxx'x"));
        spelling.of("F-16s");
        assert_eq!((spelling.digitless.as_str(), spelling.shape.as_str()), ("f-00s", "X-ddx"));
        assert_eq!((spelling.part(Affix::Suffix(3)), spelling.part(Affix::Prefix(4))), ("00s", "f-00"));
        spelling.of("é");
        assert_eq!((spelling.part(Affix::Suffix(5)), spelling.part(Affix::Prefix(2))), ("é", "é"));
    }
}
