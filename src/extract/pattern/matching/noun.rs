//! What nouns tell: events told alone, fixed phrases, and words joined by a hyphen.

use super::Matching;
use crate::extract::factuality::is_negated;
use crate::extract::filler::Reach;
use crate::extract::pattern::{Family, Fate};
use crate::extract::role;
use crate::nlp::{Relation, Upos, Xpos};
use crate::text::Rule;

impl Matching<'_> {
    /// Nouns: events told alone, role nouns, fixed phrases.
    pub(super) fn noun(&mut self, token: usize) {
        let tree = self.fillers.tree;
        if !matches!(tree.upos(token), Upos::Noun | Upos::Propn) {
            return;
        }
        let lemma = tree.lemma(token).to_owned();
        let preposition = tree.preposition(token);
        if !preposition.is_empty() {
            // "get the forces under control": the verb says how real it is.
            let predicate = tree
                .head(token)
                .filter(|head| tree.relation(token) == Relation::Obl && tree.upos(*head) == Upos::Verb)
                .unwrap_or(token);
            for index in self.patterns.of_word(Family::Phrase, &lemma) {
                let pattern = &self.patterns.patterns[*index];
                if !pattern.prepositions.iter().any(|known| known == preposition) {
                    self.attempts.note(*index, token, || Fate::OtherPreposition);
                } else if self.conditions_hold(*index, token) && self.try_one(*index, token, predicate) {
                    self.told[token] = true;
                    break;
                }
            }
        }
        if self.told[token] {
            for index in &self.events(token) {
                self.attempts.note(*index, token, || Fate::AlreadyTold);
            }
        } else {
            for index in &self.events(token) {
                let pattern = &self.patterns.patterns[*index];
                if pattern.only_light {
                    self.attempts.note(*index, token, || Fate::NoLightVerb);
                    continue;
                }
                if !self.conditions_hold(*index, token) {
                    continue;
                }
                let object = self.event_object(pattern, token, None, &[]);
                // "Arland's use of rockets against Borland"
                let under = || {
                    pattern
                        .object
                        .iter()
                        .map(|slot| self.under_conditions(pattern, slot, token, &[]))
                        .find(|ends| !ends.is_empty())
                        .unwrap_or_default()
                };
                let object = if object.is_empty() { under() } else { object };
                let subject = self.fill_first(&pattern.subject, token, None, Reach::Acting, &object);
                let (subject, object) = self.pair(pattern, subject, object, token, None);
                let acts = |ends: &[usize]| ends.iter().all(|end| self.fillers.nominals[*end].sort.acts());
                // "set no date for a summit between Arland and Borland": nothing has happened, and nobody denies it.
                if pattern.kind.is_some_and(|kind| self.schema.relation_kind(kind).symmetric)
                    && role::governing_verb(tree, token).is_some_and(|verb| is_negated(tree, verb))
                    && matches!(tree.relation(token), Relation::Nmod | Relation::Obl)
                {
                    continue;
                }
                if !subject.is_empty() && !object.is_empty() && acts(&subject) {
                    // "launched an attack" is as real as the launch; who lifts sanctions has laid them on.
                    let light = |verb: &usize| self.patterns.light_by_word.contains_key(tree.lemma(*verb));
                    let argument =
                        matches!(tree.relation(token), Relation::Obj | Relation::Nsubj | Relation::NsubjPass);
                    let predicate =
                        role::governing_verb(tree, token).filter(light).filter(|_| argument).unwrap_or(token);
                    self.put(*index, token, predicate, subject, object);
                } else {
                    self.attempts.note(*index, token, || {
                        if object.is_empty() {
                            Fate::NoObject
                        } else if subject.is_empty() {
                            Fate::NoSubject
                        } else {
                            Fate::SubjectUnfit(subject)
                        }
                    });
                }
                break;
            }
        }
        // "a deputy to the director": the phrase is triggered by its head alone.
        if !matches!(tree.relation(token), Relation::Compound | Relation::NmodDesc) || self.is_title(token) {
            self.role_noun(token);
        }
    }

    /// The patterns of an event noun: "hunger strike" before "strike", "state of emergency" before "state".
    pub(super) fn events(&self, noun: usize) -> Vec<usize> {
        let tree = self.fillers.tree;
        let lemma = tree.lemma(noun);
        let mut triggers = Vec::new();
        if tree.sentence(noun).contains(&(noun + 2)) && tree.lower(noun + 1) == "of" {
            triggers.push(format!("{lemma} of {}", tree.lemma(noun + 2)));
        }
        // "cease-fire" is three tokens.
        let gap = if noun > 1 && tree.form(noun - 1) == "-" { 2 } else { 1 };
        if let Some(before) = noun.checked_sub(gap).filter(|before| tree.head(*before) == Some(noun)) {
            triggers.push(format!("{} {lemma}", tree.lemma(before)));
        }
        triggers.push(lemma.to_owned());
        triggers.iter().flat_map(|trigger| self.patterns.of_word(Family::Event, trigger)).copied().collect()
    }

    /// "Arland-backed militias", "the counter-Borland coalition".
    pub(super) fn hyphen(&mut self, token: usize) {
        if !Rule::PatternHyphen.applies() {
            return;
        }
        let tree = self.fillers.tree;
        let sentence = tree.sentence(token);
        if let Some((prefix, _)) = tree.lower(token).split_once('-').filter(|(prefix, _)| !prefix.is_empty()) {
            let prefix = prefix.to_owned();
            self.try_all(Family::Prefix, &prefix, token, token);
            return;
        }
        if tree.form(token) != "-" || token == sentence.start || token + 1 >= sentence.end {
            return;
        }
        if matches!(tree.xpos(token + 1), Xpos::Vbn | Xpos::Vbd | Xpos::Jj) {
            self.try_all(Family::Participle, tree.lemma(token + 1), token + 1, token + 1);
        }
        let prefix = tree.lower(token - 1).to_owned();
        self.try_all(Family::Prefix, &prefix, token - 1, token - 1);
    }
}
