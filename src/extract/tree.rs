//! The trees of a text, ready to be asked.
//!
//! In comes an analysis, out come answers about its tokens: words in lower case, dependents, prepositions, whole
//! phrases. Tokens are counted from the start of the document, as in [`Analysis`]. Everything here is about form; what
//! a word means is decided by its callers.
//!
//! Building is linear in the tokens; so is no question but [`Tree::reach`], which is linear in the phrase.

use std::ops::Range;

use crate::nlp::{Analysis, Relation, Token, Upos, Xpos};
use crate::text::Span;

/// True for marks of direction, joiners and soft hyphens: they stand in words of the web and are no part of them.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// An analysed text with its dependents listed.
pub struct Tree<'a> {
    /// The text.
    pub text: &'a str,
    /// What the language engine made of it.
    pub analysis: &'a Analysis,
    /// Lower-case forms and lemmas, one after the other.
    lower: String,
    forms: Vec<Span>,
    /// The preposition of each token, empty where it has none.
    prepositions: Vec<Span>,
    lemmas: Vec<Span>,
    /// Dependents of every token, in order of the text, one token's after the other's.
    dependents: Vec<u32>,
    first_dependent: Vec<u32>,
    /// First and last token of the phrase under each token.
    edges: Vec<(u32, u32)>,
    sentence_of: Vec<u32>,
}

impl<'a> Tree<'a> {
    /// Lists the dependents. Linear in the tokens.
    pub fn new(text: &'a str, analysis: &'a Analysis) -> Tree<'a> {
        let tokens = &analysis.tokens;
        let count = tokens.len();
        let mut lower = String::with_capacity(text.len() * 2);
        let mut put = |word: &str| {
            let start = lower.len();
            if word.is_ascii() {
                lower.push_str(word);
                lower[start..].make_ascii_lowercase();
            } else {
                // One apostrophe and one hyphen are enough for word lists.
                lower.extend(
                    word.chars()
                        .flat_map(char::to_lowercase)
                        .map(|letter| match letter {
                            '’' | 'ʼ' => '\'',
                            '‑' | '‐' => '-',
                            other => other,
                        })
                        .filter(|letter| !is_invisible(*letter)),
                );
            }
            Span::new(start, lower.len())
        };
        let forms = tokens.iter().map(|token| put(token.span.of(text))).collect();
        let lemmas = tokens.iter().map(|token| put(analysis.lemma(token))).collect();

        let is_dependent = |index: usize| tokens[index].head as usize != index;
        let mut first_dependent = vec![0u32; count + 1];
        for index in (0..count).filter(|index| is_dependent(*index)) {
            first_dependent[tokens[index].head as usize + 1] += 1;
        }
        for index in 0..count {
            first_dependent[index + 1] += first_dependent[index];
        }
        let mut place = first_dependent.clone();
        let mut dependents = vec![0u32; first_dependent[count] as usize];
        for index in (0..count).filter(|index| is_dependent(*index)) {
            let head = tokens[index].head as usize;
            dependents[place[head] as usize] = index as u32;
            place[head] += 1;
        }
        let mut sentence_of = vec![0u32; count];
        for (sentence, range) in analysis.sentences.iter().enumerate() {
            sentence_of[range.clone()].fill(sentence as u32);
        }
        let mut tree = Tree {
            text,
            analysis,
            lower,
            forms,
            lemmas,
            prepositions: Vec::new(),
            dependents,
            first_dependent,
            edges: Vec::new(),
            sentence_of,
        };
        tree.edges = tree.edges_from_below();
        tree.prepositions = (0..count).map(|token| tree.put_preposition(token)).collect();
        tree
    }

    /// How many tokens.
    pub fn len(&self) -> usize {
        self.analysis.tokens.len()
    }

    /// True where the text has no tokens.
    pub fn is_empty(&self) -> bool {
        self.analysis.tokens.is_empty()
    }

    /// The token.
    pub fn token(&self, token: usize) -> &Token {
        &self.analysis.tokens[token]
    }

    /// The word as written.
    pub fn form(&self, token: usize) -> &'a str {
        self.token(token).span.of(self.text)
    }

    /// The word in lower case, with plain apostrophes and hyphens.
    pub fn lower(&self, token: usize) -> &str {
        self.forms[token].of(&self.lower)
    }

    /// The lemma in lower case.
    pub fn lemma(&self, token: usize) -> &str {
        self.lemmas[token].of(&self.lower)
    }

    /// Part of speech.
    pub fn upos(&self, token: usize) -> Upos {
        self.token(token).upos
    }

    /// Penn tag.
    pub fn xpos(&self, token: usize) -> Xpos {
        self.token(token).xpos
    }

    /// Relation to the head.
    pub fn relation(&self, token: usize) -> Relation {
        self.token(token).relation
    }

    /// The head; a root has none.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.token(token).head as usize;
        (head != token).then_some(head)
    }

    /// The dependents, in order of the text.
    pub fn dependents(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + Clone {
        self.dependents[self.first_dependent[token] as usize..self.first_dependent[token + 1] as usize]
            .iter()
            .map(|dependent| *dependent as usize)
    }

    /// The dependents in one of these relations.
    pub fn dependents_by<'s>(
        &'s self,
        token: usize,
        relations: &'s [Relation],
    ) -> impl DoubleEndedIterator<Item = usize> + 's {
        self.dependents(token).filter(|dependent| relations.contains(&self.relation(*dependent)))
    }

    /// The first dependent in one of these relations.
    pub fn dependent(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.dependents(token).find(|dependent| relations.contains(&self.relation(*dependent)))
    }

    /// The token and the heads above it, from it to the root.
    pub fn upwards(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(token), |token| self.head(*token))
    }

    /// True where `token` is `top` or stands under it.
    pub fn is_under(&self, token: usize, top: usize) -> bool {
        self.upwards(token).any(|above| above == top)
    }

    /// The preposition of a nominal, in lower case: `to`, `according to`, `because of`; empty where it has none.
    pub fn preposition(&self, token: usize) -> &str {
        self.prepositions[token].of(&self.lower)
    }

    /// From the first to the last token of the phrase under a token.
    pub fn phrase(&self, token: usize) -> Range<usize> {
        let (first, last) = self.edges[token];
        first as usize..last as usize + 1
    }

    /// From the first to the last token under `token`, going only through dependents that `passes` lets through.
    pub fn reach(&self, token: usize, passes: &dyn Fn(usize) -> bool) -> Range<usize> {
        let (mut first, mut last) = (token, token);
        let mut open: Vec<usize> = vec![token];
        while let Some(next) = open.pop() {
            first = first.min(next);
            last = last.max(next);
            open.extend(self.dependents(next).filter(|dependent| passes(*dependent)));
        }
        first..last + 1
    }

    /// Number of the token's sentence.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of[token] as usize
    }

    /// The tokens of the token's sentence.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        self.analysis.sentences[self.sentence_of(token)].clone()
    }

    /// Where a range of tokens stands in the text. The range is not empty.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        Span::new(self.token(tokens.start).span.start(), self.token(tokens.end - 1).span.end())
    }

    /// The words of a range of tokens, as written.
    pub fn words(&self, tokens: &Range<usize>) -> &'a str {
        self.span(tokens).of(self.text)
    }

    /// True where the verb is passive: "was killed", "killed in Baghdad".
    pub fn is_passive(&self, verb: usize) -> bool {
        self.token(verb).has(crate::nlp::Feature::VoicePass)
    }

    /// The first of what is joined: `Iran` for `Iraq` in "Iran and Iraq".
    pub fn first_conjunct(&self, token: usize) -> usize {
        let joined = |token: &usize| self.head(*token).filter(|_| self.relation(*token) == Relation::Conj);
        std::iter::successors(Some(token), joined).last().unwrap_or(token)
    }

    /// The nominal and those joined to it by "and" or a comma.
    pub fn joined(&self, nominal: usize) -> Vec<usize> {
        let mut list = vec![nominal];
        let mut next = 0;
        while next < list.len() {
            list.extend(self.dependents_by(list[next], &[Relation::Conj]));
            next += 1;
        }
        list.sort_unstable();
        list
    }

    /// Joins the words of a token's preposition: "because of" is one.
    fn put_preposition(&mut self, token: usize) -> Span {
        let case_of = |word: usize| {
            self.dependents_by(word, &[Relation::Case]).find(|case| *case < word && self.xpos(*case) != Xpos::Pos)
        };
        // "a series of precision strikes": the parser may hang "of" on the word before the noun.
        let of_modifier = || {
            self.dependents_by(token, &[Relation::Compound, Relation::NmodDesc])
                .filter(|modifier| *modifier < token)
                .find_map(case_of)
        };
        let Some(case) = case_of(token).or_else(of_modifier) else { return Span::new(0, 0) };
        let fixed: Vec<usize> = self.dependents_by(case, &[Relation::Fixed]).collect();
        // "out of": two prepositions side by side are one.
        let second = self.dependents_by(token, &[Relation::Case]).find(|second| *second == case + 1 && *second < token);
        if fixed.is_empty() && second.is_none() {
            return self.forms[case];
        }
        let start = self.lower.len();
        for word in [case].into_iter().chain(fixed).chain(second) {
            if self.lower.len() > start {
                self.lower.push(' ');
            }
            let word = self.forms[word];
            self.lower.extend_from_within(word.start()..word.end());
        }
        Span::new(start, self.lower.len())
    }

    /// Computes the edges of all phrases without recursion: a tree may be as deep as a sentence is long.
    fn edges_from_below(&self) -> Vec<(u32, u32)> {
        let mut edges: Vec<(u32, u32)> = (0..self.len() as u32).map(|token| (token, token)).collect();
        let mut waiting: Vec<u32> =
            (0..self.len()).map(|token| self.first_dependent[token + 1] - self.first_dependent[token]).collect();
        let mut ready: Vec<usize> = (0..self.len()).filter(|token| waiting[*token] == 0).collect();
        while let Some(token) = ready.pop() {
            if let Some(head) = self.head(token) {
                edges[head] = (edges[head].0.min(edges[token].0), edges[head].1.max(edges[token].1));
                waiting[head] -= 1;
                if waiting[head] == 0 {
                    ready.push(head);
                }
            }
        }
        edges
    }
}
