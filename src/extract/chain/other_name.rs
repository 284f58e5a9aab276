//! Two names that the text itself calls one's: "Dagalo, known as Hemedti".

use super::draft::Draft;
use super::known::Known;

/// Merges what the text calls one, whatever the names look like.
pub(super) fn said_to_be_one(known: &Known<'_>, draft: &mut Draft<'_>) {
    for (first, other) in &known.other_names {
        draft.merge(*first, *other);
    }
}
