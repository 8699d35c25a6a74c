//! 登记汇总表: one line for each registered item, totals below, room for signatures.

use super::super::ReportContext;
use super::super::canvas::{Canvas, Cell, column, short, text};
use super::super::entry::{answer_text, field_text};
use super::super::widths::Width::{self, Fixed, Prose, Short};
use super::super::widths::widths;
use super::{basis_cell, followup, level_cell, level_word};
use crate::location::{Area, CellRef};
use crate::model::{Field, Level, Register, RegisterItem};
use crate::writer::{Content, SheetSpec, StyleRole};

/// Width of a printed page in characters: what still reads well on A4 across.
const PAGE: f64 = 176.0;

/// What a column of the register shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// Number of the item.
    Id,
    /// A field of the entry.
    Of(Field),
    /// The level that counts.
    Level,
    /// What it rests on.
    Basis,
    /// Who supervises it.
    Supervisor,
    /// Errors still to be mended.
    Errors,
}

/// A column of the register.
struct Column {
    shows: Shows,
    head: &'static str,
    width: Width,
    /// Whether it stays even if nothing stands in it.
    always: bool,
}

const fn always(shows: Shows, head: &'static str, width: Width) -> Column {
    Column {
        shows,
        head,
        width,
        always: true,
    }
}

const fn if_any(shows: Shows, head: &'static str, width: Width) -> Column {
    Column {
        always: false,
        ..always(shows, head, width)
    }
}

/// All columns in their order.
const COLUMNS: &[Column] = &[
    always(Shows::Id, "编号", Short(11.0, 14.0)),
    always(Shows::Of(Field::Section), "科室", Short(9.0, 12.0)),
    if_any(Shows::Of(Field::Post), "岗位", Short(8.0, 12.0)),
    if_any(Shows::Of(Field::Person), "姓名", Short(8.0, 9.0)),
    if_any(Shows::Of(Field::Matter), "权力（业务）\n事项", Prose(14.0)),
    if_any(Shows::Of(Field::Category), "风险类别", Short(8.0, 10.0)),
    always(Shows::Of(Field::Risk), "风险点", Prose(16.0)),
    if_any(Shows::Of(Field::Manifestation), "表现形式", Prose(16.0)),
    always(Shows::Level, "风险\n等级", Fixed(7.0)),
    always(Shows::Basis, "定级\n依据", Fixed(7.0)),
    always(Shows::Of(Field::Measures), "防控措施", Prose(16.0)),
    if_any(Shows::Of(Field::Indicator), "监测指标", Prose(10.0)),
    if_any(Shows::Of(Field::Owner), "责任人", Short(8.0, 12.0)),
    if_any(Shows::Of(Field::Head), "部门\n负责人", Short(8.0, 10.0)),
    if_any(Shows::Of(Field::Leader), "责任\n领导", Short(8.0, 10.0)),
    if_any(Shows::Supervisor, "监管人", Short(8.0, 12.0)),
    if_any(Shows::Of(Field::RatedOn), "评定日期", Short(9.0, 12.0)),
    if_any(Shows::Of(Field::Remark), "备注", Prose(8.0)),
    if_any(Shows::Errors, "待改正的问题", Prose(14.0)),
];

/// The grounds of the levels, right of the printed page: kept with the register, so that next year's forms can be filled
/// from it, and no burden to who reads it on paper.
const ANSWERS: [(Field, f64); 6] = [
    (Field::ThreeImportant, 9.0),
    (Field::Resources, 9.0),
    (Field::Discretion, 9.0),
    (Field::Consequence, 14.0),
    (Field::Likelihood, 9.0),
    (Field::Impact, 9.0),
];

/// The sheet.
pub fn sheet(register: &Register, context: &ReportContext) -> SheetSpec {
    let items = &register.items;
    let columns: Vec<_> = COLUMNS
        .iter()
        .filter(|c| c.always || items.iter().any(|i| !plain(i, c.shows).is_empty()))
        .collect();
    let mut canvas = Canvas::new("登记汇总表", measure(&columns, items), true);
    canvas.title(context, "廉政风险点登记汇总表");
    let head = canvas.heads(columns.iter().map(|c| c.head));
    for item in items {
        canvas.cells(columns.iter().map(|c| cell(item, c.shows)));
    }
    let width = u32::try_from(columns.len()).unwrap_or(0);
    answers(&mut canvas, width, head, items);
    let level = columns.iter().position(|c| c.shows == Shows::Level);
    let level = level.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
    let last = canvas.next() - 1;
    canvas.line(
        totals(items, column(level, head + 1, last)),
        StyleRole::TotalText,
    );
    if !items.is_empty() {
        canvas.filter(head, last);
    }
    canvas.line(NOTE, StyleRole::Note);
    if let Some(note) = followup::note(register) {
        canvas.line(note, StyleRole::Note);
    }
    canvas.line(SIGNATURES, StyleRole::Sign);
    canvas.keep_heads(head, head, 2);
    let corner = CellRef::new(canvas.next() - 1, width - 1);
    canvas.sheet().print.area = Some(Area::new(CellRef::new(0, 0), corner));
    canvas.finish()
}

/// The answers from column `left` on, beside the rows of the items.
fn answers(canvas: &mut Canvas, left: u32, head: u32, items: &[RegisterItem]) {
    let given = |field: Field| {
        items
            .iter()
            .any(|i| !answer_text(&i.entry, field).is_empty())
    };
    let columns = ANSWERS.iter().filter(|(field, _)| given(*field));
    for (col, (field, width)) in (left..).zip(columns) {
        canvas.sheet().widths.push(*width);
        canvas.put(head, col, field.title(), StyleRole::Head);
        for (row, item) in (head + 1..).zip(items) {
            let (content, style) = short(answer_text(&item.entry, *field));
            canvas.put(row, col, content, style);
        }
    }
}

const NOTE: &str = "注：风险等级以审定等级为准；尚未审定的，暂按填报（自评）等级登记，自评与建议不一致的，暂按较高的一级登记，依据写“待审定”；\
    填报内容无法判定等级的，登记为“待定”，原文见“来源对照”。待审定和待定的，见 05-评审表。";
const SIGNATURES: &str = "审核人：　　　　　　　　　　填表人：　　　　　　　　　　联系电话：　　　　　　　　　　单位负责人（签字）：";

/// The text of a column for an item, without its looks.
fn plain(item: &RegisterItem, shows: Shows) -> String {
    match shows {
        Shows::Id => item.id.clone(),
        Shows::Of(field) => field_text(&item.entry, field),
        Shows::Level => level_word(item.effective).to_owned(),
        Shows::Basis => item.basis.title().to_owned(),
        Shows::Supervisor => {
            let supervisor = item.follow_up.supervisor.as_ref();
            supervisor.map_or_else(String::new, ToString::to_string)
        }
        Shows::Errors => item.errors.join("\n"),
    }
}

fn cell(item: &RegisterItem, shows: Shows) -> Cell {
    match shows {
        Shows::Level => level_cell(item.effective),
        Shows::Basis => basis_cell(item.basis),
        Shows::Errors if !item.errors.is_empty() => (plain(item, shows).into(), StyleRole::Alert),
        Shows::Of(field) if field.is_prose() => text(plain(item, shows)),
        _ => short(plain(item, shows)),
    }
}

fn measure(columns: &[&Column], items: &[RegisterItem]) -> Vec<f64> {
    let texts = |shows| items.iter().map(|i| plain(i, shows)).collect();
    let measured: Vec<_> = columns
        .iter()
        .map(|c| (c.width, c.head, texts(c.shows)))
        .collect();
    widths(&measured, PAGE)
}

/// The line of totals: a live sentence, so that it reads well and still follows when a level is corrected.
fn totals(items: &[RegisterItem], levels: Area) -> Content {
    if items.is_empty() {
        return Content::text("合计：本次没有登记风险点。");
    }
    let words = [Some(Level::One), Some(Level::Two), Some(Level::Three), None].map(|level| {
        let count = items.iter().filter(|i| i.effective == level).count();
        (level_word(level), count)
    });
    let live = words.map(|(word, _)| format!("{word} \"&COUNTIF({levels},\"{word}\")&\" 个"));
    let reckoned = words.map(|(word, count)| format!("{word} {count} 个"));
    Content::TextFormula {
        formula: format!(
            "=\"合计：共 \"&COUNTA({levels})&\" 个风险点，其中{}。\"",
            live.join("，")
        ),
        result: format!(
            "合计：共 {} 个风险点，其中{}。",
            items.len(),
            reckoned.join("，")
        ),
    }
}
