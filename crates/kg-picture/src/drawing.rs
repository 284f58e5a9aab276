//! What a picture of actors and relations shows: plain values, and no word of how they are found or laid out.
//!
//! Ids are whatever tells nodes apart; they decide the order in which things are placed, so the order of the vectors
//! does not matter. An edge whose end is no node is not drawn. Texts may be anything: they are escaped where they are
//! written.

use super::shape::Shape;

/// Nodes, edges and what stands around them.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Above the picture; nothing where it is empty.
    pub title: String,
    /// For whoever cannot see the picture.
    pub description: String,
    /// The actors.
    pub nodes: Vec<Node>,
    /// The relations between them.
    pub edges: Vec<Edge>,
    /// What colours, lines and shapes mean.
    pub legend: Vec<LegendLine>,
}

/// An actor.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// Tells it from other nodes.
    pub id: String,
    /// The words inside.
    pub label: String,
    /// Its outline.
    pub shape: Shape,
    /// `#rrggbb`.
    pub fill: String,
    /// Found in documents, not curated.
    pub dashed: bool,
    /// Tooltip.
    pub title: String,
    /// What was asked for: a stronger outline and bold letters.
    pub emphasis: bool,
}

/// A relation, from its subject to its object.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    /// Tells it from other edges.
    pub id: String,
    /// The id of the node it leaves.
    pub from: String,
    /// The id of the node it reaches.
    pub to: String,
    /// The words on it.
    pub label: String,
    /// `#rrggbb`.
    pub color: String,
    /// How sure it is, by its stroke.
    pub line: Line,
    /// What it ends in.
    pub arrow: Arrow,
    /// Tooltip: the words that state it.
    pub title: String,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// One strong stroke.
    Thick,
    /// One stroke.
    #[default]
    Solid,
    /// One thin stroke.
    Thin,
    /// Strokes with gaps.
    Dashed,
    /// Dots.
    Dotted,
}

/// What an edge ends in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrow {
    /// Nothing: both ends are alike.
    None,
    /// A head: it runs from subject to object.
    #[default]
    Normal,
    /// A bar: it is denied.
    Tee,
}

/// One line of the legend.
#[derive(Clone, Debug)]
pub struct LegendLine {
    /// What is shown.
    pub sign: Sign,
    /// What it means.
    pub text: String,
}

/// What a line of the legend explains.
#[derive(Clone, Debug)]
pub enum Sign {
    /// The colour of an edge, `#rrggbb`.
    Color(String),
    /// The standing of an edge.
    Line(Line, Arrow),
    /// The shape and fill of a node.
    Shape {
        /// The outline.
        shape: Shape,
        /// `#rrggbb`.
        fill: String,
        /// True where nobody curated it.
        dashed: bool,
    },
}

/// A picture, and what had no room in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The whole file.
    pub svg: String,
    /// Labels that stand in tooltips alone, because they would have covered something.
    pub labels_left_out: usize,
}
