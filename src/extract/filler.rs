//! From a token that fills a role to the nominals that can be an end of a claim.
//!
//! In come a token and how far it may be reached through, out come nominals. "Hundreds of protesters" are protesters;
//! "a U.S. strike" is the act of whoever stands before it; "the decision of Arland" is Arland only where the pattern
//! says that what is done to a decision is done to who took it. Nothing is reached through treaties, reports or
//! interests: whoever criticises the Borland treaty has not criticised Borland.

use super::chain::Chains;
use super::lexicon::{Lexicon, NounClasses};
use super::nominal::{Nominal, NominalForm};
use super::role::{agent, antecedent, governing_verb, modifier_by, owner};
use super::tree::Tree;
use crate::model::Sort;
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::Rule;

/// How an end is reached from the token that fills its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The words are the actor, or an act or possession whose owner acts through it: "a U.S. strike hit".
    Acting,
    /// The words are the actor, or nouns of these classes that are somebody's: "criticized the decision of Arland".
    Through(NounClasses),
}

/// Nominals by their head tokens, with what is needed to go from one to another.
pub struct Fillers<'a> {
    /// The trees.
    pub tree: &'a Tree<'a>,
    /// The nominals, sorted by head.
    pub nominals: &'a [Nominal],
    /// Noun classes.
    pub lexicon: &'a Lexicon,
    /// Which nominals mean the same.
    pub chains: &'a Chains,
    at: Vec<Option<u32>>,
    /// The nominal whose name a token is part of.
    name_at: Vec<Option<u32>>,
}

/// How many earlier mentions of an event are asked for its agent.
const MOST_EARLIER: usize = 4;

/// How many nouns are gone through.
const DEEPEST: usize = 4;

impl<'a> Fillers<'a> {
    /// Lists the nominals by token. Linear.
    pub fn new(tree: &'a Tree<'a>, nominals: &'a [Nominal], chains: &'a Chains, lexicon: &'a Lexicon) -> Fillers<'a> {
        let (mut at, mut name_at) = (vec![None; tree.len()], vec![None; tree.len()]);
        for (index, nominal) in nominals.iter().enumerate() {
            at[nominal.head] = Some(index as u32);
            if let Some(name) = &nominal.name {
                name_at[name.clone()].fill(Some(index as u32));
            }
        }
        Fillers { tree, nominals, lexicon, chains, at, name_at }
    }

    /// The nominal headed by a token.
    pub fn at(&self, token: usize) -> Option<usize> {
        self.at[token].map(|index| index as usize)
    }

    /// The nominal that a token heads, or whose name it is part of.
    pub fn at_or_in(&self, token: usize) -> Option<usize> {
        self.at(token).or(self.name_at[token].map(|index| index as usize))
    }

    /// True where some member of the nominal's chain has a name or is a curated actor.
    pub fn has_name(&self, nominal: usize) -> bool {
        let members = &self.chains.members[self.chains.chain_of[nominal]];
        members
            .iter()
            .any(|member| self.nominals[*member].name.is_some() || self.nominals[*member].candidates.len() == 1)
    }

    /// The classes of the noun at a token, with the words before it: "foreign ministry".
    pub fn classes(&self, token: usize) -> NounClasses {
        let before = self
            .tree
            .dependents_by(token, &[Relation::Compound, Relation::Amod])
            .filter(|dependent| *dependent < token);
        let words: Vec<&str> =
            before.map(|dependent| self.tree.lemma(dependent)).chain([self.tree.lemma(token)]).collect();
        self.lexicon.classes_of_last(words.into_iter())
    }

    /// The nominals that fill a role headed by `token`, joined ones included, in order of the text.
    pub fn ends(&self, token: usize, reach: Reach) -> Vec<usize> {
        let mut found = Vec::new();
        for joined in self.joined(token) {
            for end in self.reached(joined, reach, DEEPEST) {
                let several = self.several_before(end);
                for end in if several.is_empty() { vec![end] } else { several } {
                    if !found.contains(&end) {
                        found.push(end);
                    }
                }
            }
        }
        found
    }

    /// "Ada Brandt and Omar Hale met. They accused Iran": those whom "they" means, where it is nobody of one name and
    /// the sentence before has two or more by name in its subject and nobody else in the plural.
    fn several_before(&self, end: usize) -> Vec<usize> {
        let (tree, pronoun) = (self.tree, &self.nominals[end]);
        let members = &self.chains.members[self.chains.chain_of[end]];
        if !WordList::PluralPersonalPronouns.has(tree.lower(pronoun.head))
            || members.iter().any(|member| self.nominals[*member].form != NominalForm::Pronoun)
        {
            return Vec::new();
        }
        let first = members[0];
        let Some(before) = tree.sentence_of(self.nominals[first].head).checked_sub(1) else { return Vec::new() };
        let sentence = tree.analysis.sentences[before].clone();
        let start = self.nominals.partition_point(|nominal| nominal.head < sentence.start);
        let there = || self.nominals[start..].iter().take_while(|nominal| nominal.head < sentence.end);
        let other_plural = there().any(|nominal| nominal.plural && nominal.sort.acts());
        let subject = there().find(|nominal| {
            matches!(tree.relation(nominal.head), Relation::Nsubj | Relation::NsubjPass)
                && tree.dependent(nominal.head, &[Relation::Conj]).is_some()
        });
        let Some(subject) = subject.filter(|_| !other_plural) else { return Vec::new() };
        let named = |token: usize| self.at(token).filter(|index| self.nominals[*index].name.is_some());
        let all: Vec<usize> = tree.joined(subject.head).into_iter().filter_map(named).collect();
        let alike = all.iter().all(|index| self.nominals[*index].sort.acts());
        if alike && all.len() > 1 { all } else { Vec::new() }
    }

    /// The token, and the nominals joined to it. A verb or adjective joined by mistake of the parser is none.
    fn joined(&self, token: usize) -> Vec<usize> {
        let mut list = self.tree.joined(token);
        // "the allies, including Arland and Borland,": what is said of all is said of each.
        let acts = |head: &&usize| self.at(**head).is_some_and(|index| self.nominals[index].sort.acts());
        let named: Vec<usize> = list
            .iter()
            .filter(acts)
            .flat_map(|head| self.tree.dependents_by(*head, &[Relation::Nmod, Relation::Obl]))
            .filter(|part| *part > token && WordList::PrepositionsBeforeExamples.has(self.tree.preposition(*part)))
            .flat_map(|part| self.tree.joined(part))
            .collect();
        list.extend(named);
        list.retain(|joined| *joined == token || self.at(*joined).is_some());
        // "Arland, the coalition and the government of Borland": the parser may take the second of a list for an
        // apposition of the first.
        let body = |token: usize| {
            self.at(token).filter(|index| {
                matches!(self.nominals[*index].sort, Sort::State | Sort::Organization | Sort::Force | Sort::Group)
            })
        };
        if let Some(first) = body(token)
            && let Some(second) = self.tree.dependents_by(token, &[Relation::Appos]).find(|second| *second > token)
            && body(second).is_some_and(|second| self.chains.chain_of[second] != self.chains.chain_of[first])
            && self
                .tree
                .dependents_by(second, &[Relation::Conj])
                .any(|third| body(third).is_some() && self.tree.dependent(third, &[Relation::Cc]).is_some())
        {
            list.extend(self.tree.joined(second).into_iter().filter(|joined| self.at(*joined).is_some()));
        }
        list
    }

    fn reached(&self, token: usize, reach: Reach, left: usize) -> Vec<usize> {
        if left == 0 {
            return Vec::new();
        }
        if let Some(noun) = antecedent(self.tree, token) {
            return self.reached(noun, reach, left - 1);
        }
        let classes = self.classes(token);
        let core = &self.lexicon.core;
        // "hundreds of protesters", "the rest of the army", "a series of strikes".
        let counts = classes.has(core.quantity) || self.tree.upos(token) == Upos::Num;
        if counts
            && self.at(token).is_none_or(|index| self.nominals[index].name.is_none())
            && let Some(counted) = self.counted(token)
        {
            return self
                .tree
                .joined(counted)
                .into_iter()
                .flat_map(|counted| self.reached(counted, reach, left - 1))
                .collect();
        }
        if let Some(index) = self.at(token) {
            let nominal = &self.nominals[index];
            // "met the minister, Ada Brandt": the name says more than the office.
            if nominal.sort == Sort::Person && nominal.form == NominalForm::Description && !nominal.plural {
                let named = self
                    .tree
                    .dependents_by(token, &[Relation::Appos])
                    .filter(|name| *name > token)
                    .filter_map(|name| self.at(name));
                let person = |named: &usize| {
                    self.nominals[*named].sort == Sort::Person
                        && self.nominals[*named].form == NominalForm::Name
                        && self.chains.chain_of[*named] == self.chains.chain_of[index]
                };
                if let Some(named) = named.into_iter().find(person) {
                    return vec![named];
                }
            }
            if nominal.sort.acts()
                || nominal.name.is_some() && nominal.form == NominalForm::Name && nominal.sort == Sort::Place
            {
                return vec![index];
            }
            // "the city of Mosul", "the town".
            let settled = classes.has(self.lexicon.core.settlement);
            if nominal.sort == Sort::Place
                && (settled || !matches!(reach, Reach::Through(_) if self.passes(reach, classes)))
            {
                if let Some(named) = modifier_by(self.tree, token, "of")
                    .or_else(|| self.tree.dependent(token, &[Relation::Appos]))
                    .and_then(|named| self.at(named))
                    && self.nominals[named].sort == Sort::Place
                {
                    return vec![named];
                }
                return vec![index];
            }
        }
        let mut owners = if self.passes(reach, classes) { self.owners(token, left) } else { Vec::new() };
        // "the Iraqi city" lies in Iraq; what is done to it is done to nobody yet.
        if matches!(reach, Reach::Through(_)) && classes.has(self.lexicon.core.settlement) {
            owners.retain(|owner| self.nominals[*owner].sort != Sort::State);
        }
        if owners.is_empty() {
            // A deal, a law, an event with a name can be what somebody is for or against.
            return self.at(token).filter(|index| self.nominals[*index].name.is_some()).into_iter().collect();
        }
        owners
    }

    /// What a quantity counts: "hundreds of protesters", "11 of the prisoners", wherever the parser hangs the phrase.
    fn counted(&self, quantity: usize) -> Option<usize> {
        let behind = || {
            let of = (quantity + 1 < self.tree.sentence(quantity).end && self.tree.lower(quantity + 1) == "of")
                .then_some(quantity + 1)?;
            self.tree.head(of).filter(|_| self.tree.relation(of) == Relation::Case)
        };
        modifier_by(self.tree, quantity, "of").or_else(behind)
    }

    fn passes(&self, reach: Reach, classes: NounClasses) -> bool {
        match reach {
            Reach::Acting => true,
            Reach::Through(through) => classes.meets(through),
        }
    }

    /// Whose a noun is: by possessive, by an adjective or name before it, by "of", "by" or "from" behind it, by who
    /// carries it out; where its own phrase does not say, by what was said before: "The coalition launched five
    /// strikes. The strikes killed ...".
    pub fn owners(&self, noun: usize, left: usize) -> Vec<usize> {
        if !Rule::FillerOwners.applies() {
            return Vec::new();
        }
        let own = self.owners_here(noun, left);
        if !own.is_empty() || left == 0 {
            return own;
        }
        let Some(index) = self.at(noun).filter(|index| self.nominals[*index].sort == Sort::Thing) else { return own };
        let earlier = self.chains.members[self.chains.chain_of[index]].iter().filter(|member| **member < index);
        earlier
            .rev()
            .take(MOST_EARLIER)
            .map(|member| self.owners_here(self.nominals[*member].head, left - 1))
            .find(|owners| !owners.is_empty())
            .unwrap_or_default()
    }

    fn owners_here(&self, noun: usize, left: usize) -> Vec<usize> {
        if let Some(owner) = owner(self.tree, noun) {
            // "the coalition in its determination to defeat": who is named in the same sentence says more than "its".
            if WordList::PossessivePronounsOfOthers.has(self.tree.lower(owner))
                && let Some(named) = self.at(owner).and_then(|owner| self.antecedent_in_sentence(owner))
            {
                return vec![named];
            }
            let owners: Vec<usize> = self
                .tree
                .joined(owner)
                .into_iter()
                .flat_map(|owner| self.reached(owner, Reach::Acting, left.saturating_sub(1)))
                .collect();
            if !owners.is_empty() {
                return owners;
            }
        }
        if let Some(before) = self.before(noun) {
            return vec![before];
        }
        let acting = |token: usize| -> Vec<usize> {
            let ends = self
                .tree
                .joined(token)
                .into_iter()
                .flat_map(|token| self.reached(token, Reach::Acting, left.saturating_sub(1)));
            ends.filter(|end| self.nominals[*end].sort.acts()).collect()
        };
        let suffered = self.classes(noun).has(self.lexicon.core.suffered);
        // "the border with Arland", "a summit between Arland and Borland".
        let lemma = self.tree.lemma(noun);
        let beside = if WordList::NounsOfBorders.has(lemma) {
            Some("with")
        } else {
            WordList::NounsOfMeetings.has(lemma).then_some("between")
        };
        let behind = beside
            .iter()
            .chain(WordList::PrepositionsBeforeOwners.words())
            .filter(|preposition| !suffered || **preposition == "by")
            .find_map(|preposition| {
                // "the murder of hundreds of people by the front": the parser may hang the agent on the victims.
                let below = || {
                    (*preposition == "by")
                        .then(|| modifier_by(self.tree, noun, "of").and_then(|of| modifier_by(self.tree, of, "by")))
                        .flatten()
                };
                let ends = acting(modifier_by(self.tree, noun, preposition).or_else(below)?);
                (!ends.is_empty()).then_some(ends)
            });
        if let Some(behind) = behind {
            return behind;
        }
        // "an operation executed by the coalition", "the coalition conducted five strikes".
        let carried = |verb: usize| WordList::VerbsOfCarryingOut.has(self.tree.lemma(verb));
        // "sent a letter": it is whoever's wrote it.
        let wrote = |verb: usize| {
            WordList::VerbsOfSendingMessages.has(self.tree.lemma(verb))
                && self.classes(noun).has(self.lexicon.core.message)
        };
        let carried = |verb: usize| carried(verb) || wrote(verb);
        // "the resolution proposed by Arland"; who adopts a resolution has not written it.
        let proposed = |verb: usize| WordList::VerbsOfProposing.has(self.tree.lemma(verb));
        let participle = self
            .tree
            .dependents_by(noun, &[Relation::Acl])
            .find(|verb| (carried(*verb) || proposed(*verb)) && self.tree.is_passive(*verb));
        let governor = governing_verb(self.tree, noun)
            .filter(|verb| carried(*verb) && matches!(self.tree.relation(noun), Relation::Obj | Relation::NsubjPass));
        participle
            .or(governor)
            .and_then(|verb| agent(self.tree, verb))
            .filter(|token| *token != noun)
            .map(acting)
            .unwrap_or_default()
    }

    /// The nearest phrase before a pronoun, in its sentence, that means the same.
    fn antecedent_in_sentence(&self, pronoun: usize) -> Option<usize> {
        let sentence = self.tree.sentence(self.nominals[pronoun].head);
        let same = self.chains.members[self.chains.chain_of[pronoun]]
            .iter()
            .copied()
            .filter(|member| *member < pronoun && sentence.contains(&self.nominals[*member].head));
        same.rev().find(|member| matches!(self.nominals[*member].form, NominalForm::Name | NominalForm::Description))
    }

    /// The actor that an adjective or name before a noun names: "U.S. strike", "ISIL-held town", "Syrian army
    /// positions".
    pub fn before(&self, noun: usize) -> Option<usize> {
        if !Rule::FillerBefore.applies() {
            return None;
        }
        let modifiers = self
            .tree
            .dependents_by(
                noun,
                &[Relation::Compound, Relation::Amod, Relation::NmodUnmarked, Relation::Acl, Relation::Nmod],
            )
            .filter(|modifier| *modifier < noun);
        let named = |modifier: usize| {
            if self.tree.xpos(modifier) == Xpos::Vbn {
                return self.holder_by(modifier);
            }
            self.at(modifier).filter(|index| {
                self.nominals[*index].sort.acts() && self.nominals[*index].form == NominalForm::Modifier
            })
        };
        let modifiers: Vec<usize> = modifiers.collect();
        let mut found: Vec<usize> = modifiers.iter().rev().copied().filter_map(named).collect();
        // "a Northern Front weapons depot": the name stands before the noun before.
        if found.is_empty() {
            let inner =
                modifiers.iter().filter(|modifier| self.tree.upos(**modifier) == Upos::Noun).flat_map(|modifier| {
                    self.tree
                        .dependents_by(*modifier, &[Relation::Compound, Relation::Amod])
                        .filter(|inner| inner < modifier)
                });
            found = inner.filter_map(named).collect();
        }
        // "an ISIL gang leader": of two, a crowd without a name is no body.
        let crowd = |index: &usize| self.nominals[*index].sort == Sort::Group && !self.has_name(*index);
        found.iter().find(|index| !crowd(index)).or(found.first()).copied()
    }

    /// "ISIL-held": the name is joined to the participle by a hyphen; "Arland-led" is whose it is, "Arland-backed" is
    /// not.
    fn holder_by(&self, participle: usize) -> Option<usize> {
        let holder = participle.checked_sub(2).filter(|_| self.tree.form(participle - 1) == "-")?;
        self.at_or_in(holder).filter(|index| {
            WordList::VerbsOfHoldingGround.has(self.tree.lemma(participle)) && self.nominals[*index].sort.acts()
        })
    }
}
