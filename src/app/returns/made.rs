//! A form with its faults marked: itself, or what was read of it as a workbook of ours.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use super::going::{Going, Source};
use crate::app::process::limits;
use crate::app::session::Session;
use crate::app::unmarked;
use crate::diagnostic::Diagnostic;
use crate::digest::sha256_hex;
use crate::location::{Area, CellRef};
use crate::quiet::quietly;
use crate::reader::{self, checks};
use crate::report::{FoundTable, Transcript};
use crate::writer;
use crate::writer::marked::{self, Fault, Table, Unmarkable};

/// A form with its faults marked.
pub struct Made {
    pub bytes: Vec<u8>,
    /// Where it is written again and not marked itself.
    pub anew: Option<Anew>,
}

/// Of a form that is written again.
#[derive(Clone, Copy)]
pub struct Anew {
    /// Why it is not marked itself.
    pub why: Unmarkable,
    /// Whether its tables stand lower than in the form.
    pub moved: bool,
    /// Whether something is to be filled in anew.
    pub refill: bool,
}

/// The form with its faults marked; where that cannot be done safely, what was read of it, written again.
pub fn made(session: &Session<'_>, form: &Going<'_>, source: &Source) -> Result<Made, Unmarkable> {
    const CHANGED: Unmarkable = Unmarkable("文件在检查期间有改动，或已不在原处");
    const ODD: Unmarkable = Unmarkable("文件的写法特殊");
    let bytes = fs::read(&source.path).map_err(|_| CHANGED)?;
    if sha256_hex(&bytes) != source.sha256 {
        return Err(CHANGED);
    }
    let tables = source.tables.iter();
    let tables = tables.filter(|t| !t.area.first.is_in_document());
    let tables: Vec<Table> = tables.filter_map(|t| table(t, t.area, 0)).collect();
    let marked = quietly(|| marked::marked(&bytes, &form.faults, &tables, &source.lineage()));
    let why = match marked.unwrap_or(Err(ODD)) {
        Ok(bytes) => return Ok(Made { bytes, anew: None }),
        Err(why) => why,
    };
    let anew = quietly(|| written_again(session, form, source, (&bytes, why)));
    anew.unwrap_or(Err(why))
}

/// A table for the marks, whose rows stand so much higher now.
fn table(found: &FoundTable, area: Area, higher: u32) -> Option<Table> {
    Some(Table {
        sheet: Arc::clone(&found.sheet),
        head: found.head.iter().max()?.checked_sub(higher)?,
        area,
    })
}

/// The levels of which it is not certain what they say: what is shown is not what is stored, or a document holds two of them.
fn unsure(findings: &[Diagnostic], tables: &[FoundTable]) -> BTreeSet<(Arc<str>, CellRef)> {
    let codes = [checks::SHOWN_OTHERWISE.code, checks::TRACKED_CHANGES.code];
    let doubtful = findings.iter().filter(|f| codes.contains(&&*f.code));
    let places = doubtful.filter_map(|f| Some((f.place.sheet.clone()?, f.place.cell?)));
    let is_level = |(sheet, at): &(Arc<str>, CellRef)| {
        let mut own = tables.iter().filter(|table| table.sheet == *sheet);
        own.any(|table| {
            let mut columns = table.columns.iter();
            let level = columns.any(|(col, field)| *col == at.col && field.is_level());
            level && table.area.contains(*at) && !table.head.contains(&at.row)
        })
    };
    places.filter(is_level).collect()
}

/// What was read of a form as a workbook of ours, with its faults marked.
fn written_again(
    session: &Session<'_>,
    form: &Going<'_>,
    source: &Source,
    (bytes, why): (&[u8], Unmarkable),
) -> Result<Made, Unmarkable> {
    const UNREAD: Unmarkable = Unmarkable("文件中的表格没有读出来");
    let read = reader::from_bytes(bytes, form.file, &limits(&session.policy));
    let mut workbook = read.workbook.ok_or(UNREAD)?;
    unmarked::leave_out(&mut workbook, form.file);
    let unsure = unsure(&read.findings, &source.tables);
    let (policy, context) = (&session.policy, session.context());
    let transcript = Transcript::of(&workbook, &unsure, &source.tables, policy, &context);
    let plain = writer::to_bytes(&transcript.book).map_err(|_| UNREAD)?;
    let tables = source.tables.iter().filter_map(|found| {
        let area = transcript.area(&found.sheet, found.area);
        table(found, area, found.area.first.row - area.first.row)
    });
    let faults = form.faults.iter().map(|fault| Fault {
        cell: fault
            .cell
            .zip(fault.sheet.as_ref())
            .map(|(at, sheet)| transcript.place(sheet, at)),
        ..fault.clone()
    });
    let (faults, tables): (Vec<Fault>, Vec<Table>) = (faults.collect(), tables.collect());
    let bytes = marked::marked(&plain, &faults, &tables, &source.lineage())?;
    let anew = Anew {
        why,
        moved: transcript.moves(),
        refill: transcript.has_gaps(),
    };
    Ok(Made {
        bytes,
        anew: Some(anew),
    })
}
