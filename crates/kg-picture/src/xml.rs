//! Text and numbers as SVG takes them. Whatever others wrote passes [`escaped`], and nothing else writes text.
//!
//! XML 1.0 forbids most control characters even as references; they are shown as `\u{..}`, and so are the commands that
//! turn the direction of text, because an actor's name must not rearrange what stands beside it. White space that is
//! not a space becomes one.

use kg_text::{printable, xml};

/// A text as content or attribute value: inert, and allowed in XML 1.0.
pub fn escaped(text: &str) -> String {
    xml(&printable(text)).into_owned()
}

/// A text as it is seen: commands spelt out, white space as spaces. What is measured passes this first.
pub fn visible(text: &str) -> String {
    printable(text).into_owned()
}

/// A coordinate with one decimal, without one where it is whole.
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0).round();
    if !tenths.is_finite() || tenths == 0.0 {
        return "0".to_owned(); // also for minus zero
    }
    let (sign, tenths) = (if tenths < 0.0 { "-" } else { "" }, tenths.abs() as u64);
    match tenths % 10 {
        0 => format!("{sign}{}", tenths / 10),
        tenth => format!("{sign}{}.{tenth}", tenths / 10),
    }
}

/// A colour of the form `#rrggbb`; another one where it is not of that form.
pub fn color<'a>(color: &'a str, otherwise: &'a str) -> &'a str {
    let well_formed =
        color.len() == 7 && color.starts_with('#') && color.bytes().skip(1).all(|byte| byte.is_ascii_hexdigit());
    if well_formed { color } else { otherwise }
}

/// A colour dark enough to be read on white: the same where it is, darker where it is not.
pub fn readable(color: &str) -> String {
    let mut parts: [f64; 3] = [1, 3, 5]
        .map(|at| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).map_or(0.0, f64::from));
    while light(parts) > LIGHTEST_TEXT {
        parts = parts.map(|part| part * 0.94);
    }
    let [red, green, blue] = parts.map(|part| part as u8);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Contrast of 4.5 to 1 against white, the least that WCAG 2.1 asks of text, is a luminance of this.
const LIGHTEST_TEXT: f64 = 0.183;

/// Relative luminance, the curve of sRGB taken as a square.
fn light(parts: [f64; 3]) -> f64 {
    let [red, green, blue] = parts.map(|part| part / 255.0 * (part / 255.0));
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::{color, escaped, number, readable};

    #[test]
    fn markup_is_text() {
        assert_eq!(escaped("<a href='x'>\"&"), "&lt;a href=&apos;x&apos;&gt;&quot;&amp;");
    }

    #[test]
    fn commands_are_visible() {
        assert_eq!(escaped("a\u{0}b\u{202e}c\u{ffff}d"), "a\\u{0}b\\u{202e}c\\u{ffff}d");
    }

    #[test]
    fn line_breaks_are_spaces() {
        assert_eq!(escaped("a\nb"), "a b");
    }

    #[test]
    fn numbers_have_one_decimal() {
        assert_eq!([1.0, -0.04, 2.25, -3.25, 1e300].map(number)[..4], ["1", "0", "2.3", "-3.3"]);
    }

    #[test]
    fn a_colour_that_is_none_is_replaced() {
        assert_eq!(
            [color("#12ab9F", "#000000"), color("red\" onload=\"x", "#000000"), color("#12é45", "#000000")],
            ["#12ab9F", "#000000", "#000000"]
        );
    }

    #[test]
    fn pale_text_is_darkened() {
        assert_eq!(readable("#334455"), "#334455");
        assert_ne!(readable("#d0d0d0"), "#d0d0d0");
    }
}
