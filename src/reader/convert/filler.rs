//! Builds one sheet: takes values as they come, dresses them as they are shown, then compares with what the guard saw and
//! reports what is missing.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Context, Paired};
use crate::diagnostic::DEGREES;
use crate::location::CellRef;
use crate::reader::checks;
use crate::reader::grid::{CellValue, Grid};
use crate::reader::guard::{Refusal, SheetFacts};
use crate::reader::notes::Remarks;
use crate::reader::shown::{Signs, Style, quoted};
use crate::reader::workbook::Sheet;

/// Rows that all merged ranges together may touch; more means they overlap, which no program allows.
const MOST_MERGED_ROWS: u64 = 2_000_000;

/// A sheet being filled.
pub(super) struct Filler<'f> {
    name: Arc<str>,
    sheet: &'f Paired<'f>,
    styles: &'f [Style],
    grid: Grid,
    /// Cells that came, but without anything to show.
    blank: BTreeSet<CellRef>,
    no_result: Remarks,
    unreadable: Remarks,
    shown: Remarks,
    struck: Remarks,
    /// What the parser said of each cell it could not read, in order.
    errors: Vec<Option<String>>,
}

impl<'f> Filler<'f> {
    pub fn new(sheet: &'f Paired<'f>, styles: &'f [Style]) -> Self {
        Self {
            name: sheet.name.as_str().into(),
            sheet,
            styles,
            grid: Grid::default(),
            blank: BTreeSet::new(),
            no_result: Remarks::new(),
            unreadable: Remarks::new(),
            shown: Remarks::new(),
            struck: Remarks::new(),
            errors: Vec::new(),
        }
    }

    pub fn facts(&self) -> &'f SheetFacts {
        self.sheet.facts
    }

    /// Takes a value.
    pub fn put(&mut self, at: CellRef, value: CellValue) {
        if self.facts().no_result.contains(&at) {
            return self.put_formula(at);
        }
        if matches!(&value, CellValue::Text(text) if text.trim().is_empty()) {
            self.blank.insert(at);
            return;
        }
        let value = match value {
            CellValue::Number(number) if !number.is_finite() => {
                let message = "单元格的数字超出范围".to_owned();
                self.unreadable.insert(at, message);
                return;
            }
            CellValue::Text(text) if self.facts().errors.contains(&at) => CellValue::Error(text),
            value => self.dressed(at, value),
        };
        match self.grid.get(at) {
            Some(first) if *first != value => {
                let (first, second) = (quoted(&first.display()), quoted(&value.display()));
                let message = format!(
                    "同一个单元格在文件里写了两次，先是{first}，后是{second}，无法判断以哪个为准"
                );
                self.unreadable.entry(at).or_insert(message);
            }
            _ => self.grid.set(at, value),
        }
    }

    /// The value with the signs people see, and a remark where its format shows something else.
    fn dressed(&mut self, at: CellRef, value: CellValue) -> CellValue {
        let facts = self.facts();
        let style = facts.style(at).and_then(|number| self.styles.get(number));
        let Some(style) = style.filter(|style| !style.is_plain()) else {
            return value;
        };
        let own_fonts = facts.own_fonts.contains(&at);
        if style.is_struck() && !own_fonts {
            self.remark_struck(at, &value.display());
            self.grid.struck.insert(at);
        }
        let signs = style.signs().filter(|_| !own_fonts);
        let value = match (value, signs) {
            (CellValue::Text(text), Some(signs)) => {
                let seen = signs.translated(&text);
                if Signs::leaves_unknown(&seen) {
                    self.remark_shown(at, &seen, &Signs::unknown(signs));
                }
                CellValue::Text(seen)
            }
            (value, _) => value,
        };
        if let Some(shown) = style.shown(&value) {
            self.remark_shown(at, &value.display(), &shown);
        }
        value
    }

    fn remark_struck(&mut self, at: CellRef, stored: &str) {
        let message = format!(
            "{}有用删除线划掉的文字，连划掉的一起按原文读取",
            quoted(stored)
        );
        self.struck.insert(at, message);
    }

    fn remark_shown(&mut self, at: CellRef, stored: &str, shown: &str) {
        let shown = if shown.trim().is_empty() {
            "空白".to_owned()
        } else {
            quoted(shown)
        };
        let message = format!(
            "这一格存的是{}，显示出来是{shown}，按存的读取",
            quoted(stored)
        );
        self.shown.insert(at, message);
    }

    /// Takes a formula that came without a value.
    pub fn put_formula(&mut self, at: CellRef) {
        if self.facts().blank_results.contains(&at) {
            self.blank.insert(at);
        } else {
            self.grid.set(at, CellValue::NoResult);
            let message = "公式没有保存计算结果，按空白处理".to_owned();
            self.no_result.insert(at, message);
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
        let facts = self.facts();
        for at in &facts.no_result {
            self.put_formula(*at);
        }
        self.name_lost();
        self.refuse_cells();
        for at in &facts.pictures {
            if matches!(self.grid.get(*at), Some(CellValue::Error(_))) {
                self.grid.set(*at, CellValue::Picture);
                self.unreadable.remove(at);
            }
        }
        for (at, shown) in &facts.shown {
            if let Some(stored) = self.grid.get(*at).map(CellValue::display) {
                self.remark_shown(*at, &stored, shown);
            }
        }
        for (at, whole) in &facts.struck {
            if let Some(stored) = self.grid.get(*at).map(CellValue::display) {
                self.remark_struck(*at, &stored);
                self.grid.struck.extend(whole.then_some(*at));
            }
        }
        let notes = facts.notes.iter();
        let theirs = notes.filter_map(|(at, note)| Some((*at, theirs(note)?)));
        self.grid.notes = theirs.collect();
        for (check, cells) in [
            (&checks::NO_RESULT, &self.no_result),
            (&checks::UNREADABLE_CELL, &self.unreadable),
            (&checks::SHOWN_OTHERWISE, &self.shown),
            (&checks::STRUCK_CELL, &self.struck),
        ] {
            context.cells(&self.name, check, cells);
        }
        self.merge_and_hide()?;
        Ok(Sheet {
            name: self.name,
            visibility: self.sheet.visibility,
            grid: self.grid,
        })
    }

    /// Puts error values where content was seen but none came.
    fn name_lost(&mut self) {
        let facts = self.facts();
        let came = |at: &CellRef| {
            self.grid.get(*at).is_some()
                || self.blank.contains(at)
                || self.unreadable.contains_key(at)
                || facts.long.contains_key(at)
        };
        let lost: Vec<CellRef> = facts
            .content
            .iter()
            .copied()
            .filter(|at| !came(at))
            .collect();
        // As many complaints as lost cells: they belong together one by one.
        let told = lost.len() == self.errors.len();
        let errors = std::mem::take(&mut self.errors);
        for (index, at) in lost.into_iter().enumerate() {
            let shown = errors.get(index).filter(|_| told).cloned().flatten();
            let message = match &shown {
                Some(shown) => format!("单元格的值{}无法识别", quoted(shown)),
                None => "单元格的值无法识别".to_owned(),
            };
            let value = shown.map_or_else(CellValue::unreadable, CellValue::Error);
            self.grid.set(at, value);
            self.unreadable.insert(at, message);
        }
    }

    /// Takes the value from cells whose content cannot be relied upon.
    fn refuse_cells(&mut self) {
        let facts = self.facts();
        for at in &facts.twice {
            let later = self.grid.get(*at).map(CellValue::display);
            let later = quoted(&later.unwrap_or_default());
            let message =
                format!("同一个单元格在文件里写了两次，后一次是{later}，无法判断以哪个为准");
            self.unreadable.insert(*at, message);
        }
        for at in &facts.dangling {
            let message = "单元格的文字不完整，或指向不存在的内容".to_owned();
            self.unreadable.insert(*at, message);
        }
        for (at, units) in &facts.long {
            let message = format!("这一格有 {units} 个字，超过一格的上限，没有读取");
            self.unreadable.insert(*at, message);
        }
        for at in self.unreadable.keys() {
            if !matches!(self.grid.get(*at), Some(CellValue::Error(_))) {
                self.grid.set(*at, CellValue::unreadable());
            }
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

/// What people wrote in a note, before the marks by which the program sends a form back; none where these are all of it.
fn theirs(note: &str) -> Option<String> {
    let marks = DEGREES.iter().filter_map(|mark| note.find(mark));
    let from = marks.min().unwrap_or(note.len());
    let own = note.get(..from).unwrap_or_default().trim();
    (!own.is_empty()).then(|| own.to_owned())
}
