//! Patterns tried on trees: what each predicate, noun and joined participle of a document tells.
//!
//! In come the nominals and the patterns, out come readings: a kind with its ends, before anybody asked who says so and
//! whether it is so. For every trigger the first pattern that fits is taken, most specific first; one reading a
//! trigger. A noun that a light verb has told is not told again alone.

mod foe;
mod itself;
mod slot;

use super::{Attempts, Family, Outcome, Pattern, Patterns, Reading, Slot, Told};
use crate::extract::attribution::{Report, speakers};
use crate::extract::factuality::is_negated;
use crate::extract::filler::{Fillers, Reach};
use crate::extract::lexicon::NounClass;
use crate::extract::nominal::{Nominal, NominalForm};
use crate::extract::role;
use crate::model::{Schema, Sort};
use crate::nlp::{Relation, Upos, Xpos};

/// Everything the patterns read in a document, in order of the triggers. `attempts` hears what became of each pattern
/// at its trigger.
pub fn readings(
    fillers: &Fillers<'_>,
    reports: &[Report],
    patterns: &Patterns,
    schema: &Schema,
    attempts: &mut Attempts,
) -> Vec<Reading> {
    let mut fire = Fire {
        fillers,
        reports,
        patterns,
        schema,
        attempts,
        light: None,
        told: vec![false; fillers.tree.len()],
        part_of_trigger: None,
        fought: Vec::new(),
        found: Vec::new(),
    };
    for token in 0..fillers.tree.len() {
        fire.predicate(token);
    }
    for token in 0..fillers.tree.len() {
        fire.operator_alone(token);
    }
    for token in 0..fillers.tree.len() {
        fire.noun(token);
        fire.hyphen(token);
    }
    fire.foes();
    let mut found = fire.found;
    super::operator::apply(fillers, patterns, &mut found, attempts);
    found.sort_by_key(|reading| (reading.trigger, reading.pattern));
    found
}

struct Fire<'f> {
    fillers: &'f Fillers<'f>,
    reports: &'f [Report],
    patterns: &'f Patterns,
    schema: &'f Schema,
    attempts: &'f mut Attempts,
    /// The light verb that is just telling an event.
    light: Option<usize>,
    /// Event nouns that a verb has told.
    told: Vec<bool>,
    /// A token that belongs to the trigger and fills no slot.
    part_of_trigger: Option<usize>,
    /// Ends that something hostile is done to by nobody named: the trigger, the end.
    fought: Vec<(usize, usize)>,
    found: Vec<Reading>,
}

impl Fire<'_> {
    /// Verbs and predicate adjectives.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "tags and relations are those of a standard; the few that matter are named"
    )]
    fn predicate(&mut self, token: usize) {
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
                && matches!(tree.lemma(*over), "have" | "need" | "ought")
                && tree.xpos(*over) != Xpos::Vbd
                && infinitive()
        });
        let word = auxiliary.or(over).map(|modal| tree.lemma(modal).to_owned());
        if let Some(word) = word {
            self.try_all(Family::Modal, &word, verb, verb);
        }
    }

    /// Who says what stands at a token.
    fn speaker(&self, token: usize) -> Vec<usize> {
        let innermost =
            speakers(self.reports, token).into_iter().rev().find(|report| !self.reports[*report].cue.contains(&token));
        let source = innermost.and_then(|report| self.reports[report].source);
        source.map(|source| self.fillers.ends(source, Reach::Acting)).unwrap_or_default()
    }

    /// The lemma, with its particle first: "carry out" before "carry".
    fn lemmas(&self, verb: usize) -> Vec<String> {
        let tree = self.fillers.tree;
        let lemma = self.patterns.verb(tree.lemma(verb));
        let particle =
            tree.dependent(verb, &[Relation::CompoundPrt]).map(|particle| format!("{lemma} {}", tree.lower(particle)));
        particle.into_iter().chain([lemma.into_owned()]).collect()
    }

    /// "launched an attack on Borland", "is in talks with Borland", "faces criticism from Arland".
    fn event_under_verb(&mut self, verb: usize, lemmas: &[String]) -> bool {
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
                        let behind = ["from", "by", "of"].map(|preposition| Slot::Preposition(preposition.to_owned()));
                        // "enjoys the support of Borland"; "suffered the killing of its leader" has no killer.
                        let most =
                            if self.fillers.classes(noun).has(self.fillers.lexicon.core.suffered) { 2 } else { 3 };
                        self.fill_first(&behind[..most], noun, Some(verb), Reach::Acting, &[])
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
                        self.attempts.note(*index, noun, || Outcome::NoObject);
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

    /// "agreed to lend a billion to Borland": the clause tells nothing that a pattern knows, the operator does.
    fn operator_alone(&mut self, token: usize) {
        let tree = self.fillers.tree;
        if !matches!(tree.upos(token), Upos::Verb | Upos::Adj) {
            return;
        }
        let lemmas = self.lemmas(token);
        let Some(index) = lemmas.iter().find_map(|lemma| self.patterns.operator_by_word.get(lemma)).copied() else {
            return;
        };
        let operator = &self.patterns.operators[index];
        let Some(kind) = operator.alone else { return };
        let Some(clause) = tree.dependents_by(token, &[Relation::Xcomp, Relation::Advcl]).find(|clause| {
            *clause > token && tree.dependents_by(*clause, &[Relation::Mark]).any(|mark| tree.xpos(mark) == Xpos::To)
        }) else {
            return;
        };
        if self.found.iter().any(|reading| reading.predicate == clause || reading.trigger == token) {
            return;
        }
        let subject: Vec<usize> =
            role::agent(tree, token).map(|agent| self.fillers.ends(agent, Reach::Acting)).unwrap_or_default();
        let object =
            self.fill_first(&operator.alone_object, clause, None, Reach::Through(Default::default()), &subject);
        let acts = |end: &usize| self.fillers.nominals[*end].sort.acts();
        let (subject, object): (Vec<usize>, Vec<usize>) =
            (subject.into_iter().filter(acts).collect(), object.into_iter().filter(acts).collect());
        if subject.is_empty() || object.is_empty() {
            return;
        }
        self.found.push(Reading {
            pattern: Told::Operator(index),
            kind,
            subject,
            object,
            trigger: token,
            predicate: token,
            modality: None,
            denied: false,
            settled: false,
            operators: Vec::new(),
            light: None,
        });
    }

    /// The patterns of an event noun: "hunger strike" before "strike", "state of emergency" before "state".
    fn events(&self, noun: usize) -> Vec<usize> {
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
        let all = triggers.iter().flat_map(|trigger| self.patterns.of_word(Family::Event, trigger)).copied();
        all.filter(|index| !self.patterns.patterns[*index].asks_for_foe()).collect()
    }

    /// Nouns: events told alone, role nouns, fixed phrases.
    fn noun(&mut self, token: usize) {
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
                    self.attempts.note(*index, token, || Outcome::OtherPreposition);
                } else if self.conditions_hold(*index, token) && self.try_one(*index, token, predicate) {
                    self.told[token] = true;
                    break;
                }
            }
        }
        if self.told[token] {
            for index in &self.events(token) {
                self.attempts.note(*index, token, || Outcome::Told);
            }
        } else {
            for index in &self.events(token) {
                let pattern = &self.patterns.patterns[*index];
                if pattern.only_light {
                    self.attempts.note(*index, token, || Outcome::NoLightVerb);
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
                    if self.is_hostile(*index) {
                        self.fought.extend(object.iter().map(|end| (token, *end)));
                    }
                    self.attempts.note(*index, token, || {
                        if object.is_empty() {
                            Outcome::NoObject
                        } else if subject.is_empty() {
                            Outcome::NoSubject
                        } else {
                            Outcome::SubjectUnfit(subject)
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

    /// The noun stands before the name that bears it: "CIA director Mike Pompeo".
    fn is_title(&self, token: usize) -> bool {
        self.title_bearer(token).is_some()
    }

    /// The person whose name stands behind the title.
    fn title_bearer(&self, token: usize) -> Option<usize> {
        let tree = self.fillers.tree;
        if let Some(behind) = self.fillers.name_behind_title(token) {
            return Some(behind);
        }
        let before =
            matches!(tree.relation(token), Relation::Compound | Relation::NmodDesc | Relation::Amod | Relation::Nmod);
        let head = tree.head(token).filter(|head| before && *head > token)?;
        let bearer = self.fillers.person_joined(head).or_else(|| self.fillers.at_or_in(head))?;
        let nominal = &self.fillers.nominals[bearer];
        (nominal.form == NominalForm::Name && nominal.sort == Sort::Person).then_some(bearer)
    }

    fn role_noun(&mut self, token: usize) {
        let tree = self.fillers.tree;
        let mut triggers = vec![tree.lemma(token).to_owned()];
        // "chief of staff", "press secretary": the longer trigger is the more specific.
        if let Some(before) = token
            .checked_sub(1)
            .filter(|before| tree.head(*before) == Some(token) || tree.head(*before) == tree.head(token))
        {
            triggers.insert(0, format!("{} {}", tree.lemma(before), tree.lemma(token)));
        }
        if token + 2 < tree.sentence(token).end && tree.lower(token + 1) == "of" {
            triggers.insert(0, format!("{} of {}", tree.lemma(token), tree.lemma(token + 2)));
        }
        // "ISIL in Karvil": any name of a body can stand somewhere.
        if let Some(index) =
            self.fillers.at(token).filter(|index| self.fillers.nominals[*index].form == NominalForm::Name)
        {
            match self.fillers.nominals[index].sort {
                Sort::Force | Sort::Organization | Sort::Group => triggers.push("any body".to_owned()),
                Sort::Person | Sort::State | Sort::Place | Sort::Thing => {}
            }
        }
        // "our partners, including Borland": that they include somebody is told besides what they are.
        let including = role::modifier_by(tree, token, "including").or_else(|| role::instance(tree, token));
        if including.is_some() {
            self.try_all(Family::Noun, "any whole", token, token);
        }
        if self.portfolio(token).is_some() {
            triggers.insert(0, format!("portfolio {}", tree.lemma(token)));
        }
        for trigger in triggers {
            // "chief of staff": the staff is part of the office and nobody's.
            self.part_of_trigger = trigger.contains(" of ").then_some(token + 2);
            let told = self.try_all(Family::Noun, &trigger, token, token);
            self.part_of_trigger = None;
            if told {
                return;
            }
        }
    }

    /// What a minister or secretary is there for: "Defense" before "Secretary", "state" behind "secretary of".
    fn portfolio(&self, office: usize) -> Option<&str> {
        let tree = self.fillers.tree;
        if !matches!(tree.lemma(office), "minister" | "secretary" | "chief" | "undersecretary" | "ministry") {
            return None;
        }
        let is_portfolio =
            |token: usize| self.fillers.lexicon.classes(tree.lower(token)).has(self.fillers.lexicon.core.portfolio);
        let before = office
            .checked_sub(1)
            .filter(|before| is_portfolio(*before) && tree.sentence_of(*before) == tree.sentence_of(office));
        let behind = || {
            Some(office + 2).filter(|behind| {
                *behind < tree.sentence(office).end
                    && matches!(tree.lower(office + 1), "of" | "for")
                    && is_portfolio(*behind)
            })
        };
        before.or_else(behind).map(|token| tree.lower(token))
    }

    /// The department named anywhere in the document that the office is there for: "Defense Department", "the Ministry
    /// of Defence".
    fn department(&self, office: usize) -> Option<usize> {
        let portfolio = self.portfolio(office)?;
        let tree = self.fillers.tree;
        // "the Iraqi foreign minister": the department of the document may be another state's.
        let foreign = office
            .checked_sub(2)
            .and_then(|before| self.fillers.at(before))
            .is_some_and(|before| self.fillers.nominals[before].form == NominalForm::Modifier);
        if foreign {
            return None;
        }
        let is_it = |nominal: &Nominal| {
            let Some(name) = &nominal.name else { return false };
            let mut words = name.clone().map(|token| tree.lower(token));
            words.clone().any(|word| word == portfolio)
                && words.any(|word| matches!(word, "department" | "ministry" | "office"))
        };
        self.fillers.nominals.iter().position(is_it)
    }

    /// "Arland-backed militias", "the counter-Borland coalition".
    fn hyphen(&mut self, token: usize) {
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

    fn try_all(&mut self, family: Family, word: &str, token: usize, predicate: usize) -> bool {
        // "held Iran responsible", "found him guilty" hold and find nobody: the adjective tells it.
        if family == Family::Verb
            && matches!(word, "hold" | "find" | "keep" | "leave" | "make")
            && self
                .fillers
                .tree
                .dependents_by(token, &[Relation::Xcomp])
                .any(|judged| self.fillers.tree.upos(judged) == Upos::Adj)
        {
            return false;
        }
        for index in self.patterns.of_word(family, word) {
            if self.patterns.patterns[*index].asks_for_foe() || !self.conditions_hold(*index, token) {
                continue;
            }
            if self.patterns.patterns[*index].kind.is_none() {
                self.attempts.note(*index, token, || Outcome::Silenced);
                return true;
            }
            if self.try_one(*index, token, predicate) {
                return true;
            }
        }
        false
    }

    /// Tries the slots of a pattern; true where it made a reading.
    fn try_one(&mut self, index: usize, token: usize, predicate: usize) -> bool {
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
        let mut object = object.unwrap_or_else(|| self.itself(pattern, token, None, &subject));
        // Who is in Karvil, Arland, is in both.
        if pattern.around {
            let around: Vec<usize> = object
                .iter()
                .flat_map(|place| self.fillers.enclosing(*place))
                .filter(|end| !object.contains(end))
                .collect();
            object.extend(around);
        }
        object.extend(self.included(pattern, token, &object));
        let (subject, object) = self.pair(pattern, subject, object, token, None);
        if object.is_empty() {
            let unfit = if self.attempts.heard() {
                self.fill_first(&pattern.object, token, None, Reach::Through(pattern.through), &subject)
            } else {
                Vec::new()
            };
            self.attempts
                .note(index, token, || if unfit.is_empty() { Outcome::NoObject } else { Outcome::ObjectUnfit(unfit) });
            return false;
        }
        if subject.is_empty() && self.is_hostile(index) {
            self.fought.extend(object.iter().map(|end| (token, *end)));
        }
        // What does not fit is handed on where somebody asks why.
        let subject = if subject.is_empty() && self.attempts.heard() {
            self.fill_first(&pattern.subject, token, None, Reach::Acting, &[])
        } else {
            subject
        };
        self.put(index, token, predicate, subject, object)
    }

    /// True where it made a reading.
    fn put(
        &mut self,
        pattern: usize,
        trigger: usize,
        predicate: usize,
        subject: Vec<usize>,
        object: Vec<usize>,
    ) -> bool {
        let found = &self.patterns.patterns[pattern];
        let Some(kind) = found.kind else {
            self.attempts.note(pattern, trigger, || Outcome::Silenced);
            return true;
        };
        let (subjects, objects) = (subject, object);
        let subject: Vec<usize> = subjects.iter().copied().filter(|end| self.subject_fits(found, *end)).collect();
        let object: Vec<usize> =
            objects.iter().copied().filter(|end| self.object_fits(found, *end) && !subject.contains(end)).collect();
        if subject.is_empty() {
            self.attempts.note(pattern, trigger, || {
                if subjects.is_empty() { Outcome::NoSubject } else { Outcome::SubjectUnfit(subjects) }
            });
            return false;
        }
        if object.is_empty() {
            let fits = objects.iter().any(|end| self.object_fits(found, *end));
            self.attempts.note(pattern, trigger, || {
                if objects.is_empty() {
                    Outcome::NoObject
                } else if fits {
                    Outcome::OneActor
                } else {
                    Outcome::ObjectUnfit(objects)
                }
            });
            return false;
        }
        self.attempts.note(pattern, trigger, || Outcome::Read);
        for kind in [kind].into_iter().chain(found.also.iter().copied()) {
            let (subject, object) = (subject.clone(), object.clone());
            let modality = found.modality;
            self.found.push(Reading {
                pattern: Told::Pattern(pattern),
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

    fn object_fits(&self, pattern: &Pattern, end: usize) -> bool {
        let nominal = &self.fillers.nominals[end];
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

    /// "withdrew from a pact with Borland": a preposition under the noun that the pattern asks for.
    fn under_conditions(&self, pattern: &Pattern, slot: &Slot, token: usize, subject: &[usize]) -> Vec<usize> {
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

    /// Whether everything else that the pattern asks for stands there.
    fn conditions_hold(&mut self, index: usize, token: usize) -> bool {
        let pattern = &self.patterns.patterns[index];
        let has = |(slot, class): &(Slot, NounClass)| {
            let filler = self.token_of(slot, token);
            let anything = |filler: usize| {
                *class == self.fillers.lexicon.core.anything
                    && matches!(self.fillers.tree.upos(filler), Upos::Noun | Upos::Propn | Upos::Sym)
            };
            filler.is_some_and(|filler| {
                anything(filler)
                    || self.fillers.tree.joined(filler).iter().any(|filler| self.fillers.classes(*filler).has(*class))
            })
        };
        let lacking = pattern.with.iter().find(|condition| !has(condition));
        let forbidden = || pattern.without.iter().find(|condition| has(condition));
        let Some((outcome, (slot, class))) = lacking
            .map(|lacking| (Outcome::Lacks as fn(Slot, NounClass) -> Outcome, lacking))
            .or_else(|| forbidden().map(|there| (Outcome::Forbidden as _, there)))
        else {
            return true;
        };
        self.attempts.note(index, token, || outcome(slot.clone(), *class));
        false
    }

    /// The object of an event noun: with its own prepositions first, then with the verb's.
    fn event_object(&self, pattern: &Pattern, noun: usize, verb: Option<usize>, not: &[usize]) -> Vec<usize> {
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
    fn fill_first(&self, slots: &[Slot], token: usize, verb: Option<usize>, reach: Reach, not: &[usize]) -> Vec<usize> {
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
}
