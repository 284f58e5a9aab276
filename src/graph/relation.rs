//! Claims of one kind between the same two actors, and what they amount to.

use std::collections::BTreeSet;

use crate::model::{ActorId, Claim, ClaimId, Document, Evidence, Modality, Period, Polarity, Publisher, RelationKindId, Review};
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

/// All claims that say one thing of two actors. Never without a claim; claims in the order of the table; ends of a symmetric kind in the order of keys.
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
    /// Claims that affirm it as a fact.
    pub affirming: usize,
    /// Publishers named that independently carry it.
    pub publishers: usize,
    /// True where somebody carries it who is not named, be it one or several.
    pub unnamed_publisher: bool,
}

/// What the claims of a relation amount to, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A document or a curator says so in its own voice, and nobody denies it.
    Supported,
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
    pub const ALL: [Standing; 6] =
        [Standing::Supported, Standing::Alleged, Standing::Disputed, Standing::NotActual, Standing::Denied, Standing::Rejected];

    /// Name for people and for JSON.
    pub fn label(self) -> &'static str {
        match self {
            Standing::Supported => "supported",
            Standing::Alleged => "alleged",
            Standing::Disputed => "disputed",
            Standing::NotActual => "not actual",
            Standing::Denied => "denied only",
            Standing::Rejected => "rejected",
        }
    }

    /// True where a search may go over the relation without being asked to.
    pub fn carries(self) -> bool {
        match self {
            Standing::Supported | Standing::Alleged | Standing::Disputed => true,
            Standing::NotActual | Standing::Denied | Standing::Rejected => false,
        }
    }

    fn of(claims: &[&Claim<ActorId>]) -> Standing {
        let live = || claims.iter().filter(|claim| claim.review != Review::Rejected);
        let affirmed = live().any(|claim| claim.affirms());
        let in_own_voice = live().any(|claim| claim.affirms() && !claim.is_attributed());
        let denied = live().any(|claim| claim.polarity == Polarity::Denied && claim.modality == Modality::Actual);
        let only_denied = live().all(|claim| claim.polarity == Polarity::Denied);
        match (affirmed, denied) {
            _ if live().next().is_none() => Standing::Rejected,
            (true, true) => Standing::Disputed,
            (true, false) if in_own_voice => Standing::Supported,
            (true, false) => Standing::Alleged,
            (false, _) if only_denied => Standing::Denied,
            (false, _) => Standing::NotActual,
        }
    }
}

impl Relation {
    /// Groups claims that share kind and ends.
    ///
    /// # Panics
    /// When there are none: an edge without a claim is a bug.
    pub(super) fn of(ids: Vec<ClaimId>, subject: ActorId, object: ActorId, claims: &[Claim<ActorId>], documents: &[Document]) -> Relation {
        let members: Vec<&Claim<ActorId>> = ids.iter().map(|id| &claims[id.index()]).collect();
        let affirms = |claim: &&Claim<ActorId>| claim.review != Review::Rejected && claim.affirms();
        let affirming = members.iter().copied().filter(affirms).count();
        // Where nobody affirms it, those that speak of it at all are what there is.
        let telling = || members.iter().copied().filter(|claim| affirming == 0 || affirms(claim));
        let publishers: BTreeSet<Option<Identity>> = telling().map(|claim| publisher_identity(claim, documents)).collect();
        Relation {
            kind: members.first().expect("a relation has a claim").kind,
            subject,
            object,
            periods: joined(telling().map(|claim| claim.period)),
            undated: telling().any(|claim| claim.period == Period::UNKNOWN),
            standing: Standing::of(&members),
            affirming,
            publishers: publishers.iter().flatten().count(),
            unnamed_publisher: publishers.contains(&None),
            claims: ids,
        }
    }
}

/// Who a publisher is: the actor of that name, else the name, folded.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    Actor(ActorId),
    Name(String),
}

/// Who published the words; `None` where nobody is named.
fn publisher_identity(claim: &Claim<ActorId>, documents: &[Document]) -> Option<Identity> {
    let publisher: Option<&Publisher> = match &claim.evidence {
        Evidence::Quotation { document, .. } => documents[document.index()].publisher.as_ref(),
        Evidence::Citation(citation) => citation.publisher.as_ref(),
    };
    publisher.map(|publisher| match publisher.actor {
        Some(actor) => Identity::Actor(actor),
        None => Identity::Name(fold_name(&publisher.name)),
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
    use super::Standing;
    use crate::model::{
        ActorId, Attribution, Citation, Claim, ContentHash, Evidence, Modality, Origin, Period, Polarity, RelationKindId, Review, Speaker,
    };

    fn claim(polarity: Polarity, modality: Modality, speaker: Option<&str>, review: Review) -> Claim<ActorId> {
        Claim {
            hash: ContentHash(0),
            kind: RelationKindId::new(0),
            subject: ActorId::new(0),
            object: ActorId::new(1),
            polarity,
            modality,
            period: Period::UNKNOWN,
            attribution: Attribution { speakers: speaker.map(|words| Speaker::Words(words.to_owned())).into_iter().collect(), said: None },
            evidence: Evidence::Citation(Citation { text: "x".to_owned(), publisher: None, published: None, url: None, document: None }),
            origin: Origin::Curated { line: 1 },
            review,
            note: None,
        }
    }

    #[track_caller]
    fn check(claims: &[Claim<ActorId>], expected: Standing) {
        assert_eq!(Standing::of(&claims.iter().collect::<Vec<_>>()), expected);
        let reversed: Vec<_> = claims.iter().rev().collect();
        assert_eq!(Standing::of(&reversed), expected, "in any order");
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
        check(&[told(), alleged()], Standing::Supported);
        check(&[alleged(), planned()], Standing::Alleged);
        check(&[alleged(), denied()], Standing::Disputed);
        check(&[told(), denied()], Standing::Disputed);
        // Who denies a plan does not dispute a deed.
        let plan_denied = || claim(Denied, Planned, Some("Widget"), Review::Accepted);
        check(&[told(), plan_denied()], Standing::Supported);
        check(&[planned(), plan_denied()], Standing::NotActual);
        check(&[plan_denied()], Standing::Denied);
        check(&[denied()], Standing::Denied);
        check(&[planned()], Standing::NotActual);
        check(&[planned(), denied()], Standing::NotActual);
        check(&[rejected()], Standing::Rejected);
        check(&[rejected(), denied()], Standing::Denied);
        check(&[rejected(), alleged()], Standing::Alleged);
    }
}
