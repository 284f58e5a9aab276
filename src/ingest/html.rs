//! Web pages: the article and what the page says of it, without the furniture around it.
//!
//! Readability (through `dom_smoothie`) finds the article; where it finds none, all text of the body is taken. A page
//! nested deeper than [`DEEPEST`] elements was not written by a person and could exhaust the stack of a tree walk; it
//! is refused.

use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::Encoding;

use super::{Article, FormatReader, Metadata, SourceFile, decoded};
use crate::model::PartialDate;
use crate::text::{Diagnostic, Severity};

pub(super) const READER: FormatReader = FormatReader { name: "web page", endings: &["html", "htm", "xhtml"], read };

/// Deepest nesting of elements that is read. Pages of news sites stay below 100.
const DEEPEST: usize = 500;

/// Largest page that is read, in bytes: pages of news sites stay below 2 MB with everything in them, and the time to
/// find the article in a page that is not one can grow with the square of its size.
const LARGEST_PAGE: usize = 4 << 20;

fn read(file: &SourceFile, problems: &mut Vec<Diagnostic>) -> Vec<Article> {
    let skipped = |message: String| Diagnostic::of_file(Severity::Warning, file.path, format!("{message}; skipped"));
    if file.bytes.len() > LARGEST_PAGE {
        let message = format!("the page has {} MB and a page may have {}", file.bytes.len() >> 20, LARGEST_PAGE >> 20);
        problems.push(skipped(message).hint("save its text as a .txt file"));
        return Vec::new();
    }
    let Some(html) = declared(file).or_else(|| decoded(file, problems)) else { return Vec::new() };
    if nesting(&html) > DEEPEST {
        problems.push(
            skipped(format!("the page nests elements more than {DEEPEST} deep")).hint("save its text as a .txt file"),
        );
        return Vec::new();
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let parsed = Readability::new(html.as_str(), None, Some(config)).map(|mut readability| {
        let body = readability.doc.select("body").formatted_text().to_string();
        let metadata = readability.get_article_metadata(readability.parse_json_ld());
        let article = readability.parse().ok();
        (body, metadata, article)
    });
    let Ok((body, page, article)) = parsed else {
        problems.push(skipped("no text can be found in the page".to_owned()));
        return Vec::new();
    };
    let text = article.map_or(body, |article| article.text_content.to_string());
    let text = tidy(&text);
    if text.is_empty() {
        problems.push(skipped("no text can be found in the page".to_owned()));
        return Vec::new();
    }
    let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let metadata = Metadata {
        title: filled(Some(page.title)),
        publisher: filled(page.site_name),
        author: filled(page.byline),
        published: page.published_time.as_deref().and_then(PartialDate::of_timestamp),
        url: filled(page.url),
        language: filled(page.lang),
        digests: None,
    };
    vec![Article { id: None, metadata, headline: None, text }]
}

/// The page in the encoding that it declares for itself, unless it is UTF-8, which needs no declaration.
fn declared(file: &SourceFile) -> Option<String> {
    /// Where browsers look for the declaration (HTML standard, "prescan a byte stream").
    const PRESCAN_BYTES: usize = 1024;
    if file.bytes.len() > super::LARGEST_TEXT
        || Encoding::for_bom(file.bytes).is_some()
        || std::str::from_utf8(file.bytes).is_ok()
    {
        return None;
    }
    let head = String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(PRESCAN_BYTES)]).to_ascii_lowercase();
    let label = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let label =
        &label[..label.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(label.len())];
    let (text, damaged) = Encoding::for_label(label.as_bytes())?.decode_without_bom_handling(file.bytes);
    (!damaged).then(|| text.into_owned())
}

/// An upper bound of how deep elements nest, found without building a tree.
///
/// An end tag closes what it names, if that is open near by; a stray one closes nothing. Inside `svg` and `math` every
/// element nests.
fn nesting(html: &str) -> usize {
    const VOID: [&str; 14] =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
    // Elements whose end tag may be left out: the next of the kind closes them.
    const CLOSED_BY_NEXT: [&str; 12] =
        ["p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "tfoot", "colgroup"];
    /// How far up an end tag is looked for: further up it is taken for a stray one, which makes the bound higher.
    const NEAR: usize = 32;
    let mut open: Vec<&str> = Vec::new();
    // Where on the stack foreign content began.
    let mut foreign: Option<usize> = None;
    let mut deepest = 0;
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..];
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        let is = |list: &[&str]| list.iter().any(|other| other.eq_ignore_ascii_case(name));
        if name.is_empty() || foreign.is_none() && is(&VOID) {
            continue;
        }
        let near = |open: &[&str], stop: &dyn Fn(&str) -> bool| {
            let found = open
                .iter()
                .rev()
                .take(NEAR)
                .take_while(|other| !stop(other))
                .position(|other| other.eq_ignore_ascii_case(name));
            found.map(|up| open.len() - 1 - up)
        };
        if closing {
            open.truncate(near(&open, &|_| false).unwrap_or(open.len()));
        } else {
            if foreign.is_none() && is(&CLOSED_BY_NEXT) {
                let stop = |other: &str| !CLOSED_BY_NEXT.iter().any(|name| name.eq_ignore_ascii_case(other));
                open.truncate(near(&open, &stop).unwrap_or(open.len()));
            }
            if foreign.is_none() && is(&["svg", "math"]) {
                foreign = Some(open.len());
            }
            open.push(name);
            deepest = deepest.max(open.len());
        }
        if foreign.is_some_and(|start| open.len() <= start) {
            foreign = None;
        }
        if deepest > DEEPEST {
            break;
        }
    }
    deepest
}

/// Lines trimmed, paragraphs apart by one blank line.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if !tidied.is_empty() {
            tidied.push_str("\n\n");
        }
        tidied.push_str(line);
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::super::{SourceFile, read};

    fn page(body: &str) -> String {
        format!(
            "<!doctype html><html lang=en><head><title>Acme warns Widget | The Daily</title>\
             <meta property='og:site_name' content='The Daily'><meta property='article:published_time' content='2019-05-16T08:00:00Z'></head>\
             <body><nav><a href=/>Home</a> <a href=/world>World</a></nav>{body}<footer>Subscribe to our newsletter</footer></body></html>"
        )
    }

    #[test]
    fn the_article_stays_and_the_furniture_goes() {
        let paragraph = "Acme warned Widget on Tuesday that it would answer any attack, officials said, and Widget rejected the letter. ".repeat(4);
        let html = page(&format!(
            "<article><h1>Acme warns Widget</h1><p>{paragraph}</p><p>{paragraph}</p></article><aside>Latest articles</aside>"
        ));
        let mut problems = Vec::new();
        let article =
            read(&SourceFile { path: "a.html", bytes: html.as_bytes(), sidecar: None }, &mut problems).remove(0);
        assert_eq!(article.metadata.publisher.as_deref(), Some("The Daily"));
        assert_eq!(article.metadata.published.map(|date| date.to_string()).as_deref(), Some("2019-05-16"));
        assert!(article.metadata.title.is_some_and(|title| title.starts_with("Acme warns Widget")));
        assert!(article.text.starts_with("Acme warned Widget on Tuesday"), "{}", article.text);
        assert!(
            !article.text.contains("Subscribe") && !article.text.contains("Home") && article.text.contains("\n\n"),
            "{}",
            article.text
        );
    }

    #[test]
    fn the_declared_encoding_is_used() {
        let mut bytes = b"<html><head><meta charset=windows-1251><title>x</title></head><body><p>".to_vec();
        bytes.extend(encoding_rs::WINDOWS_1251.encode("Россия предупредила.").0.iter());
        let mut problems = Vec::new();
        let article = read(&SourceFile { path: "a.html", bytes: &bytes, sidecar: None }, &mut problems).remove(0);
        assert!(article.text.contains("Россия предупредила."), "{}", article.text);
    }

    #[test]
    fn deep_nesting_is_refused_not_followed() {
        for html in [
            format!("{}x{}", "<div>".repeat(100_000), "</div>".repeat(100_000)),
            format!("<svg>{}", "<td>".repeat(100_000)),
            "<div></i>".repeat(100_000),
            "<b><p>".repeat(100_000),
        ] {
            let mut problems = Vec::new();
            assert!(
                read(&SourceFile { path: "a.html", bytes: html.as_bytes(), sidecar: None }, &mut problems).is_empty()
            );
            assert_eq!(problems[0].message, "the page nests elements more than 500 deep; skipped");
        }
    }

    #[test]
    fn tags_left_open_as_html_allows_are_no_nesting() {
        let rows = "<tr><td><p>Acme warned Widget on Tuesday<td>and again<br>".repeat(2_000);
        assert!(super::nesting(&format!("<table>{rows}</table>")) < 10);
        assert!(super::nesting(&"<ul><li>one<li><b>two</b><img src=x><li>three</ul>".repeat(1_000)) < 10);
    }
}
