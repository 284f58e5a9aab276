//! The patterns' own sentences, run as tests.
//!
//! In come what is known of English and a language model, out come violations: entries without examples, sentences that
//! an entry should find and does not, sentences that it should leave alone and does not. Every sentence goes through
//! the whole extraction, as a document of its own in which nobody is curated. An end is found where it, or another
//! mention of whom it means, has its head inside the marks.

use std::fmt;

use super::claim::Finding;
use super::factuality::Factuality;
use super::pattern::{Attempt, Example, Fate, TriggeredBy};
use super::tree::Tree;
use super::veridicality::SignatureExample;
use super::{English, Extraction, Extractor};
use crate::model::{Modality, Polarity, Schema, Sort};
use crate::nlp::{Language, Scratch, Upos};
use crate::text::ron::At;
use crate::text::{Place, single_spaced};

/// What is wrong with an entry of the pattern files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The entry.
    pub id: String,
    /// File that it stands in.
    pub file: String,
    /// Where the entry or its sentence stands.
    pub place: Place,
    /// What is wrong.
    pub breach: Breach,
}

/// How an entry breaks what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Breach {
    /// It has no sentence that it must find.
    NoExamples,
    /// It does not find its sentence; what was found there instead.
    Missed {
        /// The sentence.
        text: String,
        /// The claims found there, by whatever pattern.
        instead: Vec<String>,
    },
    /// It finds something where it must stay silent.
    Fired {
        /// The sentence.
        text: String,
        /// What it found there.
        found: Vec<String>,
    },
    /// Of a word of its sentence it says something else than it must.
    Told {
        /// The sentence.
        text: String,
        /// What it says.
        told: String,
        /// What it must say.
        wanted: String,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.breach {
            Breach::NoExamples => write!(f, "`{}` has no sentence in `finds`", self.id),
            Breach::Missed { text, instead } if instead.is_empty() => {
                write!(f, "`{}` does not find `{text}`; nothing is found there", self.id)
            }
            Breach::Missed { text, instead } => {
                write!(f, "`{}` does not find `{text}`; found there: {}", self.id, instead.join("; "))
            }
            Breach::Fired { text, found } => {
                write!(f, "`{}` should ignore `{text}` and finds: {}", self.id, found.join("; "))
            }
            Breach::Told { text, told, wanted } => {
                write!(f, "what `{}` states in `{text}` comes out as {told}, not {wanted}", self.id)
            }
        }
    }
}

/// What an entry must be seen to do.
#[derive(Clone, Copy)]
enum Entry {
    Pattern(usize),
    Light(usize),
    Operator(usize),
}

/// Runs the examples of the patterns, light verbs and operators that stand in the files asked for. In the order of the
/// files; none where all is well.
pub fn violations(
    english: &English,
    schema: &Schema,
    language: &Language<'_>,
    asked: &dyn Fn(&str) -> bool,
) -> Vec<Violation> {
    let patterns = &english.patterns;
    let mut check = Check { english, schema, language, scratch: Scratch::default(), found: Vec::new() };
    for (index, pattern) in patterns.patterns.iter().enumerate().filter(|(_, pattern)| asked(&pattern.file)) {
        let of = Of { id: &pattern.id, file: &pattern.file, place: &pattern.place };
        check.entry(Entry::Pattern(index), of, &pattern.finds, &pattern.ignores);
    }
    for (index, light) in patterns.lights.iter().enumerate().filter(|(_, light)| asked(&light.file)) {
        let of = Of { id: &light.id, file: &light.file, place: &light.place };
        check.entry(Entry::Light(index), of, &light.finds, &light.ignores);
    }
    for (index, operator) in patterns.operators.iter().enumerate().filter(|(_, operator)| asked(&operator.file)) {
        let of = Of { id: &operator.id, file: &operator.file, place: &operator.place };
        check.entry(Entry::Operator(index), of, &operator.finds, &operator.ignores);
    }
    check.found
}

/// Runs the sentences of the signatures of words, of every file; none where all is well.
pub fn signature_violations(english: &English, language: &Language<'_>) -> Vec<Violation> {
    let mut scratch = Scratch::default();
    let veridicality = &english.lexicon.veridicality;
    let told_otherwise = |example: &SignatureExample| {
        let analysis = language.analyse(&example.text, &mut scratch);
        let tree = Tree::new(&example.text, &analysis);
        let word = (0..tree.len()).find(|token| tree.token(*token).span.start() == example.word)?;
        let factuality = Factuality {
            tree: &tree,
            veridicality,
            speech: &|token| english.attribution.stance(&tree, token),
            is_heard: &|_| false,
            is_utterance: false,
        };
        let is_deed = tree.upos(word) == Upos::Noun;
        let told = if is_deed { factuality.of_deed(word) } else { factuality.of(word) };
        let words = |(polarity, modality): (Polarity, Modality)| format!("{}, {}", polarity.label(), modality.label());
        (told != example.told).then(|| Violation {
            id: tree.form(word).to_owned(),
            file: "veridicality.ron".to_owned(),
            place: example.place.clone(),
            breach: Breach::Told { text: example.text.clone(), told: words(told), wanted: words(example.told) },
        })
    };
    veridicality.examples().iter().filter_map(told_otherwise).collect()
}

/// Whose sentences are run.
#[derive(Clone, Copy)]
struct Of<'e> {
    id: &'e str,
    file: &'e str,
    place: &'e Place,
}

struct Check<'c> {
    english: &'c English,
    schema: &'c Schema,
    language: &'c Language<'c>,
    scratch: Scratch,
    found: Vec<Violation>,
}

impl Check<'_> {
    fn entry(&mut self, entry: Entry, of: Of<'_>, finds: &[Example], ignores: &[At<String>]) {
        let mut breaches = Vec::new();
        if finds.is_empty() {
            breaches.push((of.place, Breach::NoExamples));
        }
        breaches.extend(finds.iter().filter_map(|example| Some((&example.place, self.missed(entry, example)?))));
        breaches.extend(ignores.iter().filter_map(|text| Some((&text.place, self.fired(entry, &text.value)?))));
        self.found.extend(breaches.into_iter().map(|(place, breach)| Violation {
            id: of.id.to_owned(),
            file: of.file.to_owned(),
            place: place.clone(),
            breach,
        }));
    }

    /// What the patterns alone make of a sentence.
    fn trace(&mut self, tree: &Tree<'_>) -> (Extraction, Vec<Attempt>) {
        let (english, schema) = (self.english, self.schema);
        let extractor = Extractor { english, schema, sort_of: &|_| Sort::Thing, reader: None };
        extractor.trace(tree, &[], None, &mut self.scratch)
    }

    fn missed(&mut self, entry: Entry, example: &Example) -> Option<Breach> {
        let analysis = self.language.analyse(&example.text, &mut self.scratch);
        let tree = Tree::new(&example.text, &analysis);
        let (extraction, attempts) = self.trace(&tree);
        let claims_nothing = match entry {
            Entry::Pattern(index) => self.english.patterns.patterns[index].kind.is_none().then(|| {
                attempts
                    .iter()
                    .any(|attempt| attempt.pattern == TriggeredBy::Pattern(index) && attempt.outcome == Fate::Silenced)
            }),
            Entry::Operator(index) => self.english.patterns.operators[index]
                .only_drops()
                .then(|| attempts.iter().any(|attempt| attempt.outcome == Fate::Dropped(index))),
            Entry::Light(_) => None,
        };
        let is_found = claims_nothing.unwrap_or_else(|| {
            let ends = |finding: &&Finding| {
                stands_in(&tree, &extraction, finding.subject, example.subject)
                    && stands_in(&tree, &extraction, finding.object, example.object)
            };
            let symmetric = |finding: &&Finding| self.schema.relation_kind(finding.kind).symmetric;
            let turned = |finding: &&Finding| {
                stands_in(&tree, &extraction, finding.object, example.subject)
                    && stands_in(&tree, &extraction, finding.subject, example.object)
            };
            extraction
                .findings
                .iter()
                .filter(|finding| is_by(entry, finding))
                .any(|finding| ends(&finding) || symmetric(&finding) && turned(&finding))
        });
        let instead = || extraction.findings.iter().map(|finding| self.shown(&tree, &extraction, finding)).collect();
        (!is_found).then(|| Breach::Missed { text: example.text.clone(), instead: instead() })
    }

    fn fired(&mut self, entry: Entry, text: &str) -> Option<Breach> {
        let analysis = self.language.analyse(text, &mut self.scratch);
        let tree = Tree::new(text, &analysis);
        let (extraction, attempts) = self.trace(&tree);
        let mut found: Vec<String> = extraction
            .findings
            .iter()
            .filter(|finding| is_by(entry, finding))
            .map(|finding| self.shown(&tree, &extraction, finding))
            .collect();
        let took_words = match entry {
            Entry::Pattern(index) => attempts
                .iter()
                .any(|attempt| attempt.pattern == TriggeredBy::Pattern(index) && attempt.outcome == Fate::Silenced),
            Entry::Operator(index) => attempts.iter().any(|attempt| attempt.outcome == Fate::Dropped(index)),
            Entry::Light(_) => false,
        };
        if took_words {
            found.push("that nothing is claimed".to_owned());
        }
        (!found.is_empty()).then(|| Breach::Fired { text: text.to_owned(), found })
    }

    /// "Arland attacked Borland (pattern attacked)".
    fn shown(&self, tree: &Tree<'_>, extraction: &Extraction, finding: &Finding) -> String {
        let words = |nominal: usize| single_spaced(tree.words(&extraction.nominals[nominal].tokens));
        let denied = if finding.polarity == Polarity::Denied { ", denied" } else { "" };
        let told = self.english.patterns.name_of(finding.pattern, &finding.operators);
        format!(
            "{} {} {} ({told}{denied})",
            words(finding.subject),
            self.schema.relation_kind(finding.kind).key,
            words(finding.object)
        )
    }
}

/// True where the entry had a hand in the finding.
fn is_by(entry: Entry, finding: &Finding) -> bool {
    match entry {
        Entry::Pattern(index) => finding.pattern == TriggeredBy::Pattern(index),
        Entry::Light(index) => finding.light == Some(index),
        Entry::Operator(index) => finding.operators.contains(&index),
    }
}

/// True where a mention of whom the nominal means has its head between two bytes.
fn stands_in(tree: &Tree<'_>, extraction: &Extraction, nominal: usize, (start, end): (usize, usize)) -> bool {
    let members = &extraction.chains.members[extraction.chains.chain_of[nominal]];
    let inside = |member: &usize| {
        let span = tree.token(extraction.nominals[*member].head).span;
        start <= span.start() && span.end() <= end
    };
    inside(&nominal) || members.iter().any(inside)
}
