//! Words as they are shown: on one line, and counted.

/// Words with one space between them and none around, whatever white space stood there: a line break inside a name does
/// not make it another name.
pub fn single_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number with its noun: "3 claims", "1 claim", "2 bodies".
pub fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ if noun.ends_with('s') => format!("{number} {noun}es"),
        _ if noun.ends_with('y') => format!("{number} {}ies", &noun[..noun.len() - 1]),
        _ => format!("{number} {noun}s"),
    }
}

/// Names as a list in words: "A", "A and B", "A, B and C".
pub fn all_of(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match &names[..] {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{all_of, counted, single_spaced};

    #[test]
    fn white_space_becomes_one_space() {
        assert_eq!(single_spaced(" Ada\n\t Brandt "), "Ada Brandt");
        assert_eq!(all_of(&["A", "B", "C"]), "A, B and C");
        assert_eq!(all_of(&[""; 0]), "");
    }

    #[test]
    fn nouns_take_their_plural() {
        assert_eq!(counted(1, "claim"), "1 claim");
        assert_eq!(counted(0, "claim"), "0 claims");
        assert_eq!(counted(2, "body"), "2 bodies");
        assert_eq!(counted(3, "address"), "3 addresses");
    }
}
