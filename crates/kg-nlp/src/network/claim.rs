//! What a sentence claims: which kinds of relation each trigger may state, and how well each end fits as its subject
//! and as its object.
//!
//! Rows of forms as the parser's, with a table of its own added for what the parser never needed to know of a word;
//! blocks of its own; then, of the tokens that may be a trigger or an end, a hidden row each. A claim of kind `k` from
//! end `i` to end `j` scores
//!
//! ```text
//! log sum over triggers t of exp(kind[t][k] + subject[t][i] + object[t][j])
//!     + bias[k] + as_subject[i][k] + as_object[j][k]
//! ```
//!
//! where `subject` and `object` are products of hidden rows, with a number for the way through the tree from trigger to
//! end. The trigger that carries most of the sum is the word on which the claim opens. Trained in `training/claims/`.

use super::block::{Block, run};
use super::file::{Keys, ModelError, Sections, Table, broken};
use super::float::{dot, exp, ln};
use super::kernel::{BLOCK, Job, Kernel, Product};
use super::word::{WIDTH, lexical_key};
use super::{Labels, Network, Scratch};

/// Width of the hidden rows of triggers and of ends.
const HIDDEN: usize = 128;

/// Width of what is multiplied of a trigger and an end.
const PAIR: usize = 64;

/// What a trigger says of the claims it states.
const STATUS: usize = POLARITIES + MODALITIES + 2;
const POLARITIES: usize = 2;
const MODALITIES: usize = 4;

/// Scores stay in these bounds, as in training.
const KIND_BOUNDS: (f32, f32) = (-30.0, 12.0);
const END_BOUNDS: (f32, f32) = (-15.0, 10.0);

/// The reader's weights, borrowed from the bytes of its file.
pub struct ClaimHead<'m> {
    kinds: Vec<&'m str>,
    lexical_rows: Keys<'m>,
    lexical: Table<'m>,
    blocks: Vec<Block<'m>>,
    enter: Product<'m>,
    of_trigger: Product<'m>,
    of_end: Product<'m>,
    /// For each way through the tree what it adds to an end as subject and as object.
    paths: Vec<f32>,
    bias: Vec<f32>,
}

/// The tokens of a sentence that may state a claim or be its end, by position in the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Tokens that may trigger a claim.
    pub triggers: Vec<usize>,
    /// Tokens that may be an end.
    pub ends: Vec<usize>,
    /// For each trigger, for each end: the row of the way between them, see [`ClaimHead::path`].
    pub paths: Vec<usize>,
}

/// What the reader thinks of a sentence. `t` counts triggers, `e` ends, `k` kinds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClaimScores {
    /// Number of ends.
    pub ends: usize,
    /// Number of kinds.
    pub kinds: usize,
    /// `[t][k]`: that the trigger states this kind.
    pub kind: Vec<f32>,
    /// `[t][e]`: that the end is its subject.
    pub subject: Vec<f32>,
    /// `[t][e]`: that the end is its object.
    pub object: Vec<f32>,
    /// `[e][k]`: what an end adds as the subject of a kind.
    pub as_subject: Vec<f32>,
    /// `[e][k]`: what an end adds as its object.
    pub as_object: Vec<f32>,
    /// `[k]`: how common a kind is.
    pub bias: Vec<f32>,
    /// Each trigger's polarity (affirmed, denied), modality (actual, planned, possible, hypothetical) and whether it is
    /// somebody's word (no, yes).
    pub status: Vec<[f32; STATUS]>,
}

impl<'m> ClaimHead<'m> {
    /// Opens the reader's file; `parser` is the checksum of the model whose rows it was trained on.
    pub fn open(sections: &Sections<'m>, parser: u32) -> Result<ClaimHead<'m>, ModelError> {
        let labels = Labels(sections.text("labels")?);
        let made_for = labels.line("parser")?.next().unwrap_or("");
        if made_for != format!("{parser:08x}") {
            return Err(broken("labels", &format!("says that it was made for the model {made_for}, not {parser:08x}")));
        }
        let kinds: Vec<&str> = labels.line("kinds")?.collect();
        let letters = labels.line("blocks")?.next().unwrap_or("");
        let blocks = Block::open_all(sections, "", letters, WIDTH)?;
        let paths = sections.get("paths")?.len() / 8;
        if paths < 2 {
            return Err(broken("paths", "has no rows"));
        }
        let width = kinds.len().next_multiple_of(BLOCK);
        Ok(ClaimHead {
            lexical_rows: Keys::open(sections, "lexical.keys")?,
            lexical: Table::open(sections, "lexical", WIDTH)?,
            blocks,
            enter: sections.product("enter", WIDTH, 2 * HIDDEN)?,
            of_trigger: sections.product("trigger", HIDDEN, width + 2 * PAIR + BLOCK)?,
            of_end: sections.product("end", HIDDEN, 2 * PAIR + BLOCK + 2 * width)?,
            paths: sections.floats("paths", 2 * paths)?,
            bias: sections.floats("bias", kinds.len())?,
            kinds,
        })
    }

    /// The kinds that are scored, by key.
    pub fn kinds(&self) -> &[&'m str] {
        &self.kinds
    }

    /// The row of a way through the tree, by hash; row 0 stays empty.
    pub fn path(&self, way: &str) -> usize {
        let rows = self.paths.len() / 2;
        crc32fast::hash(way.as_bytes()) as usize % (rows - 1) + 1
    }

    /// Scores a sentence of at most [`super::MOST_TOKENS`] forms. Linear in the tokens, and in triggers times ends.
    pub fn read(
        &self,
        network: &Network<'_>,
        forms: &[&str],
        candidates: &Candidates,
        scratch: &mut Scratch,
    ) -> ClaimScores {
        network.unit.run(Scoring { head: self, network, forms, candidates, scratch })
    }
}

struct Scoring<'a, 'm, 'n> {
    head: &'a ClaimHead<'m>,
    network: &'a Network<'n>,
    forms: &'a [&'a str],
    candidates: &'a Candidates,
    scratch: &'a mut Scratch,
}

impl Job for Scoring<'_, '_, '_> {
    type Output = ClaimScores;

    #[inline(always)]
    fn run<K: Kernel>(self, kernel: K) -> ClaimScores {
        let (head, candidates) = (self.head, self.candidates);
        let Scratch { forms, rows, joined, room, .. } = self.scratch;
        rows.clear();
        rows.resize(WIDTH, 0.0);
        for form in self.forms {
            let start = rows.len();
            rows.extend_from_slice(forms.row(&self.network.words, form));
            if let Some(row) = head.lexical_rows.get(lexical_key(form)) {
                head.lexical.add(row, &mut rows[start..]);
            }
        }
        rows.resize(rows.len() + WIDTH, 0.0);
        run(kernel, &head.blocks, rows, WIDTH, room);
        let count = rows.len() / WIDTH - 2;
        let entered = room.multiply(kernel, &head.enter, &rows[WIDTH..(count + 1) * WIDTH], WIDTH, count);
        // Hidden rows of the triggers, then of the ends.
        joined.clear();
        for (tokens, first) in [(&candidates.triggers, 0), (&candidates.ends, HIDDEN)] {
            for token in tokens {
                let row = &entered[token * 2 * HIDDEN + first..][..HIDDEN];
                joined.extend(row.iter().map(|value| value.max(0.0)));
            }
        }
        let (triggers, ends, kinds) = (candidates.triggers.len(), candidates.ends.len(), head.kinds.len());
        let width = kinds.next_multiple_of(BLOCK);
        let of_trigger =
            room.multiply(kernel, &head.of_trigger, &joined[..triggers * HIDDEN], HIDDEN, triggers).to_vec();
        let of_end = room.multiply(kernel, &head.of_end, &joined[triggers * HIDDEN..], HIDDEN, ends);
        let mut scores = ClaimScores { ends, kinds, bias: head.bias.clone(), ..ClaimScores::default() };
        for trigger in of_trigger.chunks_exact(head.of_trigger.outputs) {
            let (kind, rest) = trigger.split_at(width);
            scores.kind.extend(kind[..kinds].iter().map(|score| score.clamp(KIND_BOUNDS.0, KIND_BOUNDS.1)));
            scores.status.push(rest[2 * PAIR..2 * PAIR + STATUS].try_into().expect("as many as there are"));
        }
        for end in of_end.chunks_exact(head.of_end.outputs) {
            let kinds_of = &end[2 * PAIR + BLOCK..];
            scores.as_subject.extend_from_slice(&kinds_of[..kinds]);
            scores.as_object.extend_from_slice(&kinds_of[width..width + kinds]);
        }
        let scale = 4.0 / (PAIR as f32).sqrt();
        for (number, trigger) in of_trigger.chunks_exact(head.of_trigger.outputs).enumerate() {
            let (of_subject, of_object) = trigger[width..width + 2 * PAIR].split_at(PAIR);
            for (place, end) in of_end.chunks_exact(head.of_end.outputs).enumerate() {
                let path = candidates.paths[number * ends + place] * 2;
                let score = |asks: &[f32], offers: &[f32], side: usize| {
                    let score = dot(asks, offers) * scale + end[2 * PAIR + side] + head.paths[path + side];
                    score.clamp(END_BOUNDS.0, END_BOUNDS.1)
                };
                scores.subject.push(score(of_subject, &end[..PAIR], 0));
                scores.object.push(score(of_object, &end[PAIR..2 * PAIR], 1));
            }
        }
        scores
    }
}

/// Added to every sum, as in training: the logarithm of nothing is none.
const LEAST_SUM: f32 = 1e-8;

/// Scores made ready for the sums over triggers.
pub struct ClaimSums<'s> {
    scores: &'s ClaimScores,
    /// `e` to the power of each score less the largest of its column, and those largest.
    kind: (Vec<f32>, Vec<f32>),
    subject: (Vec<f32>, Vec<f32>),
    object: (Vec<f32>, Vec<f32>),
}

impl ClaimScores {
    /// Makes the scores ready. Linear in them.
    pub fn sums(&self) -> ClaimSums<'_> {
        ClaimSums {
            scores: self,
            kind: powers(&self.kind, self.kinds),
            subject: powers(&self.subject, self.ends),
            object: powers(&self.object, self.ends),
        }
    }
}

impl ClaimSums<'_> {
    /// Log odds that the sentence claims each kind of a pair of ends, into `logits`. Linear in triggers times kinds.
    ///
    /// # Panics
    /// Where one of the two is no end.
    pub fn logits(&self, subject: usize, object: usize, logits: &mut Vec<f32>) {
        let ClaimScores { ends, kinds, bias, as_subject, as_object, .. } = self.scores;
        logits.clear();
        logits.resize(*kinds, LEAST_SUM);
        for (trigger, of_kinds) in self.kind.0.chunks_exact(*kinds).enumerate() {
            let weight = self.subject.0[trigger * ends + subject] * self.object.0[trigger * ends + object];
            for (sum, kind) in logits.iter_mut().zip(of_kinds) {
                *sum += weight * kind;
            }
        }
        let most = self.subject.1[subject] + self.object.1[object];
        let (as_subject, as_object) =
            (&as_subject[subject * kinds..][..*kinds], &as_object[object * kinds..][..*kinds]);
        for (kind, logit) in logits.iter_mut().enumerate() {
            *logit = ln(*logit) + most + self.kind.1[kind] + bias[kind] + as_subject[kind] + as_object[kind];
        }
    }

    /// The trigger that carries most of a claim, by its place among the triggers; the first of equals.
    pub fn trigger(&self, subject: usize, object: usize, kind: usize) -> usize {
        let ClaimScores { ends, kinds, .. } = self.scores;
        let carried = |trigger: usize| {
            self.subject.0[trigger * ends + subject]
                * self.object.0[trigger * ends + object]
                * self.kind.0[trigger * kinds + kind]
        };
        let triggers = self.kind.0.len() / kinds;
        (1..triggers).fold(0, |best, trigger| if carried(trigger) > carried(best) { trigger } else { best })
    }
}

fn powers(scores: &[f32], columns: usize) -> (Vec<f32>, Vec<f32>) {
    let mut most = vec![f32::MIN; columns];
    for row in scores.chunks_exact(columns) {
        for (most, score) in most.iter_mut().zip(row) {
            *most = most.max(*score);
        }
    }
    let mut powers = scores.to_vec();
    for row in powers.chunks_exact_mut(columns) {
        for (score, most) in row.iter_mut().zip(&most) {
            *score = exp(*score - most);
        }
    }
    (powers, most)
}
