//! Gold of claims between actors: whole articles annotated as JSON, and the cases of the suite.
//!
//! Actors have ids and the forms they are called by; an end means an id where its key or name is such a form, else
//! where its words are. A claim is found where kind and ends agree; symmetric kinds may be turned round. What `may` be
//! claimed counts as right and is not missed; what must `never` be claimed is counted apart.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::words::key;
use super::{Details, Expected, JudgedClaim, Judgement, Verdict};
use crate::report::{ExtractionRecord, FoundClaimRecord};
use crate::text::single_spaced;

/// What must, may and must not be claimed of a text.
#[derive(Clone, Debug, Default)]
pub struct ClaimsGold {
    /// The ids that a form, reduced to its key, may mean.
    pub names: BTreeMap<String, BTreeSet<String>>,
    /// Claims.
    pub claims: Vec<GoldClaim>,
    /// What must not be claimed.
    pub never: Vec<GoldNever>,
    /// Kinds whose ends have no order, where the gold says so itself.
    pub symmetric: Option<Vec<String>>,
    /// Finer kinds that the annotators wrote as coarser ones.
    pub coarser: bool,
}

/// A claim as somebody annotated it. Where a list is empty the gold does not say.
#[derive(Clone, Debug, Default)]
pub struct GoldClaim {
    /// Id of who acts.
    pub subject: String,
    /// Kind of relation.
    pub relation: String,
    /// Id of whom it concerns.
    pub object: String,
    /// It must be found; else it may.
    pub must: bool,
    /// Which statuses are right: asserted, alleged, denied, negated, planned, conditional.
    pub status: Vec<String>,
    /// Which polarity is right.
    pub polarity: Option<&'static str>,
    /// Which modality is right.
    pub modality: Option<&'static str>,
    /// Whose word it is.
    pub speakers: Speakers,
    /// When, as `kg extract` writes `date` and `date_to`.
    pub date: Option<(Option<String>, Option<String>)>,
    /// Where it stands.
    pub quote: String,
}

/// Whose word a claim is, by ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Speakers {
    /// The gold does not say.
    #[default]
    Unsaid,
    /// One of these speaks.
    AnyOf(Vec<String>),
    /// Exactly these, outermost first; nobody where it is the document's own voice.
    Exactly(Vec<String>),
}

/// What must not be claimed.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldNever {
    /// Id of who acts.
    pub subject: String,
    /// Kind of relation.
    pub relation: String,
    /// Id of whom it concerns.
    pub object: String,
}

#[derive(Deserialize)]
pub(super) struct ArticleGold {
    #[serde(default)]
    same: Vec<Vec<String>>,
    actors: Vec<ArticleActor>,
    claims: Vec<ArticleClaim>,
    #[serde(default)]
    never: Vec<GoldNever>,
    symmetric: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct ArticleActor {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct ArticleClaim {
    subject: String,
    relation: String,
    object: String,
    level: String,
    status: Vec<String>,
    #[serde(default)]
    attributed_to: Vec<String>,
    #[serde(default)]
    quotes: Vec<String>,
}

impl From<ArticleGold> for ClaimsGold {
    fn from(record: ArticleGold) -> ClaimsGold {
        let canon: BTreeMap<&str, &str> = record
            .same
            .iter()
            .flat_map(|group| group.iter().map(|member| (member.as_str(), group[0].as_str())))
            .collect();
        let canonical = |id: &str| canon.get(id).copied().unwrap_or(id).to_owned();
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for actor in &record.actors {
            let spaced = actor.id.replace('-', " ");
            for form in [&actor.id, &spaced, &actor.name].into_iter().chain(&actor.aliases) {
                names.entry(key(form)).or_default().insert(canonical(&actor.id));
            }
        }
        let claim = |claim: ArticleClaim| {
            let alleged = claim.status.iter().any(|status| status == "alleged")
                && claim.status.iter().all(|status| status != "asserted");
            let speakers: Vec<String> = claim.attributed_to.iter().map(|id| canonical(id)).collect();
            GoldClaim {
                subject: canonical(&claim.subject),
                object: canonical(&claim.object),
                relation: claim.relation,
                must: claim.level == "must",
                polarity: None,
                modality: None,
                speakers: if alleged && !speakers.is_empty() { Speakers::AnyOf(speakers) } else { Speakers::Unsaid },
                date: None,
                quote: claim.quotes.into_iter().next().unwrap_or_default(),
                status: claim.status,
            }
        };
        let never = record
            .never
            .iter()
            .map(|never| GoldNever {
                subject: canonical(&never.subject),
                relation: never.relation.clone(),
                object: canonical(&never.object),
            })
            .collect();
        ClaimsGold {
            claims: record.claims.into_iter().map(claim).collect(),
            never,
            symmetric: record.symmetric,
            coarser: true,
            names,
        }
    }
}

impl ClaimsGold {
    /// The ids that an end may mean.
    fn ids(&self, actor: Option<&str>, name: &str, text: &str) -> BTreeSet<&str> {
        let of = |form: &str| self.names.get(&key(form)).into_iter().flatten().map(String::as_str);
        let by_name: BTreeSet<&str> = of(actor.unwrap_or_default()).chain(of(name)).collect();
        if by_name.is_empty() { of(text).collect() } else { by_name }
    }
}

type Edge<'e> = (&'e str, &'e str, &'e str);

pub(super) fn judge(
    gold: &ClaimsGold,
    text: &str,
    found: &ExtractionRecord,
    symmetric: &dyn Fn(&str) -> bool,
) -> Judgement {
    let mut table: BTreeMap<Edge<'_>, Vec<&GoldClaim>> = BTreeMap::new();
    for claim in &gold.claims {
        table.entry((&claim.subject, &claim.relation, &claim.object)).or_default().push(claim);
    }
    let never: BTreeSet<Edge<'_>> = gold
        .never
        .iter()
        .map(|never| (never.subject.as_str(), never.relation.as_str(), never.object.as_str()))
        .collect();
    let (mut seen, mut matched) = (BTreeSet::new(), BTreeSet::new());
    let mut judgement = Judgement::default();
    for (index, claim) in found.claims.iter().enumerate() {
        let label = |end: &crate::report::FoundEndRecord| {
            if end.actor.is_empty() { super::words::best_text(end) } else { end.actor.clone() }
        };
        if !seen.insert((label(&claim.subject), &claim.relation, label(&claim.object))) {
            continue;
        }
        let relation = coarser(gold, &claim.relation);
        let subjects = gold.ids(Some(&claim.subject.actor), &claim.subject.name, &claim.subject.text);
        let objects = gold.ids(Some(&claim.object.actor), &claim.object.name, &claim.object.text);
        let mut edges: Vec<Edge<'_>> =
            subjects.iter().flat_map(|subject| objects.iter().map(|object| (*subject, relation, *object))).collect();
        if gold
            .symmetric
            .as_ref()
            .map_or_else(|| symmetric(relation), |kinds| kinds.iter().any(|kind| kind == relation))
        {
            edges.extend(edges.clone().into_iter().map(|(subject, relation, object)| (object, relation, subject)));
        }
        let hits: Vec<Edge<'_>> = edges.iter().copied().filter(|edge| table.contains_key(edge)).collect();
        let claims: Vec<&GoldClaim> = hits.iter().flat_map(|edge| &table[edge]).copied().collect();
        let other = || {
            gold.claims
                .iter()
                .find(|claim| {
                    edges.iter().any(|(subject, _, object)| *subject == claim.subject && *object == claim.object)
                })
                .map(|claim| claim.relation.clone())
        };
        let verdict = if !hits.is_empty() {
            Verdict::Right
        } else if edges.iter().any(|edge| never.contains(edge)) {
            Verdict::Never
        } else {
            other().map_or(Verdict::Wrong, Verdict::OtherKind)
        };
        let details = if claims.is_empty() { Details::default() } else { details(gold, &claims, claim) };
        judgement.found.push(JudgedClaim {
            claim: index,
            kind: claim.relation.clone(),
            verdict,
            details,
            shown: in_words(claim),
        });
        matched.extend(hits);
    }
    for (edge, claims) in &table {
        if claims.iter().any(|claim| claim.must) {
            let shown = format!(
                "{} | {} | {} — {}",
                edge.0,
                edge.1,
                edge.2,
                if claims[0].quote.is_empty() { text } else { &claims[0].quote }
            );
            judgement.expected.push(Expected { kind: edge.1.to_owned(), hit: matched.contains(edge), shown });
        }
    }
    judgement
}

/// The articles were annotated with the coarser kind.
fn coarser<'r>(gold: &ClaimsGold, relation: &'r str) -> &'r str {
    match relation {
        "aided" if gold.coarser => "backed",
        "kidnapped" if gold.coarser => "coerced",
        relation => relation,
    }
}

fn details(gold: &ClaimsGold, claims: &[&GoldClaim], found: &FoundClaimRecord) -> Details {
    let speakers: Vec<BTreeSet<&str>> =
        found.speakers.iter().map(|speaker| gold.ids(speaker.actor.as_deref(), &speaker.name, &speaker.text)).collect();
    let speaker = |claim: &GoldClaim| match &claim.speakers {
        Speakers::Unsaid => None,
        Speakers::AnyOf(wanted) => Some(speakers.iter().flatten().any(|id| wanted.iter().any(|wanted| wanted == id))),
        Speakers::Exactly(wanted) => Some(
            wanted.len() == speakers.len()
                && wanted.iter().zip(&speakers).all(|(wanted, ids)| ids.contains(wanted.as_str())),
        ),
    };
    let any = |right: &dyn Fn(&GoldClaim) -> Option<bool>| {
        claims.iter().filter_map(|claim| right(claim)).reduce(|one, other| one || other)
    };
    let allowed = statuses(found);
    Details {
        polarity: any(&|claim| claim.polarity.map(|polarity| polarity == found.polarity)),
        modality: any(&|claim| claim.modality.map(|modality| modality == found.modality)),
        status: any(&|claim| {
            (!claim.status.is_empty()).then(|| claim.status.iter().any(|status| allowed.contains(&status.as_str())))
        }),
        speaker: any(&speaker),
        date: any(&|claim| claim.date.as_ref().map(|(from, to)| *from == found.date && *to == found.date_to)),
    }
}

/// The annotated statuses that a claim's polarity, modality and speakers come to.
fn statuses(found: &FoundClaimRecord) -> &'static [&'static str] {
    match (found.polarity, found.modality) {
        ("denied", _) => &["denied", "negated"],
        (_, "planned" | "possible" | "hypothetical") => &["planned", "conditional"],
        _ if found.speakers.is_empty() => &["asserted"],
        _ => &["alleged"],
    }
}

/// "Arland | attacked | Borland — the sentence (pattern)".
pub(super) fn in_words(claim: &FoundClaimRecord) -> String {
    let quote = single_spaced(&claim.quote);
    format!("{} | {} | {} — {quote} ({})", claim.subject.name, claim.relation, claim.object.name, claim.pattern)
}
