//! Finds every name of every actor in a text.
//!
//! In come the actors once and then texts; out come hits: words of the text with everyone they may name. All names are searched in one pass over
//! the folded text (Aho-Corasick), so the time does not depend on how many there are. Whole words only, longest first from the left.
//!
//! Decided here, case: a capital in an alias is asked of the text too, a small letter is not. "US" is not "us", "Marks" is not "marks", "state
//! department" finds "State Department". A name of several words may lose some of its capitals ("mike Pompeo"), not all. Acronyms of four
//! letters and more may be written like names ("Nato").
//!
//! Offices are found as phrases built from the office and its owner's names: "CIA director", "head of the CIA", "Iran's foreign minister"; an
//! office that names its realm itself, "secretary of state", also alone. An office phrase may contain a name; both are hits.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::{ActorId, Actors, AliasSort, Period};
use crate::text::{Folded, Span, fold};

/// All names of all actors, ready to be found. Building is linear in the names.
pub struct Gazetteer {
    /// `None` where there is nothing to find.
    automaton: Option<AhoCorasick>,
    /// By the automaton's pattern number.
    patterns: Vec<Vec<Name>>,
}

/// One name under a pattern: what it asks of the text, and whom it names.
struct Name {
    capitals: Vec<Capitals>,
    /// An office without its owner's name: "secretary of state".
    alone: bool,
    reading: Reading,
}

/// What a hit may mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// A name.
    Name {
        /// Whose.
        actor: ActorId,
        /// Sort of name.
        sort: AliasSort,
        /// When it was in use.
        period: Period,
        /// Never identifies by itself.
        weak: bool,
    },
    /// An office, held by this actor for this time.
    Office {
        /// Who held it.
        holder: ActorId,
        /// When.
        period: Period,
    },
}

/// Words of a text that name somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The words, in bytes.
    pub span: Span,
    /// Everyone they may mean: all names or all offices, sorted, never empty.
    pub readings: Vec<Reading>,
    /// True for an office that is said to be past: "former CIA director".
    pub former: bool,
}

/// What a word of a name asks of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capitals {
    None,
    First,
    All,
}

impl Gazetteer {
    /// Collects the names of all actors.
    pub fn new(actors: &Actors) -> Gazetteer {
        let mut names: BTreeMap<Vec<u8>, Vec<Name>> = BTreeMap::new();
        let mut add = |text: &str, alone: bool, reading: Reading| {
            let folded = fold(text);
            if folded.word_count() > 0 {
                let capitals = (0..folded.word_count()).map(|word| asked(folded.word_span(word).of(text))).collect();
                names.entry(folded.bytes().to_vec()).or_default().push(Name { capitals, alone, reading });
            }
        };
        for (actor, entry) in actors.iter() {
            add(&entry.name, false, Reading::Name { actor, sort: AliasSort::Name, period: Period::UNKNOWN, weak: false });
            for alias in &entry.aliases {
                add(&alias.text, false, Reading::Name { actor, sort: alias.sort, period: alias.period, weak: alias.weak });
            }
            for office in &entry.offices {
                for title in office.titles() {
                    for (owner, _, weak) in actors.get(office.of).names() {
                        let reading = || Reading::Office { holder: actor, period: office.period };
                        if weak {
                            continue;
                        }
                        add(&format!("{owner} {title}"), false, reading());
                        add(&format!("{owner}'s {title}"), false, reading());
                        add(&format!("{title} of {owner}"), false, reading());
                        add(&format!("{title} of the {owner}"), false, reading());
                    }
                    if title.split(' ').any(|word| word == "of") {
                        add(title, true, Reading::Office { holder: actor, period: office.period });
                    }
                }
            }
        }
        // The table-driven automaton is the fastest there is while it fits in memory; beyond that the compact one.
        const LARGEST_TABLE_PATTERN_BYTES: usize = 400_000;
        let bytes: usize = names.keys().map(Vec::len).sum();
        let kind = if bytes <= LARGEST_TABLE_PATTERN_BYTES { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let automaton = (!names.is_empty()).then(|| {
            AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(kind)).build(names.keys()).expect("names of a project fit the automaton")
        });
        Gazetteer { automaton, patterns: names.into_values().collect() }
    }

    /// Every hit in a text, by start; where an office contains a name, the office first. Linear in the text.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = fold(text);
        let mut names: Vec<(std::ops::Range<usize>, &Name)> = Vec::new();
        let mut offices: Vec<(std::ops::Range<usize>, &Name)> = Vec::new();
        for found in automaton.find_overlapping_iter(folded.bytes()) {
            let words = folded.words_of_match(found.start(), found.end());
            for name in &self.patterns[found.pattern().as_usize()] {
                if !name.is_written_in(text, &folded, &words) {
                    continue;
                }
                match name.reading {
                    Reading::Name { .. } => names.push((words.clone(), name)),
                    Reading::Office { .. } => offices.push((words.clone(), name)),
                }
            }
        }
        let mut hits = longest(names, &folded);
        let mut offices = longest(offices, &folded);
        for office in &mut offices {
            office.former = is_former(text, office.span);
        }
        hits.append(&mut offices);
        hits.sort_by_key(|hit| (hit.span.start(), std::cmp::Reverse(hit.span.end())));
        hits
    }
}

impl Name {
    /// True where the words' letters have the capitals that the name asks for.
    fn is_written_in(&self, text: &str, folded: &Folded, words: &std::ops::Range<usize>) -> bool {
        let mut asked_first = 0;
        let mut has_first = 0;
        for (index, capitals) in words.clone().zip(&self.capitals) {
            let word = folded.word_span(index).of(text);
            match capitals {
                Capitals::None => {}
                Capitals::First => {
                    asked_first += 1;
                    has_first += usize::from(starts_with_capital(word));
                }
                Capitals::All if !is_acronym_as_written(word) => return false,
                Capitals::All => {}
            }
        }
        if asked_first > 0 && has_first == 0 {
            return false;
        }
        !(self.is_shouted_common_word(text, folded, words) || self.alone && belongs_to_another(text, folded, words))
    }

    /// "CONTACT US NOW" does not name the US.
    fn is_shouted_common_word(&self, text: &str, folded: &Folded, words: &std::ops::Range<usize>) -> bool {
        const COMMON: [&str; 22] = [
            "ALL", "AM", "AN", "AS", "AT", "BE", "BY", "CAN", "DO", "GO", "HE", "IN", "IS", "IT", "ME", "NO", "OR", "SO", "UP", "US", "WE", "WHO",
        ];
        if words.len() != 1 || !COMMON.contains(&folded.word_span(words.start).of(text)) {
            return false;
        }
        let is_shouted = |word: Option<usize>| {
            let word = word.filter(|index| *index < folded.word_count()).map(|index| folded.word_span(index).of(text));
            word.is_some_and(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase))
        };
        is_shouted(words.start.checked_sub(1)) && is_shouted(Some(words.end))
    }
}

/// "the German secretary of state", "secretary of state for trade": somebody else's.
fn belongs_to_another(text: &str, folded: &Folded, words: &std::ops::Range<usize>) -> bool {
    let word = |index: usize| folded.word_span(index).of(text);
    let near = |left: usize, right: usize| text[folded.word_span(left).end()..folded.word_span(right).start()].chars().all(|c| c == ' ' || c == '\'' || c == '’');
    let qualified = words.start.checked_sub(1).is_some_and(|before| {
        let qualifier = word(before);
        let opens_sentence = matches!(qualifier, "The" | "A" | "As" | "Former" | "Then" | "Now" | "When" | "And" | "But");
        near(before, words.start) && (qualifier == "s" || starts_with_capital(qualifier) && !opens_sentence)
    });
    let extended = words.end < folded.word_count() && near(words.end - 1, words.end) && matches!(word(words.end), "for" | "of");
    qualified || extended
}

fn asked(word: &str) -> Capitals {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        Capitals::All
    } else if starts_with_capital(word) {
        Capitals::First
    } else {
        Capitals::None
    }
}

fn starts_with_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// "NATO", "U.S.", and from four letters on "Nato".
fn is_acronym_as_written(word: &str) -> bool {
    const LEAST_LETTERS_AS_NAME: usize = 4;
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().all(char::is_uppercase) || letters().count() >= LEAST_LETTERS_AS_NAME && starts_with_capital(word)
}

/// True where the words before say that the office is past: "former", "ex-".
fn is_former(text: &str, office: Span) -> bool {
    let before = text[..office.start()].trim_end_matches([' ', '-', '\u{a0}', '‑']);
    // "former U.S. secretary of state": the owner may stand between.
    let last_words: Vec<&str> = before.rsplit([' ', '\u{a0}', '\n']).take(2).collect();
    last_words.iter().any(|word| matches!(word.to_lowercase().as_str(), "former" | "ex" | "onetime" | "ousted" | "then-former"))
        && last_words.first().is_some_and(|word| matches!(word.to_lowercase().as_str(), "former" | "ex" | "onetime" | "ousted") || starts_with_capital(word))
}

/// Keeps the longest hits from the left that do not overlap, and joins the readings of one stretch.
fn longest(mut found: Vec<(std::ops::Range<usize>, &Name)>, folded: &Folded) -> Vec<Hit> {
    found.sort_by_key(|(words, _)| (words.start, std::cmp::Reverse(words.end)));
    let mut kept: BTreeMap<(usize, usize), Vec<Reading>> = BTreeMap::new();
    let mut free_from = 0;
    for (words, name) in found {
        match kept.entry((words.start, words.end)) {
            Entry::Occupied(mut same) => same.get_mut().push(name.reading.clone()),
            Entry::Vacant(new) if words.start >= free_from => {
                free_from = words.end;
                new.insert(vec![name.reading.clone()]);
            }
            Entry::Vacant(_) => {}
        }
    }
    kept.into_iter()
        .map(|((first, end), mut readings)| {
            readings.sort();
            readings.dedup();
            let span = Span::new(folded.word_span(first).start(), folded.word_span(end - 1).end());
            Hit { span, readings, former: false }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, Reading};
    use crate::model::{Actor, ActorId, ActorKindId, Actors, Alias, AliasSort, Office, Period};

    fn actor(key: &str, name: &str, aliases: &[(&str, AliasSort)], offices: Vec<Office>) -> Actor {
        let alias = |(text, sort): &(&str, AliasSort)| Alias { text: (*text).to_owned(), sort: *sort, period: Period::UNKNOWN, weak: false };
        Actor {
            key: key.to_owned(),
            kind: ActorKindId::new(0),
            name: name.to_owned(),
            aliases: aliases.iter().map(alias).collect(),
            offices,
            identifiers: Vec::new(),
            note: None,
        }
    }

    /// acme: an agency; north: a state; marks, smith: people. Smith is Acme's director and north's secretary of trade.
    fn actors() -> Actors {
        let office = |title: &str, of: usize| Office { title: title.to_owned(), also: Vec::new(), of: ActorId::new(of), period: Period::UNKNOWN };
        Actors::new(vec![
            actor("acme", "Acme Agency", &[("ACM", AliasSort::Acronym), ("acme bureau", AliasSort::Name)], vec![]),
            actor("marks", "Lana Marks", &[("Marks", AliasSort::Name)], vec![]),
            actor("north", "United North", &[("UN", AliasSort::Acronym), ("US", AliasSort::Acronym), ("Northern", AliasSort::Demonym)], vec![]),
            actor("smith", "Jörg al-Smith", &[("Smith", AliasSort::Name)], vec![office("director", 0), office("secretary of trade", 2)]),
        ])
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = Gazetteer::new(&actors())
            .find(text)
            .iter()
            .map(|hit| {
                let office = matches!(hit.readings[0], Reading::Office { .. });
                format!("{}{}{}", hit.span.of(text), if office { " (office)" } else { "" }, if hit.former { " (former)" } else { "" })
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn whole_words_longest_first() {
        check("Lana Marks left. Marks, remarks; Acme Agency’s man.", &["Lana Marks", "Marks", "Acme Agency"]);
        check("Northern-backed, anti-Northern, Northerner", &["Northern", "Northern"]);
    }

    #[test]
    fn capitals_are_asked_for() {
        check("They told us that US and U.S. troops left.", &["US", "U.S."]);
        check("He marks the acm and the ACM.", &["ACM"]);
        check("the Acme Bureau and the acme bureau", &["Acme Bureau", "acme bureau"]);
        check("lana Marks and lana marks", &["lana Marks"]);
        check("CONTACT US NOW", &[]);
        check("US WARNS ACME AGENCY", &["US", "ACME AGENCY"]);
    }

    #[test]
    fn writing_does_not_matter() {
        check("Jorg Al Smith, Jörg\u{a0}al‑Smith", &["Jorg Al Smith", "Jörg\u{a0}al‑Smith"]);
    }

    #[test]
    fn offices_are_found_with_the_name_inside() {
        check("The ACM director left.", &["ACM director (office)", "ACM"]);
        check("the director of the Acme Agency", &["director of the Acme Agency (office)", "Acme Agency"]);
        check("Former ACM director Jörg al-Smith", &["ACM director (office) (former)", "ACM", "Jörg al-Smith"]);
        check("the Secretary of Trade said", &["Secretary of Trade (office)"]);
        check("the German secretary of trade and France’s secretary of trade", &[]);
    }
}
