//! What a reader of the registered entries would not see: hidden parts, and text that belongs to no table.

use std::sync::Arc;

use super::annex::Named;
use super::checks::{self, ERROR_VALUE, PICTURE};
use super::locate::{Layout, locate};
use super::located::Located;
use super::ranges::ranges;
use super::unread;
use super::view::View;
use crate::diagnostic::{Check, Diagnostic};
use crate::location::{CellRef, Place, column_letters};
use crate::model::Field;
use crate::policy::{Lookup, Policy};
use crate::reader::checks::{HIDDEN_COLUMNS, HIDDEN_ROWS, HIDDEN_SHEET};
use crate::reader::{CellValue, Sheet, Visibility, Written};
use crate::text;
use crate::writer::CHOICES_SHEET;

/// Cells named in one message.
const MOST_NAMED: usize = 10;

/// Notes on a hidden sheet and on hidden rows and columns, each by name and with the rule that was applied.
pub fn hidden_parts(sheet: &Sheet, file: &Arc<str>, policy: &Policy) -> Vec<Diagnostic> {
    if sheet.grid.is_empty() || is_own_choices(sheet, policy) {
        return Vec::new();
    }
    let place = Place::sheet(file, &sheet.name);
    let note = |check: &Check, what: String, read: bool| {
        let rule = if read { "已读取" } else { "已跳过" };
        Diagnostic::new(check, place.clone(), format!("{what}，按规则{rule}"))
    };
    let bounds = &policy.bounds;
    let mut findings = Vec::new();
    if sheet.visibility != Visibility::Visible {
        let how = if sheet.visibility == Visibility::VeryHidden {
            "深度隐藏"
        } else {
            "隐藏"
        };
        let what = format!("工作表“{}”是{how}的", sheet.name);
        findings.push(note(&HIDDEN_SHEET, what, bounds.hidden_sheets));
        if !bounds.hidden_sheets {
            return findings;
        }
    }
    let (rows, cols) = (&sheet.grid.hidden_rows, &sheet.grid.hidden_cols);
    if !rows.is_empty() {
        let what = format!("隐藏了第 {} 行", ranges(rows, |r| (r + 1).to_string()));
        findings.push(note(&HIDDEN_ROWS, what, bounds.hidden_rows));
    }
    if !cols.is_empty() {
        let what = format!("隐藏了 {} 列", ranges(cols, column_letters));
        findings.push(note(&HIDDEN_COLUMNS, what, bounds.hidden_columns));
    }
    findings
}

/// Whether a hidden sheet is the one on which our own forms keep the choices of their drop-down lists: it has that name,
/// and no table that could be read.
fn is_own_choices(sheet: &Sheet, policy: &Policy) -> bool {
    let view = View::new(&sheet.grid, true, true);
    sheet.visibility != Visibility::Visible
        && *sheet.name == *CHOICES_SHEET
        && locate(view, &Lookup::new(policy), Named::default(), None).is_empty()
}

/// The error values a formula can leave; other unreadable cells the reader has reported.
const ERROR_VALUES: [&str; 7] = [
    "#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!",
];

/// Whether a cell holds an error value, which says nothing.
pub fn is_error_value(value: Option<&CellValue>) -> bool {
    matches!(value, Some(CellValue::Error(text)) if ERROR_VALUES.contains(&text.as_str()))
}

/// Whether a cell says nothing that can be read: an error value, or a picture.
pub fn is_unreadable(value: Option<&CellValue>) -> bool {
    is_error_value(value) || matches!(value, Some(CellValue::Picture))
}

/// Error values inside the tables, and pictures where a field is asked for, each at its cell.
pub fn unreadable(view: View<'_>, tables: &[Located], place: &Place) -> Vec<Diagnostic> {
    let table = |at: &CellRef| tables.iter().find(|t| t.area().contains(*at));
    let asked = |at: &CellRef| {
        let column = table(at)?
            .head
            .columns
            .iter()
            .find(|c| c.cell.col == at.col)?;
        column.field.filter(|field| *field != Field::Remark)
    };
    let found = view.grid().cells().filter_map(|(at, value)| {
        let (check, message, found) = match value {
            CellValue::Error(text) if is_error_value(Some(value)) => {
                table(&at)?;
                (
                    &ERROR_VALUE,
                    format!("这一格是错误值“{text}”"),
                    text.as_str(),
                )
            }
            CellValue::Picture => {
                let field = asked(&at)?.title();
                let message = format!("“{field}”这一格放的是图片，图片里的字读不出来");
                (&PICTURE, message, "[图片]")
            }
            _ => return None,
        };
        let place = Place {
            cell: Some(at),
            ..place.clone()
        };
        Some(Diagnostic::new(check, place, message).found(found))
    });
    found.collect()
}

/// A warning of cells in merged ranges that say something else than what is seen there.
pub fn covered(view: View<'_>, place: &Place) -> Option<Diagnostic> {
    let own = |at| view.own(at).map_or("", Written::text);
    let differs = |at: &CellRef| {
        let anchor = view.grid().anchor(*at);
        anchor != *at && own(*at) != own(anchor)
    };
    let cells = view.grid().cells().map(|(at, _)| at);
    let cells: Vec<CellRef> = cells.filter(differs).collect();
    let first = *cells.first()?;
    let message = format!(
        "合并单元格下面还压着内容，没有读取：{}",
        quoted(view, &cells)
    );
    let place = Place {
        cell: Some(first),
        ..place.clone()
    };
    Some(Diagnostic::new(&checks::COVERED, place, message))
}

/// The first of some cells, each with what it says.
fn quoted(view: View<'_>, cells: &[CellRef]) -> String {
    let named = cells.iter().take(MOST_NAMED).map(|at| {
        let own = view.own(*at).map_or("", Written::text);
        format!("{at}“{}”", text::excerpt(own, 20))
    });
    let named: Vec<String> = named.collect();
    let more = if cells.len() > MOST_NAMED {
        format!(" 等 {} 格", cells.len())
    } else {
        String::new()
    };
    format!("{}{more}", named.join("、"))
}

/// A note on cells that stand neither in a table, nor in the lines around one, nor in a block that has its own finding.
pub fn text_outside(
    view: View<'_>,
    layout: &Layout,
    blocks: &[(u32, u32)],
    place: &Place,
) -> Option<Diagnostic> {
    let rows = unread::rows_of(view, blocks);
    let told = |at: &CellRef| view.grid().anchor(*at) != *at || rows.contains(&at.row);
    let cells = view.grid().cells().map(|(at, _)| at);
    let cells: Vec<_> = cells.filter(|at| !layout.holds(*at) && !told(at)).collect();
    let first = *cells.first()?;
    let what = if layout.is_empty() {
        "这张工作表上没有找到自查表，内容没有读取"
    } else {
        "表外还有内容"
    };
    let message = format!("{what}：{}", quoted(view, &cells));
    Some(Diagnostic::new(
        &checks::OUTSIDE,
        Place {
            cell: Some(first),
            ..place.clone()
        },
        message,
    ))
}
