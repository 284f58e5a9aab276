//! When two ways of writing an end mean the same, for people who annotate by words.

use crate::report::FoundEndRecord;

/// Words that say nothing about who is meant.
const STOP: [&str; 23] = [
    "the",
    "a",
    "an",
    "of",
    "and",
    "or",
    "in",
    "on",
    "at",
    "to",
    "for",
    "from",
    "by",
    "with",
    "s",
    "its",
    "his",
    "her",
    "their",
    "said",
    "official",
    "officials",
    "government",
];

/// An end of more words than this names nobody.
const LONGEST: usize = 12;

/// A name reduced to what is compared: lower case, no article, no possessive mark, no punctuation.
pub(super) fn key(text: &str) -> String {
    let text = text.replace('\u{a0}', " ").trim().to_lowercase();
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(&text);
    let kept: String =
        text.chars().filter(|letter| letter.is_alphanumeric() || *letter == '_' || *letter == ' ').collect();
    let kept = kept.trim();
    ["the ", "a ", "an "].iter().find_map(|article| kept.strip_prefix(article)).unwrap_or(kept).trim().to_owned()
}

/// The words of an end and its actor's name, as far as they can name somebody.
pub(super) fn best_text(end: &FoundEndRecord) -> String {
    let names = |text: &&String| text.split_whitespace().count() <= LONGEST;
    [&end.text, &end.name]
        .into_iter()
        .filter(|text| !text.is_empty())
        .filter(names)
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

/// True where two texts share a word that says something; longer words count as shared from four letters on.
pub(super) fn share(a: &str, b: &str) -> bool {
    const STEM: usize = 4;
    let stem =
        |word: &str| -> Option<String> { (word.chars().count() >= STEM).then(|| word.chars().take(STEM).collect()) };
    let (a, b) = (words(a), words(b));
    a.iter().any(|one| b.iter().any(|other| one == other || stem(one).is_some() && stem(one) == stem(other)))
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !STOP.contains(word))
        .map(str::to_owned)
        .collect()
}
