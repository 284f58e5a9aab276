//! Keys made of names.

use super::fold_name;

/// A key made of a name: lower-case ASCII letters and digits, joined by hyphens.
pub fn slug(name: &str) -> String {
    let folded = fold_name(name);
    let mut slug = String::with_capacity(folded.len());
    for letter in folded.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(letter, '\'' | '’' | '.') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn letters_lose_their_marks_and_other_signs_part_words() {
        assert_eq!(slug("Médecins Sans Frontières"), "medecins-sans-frontieres");
        assert_eq!(slug("U.S. Party (new)"), "us-party-new");
        assert_eq!(slug("…"), "");
    }
}
