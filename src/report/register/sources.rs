//! 来源对照: for every item the file, sheet, row and cell it came from, its level as written, and what no column fits.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, short, text};
use super::super::entry::{cell_of, extras_text, field_text, raw_text, row_cell};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::columns::{Column, Columns, ID};
use super::{basis_cell, level_cell, level_word};
use crate::model::{Field, Level, Register, RegisterItem};
use crate::writer::{SheetSpec, StyleRole};

const PAGE: f64 = 160.0;

const COLUMNS: &[Column] = &[
    ID,
    ("条目号", Short(8.0, 10.0), true, |i| {
        short(i.sources.first().map_or("", String::as_str))
    }),
    ("并入的\n条目", Short(8.0, 10.0), false, |i| {
        short(i.sources.get(1).map_or("", String::as_str))
    }),
    ("文件", Short(20.0, 52.0), true, |i| {
        text(i.entry.place.file.as_ref())
    }),
    ("工作表", Short(8.0, 16.0), true, |i| {
        short(i.entry.sheet().as_ref())
    }),
    ("行", Short(5.0, 8.0), true, |i| row_cell(&i.entry)),
    ("风险点\n单元格", Fixed(8.0), true, |i| {
        short(cell_of(&i.entry, Field::Risk))
    }),
    ("等级\n单元格", Fixed(8.0), true, |i| {
        short(cell_of(&i.entry, Field::Level))
    }),
    ("表内\n序号", Short(6.0, 8.0), false, |i| {
        short(field_text(&i.entry, Field::Seq))
    }),
    ("科室", Short(9.0, 16.0), true, |i| {
        short(field_text(&i.entry, Field::Section))
    }),
    ("科室取自", Fixed(11.0), true, |i| {
        let section = i.entry.values.get(&Field::Section);
        short(section.map_or("未填", |v| v.origin.title()))
    }),
    ("等级原文", Short(8.0, 18.0), true, |i| {
        short(raw_text(&i.entry, Field::Level))
    }),
    ("自评\n等级", Fixed(7.0), true, |i| {
        declared(i.entry.declared)
    }),
    ("建议等级\n原文", Short(9.0, 14.0), false, |i| {
        short(raw_text(&i.entry, Field::SuggestedLevel))
    }),
    ("审定等级\n原文", Short(9.0, 14.0), false, |i| {
        short(raw_text(&i.entry, Field::ConfirmedLevel))
    }),
    ("登记\n等级", Fixed(7.0), true, |i| {
        level_cell(i.effective)
    }),
    ("定级\n依据", Fixed(7.0), true, |i| basis_cell(i.basis)),
    ("填报日期", Short(11.0, 14.0), false, |i| {
        short(field_text(&i.entry, Field::ReportedOn))
    }),
    ("风险点\n数量", Fixed(8.0), false, |i| {
        short(raw_text(&i.entry, Field::RiskCount))
    }),
    (
        "其他栏目（栏名：内容）",
        Prose(20.0),
        false,
        |i| text(extras_text(&i.entry)),
    ),
];

/// The level of the form itself; nothing where it declares none.
fn declared(level: Option<Level>) -> Cell {
    short(level.map_or("", |level| level_word(Some(level))))
}

/// The sheet.
pub fn sheet(register: &Register, context: &ReportContext) -> SheetSpec {
    let entries: Vec<RegisterItem> = register.items.iter().flat_map(entries).collect();
    let items: Vec<&RegisterItem> = entries.iter().collect();
    let columns = Columns::of(COLUMNS, &items);
    let mut canvas = Canvas::new("来源对照", columns.widths(&items, PAGE), true);
    canvas.title(context, "廉政风险点来源对照表");
    let head = canvas.heads(columns.heads());
    for item in &items {
        canvas.cells(columns.cells(item));
    }
    if items.is_empty() {
        canvas.line("本次没有登记风险点。", StyleRole::Note);
    } else {
        canvas.filter(head, canvas.next() - 1);
    }
    canvas.keep_heads(head, head, 1);
    canvas.finish()
}

/// An item once for each entry it was made from: the entry as it was read, its id, and the id of the one it was merged into.
fn entries(item: &RegisterItem) -> Vec<RegisterItem> {
    if item.members.is_empty() {
        return vec![item.clone()];
    }
    let kept = item.members.first().map(|m| m.id.clone());
    let members = item.members.iter();
    members
        .map(|member| {
            let into = kept.clone().filter(|kept| *kept != member.id);
            RegisterItem {
                sources: std::iter::once(member.id.clone()).chain(into).collect(),
                entry: member.entry.clone(),
                members: Vec::new(),
                ..item.clone()
            }
        })
        .collect()
}
