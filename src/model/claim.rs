//! What someone says is so: the unit of everything known.

use super::{ActorId, ContentHash, Evidence, PartialDate, Period, RelationKindId};
use crate::text::Span;

/// Somebody's word that a subject stands in a relation to an object, with the evidence for it. Never changed once made.
///
/// `P` says how far the ends are known: mentions of one document, or actors of the project. The kind admits the ends.
/// `hash` is taken over what is said and where, so that the same claim has the same hash in every build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim<P> {
    /// Hash of what is said and where.
    pub hash: ContentHash,
    /// Kind of relation.
    pub kind: RelationKindId,
    /// Who acts.
    pub subject: P,
    /// Whom it concerns.
    pub object: P,
    /// Whether it is said to be so or not to be so.
    pub polarity: Polarity,
    /// How real the event is said to be.
    pub modality: Modality,
    /// When it happened or held.
    pub period: Period,
    /// Whose word it is.
    pub attribution: Attribution<P>,
    /// What it rests on.
    pub evidence: Evidence,
    /// Where the claim itself comes from.
    pub origin: Origin,
    /// What an analyst decided about it.
    pub review: Review,
    /// What the words say besides, where the kind asks for it: a share, an amount, the word for the kinship.
    pub detail: Option<String>,
    /// A curator's remark.
    pub note: Option<String>,
}

/// Whether it is said to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Polarity {
    /// Said to be so.
    Affirmed,
    /// Said not to be so.
    Denied,
}

/// How real the event is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// It happened or holds.
    Actual,
    /// Someone means to do it.
    Planned,
    /// It may be or may come.
    Possible,
    /// It would be, if.
    Hypothetical,
}

/// Whose word a claim is: the document's own where there are no speakers, else the chain that brought it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution<P> {
    /// Outermost first: "Fars reports that Golpaygani said" is `[Fars, Golpaygani]`.
    pub speakers: Vec<Speaker<P>>,
    /// How many of them, counted from the last, say it side by side: 2 of "Brandt and Hale said". 1 where one does, and
    /// where there is none.
    pub together: usize,
    /// When the innermost speaker said it, where the words tell.
    pub said: Option<PartialDate>,
}

/// One in a chain of speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker<P> {
    /// A known actor, with the words that attribute ("said", "according to") where they were found.
    Actor(P, Option<Span>),
    /// Somebody the text describes and nobody knows: "unnamed officials".
    Words(String),
}

/// Where a claim itself comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Written by a curator, in the project's curated file.
    Curated {
        /// Line in it, from 1.
        line: u32,
    },
    /// Found in a document by a pattern, the claims reader, or both.
    Extracted {
        /// The pattern's id with the operators that rewrote it, or `reader` where the reader alone saw it.
        pattern: String,
        /// The reader sees it.
        read: bool,
        /// The words that it hangs on; none in a graph that was exported without them.
        words: Option<ClaimWords>,
    },
}

/// The pattern of what a body's own name says: whose it is.
pub const BODY_OF_OWNER: &str = "body_of_owner";

/// The pattern in `data/lang/en/patterns/state.ron` that reads the same from the words around a name.
const ORGAN_OF_STATE: &str = "organ_of_state";

/// Where an extracted claim stands in its document: bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimWords {
    /// The word that states it.
    pub trigger: Span,
    /// The words that stand for the subject.
    pub subject: Span,
    /// The words that stand for the object.
    pub object: Span,
}

impl Origin {
    /// What found it: `pattern`, `reader`, or `both`; none where a curator wrote it.
    pub fn found_by(&self) -> Option<&'static str> {
        match self {
            Origin::Curated { .. } => None,
            Origin::Extracted { pattern, .. } if pattern == READER => Some("reader"),
            Origin::Extracted { read: true, .. } => Some("both"),
            Origin::Extracted { read: false, .. } => Some("pattern"),
        }
    }
}

/// What stands in place of a pattern's id where the claims reader alone saw a claim; no pattern may have it.
pub const READER: &str = "reader";

/// What an analyst decided about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Review {
    /// Not judged yet.
    Unreviewed,
    /// Judged right. Curated claims are.
    Accepted,
    /// Judged wrong: carries nothing.
    Rejected,
    /// Not sure enough to be claimed before somebody judged it right: in no graph and no answer until then.
    Proposed,
}

impl<P> Claim<P> {
    /// True where the claim says that it is so, in fact: affirmed and actual.
    pub fn affirms(&self) -> bool {
        self.polarity == Polarity::Affirmed && self.modality == Modality::Actual
    }

    /// True where the subject's own name says it: "the Iraqi Army" is a part of Iraq. Nobody learns from it.
    pub fn is_trivial(&self) -> bool {
        match &self.origin {
            Origin::Extracted { pattern, .. } => {
                let pattern = pattern.as_str();
                pattern == BODY_OF_OWNER || pattern == ORGAN_OF_STATE
            }
            Origin::Curated { .. } => false,
        }
    }

    /// True where somebody other than the document says it.
    pub fn is_attributed(&self) -> bool {
        !self.attribution.speakers.is_empty()
    }
}

impl<P> Attribution<P> {
    /// Whose word it is in the end: the innermost speaker, or those who say it side by side. Empty where it is the
    /// document's own.
    pub fn sources(&self) -> &[Speaker<P>] {
        self.parts().1
    }

    /// Those through whom the sources' word comes, outermost first.
    pub fn relays(&self) -> &[Speaker<P>] {
        self.parts().0
    }

    fn parts(&self) -> (&[Speaker<P>], &[Speaker<P>]) {
        self.speakers.split_at(self.speakers.len().saturating_sub(self.together.max(1)))
    }
}

impl Speaker<ActorId> {
    /// The actor, where it is one.
    pub fn actor(&self) -> Option<ActorId> {
        match self {
            Speaker::Actor(actor, _) => Some(*actor),
            Speaker::Words(_) => None,
        }
    }
}

impl Polarity {
    /// Name for people and for JSON.
    pub fn label(self) -> &'static str {
        match self {
            Polarity::Affirmed => "affirmed",
            Polarity::Denied => "denied",
        }
    }
}

impl Modality {
    /// Name for people and for JSON.
    pub fn label(self) -> &'static str {
        match self {
            Modality::Actual => "actual",
            Modality::Planned => "planned",
            Modality::Possible => "possible",
            Modality::Hypothetical => "hypothetical",
        }
    }
}

impl Review {
    /// Name for people and for JSON.
    pub fn label(self) -> &'static str {
        match self {
            Review::Unreviewed => "unreviewed",
            Review::Accepted => "accepted",
            Review::Rejected => "rejected",
            Review::Proposed => "proposed",
        }
    }
}
