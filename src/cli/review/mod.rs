//! `kg review`: extracted claims one after the other, to be judged.
//!
//! `queue` says which claims in which order, `state` what a key does, `screen` how it looks; this file holds the
//! terminal. A decision is on disk before the next claim is shown. One review a project at a time: the second says so.

mod queue;
mod screen;
mod state;

use std::io::{self, IsTerminal, Write};

use anyhow::{Context, bail};
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};

use super::explain::sentence;
use super::session::Author;
use super::{Exit, Session, json_line, talk};
use crate::export::claim_record;
use crate::graph::{Graph, GraphView};
use crate::model::{Act, Knowledge, Review, Verdict};
use crate::resolve::reference;
use queue::queue;
use state::{Key, State, Step};

/// Read extracted claims in their text, best carried first, and judge them: accept, reject, correct, defer, undo
///
/// Behind the claims of the graph come those that are only proposed: not sure enough to be in it before somebody
/// accepts them.
///
/// A full-screen reader; `?` in it lists the keys. Decisions go to data/decisions.ron one by one.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Only claims about this actor: its key or a name
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// Only claims that are not sure enough to be in the graph before somebody accepts them
    #[arg(long)]
    proposed: bool,
    /// Judge nothing, list the claims that wait
    #[arg(long)]
    list: bool,
    /// At most so many claims in the list; JSON has all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    #[command(flatten)]
    author: Author,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let graph = session.graph_with_proposed()?;
    let actor = args.actor.as_ref().map(|name| super::filter::actor(graph, name)).transpose()?;
    let claims = queue(graph, actor, args.proposed);
    if claims.is_empty() {
        talk::say("no extracted claim waits to be judged");
        return Ok(Exit::Nothing);
    }
    if args.list || session.json {
        let most = if session.json { claims.len() } else { args.most as usize };
        for id in claims.iter().take(most) {
            let claim = graph.claim(*id);
            if session.json {
                json_line(out, &claim_record(graph, claim))?;
            } else {
                let proposed = if claim.review == Review::Proposed { "  (only proposed)" } else { "" };
                let said = crate::text::printable(&sentence(graph, claim)).into_owned();
                writeln!(out, "{}  {said}{proposed}", claim.hash)?;
            }
        }
        talk::say_left_out(claims.len(), u32::try_from(most).unwrap_or(u32::MAX), "claims");
        return Ok(Exit::Found);
    }
    let by = args.author.name(session)?;
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        bail!(
            "a review needs a terminal; `kg review --list` prints what waits, `kg accept` and `kg reject` judge it from a script"
        );
    }
    let Some(_only_one) = session.project.try_lock("review.lock")? else {
        bail!("another `kg review` is open on this project; close it, or decide with `kg accept` and `kg reject`");
    };
    let base = session.knowledge()?;
    let mut state =
        State::new(graph, claims, by, anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never);
    let mut terminal = ratatui::try_init()
        .context("the terminal cannot be prepared for a full screen; `kg review --list` needs none")?;
    let ended = sit(&mut terminal, &mut state, session, &base);
    ratatui::restore();
    ended?;
    talk::say(&state.farewell());
    Ok(Exit::Found)
}

/// Draws, waits for a key and does what it says, until the reader leaves.
fn sit(
    terminal: &mut ratatui::DefaultTerminal,
    state: &mut State<'_, Graph>,
    session: &Session,
    base: &Knowledge,
) -> anyhow::Result<()> {
    loop {
        terminal.draw(|frame| screen::draw(frame, state))?;
        let Event::Key(pressed) = event::read()? else { continue };
        if pressed.kind == KeyEventKind::Release {
            continue;
        }
        let Some(key) = key_of(pressed.code, pressed.modifiers) else { continue };
        // Nobody judges what cannot be seen.
        let size = terminal.size()?;
        let leaves = matches!(key, Key::Interrupt | Key::Letter('q'));
        if !screen::fits(size.width, size.height) && !leaves {
            continue;
        }
        match state.press(key) {
            Step::Stay => {}
            Step::Leave => return Ok(()),
            Step::Judge { verdict, why } => {
                let act = judgement(base, state, verdict);
                let done = act.and_then(|act| session.record(base, state.by(), &why, vec![act]));
                state.recorded(
                    done.map(|entries| entries.into_iter().map(|entry| entry.id).collect())
                        .map_err(|error| format!("{error:#}")),
                );
            }
            Step::TakeBack(decision) => {
                let done = session.record(base, state.by(), "", vec![Act::Undo { decision }]);
                state.taken_back(done.map(|_| ()).map_err(|error| format!("{error:#}")));
            }
        }
    }
}

fn judgement(base: &Knowledge, state: &State<'_, Graph>, verdict: Verdict) -> anyhow::Result<Act> {
    let hash = state.claim().hash;
    let claim = base.claims.iter().find(|claim| claim.hash == hash).context("the claim is no longer there")?;
    Ok(Act::Judge { claim: reference(base, claim), verdict })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the keys of every keyboard, not ours")]
fn key_of(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    if modifiers.contains(KeyModifiers::CONTROL) {
        return matches!(code, KeyCode::Char('c' | 'd')).then_some(Key::Interrupt);
    }
    match code {
        KeyCode::Char(c) => Some(Key::Letter(c)),
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Esc => Some(Key::Escape),
        KeyCode::Backspace => Some(Key::Backspace),
        KeyCode::Up => Some(Key::Up),
        KeyCode::Down => Some(Key::Down),
        KeyCode::Left => Some(Key::Left),
        KeyCode::Right | KeyCode::Tab => Some(Key::Right),
        KeyCode::PageUp => Some(Key::PageUp),
        KeyCode::PageDown => Some(Key::PageDown),
        _ => None,
    }
}
