//! The best tree with one root over scored arcs (Chu and Liu 1965, Edmonds 1967, Tarjan 1977).

/// True when `heads` (tokens from 1, 0 the root, `heads[i]` the head of token i + 1) form a tree with one root. Linear.
pub(super) fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|head| **head == 0).count() != 1 {
        return false;
    }
    // The walk that first reached a token; tokens that an earlier walk reached lead to the root.
    let mut walk = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut node = start;
        while node != 0 && walk[node] == 0 {
            walk[node] = start;
            node = heads[node - 1];
        }
        if node != 0 && walk[node] == start {
            return false;
        }
    }
    true
}

/// The best tree for `scores[(token - 1) * columns + head]`, heads 0 (the root) to `count`. Quadratic in `count`
/// (Tarjan 1977, for dense graphs).
///
/// A second root costs more than any arc can bring, so there is one; scores of more than [`MOST`] (no sound model has
/// them) count as that.
pub(super) fn best_tree(scores: &[f32], columns: usize, count: usize) -> Vec<usize> {
    const SECOND_ROOT: f64 = 10.0 * MOST;
    let size = count + 1;
    let mut gains = vec![0.0; size * size];
    for token in 1..size {
        for head in 0..size {
            let score = scores[(token - 1) * columns + head];
            let score = if score.is_nan() { -MOST } else { f64::from(score).clamp(-MOST, MOST) };
            gains[token * size + head] = if head == 0 { score - SECOND_ROOT } else { score };
        }
    }
    let mut forest = Forest {
        size,
        gains,
        entered: (0..size * size).map(|place| place / size).collect(),
        top: (0..size).collect(),
        parent: (0..size).map(|_| NONE).collect(),
        children: vec![Vec::new(); size],
        row: (0..size).collect(),
        chosen: vec![(0, 0); size],
    };
    forest.choose();
    forest.expand()
}

/// Largest score of an arc.
const MOST: f64 = 1e4;

const NONE: usize = usize::MAX;

/// Nodes on their way to a tree: tokens, then cycles of nodes that were merged into one.
struct Forest {
    size: usize,
    /// For the row of a node and each token as head, what the best arc into the node brings over the one that it would
    /// replace.
    gains: Vec<f64>,
    /// The token at which that arc enters the node.
    entered: Vec<usize>,
    /// The outermost node that a token is in.
    top: Vec<usize>,
    /// The node that a node was merged into.
    parent: Vec<usize>,
    children: Vec<Vec<usize>>,
    /// A merged node takes over a row of its children.
    row: Vec<usize>,
    /// The arc chosen for a node: the token it enters at and its head.
    chosen: Vec<(usize, usize)>,
}

impl Forest {
    /// Follows best arcs from each token to what already hangs on the root, merging every cycle met.
    fn choose(&mut self) {
        let mut attached = vec![false; self.size];
        attached[0] = true;
        let mut on_path = vec![false; self.size];
        for start in 1..self.size {
            let mut path = Vec::new();
            let mut node = self.top[start];
            while !attached[node] {
                let row = self.row[node] * self.size;
                let outside = (0..self.size).filter(|head| self.top[*head] != node);
                let head = outside
                    .reduce(|best, head| if self.gains[row + head] > self.gains[row + best] { head } else { best })
                    .unwrap_or(0);
                self.chosen[node] = (self.entered[row + head], head);
                path.push(node);
                on_path[node] = true;
                node = self.top[head];
                if on_path[node] && !attached[node] {
                    let first = path.iter().position(|other| *other == node).expect("it is on the path");
                    node = self.merge(path.split_off(first));
                    attached.push(false);
                    on_path.push(false);
                }
            }
            for node in path {
                attached[node] = true;
            }
        }
    }

    /// Merges the nodes of a cycle into a new one, which is returned.
    fn merge(&mut self, cycle: Vec<usize>) -> usize {
        let merged = self.parent.len();
        let kept_row = self.row[cycle[0]] * self.size;
        for (index, node) in cycle.iter().copied().enumerate() {
            let row = self.row[node] * self.size;
            let (_, head) = self.chosen[node];
            let replaced = self.gains[row + head];
            for head in 0..self.size {
                let gain = self.gains[row + head] - replaced;
                if index == 0 || gain > self.gains[kept_row + head] {
                    self.gains[kept_row + head] = gain;
                    self.entered[kept_row + head] = self.entered[row + head];
                }
            }
            self.parent[node] = merged;
        }
        for top in &mut self.top {
            if cycle.contains(top) {
                *top = merged;
            }
        }
        self.parent.push(NONE);
        self.row.push(kept_row / self.size);
        self.chosen.push((0, 0));
        self.children.push(cycle);
        merged
    }

    /// Heads of the tokens: an arc into a merged node replaces the chosen arcs of those nodes inside that it enters.
    fn expand(self) -> Vec<usize> {
        let mut heads = vec![0; self.size];
        let mut open: Vec<usize> = (1..self.parent.len()).filter(|node| self.parent[*node] == NONE).collect();
        while let Some(node) = open.pop() {
            let (token, head) = self.chosen[node];
            heads[token] = head;
            let mut inside = token;
            while inside != node {
                let parent = self.parent[inside];
                open.extend(self.children[parent].iter().filter(|sibling| **sibling != inside));
                inside = parent;
            }
        }
        heads.remove(0);
        heads
    }
}

#[cfg(test)]
mod tests {
    use super::{best_tree, is_tree};
    use proptest::prelude::*;

    #[test]
    fn a_cycle_is_no_tree() {
        assert!(is_tree(&[2, 0, 2]));
        assert!(!is_tree(&[2, 1, 0]));
        assert!(!is_tree(&[0, 0]));
        assert!(!is_tree(&[1]));
    }

    /// Every assignment of heads, the best that is a tree.
    fn by_trying_all(scores: &[f32], count: usize) -> f32 {
        let mut best = f32::MIN;
        for number in 0..(count + 1).pow(count as u32) {
            let heads: Vec<usize> =
                (0..count).map(|token| number / (count + 1).pow(token as u32) % (count + 1)).collect();
            if is_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    fn total(scores: &[f32], heads: &[usize]) -> f32 {
        heads.iter().enumerate().map(|(token, head)| scores[token * (heads.len() + 1) + head]).sum()
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            rng_seed: proptest::test_runner::RngSeed::Fixed(3),
            ..ProptestConfig::default()
        })]
        #[test]
        fn the_best_tree_is_the_best_of_all(count in 1usize..5, values in prop::collection::vec(-9i8..9, 20)) {
            let scores: Vec<f32> = (0..count * (count + 1)).map(|i| f32::from(values[i % 20])).collect();
            let heads = best_tree(&scores, count + 1, count);
            prop_assert!(is_tree(&heads));
            prop_assert_eq!(total(&scores, &heads), by_trying_all(&scores, count));
        }
    }
}
