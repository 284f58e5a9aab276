//! "Did you mean": the known word nearest to a misspelt one.

/// The candidate most like `word`, where one is like enough to be meant: Damerau-Levenshtein similarity of at least 0.6
/// without case.
///
/// Ties go to the first candidate. Linear in the candidates, quadratic in word length.
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    const LIKE_ENOUGH: f64 = 0.6;
    let word = word.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let similarity = strsim::normalized_damerau_levenshtein(&word, &candidate.to_lowercase());
        if similarity >= LIKE_ENOUGH && best.is_none_or(|(most, _)| similarity > most) {
            best = Some((similarity, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_is_recognised_and_nonsense_is_not() {
        assert_eq!(closest("wraned", ["killed", "warned"]), Some("warned"));
        assert_eq!(closest("mike-pompoe", ["mike-pompeo", "mike-hayden"]), Some("mike-pompeo"));
        assert_eq!(closest("xyzzy", ["killed", "warned"]), None);
    }
}
