//! A title that stands before a name as a nominal of its own.
//!
//! "Pentagon Press Secretary Peter Cook", where the tree makes two phrases of it. A title inside the name's own phrase
//! needs no merge: it is one of the words of its profile, and later passes find "the secretary" by it.

use super::draft::Draft;
use super::known::Known;
use crate::extract::nominal::NominalForm;
use crate::model::Sort;
use crate::text::Rule;

/// Merges a title with the person's name right behind it.
pub(super) fn titles_before_names(known: &Known<'_>, draft: &mut Draft<'_>) {
    if !Rule::ChainTitle.applies() {
        return;
    }
    for (index, nominal) in known.nominals.iter().enumerate() {
        let Some(name) = nominal.name.as_ref().filter(|_| nominal.sort == Sort::Person) else { continue };
        let Some(title) =
            name.start.checked_sub(1).and_then(|before| known.nominal_at(before)).filter(|title| *title != index)
        else {
            continue;
        };
        let before = &known.nominals[title];
        let classes = known.lexicon.classes(known.tree.lemma(name.start - 1));
        let is_title = classes.has(known.lexicon.core.title) || classes.has(known.lexicon.core.person);
        let joined = known.tree.sentence_of(before.head) == known.tree.sentence_of(nominal.head)
            && (known.tree.head(before.head) == Some(nominal.head)
                || known.tree.head(nominal.head) == Some(before.head));
        if is_title && joined && before.form != NominalForm::Pronoun && !before.plural && before.sort == Sort::Person {
            draft.merge(title, index);
        }
    }
}
