//! How wide a text is drawn: a table of advance widths.
//!
//! In: a text and a size in pixels. Out: its width in pixels. Boxes are sized and labels kept apart before any font is
//! known, so the widths of Liberation Sans stand here, which are those of Helvetica and Arial; they were read from the
//! `hmtx` table of `LiberationSans-Regular.ttf` and are thousandths of an em. Scripts that the font lacks have one
//! width a script, rather too wide than too narrow. Shaping (ligatures, kerning, joined Arabic letters) is deliberately
//! not modelled.

/// Width of a text in pixels at a font size in pixels.
pub fn text_width(text: &str, font_size: f64) -> f64 {
    let thousandths: u32 = text.chars().map(|c| u32::from(advance(c))).sum();
    f64::from(thousandths) * font_size / UNITS_PER_EM
}

/// Bold letters of the same family are this much wider (mean over ASCII letters of Liberation Sans Bold).
pub const BOLD: f64 = 1.07;

const UNITS_PER_EM: f64 = 1000.0;
/// Ideographs, kana, full-width forms, emoji.
const FULL: u16 = 1000;
/// Letters of alphabets that the tables lack.
const LETTER: u16 = 600;

fn advance(c: char) -> u16 {
    let code = u32::from(c);
    let tabulated = TABLES.iter().find_map(|(first, table)| table.get(code.checked_sub(*first)? as usize).copied());
    if let Some(width) = tabulated.filter(|width| *width > 0) {
        return width;
    }
    let by_script = SCRIPTS.iter().find(|(first, last, _)| (*first..=*last).contains(&code));
    by_script.map_or(LETTER, |(_, _, width)| *width)
}

const TABLES: [(u32, &[u16]); 5] =
    [(0x20, &ASCII), (0xA0, &LATIN), (0x384, &GREEK), (0x400, &CYRILLIC), (0x2010, &PUNCTUATION)];

/// First and last code point and the width of each; the first row that holds a character speaks.
const SCRIPTS: [(u32, u32, u16); 37] = [
    (0x0000, 0x001F, 0),      // controls
    (0x007F, 0x009F, 0),      // more of them
    (0x0180, 0x024F, 640),    // Latin Extended-B
    (0x0300, 0x036F, 0),      // combining marks
    (0x0483, 0x0489, 0),      // Cyrillic combining marks
    (0x0460, 0x052F, 660),    // Cyrillic, extended
    (0x0530, 0x058F, 620),    // Armenian
    (0x0591, 0x05BD, 0),      // Hebrew points
    (0x05BF, 0x05C7, 0),      // more of them
    (0x05D0, 0x05F4, 560),    // Hebrew
    (0x0610, 0x061A, 0),      // Arabic marks
    (0x064B, 0x065F, 0),      // Arabic vowels
    (0x0670, 0x0670, 0),      // Arabic superscript alef
    (0x06D6, 0x06DC, 0),      // Koranic marks
    (0x06DF, 0x06E8, 0),      // more of them
    (0x0600, 0x077F, 560),    // Arabic, Syriac
    (0x0900, 0x0DFF, 700),    // scripts of India
    (0x0E31, 0x0E31, 0),      // Thai vowel above
    (0x0E34, 0x0E3A, 0),      // more of them
    (0x0E47, 0x0E4E, 0),      // Thai tone marks
    (0x1100, 0x11FF, FULL),   // Hangul letters
    (0x1AB0, 0x1AFF, 0),      // combining marks, extended
    (0x1DC0, 0x1DFF, 0),      // combining marks, supplement
    (0x200B, 0x200F, 0),      // zero width and direction marks
    (0x2028, 0x202E, 0),      // separators and embeddings
    (0x2060, 0x206F, 0),      // invisible operators
    (0x20D0, 0x20FF, 0),      // combining marks for symbols
    (0x2190, 0x2BFF, FULL),   // arrows, mathematics, signs
    (0x2E80, 0xA4CF, FULL),   // ideographs, kana, bopomofo, Yi
    (0xAC00, 0xD7AF, FULL),   // Hangul
    (0xF900, 0xFAFF, FULL),   // compatibility ideographs
    (0xFB1D, 0xFDFF, 560),    // presentation forms of Hebrew and Arabic
    (0xFE00, 0xFE2F, 0),      // variation selectors, half marks
    (0xFE70, 0xFEFF, 560),    // Arabic presentation forms
    (0xFF00, 0xFFEF, FULL),   // full-width forms
    (0x1F000, 0x1FAFF, 1300), // emoji, which fonts draw wider than an em
    (0x20000, 0x3FFFF, FULL), // rare ideographs
];

/// From U+0020, space.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// From U+00A0, no-break space, to the end of Latin Extended-A.
const LATIN: [u16; 224] = [
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333, 333, 333, 576, 537,
    278, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278,
    278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556, 556, 556, 556,
    556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 549, 611, 556, 556, 556,
    556, 500, 556, 500, 667, 556, 667, 556, 667, 556, 722, 500, 722, 500, 722, 500, 722, 500, 722, 615, 722, 556, 667,
    556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 556, 778, 556, 778, 556, 778, 556, 722, 556, 722, 556, 278, 278,
    278, 278, 278, 278, 278, 222, 278, 278, 735, 444, 500, 222, 667, 500, 500, 556, 222, 556, 222, 556, 292, 556, 334,
    556, 222, 722, 556, 722, 556, 722, 556, 604, 723, 556, 778, 556, 778, 556, 778, 556, 1000, 944, 722, 333, 722, 333,
    722, 333, 667, 500, 667, 500, 667, 500, 667, 500, 611, 278, 611, 375, 611, 278, 722, 556, 722, 556, 722, 556, 722,
    556, 722, 556, 722, 556, 944, 722, 667, 500, 667, 611, 500, 611, 500, 611, 500, 222,
];

/// From U+0384, Greek tonos.
const GREEK: [u16; 75] = [
    333, 333, 667, 278, 784, 838, 384, 0, 774, 0, 855, 752, 222, 667, 667, 551, 668, 667, 611, 722, 778, 278, 667, 668,
    833, 722, 650, 778, 722, 667, 0, 618, 611, 667, 798, 667, 835, 748, 278, 667, 578, 446, 556, 222, 547, 578, 575,
    500, 557, 446, 441, 556, 556, 222, 500, 500, 576, 500, 448, 556, 690, 569, 482, 617, 395, 547, 648, 525, 713, 781,
    222, 547, 556, 547, 781,
];

/// From U+0400, Cyrillic.
const CYRILLIC: [u16; 96] = [
    667, 667, 865, 542, 719, 667, 278, 278, 500, 1057, 1010, 854, 583, 722, 635, 719, 667, 656, 667, 542, 677, 667,
    923, 604, 719, 719, 583, 656, 833, 722, 778, 719, 667, 722, 611, 635, 760, 667, 740, 667, 917, 938, 792, 885, 656,
    719, 1010, 722, 556, 573, 531, 365, 583, 556, 669, 458, 559, 559, 438, 583, 688, 552, 556, 542, 556, 500, 458, 500,
    823, 500, 573, 521, 802, 823, 625, 719, 521, 510, 750, 542, 556, 556, 556, 365, 510, 500, 222, 278, 222, 906, 812,
    556, 438, 559, 500, 552,
];

/// From U+2010, hyphen, to the ellipsis.
const PUNCTUATION: [u16; 23] =
    [333, 333, 0, 556, 1000, 1000, 0, 552, 222, 222, 222, 222, 333, 333, 333, 0, 556, 556, 350, 0, 0, 0, 1000];
#[cfg(test)]
mod tests {
    use super::text_width;

    #[test]
    fn helvetica_widths() {
        assert_eq!(text_width("iran", 1000.0), 222.0 + 333.0 + 556.0 + 556.0);
    }

    #[test]
    fn a_combining_mark_has_no_width() {
        assert_eq!(text_width("e\u{301}", 12.0), text_width("e", 12.0));
    }

    #[test]
    fn an_ideograph_is_an_em() {
        assert_eq!(text_width("伊朗", 12.0), 24.0);
    }
}
