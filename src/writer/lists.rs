//! Drop-down lists. Excel keeps short lists in the rule itself; longer ones, and choices with a comma, must stand
//! in cells, for which the writer adds a hidden sheet.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, Formula, Workbook, Worksheet, XlsxError};

use super::safe;
use super::spec::{BookSpec, ListSpec};
use crate::location::column_letters;

/// Name of the hidden sheet that holds the choices.
pub const SHEET: &str = "选项";
/// Excel's limit for the choices written in the rule itself, in UTF-16 units, commas included.
const MAX_INLINE: usize = 255;

/// The long lists of a workbook, each in one column of the hidden sheet.
#[derive(Default)]
pub struct Lists {
    sheet: String,
    columns: BTreeMap<Vec<String>, u32>,
}

impl Lists {
    /// Gathers the lists that need cells; `sheet` is the hidden sheet's name.
    pub fn of(book: &BookSpec, sheet: &str) -> Self {
        let mut lists = Self {
            sheet: sheet.to_owned(),
            ..Self::default()
        };
        for list in book.sheets.iter().flat_map(|s| &s.lists) {
            let items = clean(list);
            let next = u32::try_from(lists.columns.len()).unwrap_or(0);
            if !fits_inline(&items) {
                lists.columns.entry(items).or_insert(next);
            }
        }
        lists
    }

    /// Whether any list of the book needs cells.
    pub fn needed(book: &BookSpec) -> bool {
        let mut lists = book.sheets.iter().flat_map(|s| &s.lists);
        lists.any(|list| !fits_inline(&clean(list)))
    }

    /// Writes the hidden sheet, if there is anything to put on it.
    pub fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(&self.sheet)?.set_hidden(true);
        for (items, column) in &self.columns {
            let column = u16::try_from(*column).unwrap_or(u16::MAX);
            for (row, item) in (0..).zip(items) {
                sheet.write_string(row, column, item)?;
            }
        }
        Ok(())
    }

    /// Puts a list on the cells of its sheet.
    pub fn apply(&self, list: &ListSpec, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let items = clean(list);
        if items.is_empty() {
            return Ok(());
        }
        let rule = DataValidation::new();
        let rule = match self.columns.get(&items) {
            Some(column) => {
                let letters = column_letters(*column);
                let range = format!("='{}'!${letters}$1:${letters}${}", self.sheet, items.len());
                rule.allow_list_formula(Formula::new(range))
            }
            None => rule.allow_list_strings(&items)?,
        };
        let rule = rule
            .set_error_title("请从列表中选择")?
            .set_error_message("此处只能填写下拉列表中的内容。")?;
        let area = list.area;
        let column = |col: u32| u16::try_from(col).unwrap_or(u16::MAX);
        let (left, right) = (column(area.first.col), column(area.last.col));
        sheet.add_data_validation(area.first.row, left, area.last.row, right, &rule)?;
        Ok(())
    }
}

fn clean(list: &ListSpec) -> Vec<String> {
    let items = list.items.iter().map(|i| safe::text(i).replace('\n', " "));
    items.filter(|i| !i.is_empty()).collect()
}

fn fits_inline(items: &[String]) -> bool {
    let units: usize = items.iter().map(|i| safe::utf16_len(i) + 1).sum();
    units <= MAX_INLINE && !items.iter().any(|i| i.contains([',', '"']))
}
