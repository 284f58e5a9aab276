//! The suite's own form, `tests/suite/claims/*.md`: a text and below it what it says.
//!
//! ```text
//!     published 2017-12-06
//!     The Borland army was attacked by Arland on Monday, Ada Brandt said.
//!     Arland | attacked | Borland army | says Ada Brandt, 2017-12-04
//! ```
//!
//! Indented blocks are cases, all else is for people. A case begins with its text, over one line or more, perhaps after
//! a line `published DATE`. Then come lines of subject, kind, object and what else is so: `denied`; `planned`,
//! `possible` or `hypothetical`; `says` with speakers, outermost first, ` > ` between them; a date or `FROM..TO`; `may`
//! where it need not be found. What is not written is affirmed, actual, in the document's own voice; a date that is not
//! written is not asked. `never | subject | kind | object` says what must not be claimed. `none` says that there is no
//! claim. ` = ` between names says that either means the actor.

use super::claims::{ClaimsGold, GoldClaim, GoldNever, Speakers};
use super::gold::{Gold, GoldDocument};
use super::words::key;
use crate::model::PartialDate;

pub(super) fn read(file: &str) -> Result<Vec<GoldDocument>, String> {
    let mut documents = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    for (index, line) in file.lines().chain([""]).enumerate() {
        if let Some(line) = line.strip_prefix("    ") {
            block.push(line);
        } else if !block.is_empty() {
            let first = index + 1 - block.len();
            documents
                .push(case(first, &std::mem::take(&mut block)).map_err(|reason| format!("line {first}: {reason}"))?);
        }
    }
    Ok(documents)
}

fn case(line: usize, block: &[&str]) -> Result<GoldDocument, String> {
    let published = block[0].strip_prefix("published ").map(PartialDate::parse).transpose()?;
    let text_from = usize::from(published.is_some());
    let claims_from = block
        .iter()
        .position(|line| line.contains(" | ") || *line == "none")
        .ok_or("a text has no claims below it; `none` says that it has none")?;
    if claims_from <= text_from {
        return Err("claims without a text above them".to_owned());
    }
    let text = block[text_from..claims_from].join("\n");
    let mut gold = ClaimsGold::default();
    for line in &block[claims_from..] {
        if *line == "none" {
            continue;
        }
        let parts: Vec<&str> = line.split(" | ").map(str::trim).collect();
        match parts[..] {
            ["never", subject, relation, object] => {
                let (subject, object) = (gold.end(subject), gold.end(object));
                gold.never.push(GoldNever { subject, relation: relation.to_owned(), object });
            }
            [subject, relation, object] => gold.claim(subject, relation, object, "", &text)?,
            [subject, relation, object, rest] => gold.claim(subject, relation, object, rest, &text)?,
            _ => return Err(format!("`{line}` is not `subject | kind | object | how`")),
        }
    }
    Ok(GoldDocument { id: format!("line {line}"), text, published, gold: Gold::Claims(gold) })
}

impl ClaimsGold {
    /// The id of an end; its forms are known from now on.
    fn end(&mut self, forms: &str) -> String {
        let forms: Vec<&str> = forms.split(" = ").collect();
        let known = self.names.get(&key(forms[0])).and_then(|ids| ids.first()).cloned();
        let id = known.unwrap_or_else(|| forms[0].to_owned());
        for form in forms {
            // As a key made of a name looks.
            let slug = crate::text::slug(form);
            for form in [key(form), key(&slug)] {
                self.names.entry(form).or_default().insert(id.clone());
            }
        }
        id
    }

    fn claim(&mut self, subject: &str, relation: &str, object: &str, rest: &str, text: &str) -> Result<(), String> {
        let mut claim = GoldClaim {
            relation: relation.to_owned(),
            must: true,
            polarity: Some("affirmed"),
            modality: Some("actual"),
            speakers: Speakers::Exactly(Vec::new()),
            quote: text.to_owned(),
            ..GoldClaim::default()
        };
        claim.subject = self.end(subject);
        claim.object = self.end(object);
        for part in rest.split(", ").map(str::trim).filter(|part| !part.is_empty()) {
            match part {
                "affirmed" => {}
                "denied" => claim.polarity = Some("denied"),
                "actual" => {}
                "planned" => claim.modality = Some("planned"),
                "possible" => claim.modality = Some("possible"),
                "hypothetical" => claim.modality = Some("hypothetical"),
                "may" => claim.must = false,
                says if says.starts_with("says ") => {
                    claim.speakers =
                        Speakers::Exactly(says["says ".len()..].split(" > ").map(|speaker| self.end(speaker)).collect())
                }
                date => claim.date = Some(period(date)?),
            }
        }
        // What the four together are called in the articles.
        let spoken = claim.speakers != Speakers::Exactly(Vec::new());
        claim.status = match (claim.polarity, claim.modality) {
            (Some("denied"), _) => vec!["denied".to_owned()],
            (_, Some("actual")) => vec![if spoken { "alleged" } else { "asserted" }.to_owned()],
            _ => vec!["planned".to_owned()],
        };
        self.claims.push(claim);
        Ok(())
    }
}

/// "2017-12-04", "2015..2017", "2015..".
fn period(text: &str) -> Result<(Option<String>, Option<String>), String> {
    let date = |text: &str| -> Result<Option<String>, String> {
        if text.is_empty() {
            return Ok(None);
        }
        PartialDate::parse(text).map(|date| Some(date.to_string())).map_err(|reason| {
            format!("`{text}` is neither `denied`, a modality, `says ...`, `may` nor a date: {reason}")
        })
    };
    match text.split_once("..") {
        None => Ok((date(text)?, None)),
        Some((from, to)) => Ok((date(from)?, date(to)?)),
    }
}
