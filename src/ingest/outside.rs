//! What a reader of the registered entries would not see: hidden parts, and text that belongs to no table.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::checks;
use super::locate::Located;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::location::{Place, column_letters};
use crate::policy::Policy;
use crate::reader::{Sheet, Visibility};
use crate::text;

/// Cells named in one message.
const MOST_NAMED: usize = 10;

/// Notes on a hidden sheet and on hidden rows and columns with content, each by name.
pub fn hidden_parts(sheet: &Sheet, file: &Arc<str>, policy: &Policy) -> Vec<Diagnostic> {
    let place = Place::sheet(file, &sheet.name);
    let note = |message: String| Diagnostic::new(&checks::HIDDEN, place.clone(), message);
    let rule = |read: bool| if read { "已读取" } else { "已跳过" };
    let mut findings = Vec::new();
    let used = |row: u32| sheet.grid.row(row).next().is_some();
    let rows: BTreeSet<u32> = sheet
        .grid
        .hidden_rows
        .iter()
        .copied()
        .filter(|r| used(*r))
        .collect();
    let cols: BTreeSet<u32> = sheet
        .grid
        .cells()
        .map(|(at, _)| at.col)
        .filter(|c| sheet.grid.hidden_cols.contains(c))
        .collect();
    if sheet.visibility != Visibility::Visible && !sheet.grid.is_empty() {
        let how = if sheet.visibility == Visibility::VeryHidden {
            "深度隐藏"
        } else {
            "隐藏"
        };
        findings.push(note(format!(
            "工作表“{}”是{how}的，按规则{}",
            sheet.name,
            rule(policy.bounds.hidden_sheets)
        )));
        if !policy.bounds.hidden_sheets {
            return findings;
        }
    }
    if !rows.is_empty() {
        let named = ranges(&rows, |r| (r + 1).to_string());
        findings.push(note(format!(
            "隐藏了第 {named} 行，按规则{}",
            rule(policy.bounds.hidden_rows)
        )));
    }
    if !cols.is_empty() {
        let named = ranges(&cols, column_letters);
        findings.push(note(format!(
            "隐藏了 {named} 列，按规则{}",
            rule(policy.bounds.hidden_columns)
        )));
    }
    findings
}

/// `3–5、8` of a set of indexes.
fn ranges(set: &BTreeSet<u32>, name: impl Fn(u32) -> String) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for index in set.iter().copied() {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == index => *last = index,
            _ => runs.push((index, index)),
        }
    }
    let names: Vec<String> = runs
        .into_iter()
        .map(|(a, b)| {
            if a == b {
                name(a)
            } else {
                format!("{}–{}", name(a), name(b))
            }
        })
        .collect();
    names.join("、")
}

/// A note on cells that stand neither in a table nor in the lines around one.
pub fn text_outside(view: View<'_>, tables: &[Located], place: &Place) -> Option<Diagnostic> {
    if tables.is_empty() {
        return None;
    }
    let inside = |row: u32, col: u32| {
        tables.iter().any(|t| {
            let in_table = (t.head.first..=t.last).contains(&row)
                && (t.head.left()..=t.head.right()).contains(&col);
            in_table || t.above.contains(&row)
        })
    };
    let cells: Vec<_> = view
        .grid()
        .cells()
        .map(|(at, _)| at)
        .filter(|at| !inside(at.row, at.col))
        .collect();
    let first = *cells.first()?;
    let named: Vec<String> = cells
        .iter()
        .take(MOST_NAMED)
        .map(|at| {
            format!(
                "{at}“{}”",
                text::excerpt(&view.own(*at).unwrap_or_default(), 20)
            )
        })
        .collect();
    let more = if cells.len() > MOST_NAMED {
        format!(" 等 {} 格", cells.len())
    } else {
        String::new()
    };
    let message = format!("表外还有内容：{}{more}", named.join("、"));
    Some(Diagnostic::new(
        &checks::OUTSIDE,
        Place {
            cell: Some(first),
            ..place.clone()
        },
        message,
    ))
}
