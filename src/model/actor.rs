//! People, states, armed groups, agencies: who acts.

use std::collections::BTreeSet;

use super::{ActorId, ActorKindId, PartialDate, Period};
use crate::text::fold_name;

/// Someone or something that acts. `key` is unique and stable; aliases do not repeat each other or the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Slug: lower-case ASCII letters, digits, hyphens.
    pub key: String,
    /// Kind.
    pub kind: ActorKindId,
    /// Name to show.
    pub name: String,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// Offices held.
    pub offices: Vec<Office>,
    /// Identifiers elsewhere, such as `wikidata`, sorted by register.
    pub identifiers: Vec<(String, String)>,
    /// A curator's remark.
    pub note: Option<String>,
}

/// What sort of name an alias is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AliasSort {
    /// An ordinary name, full or short.
    Name,
    /// Letters of a longer name.
    Acronym,
    /// Another spelling of a name from another script.
    Transliteration,
    /// A place or building that stands for the actor: Tehran.
    Metonym,
    /// The people or adjective of a place: Iranian.
    Demonym,
    /// A name no longer used.
    Former,
}

impl AliasSort {
    /// Every sort, in the order they are listed to a user.
    pub const ALL: [AliasSort; 6] = [
        AliasSort::Name,
        AliasSort::Acronym,
        AliasSort::Transliteration,
        AliasSort::Metonym,
        AliasSort::Demonym,
        AliasSort::Former,
    ];

    /// Name for people and for JSON.
    pub fn label(self) -> &'static str {
        match self {
            AliasSort::Name => "name",
            AliasSort::Acronym => "acronym",
            AliasSort::Transliteration => "transliteration",
            AliasSort::Metonym => "metonym",
            AliasSort::Demonym => "demonym",
            AliasSort::Former => "former",
        }
    }
}

/// A name of an actor other than its first. Two actors share one only where both call it weak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name as written.
    pub text: String,
    /// Sort of name.
    pub sort: AliasSort,
    /// When it was in use.
    pub period: Period,
    /// Shared with others or also a common word: never identifies by itself.
    pub weak: bool,
}

/// An office held for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// What it is called, in lower case: `director`.
    pub title: String,
    /// What else it is called: `chief`, `head`.
    pub also: Vec<String>,
    /// Whose office it is.
    pub of: ActorId,
    /// When it was held; open at the end where it still is.
    pub period: Period,
}

impl Office {
    /// All words for the office.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.title.as_str()).chain(self.also.iter().map(String::as_str))
    }
}

/// The name of one of several bearers of a name: "Army (in report-7)", by the key of a document that speaks of it.
pub fn name_in_document(name: &str, document: &str) -> String {
    format!("{name} (in {document})")
}

impl Actor {
    /// The name that it shares with others, where its own tells it apart by a document ([`name_in_document`]).
    pub fn shared_name(&self) -> Option<&str> {
        let mut names = self.aliases.iter().map(|alias| alias.text.as_str());
        names.find(|name| self.name.strip_prefix(name).is_some_and(|behind| behind.starts_with(" (in ")))
    }

    /// The name and every alias, each with its sort and whether it is weak.
    pub fn names(&self) -> impl Iterator<Item = (&str, AliasSort, bool)> {
        std::iter::once((self.name.as_str(), AliasSort::Name, false))
            .chain(self.aliases.iter().map(|alias| (alias.text.as_str(), alias.sort, alias.weak)))
    }

    /// Takes the names, offices, identifiers and remark of another actor for its own.
    fn take_in(&mut self, other: Actor) {
        let known: BTreeSet<String> = self.names().map(|(name, _, _)| fold_name(name)).collect();
        let name = Alias { text: other.name, sort: AliasSort::Name, period: Period::UNKNOWN, weak: false };
        let mut new = known;
        self.aliases
            .extend(std::iter::once(name).chain(other.aliases).filter(|alias| new.insert(fold_name(&alias.text))));
        let offices: Vec<Office> = other.offices.into_iter().filter(|office| !self.offices.contains(office)).collect();
        self.offices.extend(offices);
        self.identifiers.extend(other.identifiers);
        self.identifiers.sort();
        self.identifiers.dedup();
        self.note = match (self.note.take(), other.note) {
            (Some(own), Some(others)) if own != others => Some(format!("{own} {others}")),
            (own, others) => own.or(others),
        };
    }

    /// The office held at `date` as far as the curated periods say.
    pub fn offices_at(&self, date: PartialDate) -> impl Iterator<Item = &Office> {
        self.offices.iter().filter(move |office| office.period.may_include(date))
    }
}

/// All actors: the curated ones sorted by key, behind them those discovered in documents, sorted by key. Keys are
/// unique over both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actors {
    list: Vec<Actor>,
    /// How many of them are curated.
    curated: usize,
    /// Names of the discovered ones as they are shown.
    marked: Vec<String>,
    /// Keys of actors that became part of another, sorted, with the other.
    parts: Vec<(String, ActorId)>,
}

/// Stands behind the name of an actor that nobody curated, wherever it is shown to people.
pub const DISCOVERED_MARK: char = '°';

fn marked(discovered: &[Actor]) -> Vec<String> {
    discovered.iter().map(|actor| format!("{}{DISCOVERED_MARK}", actor.name)).collect()
}

impl Actors {
    /// Takes curated actors already sorted by key.
    ///
    /// # Panics
    /// When they are not, or when a key repeats: ids point into the order, so the caller must have sorted before it
    /// gave ids.
    pub fn new(sorted: Vec<Actor>) -> Actors {
        assert!(sorted.is_sorted_by(|a, b| a.key < b.key), "actors are sorted by unique keys");
        Actors { curated: sorted.len(), list: sorted, marked: Vec::new(), parts: Vec::new() }
    }

    /// Adds discovered actors, sorted by key; those that are there keep their ids.
    ///
    /// # Panics
    /// When they are not sorted, or when a key is known already.
    #[must_use]
    pub fn with_discovered(mut self, sorted: Vec<Actor>) -> Actors {
        assert!(sorted.is_sorted_by(|a, b| a.key < b.key), "actors are sorted by unique keys");
        assert!(sorted.iter().all(|actor| self.by_key(&actor.key).is_none()), "a discovered actor is not known yet");
        self.list.extend(sorted);
        self.marked = marked(&self.list[self.curated..]);
        self
    }

    /// Adds discovered actors among those that are there, sorted by key. Returns with the actors the new id of every
    /// old one.
    ///
    /// # Panics
    /// When a key is known already.
    #[must_use]
    pub fn with_more_discovered(mut self, more: Vec<Actor>) -> (Actors, Vec<ActorId>) {
        assert!(more.iter().all(|actor| self.by_key(&actor.key).is_none()), "a discovered actor is not known yet");
        let old: Vec<String> = self.list.iter().map(|actor| actor.key.clone()).collect();
        self.list.extend(more);
        self.list[self.curated..].sort_by(|a, b| a.key.cmp(&b.key));
        self.marked = marked(&self.list[self.curated..]);
        let parts = std::mem::take(&mut self.parts);
        let ids: Vec<ActorId> = old.iter().map(|key| self.by_key(key).expect("every actor is there still")).collect();
        self.parts = parts.into_iter().map(|(key, actor)| (key, ids[actor.index()])).collect();
        (self, ids)
    }

    /// Unites actors: `into` says for every actor which one it becomes part of, itself for those that stay. The one
    /// that stays has the names, offices and identifiers of all, and the others' keys lead to it. Returns with the
    /// actors the new id of every old one.
    ///
    /// # Panics
    /// When a discovered actor takes in a curated one, or one takes another in that is itself taken in.
    #[must_use]
    pub fn united(self, into: &[ActorId]) -> (Actors, Vec<ActorId>) {
        let stays = |index: usize| into[index].index() == index;
        assert!(
            into.iter()
                .enumerate()
                .all(|(index, to)| stays(to.index()) && (to.index() < self.curated || index >= self.curated)),
            "who takes in stays"
        );
        let mut places = vec![ActorId::new(0); into.len()];
        let mut next = 0;
        for (_, place) in places.iter_mut().enumerate().filter(|(index, _)| stays(*index)) {
            *place = ActorId::new(next);
            next += 1;
        }
        let ids: Vec<ActorId> = into.iter().map(|to| places[to.index()]).collect();
        let curated = (0..self.curated).filter(|index| stays(*index)).count();
        let mut parts: Vec<(String, ActorId)> =
            self.parts.into_iter().map(|(key, actor)| (key, ids[actor.index()])).collect();
        let (mut list, mut taken): (Vec<Actor>, Vec<(ActorId, Actor)>) = (Vec::with_capacity(next), Vec::new());
        for (index, actor) in self.list.into_iter().enumerate() {
            if stays(index) { list.push(actor) } else { taken.push((ids[index], actor)) }
        }
        for (id, actor) in taken {
            parts.push((actor.key.clone(), id));
            list[id.index()].take_in(actor);
        }
        for office in list.iter_mut().flat_map(|actor| &mut actor.offices) {
            office.of = ids[office.of.index()];
        }
        parts.sort();
        (Actors { marked: marked(&list[curated..]), list, curated, parts }, ids)
    }

    /// Keeps the curated actors and those discovered ones that `stays` says. Returns with the actors the new id of
    /// every old one; that of one that went is whatever, and nothing may speak of it any more.
    #[must_use]
    pub fn without_discovered(self, stays: impl Fn(ActorId) -> bool) -> (Actors, Vec<ActorId>) {
        let stays: Vec<bool> =
            (0..self.list.len()).map(|index| index < self.curated || stays(ActorId::new(index))).collect();
        let place = |next: &mut usize, stays: &bool| {
            let place = ActorId::new(*next);
            *next += usize::from(*stays);
            Some(place)
        };
        let ids: Vec<ActorId> = stays.iter().scan(0, place).collect();
        if !stays.contains(&false) {
            return (self, ids);
        }
        let kept = self.list.into_iter().zip(&stays).filter(|(_, stays)| **stays);
        let list: Vec<Actor> = kept.map(|(actor, _)| actor).collect();
        let parts = self.parts.into_iter().filter(|(_, actor)| stays[actor.index()]);
        let parts = parts.map(|(key, actor)| (key, ids[actor.index()])).collect();
        let curated = self.curated;
        (Actors { marked: marked(&list[curated..]), list, curated, parts }, ids)
    }

    /// Keys of the actors that became part of this one.
    pub fn parts(&self, id: ActorId) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(move |(_, whole)| *whole == id).map(|(key, _)| key.as_str())
    }

    /// The actor.
    pub fn get(&self, id: ActorId) -> &Actor {
        &self.list[id.index()]
    }

    /// The name to show to people: that of a discovered actor is marked.
    pub fn shown(&self, id: ActorId) -> &str {
        match id.index().checked_sub(self.curated) {
            Some(place) => &self.marked[place],
            None => &self.get(id).name,
        }
    }

    /// True for an actor that nobody curated, found in a document.
    pub fn is_discovered(&self, id: ActorId) -> bool {
        id.index() >= self.curated
    }

    /// How many are curated; their ids come first.
    pub fn curated(&self) -> usize {
        self.curated
    }

    /// The actor with this key. Logarithmic.
    pub fn by_key(&self, key: &str) -> Option<ActorId> {
        let (curated, discovered) = self.list.split_at(self.curated);
        let place = |actors: &[Actor]| actors.binary_search_by(|actor| actor.key.as_str().cmp(key)).ok();
        let whole =
            || self.parts.binary_search_by(|(part, _)| part.as_str().cmp(key)).ok().map(|index| self.parts[index].1);
        place(curated).or_else(|| place(discovered).map(|index| index + self.curated)).map(ActorId::new).or_else(whole)
    }

    /// Every actor with its id: curated ones first, each part by key.
    pub fn iter(&self) -> impl Iterator<Item = (ActorId, &Actor)> {
        self.list.iter().enumerate().map(|(index, actor)| (ActorId::new(index), actor))
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
