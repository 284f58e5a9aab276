//! The values in an entry of a pattern file: triggers, slots, classes, sorts, kinds, sentences.
//!
//! Every list that a value comes from is closed: slots and sorts are the program's, prepositions and classes of nouns
//! the lexicon's, kinds the schema's, roots PLOVER's. A value that is in none is reported where it stands, with the
//! likeliest one meant.

use crate::extract::language_file::{flag, in_text, required_words, words_once};
use crate::extract::lexicon::{Lexicon, NounClass, NounClasses};
use crate::extract::pattern::{Example, Slot};
use crate::model::{Modality, PLOVER_ROOTS, RelationKindId, Schema, Sort};
use crate::text::ron::{At, Node, Record};
use crate::text::{Diagnostic, Place, closest};

/// The fields of an entry, or of a row of one, and what their values may be.
pub(super) struct Fields<'e, 'f> {
    pub(super) record: &'e Record<'f>,
    pub(super) lexicon: &'e Lexicon,
    pub(super) schema: &'e Schema,
    pub(super) problems: &'e mut Vec<Diagnostic>,
}

/// Kind of patterns that take their words away from less specific ones.
const NOTHING: &str = "nothing";

const SORTS: [(&str, &[Sort]); 9] = [
    ("person", &[Sort::Person]),
    ("state", &[Sort::State]),
    ("organization", &[Sort::Organization]),
    ("force", &[Sort::Force]),
    ("group", &[Sort::Group]),
    ("place", &[Sort::Place]),
    ("thing", &[Sort::Thing]),
    ("actor", &[Sort::Person, Sort::State, Sort::Organization, Sort::Force, Sort::Group]),
    ("body", &[Sort::State, Sort::Organization, Sort::Force, Sort::Group]),
];

const MODALITIES: [(&str, Modality); 4] = [
    ("actual", Modality::Actual),
    ("planned", Modality::Planned),
    ("possible", Modality::Possible),
    ("hypothetical", Modality::Hypothetical),
];

/// The class of nouns whose owner is hit where they are, with the ground that they stand on.
const ASSET: &str = "asset";

impl<'f> Fields<'_, 'f> {
    /// Reports a field that is missing.
    pub(super) fn require(&mut self, field: &str) {
        if self.record.field(field).is_none() {
            self.problems.push(
                Diagnostic::error(self.record.opening(), format!("the field `{field}` is missing"))
                    .hint(format!("add `{field}: ...`")),
            );
        }
    }

    pub(super) fn flag(&mut self, field: &str) -> bool {
        flag(self.record, field, self.problems)
    }

    /// Words that trigger the entry, with their places.
    pub(super) fn triggers(&mut self) -> (Vec<String>, Vec<Place>) {
        let words = required_words(self.record, "words", self.problems).unwrap_or_default();
        for word in words.iter().filter(|word| word.value.chars().any(char::is_uppercase)) {
            self.problems.push(
                Diagnostic::error(word.place.clone(), format!("`{}` has capitals in it", word.value))
                    .hint("triggers are dictionary forms in lower case"),
            );
        }
        words.into_iter().map(|word| (in_text(word.value), word.place)).unzip()
    }

    /// Prepositions of the closed list.
    pub(super) fn prepositions(&mut self, field: &str) -> Vec<String> {
        let words = words_once(self.record, field, self.problems);
        words.iter().filter_map(|word| self.lexicon.preposition(word, self.problems)).collect()
    }

    /// Slots in the order given; the family's where the field is not given.
    pub(super) fn slots(&mut self, field: &str, default: &[Slot]) -> Vec<Slot> {
        if self.record.field(field).is_none() {
            return default.to_vec();
        }
        words_once(self.record, field, self.problems).iter().filter_map(|word| self.slot(word)).collect()
    }

    fn slot(&mut self, word: &At<&str>) -> Option<Slot> {
        let name = in_text(word.value);
        let named = Slot::NAMED.iter().find(|slot| slot.label() == name).cloned();
        if named.is_some() {
            return named;
        }
        if self.lexicon.is_preposition(&name) {
            return Some(Slot::Preposition(name));
        }
        let known = Slot::NAMED.iter().map(Slot::label).chain(self.lexicon.prepositions());
        let unknown = Diagnostic::error(word.place.clone(), format!("`{}` is no slot and no preposition", word.value));
        self.problems.push(unknown.did_you_mean_or(closest(&name, known), || {
            let slots = Slot::NAMED.iter().map(Slot::label).collect::<Vec<_>>().join(", ");
            format!("the slots are {slots}; prepositions stand in lexicon.ron")
        }));
        None
    }

    /// Classes that lead on to their owner, and whether they stand on ground.
    pub(super) fn through(&mut self) -> (NounClasses, bool) {
        let words = words_once(self.record, "through", self.problems);
        let classes = words.iter().filter_map(|word| self.lexicon.class_of(word, self.problems));
        (classes.fold(NounClasses::default(), NounClasses::with), words.iter().any(|word| word.value == ASSET))
    }

    /// Pairs of a slot and a class of nouns.
    pub(super) fn conditions(&mut self, field: &str) -> Vec<(Slot, NounClass)> {
        let nodes = self.record.items(field, self.problems);
        nodes.iter().filter_map(|node| self.condition(node)).collect()
    }

    fn condition(&mut self, node: &Node<'f>) -> Option<(Slot, NounClass)> {
        let (slot, class) = self.pair(node, "(\"slot\", \"class of nouns\")")?;
        let slot = slot.text(self.problems)?;
        let slot = self.slot(&At { value: slot.value.as_str(), place: slot.place });
        let class = class.text(self.problems)?;
        let class = self.lexicon.class_of(&At { value: class.value.as_str(), place: class.place }, self.problems);
        slot.zip(class)
    }

    fn pair(&mut self, node: &Node<'f>, form: &str) -> Option<(Node<'f>, Node<'f>)> {
        let values = node.tuple(self.problems);
        let [one, other] = values.as_slice() else {
            if !values.is_empty() || node.is_record() {
                self.problems
                    .push(Diagnostic::error(node.place(), "expected two values").hint(format!("write `{form}`")));
            }
            return None;
        };
        Some((*one, *other))
    }

    /// Words of an operator that count only with one of some prepositions.
    pub(super) fn needs(&mut self, words: &[String]) -> Vec<(String, Vec<String>)> {
        let mut needs = Vec::new();
        for node in self.record.items("needs", self.problems) {
            let Some((word, prepositions)) = self.pair(&node, "(\"word\", \"prepositions\")") else { continue };
            let Some(word) = word.text(self.problems) else { continue };
            let prepositions = prepositions.words(self.problems);
            let prepositions: Vec<String> =
                prepositions.iter().filter_map(|word| self.lexicon.preposition(word, self.problems)).collect();
            let needed = in_text(&word.value);
            if !words.contains(&needed) {
                let unknown = Diagnostic::error(word.place, format!("`{}` is none of `words`", word.value));
                self.problems.push(unknown.did_you_mean(closest(&needed, words.iter().map(String::as_str))));
            }
            needs.push((needed, prepositions));
        }
        needs
    }

    pub(super) fn sorts(&mut self, field: &str) -> Vec<Sort> {
        let mut sorts = Vec::new();
        for word in words_once(self.record, field, self.problems) {
            match SORTS.iter().find(|(name, _)| *name == word.value) {
                Some((_, some)) => sorts.extend_from_slice(some),
                None => self.problems.push(no_such("sort", &word, SORTS.map(|(name, _)| name).to_vec())),
            }
        }
        sorts
    }

    pub(super) fn modality(&mut self) -> Option<Modality> {
        let name = self.record.text("modality", self.problems)?;
        let known = MODALITIES.iter().find(|(known, _)| *known == name.value).map(|(_, modality)| *modality);
        if known.is_none() {
            let word = At { value: name.value.as_str(), place: name.place };
            self.problems.push(no_such("modality", &word, MODALITIES.map(|(name, _)| name).to_vec()));
        }
        known
    }

    pub(super) fn plover(&mut self) -> Option<String> {
        let root = self.record.text("plover", self.problems)?;
        if !PLOVER_ROOTS.contains(&root.value.as_str()) {
            let word = At { value: root.value.as_str(), place: root.place };
            self.problems.push(no_such("PLOVER root", &word, PLOVER_ROOTS.to_vec()));
            return None;
        }
        Some(root.value)
    }

    /// True for a pattern that takes its words away from less specific ones.
    pub(super) fn claims_nothing(&self) -> bool {
        self.record.field("kind").is_some_and(|node| node.source().trim_matches('"') == NOTHING)
    }

    /// The kind of relation that must be given; none for `nothing`.
    pub(super) fn kind_or_nothing(&mut self) -> Option<RelationKindId> {
        let key = self.record.required_text("kind", self.problems)?;
        if key.value == NOTHING {
            return None;
        }
        self.known_kind(&At { value: key.value.as_str(), place: key.place }, &[NOTHING])
    }

    pub(super) fn kind(&mut self, field: &str) -> Option<RelationKindId> {
        let key = self.record.text(field, self.problems)?;
        self.known_kind(&At { value: key.value.as_str(), place: key.place }, &[])
    }

    pub(super) fn kinds(&mut self, field: &str) -> Vec<RelationKindId> {
        let words = words_once(self.record, field, self.problems);
        words.iter().filter_map(|word| self.known_kind(word, &[])).collect()
    }

    fn known_kind(&mut self, key: &At<&str>, besides: &[&str]) -> Option<RelationKindId> {
        let known = self.schema.relation_kind_by_key(key.value);
        if known.is_none() {
            let kinds = self.schema.relation_kinds.iter().map(|kind| kind.key.as_str()).chain(besides.iter().copied());
            let unknown = Diagnostic::error(key.place.clone(), format!("`{}` is no kind of relation", key.value));
            self.problems.push(unknown.did_you_mean_or(closest(key.value, kinds), || {
                "`kg kinds` lists them; a project's own schema.ron adds to them".to_owned()
            }));
        }
        known
    }

    /// Sentences with their ends; where nothing is claimed they may have none.
    pub(super) fn examples(&mut self, marked: bool) -> Vec<Example> {
        let texts = self.record.texts("finds", self.problems);
        let mut examples = Vec::with_capacity(texts.len());
        for At { value, place } in texts {
            let is_unmarked = !marked && !value.contains(MARKS);
            let ends = if is_unmarked { Some((value.clone(), (0, 0), (0, 0))) } else { ends(&value) };
            match ends {
                Some((text, subject, object)) => examples.push(Example { text, subject, object, place }),
                None => self.problems.push(
                    Diagnostic::error(place, "the sentence has not both its ends marked")
                        .hint("put the subject into <...> and the object into [...], each once"),
                ),
            }
        }
        examples
    }

    /// Sentences where the entry must stay silent.
    pub(super) fn ignores(&mut self) -> Vec<At<String>> {
        let texts = self.record.texts("ignores", self.problems);
        for text in texts.iter().filter(|text| text.value.contains(MARKS)) {
            self.problems.push(
                Diagnostic::error(text.place.clone(), "a sentence to be ignored has no ends to mark")
                    .hint("remove the marks"),
            );
        }
        texts
    }
}

fn no_such(what: &str, word: &At<&str>, known: Vec<&str>) -> Diagnostic {
    let unknown = Diagnostic::error(word.place.clone(), format!("`{}` is no {what}", word.value));
    unknown.did_you_mean_or(closest(word.value, known.iter().copied()), || format!("there are {}", known.join(", ")))
}

const MARKS: [char; 4] = ['<', '>', '[', ']'];

type End = (usize, usize);

/// Takes the marks out of a sentence that has each once, in order.
fn ends(marked: &str) -> Option<(String, End, End)> {
    let mut text = String::with_capacity(marked.len());
    let mut at: [Option<usize>; 4] = [None; 4];
    for letter in marked.chars() {
        match MARKS.iter().position(|mark| *mark == letter) {
            Some(mark) if at[mark].is_some() => return None,
            Some(mark) => at[mark] = Some(text.len()),
            None => text.push(letter),
        }
    }
    let [Some(subject), Some(subject_end), Some(object), Some(object_end)] = at else { return None };
    (subject < subject_end && object < object_end).then_some((text, (subject, subject_end), (object, object_end)))
}

#[cfg(test)]
mod tests {
    use super::ends;

    #[test]
    fn ends_are_marked_once_each() {
        assert_eq!(ends("<A> hit [B]."), Some(("A hit B.".to_owned(), (0, 1), (6, 7))));
        for wrong in ["A hit [B].", "<A> hit [B", ">A< hit [B].", "<A> and <C> hit [B].", "<> hit [B]."] {
            assert_eq!(ends(wrong), None, "{wrong}");
        }
    }
}
