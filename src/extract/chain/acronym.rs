//! Letters that stand for a longer name.
//!
//! "Syrian Democratic Forces" ... "SDF"; "Islamic State of Iraq and the Levant (ISIL)": words in lower case count or
//! not; "Iraqi security forces" ... "ISF".

use std::collections::HashMap;

use super::draft::Draft;
use super::known::Known;
use crate::extract::nominal::NominalForm;
use crate::model::Sort;
use crate::nlp::Upos;
use crate::text::Rule;

/// Fewest letters of an acronym for something that is no name.
const SHORTEST_OF_DESCRIPTION: usize = 3;

/// Merges acronyms with the names whose initials they are: the nearest before, else the first after.
pub(super) fn acronyms(known: &Known<'_>, draft: &mut Draft<'_>) {
    if !Rule::ChainAcronym.applies() {
        return;
    }
    let mut long_forms: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, nominal) in known.nominals.iter().enumerate() {
        if nominal.sort == Sort::Person || nominal.state.is_some() {
            continue;
        }
        for initials in initials(known, index) {
            long_forms.entry(initials).or_default().push(index);
        }
    }
    for index in 0..known.nominals.len() {
        let Some(letters) = letters(known, index) else { continue };
        let Some(forms) = long_forms.get(&letters) else { continue };
        let before = forms.partition_point(|form| *form < index);
        // A wrong proposal is refused by what is known of the two; a few are tried.
        let near = forms[..before].iter().rev().chain(&forms[before..]).take(4);
        for form in near {
            if draft.merge(*form, index) {
                break;
            }
        }
    }
}

/// The letters of a name that is an acronym: "SDF", "S.D.F.", "SDFs".
fn letters(known: &Known<'_>, index: usize) -> Option<String> {
    let nominal = &known.nominals[index];
    let name = nominal.name.as_ref().filter(|name| name.len() == 1 && nominal.state.is_none())?;
    let form: String = known.tree.form(name.start).chars().filter(|letter| *letter != '.').collect();
    let form = form.strip_suffix('s').unwrap_or(&form);
    let fits = (2..=8).contains(&form.chars().count()) && form.chars().all(|letter| letter.is_uppercase());
    fits.then(|| form.to_lowercase())
}

/// Initials of a name: of its capitalised words, and of all; of a description, of all.
fn initials(known: &Known<'_>, index: usize) -> Vec<String> {
    let (tree, nominal) = (known.tree, &known.nominals[index]);
    let tokens = match (&nominal.name, nominal.form) {
        (Some(name), NominalForm::Name | NominalForm::Modifier) => name.clone(),
        (None, NominalForm::Description) => nominal.tokens.start..nominal.head + 1,
        _ => return Vec::new(),
    };
    let words = tokens.filter(|token| !matches!(tree.upos(*token), Upos::Punct | Upos::Det | Upos::Part)).take(9);
    let of = |capitals: bool| -> String {
        let words = words
            .clone()
            .map(|token| tree.form(token))
            .filter(|word| !capitals || word.starts_with(char::is_uppercase));
        words.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
    };
    let (capitals, all) = (of(true), of(false));
    let shortest = if nominal.form == NominalForm::Description { SHORTEST_OF_DESCRIPTION } else { 2 };
    let mut found = vec![all];
    if nominal.form != NominalForm::Description {
        // Lower-case words of a list are skipped: "the Organization for Security and Co-operation in Europe".
        found.push(capitals);
    }
    found.dedup();
    found.retain(|letters| letters.chars().count() >= shortest);
    found
}
