//! 定级依据: for every item whose level was argued about, what the form answered, what was suggested and why, and what the
//! leading group decided. The four levels, and what cross checks and ballots say, stand side by side and are
//! never mixed.

use super::super::canvas::Canvas;
use super::super::context::ReportContext;
use super::super::entry::heard;
use super::super::table::{Columns, Table, columns, field, prose, raw, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::columns::{Item, basis, effective, id, risk};
use crate::model::{Entry, Field, Level, Reason, Register, Voice};
use crate::writer::Sheet;

const PAGE: f64 = 176.0;
const NOTE: &str = "登记等级的取用顺序：有审定等级的按审定；自评与建议一致，或者没有建议的，按自评；自评与建议不一致的，暂按较高的一级，\
    定级依据写“待审定”；看不出自评等级的，待定。交叉互查、群众评议不改变登记等级，与它不同的列入评审。没有回答定级依据、也没有建议、互查、评议和审定的条目不列入本表。";

fn columns<'r>() -> Columns<'r, Item<'r>> {
    columns! { Item<'_>;
        id();
        field(Field::Section, "科室", Short(9.0, 12.0));
        risk();
        raw(Field::ThreeImportant, "涉及三\n重一大", Fixed(8.0)).if_any();
        raw(Field::Resources, "掌握\n人财物", Fixed(8.0)).if_any();
        raw(Field::Discretion, "自由\n裁量权", Fixed(8.0)).if_any();
        raw(Field::Consequence, "可能后果", Short(8.0, 14.0)).if_any();
        raw(Field::Likelihood, "发生\n可能性", Fixed(8.0)).if_any();
        raw(Field::Impact, "影响\n程度", Fixed(8.0)).if_any();
        raw(Field::Level, "等级原文", Short(8.0, 12.0));
        word("自评\n等级", Fixed(7.0), |i| level(i.entry.declared));
        word("建议\n等级", Fixed(7.0), |i| level(i.entry.suggested_level()));
        prose("建议的理由（单元格）和条款，或者未提建议的原因", Prose(26.0), |i| grounds(&i.entry));
        prose(Voice::CrossCheck.title(), Prose(12.0), |i| heard(&i.opinions, Voice::CrossCheck)).if_any();
        prose(Voice::Ballot.title(), Prose(12.0), |i| heard(&i.opinions, Voice::Ballot)).if_any();
        word("审定\n等级", Fixed(7.0), |i| level(i.entry.confirmed_level())).if_any();
        prose("审定理由、审定人、日期", Prose(14.0), |i| decision(&i.entry)).if_any();
        effective("登记\n等级");
        basis(8.0);
    }
}

fn level(level: Option<Level>) -> &'static str {
    level.map_or("", Level::title)
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
pub fn sheet<'r>(register: &'r Register, context: &ReportContext) -> Option<Sheet<'r>> {
    let argued = |i: &Item<'_>| {
        let entry = &i.entry;
        let answered = entry.values.keys().any(|f| f.is_answer());
        let heard = !i.opinions.is_empty();
        answered || heard || entry.decision.is_some() || entry.suggested.is_some()
    };
    let items: Vec<Item<'_>> = register.items.iter().filter(argued).collect();
    if items.is_empty() {
        return None;
    }
    let table = Table::new(columns(), items, PAGE);
    let mut canvas = Canvas::over(&table, ("定级依据", "廉政风险等级定级依据表"), context);
    canvas.notes([NOTE]);
    canvas.listing(table, 1, "");
    Some(canvas.finish())
}
