//! What an analyst decided: about a claim, about who is who, or about an earlier decision.
//!
//! Decisions are the project's memory of judgement. They name claims by what they say and where, and actors by key, so
//! that they outlive every build; `resolve` finds what they mean in one. None is ever changed: who thinks better of one
//! takes it back with another.

use jiff::Timestamp;

use super::ContentHash;

/// A decision with who took it, when and why. Equal decisions are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Name it is taken back by: lower-case ASCII letters and digits, unique in a file.
    pub id: String,
    /// When it was taken.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why; may be empty.
    pub why: String,
    /// What was decided.
    pub act: Act,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// That a claim is right or wrong.
    Judge {
        /// The claim.
        claim: ClaimReference,
        /// How it was judged.
        verdict: Verdict,
    },
    /// Whether two actors are one.
    Identify {
        /// Key of one; the order of the two means nothing.
        a: String,
        /// Key of the other.
        b: String,
        /// Whether they are.
        identity: Identity,
    },
    /// That what some documents say of an actor they say of another with its name.
    Split {
        /// Key of the actor.
        actor: String,
        /// Keys of the documents, sorted.
        documents: Vec<String>,
    },
    /// That an earlier decision no longer holds.
    Undo {
        /// Its id.
        decision: String,
    },
}

/// How a claim was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right, where the correction says nothing else.
    Accepted(Correction),
    /// Wrong: it carries nothing.
    Rejected,
}

/// What a claim should say instead; `None` where it is right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Key of the kind of relation.
    pub kind: Option<String>,
    /// Key of the actor who acts.
    pub subject: Option<String>,
    /// Key of the actor whom it concerns.
    pub object: Option<String>,
}

/// Whether two actors are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Identity {
    /// One actor under two keys.
    Same,
    /// Two actors, however alike their names.
    Different,
    /// Looked at, and nobody can tell.
    Unsure,
}

/// A claim, named so that it is found again when the program reads its document better: the document by key or text,
/// the kind and the ends by key, the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimReference {
    /// Its hash when the decision was taken.
    pub hash: ContentHash,
    /// Key of its document, or what it cites.
    pub document: String,
    /// Hash of the document's text, where it was read.
    pub text: Option<ContentHash>,
    /// Key of the kind of relation.
    pub kind: String,
    /// Key of the subject, as extracted or curated.
    pub subject: String,
    /// Key of the object.
    pub object: String,
    /// Polarity and modality: `affirmed actual`.
    pub says: String,
    /// The words, white space as single spaces; empty where it cites a publication as a whole.
    pub words: String,
}

impl Correction {
    /// True where the claim is right as it stands.
    pub fn is_empty(&self) -> bool {
        *self == Correction::default()
    }
}

impl Identity {
    /// Name for people and for JSON.
    pub fn label(self) -> &'static str {
        match self {
            Identity::Same => "same",
            Identity::Different => "different",
            Identity::Unsure => "unsure",
        }
    }
}

impl Act {
    /// Name for people and for JSON.
    pub fn label(&self) -> &'static str {
        match self {
            Act::Judge { verdict: Verdict::Accepted(correction), .. } if correction.is_empty() => "accepted",
            Act::Judge { verdict: Verdict::Accepted(_), .. } => "corrected",
            Act::Judge { verdict: Verdict::Rejected, .. } => "rejected",
            Act::Identify { identity, .. } => identity.label(),
            Act::Split { .. } => "split",
            Act::Undo { .. } => "undone",
        }
    }
}
