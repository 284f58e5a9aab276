//! `states.ron` to states and the words that stand for them.
//!
//! A project's own file adds states; one of a known name takes the place of the built-in one. Reported with their
//! places: a state given twice in a file, a word given twice in one, a word that stands for two states of one file.

use std::collections::{HashMap, HashSet};

use super::{State, StateForm};
use crate::extract::language_file::{CutFile, LanguageFile, Taken, twice};
use crate::text::ron::{At, Node};
use crate::text::{Diagnostic, Place};

/// States, and which of them a form stands for.
pub(super) struct StateTable {
    pub(super) states: Vec<State>,
    pub(super) state_forms: HashMap<String, (u16, StateForm)>,
    /// Number of words of the longest form.
    pub(super) longest_state_form: usize,
}

/// Reads the files, the built-in ones first. A project's new states come before the built-in ones: where a word could
/// stand for both, it stands for the project's.
pub(super) fn read(files: &[LanguageFile], taken: &mut Vec<Taken>, problems: &mut Vec<Diagnostic>) -> StateTable {
    let cut = CutFile::all(files, problems);
    let (mut own, mut built_in): (Vec<State>, Vec<State>) = (Vec::new(), Vec::new());
    let mut named_by_project: HashSet<String> = HashSet::new();
    let mut are_replaced = false;
    for file in &cut {
        let (all, nodes) = file.entries(problems);
        let mut list = states(&nodes, problems);
        let Some(mut said) = file.nothing_taken(all) else {
            built_in.append(&mut list);
            continue;
        };
        are_replaced |= all;
        for state in list {
            named_by_project.insert(state.name.clone());
            match built_in.iter_mut().chain(&mut own).find(|known| known.name == state.name) {
                Some(known) if *known == state => {}
                Some(known) => {
                    *known = state;
                    said.replaced += 1;
                }
                None => {
                    own.push(state);
                    said.added += 1;
                }
            }
        }
        taken.push(said);
    }
    if are_replaced {
        built_in.retain(|state| named_by_project.contains(&state.name));
    }
    own.append(&mut built_in);
    let mut state_forms = HashMap::new();
    let mut longest_state_form = 0;
    for (index, state) in own.iter().enumerate() {
        for (form, kind) in &state.forms {
            longest_state_form = longest_state_form.max(form.split(' ').count());
            state_forms.entry(form.clone()).or_insert((index as u16, *kind));
        }
    }
    StateTable { states: own, state_forms, longest_state_form }
}

/// The states of one file.
fn states(nodes: &[Node<'_>], problems: &mut Vec<Diagnostic>) -> Vec<State> {
    let mut states: Vec<State> = Vec::with_capacity(nodes.len());
    // The words of all states so far, with the place of each.
    let mut seen: HashMap<String, Place> = HashMap::with_capacity(4 * nodes.len());
    for node in nodes {
        let values = node.tuple(problems);
        let [name, others, demonyms, metonyms] = values.as_slice() else {
            problems.push(
                Diagnostic::error(node.place(), "expected a state: four values")
                    .hint("write `(\"Name\", [other names], [adjectives and peoples], [capital])`"),
            );
            continue;
        };
        let texts = |list: &Node<'_>, problems: &mut Vec<Diagnostic>| -> Vec<At<String>> {
            list.items(problems).iter().filter_map(|node| node.text(problems)).collect()
        };
        let name = name.text(problems);
        let (others, demonyms, metonyms) =
            (texts(others, problems), texts(demonyms, problems), texts(metonyms, problems));
        let Some(name) = name else { continue };
        for form in [&name].into_iter().chain(&others).chain(&demonyms).chain(&metonyms) {
            let lower = form.value.to_lowercase();
            if let Some(first) = seen.get(&lower) {
                let message = format!("`{}` stands for a state already", form.value);
                problems.push(twice(message, form.place.clone(), first.clone()));
            } else {
                seen.insert(lower, form.place.clone());
            }
        }
        states.push(State::new(name.value, &others, &demonyms, &metonyms));
    }
    states
}

impl State {
    fn new(name: String, others: &[At<String>], demonyms: &[At<String>], metonyms: &[At<String>]) -> State {
        let mut forms: Vec<(String, StateForm)> = Vec::new();
        let mut put = |form: &str, kind| forms.push((form.to_lowercase(), kind));
        put(&name, StateForm::Name);
        for other in others {
            put(&other.value, StateForm::Name);
        }
        for demonym in demonyms {
            let demonym = demonym.value.as_str();
            put(demonym, StateForm::Demonym);
            // "the Iraqis"; "the French" and "the Chinese" have no plural.
            if !demonym.ends_with(['s', 'h']) && !demonym.ends_with("ese") && !demonym.ends_with("men") {
                put(&format!("{demonym}s"), StateForm::Demonym);
            }
        }
        for metonym in metonyms {
            put(&metonym.value, StateForm::Metonym);
        }
        State { name, forms }
    }
}
