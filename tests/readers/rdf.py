"""Reads exports of RDF with rdflib; prints one line of figures a file. Arguments: files of Turtle, N-Quads or JSON-LD."""
import logging
import sys

import rdflib

# rdflib turns dates into those of Python, and warns of years that have none.
logging.disable(logging.WARNING)
KG = rdflib.Namespace("urn:kg:vocabulary#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
ACTOR, RELATION = "urn:kg:actor:", "urn:kg:relation:"
formats = {"ttl": "turtle", "nq": "nquads", "jsonld": "json-ld"}


def last(iri):
    return str(iri).rsplit(":", 1)[1]


def speaker(graph, node):
    return last(node) if isinstance(node, rdflib.URIRef) else repr(str(graph.value(node, rdflib.RDFS.label)))


for path in sys.argv[1:]:
    ending = path.rsplit(".", 1)[1]
    graph = rdflib.Dataset(default_union=True)
    graph.parse(path, format=formats[ending])
    claims = set(graph.subjects(rdflib.RDF.type, KG.Claim))
    words = sum(len(value) for value in graph.objects(None, PROV.value))
    print(ending, "triples", len(set(graph.triples((None, None, None)))), "claims", len(claims), "characters quoted", words)
    if ending == "ttl":
        for subject, relation, object in sorted(graph.triples((None, None, None))):
            if str(subject).startswith(ACTOR) and str(relation).startswith(RELATION):
                print("direct", last(subject), last(relation), last(object))
        for claim, speakers in sorted(graph.subject_objects(KG.speakers)):
            listed = list(rdflib.collection.Collection(graph, speakers))
            whose = [last(graph.value(claim, end)) for end in (KG.subject, KG.relation, KG.object)]
            assert graph.value(claim, PROV.wasAttributedTo) == listed[-1]
            print("said", *whose, "by", ", ".join(speaker(graph, node) for node in listed))
