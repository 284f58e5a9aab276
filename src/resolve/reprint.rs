//! Which documents print nearly the same text: reprints, and copies of one agency's report.
//!
//! Two texts are one when half of their runs of five words are the same, or when four fifths of the shorter one stand
//! in the longer (a report cut at its end). Words inside quotation marks do not count: two papers that quote one speech
//! wrote two texts. Texts meet through minimal hashes of their runs (Broder 1997; one permutation, Shrivastava and Li
//! 2014) and are then compared run by run, so that the work is linear but for texts that do meet, and no chance
//! decides.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::model::{Document, DocumentId};
use crate::text::words;

/// Words in a run.
const RUN: usize = 5;

/// Fewer runs than this are a headline or a formula, which many share.
const LEAST_RUNS: usize = 12;

/// Minimal hashes of a text; a power of two.
const MINIMA: usize = 128;

/// Minimal hashes that must agree in one place for two texts to meet: at 42 places, texts that share a third of their
/// runs meet in 79 of 100 cases, those that share half in more than 99.
const BAND: usize = 3;

/// Texts with fewer minimal hashes in common share too little to be one: a third of the runs makes 42 of 128 agree,
/// give or take 11.
const LEAST_AGREEING: usize = 16;

/// In one place a text is compared with so many that came before.
const COMPARED: usize = 8;

/// Says of every document that reprints another which one had the text first: of those with a publisher the earliest
/// published, else the first by path.
pub fn mark_reprints(documents: &mut [Document]) {
    let runs: Vec<Vec<u64>> = documents.par_iter().map(|document| runs_of(&document.text)).collect();
    let all_minima: Vec<Option<[u64; MINIMA]>> =
        runs.par_iter().map(|runs| (runs.len() >= LEAST_RUNS).then(|| minima_of(runs))).collect();
    let mut group: Vec<usize> = (0..documents.len()).collect();
    let mut places: HashMap<(usize, [u64; BAND]), Vec<usize>> = HashMap::new();
    for (index, minima) in all_minima.iter().enumerate() {
        let Some(minima) = minima else { continue };
        for (place, band) in minima.chunks_exact(BAND).enumerate() {
            let here = places.entry((place, [band[0], band[1], band[2]])).or_default();
            for &other in here.iter() {
                let apart = root(&group, index) != root(&group, other);
                if apart
                    && agreeing(minima, &all_minima[other]) >= LEAST_AGREEING
                    && are_one(&runs[index], &runs[other])
                {
                    let (a, b) = (root(&group, index), root(&group, other));
                    group[a.max(b)] = a.min(b);
                }
            }
            if here.len() < COMPARED {
                here.push(index);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, document) in documents.iter_mut().enumerate() {
        groups.entry(root(&group, index)).or_default().push(index);
        document.reprint_of = None;
    }
    for members in groups.into_values().filter(|members| members.len() > 1) {
        let rank = |index: &usize| {
            let document = &documents[*index];
            (document.publisher.is_none(), document.published.is_none(), document.published, *index)
        };
        let first = members.iter().copied().min_by_key(rank).expect("a group has members");
        for index in members.into_iter().filter(|index| *index != first) {
            documents[index].reprint_of = Some(DocumentId::new(first));
        }
    }
}

/// How many minimal hashes of two texts are the same.
fn agreeing(one: &[u64; MINIMA], other: &Option<[u64; MINIMA]>) -> usize {
    other.as_ref().map_or(0, |other| one.iter().zip(other).filter(|(a, b)| a == b).count())
}

fn root(group: &[usize], mut index: usize) -> usize {
    while group[index] != index {
        index = group[index];
    }
    index
}

/// Hashes of every run of words outside quotation marks, sorted, each once.
fn runs_of(text: &str) -> Vec<u64> {
    let mut runs = Vec::new();
    for part in outside_quotations(text) {
        let hashes: Vec<u64> = words(part).map(|word| word.hash).collect();
        runs.extend(hashes.windows(RUN).map(|run| run.iter().fold(0, |sum, hash| mixed(sum ^ hash))));
    }
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The text without what stands in quotation marks; a quotation that does not close ends with its paragraph.
fn outside_quotations(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for paragraph in text.split("\n\n") {
        let (mut start, mut closing) = (0, None);
        for (at, c) in paragraph.char_indices() {
            match closing {
                None => {
                    closing = match c {
                        '“' | '„' => Some('”'),
                        '«' => Some('»'),
                        '"' => Some('"'),
                        _ => None,
                    };
                    if closing.is_some() {
                        parts.push(&paragraph[start..at]);
                    }
                }
                Some(mark) => {
                    if c == mark {
                        closing = None;
                        start = at + c.len_utf8();
                    }
                }
            }
        }
        if closing.is_none() {
            parts.push(&paragraph[start..]);
        }
    }
    parts
}

/// The least hash of the runs that fall into each of `MINIMA` parts of all hashes; an empty part takes that of the next
/// one that is not.
fn minima_of(runs: &[u64]) -> [u64; MINIMA] {
    const SHIFT: u32 = u64::BITS - MINIMA.trailing_zeros();
    let mut minima = [u64::MAX; MINIMA];
    for run in runs {
        let part = (run >> SHIFT) as usize;
        minima[part] = minima[part].min(*run);
    }
    let found = minima;
    for part in 0..MINIMA {
        let next = (0..MINIMA).map(|step| (step, found[(part + step) % MINIMA])).find(|(_, least)| *least != u64::MAX);
        if let Some((step, least)) = next {
            // Borrowed from farther away is another value, or empty parts would agree by themselves.
            minima[part] = mixed(least ^ step as u64);
        }
    }
    minima
}

/// True where half of all runs are shared, or four fifths of the shorter text's.
fn are_one(a: &[u64], b: &[u64]) -> bool {
    let (mut at_a, mut at_b, mut shared) = (0, 0, 0);
    while at_a < a.len() && at_b < b.len() {
        match a[at_a].cmp(&b[at_b]) {
            std::cmp::Ordering::Less => at_a += 1,
            std::cmp::Ordering::Greater => at_b += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                at_a += 1;
                at_b += 1;
            }
        }
    }
    2 * shared >= a.len() + b.len() - shared || 5 * shared >= 4 * a.len().min(b.len())
}

/// Spreads a value over all bits (the finalizer of SplitMix64, Steele, Lea and Flood 2014).
fn mixed(value: u64) -> u64 {
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use super::mark_reprints;
    use crate::model::{ContentHash, Document, DocumentId, PartialDate, Publisher};

    fn document(path: &str, publisher: Option<&str>, published: &str, text: String) -> Document {
        Document {
            hash: ContentHash::of(text.as_bytes()),
            key: path.to_owned(),
            path: path.to_owned(),
            title: None,
            publisher: publisher.map(|name| Publisher { name: name.to_owned(), actor: None }),
            author: None,
            url: None,
            published: PartialDate::parse(published).ok(),
            language: None,
            digests: None,
            reprint_of: None,
            text: text.into(),
        }
    }

    /// Invented text, another for every seed.
    fn report(seed: usize, sentences: usize) -> String {
        const WHO: [&str; 7] = [
            "the harbour office",
            "Arland",
            "a clerk",
            "the northern fleet",
            "Ada Brandt",
            "two traders",
            "the council",
        ];
        const DID: [&str; 5] = ["turned away", "counted", "wrote to", "waited for", "paid"];
        let sentence = |index: usize| {
            let pick = |list: usize, step: usize| (seed * 31 + index * step + seed * index) % list;
            format!(
                "On day {index} of month {seed}, {} {} {} near quay {}. ",
                WHO[pick(7, 3)],
                DID[pick(5, 2)],
                WHO[pick(7, 5)],
                pick(97, 11)
            )
        };
        (0..sentences).map(sentence).collect()
    }

    fn firsts(mut documents: Vec<Document>) -> Vec<Option<usize>> {
        mark_reprints(&mut documents);
        documents.iter().map(|document| document.reprint_of.map(DocumentId::index)).collect()
    }

    #[test]
    fn copies_cut_and_edited_are_reprints_of_the_earliest() {
        let text = report(1, 40);
        let edited = text.replace("a clerk", "an official").replace("day 7", "the seventh day");
        let cut: String = text.chars().take(text.len() * 6 / 10).collect();
        let found = firsts(vec![
            document("a", Some("The Herald"), "2019-03-02", edited),
            document("b", Some("The Gazette"), "2019-03-01", text),
            document("c", Some("The Courier"), "2019-03-03", cut),
            document("d", Some("The Courier"), "2019-03-01", report(2, 40)),
            document("e", None, "2019-02-01", report(1, 40)),
        ]);
        // The first has a publisher: whoever reprints an unsigned copy has the text from somebody.
        assert_eq!(found, [Some(1), None, Some(1), None, Some(1)]);
    }

    #[test]
    fn two_texts_around_one_speech_stay_two() {
        let speech = report(3, 30);
        let around = |seed| format!("{} “{speech}” {}", report(seed, 8), report(seed + 10, 8));
        assert_eq!(
            firsts(vec![document("a", None, "2019", around(4)), document("b", None, "2019", around(5))]),
            [None, None]
        );
        let straight = |seed| around(seed).replace(['“', '”'], "\"");
        assert_eq!(
            firsts(vec![document("a", None, "2019", straight(4)), document("b", None, "2019", straight(5))]),
            [None, None]
        );
    }

    #[test]
    fn short_notices_meet_nobody() {
        let notice = || "Arland warned Borland on Monday, the Gazette reports.".to_owned();
        assert_eq!(
            firsts(vec![document("a", None, "2019", notice()), document("b", None, "2019", format!("{} ", notice()))]),
            [None, None]
        );
    }

    #[test]
    fn of_many_texts_only_copies_meet() {
        let mut documents: Vec<Document> =
            (0..300).map(|seed| document(&format!("{seed:03}"), None, "2019", report(seed, 20 + seed % 7))).collect();
        let copies: Vec<Document> = (0..300)
            .step_by(10)
            .map(|seed| {
                document(&format!("x{seed:03}"), None, "2020", format!("Reprinted. {}", report(seed, 20 + seed % 7)))
            })
            .collect();
        documents.extend(copies);
        let found = firsts(documents);
        assert!(found[..300].iter().all(Option::is_none));
        assert_eq!(
            found[300..].iter().flatten().copied().collect::<Vec<_>>(),
            (0..300).step_by(10).collect::<Vec<_>>()
        );
    }
}
