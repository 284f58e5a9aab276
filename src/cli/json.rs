//! Answers as JSON Lines.

use std::io::Write;

/// Writes one record as a line.
pub(super) fn json_line(out: &mut dyn Write, record: &impl serde::Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")?;
    Ok(())
}
