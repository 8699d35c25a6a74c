//! 定级依据: for every item whose level was argued about, what the form answered, what was suggested and why, and what the
//! leading group decided. The four levels stand side by side and are never mixed.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, short, text};
use super::super::entry::raw_text;
use super::super::widths::Width::{Fixed, Prose, Short};
use super::columns::{BASIS, Column, Columns, ID, RISK, SECTION};
use super::level_cell;
use crate::model::{Entry, Field, Level, Reason, Register, RegisterItem};
use crate::writer::{SheetSpec, StyleRole};

const PAGE: f64 = 176.0;

const COLUMNS: &[Column] = &[
    ID,
    SECTION,
    RISK,
    ("涉及三\n重一大", Fixed(8.0), false, |i| {
        answer(i, Field::ThreeImportant)
    }),
    ("掌握\n人财物", Fixed(8.0), false, |i| {
        answer(i, Field::Resources)
    }),
    ("自由\n裁量权", Fixed(8.0), false, |i| {
        answer(i, Field::Discretion)
    }),
    ("可能后果", Short(8.0, 14.0), false, |i| {
        answer(i, Field::Consequence)
    }),
    ("发生\n可能性", Fixed(8.0), false, |i| {
        answer(i, Field::Likelihood)
    }),
    ("影响\n程度", Fixed(8.0), false, |i| {
        answer(i, Field::Impact)
    }),
    ("等级原文", Short(8.0, 12.0), true, |i| {
        short(raw_text(&i.entry, Field::Level))
    }),
    ("自评\n等级", Fixed(7.0), true, |i| {
        level(i.entry.declared)
    }),
    ("建议\n等级", Fixed(7.0), true, |i| {
        level(i.entry.suggested_level())
    }),
    (
        "建议的理由（单元格）和条款，或者未提建议的原因",
        Prose(26.0),
        true,
        |i| text(grounds(&i.entry)),
    ),
    ("审定\n等级", Fixed(7.0), false, |i| {
        level(i.entry.confirmed_level())
    }),
    (
        "审定理由、审定人、日期",
        Prose(14.0),
        false,
        |i| text(decision(&i.entry)),
    ),
    ("登记\n等级", Fixed(7.0), true, |i| {
        level_cell(i.effective)
    }),
    BASIS,
];

fn answer(item: &RegisterItem, field: Field) -> Cell {
    short(raw_text(&item.entry, field))
}

fn level(level: Option<Level>) -> Cell {
    short(level.map_or("", Level::title))
}

/// The reasons with their cells and clauses, then what was left open; one to a line.
fn grounds(entry: &Entry) -> String {
    let reasons = entry.grading.reasons.iter().map(reason);
    let doubts = entry.grading.doubts.iter().cloned();
    let lines: Vec<String> = reasons.chain(doubts).collect();
    lines.join("\n")
}

fn reason(reason: &Reason) -> String {
    let cells: Vec<String> = reason.cells.iter().map(ToString::to_string).collect();
    let cells = if cells.is_empty() {
        String::new()
    } else {
        format!("[{}]", cells.join("、"))
    };
    format!("{}{cells} {}", reason.text, reason.clause)
}

fn decision(entry: &Entry) -> String {
    let Some(decision) = &entry.decision else {
        return String::new();
    };
    let on = decision.on.map_or(String::new(), |on| on.to_string());
    let parts = [decision.reason.as_str(), decision.by.as_str(), on.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join("，")
}

/// The sheet; none where no level was argued about.
pub fn sheet(register: &Register, context: &ReportContext) -> Option<SheetSpec> {
    let argued = |i: &&RegisterItem| {
        let entry = &i.entry;
        let answered = entry.values.keys().any(|f| f.is_answer());
        answered || entry.decision.is_some() || entry.suggested.is_some()
    };
    let items: Vec<&RegisterItem> = register.items.iter().filter(argued).collect();
    if items.is_empty() {
        return None;
    }
    let columns = Columns::of(COLUMNS, &items);
    let mut canvas = Canvas::new("定级依据", columns.widths(&items, PAGE), true);
    canvas.title(context, "廉政风险等级定级依据表");
    canvas.line(NOTE, StyleRole::Note);
    let head = canvas.heads(columns.heads());
    for item in &items {
        canvas.cells(columns.cells(item));
    }
    canvas.filter(head, canvas.next() - 1);
    canvas.keep_heads(head, head, 1);
    Some(canvas.finish())
}

const NOTE: &str = "登记等级的取用顺序：有审定等级的按审定；自评与建议一致，或者没有建议的，按自评；自评与建议不一致的，暂按较高的一级，\
    定级依据写“待审定”；看不出自评等级的，待定。没有回答定级依据、也没有建议和审定的条目不列入本表。";
