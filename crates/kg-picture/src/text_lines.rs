//! A label in lines: long names are wrapped, longer ones shortened.
//!
//! In: a label as it came, with whatever white space. Out: at most three lines about equally long, the last ending in
//! an ellipsis where letters were left out; the whole then stands in the tooltip. Lines break at spaces and behind
//! hyphens; a word longer than a line is cut where the line ends. A line is counted in ems of average letters, not in
//! characters, so that ideographs wrap earlier.

use super::geometry::Size;
use super::text_width::text_width;
use super::xml::visible;
use kg_text::single_spaced;

/// Lines of one label, none of them empty but that of an empty label.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    pub lines: Vec<String>,
    /// True where letters were left out.
    pub shortened: bool,
}

/// Wraps a label beyond about 18 characters and shortens it beyond about 60.
pub fn wrapped(label: &str) -> Lines {
    wrapped_at(label, WRAP_AT)
}

/// Wraps a label beyond so many average letters.
pub fn wrapped_at(label: &str, letters: f64) -> Lines {
    let pieces = pieces(label);
    let whole: f64 = pieces.iter().map(|piece| letters_of(piece)).sum();
    let fewest = (whole / letters).ceil().clamp(1.0, MOST_LINES) as usize;
    for count in fewest..=MOST_LINES as usize {
        // Equal lines first, and wider ones only as far as words ask for them.
        let widest = if count < MOST_LINES as usize { WIDER } else { WIDEST };
        let mut room = (whole / count as f64).clamp(1.0, letters * widest);
        while room <= letters * widest && whole <= letters * MOST_LINES * WIDER {
            let (lines, rest) = filled(&pieces, room, count);
            if rest.is_empty() {
                return Lines { lines, shortened: false };
            }
            room += 1.0;
        }
    }
    let (lines, rest) = filled(&pieces, letters * WIDER, MOST_LINES as usize);
    if rest.is_empty() {
        Lines { lines, shortened: false }
    } else {
        Lines { lines: with_ellipsis(lines), shortened: true }
    }
}

/// One line of at most so many average letters, with an ellipsis where letters were left out.
pub fn shortened_to(label: &str, letters: f64) -> String {
    let (lines, rest) = filled(&pieces(label), letters, 1);
    if rest.is_empty() { lines.concat() } else { with_ellipsis(lines).concat() }
}

/// Width and height of lines at a font size.
pub fn size_of(lines: &Lines, font_size: f64) -> Size {
    let width = lines.lines.iter().map(|line| text_width(line, font_size)).fold(0.0, f64::max);
    Size::new(width, lines.lines.len() as f64 * font_size * LINE_HEIGHT)
}

/// Distance of two base lines, in font sizes.
pub const LINE_HEIGHT: f64 = 1.2;

const WRAP_AT: f64 = 18.0;
const MOST_LINES: f64 = 3.0;
/// A line may be this much longer than asked for before there is one line more; three of them hold sixty letters.
const WIDER: f64 = 1.12;
/// A line may be this much longer before letters of sixty are left out.
const WIDEST: f64 = 1.6;

/// Width in average letters.
fn letters_of(text: &str) -> f64 {
    const AVERAGE_LETTER: f64 = 0.52; // of an em, over the names of the example graph
    text_width(text, 1.0) / AVERAGE_LETTER
}

/// Words with the space behind them, cut behind hyphens as well.
fn pieces(label: &str) -> Vec<String> {
    let clean = single_spaced(&visible(label));
    let mut pieces = vec![String::new()];
    let mut letters = clean.chars().peekable();
    while let Some(c) = letters.next() {
        let last = pieces.last_mut().expect("there is always one piece");
        last.push(c);
        let joined = c == '-'
            && last.chars().count() > SHORTEST_HEAD
            && letters.peek().is_some_and(|next| next.is_alphanumeric());
        if (c == ' ' || joined) && letters.peek().is_some() {
            pieces.push(String::new());
        }
    }
    pieces
}

/// "al-Qaida" is not cut behind its hyphen.
const SHORTEST_HEAD: usize = 3;

/// Fills so many lines with pieces; what found no room is the rest.
fn filled(pieces: &[String], room: f64, count: usize) -> (Vec<String>, Vec<String>) {
    let mut rest: Vec<String> = pieces.iter().rev().cloned().collect();
    let mut lines = Vec::new();
    while lines.len() < count
        && let Some(mut line) = rest.pop()
    {
        while let Some(next) = rest.pop() {
            if letters_of((line.clone() + &next).trim_end()) > room {
                rest.push(next);
                break;
            }
            line.push_str(&next);
        }
        if letters_of(line.trim_end()) > room {
            let (head, tail) = cut(&line, room);
            line = head;
            if !tail.trim().is_empty() {
                rest.push(tail);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    (lines, rest)
}

/// Cuts a word that is longer than a line; marks that combine stay with their letter.
fn cut(word: &str, room: f64) -> (String, String) {
    let mut end = 0;
    for (index, c) in word.char_indices() {
        let next = index + c.len_utf8();
        if letters_of(&word[..next]) > room && end > 0 {
            break;
        }
        end = next;
    }
    (word[..end].to_owned(), word[end..].to_owned())
}

fn with_ellipsis(mut lines: Vec<String>) -> Vec<String> {
    if let Some(last) = lines.last_mut() {
        let kept = last.trim_end_matches([',', '-', ' ']).len();
        last.truncate(kept);
        last.push('…');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn a_short_name_is_one_line() {
        assert_eq!(wrapped("Mike Pompeo").lines, ["Mike Pompeo"]);
    }

    #[test]
    fn a_long_name_is_wrapped_evenly() {
        assert_eq!(wrapped("Islamic Revolutionary Guard Corps").lines, ["Islamic Revolutionary", "Guard Corps"]);
    }

    #[test]
    fn a_very_long_name_is_shortened() {
        let lines = wrapped(&"the committee for everything that anybody ever thought of ".repeat(3));
        assert!(lines.shortened && lines.lines.len() == 3 && lines.lines[2].ends_with('…'), "{lines:?}");
    }

    #[test]
    fn sixty_letters_are_not_shortened() {
        assert!(!wrapped("Московский государственный университет имени Ломоносова").shortened);
    }

    #[test]
    fn commands_are_measured_as_they_are_shown() {
        assert_eq!(wrapped("x\u{202e}y").lines, ["x\\u{202e}y"]);
    }

    #[test]
    fn one_endless_word_is_cut() {
        let lines = wrapped(&"x".repeat(4000));
        assert!(lines.shortened && lines.lines.iter().all(|line| line.len() < 30), "{lines:?}");
    }

    #[test]
    fn line_breaks_are_spaces() {
        assert_eq!(wrapped("two\n\nlines\t").lines, ["two lines"]);
    }

    #[test]
    fn nothing_is_one_empty_line() {
        assert_eq!(wrapped("").lines, [""]);
    }
}
