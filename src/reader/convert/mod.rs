//! calamine's sheets made into grids. Every cell the guard saw content in comes out as a value or as a finding.
//! Judges nothing: what a value means is for later stages.

mod filler;
mod ods;
mod value;
mod xls;
mod xlsb;
mod xlsx;

use super::guard::{Cleared, Facts, Refusal, SheetFacts};
use super::limits::Limits;
use super::notes::Context;
use super::word;
use super::workbook::{Format, Visibility, Workbook};
use crate::location::CellRef;

/// Reads a file the guard has cleared.
pub(super) fn workbook(
    cleared: &Cleared,
    limits: &Limits,
    context: &mut Context<'_>,
) -> Result<Workbook, Refusal> {
    match cleared {
        Cleared::Package(Format::Xlsb, bytes, facts) => xlsb::read(bytes, facts, context),
        Cleared::Package(Format::Ods, bytes, facts) => ods::read(bytes, facts, context),
        Cleared::Package(_, bytes, facts) => xlsx::read(bytes, facts, context),
        Cleared::Xls(bytes, code_page, facts) => xls::read(bytes, *code_page, facts, context),
        Cleared::Word(parts, _) => word::read(parts, limits, context),
    }
}

/// A worksheet as calamine lists it, beside what the guard found.
struct Paired<'f> {
    name: String,
    visibility: Visibility,
    facts: &'f SheetFacts,
}

/// Joins calamine's worksheets with the guard's. If the two disagree, something would be read in the wrong place.
fn pair<'f>(listed: &[calamine::Sheet], facts: &'f Facts) -> Result<Vec<Paired<'f>>, Refusal> {
    let worksheets: Vec<&calamine::Sheet> = listed
        .iter()
        .filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet)
        .collect();
    if worksheets.is_empty() {
        return Err(Refusal::damaged("没有找到任何工作表"));
    }
    let agree = worksheets.len() == facts.sheets.len()
        && worksheets
            .iter()
            .zip(&facts.sheets)
            .all(|(sheet, known)| known.name.is_empty() || known.name == sheet.name);
    if !agree {
        return Err(Refusal::odd("工作表的目录前后不一致"));
    }
    let paired = worksheets
        .iter()
        .zip(&facts.sheets)
        .map(|(sheet, facts)| Paired {
            name: sheet.name.clone(),
            visibility: match sheet.visible {
                calamine::SheetVisible::Visible => Visibility::Visible,
                calamine::SheetVisible::Hidden => Visibility::Hidden,
                calamine::SheetVisible::VeryHidden => Visibility::VeryHidden,
            },
            facts,
        });
    Ok(paired.collect())
}

/// The cells of a range that are not empty, at their absolute positions (a range starts at its first used cell).
fn each_cell<T>(range: &calamine::Range<T>, mut take: impl FnMut(CellRef, &T))
where
    T: calamine::CellType,
{
    let Some((top, left)) = range.start() else {
        return;
    };
    for (row, col, value) in range.used_cells() {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let at = CellRef::new(
            top.saturating_add(offset(row)),
            left.saturating_add(offset(col)),
        );
        take(at, value);
    }
}
