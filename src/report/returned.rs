//! 退回条目: every entry sent back, with the reasons, its place and all its data, so that nothing is lost on the way.

use super::ReportContext;
use super::canvas::{Canvas, Cell, count, short, text};
use super::entry::{extras_text, field_text, raw_text};
use super::widths::{Width, fitting};
use crate::model::{Entry, Field, Register, ReturnedEntry};
use crate::writer::{SheetSpec, StyleRole};

const PAGE: f64 = 175.0;

/// The sheet. `row_of` shows the rows an entry stands in.
pub fn sheet(
    register: &Register,
    context: &ReportContext,
    row_of: impl Fn(&Entry) -> Cell,
) -> SheetSpec {
    let returned = &register.returned;
    let fields: Vec<Field> = Field::ALL
        .iter()
        .copied()
        .filter(|f| returned.iter().any(|r| !shown(r, *f).is_empty()))
        .collect();
    let extras = returned.iter().any(|r| !r.entry.extras.is_empty());
    let mut heads: Vec<(&'static str, Width)> = vec![
        ("序号", Width::Fixed(6.0)),
        ("退回原因", Width::Prose(22.0)),
        ("文件", Width::Short(14.0, 24.0)),
        ("工作表", Width::Short(8.0, 12.0)),
        ("行", Width::Short(5.0, 8.0)),
    ];
    heads.extend(fields.iter().map(|f| (head(*f), width(*f))));
    if extras {
        heads.push(("其他栏目", Width::Prose(12.0)));
    }
    let rows: Vec<Vec<Cell>> = (1..)
        .zip(returned)
        .map(|(number, r)| row(number, r, row_of(&r.entry), &fields, extras))
        .collect();
    let mut canvas = Canvas::new("退回条目", fitting(&heads, &rows, PAGE), true);
    canvas.title(context, "廉政风险点退回条目");
    let head = canvas.heads(heads.iter().map(|h| h.0));
    if rows.is_empty() {
        canvas.line("本次没有退回的条目。", StyleRole::Note);
    } else {
        let last = head + u32::try_from(rows.len()).unwrap_or(0);
        canvas.filter(head, last);
    }
    for row in rows {
        canvas.cells(row);
    }
    canvas.keep_heads(head, head, 2);
    canvas.finish()
}

/// The form's own number must not be taken for the line's.
fn head(field: Field) -> &'static str {
    if field == Field::Seq {
        "表内\n序号"
    } else {
        field.title()
    }
}

fn width(field: Field) -> Width {
    if field == Field::Seq {
        Width::Short(6.0, 8.0)
    } else if field.is_prose() {
        Width::Prose(12.0)
    } else {
        Width::Short(8.0, 13.0)
    }
}

/// Levels as written, since what could not be read is often the reason; all else tidy, or as written where nothing
/// is left when tidy.
fn shown(returned: &ReturnedEntry, field: Field) -> String {
    let raw = || raw_text(&returned.entry, field).to_owned();
    if field.is_level() {
        return raw();
    }
    let tidy = field_text(&returned.entry, field);
    if tidy.is_empty() { raw() } else { tidy }
}

fn row(
    number: usize,
    returned: &ReturnedEntry,
    rows: Cell,
    fields: &[Field],
    extras: bool,
) -> Vec<Cell> {
    let entry = &returned.entry;
    let mut cells = vec![
        count(number),
        text(reasons(&returned.reasons)),
        text(entry.place.file.as_ref()),
        short(entry.sheet().as_ref()),
        rows,
    ];
    cells.extend(fields.iter().map(|field| {
        let shown = shown(returned, *field);
        if field.is_prose() {
            text(shown)
        } else {
            short(shown)
        }
    }));
    if extras {
        cells.push(text(extras_text(entry)));
    }
    cells
}

/// Several reasons are numbered, one to a line.
fn reasons(reasons: &[String]) -> String {
    match reasons {
        [one] => one.clone(),
        several => {
            let lines = (1..)
                .zip(several)
                .map(|(n, reason)| format!("{n}. {reason}"));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}
