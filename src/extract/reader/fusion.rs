//! The reader's word and the patterns', weighed into one.
//!
//! In come what the patterns found and what the reader sees, out come the claims that are kept and those that wait for
//! somebody to look at them. The score of a claim is a logistic regression over a handful of numbers, one for claims
//! that a pattern found and one for those of the reader alone; `training/claims/fusion.py` fits both on annotated text
//! that the reader did not see, and they stand in `data/lang/en/reader.ron`.
//!
//! Decided here: what an entry of a project's own files found is kept, whatever the reader thinks of it, and where one
//! had the last word, or the project lists a sentence among those that say nothing, the reader has none; a claim over
//! two sentences, of which the reader sees nothing, and one of a kind that it was never shown, is kept as the pattern
//! made it.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::{Reading, Readings};
use crate::data;
use crate::extract::claim::{Finding, stands_in_title};
use crate::extract::factuality::weaker;
use crate::extract::filler::Fillers;
use crate::extract::nominal::{NominalForm, Owner};
use crate::extract::pattern::{Fate, Match, MatchTrace, Patterns, TriggeredBy, is_claimed_under_operators};
use crate::extract::veridicality::Below;
use crate::model::{Modality, Polarity, RelationKindId, Schema, Sort, Temporal};
use crate::nlp::{Relation, WordList, ln};
use crate::text::Rule;
use crate::text::single_spaced;

/// Logits further out count as this.
const BOUND: f32 = 8.0;

/// So far below the line lies what only waits.
const JUST_BELOW: f32 = 0.01;

/// How many heads up a body's person may stand: "a councillor of the Labour Party".
const HIGHEST_HOST: usize = 3;

/// How many claims of patterns in general a pattern's own record is mixed with.
const RECORD_WEIGHT: f32 = 4.0;

/// What makes a claim likelier, each in log odds.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Of the reader's logit of the claim itself.
    pub claim: f32,
    /// Of the reader's logit of the best other kind between the same ends.
    pub other_kind: f32,
    /// Of the reader's logit of the same kind the other way round.
    pub other_way: f32,
    /// Where a pattern found another kind between the same ends.
    pub other_pattern: f32,
    /// Where a pattern found the same kind between the same ends the other way round, and not this way.
    pub turned_pattern: f32,
    /// Where a pattern found, on the same word, the same kind of one of the ends and another one that is not joined to
    /// this one by "and": "Brandt, director of the agency, wrote to Hale".
    pub shared_end: f32,
    /// Of the log odds that a claim of that pattern is right.
    pub record: f32,
    /// Of every claim.
    pub base: f32,
}

/// From which score on a claim is made, and from which it is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// The claim is made.
    pub made: f32,
    /// It waits for somebody to look at it.
    pub proposed: f32,
}

/// What a project would rather have: claims that are right, or all that the text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OperatingPoint {
    /// Few claims, and few of them wrong.
    Precision,
    /// Between the two.
    #[default]
    Balanced,
    /// Many claims, more of them wrong.
    Recall,
}

impl OperatingPoint {
    /// All of them, the most cautious first.
    pub const ALL: [OperatingPoint; 3] = [OperatingPoint::Precision, OperatingPoint::Balanced, OperatingPoint::Recall];

    /// Its name, as in `data/project.ron`.
    pub fn label(self) -> &'static str {
        match self {
            OperatingPoint::Precision => "precision",
            OperatingPoint::Balanced => "balanced",
            OperatingPoint::Recall => "recall",
        }
    }
}

/// Thresholds by operating point.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatingPoints {
    /// Of [`OperatingPoint::Precision`].
    pub precision: Thresholds,
    /// Of [`OperatingPoint::Balanced`].
    pub balanced: Thresholds,
    /// Of [`OperatingPoint::Recall`].
    pub recall: Thresholds,
}

/// The numbers of `data/lang/en/reader.ron`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FusionNumbers {
    /// For claims that a pattern found.
    pub with_pattern: Weights,
    /// For claims of the reader alone.
    pub alone: Weights,
    /// Where the line is drawn.
    pub thresholds: OperatingPoints,
    /// From which log odds on the reader's word that something is less than actual counts.
    pub not_actual: f32,
    /// Which of these lines holds.
    #[serde(skip)]
    pub operating_point: OperatingPoint,
    /// By a pattern's id, how many of its claims in annotated text are right, of how many.
    pub records: BTreeMap<String, (u32, u32)>,
    /// The share of all their claims together that are right.
    #[serde(skip)]
    share: f32,
}

impl FusionNumbers {
    /// The numbers that the program carries.
    ///
    /// # Panics
    /// Never: a test reads them.
    pub fn built_in() -> FusionNumbers {
        let mut numbers: FusionNumbers =
            ron::from_str(data::FUSION).expect("the built-in numbers are sound; a test reads them");
        let sum = numbers.records.values().fold((0, 0), |sum, (right, all)| (sum.0 + right, sum.1 + all));
        numbers.share = sum.0 as f32 / sum.1.max(1) as f32;
        numbers
    }

    /// The thresholds that hold.
    fn chosen(&self) -> Thresholds {
        match self.operating_point {
            OperatingPoint::Precision => self.thresholds.precision,
            OperatingPoint::Balanced => self.thresholds.balanced,
            OperatingPoint::Recall => self.thresholds.recall,
        }
    }

    /// The log odds that a claim of a pattern is right: its own record, mixed with that of all patterns.
    fn record(&self, pattern: &str) -> f32 {
        let (right, all) = self.records.get(pattern).copied().unwrap_or_default();
        let chance = (right as f32 + RECORD_WEIGHT * self.share) / (all as f32 + RECORD_WEIGHT);
        ln(chance / (1.0 - chance))
    }
}

/// What is weighed.
pub struct Fusion<'f> {
    /// The document's nominals and trees.
    pub fillers: &'f Fillers<'f>,
    /// The patterns, with whose each is.
    pub patterns: &'f Patterns,
    /// How they and the reader are weighed.
    pub numbers: &'f FusionNumbers,
    /// Kinds of relations.
    pub schema: &'f Schema,
    /// What the reader sees.
    pub readings: &'f Readings,
    /// Triggers of which an entry that the project wrote had the last word.
    pub settled: &'f HashSet<usize>,
}

/// Two kinds with their logits, the better first.
type BestKinds = [(Option<RelationKindId>, f32); 2];

/// Ends and kind of a claim.
type Key = (usize, usize, RelationKindId);

impl Fusion<'_> {
    /// The claims that are kept and those that wait, each in order of the text.
    ///
    /// `found` is what the patterns found; `make` makes findings of matches, as those of the patterns were made;
    /// `attempts` hears what became of each that is not kept. Linear in findings and readings, with the logarithm of
    /// sorting.
    pub fn weigh(
        &self,
        found: Vec<Finding>,
        make: &dyn Fn(&[Match], &mut MatchTrace) -> Vec<Finding>,
        attempts: &mut MatchTrace,
    ) -> (Vec<Finding>, Vec<Finding>) {
        let opinions = Opinions::new(self, &found);
        let thresholds = self.numbers.chosen();
        let mut scored: Vec<(Finding, f32)> = Vec::new();
        let known: HashSet<Key> =
            found.iter().map(|finding| self.key(finding.subject, finding.object, finding.kind)).collect();
        for mut finding in found {
            let key = (finding.subject, finding.object, finding.kind);
            let reading = opinions.reading(key);
            finding.read = reading.is_some_and(|reading| reading.logit > 0.0);
            // Of two that say how real it is, the more careful one is believed.
            let is_title = self.schema.relation_kind(finding.kind).temporal == Temporal::State
                && stands_in_title(self.fillers, finding.trigger, finding.subject);
            if let Some(less) = reading
                .and_then(|reading| self.less_than_actual(reading))
                .filter(|_| !self.is_own(&finding) && !is_title)
            {
                finding.modality = weaker(less, finding.modality);
            }
            let undisputed =
                self.is_own(&finding) || !self.readings.knows(key.0, key.1) || !self.readings.tells(finding.kind);
            let score = if undisputed {
                f32::INFINITY
            } else {
                let numbers = self.numbers;
                let pattern = self.patterns.name_of(finding.pattern, &[]);
                numbers.with_pattern.record * numbers.record(&pattern)
                    + opinions.score(key, finding.trigger, numbers.with_pattern)
            };
            scored.push((finding, score));
        }
        let ends = |trigger: usize, subject: usize, object: usize| (trigger, subject.min(object), subject.max(object));
        let is_conditioned = |finding: &Finding| match finding.pattern {
            TriggeredBy::Pattern(index) => self.patterns.patterns[index].has_conditions(),
            TriggeredBy::Reader => false,
        };
        let told_by_patterns: HashSet<(usize, usize, usize)> = scored
            .iter()
            .filter(|(finding, score)| *score >= thresholds.made || is_conditioned(finding))
            .map(|(finding, _)| ends(finding.trigger, finding.subject, finding.object))
            .collect();
        // What a word states of a kind that the reader was never shown, it would take for the nearest that it knows.
        let unknown_to_reader: HashSet<usize> = scored
            .iter()
            .filter(|(finding, _)| !self.readings.tells(finding.kind))
            .map(|(finding, _)| finding.trigger)
            .collect();
        for reading in &self.readings.list {
            if unknown_to_reader.contains(&reading.trigger) {
                continue;
            }
            let key = (reading.subject, reading.object, reading.kind);
            // A word states one relation between two ends: where a pattern knows which, the reader adds no other; one
            // that heard what stands beside the word ("attacked in a speech") knows it even where its claim is not sure
            // enough.
            if told_by_patterns.contains(&ends(reading.trigger, reading.subject, reading.object)) {
                continue;
            }
            let is_settled = || self.settled.contains(&reading.trigger) || self.is_ignored(reading);
            if known.contains(&self.key(key.0, key.1, key.2)) || is_settled() {
                continue;
            }
            let mut score = opinions.score(key, reading.trigger, self.numbers.alone);
            // "Brandt, director of the agency, wrote to Hale": a word that a pattern has already given to other ends is
            // the reader's only where it is surer than it needs to be elsewhere.
            if opinions.is_shared(key, reading.trigger) && score < self.numbers.thresholds.precision.made {
                score = score.min(thresholds.made - JUST_BELOW);
            }
            if score < thresholds.proposed || self.belongs_to_another(reading) || self.is_done_to_owner(reading) {
                continue;
            }
            // "will hold talks": the talks are as real as what holds them.
            let tree = self.fillers.tree;
            let is_event = self.schema.relation_kind(reading.kind).temporal == Temporal::Event;
            let light = self.patterns.light_verb(tree, reading.trigger).filter(|_| is_event);
            let is_utterance = self.schema.relation_kind(reading.kind).is_utterance;
            let deed =
                light.or_else(|| deed_under(self.fillers, reading.trigger).filter(|_| is_event && !is_utterance));
            let matched = Match {
                pattern: TriggeredBy::Reader,
                kind: reading.kind,
                subject: vec![reading.subject],
                object: vec![reading.object],
                trigger: reading.trigger,
                predicate: deed.unwrap_or(reading.trigger),
                modality: self.less_than_actual(reading),
                denied: false,
                settled: false,
                operators: Vec::new(),
                light: None,
            };
            if !is_claimed_under_operators(self.fillers, (self.patterns, self.schema), &matched) {
                continue;
            }
            let read = |finding| (Finding { read: true, ..finding }, score);
            scored.extend(make(&[matched], attempts).into_iter().map(read));
        }
        let (mut kept, mut waiting) = (Vec::new(), Vec::new());
        for (finding, score) in self.told_once(scored, thresholds) {
            let (told, trigger) = (finding.pattern, finding.trigger);
            if score >= thresholds.made {
                kept.push(finding);
            } else if score >= thresholds.proposed {
                attempts.note_triggered(told, trigger, || Fate::Proposed);
                waiting.push(finding);
            } else {
                attempts.note_triggered(told, trigger, || Fate::Unlikely);
            }
        }
        for list in [&mut kept, &mut waiting] {
            list.sort_by_key(|finding| (finding.trigger, finding.pattern, finding.subject, finding.object));
        }
        (kept, waiting)
    }

    /// Leaves out what says no more than a surer claim of the same sentence, kind and actors: "German Chancellor Angela
    /// Merkel" is two nominals and one actor. What patterns found and is sure enough is left as it is.
    fn told_once(&self, mut scored: Vec<(Finding, f32)>, thresholds: Thresholds) -> Vec<(Finding, f32)> {
        if !Rule::FusionOnce.applies() {
            return scored;
        }
        let place = |finding: &Finding| (finding.trigger, finding.pattern, finding.subject, finding.object);
        let is_left =
            |finding: &Finding, score: f32| finding.pattern != TriggeredBy::Reader && score >= thresholds.made;
        scored.sort_by(|(one, score), (other, other_score)| {
            is_left(other, *other_score)
                .cmp(&is_left(one, *score))
                .then_with(|| other_score.total_cmp(score))
                .then_with(|| place(one).cmp(&place(other)))
        });
        let chain = |end: usize| self.fillers.chains.chain_of[end];
        let mut told: HashSet<(usize, Key, bool)> = HashSet::new();
        scored.retain(|(finding, score)| {
            let key = self.key(chain(finding.subject), chain(finding.object), finding.kind);
            let is_first = told.insert((
                self.fillers.tree.sentence(finding.trigger).start,
                key,
                finding.polarity == Polarity::Denied,
            ));
            is_first || is_left(finding, *score)
        });
        scored
    }

    /// The key of a claim, with the ends of a symmetric kind in order of the text.
    fn key(&self, subject: usize, object: usize, kind: RelationKindId) -> Key {
        if self.schema.relation_kind(kind).symmetric {
            (subject.min(object), subject.max(object), kind)
        } else {
            (subject, object, kind)
        }
    }

    /// How real the reader thinks a claim to be, where that is less than actual.
    fn less_than_actual(&self, reading: &Reading) -> Option<Modality> {
        if !Rule::FusionModality.applies() {
            return None;
        }
        (reading.not_actual >= self.numbers.not_actual).then_some(reading.modality)
    }

    /// "Gary Chan of the Alliance and Eunice Yung of the New Party": the second party is the second one's, whatever the
    /// reader thinks of the first. Asked of what holds between a person and a body, where the body hangs on the name of
    /// somebody else.
    fn belongs_to_another(&self, reading: &Reading) -> bool {
        if self.schema.relation_kind(reading.kind).temporal != Temporal::State {
            return false;
        }
        let Fillers { tree, nominals, chains, .. } = self.fillers;
        let mut sentence = tree.sentence(reading.trigger);
        if sentence.any(|token| WordList::WordsOfPairing.has(tree.lower(token))) {
            return true;
        }
        let is_named_person = |nominal: usize| {
            let nominal = &nominals[nominal];
            nominal.sort == Sort::Person && nominal.form == NominalForm::Name
        };
        if !is_named_person(reading.subject) || nominals[reading.object].name.is_none() {
            return false;
        }
        let mut token = nominals[reading.object].head;
        for _ in 0..HIGHEST_HOST {
            let hangs_in_phrase = matches!(
                tree.relation(token),
                Relation::Nmod
                    | Relation::NmodPoss
                    | Relation::NmodUnmarked
                    | Relation::NmodDesc
                    | Relation::Compound
                    | Relation::Conj
            );
            let Some(host) = tree.head(token).filter(|_| hangs_in_phrase) else { return false };
            if let Some(person) = self.fillers.at_or_in(host).filter(|person| is_named_person(*person)) {
                return chains.chain_of[person] != chains.chain_of[reading.subject];
            }
            token = host;
        }
        false
    }

    /// "China's finance ministry announced tariffs": what a body does to its own owner is told by more than a word.
    fn is_done_to_owner(&self, reading: &Reading) -> bool {
        let Fillers { nominals, chains, .. } = self.fillers;
        let is_owner = |body: usize, owner: usize| {
            let Some(Owner::Nominal(head)) = nominals[body].body.as_ref().and_then(|body| body.owner.as_ref()) else {
                return false;
            };
            self.fillers.at(*head).is_some_and(|whose| chains.chain_of[whose] == chains.chain_of[owner])
        };
        self.schema.relation_kind(reading.kind).temporal == Temporal::Event
            && (is_owner(reading.subject, reading.object) || is_owner(reading.object, reading.subject))
    }

    /// True where the project wrote that a sentence says nothing of this kind.
    fn is_ignored(&self, reading: &Reading) -> bool {
        let tree = self.fillers.tree;
        self.patterns.has_own_ignores() && {
            let sentence = single_spaced(tree.words(&tree.sentence(reading.trigger)));
            self.patterns.is_ignored(&sentence, reading.kind)
        }
    }

    /// True where an entry that a project wrote itself had a hand in a finding.
    fn is_own(&self, finding: &Finding) -> bool {
        match finding.pattern {
            TriggeredBy::Pattern(index) => self.patterns.patterns[index].is_own,
            TriggeredBy::Reader => false,
        }
    }
}

/// "cancelled a meeting": the deed below a word that says whether it happened, where the reader took that word for the
/// one that tells it.
fn deed_under(fillers: &Fillers<'_>, trigger: usize) -> Option<usize> {
    let tree = fillers.tree;
    let keys = [tree.lemma(trigger)];
    fillers.lexicon.veridicality.signature(keys.into_iter(), "", Below::Deed)?;
    tree.dependent(trigger, &[Relation::Obj, Relation::NsubjPass])
        .filter(|deed| fillers.at(*deed).is_none_or(|nominal| fillers.nominals[nominal].sort == Sort::Thing))
}

/// What the reader and the patterns say of pairs of ends.
struct Opinions<'f> {
    fusion: &'f Fusion<'f>,
    readings: HashMap<Key, &'f Reading>,
    /// The two best kinds of each pair, with their logits.
    best: HashMap<(usize, usize), BestKinds>,
    /// Kinds that patterns found between two ends, in either direction.
    patterns: HashMap<(usize, usize), Vec<RelationKindId>>,
    /// What patterns found.
    found: HashSet<Key>,
    /// By an end, the kind and whether it is the object, the other ends that patterns found with it, each with its
    /// trigger; of a symmetric kind both ends are subjects.
    partners: HashMap<(usize, RelationKindId, bool), Vec<(usize, usize)>>,
}

impl<'f> Opinions<'f> {
    fn new(fusion: &'f Fusion<'f>, found: &[Finding]) -> Opinions<'f> {
        let mut opinions = Opinions {
            fusion,
            readings: HashMap::new(),
            best: HashMap::new(),
            patterns: HashMap::new(),
            found: HashSet::new(),
            partners: HashMap::new(),
        };
        for reading in &fusion.readings.list {
            opinions.readings.insert((reading.subject, reading.object, reading.kind), reading);
            let symmetric = fusion.schema.relation_kind(reading.kind).symmetric;
            let pairs = [(reading.subject, reading.object), (reading.object, reading.subject)];
            for pair in &pairs[..1 + usize::from(symmetric)] {
                let [first, second] = opinions.best.entry(*pair).or_insert([(None, -BOUND); 2]);
                let own = (Some(reading.kind), reading.logit);
                if reading.logit > first.1 {
                    *second = std::mem::replace(first, own);
                } else if reading.logit > second.1 {
                    *second = own;
                }
            }
        }
        for finding in found {
            let ends = (finding.subject.min(finding.object), finding.subject.max(finding.object));
            opinions.patterns.entry(ends).or_default().push(finding.kind);
            opinions.found.insert((finding.subject, finding.object, finding.kind));
            let is_object = !fusion.schema.relation_kind(finding.kind).symmetric;
            opinions
                .partners
                .entry((finding.subject, finding.kind, false))
                .or_default()
                .push((finding.object, finding.trigger));
            opinions
                .partners
                .entry((finding.object, finding.kind, is_object))
                .or_default()
                .push((finding.subject, finding.trigger));
        }
        opinions
    }

    fn reading(&self, (subject, object, kind): Key) -> Option<&'f Reading> {
        self.readings.get(&self.fusion.key(subject, object, kind)).copied()
    }

    fn logit(&self, key: Key) -> f32 {
        self.reading(key).map_or(-BOUND, |reading| reading.logit.clamp(-BOUND, BOUND))
    }

    /// True where a pattern found, on the same word, the same kind of one of the ends and another one that is not
    /// joined to this one.
    fn is_shared(&self, (subject, object, kind): Key, trigger: usize) -> bool {
        let symmetric = self.fusion.schema.relation_kind(kind).symmetric;
        let tree = self.fusion.fillers.tree;
        let first = |nominal: usize| tree.first_conjunct(self.fusion.fillers.nominals[nominal].head);
        let apart = |one: usize, other: usize| one != other && first(one) != first(other);
        let with_another = |end: usize, is_object: bool, known: usize| {
            let partners = self.partners.get(&(end, kind, is_object && !symmetric));
            partners
                .is_some_and(|partners| partners.iter().any(|(partner, on)| *on == trigger && apart(*partner, known)))
        };
        with_another(subject, false, object) || with_another(object, true, subject)
    }

    /// Log odds that a claim is right.
    fn score(&self, (subject, object, kind): Key, trigger: usize, weights: Weights) -> f32 {
        let other_kind = self
            .best
            .get(&(subject, object))
            .map_or(-BOUND, |[first, second]| if first.0 == Some(kind) { second.1 } else { first.1 });
        let symmetric = self.fusion.schema.relation_kind(kind).symmetric;
        let other_way = if symmetric { -BOUND } else { self.logit((object, subject, kind)) };
        let ends = (subject.min(object), subject.max(object));
        let other_pattern = self.patterns.get(&ends).is_some_and(|kinds| kinds.iter().any(|found| *found != kind));
        let found = |subject, object| self.found.contains(&(subject, object, kind));
        let turned_pattern = !symmetric && found(object, subject) && !found(subject, object);
        let shared_end = self.is_shared((subject, object, kind), trigger);
        weights.base
            + weights.claim * self.logit((subject, object, kind))
            + weights.other_kind * other_kind.clamp(-BOUND, BOUND)
            + weights.other_way * other_way
            + if other_pattern { weights.other_pattern } else { 0.0 }
            + if turned_pattern { weights.turned_pattern } else { 0.0 }
            + if shared_end { weights.shared_end } else { 0.0 }
    }
}
