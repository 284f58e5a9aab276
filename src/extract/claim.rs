//! Matches to findings: claims of a document whose ends are nominals.
//!
//! In come matches, reports and dates; out come findings with polarity, modality, speakers and date. Each pair of ends
//! is a finding of its own. Decided here: the words of a claim are its sentence; a claim inside a denial is denied, one
//! inside a wish is planned.

use std::collections::BTreeSet;

use super::attribution::{AttributionWords, Report, Reported, Stance};
use super::date::{DateExpression, date_of};
use super::factuality::{Factuality, is_alternative, is_negated, is_taken_for_granted, turns, weaker};
use super::filler::Fillers;
use super::nominal::{Nominal, NominalForm};
use super::pattern::{Family, Fate, Match, MatchTrace, Patterns, TriggeredBy};
use super::tree::Tree;
use super::veridicality::{Below, Says};
use crate::model::{Modality, PartialDate, Period, Polarity, RelationKindId, Schema, Sort, Temporal};
use crate::nlp::{Relation, Upos, WordList};
use crate::text::Rule;
use crate::text::Span;

/// A claim of a document; its ends are nominals of the document, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Kind of relation.
    pub kind: RelationKindId,
    /// Who acts.
    pub subject: usize,
    /// Whom it concerns. In another chain than the subject.
    pub object: usize,
    /// Said to be so or not.
    pub polarity: Polarity,
    /// How real.
    pub modality: Modality,
    /// When it happened or held, where the words tell.
    pub period: Period,
    /// When it was said.
    pub said: Period,
    /// The reports it stands in, outermost first, by index.
    pub reports: Vec<usize>,
    /// The sentence that states it.
    pub span: Span,
    /// The token that triggered the pattern.
    pub trigger: usize,
    /// What told it.
    pub pattern: TriggeredBy,
    /// Operators that rewrote it.
    pub operators: Vec<usize>,
    /// The light verb that told it, by its place among the lights.
    pub light: Option<usize>,
    /// The reader sees it too, or alone.
    pub read: bool,
}

impl Finding {
    /// The PLOVER root that its pattern names; none where it names none, an operator rewrote the finding, or the deed
    /// is denied or still to come.
    pub fn plover<'p>(&self, patterns: &'p Patterns) -> Option<&'p str> {
        let TriggeredBy::Pattern(index) = self.pattern else { return None };
        let pattern = &patterns.patterns[index];
        let plain =
            self.operators.is_empty() && self.polarity == Polarity::Affirmed && self.modality != Modality::Planned;
        pattern.plover.as_deref().filter(|_| plain && pattern.kind == Some(self.kind))
    }

    /// Whose word it is, outermost first, each with its report and the head token that names it, where one does; those
    /// who say it side by side one after the other.
    pub fn speakers<'r>(&self, reports: &'r [Report]) -> Vec<(&'r Report, Option<usize>)> {
        let Some((last, relays)) = self.reports.split_last() else { return Vec::new() };
        let relayed = relays.iter().map(|report| (&reports[*report], reports[*report].source));
        let report = &reports[*last];
        let sources = report.sources();
        if sources.is_empty() {
            return relayed.chain([(report, None)]).collect();
        }
        relayed.chain(sources.into_iter().map(|source| (report, Some(source)))).collect()
    }

    /// How many of the speakers, counted from the last, say it side by side; 1 where one does and where there is none.
    pub fn together(&self, reports: &[Report]) -> usize {
        self.reports.last().map_or(1, |last| reports[*last].sources().len().max(1))
    }
}

/// The words for somebody who says something; none where nobody is named.
pub fn words_of_source(
    tree: &Tree<'_>,
    nominals: &[Nominal],
    report: &Report,
    source: Option<usize>,
) -> Option<String> {
    let nominal = |head: usize| nominals.binary_search_by_key(&head, |nominal| nominal.head).ok();
    let tokens = match source.filter(|_| !report.beside.is_empty()).and_then(nominal) {
        Some(nominal) => &nominals[nominal].tokens,
        None => &report.source_tokens,
    };
    (!tokens.is_empty()).then(|| tree.words(tokens).to_owned())
}

/// PLOVER roots of kinds that a denial may state: "will not accept".
const ADVERSE: [&str; 5] = ["REJECT", "ACCUSE", "THREATEN", "SANCTION", "COERCE"];

/// Makes the findings of a document, in order of the text; none twice.
pub fn findings(
    fillers: &Fillers<'_>,
    (patterns, attribution, schema): (&Patterns, &AttributionWords, &Schema),
    matches: &[Match],
    reported: &Reported<'_>,
    (dates, published): (&[DateExpression], Option<PartialDate>),
    attempts: &mut MatchTrace,
) -> Vec<Finding> {
    let (tree, reports) = (fillers.tree, reported.reports);
    let veridicality = &fillers.lexicon.veridicality;
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let contests = |report: &Report| report.stance == Stance::Contests;
    for matched in matches {
        // "Kenya denied it" refuses nobody anything.
        if reports.iter().any(|report| contests(report) && report.cue.contains(&matched.trigger)) {
            continue;
        }
        // "declined to say whether he had met Brandt": who says nothing refuses nobody anything.
        let is_silence = |clause: usize| attribution.stance(tree, clause).is_some();
        if matched.pattern == TriggeredBy::Reader
            && attribution.is_unspoken(tree.lemma(matched.trigger))
            && tree.dependents_by(matched.trigger, &[Relation::Xcomp]).any(is_silence)
        {
            continue;
        }
        // "the director of the agency will resign": that he directs it is no plan.
        let family = match matched.pattern {
            TriggeredBy::Pattern(index) => Some(patterns.patterns[index].family),
            // What the reader sees in a noun is told as a noun's pattern tells it.
            TriggeredBy::Reader => {
                let verbal = matches!(tree.upos(matched.predicate), Upos::Verb | Upos::Aux);
                (!verbal).then_some(Family::Noun)
            }
        };
        let is_state = schema.relation_kind(matched.kind).temporal == Temporal::State;
        // "the agency, close to the ministry,"
        let aside = family == Some(Family::Adjective)
            && matches!(tree.relation(matched.predicate), Relation::Amod | Relation::Acl | Relation::Appos);
        let told_by_phrase = (aside || matches!(family, Some(Family::Noun | Family::Participle | Family::Prefix)))
            && tree.dependent(matched.predicate, &[Relation::Cop]).is_none()
            && tree.relation(matched.predicate) != Relation::Xcomp;
        // That an accusation is rejected does not make it one that was not made.
        let is_utterance = schema.relation_kind(matched.kind).is_utterance;
        let factuality = Factuality {
            tree,
            veridicality,
            speech: &|token| attribution.stance(tree, token),
            is_heard: &|token| {
                patterns.operator(tree, token).is_some_and(|operator| matched.operators.contains(&operator))
            },
            is_utterance,
        };
        let is_deed = family == Some(Family::Noun) && !is_state && !is_utterance && told_by_phrase;
        let (polarity, modality) = if is_deed && !matched.settled {
            factuality.of_deed(matched.predicate)
        } else if told_by_phrase && is_state && is_absent(tree, matched.trigger) {
            (Polarity::Denied, Modality::Actual)
        } else if told_by_phrase || matched.settled || family == Some(Family::Modal) {
            (Polarity::Affirmed, Modality::Actual)
        } else {
            factuality.of(matched.predicate)
        };
        let polarity = if matched.denied { opposite(polarity) } else { polarity };
        // "will not accept", "is not doing enough": the reader sees a refusal or a reproach in the denial itself, where
        // no pattern knows the word for one that is denied by "not".
        let is_in_denial = Rule::ClaimInDenial.applies()
            && matched.pattern == TriggeredBy::Reader
            && polarity == Polarity::Denied
            && schema.relation_kind(matched.kind).plover.as_deref().is_some_and(|root| ADVERSE.contains(&root))
            && is_negated(tree, matched.trigger)
            && !patterns.knows(tree.lemma(matched.trigger), matched.kind);
        let polarity = if is_in_denial { Polarity::Affirmed } else { polarity };
        // "Foreign Minister Brandt may resign": that she holds the office is no less than actual.
        let says = matched.modality.filter(|_| {
            let is_title = |end: &usize| stands_in_title(fillers, matched.trigger, *end);
            !(is_state && matched.pattern == TriggeredBy::Reader && matched.subject.iter().any(is_title))
        });
        let modality = says.map_or(modality, |says| weaker(says, modality));
        // The trigger may itself be the cue of a report, "Arland warned Borland": the source of that report is the
        // subject of the claim and not its speaker.
        let mut around: Vec<usize> = reported
            .around(matched.predicate)
            .into_iter()
            .filter(|report| !reports[*report].cue.contains(&matched.predicate))
            .collect();
        // "Brandt said Borland must leave": she asks it, and nobody else says so.
        if family == Some(Family::Modal) {
            around.pop();
        }
        // "denied that it failed after the ministry had criticized it": the criticism is not denied.
        // "is said to have attacked": nobody is named who says so, and so it is no more than possible.
        let is_unnamed = |report: &usize| is_unnamed(fillers, &reports[*report]);
        let is_granted = |report: &Report| {
            report
                .content
                .iter()
                .any(|piece| piece.contains(&matched.predicate) && is_taken_for_granted(tree, matched.predicate, piece))
        };
        let is_hearsay = |report: &Report| {
            report.stance != Stance::Wants && !is_known_to_hold(fillers, report) && !is_granted(report)
        };
        let told_by_verb = matches!(tree.upos(matched.predicate), Upos::Verb | Upos::Aux);
        let hearsay = told_by_verb && around.iter().any(|report| is_unnamed(report) && is_hearsay(&reports[*report]));
        // "does not plan to meet": the plan's own word has turned it already.
        let is_turned = |report: &Report| {
            report.cue.clone().any(|word| {
                let heard = patterns.operator(tree, word).is_some_and(|operator| matched.operators.contains(&operator));
                heard && is_negated(tree, word)
            })
        };
        let is_denied = |report: &Report| report.stance == Stance::Denies && !is_granted(report) && !is_turned(report);
        let denied = around.iter().filter(|report| is_denied(&reports[**report])).count() % 2 == 1;
        let wanted = around.iter().any(|report| reports[*report].stance == Stance::Wants);
        // "urged Arland to get the militia under its control": a state that is only wished for holds for nobody.
        if Rule::ClaimWished.applies() && wanted && is_state && !told_by_phrase {
            attempts.note_triggered(matched.pattern, matched.trigger, || Fate::Wished);
            continue;
        }
        // "denied that its service, the agency, had helped": that the agency is its service is not denied.
        let polarity = if denied && !told_by_phrase { opposite(polarity) } else { polarity };
        let modality = if wanted && !told_by_phrase { weaker(modality, Modality::Planned) } else { modality };
        let modality =
            if hearsay && !told_by_phrase && modality == Modality::Actual { Modality::Possible } else { modality };
        around.retain(|report| !is_unnamed(report));
        // "On 15 April the army of Borland attacked": the day on which it attacked says nothing of whose army it is; a
        // year says at least that it was so then.
        let is_day = |period: Period| period.from().is_some_and(|date| date.parts().2.is_some());
        let bounds = |date: &&DateExpression| {
            !(is_state && told_by_phrase && is_day(date.period))
                || tree.phrase(matched.trigger).contains(&date.tokens.start)
        };
        let period = date_of(tree, dates, matched.predicate)
            .or_else(|| date_of(tree, dates, matched.trigger))
            .filter(bounds)
            .map_or(Period::UNKNOWN, |date| date.period);
        let said = around
            .last()
            .and_then(|report| date_of(tree, dates, reports[*report].cue.start))
            .map_or(Period::UNKNOWN, |date| date.period);
        for subject in &matched.subject {
            for object in &matched.object {
                // "the director of the agency": an office without a name tells of nobody. The reader was taught who
                // belongs to whom, and what a number of people do in a noun: "the rebels' conflict with Arland".
                let nominal = &fillers.nominals[*subject];
                let is_taught = matched.pattern == TriggeredBy::Reader && (is_state || nominal.plural);
                let unnamed = Rule::ClaimUnnamed.applies()
                    && told_by_phrase
                    && !is_taught
                    && nominal.sort == Sort::Person
                    && !fillers.has_name(*subject);
                // "it killed them": a pronoun that nothing explains, or that stands for a thing, is nobody.
                if [*subject, *object].iter().any(|end| is_nobody(fillers, *end)) {
                    attempts.note_triggered(matched.pattern, matched.trigger, || Fate::Nameless);
                    continue;
                }
                // "withdraws from the bloc": a member until then.
                let period = if is_state && veridicality.is_ending(tree.lemma(matched.trigger)) {
                    over_by(period, published).unwrap_or(period)
                } else {
                    period
                };
                // "the former director of the agency" directs nothing now: he ceased before the document was published,
                // and where that is not known, nothing says that he does not direct it still.
                let is_past = family == Some(Family::Noun) && is_past(fillers, matched.trigger, *subject);
                let Some(period) =
                    (if is_past { over_by(period, published.filter(|_| is_state)) } else { Some(period) })
                else {
                    attempts.note_triggered(matched.pattern, matched.trigger, || Fate::Past);
                    continue;
                };
                // "the EU's foreign policy chief" leads its foreign policy, "the deputy intelligence chief" nothing.
                if family == Some(Family::Noun)
                    && schema.relation_kind(matched.kind).key == "leads"
                    && leads_a_part(fillers, matched.trigger, *object)
                {
                    attempts.note_triggered(matched.pattern, matched.trigger, || Fate::Part);
                    continue;
                }
                let same = fillers.chains.chain_of[*subject] == fillers.chains.chain_of[*object];
                if unnamed || same || !seen.insert((matched.kind, *subject, *object)) {
                    attempts.note_triggered(matched.pattern, matched.trigger, || {
                        if unnamed {
                            Fate::Nameless
                        } else if same {
                            Fate::OneActor
                        } else {
                            Fate::Repeated
                        }
                    });
                    continue;
                }
                let turned = [*subject, *object]
                    .iter()
                    .filter(|end| turns(tree, veridicality, fillers.nominals[**end].head, matched.predicate))
                    .count();
                let polarity = if turned % 2 == 1 { opposite(polarity) } else { polarity };
                let is_alternative = Rule::ClaimAlternative.applies()
                    && polarity == Polarity::Affirmed
                    && [fillers.nominals[*subject].head, fillers.nominals[*object].head, matched.predicate]
                        .into_iter()
                        .any(|token| is_alternative(tree, token));
                let modality = if is_alternative { weaker(modality, Modality::Possible) } else { modality };
                found.push(Finding {
                    kind: matched.kind,
                    subject: *subject,
                    object: *object,
                    polarity,
                    modality,
                    period,
                    said,
                    reports: whose_word(fillers, reported, schema, matched, *subject, &around),
                    span: words_of(tree, matched.trigger, [*subject, *object].map(|end| fillers.nominals[end].head)),
                    trigger: matched.trigger,
                    pattern: matched.pattern,
                    operators: matched.operators.clone(),
                    light: matched.light,
                    read: false,
                });
            }
        }
    }
    for (index, report) in reports.iter().enumerate().filter(|(_, report)| contests(report)) {
        let contested = contested(fillers, schema, &found, report);
        found.extend(contested.into_iter().map(|finding| Finding {
            polarity: Polarity::Denied,
            reports: vec![index],
            span: {
                let denial = tree.span(&tree.sentence(report.cue.start));
                Span::new(finding.span.start().min(denial.start()), finding.span.end().max(denial.end()))
            },
            ..finding
        }));
    }
    found
}

/// What a denial of words before it denies: what its source is said to have done there, else what somebody is reported
/// to have said.
fn contested(fillers: &Fillers<'_>, schema: &Schema, found: &[Finding], report: &Report) -> Vec<Finding> {
    let chain = |nominal: usize| fillers.chains.chain_of[nominal];
    let denier = report.source.and_then(|source| fillers.at(source)).map(chain);
    let there = found.iter().filter(|finding| {
        finding.polarity == Polarity::Affirmed && report.content.iter().any(|piece| piece.contains(&finding.trigger))
    });
    let own: Vec<Finding> = there.clone().filter(|finding| Some(chain(finding.subject)) == denier).cloned().collect();
    if !own.is_empty() {
        return own;
    }
    let is_others_word =
        |finding: &&Finding| !finding.reports.is_empty() && !schema.relation_kind(finding.kind).is_utterance;
    there.filter(is_others_word).cloned().collect()
}

/// The reports around a match that make it somebody's word.
///
/// "Brandt said the director of the agency had left": that he directs it stands in a phrase, which takes for granted
/// what it says, so it is the writer's knowledge, as is the criticism in "said that the criticism by the Front was
/// unfair". "Brandt says she warned the Front" is her warning, and that she says so adds nothing.
fn whose_word(
    fillers: &Fillers<'_>,
    reported: &Reported<'_>,
    schema: &Schema,
    matched: &Match,
    subject: usize,
    around: &[usize],
) -> Vec<usize> {
    let (tree, kind) = (fillers.tree, schema.relation_kind(matched.kind));
    let in_a_phrase = !matches!(tree.upos(matched.trigger), Upos::Verb | Upos::Aux)
        || matches!(tree.relation(matched.trigger), Relation::Acl | Relation::AclRelcl | Relation::Amod);
    let predicated = tree.dependent(matched.predicate, &[Relation::Cop]).is_some()
        || tree.relation(matched.predicate) == Relation::Xcomp;
    if Rule::ClaimPhrase.applies()
        && in_a_phrase
        && !predicated
        && (kind.is_utterance || kind.temporal == Temporal::State)
    {
        return Vec::new();
    }
    let says_it_itself = |report: &usize| {
        let source = reported.reports[*report].source.and_then(|source| fillers.at(source));
        source.is_some_and(|source| fillers.chains.chain_of[source] == fillers.chains.chain_of[subject])
    };
    let mut told: Vec<usize> =
        around.iter().copied().filter(|report| !(kind.is_utterance && says_it_itself(report))).collect();
    // "NATO said its commander had praised what it did": of one who speaks of his own words, once.
    let source = |report: usize| reported.reports[report].source.and_then(|source| fillers.at(source));
    let chain = |report: usize| source(report).map(|source| fillers.chains.chain_of[source]);
    told.dedup_by(|inner, outer| chain(*inner).is_some() && chain(*inner) == chain(*outer));
    told
}

/// True for a word that stands before the name of an end, in its phrase, and says nothing of the future there: "Foreign
/// Minister" before "Ada Brandt", but not "president-elect".
pub(super) fn stands_in_title(fillers: &Fillers<'_>, word: usize, end: usize) -> bool {
    let nominal = &fillers.nominals[end];
    let veridicality = &fillers.lexicon.veridicality;
    nominal.tokens.contains(&word)
        && nominal.name.as_ref().is_some_and(|name| word < name.start)
        && nominal.tokens.clone().all(|token| veridicality.adjective(fillers.tree.lower(token)).is_none())
}

/// True for a report whose source is nobody: no words name one, or they name a time or a thing that bears no words.
fn is_unnamed(fillers: &Fillers<'_>, report: &Report) -> bool {
    let Some(source) = report.source else { return true };
    fillers.at(source).is_some_and(|nominal| {
        let of = &fillers.nominals[nominal];
        of.sort == Sort::Thing
            && of.name.is_none()
            && of.form == NominalForm::Description
            && !WordList::NounsOfSources.has(fillers.tree.lemma(source))
            && !fillers.classes(source).has(fillers.lexicon.core.message)
    })
}

/// True where the word of the report says that what it reports is so: "it was found that".
fn is_known_to_hold(fillers: &Fillers<'_>, report: &Report) -> bool {
    let cue = [fillers.tree.lemma(report.cue.start)];
    let signature = fillers.lexicon.veridicality.signature(cue.into_iter(), "", Below::Clause);
    signature.is_some_and(|signature| signature.affirmed == Says::Holds)
}

/// True for a pronoun without a phrase in its chain that could act or be held.
fn is_nobody(fillers: &Fillers<'_>, end: usize) -> bool {
    if !Rule::ClaimNobody.applies() {
        return false;
    }
    let meant = |member: &usize| {
        let nominal = &fillers.nominals[*member];
        nominal.form != NominalForm::Pronoun && (nominal.sort != Sort::Thing || nominal.name.is_some())
    };
    // "No group has claimed it": nobody is said to have done anything.
    let none = fillers.nominals[end].name.is_none()
        && fillers
            .tree
            .dependents_by(fillers.nominals[end].head, &[Relation::Det])
            .any(|word| fillers.tree.lower(word) == "no");
    none || fillers.nominals[end].form == NominalForm::Pronoun
        && !fillers.chains.members[fillers.chains.chain_of[end]].iter().any(meant)
}

/// True where an office is that of a deputy, or of something that stands between it and its owner.
fn leads_a_part(fillers: &Fillers<'_>, office: usize, object: usize) -> bool {
    if !Rule::ClaimPart.applies() {
        return false;
    }
    let tree = fillers.tree;
    let deputy = tree
        .dependents_by(office, &[Relation::Amod, Relation::Compound])
        .any(|word| WordList::WordsForDeputies.has(tree.lower(word)));
    let between = office.checked_sub(1).filter(|before| {
        tree.head(*before) == Some(office)
            && tree.relation(*before) == Relation::Compound
            && tree.upos(*before) == Upos::Noun
    });
    deputy
        || between.is_some_and(|between| {
            !fillers.nominals[object].tokens.contains(&between)
                && !WordList::NounsBeforeLeaders.has(tree.lower(between))
        })
}

/// "Arland has no soldiers in Borland", "does not have a correspondent in Borland": who is not there.
fn is_absent(tree: &Tree<'_>, noun: usize) -> bool {
    let not_had = || {
        tree.relation(noun) == Relation::Obj
            && tree.head(noun).is_some_and(|verb| tree.lemma(verb) == "have" && is_negated(tree, verb))
    };
    tree.upos(noun) == Upos::Noun && (is_negated(tree, noun) || not_had())
}

/// The period of a state that was over when the document was published; none where the document is not dated.
fn over_by(period: Period, published: Option<PartialDate>) -> Option<Period> {
    if period.to().is_some() {
        return Some(period);
    }
    let bounded = Period::new(period.from(), Some(published?)).or_else(|| Period::new(None, published));
    bounded.map(Period::known_over)
}

/// True where a word before an office says that it is held no more: "former", "ex-", "late".
fn is_past(fillers: &Fillers<'_>, office: usize, bearer: usize) -> bool {
    if !Rule::ClaimPast.applies() {
        return false;
    }
    let tree = fillers.tree;
    let bearer = &fillers.nominals[bearer].tokens;
    let start =
        if bearer.contains(&office) { bearer.start.min(tree.phrase(office).start) } else { tree.phrase(office).start };
    let past = |token: usize| WordList::WordsForFormer.has(tree.lower(token)) || tree.lower(token).starts_with("ex-");
    (start..=office).any(past)
}

/// Longest sentence, in tokens, that is quoted whole.
const LONGEST_QUOTED: usize = 150;

/// Tokens quoted around a claim in a longer one.
const AROUND: usize = 30;

/// The words that state a claim: the sentence; of one that never ends, the stretch from end to end with some words
/// around.
pub(crate) fn words_of(tree: &Tree<'_>, trigger: usize, ends: [usize; 2]) -> Span {
    let sentence = tree.sentence(trigger);
    if sentence.len() <= LONGEST_QUOTED {
        return tree.span(&sentence);
    }
    let places = ends.into_iter().filter(|place| sentence.contains(place));
    let (first, last) = places.fold((trigger, trigger), |(first, last), place| (first.min(place), last.max(place)));
    tree.span(&(first.saturating_sub(AROUND).max(sentence.start)..(last + AROUND).min(sentence.end)))
}

fn opposite(polarity: Polarity) -> Polarity {
    match polarity {
        Polarity::Affirmed => Polarity::Denied,
        Polarity::Denied => Polarity::Affirmed,
    }
}
