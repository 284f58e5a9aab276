//! What is read off the encoded tokens: tags, arcs, relations.
//!
//! One product gives tags and the four projections of arcs and labels. An arc's score is biaffine (Dozat and Manning
//! 2017) plus a bias for its signed distance; every token takes its best head, and where that is no tree with one root,
//! the best tree is found (`tree.rs`). A relation is scored for the chosen head alone.

use super::block::Room;
use super::file::{ModelError, Sections, broken};
use super::float::{Rows, largest, multiply};
use super::kernel::{BLOCK, Kernel, Product};
use super::word::WIDTH;
use crate::tag::{Relation, Upos, Xpos};
use crate::tree;

/// Width of the projections of arcs and labels.
const ARC: usize = 64;

/// Distances beyond this fall into the last bucket anyway.
const FAR: usize = 256;

/// The heads' weights.
pub struct Heads<'m> {
    xpos: Vec<Xpos>,
    upos: Vec<Upos>,
    relations: Vec<Relation>,
    product: Product<'m>,
    root_head: Vec<f32>,
    bilinear: Vec<f32>,
    head_bias: Vec<f32>,
    distance: Vec<f32>,
    label: Vec<f32>,
    label_bias: Vec<f32>,
}

/// What the heads say of one sentence. Tokens count from 0; a token that is its own head is the root.
#[derive(Default, Debug)]
pub struct Parse {
    /// Penn tag of each token.
    pub xpos: Vec<Xpos>,
    /// Universal tag of each token.
    pub upos: Vec<Upos>,
    /// Head of each token: one root, no cycle.
    pub heads: Vec<usize>,
    /// Relation of each token to its head; `root` for the root and for it alone.
    pub relations: Vec<Relation>,
}

/// Room for one sentence, kept from one to the next.
#[derive(Default)]
pub struct HeadRoom {
    queries: Vec<f32>,
    keys: Vec<f32>,
    scores: Vec<f32>,
    labels: Vec<f32>,
    hidden: Vec<f32>,
    /// Zeros, as long as the longest row of scores.
    none: Vec<f32>,
}

impl<'m> Heads<'m> {
    /// Opens the heads of a model with the labels it names.
    pub fn open(sections: &Sections<'m>, labels: &super::Labels<'m>) -> Result<Heads<'m>, ModelError> {
        let xpos: Vec<Xpos> = labels.of("xpos", Xpos::from_name)?;
        let upos: Vec<Upos> = labels.of("upos", Upos::from_name)?;
        let relations: Vec<Relation> = labels.of("relations", Relation::from_name)?;
        if !relations.contains(&Relation::Root) || relations.len() < 2 {
            return Err(broken("labels", "names no relation `root`, or no other"));
        }
        let outputs = xpos.len().next_multiple_of(BLOCK) + upos.len().next_multiple_of(BLOCK) + 4 * ARC;
        let root_head = sections.floats("root", ARC)?;
        let mut bilinear = sections.floats("bilinear", ARC * ARC + ARC)?;
        let head_bias = bilinear.split_off(ARC * ARC);
        let label_width = relations.len().next_multiple_of(BLOCK);
        let mut label = sections.floats("label", ARC * label_width + label_width)?;
        let label_bias = label.split_off(ARC * label_width);
        let product = sections.product("heads", WIDTH, outputs)?;
        let distance = sections.floats("distance", 33)?;
        Ok(Heads { xpos, upos, relations, product, root_head, bilinear, head_bias, distance, label, label_bias })
    }

    /// Reads a sentence off `rows`, its encoded tokens. Quadratic in the tokens.
    #[inline(always)]
    pub fn read<K: Kernel>(&self, kernel: K, rows: &[f32], room: &mut Room, own: &mut HeadRoom, parse: &mut Parse) {
        let count = rows.len() / WIDTH;
        let width = self.product.outputs;
        let products = room.multiply(kernel, &self.product, rows, WIDTH, count);
        let upos_at = self.xpos.len().next_multiple_of(BLOCK);
        let arc_at = upos_at + self.upos.len().next_multiple_of(BLOCK);
        parse.xpos.clear();
        parse.upos.clear();
        for row in products.chunks_exact_mut(width) {
            parse.xpos.push(self.xpos[largest(&row[..self.xpos.len()])]);
            parse.upos.push(self.upos[largest(&row[upos_at..upos_at + self.upos.len()])]);
            for value in &mut row[arc_at..arc_at + 2 * ARC] {
                *value = value.max(0.0);
            }
        }
        self.arcs(products, arc_at, own, count);
        let columns = (count + 1).next_multiple_of(BLOCK);
        parse.heads.clear();
        for scores in own.scores.chunks_exact(columns) {
            parse.heads.push(largest(&scores[..count + 1]));
        }
        if !tree::is_tree(&parse.heads) {
            parse.heads = tree::best_tree(&own.scores, columns, count);
        }
        self.label(products, arc_at, own, parse);
        for (token, head) in parse.heads.iter_mut().enumerate() {
            *head = head.checked_sub(1).unwrap_or(token);
        }
    }

    /// The best relation to the chosen head of each token.
    #[inline(always)]
    fn label(&self, products: &[f32], arc_at: usize, own: &mut HeadRoom, parse: &mut Parse) {
        let width = self.product.outputs;
        own.hidden.clear();
        for (token, head) in parse.heads.iter().enumerate() {
            let dependent = &products[token * width + arc_at + 2 * ARC..][..ARC];
            // The root's relation is not asked for, so any row will do.
            let head = &products[head.saturating_sub(1) * width + arc_at + 3 * ARC..][..ARC];
            own.hidden.extend(dependent.iter().zip(head).map(|(dependent, head)| (dependent + head).max(0.0)));
        }
        let outputs = self.label_bias.len();
        own.labels.resize(parse.heads.len() * outputs, 0.0);
        multiply(
            Rows { values: &own.hidden, stride: ARC, width: ARC },
            parse.heads.len(),
            &self.label,
            &self.label_bias,
            &mut own.labels,
        );
        let root = self.relations.iter().position(|relation| *relation == Relation::Root).expect("opened with a root");
        parse.relations.clear();
        for (head, labels) in parse.heads.iter().zip(own.labels.chunks_exact_mut(outputs)) {
            labels[root] = f32::MIN;
            parse.relations.push(if *head == 0 {
                Relation::Root
            } else {
                self.relations[largest(&labels[..self.relations.len()])]
            });
        }
    }

    /// Fills `own.scores[dependent][head]`, heads from 1 with 0 the root, rows padded to a block.
    #[inline(always)]
    fn arcs(&self, products: &[f32], arc_at: usize, own: &mut HeadRoom, count: usize) {
        let width = self.product.outputs;
        let columns = (count + 1).next_multiple_of(BLOCK);
        // Heads stand in columns, so that a row of scores is built without sums across lanes.
        own.keys.clear();
        own.keys.resize(ARC * columns, 0.0);
        for (lane, value) in self.root_head.iter().enumerate() {
            own.keys[lane * columns] = *value;
        }
        for token in 0..count {
            for (lane, value) in products[token * width + arc_at + ARC..][..ARC].iter().enumerate() {
                own.keys[lane * columns + token + 1] = *value;
            }
        }
        // (d' B + b) h: the head bias joins the query.
        own.queries.resize(count * ARC, 0.0);
        multiply(
            Rows { values: &products[arc_at..], stride: width, width: ARC },
            count,
            &self.bilinear,
            &self.head_bias,
            &mut own.queries,
        );
        own.none.resize(columns, 0.0);
        own.scores.resize(count * columns, 0.0);
        multiply(
            Rows { values: &own.queries, stride: ARC, width: ARC },
            count,
            &own.keys,
            &own.none[..columns],
            &mut own.scores,
        );
        for (token, scores) in own.scores.chunks_exact_mut(columns).enumerate() {
            scores[0] += self.distance[32];
            for (head, score) in scores[1..=count].iter_mut().enumerate() {
                *score += self.distance[distance_bucket(token, head)];
            }
            scores[token + 1] = f32::MIN / 4.0;
        }
    }
}

/// 16 plus the signed bucket floor(2 log2 distance) + 1, at most 15.
#[inline(always)]
fn distance_bucket(dependent: usize, head: usize) -> usize {
    const BUCKETS: [u8; FAR] = buckets();
    let bucket = usize::from(BUCKETS[head.abs_diff(dependent).min(FAR - 1)]);
    if head > dependent { 16 + bucket } else { 16 - bucket }
}

const fn buckets() -> [u8; FAR] {
    let mut table = [0; FAR];
    let mut distance = 1;
    while distance < FAR {
        // floor(2 log2 d) is floor(log2 d * d).
        let bucket = (distance * distance).ilog2() as u8 + 1;
        table[distance] = if bucket > 15 { 15 } else { bucket };
        distance += 1;
    }
    table
}
