//! Noun phrases that can be an end of a claim: names, descriptions, adjectives of nationality, pronouns.
//!
//! In come the tree, the gazetteer's mentions and the lexicon; out come nominals by head token. A nominal is the
//! maximal noun phrase, because "forces under his control" is somebody else than "forces"; its name, where it has one,
//! is kept apart.

use std::ops::Range;

use super::lexicon::{CoreClasses, Lexicon, NounClasses, StateForm};
use super::tree::Tree;
use crate::model::{ActorId, Mention, MentionForm, Sort};
use crate::nlp::{NameKind, Relation, Upos, Xpos};

/// A noun phrase that may stand for an actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nominal {
    /// Its head token.
    pub head: usize,
    /// The maximal phrase, without relative clauses and appositions.
    pub tokens: Range<usize>,
    /// The proper name in it that names it: "Mike Pompeo" in "CIA director Mike Pompeo".
    pub name: Option<Range<usize>>,
    /// How it refers.
    pub form: NominalForm,
    /// What it can stand for.
    pub sort: Sort,
    /// True for "militants", "they", "Iran and Iraq" is two.
    pub plural: bool,
    /// Whom the curated file says it may name: sorted; more than one is ambiguity.
    pub candidates: Vec<ActorId>,
    /// The state it names by itself, by the built-in list.
    pub state: Option<String>,
}

/// How a nominal refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NominalForm {
    /// By a proper name: "Mike Pompeo", "the Quds Force", "Iran".
    Name,
    /// By an adjective of nationality, or a name standing before a noun: "Iraqi" in "Iraqi forces", "U.S." in "U.S.
    /// strike".
    Modifier,
    /// By a common noun: "the general", "security forces".
    Description,
    /// By a pronoun: he, they, its, we.
    Pronoun,
}

impl NominalForm {
    /// Its name, in lower case.
    pub fn label(self) -> &'static str {
        match self {
            NominalForm::Name => "name",
            NominalForm::Modifier => "modifier",
            NominalForm::Description => "description",
            NominalForm::Pronoun => "pronoun",
        }
    }
}

/// Finds the nominals of a text, sorted by head. `sort_of` says what a curated actor is. Linear in the tokens.
pub fn nominals(
    tree: &Tree<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    sort_of: &dyn Fn(ActorId) -> Sort,
) -> Vec<Nominal> {
    let units = units(tree, mentions, lexicon, sort_of);
    let mut inside = vec![false; tree.len()];
    let mut unit_at: Vec<Option<usize>> = vec![None; tree.len()];
    for (index, unit) in units.iter().enumerate() {
        inside[unit.tokens.clone()].fill(true);
        unit_at[unit.head(tree)] = Some(index);
    }
    let offices = offices_by_last_token(tree, mentions);
    let mut found = Vec::new();
    for token in 0..tree.len() {
        let nominal = match unit_at[token] {
            Some(unit) => Some(named(tree, &units[unit])),
            None if inside[token] => None,
            None => pronoun(tree, token)
                .or_else(|| prefixed(tree, token, mentions, lexicon, sort_of))
                .or_else(|| described(tree, token, &offices, lexicon)),
        };
        found.extend(nominal);
    }
    found
}

/// A stretch of tokens that is one name.
struct Unit {
    tokens: Range<usize>,
    sort: Sort,
    candidates: Vec<ActorId>,
    state: Option<String>,
    /// An adjective or a people: "Iraqi", "the Iraqis".
    demonym: bool,
}

impl Unit {
    /// The token that the rest of the name hangs on.
    fn head(&self, tree: &Tree<'_>) -> usize {
        let outside = |token: &usize| tree.head(*token).is_none_or(|head| !self.tokens.contains(&head));
        self.tokens.clone().find(outside).expect("a tree has no cycle, so some token of a stretch hangs outside it")
    }
}

/// The names of a text, disjoint and in order: the curated file's first, then states, then what the name tagger saw,
/// then runs of proper nouns.
fn units(tree: &Tree<'_>, mentions: &[Mention], lexicon: &Lexicon, sort_of: &dyn Fn(ActorId) -> Sort) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let mut taken = vec![false; tree.len()];
    let put = |unit: Unit, taken: &mut Vec<bool>, units: &mut Vec<Unit>| {
        if unit.tokens.is_empty() || taken[unit.tokens.clone()].contains(&true) {
            return;
        }
        taken[unit.tokens.clone()].fill(true);
        units.push(unit);
    };

    for (tokens, mention) in tokens_of_mentions(tree, mentions) {
        let MentionForm::Name(sort) = mention.form else { continue };
        let kind = mention.actor().map_or(Sort::Thing, sort_of);
        // "Assad regime" is curated as a person's alias nowhere; a place inside a longer name is the tagger's business.
        if let Some(longer) = longer_name(tree, &tokens) {
            let head = Unit { tokens: longer.clone(), sort: kind, candidates: Vec::new(), state: None, demonym: false }
                .head(tree);
            if !tokens.contains(&head) && kind != Sort::Person {
                continue;
            }
        }
        let demonym = sort == crate::model::AliasSort::Demonym;
        let state =
            state_at(tree, tokens.start, lexicon).filter(|(range, _, _)| *range == tokens).map(|(_, state, _)| state);
        put(
            Unit { tokens, sort: kind, candidates: mention.candidates.clone(), state, demonym },
            &mut taken,
            &mut units,
        );
    }
    let mut inner: Vec<Unit> = Vec::new();
    let mut token = 0;
    while token < tree.len() {
        let Some((tokens, state, form)) = state_at(tree, token, lexicon) else {
            token += 1;
            continue;
        };
        token = tokens.end;
        // "Islamic State of Iraq and the Levant" is no Iraq, "Baghdad Operational Command" no Baghdad; but the Iraqi
        // Army is Iraq's.
        let longer = longer_name(tree, &tokens);
        if let Some(longer) = longer {
            let organ = longer.start == tokens.start
                && form == StateForm::Demonym
                && lexicon.classes(tree.lemma(longer.end - 1)).has(lexicon.core.organ);
            if organ && is_modifier(tree, tokens.start) {
                inner.push(Unit {
                    tokens,
                    sort: Sort::State,
                    candidates: Vec::new(),
                    state: Some(state),
                    demonym: true,
                });
            }
            continue;
        }
        put(
            Unit {
                tokens,
                sort: Sort::State,
                candidates: Vec::new(),
                state: Some(state),
                demonym: form == StateForm::Demonym,
            },
            &mut taken,
            &mut units,
        );
    }
    // "the General", "an Iraqi General": an office is no name.
    let office = |tokens: &Range<usize>| {
        let classes = lexicon.classes(tree.lemma(tokens.start));
        tokens.len() == 1 && classes.has(lexicon.core.title)
    };
    for name in &tree.analysis.names {
        let tokens = trimmed(tree, name.tokens.clone(), lexicon);
        if tokens.is_empty() || is_portfolio(tree, &tokens, lexicon) || name.kind != NameKind::Person && office(&tokens)
        {
            continue;
        }
        let sort = sort_of_name(tree, &tokens, name.kind, lexicon);
        put(Unit { tokens, sort, candidates: Vec::new(), state: None, demonym: false }, &mut taken, &mut units);
    }
    // "Critics of the Front" may be somebody's alias; the Front in it is somebody too.
    let nested = tree.analysis.names.iter().filter_map(|name| {
        let outer = units.iter().find(|unit| {
            unit.tokens.start <= name.tokens.start
                && name.tokens.end <= unit.tokens.end
                && name.tokens.len() < unit.tokens.len()
        })?;
        let unit = Unit {
            tokens: name.tokens.clone(),
            sort: sort_of_name(tree, &name.tokens, name.kind, lexicon),
            candidates: Vec::new(),
            state: None,
            demonym: false,
        };
        (!outer.candidates.is_empty()
            && tree.lower(outer.tokens.start + 1) == "of"
            && unit.head(tree) != outer.head(tree))
        .then_some(unit)
    });
    inner.extend(nested);
    units.extend(inner);
    // A run of proper nouns that nobody tagged: "the Coalition", "Third Corps".
    let capital = |token: usize| tree.upos(token) == Upos::Propn && tree.form(token).starts_with(char::is_uppercase);
    // "3rd Battalion"
    let ordinal = |token: usize| {
        tree.form(token).starts_with(|digit: char| digit.is_ascii_digit())
            && tree.lower(token).ends_with(['t', 'd', 'h'])
    };
    let proper = |token: usize| capital(token) || ordinal(token) && token + 1 < tree.len() && capital(token + 1);
    let mut token = 0;
    while token < tree.len() {
        let start = token;
        while token < tree.len() && proper(token) && !taken[token] && tree.sentence_of(token) == tree.sentence_of(start)
        {
            token += 1;
        }
        if token == start {
            token += 1;
            continue;
        }
        let tokens = trimmed(tree, start..token, lexicon);
        let unit = Unit { sort: Sort::Thing, tokens, candidates: Vec::new(), state: None, demonym: false };
        if unit.tokens.is_empty() || CALENDAR.contains(&tree.lower(unit.tokens.start)) {
            continue;
        }
        // "Secretary Ada Brandt": a title is no name.
        let title = |token: usize| lexicon.classes(tree.lemma(token)).has(lexicon.core.title);
        // "Gunmen stormed": at the start of a sentence a capital says nothing.
        let first = unit.tokens.start == tree.sentence(unit.tokens.start).start && unit.tokens.len() == 1;
        let common = first
            && lexicon.classes(tree.lower(unit.tokens.start)) != NounClasses::default()
            && !is_acronym(tree.form(unit.tokens.start));
        if common || unit.tokens.clone().all(title) || is_portfolio(tree, &unit.tokens, lexicon) {
            continue;
        }
        let sort = sort_of_name(tree, &unit.tokens, NameKind::Other, lexicon);
        // "Navy Capt. Jeff Davis": before another noun only a body names somebody.
        if is_modifier(tree, unit.head(tree)) && !matches!(sort, Sort::Force | Sort::Organization) {
            continue;
        }
        put(Unit { sort, ..unit }, &mut taken, &mut units);
    }
    units.sort_by_key(|unit| unit.tokens.start);
    units
}

/// "Defense" before "Secretary" names what he is secretary for and nobody.
fn is_portfolio(tree: &Tree<'_>, tokens: &Range<usize>, lexicon: &Lexicon) -> bool {
    let is_title = |token: usize| lexicon.classes(tree.lemma(token)).has(lexicon.core.title);
    let before = tokens.end < tree.len() && is_title(tokens.end);
    // "Secretary of State"
    let behind = tokens.start > 1 && tree.lower(tokens.start - 1) == "of" && is_title(tokens.start - 2);
    tokens.len() == 1 && (before || behind) && lexicon.classes(tree.lower(tokens.start)).has(lexicon.core.portfolio)
}

/// Proper nouns that name no actor.
pub(super) const CALENDAR: [&str; 26] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
];

/// The name that the tagger saw around these tokens, where it is longer.
fn longer_name(tree: &Tree<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let names = &tree.analysis.names;
    let index = names.partition_point(|name| name.tokens.end <= tokens.start);
    names
        .get(index)
        .map(|name| name.tokens.clone())
        .filter(|name| name.start <= tokens.start && tokens.end <= name.end && name.len() > tokens.len())
}

/// A name without the article before it and without titles at its start.
fn trimmed(tree: &Tree<'_>, mut tokens: Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    let drops = |token: usize, rest: usize| {
        matches!(tree.upos(token), Upos::Det | Upos::Punct)
            || rest > 1
                && tree.upos(token) == Upos::Propn
                && lexicon.classes(tree.lower(token).trim_end_matches('.')).has(lexicon.core.title)
                && is_before_person(tree, token)
    };
    while !tokens.is_empty() && drops(tokens.start, tokens.len()) {
        tokens.start += 1;
    }
    while !tokens.is_empty()
        && (tree.upos(tokens.end - 1) == Upos::Punct && !tree.form(tokens.end - 1).contains(char::is_alphanumeric)
            || tree.xpos(tokens.end - 1) == Xpos::Pos)
    {
        tokens.end -= 1;
    }
    // "Pentagon Press" before "Secretary": the last word belongs to the office.
    if tokens.len() > 1 && tokens.end < tree.sentence(tokens.start).end {
        let office = format!("{} {}", tree.lower(tokens.end - 1), tree.lower(tokens.end));
        if lexicon.classes(&office).has(lexicon.core.title) {
            tokens.end -= 1;
        }
    }
    tokens
}

fn is_before_person(tree: &Tree<'_>, title: usize) -> bool {
    matches!(tree.relation(title), Relation::NmodDesc | Relation::Compound)
        && tree.head(title).is_some_and(|head| head > title && tree.upos(head) == Upos::Propn)
}

/// What a name can stand for: its last word decides where it is a common noun too ("Syrian Democratic Forces"), else
/// the tagger.
fn sort_of_name(tree: &Tree<'_>, tokens: &Range<usize>, kind: NameKind, lexicon: &Lexicon) -> Sort {
    // "Operation Iron Gate", "the Karvil Accord", "World War II" do not act.
    let last = if tokens.len() > 1 && tree.lower(tokens.end - 1).chars().all(|letter| matches!(letter, 'i' | 'v' | 'x'))
    {
        tokens.end - 2
    } else {
        tokens.end - 1
    };
    if tokens.len() > 1
        && (tree.lower(tokens.start) == "operation" || lexicon.classes(tree.lower(last)).has(lexicon.core.occasion))
    {
        return Sort::Thing;
    }
    // "the SDF", "SDF forces": nobody's name; a long word in capitals may be a headline's.
    let acronym =
        tokens.len() == 1 && is_acronym(tree.form(tokens.start)) && tree.form(tokens.start).len() <= LONGEST_LETTERS;
    if kind == NameKind::Person && !acronym {
        return Sort::Person;
    }
    // "Ministry of Defence", "Bank of England": the head is no last word.
    let heads = [tokens.end - 1, tokens.start];
    for head in heads.into_iter().take(if tokens.len() > 1 { 2 } else { 1 }) {
        let classes = lexicon.classes(tree.lemma(head));
        let sort = sort_of_classes(classes, &lexicon.core);
        let fits = head + 1 == tokens.end || tokens.len() > 2 && tree.lower(head + 1) == "of";
        if let Some(sort) = sort.filter(|sort| fits && *sort != Sort::Person) {
            return sort;
        }
    }
    match kind {
        NameKind::Person | NameKind::Organization => Sort::Organization,
        NameKind::Place => Sort::Place,
        NameKind::Other if acronym => Sort::Organization,
        // "the Sunnis", "two Moroccans": many of one people or faith.
        NameKind::Other if tokens.len() == 1 && tree.xpos(tokens.start) == Xpos::Nnps => Sort::Group,
        NameKind::Other => Sort::Thing,
    }
}

/// Letters of a word in capitals that is an acronym and no name.
const LONGEST_LETTERS: usize = 5;

fn is_acronym(form: &str) -> bool {
    form.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !form.chars().any(char::is_lowercase)
}

fn sort_of_classes(classes: NounClasses, core: &CoreClasses) -> Option<Sort> {
    let order = [
        (core.force, Sort::Force),
        (core.person, Sort::Person),
        (core.organization, Sort::Organization),
        (core.group, Sort::Group),
        (core.state, Sort::State),
        (core.place, Sort::Place),
    ];
    order.into_iter().find(|(class, _)| classes.has(*class)).map(|(_, sort)| sort)
}

/// A state named from this token on, as far as its words go.
fn state_at(tree: &Tree<'_>, token: usize, lexicon: &Lexicon) -> Option<(Range<usize>, String, StateForm)> {
    if !tree.form(token).starts_with(char::is_uppercase) {
        return None;
    }
    let sentence = tree.sentence(token);
    let most = lexicon.longest_state_form().min(sentence.end - token);
    (1..=most).rev().find_map(|length| {
        let words: Vec<&str> = (token..token + length).map(|token| tree.lower(token)).collect();
        let (state, form) = lexicon.state(&words.join(" "))?;
        // "us" and "car" are words; the states are written in capitals.
        let short = length == 1
            && words[0].len() <= 4
            && form == StateForm::Name
            && words[0].chars().all(|letter| letter.is_ascii_alphabetic());
        let capitals = tree.form(token).chars().all(|letter| !letter.is_lowercase());
        let acronym = matches!(
            words[0],
            "us" | "car" | "prc" | "roc" | "rok" | "uae" | "drc" | "uk" | "usa" | "eu" | "dprk" | "ussr"
        );
        (!(short && acronym) || capitals).then(|| (token..token + length, state.name.clone(), form))
    })
}

/// The tokens of each mention; those that cut a token are left out.
fn tokens_of_mentions<'m>(tree: &Tree<'_>, mentions: &'m [Mention]) -> Vec<(Range<usize>, &'m Mention)> {
    let tokens = &tree.analysis.tokens;
    let range = |mention: &'m Mention| {
        let start = tokens.partition_point(|token| token.span.start() < mention.span.start());
        let end = tokens.partition_point(|token| token.span.end() <= mention.span.end());
        (start < end && tokens[start].span.start() == mention.span.start()).then_some((start..end, mention))
    };
    mentions.iter().filter_map(range).collect()
}

/// Whom an office means, by the last token of its phrase: "the CIA director".
fn offices_by_last_token(tree: &Tree<'_>, mentions: &[Mention]) -> Vec<(Range<usize>, Vec<ActorId>)> {
    let offices =
        tokens_of_mentions(tree, mentions).into_iter().filter(|(_, mention)| mention.form == MentionForm::Office);
    offices.map(|(tokens, mention)| (tokens, mention.candidates.clone())).collect()
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tags and relations are those of a standard; the few that matter are named"
)]
fn is_modifier(tree: &Tree<'_>, token: usize) -> bool {
    match tree.relation(token) {
        Relation::Compound | Relation::Amod | Relation::NmodDesc | Relation::NmodUnmarked => {
            tree.head(token).is_some_and(|head| head > token)
        }
        // "ISIL-held Raqqah": the name is joined to a participle.
        _ => {
            tree.sentence(token).contains(&(token + 2))
                && tree.form(token + 1) == "-"
                && tree.xpos(token + 2) == Xpos::Vbn
        }
    }
}

fn named(tree: &Tree<'_>, unit: &Unit) -> Nominal {
    let head = unit.head(tree);
    let modifier = is_modifier(tree, head);
    let before = |token: usize| {
        let premodifies = matches!(
            tree.relation(token),
            Relation::Compound
                | Relation::Amod
                | Relation::NmodDesc
                | Relation::Det
                | Relation::NmodPoss
                | Relation::Nummod
                | Relation::Flat
                | Relation::NmodUnmarked
        );
        // "Iraq's prime minister": the possessive mark is inside, the name's own preposition is not.
        token < head && (premodifies || tree.xpos(token) == Xpos::Pos)
    };
    let mut tokens = if modifier {
        unit.tokens.clone()
    } else {
        tree.reach(head, &|token| {
            before(token) || unit.tokens.contains(&token) && tree.relation(token) != Relation::Case
        })
    };
    tokens = tokens.start.min(unit.tokens.start)..unit.tokens.end.max(head + 1);
    // A preposition that hangs on a word of the title: "with Prime Minister Brandt".
    while tokens.start < unit.tokens.start && tree.upos(tokens.start) == Upos::Adp {
        tokens.start += 1;
    }
    let plural = unit.demonym && matches!(tree.xpos(head), Xpos::Nnps | Xpos::Nns)
        || unit.sort == Sort::Force && matches!(tree.xpos(head), Xpos::Nnps | Xpos::Nns);
    Nominal {
        head,
        tokens,
        name: Some(unit.tokens.clone()),
        form: if modifier { NominalForm::Modifier } else { NominalForm::Name },
        sort: unit.sort,
        plural,
        candidates: unit.candidates.clone(),
        state: unit.state.clone(),
    }
}

fn pronoun(tree: &Tree<'_>, token: usize) -> Option<Nominal> {
    if !matches!(tree.xpos(token), Xpos::Prp | Xpos::PrpPoss) || tree.relation(token) == Relation::Expl {
        return None;
    }
    let (sort, plural) = match tree.lower(token) {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" | "i" | "me" | "my" | "mine"
        | "myself" => (Sort::Person, false),
        "they" | "them" | "their" | "theirs" | "themselves" | "we" | "us" | "our" | "ours" | "ourselves" => {
            (Sort::Group, true)
        }
        "it" | "its" | "itself" => (Sort::Organization, false),
        _ => return None,
    };
    Some(Nominal {
        head: token,
        tokens: token..token + 1,
        name: None,
        form: NominalForm::Pronoun,
        sort,
        plural,
        candidates: Vec::new(),
        state: None,
    })
}

/// Prefixes that say how one stands to whom the rest of the word names.
pub const PREFIXES: [&str; 3] = ["anti", "counter", "pro"];

/// "counter-ISIL", "anti-government": one token, and what stands behind its hyphen is somebody.
fn prefixed(
    tree: &Tree<'_>,
    token: usize,
    mentions: &[Mention],
    lexicon: &Lexicon,
    sort_of: &dyn Fn(ActorId) -> Sort,
) -> Option<Nominal> {
    let (prefix, rest) = tree.lower(token).split_once('-')?;
    if !PREFIXES.contains(&prefix) || rest.is_empty() {
        return None;
    }
    let span = tree.token(token).span;
    let inside = mentions.iter().find(|mention| {
        span.start() < mention.span.start()
            && mention.span.end() == span.end()
            && matches!(mention.form, MentionForm::Name(_))
    });
    let state = lexicon.state(rest).map(|(state, _)| state.name.clone());
    let capital = tree.form(token)[prefix.len() + 1..].starts_with(char::is_uppercase);
    let sort = inside
        .and_then(Mention::actor)
        .map(sort_of)
        .or_else(|| state.as_ref().map(|_| Sort::State))
        .or_else(|| sort_of_classes(lexicon.classes(rest), &lexicon.core))
        .or(capital.then_some(Sort::Organization))?;
    Some(Nominal {
        head: token,
        tokens: token..token + 1,
        name: None,
        form: NominalForm::Modifier,
        sort,
        plural: false,
        candidates: inside.map(|mention| mention.candidates.clone()).unwrap_or_default(),
        state,
    })
}

/// Most tokens of a description: longer ones lose what stands behind their head, but for its "of".
const LONGEST_DESCRIPTION: usize = 12;

fn described(
    tree: &Tree<'_>,
    token: usize,
    offices: &[(Range<usize>, Vec<ActorId>)],
    lexicon: &Lexicon,
) -> Option<Nominal> {
    let is_noun = matches!(tree.upos(token), Upos::Noun | Upos::Propn)
        || tree.upos(token) == Upos::Num && matches!(tree.relation(token), Relation::Nsubj | Relation::Obj);
    let inner = matches!(
        tree.relation(token),
        Relation::Compound | Relation::Flat | Relation::Fixed | Relation::NmodDesc | Relation::Goeswith
    );
    // "insurgent-held": a noun joined to a participle is somebody.
    let joined = tree.sentence(token).contains(&(token + 2))
        && tree.form(token + 1) == "-"
        && tree.xpos(token + 2) == Xpos::Vbn
        && tree.token(token).span.end() == tree.token(token + 1).span.start();
    // "government forces", "a defence ministry spokesman": a body before a noun is somebody too.
    let body = tree.relation(token) == Relation::Compound
        && tree.upos(token) == Upos::Noun
        && tree.head(token).is_some_and(|head| head > token)
        && {
            let classes = lexicon.classes(tree.lemma(token));
            let next_is_head = tree.head(token) == Some(token + 1);
            next_is_head
                && (classes.has(lexicon.core.organization)
                    || classes.has(lexicon.core.force)
                    || classes.has(lexicon.core.group))
                && lexicon.classes(&format!("{} {}", tree.lemma(token), tree.lemma(token + 1)))
                    == NounClasses::default()
        };
    if !is_noun || inner && !joined && !body {
        return None;
    }
    let compounds: Vec<usize> = tree
        .dependents_by(token, &[Relation::Compound, Relation::Amod])
        .filter(|dependent| *dependent < token)
        .collect();
    let lemmas = compounds.iter().map(|compound| tree.lemma(*compound)).chain([tree.lemma(token)]);
    let classes = lexicon.classes_of_last(lemmas);
    // "NRB returned the drawings": nobody knows the letters, but who has a name of letters is a body.
    let letters = tree.xpos(token) == Xpos::Nnp
        && is_acronym(tree.form(token))
        && (2..=LONGEST_LETTERS).contains(&tree.form(token).len())
        && tree.relation(token) == Relation::Nsubj;
    let sort =
        sort_of_classes(classes, &lexicon.core).unwrap_or(if letters { Sort::Organization } else { Sort::Thing });
    let outside = [
        Relation::AclRelcl,
        Relation::Appos,
        Relation::Parataxis,
        Relation::Conj,
        Relation::Cc,
        Relation::Punct,
        Relation::Cop,
        Relation::Nsubj,
        Relation::Aux,
        Relation::Advcl,
        Relation::Acl,
        Relation::Mark,
        Relation::Advmod,
        Relation::Obl,
        Relation::Ccomp,
        Relation::Xcomp,
        Relation::NsubjPass,
        Relation::AuxPass,
        Relation::CcPreconj,
        Relation::Expl,
        Relation::Discourse,
        Relation::OblUnmarked,
        Relation::NsubjOuter,
        Relation::Vocative,
        Relation::Dep,
        Relation::Orphan,
    ];
    // Marks between words belong to the phrase, clauses do not; the head's own preposition does not either.
    let passes = |dependent: usize| {
        let own = tree.head(dependent) == Some(token);
        let other = outside.contains(&tree.relation(dependent)) || own && tree.relation(dependent) == Relation::Case;
        !other || tree.relation(dependent) == Relation::Acl && dependent < token
    };
    // "The chief through his contacts sent a letter": how it was sent.
    let adverbial = |dependent: usize| {
        tree.relation(dependent) == Relation::Nmod
            && matches!(
                tree.preposition(dependent),
                "through" | "during" | "after" | "before" | "despite" | "via" | "amid" | "since"
            )
    };
    let passes = |dependent: usize| passes(dependent) && !adverbial(dependent);
    let mut tokens = tree.reach(token, &passes);
    if tokens.len() > LONGEST_DESCRIPTION {
        let short = |dependent: usize| passes(dependent) && (dependent < token || tree.preposition(dependent) == "of");
        tokens = tree.reach(token, &short);
    }
    if tokens.len() > LONGEST_DESCRIPTION {
        tokens = tree.reach(token, &|dependent| passes(dependent) && dependent < token);
    }
    let candidates = offices
        .iter()
        .find(|(range, _)| range.contains(&token) && range.end <= tokens.end.max(token + 1))
        .map(|(_, candidates)| candidates.clone());
    let plural = matches!(tree.xpos(token), Xpos::Nns | Xpos::Nnps);
    let sort = if candidates.is_some() { Sort::Person } else { sort };
    let form = if body || joined { NominalForm::Modifier } else { NominalForm::Description };
    Some(Nominal {
        head: token,
        tokens,
        name: None,
        form,
        sort,
        plural,
        candidates: candidates.unwrap_or_default(),
        state: None,
    })
}
