//! Titles before names of persons: which words they are.

/// Titles that stand before persons alone, without their stop.
pub(super) const PERSONS_TITLES: [&str; 26] = [
    "adm",
    "ayatollah",
    "brig",
    "capt",
    "cmdr",
    "col",
    "congressman",
    "congresswoman",
    "dr",
    "gen",
    "gov",
    "hon",
    "imam",
    "lt",
    "maj",
    "mr",
    "mrs",
    "ms",
    "mullah",
    "prof",
    "rep",
    "rev",
    "sen",
    "sgt",
    "sheik",
    "sheikh",
];

/// True for a title that stands before persons alone, as written without its stop: "Capt".
pub(super) fn is_persons_title(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && PERSONS_TITLES.contains(&word.to_lowercase().as_str())
}

/// Titles that also begin other names ("Justice Department", "General Electric").
pub(super) const OTHER_TITLES: [&str; 26] = [
    "admiral",
    "ambassador",
    "brigadier",
    "captain",
    "chancellor",
    "colonel",
    "commander",
    "director",
    "emir",
    "general",
    "governor",
    "judge",
    "justice",
    "king",
    "lieutenant",
    "major",
    "mayor",
    "minister",
    "premier",
    "president",
    "prince",
    "professor",
    "queen",
    "senator",
    "spokesman",
    "spokeswoman",
];
