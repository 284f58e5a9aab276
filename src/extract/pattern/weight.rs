//! How much a pattern asks for: of several that fit a trigger, the one that asks for most is meant.
//!
//! Points are counted, not learned, so that the order of two patterns can be read off their entries: `kg patterns
//! --why` shows them.

use super::{Pattern, Slot};
use crate::extract::lexicon::NounClass;

/// A noun asked for in a slot parts patterns most: "signed a pact with" is another thing than "signed".
const WITH: usize = 4;
/// An object behind a preposition, in a clause or as the indirect object is chosen by the writer of the sentence; a
/// patient stands nearly anywhere.
const FIXED_OBJECT: usize = 2;
/// Sorts of the object.
const OBJECT_IS: usize = 1;
/// A noun that must not be there.
const WITHOUT: usize = 1;

/// Points of a pattern, and what they are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// How many.
    pub points: usize,
    /// For what.
    pub condition: Condition,
}

/// What a pattern asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A noun of the class in the slot.
    With(Slot, NounClass),
    /// No noun of the class in the slot.
    Without(Slot, NounClass),
    /// The object stands behind a preposition, in a clause or as the indirect object.
    FixedObject,
    /// The object is of some sorts.
    ObjectIs,
}

impl Pattern {
    /// What the pattern asks for, with the points of each; those that weigh most first.
    pub fn weights(&self) -> Vec<Weight> {
        let weight = |points, condition| Weight { points, condition };
        let with = self.with.iter().map(|(slot, class)| weight(WITH, Condition::With(slot.clone(), *class)));
        let fixed = self.has_fixed_object().then(|| weight(FIXED_OBJECT, Condition::FixedObject));
        let sorts = (!self.object_is.is_empty()).then(|| weight(OBJECT_IS, Condition::ObjectIs));
        let without =
            self.without.iter().map(|(slot, class)| weight(WITHOUT, Condition::Without(slot.clone(), *class)));
        with.chain(fixed).chain(sorts).chain(without).collect()
    }

    /// The sum of its points: of two patterns that fit, the one with more is tried first.
    pub fn specificity(&self) -> usize {
        WITH * self.with.len()
            + FIXED_OBJECT * usize::from(self.has_fixed_object())
            + OBJECT_IS * usize::from(!self.object_is.is_empty())
            + WITHOUT * self.without.len()
    }

    fn has_fixed_object(&self) -> bool {
        let is_fixed = |slot: &Slot| matches!(slot, Slot::Preposition(_) | Slot::Clause | Slot::Recipient);
        !self.object.is_empty() && self.object.iter().all(is_fixed)
    }
}
