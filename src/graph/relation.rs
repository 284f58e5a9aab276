//! Claims of one kind between the same two actors, and what they amount to.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    ActorId, Claim, ClaimId, Document, DocumentId, Evidence, Modality, Origin, Period, Polarity, Publisher,
    RelationKindId, Review,
};
use crate::text::fold_name;

/// A relation: its position among all relations sorted by subject, object and kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationId(u32);

impl RelationId {
    /// The id of position `index`.
    pub fn new(index: usize) -> RelationId {
        RelationId(u32::try_from(index).expect("fewer relations than claims"))
    }

    /// The position.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All claims that say one thing of two actors. Never without a claim; claims in the order of the table; ends of a
/// symmetric kind in the order of keys.
///
/// Relations order by how well they are carried, best first: by standing, then by publishers, then by claims that
/// affirm; those that are alike by ends and kind. petgraph's minimum spanning tree thus keeps the best ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Kind.
    pub kind: RelationKindId,
    /// Who acts.
    pub subject: ActorId,
    /// Whom it concerns.
    pub object: ActorId,
    /// What it rests on.
    pub claims: Vec<ClaimId>,
    /// When, as far as the claims that affirm it say: in order, those that overlap joined.
    pub periods: Vec<Period>,
    /// True where some of those claims do not say when.
    pub undated: bool,
    /// What the claims amount to.
    pub standing: Standing,
    /// What they would amount to if those that nobody judged weighed as much as the judged ones: where it differs, text
    /// that nobody has looked at disagrees.
    pub with_unjudged: Standing,
    /// True where all it rests on is what the subject's own name says.
    pub trivial: bool,
    /// Claims that were not judged wrong.
    pub live: usize,
    /// Claims that affirm it as a fact.
    pub affirming: usize,
    /// Publishers named that independently carry it: a reprint counts with the first print.
    pub publishers: usize,
    /// True where somebody carries it who is not named, be it one or several.
    pub unnamed_publisher: bool,
}

/// What the claims of a relation amount to, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A curator wrote that it is so, and nobody denies it.
    Curated,
    /// A document says so in its own voice, an analyst looked and accepted it, and nobody denies it.
    Reviewed,
    /// Two publishers or more say so independently, each in its own voice; nobody looked at it, and nobody denies it.
    Corroborated,
    /// One publisher says so in its own voice; nobody looked at it, and nobody denies it.
    Stated,
    /// Only people quoted say so, and nobody denies it.
    Alleged,
    /// Said to be so and denied.
    Disputed,
    /// Nobody says that it is so in fact: planned, possible, hypothetical.
    NotActual,
    /// Only denied.
    Denied,
    /// Every claim for it was judged wrong.
    Rejected,
}

impl Standing {
    /// Every standing, best first.
    pub const ALL: [Standing; 9] = [
        Standing::Curated,
        Standing::Reviewed,
        Standing::Corroborated,
        Standing::Stated,
        Standing::Alleged,
        Standing::Disputed,
        Standing::NotActual,
        Standing::Denied,
        Standing::Rejected,
    ];

    /// Name for people and for JSON.
    pub fn label(self) -> &'static str {
        match self {
            Standing::Curated => "curated",
            Standing::Reviewed => "reviewed",
            Standing::Corroborated => "corroborated",
            Standing::Stated => "stated",
            Standing::Alleged => "alleged",
            Standing::Disputed => "disputed",
            Standing::NotActual => "not actual",
            Standing::Denied => "denied only",
            Standing::Rejected => "rejected",
        }
    }

    /// True where somebody says in his own voice that it is so, and nobody denies it.
    pub fn is_plain(self) -> bool {
        match self {
            Standing::Curated | Standing::Reviewed | Standing::Corroborated | Standing::Stated => true,
            Standing::Alleged | Standing::Disputed | Standing::NotActual | Standing::Denied | Standing::Rejected => {
                false
            }
        }
    }

    /// True where a search may go over the relation without being asked to.
    pub fn carries(self) -> bool {
        self.is_plain() || matches!(self, Standing::Alleged | Standing::Disputed)
    }

    /// What claims amount to, each as it bears on that, in any order.
    ///
    /// What a curator wrote or an analyst accepted outranks what nobody has looked at where the two disagree: an
    /// unjudged denial does not dispute what was judged to be so, an unjudged report does not revive what was judged to
    /// be denied, and the words of a judged claim say what it says, however the program reads them. Claims judged wrong
    /// carry nothing.
    pub fn of(claims: impl IntoIterator<Item = Bearing>) -> Standing {
        let claims = Standing::without_restated(claims);
        let judged = || claims.iter().filter(|claim| claim.review == Review::Accepted);
        let (affirmed, denied) = (judged().any(|claim| claim.affirms()), judged().any(|claim| claim.denies()));
        let outranked = |claim: &Bearing| {
            claim.review == Review::Unreviewed && (affirmed && claim.denies() || denied && !affirmed && claim.affirms())
        };
        Standing::of_live(&claims.iter().copied().filter(|claim| !outranked(claim)).collect::<Vec<_>>())
    }

    /// What claims would amount to if those that nobody judged weighed as much as the judged ones.
    pub fn with_unjudged(claims: impl IntoIterator<Item = Bearing>) -> Standing {
        Standing::of_live(&Standing::without_restated(claims))
    }

    /// Claims but those unjudged ones whose words a judged claim rests on.
    fn without_restated(claims: impl IntoIterator<Item = Bearing>) -> Vec<Bearing> {
        let mut claims: Vec<Bearing> = claims.into_iter().collect();
        let mut judged: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (document, start, end) in
            claims.iter().filter(|claim| claim.review == Review::Accepted).filter_map(|claim| claim.words)
        {
            judged.entry(document).or_default().push((start, end));
        }
        let restates = |(document, start, end): (usize, usize, usize)| {
            judged.get(&document).is_some_and(|words| words.iter().any(|(from, to)| start < *to && *from < end))
        };
        claims.retain(|claim| claim.review != Review::Unreviewed || !claim.words.is_some_and(restates));
        claims
    }

    fn of_live(claims: &[Bearing]) -> Standing {
        let live = || claims.iter().filter(|claim| claim.review != Review::Rejected);
        let affirmed = live().any(|claim| claim.affirms());
        let own_voice = || live().filter(|claim| claim.affirms() && !claim.attributed);
        let denied = live().any(|claim| claim.denies());
        let only_denied = live().all(|claim| claim.polarity == Polarity::Denied);
        match (affirmed, denied) {
            _ if live().next().is_none() => Standing::Rejected,
            (true, true) => Standing::Disputed,
            (true, false) if own_voice().any(|claim| claim.curated) => Standing::Curated,
            (true, false) if own_voice().any(|claim| claim.review == Review::Accepted) => Standing::Reviewed,
            (true, false) if several(own_voice().filter_map(|claim| claim.publisher)) => Standing::Corroborated,
            (true, false) if own_voice().next().is_some() => Standing::Stated,
            (true, false) => Standing::Alleged,
            (false, _) if only_denied => Standing::Denied,
            (false, _) => Standing::NotActual,
        }
    }
}

/// True where not all of these are one.
fn several(mut publishers: impl Iterator<Item = u32>) -> bool {
    publishers.next().is_some_and(|first| publishers.any(|other| other != first))
}

/// What of a claim bears on how its relation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// Said to be so or not.
    pub polarity: Polarity,
    /// How real.
    pub modality: Modality,
    /// True where somebody other than the document says it.
    pub attributed: bool,
    /// What was decided about it.
    pub review: Review,
    /// True where a curator wrote it.
    pub curated: bool,
    /// A number for whoever first published it, the same for the same one; `None` where nobody is named.
    pub publisher: Option<u32>,
    /// The words it rests on: a number for the document, where they begin and end in it, in any unit.
    pub words: Option<(usize, usize, usize)>,
}

impl Bearing {
    /// That of a claim that this publisher, by a number of the caller's, published first.
    pub fn of<P>(claim: &Claim<P>, publisher: Option<u32>) -> Bearing {
        let words = match &claim.evidence {
            Evidence::Quotation { document, span } => Some((document.index(), span.start(), span.end())),
            Evidence::Citation(_) => None,
        };
        Bearing {
            polarity: claim.polarity,
            modality: claim.modality,
            attributed: claim.is_attributed(),
            review: claim.review,
            curated: matches!(claim.origin, Origin::Curated { .. }),
            publisher,
            words,
        }
    }

    fn denies(self) -> bool {
        self.polarity == Polarity::Denied && self.modality == Modality::Actual
    }

    fn affirms(self) -> bool {
        self.polarity == Polarity::Affirmed && self.modality == Modality::Actual
    }
}

impl Ord for Relation {
    fn cmp(&self, other: &Relation) -> Ordering {
        let place = |relation: &Relation| {
            let Relation { standing, publishers, affirming, subject, object, kind, .. } = *relation;
            (standing, Reverse(publishers), Reverse(affirming), subject, object, kind)
        };
        // Within one graph ends and kind tell relations apart; what follows tells apart those of two graphs.
        let rest = |relation: &Relation| {
            let Relation { undated, with_unjudged, trivial, live, unnamed_publisher, .. } = *relation;
            (undated, with_unjudged, trivial, live, unnamed_publisher)
        };
        place(self)
            .cmp(&place(other))
            .then_with(|| self.claims.cmp(&other.claims))
            .then_with(|| self.periods.cmp(&other.periods))
            .then_with(|| rest(self).cmp(&rest(other)))
    }
}

impl PartialOrd for Relation {
    fn partial_cmp(&self, other: &Relation) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Relation {
    /// Groups claims that share kind and ends.
    ///
    /// # Panics
    /// When there are none: an edge without a claim is a bug.
    pub(super) fn of(
        ids: Vec<ClaimId>,
        subject: ActorId,
        object: ActorId,
        claims: &[Claim<ActorId>],
        documents: &[Document],
    ) -> Relation {
        let members: Vec<&Claim<ActorId>> = ids.iter().map(|id| &claims[id.index()]).collect();
        let affirms = |claim: &&Claim<ActorId>| claim.review != Review::Rejected && claim.affirms();
        let affirming = members.iter().copied().filter(affirms).count();
        // Where nobody affirms it, those that speak of it at all are what there is; what was judged wrong tells
        // nothing.
        let is_telling = |claim: &&Claim<ActorId>| affirms(claim) || affirming == 0 && claim.review != Review::Rejected;
        let telling = || members.iter().copied().filter(is_telling);
        let identities: Vec<Option<PublisherIdentity>> =
            members.iter().map(|claim| publisher_identity(claim, documents)).collect();
        let publishers: BTreeSet<&Option<PublisherIdentity>> = members
            .iter()
            .zip(&identities)
            .filter(|(claim, _)| is_telling(claim))
            .map(|(_, publisher)| publisher)
            .collect();
        let numbers: BTreeMap<&PublisherIdentity, u32> =
            publishers.iter().filter_map(|publisher| publisher.as_ref()).zip(0..).collect();
        let bearings: Vec<Bearing> = members
            .iter()
            .zip(&identities)
            .map(|(claim, publisher)| Bearing::of(*claim, publisher.as_ref().and_then(|one| numbers.get(one).copied())))
            .collect();
        Relation {
            kind: members.first().expect("a relation has a claim").kind,
            subject,
            object,
            periods: joined(telling().map(|claim| claim.period)),
            undated: telling().any(|claim| claim.period == Period::UNKNOWN),
            standing: Standing::of(bearings.iter().copied()),
            with_unjudged: Standing::with_unjudged(bearings),
            trivial: members.iter().all(|claim| claim.is_trivial()),
            live: members.iter().filter(|claim| claim.review != Review::Rejected).count(),
            affirming,
            publishers: numbers.len(),
            unnamed_publisher: publishers.iter().any(|publisher| publisher.is_none()),
            claims: ids,
        }
    }
}

/// Who a publisher is: the actor of that name, else the name, folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublisherIdentity {
    /// An actor.
    Actor(ActorId),
    /// A name of nobody known, folded.
    Name(String),
}

/// Who published what a claim rests on; `None` where nobody is named. A reprint speaks for the publisher who had the
/// text first.
pub fn publisher_identity(claim: &Claim<ActorId>, documents: &[Document]) -> Option<PublisherIdentity> {
    let first = |id: DocumentId| {
        let document = &documents[id.index()];
        document.reprint_of.map_or(document, |first| &documents[first.index()])
    };
    let publisher: Option<&Publisher> = match &claim.evidence {
        Evidence::Quotation { document, .. } => first(*document).publisher.as_ref(),
        Evidence::Citation(citation) => match citation.document.map(first) {
            Some(document) if document.publisher.is_some() => document.publisher.as_ref(),
            Some(_) | None => citation.publisher.as_ref(),
        },
    };
    publisher.map(|publisher| match publisher.actor {
        Some(actor) => PublisherIdentity::Actor(actor),
        None => PublisherIdentity::Name(fold_name(&publisher.name)),
    })
}

/// Known periods in order, those that overlap joined.
fn joined(periods: impl Iterator<Item = Period>) -> Vec<Period> {
    let mut dated: Vec<Period> = periods.filter(|period| *period != Period::UNKNOWN).collect();
    // An open beginning is before every other.
    dated.sort();
    let mut joined: Vec<Period> = Vec::with_capacity(dated.len());
    for period in dated {
        match joined.last_mut().and_then(|last| last.joined(period).map(|both| (last, both))) {
            Some((last, both)) => *last = both,
            None => joined.push(period),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::{Bearing, Standing};
    use crate::model::{
        ActorId, Attribution, Citation, Claim, ContentHash, DocumentId, Evidence, Modality, Origin, Period, Polarity,
        RelationKindId, Review, Speaker,
    };
    use crate::text::Span;

    fn claim(polarity: Polarity, modality: Modality, speaker: Option<&str>, review: Review) -> Claim<ActorId> {
        Claim {
            hash: ContentHash(0),
            kind: RelationKindId::new(0),
            subject: ActorId::new(0),
            object: ActorId::new(1),
            polarity,
            modality,
            period: Period::UNKNOWN,
            attribution: Attribution {
                speakers: speaker.map(|words| Speaker::Words(words.to_owned())).into_iter().collect(),
                together: 1,
                said: None,
            },
            evidence: Evidence::Citation(Citation {
                text: "x".to_owned(),
                publisher: None,
                published: None,
                url: None,
                document: None,
            }),
            origin: match review {
                Review::Unreviewed | Review::Proposed => {
                    Origin::Extracted { pattern: "x".to_owned(), read: false, words: None }
                }
                Review::Accepted | Review::Rejected => Origin::Curated { line: 1 },
            },
            review,
            detail: None,
            note: None,
        }
    }

    #[track_caller]
    fn check(claims: &[Claim<ActorId>], expected: Standing) {
        assert_eq!(Standing::of(claims.iter().map(|claim| Bearing::of(claim, None))), expected);
        assert_eq!(Standing::of(claims.iter().rev().map(|claim| Bearing::of(claim, None))), expected, "in any order");
    }

    #[test]
    fn standing_follows_from_the_claims() {
        use Modality::{Actual, Planned};
        use Polarity::{Affirmed, Denied};
        let told = || claim(Affirmed, Actual, None, Review::Accepted);
        let alleged = || claim(Affirmed, Actual, Some("Acme"), Review::Accepted);
        let denied = || claim(Denied, Actual, Some("Widget"), Review::Accepted);
        let planned = || claim(Affirmed, Planned, None, Review::Accepted);
        let rejected = || claim(Affirmed, Actual, None, Review::Rejected);
        check(&[told(), alleged()], Standing::Curated);
        check(&[alleged(), planned()], Standing::Alleged);
        check(&[alleged(), denied()], Standing::Disputed);
        check(&[told(), denied()], Standing::Disputed);
        // Who denies a plan does not dispute a deed.
        let plan_denied = || claim(Denied, Planned, Some("Widget"), Review::Accepted);
        check(&[told(), plan_denied()], Standing::Curated);
        check(&[planned(), plan_denied()], Standing::NotActual);
        check(&[plan_denied()], Standing::Denied);
        check(&[denied()], Standing::Denied);
        check(&[planned()], Standing::NotActual);
        check(&[planned(), denied()], Standing::NotActual);
        check(&[rejected()], Standing::Rejected);
        check(&[rejected(), denied()], Standing::Denied);
        check(&[rejected(), alleged()], Standing::Alleged);
        // What nobody has looked at overrules nothing that somebody judged, and counts where nobody did.
        let found = |polarity| claim(polarity, Actual, None, Review::Unreviewed);
        check(&[alleged(), found(Affirmed)], Standing::Stated);
        check(&[planned(), found(Affirmed)], Standing::Stated);
        check(&[told(), found(Denied)], Standing::Curated);
        check(&[denied(), found(Affirmed)], Standing::Denied);
        check(&[rejected(), found(Affirmed), found(Denied)], Standing::Disputed);
        let together = [told(), found(Denied)];
        assert_eq!(Standing::with_unjudged(together.iter().map(|claim| Bearing::of(claim, None))), Standing::Disputed);
        // The words of a judged claim say what was judged, however they are read.
        let on = |claim: Claim<ActorId>, start: usize| Claim {
            evidence: Evidence::Quotation { document: DocumentId::new(0), span: Span::new(start, start + 10) },
            ..claim
        };
        check(&[on(alleged(), 0), on(found(Affirmed), 5)], Standing::Alleged);
        check(&[on(alleged(), 0), on(found(Affirmed), 10)], Standing::Stated);
    }

    #[test]
    fn what_is_said_plainly_says_who_stands_behind_it() {
        let found = |review| Claim {
            origin: Origin::Extracted { pattern: "x".to_owned(), read: false, words: None },
            ..claim(Polarity::Affirmed, Modality::Actual, None, review)
        };
        let stands = |claims: &[(Claim<ActorId>, Option<u32>)]| {
            Standing::of(claims.iter().map(|(claim, publisher)| Bearing::of(claim, *publisher)))
        };
        let plain = || found(Review::Unreviewed);
        assert_eq!(stands(&[(plain(), Some(1)), (plain(), Some(1)), (plain(), None)]), Standing::Stated);
        assert_eq!(stands(&[(plain(), Some(1)), (plain(), Some(2))]), Standing::Corroborated);
        let quoted = claim(Polarity::Affirmed, Modality::Actual, Some("Acme"), Review::Unreviewed);
        assert_eq!(
            stands(&[(plain(), Some(1)), (quoted, Some(2))]),
            Standing::Stated,
            "a quotation is no second voice"
        );
        assert_eq!(stands(&[(plain(), Some(1)), (found(Review::Accepted), Some(1))]), Standing::Reviewed);
        let written = claim(Polarity::Affirmed, Modality::Actual, None, Review::Accepted);
        assert_eq!(stands(&[(found(Review::Accepted), Some(1)), (written, None)]), Standing::Curated);
    }
}
