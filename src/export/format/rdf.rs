//! A selection as statements of RDF 1.1, which Turtle, N-Quads and JSON-LD only write differently.
//!
//! Every claim is a resource (`kg:Claim`) with its ends, kind, dates, speakers and what it rests on: words
//! (`kg:Quotation`, a `prov:Entity` with `prov:value`) or a publication as a whole (`kg:Citation`). The plain triple
//! `actor:A relation:warned actor:B` asserts that it is so; it is stated only where somebody says so plainly and nobody
//! denies it, never of what is alleged, disputed, planned, denied or rejected. The vocabulary lives in `urn:kg:`, which
//! nobody has to host; keys in it are percent-encoded. Statements come in the order of our ids and none twice; blank
//! nodes are named after the claim they belong to. Not carried: texts, mentions, decisions, sorts and dates of other
//! names.

use std::collections::HashSet;

use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{BlankNode, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};

use super::table;
use crate::data::CURATED_FILE;
use crate::export::{Selection, characters};
use crate::graph::{GraphView, Relation};
use crate::model::{
    ActorId, Citation, Claim, DocumentId, Evidence, Hasher, Origin, PartialDate, Publisher, RelationKindId, Speaker,
};
use crate::text::{counted, is_hidden};

/// The names that stand for the beginnings of IRIs, in the order they are declared.
pub(super) const PREFIXES: [(&str, &str); 16] = [
    ("kg", "urn:kg:vocabulary#"),
    ("actor", "urn:kg:actor:"),
    ("kind", "urn:kg:kind:"),
    ("relation", "urn:kg:relation:"),
    ("document", "urn:kg:document:"),
    ("claim", "urn:kg:claim:"),
    ("quotation", "urn:kg:quotation:"),
    ("citation", "urn:kg:citation:"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Where Wikidata names its items.
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// Every statement of a selection, none twice, those of one subject together as far as they are made together.
pub(super) fn statements(selection: &Selection) -> Vec<Triple> {
    let mut made = Statements { selection, seen: HashSet::new(), list: Vec::new() };
    made.classes();
    for &id in &selection.actors {
        made.actor(id);
    }
    for &id in &selection.documents {
        made.document(id);
    }
    for (_, relation) in selection.relations() {
        for id in &relation.claims {
            made.claim(selection.graph.claim(*id), relation);
        }
    }
    for (_, relation) in selection.relations().filter(|(_, relation)| relation.standing.is_plain()) {
        let [subject, kind, object] = ends(selection, relation);
        made.add(subject, kind.as_ref(), object);
    }
    made.list
}

/// Subject, predicate and object of the triple that a relation is.
pub(super) fn ends(selection: &Selection, relation: &Relation) -> [NamedNode; 3] {
    [
        actor_node(selection, relation.subject),
        relation_kind(selection, relation.kind),
        actor_node(selection, relation.object),
    ]
}

/// The resource of a claim.
pub(super) fn claim_node(claim: &Claim<ActorId>) -> NamedNode {
    named("claim", &claim.hash.to_string())
}

/// What no RDF format says, a clause each.
pub(super) fn lost(selection: &Selection) -> Vec<String> {
    let decisions: usize = selection.claims().map(|(_, claim)| selection.graph.judgments(claim.hash).len()).sum();
    let decisions = (decisions > 0).then(|| counted(decisions, "decision"));
    let aliases: usize = selection.actors.iter().map(|id| selection.graph.actors().get(*id).aliases.len()).sum();
    let aliases = (aliases > 0).then(|| format!("sort and dates of {}", counted(aliases, "other name")));
    let texts = table::documents_texts(selection).map(|texts| format!("{texts} and the mentions in them"));
    [texts, aliases, decisions].into_iter().flatten().collect()
}

/// A written format of RDF with every character that could reorder a line or command a terminal as `\uXXXX`, which
/// Turtle and N-Quads read as the character itself. Such characters stand only in literals, where the escape is
/// allowed.
pub(super) fn harmless(written: &str) -> String {
    let mut harmless = String::with_capacity(written.len());
    for c in written.chars() {
        if is_hidden(c) {
            harmless.push_str(&format!("\\u{:04X}", u32::from(c)));
        } else {
            harmless.push(c);
        }
    }
    harmless
}

struct Statements<'s> {
    selection: &'s Selection<'s>,
    seen: HashSet<Triple>,
    list: Vec<Triple>,
}

impl Statements<'_> {
    fn add(&mut self, subject: impl Into<NamedOrBlankNode>, predicate: NamedNodeRef, object: impl Into<Term>) {
        let triple = Triple::new(subject, predicate, object);
        if self.seen.insert(triple.clone()) {
            self.list.push(triple);
        }
    }

    /// States what is known, and nothing where nothing is.
    fn add_some<T: Into<Term>>(
        &mut self,
        subject: &(impl Into<NamedOrBlankNode> + Clone),
        predicate: NamedNode,
        object: Option<T>,
    ) {
        if let Some(object) = object {
            self.add(subject.clone(), predicate.as_ref(), object);
        }
    }

    /// The classes, and the kinds that occur.
    fn classes(&mut self) {
        let (graph, prov) = (self.selection.graph, |name| term("prov", name));
        for (class, above) in [
            ("Actor", "Agent"),
            ("Document", "Entity"),
            ("Claim", "Entity"),
            ("Quotation", "Entity"),
            ("Citation", "Entity"),
        ] {
            self.add(term("kg", class), rdfs::SUB_CLASS_OF, prov(above));
        }
        let schema = graph.schema();
        let kinds: HashSet<_> = self.selection.actors.iter().map(|id| graph.actors().get(*id).kind).collect();
        for kind in schema
            .actor_kinds
            .iter()
            .filter(|kind| schema.actor_kind_by_key(&kind.key).is_some_and(|id| kinds.contains(&id)))
        {
            let class = named("kind", &kind.key);
            self.add(class.clone(), rdf::TYPE, rdfs::CLASS.into_owned());
            self.add(class.clone(), rdfs::SUB_CLASS_OF, term("kg", "Actor"));
            self.add(class, rdfs::LABEL, text(&kind.label));
        }
        let kinds: HashSet<_> = self.selection.relations().map(|(_, relation)| relation.kind).collect();
        for kind in schema
            .relation_kinds
            .iter()
            .filter(|kind| schema.relation_kind_by_key(&kind.key).is_some_and(|id| kinds.contains(&id)))
        {
            let property = named("relation", &kind.key);
            self.add(property.clone(), rdf::TYPE, rdf::PROPERTY.into_owned());
            if kind.symmetric {
                self.add(property.clone(), rdf::TYPE, term("owl", "SymmetricProperty"));
            }
            self.add(property.clone(), rdfs::LABEL, text(&kind.label));
            self.add(property, rdfs::COMMENT, text(&kind.definition));
        }
    }

    fn actor(&mut self, id: ActorId) {
        let graph = self.selection.graph;
        let (actor, node) = (graph.actors().get(id), actor_node(self.selection, id));
        self.add(node.clone(), rdf::TYPE, term("kg", "Actor"));
        self.add(node.clone(), rdf::TYPE, named("kind", &graph.schema().actor_kind(actor.kind).key));
        self.add(node.clone(), rdfs::LABEL, text(&actor.name));
        for alias in &actor.aliases {
            self.add(node.clone(), term("skos", "altLabel").as_ref(), text(&alias.text));
        }
        self.add_some(&node, term("kg", "discovered"), graph.actors().is_discovered(id).then(|| Literal::from(true)));
        for (register, identifier) in &actor.identifiers {
            if register == "wikidata" && is_wikidata(identifier) {
                self.add(
                    node.clone(),
                    term("owl", "sameAs").as_ref(),
                    NamedNode::new_unchecked(format!("{WIKIDATA}{identifier}")),
                );
            } else {
                self.add(
                    node.clone(),
                    term("dcterms", "identifier").as_ref(),
                    text(&format!("{register}:{identifier}")),
                );
            }
        }
        self.add_some(&node, rdfs::COMMENT.into_owned(), actor.note.as_deref().map(text));
        let offices: Vec<BlankNode> = (0..actor.offices.len())
            .map(|index| blank("office", &Hasher::default().part(&actor.key).finish().to_string(), index))
            .collect();
        for office in &offices {
            self.add(node.clone(), term("kg", "office").as_ref(), office.clone());
        }
        for (office, held) in offices.iter().zip(&actor.offices) {
            self.add(office.clone(), rdf::TYPE, term("kg", "Office"));
            self.add(office.clone(), rdfs::LABEL, text(&held.title));
            for also in &held.also {
                self.add(office.clone(), term("skos", "altLabel").as_ref(), text(also));
            }
            self.add(office.clone(), term("kg", "of").as_ref(), actor_node(self.selection, held.of));
            self.add_some(office, term("kg", "from"), held.period.from().map(date));
            self.add_some(office, term("kg", "to"), held.period.to().map(date));
        }
    }

    fn document(&mut self, id: DocumentId) {
        let document = &self.selection.graph.documents()[id.index()];
        let node = document_node(self.selection, id);
        self.add(node.clone(), rdf::TYPE, term("kg", "Document"));
        self.add(node.clone(), rdf::TYPE, term("prov", "Entity"));
        self.publication(
            &node,
            document.heading(),
            document.publisher.as_ref(),
            document.published,
            document.url.as_deref(),
        );
        self.add(node.clone(), term("dcterms", "identifier").as_ref(), text(&document.key));
        self.add(node.clone(), term("kg", "path").as_ref(), text(&document.path));
        self.add(node.clone(), term("kg", "hash").as_ref(), text(&document.hash.to_string()));
        self.add_some(&node, term("dcterms", "creator"), document.author.as_deref().map(text));
        self.add_some(&node, term("dcterms", "language"), document.language.as_deref().map(text));
        self.add_some(&node, term("kg", "digests"), document.digests.as_deref().map(address));
        self.add_some(
            &node,
            term("kg", "reprintOf"),
            document.reprint_of.map(|first| document_node(self.selection, first)),
        );
    }

    /// What documents and citations have in common.
    fn publication(
        &mut self,
        node: &NamedNode,
        title: &str,
        publisher: Option<&Publisher>,
        published: Option<PartialDate>,
        url: Option<&str>,
    ) {
        self.add(node.clone(), term("dcterms", "title").as_ref(), text(title));
        let publisher: Option<Term> = publisher.map(|publisher| match publisher.actor {
            Some(id) => actor_node(self.selection, id).into(),
            None => text(&publisher.name).into(),
        });
        self.add_some(node, term("dcterms", "publisher"), publisher);
        self.add_some(node, term("dcterms", "issued"), published.map(date));
        self.add_some(node, term("schema", "url"), url.map(address));
    }

    fn claim(&mut self, claim: &Claim<ActorId>, relation: &Relation) {
        let (selection, node, kg) = (self.selection, claim_node(claim), |name| term("kg", name));
        let kind = selection.graph.schema().relation_kind(claim.kind);
        self.add(node.clone(), rdf::TYPE, kg("Claim"));
        self.add(node.clone(), kg("subject").as_ref(), actor_node(selection, claim.subject));
        self.add(node.clone(), kg("relation").as_ref(), relation_kind(selection, claim.kind));
        self.add(node.clone(), kg("object").as_ref(), actor_node(selection, claim.object));
        self.add(node.clone(), kg("polarity").as_ref(), text(claim.polarity.label()));
        self.add(node.clone(), kg("modality").as_ref(), text(claim.modality.label()));
        self.add(node.clone(), kg("review").as_ref(), text(claim.review.label()));
        self.add(node.clone(), kg("standing").as_ref(), text(relation.standing.label()));
        self.add_some(&node, kg("plover"), kind.plover_root(claim.polarity, claim.modality).map(text));
        self.add_some(&node, kg("from"), claim.period.from().map(date));
        let last = if claim.period.is_known_over() { "overBy" } else { "to" };
        self.add_some(&node, kg(last), claim.period.to().map(date));
        self.add_some(&node, kg("said"), claim.attribution.said.map(date));
        match &claim.origin {
            Origin::Curated { line } => {
                self.add(node.clone(), kg("curated").as_ref(), text(&format!("{CURATED_FILE}:{line}")))
            }
            Origin::Extracted { pattern, .. } => self.add(node.clone(), kg("pattern").as_ref(), text(pattern)),
        }
        self.add_some(&node, rdfs::COMMENT.into_owned(), claim.note.as_deref().map(text));
        let hash = claim.hash.to_string();
        let speakers: Vec<Term> = claim
            .attribution
            .speakers
            .iter()
            .enumerate()
            .map(|(index, speaker)| speaker_node(selection, speaker, &hash, index))
            .collect();
        for source in &speakers[claim.attribution.relays().len()..] {
            self.add(node.clone(), term("prov", "wasAttributedTo").as_ref(), source.clone());
        }
        self.add_some(&node, kg("speakers"), (!speakers.is_empty()).then(|| blank("speakers", &hash, 0)));
        match &claim.evidence {
            Evidence::Quotation { document, span } => {
                let quotation = named("quotation", &hash);
                let words = characters(&selection.graph.documents()[document.index()].text, *span);
                self.add(node, term("prov", "wasDerivedFrom").as_ref(), quotation.clone());
                self.speakers(claim, &speakers, &hash);
                self.add(quotation.clone(), rdf::TYPE, kg("Quotation"));
                self.add(quotation.clone(), rdf::TYPE, term("prov", "Entity"));
                self.add(quotation.clone(), term("prov", "value").as_ref(), text(&words.text));
                self.add(
                    quotation.clone(),
                    term("prov", "wasQuotedFrom").as_ref(),
                    document_node(selection, *document),
                );
                self.add(quotation.clone(), kg("start").as_ref(), offset(words.start));
                self.add(quotation, kg("end").as_ref(), offset(words.end));
            }
            Evidence::Citation(citation) => {
                let whole = citation_node(citation);
                self.add(node, term("prov", "hadPrimarySource").as_ref(), whole.clone());
                self.speakers(claim, &speakers, &hash);
                self.add(whole.clone(), rdf::TYPE, kg("Citation"));
                self.add(whole.clone(), rdf::TYPE, term("prov", "Entity"));
                self.publication(
                    &whole,
                    &citation.text,
                    citation.publisher.as_ref(),
                    citation.published,
                    citation.url.as_deref(),
                );
                self.add_some(&whole, kg("document"), citation.document.map(|id| document_node(selection, id)));
            }
        }
    }

    /// The speakers of a claim as a list, outermost first, and those of whom only words are known.
    fn speakers(&mut self, claim: &Claim<ActorId>, nodes: &[Term], hash: &str) {
        for (index, node) in nodes.iter().enumerate() {
            let cell = blank("speakers", hash, index);
            self.add(cell.clone(), rdf::FIRST, node.clone());
            let rest: Term = if index + 1 < nodes.len() {
                blank("speakers", hash, index + 1).into()
            } else {
                rdf::NIL.into_owned().into()
            };
            self.add(cell, rdf::REST, rest);
        }
        for (index, speaker) in claim.attribution.speakers.iter().enumerate() {
            match speaker {
                Speaker::Actor(_, _) => {}
                Speaker::Words(words) => {
                    self.add(blank("speaker", hash, index), rdf::TYPE, term("prov", "Agent"));
                    self.add(blank("speaker", hash, index), rdfs::LABEL, text(words));
                }
            }
        }
    }
}

fn speaker_node(selection: &Selection, speaker: &Speaker<ActorId>, hash: &str, index: usize) -> Term {
    match speaker {
        Speaker::Actor(id, _) => actor_node(selection, *id).into(),
        Speaker::Words(_) => blank("speaker", hash, index).into(),
    }
}

fn actor_node(selection: &Selection, id: ActorId) -> NamedNode {
    named("actor", &selection.graph.actors().get(id).key)
}

fn relation_kind(selection: &Selection, id: RelationKindId) -> NamedNode {
    named("relation", &selection.graph.schema().relation_kind(id).key)
}

fn document_node(selection: &Selection, id: DocumentId) -> NamedNode {
    named("document", &selection.graph.documents()[id.index()].key)
}

/// The same publication is one resource, whichever claims rest on it.
fn citation_node(citation: &Citation) -> NamedNode {
    let known = |part: Option<&str>| part.map_or_else(String::new, |part| format!("={part}"));
    let publisher = citation.publisher.as_ref().map(|publisher| publisher.name.as_str());
    let published = citation.published.map(|date| date.to_string());
    let document = citation.document.map(|id| id.index().to_string());
    let parts =
        [Some(citation.text.as_str()), publisher, published.as_deref(), citation.url.as_deref(), document.as_deref()];
    named(
        "citation",
        &parts.into_iter().fold(Hasher::default(), |hasher, part| hasher.part(known(part))).finish().to_string(),
    )
}

/// A resource of ours. The key is percent-encoded as a whole, so that no key makes another IRI out of it.
fn named(class: &str, key: &str) -> NamedNode {
    let mut iri = format!("urn:kg:{class}:");
    for byte in key.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            iri.push(char::from(byte));
        } else {
            iri.push_str(&format!("%{byte:02X}"));
        }
    }
    NamedNode::new_unchecked(iri)
}

/// A word of a vocabulary.
fn term(prefix: &str, name: &str) -> NamedNode {
    let (_, beginning) =
        PREFIXES.iter().find(|(known, _)| *known == prefix).expect("only prefixes of the table are used");
    NamedNode::new_unchecked(format!("{beginning}{name}"))
}

/// A node without an IRI, with a name that is the same in every build.
fn blank(of: &str, hash: &str, index: usize) -> BlankNode {
    BlankNode::new_unchecked(format!("{of}_{hash}_{index}"))
}

fn text(text: &str) -> Literal {
    Literal::new_simple_literal(text)
}

fn offset(characters: usize) -> Literal {
    Literal::new_typed_literal(characters.to_string(), xsd::INTEGER)
}

/// A date, typed as precisely as it is known.
fn date(date: PartialDate) -> Literal {
    let datatype = match date.parts() {
        (_, None, _) => xsd::G_YEAR,
        (_, Some(_), None) => xsd::G_YEAR_MONTH,
        (_, Some(_), Some(_)) => xsd::DATE,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

/// Where something is published: an IRI only where it is one of the web, else a text that nobody follows.
fn address(url: &str) -> Term {
    let web = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme)) && !url.contains(is_hidden);
    match NamedNode::new(url) {
        Ok(iri) if web => iri.into(),
        _ => text(url).into(),
    }
}

/// `Q` and digits.
fn is_wikidata(identifier: &str) -> bool {
    identifier
        .strip_prefix('Q')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{address, date, harmless, is_wikidata, named};
    use crate::model::PartialDate;

    #[test]
    fn keys_make_no_other_iris() {
        assert_eq!(named("actor", "al-qaida").as_str(), "urn:kg:actor:al-qaida");
        assert_eq!(named("document", "a#b/é> <x").as_str(), "urn:kg:document:a%23b%2F%C3%A9%3E%20%3Cx");
    }

    #[test]
    fn only_addresses_of_the_web_are_iris() {
        for url in ["https://example.org/a?b=c#d", "http://example.org/é"] {
            assert!(address(url).is_named_node(), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a b",
            "http://x/<y>",
            "https://x/\u{202e}",
            "seen in print",
            "",
        ] {
            assert!(address(url).is_literal(), "{url}");
        }
    }

    #[test]
    fn dates_are_typed_as_precisely_as_known() {
        let typed = |text: &str| date(PartialDate::parse(text).expect("a date")).to_string();
        assert_eq!(typed("2017"), "\"2017\"^^<http://www.w3.org/2001/XMLSchema#gYear>");
        assert_eq!(typed("2017-12"), "\"2017-12\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>");
        assert_eq!(typed("2017-12-02"), "\"2017-12-02\"^^<http://www.w3.org/2001/XMLSchema#date>");
    }

    #[test]
    fn what_would_act_is_escaped() {
        assert_eq!(harmless("\"a\u{202e}b\u{9b}\" .\n"), "\"a\\u202Eb\\u009B\" .\n");
        assert!(is_wikidata("Q42") && !is_wikidata("Q") && !is_wikidata("Q4/../x") && !is_wikidata("42"));
    }
}
