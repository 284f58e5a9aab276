//! Words that are one word in other letters or with a slip.
//!
//! In come words, out comes how they sound, or whether they are spelt alike. What a spelling is worth is decided by
//! whoever asks.

use super::fold_name;

/// True where two words, in any case, may be one name in two spellings: alike but for marks, "Erdoğan" and "Erdogan",
/// or of one sound and a letter apart, two in long words: "Zelenskyy" and "Zelensky". Short words must be alike: "Ali"
/// is no "Ala".
pub fn spelt_alike(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 6;
    const LONG: usize = 8;
    let (one, other) = (fold_name(one), fold_name(other));
    if one == other {
        return true;
    }
    let length = one.chars().count().min(other.chars().count());
    let bearable = match length {
        LONG.. => 2,
        SHORTEST.. => 1,
        _ => return false,
    };
    sound(&one) == sound(&other) && strsim::damerau_levenshtein(&one, &other) <= bearable
}

/// The consonants of a word as they sound, whatever letters they are written in: "Soleimani" and "Suleymani", "Qassem"
/// and "Ghasem", "Khamenei" and خامنه‌ای.
pub fn sound(word: &str) -> String {
    const PAIRS: [(&str, char); 9] = [
        ("kh", 'k'),
        ("gh", 'k'),
        ("sh", 's'),
        ("ch", 'c'),
        ("th", 't'),
        ("dh", 'd'),
        ("ph", 'f'),
        ("zh", 's'),
        ("dj", 'j'),
    ];
    let mut heard = String::new();
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(letters, _)| rest.starts_with(letters));
        let letter = match (pair, c) {
            (Some((_, letter)), _) => Some(*letter),
            (None, 'q' | 'c' | 'k' | 'ق' | 'ك' | 'خ' | 'غ' | 'к' | 'х') => Some('k'),
            (None, 'z' | 's' | 'ز' | 'س' | 'ش' | 'ص' | 'ظ' | 'ژ' | 'с' | 'з' | 'ш' | 'щ' | 'ж') => Some('s'),
            (None, 't' | 'ت' | 'ث' | 'ط' | 'т') => Some('t'),
            (None, 'd' | 'د' | 'ذ' | 'ض' | 'д') => Some('d'),
            (None, 'b' | 'ب' | 'б') => Some('b'),
            (None, 'j' | 'ج') => Some('j'),
            (None, 'چ' | 'ч') => Some('c'),
            (None, 'g' | 'گ' | 'г') => Some('g'),
            (None, 'p' | 'پ' | 'п') => Some('p'),
            (None, 'r' | 'ر' | 'р') => Some('r'),
            (None, 'f' | 'ف' | 'ф') => Some('f'),
            (None, 'l' | 'ل' | 'л') => Some('l'),
            (None, 'm' | 'م' | 'м') => Some('m'),
            (None, 'n' | 'ن' | 'н') => Some('n'),
            // Only where it is heard: not at the end.
            (None, 'h' | 'ه' | 'ح') if rest.chars().count() > 1 => Some('h'),
            // Vowels, and letters that are vowels as often as not, count at the beginning alone.
            (
                None,
                'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'w' | 'v' | 'ا' | 'و' | 'ي' | 'ع' | 'ئ' | 'а' | 'е' | 'и' | 'о'
                | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'в' | 'h' | 'ه' | 'ح',
            ) => heard.is_empty().then_some('a'),
            (None, other) if other.is_alphanumeric() => Some(other),
            (None, _) => None,
        };
        if let Some(letter) = letter
            && !heard.ends_with(letter)
        {
            heard.push(letter);
        }
        rest = &rest[pair.map_or(c.len_utf8(), |(letters, _)| letters.len())..];
    }
    heard
}

#[cfg(test)]
mod tests {
    use super::{sound, spelt_alike};

    #[test]
    fn a_name_sounds_alike_in_other_letters() {
        for (one, other) in [
            ("soleimani", "suleymani"),
            ("qassem", "ghasem"),
            ("خامنه", "khamene"),
            ("mohammad", "muhammed"),
            ("владимир", "vladimir"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} and {other}");
        }
        for (one, other) in [("iran", "iraq"), ("brandt", "brenner")] {
            assert_ne!(sound(one), sound(other), "{one} and {other}");
        }
    }

    #[test]
    fn one_name_in_two_spellings() {
        for (one, other) in [("Erdoğan", "Erdogan"), ("Zelenskyy", "Zelensky"), ("Suleimani", "Soleimani")] {
            assert!(spelt_alike(one, other), "{one} and {other}");
        }
        for (one, other) in [("Ali", "Ala"), ("Khamenei", "Khomeini"), ("Brandt", "Brenner"), ("Kiir", "Kier")] {
            assert!(!spelt_alike(one, other), "{one} and {other}");
        }
    }
}
