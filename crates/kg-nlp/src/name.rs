//! Names of persons, organisations, places and other things, agreed over a document.
//!
//! In come the name tags of sentences, out come names as ranges of tokens. The network sees one sentence; here the
//! document speaks: a surface form has the kind that most of its occurrences have, the last word of a person's full
//! name is that person's, and a capitalised form tagged elsewhere is a name here too. What the curated file says of a
//! name is decided on the floors above and outranks all of this.

use std::collections::HashMap;
use std::ops::Range;

use super::analysis::{Name, Token};
use super::network::NameTag;
use super::tag::{NameKind, Relation, Upos};
use super::word_list::WordList;
use kg_text::single_spaced;

/// Adds the names of a sentence that starts at token `first`.
pub(super) fn collect(tags: &[NameTag], first: usize, names: &mut Vec<Name>) {
    for (token, tag) in tags.iter().enumerate() {
        match *tag {
            NameTag::Begin(kind) => names.push(Name { tokens: first + token..first + token + 1, kind }),
            NameTag::Inside(_) => {
                if let Some(name) = names.last_mut() {
                    name.tokens.end = first + token + 1;
                }
            }
            NameTag::Out => {}
        }
    }
}

/// Names that the tagger got wrong by their spelling. "the anti-Karvil Northern Front": what the prefix is about
/// belongs to no name behind it. A name of nothing else stays.
pub(super) fn without_prefixed(text: &str, tokens: &[Token], names: &mut Vec<Name>) {
    // "its emir": what is written small is no name; other scripts have no capitals.
    names.retain(|name| {
        tokens[name.tokens.clone()].iter().any(|token| {
            !token.span.of(text).chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_punctuation())
        })
    });
    for name in names.iter_mut().filter(|name| name.tokens.len() > 1) {
        let first = tokens[name.tokens.start].span.of(text);
        if first.split_once('-').is_some_and(|(prefix, _)| WordList::StancePrefixes.has(prefix)) {
            name.tokens.start += 1;
        }
    }
}

/// Makes a proper name behind a title a person's, without the title: "Gen Qassem Soleimani". `names` are those of the
/// sentence. Linear in it.
///
/// The name is the run of proper nouns behind the title, as far as the network saw no other name there; a name that the
/// network began with the title loses it.
pub(super) fn name_after_title(text: &str, tokens: &[Token], sentence: Range<usize>, names: &mut Vec<Name>) {
    let form = |token: usize| tokens[token].span.of(text);
    let is_title = |token: usize, titles: WordList| {
        let form = form(token).trim_end_matches('.');
        let mut letters = form.chars();
        // "DR Congo" and "MS Office" begin with no title.
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase) && titles.has_lowercase(form)
    };
    let any_title = |token: usize| is_title(token, WordList::PersonsTitles) || is_title(token, WordList::OtherTitles);
    let proper = |token: usize| {
        tokens[token].upos == Upos::Propn
            && form(token).starts_with(char::is_uppercase)
            // "Mr. Obama Tuesday"
            && !WordList::Weekdays.has(form(token))
            && !WordList::LongMonths.has(form(token))
    };
    let glued = |token: usize| {
        tokens[token - 1].span.end() == tokens[token].span.start()
            && tokens.get(token + 1).is_some_and(|next| next.span.start() == tokens[token].span.end())
    };
    // "al-Abadi": the article and its hyphen belong to the run.
    let joins = |token: usize| {
        if form(token) == "-" { glued(token) } else { WordList::NameParticles.has(form(token)) }
    };

    let mut seen: Vec<Option<usize>> = vec![None; sentence.len()];
    for (index, name) in names.iter().enumerate() {
        seen[name.tokens.start - sentence.start..name.tokens.end - sentence.start].fill(Some(index));
    }
    let tagged = |token: usize| seen[token - sentence.start].map(|index| &names[index]);
    let mut made: Vec<Name> = Vec::new();
    let mut title = sentence.start;
    while title + 1 < sentence.end {
        let first = title + 1;
        title += 1;
        let strict = is_title(first - 1, WordList::PersonsTitles);
        if !(strict || is_title(first - 1, WordList::OtherTitles))
            || !proper(first)
            || any_title(first)
            || form(first).chars().count() < 2
        {
            continue;
        }
        // "the House Justice Committee" is one name, and so is what the network saw as one from before the title.
        if tagged(first - 1).is_some_and(|name| name.tokens.start < first - 1) {
            continue;
        }
        let begins_other = tokens[first].relation == Relation::Compound && tokens[first].head as usize > first;
        let is_person = |token: usize| tagged(token).is_none_or(|name| name.kind == NameKind::Person);
        if !strict && (begins_other || !is_person(first)) {
            continue;
        }
        let with_title = tagged(first - 1).map(|name| name.tokens.start);
        let goes_on = |token: &usize| {
            (proper(*token) || joins(*token))
                && !any_title(*token)
                && (is_person(*token) || tagged(*token).map(|name| name.tokens.start) == with_title)
        };
        let mut end = (first + 1..sentence.end).take_while(goes_on).last().unwrap_or(first) + 1;
        while joins(end - 1) {
            end -= 1;
        }
        made.push(Name { tokens: first..end, kind: NameKind::Person });
        title = end;
    }
    if made.is_empty() {
        return;
    }
    let mut places = made.iter().peekable();
    names.retain(|name| {
        while places.next_if(|person| person.tokens.end <= name.tokens.start).is_some() {}
        places.peek().is_none_or(|person| name.tokens.end <= person.tokens.start)
    });
    names.append(&mut made);
    names.sort_by_key(|name| name.tokens.start);
}

/// Makes the tokens of a person's name one unit of the tree: "Qassem Soleimani refused" has one subject, not two.
///
/// Where two tokens of the name stand side by side under one head in one relation, the later becomes flat under the
/// earlier; that can close no cycle.
pub(super) fn join_names(names: &[Name], tokens: &mut [Token]) {
    for name in names.iter().filter(|name| name.kind == NameKind::Person) {
        for token in name.tokens.clone().skip(1) {
            let (head, relation) = (tokens[token].head, tokens[token].relation);
            let outside = !name.tokens.contains(&(head as usize));
            let earlier = name.tokens.clone().find(|earlier| {
                *earlier < token && outside && tokens[*earlier].head == head && tokens[*earlier].relation == relation
            });
            if let Some(earlier) = earlier.filter(|_| relation != Relation::Punct) {
                tokens[token].head = u32::try_from(earlier).expect("a text has fewer than 2^32 bytes");
                tokens[token].relation = Relation::Flat;
            }
        }
    }
}

/// Votes of a form: how often it was tagged as each kind.
type Votes = [u32; NameKind::ALL.len()];

/// Longest form, in tokens, that is looked for where the network saw no name.
const LONGEST: usize = 6;

/// Makes the names of a document agree. Linear in the tokens.
pub(super) fn agree(text: &str, tokens: &[Token], sentences: &[Range<usize>], names: &mut Vec<Name>) {
    let mut votes: HashMap<String, Votes> = HashMap::new();
    // One space between tokens that have any, so that a line end inside a name does not make it another.
    let form = |range: &Range<usize>| {
        let words = &text[tokens[range.start].span.start()..tokens[range.end - 1].span.end()];
        single_spaced(words)
    };
    for name in names.iter() {
        votes.entry(form(&name.tokens)).or_default()[name.kind as usize] += 1;
        if name.kind == NameKind::Person && name.tokens.len() > 1 {
            // "Mike Pompeo" speaks for "Pompeo", with the weight of one occurrence.
            votes.entry(form(&(name.tokens.end - 1..name.tokens.end))).or_default()[name.kind as usize] += 1;
        }
    }
    if votes.is_empty() {
        return;
    }
    for name in names.iter_mut() {
        if let Some(kind) = winner(&votes[&form(&name.tokens)]) {
            name.kind = kind;
        }
    }
    let mut found = Vec::new();
    let mut taken = names.iter().peekable();
    for sentence in sentences {
        let mut token = sentence.start;
        while token < sentence.end {
            while taken.next_if(|name| name.tokens.end <= token).is_some() {}
            let free = taken.peek().map_or(sentence.end, |name| name.tokens.start.min(sentence.end));
            if free <= token {
                token = taken.peek().map_or(sentence.end, |name| name.tokens.end);
                continue;
            }
            token = match missed(text, tokens, &votes, token, free, sentence.start) {
                Some(name) => {
                    found.push(name);
                    found.last().map_or(token + 1, |name| name.tokens.end)
                }
                None => token + 1,
            };
        }
    }
    names.extend(found);
    names.sort_by_key(|name| name.tokens.start);
}

/// A form that begins at `token`, was tagged as a name elsewhere in the document, and reads as a proper noun here.
fn missed(
    text: &str,
    tokens: &[Token],
    votes: &HashMap<String, Votes>,
    token: usize,
    free: usize,
    sentence_start: usize,
) -> Option<Name> {
    let proper = |token: usize| tokens[token].upos == Upos::Propn;
    if !proper(token) || !tokens[token].span.of(text).starts_with(char::is_uppercase) {
        return None;
    }
    // Part of a longer proper name that the network left alone: "New York Times" must not become "New York".
    if token > sentence_start && proper(token - 1) && tokens[token].span.start() <= tokens[token - 1].span.end() + 1 {
        return None;
    }
    (1..=LONGEST.min(free - token)).rev().find_map(|length| {
        let end = token + length;
        if end < free && proper(end) {
            return None;
        }
        let form = single_spaced(&text[tokens[token].span.start()..tokens[end - 1].span.end()]);
        let kind = winner(votes.get(&form)?)?;
        Some(Name { tokens: token..end, kind })
    })
}

/// The kind with the most votes, when no other has as many.
fn winner(votes: &Votes) -> Option<NameKind> {
    let most = votes.iter().max()?;
    let mut best = NameKind::ALL.iter().filter(|kind| votes[**kind as usize] == *most);
    best.next().filter(|_| best.next().is_none()).copied()
}
