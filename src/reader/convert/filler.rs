//! Builds one sheet: takes values as they come, then compares with what the guard saw and reports what is missing.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Context, Paired};
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place};
use crate::reader::checks;
use crate::reader::grid::{CellValue, Grid};
use crate::reader::guard::{Refusal, SheetFacts};
use crate::reader::workbook::Sheet;

/// Findings of one kind shown one by one in a sheet; the rest are counted.
const SHOWN: usize = 20;
/// What a cell holds whose value could not be read and has no name of its own.
const UNREADABLE: &str = "#无法识别";
/// Rows that all merged ranges together may touch; more means they overlap, which no program allows.
const MOST_MERGED_ROWS: u64 = 2_000_000;

/// A sheet being filled.
pub(super) struct Filler<'f> {
    name: Arc<str>,
    sheet: &'f Paired<'f>,
    grid: Grid,
    /// Cells that came, but without anything to show.
    blank: BTreeSet<CellRef>,
    no_result: Vec<CellRef>,
    /// What the parser said of each cell it could not read, in order.
    errors: Vec<Option<String>>,
}

impl<'f> Filler<'f> {
    pub fn new(sheet: &'f Paired<'f>) -> Self {
        Self {
            name: sheet.name.as_str().into(),
            sheet,
            grid: Grid::default(),
            blank: BTreeSet::new(),
            no_result: Vec::new(),
            errors: Vec::new(),
        }
    }

    pub fn facts(&self) -> &'f SheetFacts {
        self.sheet.facts
    }

    /// Takes a value.
    pub fn put(&mut self, at: CellRef, value: CellValue) {
        if matches!(&value, CellValue::Text(text) if text.trim().is_empty()) {
            self.blank.insert(at);
        } else {
            self.grid.set(at, value);
        }
    }

    /// Takes a formula that came without a value.
    pub fn put_formula(&mut self, at: CellRef) {
        if self.facts().blank_results.contains(&at) {
            self.blank.insert(at);
        } else {
            self.grid.set(at, CellValue::NoResult);
            self.no_result.push(at);
        }
    }

    /// Takes note of a cell the parser could not read; says whether reading may go on.
    pub fn put_error(&mut self, shown: Option<String>) -> bool {
        self.errors.push(shown);
        self.errors.len() <= self.facts().content.len()
    }

    /// The finished sheet.
    pub fn finish(mut self, context: &mut Context<'_>) -> Result<Sheet, Refusal> {
        if !self.errors.is_empty() && self.facts().unplaced {
            let refusal = Refusal::odd("有单元格无法识别，其后的单元格又没有标明位置");
            return Err(refusal.in_sheet(&self.name));
        }
        let unreadable = self.unreadable();
        for at in &self.facts().pictures {
            if matches!(self.grid.get(*at), Some(CellValue::Error(_))) {
                self.grid.set(*at, CellValue::Picture);
            }
        }
        self.report(context, &checks::NO_RESULT, &self.no_result, |_| {
            "公式没有保存计算结果，按空白处理".to_owned()
        });
        let grid = &self.grid;
        self.report(
            context,
            &checks::UNREADABLE_CELL,
            &unreadable,
            |at| match grid.get(at) {
                Some(CellValue::Error(shown)) if shown != UNREADABLE => {
                    format!("单元格的值“{shown}”无法识别")
                }
                _ => "单元格的值无法识别".to_owned(),
            },
        );
        self.merge_and_hide()?;
        Ok(Sheet {
            name: self.name,
            visibility: self.sheet.visibility,
            grid: self.grid,
        })
    }

    /// Puts error values where content was seen but none came, and returns those places.
    fn unreadable(&mut self) -> Vec<CellRef> {
        let facts = self.facts();
        let came = |at: &CellRef| self.grid.get(*at).is_some() || self.blank.contains(at);
        let mut lost: Vec<CellRef> = facts
            .content
            .iter()
            .copied()
            .filter(|at| !came(at))
            .collect();
        // As many complaints as lost cells: they belong together one by one.
        let told = lost.len() == self.errors.len();
        let errors = std::mem::take(&mut self.errors);
        for (index, at) in lost.iter().enumerate() {
            let shown = errors.get(index).filter(|_| told).cloned().flatten();
            let value = CellValue::Error(shown.unwrap_or_else(|| UNREADABLE.to_owned()));
            self.grid.set(*at, value);
        }
        for at in &facts.dangling {
            self.grid.set(*at, CellValue::Error(UNREADABLE.to_owned()));
            lost.push(*at);
        }
        lost.sort_unstable();
        lost.dedup();
        lost
    }

    fn report(
        &self,
        context: &mut Context<'_>,
        check: &Check,
        cells: &[CellRef],
        message: impl Fn(CellRef) -> String,
    ) {
        for at in cells.iter().take(SHOWN) {
            let place = Place::cell(context.file, &self.name, *at);
            context
                .findings
                .push(Diagnostic::new(check, place, message(*at)));
        }
        if cells.len() > SHOWN {
            let place = Place::sheet(context.file, &self.name);
            let message = format!("另有 {} 处，不再逐一列出", cells.len() - SHOWN);
            context
                .findings
                .push(Diagnostic::new(check, place, message));
        }
    }

    fn merge_and_hide(&mut self) -> Result<(), Refusal> {
        let facts = self.facts();
        let bottom = self.grid.last_row().unwrap_or(0);
        let mut touched = 0u64;
        for area in &facts.merges {
            touched += u64::from(area.last.row.min(bottom).saturating_sub(area.first.row)) + 1;
            if touched > MOST_MERGED_ROWS {
                return Err(Refusal::odd("合并单元格相互重叠").in_sheet(&self.name));
            }
            self.grid.merge(*area);
        }
        let rows: BTreeSet<u32> = self.grid.rows().into_iter().collect();
        let cols: BTreeSet<u32> = self.grid.cells().map(|(at, _)| at.col).collect();
        self.grid.hidden_rows = facts.hidden_rows.among(&rows);
        self.grid.hidden_cols = facts.hidden_cols.among(&cols);
        Ok(())
    }
}
