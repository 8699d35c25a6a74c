//! The choices of drop-down lists. Excel keeps short lists in the rule itself; longer ones, and choices with a comma,
//! must stand in cells, for which the writer adds a hidden sheet.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, Formula, Workbook, XlsxError};

use super::safe;
use super::spec::{Allowed, BookSpec};
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
        for items in long_lists(book) {
            let next = u32::try_from(lists.columns.len()).unwrap_or(0);
            lists.columns.entry(items).or_insert(next);
        }
        lists
    }

    /// Whether any list of the book needs cells.
    pub fn needed(book: &BookSpec) -> bool {
        long_lists(book).next().is_some()
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

    /// The rule that offers these choices; `rule` unchanged where there are none.
    pub fn offer(
        &self,
        items: &[String],
        rule: DataValidation,
    ) -> Result<DataValidation, XlsxError> {
        let items = clean(items);
        if items.is_empty() {
            return Ok(rule);
        }
        match self.columns.get(&items) {
            Some(column) => {
                let letters = column_letters(*column);
                let range = format!("='{}'!${letters}$1:${letters}${}", self.sheet, items.len());
                Ok(rule.allow_list_formula(Formula::new(range)))
            }
            None => rule.allow_list_strings(&items),
        }
    }
}

/// The lists of a book that need cells.
fn long_lists(book: &BookSpec) -> impl Iterator<Item = Vec<String>> {
    let inputs = book.sheets.iter().flat_map(|s| &s.inputs);
    let lists = inputs.filter_map(|input| match &input.allowed {
        Allowed::OneOf(items) => Some(clean(items)),
        _ => None,
    });
    lists.filter(|items| !fits_inline(items))
}

fn clean(items: &[String]) -> Vec<String> {
    let items = items
        .iter()
        .map(|i| safe::short(&i.replace('\n', " "), MAX_INLINE));
    items.filter(|i| !i.is_empty()).collect()
}

fn fits_inline(items: &[String]) -> bool {
    let units: usize = items.iter().map(|i| safe::utf16_len(i) + 1).sum();
    units <= MAX_INLINE && !items.iter().any(|i| i.contains([',', '"']))
}
