//! `--svg` and `--png` of commands whose answer can be drawn.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::talk;
use crate::export::{Drawn, png};
use crate::project::write_whole;

/// Options that ask for a picture instead of words.
#[derive(clap::Args)]
#[command(next_help_heading = "As a picture")]
pub(super) struct PictureArgs {
    /// The answer as a picture, SVG
    #[arg(long, conflicts_with_all = ["png", "json"])]
    svg: bool,
    /// The answer as a picture, PNG
    #[arg(long, conflicts_with = "json")]
    png: bool,
    /// The picture into this file, .svg or .png
    #[arg(short, long, value_name = "FILE", conflicts_with = "json")]
    output: Option<PathBuf>,
}

impl PictureArgs {
    /// True where a picture is asked for.
    pub(super) fn asked(&self) -> bool {
        self.svg || self.png || self.output.is_some()
    }

    /// Writes a picture in the format asked for, or that of the file's name, where it was asked for.
    pub(super) fn write(&self, picture: &Drawn, out: &mut dyn Write) -> anyhow::Result<()> {
        let extension = self
            .output
            .as_ref()
            .and_then(|file| file.extension())
            .map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        let as_pixels = match (self.svg, self.png, extension.as_deref()) {
            (true, _, _) => false,
            (_, true, _) | (_, _, Some("png")) => true,
            (_, _, Some("svg")) => false,
            _ => bail!("which picture? name the file .svg or .png, or add `--svg` or `--png`"),
        };
        let content = if as_pixels {
            png(picture).map_err(|problem| anyhow!(problem))?
        } else {
            picture.svg.clone().into_bytes()
        };
        match &self.output {
            Some(file) => write_whole(&std::path::absolute(file)?, &content, None)?,
            None => out.write_all(&content)?,
        }
        if picture.labels_left_out > 0 {
            talk::say(&format!(
                "note: {} had no room in the picture and stand in tooltips alone",
                super::print::counted(picture.labels_left_out, "label")
            ));
        }
        Ok(())
    }
}
