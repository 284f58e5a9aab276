//! One pattern at its trigger: its conditions, its slots, and the match that it makes.

use super::Matching;
use crate::extract::filler::Reach;
use crate::extract::lexicon::NounClass;
use crate::extract::nominal::NominalForm;
use crate::extract::pattern::{Family, Fate, Match, Pattern, Slot, TriggeredBy};
use crate::extract::role;
use crate::model::Sort;
use crate::nlp::{Relation, Upos, WordList};
use crate::text::Rule;

impl Matching<'_> {
    pub(super) fn try_all(&mut self, family: Family, word: &str, token: usize, predicate: usize) -> bool {
        // "held Iran responsible", "found him guilty" hold and find nobody: the adjective tells it.
        if family == Family::Verb
            && WordList::VerbsOfJudging.has(word)
            && self
                .fillers
                .tree
                .dependents_by(token, &[Relation::Xcomp])
                .any(|judged| self.fillers.tree.upos(judged) == Upos::Adj)
        {
            return false;
        }
        for index in self.patterns.of_word(family, word) {
            if !self.conditions_hold(*index, token) {
                continue;
            }
            if self.patterns.patterns[*index].kind.is_none() {
                self.attempts.note(*index, token, || Fate::Silenced);
                self.settled.insert(token);
                return true;
            }
            if self.try_one(*index, token, predicate) {
                return true;
            }
        }
        false
    }

    /// Remembers a trigger of which an entry of the project itself had the last word.
    fn note_project(&mut self, pattern: usize, trigger: usize) {
        if self.patterns.patterns[pattern].is_own {
            self.settled.insert(trigger);
        }
    }

    /// Whether everything else that the pattern asks for stands there.
    pub(super) fn conditions_hold(&mut self, index: usize, token: usize) -> bool {
        if !Rule::PatternConditions.applies() {
            return true;
        }
        let pattern = &self.patterns.patterns[index];
        let has = |(slot, class): &(Slot, NounClass)| {
            let filler = self.token_of(slot, token);
            let anything = |filler: usize| {
                *class == self.fillers.lexicon.core.anything
                    && matches!(self.fillers.tree.upos(filler), Upos::Noun | Upos::Propn | Upos::Sym | Upos::Num)
            };
            filler.is_some_and(|filler| {
                anything(filler)
                    || self.fillers.tree.joined(filler).iter().any(|filler| self.fillers.classes(*filler).has(*class))
            })
        };
        let lacking = pattern.with.iter().find(|condition| !has(condition));
        let forbidden = || pattern.without.iter().find(|condition| has(condition));
        let Some((outcome, (slot, class))) = lacking
            .map(|lacking| (Fate::Lacks as fn(Slot, NounClass) -> Fate, lacking))
            .or_else(|| forbidden().map(|there| (Fate::Forbidden as _, there)))
        else {
            return true;
        };
        self.attempts.note(index, token, || outcome(slot.clone(), *class));
        false
    }

    /// Tries the slots of a pattern; true where it made a match.
    pub(super) fn try_one(&mut self, index: usize, token: usize, predicate: usize) -> bool {
        let pattern = &self.patterns.patterns[index];
        let subject = self.fill_first(&pattern.subject, token, None, Reach::Acting, &[]);
        // "A car bomb killed ten soldiers": nobody is behind it in the words.
        let itself = || {
            pattern.subject.first().and_then(|slot| self.token_of(slot, token)).and_then(|token| self.fillers.at(token))
        };
        let subject = if subject.is_empty() && pattern.subject_is.contains(&Sort::Thing) {
            itself().into_iter().collect()
        } else {
            subject
        };
        let subject: Vec<usize> = subject.into_iter().filter(|end| self.subject_fits(pattern, *end)).collect();
        let object = pattern.object.iter().find_map(|slot| {
            // The noun that the pattern asks for comes first: "agreed to a program with Borland in a meeting with
            // Brandt".
            let asked = self.under_conditions(pattern, slot, token, &subject);
            let object = || {
                self.fill_first(std::slice::from_ref(slot), token, None, Reach::Through(pattern.through), &subject)
                    .into_iter()
                    .filter(|end| self.object_fits(pattern, *end))
                    .collect()
            };
            let object: Vec<usize> = if asked.is_empty() { object() } else { asked };
            (!object.is_empty()).then_some(object)
        });
        // "Arland and Borland criticized each other".
        if object.is_none()
            && subject.len() > 1
            && pattern.object.contains(&Slot::Patient)
            && role::is_reciprocal(self.fillers.tree, token)
        {
            return subject
                .iter()
                .map(|one| {
                    self.put(
                        index,
                        token,
                        predicate,
                        vec![*one],
                        subject.iter().copied().filter(|other| other != one).collect(),
                    )
                })
                .filter(|put| *put)
                .count()
                > 0;
        }
        let object = object.unwrap_or_else(|| self.itself(pattern, token, None, &subject));
        let (subject, object) = self.pair(pattern, subject, object, token, None);
        if object.is_empty() {
            let unfit = if self.attempts.heard() {
                self.fill_first(&pattern.object, token, None, Reach::Through(pattern.through), &subject)
            } else {
                Vec::new()
            };
            self.attempts.note(
                index,
                token,
                || if unfit.is_empty() { Fate::NoObject } else { Fate::ObjectUnfit(unfit) },
            );
            return false;
        }
        // A subject that does not fit is handed on where reasons are kept.
        let subject = if subject.is_empty() && self.attempts.heard() {
            self.fill_first(&pattern.subject, token, None, Reach::Acting, &[])
        } else {
            subject
        };
        self.put(index, token, predicate, subject, object)
    }

    /// "withdrew from a pact with Borland": a preposition under the noun that the pattern asks for.
    pub(super) fn under_conditions(
        &self,
        pattern: &Pattern,
        slot: &Slot,
        token: usize,
        subject: &[usize],
    ) -> Vec<usize> {
        if !matches!(slot, Slot::Preposition(_)) {
            return Vec::new();
        }
        let nouns = pattern
            .with
            .iter()
            .filter(|(place, _)| matches!(place, Slot::Preposition(_)))
            .filter_map(|(place, _)| self.token_of(place, token));
        let ends = nouns.map(|noun| {
            self.fill_first(std::slice::from_ref(slot), noun, None, Reach::Through(pattern.through), subject)
        });
        ends.map(|ends| ends.into_iter().filter(|end| self.object_fits(pattern, *end)).collect::<Vec<usize>>())
            .find(|ends| !ends.is_empty())
            .unwrap_or_default()
    }

    /// The object of an event noun: with its own prepositions first, then with the verb's.
    pub(super) fn event_object(
        &self,
        pattern: &Pattern,
        noun: usize,
        verb: Option<usize>,
        not: &[usize],
    ) -> Vec<usize> {
        let recipient = verb
            .and_then(|verb| role::recipient(self.fillers.tree, verb))
            .map(|token| self.fillers.ends(token, Reach::Through(pattern.through)));
        let fit = |slot: &Slot| -> Option<Vec<usize>> {
            let ends = self.fill_first(std::slice::from_ref(slot), noun, verb, Reach::Through(pattern.through), not);
            let ends: Vec<usize> = ends.into_iter().filter(|end| self.object_fits(pattern, *end)).collect();
            (!ends.is_empty()).then_some(ends)
        };
        recipient
            .filter(|ends| !ends.is_empty())
            .or_else(|| pattern.object.iter().find_map(fit))
            .unwrap_or_else(|| self.itself(pattern, noun, verb, not))
    }

    /// The ends in the first slot that has any fit ones.
    pub(super) fn fill_first(
        &self,
        slots: &[Slot],
        token: usize,
        verb: Option<usize>,
        reach: Reach,
        not: &[usize],
    ) -> Vec<usize> {
        for slot in slots {
            let own = self.fill(slot, token, reach);
            let ends = if own.is_empty() {
                verb.filter(|_| matches!(slot, Slot::Preposition(_)))
                    .map(|verb| self.fill(slot, verb, reach))
                    .unwrap_or_default()
            } else {
                own
            };
            let free =
                |end: &usize| !not.contains(end) && self.part_of_trigger != Some(self.fillers.nominals[*end].head);
            let ends: Vec<usize> = ends.into_iter().filter(free).collect();
            if !ends.is_empty() {
                return ends;
            }
        }
        Vec::new()
    }

    /// True where it made a match.
    pub(super) fn put(
        &mut self,
        pattern: usize,
        trigger: usize,
        predicate: usize,
        subject: Vec<usize>,
        object: Vec<usize>,
    ) -> bool {
        let found = &self.patterns.patterns[pattern];
        let Some(kind) = found.kind else {
            self.attempts.note(pattern, trigger, || Fate::Silenced);
            self.note_project(pattern, trigger);
            return true;
        };
        let (subjects, objects) = (subject, object);
        let subject: Vec<usize> = subjects.iter().copied().filter(|end| self.subject_fits(found, *end)).collect();
        let object: Vec<usize> =
            objects.iter().copied().filter(|end| self.object_fits(found, *end) && !subject.contains(end)).collect();
        if subject.is_empty() {
            self.attempts.note(pattern, trigger, || {
                if subjects.is_empty() { Fate::NoSubject } else { Fate::SubjectUnfit(subjects) }
            });
            return false;
        }
        if object.is_empty() {
            let fits = objects.iter().any(|end| self.object_fits(found, *end));
            self.attempts.note(pattern, trigger, || {
                if objects.is_empty() {
                    Fate::NoObject
                } else if fits {
                    Fate::OneActor
                } else {
                    Fate::ObjectUnfit(objects)
                }
            });
            return false;
        }
        self.attempts.note(pattern, trigger, || Fate::Read);
        self.note_project(pattern, trigger);
        for kind in [kind].into_iter().chain(found.also.iter().copied()) {
            let (subject, object) = (subject.clone(), object.clone());
            let modality = found.modality;
            self.found.push(Match {
                pattern: TriggeredBy::Pattern(pattern),
                kind,
                subject,
                object,
                trigger,
                predicate,
                modality,
                denied: false,
                settled: false,
                operators: Vec::new(),
                light: self.light,
            });
        }
        true
    }

    fn subject_fits(&self, pattern: &Pattern, end: usize) -> bool {
        let sort = self.fillers.nominals[end].sort;
        if pattern.subject_is.is_empty() { sort.acts() } else { pattern.subject_is.contains(&sort) }
    }

    pub(super) fn object_fits(&self, pattern: &Pattern, end: usize) -> bool {
        let nominal = &self.fillers.nominals[end];
        if !Rule::PatternSorts.applies() {
            return true;
        }
        if !pattern.object_is.is_empty() {
            // "four buildings": a place without a name is nowhere on a map.
            return pattern.object_is.contains(&nominal.sort)
                && (nominal.sort != Sort::Place
                    || self.fillers.has_name(end)
                    || pattern.object_is.contains(&Sort::Thing));
        }
        let any = pattern.kind.is_some_and(|kind| self.schema.relation_kind(kind).objects.is_empty());
        nominal.sort.acts()
            || any
                && (nominal.sort == Sort::Place && (pattern.hits_ground || nominal.form == NominalForm::Name)
                    || nominal.sort == Sort::Thing && nominal.form == NominalForm::Name)
    }
}
