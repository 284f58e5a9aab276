//! Whether what a predicate tells is said to be so, and how real it is.
//!
//! In comes a predicate, out come polarity and modality after its negations, auxiliaries, conjunctions and the words
//! above it, each with its signature (`veridicality`), composed from below to above. What operators say (agree, fail,
//! threaten) is the patterns' business, who says it is `attribution`'s.
//!
//! Decided here: a word whose effect is not known makes an infinitive, or a clause that nobody says, possible; a plan
//! stays a plan: an infinitive of purpose is planned, a condition is hypothetical, a question possible.

mod own;

use std::ops::Range;

pub use own::{is_negated, weaker};

use super::attribution::Stance;
use super::role;
use super::tree::Tree;
use super::veridicality::{Below, Says, Signature, Veridicality};
use crate::model::{Modality, Polarity};
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::Rule;
use own::{auxiliary, comma_between, conditional, infinitive, is_before_only, is_question, is_regretted, own_modality};

/// How far clauses above may say something about a predicate.
const HIGHEST: usize = 6;

/// What a predicate's words and the clauses above it say of what it tells.
pub struct Factuality<'f> {
    /// The trees.
    pub tree: &'f Tree<'f>,
    /// What words say of what stands below them.
    pub veridicality: &'f Veridicality,
    /// How a verb or noun whose clause is told by somebody stands to it; `attribution` says who he is, and turns what
    /// he denies.
    pub speech: &'f dyn Fn(usize) -> Option<Stance>,
    /// True where the kind of relation is done by saying it: whoever meets to protest, protests.
    pub is_utterance: bool,
    /// True for a word over a clause whose say the patterns have already heard for what is told.
    pub is_heard: &'f dyn Fn(usize) -> bool,
}

/// What is told where a clause is so, and where it is not.
#[derive(Clone, Copy)]
struct Told {
    if_so: (Polarity, Modality),
    if_not: (Polarity, Modality),
}

impl Told {
    fn own(modality: Modality) -> Told {
        Told { if_so: (Polarity::Affirmed, modality), if_not: (Polarity::Denied, modality) }
    }

    fn turned(self) -> Told {
        Told { if_so: self.if_not, if_not: self.if_so }
    }

    /// What is told where a word with this signature stands above and is so, and where it is not.
    fn under(self, signature: Signature) -> Told {
        let told = |says: Says| match says {
            Says::Holds => self.if_so,
            Says::Fails => self.if_not,
            Says::AtMost(modality) => (self.if_so.0, weaker(self.if_so.1, modality)),
        };
        Told { if_so: told(signature.affirmed), if_not: told(signature.negated) }
    }

    fn weakened(self, modality: Modality) -> Told {
        let weakened = |(polarity, own): (Polarity, Modality)| (polarity, weaker(own, modality));
        Told { if_so: weakened(self.if_so), if_not: weakened(self.if_not) }
    }
}

impl Factuality<'_> {
    /// The polarity and modality of what a predicate tells: its own, and what the words above it say of it, from below
    /// to above (Nairn, Condoravdi and Karttunen 2006).
    pub fn of(&self, predicate: usize) -> (Polarity, Modality) {
        let tree = self.tree;
        let mut told = self.own(predicate);
        let mut at = predicate;
        for _ in 0..HIGHEST {
            let Some(over) = tree.head(at) else { break };
            // "will attack and destroy": one auxiliary for both.
            if tree.relation(at) == Relation::Conj {
                if role::own_subject(tree, at).is_some() || auxiliary(tree, at).is_some() {
                    break;
                }
                let shared = is_negated(tree, over)
                    && tree.dependents(at).all(|dependent| tree.lower(dependent) != "but")
                    && !comma_between(tree, over, at);
                if shared {
                    told = told.turned();
                }
                told = told.weakened(own_modality(tree, over));
                at = over;
                continue;
            }
            let Some((above, goes_on)) = self.above(at, over, predicate, told) else { break };
            told = above;
            if !goes_on {
                break;
            }
            at = over;
        }
        let (polarity, mut modality) = told.if_so;
        if is_question(tree, predicate) {
            modality = weaker(modality, Modality::Possible);
        }
        if self.is_told_in_fiction(predicate) {
            modality = weaker(modality, Modality::Hypothetical);
        }
        (polarity, modality)
    }

    /// The polarity and modality of a deed that a noun tells, "the attack by Arland on Borland": what is said of the
    /// deed in the clause around it is no matter, unless a word is known to say that it did not happen.
    pub fn of_deed(&self, noun: usize) -> (Polarity, Modality) {
        let tree = self.tree;
        let mut told = self.own_deed(noun);
        let mut at = noun;
        for _ in 0..HIGHEST {
            let Some(over) = tree.head(at) else { break };
            if tree.relation(at) == Relation::Conj {
                at = over;
                continue;
            }
            if at == noun && is_what_for(tree, noun, over) {
                told = told.weakened(Modality::Possible);
                break;
            }
            if !is_deed_below(tree, at) {
                break;
            }
            let below = if at == noun { Below::Deed } else { Below::Content };
            let Some(signature) = self.signature(at, over, below).or_else(|| self.signature(at, over, Below::Deed))
            else {
                break;
            };
            told = told.under(signature);
            if is_negated(tree, over) {
                told = told.turned();
            }
            at = over;
        }
        let (polarity, mut modality) = told.if_so;
        if self.is_told_in_fiction(noun) {
            modality = weaker(modality, Modality::Hypothetical);
        }
        (polarity, modality)
    }

    /// What a predicate says by its own words.
    fn own(&self, predicate: usize) -> Told {
        let tree = self.tree;
        // "should not have attacked": it did.
        if is_regretted(tree, predicate) {
            return Told::own(Modality::Actual);
        }
        let told = Told::own(own_modality(tree, predicate));
        let told = if is_negated(tree, predicate) { told.turned() } else { told };
        let told = tree
            .dependents_by(predicate, &[Relation::Advmod])
            .filter_map(|adverb| self.veridicality.adverb(tree.lower(adverb)))
            .fold(told, |told, says| told.under(Signature::alike(says)));
        let instead = tree
            .dependents_by(predicate, &[Relation::Mark, Relation::Case, Relation::Cc])
            .any(|mark| self.veridicality.is_instead(tree.lower(mark)));
        if instead { told.turned() } else { told }
    }

    fn own_deed(&self, noun: usize) -> Told {
        let tree = self.tree;
        let told = Told::own(Modality::Actual);
        let told = if is_negated(tree, noun) { told.turned() } else { told };
        tree.dependents_by(noun, &[Relation::Amod, Relation::Compound])
            .filter_map(|adjective| self.veridicality.adjective(tree.lower(adjective)))
            .fold(told, |told, says| told.under(Signature::alike(says)))
    }

    /// What is told of a predicate below `at` by the word over it, and whether the words further up say more. `None`
    /// where the word over it says nothing of it.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "tags and relations are those of a standard; the few that matter are named"
    )]
    fn above(&self, at: usize, over: usize, predicate: usize, told: Told) -> Option<(Told, bool)> {
        let tree = self.tree;
        let governed = |signature: Signature| {
            // "must stop attacking", "to prevent an attack": what is only meant to end is going on.
            let is_meant = || infinitive(tree, over) || own_modality(tree, over) != Modality::Actual;
            if let Some(says) = signature.meant.filter(|_| is_meant()) {
                return (told.under(Signature::alike(says)), false);
            }
            let told = told.under(signature);
            let told = if is_negated(tree, over) { told.turned() } else { told };
            (told.weakened(own_modality(tree, over)), true)
        };
        let relation = tree.relation(at);
        let is_content_clause = || {
            let subject = role::own_subject(tree, at);
            let is_relative = |subject: usize| tree.upos(subject) == Upos::Pron && tree.lower(subject) == "that";
            self.veridicality.is_content(tree.lemma(over)) && subject.is_some_and(|subject| !is_relative(subject))
        };
        let is_clause = match relation {
            Relation::AclRelcl => is_content_clause(),
            Relation::Xcomp
            | Relation::Ccomp
            | Relation::Csubj
            | Relation::CsubjPass
            | Relation::Acl
            | Relation::Advcl => true,
            _ => false,
        };
        if !is_clause {
            // "dismissed claims that", "plans for an attack".
            let is_deed = is_deed_below(tree, at)
                && (at == predicate && tree.upos(predicate) == Upos::Noun
                    || at != predicate && self.veridicality.is_content(tree.lemma(at)));
            if !is_deed {
                return None;
            }
            let signature = self.signature(at, over, if at == predicate { Below::Deed } else { Below::Content });
            return match signature.filter(|_| (self.speech)(over) != Some(Stance::Denies)) {
                Some(signature) => Some(governed(signature)),
                // "may see an attack"; "may describe the Front's attack" says nothing of it.
                None if at == predicate
                    && relation != Relation::Compound
                    && !is_given(tree, at)
                    && role::is_predicate(tree, over) =>
                {
                    Some((told.weakened(own_modality(tree, over)), true))
                }
                None => None,
            };
        }
        if conditional(tree, at) && matches!(relation, Relation::Advcl | Relation::Ccomp) {
            // "did not say whether": neither that it is so nor that it is not.
            let open = told.weakened(Modality::Hypothetical).if_so;
            return Some((Told { if_so: open, if_not: open }, true));
        }
        let is_infinitive = infinitive(tree, at);
        let below = if is_infinitive { Below::Infinitive } else { Below::Clause };
        if (self.is_heard)(over) && (relation == Relation::Xcomp || relation == Relation::Advcl) {
            return Some(governed(Signature::TRANSPARENT));
        }
        // "stopped short of": the adjective has its own say.
        if relation == Relation::Xcomp && at != predicate && tree.upos(at) == Upos::Adj {
            return Some(governed(Signature::TRANSPARENT));
        }
        let speech = (self.speech)(over);
        // "dismisses any reports the Front attacked": the parser may hang the content of the reports on the verb.
        let content = || {
            let noun = tree.dependent(over, &[Relation::Obj]).filter(|noun| *noun < at)?;
            self.signature(noun, over, Below::Content).filter(|_| self.veridicality.is_content(tree.lemma(noun)))
        };
        if let Some(signature) = content().filter(|_| relation == Relation::Ccomp && speech != Some(Stance::Denies)) {
            return Some(governed(signature));
        }
        if let Some(signature) = self.signature(at, over, below).filter(|_| speech != Some(Stance::Denies)) {
            return Some(governed(signature));
        }
        if let Some(signature) = self.signature_of_object(at, over, relation) {
            let told = told.under(signature);
            return Some((self.deed_in(over).map_or(told, |signature| told.under(signature)), true));
        }
        // "did not accuse Arland of attacking"
        if speech.is_some() && relation == Relation::Advcl && !is_infinitive {
            let told = if self.is_unsaid(over) { told.weakened(Modality::Possible) } else { told };
            return Some((told, false));
        }
        // What somebody says is his word; what nobody says, nobody does.
        let is_content = matches!(relation, Relation::Acl | Relation::AclRelcl)
            && !is_infinitive
            && self.veridicality.is_content(tree.lemma(over));
        let is_said = speech.is_some() && (relation != Relation::Acl || !is_infinitive) && relation != Relation::Advcl;
        if is_said || is_content {
            let untruly = tree
                .dependents_by(over, &[Relation::Advmod])
                .any(|adverb| self.veridicality.is_untruly(tree.lower(adverb)));
            let told = if untruly { told.turned() } else { told };
            let told = if self.is_unsaid(over) { told.weakened(Modality::Hypothetical) } else { told };
            let told = self.verdict_beside(at, over).map_or(told, |signature| told.under(signature));
            // "dismissed the claim that": what is said of a claim is said of its content.
            return Some((told, matches!(relation, Relation::Acl | Relation::AclRelcl | Relation::Xcomp)));
        }
        match relation {
            Relation::Xcomp if is_infinitive && Rule::FactUnknown.applies() => Some(governed(Signature::UNKNOWN)),
            Relation::Xcomp => Some(governed(Signature::TRANSPARENT)),
            // "have no plans to attack"
            Relation::Acl
                if is_infinitive && (is_negated(tree, over) || WordList::NegativePronouns.has(tree.lower(over))) =>
            {
                Some((told.turned().weakened(Modality::Planned), true))
            }
            // "the first envoy to visit Arland"
            Relation::Acl if is_infinitive && is_singled_out(tree, over) => {
                Some((told.weakened(own_modality(tree, over)), true))
            }
            Relation::Acl if is_infinitive && WordList::NounsOfDeedsUnderWay.has(tree.lemma(over)) => {
                Some((told, true))
            }
            Relation::Acl if is_infinitive => Some((told.weakened(Modality::Planned), true)),
            // "called him to congratulate him": the call did it.
            Relation::Advcl if is_infinitive && WordList::VerbsOfCallingAndWriting.has(tree.lemma(over)) => {
                Some((told.weakened(own_modality(tree, over)), true))
            }
            Relation::Advcl if is_infinitive && Rule::FactPurpose.applies() => {
                let purpose = if self.is_utterance && at == predicate { Modality::Actual } else { Modality::Planned };
                Some((told.weakened(weaker(purpose, own_modality(tree, over))), true))
            }
            // "the danger of Arland attacking Borland": the parser may take the clause for a part of its subject.
            Relation::Acl if tree.xpos(at) == Xpos::Vbg && is_deed_below(tree, over) => {
                let beyond = tree.head(over)?;
                let signature = self.signature(over, beyond, Below::Deed)?;
                Some((told.under(signature), false))
            }
            Relation::Ccomp | Relation::Csubj | Relation::CsubjPass
                if Rule::FactUnknown.applies() && role::is_predicate(tree, over) =>
            {
                Some(governed(Signature::UNKNOWN))
            }
            Relation::Ccomp => {
                let told = if is_negated(tree, over) { told.weakened(Modality::Hypothetical) } else { told };
                Some((told, false))
            }
            _ => None,
        }
    }

    /// True for a word of speech that was not said: "did not say", "stopped short of saying".
    fn is_unsaid(&self, speech: usize) -> bool {
        let is_verb = matches!(self.tree.upos(speech), Upos::Verb | Upos::Aux);
        is_negated(self.tree, speech) || is_verb && self.of(speech).0 == Polarity::Denied
    }

    /// "quashed her conviction for killing him": the parser may hang the clause on the verb whose object brings it.
    fn signature_of_object(&self, at: usize, over: usize, relation: Relation) -> Option<Signature> {
        let tree = self.tree;
        let mark = tree.dependent(at, &[Relation::Mark]).filter(|_| relation == Relation::Advcl)?;
        let noun = tree.dependent(over, &[Relation::Obj, Relation::NsubjPass]).filter(|noun| *noun < at)?;
        self.veridicality.signature([tree.lemma(noun)].into_iter(), tree.lower(mark), Below::Clause)
    }

    /// What a verb says of the deed or content that its object names.
    fn deed_in(&self, verb: usize) -> Option<Signature> {
        let noun = self.tree.dependent(verb, &[Relation::Obj, Relation::NsubjPass])?;
        self.signature(noun, verb, Below::Content)
    }

    /// "Reports that Arland attacked are false": the parser may take the first word for the verb, beside which the
    /// verdict stands.
    fn verdict_beside(&self, at: usize, speech: usize) -> Option<Signature> {
        let tree = self.tree;
        let begins = tree.relation(speech) == Relation::Root && role::own_subject(tree, speech).is_none();
        let verdict = |other: usize| {
            let is_verdict = other > at && tree.dependent(other, &[Relation::Cop, Relation::AuxPass]).is_some();
            let signature = || self.veridicality.signature([tree.lemma(other)].into_iter(), "", Below::Clause);
            let signature = is_verdict.then(signature)??;
            let negated = is_negated(tree, other);
            Some(if negated {
                Signature { affirmed: signature.negated, negated: signature.affirmed, meant: None }
            } else {
                signature
            })
        };
        begins.then(|| tree.dependents(speech).find_map(verdict)).flatten()
    }

    /// What the word over something says of it, by that word and those that are read with it.
    fn signature(&self, at: usize, over: usize, below: Below) -> Option<Signature> {
        if !Rule::FactVeridicality.applies() {
            return None;
        }
        let tree = self.tree;
        let lemma = tree.lemma(over);
        let with = tree
            .dependents_by(
                over,
                &[Relation::CompoundPrt, Relation::Advmod, Relation::Xcomp, Relation::Fixed, Relation::Compound],
            )
            .filter(|other| *other != at && tree.upos(*other) != Upos::Verb)
            .map(|other| format!("{lemma}_{}", tree.lower(other)));
        let keys: Vec<String> = with.chain([lemma.to_owned()]).collect();
        let mark = match below {
            Below::Clause => tree.dependents_by(at, &[Relation::Mark, Relation::Case]).next(),
            Below::Infinitive => None,
            Below::Deed | Below::Content => tree.dependents_by(at, &[Relation::Case]).next(),
        };
        let preposition = mark.map(|mark| tree.lower(mark)).filter(|mark| !WordList::MarkersWithoutMeaning.has(mark));
        self.veridicality.signature(keys.iter().map(String::as_str), preposition.unwrap_or_default(), below)
    }

    /// "In the novel, she kills him."
    fn is_told_in_fiction(&self, predicate: usize) -> bool {
        if !Rule::FactFiction.applies() {
            return false;
        }
        let tree = self.tree;
        tree.upwards(predicate).take(HIGHEST).any(|token| {
            tree.dependents_by(token, &[Relation::Obl])
                .any(|place| tree.preposition(place) == "in" && self.veridicality.is_fiction(tree.lemma(place)))
        })
    }
}

/// True for a noun under a word that may say something of the deed it names: its subject, its object, what a
/// preposition brings, and the noun it is joined to ("murder charges").
fn is_deed_below(tree: &Tree<'_>, at: usize) -> bool {
    matches!(
        tree.relation(at),
        Relation::Obj
            | Relation::Nsubj
            | Relation::NsubjPass
            | Relation::Obl
            | Relation::Nmod
            | Relation::NmodPoss
            | Relation::Compound
    )
}

/// True for a noun of which the reader is taken to know: "the attack", "Arland's attack".
fn is_given(tree: &Tree<'_>, noun: usize) -> bool {
    tree.dependent(noun, &[Relation::NmodPoss]).is_some()
        || tree
            .dependents_by(noun, &[Relation::Det])
            .any(|determiner| WordList::DefiniteDeterminers.has(tree.lower(determiner)))
}

/// True for a noun that an ordinal or a superlative singles out: "the first envoy", "the latest states".
fn is_singled_out(tree: &Tree<'_>, noun: usize) -> bool {
    tree.dependents_by(noun, &[Relation::Amod, Relation::Nummod])
        .any(|word| tree.xpos(word) == Xpos::Jjs || WordList::OrdinalsOfDeeds.has(tree.lower(word)))
}

/// True for a predicate that the words around it take for granted: what stands in a relative clause, a participle, or
/// behind "after" or "because" is not what the clause around it says. `content` are the words around it.
#[expect(clippy::wildcard_enum_match_arm, reason = "the treebank's labels, of which a few matter here")]
pub fn is_taken_for_granted(tree: &Tree<'_>, predicate: usize, content: &Range<usize>) -> bool {
    if !Rule::ClaimGranted.applies() {
        return false;
    }
    let grants = |token: usize| match tree.relation(token) {
        Relation::AclRelcl => true,
        Relation::Acl => tree.dependent(token, &[Relation::Mark]).is_none(),
        Relation::Advcl => tree.dependent(token, &[Relation::Mark]).is_some_and(|mark| {
            matches!(tree.xpos(mark), Xpos::In | Xpos::Wrb) && !WordList::WordsOfComplements.has(tree.lower(mark))
        }),
        _ => false,
    };
    std::iter::once(predicate)
        .chain(tree.upwards(predicate).skip(1))
        .take_while(|token| content.contains(token) && tree.head(*token).is_some_and(|head| content.contains(&head)))
        .any(grants)
}

/// True for an end of a claim, or its predicate, that is one of several of which only some are meant: "either the army
/// or the police". "The Democratic Front, or DF," is one; "killed or captured" both where it was done to many.
pub fn is_alternative(tree: &Tree<'_>, token: usize) -> bool {
    let is_verb = |token: usize| matches!(tree.upos(token), Upos::Verb | Upos::Aux);
    let is_either =
        |token: usize| tree.dependents_by(token, &[Relation::CcPreconj]).any(|word| tree.lower(word) == "either");
    let or = |token: usize| tree.dependents_by(token, &[Relation::Cc]).find(|word| tree.lower(*word) == "or");
    let other_name = |token: usize, or: usize| or > 0 && tree.form(or - 1) == "," && is_acronym(tree.form(token));
    let is_second = |second: usize, first: usize| {
        // "pays, or the other will leave" is a threat.
        let own_clause = is_verb(second) && role::own_subject(tree, second).is_some();
        is_verb(first) == is_verb(second) && !own_clause && or(second).is_some_and(|or| !other_name(second, or))
    };
    let done_to_many = |verb: usize| {
        matches!(tree.xpos(verb), Xpos::Vbd | Xpos::Vbn)
            && tree
                .dependent(verb, &[Relation::Obj, Relation::NsubjPass])
                .is_some_and(|object| matches!(tree.xpos(object), Xpos::Nns | Xpos::Nnps | Xpos::Cd))
    };
    let first = if tree.relation(token) == Relation::Conj { tree.head(token).unwrap_or(token) } else { token };
    let joined = || tree.dependents_by(first, &[Relation::Conj]);
    let many = is_verb(token) && !is_either(first) && joined().chain([first]).any(done_to_many);
    !many && (is_either(token) || joined().any(|second| is_second(second, first)))
}

fn is_acronym(form: &str) -> bool {
    form.len() > 1 && form.chars().all(|letter| letter.is_uppercase() || letter == '.')
}

/// True for an end of a claim that its words take out of what the predicate says of the others: "the army, not the
/// police", "neither the army nor the police", "nobody but the army".
pub fn turns(tree: &Tree<'_>, veridicality: &Veridicality, end: usize, predicate: usize) -> bool {
    if !Rule::ClaimTurns.applies() {
        return false;
    }
    let words = [Relation::Advmod, Relation::Cc, Relation::CcPreconj, Relation::Det];
    let says_not = |token: usize| {
        tree.dependents_by(token, &words)
            .any(|word| matches!(tree.lower(word), "not" | "neither") && word < token && !is_before_only(tree, word))
    };
    let first = tree.first_conjunct(end);
    let neither = tree.dependents_by(first, &[Relation::CcPreconj]).any(|word| tree.lower(word) == "neither");
    let except = first != end
        && WordList::NegativePronouns.has(tree.lower(first))
        && tree
            .dependents_by(end, &[Relation::Cc, Relation::Case])
            .any(|word| veridicality.is_exception(tree.lower(word)));
    // Where the predicate itself is read as denied by its subject, "no country", that is `is_negated`'s.
    first != predicate && end != predicate && (neither || except || says_not(end))
}

/// "the use of its bases for attacks on Arland": what something is for need not come to pass.
fn is_what_for(tree: &Tree<'_>, deed: usize, over: usize) -> bool {
    let is_bare = tree
        .dependents_by(deed, &[Relation::Det, Relation::NmodPoss])
        .all(|word| WordList::SingularDeterminers.has(tree.lower(word)));
    is_bare
        && tree.relation(deed) == Relation::Nmod
        && tree.preposition(deed) == "for"
        && tree.upos(over) == Upos::Noun
        && !WordList::NounsForAnswersToDeeds.has(tree.lemma(over))
}
