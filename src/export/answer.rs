//! The published shape of answers that are more than relations: actors in common, timelines, rows of patterns, ranks,
//! groups, figures.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{ActorRef, ClaimRecord, HopRecord, NeighborRecord, RelationRecord};

/// An actor tied to both of two: a line of `kg common --json`.
#[derive(Serialize, JsonSchema)]
pub struct CommonRecord {
    /// The actor.
    pub actor: ActorRef,
    /// Relations with the first of the two, seen from the first.
    pub with_first: Vec<NeighborRecord>,
    /// Relations with the second of the two, seen from the second.
    pub with_second: Vec<NeighborRecord>,
}

/// A claim at its date: a line of `kg timeline --json`.
#[derive(Serialize, JsonSchema)]
pub struct TimelineRecord {
    /// When it happened or began, or, where only that is known, ended.
    pub date: Option<String>,
    /// When the words were published.
    pub published: Option<String>,
    /// What all claims of the relation amount to.
    pub standing: &'static str,
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRecord,
}

/// A row of a pattern: a line of `kg match --json`.
#[derive(Serialize, JsonSchema)]
pub struct RowRecord {
    /// The actor of each variable.
    pub row: BTreeMap<String, ActorRef>,
    /// What stands behind each arrow, in the order they were written.
    pub arrows: Vec<ArrowRecord>,
}

/// What stands behind an arrow of a pattern.
#[derive(Serialize, JsonSchema)]
pub struct ArrowRecord {
    /// The arrow's subject, or where its way starts.
    pub from: ActorRef,
    /// The arrow's object, or where its way ends.
    pub to: ActorRef,
    /// The relations that fit, with their claims; empty where it asks for a way.
    pub relations: Vec<RelationRecord>,
    /// The best way, where it asks for one.
    pub hops: Vec<HopRecord>,
}

/// An actor with its score: a line of `kg rank --json`.
#[derive(Serialize, JsonSchema)]
pub struct RankRecord {
    /// From 1; actors of one score share it.
    pub rank: usize,
    /// The actor.
    #[serde(flatten)]
    pub actor: ActorRef,
    /// `degree`, `pagerank` or `betweenness`.
    pub by: &'static str,
    /// The score.
    pub score: f64,
    /// Actors it is tied to.
    pub neighbors: usize,
    /// Relations with other actors.
    pub relations: u64,
    /// From how many actors ways were searched, where not from all.
    pub sampled: Option<usize>,
}

/// An actor or a tie without which a group falls apart: a line of `kg rank --by cut --json`, actors first.
#[derive(Serialize, JsonSchema)]
pub struct CutRecord {
    /// From 1, among actors or among ties; those that cut off as many actors share it.
    pub rank: usize,
    /// `cut`.
    pub by: &'static str,
    /// `actor` or `tie`.
    pub cut: &'static str,
    /// The actor; or the ends of the tie, that on the bigger side first.
    pub actors: Vec<ActorRef>,
    /// The relations of the tie, all there are between the two that pass the filter; none for an actor.
    pub relations: Vec<RelationRecord>,
    /// Actors that stand apart from the biggest part without it.
    pub apart: usize,
    /// What the group falls into, the biggest first.
    pub parts: Vec<CutPartRecord>,
    /// The other actors of the smaller side who are tied to the tie's end there; none for an actor.
    pub beside: Vec<ActorRef>,
}

/// Actors that stay together when something is cut.
#[derive(Serialize, JsonSchema)]
pub struct CutPartRecord {
    /// How many.
    pub actors: usize,
    /// Those of them who were tied to the actor that is gone, with the most relations first; or the end of the tie.
    pub tied: Vec<ActorRef>,
    /// Some of the others, who hang on these: all where they are no more than six; none for a tie.
    pub behind: Vec<ActorRef>,
}

/// A line of `kg rank --json`, which depends on the measure.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum RankLine {
    /// An actor with its score.
    Score(RankRecord),
    /// What holds a group together.
    Cut(CutRecord),
}

/// Actors that belong together: a line of `kg groups --json`.
#[derive(Serialize, JsonSchema)]
pub struct GroupRecord {
    /// From 1.
    pub group: usize,
    /// Those with the most relations inside first.
    pub members: Vec<ActorRef>,
    /// Relations between members.
    pub inside: u64,
    /// Relations between a member and somebody else.
    pub outside: u64,
}

/// How often something comes.
#[derive(Serialize, JsonSchema)]
pub struct CountRecord {
    /// What.
    pub of: String,
    /// How often.
    pub count: usize,
}

/// How much there is: the line of `kg stats --json`.
#[derive(Serialize, JsonSchema)]
pub struct StatsRecord {
    /// Actors in the curated file.
    pub curated_actors: usize,
    /// Actors found in documents alone.
    pub discovered_actors: usize,
    /// Actors by kind.
    pub actors_by_kind: Vec<CountRecord>,
    /// Documents read.
    pub documents: usize,
    /// Publishers named, of documents.
    pub publishers: usize,
    /// Relations that pass the filter; so with all that follows.
    pub relations: usize,
    /// By standing.
    pub relations_by_standing: Vec<CountRecord>,
    /// By kind.
    pub relations_by_kind: Vec<CountRecord>,
    /// Relations that some claim dates.
    pub dated_relations: usize,
    /// Relations that more than one independent publisher carries.
    pub relations_by_several_publishers: usize,
    /// Claims of these relations; those judged wrong are not among these and the following.
    pub claims: usize,
    /// Claims of these relations that were judged wrong.
    pub rejected_claims: usize,
    /// Claims in the curated file.
    pub curated_claims: usize,
    /// Claims that somebody other than the document says.
    pub attributed_claims: usize,
    /// Claims that something is not so.
    pub denied_claims: usize,
    /// Claims of what is planned, possible or hypothetical.
    pub not_actual_claims: usize,
    /// Claims that nobody judged.
    pub unjudged_claims: usize,
    /// The first date of the relations.
    pub first_date: Option<String>,
    /// The last date of the relations.
    pub last_date: Option<String>,
    /// Actors tied to another.
    pub tied_actors: usize,
    /// Sets of actors joined by chains of relations.
    pub components: usize,
    /// Actors in the biggest of them.
    pub biggest_component: usize,
}
