//! What the passes ask of nominals: their words, articles, places in the clause, and who speaks where.
//!
//! In come the same things that [`super::chains`] is given; out comes one profile a nominal. Nothing is decided here
//! about chains.

use std::collections::HashSet;

use super::gender::{Gender, gender_of};
use super::quotation::{Quotation, quotations};
use crate::extract::attribution::Report;
use crate::extract::lexicon::Lexicon;
use crate::extract::nominal::{Nominal, NominalForm, Owner};
use crate::extract::other_name::other_names;
use crate::extract::tree::Tree;
use crate::model::Sort;
use crate::nlp::{Relation, Upos, WordList, Xpos};
use crate::text::{fold_name, spelt_alike};

/// The document as the passes see it.
pub(super) struct Known<'a> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) nominals: &'a [Nominal],
    pub(super) lexicon: &'a Lexicon,
    /// By nominal.
    pub(super) profiles: Vec<Profile>,
    pub(super) quotations: Vec<Quotation>,
    /// Pairs that the text itself calls one, each under another name; sorted by the second.
    pub(super) other_names: Vec<(usize, usize)>,
    /// Their names, both ways round.
    names_of_one: HashSet<(String, String)>,
    /// The nominal whose head, or part of whose name, a token is.
    nominal_at: Vec<Option<usize>>,
    /// Number of the paragraph of each token; a line's end ends one.
    pub(super) paragraph: Vec<usize>,
}

/// A nominal's words and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Profile {
    /// Words of its name, without articles, marks and particles: `nouri`, `maliki`.
    pub(super) name: Vec<String>,
    /// Lemma of the common noun that says what it is: `general`, the last word of "Quds Force", the title before a
    /// person's name.
    pub(super) noun: Option<String>,
    /// All other words that describe it, states by their names: `Iran`, `top`, `military`.
    pub(super) words: Vec<String>,
    pub(super) article: Article,
    pub(super) gender: Option<Gender>,
    pub(super) role: Role,
    /// Its place in [`Known::quotations`].
    pub(super) quotation: Option<usize>,
    pub(super) sentence: usize,
    /// Of a body that many have, whose it is: `Iran`; words of a name in lower case.
    pub(super) owner: Option<String>,
    /// True where it stands for a state: "Iran", "the Iranians", "Tehran said", not "in Tehran" and not "an Iranian".
    pub(super) is_state: bool,
}

/// How a noun phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Article {
    /// "the general".
    The,
    /// "those groups".
    Demonstrative,
    /// "his country", "Iran's army".
    Possessive,
    /// "a general", "some groups", "two soldiers", "other forces".
    Indefinite,
    /// "security forces".
    None,
}

/// A nominal's place in its clause, most salient first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Subject,
    Object,
    Oblique,
    /// Inside another noun phrase.
    Inner,
}

/// Most tokens of a phrase whose words are read.
const LONGEST_READ: usize = 24;

impl<'a> Known<'a> {
    pub(super) fn new(
        tree: &'a Tree<'a>,
        nominals: &'a [Nominal],
        reports: &[Report],
        lexicon: &'a Lexicon,
    ) -> Known<'a> {
        let mut nominal_at = vec![None; tree.len()];
        let mut state_at = vec![None; tree.len()];
        for (index, nominal) in nominals.iter().enumerate() {
            if let Some(name) = &nominal.name {
                nominal_at[name.clone()].fill(Some(index));
                if nominal.state.is_some() {
                    state_at[name.clone()].fill(Some(index));
                }
            }
        }
        for (index, nominal) in nominals.iter().enumerate() {
            nominal_at[nominal.head] = Some(index);
        }
        let mut paragraph = vec![0; tree.len()];
        for token in 1..tree.len() {
            let between =
                tree.text.get(tree.token(token - 1).span.end()..tree.token(token).span.start()).unwrap_or_default();
            paragraph[token] = paragraph[token - 1] + usize::from(between.contains('\n'));
        }
        let quotations = quotations(tree, reports, &paragraph);
        let profiles: Vec<Profile> =
            nominals.iter().map(|nominal| profile(tree, nominal, lexicon, nominals, &state_at, &quotations)).collect();
        let other_names = other_names(tree, nominals);
        let joined = |nominal: usize| profiles[nominal].name.join(" ");
        let names_of_one = (other_names.iter())
            .flat_map(|(first, other)| [(joined(*first), joined(*other)), (joined(*other), joined(*first))])
            .collect();
        Known { tree, nominals, lexicon, profiles, quotations, other_names, names_of_one, nominal_at, paragraph }
    }

    /// The nominal whose head, or part of whose name, a token is.
    pub(super) fn nominal_at(&self, token: usize) -> Option<usize> {
        self.nominal_at[token]
    }

    /// Who speaks in the quotation that a nominal stands in.
    pub(super) fn speaker(&self, nominal: usize) -> Option<usize> {
        self.profiles[nominal]
            .quotation
            .and_then(|quotation| self.quotations[quotation].speaker)
            .and_then(|token| self.nominal_at(token))
    }

    /// True where one stands inside the other: "his" in "his brother".
    pub(super) fn nested(&self, left: usize, right: usize) -> bool {
        // "the Norwegian government" is Norway.
        if state_of_government(self, left).or_else(|| state_of_government(self, right)).is_some() {
            return false;
        }
        let (left, right) = (&self.nominals[left], &self.nominals[right]);
        // "Press Secretary Ada Brandt" may be a title with a name in it: that is one actor.
        let titled = |inner: &Nominal, outer: &Nominal| {
            self.tree.head(inner.head) == Some(outer.head)
                && matches!(self.tree.relation(inner.head), Relation::Flat | Relation::NmodDesc | Relation::Appos)
        };
        let inside = |inner: &Nominal, outer: &Nominal| {
            outer.tokens.contains(&inner.head)
                && !outer.name.as_ref().is_some_and(|name| name.contains(&inner.head))
                && !titled(inner, outer)
        };
        inside(left, right) || inside(right, left)
    }

    /// True where both are arguments of one verb, and neither is reflexive: "Ada saw her".
    pub(super) fn co_arguments(&self, left: usize, right: usize) -> bool {
        if self.is_reflexive(left) || self.is_reflexive(right) {
            return false;
        }
        let (left, right) = (self.nominals[left].head, self.nominals[right].head);
        let (Some(verb_left), Some(verb_right)) = (self.verb(left), self.verb(right)) else { return false };
        if verb_left == verb_right {
            return true;
        }
        // "Ada met Bruno and thanked him": the subject of "thanked" is Ada.
        let shared = |verb: usize, other: usize| self.subject_of(verb) == Some(other);
        self.role_of(left) != Role::Subject && shared(verb_left, right)
            || self.role_of(right) != Role::Subject && shared(verb_right, left)
    }

    pub(super) fn is_reflexive(&self, nominal: usize) -> bool {
        let word = self.tree.lower(self.nominals[nominal].head);
        self.nominals[nominal].form == NominalForm::Pronoun && (word.ends_with("self") || word.ends_with("selves"))
    }

    /// The verb or predicate that a token is an argument of.
    pub(super) fn verb(&self, token: usize) -> Option<usize> {
        let top = top_of_conjunction(self.tree, token);
        match role_of(self.tree, top) {
            Role::Subject | Role::Object | Role::Oblique => self.tree.head(top),
            Role::Inner => None,
        }
    }

    fn role_of(&self, token: usize) -> Role {
        role_of(self.tree, top_of_conjunction(self.tree, token))
    }

    /// Whoever does what a verb says, also where the subject stands with another verb.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the treebank has half a hundred relations")]
    pub(super) fn subject_of(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let mut verb = verb;
        for _ in 0..FARTHEST_SUBJECT {
            if let Some(subject) = tree.dependent(verb, &[Relation::Nsubj, Relation::NsubjPass]) {
                return Some(subject);
            }
            let head = tree.head(verb)?;
            match tree.relation(verb) {
                // "asked Bruno to help him": Bruno helps.
                Relation::Xcomp => {
                    if let Some(object) = tree.dependent(head, &[Relation::Obj, Relation::Iobj]) {
                        return Some(object);
                    }
                }
                Relation::Conj | Relation::Advcl => {}
                _ => return None,
            }
            verb = head;
        }
        None
    }

    /// True where two person names can name one: the last words are the same, and so are the first where both have one.
    pub(super) fn same_person(&self, left: usize, right: usize) -> bool {
        let (left, right) = (&self.profiles[left].name, &self.profiles[right].name);
        let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
        let ([short_first, .., short_last], [long_first, .., long_last]) = (short.as_slice(), long.as_slice()) else {
            let alike = |one: Option<&String>, other: Option<&String>| {
                one.zip(other).is_some_and(|(one, other)| spelt_alike(one, other))
            };
            return alike(long.last(), short.last()) || long.first() == short.first();
        };
        let initial = |one: &str, other: &str| one.chars().count() == 1 && other.starts_with(one);
        let first = spelt_alike(short_first, long_first)
            || initial(short_first, long_first)
            || initial(long_first, short_first);
        first && spelt_alike(short_last, long_last) || long.ends_with(short)
    }

    /// True where the text calls the bearers of two names one.
    pub(super) fn said_to_be_one(&self, left: usize, right: usize) -> bool {
        let name = |nominal: usize| self.profiles[nominal].name.join(" ");
        !self.names_of_one.is_empty() && self.names_of_one.contains(&(name(left), name(right)))
    }

    /// True where the text gives the first nominal another name with the second.
    pub(super) fn gives_other_name(&self, first: usize, second: usize) -> bool {
        let found = self.other_names.binary_search_by_key(&second, |(_, other)| *other);
        found.is_ok_and(|at| self.other_names[at].0 == first)
    }

    /// The nominals from at most `sentences` sentences before a nominal up to it, at most `most` of them.
    pub(super) fn window(&self, nominal: usize, sentences: usize, most: usize) -> std::ops::Range<usize> {
        let from = self.profiles[nominal].sentence.saturating_sub(sentences);
        let start = self.nominals[..nominal].partition_point(|other| self.tree.sentence_of(other.head) < from);
        start.max(nominal.saturating_sub(most))..nominal
    }
}

/// How far a subject may be shared: "met Bruno, thanked him and left to see him".
const FARTHEST_SUBJECT: usize = 5;

fn profile(
    tree: &Tree<'_>,
    nominal: &Nominal,
    lexicon: &Lexicon,
    nominals: &[Nominal],
    state_at: &[Option<usize>],
    quotations: &[Quotation],
) -> Profile {
    let name: Vec<String> = nominal
        .name
        .clone()
        .map(|tokens| name_words(tree, tokens.start..tokens.end.min(tokens.start + LONGEST_READ)))
        .unwrap_or_default();
    let read = nominal.tokens.start..nominal.tokens.end.min(nominal.tokens.start + LONGEST_READ);
    let noun_at = match (&nominal.name, nominal.form) {
        (None, NominalForm::Description) => Some(nominal.head),
        // "CIA director Mike Pompeo": he is a director.
        (Some(name), _) if nominal.sort == Sort::Person => (read.start..name.start).rev().find(|token| {
            lexicon.classes(title_word(tree, *token)).has(lexicon.core.title)
                || lexicon.classes(title_word(tree, *token)).has(lexicon.core.person)
        }),
        // "Ministry of Defence" is a ministry, "Quds Force" a force.
        (Some(name), _) if nominal.state.is_none() && name.len() > 1 => {
            let of = name.clone().find(|token| tree.lower(*token) == "of").filter(|of| *of > name.start);
            Some(of.map_or(name.end - 1, |of| of - 1))
        }
        // "the Coalition".
        (Some(name), NominalForm::Name) if nominal.tokens.start < name.start => Some(name.end - 1),
        _ => None,
    };
    let mut words = Vec::new();
    let mut last_state = None;
    for token in read.clone().filter(|token| Some(*token) != noun_at) {
        if nominal.sort == Sort::Person && nominal.name.as_ref().is_some_and(|name| name.contains(&token))
            || !is_content(tree, token)
        {
            continue;
        }
        match state_at[token] {
            Some(state) if last_state == Some(state) => {}
            Some(state) => words.push(nominals[state].state.clone().unwrap_or_default()),
            None => words.push(title_word(tree, token).to_owned()),
        }
        last_state = state_at[token];
    }
    let noun = noun_at.map(|token| title_word(tree, token).to_owned());
    let gender = gender_of(tree, nominal, &name, noun.as_deref());
    let top = top_of_conjunction(tree, nominal.head);
    let quotation = quotations.partition_point(|quotation| quotation.tokens.end <= nominal.head);
    let quotation =
        quotations.get(quotation).is_some_and(|found| found.tokens.contains(&nominal.head)).then_some(quotation);
    let article = article(tree, nominal);
    let is_state = nominal.state.is_some() && nominal.sort != Sort::Person && is_state(tree, nominal, article, lexicon);
    let role = if nominal.form == NominalForm::Modifier { Role::Inner } else { role_of(tree, top) };
    let owner = nominal.body.as_ref().and_then(|body| body.owner.as_ref()).map(|owner| match owner {
        Owner::State(state) => state.clone(),
        Owner::Nominal(head) => {
            let owner = nominals.binary_search_by_key(head, |nominal| nominal.head).ok().map(|at| &nominals[at]);
            let name = owner.and_then(|owner| {
                owner.state.clone().or_else(|| Some(name_words(tree, owner.name.clone()?).join(" ")))
            });
            name.unwrap_or_default()
        }
    });
    let sentence = tree.sentence_of(nominal.head);
    Profile { name, noun, words, article, gender, role, quotation, sentence, owner, is_state }
}

/// Words that say something of whom they describe.
fn is_content(tree: &Tree<'_>, token: usize) -> bool {
    match tree.upos(token) {
        Upos::Adj | Upos::Noun | Upos::Propn | Upos::Verb | Upos::Num | Upos::X => {
            !WordList::AdjectivesOfTimeInOffice.has(tree.lower(token))
        }
        Upos::Adp
        | Upos::Adv
        | Upos::Aux
        | Upos::Cconj
        | Upos::Det
        | Upos::Intj
        | Upos::Part
        | Upos::Pron
        | Upos::Punct
        | Upos::Sconj
        | Upos::Sym => false,
    }
}

/// A lemma, in full where it is a title cut short: `gen` is `general`.
fn title_word<'t>(tree: &'t Tree<'_>, token: usize) -> &'t str {
    let lemma = tree.lemma(token).trim_matches(|letter: char| !letter.is_alphanumeric());
    let mut pairs = WordList::TitlesCutShort.words().iter();
    pairs.find_map(|pair| pair.strip_prefix(lemma)?.strip_prefix(' ')).unwrap_or(lemma)
}

/// Words of a name without articles, marks, particles and suffixes.
fn name_words(tree: &Tree<'_>, tokens: std::ops::Range<usize>) -> Vec<String> {
    let skipped = |token: &usize| {
        matches!(tree.upos(*token), Upos::Punct)
            || tree.xpos(*token) == Xpos::Pos
            || tree.lower(*token) == "-"
            || WordList::ArticlesAndSuffixesInNames.has(tree.lower(*token))
    };
    let mut words: Vec<String> = tokens
        .clone()
        .filter(|token| !skipped(token))
        .map(|token| {
            tree.lower(token)
                .chars()
                .filter(|letter| letter.is_alphanumeric() || *letter == '-' || *letter == '\'')
                .collect()
        })
        .collect();
    for word in &mut words {
        // "al-Maliki" in one token.
        for particle in WordList::ArticlesBeforeHyphenInNames.words() {
            if let Some(rest) = word.strip_prefix(*particle).filter(|rest| rest.len() > 2) {
                *word = rest.to_owned();
            }
        }
    }
    for word in words.iter_mut().filter(|word| !word.is_ascii()) {
        // "Erdoğan" is "Erdogan".
        *word = fold_name(word).replace(' ', "-");
    }
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        words = tokens.map(|token| tree.lower(token).to_owned()).collect();
    }
    words
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the treebank has half a hundred relations")]
fn article(tree: &Tree<'_>, nominal: &Nominal) -> Article {
    for token in nominal.tokens.start..nominal.head.min(nominal.tokens.start + LONGEST_READ) {
        match tree.relation(token) {
            Relation::Det | Relation::DetPredet
                if tree.head(token) == Some(nominal.head) || token == nominal.tokens.start =>
            {
                return match tree.lower(token) {
                    "the" if WordList::OtherAndOrdinals.has(tree.lower(token + 1)) => Article::Indefinite,
                    "the" => Article::The,
                    word if WordList::Demonstratives.has(word) => Article::Demonstrative,
                    _ => Article::Indefinite,
                };
            }
            Relation::NmodPoss if tree.head(token) == Some(nominal.head) => return Article::Possessive,
            Relation::Nummod if tree.head(token) == Some(nominal.head) => return Article::Indefinite,
            _ if WordList::WordsForUnknownNumbers.has(tree.lower(token)) => return Article::Indefinite,
            _ => {}
        }
    }
    Article::None
}

fn is_state(tree: &Tree<'_>, nominal: &Nominal, article: Article, lexicon: &Lexicon) -> bool {
    use crate::extract::lexicon::StateForm;
    let Some(name) = &nominal.name else { return false };
    let words: Vec<&str> = name.clone().map(|token| tree.lower(token)).collect();
    match lexicon.state(&words.join(" ")).map(|(_, form)| form) {
        // "London denied it", "talks with London"; else it is the city.
        Some(StateForm::Metonym) => {
            let acts = role_of(tree, nominal.head) == Role::Subject
                && tree.head(nominal.head).is_some_and(|verb| tree.upos(verb) == Upos::Verb && !tree.is_passive(verb));
            let with = WordList::PrepositionsBeforeStates.has(tree.preposition(nominal.head));
            nominal.form == NominalForm::Name && (acts || with)
        }
        // "an Iranian", "two Americans", "the Iranian" are people, "in German" is a language; "the French" are France.
        Some(StateForm::Demonym) => {
            let people = words
                .last()
                .is_some_and(|word| WordList::EndingsOfPeoples.words().iter().any(|ending| word.ends_with(*ending)));
            // "free Syrians" are some of them.
            let some = (nominal.tokens.start..name.start).any(|token| tree.upos(token) == Upos::Adj);
            nominal.form == NominalForm::Modifier
                || nominal.plural && !some && article != Article::Indefinite
                || article == Article::The && people
        }
        // "northern Iraq" is a part of it.
        Some(StateForm::Name) | None => {
            !(nominal.tokens.start..name.start).any(|token| WordList::WordsForPartsOfPlaces.has(tree.lower(token)))
        }
    }
}

/// "the Iraqi government", "the government of Iraq": the state; not "the Kurdistan Regional Government".
pub(super) fn state_of_government<'k>(known: &'k Known<'_>, index: usize) -> Option<&'k str> {
    let profile = &known.profiles[index];
    let is_government = known.nominals[index].form == NominalForm::Description
        && profile.noun.as_deref().is_some_and(|noun| WordList::NounsForGovernments.has(noun));
    if !is_government {
        return None;
    }
    let mut words = profile.words.iter().filter(|word| !WordList::AdjectivesOfGovernments.has(word));
    let (Some(word), None) = (words.next(), words.next()) else { return None };
    known.lexicon.state(&word.to_lowercase()).map(|(state, _)| state.name.as_str())
}

/// True behind "in", "near": the nominal says where.
pub(super) fn is_in_place(tree: &Tree<'_>, head: usize) -> bool {
    WordList::PrepositionsOfPlace.has(tree.preposition(head))
}

/// How many "and" are climbed: enough for lists that people write.
const LONGEST_LIST: usize = 16;

/// The first of a list: what stands where the whole list stands.
fn top_of_conjunction(tree: &Tree<'_>, token: usize) -> usize {
    let mut top = token;
    for _ in 0..LONGEST_LIST {
        match tree.head(top) {
            Some(head) if tree.relation(top) == Relation::Conj => top = head,
            _ => break,
        }
    }
    top
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the treebank has half a hundred relations")]
fn role_of(tree: &Tree<'_>, token: usize) -> Role {
    match tree.relation(token) {
        Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => Role::Subject,
        Relation::Obj | Relation::Iobj => Role::Object,
        Relation::Obl | Relation::OblAgent | Relation::Vocative | Relation::Dislocated => Role::Oblique,
        // A headline or a heading is a noun phrase by itself.
        Relation::Root => Role::Object,
        _ => Role::Inner,
    }
}
