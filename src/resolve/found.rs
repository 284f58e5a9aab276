//! Findings of a document to claims between actors.
//!
//! In comes what each document says, out come claims whose ends are actors: curated ones, and discovered ones that get
//! a key, a kind guessed from the words and the names they were seen under. Decided here: an end must have a name, or
//! be described by somebody's name ("Iraqi security forces"); "militants" and "they" are nobody in a graph. Whether two
//! documents mean the same discovered actor is decided in `unite`.

use std::collections::{BTreeMap, BTreeSet};

use super::chain::{ChainActor, Reach, chain_actors};
use super::kind::{clues, kind_in_document};
use crate::extract::attribution::Report;
use crate::extract::claim::{Finding, words_of, words_of_source};
use crate::extract::detail::detail_of;
use crate::extract::nominal::{NominalForm, Owner};
use crate::extract::tree::Tree;
use crate::extract::{English, Extraction};
use crate::model::{
    ActorId, ActorKindId, Actors, Attribution, BODY_OF_OWNER, Claim, ClaimWords, ContentHash, DocumentId, Evidence,
    Modality, Origin, Period, Polarity, RelationKindId, Review, Schema, Sort, Speaker,
};
use crate::nlp::Upos;
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
    /// Slug of its name, of a body's with its owner's; [`with_extracted`](super::with_extracted) tells bearers of one
    /// name apart.
    pub key: String,
    /// Its fullest name in the document.
    pub name: String,
    /// What it is, as the document sees it.
    pub kind: ActorKindId,
    /// How much there speaks for which kind, by kind.
    pub kinds: Vec<(ActorKindId, u64)>,
    /// What else the document calls it, sorted.
    pub aliases: Vec<String>,
    /// How far its name reaches.
    pub reach: Reach,
    /// Of a person, what else the document ties to it: who stands in the same sentences, by key, and what it is called.
    /// Sorted.
    pub context: Vec<String>,
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
    let chains = chain_actors(tree, extraction, actors, &english.lexicon);
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
    let owned = bodies_of_owners(extraction, &chains, &usable, schema);
    let speaker_chain = |source: usize| {
        let nominal = extraction.nominals.binary_search_by_key(&source, |nominal| nominal.head).ok()?;
        Some(chain_of(nominal))
            .filter(|chain| has_name[*chain] && chains[*chain].sort.acts() && !chains[*chain].key.is_empty())
    };
    for body in &owned {
        for chain in [body.chain, body.owner] {
            if chains[chain].curated.is_none() {
                discovered.entry(&chains[chain].key).or_insert((chain, body.review == Review::Proposed));
            }
        }
    }
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
            detail: detail_of(tree, schema.relation_kind(finding.kind), finding.trigger),
            note: None,
        }
    };
    let of_owner = |body: &OwnedBody| {
        let (nominal, owner) = (&extraction.nominals[body.nominal], &extraction.nominals[body.owner_nominal]);
        Claim {
            hash: ContentHash::default(),
            kind: body.kind,
            subject: end(body.chain),
            object: end(body.owner),
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            period: Period::UNKNOWN,
            attribution: Attribution { speakers: Vec::new(), together: 1, said: None },
            evidence: Evidence::Quotation {
                document: DocumentId::new(0),
                span: words_of(tree, nominal.head, [nominal.head, owner.head]),
            },
            origin: Origin::Extracted {
                pattern: BODY_OF_OWNER.to_owned(),
                read: false,
                words: Some(ClaimWords {
                    trigger: tree.token(nominal.head).span,
                    subject: tree.span(&nominal.tokens),
                    object: tree.span(&owner.tokens),
                }),
            },
            review: body.review,
            detail: None,
            note: None,
        }
    };
    let mut claims: Vec<Claim<End>> = usable.iter().map(claim).chain(owned.iter().map(of_owner)).collect();
    claims.sort_by_key(|claim| claim.review == Review::Proposed);
    let prominent = prominent(extraction, &chains);
    let actors = discovered
        .iter()
        .map(|(key, (chain, is_proposed))| {
            let clues = clues(tree, extraction, (*chain, &chains[*chain]), &english.lexicon, schema);
            FoundActor {
                key: (*key).to_owned(),
                name: chains[*chain].name.clone(),
                kind: kind_in_document(&clues, schema),
                kinds: clues.iter().map(|clue| (clue.kind, clue.weight)).collect(),
                aliases: names
                    .get(key)
                    .map(|names| names.iter().filter(|name| **name != chains[*chain].name).cloned().collect())
                    .unwrap_or_default(),
                reach: chains[*chain].reach,
                context: context(tree, extraction, (&chains, &prominent), *chain),
                is_proposed: *is_proposed,
            }
        })
        .collect();
    DocumentClaims { actors, claims }
}

/// So many of those whom a document names most often tie a full name, and so many mentions of a person are looked
/// around: enough for an article, and a book stays linear.
const MOST_TIES: usize = 40;

/// The chains that a document speaks of most often, of those that are the same elsewhere; of as many the first.
fn prominent(extraction: &Extraction, chains: &[ChainActor]) -> Vec<usize> {
    let mut found: Vec<usize> =
        (0..chains.len()).filter(|chain| chains[*chain].named && chains[*chain].reach != Reach::Document).collect();
    found.sort_by_key(|chain| std::cmp::Reverse(extraction.chains.members[*chain].len()));
    found.truncate(MOST_TIES);
    found
}

/// Who is named beside a person, by key, and the nouns that say what it is. A full name is tied by whoever is prominent
/// in the document, a single word only by who stands in the same sentences.
fn context(
    tree: &Tree<'_>,
    extraction: &Extraction,
    (chains, prominent): (&[ChainActor], &[usize]),
    chain: usize,
) -> Vec<String> {
    if chains[chain].reach != Reach::Context {
        return Vec::new();
    }
    let members = extraction.chains.members[chain].iter().take(MOST_TIES);
    let is_full = chains[chain].name.contains(' ');
    let mut found = BTreeSet::new();
    let ties = |other: &&ChainActor| other.named && other.reach != Reach::Document && other.key != chains[chain].key;
    if is_full {
        found.extend(prominent.iter().map(|other| &chains[*other]).filter(ties).map(|other| other.key.clone()));
    }
    for member in members {
        let nominal = &extraction.nominals[*member];
        let sentence = tree.sentence(nominal.head);
        let first = extraction.nominals.partition_point(|other| other.head < sentence.start);
        let beside = (first..)
            .take_while(|other| extraction.nominals.get(*other).is_some_and(|other| sentence.contains(&other.head)));
        let beside = beside.map(|other| &chains[extraction.chains.chain_of[other]]).filter(ties);
        found.extend(beside.map(|other| other.key.clone()));
        let said = nominal.tokens.clone().filter(|token| {
            tree.upos(*token) == Upos::Noun && !nominal.name.as_ref().is_some_and(|name| name.contains(token))
        });
        found.extend(said.map(|token| format!("({})", tree.lemma(token))));
    }
    found.into_iter().collect()
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

/// A body whose phrase says whose it is.
struct OwnedBody {
    chain: usize,
    nominal: usize,
    owner: usize,
    owner_nominal: usize,
    kind: RelationKindId,
    review: Review,
}

/// The bodies among the ends that belong to an owner, each once: "Iran's Foreign Ministry" is a part of Iran. Nothing
/// is added where the text was read so already.
fn bodies_of_owners(
    extraction: &Extraction,
    chains: &[ChainActor],
    usable: &[(&Finding, Review)],
    schema: &Schema,
) -> Vec<OwnedBody> {
    let Some(kind) = schema.relation_kind_by_key("part_of") else { return Vec::new() };
    let chain_of = |nominal: usize| extraction.chains.chain_of[nominal];
    let mut ends: BTreeMap<usize, Review> = BTreeMap::new();
    let mut known: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (finding, review) in usable {
        let (subject, object) = (chain_of(finding.subject), chain_of(finding.object));
        for chain in [subject, object] {
            ends.entry(chain).or_insert(*review);
        }
        if finding.kind == kind && *review != Review::Proposed {
            known.insert((subject, object));
        }
    }
    let of = |(chain, review): (usize, Review)| {
        let owned = |member: &usize| {
            let Some(Owner::Nominal(head)) = extraction.nominals[*member].body.as_ref()?.owner else { return None };
            let owner = extraction.nominals.binary_search_by_key(&head, |nominal| nominal.head).ok()?;
            Some((*member, owner))
        };
        let (nominal, owner_nominal) = extraction.chains.members[chain].iter().find_map(owned)?;
        let owner = chain_of(owner_nominal);
        let new = chains[chain].curated.is_none()
            && chains[owner].named
            && !chains[owner].key.is_empty()
            && chains[owner].key != chains[chain].key
            && !known.contains(&(chain, owner));
        new.then_some(OwnedBody { chain, nominal, owner, owner_nominal, kind, review })
    };
    ends.into_iter().filter_map(of).collect()
}
