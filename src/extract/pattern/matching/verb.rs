//! What verbs and predicate adjectives tell: by themselves, through an event noun under a light verb, or, where no
//! pattern knows the clause below them, as operators.

use super::Matching;
use crate::extract::factuality::is_negated;
use crate::extract::filler::Reach;
use crate::extract::pattern::{Family, Fate, Slot};
use crate::extract::role;
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::Rule;

impl Matching<'_> {
    /// Verbs and predicate adjectives.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "tags and relations are those of a standard; the few that matter are named"
    )]
    pub(super) fn predicate(&mut self, token: usize) {
        let tree = self.fillers.tree;
        match tree.upos(token) {
            Upos::Verb | Upos::Aux => {
                self.modal(token);
                let lemmas = self.lemmas(token);
                if self.event_under_verb(token, &lemmas) {
                    return;
                }
                for lemma in &lemmas {
                    if self.try_all(Family::Verb, lemma, token, token) {
                        return;
                    }
                }
            }
            Upos::Adj => {
                self.try_all(Family::Adjective, tree.lower(token), token, token);
            }
            _ => {}
        }
    }

    /// "Arland said Borland must withdraw", "“Borland has to leave,” Brandt said".
    fn modal(&mut self, verb: usize) {
        let tree = self.fillers.tree;
        let auxiliary = tree.dependents_by(verb, &[Relation::Aux]).find(|auxiliary| tree.xpos(*auxiliary) == Xpos::Md);
        // "has to leave", "needs to leave": the modal is a verb over an infinitive. "Had to leave" tells what happened.
        let infinitive = || tree.dependents_by(verb, &[Relation::Mark]).any(|mark| tree.lower(mark) == "to");
        let over = tree.head(verb).filter(|over| {
            tree.relation(verb) == Relation::Xcomp
                && WordList::VerbsOfObligation.has(tree.lemma(*over))
                && tree.xpos(*over) != Xpos::Vbd
                && infinitive()
        });
        let word = auxiliary.or(over).map(|modal| tree.lemma(modal).to_owned());
        if let Some(word) = word {
            self.try_all(Family::Modal, &word, verb, verb);
        }
    }

    /// The lemma, before it with its particle or with what it makes of its object: "carry out" before "carry", "burn
    /// alive" before "burn", "take hostage" before "take".
    pub(super) fn lemmas(&self, verb: usize) -> Vec<String> {
        let tree = self.fillers.tree;
        let lemma = self.patterns.verb(tree.lemma(verb));
        let particle =
            tree.dependent(verb, &[Relation::CompoundPrt]).map(|particle| format!("{lemma} {}", tree.lower(particle)));
        let result = tree
            .dependents_by(verb, &[Relation::Xcomp, Relation::Advmod, Relation::Obj])
            .filter(|result| {
                *result > verb
                    && matches!(tree.upos(*result), Upos::Adj | Upos::Noun)
                    && tree.dependent(*result, &[Relation::Det, Relation::Mark]).is_none()
            })
            .map(|result| format!("{lemma} {}", tree.lower(result)));
        particle.into_iter().chain(result).chain([lemma.to_string()]).collect()
    }

    /// "launched an attack on Borland", "is in talks with Borland", "faces criticism from Arland".
    fn event_under_verb(&mut self, verb: usize, lemmas: &[String]) -> bool {
        if !Rule::PatternLights.applies() {
            return false;
        }
        let tree = self.fillers.tree;
        let Some(at) = lemmas.iter().find_map(|lemma| self.patterns.light_by_word.get(lemma)).copied() else {
            return false;
        };
        let light = &self.patterns.lights[at];
        let last = tree.dependents_by(verb, &[Relation::Obj]).last().filter(|_| role::recipient(tree, verb).is_some());
        let object = last.or_else(|| role::patient(tree, verb)).into_iter().map(|noun| (noun, ""));
        let obliques =
            tree.dependents_by(verb, &[Relation::Obl, Relation::Xcomp]).map(|noun| (noun, tree.preposition(noun)));
        let nouns: Vec<(usize, &str)> = object.chain(obliques).collect();
        for (noun, preposition) in nouns {
            if !preposition.is_empty() && !light.prepositions.iter().any(|known| known == preposition) {
                continue;
            }
            // "launched strikes and raids on Borland".
            let mut told = false;
            for noun in tree.joined(noun) {
                if tree.upos(noun) != Upos::Noun && tree.upos(noun) != Upos::Propn {
                    continue;
                }
                // "joined Borland's fight against the front": the fight is its owner's.
                let owned = role::owner(tree, noun).is_some_and(|owner| tree.xpos(owner) != Xpos::PrpPoss);
                for index in &self.events(noun) {
                    let pattern = &self.patterns.patterns[*index];
                    // "ordered the tanker's release" does to its owner what the noun says.
                    if owned && !pattern.object.contains(&Slot::Owner) {
                        continue;
                    }
                    if !self.conditions_hold(*index, noun) {
                        continue;
                    }
                    // "came under attack from Borland"
                    let converse = light.converse || preposition == "under";
                    let of_verb: Vec<usize> = if converse {
                        // "enjoys the support of Borland"; "suffered the killing of its leader" has no killer.
                        let most =
                            if self.fillers.classes(noun).has(self.fillers.lexicon.core.suffered) { 2 } else { 3 };
                        let prepositions = WordList::PrepositionsBeforeWhoDoesItToTheSubject.words().iter().take(most);
                        let behind: Vec<Slot> =
                            prepositions.map(|preposition| Slot::Preposition((*preposition).to_owned())).collect();
                        self.fill_first(&behind, noun, Some(verb), Reach::Acting, &[])
                    } else {
                        role::agent(tree, verb).map(|agent| self.fillers.ends(agent, Reach::Acting)).unwrap_or_default()
                    };
                    let object = if converse {
                        role::agent(tree, verb)
                            .map(|agent| self.fillers.ends(agent, Reach::Through(pattern.through)))
                            .unwrap_or_default()
                    } else {
                        self.event_object(pattern, noun, Some(verb), &of_verb)
                    };
                    let acting = of_verb.clone();
                    let (subject, object) = self.pair(pattern, of_verb, object, noun, Some(verb));
                    // "Arland did not attend the summit between Borland and Norvia": who stayed away says nothing of
                    // the two.
                    if is_negated(tree, verb)
                        && !acting.is_empty()
                        && !acting.iter().any(|end| subject.contains(end) || object.contains(end))
                    {
                        continue;
                    }
                    // "The takeover was announced": nobody acts in the light verb, so the noun is asked alone.
                    if subject.is_empty() || object.is_empty() {
                        self.attempts.note(*index, noun, || Fate::NoObject);
                        continue;
                    }
                    self.light = Some(at);
                    let put = self.put(*index, noun, verb, subject, object);
                    self.light = None;
                    // The next pattern may take ends of another sort.
                    if put {
                        self.told[noun] = true;
                        told = true;
                        break;
                    }
                }
            }
            if told {
                return true;
            }
        }
        false
    }
}
