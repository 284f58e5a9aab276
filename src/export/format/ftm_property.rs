//! The properties of FollowTheMoney that are written, each with its type and how long a value it keeps.
//!
//! In comes a property's name, out comes what FollowTheMoney knows it as. A property that is not here is a bug of ours.

/// Longest values that it keeps, in characters, by the type of a property.
const MOST: [(&str, usize); 4] = [("name", 384), ("string", 1024), ("text", 65_000), ("url", 4096)];

/// Type of each property that is written.
const TYPES: [(&str, &str); 45] = [
    ("alias", "name"),
    ("asset", "entity"),
    ("author", "string"),
    ("beneficiary", "entity"),
    ("date", "date"),
    ("description", "text"),
    ("detectedSchema", "string"),
    ("director", "entity"),
    ("document", "entity"),
    ("employee", "entity"),
    ("employer", "entity"),
    ("endDate", "date"),
    ("fileName", "string"),
    ("holder", "entity"),
    ("keywords", "string"),
    ("member", "entity"),
    ("name", "name"),
    ("notes", "text"),
    ("object", "entity"),
    ("organization", "entity"),
    ("owner", "entity"),
    ("payer", "entity"),
    ("percentage", "string"),
    ("person", "entity"),
    ("post", "entity"),
    ("predecessor", "entity"),
    ("previousName", "name"),
    ("proof", "entity"),
    ("publishedAt", "date"),
    ("publisher", "string"),
    ("recordId", "string"),
    ("relationship", "string"),
    ("relative", "entity"),
    ("resolved", "entity"),
    ("role", "string"),
    ("sourceUrl", "url"),
    ("startDate", "date"),
    ("status", "string"),
    ("subject", "entity"),
    ("successor", "entity"),
    ("summary", "text"),
    ("title", "string"),
    ("weakAlias", "name"),
    ("wikidataId", "identifier"),
    ("country", "country"),
];

pub(super) fn type_of(property: &str) -> &'static str {
    TYPES
        .iter()
        .find(|(name, _)| *name == property)
        .map(|(_, sort)| *sort)
        .expect("every property that is written has its type in the table")
}

/// Most characters of a value that the property keeps.
pub(super) fn longest(property: &str) -> usize {
    MOST.iter().find(|(sort, _)| *sort == type_of(property)).map_or(usize::MAX, |(_, most)| *most)
}
