//! Pattern files to patterns: words split, slots and classes resolved, kinds looked up, examples cut out of their
//! marks.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::record::{self, Entry};
use super::{Example, Family, Light, Operator, Pattern, Patterns, Rewrite, Slot};
use crate::extract::lexicon::{Lexicon, NounClass, NounClasses};
use crate::model::{Modality, RelationKindId, Schema, Sort};

/// A pattern file: its name and its text.
pub struct PatternFile<'t> {
    /// Name to show.
    pub name: &'t str,
    /// Its RON.
    pub text: &'t str,
}

/// Reads pattern files. The error names the file and the entry.
#[expect(
    clippy::disallowed_methods,
    clippy::iter_over_hash_type,
    reason = "words go from one set to another, and each list is sorted by itself"
)]
pub fn read(files: &[PatternFile<'_>], lexicon: &Lexicon, schema: &Schema) -> Result<Patterns, String> {
    let options = ron::Options::default().with_default_extension(
        ron::extensions::Extensions::IMPLICIT_SOME | ron::extensions::Extensions::UNWRAP_VARIANT_NEWTYPES,
    );
    let mut patterns = Patterns {
        patterns: Vec::new(),
        operators: Vec::new(),
        lights: Vec::new(),
        light_by_word: HashMap::new(),
        by_word: HashMap::new(),
        operator_by_word: HashMap::new(),
        verbs: HashSet::new(),
        hostile: HashSet::new(),
    };
    let mut ids = BTreeSet::new();
    for file in files {
        let entries: Vec<Entry> = options.from_str(file.text).map_err(|error| format!("{}:{error}", file.name))?;
        for entry in entries {
            let id = match &entry {
                Entry::Verb(pattern)
                | Entry::Event(pattern)
                | Entry::Noun(pattern)
                | Entry::Adjective(pattern)
                | Entry::Participle(pattern)
                | Entry::Prefix(pattern)
                | Entry::Phrase(pattern)
                | Entry::Modal(pattern) => &pattern.id,
                Entry::Light(light) => &light.id,
                Entry::Operator(operator) => &operator.id,
            };
            if !ids.insert(id.clone()) {
                return Err(format!("{}: the id `{id}` is used twice", file.name));
            }
            let reader = Reader { file: file.name, id: id.clone(), lexicon, schema };
            match entry {
                Entry::Verb(pattern) => patterns.patterns.push(reader.pattern(Family::Verb, pattern)?),
                Entry::Event(pattern) => patterns.patterns.push(reader.pattern(Family::Event, pattern)?),
                Entry::Noun(pattern) => patterns.patterns.push(reader.pattern(Family::Noun, pattern)?),
                Entry::Adjective(pattern) => patterns.patterns.push(reader.pattern(Family::Adjective, pattern)?),
                Entry::Participle(pattern) => patterns.patterns.push(reader.pattern(Family::Participle, pattern)?),
                Entry::Prefix(pattern) => patterns.patterns.push(reader.pattern(Family::Prefix, pattern)?),
                Entry::Phrase(pattern) => patterns.patterns.push(reader.pattern(Family::Phrase, pattern)?),
                Entry::Modal(pattern) => patterns.patterns.push(reader.pattern(Family::Modal, pattern)?),
                Entry::Light(light) => {
                    let light = reader.light(light)?;
                    for word in &light.words {
                        if patterns.light_by_word.insert(word.clone(), patterns.lights.len()).is_some() {
                            return Err(reader.error(&format!("the light verb `{word}` stands in two entries")));
                        }
                    }
                    patterns.lights.push(light);
                }
                Entry::Operator(operator) => {
                    let operator = reader.operator(operator)?;
                    for word in &operator.words {
                        if patterns.operator_by_word.insert(word.clone(), patterns.operators.len()).is_some() {
                            return Err(reader.error(&format!("the operator `{word}` stands in two entries")));
                        }
                    }
                    patterns.operators.push(operator);
                }
            }
        }
    }
    for (index, pattern) in patterns.patterns.iter().enumerate() {
        for word in &pattern.words {
            patterns.by_word.entry((pattern.family, word.clone())).or_default().push(index);
        }
    }
    let triggers = patterns.by_word.keys().filter(|(family, _)| *family == Family::Verb).map(|(_, word)| word);
    patterns.verbs =
        triggers.chain(patterns.light_by_word.keys()).chain(patterns.operator_by_word.keys()).cloned().collect();
    patterns.hostile = patterns
        .patterns
        .iter()
        .filter(|pattern| pattern.asks_for_foe())
        .flat_map(|pattern| pattern.kind.into_iter().chain(pattern.also.iter().copied()))
        .collect();
    for list in patterns.by_word.values_mut() {
        list.sort_by_key(|index| std::cmp::Reverse(patterns.patterns[*index].specificity()));
    }
    Ok(patterns)
}

/// Words apart by spaces, the parts of one joined by `_`.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(|word| word.replace('_', " ")).collect()
}

struct Reader<'r> {
    file: &'r str,
    id: String,
    lexicon: &'r Lexicon,
    schema: &'r Schema,
}

impl Reader<'_> {
    fn error(&self, what: &str) -> String {
        format!("{}: pattern `{}`: {what}", self.file, self.id)
    }

    fn pattern(&self, family: Family, record: record::Pattern) -> Result<Pattern, String> {
        let slots = |text: &str, default: &[Slot]| {
            if text.is_empty() { default.to_vec() } else { words(text).iter().map(|word| slot(word)).collect() }
        };
        let (subject, object): (&[Slot], &[Slot]) = match family {
            Family::Verb => (&[Slot::Agent], &[Slot::Patient]),
            Family::Adjective => (&[Slot::Agent], &[]),
            Family::Event => (&[Slot::Owner], &[]),
            Family::Noun => (&[Slot::Bearer], &[Slot::Owner]),
            Family::Participle => (&[Slot::Joined], &[Slot::Modified]),
            Family::Prefix => (&[Slot::Modified], &[Slot::Joined]),
            Family::Phrase => (&[Slot::Modified], &[Slot::Owner]),
            Family::Modal => (&[Slot::Speaker], &[Slot::Agent]),
        };
        Ok(Pattern {
            kind: if record.kind == "nothing" { None } else { Some(self.kind(&record.kind)?) },
            also: record.also.split_whitespace().map(|key| self.kind(key)).collect::<Result<_, _>>()?,
            file: self.file.to_owned(),
            family,
            words: words(&record.words),
            prepositions: words(&record.prepositions),
            subject: slots(&record.subject, subject),
            object: slots(&record.object, object),
            through: self.classes(&record.through)?,
            hits_ground: record.through.split_whitespace().any(|class| class == "asset"),
            with: self.conditions(&record.with)?,
            without: self.conditions(&record.without)?,
            object_is: self.sorts(&record.object_is)?,
            subject_is: self.sorts(&record.subject_is)?,
            modality: record.modality.as_deref().map(|name| self.modality(name)).transpose()?,
            only_light: record.only_light,
            around: record.around,
            plover: record.plover,
            denied: record.denied.as_deref().map(|key| self.kind(key)).transpose()?,
            finds: self.examples(&record.finds, record.kind != "nothing")?,
            ignores: record.ignores,
            id: record.id,
        })
    }

    fn light(&self, record: record::Light) -> Result<Light, String> {
        Ok(Light {
            file: self.file.to_owned(),
            words: words(&record.words),
            prepositions: words(&record.prepositions),
            converse: record.converse,
            finds: self.examples(&record.finds, true)?,
            ignores: record.ignores,
            id: record.id,
        })
    }

    fn operator(&self, record: record::Operator) -> Result<Operator, String> {
        let rewrite = |row: &record::Rewrite| {
            Ok::<Rewrite, String>(Rewrite {
                from: row.from.split_whitespace().map(|key| self.kind(key)).collect::<Result<_, _>>()?,
                to: row.to.as_deref().map(|key| self.kind(key)).transpose()?,
                to_controllee: row.object.as_deref() == Some("controllee"),
                modality: row.modality.as_deref().map(|name| self.modality(name)).transpose()?,
                own_future: row.own_future,
                negate: row.negate,
                drop: row.drop,
            })
        };
        Ok(Operator {
            file: self.file.to_owned(),
            words: words(&record.words),
            needs: record.needs.iter().map(|(word, prepositions)| (word.clone(), words(prepositions))).collect(),
            rewrite: record.rewrite.iter().map(rewrite).collect::<Result<_, _>>()?,
            alone: record.alone.as_deref().map(|key| self.kind(key)).transpose()?,
            alone_object: words(&record.alone_object).iter().map(|word| slot(word)).collect(),
            finds: self
                .examples(&record.finds, record.alone.is_some() || !record.rewrite.iter().all(|row| row.drop))?,
            ignores: record.ignores,
            id: record.id,
        })
    }

    fn kind(&self, key: &str) -> Result<RelationKindId, String> {
        self.schema
            .relation_kind_by_key(key)
            .ok_or_else(|| self.error(&format!("`{key}` is no kind of relation in schema.ron")))
    }

    fn class(&self, name: &str) -> Result<NounClass, String> {
        self.lexicon.class(name).ok_or_else(|| self.error(&format!("`{name}` is no class of nouns in lexicon.ron")))
    }

    fn classes(&self, names: &str) -> Result<NounClasses, String> {
        names.split_whitespace().try_fold(NounClasses::default(), |classes, name| Ok(classes.with(self.class(name)?)))
    }

    fn conditions(&self, list: &[(String, String)]) -> Result<Vec<(Slot, NounClass)>, String> {
        list.iter().map(|(place, class)| Ok((slot(&place.replace('_', " ")), self.class(class)?))).collect()
    }

    fn sorts(&self, names: &str) -> Result<Vec<Sort>, String> {
        let mut sorts = Vec::new();
        for name in names.split_whitespace() {
            match name {
                "person" => sorts.push(Sort::Person),
                "state" => sorts.push(Sort::State),
                "organization" => sorts.push(Sort::Organization),
                "force" => sorts.push(Sort::Force),
                "group" => sorts.push(Sort::Group),
                "place" => sorts.push(Sort::Place),
                "thing" => sorts.push(Sort::Thing),
                "actor" => sorts.extend([Sort::Person, Sort::State, Sort::Organization, Sort::Force, Sort::Group]),
                "body" => sorts.extend([Sort::State, Sort::Organization, Sort::Force, Sort::Group]),
                other => {
                    return Err(self.error(&format!(
                        "`{other}` is no sort: person, state, organization, force, group, place, thing, actor, body"
                    )));
                }
            }
        }
        Ok(sorts)
    }

    fn modality(&self, name: &str) -> Result<Modality, String> {
        match name {
            "actual" => Ok(Modality::Actual),
            "planned" => Ok(Modality::Planned),
            "possible" => Ok(Modality::Possible),
            "hypothetical" => Ok(Modality::Hypothetical),
            other => Err(self.error(&format!("`{other}` is no modality: actual, planned, possible, hypothetical"))),
        }
    }

    /// Sentences with their ends; where nothing is claimed there may be no marks.
    fn examples(&self, finds: &[String], marked: bool) -> Result<Vec<Example>, String> {
        let unmarked =
            |text: &String| (!marked).then(|| Example { text: text.clone(), subject: (0, 0), object: (0, 0) });
        finds
            .iter()
            .map(|text| {
                example(text).or_else(|| unmarked(text)).ok_or_else(|| {
                    self.error(&format!("the example `{text}` needs one subject in <...> and one object in [...]"))
                })
            })
            .collect()
    }
}

fn slot(word: &str) -> Slot {
    match word {
        "agent" => Slot::Agent,
        "patient" => Slot::Patient,
        "recipient" => Slot::Recipient,
        "clause" => Slot::Clause,
        "owner" => Slot::Owner,
        "bearer" => Slot::Bearer,
        "modified" => Slot::Modified,
        "joined" => Slot::Joined,
        "speaker" => Slot::Speaker,
        "foe" => Slot::Foe,
        "department" => Slot::Department,
        "container" => Slot::Container,
        "sides" => Slot::Sides,
        "holder" => Slot::Holder,
        "condition" => Slot::Condition,
        "purpose" => Slot::Purpose,
        "alleged" => Slot::Alleged,
        preposition => Slot::Preposition(preposition.to_owned()),
    }
}

/// Takes the marks out of an example.
fn example(marked: &str) -> Option<Example> {
    let mut text = String::with_capacity(marked.len());
    let (mut subject, mut object) = ((None, None), (None, None));
    for letter in marked.chars() {
        match letter {
            '<' => subject.0 = Some(text.len()),
            '>' => subject.1 = Some(text.len()),
            '[' => object.0 = Some(text.len()),
            ']' => object.1 = Some(text.len()),
            letter => text.push(letter),
        }
    }
    Some(Example { subject: (subject.0?, subject.1?), object: (object.0?, object.1?), text })
}
