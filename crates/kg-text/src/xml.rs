//! Text of others made safe to stand in XML, as the content of an element or as the value of an attribute.
//!
//! In: any text. Out: a text that every reader of XML 1.0 (fifth edition) takes for characters and nothing else.
//! Decided here: what XML forbids (NUL and the other controls, U+FFFE, U+FFFF) and what would deceive a reader
//! (bidirectional overrides, spaces of no width) is made visible, as everywhere else; line breaks and tabs are written
//! as references, because a reader turns bare ones in an attribute into spaces.

use std::borrow::Cow;

use super::visible;

/// `text` as content or attribute value of XML.
pub fn xml(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if !text.contains(|c| reference(c).is_some()) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match reference(c) {
            Some(reference) => escaped.push_str(reference),
            None => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

fn reference(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&apos;",
        '\n' => "&#10;",
        '\r' => "&#13;",
        '\t' => "&#9;",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn markup_becomes_characters() {
        assert_eq!(xml("a<b>&amp;'\"]]>"), "a&lt;b&gt;&amp;amp;&apos;&quot;]]&gt;");
        assert_eq!(xml("plain سپاه 😀"), "plain سپاه 😀");
    }

    #[test]
    fn lines_survive_in_attributes() {
        assert_eq!(xml("one\r\ntwo\tthree"), "one&#13;&#10;two&#9;three");
    }

    #[test]
    fn what_xml_forbids_is_made_visible() {
        assert_eq!(xml("\0\u{b}\u{1b}\u{fffe}\u{ffff}"), "\\u{0}\\u{b}\\u{1b}\\u{fffe}\\u{ffff}");
        assert_eq!(xml("\u{202e}<"), "\\u{202e}&lt;");
    }
}
