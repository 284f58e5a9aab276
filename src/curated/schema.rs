//! `schema.ron`: kinds of actors and of relations.
//!
//! Several files may be given: later ones add kinds and replace those of the same key, so a project needs to write down
//! only what is its own. Replacing keeps the place in the order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{ActorKind, ActorKindId, Detail, PLOVER_ROOTS, RelationKind, Schema, Temporal};
use crate::text::ron::{At, Node, Ron};
use crate::text::{Diagnostic, SourceText, closest};

/// Reads schema files, the built-in one first. Entries with errors are reported and left out.
pub fn read_schema(files: &[Arc<SourceText>], problems: &mut Vec<Diagnostic>) -> Schema {
    let mut raw = Raw::default();
    for file in files {
        read_file(file, &mut raw, problems);
    }
    let ids: BTreeMap<String, ActorKindId> =
        raw.actor_kinds.iter().enumerate().map(|(index, kind)| (kind.key.clone(), ActorKindId::new(index))).collect();
    for (key, members) in &raw.groups {
        if let Some(member) = own_member(key, members, &raw.groups) {
            problems.push(
                Diagnostic::error(member.place.clone(), format!("the group `{key}` contains itself"))
                    .hint("name only kinds and groups below it"),
            );
        }
    }
    let relation_kinds = raw.relation_kinds.into_iter().map(|RawKind { mut kind, subjects, objects }| {
        kind.subjects = expand(&subjects, &ids, &raw.groups, problems);
        kind.objects = expand(&objects, &ids, &raw.groups, problems);
        kind
    });
    Schema { relation_kinds: relation_kinds.collect(), actor_kinds: raw.actor_kinds }
}

/// A kind of relation whose ends are still names.
struct RawKind {
    kind: RelationKind,
    subjects: Vec<At<String>>,
    objects: Vec<At<String>>,
}

/// What the files hold before names of kinds are looked up.
#[derive(Default)]
struct Raw {
    actor_kinds: Vec<ActorKind>,
    groups: BTreeMap<String, Vec<At<String>>>,
    relation_kinds: Vec<RawKind>,
}

fn read_file(source_text: &Arc<SourceText>, raw: &mut Raw, problems: &mut Vec<Diagnostic>) {
    let file = Ron::new(source_text, problems);
    let Some(root) = file.root(problems) else { return };
    let Some(root) = root.record(&["actor_kinds", "actor_groups", "relation_kinds"], problems) else { return };
    let mut seen: BTreeMap<(&str, String), At<String>> = BTreeMap::new();
    let mut once = |what: &'static str, key: &At<String>, problems: &mut Vec<Diagnostic>| {
        if let Some(earlier) = seen.insert((what, key.value.clone()), key.clone()) {
            problems.push(
                Diagnostic::error(key.place.clone(), format!("the {what} `{}` is declared twice", key.value))
                    .and_at(earlier.place, "first declared here"),
            );
        }
    };
    for node in root.items("actor_kinds", problems) {
        if let Some((key, kind)) = actor_kind(&node, problems) {
            once("kind of actor", &key, problems);
            put(&mut raw.actor_kinds, kind, |kind| &kind.key);
        }
    }
    for node in root.items("actor_groups", problems) {
        let Some(record) = node.record(&["key", "kinds"], problems) else { continue };
        let kinds = record.texts("kinds", problems);
        if let Some(key) = record.required_text("key", problems) {
            once("group of actors", &key, problems);
            raw.groups.insert(key.value, kinds);
        }
    }
    for node in root.items("relation_kinds", problems) {
        if let Some((key, entry)) = relation_kind(&node, problems) {
            once("kind of relation", &key, problems);
            put(&mut raw.relation_kinds, entry, |entry| &entry.kind.key);
        }
    }
}

/// Adds, or replaces the one of the same key.
fn put<T>(list: &mut Vec<T>, entry: T, key: fn(&T) -> &String) {
    match list.iter().position(|other| key(other) == key(&entry)) {
        Some(index) => list[index] = entry,
        None => list.push(entry),
    }
}

fn actor_kind(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<(At<String>, ActorKind)> {
    let record = node.record(&["key", "label", "shape", "fill"], problems)?;
    let key = record.required_text("key", problems);
    let label = record.required_text("label", problems);
    let shape = record
        .text("shape", problems)
        .and_then(|shape| known_shape(shape, problems))
        .unwrap_or_else(|| "ellipse".to_owned());
    let fill =
        record.text("fill", problems).and_then(|fill| color(fill, problems)).unwrap_or_else(|| "#ffffff".to_owned());
    let key = identifier(key?, problems)?;
    Some((key.clone(), ActorKind { key: key.value, label: label?.value, shape, fill }))
}

fn relation_kind(node: &Node, problems: &mut Vec<Diagnostic>) -> Option<(At<String>, RawKind)> {
    const FIELDS: [&str; 13] = [
        "key",
        "label",
        "inverse",
        "definition",
        "symmetric",
        "temporal",
        "utterance",
        "detail",
        "subjects",
        "objects",
        "plover",
        "cameo",
        "color",
    ];
    let record = node.record(&FIELDS, problems)?;
    let (key, label, inverse) = (
        record.required_text("key", problems),
        record.required_text("label", problems),
        record.required_text("inverse", problems),
    );
    let (label, inverse) = (filled(label, problems), filled(inverse, problems));
    let definition = filled(record.required_text("definition", problems), problems);
    let symmetric = record.field("symmetric").and_then(|node| node.flag(problems)).is_some_and(|flag| flag.value);
    let temporal = match record.field("temporal").map(|node| node.choice(&["Event", "State"], problems)) {
        Some(choice) => choice.map(|choice| if choice.value == 0 { Temporal::Event } else { Temporal::State }),
        None => {
            problems.push(
                Diagnostic::error(record.opening(), "the field `temporal` is missing")
                    .hint("add `temporal: Event` or `temporal: State`"),
            );
            None
        }
    };
    let is_utterance = record.field("utterance").and_then(|node| node.flag(problems)).is_some_and(|flag| flag.value);
    let detail = record
        .field("detail")
        .and_then(|node| node.choice(&Detail::ALL.map(Detail::label), problems))
        .map(|choice| Detail::ALL[choice.value]);
    let (subjects, objects) = (record.texts("subjects", problems), record.texts("objects", problems));
    let plover = record.text("plover", problems).and_then(|root| plover_root(root, problems));
    let cameo = record.text("cameo", problems).and_then(|root| cameo_root(root, problems));
    let color =
        record.text("color", problems).and_then(|text| color(text, problems)).unwrap_or_else(|| "#555555".to_owned());
    let key = identifier(key?, problems)?;
    let (label, inverse) = (label?, inverse?);
    if symmetric && label.value != inverse.value {
        problems.push(
            Diagnostic::error(inverse.place, "a symmetric kind reads the same both ways")
                .and_at(label.place, "the label")
                .hint("give `inverse` the words of `label`, or drop `symmetric`"),
        );
        return None;
    }
    if symmetric && !subjects.is_empty() && !objects.is_empty() {
        let names = |list: &[At<String>]| list.iter().map(|kind| kind.value.clone()).collect::<BTreeSet<_>>();
        if names(&subjects) != names(&objects) {
            problems.push(
                Diagnostic::error(key.place.clone(), "the ends of a symmetric kind are of the same kinds")
                    .hint("give `subjects` and `objects` the same list"),
            );
            return None;
        }
    }
    let kind = RelationKind {
        key: key.value.clone(),
        label: label.value,
        inverse: inverse.value,
        definition: definition?.value,
        symmetric,
        temporal: temporal?,
        is_utterance,
        detail,
        subjects: BTreeSet::new(),
        objects: BTreeSet::new(),
        plover,
        cameo,
        color,
    };
    Some((key, RawKind { kind, subjects, objects }))
}

/// Kinds and groups to kinds; a group may name groups. Unknown names are reported once, where they stand.
fn expand(
    names: &[At<String>],
    ids: &BTreeMap<String, ActorKindId>,
    groups: &BTreeMap<String, Vec<At<String>>>,
    problems: &mut Vec<Diagnostic>,
) -> BTreeSet<ActorKindId> {
    let mut kinds = BTreeSet::new();
    let mut visited: BTreeSet<&str> = BTreeSet::new();
    let mut pending: Vec<&At<String>> = names.iter().collect();
    while let Some(name) = pending.pop() {
        if let Some(id) = ids.get(&name.value) {
            kinds.insert(*id);
        } else if let Some(members) = groups.get(&name.value) {
            if visited.insert(&name.value) {
                pending.extend(members);
            }
        } else {
            let unknown =
                Diagnostic::error(name.place.clone(), format!("unknown kind or group of actors `{}`", name.value));
            let known = || ids.keys().chain(groups.keys()).map(String::as_str);
            let unknown = unknown.did_you_mean_or(closest(&name.value, known()), || {
                format!("the kinds and groups are {}", known().collect::<Vec<_>>().join(", "))
            });
            if !problems.contains(&unknown) {
                problems.push(unknown);
            }
        }
    }
    kinds
}

/// The member of a group through which it contains itself.
fn own_member<'g>(
    key: &str,
    members: &'g [At<String>],
    groups: &'g BTreeMap<String, Vec<At<String>>>,
) -> Option<&'g At<String>> {
    members.iter().find(|member| {
        let mut visited: BTreeSet<&str> = BTreeSet::new();
        let mut pending: Vec<&str> = vec![&member.value];
        while let Some(name) = pending.pop() {
            if name == key {
                return true;
            }
            if visited.insert(name) {
                pending.extend(groups.get(name).into_iter().flatten().map(|member| member.value.as_str()));
            }
        }
        false
    })
}

/// The text, unless it is blank.
fn filled(text: Option<At<String>>, problems: &mut Vec<Diagnostic>) -> Option<At<String>> {
    let text = text?;
    if text.value.trim().is_empty() {
        problems.push(Diagnostic::error(text.place, "the text is empty").hint("write the words it is shown by"));
        return None;
    }
    Some(text)
}

fn identifier(key: At<String>, problems: &mut Vec<Diagnostic>) -> Option<At<String>> {
    let good = !key.value.is_empty()
        && key.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !good {
        problems.push(
            Diagnostic::error(key.place, format!("`{}` is no key", key.value))
                .hint("use lower-case letters, digits and underscores"),
        );
        return None;
    }
    Some(key)
}

fn color(text: At<String>, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let good = text.value.len() == 7
        && text.value.starts_with('#')
        && text.value[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    if !good {
        problems.push(Diagnostic::error(text.place, format!("`{}` is no colour", text.value)).hint("write `#rrggbb`"));
        return None;
    }
    Some(text.value)
}

/// Polygon shapes of Graphviz (its documentation, "Node Shapes").
const SHAPES: [&str; 59] = [
    "assembly",
    "box",
    "box3d",
    "cds",
    "circle",
    "component",
    "cylinder",
    "diamond",
    "doublecircle",
    "doubleoctagon",
    "egg",
    "ellipse",
    "fivepoverhang",
    "folder",
    "hexagon",
    "house",
    "insulator",
    "invhouse",
    "invtrapezium",
    "invtriangle",
    "larrow",
    "lpromoter",
    "Mcircle",
    "Mdiamond",
    "Msquare",
    "none",
    "note",
    "noverhang",
    "octagon",
    "oval",
    "parallelogram",
    "pentagon",
    "plain",
    "plaintext",
    "point",
    "polygon",
    "primersite",
    "promoter",
    "proteasesite",
    "proteinstab",
    "rarrow",
    "rect",
    "rectangle",
    "restrictionsite",
    "ribosite",
    "rnastab",
    "rpromoter",
    "septagon",
    "signature",
    "square",
    "star",
    "tab",
    "terminator",
    "threepoverhang",
    "trapezium",
    "triangle",
    "tripleoctagon",
    "underline",
    "utr",
];

fn known_shape(shape: At<String>, problems: &mut Vec<Diagnostic>) -> Option<String> {
    if !SHAPES.contains(&shape.value.as_str()) {
        problems.push(
            Diagnostic::error(shape.place, format!("Graphviz has no shape `{}`", shape.value))
                .did_you_mean(closest(&shape.value, SHAPES)),
        );
        return None;
    }
    Some(shape.value)
}

fn plover_root(root: At<String>, problems: &mut Vec<Diagnostic>) -> Option<String> {
    if !PLOVER_ROOTS.contains(&root.value.as_str()) {
        let error = Diagnostic::error(root.place, format!("`{}` is no PLOVER root", root.value));
        problems.push(error.did_you_mean_or(closest(&root.value, PLOVER_ROOTS), || {
            format!("the roots are {}", PLOVER_ROOTS.join(", "))
        }));
        return None;
    }
    Some(root.value)
}

/// CAMEO has twenty roots, written with two digits.
fn cameo_root(root: At<String>, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let good = root.value.len() == 2 && root.value.parse::<u8>().is_ok_and(|number| (1..=20).contains(&number));
    if !good {
        problems.push(
            Diagnostic::error(root.place, format!("`{}` is no CAMEO root", root.value))
                .hint("write two digits, `01` to `20`"),
        );
        return None;
    }
    Some(root.value)
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, SourceText, read_schema};

    fn messages(text: &str) -> Vec<String> {
        let mut problems: Vec<Diagnostic> = Vec::new();
        let built_in = SourceText::new("built-in", crate::data::SCHEMA);
        read_schema(&[built_in, SourceText::new("own", text)], &mut problems);
        problems.into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn the_built_in_schema_is_consistent() {
        assert_eq!(messages("()"), Vec::<String>::new());
    }

    #[test]
    fn a_project_adds_and_replaces_kinds() {
        let own = r#"(relation_kinds: [
            (key: "funded", label: "funded", inverse: "was funded by", definition: "gives money", temporal: Event, subjects: ["organization"]),
            (key: "met", label: "conferred with", inverse: "conferred with", definition: "talks", symmetric: true, temporal: Event),
        ])"#;
        let mut problems = Vec::new();
        let schema = read_schema(
            &[SourceText::new("built-in", crate::data::SCHEMA), SourceText::new("own", own)],
            &mut problems,
        );
        assert_eq!(problems, Vec::new());
        let kind = |key| schema.relation_kind(schema.relation_kind_by_key(key).expect("declared"));
        assert_eq!(kind("met").label, "conferred with");
        assert_eq!(kind("funded").subjects.len(), 12);
    }

    #[test]
    fn inconsistent_kinds_are_named() {
        let own = r##"(actor_kinds: [(key: "Union", label: "union"), (key: "union", label: "union", shape: "ocatgon", fill: "red")], relation_kinds: [
            (key: "a", label: "x", inverse: "y", definition: "d", symmetric: true, temporal: Event),
            (key: "b", label: "x", inverse: "y", definition: "d", temporal: Event, subjects: ["persn"], plover: "THREAT", cameo: "130"),
            (key: "b", label: "x", inverse: "y", definition: "d", temporal: Sometimes),
            (key: "c", label: "x", inverse: "x", definition: "d", symmetric: true, temporal: State, subjects: ["person"], objects: ["state"]),
        ])"##;
        assert_eq!(
            messages(own),
            [
                "`Union` is no key",
                "Graphviz has no shape `ocatgon`",
                "`red` is no colour",
                "a symmetric kind reads the same both ways",
                "`THREAT` is no PLOVER root",
                "`130` is no CAMEO root",
                "expected one of `Event`, `State`",
                "the ends of a symmetric kind are of the same kinds",
                "unknown kind or group of actors `persn`",
            ]
        );
    }
}
