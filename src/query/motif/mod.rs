//! Who stands in given relations to whom.
//!
//! In: a pattern of relations between variables and actors, a filter. Out: rows, one for each choice of actors for the
//! variables, and the relations behind every arrow of a row. `parse` knows the language; here its words are looked up;
//! `solve` finds the rows. Decided here: different variables mean different actors, a variable may mean an actor that
//! is named elsewhere; `_` is anybody, again and again; an arrow's own conditions take the place of those asked of the
//! whole question; an arrow with a star asks for actors whose shortest way from each other has so many hops.

mod parse;
mod solve;

use std::collections::BTreeSet;
use std::sync::Arc;

use parse::{Chain, Placed, Pointing, WrittenArrow, WrittenEnd};
pub use solve::{Link, Matches, Row, links, matches};

use super::{Filter, NameAnswer, resolve_name};
use crate::graph::{GraphView, Standing};
use crate::model::{ActorId, ActorKindId, PartialDate, Period, RelationKindId};
use crate::text::{Diagnostic, Place, SourceText, Span, closest};

/// Relations between variables and actors. There is at least one arrow; every variable is at the end of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motif {
    /// Variables by first occurrence; those that a row shows have a name.
    pub variables: Vec<Variable>,
    /// Arrows in the order they were written.
    pub arrows: Vec<Arrow>,
}

/// Somebody to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name; `None` for anybody, and for those that were not asked for.
    pub name: Option<String>,
    /// Kinds it may be of; any where empty.
    pub kinds: BTreeSet<ActorKindId>,
}

/// A relation, or a chain of them, between two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// Who acts, or where a chain starts.
    pub subject: End,
    /// Whom it concerns, or where a chain ends.
    pub object: End,
    /// Which relations; directed unless either way is meant.
    pub filter: Filter,
    /// At least and at most so many hops on the shortest way; `None` for a single relation.
    pub reach: Option<(usize, usize)>,
    /// Where it was written, with its ends.
    pub written: Span,
}

/// An end of an arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A variable, by position.
    Variable(usize),
    /// An actor.
    Actor(ActorId),
}

/// Reads a pattern and looks up what it names. Arrows that say nothing else take the conditions of `filter`; a row
/// shows the variables of `select`, all of them where it is empty. The error has everything that is wrong, each with
/// its place.
pub fn read_motif(
    view: &impl GraphView,
    text: &str,
    filter: &Filter,
    select: &[String],
) -> Result<Motif, Vec<Diagnostic>> {
    let source_text = SourceText::new("pattern", text);
    let chains = parse::parse(text).map_err(|wrong| {
        let place = Place { source_text: Arc::clone(&source_text), span: wrong.at };
        vec![Diagnostic::error(place, wrong.message).hint(wrong.hint)]
    })?;
    let mut reader = MotifReader {
        view,
        filter,
        source_text,
        motif: Motif { variables: Vec::new(), arrows: Vec::new() },
        alone: Vec::new(),
        problems: Vec::new(),
    };
    chains.iter().for_each(|chain| reader.chain(chain));
    reader.refuse_what_stands_alone();
    reader.keep_selected(select);
    if reader.problems.is_empty() {
        return Ok(reader.motif);
    }
    reader.problems.sort_by_key(|problem| problem.position().1);
    Err(reader.problems)
}

impl Motif {
    /// One of its arrows as a pattern of its own.
    pub fn only(&self, arrow: usize) -> Motif {
        let mut variables = Vec::new();
        let mut end = |end: End| match end {
            End::Variable(index) => {
                let variable = &self.variables[index];
                let known = variables.iter().position(|known: &(usize, Variable)| known.0 == index);
                End::Variable(known.unwrap_or_else(|| {
                    variables.push((index, variable.clone()));
                    variables.len() - 1
                }))
            }
            End::Actor(_) => end,
        };
        let arrow = &self.arrows[arrow];
        let arrow = Arrow { subject: end(arrow.subject), object: end(arrow.object), ..arrow.clone() };
        Motif { variables: variables.into_iter().map(|(_, variable)| variable).collect(), arrows: vec![arrow] }
    }
}

struct MotifReader<'a, V> {
    view: &'a V,
    filter: &'a Filter,
    source_text: Arc<SourceText>,
    motif: Motif,
    /// Ends without an arrow, with their places.
    alone: Vec<(End, Span)>,
    problems: Vec<Diagnostic>,
}

impl<V: GraphView> MotifReader<'_, V> {
    fn chain(&mut self, chain: &Chain) {
        let mut from = self.end(&chain.first.value);
        if chain.steps.is_empty() {
            self.alone.extend(from.map(|end| (end, chain.first.span)));
        }
        let mut start = chain.first.span.start();
        for (arrow, end) in &chain.steps {
            let to = self.end(&end.value);
            let (filter, reach) = (self.filter_of(arrow), self.reach(arrow));
            if let (Some(from), Some(to)) = (from, to) {
                let (subject, object) = if arrow.pointing == Pointing::Left { (to, from) } else { (from, to) };
                self.motif.arrows.push(Arrow {
                    subject,
                    object,
                    filter,
                    reach,
                    written: Span::new(start, end.span.end()),
                });
            }
            (from, start) = (to, end.span.start());
        }
    }

    fn problem(&mut self, span: Span, message: String) -> Diagnostic {
        Diagnostic::error(Place { source_text: Arc::clone(&self.source_text), span }, message)
    }

    fn end(&mut self, end: &WrittenEnd) -> Option<End> {
        match end {
            WrittenEnd::Anybody => {
                self.motif.variables.push(Variable { name: None, kinds: BTreeSet::new() });
                Some(End::Variable(self.motif.variables.len() - 1))
            }
            WrittenEnd::Variable { name, kinds } => {
                let kinds: BTreeSet<ActorKindId> = kinds.iter().filter_map(|kind| self.actor_kind(kind)).collect();
                let known =
                    self.motif.variables.iter().position(|variable| variable.name.as_deref() == Some(&name.value));
                let index = known.unwrap_or_else(|| {
                    self.motif.variables.push(Variable { name: Some(name.value.clone()), kinds: BTreeSet::new() });
                    self.motif.variables.len() - 1
                });
                let before = &mut self.motif.variables[index].kinds;
                if before.is_empty() || kinds.is_empty() {
                    before.extend(kinds);
                } else if before.is_disjoint(&kinds) {
                    let problem = self.problem(
                        name.span,
                        format!("`?{}` cannot be of this kind and of another that was said before", name.value),
                    );
                    self.problems.push(problem.hint("say all kinds it may be of in one place, with `|` between them"));
                } else {
                    before.retain(|kind| kinds.contains(kind));
                }
                Some(End::Variable(index))
            }
            WrittenEnd::Actor(name) => self.actor(name).map(End::Actor),
        }
    }

    fn actor(&mut self, name: &Placed<String>) -> Option<ActorId> {
        let key = |actor: ActorId| format!("`{}`", self.view.actors().get(actor).key);
        let (message, hint) = match resolve_name(self.view, &name.value) {
            NameAnswer::Found(actor) => return Some(actor),
            NameAnswer::Ambiguous(actors) => (
                format!("`{}` may mean several actors", name.value),
                format!("give the key of one: {}", actors.into_iter().map(key).collect::<Vec<_>>().join(", ")),
            ),
            NameAnswer::Unknown(found) if found.is_empty() => (
                format!("no actor is called `{}`", name.value),
                "`kg search` looks for parts of names; a variable begins with `?`".to_owned(),
            ),
            NameAnswer::Unknown(found) => {
                let keys: Vec<String> = found.into_iter().map(|found| key(found.actor)).collect();
                (format!("no actor is called `{}`", name.value), format!("did you mean {}?", keys.join(" or ")))
            }
        };
        let problem = self.problem(name.span, message).hint(hint);
        self.problems.push(problem);
        None
    }

    fn actor_kind(&mut self, key: &Placed<String>) -> Option<ActorKindId> {
        let found = self.view.schema().actor_kind_by_key(&key.value);
        if found.is_none() {
            let keys: Vec<String> = self.view.schema().actor_kinds.iter().map(|kind| kind.key.clone()).collect();
            let problem = self.problem(key.span, format!("`{}` is no kind of actor", key.value));
            self.problems.push(problem.did_you_mean_or(closest(&key.value, keys.iter().map(String::as_str)), || {
                format!("the kinds are {}", keys.join(", "))
            }));
        }
        found
    }

    fn relation_kind(&mut self, key: &Placed<String>) -> Option<RelationKindId> {
        let found = self.view.schema().relation_kind_by_key(&key.value);
        if found.is_none() {
            let keys: Vec<String> = self.view.schema().relation_kinds.iter().map(|kind| kind.key.clone()).collect();
            let problem = self.problem(key.span, format!("`{}` is no kind of relation", key.value));
            self.problems.push(problem.did_you_mean_or(closest(&key.value, keys.iter().map(String::as_str)), || {
                "`kg kinds` lists them".to_owned()
            }));
        }
        found
    }

    fn filter_of(&mut self, arrow: &WrittenArrow) -> Filter {
        let mut filter = self.filter.clone();
        filter.directed |= arrow.pointing != Pointing::Either;
        if !arrow.kinds.is_empty() {
            filter.kinds = arrow.kinds.iter().filter_map(|kind| self.relation_kind(kind)).collect();
        }
        filter.not_kinds.extend(arrow.not_kinds.iter().filter_map(|kind| self.relation_kind(kind)).collect::<Vec<_>>());
        for (name, value) in &arrow.conditions {
            self.condition(&mut filter, name, value);
        }
        filter
    }

    fn condition(&mut self, filter: &mut Filter, name: &Placed<String>, value: &Placed<String>) {
        const NAMES: [&str; 4] = ["standing", "as-of", "between", "publishers"];
        let wrong = match name.value.as_str() {
            "standing" => {
                (filter.standings, filter.include) = (BTreeSet::new(), BTreeSet::new());
                filter.standings = value.value.split('|').filter_map(standing).collect();
                let unknown = value.value.split('|').find(|word| standing(word).is_none());
                unknown.map(|word| {
                    format!("`{word}` is no standing; they are curated, reviewed, corroborated, stated, alleged, disputed, planned, denied, rejected")
                })
            }
            "as-of" => PartialDate::parse(&value.value).map(|date| filter.as_of = Some(date)).err(),
            "between" => Period::parse(&value.value).map(|period| filter.between = Some(period)).err(),
            "publishers" => value
                .value
                .parse()
                .map(|number| filter.min_publishers = number)
                .err()
                .map(|_| format!("`{}` is no number of publishers", value.value)),
            unknown => {
                let problem = self.problem(name.span, format!("`{unknown}` is no condition"));
                self.problems.push(
                    problem.did_you_mean_or(closest(unknown, NAMES), || format!("conditions are {}", NAMES.join(", "))),
                );
                None
            }
        };
        if let Some(message) = wrong {
            let problem = self.problem(value.span, message);
            self.problems.push(problem);
        }
    }

    fn reach(&mut self, arrow: &WrittenArrow) -> Option<(usize, usize)> {
        let written = arrow.reach.as_ref()?;
        let (least, most) = (written.value.0, written.value.1.unwrap_or(usize::MAX));
        if least == 0 || most < least {
            let problem = self.problem(written.span, "no way has so many hops".to_owned());
            self.problems.push(problem.hint("`*1..3` is one to three hops, `*2` exactly two, `*` any number"));
        }
        Some((least, most))
    }

    /// A variable or actor without an arrow says nothing, but may give a kind to a variable that has one.
    fn refuse_what_stands_alone(&mut self) {
        for (end, span) in std::mem::take(&mut self.alone) {
            let bound = self.motif.arrows.iter().any(|arrow| arrow.subject == end || arrow.object == end);
            if !bound {
                let problem =
                    self.problem(span, format!("`{}` stands in no relation", span.of(&self.source_text.text).trim()));
                self.problems
                    .push(problem.hint("an arrow binds it: `?x -backed-> ?y`, or `?x --> ?y` for any relation"));
            }
        }
    }

    /// Takes the names of variables that were not asked for: they become anybody that fits.
    fn keep_selected(&mut self, select: &[String]) {
        let names: Vec<String> = self.motif.variables.iter().filter_map(|variable| variable.name.clone()).collect();
        for wanted in select {
            let name = wanted.trim_start_matches('?');
            if !names.iter().any(|known| known == name) {
                let place = Place {
                    source_text: SourceText::new("--select", wanted.as_str()),
                    span: Span::new(0, wanted.len()),
                };
                let problem = Diagnostic::error(place, format!("the pattern binds no variable `?{name}`"));
                self.problems.push(problem.did_you_mean_or(closest(name, names.iter().map(String::as_str)), || {
                    format!("its variables are {}", names.join(", "))
                }));
            }
        }
        for variable in self.motif.variables.iter_mut().filter(|_| !select.is_empty()) {
            variable.name.take_if(|name| !select.iter().any(|wanted| wanted.trim_start_matches('?') == name));
        }
    }
}

fn standing(word: &str) -> Option<Standing> {
    match word {
        "curated" => Some(Standing::Curated),
        "reviewed" => Some(Standing::Reviewed),
        "corroborated" => Some(Standing::Corroborated),
        "stated" => Some(Standing::Stated),
        "alleged" => Some(Standing::Alleged),
        "disputed" => Some(Standing::Disputed),
        "planned" => Some(Standing::NotActual),
        "denied" => Some(Standing::Denied),
        "rejected" => Some(Standing::Rejected),
        _ => None,
    }
}
