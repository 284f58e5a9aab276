//! `lexicon.ron` to classes of nouns and prepositions.
//!
//! A project's own file adds words to known classes, and classes and prepositions of its own; a class with
//! `replaces_all: true` holds its own words alone. Reported with their places: a class given twice in a file, a word
//! given twice in a class, a word with capitals in it, a word of more parts than are ever looked up, a class too many.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::state::{self, StateTable};
use super::{CoreClasses, LONGEST, Lexicon, MOST_CLASSES, NounClass, NounClasses};
use crate::extract::language_file::{
    CutFile, LanguageFile, REPLACES_ALL, Taken, flag, in_text, records, required_words, twice, words_once,
};
use crate::extract::veridicality::Veridicality;
use crate::text::ron::{At, Record};
use crate::text::{Diagnostic, Place, Severity, closest};

impl Lexicon {
    /// Reads the files of classes, of states and of signatures, of each sort the built-in ones first.
    /// Every mistake is reported; what is
    /// sound is there all the same. `taken` hears what came of a project's own files.
    pub fn read(
        (lexicon, states, veridicality): (&[LanguageFile], &[LanguageFile], &[LanguageFile]),
        taken: &mut Vec<Taken>,
        problems: &mut Vec<Diagnostic>,
    ) -> Lexicon {
        let mut classes = Classes::default();
        let cut = CutFile::all(lexicon, problems);
        for (file, all, record) in &records(&cut, &[REPLACES_ALL, "classes", "prepositions"], problems) {
            let before = file.nothing_taken(*all);
            let (added, replaced) = classes.read(record, problems);
            taken.extend(before.map(|before| Taken { added, replaced, ..before }));
        }
        let name = lexicon.last().map_or("lexicon.ron", |file| file.source_text.name.as_str());
        let core = core_classes(&classes, name, problems);
        let StateTable { states, state_forms, longest_state_form } = state::read(states, taken, problems);
        let veridicality = Veridicality::read(veridicality, taken, problems);
        Lexicon {
            names: classes.names,
            nouns: classes.nouns,
            prepositions: classes.prepositions,
            states,
            state_forms,
            longest_state_form,
            veridicality,
            core,
        }
    }
}

impl Lexicon {
    /// A word of a language file as a preposition; reported where it is none.
    pub(in crate::extract) fn preposition(&self, word: &At<&str>, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let preposition = in_text(word.value);
        if self.is_preposition(&preposition) {
            return Some(preposition);
        }
        let unknown = Diagnostic::error(word.place.clone(), format!("`{}` is no preposition", word.value));
        problems.push(unknown.did_you_mean_or(closest(&preposition, self.prepositions()), || {
            "the prepositions stand in lexicon.ron; a project's own lexicon.ron adds to them".to_owned()
        }));
        None
    }

    /// A word of a language file as a class of nouns; reported where it is none.
    pub(in crate::extract) fn class_of(&self, word: &At<&str>, problems: &mut Vec<Diagnostic>) -> Option<NounClass> {
        let class = self.class(word.value);
        if class.is_none() {
            let unknown = Diagnostic::error(word.place.clone(), format!("`{}` is no class of nouns", word.value));
            let names = self.class_names().iter().map(String::as_str);
            problems.push(unknown.did_you_mean_or(closest(word.value, names), || {
                "the classes stand in lexicon.ron; a project's own lexicon.ron adds to them".to_owned()
            }));
        }
        class
    }
}

/// The classes that the crate asks for; those that are missing are reported.
fn core_classes(classes: &Classes, file: &str, problems: &mut Vec<Diagnostic>) -> CoreClasses {
    let mut missing = Vec::new();
    let mut core = |name: &'static str| {
        classes.number(name).unwrap_or_else(|| {
            missing.push(name);
            NounClass(0)
        })
    };
    let core = CoreClasses {
        person: core("person"),
        group: core("group"),
        force: core("force"),
        organization: core("organization"),
        state: core("state"),
        place: core("place"),
        quantity: core("quantity"),
        title: core("title"),
        kin: core("kin"),
        portfolio: core("portfolio"),
        settlement: core("settlement"),
        occasion: core("occasion"),
        organ: core("organ"),
        message: core("message"),
        suffered: core("suffered"),
        anything: core("anything"),
    };
    if !missing.is_empty() {
        let names = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let message = format!("classes of nouns are missing that the program asks for: {names}");
        problems.push(
            Diagnostic::of_file(Severity::Error, file, message)
                .hint(format!("add `(name: \"{}\", words: \"...\")`, or leave `{REPLACES_ALL}` away", missing[0])),
        );
    }
    core
}

/// What the files read so far come to.
#[derive(Default)]
struct Classes {
    names: Vec<String>,
    nouns: HashMap<String, NounClasses>,
    prepositions: BTreeSet<String>,
}

impl Classes {
    /// Takes over a file. Returns how many words were added, and how many are in their class no more.
    fn read(&mut self, record: &Record<'_>, problems: &mut Vec<Diagnostic>) -> (usize, usize) {
        let (mut added, mut replaced) = (0, 0);
        let mut named: HashMap<String, Place> = HashMap::new();
        for node in record.items("classes", problems) {
            let Some(class) = node.record(&["name", "words", REPLACES_ALL], problems) else { continue };
            let name = class.required_text("name", problems);
            let words = required_words(&class, "words", problems);
            let (Some(name), Some(words)) = (name, words) else { continue };
            if let Some(first) = named.get(&name.value) {
                let message = format!("the class of nouns `{}` is given twice", name.value);
                problems.push(twice(message, name.place, first.clone()));
                continue;
            }
            named.insert(name.value.clone(), name.place.clone());
            let Some(class_number) = self.number_or_new(&name, problems) else { continue };
            let mut gone: HashSet<String> = HashSet::new();
            if flag(&class, REPLACES_ALL, problems) {
                #[expect(clippy::disallowed_methods, reason = "words go from one set to another")]
                for (word, classes) in self.nouns.iter_mut().filter(|(_, classes)| classes.has(class_number)) {
                    *classes = classes.without(class_number);
                    gone.insert(word.clone());
                }
            }
            for word in words.iter().filter(|word| is_written_right(word, problems)) {
                let word = in_text(word.value);
                let was_there = gone.remove(&word);
                let classes = self.nouns.entry(word).or_default();
                added += usize::from(!classes.has(class_number) && !was_there);
                *classes = classes.with(class_number);
            }
            replaced += gone.len();
        }
        for word in words_once(record, "prepositions", problems) {
            if is_written_right(&word, problems) {
                added += usize::from(self.prepositions.insert(in_text(word.value)));
            }
        }
        (added, replaced)
    }

    fn number(&self, name: &str) -> Option<NounClass> {
        self.names.iter().position(|known| known == name).map(|index| NounClass(index as u8))
    }

    fn number_or_new(&mut self, name: &At<String>, problems: &mut Vec<Diagnostic>) -> Option<NounClass> {
        if let Some(known) = self.number(&name.value) {
            return Some(known);
        }
        let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if name.value.is_empty() || !name.value.chars().all(is_key) {
            problems.push(
                Diagnostic::error(name.place.clone(), format!("`{}` is no name of a class", name.value))
                    .hint("use lower-case letters, digits and underscores"),
            );
            return None;
        }
        if self.names.len() == MOST_CLASSES {
            problems.push(
                Diagnostic::error(
                    name.place.clone(),
                    format!("this is one class of nouns too many: {MOST_CLASSES} can be told apart"),
                )
                .hint("put the words into a class that there is"),
            );
            return None;
        }
        self.names.push(name.value.clone());
        Some(NounClass((self.names.len() - 1) as u8))
    }
}

/// True for a word in lower case, or with the capital that English always gives it (Muslim), of no more parts than are
/// looked up together. Else it is reported.
fn is_written_right(word: &At<&str>, problems: &mut Vec<Diagnostic>) -> bool {
    let mut letters = word.value.chars();
    letters.next();
    if letters.any(char::is_uppercase) {
        problems.push(Diagnostic::error(word.place.clone(), format!("`{}` has capitals in it", word.value)).hint(
            "write lemmas in lower case; only a first letter may be a capital, where English always writes it so",
        ));
        return false;
    }
    if word.value.split('_').count() > LONGEST {
        problems.push(
            Diagnostic::error(word.place.clone(), format!("`{}` has more than {LONGEST} parts", word.value))
                .hint("nothing longer is looked up; keep the last words"),
        );
        return false;
    }
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::text::SourceText;

    /// The built-in file is kept so that a word more is a line more, and two hands seldom meet.
    #[test]
    fn the_built_in_lexicon_has_one_word_a_line_sorted() {
        let mut problems = Vec::new();
        let file = crate::text::ron::Ron::new(&SourceText::new("lexicon.ron", crate::data::LEXICON), &mut problems);
        let root = file.root(&mut problems).expect("a value");
        let record = root.record(&["classes", "prepositions"], &mut problems).expect("a record");
        let mut lists: Vec<(String, Vec<At<&str>>)> = Vec::new();
        for node in record.items("classes", &mut problems) {
            let class = node.record(&["name", "words"], &mut problems).expect("a class");
            let name = class.required_text("name", &mut problems).expect("a name").value;
            lists.push((name, required_words(&class, "words", &mut problems).expect("words")));
        }
        lists.push(("prepositions".to_owned(), words_once(&record, "prepositions", &mut problems)));
        assert_eq!(problems, Vec::new());
        let mut capitals: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (name, words) in &lists {
            for pair in words.windows(2) {
                let (one, next) = (&pair[0], &pair[1]);
                assert!(
                    one.value.to_lowercase() < next.value.to_lowercase(),
                    "{name}: `{}` before `{}`",
                    one.value,
                    next.value
                );
                assert!(
                    one.place.line_and_column().0 < next.place.line_and_column().0,
                    "{name}: `{}` has no line of its own",
                    next.value
                );
            }
            for word in words {
                capitals.entry(word.value.to_lowercase()).or_default().push(word.value);
            }
        }
        // A word that English writes with a capital has it everywhere.
        let mixed: Vec<&String> = capitals
            .iter()
            .filter(|(_, written)| written.iter().any(|one| one != &written[0]))
            .map(|(word, _)| word)
            .collect();
        assert_eq!(mixed, Vec::<&String>::new());
    }
}
