//! Dictionary forms: `met` to `meet`, `led` to `lead`, `withdrew` to `withdraw`, `militias` to `militia`.
//!
//! In come a form and its tags, out comes its lemma as edits: cut so many characters off the end, append a few. Edits
//! were learned from the treebank and from a list of irregular words (`training/lemmas.py`). Looked up first is the
//! whole word with its tag, then its ending from the longest known to the empty one, which every tag has. Proper nouns
//! keep their case, all else is lower case.
//!
//! Sections: `lem.keys` maps `tag<TAB>=word` and `tag<TAB>-ending`, in lower case, to a line of `lem.scripts`, whose
//! lines are `cut<TAB>append`.

use super::network::{Keys, ModelError, Sections, broken};
use super::tag::Xpos;

/// No edit appends more.
const LONGEST_APPEND_BYTES: usize = 32;

/// Longest ending that is looked up, in characters.
const LONGEST_ENDING: usize = 6;

/// The learned edits.
pub(super) struct Lemmas<'m> {
    keys: Keys<'m>,
    scripts: Vec<(usize, &'m str)>,
}

impl<'m> Lemmas<'m> {
    pub(super) fn open(sections: &Sections<'m>) -> Result<Lemmas<'m>, ModelError> {
        let script = |line: &'m str| {
            let (cut, append) = line.split_once('\t')?;
            let sound = append.len() <= LONGEST_APPEND_BYTES && !append.contains(char::is_control);
            sound.then_some((cut.parse().ok()?, append))
        };
        let scripts: Option<Vec<_>> = sections.text("lem.scripts")?.lines().map(script).collect();
        let scripts = scripts.ok_or_else(|| broken("lem.scripts", "holds a line that is no edit"))?;
        Ok(Lemmas { keys: Keys::open(sections, "lem.keys")?, scripts })
    }

    /// Appends the lemma of `form` to `out`; `key` is room for what is looked up.
    pub(super) fn lemma(&self, form: &str, xpos: Xpos, key: &mut String, out: &mut String) {
        let start = out.len();
        if matches!(xpos, Xpos::Nnp | Xpos::Nnps) {
            out.push_str(form)
        } else {
            form.chars().for_each(|c| if c == '’' { out.push('\'') } else { out.extend(c.to_lowercase()) })
        }
        if form == "I" {
            out.replace_range(start.., "I");
            return;
        }
        // The plural of "base" and of "basis": news speaks of the first.
        if xpos == Xpos::Nns && form.eq_ignore_ascii_case("bases") {
            out.truncate(out.len() - 1);
            return;
        }
        // The arms of an arsenal, not of a body.
        if xpos == Xpos::Nns && form.eq_ignore_ascii_case("arms") {
            return;
        }
        key.clear();
        key.push_str(xpos.as_str());
        key.push_str("\t=");
        let word = key.len();
        form.chars().for_each(|c| if c == '’' { key.push('\'') } else { key.extend(c.to_lowercase()) });
        // "They attend": no past form ends so, the tagger took the base form for one.
        if matches!(xpos, Xpos::Vbd | Xpos::Vbn) && key.ends_with("end") {
            return;
        }
        let Some((cut, append)) = self.script(key, word) else { return };
        for _ in 0..cut {
            let Some((last, _)) =
                out[start..].char_indices().next_back().filter(|(index, _)| *index > 0 || !append.is_empty())
            else {
                break;
            };
            out.truncate(start + last);
        }
        out.push_str(append);
        // "cancelled", "labelling": a verb of more than one syllable doubles its last letter in British spelling.
        if matches!(xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbg) && has_doubled_l(&out[start..]) {
            out.pop();
        }
    }

    /// The edit for `key`, which holds the tag and from `word` on the word.
    fn script(&self, key: &str, word: usize) -> Option<(usize, &'m str)> {
        let find = |key: u32| self.keys.get(key).and_then(|line| self.scripts.get(line)).copied();
        if let Some(found) = find(crc32fast::hash(key.as_bytes())) {
            return Some(found);
        }
        let mut tag = crc32fast::Hasher::new();
        tag.update(&key.as_bytes()[..word - 1]);
        tag.update(b"-");
        let mut starts = [key.len(); LONGEST_ENDING + 1];
        let mut known = 1;
        for (index, _) in key[word..].char_indices().rev().take(LONGEST_ENDING) {
            starts[known] = word + index;
            known += 1;
        }
        starts[..known].iter().rev().find_map(|start| {
            let mut hasher = tag.clone();
            hasher.update(&key.as_bytes()[*start..]);
            find(hasher.finalize())
        })
    }
}

/// "cancell", "labell", but "sell" and "spell".
fn has_doubled_l(lemma: &str) -> bool {
    let Some(stem) = lemma.strip_suffix("ell") else { return false };
    stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}
