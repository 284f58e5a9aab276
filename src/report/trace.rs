//! How each sentence of a text was read: what `kg trace` shows and writes.
//!
//! In come the trees, the extraction and the attempts, out comes a record for each sentence: nominals, chains, dates,
//! reports, patterns that fired, claims, and near patterns with the reason why they did not. Of several attempts of one
//! pattern at one trigger the last counts: later stages know more. Tokens that trigger patterns of another part of
//! speech only are near as well: a verb that the tagger took for a noun is the commonest reason of all.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::extraction::{CodePoints, ExtractionRecord, FoundClaimRecord};
use super::sentence::{SentenceRecord, sentence_records};
use crate::data::READER_FILE;
use crate::extract::attribution::Stance;
use crate::extract::pattern::{Attempt, Family, Fate, Pattern, TriggeredBy};
use crate::extract::tree::Tree;
use crate::extract::{English, Extraction};
use crate::model::Schema;
use crate::resolve::{ChainActor, clues, decide_kind};
use crate::text::single_spaced;

/// How a sentence was read: a line of `kg trace --json`.
#[derive(Serialize, JsonSchema)]
pub struct TraceRecord {
    /// Words, tokens, tree and names.
    pub sentence: SentenceRecord,
    /// Its nominals, in order of their heads.
    pub nominals: Vec<TracedNominalRecord>,
    /// Chains that have a nominal in it, with whom they mean.
    pub chains: Vec<TracedChainRecord>,
    /// Expressions of time.
    pub dates: Vec<TracedDateRecord>,
    /// Who says what.
    pub reports: Vec<TracedReportRecord>,
    /// Patterns that fired, with the roles filled.
    pub fired: Vec<FiredRecord>,
    /// The claims that came of them.
    pub claims: Vec<FoundClaimRecord>,
    /// Claims that are not sure enough to be made before somebody looked at them.
    pub proposed: Vec<FoundClaimRecord>,
    /// Patterns whose trigger is there and that gave nothing, with the reason.
    pub near: Vec<NearRecord>,
}

/// A nominal of a sentence.
#[derive(Serialize, JsonSchema)]
pub struct TracedNominalRecord {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// `name`, `modifier`, `description` or `pronoun`.
    pub form: &'static str,
    /// `person`, `state`, `organization`, `force`, `group`, `place` or `thing`.
    pub sort: &'static str,
    /// More than one.
    pub plural: bool,
    /// Number of its chain in the text.
    pub chain: usize,
}

/// A chain: nominals that mean one actor.
#[derive(Serialize, JsonSchema)]
pub struct TracedChainRecord {
    /// Its number in the text.
    pub chain: usize,
    /// Key of the actor.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// The actor is in the curated file.
    pub curated: bool,
    /// A name names it, not a description only.
    pub named: bool,
    /// What it is, by what the text says of it; `null` for a curated one and one that no name names.
    pub kind: Option<String>,
    /// Why, what says most first.
    pub why: Vec<String>,
    /// The words of all its nominals in the text, in order.
    pub members: Vec<String>,
}

/// An expression of time.
#[derive(Serialize, JsonSchema)]
pub struct TracedDateRecord {
    /// The words.
    pub text: String,
    /// What they mean.
    pub period: String,
}

/// A report: somebody's words.
#[derive(Serialize, JsonSchema)]
pub struct TracedReportRecord {
    /// Who speaks; empty where nobody is named.
    pub source: String,
    /// The words that attribute.
    pub cue: String,
    /// `asserts`, `denies`, `believes` or `wants`.
    pub stance: &'static str,
    /// What is said, piece by piece.
    pub content: Vec<String>,
}

/// A pattern that fired.
#[derive(Serialize, JsonSchema)]
pub struct FiredRecord {
    /// The pattern.
    pub pattern: String,
    /// Its family.
    pub family: &'static str,
    /// File that it stands in.
    pub file: String,
    /// The word that triggered it.
    pub trigger: String,
    /// Kind of relation after the operators.
    pub relation: String,
    /// The words of the subject.
    pub subject: String,
    /// The words of the object.
    pub object: String,
    /// The light verb's entry, where one told it.
    pub light: Option<String>,
    /// Operators that rewrote it, innermost first.
    pub operators: Vec<String>,
}

/// A pattern that did not fire.
#[derive(Serialize, JsonSchema)]
pub struct NearRecord {
    /// The pattern.
    pub pattern: String,
    /// Its family.
    pub family: &'static str,
    /// File that it stands in.
    pub file: String,
    /// Kind of relation; `null` for a pattern that takes words away.
    pub relation: Option<String>,
    /// The word that triggers it.
    pub trigger: String,
    /// Why it gave nothing.
    pub why: String,
}

/// How each sentence was read. `record` is what `kg extract` says of the text.
pub fn trace_records(
    tree: &Tree<'_>,
    extraction: &Extraction,
    attempts: &[Attempt],
    actors: &[ChainActor],
    english: &English,
    schema: &Schema,
    record: ExtractionRecord,
) -> Vec<TraceRecord> {
    let context = Context { tree, extraction, actors, english, schema, places: CodePoints::new(tree.text) };
    let mut near = context.near(attempts);
    let (mut claims, mut proposed) = (record.claims, record.proposed);
    let sentences: Vec<SentenceRecord> = sentence_records(tree.text, tree.analysis, None).collect();
    let record = |(index, sentence): (usize, SentenceRecord)| {
        let tokens = tree.analysis.sentences[index].clone();
        let here = |list: &mut Vec<FoundClaimRecord>| {
            let (here, later) = std::mem::take(list).into_iter().partition(|claim| claim.start == sentence.start);
            *list = later;
            here
        };
        TraceRecord {
            nominals: context.nominals(&tokens),
            chains: context.chains(&tokens),
            dates: extraction
                .dates
                .iter()
                .filter(|date| tokens.contains(&date.tokens.start))
                .map(|date| TracedDateRecord { text: context.words(&date.tokens), period: date.period.to_string() })
                .collect(),
            reports: context.reports(&tokens),
            fired: context.fired(&tokens),
            claims: here(&mut claims),
            proposed: here(&mut proposed),
            near: near.remove(&index).unwrap_or_default(),
            sentence,
        }
    };
    sentences.into_iter().enumerate().map(record).collect()
}

struct Context<'c> {
    tree: &'c Tree<'c>,
    extraction: &'c Extraction,
    actors: &'c [ChainActor],
    english: &'c English,
    schema: &'c Schema,
    places: CodePoints,
}

impl Context<'_> {
    /// Words on one line.
    fn words(&self, tokens: &Range<usize>) -> String {
        if tokens.is_empty() {
            return String::new();
        }
        single_spaced(self.tree.words(tokens))
    }

    fn nominal(&self, index: usize) -> String {
        self.words(&self.extraction.nominals[index].tokens)
    }

    fn nominals(&self, sentence: &Range<usize>) -> Vec<TracedNominalRecord> {
        let here = self.extraction.nominals.iter().enumerate().filter(|(_, nominal)| sentence.contains(&nominal.head));
        let record = |(index, nominal): (usize, &crate::extract::nominal::Nominal)| {
            let place = self.places.stretch(self.tree.span(&nominal.tokens));
            TracedNominalRecord {
                text: self.words(&nominal.tokens),
                start: place.start,
                end: place.end,
                form: nominal.form.label(),
                sort: nominal.sort.label(),
                plural: nominal.plural,
                chain: self.extraction.chains.chain_of[index],
            }
        };
        here.map(record).collect()
    }

    fn chains(&self, sentence: &Range<usize>) -> Vec<TracedChainRecord> {
        let here = self.extraction.nominals.iter().enumerate().filter(|(_, nominal)| sentence.contains(&nominal.head));
        let chains: BTreeSet<usize> = here.map(|(index, _)| self.extraction.chains.chain_of[index]).collect();
        let record = |chain: usize| {
            let actor = &self.actors[chain];
            let mut clues = match actor.curated.is_none() && actor.named {
                true => clues(self.tree, self.extraction, (chain, actor), &self.english.lexicon, self.schema),
                false => Vec::new(),
            };
            clues.sort_by_key(|clue| std::cmp::Reverse(clue.weight));
            let kind = (!clues.is_empty()).then(|| decide_kind(&clues));
            let members = self.extraction.chains.members[chain].iter().map(|member| self.nominal(*member)).collect();
            TracedChainRecord {
                chain,
                actor: actor.key.clone(),
                name: actor.name.clone(),
                curated: actor.curated.is_some(),
                named: actor.named,
                kind: kind.map(|kind| self.schema.actor_kind(kind).key.clone()),
                why: clues
                    .into_iter()
                    .map(|clue| format!("{}: {}", self.schema.actor_kind(clue.kind).key, clue.why))
                    .collect(),
                members,
            }
        };
        chains.into_iter().map(record).collect()
    }

    fn reports(&self, sentence: &Range<usize>) -> Vec<TracedReportRecord> {
        let stance = |stance: Stance| match stance {
            Stance::Asserts => "asserts",
            Stance::Denies => "denies",
            Stance::Believes => "believes",
            Stance::Wants => "wants",
            Stance::Contests => "contests",
        };
        let here = self.extraction.reports.iter().filter(|report| sentence.contains(&report.cue.start));
        here.map(|report| TracedReportRecord {
            source: self.words(&report.source_tokens),
            cue: self.words(&report.cue),
            stance: stance(report.stance),
            content: report.content.iter().map(|piece| self.words(piece)).collect(),
        })
        .collect()
    }

    fn fired(&self, sentence: &Range<usize>) -> Vec<FiredRecord> {
        let patterns = &self.english.patterns;
        let here = self.extraction.findings.iter().filter(|finding| sentence.contains(&finding.trigger));
        here.map(|finding| {
            let (pattern, family, file) = match finding.pattern {
                TriggeredBy::Pattern(index) => (
                    patterns.patterns[index].id.as_str(),
                    patterns.patterns[index].family.label(),
                    patterns.patterns[index].file.as_str(),
                ),
                TriggeredBy::Reader => ("reader", "reader", READER_FILE),
            };
            FiredRecord {
                pattern: pattern.to_owned(),
                family,
                file: file.to_owned(),
                trigger: self.tree.form(finding.trigger).to_owned(),
                relation: self.schema.relation_kind(finding.kind).key.clone(),
                subject: self.nominal(finding.subject),
                object: self.nominal(finding.object),
                light: finding.light.map(|light| patterns.lights[light].id.clone()),
                operators: finding.operators.iter().map(|operator| patterns.operators[*operator].id.clone()).collect(),
            }
        })
        .collect()
    }

    /// Patterns that gave nothing, by sentence.
    fn near(&self, attempts: &[Attempt]) -> BTreeMap<usize, Vec<NearRecord>> {
        let patterns = &self.english.patterns;
        let fired: BTreeSet<(usize, TriggeredBy)> =
            self.extraction.findings.iter().map(|finding| (finding.trigger, finding.pattern)).collect();
        let mut last: BTreeMap<(usize, TriggeredBy), Option<&Fate>> = BTreeMap::new();
        for attempt in attempts {
            last.insert((attempt.trigger, attempt.pattern), Some(&attempt.outcome));
        }
        // A pattern behind the one that fired was never tried; one of another part of speech neither.
        let tried: BTreeSet<usize> = attempts.iter().map(|attempt| attempt.trigger).collect();
        for token in (0..self.tree.len()).filter(|token| !tried.contains(token)) {
            for pattern in patterns.triggered_by(self.tree.lemma(token)) {
                if !matches!(patterns.patterns[pattern].family, Family::Participle | Family::Prefix | Family::Modal) {
                    last.insert((token, TriggeredBy::Pattern(pattern)), None);
                }
            }
        }
        let mut near: BTreeMap<usize, Vec<NearRecord>> = BTreeMap::new();
        for ((token, told), outcome) in last.into_iter().filter(|(key, _)| !fired.contains(key)) {
            // An operator is tried by itself only where nothing else told its clause.
            let TriggeredBy::Pattern(index) = told else { continue };
            let pattern = &patterns.patterns[index];
            let why = match outcome {
                Some(outcome) => self.why(pattern, token, outcome),
                None => format!(
                    "`{}` is tagged {} here and triggers as {} only",
                    self.tree.form(token),
                    self.tree.upos(token).as_str(),
                    with_article(pattern.family.label())
                ),
            };
            near.entry(self.tree.sentence_of(token)).or_default().push(NearRecord {
                pattern: pattern.id.clone(),
                family: pattern.family.label(),
                file: pattern.file.clone(),
                relation: pattern.kind.map(|kind| self.schema.relation_kind(kind).key.clone()),
                trigger: self.tree.form(token).to_owned(),
                why,
            });
        }
        near
    }

    fn why(&self, pattern: &Pattern, token: usize, outcome: &Fate) -> String {
        let class = |class| self.english.lexicon.class_name(class);
        let slots = |slots: &[crate::extract::pattern::Slot]| {
            slots.iter().map(crate::extract::pattern::Slot::label).collect::<Vec<_>>().join(", ")
        };
        let ends = |ends: &[usize]| {
            ends.iter()
                .map(|end| format!("`{}` ({})", self.nominal(*end), self.extraction.nominals[*end].sort.label()))
                .collect::<Vec<_>>()
                .join(", ")
        };
        match outcome {
            Fate::Read => "what it read gave no claim".to_owned(),
            Fate::Silenced => "it takes the words away from less specific patterns, and claims nothing".to_owned(),
            Fate::Lacks(slot, wanted) => {
                format!("nothing of the class `{}` stands as {}", class(*wanted), slot.label())
            }
            Fate::Forbidden(slot, there) => {
                format!("something of the class `{}` stands as {}", class(*there), slot.label())
            }
            Fate::NoSubject => format!("no subject: no actor stands as {}", slots(pattern.subject_slots())),
            Fate::NoObject => format!("no object: nothing stands as {}", slots(pattern.object_slots())),
            Fate::SubjectUnfit(there) => format!("the subject is of the wrong sort: {}", ends(there)),
            Fate::ObjectUnfit(there) => format!("the object is of the wrong sort: {}", ends(there)),
            Fate::AlreadyTold => format!("`{}` is told by the words around it already", self.tree.form(token)),
            Fate::NoLightVerb => "it needs a light verb above it, and none is there".to_owned(),
            Fate::OtherPreposition => {
                let preposition = self.tree.preposition(token);
                format!("`{preposition}` stands before it, not {}", pattern.prepositions().join(" or "))
            }
            Fate::Dropped(operator) => {
                format!("dropped by the operator `{}`", self.english.patterns.operators[*operator].id)
            }
            Fate::Unfinished => "an end is missing behind the operators above it".to_owned(),
            Fate::Nameless => "nobody is named who bears the office".to_owned(),
            Fate::Past => "the office is held no more".to_owned(),
            Fate::Part => "the office is a deputy's, or one in a part of that body".to_owned(),
            Fate::Wished => "somebody only wishes for it".to_owned(),
            Fate::OneActor => "both ends are one actor".to_owned(),
            Fate::Repeated => "another pattern found the same ends with this kind".to_owned(),
            Fate::Proposed => "what it read is proposed: the reader is not sure enough of it".to_owned(),
            Fate::Unlikely => "what it read is unlikely, as the reader sees it".to_owned(),
        }
    }
}

/// "a verb", "an event".
fn with_article(noun: &str) -> String {
    format!("{} {noun}", if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}
