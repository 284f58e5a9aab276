//! A text to the claims in it, without a project: who does what to whom, and on whose word.
//!
//! `cargo run --example text_to_claims -- "Ada Brandt said ..."`; without an argument, a sentence of its own. With a
//! project, [`kg::project::Project::text_reader`] opens the same reader, which then knows the project's actors.

#![expect(clippy::disallowed_methods, reason = "a program of its own reads its arguments and prints")]

use std::io::{self, Write};

use kg::nlp::Scratch;
use kg::project::TextReader;

fn main() -> io::Result<()> {
    let text = std::env::args().nth(1).unwrap_or_else(|| {
        "Ada Brandt said the Northern Army had refused to release the hostages, but denied that Iran backed it."
            .to_owned()
    });
    let reader = TextReader::built_in();
    let found = reader.extract("text".into(), &text, None, &mut Scratch::default());
    let mut out = io::stdout().lock();
    for claim in &found.claims {
        let speakers: Vec<&str> = claim.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        let speakers = if speakers.is_empty() { "the text".to_owned() } else { speakers.join(", through ") };
        writeln!(
            out,
            "{} | {} | {} | {}, {}, says {speakers}",
            claim.subject.name, claim.relation, claim.object.name, claim.polarity, claim.modality
        )?;
    }
    Ok(())
}
