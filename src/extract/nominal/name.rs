//! Stretches of tokens that are one name.
//!
//! In come the tree, the curated names and the lexicon, out come names that lie apart. They come from five sources, the
//! surest first, and a token that one source took is no other's: the curated file, the states, the name tagger, and
//! runs of proper nouns that nobody tagged. Names inside curated ones are added besides.

use std::ops::Range;

use super::body::is_body_of;
use super::mention::tokens_of_mentions;
use super::sort::{is_acronym, sort_of_name};
use crate::extract::lexicon::{Lexicon, NounClasses, StateForm};
use crate::extract::tree::Tree;
use crate::model::{ActorId, AliasSort, Mention, MentionForm, Sort};
use crate::nlp::{Name, NameKind, Relation, Upos, WordList, Xpos};
use crate::text::Rule;

/// A stretch of tokens that is one name.
pub(super) struct Unit {
    pub(super) tokens: Range<usize>,
    pub(super) sort: Sort,
    pub(super) candidates: Vec<ActorId>,
    pub(super) state: Option<String>,
    /// An adjective or a people: "Iraqi", "the Iraqis".
    pub(super) demonym: bool,
}

impl Unit {
    fn new(tokens: Range<usize>, sort: Sort) -> Unit {
        Unit { tokens, sort, candidates: Vec::new(), state: None, demonym: false }
    }

    /// The token that the rest of the name hangs on.
    pub(super) fn head(&self, tree: &Tree<'_>) -> usize {
        let outside = |token: &usize| tree.head(*token).is_none_or(|head| !self.tokens.contains(&head));
        self.tokens.clone().find(outside).expect("a tree has no cycle, so some token of a stretch hangs outside it")
    }
}

/// The names of a text, disjoint but for those inside curated ones, in order.
pub(super) fn units(
    tree: &Tree<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    sort_of: &dyn Fn(ActorId) -> Sort,
) -> Vec<Unit> {
    let mut taken = Taken { tokens: vec![false; tree.len()], units: Vec::new() };
    curated(tree, mentions, lexicon, sort_of, &mut taken);
    let peoples = states(tree, lexicon, &mut taken);
    tagged(tree, lexicon, &mut taken);
    taken.units.extend(peoples);
    runs(tree, lexicon, &mut taken);
    let mut units = taken.units;
    units.sort_by_key(|unit| unit.tokens.start);
    units
}

/// The names found so far, and the tokens that they took.
struct Taken {
    tokens: Vec<bool>,
    units: Vec<Unit>,
}

impl Taken {
    /// Adds a name none of whose tokens is taken.
    fn put(&mut self, unit: Unit) {
        if !unit.tokens.is_empty() && !self.tokens[unit.tokens.clone()].contains(&true) {
            self.tokens[unit.tokens.clone()].fill(true);
            self.units.push(unit);
        }
    }
}

/// Names of the curated file.
fn curated(
    tree: &Tree<'_>,
    mentions: &[Mention],
    lexicon: &Lexicon,
    sort_of: &dyn Fn(ActorId) -> Sort,
    taken: &mut Taken,
) {
    for (tokens, mention) in tokens_of_mentions(tree, mentions) {
        let MentionForm::Name(form) = mention.form else { continue };
        let sort = mention.actor().map_or(Sort::Thing, sort_of);
        // A curated name inside a longer one, whose head lies outside it, is a part of that name: "Karvil" in "Karvil
        // Operational Command". A person's is not: "the Assad regime" speaks of Assad.
        if let Some(longer) = longer_name(tree, &tokens) {
            let head = Unit::new(longer, sort).head(tree);
            if !tokens.contains(&head) && sort != Sort::Person {
                continue;
            }
        }
        let state =
            state_at(tree, tokens.start, lexicon).filter(|(range, _, _)| *range == tokens).map(|(_, state, _)| state);
        let demonym = form == AliasSort::Demonym;
        taken.put(Unit { tokens, sort, candidates: mention.candidates.clone(), state, demonym });
    }
}

/// Names of states; gives those that say whose a body is, which lie inside its name: "the Iraqi Army".
fn states(tree: &Tree<'_>, lexicon: &Lexicon, taken: &mut Taken) -> Vec<Unit> {
    let mut peoples = Vec::new();
    let mut token = 0;
    while token < tree.len() {
        let Some((tokens, state, form)) = state_at(tree, token, lexicon) else {
            token += 1;
            continue;
        };
        token = tokens.end;
        let demonym = form == StateForm::Demonym;
        // "Islamic State of Iraq and the Levant" is no Iraq, "Baghdad Operational Command" no Baghdad; but the Iraqi
        // Army is Iraq's.
        if let Some(longer) = longer_name(tree, &tokens) {
            let organ = longer.start == tokens.start
                && demonym
                && lexicon.classes(tree.lemma(longer.end - 1)).has(lexicon.core.organ);
            // "the Supreme Court of Kenya" is Kenya's.
            if organ && is_modifier(tree, tokens.start) || is_body_of(tree, &longer, &tokens) {
                peoples.push(Unit { state: Some(state), demonym, ..Unit::new(tokens, Sort::State) });
            }
            continue;
        }
        taken.put(Unit { state: Some(state), demonym, ..Unit::new(tokens, Sort::State) });
    }
    peoples
}

/// Names that the name tagger saw.
fn tagged(tree: &Tree<'_>, lexicon: &Lexicon, taken: &mut Taken) {
    // "the General", "an Iraqi General": an office is no name.
    let office = |tokens: &Range<usize>| {
        let classes = lexicon.classes(tree.lemma(tokens.start));
        tokens.len() == 1 && classes.has(lexicon.core.title)
    };
    for name in &tree.analysis.names {
        let mut tokens = trimmed(tree, grown(tree, name, lexicon), lexicon);
        if name.kind == NameKind::Person {
            tokens = without_day(tree, tokens);
        }
        if tokens.is_empty() || name.kind != NameKind::Person && office(&tokens) {
            continue;
        }
        let sort = sort_of_name(tree, &tokens, name.kind, lexicon);
        taken.put(Unit::new(tokens, sort));
    }
}

/// A person's name without the day behind it, which the tagger took for a part: "met Khaled Meshaal Tuesday".
fn without_day(tree: &Tree<'_>, tokens: Range<usize>) -> Range<usize> {
    let has_day = tokens.len() > 2 && WordList::Weekdays.has(tree.form(tokens.end - 1));
    tokens.start..tokens.end - usize::from(has_day)
}

/// Runs of proper nouns that nobody tagged: "the Coalition", "Third Corps".
fn runs(tree: &Tree<'_>, lexicon: &Lexicon, taken: &mut Taken) {
    if !Rule::NameRun.applies() {
        return;
    }
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
        while token < tree.len()
            && proper(token)
            && !taken.tokens[token]
            && tree.sentence_of(token) == tree.sentence_of(start)
        {
            token += 1;
        }
        // "Han Duck-soo": the second half of a given name, which the tagger took for something else.
        let is_half = |token: usize| {
            token < tree.sentence(start).end
                && matches!(tree.upos(token), Upos::Propn | Upos::Adv | Upos::X | Upos::Intj)
                && tree.form(token).chars().all(char::is_lowercase)
                && tree.token(token - 1).span.end() == tree.token(token).span.start()
        };
        if token > start + 1
            && token < tree.len()
            && tree.form(token) == "-"
            && tree.token(token - 1).span.end() == tree.token(token).span.start()
            && is_half(token + 1)
        {
            token += 2;
        }
        if token == start {
            token += 1;
            continue;
        }
        let tokens = trimmed(tree, start..token, lexicon);
        if !tokens.is_empty() && !WordList::DaysAndMonths.has(tree.lower(tokens.start)) {
            run(tree, tokens, lexicon).into_iter().for_each(|unit| taken.put(unit));
        }
    }
}

/// The name that a run of proper nouns is; nothing where it is none.
fn run(tree: &Tree<'_>, tokens: Range<usize>, lexicon: &Lexicon) -> Option<Unit> {
    // "Secretary Ada Brandt": a title is no name.
    let title = |token: usize| lexicon.classes(tree.lemma(token)).has(lexicon.core.title);
    // "Gunmen stormed": at the start of a sentence a capital says nothing.
    let first = tokens.start == tree.sentence(tokens.start).start && tokens.len() == 1;
    let common = first
        && lexicon.classes(tree.lower(tokens.start)) != NounClasses::default()
        && !is_acronym(tree.form(tokens.start));
    if common || tokens.clone().all(title) {
        return None;
    }
    let sort = sort_of_name(tree, &tokens, NameKind::Other, lexicon);
    let unit = Unit::new(tokens, sort);
    // "Navy Capt. Jeff Davis": before another noun only a body names somebody.
    let names_nobody = is_modifier(tree, unit.head(tree)) && !matches!(sort, Sort::Force | Sort::Organization);
    (!names_nobody).then_some(unit)
}

/// The name that the tagger saw around these tokens, where it is longer.
fn longer_name(tree: &Tree<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let names = &tree.analysis.names;
    let index = names.partition_point(|name| name.tokens.end <= tokens.start);
    names
        .get(index)
        .map(|name| name.tokens.clone())
        .filter(|name| name.start <= tokens.start && tokens.end <= name.end && name.len() > tokens.len())
}

/// A name with the words behind it that the tagger cut off: "Roh Moo" before "-hyun", "Kofi" before "Annan", "Allied
/// Democratic" before "Forces".
fn grown(tree: &Tree<'_>, name: &Name, lexicon: &Lexicon) -> Range<usize> {
    if !Rule::NameGrown.applies() {
        return name.tokens.clone();
    }
    let mut tokens = name.tokens.clone();
    let end = tree.sentence(tokens.start).end;
    let tagged = |token: usize| {
        let next = tree.analysis.names.partition_point(|name| name.tokens.end <= token);
        tree.analysis.names.get(next).is_some_and(|name| name.tokens.contains(&token))
    };
    let is_free = |token: usize| {
        token < end
            && tree.upos(token) == Upos::Propn
            && !tagged(token)
            && !WordList::DaysAndMonths.has(tree.lower(token))
    };
    let is_capital = |token: usize| tree.form(token).starts_with(char::is_uppercase);
    let touches_next = |token: usize| tree.token(token).span.end() == tree.token(token + 1).span.start();
    let is_small = |token: usize| tree.form(token).chars().all(char::is_lowercase);
    if name.kind == NameKind::Person {
        // "Wu Chi-" before "wai", which the tagger cut off behind the hyphen.
        let last = tokens.end - 1;
        if tree.form(last) == "-" && tokens.end < end && touches_next(last) && is_small(tokens.end) {
            tokens.end += 1;
        }
        // "Yeo" before "In-hyung", "Wilson" before "Or": parts of names that are words of the grammar.
        let next = tokens.end;
        let is_odd = tokens.len() == 1
            && next < end
            && is_capital(next)
            && matches!(tree.upos(next), Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Intj | Upos::X);
        let with_half = || {
            next + 2 < end
                && tree.form(next + 1) == "-"
                && touches_next(next)
                && touches_next(next + 1)
                && is_small(next + 2)
        };
        if is_odd && with_half() {
            tokens.end += 3;
        } else if is_odd && next + 1 < end && !is_capital(next + 1) && tree.form(next + 1) != "-" {
            tokens.end += 1;
        }
    }
    let is_title = |token: usize| lexicon.classes(tree.lemma(token)).has(lexicon.core.title);
    loop {
        let next = tokens.end;
        let hyphenated = next < end && tree.form(next) == "-" && is_free(next + 1) && {
            let touches = |token: usize| tree.token(token).span.end() == tree.token(token + 1).span.start();
            let is_name = if is_capital(next + 1) {
                // "the NATO-Russia Council" is a council of two.
                name.kind != NameKind::Person && state_at(tree, next + 1, lexicon).is_none()
            } else {
                name.kind == NameKind::Person
            };
            touches(next - 1) && touches(next) && is_name
        };
        // "Nemesio "El Mencho" Oseguera": a nickname stands between a person's names.
        let behind_nickname = || {
            let is_mark = |token: usize| token < end && matches!(tree.form(token), "\"" | "“" | "”" | "``" | "''");
            let close = (next + 2..next + 5).find(|token| is_mark(*token)).filter(|_| is_mark(next))?;
            let surname = close + 1;
            let is_surname = surname < end
                && tree.upos(surname) == Upos::Propn
                && is_capital(surname)
                && (next + 1..close).all(|token| is_capital(token) || tree.upos(token) == Upos::Det);
            is_surname.then_some(surname + 1)
        };
        if matches!(name.kind, NameKind::Person | NameKind::Other)
            && let Some(behind) = behind_nickname()
        {
            tokens.end = behind;
            continue;
        }
        let goes_on = is_free(next) && is_capital(next) && !is_title(next) && {
            match name.kind {
                NameKind::Person => {
                    tree.relation(next) == Relation::Flat && tree.head(next).is_some_and(|head| tokens.contains(&head))
                }
                NameKind::Organization => is_modifier(tree, next),
                NameKind::Place | NameKind::Other => false,
            }
        };
        match (hyphenated, goes_on) {
            (true, _) => tokens.end += 2,
            (false, true) => tokens.end += 1,
            (false, false) => return tokens,
        }
    }
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
        let acronym = WordList::AcronymsOfStates.has(words[0]);
        (!(short && acronym) || capitals).then(|| (token..token + length, state.name.clone(), form))
    })
}

/// True for a name before a noun, or joined to a participle, that says more of it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "tags and relations are those of a standard; the few that matter are named"
)]
pub(super) fn is_modifier(tree: &Tree<'_>, token: usize) -> bool {
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
