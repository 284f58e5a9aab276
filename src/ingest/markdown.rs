//! Markdown, with an optional header. Markup goes, words stay: quotations are checked against what a reader sees.
//!
//! Paragraphs, headings and list items end with a blank line. Code blocks and raw HTML are not prose and are left out.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Article, FormatReader, SourceFile, decoded, header};
use crate::text::Diagnostic;

pub(super) const READER: FormatReader = FormatReader { name: "Markdown", endings: &["md", "markdown"], read };

fn read(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Vec<Article> {
    let Some(source) = decoded(file, problems) else { return Vec::new() };
    let (metadata, body) = header::read_header(file.path, &source, problems);
    let (text, heading) = prose(&source[body..]);
    vec![Article { id: None, metadata, headline: heading, text }]
}

/// The words of a Markdown text, and its first heading of the first level.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the parser's events, not ours; what else there is, rules and footnote marks, is no prose"
)]
fn prose(markdown: &str) -> (String, Option<String>) {
    let mut text = String::with_capacity(markdown.len());
    let mut heading: Option<String> = None;
    let mut heading_start = None;
    let mut skipped_blocks = 0_u32;
    for event in
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES)
    {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => skipped_blocks += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => skipped_blocks -= 1,
            Event::Start(Tag::Heading { level: pulldown_cmark::HeadingLevel::H1, .. }) if heading.is_none() => {
                heading_start = Some(text.len())
            }
            Event::End(TagEnd::Heading(_)) => {
                heading = heading.or(heading_start.take().map(|start| text[start..].trim().to_owned()));
                end_block(&mut text);
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead | TagEnd::BlockQuote(_),
            ) => end_block(&mut text),
            Event::End(TagEnd::TableCell) => text.push_str(", "),
            Event::Text(words) | Event::Code(words) if skipped_blocks == 0 => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    (text, heading)
}

fn end_block(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn markup_goes_and_words_stay() {
        let (text, heading) = prose(
            "# A *title*\n\nOne **bold** [link](http://x)\nline.\n\n- first\n- second\n\n```\ncode\n```\n\n<div>raw</div>\n\nEnd.",
        );
        assert_eq!(text, "A title\n\nOne bold link\nline.\n\nfirst\n\nsecond\n\nEnd.");
        assert_eq!(heading.as_deref(), Some("A title"));
    }
}
