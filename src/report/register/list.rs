//! 登记汇总表: one line for each registered item, totals below, room for signatures.

use super::super::canvas::{Canvas, short};
use super::super::context::ReportContext;
use super::super::entry::answer_text;
use super::super::spread::Ranges;
use super::super::table::{Columns, Table, answer, col, columns, field, word};
use super::super::widths::Width::{Fixed, Prose, Short};
use super::columns::{
    Item, LEVEL, POINTS, PointsOf, basis, effective, id, level_word, matter, owner, person, points,
    post, risk, risk_points, section,
};
use super::followup;
use super::sentence::Sentence;
use crate::location::{Area, CellRef};
use crate::model::{Field, Level, Register, RegisterItem};
use crate::writer::{Cell, Content, Sheet, StyleRole};

/// Width of a printed page in characters: what still reads well on A4 across.
const PAGE: f64 = 176.0;

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

const NOTE: &str = "注：风险等级以审定等级为准；尚未审定的，暂按填报（自评）等级登记，自评与建议不一致的，暂按较高的一级登记，依据写“待审定”；\
    填报内容无法判定等级的，登记为“待定”，原文见“来源对照”。待审定和待定的，见 05-评审表。";
const SIGNATURES: &str = "审核人：　　　　　　　　　　填表人：　　　　　　　　　　联系电话：　　　　　　　　　　单位负责人（签字）：";

fn columns<'r>() -> Columns<'r, Item<'r>> {
    columns! { Item<'_>;
        id();
        section();
        post();
        person();
        matter();
        field(Field::Category, "风险类别", Short(8.0, 10.0)).if_any();
        risk();
        field(Field::Manifestation, "表现形式", Prose(16.0)).if_any();
        effective(LEVEL);
        basis(7.0);
        field(Field::Measures, "防控措施", Prose(16.0));
        field(Field::Indicator, "监测指标", Prose(10.0)).if_any();
        owner();
        field(Field::Head, "部门\n负责人", Short(8.0, 10.0)).if_any();
        field(Field::Leader, "责任\n领导", Short(8.0, 10.0)).if_any();
        word("监管人", Short(8.0, 12.0), |i| supervisor(i)).if_any();
        field(Field::RatedOn, "评定日期", Short(9.0, 12.0)).if_any();
        field(Field::Remark, "备注", Prose(8.0)).if_any();
        col("待改正的问题", Prose(14.0), |i| errors(i)).if_any();
    }
}

fn supervisor(item: &RegisterItem) -> String {
    let supervisor = item.follow_up.supervisor.as_ref();
    supervisor.map_or_else(String::new, ToString::to_string)
}

fn errors(item: &RegisterItem) -> Cell {
    match item.errors.as_slice() {
        [] => short(""),
        errors => (errors.join("\n").into(), StyleRole::Alert),
    }
}

/// The sheet.
pub fn sheet<'r>(register: &'r Register, context: &ReportContext) -> Sheet<'r> {
    let items = &register.items;
    let given = |f: Field| items.iter().any(|i| !answer_text(&i.entry, f).is_empty());
    let answers: Vec<_> = ANSWERS.into_iter().filter(|(f, _)| given(*f)).collect();
    let beside: f64 = answers.iter().map(|(_, width)| width).sum();
    let mut columns = columns();
    if let Some(points) = points(items) {
        let level = columns.iter().position(|c| c.head == LEVEL);
        columns.insert(level.unwrap_or(columns.len()), points);
    }
    columns.extend(
        answers
            .iter()
            .map(|(f, width)| answer(*f, f.title(), Fixed(*width))),
    );
    let table = Table::new(columns, items.iter().collect(), PAGE + beside);
    let printed = table.widths.len() - answers.len();
    let mut canvas = Canvas::new("登记汇总表", table.widths.clone(), true);
    canvas.narrow(printed);
    canvas.title(context, "廉政风险点登记汇总表");
    let laid = canvas.table(table);
    let points = laid.has(POINTS).then(|| laid.ranges(POINTS));
    let totals = totals(items, &laid.ranges(LEVEL), points.as_ref());
    canvas.line(totals, StyleRole::TotalText);
    if !items.is_empty() {
        canvas.filter(laid.head, laid.last);
    }
    canvas.notes([NOTE]);
    canvas.notes(followup::note(register));
    let last = canvas.line(SIGNATURES, StyleRole::Sign);
    canvas.keep_heads(laid.head, laid.head, 2);
    let right = u32::try_from(printed).unwrap_or(1) - 1;
    let printed = Area::new(CellRef::new(0, 0), CellRef::new(last, right));
    canvas.sheet().print.area = Some(printed);
    canvas.finish()
}

/// The line of totals: a live sentence, so that it reads well and still follows when a level is corrected.
fn totals(items: &[RegisterItem], levels: &Ranges, points: Option<&Ranges>) -> Content {
    if items.is_empty() {
        return Content::text("合计：本次没有登记风险点。");
    }
    let of = |count: &dyn Fn(PointsOf<&str>, &str) -> String| {
        levels.beside(points, |own, points| count(PointsOf { points }, own))
    };
    let start = Sentence::new("合计：")
        .count(
            "登记 ",
            &format!("COUNTA({})", levels.all()),
            items.len(),
            " 条",
        )
        .count(
            "，共 ",
            &of(&|sums, own| sums.all(own)),
            risk_points(items),
            " 个风险点，其中",
        );
    let by_level = [Some(Level::One), Some(Level::Two), Some(Level::Three), None];
    let words = by_level.into_iter().enumerate();
    let words = words.fold(start, |sentence, (at, level)| {
        let word = level_word(level);
        let before = format!("{}{word} ", if at == 0 { "" } else { "，" });
        let own = risk_points(items.iter().filter(|i| i.effective == level));
        let formula = of(&|sums, own| sums.with(own, word));
        sentence.count(&before, &formula, own, " 个")
    });
    words.end("。")
}
