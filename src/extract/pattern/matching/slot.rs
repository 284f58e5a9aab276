//! What fills the slots of a pattern, counted from its trigger.
//!
//! In come a slot and the token that triggers, out come nominals. What is decided here: who bears an office that stands
//! before, behind or beside a name; which noun a participle with a hyphen is about; which two a symmetric noun joins.

use super::Matching;
use crate::extract::filler::Reach;
use crate::extract::nominal::NominalForm;
use crate::extract::pattern::{Family, Pattern, Slot};
use crate::extract::role;
use crate::model::Sort;
use crate::nlp::{Relation, Upos, WordList, Xpos};

impl Matching<'_> {
    /// The token that heads the filler of a slot.
    pub(super) fn token_of(&self, slot: &Slot, token: usize) -> Option<usize> {
        let tree = self.fillers.tree;
        let nominal = matches!(tree.upos(token), Upos::Noun | Upos::Propn);
        match slot {
            Slot::Agent => role::agent(tree, token),
            Slot::Patient => role::patient(tree, token),
            Slot::Recipient => role::recipient(tree, token),
            Slot::Clause => role::clause_subject(tree, token),
            Slot::Owner => role::owner(tree, token),
            Slot::Bearer => Some(token),
            Slot::Modified => tree.head(token),
            Slot::Score => self.score(token),
            Slot::Joined | Slot::Speaker | Slot::Department | Slot::Container | Slot::Sides => None,
            Slot::Preposition(preposition) if nominal => role::modifier_by(tree, token, preposition).or_else(|| {
                // "the campaign of the army against the front": the parser hangs the second on the first.
                role::modifier_by(tree, token, "of")
                    .filter(|_| preposition == "against")
                    .and_then(|owner| role::modifier_by(tree, owner, preposition))
            }),
            Slot::Preposition(preposition) => role::oblique(tree, token, preposition).or_else(|| {
                // "fought with the rebels against Iran": the parser hangs the second on the first.
                role::oblique(tree, token, "with")
                    .filter(|_| preposition == "against")
                    .and_then(|beside| role::modifier_by(tree, beside, preposition))
            }),
        }
    }

    pub(super) fn fill(&self, slot: &Slot, token: usize, reach: Reach) -> Vec<usize> {
        let tree = self.fillers.tree;
        match slot {
            Slot::Owner => {
                let owners = self.fillers.owners(token, 2);
                if owners.is_empty() { self.before_title(token) } else { owners }
            }
            Slot::Bearer => self.bearers(token),
            Slot::Speaker => self.speaker(token),
            Slot::Department => self.department(token).into_iter().collect(),
            Slot::Sides => self.sides(token),
            Slot::Score => Vec::new(),
            Slot::Container => self.after_comma(token).into_iter().collect(),
            Slot::Modified => self.modified(token),
            Slot::Joined if tree.form(token).contains('-') && tree.form(token).len() > 1 => {
                self.fillers.at(token).into_iter().collect()
            }
            Slot::Joined => {
                let joined = if tree.form(token.saturating_sub(1)) == "-" {
                    token.checked_sub(2)
                } else {
                    Some(token + 2).filter(|next| *next < tree.sentence(token).end)
                };
                joined.and_then(|joined| self.fillers.at_or_in(joined)).into_iter().collect()
            }
            Slot::Agent | Slot::Patient | Slot::Recipient | Slot::Clause | Slot::Preposition(_) => {
                if *slot == Slot::Recipient && role::recipient(tree, token).is_none() {
                    return self.named_before_gift(token).into_iter().collect();
                }
                let Some(filler) = self.token_of(slot, token) else { return Vec::new() };
                if *slot == Slot::Patient && self.is_own(filler, token) {
                    return Vec::new();
                }
                let mut ends = self.fillers.ends(filler, reach);
                // "Arland, which held the pass, and Borland": the relative clause is about Arland alone.
                if filler < token && tree.is_under(token, filler) {
                    ends.retain(|end| self.fillers.nominals[*end].head < token);
                }
                ends
            }
        }
    }

    /// "beat Borland 2-0": two numbers with a dash between, behind the verb in its sentence.
    fn score(&self, verb: usize) -> Option<usize> {
        let tree = self.fillers.tree;
        let is_number = |token: usize| tree.upos(token) == Upos::Num && tree.form(token).len() < 4;
        (verb + 1..tree.sentence(verb).end.saturating_sub(2))
            .find(|first| is_number(*first) && WordList::Dashes.has(tree.form(first + 1)) && is_number(first + 2))
    }

    /// "Iraqi Prime Minister Ada Brandt": the parser hangs the adjective on the name.
    fn before_title(&self, title: usize) -> Vec<usize> {
        let tree = self.fillers.tree;
        let Some(bearer) = self.title_bearer(title) else { return Vec::new() };
        let nominal = &self.fillers.nominals[bearer];
        let holder = (nominal.tokens.start..title).rev().find_map(|token| {
            let before = self.fillers.at(token)?;
            let found = &self.fillers.nominals[before];
            let names = found.sort.acts()
                && (found.form == NominalForm::Modifier || tree.relation(token) == Relation::NmodPoss);
            names.then_some(before)
        });
        // "Navy Capt. Ada Brandt"
        let beside = || {
            title
                .checked_sub(1)
                .and_then(|before| self.fillers.at(before))
                .filter(|before| matches!(self.fillers.nominals[*before].sort, Sort::Force | Sort::Organization))
        };
        holder.or_else(beside).into_iter().collect()
    }

    /// "gave the Northern Front weapons": the parser may take both for one noun. Not where somebody else gets it: "gave
    /// the Front weapons to Borland".
    fn named_before_gift(&self, verb: usize) -> Option<usize> {
        let tree = self.fillers.tree;
        if !WordList::VerbsOfGiving.has(tree.lemma(verb))
            || role::oblique_of(tree, verb, "to").is_some()
            || tree.is_passive(verb)
        {
            return None;
        }
        let gift = role::patient(tree, verb).filter(|gift| *gift > verb && tree.upos(*gift) == Upos::Noun)?;
        let to = role::modifier_by(tree, gift, "to").is_some() || role::modifier_by(tree, gift, "for").is_some();
        let name =
            tree.dependents_by(gift, &[Relation::Compound]).filter_map(|token| self.fillers.at(token)).find(|index| {
                let nominal = &self.fillers.nominals[*index];
                let name = nominal.name.clone().unwrap_or(nominal.tokens.clone());
                // "paid Ada Brandt 2 million dollars": a number ends the name.
                let counted = name.end < gift && (name.end..gift).all(|token| tree.upos(token) == Upos::Num);
                let after_article = name.start > verb + 1 && tree.lower(name.start - 1) == "the";
                nominal.sort.acts() && self.fillers.has_name(*index) && (counted || name.end == gift && after_article)
            });
        name.filter(|_| !to)
    }

    /// "withdrew its troops": what the agent has is not whom it concerns.
    fn is_own(&self, filler: usize, verb: usize) -> bool {
        let tree = self.fillers.tree;
        // "fired his adviser": one person is somebody else, whoever has him.
        if self.fillers.at(filler).is_some_and(|index| {
            self.fillers.nominals[index].sort == Sort::Person && !self.fillers.nominals[index].plural
        }) {
            return false;
        }
        let possessor = role::owner(tree, filler).filter(|owner| tree.xpos(*owner) == Xpos::PrpPoss);
        // "We support their efforts": "their" is never "we".
        let speaks = |token: usize| WordList::PronounsOfTheSpeaker.has(tree.lower(token));
        let somebody_elses = || {
            possessor
                .zip(role::agent(tree, verb))
                .is_some_and(|(possessor, agent)| speaks(possessor) != speaks(agent) && tree.xpos(agent) == Xpos::Prp)
        };
        // "confiscated their property": theirs, where the text says who they are.
        let chain_of = |token: usize| self.fillers.at(token).map(|index| self.fillers.chains.chain_of[index]);
        let others = || {
            possessor.and_then(|possessor| self.fillers.at(possessor)).is_some_and(|index| {
                let agent = role::agent(tree, verb).and_then(chain_of);
                self.fillers.has_name(index) && agent.is_some() && agent != Some(self.fillers.chains.chain_of[index])
            })
        };
        possessor.is_some()
            && !somebody_elses()
            && !others()
            && !tree.is_passive(verb)
            && !WordList::NounsOfCounterparts.has(tree.lemma(filler))
    }

    /// "Ada Brandt, commander, Northern Command": the body that an office or a unit is in stands behind the comma, by
    /// its name, and no list goes on from it.
    fn after_comma(&self, token: usize) -> Option<usize> {
        let tree = self.fillers.tree;
        let sentence = tree.sentence(token);
        let start = Some(token + 2).filter(|start| *start < sentence.end && tree.form(token + 1) == ",")?;
        let found = (start..sentence.end.min(start + 2)).find_map(|next| self.fillers.at_or_in(next))?;
        let nominal = &self.fillers.nominals[found];
        let name = nominal.name.as_ref().filter(|name| nominal.tokens.start == start || name.start == start)?;
        let body =
            matches!(nominal.sort, Sort::Force | Sort::Organization | Sort::Group) && nominal.form == NominalForm::Name;
        // "the 1st Battalion, the 2nd Battalion and the 3rd" is a list.
        let listed = name.end < sentence.end && matches!(tree.lower(name.end), "and" | "or")
            || tree.joined(token).iter().any(|joined| tree.dependent(*joined, &[Relation::Cc]).is_some());
        (body && !listed).then_some(found)
    }

    /// The noun that a participle, prefix or phrase is about.
    fn modified(&self, token: usize) -> Vec<usize> {
        let tree = self.fillers.tree;
        // "The militia is under the command of Borland".
        if tree.dependent(token, &[Relation::Cop]).is_some() {
            return role::agent(tree, token)
                .map(|subject| self.fillers.ends(subject, Reach::Acting))
                .unwrap_or_default();
        }
        let noun = tree
            .upwards(token)
            .skip(1)
            .take(3)
            .find(|above| matches!(tree.upos(*above), Upos::Noun | Upos::Propn | Upos::Verb));
        let Some(noun) = noun else { return Vec::new() };
        if tree.upos(noun) == Upos::Verb && tree.xpos(token) != Xpos::Vbn {
            // "conducted strikes in support of Borland".
            // "strikes coordinated with and in support of Borland": whoever carries out the strikes.
            let carried = || tree.head(noun).filter(|_| tree.relation(noun) == Relation::Acl && tree.is_passive(noun));
            return role::agent(tree, noun)
                .or_else(carried)
                .map(|agent| self.fillers.ends(agent, Reach::Acting))
                .unwrap_or_default();
        }
        // The hyphenated participle may hang anywhere: the noun behind it is meant.
        let behind = (token + 1..tree.sentence(token).end.min(token + 6)).find(|next| {
            matches!(tree.upos(*next), Upos::Noun | Upos::Propn)
                && self
                    .fillers
                    .at(*next)
                    .is_some_and(|index| self.fillers.nominals[index].form != NominalForm::Modifier)
        });
        let noun = if noun < token && tree.xpos(token) == Xpos::Vbn { behind.unwrap_or(noun) } else { noun };
        self.fillers.ends(noun, Reach::Acting).into_iter().take(1).collect()
    }

    /// Who stands in a fight: whoever acts, and whoever is helped: "reiterated support for Borland in the fight".
    fn sides(&self, token: usize) -> Vec<usize> {
        let tree = self.fillers.tree;
        let mut sides = self.modified(token);
        let verb = tree.upwards(token).skip(1).take(3).find(|above| tree.upos(*above) == Upos::Verb);
        let Some(object) =
            verb.and_then(|verb| tree.dependent(verb, &[Relation::Obj])).filter(|object| *object < token)
        else {
            return sides;
        };
        let helps = verb.is_some_and(|verb| WordList::VerbsOfHelping.has(tree.lemma(verb)));
        let helped = if helps {
            Some(object)
        } else {
            WordList::NounsOfHelp
                .has(tree.lemma(object))
                .then(|| {
                    WordList::PrepositionsBeforeWhoIsHelped
                        .words()
                        .iter()
                        .find_map(|preposition| role::modifier_by(tree, object, preposition))
                })
                .flatten()
        };
        sides.extend(helped.map(|helped| self.fillers.ends(helped, Reach::Acting)).unwrap_or_default());
        sides.dedup();
        sides
    }

    /// Whom a noun's own phrase means: the name behind a title, the other side of an apposition or of "is", else the
    /// phrase itself.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "tags and relations are those of a standard; the few that matter are named"
    )]
    fn bearers(&self, token: usize) -> Vec<usize> {
        let tree = self.fillers.tree;
        if let Some(bearer) = self.title_bearer(token) {
            return vec![bearer];
        }
        let name = |token: usize| {
            self.fillers.at(token).filter(|index| {
                self.fillers.nominals[*index].form == NominalForm::Name
                    || self.fillers.nominals[*index].form == NominalForm::Pronoun
            })
        };
        // "the leader of the Front, Ada Brandt, said": the parser may hang the name on the Front, so the place behind
        // the comma counts.
        let appositions = tree.dependents_by(token, &[Relation::Appos]).chain(
            tree.dependents_by(token, &[Relation::Nmod]).flat_map(|noun| tree.dependents_by(noun, &[Relation::Appos])),
        );
        let own = self.fillers.at(token).map_or(Sort::Thing, |index| self.fillers.nominals[index].sort);
        let fits = |named: &usize| own != Sort::Person || matches!(self.fillers.nominals[*named].sort, Sort::Person);
        // "3rd Battalion, Northern Brigade": a body with a name of its own is itself.
        let itself = own != Sort::Person && name(token).is_some();
        if let Some(named) = appositions.filter(|other| *other > token && !itself).filter_map(name).find(fits) {
            return vec![named];
        }
        let head = tree.head(token);
        match tree.relation(token) {
            // "the liberation of Karvil, the Front's capital,": what stands before the comma.
            Relation::Appos => {
                let first = tree.phrase(token).start;
                let before = first
                    .checked_sub(2)
                    .filter(|_| tree.form(first - 1) == ",")
                    .and_then(|before| self.fillers.at_or_in(before));
                if let Some(named) = before.into_iter().chain(head.and_then(name)).find(fits) {
                    return vec![named];
                }
            }
            // "became director of", "was appointed commander".
            Relation::Xcomp | Relation::Obl | Relation::Obj
                if head.is_some_and(|head| WordList::VerbsOfBeingInOffice.has(tree.lemma(head))) =>
            {
                let verb = head.expect("just asked");
                // "serves the leader" makes nobody a leader, "serves as leader" does.
                let passes = match tree.relation(token) {
                    Relation::Obl => tree.preposition(token) == "as",
                    Relation::Obj => {
                        WordList::VerbsOfAppointingWithTwoObjects.has(tree.lemma(verb))
                            && tree.dependents_by(verb, &[Relation::Obj]).count() > 1
                    }
                    _ => true,
                };
                // "succeeded Winter as chairwoman"
                let succeeds = WordList::VerbsOfSucceeding.has(tree.lemma(verb));
                let object = tree.dependents_by(verb, &[Relation::Obj]).find(|object| *object != token && !succeeds);
                let bearer = if tree.is_passive(verb) {
                    role::patient(tree, verb)
                } else {
                    object.or_else(|| role::agent(tree, verb))
                };
                // "appointed Brandt commander": the parser may take the name for a part of the office.
                let beside = tree
                    .dependents_by(token, &[Relation::Compound])
                    .filter_map(|name| self.fillers.at(name))
                    .find(|index| self.fillers.nominals[*index].sort == Sort::Person);
                if let Some(beside) = beside.filter(|_| tree.relation(token) == Relation::Obj) {
                    return vec![beside];
                }
                if passes {
                    // Who is to become something nobody knows is no office.
                    return bearer.map(|bearer| self.fillers.ends(bearer, Reach::Acting)).unwrap_or_default();
                }
            }
            _ => {}
        }
        // "As president of Arland, he signed": of whom the clause speaks.
        if tree.relation(token) == Relation::Obl
            && tree.preposition(token) == "as"
            && let Some(predicate) = head.filter(|predicate| *predicate > token)
            && let Some(subject) = role::own_subject(tree, predicate).filter(|subject| *subject > token)
        {
            return self.fillers.ends(subject, Reach::Acting);
        }
        // "is a member of the alliance and a partner of Arland"
        let predicate = head
            .filter(|head| tree.relation(token) == Relation::Conj && tree.dependent(*head, &[Relation::Cop]).is_some());
        if let Some(subject) = predicate.and_then(|predicate| role::own_subject(tree, predicate)) {
            return self.fillers.ends(role::antecedent(tree, subject).unwrap_or(subject), Reach::Acting);
        }
        if tree.dependent(token, &[Relation::Cop]).is_some()
            && let Some(subject) = role::own_subject(tree, token)
        {
            // "His Chief of Staff is Major General Hassan": the name is the predicate.
            let subject = role::antecedent(tree, subject).unwrap_or(subject);
            return self.fillers.ends(subject, Reach::Acting);
        }
        if matches!(tree.relation(token), Relation::Nsubj)
            && let Some(named) = head.filter(|head| tree.dependent(*head, &[Relation::Cop]).is_some()).and_then(name)
        {
            return vec![named];
        }
        self.fillers.at(token).into_iter().collect()
    }

    /// Two or more whose people a plural noun means: by names joined before it or behind "of".
    fn parties(&self, noun: usize) -> Vec<usize> {
        let tree = self.fillers.tree;
        if !self
            .fillers
            .at(noun)
            .is_some_and(|index| self.fillers.nominals[index].plural && self.fillers.nominals[index].name.is_none())
        {
            return Vec::new();
        }
        let before = tree.dependents_by(noun, &[Relation::Compound, Relation::Amod]).filter(|token| *token < noun);
        let behind = role::modifier_by(tree, noun, "of");
        let joined =
            before.chain(behind).map(|token| tree.joined(token)).find(|joined| joined.len() > 1).unwrap_or_default();
        let ends: Vec<usize> = joined
            .iter()
            .filter_map(|token| self.fillers.at(*token))
            .filter(|end| self.fillers.nominals[*end].sort.acts() && self.fillers.has_name(*end))
            .collect();
        if ends.len() == joined.len() { ends } else { Vec::new() }
    }

    /// Symmetric kinds: "Arland and Borland met", "talks between Arland and Borland", "Arland-Borland talks".
    pub(super) fn pair(
        &self,
        pattern: &Pattern,
        subject: Vec<usize>,
        object: Vec<usize>,
        token: usize,
        verb: Option<usize>,
    ) -> (Vec<usize>, Vec<usize>) {
        let symmetric = pattern.kind.is_some_and(|kind| self.schema.relation_kind(kind).symmetric);
        if !symmetric {
            return (subject, object);
        }
        let tree = self.fillers.tree;
        let between = self.fill(&Slot::Preposition("between".to_owned()), token, Reach::Acting);
        // "the agreement reached between": the phrase may hang on the verb of the noun.
        let participle = || tree.dependents_by(token, &[Relation::Acl]).next();
        let above = || {
            tree.head(token).filter(|head| {
                tree.upos(*head) == Upos::Verb
                    && matches!(tree.relation(token), Relation::Nsubj | Relation::NsubjPass | Relation::Obj)
            })
        };
        let verb = verb.or_else(participle).or_else(above).filter(|_| !matches!(pattern.family, Family::Verb));
        let between = if between.is_empty() {
            verb.map(|verb| self.fill(&Slot::Preposition("between".to_owned()), verb, Reach::Acting))
                .unwrap_or_default()
        } else {
            between
        };
        if between.len() > 1 {
            return (between[..1].to_vec(), between[1..].to_vec());
        }
        if !object.is_empty() {
            return (subject, object);
        }
        // "the allies, including Arland, met" pairs nobody with its own part.
        let named = |token: usize| WordList::PrepositionsBeforeExamples.has(self.fillers.tree.preposition(token));
        let part = |token: usize| {
            named(token)
                || self.fillers.tree.relation(token) == Relation::Conj
                    && self.fillers.tree.head(token).is_some_and(named)
        };
        let subject: Vec<usize> = subject.into_iter().filter(|end| !part(self.fillers.nominals[*end].head)).collect();
        if subject.len() > 1 && pattern.family != Family::Phrase {
            return (subject[..1].to_vec(), subject[1..].to_vec());
        }
        // "Arland and Borland negotiators", "the armies of Arland and Borland".
        if let [one] = subject.as_slice() {
            let parties = self.parties(self.fillers.nominals[*one].head);
            if parties.len() > 1 {
                return (parties[..1].to_vec(), parties[1..].to_vec());
            }
        }
        // "Arland-Borland talks"
        let before: Vec<usize> =
            tree.dependents_by(token, &[Relation::Compound, Relation::Amod]).filter(|before| *before < token).collect();
        let inner = before
            .iter()
            .flat_map(|before| tree.dependents_by(*before, &[Relation::Compound, Relation::Amod, Relation::Conj]));
        let mut pair: Vec<usize> = before
            .iter()
            .copied()
            .chain(inner)
            .filter_map(|token| self.fillers.at(token))
            .filter(|end| self.fillers.nominals[*end].sort.acts())
            .collect();
        pair.sort_unstable();
        if pair.len() == 2 && matches!(pattern.family, Family::Event) {
            return (pair[..1].to_vec(), pair[1..].to_vec());
        }
        (subject, object)
    }

    /// Who says what stands at a token.
    fn speaker(&self, token: usize) -> Vec<usize> {
        let innermost = self
            .reported
            .around(token)
            .into_iter()
            .rev()
            .find(|report| !self.reported.reports[*report].cue.contains(&token));
        let source = innermost.and_then(|report| self.reported.reports[report].source);
        source.map(|source| self.fillers.ends(source, Reach::Acting)).unwrap_or_default()
    }
}
