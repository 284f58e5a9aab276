//! Turtle (<https://www.w3.org/TR/turtle/>), the RDF that people read: prefixes, and one block a resource.
//!
//! The statements are those of every RDF format. With `--rdf12` every claim also gets the triple that it is about,
//! quoted and not asserted: `<< s p o ~ claim >> .`, which RDF 1.2 reads as `claim rdf:reifies <<( s p o )>>`. The
//! annotation `{| |}` is never written, because it asserts its triple. Readers of RDF 1.1 refuse the quoted ones.

use std::io::{self, Write};

use oxttl::TurtleSerializer;

use super::{Options, rdf};
use crate::export::Selection;
use crate::graph::GraphView;

/// Writes a selection as Turtle.
pub(super) fn write(selection: &Selection, options: &Options, out: &mut dyn Write) -> io::Result<Vec<String>> {
    let serializer = rdf::PREFIXES
        .iter()
        .try_fold(TurtleSerializer::new(), |serializer, (prefix, iri)| serializer.with_prefix(*prefix, *iri));
    let mut writer = serializer.expect("the prefixes of the table are IRIs").for_writer(Vec::new());
    for triple in rdf::statements(selection) {
        writer.serialize_triple(&triple)?;
    }
    let written = String::from_utf8(writer.finish()?).expect("Turtle is UTF-8");
    out.write_all(rdf::harmless(&written).as_bytes())?;
    if options.rdf12 {
        for (_, relation) in selection.relations() {
            let [subject, predicate, object] = rdf::ends(selection, relation);
            for id in &relation.claims {
                writeln!(
                    out,
                    "<< {subject} {predicate} {object} ~ {} >> .",
                    rdf::claim_node(selection.graph.claim(*id))
                )?;
            }
        }
    }
    Ok(rdf::lost(selection))
}
