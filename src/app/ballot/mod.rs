//! The review workbook of a result, filled in where it lies: what is decided on a page is a row of it, and nothing else. It is
//! read back by what reads it for `run --review` before it takes the place of the old one.

mod act;

use std::path::Path;
use std::sync::Arc;

use crate::app::held::{Held, Steps};
use crate::app::process::limits;
use crate::app::reason::refused;
use crate::app::record::REVIEW_BOOK;
use crate::app::result::Place;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::ingest::{self, StandingSheet};
use crate::location::CellRef;
use crate::policy::{Occasion, Policy};
use crate::reader::{self, Workbook};
use crate::writer::marked::{Fill, Filling, filled};

pub use act::{Act, Spot, put_forward, section_of};

/// The review workbook as it lies in a result.
#[derive(Debug)]
pub struct Ballot {
    held: Held,
    /// Its sheets.
    pub sheets: Vec<StandingSheet>,
    /// What is wrong with what was filled in.
    pub findings: Vec<Diagnostic>,
}

impl Ballot {
    /// That of the result in this folder; none where there is none yet.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn open(result: &Path, by: (&Policy, Occasion)) -> Result<Option<Self>, Error> {
        let held = Held::open(&result.join(REVIEW_BOOK))?;
        held.map(|held| Self::of(held, by)).transpose()
    }

    fn of(held: Held, by: (&Policy, Occasion)) -> Result<Self, Error> {
        let workbook = read(&held, by.0)?;
        let shown: Arc<str> = REVIEW_BOOK.into();
        let read = ingest::decisions(&workbook, &shown, by);
        Ok(Self {
            held,
            sheets: ingest::standing(&workbook, by),
            findings: read.findings,
        })
    }

    /// Digest of the file it was read from.
    pub fn sha256(&self) -> &str {
        &self.held.sha256
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.held.path
    }

    /// Whether it can be filled in now.
    ///
    /// # Errors
    /// An office program has it open.
    pub fn is_free(&self) -> Result<(), Error> {
        self.held.is_free()
    }

    /// Fills in cells and puts the workbook in its place. `what` is how the step is told.
    ///
    /// # Errors
    /// What is written would not be read as it is meant, somebody has the workbook open, it was changed since it was read, a
    /// run is at work on the result, or it cannot be written. Then it is as it was.
    pub fn fill(
        &self,
        fills: &[Fill],
        what: &str,
        by: (&Policy, Occasion),
        steps: &mut Steps,
    ) -> Result<Self, Error> {
        let result = self.held.path.parent().unwrap_or_else(|| Path::new("."));
        let place = Place::take(result, &|| {})?;
        let bytes = filled(&self.held.bytes, fills);
        let bytes = bytes.map_err(|why| refused(&self.held.path, why.0))?;
        let after = Held {
            bytes,
            ..self.held.clone()
        };
        let after = Self::of(after, by)?;
        after.reads_as_meant(fills)?;
        let held = self.held.replace(after.held.bytes);
        place.clear();
        let held = held?;
        steps.done(what, self.held.clone(), &held);
        Ok(Self { held, ..after })
    }

    /// # Errors
    /// A cell that was filled in is one of which the reading says that it cannot be used.
    fn reads_as_meant(&self, fills: &[Fill]) -> Result<(), Error> {
        let written = |at: CellRef, sheet: &Arc<str>| {
            let said = |fill: &&Fill| fill.content != Filling::Nothing;
            fills
                .iter()
                .filter(said)
                .any(|fill| fill.cell == at && fill.sheet == *sheet)
        };
        let at_fills = self.findings.iter().find(|finding| {
            let place = &finding.place;
            let at = place.cell.zip(place.sheet.as_ref());
            at.is_some_and(|(cell, sheet)| written(cell, sheet))
        });
        at_fills.map_or(Ok(()), |finding| {
            Err(refused(&self.held.path, &finding.message))
        })
    }
}

fn read(held: &Held, policy: &Policy) -> Result<Workbook, Error> {
    let shown: Arc<str> = REVIEW_BOOK.into();
    let reading = reader::from_bytes(&held.bytes, &shown, &limits(policy));
    reading.workbook.ok_or_else(|| Error::Review {
        path: held.path.clone(),
        reason: reading
            .findings
            .last()
            .map_or_else(|| "没有读出任何内容".to_owned(), |f| f.message.clone()),
    })
}
