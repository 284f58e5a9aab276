//! `kg licenses`: under which licences the program is given, and everything that is built into it.
//!
//! In: nothing. Out: the program's own licences, that of its language model with the works it was trained on, and the
//! notices of other people's crates as `data/licenses.txt` has them, word for word. There is no JSON: the texts are the
//! answer, and the lists of software that other programs read are made from `Cargo.lock`.

use std::io::Write;

use super::Exit;
use crate::data::{LICENSE_APACHE, LICENSE_MIT, LICENSE_MODEL, LICENSES};

/// The licences of kg, of its language model and of everything that is built into it
#[derive(clap::Args)]
pub(super) struct Args {}

/// What stands above each part.
const PARTS: [(&str, &str); 4] = [
    ("The program: MIT, or Apache-2.0, at your choice", LICENSE_MIT),
    ("The same, the other of the two", LICENSE_APACHE),
    ("The language model in it: CC BY-SA 4.0", LICENSE_MODEL),
    ("What others wrote and kg is built from", LICENSES),
];

pub(super) fn run(_: &Args, out: &mut dyn Write) -> anyhow::Result<Exit> {
    for (heading, text) in PARTS {
        writeln!(out, "# {heading}\n\n{}\n", text.trim())?;
    }
    Ok(Exit::Found)
}
