//! Same name, word by word.

use std::collections::HashMap;

use super::draft::Draft;
use super::known::{Article, Known};
use crate::model::Sort;
use crate::nlp::WordList;

/// What two nominals share that are one by name: whether they stand for a state, the words, the part of it that is
/// meant, whose body it is.
type Key<'k> = (bool, &'k [String], Option<&'k str>, Option<&'k str>);

/// Merges nominals with the same name, up to case, articles, dots and particles: "Nouri Maliki" and "Nouri al-Maliki".
pub(super) fn same_name(known: &Known<'_>, draft: &mut Draft<'_>) {
    let mut first: HashMap<Key<'_>, usize> = HashMap::new();
    let (mut owned, mut bare): (HashMap<&[String], Vec<usize>>, Vec<usize>) = Default::default();
    for (index, profile) in known.profiles.iter().enumerate() {
        if profile.name.is_empty()
            || known.nominals[index].state.is_some() && !profile.is_state && known.nominals[index].plural
        {
            continue;
        }
        // "some Greek", "other Mandans", "10 U.S. Marines".
        if profile.article == Article::Indefinite && known.nominals[index].candidates.is_empty() {
            continue;
        }
        // "eastern Aleppo" is a part of it, "the 6th Marines" are not "the Marines".
        let part = |word: &&String| {
            WordList::WordsForPartsOfPlaces.has(word) || word.starts_with(|letter: char| letter.is_ascii_digit())
        };
        let part =
            profile.words.iter().find(part).filter(|_| known.nominals[index].sort != Sort::Person).map(String::as_str);
        // "Tehran" the government and "in Tehran" the city are two.
        let owner = profile.owner.as_deref();
        let first = *first.entry((profile.is_state, &profile.name, part, owner)).or_insert_with(|| {
            match (owner, &known.nominals[index].body) {
                (Some(_), _) => owned.entry(&profile.name).or_default().push(index),
                (None, Some(_)) => bare.push(index),
                (None, None) => {}
            }
            index
        });
        draft.merge(first, index);
    }
    // "The Foreign Ministry" is the one of which the document says whose it is, where it speaks of one alone.
    for index in bare {
        if let Some([only]) = owned.get(known.profiles[index].name.as_slice()).map(Vec::as_slice) {
            draft.merge(*only, index);
        }
    }
}
