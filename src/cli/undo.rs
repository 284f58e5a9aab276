//! `kg undo [ID]`: takes a decision back.

use std::io::Write;

use super::session::Author;
use super::{Exit, Session, json_line, talk};
use crate::export::decision_record;
use crate::model::Act;
use crate::project::decision_in_words;
use crate::resolve::in_force;

/// Take a decision back: the last one that holds, or that with an id. What it decided is as it was before
#[derive(clap::Args)]
pub(super) struct Args {
    /// Id of the decision; the last that holds where left out
    #[arg(value_name = "ID")]
    decision: Option<String>,
    /// Why, for those who read it later
    #[arg(long, value_name = "TEXT", default_value = "")]
    why: String,
    /// Take nothing back, list the decisions that could be, last first
    #[arg(long, conflicts_with_all = ["decision", "why"])]
    list: bool,
    #[command(flatten)]
    author: Author,
}

pub(super) fn run(args: &Args, session: &Session, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let base = session.knowledge()?;
    let (recorded, problems) = session.project.decisions()?;
    talk::diagnostics(&problems);
    let holding = in_force(&recorded, &mut Vec::new());
    if args.list {
        for index in holding.iter().rev() {
            let decision = &recorded[*index].decision;
            if session.json {
                json_line(out, &decision_record(decision))?;
            } else {
                writeln!(out, "{}  {}", decision.id, crate::text::printable(&decision_in_words(decision)))?;
            }
        }
        if holding.is_empty() {
            talk::say("no decision holds");
        }
        return Ok(if holding.is_empty() { Exit::Nothing } else { Exit::Found });
    }
    let wanted = match &args.decision {
        None => holding.last().copied(),
        Some(id) => {
            let known = recorded
                .iter()
                .position(|recorded| recorded.decision.id == *id && !matches!(recorded.decision.act, Act::Undo { .. }));
            let Some(known) = known else {
                anyhow::bail!(
                    "no decision has the id `{}`; `kg undo --list` shows those that hold",
                    crate::text::printable(id)
                )
            };
            holding.iter().copied().find(|index| recorded[*index].decision.id == recorded[known].decision.id)
        }
    };
    let Some(index) = wanted else {
        talk::say(if args.decision.is_some() {
            "that decision was taken back already"
        } else {
            "no decision holds, so there is nothing to take back"
        });
        return Ok(Exit::Nothing);
    };
    let decision = &recorded[index].decision;
    let act = Act::Undo { decision: decision.id.clone() };
    for entry in session.record(&base, &args.author.name(session)?, &args.why, vec![act])? {
        writeln!(out, "{}", entry.id)?;
    }
    talk::say(&format!("taken back: {}", crate::text::printable(&decision_in_words(decision))));
    Ok(Exit::Found)
}
