//! The published shape of the kinds of actors and relations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{ActorKind, ActorKindId, Detail, RelationKind, Schema, Temporal};

/// All kinds, in the order of the schema: the first line of `kg export --json`.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct SchemaRecord {
    /// Kinds of actors.
    pub actor_kinds: Vec<ActorKindRecord>,
    /// Kinds of relations.
    pub relation_kinds: Vec<RelationKindRecord>,
}

/// A kind of actor.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct ActorKindRecord {
    /// Its key.
    pub kind: String,
    /// Name for people.
    pub label: String,
    /// Graphviz shape.
    pub shape: String,
    /// Fill colour, `#rrggbb`.
    pub fill: String,
}

/// A kind of relation.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct RelationKindRecord {
    /// Its key.
    pub relation: String,
    /// Subject LABEL object.
    pub label: String,
    /// Object INVERSE subject.
    pub inverse: String,
    /// What the words must state.
    pub definition: String,
    /// True where the ends have no order.
    pub symmetric: bool,
    /// True for a state, which holds over a time; false for an event.
    pub state: bool,
    /// True for an event that is done by saying something.
    #[serde(default)]
    pub utterance: bool,
    /// What its claims may say besides: `Share`, `Amount` or `Word`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Kinds of actors that may be its subject; empty means any.
    pub subjects: Vec<String>,
    /// Kinds of actors that may be its object; empty means any.
    pub objects: Vec<String>,
    /// PLOVER root.
    pub plover: Option<String>,
    /// Two-digit CAMEO root.
    pub cameo: Option<String>,
    /// Colour of the drawn edge, `#rrggbb`.
    pub color: String,
}

/// All kinds.
pub fn schema_record(schema: &Schema) -> SchemaRecord {
    let keys = |kinds: &std::collections::BTreeSet<ActorKindId>| {
        kinds.iter().map(|kind| schema.actor_kind(*kind).key.clone()).collect()
    };
    let relation_kind = |kind: &RelationKind| RelationKindRecord {
        relation: kind.key.clone(),
        label: kind.label.clone(),
        inverse: kind.inverse.clone(),
        definition: kind.definition.clone(),
        symmetric: kind.symmetric,
        state: kind.temporal == Temporal::State,
        utterance: kind.is_utterance,
        detail: kind.detail.map(|detail| detail.label().to_owned()),
        subjects: keys(&kind.subjects),
        objects: keys(&kind.objects),
        plover: kind.plover.clone(),
        cameo: kind.cameo.clone(),
        color: kind.color.clone(),
    };
    let actor_kind = |kind: &ActorKind| ActorKindRecord {
        kind: kind.key.clone(),
        label: kind.label.clone(),
        shape: kind.shape.clone(),
        fill: kind.fill.clone(),
    };
    SchemaRecord {
        actor_kinds: schema.actor_kinds.iter().map(actor_kind).collect(),
        relation_kinds: schema.relation_kinds.iter().map(relation_kind).collect(),
    }
}

impl SchemaRecord {
    /// The kinds; `Err` names a kind of actor that a kind of relation asks for and that is not among them.
    pub fn schema(self) -> Result<Schema, String> {
        let actor_kinds: Vec<ActorKind> = self
            .actor_kinds
            .into_iter()
            .map(|kind| ActorKind { key: kind.kind, label: kind.label, shape: kind.shape, fill: kind.fill })
            .collect();
        let id = |key: &String| {
            actor_kinds
                .iter()
                .position(|kind| kind.key == *key)
                .map(ActorKindId::new)
                .ok_or_else(|| format!("there is no kind of actor `{key}`"))
        };
        let relation_kind = |kind: RelationKindRecord| {
            Ok(RelationKind {
                subjects: kind.subjects.iter().map(id).collect::<Result<_, String>>()?,
                objects: kind.objects.iter().map(id).collect::<Result<_, String>>()?,
                key: kind.relation,
                label: kind.label,
                inverse: kind.inverse,
                definition: kind.definition,
                symmetric: kind.symmetric,
                temporal: if kind.state { Temporal::State } else { Temporal::Event },
                is_utterance: kind.utterance,
                detail: Detail::ALL.into_iter().find(|detail| kind.detail.as_deref() == Some(detail.label())),
                plover: kind.plover,
                cameo: kind.cameo,
                color: kind.color,
            })
        };
        let relation_kinds = self.relation_kinds.into_iter().map(relation_kind).collect::<Result<_, String>>()?;
        Ok(Schema { actor_kinds, relation_kinds })
    }
}
