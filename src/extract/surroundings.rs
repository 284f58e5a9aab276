//! What stands around a hit decides whether it names somebody at all.
//!
//! In come a text and its hits, out come those that refer. Decided here, each by the words next to the hit: "CONTACT US
//! NOW" is not the US; "Hunter Biden" is not Biden and "the Washington Post" not Washington; "to become secretary of
//! state", "deputy CIA director" and "CIA director nominee" speak of an office, not of who holds it; "the German
//! secretary of state" is somebody else's. A holder's name beside the office says who is meant, whatever the date:
//! "former CIA director Mike Hayden".
//!
//! Headlines capitalise every word, so there the neighbours' capitals say nothing.

use super::hit::{Hit, Sense};
use crate::model::AliasSort;
use crate::nlp::WordList;
use crate::text::Rule;
use crate::text::Span;

/// Keeps the hits that refer to somebody, in order; settles whose office is meant where the name stands beside it.
pub(super) fn referring(text: &str, hits: Vec<Hit>) -> Vec<Hit> {
    if !Rule::NameSurroundings.applies() {
        return hits;
    }
    let verdicts: Vec<Verdict> = (0..hits.len())
        .map(|index| match hits[index].senses[0] {
            Sense::Name { .. } if refers_by_name(text, index, &hits) => Verdict::AsItIs,
            Sense::Name { .. } => Verdict::Nobody,
            Sense::Office { .. } => office(text, index, &hits).map_or(Verdict::Nobody, Verdict::Settled),
        })
        .collect();
    let settled = |(hit, verdict)| match verdict {
        Verdict::AsItIs => Some(hit),
        Verdict::Settled(hit) => Some(hit),
        Verdict::Nobody => None,
    };
    hits.into_iter().zip(verdicts).filter_map(settled).collect()
}

/// What the surroundings make of a hit.
enum Verdict {
    AsItIs,
    Settled(Hit),
    Nobody,
}

/// A word next to a hit, and what lies between.
struct Neighbor<'t> {
    word: &'t str,
    span: Span,
    gap: &'t str,
}

impl Neighbor<'_> {
    /// True where only a space or a line's end lies between.
    fn is_adjacent(&self) -> bool {
        !self.gap.is_empty() && self.gap.chars().all(char::is_whitespace) && self.gap.matches('\n').count() < 2
    }

    fn is_one_of(&self, list: WordList) -> bool {
        list.has_lowercase(self.word)
    }
}

/// How far a neighbour is looked for, and how much of it is looked at: longer words are no names.
const FARTHEST_CHARACTERS: usize = 64;

fn before(text: &str, at: usize) -> Option<Neighbor<'_>> {
    // Nearly always a space and a plain word.
    let bytes = text.as_bytes();
    if at > 1 && bytes[at - 1] == b' ' && bytes[at - 2].is_ascii_alphanumeric() {
        let end = at - 1;
        let plain =
            bytes[..end].iter().rev().take(FARTHEST_CHARACTERS).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let start = end - plain;
        if start == 0 || bytes[start - 1].is_ascii() {
            return Some(Neighbor { word: &text[start..end], span: Span::new(start, end), gap: &text[end..at] });
        }
    }
    let back = |end: usize, passes: fn(char) -> bool| {
        text[..end]
            .char_indices()
            .rev()
            .take(FARTHEST_CHARACTERS)
            .take_while(|(_, c)| passes(*c))
            .last()
            .map_or(end, |(start, _)| start)
    };
    let end = back(at, |c| !c.is_alphanumeric());
    let start = back(end, char::is_alphanumeric);
    (start < end).then(|| Neighbor { word: &text[start..end], span: Span::new(start, end), gap: &text[end..at] })
}

fn after(text: &str, at: usize) -> Option<Neighbor<'_>> {
    let ahead = |from: usize, passes: fn(char) -> bool| {
        text[from..]
            .char_indices()
            .take(FARTHEST_CHARACTERS)
            .take_while(|(_, c)| passes(*c))
            .last()
            .map_or(from, |(index, c)| from + index + c.len_utf8())
    };
    let start = ahead(at, |c| !c.is_alphanumeric());
    let end = ahead(start, char::is_alphanumeric);
    (start < end).then(|| Neighbor { word: &text[start..end], span: Span::new(start, end), gap: &text[at..start] })
}

fn refers_by_name(text: &str, index: usize, hits: &[Hit]) -> bool {
    let hit = &hits[index];
    let words = hit.span.of(text);
    let one_word = if words.is_ascii() {
        words.bytes().all(|byte| byte.is_ascii_alphanumeric())
    } else {
        words.chars().all(char::is_alphanumeric)
    };
    let stands_for_itself = hit.senses.iter().any(|sense| match sense {
        // A demonym qualifies what follows and an acronym is seldom part of another name: "Iranian Foreign Minister",
        // "CIA Director".
        Sense::Name { sort: AliasSort::Demonym | AliasSort::Acronym, .. } => true,
        Sense::Name {
            sort: AliasSort::Name | AliasSort::Transliteration | AliasSort::Metonym | AliasSort::Former,
            ..
        }
        | Sense::Office { .. } => false,
    });
    if is_shouted_common_word(text, hit.span) {
        return false;
    }
    if !one_word || stands_for_itself {
        return true;
    }
    let part_of_longer_name = [before(text, hit.span.start()), after(text, hit.span.end())]
        .into_iter()
        .flatten()
        .any(|neighbor| neighbor.is_adjacent() && is_unknown_name(text, &neighbor, index, hits));
    !part_of_longer_name || is_headline(text, hit.span)
}

/// True for a word with a capital that no known name, title or calendar explains, and no beginning of a sentence.
fn is_unknown_name(text: &str, neighbor: &Neighbor, index: usize, hits: &[Hit]) -> bool {
    let capital = neighbor.word.starts_with(char::is_uppercase)
        && neighbor.word.chars().skip(1).all(char::is_lowercase)
        && neighbor.word.chars().count() > 1;
    let known =
        hits[index.saturating_sub(3)..hits.len().min(index + 4)].iter().any(|hit| hit.span.overlaps(neighbor.span));
    let explained =
        neighbor.is_one_of(WordList::CapitalizedWordsBesideNames) || neighbor.is_one_of(WordList::DaysAndMonths);
    capital && !known && !explained && !begins_sentence(text, neighbor.span)
}

fn begins_sentence(text: &str, span: Span) -> bool {
    let before = text[..span.start()].trim_end_matches([' ', '\u{a0}', '\t', '“', '"', '‘', '\'', '(', '[']);
    before.is_empty() || before.ends_with(['.', '!', '?', '\n', ':', '”', '…', '—', '–', ';'])
}

/// True where the line is short, ends without a full stop, and most of its longer words begin with a capital.
fn is_headline(text: &str, span: Span) -> bool {
    const LONGEST_BYTES: usize = 250;
    const LONG_WORD_CHARACTERS: usize = 4;
    const MOST: f64 = 0.7;
    let bytes = text.as_bytes();
    let Some(start) = bytes[..span.start()]
        .iter()
        .rev()
        .take(LONGEST_BYTES)
        .position(|byte| *byte == b'\n')
        .map(|back| span.start() - back)
        .or((span.start() < LONGEST_BYTES).then_some(0))
    else {
        return false;
    };
    let Some(end) = bytes[span.end()..]
        .iter()
        .take(LONGEST_BYTES)
        .position(|byte| *byte == b'\n')
        .map(|ahead| span.end() + ahead)
        .or((text.len() - span.end() < LONGEST_BYTES).then_some(text.len()))
    else {
        return false;
    };
    let line = text[start..end].trim_end();
    let long =
        || line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= LONG_WORD_CHARACTERS);
    let capitals = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    !line.ends_with(['.', '!', '?', '”', '"']) && capitals as f64 > MOST * long().count() as f64
}

/// "CONTACT US NOW" does not name the US.
fn is_shouted_common_word(text: &str, span: Span) -> bool {
    let is_shouted = |neighbor: Option<Neighbor>| {
        neighbor.is_some_and(|neighbor| neighbor.word.len() > 1 && neighbor.word.chars().all(char::is_uppercase))
    };
    WordList::CommonWordsInCapitals.has(span.of(text))
        && is_shouted(before(text, span.start()))
        && is_shouted(after(text, span.end()))
}

/// The office hit with the holders that may be meant, or nothing where it refers to none.
fn office(text: &str, index: usize, hits: &[Hit]) -> Option<Hit> {
    let hit = &hits[index];
    let span = hit.span;
    let mut hit = Hit { former: is_former(text, span), ..hit.clone() };
    // "CIA director Mike Pompeo", "the CIA director, Mike Pompeo,"
    let name = hits[index + 1..].iter().find(|other| other.span.start() >= span.end());
    if let Some(name) = name {
        let gap = &text[span.end()..name.span.start()];
        let named: Vec<_> = name.senses.iter().filter_map(person).collect();
        let holders: Vec<Sense> = hit
            .senses
            .iter()
            .filter(|sense| matches!(sense, Sense::Office { holder, .. } if named.contains(holder)))
            .cloned()
            .collect();
        if matches!(gap, " " | "\u{a0}" | "\n" | ", ") && !holders.is_empty() {
            hit.senses = holders;
            hit.named = true;
            return Some(hit);
        }
        // "CIA director Bo Carver": the text says who, and it is nobody curated as such.
        if gap == " " && !named.is_empty() {
            return None;
        }
    }
    // Hits are sorted by start: those inside follow.
    let alone = !hits[index + 1..]
        .iter()
        .take_while(|other| other.span.start() < span.end())
        .any(|other| span.contains(other.span));
    let refers_to_none = is_role(text, span) || alone && belongs_to_another(text, span);
    (!refers_to_none).then_some(hit)
}

fn person(sense: &Sense) -> Option<crate::model::ActorId> {
    match sense {
        Sense::Name { actor, sort: AliasSort::Name | AliasSort::Transliteration | AliasSort::Former, .. } => {
            Some(*actor)
        }
        Sense::Name { .. } | Sense::Office { .. } => None,
    }
}

/// "to become secretary of state", "he was the CIA director", "deputy CIA director", "CIA director nominee".
fn is_role(text: &str, span: Span) -> bool {
    let is_sought = |neighbor: &Neighbor| neighbor.is_one_of(WordList::CandidatesAndPositions);
    let is_predicate = |neighbor: &Neighbor| neighbor.is_one_of(WordList::WordsOfBeingInOffice);
    let not_yet = after(text, span.end()).is_some_and(|next| next.gap.len() == 1 && is_sought(&next));
    let Some(first) = before(text, span.start()).filter(|first| first.is_adjacent() || first.gap == "-") else {
        return not_yet;
    };
    let predicate = if first.word.eq_ignore_ascii_case("the") {
        before(text, first.span.start()).is_some_and(|second| second.is_adjacent() && is_predicate(&second))
    } else {
        is_predicate(&first)
    };
    // "a candidate for secretary of state", "the post of secretary of state".
    let sought = first.is_one_of(WordList::PrepositionsBesideOffices)
        && before(text, first.span.start()).is_some_and(|second| second.is_adjacent() && is_sought(&second));
    not_yet || predicate || sought || first.is_one_of(WordList::QualifiersOfOfficesNotHeld)
}

/// "the German secretary of state", "secretary of state for trade": somebody else's.
fn belongs_to_another(text: &str, span: Span) -> bool {
    let qualified = before(text, span.start()).is_some_and(|first| {
        let possessive = first.word == "s" && first.is_adjacent();
        possessive
            || first.is_adjacent()
                && first.word.starts_with(char::is_uppercase)
                && !begins_sentence(text, first.span)
                && !is_headline(text, span)
    });
    let extended = after(text, span.end())
        .is_some_and(|next| next.is_adjacent() && next.is_one_of(WordList::PrepositionsBesideOffices));
    qualified || extended
}

/// "former CIA director", "ex-CIA director", "former U.S. secretary of state": the owner may stand between.
fn is_former(text: &str, span: Span) -> bool {
    let Some(first) = before(text, span.start()).filter(|first| first.is_adjacent() || matches!(first.gap, "-" | "‑"))
    else {
        return false;
    };
    first.is_one_of(WordList::AdjectivesOfFormerHolders)
        || first.word.starts_with(char::is_uppercase)
            && before(text, first.span.start()).is_some_and(|second| {
                matches!(second.gap, " " | "." | ". " | "-") && second.is_one_of(WordList::AdjectivesOfFormerHolders)
            })
}

#[cfg(test)]
mod tests {
    use super::super::gazetteer::tests::found;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(found(text), expected, "{text}");
    }

    #[test]
    fn a_name_inside_a_longer_one_is_another() {
        check("They saw Hunter Marks and Marks Tower there.", &[]);
        check("On Tuesday Marks met Ambassador Marks. Yesterday Marks left.", &["Marks", "Marks", "Marks"]);
        check("The Northport Post wrote of Northport.", &["Northport"]);
        check("Marks Backs Away From Claim", &["Marks"]);
    }

    #[test]
    fn a_shout_is_no_acronym() {
        check("CONTACT US NOW", &[]);
        check("US WARNS ACME AGENCY", &["US", "ACME AGENCY"]);
    }

    #[test]
    fn an_office_spoken_of_is_not_its_holder() {
        check("He may become ACM director. She was the ACM director.", &["ACM", "ACM"]);
        check("the deputy ACM director, the next ACM director, the ACM director nominee", &["ACM", "ACM", "ACM"]);
        check("the German secretary of trade and France’s secretary of trade", &[]);
        check(
            "The ACM director’s wife met the secretary of trade.",
            &["ACM director (office)", "ACM", "secretary of trade (office)"],
        );
    }

    #[test]
    fn the_name_beside_an_office_says_who_is_meant() {
        check("Former ACM director Jörg al-Smith", &["ACM director (office) (former) (named)", "ACM", "Jörg al-Smith"]);
        check("the ACM director, Smith, left", &["ACM director (office) (named)", "ACM", "Smith"]);
        check("ACM director Lana Marks", &["ACM", "Lana Marks"]);
        check("the former ACM director left", &["ACM director (office) (former)", "ACM"]);
    }
}
