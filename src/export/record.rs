//! The published shape of JSON output: `kg json-schema` prints it.
//!
//! Actors are named by key and name, dates are ISO 8601 as precise as known, offsets count Unicode code points of a
//! document's text. What is unknown is `null` or an empty list, never left out, so that columns stay columns.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::judgment::{DecisionRecord, PublicationRecord, decision_record};
use super::reference::{ActorRef, DocumentRef, actor_ref, document_ref, publisher_key, publisher_name};
use crate::data::CURATED_FILE;
use crate::graph::{GraphView, Relation};
use crate::model::{
    Actor, ActorId, Alias, Claim, ClaimWords, Document, Evidence, Mention, MentionForm, Origin, PartialDate, Speaker,
};
use crate::text::CountedText;
use crate::text::Diagnostic;

/// An actor, whole.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct ActorRecord {
    /// Key, name, kind.
    #[serde(flatten)]
    pub named: ActorRef,
    /// Other names.
    pub aliases: Vec<AliasRecord>,
    /// Offices held.
    pub offices: Vec<OfficeRecord>,
    /// Identifiers elsewhere: register and identifier.
    pub identifiers: Vec<(String, String)>,
    /// A curator's remark.
    pub note: Option<String>,
}

/// Another name of an actor.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct AliasRecord {
    /// The name.
    pub text: String,
    /// Its sort.
    pub sort: Cow<'static, str>,
    /// True where it never identifies by itself.
    pub weak: bool,
    /// First date of its use.
    pub from: Option<String>,
    /// Last date of its use.
    pub to: Option<String>,
}

/// An office held.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct OfficeRecord {
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub of: ActorRef,
    /// First date.
    pub from: Option<String>,
    /// Last date.
    pub to: Option<String>,
}

/// A document.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct DocumentRecord {
    /// Its name.
    #[serde(flatten)]
    pub named: DocumentRef,
    /// Hash of its text.
    pub hash: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// The article it digests.
    pub digests: Option<String>,
    /// Path of the document whose text it reprints.
    pub reprint_of: Option<String>,
    /// Length of its text in code points.
    pub characters: usize,
}

/// What found an extracted claim.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct ExtractedRecord {
    /// `pattern`, `reader`, or `both`.
    pub by: Cow<'static, str>,
    /// The word that states it; `null` in a graph that was exported without.
    pub trigger: Option<QuoteRecord>,
    /// The words that stand for the subject.
    pub subject: Option<QuoteRecord>,
    /// The words that stand for the object.
    pub object: Option<QuoteRecord>,
}

/// Words of a document.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct QuoteRecord {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
}

/// One in a chain of speakers.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct SpeakerRecord {
    /// Actor's key, where it is one.
    pub actor: Option<String>,
    /// Name or description.
    pub name: String,
    /// True for an actor that was found in documents and nobody curated.
    pub discovered: bool,
}

/// A claim.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct ClaimRecord {
    /// Hash of what is said and where.
    pub claim: String,
    /// Kind of relation.
    pub relation: String,
    /// Its PLOVER root: that of the kind, or AGREE or THREATEN where the deed is still to come.
    pub plover: Option<String>,
    /// Who acts.
    pub subject: ActorRef,
    /// Whom it concerns.
    pub object: ActorRef,
    /// `affirmed` or `denied`.
    pub polarity: Cow<'static, str>,
    /// `actual`, `planned`, `possible` or `hypothetical`.
    pub modality: Cow<'static, str>,
    /// When it happened or began.
    pub from: Option<String>,
    /// When it happened or ended.
    pub to: Option<String>,
    /// True where `to` is a bound: it is only known to have been over by then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over_by: bool,
    /// Outermost first; empty where the document says it itself.
    pub speakers: Vec<SpeakerRecord>,
    /// How many of them, counted from the last, say it side by side, where it is more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub together: Option<usize>,
    /// When the last speaker said it.
    pub said: Option<String>,
    /// What it rests on.
    pub evidence: DocumentRef,
    /// The words, where it rests on words.
    pub quote: Option<QuoteRecord>,
    /// `curated` with its place, or `extracted` with its pattern.
    pub origin: String,
    /// What found it and the words that it hangs on, where it was extracted.
    #[serde(default)]
    pub found: Option<ExtractedRecord>,
    /// `unreviewed`, `accepted` or `rejected`; `proposed` in a review.
    pub review: Cow<'static, str>,
    /// The decisions that made it so; none for a claim that a curator wrote and for one that nobody judged.
    pub decisions: Vec<DecisionRecord>,
    /// What the words say besides, where the kind asks for it: a share, an amount, the word for the kinship.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// A curator's remark.
    pub note: Option<String>,
}

/// A stretch of time; an open side is `null`.
#[derive(Serialize, JsonSchema)]
pub struct PeriodRecord {
    /// First date.
    pub from: Option<String>,
    /// Last date.
    pub to: Option<String>,
    /// True where `to` is a bound: it is only known to have been over by then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub over_by: bool,
}

/// A document with how often it names an actor.
#[derive(Serialize, JsonSchema)]
pub struct MentionedRecord {
    /// The document.
    #[serde(flatten)]
    pub document: DocumentRef,
    /// Times.
    pub times: usize,
}

/// A relation: all claims of one kind between two actors.
#[derive(Serialize, JsonSchema)]
pub struct RelationRecord {
    /// Kind of relation.
    pub relation: String,
    /// Subject LABEL object.
    pub label: String,
    /// True where the ends have no order.
    pub symmetric: bool,
    /// Who acts.
    pub subject: ActorRef,
    /// Whom it concerns.
    pub object: ActorRef,
    /// What its claims amount to.
    pub standing: &'static str,
    /// What they would amount to if those that nobody judged weighed as much as the judged ones.
    pub with_unjudged: &'static str,
    /// When, as far as its claims say.
    pub periods: Vec<PeriodRecord>,
    /// True where some of its claims do not say when.
    pub undated: bool,
    /// Independent publishers that are named.
    pub publishers: usize,
    /// True where somebody carries it who is not named.
    pub unnamed_publisher: bool,
    /// Ids of its claims.
    pub claim_ids: Vec<String>,
    /// Its claims, where the command shows them.
    pub claims: Vec<ClaimRecord>,
}

/// A way between two actors: a line of `kg path --json`.
#[derive(Serialize, JsonSchema)]
pub struct PathRecord {
    /// Where it starts.
    pub from: ActorRef,
    /// Where it ends.
    pub to: ActorRef,
    /// In order.
    pub hops: Vec<HopRecord>,
}

/// One relation on a way.
#[derive(Serialize, JsonSchema)]
pub struct HopRecord {
    /// Where it is entered.
    pub from: ActorRef,
    /// Where it leads.
    pub to: ActorRef,
    /// `out` along the relation, `in` against it, `both` where it has no direction.
    pub direction: &'static str,
    /// The relation with its claims.
    pub relation: RelationRecord,
    /// Kinds of the other relations between the two.
    pub also: Vec<String>,
}

/// A relation around an actor: a line of `kg neighbors --json`.
#[derive(Serialize, JsonSchema)]
pub struct NeighborRecord {
    /// Hops from the actor asked about.
    pub distance: usize,
    /// The nearer end.
    pub from: ActorRef,
    /// The farther end.
    pub to: ActorRef,
    /// `out`, `in` or `both`, seen from the nearer end.
    pub direction: &'static str,
    /// The relation.
    pub relation: RelationRecord,
}

/// Another actor named in the same sentences: a line of `kg neighbors --co-mentions --json`.
#[derive(Serialize, JsonSchema)]
pub struct CoMentionRecord {
    /// The actor asked about.
    pub actor: ActorRef,
    /// The other.
    pub with: ActorRef,
    /// Sentences that name both.
    pub sentences: usize,
    /// Documents with such a sentence.
    pub documents: usize,
    /// The first such sentence.
    pub example: QuoteRecord,
    /// Its document.
    pub document: DocumentRef,
}

/// The line of `kg show --json`.
#[derive(Serialize, JsonSchema)]
pub struct DossierRecord {
    /// The actor.
    #[serde(flatten)]
    pub actor: ActorRecord,
    /// Its relations, of every standing.
    pub relations: Vec<RelationRecord>,
    /// Claims it makes.
    pub said: Vec<ClaimRecord>,
    /// Claims it passes on.
    pub relayed: Vec<ClaimRecord>,
    /// Documents that name it, with how often.
    pub mentioned: Vec<MentionedRecord>,
    /// Documents it published.
    pub published: Vec<DocumentRef>,
}

/// A claim in its sentence: a line of `kg explain --json`.
#[derive(Serialize, JsonSchema)]
pub struct ExplainRecord {
    /// The claim.
    #[serde(flatten)]
    pub claim: ClaimRecord,
    /// What all claims of the relation amount to.
    pub standing: &'static str,
    /// What they would amount to if those that nobody judged weighed as much as the judged ones.
    pub with_unjudged: &'static str,
    /// The sentence before that of the words.
    pub sentence_before: Option<String>,
    /// The words' sentence, before them.
    pub before: Option<String>,
    /// The words' sentence, after them.
    pub after: Option<String>,
    /// The sentence after that of the words.
    pub sentence_after: Option<String>,
    /// Who carries the relation, independently of each other.
    pub independent: Vec<PublicationRecord>,
}

/// An actor found by name: a line of `kg search --json`.
#[derive(Serialize, JsonSchema)]
pub struct FoundRecord {
    /// The actor.
    #[serde(flatten)]
    pub actor: ActorRef,
    /// The name that matched.
    pub matched: String,
    /// Its sort.
    pub sort: &'static str,
    /// How many relations it has.
    pub relations: usize,
}

/// A problem: a line of `kg check --json`.
#[derive(Serialize, JsonSchema)]
pub struct DiagnosticRecord {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
    /// File.
    pub file: Option<String>,
    /// Line from 1.
    pub line: Option<usize>,
    /// Column from 1, in characters.
    pub column: Option<usize>,
    /// What to do.
    pub hint: Option<String>,
}

/// A place where a document names somebody.
#[derive(Serialize, JsonSchema)]
pub struct MentionRecord {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// Keys of the actors they may name.
    pub actors: Vec<String>,
    /// `office`, or the sort of name.
    pub form: &'static str,
}

/// An actor, whole.
pub(crate) fn actor_record(view: &impl GraphView, id: ActorId) -> ActorRecord {
    let actor: &Actor = view.actors().get(id);
    ActorRecord {
        named: actor_ref(view, id),
        aliases: actor.aliases.iter().map(alias_record).collect(),
        offices: actor
            .offices
            .iter()
            .map(|office| OfficeRecord {
                title: office.title.clone(),
                of: actor_ref(view, office.of),
                from: office.period.from().map(|date| date.to_string()),
                to: office.period.to().map(|date| date.to_string()),
            })
            .collect(),
        identifiers: actor.identifiers.clone(),
        note: actor.note.clone(),
    }
}

fn alias_record(alias: &Alias) -> AliasRecord {
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
    AliasRecord {
        text: alias.text.clone(),
        sort: alias.sort.label().into(),
        weak: alias.weak,
        from: date(alias.period.from()),
        to: date(alias.period.to()),
    }
}

/// A document.
pub fn document_record(view: &impl GraphView, document: &Document) -> DocumentRecord {
    DocumentRecord {
        named: document_ref(view, document),
        hash: document.hash.to_string(),
        author: document.author.clone(),
        language: document.language.clone(),
        digests: document.digests.clone(),
        reprint_of: document.reprint_of.map(|first| view.documents()[first.index()].path.clone()),
        characters: document.text.chars().count(),
    }
}

/// Words of a text with their place in code points. Linear in the words.
pub fn characters(text: &CountedText, span: crate::text::Span) -> QuoteRecord {
    let start = text.characters_before(span.start());
    let words = span.of(text);
    QuoteRecord { text: words.to_owned(), start, end: start + words.chars().count() }
}

/// A claim.
pub fn claim_record(view: &impl GraphView, claim: &Claim<ActorId>) -> ClaimRecord {
    let kind = view.schema().relation_kind(claim.kind);
    let (evidence, quote) = match &claim.evidence {
        Evidence::Quotation { document, span } => {
            let document = &view.documents()[document.index()];
            (document_ref(view, document), Some(characters(&document.text, *span)))
        }
        Evidence::Citation(citation) => {
            let read = citation.document.map(|id| &view.documents()[id.index()]);
            let reference = DocumentRef {
                document: read.map(|document| document.key.clone()),
                path: read.map(|document| document.path.clone()),
                title: citation.text.clone(),
                publisher: publisher_name(citation.publisher.as_ref()),
                publisher_actor: publisher_key(view, citation.publisher.as_ref()),
                first_publisher: None,
                published: citation.published.map(|date| date.to_string()),
                url: citation.url.clone(),
            };
            (reference, None)
        }
    };
    ClaimRecord {
        claim: claim.hash.to_string(),
        relation: kind.key.clone(),
        plover: kind.plover_root(claim.polarity, claim.modality).map(str::to_owned),
        subject: actor_ref(view, claim.subject),
        object: actor_ref(view, claim.object),
        polarity: claim.polarity.label().into(),
        modality: claim.modality.label().into(),
        from: claim.period.from().map(|date| date.to_string()),
        to: claim.period.to().map(|date| date.to_string()),
        over_by: claim.period.is_known_over(),
        speakers: claim.attribution.speakers.iter().map(|speaker| speaker_record(view, speaker)).collect(),
        together: Some(claim.attribution.together).filter(|together| *together > 1),
        said: claim.attribution.said.map(|date| date.to_string()),
        evidence,
        quote,
        origin: match &claim.origin {
            Origin::Curated { line } => format!("curated {CURATED_FILE}:{line}"),
            Origin::Extracted { pattern, .. } => format!("extracted {pattern}"),
        },
        found: extracted_record(view, claim),
        review: claim.review.label().into(),
        decisions: view.judgments(claim.hash).iter().map(decision_record).collect(),
        detail: claim.detail.clone(),
        note: claim.note.clone(),
    }
}

/// What found a claim; none where it was curated.
fn extracted_record(view: &impl GraphView, claim: &Claim<ActorId>) -> Option<ExtractedRecord> {
    let by = claim.origin.found_by()?;
    let (Origin::Extracted { words, .. }, Evidence::Quotation { document, .. }) = (&claim.origin, &claim.evidence)
    else {
        return None;
    };
    let text = &view.documents()[document.index()].text;
    let quote = |span: fn(&ClaimWords) -> crate::text::Span| words.as_ref().map(|words| characters(text, span(words)));
    Some(ExtractedRecord {
        by: by.into(),
        trigger: quote(|words| words.trigger),
        subject: quote(|words| words.subject),
        object: quote(|words| words.object),
    })
}

fn speaker_record(view: &impl GraphView, speaker: &Speaker<ActorId>) -> SpeakerRecord {
    match speaker {
        Speaker::Actor(id, _) => {
            let actor = view.actors().get(*id);
            SpeakerRecord {
                actor: Some(actor.key.clone()),
                name: actor.name.clone(),
                discovered: view.actors().is_discovered(*id),
            }
        }
        Speaker::Words(words) => SpeakerRecord { actor: None, name: words.clone(), discovered: false },
    }
}

/// A relation, with its claims or only their ids.
pub fn relation_record(view: &impl GraphView, relation: &Relation, with_claims: bool) -> RelationRecord {
    let kind = view.schema().relation_kind(relation.kind);
    let claims = relation.claims.iter().map(|id| view.claim(*id));
    RelationRecord {
        relation: kind.key.clone(),
        label: kind.label.clone(),
        symmetric: kind.symmetric,
        subject: actor_ref(view, relation.subject),
        object: actor_ref(view, relation.object),
        standing: relation.standing.label(),
        with_unjudged: relation.with_unjudged.label(),
        periods: relation
            .periods
            .iter()
            .map(|period| PeriodRecord {
                from: period.from().map(|date| date.to_string()),
                to: period.to().map(|date| date.to_string()),
                over_by: period.is_known_over(),
            })
            .collect(),
        undated: relation.undated,
        publishers: relation.publishers,
        unnamed_publisher: relation.unnamed_publisher,
        claim_ids: claims.clone().map(|claim| claim.hash.to_string()).collect(),
        claims: if with_claims { claims.map(|claim| claim_record(view, claim)).collect() } else { Vec::new() },
    }
}

/// The mentions in a text, which come in its order. Linear in the text.
pub fn mention_records(text: &str, mentions: &[Mention], key: impl Fn(ActorId) -> String) -> Vec<MentionRecord> {
    let (mut counted_bytes, mut counted_characters) = (0, 0);
    let record = |mention: &Mention| {
        counted_characters += text[counted_bytes..mention.span.start()].chars().count();
        counted_bytes = mention.span.start();
        let words = mention.span.of(text);
        let form = match mention.form {
            MentionForm::Name(sort) => sort.label(),
            MentionForm::Office => "office",
        };
        MentionRecord {
            text: words.to_owned(),
            start: counted_characters,
            end: counted_characters + words.chars().count(),
            actors: mention.candidates.iter().map(|actor| key(*actor)).collect(),
            form,
        }
    };
    mentions.iter().map(record).collect()
}

impl From<&Diagnostic> for DiagnosticRecord {
    fn from(diagnostic: &Diagnostic) -> DiagnosticRecord {
        let place = diagnostic.labels.first().map(|label| &label.place);
        let position = place.map(|place| place.line_and_column());
        DiagnosticRecord {
            severity: match diagnostic.severity {
                crate::text::Severity::Error => "error",
                crate::text::Severity::Warning => "warning",
                crate::text::Severity::Note => "note",
            },
            message: diagnostic.message.clone(),
            file: place.map(|place| place.source_text.name.clone()).or_else(|| diagnostic.file.clone()),
            line: position.map(|(line, _)| line),
            column: position.map(|(_, column)| column),
            hint: diagnostic.hint.clone(),
        }
    }
}
