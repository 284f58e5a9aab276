//! What must hold between the records of a curated file: one function a rule, one row of [`RULES`] each.

use std::collections::BTreeMap;

use super::Ground;
use super::record::{ActorRecord, Records, SpeakerRecord};
use crate::model::{ActorKindId, RelationKind, Schema};
use crate::text::ron::At;
use crate::text::{Diagnostic, closest, fold_name};

type Rule = fn(&Records, &Schema, &mut Vec<Diagnostic>);

const RULES: [Rule; 8] = [
    actor_keys_are_slugs,
    keys_are_unique,
    actor_kinds_exist,
    names_are_words,
    aliases_are_used_once,
    offices_belong_to_actors,
    claims_name_actors_and_kinds,
    ends_fit_the_kind,
];

/// Reports every breach of every rule.
pub(super) fn run(records: &Records, schema: &Schema, problems: &mut Vec<Diagnostic>) {
    for rule in RULES {
        rule(records, schema, problems);
    }
}

fn actor_keys_are_slugs(records: &Records, _: &Schema, problems: &mut Vec<Diagnostic>) {
    for actor in &records.actors {
        let key = &actor.key.value;
        if !is_slug(key) {
            let suggestion = fold_name(&actor.name.value).replace(' ', "-");
            problems.push(Diagnostic::error(actor.key.place.clone(), format!("`{key}` is no key")).hint(
                match suggestion.is_ascii() && !suggestion.is_empty() {
                    true => format!("use lower-case letters, digits and hyphens: `{suggestion}`"),
                    false => "use lower-case letters, digits and hyphens".to_owned(),
                },
            ));
        }
    }
}

fn is_slug(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn keys_are_unique(records: &Records, _: &Schema, problems: &mut Vec<Diagnostic>) {
    unique("actor", records.actors.iter().map(|actor| &actor.key), problems);
    unique("document", records.documents.iter().map(|document| &document.key), problems);
}

fn unique<'r>(what: &str, keys: impl Iterator<Item = &'r At<String>>, problems: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &At<String>> = BTreeMap::new();
    for key in keys {
        if let Some(earlier) = first.get(key.value.as_str()) {
            problems.push(
                Diagnostic::error(key.place.clone(), format!("the {what} `{}` is declared twice", key.value))
                    .and_at(earlier.place.clone(), "first declared here")
                    .hint("give one of them another key, or join the two records"),
            );
        } else {
            first.insert(&key.value, key);
        }
    }
}

fn actor_kinds_exist(records: &Records, schema: &Schema, problems: &mut Vec<Diagnostic>) {
    for actor in &records.actors {
        if schema.actor_kind_by_key(&actor.kind.value).is_none() {
            let unknown =
                Diagnostic::error(actor.kind.place.clone(), format!("unknown kind of actor `{}`", actor.kind.value));
            let keys = || schema.actor_kinds.iter().map(|kind| kind.key.as_str());
            problems.push(or_listed(unknown, &actor.kind.value, keys));
        }
    }
}

fn names_are_words(records: &Records, _: &Schema, problems: &mut Vec<Diagnostic>) {
    for actor in &records.actors {
        for name in std::iter::once(&actor.name).chain(actor.aliases.iter().map(|alias| &alias.text)) {
            if fold_name(&name.value).is_empty() {
                problems
                    .push(Diagnostic::error(name.place.clone(), "the name holds no letter or digit").hint("remove it"));
            }
        }
    }
}

fn aliases_are_used_once(records: &Records, _: &Schema, problems: &mut Vec<Diagnostic>) {
    struct Use<'r> {
        actor: &'r ActorRecord,
        name: &'r At<String>,
        weak: bool,
    }
    // Folding makes "U.S." and "US" one name; case is part of how names are matched, so "US" and "us" stay two.
    let folded = |name: &str| (fold_name(name), name.chars().filter(|c| c.is_alphanumeric()).all(char::is_uppercase));
    let mut uses: BTreeMap<(String, bool), Vec<Use>> = BTreeMap::new();
    for actor in &records.actors {
        let own =
            std::iter::once((&actor.name, false)).chain(actor.aliases.iter().map(|alias| (&alias.text, alias.weak)));
        for (name, weak) in own {
            let earlier = uses.entry(folded(&name.value)).or_default();
            if fold_name(&name.value).is_empty() {
                // Reported as no word.
            } else if let Some(same) = earlier.iter().find(|other| std::ptr::eq(other.actor, actor)) {
                problems.push(
                    Diagnostic::error(
                        name.place.clone(),
                        format!("`{}` is given twice for `{}`", name.value, actor.key.value),
                    )
                    .and_at(same.name.place.clone(), "first given here")
                    .hint("remove one; case, dots, hyphens and diacritics make no other name"),
                );
            } else if let Some(other) = earlier.iter().find(|other| !(other.weak && weak)) {
                problems.push(
                    Diagnostic::error(
                        name.place.clone(),
                        format!("`{}` names both `{}` and `{}`", name.value, other.actor.key.value, actor.key.value),
                    )
                    .and_at(other.name.place.clone(), "also given here")
                    .hint("where a text may mean either, write `(text: \"...\", weak: true)` in both; else remove one"),
                );
            }
            earlier.push(Use { actor, name, weak });
        }
    }
}

fn offices_belong_to_actors(records: &Records, _: &Schema, problems: &mut Vec<Diagnostic>) {
    for actor in &records.actors {
        for office in &actor.offices {
            report_unknown_actor(&office.of, records, problems);
        }
    }
}

fn claims_name_actors_and_kinds(records: &Records, schema: &Schema, problems: &mut Vec<Diagnostic>) {
    for claim in &records.claims {
        report_unknown_actor(&claim.subject, records, problems);
        report_unknown_actor(&claim.object, records, problems);
        for speaker in &claim.says {
            match speaker {
                SpeakerRecord::Actor(key) => report_unknown_actor(key, records, problems),
                SpeakerRecord::Words(_) => {}
            }
        }
        if schema.relation_kind_by_key(&claim.kind.value).is_none() {
            let unknown =
                Diagnostic::error(claim.kind.place.clone(), format!("unknown kind of relation `{}`", claim.kind.value));
            let keys = || schema.relation_kinds.iter().map(|kind| kind.key.as_str());
            problems.push(or_listed(unknown, &claim.kind.value, keys));
        }
        if let Ground::Document { quote: Some(quote), .. } = &claim.ground
            && fold_name(&quote.value).is_empty()
        {
            problems.push(
                Diagnostic::error(quote.place.clone(), "the quote holds no word")
                    .hint("copy the words that state the claim, or remove `quote`"),
            );
        }
    }
}

fn ends_fit_the_kind(records: &Records, schema: &Schema, problems: &mut Vec<Diagnostic>) {
    let kinds: BTreeMap<&str, &At<String>> =
        records.actors.iter().map(|actor| (actor.key.value.as_str(), &actor.kind)).collect();
    let actor_kind =
        |key: &At<String>| kinds.get(key.value.as_str()).and_then(|kind| schema.actor_kind_by_key(&kind.value));
    for claim in &records.claims {
        if claim.subject.value == claim.object.value {
            problems.push(
                Diagnostic::error(claim.object.place.clone(), "subject and object are the same actor")
                    .hint("a relation needs two"),
            );
        }
        let Some(kind) = schema.relation_kind_by_key(&claim.kind.value).map(|id| schema.relation_kind(id)) else {
            continue;
        };
        type Admits = fn(&RelationKind, ActorKindId) -> bool;
        let ends: [(&At<String>, &str, Admits, _); 2] = [
            (&claim.subject, "subject", RelationKind::admits_subject, &kind.subjects),
            (&claim.object, "object", RelationKind::admits_object, &kind.objects),
        ];
        for (end, role, admits, admitted) in ends {
            let Some(actual) = actor_kind(end) else { continue };
            if !admits(kind, actual) {
                let listed: Vec<&str> = admitted.iter().map(|id| schema.actor_kind(*id).key.as_str()).collect();
                problems.push(
                    Diagnostic::error(
                        end.place.clone(),
                        format!(
                            "`{}` ({}) cannot be the {role} of `{}`",
                            end.value,
                            schema.actor_kind(actual).label,
                            kind.key
                        ),
                    )
                    .and_at(claim.kind.place.clone(), format!("its {role} is one of {}", listed.join(", ")))
                    .hint(
                        "check the direction of the claim, the kind of the actor, or choose another kind of relation",
                    ),
                );
            }
        }
    }
}

fn report_unknown_actor(key: &At<String>, records: &Records, problems: &mut Vec<Diagnostic>) {
    if records.actors.iter().any(|actor| actor.key.value == key.value) || records.dropped_actors.contains(&key.value) {
        return;
    }
    let unknown = Diagnostic::error(key.place.clone(), format!("unknown actor `{}`", key.value));
    let folded = fold_name(&key.value);
    let named = records.actors.iter().find(|actor| {
        std::iter::once(&actor.name)
            .chain(actor.aliases.iter().map(|alias| &alias.text))
            .any(|name| fold_name(&name.value) == folded)
    });
    // A key that is no key was reported where it stands.
    if named.is_some_and(|actor| !is_slug(&actor.key.value)) {
        return;
    }
    if let Some(actor) = named {
        problems.push(
            unknown
                .and_at(actor.key.place.clone(), "declared here")
                .hint(format!("that is a name; write the key `{}`", actor.key.value)),
        );
        return;
    }
    let likely = closest(&key.value, records.actors.iter().map(|actor| actor.key.value.as_str()));
    match records.actors.iter().find(|actor| Some(actor.key.value.as_str()) == likely) {
        Some(actor) => problems.push(unknown.and_at(actor.key.place.clone(), "declared here").did_you_mean(likely)),
        None => problems.push(
            unknown.hint(format!("add it to `actors`: `(key: \"{}\", kind: \"...\", name: \"...\")`", key.value)),
        ),
    }
}

/// Suggests the likeliest of `keys`, or lists them all.
fn or_listed<'k, I: Iterator<Item = &'k str>>(unknown: Diagnostic, word: &str, keys: impl Fn() -> I) -> Diagnostic {
    unknown
        .did_you_mean_or(closest(word, keys()), || format!("the kinds are {}", keys().collect::<Vec<_>>().join(", ")))
}
