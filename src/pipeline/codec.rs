//! Values as bytes and back, for the snapshot.
//!
//! Numbers are LEB128, texts and lists carry their length before them, an enum is its variant's number. One macro line
//! a type writes both directions, so they cannot drift apart. Reading damaged bytes gives `None`, never a panic.

use std::collections::{BTreeMap, BTreeSet};

use super::{ArticleRecord, FileRecord};
use crate::ingest::Metadata;
use crate::model::{
    Actor, ActorId, ActorKind, ActorKindId, Actors, Alias, AliasSort, Attribution, Citation, Claim, ClaimWords,
    ContentHash, Detail, Document, DocumentId, Evidence, Knowledge, Mention, MentionForm, Modality, Office, Origin,
    PartialDate, Period, Polarity, Publisher, RelationKind, RelationKindId, Review, Schema, Speaker, Temporal,
};
use crate::resolve::{DocumentClaims, End, FoundActor, Reach};
use crate::text::{CountedText, Span};

/// A value that can be kept as bytes.
pub(super) trait Stored: Sized {
    fn put(&self, out: &mut Vec<u8>);
    fn get(input: &mut &[u8]) -> Option<Self>;
}

macro_rules! stored_struct {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Stored for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let $name { $($field),* } = self;
                $($field.put(out);)*
            }
            fn get(input: &mut &[u8]) -> Option<$name> {
                Some($name { $($field: Stored::get(input)?),* })
            }
        }
    )*};
}

pub(super) use stored_struct;

macro_rules! stored_enum {
    ($($name:ident { $($variant:ident),* })*) => {$(
        impl Stored for $name {
            fn put(&self, out: &mut Vec<u8>) {
                out.push(*self as u8);
            }
            fn get(input: &mut &[u8]) -> Option<$name> {
                let number = u8::get(input)?;
                [$($name::$variant),*].into_iter().find(|variant| *variant as u8 == number)
            }
        }
    )*};
}

macro_rules! stored_id {
    ($($name:ident)*) => {$(
        impl Stored for $name {
            fn put(&self, out: &mut Vec<u8>) {
                (self.index() as u64).put(out);
            }
            fn get(input: &mut &[u8]) -> Option<$name> {
                Some($name::new(u32::try_from(u64::get(input)?).ok()? as usize))
            }
        }
    )*};
}

stored_id! { ActorId ActorKindId RelationKindId DocumentId }

stored_enum! {
    AliasSort { Name, Acronym, Transliteration, Metonym, Demonym, Former }
    Reach { Project, Context, Document }
    Temporal { Event, State }
    Detail { Share, Amount, Word }
    Polarity { Affirmed, Denied }
    Modality { Actual, Planned, Possible, Hypothetical }
    Review { Unreviewed, Accepted, Rejected, Proposed }
}

stored_struct! {
    DocumentClaims { actors, claims }
    ClaimWords { trigger, subject, object }
    FoundActor { key, name, kind, kinds, aliases, reach, context, is_proposed }
    FileRecord { path, articles }
    ArticleRecord { id, metadata, headline, document }
    Metadata { title, publisher, author, published, url, language, digests }
    Schema { actor_kinds, relation_kinds }
    ActorKind { key, label, shape, fill }
    RelationKind {
        key, label, inverse, definition, symmetric, temporal, is_utterance, detail, subjects, objects, plover, cameo,
        color
    }
    Actor { key, kind, name, aliases, offices, identifiers, note }
    Alias { text, sort, period, weak }
    Office { title, also, of, period }
    Document { hash, key, path, title, publisher, author, url, published, language, digests, reprint_of, text }
    Publisher { name, actor }
    Mention { span, form, candidates }
    Citation { text, publisher, published, url, document }
}

impl Stored for Knowledge {
    fn put(&self, out: &mut Vec<u8>) {
        // A snapshot holds what a build comes to, before any decision.
        let Knowledge { schema, actors, documents, mentions, sentences, claims, judgments: _ } = self;
        schema.put(out);
        actors.put(out);
        documents.put(out);
        mentions.put(out);
        sentences.put(out);
        claims.put(out);
    }

    fn get(input: &mut &[u8]) -> Option<Knowledge> {
        Some(Knowledge {
            schema: Stored::get(input)?,
            actors: Stored::get(input)?,
            documents: Stored::get(input)?,
            mentions: Stored::get(input)?,
            sentences: Stored::get(input)?,
            claims: Stored::get(input)?,
            judgments: BTreeMap::new(),
        })
    }
}

impl<P: Stored> Stored for Claim<P> {
    fn put(&self, out: &mut Vec<u8>) {
        let Claim {
            hash,
            kind,
            subject,
            object,
            polarity,
            modality,
            period,
            attribution,
            evidence,
            origin,
            review,
            detail,
            note,
        } = self;
        hash.put(out);
        kind.put(out);
        subject.put(out);
        object.put(out);
        polarity.put(out);
        modality.put(out);
        period.put(out);
        attribution.speakers.put(out);
        (attribution.together as u64).put(out);
        attribution.said.put(out);
        evidence.put(out);
        origin.put(out);
        review.put(out);
        detail.put(out);
        note.put(out);
    }

    fn get(input: &mut &[u8]) -> Option<Claim<P>> {
        Some(Claim {
            hash: Stored::get(input)?,
            kind: Stored::get(input)?,
            subject: Stored::get(input)?,
            object: Stored::get(input)?,
            polarity: Stored::get(input)?,
            modality: Stored::get(input)?,
            period: Stored::get(input)?,
            attribution: Attribution {
                speakers: Stored::get(input)?,
                together: usize::try_from(u64::get(input)?).ok()?,
                said: Stored::get(input)?,
            },
            evidence: Stored::get(input)?,
            origin: Stored::get(input)?,
            review: Stored::get(input)?,
            detail: Stored::get(input)?,
            note: Stored::get(input)?,
        })
    }
}

impl<P: Stored> Stored for Speaker<P> {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Speaker::Actor(actor, cue) => {
                out.push(0);
                actor.put(out);
                cue.put(out);
            }
            Speaker::Words(words) => {
                out.push(1);
                words.put(out);
            }
        }
    }

    fn get(input: &mut &[u8]) -> Option<Speaker<P>> {
        match u8::get(input)? {
            0 => Some(Speaker::Actor(Stored::get(input)?, Stored::get(input)?)),
            1 => Some(Speaker::Words(Stored::get(input)?)),
            _ => None,
        }
    }
}

impl Stored for End {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            End::Curated(actor) => {
                out.push(0);
                actor.put(out);
            }
            End::Discovered(place) => {
                out.push(1);
                u64::from(*place).put(out);
            }
        }
    }

    fn get(input: &mut &[u8]) -> Option<End> {
        match u8::get(input)? {
            0 => Some(End::Curated(Stored::get(input)?)),
            1 => Some(End::Discovered(u32::try_from(u64::get(input)?).ok()?)),
            _ => None,
        }
    }
}

impl Stored for Evidence {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Evidence::Quotation { document, span } => {
                out.push(0);
                document.put(out);
                span.put(out);
            }
            Evidence::Citation(citation) => {
                out.push(1);
                citation.put(out);
            }
        }
    }

    fn get(input: &mut &[u8]) -> Option<Evidence> {
        match u8::get(input)? {
            0 => Some(Evidence::Quotation { document: Stored::get(input)?, span: Stored::get(input)? }),
            1 => Some(Evidence::Citation(Stored::get(input)?)),
            _ => None,
        }
    }
}

impl Stored for Origin {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Origin::Curated { line } => {
                out.push(0);
                u64::from(*line).put(out);
            }
            Origin::Extracted { pattern, read, words } => {
                out.push(1);
                pattern.put(out);
                read.put(out);
                words.put(out);
            }
        }
    }

    fn get(input: &mut &[u8]) -> Option<Origin> {
        match u8::get(input)? {
            0 => Some(Origin::Curated { line: u32::try_from(u64::get(input)?).ok()? }),
            1 => Some(Origin::Extracted {
                pattern: Stored::get(input)?,
                read: Stored::get(input)?,
                words: Stored::get(input)?,
            }),
            _ => None,
        }
    }
}

impl Stored for MentionForm {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            MentionForm::Name(sort) => Some(*sort),
            MentionForm::Office => None,
        }
        .put(out);
    }

    fn get(input: &mut &[u8]) -> Option<MentionForm> {
        Some(Option::<AliasSort>::get(input)?.map_or(MentionForm::Office, MentionForm::Name))
    }
}

impl Stored for Actors {
    fn put(&self, out: &mut Vec<u8>) {
        (self.curated() as u64).put(out);
        (self.len() as u64).put(out);
        for (_, actor) in self.iter() {
            actor.put(out);
        }
    }

    fn get(input: &mut &[u8]) -> Option<Actors> {
        let curated = usize::try_from(u64::get(input)?).ok()?;
        let mut list: Vec<Actor> = Stored::get(input)?;
        let discovered = if curated <= list.len() { list.split_off(curated) } else { return None };
        let sorted = |actors: &[Actor]| actors.is_sorted_by(|a, b| a.key < b.key);
        if !sorted(&list) || !sorted(&discovered) {
            return None;
        }
        let actors = Actors::new(list);
        discovered.iter().all(|actor| actors.by_key(&actor.key).is_none()).then(|| actors.with_discovered(discovered))
    }
}

impl Stored for Span {
    fn put(&self, out: &mut Vec<u8>) {
        (self.start() as u64).put(out);
        (self.len() as u64).put(out);
    }

    fn get(input: &mut &[u8]) -> Option<Span> {
        let start = u32::try_from(u64::get(input)?).ok()?;
        let end = start.checked_add(u32::try_from(u64::get(input)?).ok()?)?;
        Some(Span::new(start as usize, end as usize))
    }
}

impl Stored for PartialDate {
    fn put(&self, out: &mut Vec<u8>) {
        let (year, month, day) = self.parts();
        (u64::from(year.unsigned_abs()) << 16
            | u64::from(month.unwrap_or(0).unsigned_abs()) << 8
            | u64::from(day.unwrap_or(0).unsigned_abs()))
        .put(out);
    }

    fn get(input: &mut &[u8]) -> Option<PartialDate> {
        let packed = u64::get(input)?;
        let part = |shift: u32| i8::try_from(packed >> shift & 0xff).ok();
        let some = |part: i8| (part != 0).then_some(part);
        PartialDate::new(i16::try_from(packed >> 16).ok()?, some(part(8)?), some(part(0)?))
    }
}

impl Stored for Period {
    fn put(&self, out: &mut Vec<u8>) {
        self.from().put(out);
        self.to().put(out);
        self.is_known_over().put(out);
    }

    fn get(input: &mut &[u8]) -> Option<Period> {
        let period = Period::new(Stored::get(input)?, Stored::get(input)?)?;
        Some(if bool::get(input)? { period.known_over() } else { period })
    }
}

impl Stored for ContentHash {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0.to_le_bytes());
    }

    fn get(input: &mut &[u8]) -> Option<ContentHash> {
        let (bytes, rest) = input.split_first_chunk::<8>()?;
        *input = rest;
        Some(ContentHash(u64::from_le_bytes(*bytes)))
    }
}

impl Stored for u8 {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    fn get(input: &mut &[u8]) -> Option<u8> {
        let (first, rest) = input.split_first()?;
        *input = rest;
        Some(*first)
    }
}

impl Stored for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn get(input: &mut &[u8]) -> Option<bool> {
        match u8::get(input)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Stored for u64 {
    fn put(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn get(input: &mut &[u8]) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = u8::get(input)?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

fn put_text(text: &str, out: &mut Vec<u8>) {
    (text.len() as u64).put(out);
    out.extend_from_slice(text.as_bytes());
}

impl Stored for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn get(input: &mut &[u8]) -> Option<String> {
        let length = usize::try_from(u64::get(input)?).ok()?;
        let (bytes, rest) = input.split_at_checked(length)?;
        *input = rest;
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    }
}

impl Stored for CountedText {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(self, out);
    }

    fn get(input: &mut &[u8]) -> Option<Self> {
        String::get(input).map(CountedText::from)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn get(input: &mut &[u8]) -> Option<Option<T>> {
        if bool::get(input)? { T::get(input).map(Some) } else { Some(None) }
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u64).put(out);
        for value in self {
            value.put(out);
        }
    }

    fn get(input: &mut &[u8]) -> Option<Vec<T>> {
        let length = usize::try_from(u64::get(input)?).ok()?;
        // Every value has at least one byte, so a damaged length cannot ask for more memory than there is input.
        let mut values = Vec::with_capacity(length.min(input.len()));
        for _ in 0..length {
            values.push(T::get(input)?);
        }
        Some(values)
    }
}

impl<T: Stored + Ord> Stored for BTreeSet<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u64).put(out);
        for value in self {
            value.put(out);
        }
    }

    fn get(input: &mut &[u8]) -> Option<BTreeSet<T>> {
        Vec::get(input).map(|values: Vec<T>| values.into_iter().collect())
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn get(input: &mut &[u8]) -> Option<(A, B)> {
        Some((A::get(input)?, B::get(input)?))
    }
}
