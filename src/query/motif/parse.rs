//! A pattern's text as it is written, before anything in it is looked up.
//!
//! In: `?x -backed|aided-> ?y:armed_group, ?y -[attacked between=2019..]-> usa`. Out: chains of ends and arrows, each
//! with its place in the text, or what is wrong with it, at the place where it is. Decided here, the language:
//!
//! ```text
//! pattern  = chain { "," chain }
//! chain    = end { arrow end }
//! end      = "?" name [ ":" kind { "|" kind } ]   a variable, of a kind of actor
//!          | "_"                                  anybody
//!          | key | "\"" name "\""                 an actor
//! arrow    = "-" what "->" | "<-" what "-" | "-" what "-"
//! what     = [ kinds ] | "[" { kinds | "*" [ n ] [ ".." [ n ] ] | condition "=" value } "]"
//! kinds    = [ "!" ] kind { "|" kind }
//! ```
//!
//! A blank must stand before an arrow that follows a bare key, because keys contain hyphens.

use winnow::ascii::digit1;
use winnow::combinator::{alt, cut_err, delimited, opt, preceded, repeat, separated};
use winnow::error::{ErrMode, ParserError};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location, Stream};
use winnow::token::{take_till, take_while};

use crate::text::Span;

/// Something with its place in the pattern's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// One end of an arrow as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WrittenEnd {
    Variable { name: Placed<String>, kinds: Vec<Placed<String>> },
    Anybody,
    Actor(Placed<String>),
}

/// Which way an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointing {
    Right,
    Left,
    Either,
}

/// An arrow as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenArrow {
    pub(super) pointing: Pointing,
    pub(super) kinds: Vec<Placed<String>>,
    pub(super) not_kinds: Vec<Placed<String>>,
    /// At least and at most so many hops.
    pub(super) reach: Option<Placed<(usize, Option<usize>)>>,
    /// Name and value.
    pub(super) conditions: Vec<(Placed<String>, Placed<String>)>,
}

/// Ends joined by arrows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) first: Placed<WrittenEnd>,
    pub(super) steps: Vec<(WrittenArrow, Placed<WrittenEnd>)>,
}

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) at: Span,
    pub(super) message: &'static str,
    pub(super) hint: &'static str,
}

type Input<'t> = LocatingSlice<&'t str>;
type Parsed<T> = ModalResult<T, Wrong>;

/// Reads a pattern.
pub(super) fn parse(text: &str) -> Result<Vec<Chain>, Wrong> {
    pattern(&mut LocatingSlice::new(text)).map_err(|error| match error {
        ErrMode::Backtrack(wrong) | ErrMode::Cut(wrong) => wrong,
        ErrMode::Incomplete(_) => {
            Wrong { at: Span::new(text.len(), text.len()), message: "the pattern breaks off", hint: FORM }
        }
    })
}

const FORM: &str = "a pattern looks like `?x -backed-> ?y:armed_group, ?y -[attacked between=2019..]-> usa`";
const ARROW: &str =
    "an arrow is `-kind->`, `<-kind-`, `-kind-`, or `-[kind|kind *1..3 standing=stated]->`; a blank stands before it";

impl ParserError<Input<'_>> for Wrong {
    type Inner = Wrong;

    fn from_input(input: &Input<'_>) -> Wrong {
        wrong(input, "this is not understood here", FORM)
    }

    fn into_inner(self) -> Result<Wrong, Wrong> {
        Ok(self)
    }
}

/// What is wrong with the next character, or, where there is none, with the end.
fn wrong(input: &Input<'_>, message: &'static str, hint: &'static str) -> Wrong {
    let start = input.current_token_start();
    let length = input.peek_token().map_or(0, char::len_utf8);
    Wrong { at: Span::new(start, start + length), message, hint }
}

/// The parser; where it does not fit there is no other way to read the text.
fn must<'t, T>(
    parser: impl Parser<Input<'t>, T, ErrMode<Wrong>>,
    message: &'static str,
    hint: &'static str,
) -> impl Parser<Input<'t>, T, ErrMode<Wrong>> {
    let mut parser = cut_err(parser);
    move |input: &mut Input<'t>| {
        let here = wrong(input, message, hint);
        parser.parse_next(input).map_err(|error| match error {
            // What failed further on knows better.
            ErrMode::Cut(inner) if inner.at > here.at => ErrMode::Cut(inner),
            ErrMode::Cut(_) | ErrMode::Backtrack(_) | ErrMode::Incomplete(_) => ErrMode::Cut(here.clone()),
        })
    }
}

fn pattern(input: &mut Input<'_>) -> Parsed<Vec<Chain>> {
    blank(input)?;
    let chains = separated(1.., chain, (',', blank)).parse_next(input)?;
    if input.is_empty() {
        Ok(chains)
    } else {
        Err(ErrMode::Cut(wrong(input, "an arrow, a comma or the end is expected here", ARROW)))
    }
}

fn chain(input: &mut Input<'_>) -> Parsed<Chain> {
    let (first, steps) = (end, repeat(0.., (arrow, end))).parse_next(input)?;
    Ok(Chain { first, steps })
}

fn end(input: &mut Input<'_>) -> Parsed<Placed<WrittenEnd>> {
    let kinds = preceded(
        ':',
        must(
            separated(1.., name, '|'),
            "a kind of actor is expected here",
            "`?x:armed_group` or `?x:person|party`; `kg kinds` lists them",
        ),
    );
    let variable =
        preceded('?', (must(name, "the name of a variable is expected here", "`?x`, or `_` for anybody"), opt(kinds)))
            .map(|(name, kinds)| WrittenEnd::Variable { name, kinds: kinds.unwrap_or_default() });
    let quoted = delimited('"', placed(take_till(0.., '"')), must('"', "the name is not closed", "put `\"` behind it"))
        .map(WrittenEnd::Actor);
    let key = placed((word, repeat::<_, _, (), _, _>(0.., ('-', word))).take()).map(|key| match key.value.as_str() {
        "_" => WrittenEnd::Anybody,
        _ => WrittenEnd::Actor(key),
    });
    let any = alt((variable, quoted, key))
        .with_span()
        .map(|(value, span)| Placed { value, span: Span::new(span.start, span.end) });
    delimited(
        blank,
        must(
            any,
            "an actor or a variable is expected here",
            "`?x`, `_` for anybody, a key such as `al-qaida`, or a name in quotes",
        ),
        blank,
    )
    .parse_next(input)
}

fn arrow(input: &mut Input<'_>) -> Parsed<WrittenArrow> {
    const HEAD: &str = "an arrow is expected to end here";
    let what = || (bracketed, bare, nothing);
    let left = |input: &mut Input<'_>| {
        let (bracketed, bare, nothing) = what();
        let arrow = delimited("<-", alt((bracketed, bare, nothing)), must('-', HEAD, ARROW)).parse_next(input)?;
        if input.starts_with('>') {
            return Err(ErrMode::Cut(wrong(
                input,
                "an arrow has one head",
                "write two arrows, or `-kind-` for either direction",
            )));
        }
        Ok(WrittenArrow { pointing: Pointing::Left, ..arrow })
    };
    let right = |input: &mut Input<'_>| {
        let (bracketed, bare, nothing) = what();
        let arrow = delimited('-', alt((bracketed, bare, nothing)), must('-', HEAD, ARROW)).parse_next(input)?;
        let head = opt('>').parse_next(input)?;
        Ok(WrittenArrow { pointing: if head.is_some() { Pointing::Right } else { Pointing::Either }, ..arrow })
    };
    alt((left, right)).parse_next(input)
}

fn nothing(_: &mut Input<'_>) -> Parsed<WrittenArrow> {
    Ok(WrittenArrow {
        pointing: Pointing::Either,
        kinds: Vec::new(),
        not_kinds: Vec::new(),
        reach: None,
        conditions: Vec::new(),
    })
}

/// `backed|aided`
fn bare(input: &mut Input<'_>) -> Parsed<WrittenArrow> {
    let part = part_of_kinds(input)?;
    let mut arrow = nothing(input)?;
    arrow.add(part);
    Ok(arrow)
}

/// `[backed *1..3 standing=stated]`
fn bracketed(input: &mut Input<'_>) -> Parsed<WrittenArrow> {
    const INSIDE: &str = "kinds, `*1..3` or a condition is expected here";
    const CONDITIONS: &str = "conditions are standing=stated|disputed, as-of=2018, between=2017..2018, publishers=2";
    ('[', blank).parse_next(input)?;
    let parts: Vec<Part> = repeat(0.., |input: &mut Input<'_>| {
        let part = alt((reach, condition, part_of_kinds)).parse_next(input)?;
        blank(input)?;
        Ok(part)
    })
    .parse_next(input)?;
    must(']', INSIDE, CONDITIONS).parse_next(input)?;
    let mut arrow = nothing(input)?;
    parts.into_iter().for_each(|part| arrow.add(part));
    Ok(arrow)
}

/// What stands in an arrow.
enum Part {
    Kinds(Vec<Placed<String>>),
    NotKinds(Vec<Placed<String>>),
    Reach(Placed<(usize, Option<usize>)>),
    Condition(Placed<String>, Placed<String>),
}

impl WrittenArrow {
    fn add(&mut self, part: Part) {
        match part {
            Part::Kinds(kinds) => self.kinds.extend(kinds),
            Part::NotKinds(kinds) => self.not_kinds.extend(kinds),
            Part::Reach(reach) => self.reach = Some(reach),
            Part::Condition(name, value) => self.conditions.push((name, value)),
        }
    }
}

fn part_of_kinds(input: &mut Input<'_>) -> Parsed<Part> {
    let kinds = || separated(1.., name, '|');
    let not = preceded(
        '!',
        must(kinds(), "a kind of relation is expected here", "`!met` leaves a kind out; `kg kinds` lists them"),
    )
    .map(Part::NotKinds);
    alt((not, kinds().map(Part::Kinds))).parse_next(input)
}

/// `*`, `*2`, `*1..3`, `*..3`, `*2..`
fn reach(input: &mut Input<'_>) -> Parsed<Part> {
    // A number too large for the machine is refused as too many hops later.
    let number = || digit1.map(|digits: &str| digits.parse::<usize>().unwrap_or(usize::MAX));
    let range = (opt(number()), opt(preceded("..", opt(number()))));
    let reach = preceded('*', range).map(|(least, most)| match (least, most) {
        (Some(exactly), None) => (exactly, Some(exactly)),
        (least, most) => (least.unwrap_or(1), most.flatten()),
    });
    reach
        .with_span()
        .map(|(value, span)| Part::Reach(Placed { value, span: Span::new(span.start, span.end) }))
        .parse_next(input)
}

/// `between=2017..2018`
fn condition(input: &mut Input<'_>) -> Parsed<Part> {
    let label = placed((word, repeat::<_, _, (), _, _>(0.., ('-', word))).take());
    let value = placed(take_till(1.., |c: char| c.is_whitespace() || c == ']'));
    (
        label,
        '=',
        must(
            value,
            "a value is expected here",
            "standing=stated|disputed, as-of=2018, between=2017..2018, publishers=2",
        ),
    )
        .map(|(label, _, value)| Part::Condition(label, value))
        .parse_next(input)
}

fn name(input: &mut Input<'_>) -> Parsed<Placed<String>> {
    placed(word).parse_next(input)
}

/// Letters, digits, and what stands inside names.
fn word<'t>(input: &mut Input<'t>) -> Parsed<&'t str> {
    take_while(1.., |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '\'' | '’')).parse_next(input)
}

fn blank(input: &mut Input<'_>) -> Parsed<()> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}

fn placed<'t>(
    parser: impl Parser<Input<'t>, &'t str, ErrMode<Wrong>>,
) -> impl Parser<Input<'t>, Placed<String>, ErrMode<Wrong>> {
    parser.with_span().map(|(text, span)| Placed { value: text.to_owned(), span: Span::new(span.start, span.end) })
}
