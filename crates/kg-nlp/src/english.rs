//! Whether a text is English at all.
//!
//! Every third word of English is one of a few dozen that no other language writes that often. A text of some length
//! without them is something else: the network would read trees into it that nobody can trust.

use super::token::{floor_char_boundary, tokens};
use super::word_list::WordList;

/// Fewer words than this say nothing about the language.
const FEWEST_WORDS: usize = 20;

/// From here on the share of function words is steady.
const A_FEW_SENTENCES: usize = 60;

/// How many words are looked at.
const MOST_WORDS: usize = 400;

/// Bytes in which that many words surely stand.
const MOST_BYTES: usize = 32 * 1024;

/// False for a text in another language. A text too short to tell counts as English. Looks at the first few hundred
/// words.
pub fn is_english(text: &str) -> bool {
    let text = &text[..floor_char_boundary(text, text.len().min(MOST_BYTES))];
    let (mut words, mut known) = (0, 0);
    for token in tokens(text) {
        let form = token.of(text);
        if !form.starts_with(char::is_alphabetic) {
            continue;
        }
        words += 1;
        known += usize::from(form.len() <= 5 && WordList::FunctionWords.has_lowercase(form));
        if words == MOST_WORDS {
            break;
        }
    }
    // One in fourteen: English news has one in three, headlines and tables one in eight, Dutch and French one in fifty.
    // A single sentence full of names has fewer.
    let rarest = if words < A_FEW_SENTENCES { 24 } else { 14 };
    words < FEWEST_WORDS || known * rarest >= words
}

#[cfg(test)]
mod tests {
    use super::is_english as english;

    #[test]
    fn other_languages_are_not_english() {
        assert!(english(
            "The minister said on Monday that the army had attacked the town and that the rebels, who held it for a year, were leaving it to their allies."
        ));
        assert!(english(
            "THE MINISTER SAID ON MONDAY THAT THE ARMY HAD ATTACKED THE TOWN AND THAT THE REBELS WHO HELD IT FOR A YEAR WERE LEAVING IT TO THEIR ALLIES"
        ));
        assert!(
            english(
                "Prime Minister Ada Brandt called new Arland Prime Minister Carl Winter on Wednesday to congratulate him on becoming Arland's new prime minister."
            ),
            "one sentence full of names"
        );
        assert!(english("Bomben auf die Stadt"), "too short to tell");
        assert!(!english(
            "Der Minister sagte am Montag, dass die Armee die Stadt angegriffen habe und dass die Rebellen, die sie ein Jahr lang hielten, sie nun ihren Verbündeten überlassen."
        ));
        assert!(!english(
            "Le ministre a déclaré lundi que l'armée avait attaqué la ville et que les rebelles, qui la tenaient depuis un an, la laissaient désormais à leurs alliés du nord."
        ));
        assert!(!english(
            "El ministro dijo el lunes que el ejército había atacado la ciudad y que los rebeldes, que la controlaban desde hacía un año, la dejaban en manos de sus aliados."
        ));
        assert!(!english(
            "Министр заявил в понедельник, что армия атаковала город и что повстанцы, удерживавшие его в течение года, теперь оставляют его своим союзникам на севере страны и уходят."
        ));
    }
}
