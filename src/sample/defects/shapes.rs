//! Columns nobody asked for, columns there are two of, cells with error values, parts that are hidden.

use super::bench::{At, Bench};
use super::kind::{Defect, Topic, in_entry, in_form};
use crate::location::CellRef;
use crate::model::{Field, Level};
use crate::sample::layout::{Column, Layout};
use crate::writer::{CellSpec, Content, SheetSpec, StyleRole};

/// The family.
pub const DEFECTS: [Defect; 6] = [
    in_form(
        Topic::Columns,
        "T02",
        "多出一栏程序不认识的",
        |b| {
            let (label, text) = *b.rng.pick(&[
                ("监督电话", "12388"),
                ("完成时限", "长期坚持"),
                ("涉及金额（万元）", "20"),
            ]);
            add_column(b, label, text).is_some()
        },
    ),
    in_form(Topic::Columns, "T03", "同一栏目有两列", second_column),
    in_entry("T10", "单元格是错误值", error_value),
    in_form(Topic::Hidden, "F13", "有隐藏的工作表", hidden_sheet),
    in_form(Topic::Hidden, "F14", "有隐藏的行", hidden_row),
    in_form(Topic::Hidden, "F15", "有隐藏的列", hidden_column),
];

/// One more column at the right end, with the same text in all rows. Its head's cell.
fn add_column(b: &mut Bench<'_>, label: &str, text: &str) -> Option<CellRef> {
    // A head of two rows or one that is repeated, and rows that are merged, would need more than a cell each.
    let fits = !matches!(
        b.layout,
        Layout::TwoRowHead | Layout::ThreeRows | Layout::PrintedPages | Layout::Numbered
    ) && b.layout.is_table();
    let page = &mut b.draft.pages[0];
    let next = page
        .tables
        .get(1)
        .map_or(CellRef::MAX_ROW, |t| t.head.first.row);
    let table = page.tables.first_mut().filter(|_| fits)?;
    let head = CellRef::new(table.head.last.row, table.head.last.col + 1);
    table.head.last.col += 1;
    table.columns.push(Column::unknown(label, 12.0));
    let rows = page
        .entries
        .iter()
        .map(|e| e.row - 1)
        .filter(|row| *row < next);
    let body = rows.map(|row| (CellRef { row, ..head }, text));
    let cells: Vec<(CellRef, &str)> = std::iter::once((head, label)).chain(body).collect();
    page.sheet
        .widths
        .resize(usize::try_from(head.col).unwrap_or(0), 10.0);
    page.sheet.widths.push(12.0);
    for (at, text) in cells {
        let beside = CellRef::new(at.row, at.col - 1);
        let style = page.sheet.cells.iter().find(|c| c.at == beside);
        let style = style.map_or(StyleRole::Body, |c| c.style);
        page.sheet.cells.push(CellSpec {
            at,
            content: text.into(),
            style,
        });
    }
    b.report(0, Some(head));
    Some(head)
}

/// Another head of a field the table has.
fn second_column(b: &mut Bench<'_>) -> bool {
    let choices = [
        (Field::Owner, "具体责任人", "经办人"),
        (Field::Measures, "预防措施", "按制度落实到人"),
        (Field::Remark, "说明", ""),
    ];
    let table = b.draft.pages[0].tables.first();
    let has = |field| table.is_some_and(|t| t.col(field).is_some());
    let found = choices.into_iter().find(|(field, _, _)| has(*field));
    let Some((field, label, text)) = found else {
        return false;
    };
    let added = add_column(b, label, text).is_some();
    b.doubled = Some(field).filter(|_| added);
    added
}

/// A formula whose source was deleted.
fn error_value(b: &mut Bench<'_>, at: At) -> bool {
    // In a document it would be a word like any other.
    if b.is_document() {
        return false;
    }
    // Of level one it would also be said that no leader is named.
    let owner = Some(Field::Owner).filter(|_| !b.is_level(at, Level::One));
    let fields = std::iter::once(Field::Remark).chain(owner);
    let cell = fields.into_iter().find_map(|f| b.own(at, f));
    let Some(cell) = cell else {
        return false;
    };
    b.put(
        at.page,
        cell,
        Content::TextFormula {
            formula: "=#REF!".to_owned(),
            result: "#REF!".to_owned(),
        },
    );
    b.found_at(at, Some(cell))
}

/// A sheet somebody hid: not read, and said to be there.
fn hidden_sheet(b: &mut Bench<'_>) -> bool {
    let cell = |row, text: &str| CellSpec {
        at: CellRef::new(row, 0),
        content: text.into(),
        style: StyleRole::Plain,
    };
    if b.is_document() {
        return false;
    }
    let name = "下拉选项";
    b.draft.hidden.push(SheetSpec {
        name: name.to_owned(),
        cells: vec![cell(0, "一级"), cell(1, "二级"), cell(2, "三级")],
        hidden: true,
        ..SheetSpec::default()
    });
    b.report_hidden(name);
    true
}

fn hidden_row(b: &mut Bench<'_>) -> bool {
    let rows: Vec<u32> = b.draft.pages[0].entries.iter().map(|e| e.row - 1).collect();
    if rows.is_empty() || b.layout == Layout::ThreeRows || !b.layout.is_table() || b.is_document() {
        return false;
    }
    let row = *b.rng.pick(&rows);
    b.draft.pages[0].sheet.hidden_rows.push(row);
    b.report(0, None);
    true
}

fn hidden_column(b: &mut Bench<'_>) -> bool {
    let table = b.draft.pages[0].tables.first();
    let fields = [Field::Remark, Field::Leader, Field::Seq];
    let table = table.filter(|_| !b.is_document());
    let Some(col) = table.and_then(|t| fields.into_iter().find_map(|f| t.col(f))) else {
        return false;
    };
    b.draft.pages[0].sheet.hidden_columns.push(col);
    b.report(0, None);
    true
}
