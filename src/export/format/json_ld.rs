//! JSON-LD 1.1 (<https://www.w3.org/TR/json-ld11/>): RDF for programs that read JSON.
//!
//! One document: `@context` holds the prefixes and nothing that has to be fetched, `@graph` one object a resource in
//! the order of the statements, which are those of every RDF format. Lists are `@list`, so that speakers are an array;
//! truth values and counts are those of JSON.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use oxrdf::vocab::{rdf as rdf_terms, xsd};
use oxrdf::{NamedOrBlankNode, Term, Triple};
use serde_json::{Map, Value, json};

use super::rdf;
use crate::export::Selection;
use crate::text::write_pretty_json;

/// Writes a selection as one JSON document.
pub(super) fn write(selection: &Selection, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let statements = rdf::statements(selection);
    let cells = Cells::of(&statements);
    let mut places: HashMap<&NamedOrBlankNode, usize> = HashMap::new();
    let mut resources: Vec<(String, BTreeMap<String, Vec<Value>>)> = Vec::new();
    for triple in statements.iter().filter(|triple| !cells.is_cell(triple)) {
        let place = *places.entry(&triple.subject).or_insert_with(|| {
            resources.push((name(&Term::from(triple.subject.clone())), BTreeMap::new()));
            resources.len() - 1
        });
        let is_type = triple.predicate == rdf_terms::TYPE;
        let (key, value) = if is_type {
            ("@type".to_owned(), Value::from(name(&triple.object)))
        } else {
            (name(&Term::from(triple.predicate.clone())), cells.value(&triple.object))
        };
        resources[place].1.entry(key).or_default().push(value);
    }
    let graph: Vec<Value> = resources.into_iter().map(|(id, properties)| resource(id, properties)).collect();
    let context: Map<String, Value> =
        rdf::PREFIXES.iter().map(|(prefix, iri)| ((*prefix).to_owned(), Value::from(*iri))).collect();
    write_pretty_json(out, &json!({ "@context": context, "@graph": graph }))?;
    writeln!(out)?;
    Ok(rdf::lost(selection))
}

/// A resource as an object: a property with one value has it bare.
fn resource(id: String, properties: BTreeMap<String, Vec<Value>>) -> Value {
    let bare = |mut values: Vec<Value>| if values.len() == 1 { values.remove(0) } else { Value::from(values) };
    let mut object: Map<String, Value> =
        properties.into_iter().map(|(property, values)| (property, bare(values))).collect();
    object.insert("@id".to_owned(), Value::from(id));
    Value::from(object)
}

/// The cells of lists by their name: value and the next cell.
struct Cells<'t>(HashMap<&'t str, (Option<&'t Term>, Option<&'t Term>)>);

impl<'t> Cells<'t> {
    fn of(statements: &'t [Triple]) -> Cells<'t> {
        let mut cells: HashMap<&str, (Option<&Term>, Option<&Term>)> = HashMap::new();
        for triple in statements {
            let NamedOrBlankNode::BlankNode(cell) = &triple.subject else { continue };
            if triple.predicate == rdf_terms::FIRST {
                cells.entry(cell.as_str()).or_default().0 = Some(&triple.object);
            } else if triple.predicate == rdf_terms::REST {
                cells.entry(cell.as_str()).or_default().1 = Some(&triple.object);
            }
        }
        Cells(cells)
    }

    fn is_cell(&self, triple: &Triple) -> bool {
        triple.predicate == rdf_terms::FIRST || triple.predicate == rdf_terms::REST
    }

    /// What stands behind a property.
    fn value(&self, object: &Term) -> Value {
        if let Term::Literal(literal) = object {
            let number = (literal.datatype() == xsd::INTEGER).then(|| literal.value().parse::<u64>().ok()).flatten();
            return match (literal.datatype(), number) {
                (xsd::STRING, _) => Value::from(literal.value()),
                (xsd::BOOLEAN, _) => Value::from(literal.value() == "true"),
                (_, Some(number)) => Value::from(number),
                (datatype, None) => {
                    json!({ "@value": literal.value(), "@type": name(&Term::from(datatype.into_owned())) })
                }
            };
        }
        let mut listed = Vec::new();
        let mut at = object;
        while let Term::BlankNode(node) = at
            && let Some((Some(value), Some(rest))) = self.0.get(node.as_str())
        {
            listed.push(self.value(value));
            at = rest;
        }
        if listed.is_empty() { json!({ "@id": name(object) }) } else { json!({ "@list": listed }) }
    }
}

/// An IRI, short where a prefix begins it, or the name of a blank node.
fn name(term: &Term) -> String {
    let Term::NamedNode(node) = term else { return term.to_string() };
    let short =
        rdf::PREFIXES.iter().find_map(|(prefix, beginning)| Some((prefix, node.as_str().strip_prefix(beginning)?)));
    // "https://schema.org//x" shortened to "schema://x" would be read as an address.
    match short {
        Some((prefix, rest)) if !rest.starts_with("//") => format!("{prefix}:{rest}"),
        _ => node.as_str().to_owned(),
    }
}
