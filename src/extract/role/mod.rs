//! Logical roles: who acts in a predicate and whom it concerns, whatever the sentence makes of it.
//!
//! In comes the tree, out come tokens that head the fillers. Passive, relative clause, participle, infinitive under
//! control or raising, coordination, by-phrase and possessive are undone here, once, so that no pattern repeats them.
//! Each step up or down is checked by tags and words as well as by the arc it takes. How a clause without a subject
//! borrows one is a table, [`UNDERSTOOD`]: one row a way, each with its sentence. What a filler stands for ("hundreds
//! of protesters", "the U.S. strike") is decided in `filler`.

mod argument;
mod clause;
mod control;
mod noun;
mod object;
mod oblique;
mod preposition;
mod understood;

pub use argument::{agent, patient};
pub use clause::{antecedent, governing_verb, is_predicate, own_subject};
pub use control::{clause_subject, is_blamed_by};
pub use noun::owner;
pub use object::{is_reciprocal, recipient};
pub use oblique::oblique;
pub use preposition::{is_time, modifier_by, oblique_of};
pub use understood::{Clause, UNDERSTOOD, Understood, Way};

/// How many clauses a missing subject is looked for upwards.
const FARTHEST: usize = 6;
