//! Actors united by decision.
//!
//! Those that decisions call the same, over any number of steps, become one actor with the names of all; the others'
//! keys lead to it. Of several the curated one stays, of several curated ones the first by key, of several discovered
//! ones the one of which most claims speak, then the one with the longest name. Where a decision calls two different
//! whom others unite, none of those that tie them together holds. Claims between actors that became one say nothing,
//! and claims whose kind does not admit who stands at their end now neither; they are set aside and counted.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::actors::{actors_of, renumber};
use super::judge::contradiction;
use super::reference::Finder;
use crate::curated::Recorded;
use crate::data::DECISIONS_FILE;
use crate::model::{Act, ActorId, Claim, Identity, Knowledge};
use crate::text::{Diagnostic, Severity};

/// What decisions say of pairs of actors.
struct Pairs {
    /// Actors that are one, with the decision that says so.
    same: BTreeMap<ActorId, Vec<(ActorId, usize)>>,
    different: Vec<(ActorId, ActorId, usize)>,
}

impl Pairs {
    /// Pairs by identity; those that name nobody are reported.
    fn of(knowledge: &Knowledge, recorded: &[Recorded], holding: &[usize], problems: &mut Vec<Diagnostic>) -> Pairs {
        let finder = Finder::new(knowledge);
        let mut pairs = Pairs { same: BTreeMap::new(), different: Vec::new() };
        for &index in holding {
            let Act::Identify { a, b, identity } = &recorded[index].decision.act else { continue };
            let place = &recorded[index].place;
            let mut actor = |key: &str| {
                let found = finder.actor(key);
                if found.is_none() {
                    let lost = Diagnostic::warning(
                        place.clone(),
                        format!("no actor has the key `{key}` any more, so this decides nothing"),
                    );
                    problems.push(lost.hint(format!(
                        "the decision is kept and holds again when the actor is back; `kg undo {}` takes it back",
                        recorded[index].decision.id
                    )));
                }
                found
            };
            let (Some(a), Some(b)) = (actor(a), actor(b)) else { continue };
            match identity {
                // The curated file may have made one of them meanwhile.
                Identity::Same if a == b => {}
                Identity::Same => {
                    pairs.same.entry(a).or_default().push((b, index));
                    pairs.same.entry(b).or_default().push((a, index));
                }
                Identity::Different if a == b => {
                    let name = &knowledge.actors.get(a).key;
                    problems.push(Diagnostic::warning(
                        place.clone(),
                        format!("these two are told apart, but both keys mean `{name}` of the curated file"),
                    ));
                }
                Identity::Different => pairs.different.push((a, b, index)),
                Identity::Unsure => {}
            }
        }
        pairs
    }

    /// The decisions that make one of two actors, over the fewest steps; `None` where none do.
    fn chain(&self, from: ActorId, to: ActorId) -> Option<Vec<usize>> {
        let mut reached: BTreeMap<ActorId, Option<(ActorId, usize)>> = BTreeMap::from([(from, None)]);
        let mut open = VecDeque::from([from]);
        while let Some(at) = open.pop_front() {
            for &(next, decision) in self.same.get(&at).into_iter().flatten() {
                if let std::collections::btree_map::Entry::Vacant(vacant) = reached.entry(next) {
                    vacant.insert(Some((at, decision)));
                    open.push_back(next);
                }
            }
        }
        let mut chain = Vec::new();
        let mut step = reached.get(&to)?;
        while let Some((before, decision)) = step {
            chain.push(*decision);
            step = &reached[before];
        }
        Some(chain)
    }

    /// Everyone who is one with an actor, itself among them.
    fn component(&self, actor: ActorId) -> BTreeSet<ActorId> {
        let mut members = BTreeSet::from([actor]);
        let mut open = vec![actor];
        while let Some(at) = open.pop() {
            for (next, _) in self.same.get(&at).into_iter().flatten() {
                if members.insert(*next) {
                    open.push(*next);
                }
            }
        }
        members
    }
}

/// Unites actors everywhere in what is known.
pub(super) fn merge_same(
    knowledge: Knowledge,
    recorded: &[Recorded],
    holding: &[usize],
    problems: &mut Vec<Diagnostic>,
) -> Knowledge {
    let mut pairs = Pairs::of(&knowledge, recorded, holding, problems);
    let mut broken: BTreeSet<ActorId> = BTreeSet::new();
    for &(a, b, index) in &pairs.different {
        let Some(chain) = pairs.chain(a, b) else { continue };
        let key = |actor: ActorId| &knowledge.actors.get(actor).key;
        problems.push(contradiction(
            recorded,
            (index, chain[0]),
            &format!("`{}` and `{}` are told apart and made one, so neither holds", key(a), key(b)),
        ));
        broken.extend(pairs.component(a));
    }
    for actor in broken {
        pairs.same.remove(&actor);
    }
    if pairs.same.is_empty() {
        return knowledge;
    }
    united(knowledge, &pairs, problems)
}

fn united(mut knowledge: Knowledge, pairs: &Pairs, problems: &mut Vec<Diagnostic>) -> Knowledge {
    let mut into: Vec<ActorId> = (0..knowledge.actors.len()).map(ActorId::new).collect();
    let mut claims = vec![0_usize; knowledge.actors.len()];
    for claim in &knowledge.claims {
        actors_of(claim).for_each(|actor| claims[actor.index()] += 1);
    }
    let mut seen: BTreeSet<ActorId> = BTreeSet::new();
    for &actor in pairs.same.keys() {
        if seen.contains(&actor) {
            continue;
        }
        let members = pairs.component(actor);
        let rank = |id: &&ActorId| {
            let discovered = knowledge.actors.is_discovered(**id);
            let often =
                if discovered { (claims[id.index()], knowledge.actors.get(**id).name.chars().count()) } else { (0, 0) };
            (discovered, std::cmp::Reverse(often), **id)
        };
        let kept = *members.iter().min_by_key(rank).expect("an actor is one with itself");
        for member in &members {
            into[member.index()] = kept;
        }
        seen.extend(members);
    }
    let (actors, ids) = std::mem::take(&mut knowledge.actors).united(&into);
    knowledge.actors = actors;
    renumber(&mut knowledge, &ids);
    let (schema, actors) = (&knowledge.schema, &knowledge.actors);
    let stands = |claim: &Claim<ActorId>| {
        let kind = schema.relation_kind(claim.kind);
        let fits =
            kind.admits_subject(actors.get(claim.subject).kind) && kind.admits_object(actors.get(claim.object).kind);
        claim.subject != claim.object
            && (fits || actors.is_discovered(claim.subject) || actors.is_discovered(claim.object))
    };
    let before = knowledge.claims.len();
    knowledge.claims.retain(stands);
    let aside = before - knowledge.claims.len();
    if aside > 0 {
        let claims = if aside == 1 { "1 claim is".to_owned() } else { format!("{aside} claims are") };
        let message = format!(
            "{claims} set aside, between actors that are one now or at whose end nobody of that kind can stand"
        );
        problems.push(Diagnostic::of_file(Severity::Note, DECISIONS_FILE, message));
    }
    knowledge.claims.sort_by_key(|claim| (claim.subject, claim.object, claim.kind, claim.hash));
    knowledge
}

/// Identities in force that one more would contradict.
pub(super) fn contradicted(
    knowledge: &Knowledge,
    recorded: &[Recorded],
    holding: &[usize],
    (a, b): (&str, &str),
    identity: Identity,
) -> Vec<usize> {
    let finder = Finder::new(knowledge);
    let (Some(a), Some(b)) = (finder.actor(a), finder.actor(b)) else { return Vec::new() };
    let pairs = Pairs::of(knowledge, recorded, holding, &mut Vec::new());
    match identity {
        Identity::Same => {
            let (of_a, of_b) = (pairs.component(a), pairs.component(b));
            let joined =
                |x: &ActorId, y: &ActorId| of_a.contains(x) && of_b.contains(y) || of_a.contains(y) && of_b.contains(x);
            pairs.different.iter().filter(|(x, y, _)| joined(x, y)).map(|(_, _, decision)| *decision).collect()
        }
        Identity::Different | Identity::Unsure => {
            let mut chain = pairs.chain(a, b).unwrap_or_default();
            if identity == Identity::Unsure {
                chain.extend(
                    pairs
                        .different
                        .iter()
                        .filter(|(x, y, _)| (*x, *y) == (a, b) || (*x, *y) == (b, a))
                        .map(|(_, _, decision)| *decision),
                );
            }
            chain
        }
    }
}
