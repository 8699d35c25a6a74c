//! 退回条目: every entry sent back, with the reasons, its place and all its data, so that nothing is lost on the way.

use super::canvas::Canvas;
use super::context::ReportContext;
use super::entry::{extras_text, field_text, raw_text};
use super::table::{Column, Columns, Table, col, columns, number, prose, word};
use super::widths::Width::{Prose, Short};
use crate::model::{Entry, Field, Register, ReturnedEntry};
use crate::writer::{Cell, Sheet};

const PAGE: f64 = 175.0;

type Row<'r> = &'r ReturnedEntry;

/// The sheet. `row_of` shows the rows an entry stands in.
pub fn sheet<'r>(
    register: &'r Register,
    context: &ReportContext,
    row_of: impl Fn(&Entry) -> Cell + Send + Sync + 'r,
) -> Sheet<'r> {
    let mut columns: Columns<'_, Row<'_>> = columns! { Row<'_>;
        number();
        prose("退回原因", Prose(22.0), |r| reasons(&r.reasons));
        prose("文件", Short(14.0, 24.0), |r| r.entry.place.file.to_string());
        word("工作表", Short(8.0, 12.0), |r| r.entry.sheet().to_string());
        col("行", Short(5.0, 8.0), |r| row_of(&r.entry));
    };
    columns.extend(Field::ALL.iter().copied().map(field));
    if register.returned.iter().any(|r| !r.entry.extras.is_empty()) {
        let extras = prose("其他栏目", Prose(12.0), |r: &Row<'_>| {
            extras_text(&r.entry)
        });
        columns.push(extras);
    }
    let table = Table::new(columns, register.returned.iter().collect(), PAGE);
    let mut canvas = Canvas::over(&table, ("退回条目", "廉政风险点退回条目"), context);
    canvas.listing(table, 2, "本次没有退回的条目。");
    canvas.finish()
}

/// The form's own number must not be taken for the line's.
fn field<'r>(field: Field) -> Column<'r, Row<'r>> {
    let show = move |r: &Row<'_>| shown(r, field);
    let column = match field {
        Field::Seq => word("表内\n序号", Short(6.0, 8.0), show),
        field if field.is_prose() => prose(field.title(), Prose(12.0), show),
        field => word(field.title(), Short(8.0, 13.0), show),
    };
    column.if_any()
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

/// Several reasons are numbered, one to a line.
fn reasons(reasons: &[String]) -> String {
    if let [one] = reasons {
        return one.clone();
    }
    let lines = (1..).zip(reasons);
    let lines: Vec<String> = lines.map(|(n, reason)| format!("{n}. {reason}")).collect();
    lines.join("\n")
}
