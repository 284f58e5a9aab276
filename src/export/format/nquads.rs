//! N-Quads (<https://www.w3.org/TR/n-quads/>): one statement a line, for loading in bulk and for `sort` and `diff`.
//!
//! The statements are those of every RDF format, all in the default graph: a store that unites its graphs would assert
//! whatever stands in a named one, and what is only alleged must not become so by loading it.

use std::io::{self, Write};

use oxrdf::GraphName;
use oxttl::NQuadsSerializer;

use super::rdf;
use crate::export::Selection;

/// Writes a selection as N-Quads.
pub(super) fn write(selection: &Selection, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let mut writer = NQuadsSerializer::new().for_writer(Vec::new());
    for triple in rdf::statements(selection) {
        writer.serialize_quad(&triple.in_graph(GraphName::DefaultGraph))?;
    }
    let written = String::from_utf8(writer.finish()).expect("N-Quads are UTF-8");
    out.write_all(rdf::harmless(&written).as_bytes())?;
    Ok(rdf::lost(selection))
}
