//! Which actors may be one under two names, and why.
//!
//! Decided here: two actors are candidates when their names are alike (a few letters apart, one's words among the
//! other's, written alike once vowels and the ways of writing one sound are set aside, initials of the other), or when
//! they stand in the same relations to the same others. Kinds that were guessed part nobody. Bearers of one name that
//! the build kept apart are candidates too: those of two owners come last, with the owners, for that is why they are
//! two. Nobody is united by it: people decide. Names meet through shared words, so that the work is linear but for
//! words that very many names share, which tell nothing.

use crate::graph::{Direction, GraphView};
use crate::model::{ActorId, RelationKindId, Sort};
use crate::text::{fold_name, sound};
use std::collections::{BTreeMap, BTreeSet};

/// Two actors that may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// One, the curated one where only one is.
    pub a: ActorId,
    /// The other.
    pub b: ActorId,
    /// Why, strongest first; never empty.
    pub reasons: Vec<Reason>,
    /// Why they are likely two: the first is a part of this one, the second of that.
    pub owners: Option<(ActorId, ActorId)>,
}

/// Why two actors may be one, strongest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Both bear this name, and nothing in their documents ties the two.
    SameName(String),
    /// One name is the initials of the other.
    Acronym(String, String),
    /// The names sound alike, written in other letters.
    Transliteration(String, String),
    /// The names are a letter or two apart.
    Spelling(String, String),
    /// The words of the first are among those of the second.
    Part(String, String),
    /// They stand in the same relations to so many same actors.
    SharedNeighbors(Vec<ActorId>),
}

/// Words shared by more actors than this tell nothing of who is who.
const COMMON: usize = 40;

/// So many shared neighbours speak for themselves, names apart.
const TELLING_NEIGHBORS: usize = 3;

/// Pairs of actors that may be one, those with the strongest reasons first, then by key.
pub fn candidates(view: &impl GraphView) -> Vec<Candidate> {
    let names: Vec<Vec<Name>> = view
        .actors()
        .iter()
        .map(|(id, actor)| {
            let discovered = view.actors().is_discovered(id);
            // "Army (in report-7)" is called "Army": the document that tells bearers apart is no part of a name.
            let is_told_apart = |name: &str| discovered && name == actor.name && actor.shared_name().is_some();
            actor
                .names()
                .filter(|(name, _, weak)| (discovered || !weak) && !is_told_apart(name))
                .map(|(name, _, _)| Name::of(name))
                .filter(|name| !name.words.is_empty())
                .collect()
        })
        .collect();
    let mut found: Vec<Candidate> = meeting(&names, view)
        .into_iter()
        .filter(|(a, b)| may_be_one(view, *a, *b))
        .filter_map(|(a, b)| {
            let mut reasons: Vec<Reason> = names[a.index()]
                .iter()
                .flat_map(|one| names[b.index()].iter().filter_map(move |other| alike(one, other)))
                .collect();
            reasons.sort();
            reasons.dedup_by_key(|reason| std::mem::discriminant(reason));
            // Whoever wrote two entries told the two apart.
            if !view.actors().is_discovered(b) {
                reasons.retain(|reason| !matches!(reason, Reason::Part(..)));
            }
            let shared = if reasons.is_empty() && !view.actors().is_discovered(b) {
                Vec::new()
            } else {
                shared_neighbors(view, a, b)
            };
            if shared.len() >= TELLING_NEIGHBORS || !reasons.is_empty() && !shared.is_empty() {
                reasons.push(Reason::SharedNeighbors(shared));
            }
            (!reasons.is_empty()).then(|| Candidate { a, b, reasons, owners: owners(view, a, b) })
        })
        .collect();
    let weight = |candidate: &Candidate| {
        let shared = candidate
            .reasons
            .iter()
            .map(|reason| if let Reason::SharedNeighbors(shared) = reason { shared.len() } else { 0 })
            .max();
        let first = match candidate.reasons[0] {
            Reason::SameName(_) => 0,
            Reason::Acronym(..) => 1,
            Reason::Transliteration(..) => 2,
            Reason::Spelling(..) => 3,
            Reason::Part(..) => 4,
            Reason::SharedNeighbors(_) => 5,
        };
        (candidate.owners.is_some(), first, std::cmp::Reverse(shared), candidate.a, candidate.b)
    };
    found.sort_by_key(weight);
    found
}

/// A name taken apart.
struct Name {
    text: String,
    words: Vec<String>,
    /// Of every word.
    sounds: Vec<String>,
    initials: String,
    /// True where it is written in capitals alone.
    capitals: bool,
    /// True where it names somebody by another: "critics of the front".
    is_of_another: bool,
}

impl Name {
    fn of(text: &str) -> Name {
        const FILLING: [&str; 13] = ["the", "of", "and", "for", "in", "al", "el", "ul", "bin", "ibn", "de", "a", "an"];
        let words: Vec<String> = fold_name(text)
            .split(' ')
            .filter(|word| !word.is_empty() && !FILLING.contains(word))
            .map(str::to_owned)
            .collect();
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        Name {
            sounds: words.iter().map(|word| sound(word)).collect(),
            initials: words.iter().filter_map(|word| word.chars().next()).collect(),
            capitals: letters().count() > 1 && letters().all(char::is_uppercase),
            is_of_another: fold_name(text)
                .split(' ')
                .any(|word| ["of", "by", "for", "in", "from", "against"].contains(&word)),
            text: text.to_owned(),
            words,
        }
    }
}

/// Pairs of actors that share something by which they may be found, the lower id first.
fn meeting(names: &[Vec<Name>], view: &impl GraphView) -> BTreeSet<(ActorId, ActorId)> {
    let mut places: BTreeMap<(u8, String), BTreeSet<ActorId>> = BTreeMap::new();
    for (index, names) in names.iter().enumerate() {
        let id = ActorId::new(index);
        for name in names {
            let mut meet = |sort: u8, key: String| {
                if !key.is_empty() {
                    places.entry((sort, key)).or_default().insert(id);
                }
            };
            for (word, sound) in name.words.iter().zip(&name.sounds) {
                meet(0, word.clone());
                meet(1, sound.clone());
            }
            if name.words.len() > 1 {
                meet(2, name.initials.clone());
            } else if name.capitals {
                meet(2, name.words[0].clone());
            }
            // A slip in a name of one word seldom spares both halves.
            let whole: Vec<char> = name.words.concat().chars().collect();
            let half = whole.len() / 2;
            if half >= 3 {
                meet(3, whole[..half].iter().collect());
                meet(4, whole[whole.len() - half..].iter().collect());
            }
        }
    }
    let by_neighbor = view.actors().iter().flat_map(|(neighbor, _)| {
        let mut around: BTreeMap<(RelationKindId, Direction), BTreeSet<ActorId>> = BTreeMap::new();
        for incidence in view.incident(neighbor) {
            around
                .entry((view.relation(incidence.relation).kind, incidence.direction))
                .or_default()
                .insert(incidence.neighbor);
        }
        around.into_values()
    });
    let mut pairs = BTreeSet::new();
    for place in places.into_values().chain(by_neighbor).filter(|place| (2..=COMMON).contains(&place.len())) {
        let members: Vec<ActorId> = place.into_iter().collect();
        for (index, &a) in members.iter().enumerate() {
            pairs.extend(members[index + 1..].iter().map(|&b| (a, b)));
        }
    }
    pairs
}

/// A person is no organisation and no place, where people said what the two are; a state is nothing else.
fn may_be_one(view: &impl GraphView, a: ActorId, b: ActorId) -> bool {
    let sort = |id| Sort::of_kind(&view.schema().actor_kind(view.actors().get(id).kind).key);
    let guessed = [a, b].iter().any(|actor| view.actors().is_discovered(*actor));
    let (a, b) = (sort(a), sort(b));
    let either = |sort: Sort| a == sort || b == sort;
    a == b || !either(Sort::State) && (guessed || !either(Sort::Person))
}

/// Of whom each is a part, where it is not the same one.
fn owners(view: &impl GraphView, a: ActorId, b: ActorId) -> Option<(ActorId, ActorId)> {
    let part_of = view.schema().relation_kind_by_key("part_of")?;
    let wholes = |actor: ActorId| -> BTreeSet<ActorId> {
        view.incident(actor)
            .filter(|incidence| {
                incidence.direction == Direction::Out && view.relation(incidence.relation).kind == part_of
            })
            .map(|incidence| incidence.neighbor)
            .collect()
    };
    let (of_a, of_b) = (wholes(a), wholes(b));
    of_a.first().zip(of_b.first()).filter(|_| of_a.is_disjoint(&of_b)).map(|(a, b)| (*a, *b))
}

fn alike(one: &Name, other: &Name) -> Option<Reason> {
    const LEAST_SOUND: usize = 4;
    let named = |reason: fn(String, String) -> Reason, one: &Name, other: &Name| {
        Some(reason(one.text.clone(), other.text.clone()))
    };
    for (short, long) in [(one, other), (other, one)] {
        if short.capitals && short.words.len() == 1 && long.words.len() > 1 && short.words[0] == long.initials {
            return named(Reason::Acronym, short, long);
        }
    }
    if one.text == other.text {
        return Some(Reason::SameName(one.text.clone()));
    }
    if one.words == other.words {
        return named(Reason::Spelling, one, other);
    }
    let (a, b) = (one.words.join(" "), other.words.join(" "));
    // One slip in six letters; numbers are no slips.
    let bearable = a.chars().count().min(b.chars().count()) / 6;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if bearable > 0 && strsim::damerau_levenshtein(&a, &b) <= bearable && digits(&a) == digits(&b) {
        return named(Reason::Spelling, one, other);
    }
    let sounding = one.sounds.iter().map(String::len).sum::<usize>() >= LEAST_SOUND;
    if sounding && one.sounds == other.sounds {
        return named(Reason::Transliteration, one, other);
    }
    for (short, long) in [(one, other), (other, one)] {
        // "Brandt" and "Ada Brandt", not "Ada" and "Ada Brandt Street", not "critics of Ada Brandt".
        let ends = long.words.ends_with(&short.words) && !long.is_of_another;
        if short.words.len() < long.words.len() && ends && short.words.iter().any(|word| word.chars().count() > 3) {
            return named(Reason::Part, short, long);
        }
    }
    None
}

/// Actors to whom both stand in the same kind of relation, the same way round.
fn shared_neighbors(view: &impl GraphView, a: ActorId, b: ActorId) -> Vec<ActorId> {
    let around = |actor: ActorId| -> BTreeSet<(ActorId, RelationKindId, Direction)> {
        view.incident(actor)
            .map(|incidence| (incidence.neighbor, view.relation(incidence.relation).kind, incidence.direction))
            .collect()
    };
    let shared: BTreeSet<ActorId> = around(a).intersection(&around(b)).map(|(neighbor, _, _)| *neighbor).collect();
    shared.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Name, Reason, alike};

    #[test]
    fn reasons_are_told() {
        let reason = |one: &str, other: &str| {
            alike(&Name::of(one), &Name::of(other)).map(|reason| std::mem::discriminant(&reason))
        };
        let is = |reason: Reason| Some(std::mem::discriminant(&reason));
        let none = String::new;
        assert_eq!(reason("KLF", "Karvil Liberation Front"), is(Reason::Acronym(none(), none())));
        assert_eq!(reason("Karvil Liberation Front", "K.L.F."), is(Reason::Acronym(none(), none())));
        assert_eq!(reason("Ghasem Suleimani", "Qassem Soleimani"), is(Reason::Transliteration(none(), none())));
        assert_eq!(reason("Karvil Liberation Front", "Karvil Liberaton Front"), is(Reason::Spelling(none(), none())));
        assert_eq!(reason("Brandt", "Ada Brandt"), is(Reason::Part(none(), none())));
        assert_eq!(reason("Brigade 21 North", "Brigade 22 North"), None);
        assert_eq!(reason("Ada", "Ada Brandt"), None);
        assert_eq!(reason("Karvil Front", "critics of the Karvil Front"), None);
        assert_eq!(reason("Arland", "Borland"), None);
    }
}
