//! Looks a file over before calamine sees a byte of it: is it whole, is it honest, is it within bounds? On the way it
//! notes what calamine does not tell: hidden rows and columns, merged ranges, styles, and which cells have content.
//! calamine 0.38 can abort the process on a hostile file, and an abort cannot be caught; so whatever could make it
//! allocate without bound, or loop, is refused here. And it stumbles over much that is sound: parts under other names,
//! white space between cells, short records. So it is given a file made anew, in the one way of writing it knows best,
//! with nothing in it but what was looked at.

mod biff;
mod container;
mod kind;
mod meter;
mod ods;
mod ole;
mod package;
mod relations;
mod repack;
mod spans;
mod word;
mod xlsb;
mod xlsx;
mod zipped;

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use super::foreign::Foreign;
use super::limits::Limits;
use super::shown::{Style, quoted};
use super::sniff::{self, Content};
use super::workbook::Format;
use crate::diagnostic::Check;
use crate::location::{Area, CellRef};

pub(super) use biff::CodePage;
pub(super) use meter::{character, local_attribute, scan_whole, utf16_units};
pub(super) use spans::Spans;
pub(super) use word::Parts;

/// Why a file is not read.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The kind of finding.
    pub check: &'static Check,
    /// What is wrong in this file.
    pub message: String,
    /// What to do, where it is not what the check says.
    pub help: Option<&'static str>,
}

impl Refusal {
    pub fn new(check: &'static Check, message: impl Into<String>) -> Self {
        Self {
            check,
            message: message.into(),
            help: None,
        }
    }

    pub fn damaged(what: impl std::fmt::Display) -> Self {
        Self::new(
            &checks::DAMAGED,
            format!("文件已损坏或不完整（{what}），无法读取"),
        )
    }

    pub fn odd(what: impl std::fmt::Display) -> Self {
        Self::new(&checks::ODD_PACKAGE, format!("{what}，未读取"))
    }

    /// The bytes are those of something else.
    pub fn foreign(document: Foreign) -> Self {
        Self {
            help: Some(document.cure),
            ..Self::new(&checks::NOT_A_WORKBOOK, document.message())
        }
    }

    /// The same, with the sheet it was met in. The file as a whole is refused all the same, so it stays a matter of the file.
    pub fn in_sheet(mut self, name: &str) -> Self {
        self.message = format!("工作表{}：{}", quoted(name), self.message);
        self
    }
}

/// What is known of a sheet beside its values.
#[derive(Debug, Default)]
pub(super) struct SheetFacts {
    pub name: String,
    pub hidden_rows: Spans,
    pub hidden_cols: Spans,
    pub merges: Vec<Area>,
    /// The cells that have content: each of them must come out as a value or as a finding.
    pub content: Vec<CellRef>,
    /// Formulas whose stored result is an empty text.
    pub blank_results: BTreeSet<CellRef>,
    /// Formulas without any stored result, where calamine would not show them.
    pub no_result: BTreeSet<CellRef>,
    /// Formulas whose result is 0 or an empty text; see [`Facts::settle`].
    pub doubtful: BTreeSet<CellRef>,
    /// Cells that hold a picture although their value says error.
    pub pictures: BTreeSet<CellRef>,
    /// Cells whose stored value points nowhere, or is cut off.
    pub dangling: BTreeSet<CellRef>,
    /// Cells that are given twice, where calamine keeps the later value alone.
    pub twice: BTreeSet<CellRef>,
    /// Cells with more text than a cell can have, and how many characters it is; calamine's value is not to be used.
    pub long: BTreeMap<CellRef, usize>,
    /// Cells whose style is not plain, by its number in [`Facts::styles`]; in an .xlsx by calamine's number of it.
    pub styled: Vec<(CellRef, usize)>,
    /// Cells whose text brings its own fonts, so that the cell's says nothing.
    pub own_fonts: BTreeSet<CellRef>,
    /// Cells through whose text a line goes, where that is not said by their style; whether it goes through all of it.
    pub struck: BTreeMap<CellRef, bool>,
    /// What is noted at cells.
    pub notes: BTreeMap<CellRef, String>,
    /// What cells show, where the file says so and it is something else than they hold.
    pub shown: BTreeMap<CellRef, String>,
    /// Error values, where calamine has text.
    pub errors: BTreeSet<CellRef>,
    /// Some cells do not say where they stand, so that a bad cell would shift those after it.
    pub unplaced: bool,
}

impl SheetFacts {
    /// The number of a cell's style, where it is not plain; of a cell given twice the later one.
    pub fn style(&self, at: CellRef) -> Option<usize> {
        let after = self.styled.partition_point(|(cell, _)| *cell <= at);
        let (cell, style) = self.styled.get(after.checked_sub(1)?)?;
        (*cell == at).then_some(*style)
    }
}

/// What is known of a workbook that may be read.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Worksheets in order; charts and macro sheets are absent.
    pub sheets: Vec<SheetFacts>,
    /// The styles of cells by their numbers; none in an .xlsx, whose styles calamine gives.
    pub styles: Vec<Style>,
    pub macros: bool,
    pub external_links: bool,
    /// Some formula has a result that takes calculating, or the workbook does not wish to be calculated.
    pub calculated: bool,
}

impl Facts {
    /// Puts in order what was noted cell by cell.
    /// A program that cannot calculate writes 0 for every result, and that the next one is to calculate. Where one formula
    /// came to something, the others came to nothing indeed.
    fn settle(mut self) -> Self {
        for sheet in &mut self.sheets {
            sheet.styled.sort_by_key(|(at, _)| *at);
        }
        if !self.calculated {
            for sheet in &mut self.sheets {
                sheet.no_result.append(&mut sheet.doubtful);
                let no_result = &sheet.no_result;
                sheet.blank_results.retain(|at| !no_result.contains(at));
            }
        }
        self
    }
}

/// What may be read of a file, and what was noted.
#[derive(Debug)]
pub(super) enum Cleared {
    /// A zip package, made anew.
    Package(Format, Vec<u8>, Facts),
    /// An .xls, packed anew with only its workbook stream.
    Xls(Vec<u8>, CodePage, Facts),
    /// The parts of a Word document, which calamine does not read.
    Word(Parts, Facts),
}

/// Checks a whole file.
pub(super) fn clear(bytes: &[u8], limits: &Limits) -> Result<Cleared, Refusal> {
    match sniff::content(bytes) {
        Content::Zip => zipped::clear(bytes, limits),
        Content::Ole => ole::clear(bytes, limits),
        Content::Stream => ole::clear_stream(bytes.to_vec(), limits),
        Content::Empty => Err(Refusal::new(
            &checks::EMPTY_FILE,
            "文件大小为 0，没有任何内容",
        )),
        Content::Other(document) => Err(Refusal::foreign(document)),
        Content::Unknown => Err(Refusal::new(
            &checks::UNKNOWN_CONTENT,
            "文件内容不是任何已知的表格格式，可能已被加密软件加密，或已损坏",
        )),
    }
}

/// Counts what all sheets of a file share.
pub(super) struct Tally<'a> {
    limits: &'a Limits,
    cells: usize,
    merges: usize,
    texts: u64,
}

impl<'a> Tally<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            cells: 0,
            merges: 0,
            texts: 0,
        }
    }

    /// Counts `n` cells with content.
    pub fn cells(&mut self, n: usize) -> Result<(), Refusal> {
        self.cells = self.cells.saturating_add(n);
        if self.cells > self.limits.cells {
            let most = self.limits.cells;
            let message = format!("有内容的单元格超过 {most} 个，远多于自查表应有的数量，未读取");
            return Err(Refusal::new(&checks::TOO_MANY_CELLS, message));
        }
        Ok(())
    }

    /// Counts a text of so many UTF-16 units that stands in `times` cells; says whether it is longer than a cell's can be.
    /// A few bytes can stand for gigabytes: a text is stored once and used in every cell.
    pub fn text(&mut self, units: usize, times: u64) -> Result<bool, Refusal> {
        self.texts = self
            .texts
            .saturating_add(times.saturating_mul(units as u64));
        if self.texts > self.limits.text_units {
            let message = format!(
                "表中的文字超过 {} 个字，远多于自查表应有的数量，未读取",
                self.limits.text_units
            );
            return Err(Refusal::new(&checks::TOO_LARGE, message));
        }
        Ok(units > self.limits.cell_units)
    }

    /// Counts one merged range.
    pub fn merge(&mut self) -> Result<(), Refusal> {
        self.merges += 1;
        if self.merges > self.limits.merges {
            let most = self.limits.merges;
            return Err(Refusal::new(
                &checks::TOO_MANY_CELLS,
                format!("合并单元格超过 {most} 处，远多于自查表应有的数量，未读取"),
            ));
        }
        Ok(())
    }

    /// Checks the used rectangle of a sheet that calamine will hold as a whole.
    fn dense(&self, rows: u64, cols: u64, last: CellRef) -> Result<(), Refusal> {
        if rows.saturating_mul(cols) > self.limits.dense_cells {
            let message = format!("工作表的数据范围过大（一直到 {last}），未读取");
            return Err(Refusal::new(&checks::TOO_MANY_CELLS, message));
        }
        Ok(())
    }
}

/// A cell position that must lie inside the grid.
pub(super) fn placed(row: u32, col: u32) -> Result<CellRef, Refusal> {
    if row > CellRef::MAX_ROW || col > CellRef::MAX_COL {
        return Err(out_of_grid(row, col));
    }
    Ok(CellRef::new(row, col))
}

/// A cell that stands where no cell can stand.
fn out_of_grid(row: u32, col: u32) -> Refusal {
    let (row, col) = (u64::from(row) + 1, u64::from(col) + 1);
    Refusal::new(
        &checks::OUT_OF_GRID,
        format!("有单元格位于第 {row} 行第 {col} 列，超出了表格的最大范围，未读取"),
    )
}

/// Refuses a second sheet of one name, and too many sheets.
fn sheet_names<'a>(names: impl Iterator<Item = &'a str>, limits: &Limits) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(same_name(name));
        }
    }
    if seen.is_empty() {
        return Err(Refusal::damaged("没有找到任何工作表"));
    }
    few_sheets(seen.len(), limits)
}

/// Two sheets of one name: nobody could say which of them a finding speaks of.
pub(super) fn same_name(name: &str) -> Refusal {
    let message = format!("有两个工作表都叫{}，无法区分，未读取", quoted(name));
    Refusal::new(&checks::SAME_SHEET_NAME, message)
}

fn few_sheets(count: usize, limits: &Limits) -> Result<(), Refusal> {
    if count > limits.sheets {
        let message = format!("工作表超过 {} 个，未读取", limits.sheets);
        return Err(Refusal::new(&checks::TOO_LARGE, message));
    }
    Ok(())
}
