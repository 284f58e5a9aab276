//! Findings of documents to claims between actors, over all documents.
//!
//! In comes what each document says, out come claims whose ends are actors: curated ones, and discovered ones that get
//! a key, a kind guessed from the words and the names they were seen under. Decided here: an end must have a name, or
//! be described by somebody's name ("Iraqi security forces"); "militants" and "they" are nobody in a graph. Two
//! documents mean the same discovered actor when they give it the same key. What does not fit its kind, as its document
//! sees the ends, is left out: so a document that goes takes its own claims with it and no other.

use std::collections::{BTreeMap, BTreeSet};

use super::chain::{ChainActor, chain_actors};
use super::hash::with_what_is_said;
use crate::extract::attribution::Report;
use crate::extract::claim::{Finding, words_of_source};
use crate::extract::lexicon::Lexicon;
use crate::extract::nominal::NominalForm;
use crate::extract::tree::Tree;
use crate::extract::{English, Extraction};
use crate::model::{
    Actor, ActorId, ActorKindId, Actors, Alias, AliasSort, Attribution, Claim, ClaimWords, ContentHash, Document,
    DocumentId, Evidence, Hasher, Origin, Period, Review, Schema, Sort, Speaker,
};
use crate::text::single_spaced;

/// Who stands at an end of a claim, before all documents are brought together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// A curated actor.
    Curated(ActorId),
    /// One discovered in the document, by its place among [`DocumentClaims::actors`].
    Discovered(u32),
}

/// An actor that nobody curated, as one document speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundActor {
    /// Slug of its name.
    pub key: String,
    /// Its fullest name in the document.
    pub name: String,
    /// What it is, by the words.
    pub kind: ActorKindId,
    /// What else the document calls it, sorted.
    pub aliases: Vec<String>,
    /// Only claims that nobody has judged right yet speak of it.
    pub is_proposed: bool,
}

/// What one document adds: claims, and the actors that they speak of and nobody curated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentClaims {
    /// Discovered actors, sorted by key.
    pub actors: Vec<FoundActor>,
    /// Claims, in order of the text, those that are only proposed behind the others. Their hashes and documents are set
    /// when all documents are brought together.
    pub claims: Vec<Claim<End>>,
}

/// Takes from a document's extraction what a graph can hold. Linear in the findings and mentions.
pub fn found(
    tree: &Tree<'_>,
    extraction: &Extraction,
    actors: &Actors,
    english: &English,
    schema: &Schema,
) -> DocumentClaims {
    let chains = chain_actors(tree, extraction, actors);
    let names = names_of_chains(tree, extraction, &chains);
    let chain_of = |nominal: usize| extraction.chains.chain_of[nominal];
    // Of each chain once: a document may have as many findings as members of one chain.
    let has_name: Vec<bool> = (chains.iter().enumerate())
        .map(|(chain, actor)| actor.curated.is_some() || actor.named || is_described_by_a_name(tree, extraction, chain))
        .collect();
    let mut discovered: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    let reviewed = |review: Review| move |finding| (finding, review);
    let made = extraction.findings.iter().map(reviewed(Review::Unreviewed));
    let usable: Vec<(&Finding, Review)> = made
        .chain(extraction.waiting.iter().map(reviewed(Review::Proposed)))
        .filter(|(finding, _)| {
            let (subject, object) = (chain_of(finding.subject), chain_of(finding.object));
            chains[subject].key != chains[object].key
                && [subject, object].iter().all(|end| has_name[*end] && !chains[*end].key.is_empty())
        })
        .collect();
    let speaker_chain = |source: usize| {
        let nominal = extraction.nominals.binary_search_by_key(&source, |nominal| nominal.head).ok()?;
        Some(chain_of(nominal))
            .filter(|chain| has_name[*chain] && chains[*chain].sort.acts() && !chains[*chain].key.is_empty())
    };
    for (finding, review) in &usable {
        let speakers =
            finding.speakers(&extraction.reports).into_iter().filter_map(|(_, source)| speaker_chain(source?));
        for chain in [chain_of(finding.subject), chain_of(finding.object)].into_iter().chain(speakers) {
            if chains[chain].curated.is_none() {
                discovered.entry(&chains[chain].key).or_insert((chain, *review == Review::Proposed));
            }
        }
    }
    let order: BTreeMap<&str, u32> = discovered.keys().enumerate().map(|(index, key)| (*key, index as u32)).collect();
    let end = |chain: usize| {
        chains[chain].curated.map_or_else(|| End::Discovered(order[chains[chain].key.as_str()]), End::Curated)
    };
    let claim = |(finding, review): &(&Finding, Review)| {
        let speaker = |(report, source): (&Report, Option<usize>)| match source.and_then(speaker_chain) {
            Some(chain) => Speaker::Actor(end(chain), Some(tree.span(&report.cue))),
            None => Speaker::Words(
                words_of_source(tree, &extraction.nominals, report, source)
                    .map_or_else(|| "somebody".to_owned(), |words| single_spaced(&words)),
            ),
        };
        let pattern = english.patterns.name_of(finding.pattern, &finding.operators);
        Claim {
            hash: ContentHash::default(),
            kind: finding.kind,
            subject: end(chain_of(finding.subject)),
            object: end(chain_of(finding.object)),
            polarity: finding.polarity,
            modality: finding.modality,
            period: finding.period,
            attribution: Attribution {
                speakers: finding.speakers(&extraction.reports).into_iter().map(speaker).collect(),
                together: finding.together(&extraction.reports),
                said: finding.said.from(),
            },
            evidence: Evidence::Quotation { document: DocumentId::new(0), span: finding.span },
            origin: Origin::Extracted {
                pattern,
                read: finding.read,
                words: Some(ClaimWords {
                    trigger: tree.token(finding.trigger).span,
                    subject: tree.span(&extraction.nominals[finding.subject].tokens),
                    object: tree.span(&extraction.nominals[finding.object].tokens),
                }),
            },
            review: *review,
            note: None,
        }
    };
    let claims = usable.iter().map(claim).collect();
    let actors = discovered
        .iter()
        .map(|(key, (chain, is_proposed))| FoundActor {
            key: (*key).to_owned(),
            name: chains[*chain].name.clone(),
            kind: kind_of(&chains[*chain], &english.lexicon, schema),
            aliases: names
                .get(key)
                .map(|names| names.iter().filter(|name| **name != chains[*chain].name).cloned().collect())
                .unwrap_or_default(),
            is_proposed: *is_proposed,
        })
        .collect();
    DocumentClaims { actors, claims }
}

/// The proper names that each chain without a curated actor is called by.
fn names_of_chains<'c>(
    tree: &Tree<'_>,
    extraction: &Extraction,
    chains: &'c [ChainActor],
) -> BTreeMap<&'c str, BTreeSet<String>> {
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (index, nominal) in extraction.nominals.iter().enumerate() {
        let chain = &chains[extraction.chains.chain_of[index]];
        if let (Some(name), None) = (&nominal.name, chain.curated) {
            names.entry(&chain.key).or_default().insert(single_spaced(tree.words(name)));
        }
    }
    names
}

/// "Iraqi security forces", "the al-Qaida network", "critics of the front": somebody's name stands in the description,
/// before its head or behind "of". One person without a name is nobody, however he is described.
fn is_described_by_a_name(tree: &Tree<'_>, extraction: &Extraction, chain: usize) -> bool {
    extraction.chains.members[chain].iter().any(|member| {
        let nominal = &extraction.nominals[*member];
        if nominal.form != NominalForm::Description
            || !nominal.sort.acts()
            || nominal.sort == Sort::Person && !nominal.plural
        {
            return false;
        }
        let first = extraction.nominals.partition_point(|other| other.head < nominal.tokens.start);
        let inside = extraction.nominals[first..].iter().take_while(|other| other.head < nominal.tokens.end);
        inside
            .filter(|other| other.name.is_some())
            .any(|other| other.head < nominal.head || tree.preposition(other.head) == "of")
    })
}

/// The kind of a discovered actor: by what it can be and by the last word of its name.
fn kind_of(actor: &ChainActor, lexicon: &Lexicon, schema: &Schema) -> ActorKindId {
    let last = actor.name.split(' ').next_back().unwrap_or_default().to_lowercase();
    let has = |class: &str| lexicon.class(class).is_some_and(|class| lexicon.classes(&last).has(class));
    let key = match actor.sort {
        Sort::Person if actor.named => "person",
        Sort::Person | Sort::Group => "group",
        Sort::State => "state",
        Sort::Place => "place",
        Sort::Thing => "other",
        Sort::Force if has("organ") => "military",
        Sort::Force => "armed_group",
        Sort::Organization if has("media") => "media",
        Sort::Organization if has("company") => "company",
        Sort::Organization if has("party") => "party",
        Sort::Organization if has("government") => "government_body",
        Sort::Organization => "group",
    };
    let kind = schema.actor_kind_by_key(key).or_else(|| schema.actor_kind_by_key("other"));
    kind.unwrap_or(ActorKindId::new(0))
}

/// Brings the documents together: the curated actors with the discovered ones behind them, and all claims sorted by
/// ends, kind and hash.
///
/// `found` stands in the order of `documents`. A claim that says the same on the same words as another is kept once.
pub fn with_extracted(
    curated: Actors,
    mut claims: Vec<Claim<ActorId>>,
    documents: &[Document],
    found: &[DocumentClaims],
    schema: &Schema,
) -> (Actors, Vec<Claim<ActorId>>) {
    let mut by_key: BTreeMap<&str, Vec<&FoundActor>> = BTreeMap::new();
    for actor in found.iter().flat_map(|found| &found.actors) {
        by_key.entry(&actor.key).or_default().push(actor);
    }
    let mut discovered: Vec<Actor> = by_key
        .iter()
        .filter(|(key, _)| curated.by_key(key).is_none())
        .map(|(key, seen)| {
            // What is only proposed changes nothing of an actor that is there without it.
            let sure: Vec<&FoundActor> = seen.iter().copied().filter(|actor| !actor.is_proposed).collect();
            discovered_actor(key, if sure.is_empty() { seen } else { &sure })
        })
        .collect();
    discovered.sort_by(|a, b| a.key.cmp(&b.key));
    let actors = curated.with_discovered(discovered);
    for (index, found) in found.iter().enumerate() {
        let id = |end: &End| match end {
            End::Curated(actor) => *actor,
            End::Discovered(place) => {
                actors.by_key(&found.actors[*place as usize].key).expect("every discovered actor was just added")
            }
        };
        for claim in &found.claims {
            let (subject, object) = (id(&claim.subject), id(&claim.object));
            let kind = schema.relation_kind(claim.kind);
            // A discovered actor is what this document takes it for: what a document claims does not hang on others.
            let kind_of = |end: &End| match end {
                End::Curated(actor) => actors.get(*actor).kind,
                End::Discovered(place) => match actors.by_key(&found.actors[*place as usize].key) {
                    Some(actor) if !actors.is_discovered(actor) => actors.get(actor).kind,
                    Some(_) | None => found.actors[*place as usize].kind,
                },
            };
            let fits = kind.admits_subject(kind_of(&claim.subject)) && kind.admits_object(kind_of(&claim.object));
            if subject == object || !fits {
                continue;
            }
            let Evidence::Quotation { span, .. } = claim.evidence else { continue };
            let speakers = claim.attribution.speakers.iter().map(|speaker| match speaker {
                Speaker::Actor(end, cue) => Speaker::Actor(id(end), *cue),
                Speaker::Words(words) => Speaker::Words(words.clone()),
            });
            let mut united = Claim {
                hash: claim.hash,
                kind: claim.kind,
                subject,
                object,
                polarity: claim.polarity,
                modality: claim.modality,
                period: claim.period,
                attribution: Attribution {
                    speakers: speakers.collect(),
                    together: claim.attribution.together,
                    said: claim.attribution.said,
                },
                evidence: Evidence::Quotation { document: DocumentId::new(index), span },
                origin: claim.origin.clone(),
                review: claim.review,
                note: None,
            };
            united.hash = hash_of(&united, &actors, schema, documents[index].hash, span);
            claims.push(united);
        }
    }
    claims.sort_by_key(|claim| (claim.subject, claim.object, claim.kind, claim.hash));
    claims.dedup_by_key(|claim| claim.hash);
    (actors, claims)
}

fn discovered_actor(key: &str, seen: &[&FoundActor]) -> Actor {
    // The kind that most documents see, of those the first in the schema; the name that most give, of those the
    // longest, then the first.
    let mut kinds: BTreeMap<ActorKindId, usize> = BTreeMap::new();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for actor in seen {
        *kinds.entry(actor.kind).or_default() += 1;
        *names.entry(&actor.name).or_default() += 1;
    }
    let most = |count: usize| std::cmp::Reverse(count);
    let kind = *kinds.iter().min_by_key(|(kind, count)| (most(**count), **kind)).expect("an actor was seen").0;
    let name = *names
        .iter()
        .min_by_key(|(name, count)| (most(**count), most(name.len()), **name))
        .expect("an actor was seen")
        .0;
    let aliases: BTreeSet<&str> = seen
        .iter()
        .flat_map(|actor| actor.aliases.iter().map(String::as_str).chain([actor.name.as_str()]))
        .filter(|alias| *alias != name)
        .collect();
    let alias =
        |text: &str| Alias { text: text.to_owned(), sort: AliasSort::Name, period: Period::UNKNOWN, weak: true };
    Actor {
        key: key.to_owned(),
        kind,
        name: name.to_owned(),
        aliases: aliases.into_iter().map(alias).collect(),
        offices: Vec::new(),
        identifiers: Vec::new(),
        note: None,
    }
}

/// What is said and where: kind, ends, polarity, modality, period, speakers, the document and its words.
fn hash_of(
    claim: &Claim<ActorId>,
    actors: &Actors,
    schema: &Schema,
    document: ContentHash,
    span: crate::text::Span,
) -> ContentHash {
    with_what_is_said(Hasher::default().part("extracted"), claim, actors, schema)
        .part(document.to_string())
        .part(span.start().to_string())
        .part(span.end().to_string())
        .finish()
}
