//! The language engine: a text to its analysis, stage by stage.

use std::ops::Range;

use super::analysis::{Analysis, Token};
use super::feature::{self, Features};
use super::lemma::Lemmas;
use super::mend::mend;
use super::name;
use super::network::{Candidates, ClaimHead, ClaimScores, ModelError, Network, Parse, Scratch, Sections, Unit};
use super::sentence::sentences;
use super::tag::{Relation, Xpos};
use super::token::tokens;
use kg_text::Span;

/// The English language engine, over the bytes of a model file.
pub struct Language<'m> {
    network: Network<'m>,
    lemmas: Lemmas<'m>,
    /// Which model file it is.
    checksum: u32,
    claims: Option<ClaimHead<'m>>,
}

impl<'m> Language<'m> {
    /// Opens a model file. Linear in its bytes, which are all checked; a damaged file is an error that names the
    /// section.
    pub fn open(bytes: &'m [u8]) -> Result<Language<'m>, ModelError> {
        Language::open_on(bytes, Unit::best())
    }

    /// Opens a model file to be computed on one vector unit; the result is the same bits on all.
    pub fn open_on(bytes: &'m [u8], unit: Unit) -> Result<Language<'m>, ModelError> {
        let sections = Sections::open(bytes)?;
        Ok(Language {
            network: Network::open(&sections, unit)?,
            lemmas: Lemmas::open(&sections)?,
            checksum: sections.checksum(),
            claims: None,
        })
    }

    /// Opens the claims reader that was trained on this model. A damaged file, or one that was made for another model,
    /// is an error that names the section. Linear in its bytes.
    pub fn with_claims(mut self, bytes: &'m [u8]) -> Result<Language<'m>, ModelError> {
        self.claims = Some(ClaimHead::open(&Sections::open(bytes)?, self.checksum)?);
        Ok(self)
    }

    /// The kinds of relations that the claims reader knows, by key, in the order of its scores; none without a reader.
    pub fn claim_kinds(&self) -> &[&'m str] {
        self.claims.as_ref().map_or(&[], ClaimHead::kinds)
    }

    /// The row of a way through the tree in the claims reader's table; 0 without a reader.
    pub fn claim_path(&self, way: &str) -> usize {
        self.claims.as_ref().map_or(0, |claims| claims.path(way))
    }

    /// What the claims reader thinks of a sentence; `None` without a reader. Linear in the forms, and in triggers times
    /// ends. `scratch` shows in nothing that comes out.
    ///
    /// # Panics
    /// Where a candidate is no token of the sentence, or a path no row of the table.
    pub fn claims(&self, forms: &[&str], candidates: &Candidates, scratch: &mut Scratch) -> Option<ClaimScores> {
        self.claims.as_ref().map(|claims| claims.read(&self.network, forms, candidates, scratch))
    }

    /// Analyses a text: any text, with whatever comes out. Linear in the text.
    ///
    /// `scratch` only saves work: what comes out does not depend on what it saw before.
    pub fn analyse(&self, text: &str, scratch: &mut Scratch) -> Analysis {
        let spans = tokens(text);
        let sentences = sentences(&self.network, text, &spans, scratch);
        self.analyse_tokens(text, &spans, sentences, scratch)
    }

    /// Analyses a text whose tokens and sentences are known. `sentences` are ranges of `spans`, in order, none empty,
    /// together all of them.
    pub fn analyse_tokens(
        &self,
        text: &str,
        spans: &[Span],
        sentences: Vec<Range<usize>>,
        scratch: &mut Scratch,
    ) -> Analysis {
        let mut analysis = Analysis {
            tokens: Vec::with_capacity(spans.len()),
            sentences,
            names: Vec::new(),
            lemmas: String::with_capacity(text.len()),
        };
        let (mut parse, mut tags, mut key) = (Parse::default(), Vec::new(), String::new());
        let mut names = Vec::new();
        for sentence in &analysis.sentences {
            let spans = &spans[sentence.clone()];
            self.network.parse(spans.iter().map(|span| span.of(text)), scratch, &mut parse, &mut tags);
            for (token, span) in spans.iter().enumerate() {
                analysis.tokens.push(Token {
                    span: *span,
                    xpos: parse.xpos[token],
                    upos: parse.upos[token],
                    features: Features::default(),
                    head: u32::try_from(sentence.start + parse.heads[token]).expect("a text has fewer than 2^32 bytes"),
                    relation: parse.relations[token],
                    lemma: Span::new(0, 0),
                });
            }
            mend(text, &mut analysis.tokens[sentence.start..], sentence.start);
            for token in &mut analysis.tokens[sentence.start..] {
                let start = analysis.lemmas.len();
                self.lemmas.lemma(token.span.of(text), token.xpos, &mut key, &mut analysis.lemmas);
                token.lemma = Span::new(start, analysis.lemmas.len());
            }
            set_features(text, &mut analysis.tokens[sentence.start..], sentence.start);
            name::collect(&tags, sentence.start, &mut names);
            name::without_prefixed(text, &analysis.tokens, &mut names);
            name::name_after_title(text, &analysis.tokens, sentence.clone(), &mut names);
            analysis.names.append(&mut names);
        }
        name::agree(text, &analysis.tokens, &analysis.sentences, &mut analysis.names);
        name::join_names(&analysis.names, &mut analysis.tokens);
        analysis
    }

    /// Where the sentences of a text are, from first to last token. Linear.
    pub fn sentences(&self, text: &str, scratch: &mut Scratch) -> Vec<Span> {
        let spans = tokens(text);
        let ranges = sentences(&self.network, text, &spans, scratch);
        ranges.into_iter().map(|range| Span::new(spans[range.start].start(), spans[range.end - 1].end())).collect()
    }
}

/// What the dependents of a token say about it.
const AUXILIARY: u8 = 1;
const PASSIVE_AUXILIARY: u8 = 2;
const SUBJECT: u8 = 4;
const TO: u8 = 8;
const OBJECT: u8 = 16;

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the relations are those of a standard; the few that matter are named"
)]
fn set_features(text: &str, tokens: &mut [Token], first: usize) {
    let mut dependents = vec![0u8; tokens.len()];
    for token in tokens.iter() {
        let said = match token.relation {
            Relation::AuxPass => AUXILIARY | PASSIVE_AUXILIARY,
            Relation::Aux => AUXILIARY,
            Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => SUBJECT,
            Relation::Obj => OBJECT,
            Relation::Mark if token.xpos == Xpos::To => TO,
            _ => 0,
        };
        dependents[token.head as usize - first] |= said;
    }
    // "was captured and killed": the second participle is as passive as the first.
    let mut passive: Vec<bool> = Vec::with_capacity(tokens.len());
    for (token, said) in tokens.iter().zip(&dependents) {
        // "the killed general", "a general killed in Baghdad": a participle without "have" is passive.
        let alone = matches!(
            token.relation,
            Relation::Amod | Relation::Acl | Relation::Root | Relation::Xcomp | Relation::Case | Relation::Parataxis
        ) && said & AUXILIARY == 0;
        // "if attacked in Iraq, they would": a clause of a bare participle.
        let clause = token.relation == Relation::Advcl && said & (AUXILIARY | SUBJECT | OBJECT) == 0;
        let head = token.head as usize - first;
        let joined =
            token.relation == Relation::Conj && said & AUXILIARY == 0 && passive.get(head).copied().unwrap_or(false);
        passive.push(token.xpos == Xpos::Vbn && (said & PASSIVE_AUXILIARY != 0 || alone || clause || joined));
    }
    for ((token, said), passive) in tokens.iter_mut().zip(&dependents).zip(passive) {
        token.features = feature::features(&feature::TokenFeatures {
            form: token.span.of(text),
            upos: token.upos,
            xpos: token.xpos,
            relation: token.relation,
            passive,
            has_auxiliary: said & AUXILIARY != 0,
            has_subject: said & SUBJECT != 0,
            has_to: said & TO != 0,
        });
    }
}
