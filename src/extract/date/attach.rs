//! Which expression dates an event.
//!
//! In come a tree, its expressions and the verb or noun of an event, out comes the expression that dates it. Asked in
//! this order, the first answer counts: what hangs on the trigger; what hangs on a verb that shares its time with it
//! ("began", "On Monday he came and"); for a noun, the verb it is subject or object of; what stands alone in the
//! clause, because a parser often hangs "on Monday" on the wrong noun. A date of another clause is never taken.
//!
//! An expression's own words are never asked again here: only where it hangs.

use std::cmp::Reverse;

use super::DateExpression;
use super::clause::{FARTHEST, clause_of, governor_of, head_of, heads_clause};
use crate::extract::tree::Tree;
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::Rule;

/// How many expressions on each side of a trigger are looked at.
const NEAREST: usize = 24;

/// The expression that dates the event of a verb or noun.
pub(super) fn date_of<'d>(
    tree: &Tree<'_>,
    expressions: &'d [DateExpression],
    trigger: usize,
) -> Option<&'d DateExpression> {
    if trigger >= tree.len() {
        return None;
    }
    let sentence = tree.sentence(trigger);
    let middle = expressions.partition_point(|expression| expression.tokens.start < trigger);
    let near = &expressions[middle.saturating_sub(NEAREST)..expressions.len().min(middle + NEAREST)];
    let candidates = near
        .iter()
        .filter(|expression| sentence.contains(&expression.tokens.start))
        .map(|expression| Candidate::new(tree, expression))
        .collect();
    let asked = Asked { tree, candidates };
    if asked.candidates.is_empty() {
        return None;
    }
    asked.of_event(trigger)
}

/// An expression and where it hangs.
struct Candidate<'d> {
    expression: &'d DateExpression,
    /// The verb or noun that it hangs on; none for a root.
    governor: Option<usize>,
    /// How.
    relation: Relation,
    /// The token of it, or of the noun of time around it, that hangs there.
    top: usize,
}

struct Asked<'t, 'a, 'd> {
    tree: &'t Tree<'a>,
    candidates: Vec<Candidate<'d>>,
}

impl<'d> Candidate<'d> {
    fn new(tree: &Tree<'_>, expression: &'d DateExpression) -> Candidate<'d> {
        let mut top = head_of(tree, &expression.tokens);
        // "two days before the attack": the attack, or the clause behind "after", hangs where the date would.
        let last = expression.tokens.end - 1;
        if matches!(tree.lower(last), "before" | "after")
            && let Some(counted_from) = tree.head(last).filter(|head| *head > last)
        {
            top = counted_from;
        }
        for _ in 0..4 {
            let Some(head) = tree.head(top) else { break };
            // "in 2011 and 2013"
            let joined = tree.relation(top) == Relation::Conj
                && matches!(tree.upos(head), Upos::Num | Upos::Propn)
                && !heads_clause(tree, head);
            let in_time = WordList::NounsOfTimeAroundDates.has(tree.lemma(head))
                && !heads_clause(tree, head)
                && matches!(
                    tree.relation(top),
                    Relation::Nmod | Relation::NmodUnmarked | Relation::Compound | Relation::Appos
                );
            if !(joined || in_time) {
                break;
            }
            top = head;
        }
        let (governor, relation) = (governor_of(tree, top), tree.relation(top));
        // "said that in 1988 troops attacked": the parser may count the troops by the year.
        let is_fronted = relation == Relation::Nummod
            && expression.tokens.start.checked_sub(1).is_some_and(|before| tree.upos(before) == Upos::Adp)
            && governor.is_some_and(|noun| noun > top && tree.relation(noun) == Relation::Nsubj);
        if is_fronted {
            let verb = governor.and_then(|noun| tree.head(noun));
            return Candidate { expression, governor: verb, relation: Relation::Obl, top };
        }
        Candidate { expression, governor, relation, top }
    }

    /// True where it hangs as times do. A time is no object and no apposition: "died Jan. 7", "attacked Carhaven,
    /// Borland, Jan. 7" only look like it.
    fn is_adverbial(&self) -> bool {
        let as_times = matches!(
            self.relation,
            Relation::Obl
                | Relation::OblUnmarked
                | Relation::OblAgent
                | Relation::Advmod
                | Relation::Nmod
                | Relation::NmodUnmarked
                | Relation::Dep
                | Relation::Advcl
                | Relation::Obj
        );
        as_times || self.relation == Relation::Appos && self.governor.is_some_and(|governor| governor < self.top)
    }

    /// Points before stretches, the precise before the vague, the near before the far; least is best.
    fn rank(&self, from: usize) -> (bool, Reverse<usize>, usize) {
        let period = self.expression.period;
        let (from_date, to_date) = (period.from(), period.to());
        let precision = from_date
            .or(to_date)
            .map_or(0, |date| usize::from(date.parts().1.is_some()) + usize::from(date.parts().2.is_some()));
        (from_date.is_none() || to_date.is_none(), Reverse(precision), self.expression.tokens.start.abs_diff(from))
    }
}

impl<'d> Asked<'_, '_, 'd> {
    fn of_event(&self, trigger: usize) -> Option<&'d DateExpression> {
        let hanging = if self.is_verbal(trigger) { self.of_verb(trigger) } else { self.of_noun(trigger) };
        hanging.or_else(|| self.year_behind(trigger))
    }

    /// "convicted of the murders of ten students in 2022": a year or month behind a deed, with nothing but nouns
    /// between, is the deed's, wherever the parser hangs it; a day is more often that of the news.
    fn year_behind(&self, trigger: usize) -> Option<&'d DateExpression> {
        if !Rule::DateYear.applies() {
            return None;
        }
        let is_nominal = |token: usize| {
            matches!(
                self.tree.upos(token),
                Upos::Noun | Upos::Propn | Upos::Adp | Upos::Det | Upos::Adj | Upos::Num | Upos::Part | Upos::Pron
            ) || self.tree.form(token) == "-"
        };
        let is_year = |candidate: &&Candidate<'d>| {
            let period = candidate.expression.period;
            period.from().or(period.to()).is_some_and(|date| date.parts().2.is_none())
        };
        let behind = self.candidates.iter().find(|candidate| candidate.expression.tokens.start > trigger)?;
        let between = trigger + 1..behind.expression.tokens.start;
        let in_it = between.end.checked_sub(1).is_some_and(|last| self.tree.upos(last) == Upos::Adp);
        (is_year(&behind) && in_it && between.into_iter().all(is_nominal)).then_some(behind.expression)
    }

    fn is_verbal(&self, token: usize) -> bool {
        matches!(self.tree.upos(token), Upos::Verb | Upos::Aux) || heads_clause(self.tree, token)
    }

    fn of_verb(&self, verb: usize) -> Option<&'d DateExpression> {
        self.shared(verb)
            .or_else(|| self.alone_in_clause(verb))
            .or_else(|| self.of_occasion(verb))
            .or_else(|| self.before_when(verb))
            .or_else(|| self.of_main_clause(verb))
    }

    /// "wounded him in the 1981 shooting", "the 2009 offensive killed ten": the noun of the occasion bears the date.
    fn of_occasion(&self, verb: usize) -> Option<&'d DateExpression> {
        if !Rule::DateOccasion.applies() {
            return None;
        }
        let bears = |candidate: &Candidate<'d>| {
            matches!(candidate.relation, Relation::Compound | Relation::Nummod | Relation::Amod | Relation::NmodPoss)
        };
        let within = self
            .tree
            .dependents_by(verb, &[Relation::Obl])
            .filter(|occasion| matches!(self.tree.preposition(*occasion), "in" | "during"));
        // "the 1988 attack that killed ten"
        let doer = self.tree.dependent(verb, &[Relation::Nsubj]).and_then(|subject| {
            let is_relative = matches!(self.tree.xpos(subject), Xpos::Wdt | Xpos::Wp);
            if is_relative { self.tree.head(verb) } else { Some(subject) }
        });
        within.chain(doer).find_map(|occasion| self.on(occasion, &bears))
    }

    /// "since 1974, when troops invaded"
    fn before_when(&self, verb: usize) -> Option<&'d DateExpression> {
        if !Rule::DateWhen.applies() {
            return None;
        }
        let when = self
            .tree
            .dependents_by(verb, &[Relation::Advmod, Relation::Mark])
            .find(|word| self.tree.lower(*word) == "when")?;
        let end = if when > 0 && self.tree.form(when - 1) == "," { when - 1 } else { when };
        let candidate = self.candidates.iter().find(|candidate| candidate.expression.tokens.end == end)?;
        Some(candidate.expression)
    }

    /// "Since 1998 Arland has spent millions to assist Borland", "bombed the town on Monday, killing ten": what is done
    /// by the way happens when the rest does.
    fn of_main_clause(&self, verb: usize) -> Option<&'d DateExpression> {
        if !Rule::DateMain.applies() {
            return None;
        }
        let by_the_way = self.tree.relation(verb) == Relation::Advcl
            && self.tree.dependent(verb, &[Relation::Nsubj, Relation::NsubjPass]).is_none()
            && self.tree.dependents_by(verb, &[Relation::Mark]).all(|mark| self.tree.lower(mark) == "to");
        let main = self.tree.head(verb).filter(|_| by_the_way)?;
        if WordList::VerbsOfSpeakingOfEvents.has(self.tree.lemma(main)) {
            None
        } else {
            self.on(main, &Candidate::is_adverbial)
        }
    }

    /// What hangs on the verb or on one that happens with it.
    fn shared(&self, verb: usize) -> Option<&'d DateExpression> {
        self.on(verb, &Candidate::is_adverbial).or_else(|| self.of_aspect(verb)).or_else(|| self.of_conjunct(verb))
    }

    /// The best of what hangs on a token.
    fn on(&self, token: usize, passes: &dyn Fn(&Candidate<'d>) -> bool) -> Option<&'d DateExpression> {
        let hangs = |candidate: &&Candidate<'d>| candidate.governor == Some(token) && passes(candidate);
        self.candidates
            .iter()
            .filter(hangs)
            .min_by_key(|candidate| candidate.rank(token))
            .map(|candidate| candidate.expression)
    }

    /// "On Monday Arland began to shell the town", asked for either verb.
    fn of_aspect(&self, verb: usize) -> Option<&'d DateExpression> {
        if !Rule::DateAspect.applies() {
            return None;
        }
        let is_verb = |token: usize| self.tree.upos(token) == Upos::Verb;
        if self.tree.relation(verb) == Relation::Xcomp
            && let Some(governor) =
                self.tree.head(verb).filter(|governor| WordList::VerbsOfAspect.has(self.tree.lemma(*governor)))
        {
            return self.on(governor, &Candidate::is_adverbial);
        }
        if !WordList::VerbsOfAspect.has(self.tree.lemma(verb)) {
            return None;
        }
        let complement = self.tree.dependents_by(verb, &[Relation::Xcomp]).find(|complement| is_verb(*complement))?;
        self.on(complement, &Candidate::is_adverbial)
    }

    /// "On Monday Arland attacked and took the town", "Arland attacked and took the town on Monday".
    fn of_conjunct(&self, verb: usize) -> Option<&'d DateExpression> {
        if !Rule::DateConjunct.applies() {
            return None;
        }
        let mut first = verb;
        for _ in 0..4 {
            let Some(head) = self.tree.head(first).filter(|_| self.tree.relation(first) == Relation::Conj) else {
                break;
            };
            first = head;
            // "On Monday Arland attacked and Borland fled": a new subject is a new clause, but the time before the
            // first still frames it.
            let before =
                |candidate: &Candidate<'d>| candidate.is_adverbial() && candidate.expression.tokens.end <= first;
            if let Some(found) = self.on(first, &before) {
                return Some(found);
            }
        }
        let own = [Relation::Obj, Relation::Obl, Relation::Ccomp, Relation::Xcomp];
        let joined = self.tree.dependents_by(verb, &[Relation::Conj]).find(|joined| self.is_verbal(*joined))?;
        let shares_object = self.tree.dependents_by(verb, &own).all(|dependent| dependent < verb || dependent > joined);
        let own_subject = self.tree.dependent(joined, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
        let behind = |candidate: &Candidate<'d>| candidate.is_adverbial() && candidate.expression.tokens.start > joined;
        if shares_object && !own_subject { self.on(joined, &behind) } else { None }
    }

    fn of_noun(&self, noun: usize) -> Option<&'d DateExpression> {
        // "Saturday's attack", "the 2015 deal", "the attack on Monday"
        let own = |candidate: &Candidate<'d>| {
            candidate.is_adverbial()
                || matches!(
                    candidate.relation,
                    Relation::NmodPoss
                        | Relation::Compound
                        | Relation::Nummod
                        | Relation::Amod
                        | Relation::Appos
                        | Relation::NmodDesc
                )
        };
        if let Some(found) = self.on(noun, &own) {
            return Some(found);
        }
        // "an attack in Borland on Monday"
        if let Some(found) = self.only_under(noun) {
            return Some(found);
        }
        let mut top = noun;
        for _ in 0..3 {
            let head = self.tree.head(top)?;
            let of_series =
                self.tree.relation(top) == Relation::Nmod && WordList::NounsOfSeries.has(self.tree.lemma(head));
            if !(of_series || self.tree.relation(top) == Relation::Conj && !self.is_verbal(head)) {
                break;
            }
            top = head;
            if let Some(found) = self.on(top, &Candidate::is_adverbial) {
                return Some(found);
            }
        }
        if !Rule::DateNoun.applies() {
            return None;
        }
        // "launched an attack on Monday"
        let verb = self
            .tree
            .head(top)
            .filter(|verb| self.is_verbal(*verb) && !WordList::VerbsOfSpeakingOfEvents.has(self.tree.lemma(*verb)))?;
        // "killed in an attack on Borland on Monday"
        let within = || WordList::PrepositionsOfTakingPart.has(self.tree.preposition(top));
        let is_argument = matches!(self.tree.relation(top), Relation::Obj | Relation::Nsubj | Relation::NsubjPass);
        let takes_part =
            is_argument || matches!(self.tree.relation(top), Relation::Obl | Relation::OblAgent) && within();
        if takes_part { self.of_verb(verb) } else { None }
    }

    /// The only expression of a clause, on a noun of it that happens when the clause does.
    fn alone_in_clause(&self, verb: usize) -> Option<&'d DateExpression> {
        if !Rule::DateAlone.applies() {
            return None;
        }
        let clause = clause_of(self.tree, verb);
        // A participle before a noun is in the clause of that noun but not its verb.
        if clause == verb { self.only_under(verb) } else { None }
    }

    /// The only adverbial expression under a token, going through nouns of its own clause.
    fn only_under(&self, top: usize) -> Option<&'d DateExpression> {
        let mut under =
            self.candidates.iter().filter(|candidate| candidate.is_adverbial() && self.leads_to(candidate, top));
        let found = under.next()?;
        let is_point = found.expression.period.from().is_some() && found.expression.period.to().is_some();
        // "its occupation of the town from 1910": what a noun's own phrase says of it may be a stretch.
        (under.next().is_none() && (is_point || !self.is_verbal(top))).then_some(found.expression)
    }

    fn leads_to(&self, candidate: &Candidate<'d>, top: usize) -> bool {
        let dates_noun = |token: usize| WordList::PrepositionsOfDatedNouns.has(self.tree.preposition(token));
        let Some(mut at) = candidate.governor.filter(|_| !dates_noun(candidate.top)) else { return false };
        for _ in 0..FARTHEST {
            if at == top {
                return true;
            }
            let passes = matches!(
                self.tree.relation(at),
                Relation::Obj
                    | Relation::Iobj
                    | Relation::Obl
                    | Relation::OblAgent
                    | Relation::OblUnmarked
                    | Relation::Nmod
                    | Relation::NmodUnmarked
                    | Relation::Nsubj
                    | Relation::NsubjPass
                    | Relation::Advmod
                    | Relation::Xcomp
                    | Relation::Dep
                    | Relation::NmodDesc
            );
            let elsewhen = WordList::PrepositionsOfOtherTimes.has(self.tree.preposition(at));
            if !passes || elsewhen || heads_clause(self.tree, at) {
                return false;
            }
            match self.tree.head(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    }
}
