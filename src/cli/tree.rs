//! A dependency tree as a picture in the terminal: one word a line, arcs on the left.
//!
//! Each arc leaves its head and ends in an arrow at its dependent; short arcs stand nearest to the words, so that in a
//! projective tree no two cross. Right of the words stand tag, relation and lemma, and the names.

use textwrap::core::display_width;

use super::print::Page;
use crate::nlp::Analysis;
use crate::text::{printable, single_spaced};

/// Draws one sentence, with an empty line behind it.
pub(super) fn draw(page: Page, text: &str, analysis: &Analysis, sentence: usize) -> String {
    let range = analysis.sentences[sentence].clone();
    let tokens = &analysis.tokens[range.clone()];
    let words = single_spaced(analysis.words(text, sentence));
    let mut out = format!("{}\n", page.wrapped(&words, 0));
    let heads: Vec<usize> = tokens.iter().map(|token| token.head as usize - range.start).collect();
    let arcs = if tokens.len() > MOST_DRAWN {
        heads
            .iter()
            .enumerate()
            .map(|(token, head)| format!("{:>6}", if token == *head { 0 } else { head + 1 }))
            .collect()
    } else {
        arcs(&heads)
    };
    let names = &analysis.names[analysis.names.partition_point(|name| name.tokens.end <= range.start)..];
    let names = &names[..names.partition_point(|name| name.tokens.start < range.end)];
    let forms: Vec<String> = tokens.iter().map(|token| printable(token.span.of(text)).into_owned()).collect();
    let widest = forms.iter().map(|form| display_width(form)).max().unwrap_or(0).min(WIDEST_WORD);
    for (index, token) in tokens.iter().enumerate() {
        let name = names
            .get(names.partition_point(|name| name.tokens.end <= range.start + index))
            .filter(|name| name.tokens.start <= range.start + index);
        let form = &forms[index];
        let padding = " ".repeat(widest.saturating_sub(display_width(form)));
        let lemma = analysis.lemma(token);
        let mut notes =
            vec![format!("{:<6}{:<6}{:<12}", token.upos.as_str(), token.xpos.as_str(), token.relation.as_str())];
        if lemma != token.span.of(text) {
            notes.push(printable(lemma).into_owned());
        }
        if let Some(name) = name.filter(|name| name.tokens.start == range.start + index) {
            let span = crate::text::Span::new(token.span.start(), analysis.tokens[name.tokens.end - 1].span.end());
            notes.push(format!("[{}: {}]", name.kind.as_str(), printable(&single_spaced(span.of(text)))));
        }
        let word = if heads[index] == index || name.is_some() { page.bold(form) } else { form.clone() };
        out.push_str(&page.dim(&arcs[index]));
        out.push_str(&format!(" {word}{padding}  {}", notes.join(" ").trim_end()));
        out.push('\n');
    }
    out.push('\n');
    out
}

/// Arcs of longer sentences would fill the screen; there the number of the head stands instead.
const MOST_DRAWN: usize = 200;

/// Longer words do not push the columns of all others out.
const WIDEST_WORD: usize = 24;

const UP: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const RIGHT: u8 = 8;

/// The lines left of each word, all equally wide.
fn arcs(heads: &[usize]) -> Vec<String> {
    let mut spans: Vec<(usize, usize)> = heads
        .iter()
        .enumerate()
        .filter(|(word, head)| word != *head)
        .map(|(word, head)| (word.min(*head), word.max(*head)))
        .collect();
    spans.sort_by_key(|(low, high)| (high - low, *low));
    // An arc stands one level further out than every shorter one that it overlaps.
    let mut levels: Vec<usize> = Vec::new();
    let mut outermost = vec![0; heads.len()];
    for (low, high) in &spans {
        let level = outermost[*low..=*high].iter().max().map_or(1, |level| level + 1);
        outermost[*low..=*high].iter_mut().for_each(|outer| *outer = level);
        levels.push(level);
    }
    let width = levels.iter().max().copied().unwrap_or(0);
    let mut cells = vec![vec![0u8; width]; heads.len()];
    for ((low, high), level) in spans.iter().zip(&levels) {
        let column = width - level;
        cells[*low][column] |= DOWN | RIGHT;
        cells[*high][column] |= UP | RIGHT;
        for row in &mut cells[low + 1..*high] {
            row[column] |= UP | DOWN;
        }
        for row in [*low, *high] {
            for cell in &mut cells[row][column + 1..] {
                *cell |= LEFT | RIGHT;
            }
        }
    }
    let line = |(word, row): (usize, &Vec<u8>)| {
        let mut line = String::new();
        for cell in row {
            line.push(BOX[usize::from(*cell)]);
            line.push(if cell & RIGHT != 0 { '─' } else { ' ' });
        }
        line.push(if heads[word] == word { '●' } else { '►' });
        line
    };
    cells.iter().enumerate().map(line).collect()
}

/// The character whose arms are the bits up, down, left, right.
const BOX: [char; 16] = [' ', '╵', '╷', '│', '╴', '┘', '┐', '┤', '╶', '└', '┌', '├', '─', '┴', '┬', '┼'];

#[cfg(test)]
mod tests {
    use super::arcs;

    #[test]
    fn arcs_nest_and_end_at_their_words() {
        // "He sent a letter": sent is the root.
        let lines = arcs(&[1, 1, 3, 1]);
        assert_eq!(lines, ["  ┌─►", "┌─┴─●", "│ ┌─►", "└─┴─►"]);
    }
}
