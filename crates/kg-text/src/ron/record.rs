//! The fields of a RON record, taken out one by one.
//!
//! In comes a record whose fields were split and whose names were checked; out come values with their places. What is
//! missing is reported at the record's first line.

use super::{At, Node};
use crate::{Diagnostic, Place, Span};

/// The fields of a record `(name: value, ...)`, taken out one by one.
pub struct Record<'f> {
    node: Node<'f>,
    fields: Vec<(&'f str, Span, Node<'f>)>,
}

impl<'f> Record<'f> {
    /// A record read from `node`; each field with the place of its name.
    pub(super) fn new(node: Node<'f>, fields: Vec<(&'f str, Span, Node<'f>)>) -> Record<'f> {
        Record { node, fields }
    }

    /// Where the record stands.
    pub fn place(&self) -> Place {
        self.node.place()
    }

    /// The names of the fields given, with their places.
    pub fn names(&self) -> impl Iterator<Item = At<&'f str>> {
        let place = |span| self.node.file.place(span);
        self.fields.iter().map(move |(name, span, _)| At { value: *name, place: place(*span) })
    }

    /// The field's value, where it is given.
    pub fn field(&self, name: &str) -> Option<Node<'f>> {
        self.fields.iter().find(|(field, _, _)| *field == name).map(|(_, _, node)| *node)
    }

    /// The field's text, where it is given.
    pub fn text(&self, name: &str, problems: &mut Vec<Diagnostic>) -> Option<At<String>> {
        self.field(name)?.text(problems)
    }

    /// The field's text; reported where it is missing.
    pub fn required_text(&self, name: &str, problems: &mut Vec<Diagnostic>) -> Option<At<String>> {
        match self.field(name) {
            Some(node) => node.text(problems),
            None => {
                problems.push(
                    Diagnostic::error(self.opening(), format!("the field `{name}` is missing"))
                        .hint(format!("add `{name}: ...`")),
                );
                None
            }
        }
    }

    /// The values of a list field; none where it is not given.
    pub fn items(&self, name: &str, problems: &mut Vec<Diagnostic>) -> Vec<Node<'f>> {
        self.field(name).map_or_else(Vec::new, |node| node.items(problems))
    }

    /// The texts of a list field; none where it is not given.
    pub fn texts(&self, name: &str, problems: &mut Vec<Diagnostic>) -> Vec<At<String>> {
        self.items(name, problems).iter().filter_map(|node| node.text(problems)).collect()
    }

    /// The record's first line, as a place to hang "something is missing" on.
    pub fn opening(&self) -> Place {
        let place = self.place();
        let text = place.span.of(&place.source_text.text);
        let length = text.find('\n').unwrap_or(text.len());
        Place { span: Span::new(place.span.start(), place.span.start() + length), ..place }
    }
}
