//! Actors by any name, also misspelt.

use crate::graph::GraphView;
use crate::model::{ActorId, AliasSort};
use crate::text::fold_name;

/// An actor with the name of it that is most like what was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// The actor.
    pub actor: ActorId,
    /// The name that matched.
    pub name: String,
    /// Its sort.
    pub sort: AliasSort,
    /// How well it matched.
    pub quality: Quality,
}

/// How well a name matched, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// The same name.
    Same,
    /// The name begins with the text.
    Begins,
    /// All words of the text begin words of the name.
    Words,
    /// The name, or a word of it, is spelt much like the text: so many edits.
    Like {
        /// Damerau-Levenshtein distance.
        edits: usize,
    },
}

/// At most `most` actors whose key or a name is like `text`, best match first, of equal ones the name of fewest words,
/// then by key. Linear in the names.
pub fn search(view: &impl GraphView, text: &str, most: usize) -> Vec<SearchHit> {
    let wanted = fold_name(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<SearchHit> =
        view.actors()
            .iter()
            .filter_map(|(actor, entry)| {
                let key = (entry.key.as_str(), AliasSort::Name, false);
                let best = entry.names().chain([key]).filter_map(|(name, sort, _)| {
                    quality(&wanted, &fold_name(name)).map(|quality| (quality, name, sort))
                });
                // The first of equally good names: the name itself before its aliases, the key last.
                let (quality, name, sort) = best.min_by_key(|(quality, _, _)| *quality)?;
                Some(SearchHit { actor, name: name.to_owned(), sort, quality })
            })
            .collect();
    found.sort_by_key(|found| (found.quality, found.name.split_whitespace().count(), found.actor));
    found.truncate(most);
    found
}

fn quality(wanted: &str, name: &str) -> Option<Quality> {
    if name == wanted {
        return Some(Quality::Same);
    }
    if name.starts_with(wanted) {
        return Some(Quality::Begins);
    }
    if wanted.split(' ').all(|word| name.split(' ').any(|of_name| of_name.starts_with(word))) {
        return Some(Quality::Words);
    }
    // One slip in four letters, two in eight.
    let bearable = wanted.chars().count() / 4;
    let edits =
        name.split(' ').chain([name]).map(|part| strsim::damerau_levenshtein(wanted, part)).min().unwrap_or(usize::MAX);
    (edits <= bearable).then_some(Quality::Like { edits })
}

#[cfg(test)]
mod tests {
    use super::{Quality, quality};

    #[test]
    fn a_slip_is_forgiven_and_a_stranger_is_not() {
        assert_eq!(quality("pompeo", "mike pompeo"), Some(Quality::Words));
        assert_eq!(quality("pompoe", "mike pompeo"), Some(Quality::Like { edits: 1 }));
        assert_eq!(quality("sulaimani", "soleimani"), Some(Quality::Like { edits: 2 }));
        assert_eq!(quality("us", "un"), None);
        assert_eq!(quality("iran", "iraq"), Some(Quality::Like { edits: 1 }));
    }
}
