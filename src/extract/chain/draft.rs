//! Chains being built: what is known of each, and what may never be merged.
//!
//! The guards here hold for every pass: two curated actors are two, two states and the bodies of two owners are two, a
//! person is no body, a man is no woman, one is not several, a phrase is not what stands inside it ("his brother"), and
//! whoever does something does it to somebody else unless a reflexive says so.

use super::Chains;
use super::gender::Gender;
use super::known::{Known, is_in_place};
use crate::extract::nominal::NominalForm;
use crate::model::{ActorId, Sort};

/// Chains so far, each with what all its members together say.
pub(super) struct Draft<'a> {
    known: &'a Known<'a>,
    chain_of: Vec<usize>,
    members: Vec<Vec<usize>>,
    facts: Vec<Facts>,
}

/// What a chain is known to be. Nothing known agrees with everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// The curated actor.
    pub(super) actor: Option<ActorId>,
    /// A nominal that names the chain's state.
    pub(super) state: Option<usize>,
    /// A human being or several; false for all else.
    pub(super) person: Option<bool>,
    pub(super) plural: Option<bool>,
    pub(super) gender: Option<Gender>,
    /// A nominal that names a person in full.
    pub(super) full_name: Option<usize>,
    /// A nominal that says whose body the chain is.
    pub(super) owned: Option<usize>,
}

/// How near members of two chains are compared one by one; farther ones cannot be nested or arguments of one verb.
const NEAR_MEMBERS: usize = 40;

impl<'a> Draft<'a> {
    /// Every nominal by itself.
    pub(super) fn new(known: &'a Known<'a>) -> Draft<'a> {
        let count = known.nominals.len();
        let facts = (0..count).map(|nominal| Facts::of(known, nominal)).collect();
        Draft {
            known,
            chain_of: (0..count).collect(),
            members: (0..count).map(|nominal| vec![nominal]).collect(),
            facts,
        }
    }

    /// The chain of a nominal; its number holds until the next merge.
    pub(super) fn chain(&self, nominal: usize) -> usize {
        self.chain_of[nominal]
    }

    pub(super) fn same(&self, left: usize, right: usize) -> bool {
        self.chain_of[left] == self.chain_of[right]
    }

    /// What is known of a nominal's chain.
    pub(super) fn facts(&self, nominal: usize) -> &Facts {
        &self.facts[self.chain_of[nominal]]
    }

    /// The nominals of a nominal's chain, in no order.
    pub(super) fn members(&self, nominal: usize) -> &[usize] {
        &self.members[self.chain_of[nominal]]
    }

    /// True where the two may be one actor, by all that is known of their chains.
    pub(super) fn may_merge(&self, left: usize, right: usize) -> bool {
        let (a, b) = (self.chain_of[left], self.chain_of[right]);
        if a == b {
            return true;
        }
        // The curated file outranks the tree: "CIA director Mike Pompeo" may come as two phrases, one in the other.
        let one_actor = self.facts[a].actor.is_some() && self.facts[a].actor == self.facts[b].actor;
        let one = one_actor || self.known.gives_other_name(left, right);
        self.facts[a].agrees(&self.facts[b], self.known) && (one || !self.stands_apart(a, b))
    }

    /// Merges the chains of two nominals, where they may be merged.
    pub(super) fn merge(&mut self, left: usize, right: usize) -> bool {
        if !self.may_merge(left, right) {
            return false;
        }
        let (mut into, mut from) = (self.chain_of[left], self.chain_of[right]);
        if into == from {
            return true;
        }
        if self.members[into].len() < self.members[from].len() {
            std::mem::swap(&mut into, &mut from);
        }
        let moved = std::mem::take(&mut self.members[from]);
        for nominal in &moved {
            self.chain_of[*nominal] = into;
        }
        self.members[into].extend(moved);
        let facts = std::mem::take(&mut self.facts[from]);
        self.facts[into].learn(facts);
        true
    }

    /// True where some members are nested or arguments of one verb.
    fn stands_apart(&self, a: usize, b: usize) -> bool {
        let (few, many) = if self.members[a].len() < self.members[b].len() { (a, b) } else { (b, a) };
        // Both lists may be long only where names were merged, and names may stand beside themselves.
        if self.members[few].len() > NEAR_MEMBERS {
            return false;
        }
        let many = self.members[many].iter().rev().take(8 * NEAR_MEMBERS);
        let mut many = many.map(|member| (*member, self.known.profiles[*member].sentence));
        many.any(|(right, sentence)| {
            self.members[few].iter().any(|left| {
                self.known.profiles[*left].sentence == sentence
                    && (self.known.nested(*left, right) || self.known.co_arguments(*left, right))
            })
        })
    }

    /// The chains, numbered by their first nominals.
    pub(super) fn finish(self) -> Chains {
        let mut number: Vec<Option<usize>> = vec![None; self.members.len()];
        let mut chains = Chains::default();
        for (nominal, chain) in self.chain_of.iter().enumerate() {
            let index = *number[*chain].get_or_insert_with(|| {
                chains.members.push(Vec::new());
                chains.members.len() - 1
            });
            chains.chain_of.push(index);
            chains.members[index].push(nominal);
        }
        chains
    }
}

impl Facts {
    fn of(known: &Known<'_>, index: usize) -> Facts {
        let (nominal, profile) = (&known.nominals[index], &known.profiles[index]);
        let actor = match nominal.candidates.as_slice() {
            [actor] => Some(*actor),
            _ => None,
        };
        let pronoun = nominal.form == NominalForm::Pronoun;
        let person = match nominal.sort {
            Sort::Person => Some(true),
            // The tagger takes some foreign persons for places: "Abboud Qanbar is a general".
            Sort::Place if profile.name.len() > 1 && !is_in_place(known.tree, nominal.head) => None,
            Sort::State | Sort::Place => Some(false),
            Sort::Organization | Sort::Force => (!nominal.plural || !pronoun).then_some(false),
            // "they" can be anybody, "a group" is one body; a name that the tagger knows nothing of can be a person's.
            Sort::Group => None,
            Sort::Thing => (nominal.form == NominalForm::Description).then_some(false),
        };
        let plural = match nominal.form {
            NominalForm::Description => Some(nominal.plural),
            NominalForm::Pronoun => (!nominal.plural).then_some(false),
            NominalForm::Name | NominalForm::Modifier => (nominal.sort == Sort::Person).then_some(nominal.plural),
        };
        let full_name = (nominal.sort == Sort::Person && profile.name.len() > 1).then_some(index);
        let owned = profile.owner.is_some().then_some(index);
        let state = profile.is_state.then_some(index);
        Facts { actor, state, person, plural, gender: profile.gender, full_name, owned }
    }

    /// True where nothing known of one is against the other.
    pub(super) fn agrees(&self, other: &Facts, known: &Known<'_>) -> bool {
        fn fits<T: PartialEq>(left: Option<T>, right: Option<T>) -> bool {
            left.is_none() || right.is_none() || left == right
        }
        let state = |nominal: Option<usize>| nominal.and_then(|nominal| known.nominals[nominal].state.as_deref());
        let owner = |nominal: Option<usize>| nominal.and_then(|nominal| known.profiles[nominal].owner.as_deref());
        let names = match (self.full_name, other.full_name) {
            (Some(left), Some(right)) => {
                known.same_person(left, right)
                    || known.said_to_be_one(left, right)
                    || self.actor.is_some() && self.actor == other.actor
            }
            _ => true,
        };
        let state_person =
            self.state.is_some() && other.person == Some(true) || other.state.is_some() && self.person == Some(true);
        fits(self.actor, other.actor)
            && fits(state(self.state), state(other.state))
            && !state_person
            && fits(self.person, other.person)
            && fits(self.plural, other.plural)
            && fits(self.gender, other.gender)
            && fits(owner(self.owned), owner(other.owned))
            && names
    }

    fn learn(&mut self, other: Facts) {
        self.actor = self.actor.or(other.actor);
        self.state = self.state.or(other.state);
        self.person = self.person.or(other.person);
        self.plural = self.plural.or(other.plural);
        self.gender = self.gender.or(other.gender);
        self.full_name = self.full_name.or(other.full_name);
        self.owned = self.owned.or(other.owned);
    }
}
